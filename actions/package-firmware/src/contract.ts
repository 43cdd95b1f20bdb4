import { defineAction, kinds, optional } from '@slipway/contract'
import { packageInputs, packageOutputs } from '@slipway/packaging'

export const contract = defineAction({
  name: 'package-firmware',
  title: 'Slipway: package firmware',
  description: 'Packs files under a licence such as the GPL into a reproducible archive, with the licence text, the source offer, and both bills of materials.',
  branding: { icon: 'cpu', color: 'blue' },
  inputs: {
    ...packageInputs,
    'source-offer': optional(kinds.lines(kinds.string()), {
      description:
        'Where the exact source is, one reference a line: `https://host/repository@revision` with a full commit or a version. Needed where the licence asks for it (GPL, LGPL, MPL).',
    }),
  },
  outputs: packageOutputs,
  permissions: { contents: { access: 'read', why: 'to check the repository out' } },
  requires: {},
})

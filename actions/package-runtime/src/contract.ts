import { defineAction } from '@slipway/contract'
import { packageInputs, packageOutputs } from '@slipway/packaging'

export const contract = defineAction({
  name: 'package-runtime',
  title: 'Slipway: package runtime',
  description: 'Packs files into a reproducible tar.gz under one permissive licence, with VERSION and the whole licence text.',
  branding: { icon: 'package', color: 'blue' },
  inputs: packageInputs,
  outputs: packageOutputs,
  permissions: { contents: { access: 'read', why: 'to check the repository out' } },
  requires: {},
})

import { defineAction } from '@slipway/contract'
import { packageInputs, packageOutputs } from '@slipway/packaging'

export const contract = defineAction({
  name: 'package-runtime',
  title: 'Slipway: package runtime',
  description: 'Packs files into a reproducible archive under one permissive licence, with VERSION, the whole licence texts, and SPDX and CycloneDX documents.',
  branding: { icon: 'package', color: 'blue' },
  inputs: packageInputs,
  outputs: packageOutputs,
  permissions: { contents: { access: 'read', why: 'to check the repository out' } },
  requires: {},
})

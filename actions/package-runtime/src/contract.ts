import { defaultTemplate, packageInputs } from '@slipway/archive'
import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'package-runtime',
  title: 'Slipway: package runtime',
  description: 'Packs files into a reproducible tar.gz under one permissive licence, with VERSION and the whole licence text.',
  branding: { icon: 'package', color: 'blue' },
  inputs: {
    name: input(kinds.string(), { description: packageInputs.name }),
    platform: input(kinds.platform(), { description: packageInputs.platform }),
    version: input(kinds.string(), { description: packageInputs.version, default: '${{ github.ref_name }}' }),
    template: input(kinds.string(), { description: packageInputs.template, default: defaultTemplate }),
    files: input(kinds.lines(kinds.string()), { description: packageInputs.files }),
    root: input(kinds.path(), { description: packageInputs.root, default: '.' }),
    'from-artifact': optional(kinds.string(), { description: packageInputs['from-artifact'] }),
    license: input(kinds.string(), { description: packageInputs.license }),
    'license-files': optional(kinds.lines(kinds.path()), { description: packageInputs['license-files'] }),
    notices: optional(kinds.lines(kinds.string()), { description: packageInputs.notices }),
    mtime: optional(kinds.integer({ min: 0, max: 2_147_483_647 }), { description: packageInputs.mtime }),
    output: input(kinds.path(), { description: packageInputs.output, default: 'dist' }),
    'to-artifact': optional(kinds.string(), { description: packageInputs['to-artifact'] }),
    'dry-run': input(kinds.boolean(), { description: packageInputs['dry-run'], default: 'false' }),
  },
  outputs: {
    path: { description: 'Where the package lies. Empty in a dry run.' },
    name: { description: 'The file name of the package.' },
    digest: { description: 'The sha256 digest of the package. Empty in a dry run.' },
    size: { description: 'The size of the package in bytes. Empty in a dry run.' },
    artifact: { description: 'The name of the artifact that holds the package; empty if it was not handed on.' },
  },
  permissions: { contents: { access: 'read', why: 'to check the repository out' } },
  requires: {},
})

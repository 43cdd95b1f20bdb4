import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'embed-verify',
  title: 'Slipway: embed-verify',
  description: 'Proves that a binary contains each asset that it must embed: whole, for the right platform, and no placeholder.',
  branding: { icon: 'package', color: 'green' },
  inputs: {
    binary: input(kinds.path(), { description: 'The binary: a path, or a pattern that matches one file.' }),
    platform: input(kinds.platform(), { description: 'The platform that the binary is for.' }),
    assets: optional(kinds.text(), {
      description: 'What it must embed, one a line: a path, then, where you like, a kind and a platform, such as `assets/vmlinuz kernel linux/arm64`.',
    }),
    manifest: optional(kinds.path(), { description: 'The same as a JSON file: a list of `{path, kind?, platform?, min-size?, sha256?}`.' }),
    'guest-platform': optional(kinds.platform(), {
      description: 'The platform of assets that name none. Without it they have to be of the architecture of the binary.',
    }),
    'min-size': input(kinds.integer({ min: 64, max: 2_000_000_000 }), {
      description: 'Bytes that an asset has at least, where the manifest does not say it. Less than 64 bytes stand in a large file by chance.',
      default: '64',
    }),
    result: optional(kinds.path(), { description: 'A file to which the proof is written as JSON.' }),
  },
  outputs: {
    assets: { description: 'How many assets were proven.' },
    proof: { description: 'What was proven, as JSON: the binary, and of each asset kind, architecture, size, sha256 and its offset in the binary.' },
    result: { description: 'The path of the file that holds the proof; empty where none was asked for.' },
  },
  permissions: { contents: { access: 'read', why: 'to check the repository out' } },
  requires: {},
  rules: [{ rule: 'exactly-one', inputs: ['assets', 'manifest'] }],
})

import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'embed-verify',
  title: 'Slipway: embed-verify',
  description: 'Proves that a binary contains each asset that it must embed: whole, for the right platform, and no placeholder.',
  branding: { icon: 'package', color: 'green' },
  inputs: {
    binary: input(kinds.path(), { description: 'The binary: a path, or a pattern that matches one file.' }),
    platform: optional(kinds.platform(), {
      description: 'The platform that the binary is for. Without it, it is taken for what it is, and nobody notices that it is the wrong one.',
    }),
    assets: optional(kinds.text(), {
      description: 'What it must embed, one a line: a path, then, where you like, a kind and a platform, such as `assets/vmlinuz kernel linux/arm64`.',
    }),
    manifest: optional(kinds.path(), {
      description: 'The same as a JSON file, which can say more: a list of `{path, kind?, platform?, min-size?, digest?, members?, hosts?}`.',
    }),
    'go-package': optional(kinds.string(), {
      description: 'The package of a Go program, such as `./cmd/host`: what its sources embed for this platform is expected too. `go` has to be on the runner.',
    }),
    'go-module': input(kinds.path(), { description: 'The folder of the Go module that holds the package.', default: '.' }),
    proof: optional(kinds.path(), { description: 'A proof manifest that `write-proof` wrote: its assets are checked again, and need not be there.' }),
    'guest-platform': optional(kinds.platform(), {
      description: 'The platform of assets that name none. Without it they have to be of the architecture of the binary.',
    }),
    'min-size': input(kinds.integer({ min: 1, max: 2_000_000_000 }), {
      description: 'Bytes that an asset has at least, where the manifest does not say it. Less than 64 bytes stand in a large file by chance.',
      default: '64',
    }),
    extra: optional(kinds.text(), {
      description:
        'Patterns of files, one a line, of which the binary may embed only those that `assets` or the manifest declare: an older version beside the new one is found by it.',
    }),
    policy: optional(kinds.text(), {
      description:
        'What fails the step, as `subject=refuse` or `subject=warn`, separated by commas or line breaks. Subjects: `binary`, `packed`, `asset`, `content`, `unloaded`, `embed`, `extra`, or `all`. By default everything does.',
    }),
    result: optional(kinds.path(), { description: 'A file to which the result is written as JSON, whatever it is.' }),
    'write-proof': optional(kinds.path(), {
      description: 'A file to which a proof manifest is written when all is proven: with it the same is checked later, without the assets.',
    }),
  },
  outputs: {
    verdict: { description: '`proven`; or, where the policy lets the step go on, `refused` or `packed`.' },
    assets: { description: 'How many assets were proven.' },
    result: {
      description:
        'The result as JSON: the binary, each asset with its kind, size, state, offset and section, and what is wrong. Of more than 500 files the first ones.',
    },
    proof: { description: 'The path of the proof manifest that was written; empty where none was asked for.' },
  },
  permissions: { contents: { access: 'read', why: 'to check the repository out' } },
  requires: { go: 'with `go-package` only' },
})

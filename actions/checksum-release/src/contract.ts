import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'checksum-release',
  title: 'Slipway: checksum release',
  description: 'Makes a GitHub release of exactly the declared files: checksums, a draft, uploads, proof by digest, and only then, if asked, publishes it.',
  branding: { icon: 'check-circle', color: 'blue' },
  inputs: {
    tag: input(kinds.string(), { description: 'The tag of the release: `v` and a semantic version.', default: '${{ github.ref_name }}' }),
    expect: input(kinds.lines(kinds.string()), {
      description: 'The declared set: each file name that the release holds, one a line. `{tag}` and `{version}` are filled in. The checksum file is added.',
    }),
    files: optional(kinds.lines(kinds.path()), { description: 'Files of the workspace: paths, folders, or patterns with `*`, `**`, `?`, `[]`, `!`.' }),
    artifacts: optional(kinds.lines(kinds.string()), { description: 'Artifacts of the run to take files from: names, or patterns with `*`.' }),
    'checksums-file': input(kinds.string(), { description: 'The name of the checksum file.', default: 'checksums.txt' }),
    publish: input(kinds.boolean(), {
      description: 'Publish the release once it is proven. Otherwise it stays a draft for a person to publish.',
      default: 'false',
    }),
    prerelease: input(kinds.enumeration('auto', 'true', 'false'), {
      description: 'Whether it is a prerelease; `auto` reads it from the tag, where `v1.2.3-rc.1` is one.',
      default: 'auto',
    }),
    title: optional(kinds.string(), { description: 'The title of the release; otherwise the tag.' }),
    body: optional(kinds.text(), { description: 'Text that stands above the generated notes. A draft that is there already keeps its own.' }),
    'generate-notes': input(kinds.boolean(), { description: 'Let GitHub write notes into the draft.', default: 'true' }),
    concurrency: input(kinds.integer({ min: 1, max: 16 }), { description: 'Uploads at once.', default: '4' }),
    repository: input(kinds.string({ pattern: /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/, describe: 'owner/repository' }), {
      description: 'The repository of the release.',
      default: '${{ github.repository }}',
    }),
    token: input(kinds.secret(), { description: "The token that may write the repository's contents.", default: '${{ github.token }}' }),
    'dry-run': input(kinds.boolean(), { description: 'Prove the set, read what GitHub holds, print the plan, and change nothing.', default: 'false' }),
  },
  outputs: {
    'release-id': { description: 'The number of the release. Empty in a dry run.' },
    url: { description: 'The page of the release; that of a draft changes when it is published. Empty in a dry run.' },
    draft: { description: '`true` while the release is a draft. Empty in a dry run.' },
    tag: { description: 'The tag.' },
    checksums: { description: 'The path of the checksum file.' },
    assets: { description: 'The assets as JSON: `[{"name", "size", "digest"}]`, as they were declared and proven.' },
  },
  permissions: { contents: { access: 'write', why: 'to make the draft, upload to it and publish it' } },
  requires: {},
  rules: [{ rule: 'at-least-one', inputs: ['files', 'artifacts'] }],
})

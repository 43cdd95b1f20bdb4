import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'checksum-release',
  title: 'Slipway: checksum release',
  description: 'Makes a GitHub release of exactly the declared files: checksums, a draft, uploads, proof by digest, and only then, if asked, publishes it.',
  branding: { icon: 'check-circle', color: 'blue' },
  inputs: {
    tag: input(kinds.string(), { description: 'The tag of the release: `v` and a semantic version.', default: '${{ github.ref_name }}' }),
    expect: optional(kinds.lines(kinds.string()), {
      description:
        'The declared set: each file name that the release holds, one a line. `{tag}` and `{version}` are filled in; a line with `{os}`, `{arch}` or `{package}` stands for one file for each platform and package. The checksum file is added.',
    }),
    platforms: optional(kinds.text(), {
      description:
        'The platforms that lines of `expect` with `{os}` and `{arch}` stand for: `linux/amd64`, one a line or separated by commas, or the JSON list of a matrix, `[{"platform", "runner"}]`, whose labels are named when a platform is missing.',
    }),
    packages: optional(kinds.commas(kinds.string()), { description: 'What `{package}` in lines of `expect` stands for, such as `runtime, firmware`.' }),
    files: optional(kinds.lines(kinds.path()), { description: 'Files of the workspace: paths, folders, or patterns with `*`, `**`, `?`, `[]`, `!`.' }),
    artifacts: optional(kinds.lines(kinds.string()), { description: 'Artifacts of the run to take files from: names, or patterns with `*`.' }),
    'checksums-file': input(kinds.string(), { description: 'The name of the checksum file.', default: 'checksums.txt' }),
    'sha512-file': optional(kinds.string(), { description: 'The name of a second checksum file, with SHA-512.' }),
    'per-file-checksums': input(kinds.boolean(), {
      description: 'Put a `NAME.sha256` beside each file as well, for readers that look for it.',
      default: 'false',
    }),
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
    'generate-notes': input(kinds.boolean(), {
      description: 'Let GitHub write notes into a new draft, counted from the next lower version that is public.',
      default: 'true',
    }),
    oci: optional(kinds.lines(kinds.string()), {
      description:
        'OCI artifacts of the release, one a line: `repository@digest tag …`, pushed by digest before. Their tags are set when the release is public; `latest` and `latest-OS-ARCH` only where it becomes the latest release.',
    }),
    replace: input(kinds.boolean(), {
      description: 'Replace files of a draft that hold other bytes, as after another build, instead of refusing. Only with a concurrency group.',
      default: 'false',
    }),
    concurrency: input(kinds.integer({ min: 1, max: 16 }), { description: 'Uploads at once.', default: '4' }),
    commit: optional(kinds.string({ pattern: /^[0-9a-f]{40}$/, describe: 'a whole commit, 40 hexadecimal digits' }), {
      description: "The commit that the tag has to name; otherwise that of the run, where the release is of the run's own repository.",
    }),
    repository: input(kinds.string({ pattern: /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/, describe: 'owner/repository' }), {
      description: 'The repository of the release.',
      default: '${{ github.repository }}',
    }),
    token: input(kinds.secret(), { description: "The token that may write the repository's contents.", default: '${{ github.token }}' }),
    'registry-username': input(kinds.string(), { description: 'The user that the registry of `oci` knows its token by.', default: '${{ github.actor }}' }),
    'registry-token': input(kinds.secret(), { description: 'The token that may write the packages of `oci`.', default: '${{ github.token }}' }),
    preflight: input(kinds.boolean(), {
      description: 'Only say whether the release could be made, before anything is built: no files are looked for, and nothing is changed.',
      default: 'false',
    }),
    finish: input(kinds.boolean(), {
      description:
        'Only finish a release that a person has published, in a workflow `on: release`: prove it against the table in its text, set the tags of its OCI artifacts, make the highest version the latest. Needs no files.',
      default: 'false',
    }),
    'dry-run': input(kinds.boolean(), { description: 'Prove the set, read what GitHub holds, print the plan, and change nothing.', default: 'false' }),
  },
  outputs: {
    'release-id': { description: 'The number of the release. Empty in a dry run and a preflight.' },
    url: { description: 'The page of the release; that of a draft changes when it is published. Empty in a dry run and a preflight.' },
    draft: { description: '`true` while the release is a draft. Empty in a dry run and a preflight.' },
    tag: { description: 'The tag.' },
    checksums: { description: 'The path of the checksum file. Empty in a preflight, and where only finished.' },
    assets: { description: 'The assets as JSON: `[{"name", "size", "digest"}]`, as they were declared and proven. Empty in a preflight.' },
    'oci-tags': { description: 'The tags that name OCI artifacts of the release, one a line: `repository:tag digest`. Empty while it is a draft.' },
    verify: { description: 'The line with which anybody verifies the files in their folder.' },
  },
  permissions: {
    contents: { access: 'write', why: 'to make the draft, upload to it and publish it; a dry run only needs `read`' },
    packages: { access: 'write', why: 'to tag the artifacts of a registry, with `oci` and `finish` only' },
  },
  requires: {},
})

import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'fetch-release',
  title: 'Slipway: fetch release',
  description: 'Downloads files of a GitHub release by version and platform, proves every byte, and unpacks them safely.',
  branding: { icon: 'download-cloud', color: 'blue' },
  inputs: {
    repository: input(kinds.string({ pattern: /^[^/\s]+\/[^/\s]+$/, describe: '`owner/name`' }), {
      description: 'The repository whose release it is.',
      default: '${{ github.repository }}',
    }),
    version: input(kinds.string(), {
      description: 'A tag (`v1.2.3` or `1.2.3`), a range (`^1.2`, `1.x`, `>=1.2 <3`), or `latest`, the one that GitHub calls so.',
      default: 'latest',
    }),
    path: input(kinds.path(), { description: 'The folder that the files are put into. It may be there already; what lies in it is not overwritten.' }),
    files: input(kinds.lines(kinds.string()), {
      description: 'The files to fetch, one a line: names, in which `{name}`, `{component}`, `{os}`, `{arch}`, `{tag}` and `{version}` are filled in.',
      default: '{name}-{component}-{os}-{arch}.tar.gz',
    }),
    name: optional(kinds.string(), { description: 'What `{name}` stands for; otherwise the name of the repository.' }),
    component: input(kinds.string(), { description: 'What `{component}` stands for: `runtime`, `firmware`.', default: 'runtime' }),
    platform: optional(kinds.string(), {
      description: 'The platform: `linux/amd64`, or as others write it, `linux/x86_64`, `macos/aarch64`; otherwise that of the runner.',
    }),
    prereleases: input(kinds.boolean(), { description: 'Let `latest` and ranges choose prereleases too.', default: 'false' }),
    drafts: input(kinds.boolean(), { description: 'Look among drafts too: for a token with `contents: write`.', default: 'false' }),
    'checksums-file': input(kinds.string(), {
      description: 'The checksum file of the release, which has to be there and to list each file; `none` where a release has none.',
      default: 'checksums.txt',
    }),
    'whole-set': input(kinds.boolean(), {
      description: 'Refuse a release that does not hold exactly what its checksum file lists, with the same digests, whatever is fetched.',
      default: 'true',
    }),
    pins: optional(kinds.text(), {
      description: 'Checksums that you have written down yourself, as lines of a checksum file; each fetched file has to be among them.',
    }),
    attestation: input(kinds.enumeration('auto', 'require', 'off'), {
      description:
        '`auto`: an attestation that is there has to hold, and to be one of a workflow of `repository`; `require`: each file has to have one; `off`: none is looked at.',
      default: 'auto',
    }),
    signers: optional(kinds.lines(kinds.string()), {
      description:
        'Workflow files whose signed statements count, as `OWNER/repository/.github/workflows/file.yml`. With them, each file has to have one of theirs.',
    }),
    'predicate-type': input(kinds.string(), { description: 'What is to be stated, as a URI.', default: 'https://slsa.dev/provenance/v1' }),
    'signed-events': input(kinds.commas(kinds.string()), {
      description: 'Events whose runs may sign.',
      default: 'push, workflow_dispatch, release',
    }),
    license: optional(kinds.string(), {
      description: 'The SPDX identifier of the one licence of the packages: each has to hold its whole text.',
    }),
    oci: optional(kinds.string(), {
      description:
        'Where the same files are in a registry, for when the release is not there or GitHub does not answer: `ghcr.io/owner/name/{component}:{tag}`, an index over platforms, or `…:{tag}-{os}-{arch}`.',
    }),
    unpack: input(kinds.boolean(), {
      description: 'Unpack `.tar.gz`, `.tgz`, `.tar.zst`, `.tar` and `.zip`; anything else is put down as it is.',
      default: 'true',
    }),
    'strip-components': input(kinds.integer({ min: 0, max: 20 }), { description: 'Folders to cut off in front of the paths in archives.', default: '0' }),
    overwrite: input(kinds.boolean(), { description: 'Replace files in `path` that are different; otherwise they are refused.', default: 'false' }),
    'max-download-mib': input(kinds.integer({ min: 1, max: 2048 }), { description: 'The most that one file may have, in MiB.', default: '2048' }),
    'max-unpacked-mib': input(kinds.integer({ min: 1, max: 1_048_576 }), { description: 'The most that archives may hold together, in MiB.', default: '8192' }),
    'max-files': input(kinds.integer({ min: 1, max: 1_000_000 }), { description: 'The most members that archives may hold together.', default: '20000' }),
    cache: input(kinds.boolean(), {
      description: "Keep the files in the runner's cache. What comes from there is proven like what is downloaded.",
      default: 'true',
    }),
    token: input(kinds.secret(), { description: 'The token that may read the repository. A public one can be read with any.', default: '${{ github.token }}' }),
    'registry-username': input(kinds.string(), { description: 'The user that the registry of `oci` knows its token by.', default: '${{ github.actor }}' }),
    'registry-token': input(kinds.secret(), { description: 'The token that may read the packages of `oci`.', default: '${{ github.token }}' }),
  },
  outputs: {
    path: { description: 'The folder that the files are in, as an absolute path.' },
    tag: { description: 'The tag of the release.' },
    version: { description: 'The tag without its `v`.' },
    digest: { description: 'The digest of the file that was fetched; empty where it was more than one.' },
    files: { description: 'The fetched files as JSON: `[{"name", "size", "digest", "cached", "signer"}]`; `signer` is empty where nobody signed.' },
    source: { description: '`release`, or `oci` where they came from the registry.' },
    cached: { description: '`true` where every file came from the cache.' },
  },
  permissions: {
    contents: { access: 'read', why: 'to read the release, where it is one of a private repository' },
    attestations: { access: 'read', why: 'to read who signed, there too; without it the look is left out, and said so' },
  },
  requires: {},
})

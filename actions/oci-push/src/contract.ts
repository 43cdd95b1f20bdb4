import { defineAction, input, kinds, optional } from '@slipway/contract'

const mediaType = kinds.string({ pattern: /^[a-z]+\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*$/, describe: 'a media type such as application/gzip' })

const content = {
  repository: input(kinds.string(), { description: 'The repository in the registry, without a tag.' }),
  files: optional(kinds.lines(kinds.string()), {
    description:
      'The files of the artifact, one a line: `path`, `path -> title`, or with `linux/amd64: ` before it where they are for one platform. `{os}` and `{arch}` are filled in.',
  }),
  platforms: optional(kinds.commas(kinds.platform()), {
    description: 'The platforms that lines of `files` without one stand for: one artifact each, and one index over all of them.',
  }),
  folder: optional(kinds.path(), {
    description: 'A folder that is pushed with all that it holds as one layer, such as a kustomize base. `oras pull` and Flux unpack it.',
  }),
  digest: optional(kinds.digest(), { description: 'What an earlier step pushed without tags: only its tags are set.' }),
  'from-artifact': optional(kinds.string(), {
    description: 'Take the files from this artifact of the run instead of the workspace. `{os}` and `{arch}` are filled in.',
  }),
} as const

const statements = {
  'artifact-type': optional(mediaType, {
    description: 'What kind of thing it is, as a media type of your own: `application/vnd.example.runtime`. Needed for `files` and `folder`.',
  }),
  'media-type': optional(mediaType, {
    description:
      'The media type of the layers. Otherwise that of the name: `application/gzip`, `application/zip`, `application/zstd`, `application/octet-stream`; for a folder `application/vnd.oci.image.layer.v1.tar+gzip`.',
  }),
  license: optional(kinds.string(), { description: 'The SPDX licence expression of what is inside (annotation `org.opencontainers.image.licenses`).' }),
  source: input(kinds.string(), {
    description: 'Where the source is (annotation `org.opencontainers.image.source`). ghcr.io links the package to this repository by it.',
    default: '${{ github.server_url }}/${{ github.repository }}',
  }),
  revision: input(kinds.string(), { description: 'The commit (annotation `org.opencontainers.image.revision`).', default: '${{ github.sha }}' }),
  version: optional(kinds.string(), { description: 'The version (annotation `org.opencontainers.image.version`); otherwise the first of `tags`.' }),
  annotations: optional(kinds.lines(kinds.string()), { description: 'Further annotations, one a line: `key=value`.' }),
} as const

export const contract = defineAction({
  name: 'oci-push',
  title: 'Slipway: OCI push',
  description: 'Pushes files or a folder as an OCI artifact: by digest first, proven, and tagged last; one artifact for each platform and one index over them.',
  branding: { icon: 'upload-cloud', color: 'blue' },
  inputs: {
    ...content,
    ...statements,
    tags: optional(kinds.lines(kinds.tag()), {
      description:
        'Tags that name this content for good, such as the version, one a line. Each platform gets `TAG-OS-ARCH` as well. One that names other content is refused. Without tags it is pushed by digest only.',
    }),
    'moving-tags': optional(kinds.lines(kinds.tag()), { description: 'Tags that may have named other content before, such as `latest`, one a line.' }),
    'tag-later': input(kinds.boolean(), {
      description:
        'Set no tag, because a later step does: checksum-release, when the release becomes public. A tag that may not be set is refused now, and the output `later` says what is left to do.',
      default: 'false',
    }),
    username: input(kinds.string(), { description: 'The user that the registry knows the token by.', default: '${{ github.actor }}' }),
    token: input(kinds.secret(), { description: 'The token that may write packages.', default: '${{ github.token }}' }),
    'dry-run': input(kinds.boolean(), { description: 'Build it, compare the tags, print the plan, and push nothing.', default: 'false' }),
  },
  outputs: {
    repository: { description: 'The repository that it was pushed to.' },
    digest: { description: 'The digest of the index, or of the one artifact.' },
    digests: { description: 'The digest of each platform, as a JSON object; empty without platforms.' },
    tags: { description: 'All tags that were set, one a line.' },
    later: { description: 'With `tag-later`, what is to be tagged, one a line, `repository@digest tag …`: the input `oci` of checksum-release.' },
  },
  permissions: { packages: { access: 'write', why: 'to push the artifact' } },
  requires: { skopeo: 'to move the content' },
  rules: [{ rule: 'exactly-one', inputs: ['files', 'folder', 'digest'] }],
})

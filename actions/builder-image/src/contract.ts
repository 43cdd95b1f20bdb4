import { defineAction, input, kinds, optional } from '@slipway/contract'

const runner = { pattern: /^[a-z]+\/[a-z0-9]+(?:\/v[0-9]+)?=\S.*$/, describe: '`platform=label`, such as `linux/arm64=ubuntu-24.04-arm`' }
const workflow = {
  pattern: /^[^/\s@]+\/[^/\s@]+\/\.github\/workflows\/[^/\s@]+\.ya?ml$/,
  describe: 'the path of a workflow: `OWNER/repository/.github/workflows/builder.yml`',
}

export const contract = defineAction({
  name: 'builder-image',
  title: 'Slipway: builder image',
  description: 'A builder image as a function of versions.env and its context: found by its key in seconds, or built once for each platform.',
  branding: { icon: 'package', color: 'blue' },
  inputs: {
    mode: input(kinds.enumeration('plan', 'build', 'publish', 'ensure', 'verify-reproducible'), {
      description:
        '`plan` looks and changes nothing; `build` builds one platform; `publish` makes the index over all; `ensure` does all three on one machine; ' +
        '`verify-reproducible` builds this machine’s platform again and compares it with what is published.',
      default: 'ensure',
    }),
    image: input(kinds.string(), { description: 'The repository, without a tag: `ghcr.io/owner/name-builder`.' }),
    'versions-file': input(kinds.path(), { description: 'The version file.', default: 'versions.env' }),
    context: input(kinds.path(), { description: 'The folder that the image is built from.', default: 'images/builder' }),
    containerfile: optional(kinds.path(), { description: 'The Containerfile. Default: `Containerfile`, or else `Dockerfile`, in the context.' }),
    platforms: input(kinds.commas(kinds.platform()), { description: 'The platforms of the image, no more and no less.', default: 'linux/amd64,linux/arm64' }),
    platform: optional(kinds.platform(), { description: 'The platform to build. Only for the mode `build`, which needs it.' }),
    tags: optional(kinds.lines(kinds.string()), {
      description:
        'Tags for people, one a line, filled from the version file: `v{LIBKRUN_VERSION}`. The key itself is always a tag; `latest` is moved on the default branch only.',
    }),
    'move-tags': input(kinds.boolean(), { description: 'Let a tag that names the image of another key move to this one.', default: 'false' }),
    runners: optional(kinds.lines(kinds.string(runner)), { description: 'The runner of each platform, as `platform=label` lines, for the output `missing`.' }),
    signer: optional(kinds.string(workflow), {
      description:
        'The workflow whose signed statements count. On the default branch and on tags an image without one is built anew. ' +
        'Left away, everybody who may push to the repository is trusted.',
    }),
    'hand-over': input(kinds.enumeration('registry', 'artifact'), {
      description: 'Where the mode `build` leaves the image: in the registry, or as an artifact of this run, for jobs that may not push.',
      default: 'registry',
    }),
    'wait-for': optional(kinds.duration(), { description: 'How long the mode `plan` waits for an image that another run is building: `30m`.' }),
    licenses: optional(kinds.string(), { description: 'The SPDX expression that the image says of itself (org.opencontainers.image.licenses).' }),
    engine: input(kinds.enumeration('auto', 'docker', 'podman', 'buildah'), {
      description: 'What builds. `auto` takes the first of the three that works.',
      default: 'auto',
    }),
    cache: input(kinds.boolean(), {
      description: 'With docker and buildx: keep layers in the cache of GitHub Actions. Off on tags, so that a release is built from nothing.',
      default: "${{ github.ref_type != 'tag' }}",
    }),
    username: input(kinds.string(), { description: 'Who signs in to the registry.', default: '${{ github.actor }}' }),
    token: input(kinds.secret(), {
      description: 'What signs in to the registry. The token of the job goes to GitHub’s registry only.',
      default: '${{ github.token }}',
    }),
    'dry-run': input(kinds.boolean(), { description: 'Print the plan; build and change nothing.', default: 'false' }),
  },
  outputs: {
    repository: { description: 'The repository that holds the image: `<image>-pr` for what a pull request built.' },
    digest: { description: 'The index of all platforms; empty while it is not there.' },
    container: { description: '`repository@digest`, or `artifact:<name>` with `hand-over: artifact`; what native-build takes as its container.' },
    key: { description: 'The key: a hash of everything that decides what the build makes.' },
    found: { description: '`true` when the registry had the index of this key before this step, and it may be trusted here.' },
    tagged: { description: '`true` when every tag of `tags` names that index.' },
    missing: { description: 'The platforms that are neither in an index nor built yet, as JSON: `[{"platform":"linux/arm64","runner":"ubuntu-24.04-arm"}]`.' },
    digests: { description: 'The image of each platform that is there, as JSON: `{"linux/amd64":"sha256:…"}`.' },
    explanation: {
      description:
        'What changed since the image that the first of `tags` names, as JSON: `[{"what":"argument","name":"X","how":"value","from":"1","to":"2"}]`.',
    },
    reproducible: { description: '`true` or `false` after `verify-reproducible`; empty otherwise.' },
  },
  permissions: {
    contents: { access: 'read', why: 'to check the repository out' },
    packages: { access: 'write', why: 'to push the image; the mode `plan` and `hand-over: artifact` only need `read`' },
    'id-token': { access: 'write', why: 'to sign what was built, where `signer` is given; not for the mode `plan`' },
  },
  requires: {
    'docker, podman or buildah': 'to build; not when the image is found',
    skopeo: 'to push what was built by its digest',
  },
})

import { defineAction, input, kinds, optional } from '@slipway/contract'

export const contract = defineAction({
  name: 'native-build',
  title: 'Slipway: native-build',
  description: "Runs the project's own build for one platform, natively or in the builder image, and proves what came out before it is handed on.",
  branding: { icon: 'cpu', color: 'orange' },
  inputs: {
    platform: input(kinds.platform(), { description: 'The platform to build for.' }),
    'guest-platform': optional(kinds.platform(), { description: 'The platform of what the result embeds, for templates and for the command.' }),
    command: input(kinds.text(), { description: "The project's own task, a line for bash (`-euo pipefail`)." }),
    setup: optional(kinds.text(), { description: 'A line for bash that runs before it, always on the runner itself.' }),
    'working-directory': input(kinds.path(), { description: 'Where both run.', default: '.' }),
    env: input(kinds.lines(kinds.string({ pattern: /^[A-Za-z_][A-Za-z0-9_]*=/, describe: '`NAME=value`' })), {
      description: 'Variables for both.',
      default: '',
    }),
    version: optional(kinds.string(), {
      description: 'The version that is built. The command finds it in `SLIPWAY_VERSION`, and every executable that is collected has to hold it.',
    }),
    container: optional(kinds.string(), {
      description:
        'The builder image as `repository@digest`, or as `artifact:name` where another job of this run handed it on. Without it the command runs on the runner.',
    }),
    engine: input(kinds.enumeration('auto', 'docker', 'podman', 'buildah'), {
      description: 'What runs the container; `auto` takes the first that really works.',
      default: 'auto',
    }),
    tools: input(kinds.commas(kinds.string({ pattern: /^[A-Za-z0-9][A-Za-z0-9._+-]*$/, describe: 'the name of a program' })), {
      description: 'Programs of the runner that the command finds in the container too: `go` with its caches, others if they are statically linked.',
      default: '',
    }),
    fetch: input(kinds.lines(kinds.string()), { description: 'Artifacts of this run that are needed first: a name and a folder.', default: '' }),
    files: input(kinds.lines(kinds.string()), {
      description: 'What comes out, as paths or patterns in the workspace, each with a kind where you like: `out/runner: executable`.',
      default: '',
    }),
    artifact: optional(kinds.string(), { description: 'The artifact that the files are handed on as, with `native-build.json`, which says what they are.' }),
    timeout: input(kinds.duration(), { description: 'Deadline of the command, and of the setup.', default: '60m' }),
    username: input(kinds.string(), { description: 'Who signs in to the registry.', default: '${{ github.actor }}' }),
    token: input(kinds.secret(), { description: 'What signs in to the registry.', default: '${{ github.token }}' }),
    'dry-run': input(kinds.boolean(), { description: 'Print the plan, and do nothing.', default: 'false' }),
  },
  outputs: {
    artifact: { description: 'The name of the artifact; empty where none was asked for.' },
    'artifact-digest': { description: 'Its digest.' },
    cross: { description: '`true` when the machine that built cannot run what came out.' },
    facts: { description: 'What came out, as JSON: of each file its size, digest, format, machine, libraries and build information.' },
  },
  permissions: {
    contents: { access: 'read', why: 'to check the repository out' },
    packages: { access: 'read', why: 'to pull the builder image, where one is given' },
  },
  requires: { bash: 'to run the command', 'docker, podman or buildah': 'only where a container is given' },
})

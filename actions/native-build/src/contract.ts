import { defineAction, input, kinds, optional } from '@slipway/contract'

/** A pattern or path as a list item: GitHub's own lists are lines, and a comma may stand in a file's name. */
const lines = kinds.lines(kinds.string())

export const contract = defineAction({
  name: 'native-build',
  title: 'Slipway: native-build',
  description: "Runs the project's own build for one platform, natively or in the builder image, and proves what came out before it is handed on.",
  branding: { icon: 'cpu', color: 'orange' },
  inputs: {
    platform: input(kinds.platform(), { description: 'The platform to build for.' }),
    'guest-platform': optional(kinds.platform(), { description: 'The platform of what the result embeds, for templates and for the command.' }),
    command: optional(kinds.text(), { description: "The project's own task, a line for bash (`-euo pipefail`)." }),
    setup: optional(kinds.text(), { description: 'A line for bash that runs before it, always on the runner itself.' }),
    'working-directory': input(kinds.path(), { description: 'Where all of them run.', default: '.' }),
    env: input(kinds.lines(kinds.string({ pattern: /^[A-Za-z_][A-Za-z0-9_]*=/, describe: '`NAME=value`' })), {
      description: 'Variables for all of them.',
      default: '',
    }),
    release: optional(kinds.boolean(), {
      description:
        'Whether this is a release, which has a version such as `v1.2.3` or `v1.2.3-rc.1`, never a `dev` or `dirty` one. Default: when the run is for a tag.',
    }),
    version: optional(kinds.string(), {
      description:
        'The version that is built; on a release, the tag where it is not given. The command finds it in `SLIPWAY_VERSION`, and every executable that is collected has to hold it.',
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
    extract: input(lines, {
      description:
        "Files that are taken out of the platform's builder image before the command: `/path/in/image -> folder/`, where a library is named by its SONAME, or `/path/in/image -> name`.",
      default: '',
    }),
    fetch: input(lines, { description: 'Artifacts of this run that are needed first: a name and a folder.', default: '' }),
    cache: optional(kinds.boolean(), {
      description: 'Restore and save the caches of Go and cargo. Default: unless the run is for a tag or a release.',
    }),
    files: input(lines, {
      description: 'What comes out, as paths or patterns in the workspace, each with a kind where you like: `out/runner: executable`.',
      default: '',
    }),
    expect: input(lines, {
      description:
        'What has to hold of native files, one a line: `linking: static`, or for some of them `lib/*.dylib minimum-os: 12.0`. See "What you can ask for".',
      default: '',
    }),
    smoke: optional(kinds.text(), { description: 'A line for bash that tries what came out, where the command ran.' }),
    'smoke-timeout': input(kinds.duration(), { description: 'Its deadline.', default: '2m' }),
    sign: input(lines, {
      description:
        'Files that are signed, in this order, libraries first: a path or pattern, with entitlements where you like: `out/runner: assets/entitlements.plist`.',
      default: '',
    }),
    'sign-identity': input(kinds.string(), { description: 'The name of the identity in the keychain of macOS; `-` signs ad hoc.', default: '-' }),
    'sign-certificate': optional(kinds.path(), {
      description: 'A file with certificate and key (PKCS #12), for `osslsigncode` and, on other systems than macOS, for `rcodesign`.',
    }),
    'sign-password': optional(kinds.secret(), { description: 'Its password.' }),
    'sign-timestamp': optional(kinds.string({ pattern: /^(https?:\/\/\S+|none)$/, describe: 'an address, or `none`' }), {
      description:
        "The address of a timestamp server (RFC 3161), or `none`. Default: Apple's own for an identity, and none for `osslsigncode`: there a signature then ends with its certificate.",
    }),
    'loader-path': input(kinds.boolean(), {
      description:
        'Before they are signed: let Mach-O files that name each other by places of the build machine find each other beside themselves (`@loader_path`).',
      default: 'true',
    }),
    name: optional(kinds.string({ pattern: /^[A-Za-z0-9_][A-Za-z0-9._+-]*$/, describe: 'letters, digits, ".", "_", "+" and "-"' }), {
      description: "What `{name}` stands for in templates. Default: the repository's name.",
    }),
    archive: optional(kinds.string(), {
      description:
        'Pack what came out: a template such as `{name}_{version}_{os}_{arch}`, to which `.tar.gz` is added, or `.zip` for Windows. The artifact then holds the archive.',
    }),
    'archive-folder': optional(kinds.string(), { description: 'A template for the one folder in it. Without it the files lie side by side.' }),
    'archive-files': input(lines, {
      description:
        'What goes in, where it is not all of `files` under their last names: `source` or `source -> name`, with a mode `0644` or `0755` behind it if needed.',
      default: '',
    }),
    output: input(kinds.path(), { description: 'The folder that the archive is written to.', default: 'dist' }),
    artifact: optional(kinds.string(), {
      description: 'The artifact that the files, or the archive, are handed on as, with `native-build.json`, which says what they are.',
    }),
    'pure-go': input(kinds.commas(kinds.string()), {
      description:
        'Go packages that do without CGO, such as `./...`: none may import one that needs it, and all are built, vetted and tested with `CGO_ENABLED=0`.',
      default: '',
    }),
    except: input(kinds.commas(kinds.string()), { description: 'Go packages that are not among them.', default: '' }),
    'spdx-headers': input(lines, { description: 'Patterns of files that begin with an SPDX header; `!` leaves some out.', default: '' }),
    'spdx-license': optional(kinds.string(), { description: 'The `SPDX-License-Identifier` that they have to name.' }),
    'spdx-copyright': optional(kinds.string(), { description: 'A text that their `SPDX-FileCopyrightText` has to hold, such as the name of its owner.' }),
    timeout: input(kinds.duration(), { description: 'Deadline of the command, of the setup, and of each step of `pure-go`.', default: '60m' }),
    username: input(kinds.string(), { description: 'Who signs in to the registry.', default: '${{ github.actor }}' }),
    token: input(kinds.secret(), { description: 'What signs in to the registry.', default: '${{ github.token }}' }),
    'dry-run': input(kinds.boolean(), { description: 'Print the plan, and do nothing.', default: 'false' }),
  },
  outputs: {
    artifact: { description: 'The name of the artifact; empty where none was asked for.' },
    'artifact-digest': { description: 'Its digest.' },
    cross: { description: '`true` when the machine that built cannot run what came out.' },
    version: { description: 'The version that was built; outside of a release `0.0.0-dev.` and the commit, where none was given.' },
    prerelease: { description: '`true` when that is a pre-release, such as `v1.2.3-rc.1`; otherwise `false`.' },
    archive: { description: 'Where the archive lies; empty where none was asked for.' },
    'archive-digest': { description: 'Its sha256 digest.' },
    facts: { description: 'What came out, as JSON: of each file its size, digest, format, machine, libraries, signature and build information.' },
  },
  permissions: {
    contents: { access: 'read', why: 'to check the repository out' },
    packages: { access: 'read', why: 'to pull the builder image, where one is given' },
  },
  requires: {
    bash: 'to run the commands',
    'docker, podman or buildah': 'only where a container is given',
    go: 'only for `pure-go`',
    'codesign and install_name_tool, or rcodesign, or osslsigncode': 'only for `sign`',
  },
  rules: [{ rule: 'at-least-one', inputs: ['command', 'pure-go', 'spdx-headers'] }],
})

import { defaultTemplate } from '@slipway/archive'
import { type Contract, type InputsOf, input, kinds, type OutputsOf, optional } from '@slipway/contract'

const contents = {
  files: input(kinds.lines(kinds.string()), {
    description:
      'What goes in: `source`, `source -> name`, with a mode `0644` or `0755` behind it if needed, or `symlink: name -> target`. A folder is taken with all that it holds. `{os}`, `{arch}`, `{exe}` and the other places of `template` are filled in. Patterns are refused, because they take what an earlier build left behind.',
  }),
  root: input(kinds.path(), { description: 'The folder that the sources are relative to: in the workspace, or in the artifact.', default: '.' }),
  'from-artifact': optional(kinds.string(), {
    description: 'Take the files from this artifact of the run instead of the workspace. `{os}` and `{arch}` are filled in.',
  }),
} as const

const licensing = {
  license: input(kinds.string(), { description: "The SPDX identifier of the package's one licence." }),
  licenses: optional(kinds.lines(kinds.string()), {
    description:
      "Which licence covers which files: `path: licence` for the project's own, `path: licence name@version https://source licence-file` for a part of somebody else. `*` and `**` stand in paths. Where there are rules, every file needs one. Without any, all files are the project's own, and libraries are refused.",
  }),
  'license-files': optional(kinds.lines(kinds.path()), {
    description:
      "The project's own copies of the licence text. The first that is the whole text becomes LICENSE. Needed where the text names its copyright holder (MIT, BSD, ISC).",
  }),
  notices: optional(kinds.lines(kinds.string()), {
    description:
      'NOTICE and other texts that go in beside the licence: `source` or `source -> name`. Without it, the file NOTICE of the workspace goes in where the licence is Apache-2.0.',
  }),
} as const

/** The inputs that every packaging action has: one wording for all of them. */
export const packageInputs = {
  name: input(kinds.string(), { description: "The project's name, the first part of the package's name." }),
  platform: input(kinds.platform(), { description: 'The platform that the files are for.' }),
  version: input(kinds.string(), {
    description: 'The version that the file VERSION holds, such as the tag of the release.',
    default: '${{ github.ref_name }}',
  }),
  template: input(kinds.string(), {
    description:
      'The name of the package. `{name}`, `{component}`, `{os}`, `{arch}` and `{version}` are filled in; it ends with `.tar.gz`, `.zip`, `.tar.zst`, or with `.{ext}`, which is `zip` for Windows and `tar.gz` elsewhere.',
    default: defaultTemplate,
  }),
  folder: optional(kinds.string(), {
    description: 'The one top folder, with the same places. Otherwise it is called like the package; `.` puts the files at the top, without a folder.',
  }),
  ...contents,
  ...licensing,
  mtime: optional(kinds.integer({ min: 0, max: 2_147_483_647 }), {
    description: 'The time of every entry, in seconds since 1970. Otherwise the variable SOURCE_DATE_EPOCH, otherwise 1980-01-01.',
  }),
  output: input(kinds.path(), { description: 'The folder that the package and its two documents are written to.', default: 'dist' }),
  'to-artifact': optional(kinds.string(), {
    description: 'Hand the package on as an artifact of the run with this name. `{os}` and `{arch}` are filled in.',
  }),
  'sbom-to-artifact': optional(kinds.string(), {
    description: "Hand the package's SPDX and CycloneDX documents on as an artifact of the run with this name. `{os}` and `{arch}` are filled in.",
  }),
  'dry-run': input(kinds.boolean(), { description: 'Print what would go in, and write nothing.', default: 'false' }),
} as const

export const packageOutputs = {
  path: { description: 'Where the package lies. Empty in a dry run.' },
  name: { description: 'The file name of the package.' },
  digest: { description: 'The sha256 digest of the package. Empty in a dry run.' },
  size: { description: 'The size of the package in bytes. Empty in a dry run.' },
  spdx: { description: 'Where the SPDX document of the package lies. Empty in a dry run.' },
  cyclonedx: { description: 'Where the CycloneDX document of the package lies. Empty in a dry run.' },
  compressor: { description: 'The library that compressed it and its version, such as `zlib 1.3.1`: another one may make other bytes of the same content.' },
  artifact: { description: 'The name of the artifact that holds the package; empty if it was not handed on.' },
} as const

type Shared = Contract<typeof packageInputs, typeof packageOutputs>

/** The typed values of the shared inputs. */
export type PackageInputs = InputsOf<Shared>
export type PackageOutputs = OutputsOf<Shared>

/** What the packaging actions say of the inputs that they share: one wording for all of them. */
export const packageInputs = {
  name: "The project's name, the first part of the package's name.",
  template: 'The name of the package. `{name}`, `{component}`, `{os}`, `{arch}` and `{version}` are filled in; it ends with `.tar.gz`.',
  platform: 'The platform that the files are for.',
  version: 'The version that the file VERSION holds, such as the tag of the release.',
  files:
    'What goes in: `source`, `source -> name`, with a mode `0644` or `0755` behind it if needed, or `symlink: name -> target`. A folder is taken with all that it holds. Patterns are refused, because they take what an earlier build left behind.',
  root: 'The folder that the sources are relative to: in the workspace, or in the artifact.',
  'from-artifact': 'Take the files from this artifact of the run instead of the workspace. `{os}` and `{arch}` are filled in.',
  license: "The SPDX identifier of the package's one licence.",
  'license-files':
    "The project's own copies of the licence text. The first that is the whole text becomes LICENSE. Needed where the text names its copyright holder (MIT, BSD, ISC).",
  'source-offer':
    'Where the exact source is, one reference a line: `https://host/repository@revision` with a full commit or a version. Needed where the licence asks for it (GPL, LGPL, MPL).',
  notices: 'NOTICE and third-party notices that go in beside the licence: `source` or `source -> name`.',
  mtime: 'The time of every entry, in seconds since 1970. Otherwise the variable SOURCE_DATE_EPOCH, otherwise 1980-01-01.',
  output: 'The folder that the package is written to.',
  'to-artifact': 'Hand the package on as an artifact of the run with this name. `{os}` and `{arch}` are filled in.',
  'dry-run': 'Print what would go in, and write nothing.',
} as const

import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** Software of somebody else that a package carries. */
export type PartName = { readonly name: string; readonly version: string }

/** One line of the licence rules: which licence covers which files, and whose software they are or hold. */
export type LicenseRule = {
  /** A path in the package; `*` stands for a part of a name, `**` for any number of folders. */
  readonly pattern: string
  /** An SPDX identifier. */
  readonly license: string
  /** Absent for the project's own files. */
  readonly part?: PartName
  /** Where it comes from. */
  readonly source?: string
  /** Files with its licence and notices, by their places in the workspace. */
  readonly texts: readonly string[]
}

const cure = 'Write `path: licence` for own files, or `path: licence name@version https://source licence-file` for a part of somebody else'

/** Reads `libepoxy.0.dylib: MIT libepoxy@1.5.10 https://github.com/anholt/libepoxy licenses/libepoxy.txt`; all behind the licence may be missing. */
export function parseLicenseRule(text: string): Result<LicenseRule, Problem> {
  const bad = (message: string): Result<LicenseRule, Problem> => err({ code: 'E_ARCHIVE_RULE', message, cure })
  const match = /^(\S.*?):\s+(\S.*)$/.exec(text)
  if (match === null) return bad(`"${text}" is no rule`)
  const [, pattern = '', rest = ''] = match
  const [license = '', ...words] = rest.split(/\s+/)
  if (/^(AND|OR|WITH)$/i.test(words[0] ?? '')) return bad(`"${text}" gives an expression where one licence is wanted`)
  const part = words[0] === undefined ? undefined : parsePart(words[0])
  const texts = words.slice(part === undefined ? 0 : 1).filter((word) => !/^https?:/.test(word))
  const sources = words.filter((word) => /^https?:/.test(word))
  if (part === undefined && words.length > 0) return bad(`"${words[0]}" in "${text}" is no name@version`)
  if (sources.length > 1 || sources.some((source) => !/^https:\/\/[^\s/]+\/\S+$/.test(source)))
    return bad(`"${sources.join(' ')}" in "${text}" is no one address of a source`)
  return ok({ pattern, license, texts, ...(part === undefined ? {} : { part }), ...(sources[0] === undefined ? {} : { source: sources[0] }) })
}

function parsePart(word: string): PartName | undefined {
  const match = /^(@?[A-Za-z0-9][A-Za-z0-9._+/-]*)@([A-Za-z0-9][A-Za-z0-9._+~-]*)$/.exec(word)
  return match === null ? undefined : { name: match[1] ?? '', version: match[2] ?? '' }
}

/** Whether a rule speaks of a path in the package. */
export function matchesRule({ pattern }: LicenseRule, path: string): boolean {
  const escaped = pattern.replaceAll(/[.+^$()|[\]{}\\]/g, '\\$&')
  const expression = escaped.replaceAll(/\*\*\/|\*\*|\*|\?/g, (found) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' })[found] ?? '')
  return new RegExp(`^${expression}$`).test(path)
}

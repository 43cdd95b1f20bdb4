import { architectureOf, err, ok, osOf, type Platform, type Problem, type Result } from '@slipway/kernel'
import { type ArchiveFormat, formatOf, formats } from './formats.ts'

export type Component = 'runtime' | 'firmware'

export type NameParts = { readonly name: string; readonly component: Component; readonly platform: Platform; readonly version: string }

export type PackageName = {
  readonly file: string
  /** The top folder; empty where the entries lie at the top. */
  readonly folder: string
  readonly format: ArchiveFormat
}

export const defaultTemplate = '{name}-{component}-{os}-{arch}.tar.gz'

/** What stands for `{…}` in names and in lines of the content list, so that one text serves every platform of a matrix. */
function valuesOf(parts: NameParts): Readonly<Record<string, string>> {
  const [, , variant = ''] = parts.platform.split('/')
  const windows = osOf(parts.platform) === 'windows'
  return {
    name: parts.name,
    component: parts.component,
    os: osOf(parts.platform),
    arch: `${architectureOf(parts.platform)}${variant}`,
    version: parts.version,
    // What users of each system can open without a program of their own.
    ext: windows ? 'zip' : 'tar.gz',
    exe: windows ? '.exe' : '',
  }
}

/** Fills the places that are known in a line of a content list; other braces are part of a name. */
export function fillPlaces(text: string, parts: NameParts): string {
  const values = valuesOf(parts)
  return text.replace(/\{([^{}]*)\}/g, (whole, key: string) => values[key] ?? whole)
}

/**
 * Fills a name template. The name must survive as an asset of a release as it is, so it holds letters, digits, `.`, `_`, `+` and `-`
 * only, and its end says what is written. The top folder is called like the file unless `folder` says otherwise; `.` stands for none.
 */
export function renderPackageName(template: string, parts: NameParts, folder?: string): Result<PackageName, Problem> {
  const unknown = [...`${template}${folder ?? ''}`.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '').filter((key) => !(key in valuesOf(parts)))
  const places = Object.keys(valuesOf(parts)).map((key) => `{${key}}`)
  if (unknown.length > 0) return bad(`the template has no {${unknown.join('}, {')}}`, `Use ${places.join(', ')}`)
  const file = fillPlaces(template, parts)
  const format = formatOf(file)
  if (format === undefined) return bad(`"${file}" does not end with .${formats.join(', .')}`, 'End the template with one of them, or with .{ext}')
  if (!/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(file))
    return bad(`"${file}" is no file name that a release keeps as it is`, 'Use letters, digits, ".", "_", "+" and "-"')
  const top = folder === undefined ? file.slice(0, -format.length - 1) : fillPlaces(folder, parts)
  return ok({ file, folder: top === '.' ? '' : top, format })
}

function bad(message: string, cure: string): { ok: false; error: Problem } {
  return err({ code: 'E_ARCHIVE_NAME', message, cure, at: { input: 'template' } })
}

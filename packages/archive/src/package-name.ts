import { architectureOf, err, ok, osOf, type Platform, type Problem, type Result } from '@slipway/kernel'

export type Component = 'runtime' | 'firmware'

export type NameParts = { readonly name: string; readonly component: Component; readonly platform: Platform; readonly version: string }

export const defaultTemplate = '{name}-{component}-{os}-{arch}.tar.gz'

/**
 * Fills a name template. The name must survive as an asset of a release as it is, so it holds letters, digits, `.`, `_`, `+` and `-`
 * only, and it ends with `.tar.gz`, because that is what is written.
 */
export function renderPackageName(template: string, parts: NameParts): Result<{ readonly file: string; readonly folder: string }, Problem> {
  const [, , variant = ''] = parts.platform.split('/')
  const values: Readonly<Record<string, string>> = {
    name: parts.name,
    component: parts.component,
    os: osOf(parts.platform),
    arch: `${architectureOf(parts.platform)}${variant}`,
    version: parts.version,
  }
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '').filter((key) => !(key in values))
  const places = Object.keys(values).map((key) => `{${key}}`)
  if (unknown.length > 0) return bad(`the template has no {${unknown.join('}, {')}}`, `Use ${places.join(', ')}`)
  const file = template.replace(/\{([^{}]*)\}/g, (_, key: string) => values[key] ?? '')
  if (!file.endsWith('.tar.gz')) return bad(`"${file}" does not end with .tar.gz`, 'End the template with .tar.gz')
  if (!/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(file))
    return bad(`"${file}" is no file name that a release keeps as it is`, 'Use letters, digits, ".", "_", "+" and "-"')
  return ok({ file, folder: file.slice(0, -'.tar.gz'.length) })
}

function bad(message: string, cure: string): { ok: false; error: Problem } {
  return err({ code: 'E_ARCHIVE_NAME', message, cure, at: { input: 'template' } })
}

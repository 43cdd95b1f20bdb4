import { ok, type Problem, parseTag, type Result, type Tag } from '@slipway/kernel'

/** Fills `{NAME}` in a tag template such as `v{LIBKRUN_VERSION}`. A `v` is not doubled when the value brings its own. */
export function renderTagTemplate(template: string, values: Readonly<Record<string, string>>): Result<Tag, Problem> {
  const unknown: string[] = []
  const filled = template.replace(/(v?)\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, prefix: string, name: string) => {
    // A record has members that nobody wrote, such as constructor.
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) unknown.push(name)
    return prefix === 'v' && value?.startsWith('v') === true ? value : `${prefix}${value ?? ''}`
  })
  if (unknown.length > 0) {
    const known = Object.keys(values).join(', ')
    return {
      ok: false,
      error: {
        code: 'E_CHAIN_TEMPLATE',
        message: `the template "${template}" names ${unknown.join(', ')}, which is not in versions.env`,
        cure: `Use one of ${known}`,
      },
    }
  }
  const tag = parseTag(filled)
  return tag.ok ? ok(tag.value) : tag
}

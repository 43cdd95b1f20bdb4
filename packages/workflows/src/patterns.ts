/** GitHub's filter patterns for branches, tags and paths (docs "Workflow syntax", Filter pattern cheat sheet). */

const special = /[.*+?^${}()|[\]\\/]/g

/**
 * The regular expression of one pattern without its leading `!`: `*` stops at `/`, `**` does not, two stars and a slash may be empty, `?` and `+` repeat the
 * character before them, `[]` lists characters, `\` takes the next character as it is.
 */
export function renderPattern(pattern: string): RegExp {
  let source = ''
  for (let index = 0; index < pattern.length; index += 1) {
    const rest = pattern.slice(index)
    const set = /^\[[^\]]+\]/.exec(rest)?.[0]
    if (rest.startsWith('**/')) {
      source += '(?:.*/)?'
      index += 2
    } else if (rest.startsWith('**')) {
      source += '.*'
      index += 1
    } else if (set !== undefined) {
      source += `[${set.slice(1, -1).replace(/[\\^\]]/g, '\\$&')}]`
      index += set.length - 1
    } else if (rest.startsWith('\\') && rest.length > 1) {
      source += (rest[1] ?? '').replace(special, '\\$&')
      index += 1
    } else source += renderUnit(rest[0] ?? '', index)
  }
  return new RegExp(`^${source}$`, 's')
}

function renderUnit(unit: string, index: number): string {
  if (unit === '*') return '[^/]*'
  if ((unit === '?' || unit === '+') && index > 0) return unit
  return unit.replace(special, '\\$&')
}

/** Whether a name is chosen by a list: the last pattern that matches it decides, `!` takes out what an earlier pattern put in. */
export function matchesPatterns(name: string, patterns: readonly string[]): boolean {
  return patterns.reduce((chosen, pattern) => {
    const isNegative = pattern.startsWith('!')
    return renderPattern(isNegative ? pattern.slice(1) : pattern).test(name) ? !isNegative : chosen
  }, false)
}

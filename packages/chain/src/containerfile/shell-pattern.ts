/** The patterns of `${X#pattern}`, `${X%pattern}` and `${X/pattern/text}`: `*` and `?`, no brackets (BuildKit v0.34.2, shell/lex.go). */
function compilePattern(pattern: string, greedy: boolean, anchored: boolean): RegExp {
  const characters = Array.from(pattern)
  let source = anchored ? '^' : ''
  for (let at = 0; at < characters.length; at++) {
    let character = characters[at] ?? ''
    if (character === '*') source += greedy ? '[^\\n]*' : '[^\\n]*?'
    else if (character === '?') source += '[^\\n]'
    else {
      if (character === '\\') {
        const escaped = characters[at + 1] ?? ''
        // "}" and "/" are escaped for the sake of ${…}; the pattern itself does not see it.
        if (escaped === '}' || escaped === '/') continue
        if (!['*', '?', '\\'].includes(escaped) || escaped === '') throw new SyntaxError(`\\${escaped} is no escape in a pattern`)
        at += 1
        character = escaped
      }
      source += `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
    }
  }
  return new RegExp(source, 'gu')
}

export function trimPrefix(pattern: string, value: string, greedy: boolean): string {
  const match = compilePattern(pattern, greedy, true).exec(value)
  return match === null ? value : value.slice(match[0].length)
}

/** Backwards, because a regular expression finds the leftmost match and not the shortest one at the end. */
export function trimSuffix(pattern: string, value: string, greedy: boolean): string {
  const reversed = Array.from(pattern.matchAll(/\\[\s\S]|[\s\S]/gu), ([part]) => part)
  return reverse(trimPrefix(reversed.reverse().join(''), reverse(value), greedy))
}

function reverse(text: string): string {
  return Array.from(text).reverse().join('')
}

export function replacePattern(pattern: string, value: string, replacement: string, all: boolean): string {
  const expression = compilePattern(pattern, true, false)
  if (!all) {
    const match = expression.exec(value)
    return match === null ? value : value.slice(0, match.index) + replacement + value.slice(match.index + match[0].length)
  }
  let result = ''
  let end = 0
  for (const match of value.matchAll(expression)) {
    // Go counts no empty match right behind another one.
    if (match[0] === '' && match.index === end && end > 0) continue
    result += value.slice(end, match.index) + fillTemplate(replacement, match[0])
    end = match.index + match[0].length
  }
  return result + value.slice(end)
}

/** `$0` and names in the text mean groups to Go's ReplaceAllString; there is none but the whole match. */
function fillTemplate(replacement: string, match: string): string {
  return replacement.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (found, name?: string, braced?: string) =>
    found === '$$' ? '$' : (name ?? braced) === '0' ? match : '',
  )
}

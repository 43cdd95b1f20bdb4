/** No manifest nests deeper; what does has no lines. */
const deepest = 16

/**
 * The line on which each value of a JSON text begins, by its JSON pointer (RFC 6901, without its escapes). The text has been parsed before, so
 * it is well formed. `JSON.parse` tells values only.
 */
export function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  let [at, line] = [0, 1]
  const skipBlanks = (): void => {
    for (; at < text.length && /\s/.test(text[at] as string); at++) if (text[at] === '\n') line += 1
  }
  const skipString = (): string => {
    const start = at
    for (at += 1; text[at] !== '"'; at++) if (text[at] === '\\') at += 1
    at += 1
    return JSON.parse(text.slice(start, at)) as string
  }
  const walk = (pointer: string, depth: number): void => {
    skipBlanks()
    if (depth <= deepest) lines.set(pointer, line)
    const opening = text[at]
    if (opening === '"') return void skipString()
    if (opening !== '{' && opening !== '[') return void (at += /^[^\s,\]}]*/.exec(text.slice(at, at + 400))?.[0].length ?? 0)
    at += 1
    for (let index = 0; ; index++) {
      skipBlanks()
      if (text[at] === '}' || text[at] === ']') return void (at += 1)
      if (text[at] === ',') at += 1
      skipBlanks()
      const key = opening === '{' ? skipString() : String(index)
      skipBlanks()
      if (opening === '{') at += 1
      walk(`${pointer}/${key}`, depth + 1)
    }
  }
  walk('', 0)
  return lines
}

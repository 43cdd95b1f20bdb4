import { ok, type Problem, type Result } from '@slipway/kernel'

/**
 * Puts generated text between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`; the prose around it stays.
 * A marker without text to put there, or without its end, is a problem: a table that nobody refreshes is worse than none.
 */
export function fillMarkers(text: string, parts: Readonly<Record<string, string>>, file: string): Result<string> {
  const found: Problem[] = []
  const names = [...text.matchAll(/<!-- generated:([a-z-]+) -->/g)].map((match) => match[1] ?? '')
  let filled = text
  for (const name of names) {
    const part = parts[name]
    const [begin, end] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`]
    const start = filled.indexOf(begin) + begin.length
    const stop = filled.indexOf(end)
    const line = text.slice(0, text.indexOf(begin)).split('\n').length
    if (part === undefined)
      found.push({
        code: 'E_CODEGEN_MARKER',
        message: `nothing is generated under the name ${name}`,
        cure: `Use one of ${Object.keys(parts).join(', ')}`,
        at: { file, line },
      })
    else if (stop < start) found.push({ code: 'E_CODEGEN_MARKER', message: `${end} is missing`, cure: `Write it below ${begin}`, at: { file, line } })
    else filled = `${filled.slice(0, start)}\n${part}\n${filled.slice(stop)}`
  }
  const missing = Object.keys(parts).filter((name) => !names.includes(name))
  for (const name of missing) {
    found.push({
      code: 'E_CODEGEN_MARKER',
      message: `there is no place for the generated part ${name}`,
      cure: `Write <!-- generated:${name} --> and <!-- /generated:${name} -->`,
      at: { file },
    })
  }
  return found.length === 0 ? ok(filled) : { ok: false, error: found }
}

import type { Problem } from '@slipway/kernel'

/**
 * Says where a checksum file changes its ways. Readers take hexadecimal digits in either case, two markers and two line endings, so that
 * a changed byte may mean the same as before; a program that writes such a file writes all of its lines in one way.
 */
export function checkForm(text: string, file: string): readonly Problem[] {
  const lines = text.split('\n')
  const problem = (message: string, line: number): Problem => {
    return { code: 'E_FETCH_FORM', message, cure: 'See who changed the file: no program writes it so; whole-set: false would pass it over', at: { file, line } }
  }
  if (lines.at(-1) !== '') return [problem('does not end with a line break', lines.length)]
  const written = lines.slice(0, -1).flatMap((content, index) => (content.trim() === '' || content.startsWith('#') ? [] : [{ content, line: index + 1 }]))
  const mixed = written.find(({ content }) => /[a-f]/.test(hashOf(content)) && /[A-F]/.test(hashOf(content)))
  if (mixed !== undefined) return [problem('has a hash in which the case of letters changes', mixed.line)]
  const first = written[0]
  const other = written.find(({ content }) => formOf(content) !== formOf(first?.content ?? ''))
  return first === undefined || other === undefined ? [] : [problem(`is written in another way than line ${first.line}`, other.line)]
}

function hashOf(line: string): string {
  return /(?:^|= ?)([0-9A-Fa-f]{64,})/.exec(line)?.[1] ?? ''
}

/** Everything about a line but what it says. */
function formOf(line: string): string {
  const hash = hashOf(line)
  const style = line.startsWith(hash) && hash !== '' ? line.slice(hash.length, hash.length + 2) : 'tagged'
  return JSON.stringify([style, line.endsWith('\r'), /[A-F]/.test(hash) ? 'upper' : 'lower'])
}

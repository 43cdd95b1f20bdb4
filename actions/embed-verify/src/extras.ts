import { matchesGlob } from 'node:path/posix'

/** The lines of the input `extra`. */
export function patternsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * Whether a name in a Go program's table is one that patterns mean. A pattern is of a path in the workspace, a name of a path in its package's
 * folder, which may lie anywhere: so the end of a pattern may match too, as long as it says more than "any file".
 */
export function isMeant(name: string, patterns: readonly string[]): boolean {
  const [excluded, wanted] = [patterns.filter((one) => one.startsWith('!')).map((one) => one.slice(1)), patterns.filter((one) => !one.startsWith('!'))]
  const matches = (pattern: string): boolean => endsOf(pattern).some((end) => matchesGlob(name, end))
  return wanted.some(matches) && !excluded.some(matches)
}

function endsOf(pattern: string): readonly string[] {
  const parts = pattern.split('/').filter((part) => part !== '.' && part !== '')
  const ends = parts.map((_, index) => parts.slice(index))
  return ends.filter((end, index) => index === 0 || end.some((part) => !/^\*+$/.test(part))).map((end) => end.join('/'))
}

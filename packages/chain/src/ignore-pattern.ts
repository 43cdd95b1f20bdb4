import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** One line of an ignore file. */
export type IgnorePattern = {
  /** Begins with `!`: what it matches is taken in again. */
  readonly exception: boolean
  readonly matches: (path: string) => boolean
}

type Test = IgnorePattern['matches']
type Fault = Pick<Problem, 'message' | 'cure'>

/** The terms of Go's filepath.Match: `**` (moby's own), `*`, `?`, a class, a character behind a backslash, any other character. */
const term = /\*\*\/?|[*?]|\[(?:\^|(?!\^))(?:(?:\\.|[^\\\]-])(?:-(?:\\.|[^\\\]-]))?)+\]|\\.|[^\\[]/suy

/**
 * Makes a test of a cleaned pattern as Pattern.compile of github.com/moby/patternmatcher v0.6.1 does: of a plain path, a prefix, a suffix, or
 * an expression. What moby hands on to Go's regexp, where it means something that nobody wrote (`\d`, `[*]`, `^`), is refused.
 */
export function compileIgnorePattern(pattern: string): Result<Test, Fault> {
  const [, plain] = /^([^*?[\]\\]*)$/.exec(pattern) ?? []
  if (plain !== undefined) return ok((path) => path === plain)
  // "**" at one end alone: moby compares texts, so that "**x" matches "ax" as well.
  const [, suffix] = /^\*\*([^*?[\]\\]*)$/.exec(pattern) ?? []
  if (suffix !== undefined) return ok((path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1)))
  const [, prefix] = /^([^*?[\]\\]+)\*\*$/.exec(pattern) ?? []
  if (prefix !== undefined) return ok((path) => path.startsWith(prefix))
  return compileExpression(pattern)
}

function compileExpression(pattern: string): Result<Test, Fault> {
  const parts: string[] = []
  for (let at = 0; at < pattern.length; at = term.lastIndex) {
    term.lastIndex = at
    const found = term.exec(pattern)?.[0]
    if (found === undefined) return err(faultAt(pattern.slice(at)))
    const part = translate(found, term.lastIndex === pattern.length)
    if (part === undefined) return err({ message: `holds ${found}, which engines read in ways of their own`, cure: 'Write the names out, or use * and ?' })
    parts.push(part)
  }
  try {
    const expression = new RegExp(`^${parts.join('')}$`, 'u')
    return ok((path) => expression.test(path))
  } catch {
    return err({ message: 'holds a range that runs backwards', cure: 'Begin the range with its lower character' })
  }
}

function faultAt(rest: string): Fault {
  if (rest === '\\') return { message: 'ends with a backslash', cure: 'Remove it, or write the character that it should escape' }
  return { message: `has brackets that cannot be read, from ${rest} on`, cure: 'Write [abc], [a-c] or [^a], with a backslash before "]", "-" and "["' }
}

/** The term as a part of a regular expression; undefined where moby's translation is none. */
function translate(found: string, last: boolean): string | undefined {
  if (found.startsWith('**')) return last ? '[^\\n]*' : '(?:[^\\n]*/)?'
  if (found === '*') return '[^/]*'
  if (found === '?') return '[^/]'
  if (!/^[\\[]/.test(found)) return found === '^' ? undefined : literal(found)
  if (!found.startsWith('[')) return literal(found)
  const negated = found.startsWith('[^')
  const members = found.slice(negated ? 2 : 1, -1).match(/\\.|./gsu) ?? []
  const parts = members.map((member) => (member === '-' ? '-' : /^[*?[]$/.test(member) ? undefined : literal(member)))
  return parts.includes(undefined) ? undefined : `[${negated ? '^' : ''}${parts.join('')}]`
}

/** One character, with or without a backslash. Go's regexp knows a backslash before punctuation only as an escape. */
function literal(character: string): string | undefined {
  if (/^\\[^!-/:-@[-`{-~ ]/.test(character)) return undefined
  return `\\u{${(character.replace(/^\\(?=.)/su, '').codePointAt(0) ?? 0).toString(16)}}`
}

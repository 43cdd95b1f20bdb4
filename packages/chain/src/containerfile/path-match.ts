import { posix } from 'node:path'
import { unknown } from './shell-lexer.ts'

/** A source as engines clean it: within the context, without slashes at its ends; empty for the context itself. */
export function cleanSource(text: string): string {
  // What a ".." takes away cannot be told where a part is unknown.
  if (text.includes(unknown) && text.split('/').includes('..')) return unknown
  return posix.normalize(`/${text}`).replace(/^\/+|\/+$/g, '')
}

/** A test of one name by one segment of a pattern of Go's filepath.Match; undefined where Go calls the pattern malformed. */
export function compileSegment(segment: string): ((name: string) => boolean) | undefined {
  const source = sourceOf(segment)
  if (source === undefined) return undefined
  try {
    const expression = new RegExp(`^${source}$`, 'u')
    return (name) => expression.test(name)
  } catch {
    // A range that runs backwards matches nothing in Go.
    return () => false
  }
}

function sourceOf(segment: string): string | undefined {
  const parts: string[] = []
  const term = /\*|\?|\[(?:(\^)|(?!\^))((?:(?:\\[\s\S]|[^\\\]-])(?:-(?:\\[\s\S]|[^\\\]-]))?)+)\]|\\([\s\S])|([^\\[])/uy
  while (term.lastIndex < segment.length) {
    const match = term.exec(segment)
    if (match === null) return undefined
    const [found, negated = '', members, escaped, plain] = match
    if (found === '*' || found === '?') parts.push(found === '*' ? '[^/]*' : '[^/]')
    else if (members === undefined) parts.push(codeOf(escaped ?? plain ?? ''))
    else parts.push(`[${negated}${members.replace(/\\([\s\S])|-|[\s\S]/gu, (each, one?: string) => (each === '-' ? '-' : codeOf(one ?? each)))}]`)
  }
  return parts.join('')
}

function codeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

export function hasWildcard(text: string): boolean {
  return /^(?:[^\\*?[]|\\[\s\S]?)*[*?[]/u.test(text)
}

/**
 * A test of whole paths for a cleaned source of which a part is unknown: there any text may stand, with slashes too. Wider than any value,
 * but for one that climbs out of the folder that is written before it.
 */
export function compileOpenPath(source: string): (path: string) => boolean {
  const once = source.replace(new RegExp(`${unknown}(?:/?${unknown})+`, 'g'), unknown)
  const segments = once.split('/').map((segment) =>
    segment
      .split(unknown)
      .map((part) => sourceOf(part) ?? '[^]*')
      .join('[^]*'),
  )
  // Next to a slash the unknown text may be empty, or bring a slash of its own.
  const whole = `/${segments.join('/')}`.replaceAll('/[^]*/', '/(?:[^]*/)?').replace(/\/\[\^\]\*$/, '(?:/[^]*)?')
  const expression = new RegExp(`^${whole}$`, 'u')
  return (path) => expression.test(`/${path}`) || expression.test(`/${path}/`)
}

import { posix } from 'node:path'
import { ok, type Problem, type Result } from '@slipway/kernel'
import { compileIgnorePattern, type IgnorePattern } from './ignore-pattern.ts'

/** Which paths of a build context a build never sees. */
export type IgnoreRules = {
  /** The ignore file, for messages; empty where there is none. */
  readonly file: string
  /** `path` is relative to the context, with `/`. What excludes a folder excludes what is in it, unless an exception names it. */
  readonly excluded: (path: string) => boolean
}

/** A context without an ignore file. */
export const noIgnore: IgnoreRules = { file: '', excluded: () => false }

/**
 * Where an ignore file may lie, the one that counts first; relative to the context, as the Containerfile's path is. BuildKit knows only the
 * names with "docker" (frontend/dockerui). buildah and podman know all four, and take them in this order (buildah, pkg/parse, ContainerIgnoreFile).
 */
export function ignoreFiles(containerfile: string): readonly string[] {
  return [`${containerfile}.dockerignore`, `${containerfile}.containerignore`, '.containerignore', '.dockerignore']
}

/** Go's strings.TrimSpace; JavaScript's trim has other blanks. */
const blanks = /^\p{White_Space}+|\p{White_Space}+$/gu

/**
 * Reads a .dockerignore or .containerignore as BuildKit does: github.com/moby/patternmatcher v0.6.1 (ignorefile.ReadAll, New,
 * MatchesUsingParentResults), which BuildKit asks while it walks through the context.
 * @returns the rules, or E_CHAIN_IGNORE for every pattern that cannot be read, with its line and column
 */
export function parseIgnore(text: string, file: string): Result<IgnoreRules> {
  const patterns: IgnorePattern[] = []
  const found: Problem[] = []
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  for (const [index, line] of lines.entries()) {
    // A "#" is a comment only where the line begins with it: " #x" names a file.
    const written = line.replace(blanks, '')
    if (line.startsWith('#') || written === '') continue
    const pattern = parsePattern(written)
    if (pattern.ok) patterns.push(pattern.value)
    else {
      const at = { file, line: index + 1, column: line.indexOf(written) + 1 }
      found.push({ code: 'E_CHAIN_IGNORE', message: `the pattern ${written} ${pattern.error.message}`, cure: pattern.error.cure, at })
    }
  }
  return found.length === 0 ? ok({ file, excluded: createFilter(patterns) }) : { ok: false, error: found }
}

function parsePattern(written: string): Result<IgnorePattern, Pick<Problem, 'message' | 'cure'>> {
  const mark = written.startsWith('!') ? '!' : ''
  const path = clean(written.slice(mark.length).replace(blanks, ''))
  // Trimmed and cleaned once more, mark and all, because moby's two functions do so one after the other: "a /" is "a".
  const cleaned = clean(`${mark}${path.length > 1 ? path.replace(/^\//, '') : path}`.replace(blanks, ''))
  const exception = cleaned.startsWith('!')
  const rest = cleaned.slice(exception ? 1 : 0)
  if (rest === '') return { ok: false, error: { message: 'excepts nothing', cure: 'Write what it excepts behind the "!"' } }
  const matches = compileIgnorePattern(rest)
  return matches.ok ? ok({ exception, matches: matches.value }) : matches
}

/** Go's path.Clean. */
function clean(path: string): string {
  return path === '' ? '' : posix.normalize(path).replace(/(?<=.)\/$/, '')
}

type Look = { readonly excluded: boolean; readonly matched: readonly boolean[] }

/** What matched a folder counts as matching all that is in it; so folders are looked at once, and remembered. */
function createFilter(patterns: readonly IgnorePattern[]): IgnoreRules['excluded'] {
  if (patterns.length === 0) return noIgnore.excluded
  const folders = new Map<string, Look>()
  const parentOf = (path: string): Look | undefined => {
    const folder = posix.dirname(path)
    if (folder === '.') return undefined
    const known = folders.get(folder) ?? look(patterns, folder, parentOf(folder))
    folders.set(folder, known)
    return known
  }
  return (path) => look(patterns, path, parentOf(path)).excluded
}

function look(patterns: readonly IgnorePattern[], path: string, parent: Look | undefined): Look {
  let excluded = false
  const matched = patterns.map(({ exception, matches }, index) => {
    const match = parent?.matched[index] === true || (exception === excluded && matches(path))
    if (match) excluded = !exception
    return match
  })
  return { excluded, matched }
}

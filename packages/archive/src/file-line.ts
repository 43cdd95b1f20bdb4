import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** One line of a content list. `name` is the path inside the package; without `mode` the file itself decides. */
export type FileLine =
  | { readonly kind: 'source'; readonly source: string; readonly name: string; readonly mode?: 0o644 | 0o755 }
  | { readonly kind: 'link'; readonly name: string; readonly target: string }

const modes: Readonly<Record<string, 0o644 | 0o755>> = { '0644': 0o644, '0755': 0o755, '644': 0o644, '755': 0o755 }

/**
 * Reads `source`, `source -> name`, `source -> name 0755` or `symlink: name -> target`.
 * Without a name the file keeps the last part of its source; a folder keeps its content's own paths.
 */
export function parseFileLine(text: string): Result<FileLine, Problem> {
  const link = /^symlink:\s*(\S.*?)\s+->\s+(\S.*)$/.exec(text)
  if (link !== null) return ok({ kind: 'link', name: link[1] ?? '', target: link[2] ?? '' })
  const [body, mode] = splitMode(text)
  const parts = body.split(/\s*->\s*/)
  const [source = '', name = lastPart(source)] = parts
  const cure = 'Write `source`, `source -> name`, with a mode 0644 or 0755 behind it if needed, or `symlink: name -> target`'
  if (parts.length > 2 || source === '' || name === '') return err({ code: 'E_ARCHIVE_LINE', message: `"${text}" is no line of a content list`, cure })
  if (/[*?[\]]/.test(source)) {
    return err({
      code: 'E_ARCHIVE_LINE',
      message: `"${source}" is a pattern`,
      cure: 'Name each file: a pattern would also take what an earlier build left behind',
    })
  }
  return ok({ kind: 'source', source, name, ...(mode === undefined ? {} : { mode }) })
}

function splitMode(text: string): readonly [string, (0o644 | 0o755) | undefined] {
  const match = /^(.*\S)\s+(0?[0-7]{3})$/.exec(text)
  const mode = modes[match?.[2] ?? '']
  return match === null || mode === undefined ? [text.trim(), undefined] : [match[1] ?? '', mode]
}

function lastPart(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? ''
}

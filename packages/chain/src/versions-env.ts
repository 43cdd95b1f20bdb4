import { ok, type Problem, type Result } from '@slipway/kernel'
import { type LineFault, readLine } from './versions-line.ts'

/** One `KEY=VALUE` of versions.env. Lines and columns count from 1; the column is the key's. */
export type VersionEntry = { readonly key: string; readonly value: string; readonly line: number; readonly column: number }

/**
 * Reads versions.env: `KEY=VALUE` lines, `#` comments, blank lines, optional `export`, single or double quotes, LF or CRLF, a BOM.
 * Nothing is ever expanded or run: `$(…)`, backquotes and `$NAME` are refused, so that a shell that sources the file reads the same values.
 * @param file the name that problems show
 * @returns the entries in the file's order, or every problem with its line and column
 */
export function parseVersionsEnv(text: string, file = 'versions.env'): Result<readonly VersionEntry[]> {
  const { entries, problems } = readVersionsEnv(text, file)
  return problems.length === 0 ? ok(entries) : { ok: false, error: problems }
}

/** The same, for whoever has more to say of the entries that are right even when others are wrong. */
export function readVersionsEnv(text: string, file = 'versions.env'): { readonly entries: readonly VersionEntry[]; readonly problems: readonly Problem[] } {
  const entries: VersionEntry[] = []
  const problems: Problem[] = []
  const seen = new Map<string, number>()
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  for (const [index, raw] of lines.entries()) {
    const line = index + 1
    const { key, value, column, faults } = readLine(raw.replace(/\r$/, ''))
    const earlier = seen.get(key)
    const again: LineFault = { code: 'E_CHAIN_DUPLICATE_KEY', message: `${key} is there already, on line ${earlier}`, cure: 'Keep one of the two', column }
    const found = earlier === undefined ? faults : [again, ...faults]
    problems.push(...found.map(({ code, message, cure, column: at }) => ({ code, message, cure, at: { file, line, column: at } })))
    if (key !== '' && earlier === undefined) seen.set(key, line)
    if (key !== '' && found.length === 0) entries.push({ key, value, line, column })
  }
  if (entries.length === 0 && problems.length === 0) {
    problems.push({ code: 'E_CHAIN_NO_KEYS', message: 'holds no version', cure: 'Write lines such as LIBKRUN_VERSION=v1.18.0', at: { file } })
  }
  return { entries, problems }
}

/** The major version of a value such as `v1.18.0` or `5.4`; undefined where the value is no version. */
export function majorOf(value: string): string | undefined {
  return /^v?([0-9]+)(?:\.[0-9]+)*(?:[-+.].*)?$/.exec(value)?.[1]
}

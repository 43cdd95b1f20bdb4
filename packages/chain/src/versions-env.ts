import { ok, type Problem, type Result } from '@slipway/kernel'

/** One `KEY=VALUE` of versions.env. Lines and columns count from 1; the column is the key's. */
export type VersionEntry = { readonly key: string; readonly value: string; readonly line: number; readonly column: number }

/**
 * Reads versions.env: `KEY=VALUE` lines, `#` comments, blank lines, optional `export`, single or double quotes, LF or CRLF, a BOM.
 * Nothing is ever expanded or run: `$(…)`, backquotes and `$NAME` are refused, so that a shell that sources the file reads the same values.
 * @param file the name that problems show
 * @returns the entries in the file's order, or every problem with its line and column
 */
export function parseVersionsEnv(text: string, file = 'versions.env'): Result<readonly VersionEntry[]> {
  const entries: VersionEntry[] = []
  const found: Problem[] = []
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  for (const [index, raw] of lines.entries()) {
    const result = parseLine(raw.replace(/\r$/, ''))
    if (result === undefined) continue
    if ('message' in result) {
      found.push({ code: result.code, message: result.message, cure: result.cure, at: { file, line: index + 1, column: result.column } })
      continue
    }
    const earlier = entries.find((entry) => entry.key === result.key)
    if (earlier !== undefined) {
      const message = `${result.key} is there already, on line ${earlier.line}`
      found.push({ code: 'E_CHAIN_DUPLICATE_KEY', message, cure: 'Keep one of the two', at: { file, line: index + 1, column: result.column } })
    } else entries.push({ ...result, line: index + 1 })
  }
  if (entries.length === 0 && found.length === 0) {
    found.push({ code: 'E_CHAIN_NO_KEYS', message: 'holds no version', cure: 'Write lines such as LIBKRUN_VERSION=v1.18.0', at: { file } })
  }
  return found.length === 0 ? ok(entries) : { ok: false, error: found }
}

type LineProblem = { readonly code: string; readonly message: string; readonly cure: string; readonly column: number }
type LineEntry = { readonly key: string; readonly value: string; readonly column: number }

function parseLine(line: string): LineEntry | LineProblem | undefined {
  const start = line.search(/[^ \t]/)
  if (start === -1 || line[start] === '#') return undefined
  const control = line.search(/[\x00-\x08\x0b-\x1f\x7f]/)
  if (control !== -1) return wrong('E_CHAIN_CONTROL', 'a control character', 'Remove it', control)
  const match = /^([ \t]*)(export[ \t]+)?([^=]*)=(.*)$/.exec(line)
  if (match === null) return wrong('E_CHAIN_NO_ASSIGNMENT', 'no KEY=VALUE', 'Write KEY=VALUE, or begin the line with #', start)
  const [, indent = '', exported = '', key = '', rest = ''] = match
  const column = indent.length + exported.length
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) {
    const message = key === '' ? 'a name is missing before "="' : `"${key}" is no name`
    return wrong('E_CHAIN_NAME', message, 'Use letters, digits and "_", no blank around "=", and begin with a letter', column)
  }
  const value = parseValue(rest, column + key.length + 1)
  return typeof value === 'string' ? { key, value, column: column + 1 } : value
}

function wrong(code: string, message: string, cure: string, offset: number): LineProblem {
  return { code, message, cure, column: offset + 1 }
}

function parseValue(rest: string, offset: number): string | LineProblem {
  const quote = rest[0]
  if (quote === '"' || quote === "'") {
    const end = rest.indexOf(quote, 1)
    if (end === -1) return wrong('E_CHAIN_QUOTE', `the quote ${quote} is not closed`, 'Close it on the same line', offset)
    const after = rest.slice(end + 1)
    if (!/^[ \t]*(#.*)?$/.test(after) || /^#/.test(after))
      return wrong('E_CHAIN_AFTER_QUOTE', 'text after the closing quote', 'Quote the whole value', offset + end + 1)
    return checkValue(rest.slice(1, end), offset + 1, quote === '"')
  }
  const bare = rest.replace(/(^|[ \t]+)#.*$/, '').replace(/[ \t]+$/, '')
  const blank = bare.search(/[ \t]/)
  if (blank === 0) return wrong('E_CHAIN_BLANK', 'a blank after "="', 'Write the value directly after "="', offset)
  if (blank > 0) return wrong('E_CHAIN_BLANK', 'a blank in a value without quotes', 'Quote the value', offset + blank)
  const special = bare.search(/[&|;<>()'"\\*?[\]{}~!]/)
  if (special !== -1) return wrong('E_CHAIN_SHELL', `"${bare[special]}" means something else to a shell`, 'Put the value in single quotes', offset + special)
  return checkValue(bare, offset, true)
}

function checkValue(value: string, offset: number, expanded: boolean): string | LineProblem {
  const command = expanded ? value.search(/`|\$\(/) : -1
  if (command !== -1) return wrong('E_CHAIN_COMMAND', 'a command substitution', 'Write the version itself: this file is read, never run', offset + command)
  const variable = expanded ? value.search(/\$/) : -1
  if (variable !== -1)
    return wrong('E_CHAIN_VARIABLE', 'a reference to a variable', 'Write the version itself, or put the value in single quotes', offset + variable)
  const escaped = expanded ? value.indexOf('\\') : -1
  if (escaped !== -1) return wrong('E_CHAIN_ESCAPE', 'a backslash', 'Put the value in single quotes', offset + escaped)
  if (value === '') return wrong('E_CHAIN_EMPTY', 'the value is empty', 'Write a version, or remove the line', offset)
  return value
}

/** The major version of a value such as `v1.18.0` or `5.4`; undefined where the value is no version. */
export function majorOf(value: string): string | undefined {
  return /^v?([0-9]+)(?:\.[0-9]+)*(?:[-+.].*)?$/.exec(value)?.[1]
}

import type { Fault } from './line-reader.ts'
import { type Piece, startOf } from './pieces.ts'
import { expandWords } from './shell-lexer.ts'

/** A file written into the Containerfile itself (Dockerfile reference, "Here-Documents"). */
export type Heredoc = {
  readonly name: string
  /** The descriptor of `3<<EOF`; 0 where none is written. */
  readonly descriptor: number
  /** Variables in it are expanded: its name was not quoted. */
  readonly expand: boolean
  /** `<<-`: leading tabs are no part of it. */
  readonly chomp: boolean
  /** Its lines; empty until they are read. */
  readonly content: string
}

const unset = (): undefined => undefined

/** The heredocs that the words of a line announce, in order (BuildKit, heredocsFromLine). */
export function findHeredocs(line: Piece, faults: Fault[]): readonly Heredoc[] {
  const words = expandWords(line.text, unset, { escapeMark: '\\', rawQuotes: true, rawEscapes: true, keepUnset: true })
  if (!words.ok) return []
  return words.value.flatMap((word) => {
    const heredoc = parseHeredoc(word)
    if (heredoc !== 'unreadable') return heredoc ?? []
    faults.push({ code: 'E_CHAIN_HEREDOC', message: `the name of ${word} has an open quote`, cure: 'Close the quote', at: startOf(line) })
    return []
  })
}

/** Reads `<<NAME`, `<<-NAME`, `3<<"NAME"`; undefined where the word is no heredoc. */
export function parseHeredoc(word: string): Heredoc | 'unreadable' | undefined {
  const [, descriptor = '', dash, rest = ''] = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word) ?? []
  if (rest === '') return undefined
  const names = expandWords(rest, unset, { escapeMark: '\\', keepUnset: true })
  const raw = expandWords(rest, unset, { escapeMark: '\\', keepUnset: true, rawQuotes: true })
  if (!names.ok || !raw.ok) return 'unreadable'
  const [name, ...others] = names.value
  if (name === undefined || others.length > 0) return undefined
  if (raw.value.length !== 1) return 'unreadable'
  return { name, descriptor: Number(descriptor), expand: countQuotes(name) === countQuotes(raw.value[0] ?? ''), chomp: dash === '-', content: '' }
}

function countQuotes(text: string): number {
  return text.replace(/[^'"]/g, '').length
}

/** Whether an argument of COPY or ADD is the name of a heredoc. */
export function isHeredoc(word: string): boolean {
  return typeof parseHeredoc(word) === 'object'
}

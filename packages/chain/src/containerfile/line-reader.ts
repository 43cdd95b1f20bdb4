import { joinPieces, type Piece, pieceOf, slicePiece, startOf, trimStart } from './pieces.ts'

/** What is wrong at a place of a Containerfile, before it is said with a line and a column. */
export type Fault = { readonly code: string; readonly message: string; readonly cure: string; readonly at: number }

/** The instructions of a Containerfile as single lines (BuildKit v0.34.2, frontend/dockerfile/parser, Parse). */
export type LineReader = {
  /** The next instruction without comments and continuation marks; undefined at the end. */
  readonly next: () => Piece | undefined
  /** The lines until one that is `name`; `closed` is false if the file ends first. */
  readonly heredoc: (name: string, chomp: boolean) => { readonly content: string; readonly closed: boolean }
  /** The character that escapes and that continues a line: `\`, or a backquote. */
  readonly escapeMark: () => string
  /** The value of `# syntax=`. */
  readonly syntax: () => Piece | undefined
}

const directive = /^#[\t\n\f\r ]*(syntax|escape|check)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*$/i

export function createLineReader(source: string, faults: Fault[]): LineReader {
  const lines = createLines(source)
  const directives = createDirectives(faults)
  const join = (first: Piece): Piece => {
    let joined = first
    for (let line = lines.take(); line !== undefined; line = lines.take()) {
      if (isComment(line) || trimStart(line).text === '') continue
      const { text, open } = cutContinuation(line, directives.escapeMark())
      joined = joinPieces(joined, text)
      if (!open) break
    }
    return joined
  }
  const next = (): Piece | undefined => {
    for (let line = lines.take(); line !== undefined; line = lines.take()) {
      const begun = trimStart(line)
      directives.read(begun)
      if (isComment(begun) || begun.text === '') continue
      const { text, open } = cutContinuation(begun, directives.escapeMark())
      return open ? join(text) : text
    }
    return undefined
  }
  const heredoc = (name: string, chomp: boolean): { content: string; closed: boolean } => {
    const content: string[] = []
    for (let line = lines.takeRaw(); line !== undefined; line = lines.takeRaw()) {
      const text = line.text.replace(/[\r\n]+$/, '')
      if ((chomp ? text.replace(/^\t+/, '') : text) === name) return { content: content.join(''), closed: true }
      content.push(line.text)
    }
    return { content: content.join(''), closed: false }
  }
  return { next, heredoc, escapeMark: directives.escapeMark, syntax: directives.syntax }
}

type Lines = { readonly take: () => Piece | undefined; readonly takeRaw: () => Piece | undefined }

/** Line by line: as they are, or without what ends them. */
function createLines(source: string): Lines {
  let cursor = source.startsWith('\uFEFF') ? 1 : 0
  const takeRaw = (): Piece | undefined => {
    if (cursor >= source.length) return undefined
    const newline = source.indexOf('\n', cursor)
    const start = cursor
    cursor = newline === -1 ? source.length : newline + 1
    return pieceOf(source, start, cursor)
  }
  const take = (): Piece | undefined => {
    const raw = takeRaw()
    return raw === undefined ? undefined : slicePiece(raw, 0, raw.text.replace(/[\r\n]+$/, '').length)
  }
  return { take, takeRaw }
}

/** Directives stand before everything else, even before other comments. */
function createDirectives(faults: Fault[]): Pick<LineReader, 'escapeMark' | 'syntax'> & { readonly read: (line: Piece) => void } {
  let escapeMark = '\\'
  let syntax: Piece | undefined
  let seen: Set<string> | undefined = new Set()
  const read = (line: Piece): void => {
    if (seen === undefined) return
    const [, key = '', value = ''] = directive.exec(line.text) ?? []
    const name = key.toLowerCase()
    if (name === '') seen = undefined
    else if (seen.has(name)) faults.push(directiveFault(line, `the directive ${name} is there already`, 'Keep one of the two'))
    else {
      seen.add(name)
      const at = line.text.lastIndexOf(value)
      if (name === 'syntax') syntax = slicePiece(line, at, at + value.length)
      if (name === 'escape' && (value === '\\' || value === '`')) escapeMark = value
      else if (name === 'escape') faults.push(directiveFault(line, `"${value}" cannot escape`, 'Write # escape=\\ or # escape=`'))
    }
  }
  return { read, escapeMark: () => escapeMark, syntax: () => syntax }
}

function directiveFault(line: Piece, message: string, cure: string): Fault {
  return { code: 'E_CHAIN_DIRECTIVE', message, cure, at: startOf(line) }
}

function isComment(line: Piece): boolean {
  return trimStart(line).text.startsWith('#')
}

/** An escape character at the end continues the line, unless another one stands before it. */
function cutContinuation(line: Piece, escapeMark: string): { readonly text: Piece; readonly open: boolean } {
  const trimmed = line.text.replace(/[ \t]+$/, '')
  if (!trimmed.endsWith(escapeMark) || trimmed.at(-2) === escapeMark) return { text: line, open: false }
  return { text: slicePiece(line, 0, trimmed.length - 1), open: true }
}

import { isBlank, type Piece, pickFrom, slicePiece, trimPiece } from './pieces.ts'

/**
 * Words as BuildKit's parseWords and extractBuilderFlags read them: blanks part them, quotes hold them together, the escape character
 * takes the next character as it is.
 */
type WordScan = {
  /** Where each character of the word stands in the piece that was scanned. */
  readonly positions: readonly number[]
  /** Behind the word. */
  readonly end: number
  readonly quoted: boolean
}

/** @param raw keep quotes and escape characters, as ARG, ENV and LABEL do, or drop them, as flags do */
function scanWord(text: string, start: number, escapeMark: string, raw: boolean): WordScan {
  const positions: number[] = []
  let quote = ''
  let quoted = false
  let at = start
  for (; at < text.length; at++) {
    const character = text[at] ?? ''
    if (quote === '' && isBlank(character)) break
    const closes = quote !== '' && character === quote
    const opens = quote === '' && (character === '"' || character === "'")
    if (opens) quoted = true
    if (opens || closes) {
      quote = opens ? character : ''
      if (raw) positions.push(at)
      continue
    }
    // Within single quotes nothing escapes, but a flag's quotes are all alike.
    if (character === escapeMark && !(raw && quote === "'")) {
      if (at + 1 === text.length) {
        at += 1
        break
      }
      if (raw) positions.push(at)
      at += 1
    }
    positions.push(at)
  }
  return { positions, end: at, quoted }
}

/** The words of ARG, ENV and LABEL: quotes and escapes stay in them, because variables are expanded later. */
export function splitWords(piece: Piece, escapeMark: string): readonly Piece[] {
  const words: Piece[] = []
  for (let at = 0; at < piece.text.length; ) {
    if (isBlank(piece.text[at] ?? '')) {
      at += 1
      continue
    }
    const scan = scanWord(piece.text, at, escapeMark, true)
    if (scan.quoted || scan.positions.length > 0) words.push(pickFrom(piece, scan.positions))
    at = scan.end
  }
  return words
}

/** The `--flags` before the arguments, without their quotes; `--` alone ends them. */
export function splitFlags(piece: Piece, escapeMark: string): { readonly flags: readonly Piece[]; readonly rest: Piece } {
  const flags: Piece[] = []
  let at = 0
  while (at < piece.text.length) {
    if (isBlank(piece.text[at] ?? '')) {
      at += 1
      continue
    }
    if (!piece.text.startsWith('--', at)) return { flags, rest: trimPiece(slicePiece(piece, at)) }
    const scan = scanWord(piece.text, at, escapeMark, false)
    at = scan.end
    const flag = pickFrom(piece, scan.positions)
    if (flag.text === '--') break
    flags.push(flag)
  }
  return { flags, rest: trimPiece(slicePiece(piece, at)) }
}

/**
 * The strings of a JSON array; undefined where the text is no JSON array, so that it is read as words or for a shell, and an error where it
 * is an array of something else.
 */
export function parseStrings(piece: Piece): readonly string[] | 'not strings' | undefined {
  if (!trimPiece(piece).text.startsWith('[')) return undefined
  try {
    const list: unknown = JSON.parse(piece.text)
    if (!Array.isArray(list)) return undefined
    return list.every((each): each is string => typeof each === 'string') ? list : 'not strings'
  } catch {
    return undefined
  }
}

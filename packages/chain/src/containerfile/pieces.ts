/**
 * Text of a Containerfile of which every character knows where it stands in the file: comments, continuation marks and quotes may be gone
 * between two characters, their places are not. Offsets count UTF-16 units from 0.
 */
export type Piece = {
  readonly text: string
  readonly offsets: readonly number[]
  /** Behind the last character; the place of an empty piece. */
  readonly end: number
}

/** White space of Go's unicode.IsSpace, which is not that of JavaScript's `\s`. */
export const blanks = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const blank = new RegExp(`[${blanks}]`)
const leadingBlanks = new RegExp(`^[${blanks}]*`)
const trailingBlanks = new RegExp(`[${blanks}]*$`)

export function isBlank(character: string): boolean {
  return blank.test(character)
}

export function pieceOf(source: string, start: number, end: number): Piece {
  return { text: source.slice(start, end), offsets: Array.from({ length: end - start }, (_, index) => start + index), end }
}

export function startOf(piece: Piece): number {
  return piece.offsets[0] ?? piece.end
}

export function slicePiece(piece: Piece, start: number, end = piece.text.length): Piece {
  const offsets = piece.offsets.slice(start, end)
  const last = offsets.at(-1)
  return { text: piece.text.slice(start, end), offsets, end: last === undefined ? (piece.offsets[start] ?? piece.end) : last + 1 }
}

export function joinPieces(first: Piece, second: Piece): Piece {
  return { text: first.text + second.text, offsets: [...first.offsets, ...second.offsets], end: second.text === '' ? first.end : second.end }
}

/** The characters of a piece at the given positions, in this order. */
export function pickFrom(piece: Piece, positions: readonly number[]): Piece {
  const text = positions.map((position) => piece.text[position]).join('')
  const offsets = positions.map((position) => piece.offsets[position] ?? piece.end)
  return { text, offsets, end: (offsets.at(-1) ?? startOf(piece) - 1) + 1 }
}

/** A text that stands nowhere in these words, such as a string of a JSON array, at the place of another piece. */
export function placedAt(piece: Piece, text: string): Piece {
  return { text, offsets: Array.from(text, () => startOf(piece)).slice(0, text.length), end: piece.end }
}

export function trimStart(piece: Piece): Piece {
  return slicePiece(piece, leadingBlanks.exec(piece.text)?.[0].length ?? 0)
}

export function trimPiece(piece: Piece): Piece {
  const trimmed = trimStart(piece)
  return slicePiece(trimmed, 0, trailingBlanks.exec(trimmed.text)?.index ?? trimmed.text.length)
}

/** The parts between runs of blanks. */
export function splitBlanks(piece: Piece): readonly Piece[] {
  return Array.from(piece.text.matchAll(/[^\t\v\f\r ]+/g), (match) => slicePiece(piece, match.index, match.index + match[0].length))
}

import type { ByteReader } from './reader.ts'
import type { Finding } from './search.ts'
import { commonBefore, firstDifference, shareOfEqual } from './search-compare.ts'

/** A place where an asset was looked for and is not: `differs` counts from its start, `anchor` is where in the asset the anchor stands. */
export type Tried = { readonly offset: number; readonly differs: number; readonly anchor: number }

/** Of an asset that is not there whole: the best of what is. */
export function diagnose(binary: ByteReader, content: ByteReader, tried: readonly Tried[]): Finding {
  const likely = [...tried].sort((a, b) => b.differs - a.differs || a.offset - b.offset).slice(0, 16)
  const pieces = likely.map((one) => pieceAt(binary, content, one)).sort((a, b) => b.bytes - a.bytes)
  const altered = pieces.find((piece) => isAltered(binary, content, piece))
  if (altered !== undefined) return { state: 'altered', offset: altered.offset, differs: altered.differs }
  const piece = pieces[0]
  if (piece === undefined) return { state: 'absent' }
  if (piece.from === 0) return { state: 'truncated', offset: piece.offset, bytes: piece.bytes }
  // Programs of one language share their run time's code: a small piece says nothing.
  if (piece.bytes < Math.max(4096, content.size / 16)) return { state: 'absent' }
  return { state: 'partial', offset: piece.offset + piece.from, from: piece.from, bytes: piece.bytes }
}

type Piece = { readonly offset: number; readonly differs: number; readonly from: number; readonly bytes: number }

/** How far the content is the same on both sides of an anchor. */
function pieceAt(binary: ByteReader, content: ByteReader, { offset, anchor, differs }: Tried): Piece {
  if (differs > anchor) return { offset, differs, from: 0, bytes: differs }
  const before = commonBefore(binary, offset + anchor, content, anchor, anchor)
  const after = firstDifference(binary, offset + anchor, content, anchor, content.size - anchor)
  return { offset, differs, from: anchor - before, bytes: before + after }
}

/** Around the longest piece that is the same, most is the same too; or only a few bytes at the front are not. */
function isAltered(binary: ByteReader, content: ByteReader, { offset, from, bytes }: Piece): boolean {
  const end = from + bytes
  if (offset < 0 || (from === 0 && end + 1 >= content.size)) return false
  if (end === content.size && from <= 256) return true
  const [front, rest] = [Math.max(0, from - 1), Math.max(0, content.size - end - 1)]
  const equal = front * shareOfEqual(binary, offset, content, 0, front) + rest * shareOfEqual(binary, offset + end + 1, content, end + 1, rest)
  return equal > (front + rest) / 2
}

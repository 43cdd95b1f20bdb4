import { mergeRanges, type Range } from './ranges.ts'
import { type ByteReader, partOf, readThrough } from './reader.ts'

const piece = 256 * 1024
const factor = 0x0100_0193
// A look-up of `Math` for each byte is slow where the global object is not the engine's own, as in a vm context.
const { imul } = Math

/** Says whether the content that is looked for begins at a place. */
type IsThere = (at: number) => boolean

/**
 * The first place where so many bytes have a hash, and `isThere` says that they are the right ones (Karp and Rabin 1987): slower than by
 * anchors, and linear whatever the bytes are. For contents in which no anchor can be chosen, or whose anchors stand at too many places;
 * then `ranges` says where the content may stand. Reads each byte of them twice.
 */
export function findByHash(haystack: ByteReader, length: number, wanted: number, isThere: IsThere, ranges?: readonly Range[]): number | undefined {
  for (const { from, to } of mergeRanges(ranges ?? [{ from: 0, to: haystack.size }])) {
    const start = Math.max(0, from)
    const found = findInPart(partOf(haystack, start, to - start), length, wanted, (at) => isThere(start + at))
    if (found !== undefined) return start + found
  }
  return undefined
}

/** The hash of all bytes of a reader. */
export function rollingHashOf(reader: ByteReader): number {
  return hashOf(reader, reader.size)
}

type Roll = { hash: number; readonly leaving: number; readonly wanted: number }

function findInPart(haystack: ByteReader, length: number, wanted: number, isThere: IsThere): number | undefined {
  if (length > haystack.size) return undefined
  const roll: Roll = { hash: hashOf(haystack, length), leaving: powerOf(length), wanted }
  const [outgoing, incoming] = [new Uint8Array(piece), new Uint8Array(piece)]
  for (let base = 0; ; base += piece) {
    if (roll.hash === wanted && isThere(base)) return base
    const out = readThrough(haystack, base, piece, outgoing)
    const into = readThrough(haystack, base + length, Math.max(0, Math.min(piece, haystack.size - base - length)), incoming)
    const found = rollOver(roll, out, into, (index) => isThere(base + index))
    if (found !== undefined) return base + found
    if (into.length < piece) return undefined
  }
}

/** Two bytes at a time: each needs the hash of the one before it, and a processor waits less for half as many. */
function rollOver(roll: Roll, out: Uint8Array, into: Uint8Array, isThere: IsThere): number | undefined {
  const { leaving, wanted } = roll
  const square = imul(factor, factor)
  const last = into.length - 1
  let hash = roll.hash
  for (let index = 0; index < last; index += 2) {
    const one = ((into[index] as number) - imul(leaving, out[index] as number)) | 0
    const two = ((into[index + 1] as number) - imul(leaving, out[index + 1] as number)) | 0
    const between = (imul(hash, factor) + one) | 0
    hash = (imul(hash, square) + ((imul(one, factor) + two) | 0)) | 0
    if (between === wanted && isThere(index + 1)) return index + 1
    // The last place of a full piece is looked at with the next one.
    if (hash === wanted && index + 2 < piece && isThere(index + 2)) return index + 2
  }
  if (into.length % 2 === 1) {
    hash = (imul(hash, factor) + (into[last] as number) - imul(leaving, out[last] as number)) | 0
    if (hash === wanted && isThere(last + 1)) return last + 1
  }
  roll.hash = hash
  return undefined
}

function hashOf(reader: ByteReader, length: number): number {
  const buffer = new Uint8Array(Math.min(piece, length))
  let hash = 0
  for (let at = 0; at < length; at += piece) {
    const bytes = readThrough(reader, at, Math.min(piece, length - at), buffer)
    for (let index = 0; index < bytes.length; index++) hash = (imul(hash, factor) + (bytes[index] as number)) | 0
  }
  return hash
}

/** factor to the power of `exponent`, in 32 bits. */
function powerOf(exponent: number): number {
  let [result, base] = [1, factor]
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = imul(result, base)
    base = imul(base, base)
  }
  return result
}

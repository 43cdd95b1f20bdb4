import { type ByteReader, readThrough } from './reader.ts'

const piece = 128 * 1024
// Everything here is synchronous, so two buffers serve every comparison.
const scratch = [new Uint8Array(piece), new Uint8Array(piece)] as const

/** The first place at which two ranges differ, or `length` when they do not. A range that ends early differs there. */
export function firstDifference(a: ByteReader, atA: number, b: ByteReader, atB: number, length: number): number {
  // Most candidates differ at once, so the first piece is small.
  for (let done = 0, size = 4096; done < length; done += size, size = piece) {
    size = Math.min(size, length - done)
    const [left, right] = [readThrough(a, atA + done, size, scratch[0]), readThrough(b, atB + done, size, scratch[1])]
    if (left.length === size && right.length === size && Buffer.compare(left, right) === 0) continue
    return done + differsAt(left, right)
  }
  return length
}

/** How many bytes in front of two places are the same, at most `length`. */
export function commonBefore(a: ByteReader, atA: number, b: ByteReader, atB: number, length: number): number {
  const most = Math.min(length, atA, atB)
  for (let done = 0; done < most; ) {
    const size = Math.min(piece, most - done)
    const [left, right] = [readThrough(a, atA - done - size, size, scratch[0]), readThrough(b, atB - done - size, size, scratch[1])]
    if (Buffer.compare(left, right) !== 0) {
      let equal = 0
      while (left[size - 1 - equal] === right[size - 1 - equal]) equal += 1
      return done + equal
    }
    done += size
  }
  return most
}

/** The share of places, of 64 spread over a range, where 16 bytes of both are the same. */
export function shareOfEqual(a: ByteReader, atA: number, b: ByteReader, atB: number, length: number): number {
  if (length <= 0) return 0
  const size = Math.min(16, length)
  const count = Math.min(64, Math.ceil(length / size))
  let equal = 0
  for (let index = 0; index < count; index++) {
    const at = Math.floor(((length - size) * (index + 1)) / count)
    const [left, right] = [a.read(atA + at, size), b.read(atB + at, size)]
    if (left.length === size && Buffer.compare(left, right) === 0) equal += 1
  }
  return equal / count
}

function differsAt(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length)
  let at = 0
  while (at < length && left[at] === right[at]) at += 1
  return at
}

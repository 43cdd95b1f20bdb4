import type { Range } from './ranges.ts'
import { type ByteReader, readThrough } from './reader.ts'
import type { Anchor } from './search-anchors.ts'
import { firstDifference } from './search-compare.ts'
import { createScanners } from './search-scan.ts'

const chunk = 512 * 1024
const piece = 64 * 1024

/** Tells where an anchor stands, from a place on. Places have to be asked for in rising order for it to read the file about once. */
type NextPlace = (from: number) => number | undefined

function createNextPlace(binary: ByteReader, anchor: Anchor): NextPlace {
  const { length } = anchor.bytes
  const [scanner] = createScanners([anchor], length)
  const buffer = new Uint8Array(chunk)
  let [base, bytes]: [number, Uint8Array] = [0, new Uint8Array()]
  const first = (from: number): number | undefined => {
    let found: number | undefined
    scanner?.scan(bytes, base, from, (_, at) => {
      found = found === undefined ? at : Math.min(found, at)
      // Nothing more is asked of this piece; one that is looked through backwards goes on, and ends with the first.
      return base + bytes.length
    })
    return found
  }
  return (from) => {
    for (let at = from; at + length <= binary.size; at = base + bytes.length - length + 1) {
      if (at < base || at + length > base + bytes.length) [base, bytes] = [at, readThrough(binary, at, Math.min(chunk, binary.size - at), buffer)]
      if (bytes.length < length) return undefined
      const found = first(at)
      if (found !== undefined) return found
    }
    return undefined
  }
}

export type Crawl = { readonly offset: number } | { readonly left: readonly Range[] }

/**
 * Looks for an asset whose anchors stand at too many places, as in a binary that repeats what the asset repeats. A place where it differs
 * says more than that it is not there: the byte that stands in the binary has to be the asset's at any later place too that reaches so far, and
 * where the asset has no such byte in front of the difference, it cannot begin before it. Ends after some tries; `left` says where the asset
 * may still stand.
 */
export function crawl(binary: ByteReader, content: ByteReader, anchor: Anchor, patience: number): Crawl {
  const nextPlace = createNextPlace(binary, anchor)
  const { size } = content
  let [from, compared] = [0, 0]
  for (let tries = 0; tries < patience && compared < 16 * 1024 * 1024 + binary.size; tries++) {
    const place = nextPlace(from + anchor.at)
    const offset = (place ?? binary.size) - anchor.at
    if (place === undefined || offset + size > binary.size) return { left: [] }
    const differs = firstDifference(binary, offset, content, 0, size)
    if (differs === size) return { offset }
    compared += 2 * differs
    const byte = binary.read(offset + differs, 1)[0] as number
    from = offset + Math.max(1, differs - lastOf(content, byte, differs))
  }
  return { left: rangesFrom(binary, anchor, size, from) }
}

/** The last place of a byte in front of an end; -1 when it stands nowhere there. */
function lastOf(content: ByteReader, byte: number, end: number): number {
  const buffer = new Uint8Array(Math.min(piece, end))
  for (let to = end; to > 0; to -= piece) {
    const start = Math.max(0, to - piece)
    const at = readThrough(content, start, to - start, buffer).lastIndexOf(byte)
    if (at >= 0) return start + at
  }
  return -1
}

/** The ranges in which an asset may lie that begins at an offset or behind it. Rough, so that an anchor which stands everywhere costs little. */
export function rangesFrom(binary: ByteReader, anchor: Anchor, size: number, from: number): readonly Range[] {
  const nextPlace = createNextPlace(binary, anchor)
  const ranges: Range[] = []
  for (let at = nextPlace(from + anchor.at); at !== undefined; at = nextPlace(at + piece)) {
    const range = { from: Math.max(from, at - anchor.at), to: at + piece - anchor.at + size }
    const last = ranges.at(-1)
    if (last !== undefined && range.from <= last.to) ranges[ranges.length - 1] = { from: last.from, to: range.to }
    else ranges.push(range)
  }
  return ranges
}

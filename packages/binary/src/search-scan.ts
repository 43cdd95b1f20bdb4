import type { Anchor } from './search-anchors.ts'

/** Asked at each place where an anchor stands; answers from where the scan goes on, as a place in the file. */
export type OnAnchor = (anchor: Anchor, at: number) => number

/** Anchors of one length, looked for together: the cost hardly depends on their number (Wu and Manber 1994, blocks of three bytes). */
export type Scanner = {
  readonly length: number
  readonly anchors: readonly Anchor[]
  /** Looks through a piece of the file that begins at `base`, from `start` on; answers the first place where no anchor was looked for yet. */
  readonly scan: (bytes: Uint8Array, base: number, start: number, onAnchor: OnAnchor) => number
}

/** 64 Ki entries stay in the second-level cache; a larger table is slower. */
const tableBits = 16
const { imul, max, min } = Math

export function createScanner(anchors: readonly Anchor[], length: number): Scanner {
  const shifts = new Uint8Array(1 << tableBits).fill(length - 2)
  const buckets = new Map<number, Anchor[]>()
  for (const anchor of anchors) {
    for (let at = 0; at <= length - 3; at++) {
      const key = hash(anchor.bytes, at)
      shifts[key] = min(shifts[key] as number, length - 3 - at)
    }
    const last = hash(anchor.bytes, length - 3)
    buckets.set(last, [...(buckets.get(last) ?? []), anchor])
  }
  return { length, anchors, scan: (bytes, base, start, onAnchor) => scan({ shifts, buckets, length }, bytes, base, start, onAnchor) }
}

function hash(bytes: Uint8Array, at: number): number {
  const word = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
  return imul(word, 0x9e37_79b1) >>> (32 - tableBits)
}

type Tables = { readonly shifts: Uint8Array; readonly buckets: ReadonlyMap<number, readonly Anchor[]>; readonly length: number }

/** `at` is the place of the last three bytes of where an anchor might stand. The hash is written out: this is the one hot loop. */
function scan({ shifts, buckets, length }: Tables, bytes: Uint8Array, base: number, start: number, onAnchor: OnAnchor): number {
  const back = length - 3
  const last = bytes.length - 3
  let at = start - base + back
  while (at <= last) {
    const word = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
    const key = imul(word, 0x9e37_79b1) >>> (32 - tableBits)
    const shift = shifts[key] as number
    if (shift !== 0) {
      at += shift
      continue
    }
    let next = at + 1
    for (const anchor of buckets.get(key) ?? []) {
      if (!stands(bytes, at - back, anchor.bytes)) continue
      next = max(next, onAnchor(anchor, base + at - back) - base + back)
    }
    at = next
  }
  return base + at - back
}

function stands(bytes: Uint8Array, at: number, anchor: Uint8Array): boolean {
  for (let index = 0; index < anchor.length; index++) if (bytes[at + index] !== anchor[index]) return false
  return true
}

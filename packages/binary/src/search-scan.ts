import { type Anchor, isBackward } from './search-anchors.ts'

/** Asked at each place where an anchor stands; answers from where the scan goes on, as a place in the file. */
export type OnAnchor<A extends Anchor> = (anchor: A, at: number) => number

/** Anchors of one length, looked for together: the cost hardly depends on their number (Wu and Manber 1994, blocks of three bytes). */
export type Scanner<A extends Anchor> = {
  readonly length: number
  readonly anchors: readonly A[]
  /** Passes over an anchor from now on. */
  readonly forget: (anchor: A) => void
  /** Looks through a piece of the file that begins at `base`, from `start` on; answers the first place where no anchor was looked for yet. */
  readonly scan: (bytes: Uint8Array, base: number, start: number, onAnchor: OnAnchor<A>) => number
}

const { ceil, imul, log2, max, min } = Math

/**
 * A table of 64 Ki entries stays in the second-level cache, and a larger one is slower. Where it would fill up, nearly every shift would be
 * short, which is slower still: a table of 4 Mi entries serves some thousand anchors.
 */
function bitsFor(entries: number): number {
  return entries <= 4096 ? 16 : min(22, ceil(log2(entries)) + 3)
}

type Tables<A> = { readonly shifts: Uint8Array; readonly buckets: Map<number, readonly A[]>; readonly length: number; readonly down: number }

/** Scanners for anchors of one length: one for those that are looked for forwards, and one for the others. */
export function createScanners<A extends Anchor>(anchors: readonly A[], length: number): readonly Scanner<A>[] {
  const [forward, backward] = [anchors.filter(({ bytes }) => !isBackward(bytes)), anchors.filter(({ bytes }) => isBackward(bytes))]
  return [
    ...(forward.length === 0 ? [] : [createScanner(forward, length, scanForwards, (at) => length - 3 - at)]),
    ...(backward.length === 0 ? [] : [createScanner(backward, length, scanBackwards, (at) => at)]),
  ]
}

type Scan<A extends Anchor> = (tables: Tables<A>, bytes: Uint8Array, base: number, start: number, onAnchor: OnAnchor<A>) => number

/** Tables are made anew for so few anchors when one is forgotten; else it only is not compared any more. */
const fewAnchors = 64

function createScanner<A extends Anchor>(anchors: readonly A[], length: number, scan: Scan<A>, shiftAt: (at: number) => number): Scanner<A> {
  const down = 32 - bitsFor(anchors.length * (length - 2))
  const tables: Tables<A> = { shifts: new Uint8Array(2 ** (32 - down)), buckets: new Map(), length, down }
  fillTables(tables, anchors, shiftAt)
  const left = new Set(anchors)
  const forget = (anchor: A): void => {
    if (!left.delete(anchor)) return
    if (anchors.length <= fewAnchors) fillTables(tables, [...left], shiftAt)
    else
      for (const [key, bucket] of tables.buckets)
        if (bucket.includes(anchor))
          tables.buckets.set(
            key,
            bucket.filter((one) => one !== anchor),
          )
  }
  return { length, anchors, forget, scan: (bytes, base, start, onAnchor) => scan(tables, bytes, base, start, onAnchor) }
}

/** How far each block of three bytes lets the scan move on: as far as it stands from the one that is looked at first. */
function fillTables<A extends Anchor>({ shifts, buckets, length, down }: Tables<A>, anchors: readonly A[], shiftAt: (at: number) => number): void {
  shifts.fill(length - 2)
  buckets.clear()
  for (const anchor of anchors) {
    for (let at = 0; at <= length - 3; at++) {
      const key = hash(anchor.bytes, at, down)
      shifts[key] = min(shifts[key] as number, shiftAt(at))
      if (shiftAt(at) === 0) buckets.set(key, [...(buckets.get(key) ?? []), anchor])
    }
  }
}

function hash(bytes: Uint8Array, at: number, down: number): number {
  const word = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
  return imul(word, 0x9e37_79b1) >>> down
}

/** Shorter shifts are a reason to see whether the bytes are all the same, because then none of them is where an anchor ends. */
const short = 16

/** `at` is the place of the last three bytes of where an anchor might stand. The hash is written out: this is the one hot loop. */
function scanForwards<A extends Anchor>(tables: Tables<A>, bytes: Uint8Array, base: number, start: number, onAnchor: OnAnchor<A>): number {
  const { shifts, buckets, length, down } = tables
  const back = length - 3
  const last = bytes.length - 3
  let at = start - base + back
  while (at <= last) {
    const word = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
    const key = imul(word, 0x9e37_79b1) >>> down
    const shift = shifts[key] as number
    if (shift >= short) {
      at += shift
      continue
    }
    if (bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2]) {
      at = endOfRun(bytes, at + 3) - 2
      continue
    }
    if (shift !== 0) {
      at += shift
      continue
    }
    let next = at + 1
    for (const anchor of buckets.get(key) ?? []) {
      if (stands(bytes, at - back, anchor.bytes)) next = max(next, onAnchor(anchor, base + at - back) - base + back)
    }
    at = next
  }
  return base + at - back
}

/** The same from the end of the piece to its start; `at` is the place of the first three bytes. What is found never makes it skip. */
function scanBackwards<A extends Anchor>(tables: Tables<A>, bytes: Uint8Array, base: number, start: number, onAnchor: OnAnchor<A>): number {
  const { shifts, buckets, length, down } = tables
  let at = bytes.length - length
  const end = base + max(at + 1, start - base)
  while (at >= start - base) {
    const key = hash(bytes, at, down)
    const shift = shifts[key] as number
    if (shift >= short) {
      at -= shift
    } else if (bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2]) {
      at = startOfRun(bytes, at) - 1
    } else if (shift !== 0) {
      at -= shift
    } else {
      for (const anchor of buckets.get(key) ?? []) if (stands(bytes, at, anchor.bytes)) onAnchor(anchor, base + at)
      at -= 1
    }
  }
  return end
}

/** Bytes that memcmp goes over at a time, where a run is long. */
const longestStep = 64 * 1024

/** From a byte that may be the same as the one before it: the first that is not, or the end. memcmp goes over long runs. */
function endOfRun(bytes: Uint8Array, from: number): number {
  let at = from
  for (let size = 64; at + size <= bytes.length && Buffer.compare(bytes.subarray(at, at + size), bytes.subarray(at - 1, at + size - 1)) === 0; ) {
    at += size
    size = min(2 * size, longestStep)
  }
  while (at < bytes.length && bytes[at] === bytes[at - 1]) at += 1
  return at
}

/** The first byte of a run that holds the byte at a place. */
function startOfRun(bytes: Uint8Array, from: number): number {
  let at = from
  for (let size = 64; at >= size && Buffer.compare(bytes.subarray(at - size, at), bytes.subarray(at - size + 1, at + 1)) === 0; ) {
    at -= size
    size = min(2 * size, longestStep)
  }
  while (at > 0 && bytes[at - 1] === bytes[at]) at -= 1
  return at
}

function stands(bytes: Uint8Array, at: number, anchor: Uint8Array): boolean {
  for (let index = 0; index < anchor.length; index++) if (bytes[at + index] !== anchor[index]) return false
  return true
}

import { type ByteReader, readThrough } from './reader.ts'
import { firstDifference } from './search-compare.ts'

/**
 * An anchor is a short piece of an asset that the search looks for. The whole asset is compared where one is found, so an anchor
 * decides only how fast the search is. Its last three bytes are not all the same, or, of one that is looked for backwards, its first
 * three: on a page of zeros it would be looked at closely at every byte.
 */
export type Anchor = { readonly asset: number; readonly at: number; readonly bytes: Uint8Array }

/** Lengths of anchors, the best first. All anchors of one asset have the same length. */
export const anchorLengths = [256, 64, 16] as const

const block = 4096
/** Each block reaches into the next one, so that no anchor is missed between two. */
const reach = anchorLengths[0]
/** Places that are looked at in the middle of an asset. */
const samples = 24
/** So far an asset is looked through for an anchor near its front: what stands in front of it is read twice where the asset is found. */
const furthestFront = 16 * 1024 * 1024

/** Whether an anchor is looked for backwards: it ends as a page of zeros does. */
export function isBackward(bytes: Uint8Array): boolean {
  return isRun(bytes, bytes.length - 3)
}

/** Whether a search for these bytes would stop at every byte of a page, whichever way it goes. */
export function isUnusable(bytes: Uint8Array): boolean {
  return isBackward(bytes) && isRun(bytes, 0)
}

function isRun(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2]
}

/** Up to five anchors: near the start, in the middle, near the end, and where it stops repeating itself. None only when every byte of the asset is the same. */
export function chooseAnchors(content: ByteReader, asset: number): readonly Anchor[] {
  const thirds = thirdsOf(content)
  for (const length of [anchorLengths[0], anchorLengths[1]]) {
    const found = thirds.flatMap((third, index) => bestOf(readEach(content, third), length, index === 2) ?? [])
    const [first] = found
    if (first === undefined) continue
    const near = first.at < 2 * block ? undefined : nearFront(content, length, Math.min(first.at, furthestFront))
    return withBreak(content, near === undefined ? found : [near, ...found], asset)
  }
  const change = findChange(content)
  return change === undefined ? [] : withBreak(content, [change], asset)
}

function withBreak(content: ByteReader, found: readonly Found[], asset: number): readonly Anchor[] {
  const [first] = found
  const broken = first === undefined ? undefined : breakAfter(content, first)
  return unique(broken === undefined ? found : [...found, broken]).map(({ at, bytes }) => ({ asset, at, bytes }))
}

type Block = { readonly start: number; readonly bytes: Uint8Array }

type Extent = { readonly start: number; readonly size: number }

/**
 * The front, the middle and the end: a truncated asset is told from one that is absent by which of them stand there. The end is looked through
 * from its end.
 */
function thirdsOf({ size }: ByteReader): readonly (readonly Extent[])[] {
  if (size <= 2 * block) {
    const part = Math.ceil(size / 3)
    return [0, part, 2 * part].map((start) => [{ start: Math.max(0, Math.min(start, size - reach)), size: part }])
  }
  const placeOf = (start: number): number => (start < 2 * block ? 0 : start >= size - 2 * block ? 2 : 1)
  const starts = sampledBlocks(size)
  const thirds = [0, 1, 2].map((place) => starts.filter((start) => placeOf(start) === place).map((start) => ({ start, size: block })))
  return thirds.map((third, index) => (index === 2 ? third.toReversed() : third))
}

/** Blocks whose bytes are not all the same, read when they are asked for: mostly the first is good enough. */
function* readEach(content: ByteReader, extents: readonly Extent[]): Generator<Block> {
  for (const { start, size } of extents) {
    const bytes = content.read(start, Math.min(size + reach, content.size - start))
    if (!isUniform(bytes)) yield { start, bytes }
  }
}

/** The first good anchor behind the front: many file systems begin with zeros. */
function nearFront(content: ByteReader, length: number, limit: number): Found | undefined {
  for (const one of tellingBlocks(content, 2 * block, limit)) {
    const found = bestOf([one], length)
    if (found !== undefined && found.score > 0) return found
  }
  return undefined
}

/** Starts of blocks: two at the front, some in the middle, two at the end, in order and without repetition. */
function sampledBlocks(size: number): readonly number[] {
  const last = Math.max(0, size - block)
  const middle = Array.from({ length: samples }, (_, index) => Math.floor((last * (index + 1)) / (samples + 1)))
  return [...new Set([0, Math.min(block, last), ...middle, Math.max(0, last - block), last])].sort((a, b) => a - b)
}

/** Blocks in a range whose bytes are not all the same. */
function* tellingBlocks(content: ByteReader, from: number, to: number): Generator<Block> {
  const buffer = new Uint8Array(64 * block + reach)
  for (let base = from; base < to; base += 64 * block) {
    const piece = readThrough(content, base, Math.min(buffer.length, content.size - base), buffer)
    if (isUniform(piece)) continue
    for (let at = 0; at < Math.min(piece.length, 64 * block, to - base); at += block) {
      const bytes = piece.subarray(at, at + block + reach)
      if (!isUniform(bytes)) yield { start: base + at, bytes }
    }
  }
}

/** Whether all bytes are the same: then the piece equals itself moved by one byte, which memcmp finds out at once. */
export function isUniform(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(0, -1), bytes.subarray(1)) === 0
}

type Found = { readonly at: number; readonly bytes: Uint8Array; readonly score: number }

/** The best anchor in some blocks, each looked through from one side; the first that is good enough ends the choice. */
function bestOf(blocks: Iterable<Block>, length: number, fromEnd = false): Found | undefined {
  let best: Found | undefined
  choice: for (const { start, bytes } of blocks) {
    const last = bytes.length - length
    for (let next = 0; last >= 0 && next < last + length / 4; next += length / 4) {
      const at = fromEnd ? Math.max(0, last - next) : Math.min(next, last)
      const window = bytes.subarray(at, at + length)
      const score = scoreOf(window)
      if (score > (best?.score ?? unusable)) best = { at: start + at, bytes: window, score }
      if (score >= length * goodEnough) break choice
    }
  }
  // Copied: a block may be a view of a buffer that is filled again.
  return best === undefined ? undefined : { ...best, bytes: Uint8Array.from(best.bytes) }
}

/** 256 random bytes hold 162 different values on average. */
const goodEnough = 0.55

function unique(found: readonly Found[]): readonly Found[] {
  return found.filter((one, index) => found.findIndex((other) => other.at === one.at) === index)
}

const seen = new Uint8Array(256)
const unusable = Number.NEGATIVE_INFINITY

/** Different bytes, less a penalty for runs of three. */
function scoreOf(window: Uint8Array): number {
  const end = window.length
  if (isBackward(window)) return unusable
  seen.fill(0)
  let [different, runs] = [0, 0]
  for (let index = 0; index < end; index++) {
    const byte = window[index] as number
    if (seen[byte] === 0) different += 1
    seen[byte] = 1
    if (index >= 2 && byte === window[index - 1] && byte === window[index - 2]) runs += 1
  }
  return different < end / 16 ? unusable : different - 8 * runs
}

/** Longer periods are not looked for. */
const longestPeriod = 64 * 1024

/**
 * Where an asset repeats itself, the first place where it does no more: an anchor that holds it is rare even in a binary that repeats the same.
 */
function breakAfter(content: ByteReader, { at, bytes }: Found): Found | undefined {
  const period = Buffer.from(content.read(at, longestPeriod + bytes.length)).indexOf(bytes, 1)
  if (period < 0) return undefined
  const next = at + period
  const place = next + firstDifference(content, at, content, next, content.size - next)
  for (let end = place + 1; end <= Math.min(content.size, place + bytes.length); end++) {
    const window = content.read(end - bytes.length, bytes.length)
    if (!isBackward(window)) return { at: end - bytes.length, bytes: Uint8Array.from(window), score: 0 }
  }
  return undefined
}

/** Far more than it takes where a place can be found at all. */
const mostBlocks = 256

/**
 * A place where bytes change, in an asset that is nearly all zeros or repeats a few bytes: an anchor that ends there, or begins there and is
 * looked for backwards. The first in the file of the greatest length.
 */
function findChange(content: ByteReader): Found | undefined {
  const first = new Map<number, Found>()
  let looked = 0
  for (const one of tellingBlocks(content, 0, content.size)) {
    for (const length of anchorLengths) {
      const found = first.has(length) ? undefined : changeIn(one, length)
      if (found !== undefined) first.set(length, found)
    }
    looked += 1
    if (looked === mostBlocks || first.has(anchorLengths[0])) break
  }
  return anchorLengths.flatMap((length) => first.get(length) ?? [])[0]
}

function changeIn({ start, bytes }: Block, length: number): Found | undefined {
  for (let at = 0; at + 3 <= bytes.length; at++) {
    if (isRun(bytes, at)) continue
    const begin = at + 3 >= length ? at + 3 - length : at
    if (begin + length <= bytes.length) return { at: start + begin, bytes: Uint8Array.from(bytes.subarray(begin, begin + length)), score: 0 }
  }
  return undefined
}

import type { ByteReader } from './reader.ts'

/**
 * An anchor is a short piece of an asset that the search looks for. The whole asset is compared where one is found, so an anchor
 * decides only how fast the search is. Its last three bytes never are equal: on a page of zeros such an anchor would stop the
 * search at every byte.
 */
export type Anchor = { readonly asset: number; readonly at: number; readonly bytes: Uint8Array }

/** Lengths of anchors, the best first. All anchors of one asset have the same length. */
export const anchorLengths = [256, 64, 16] as const

const block = 4096
/** Places that are looked at in the middle of an asset. */
const samples = 24

/** Up to three anchors: near the start, in the middle, near the end. None when every byte of the asset is the same, or nearly. */
export function chooseAnchors(content: ByteReader, asset: number): readonly Anchor[] {
  const blocks = sampledBlocks(content.size).map((start) => ({ start, bytes: content.read(start, block + 256) }))
  const thirds = thirdsOf(
    blocks.filter(({ bytes }) => !isUniform(bytes)),
    content.size,
  )
  for (const length of anchorLengths) {
    const found = thirds.flatMap((third) => bestOf(third, length) ?? [])
    if (found.length > 0) return unique(found).map(({ at, bytes }) => ({ asset, at, bytes }))
  }
  return walk(content, asset)
}

type Block = { readonly start: number; readonly bytes: Uint8Array }

/** The front, the middle and the end: a truncated asset is told from one that is absent by which of them stand there. */
function thirdsOf(blocks: readonly Block[], size: number): readonly (readonly Block[])[] {
  const placeOf = ({ start }: Block): number => (start < 2 * block ? 0 : start >= size - 2 * block ? 2 : 1)
  return [0, 1, 2].map((place) => blocks.filter((one) => placeOf(one) === place))
}

/** Assets that are nearly all zeros: every block is looked at, once. */
function walk(content: ByteReader, asset: number): readonly Anchor[] {
  const best = new Map<number, Found>()
  for (let start = 0; start < content.size && !best.has(anchorLengths[0]); start += block) {
    const bytes = content.read(start, block + 256)
    if (isUniform(bytes)) continue
    for (const length of anchorLengths) {
      const found = best.has(length) ? undefined : bestOf([{ start, bytes }], length)
      if (found !== undefined) best.set(length, found)
    }
  }
  const length = anchorLengths.find((one) => best.has(one))
  const found = length === undefined ? undefined : best.get(length)
  return found === undefined ? [] : [{ asset, at: found.at, bytes: found.bytes }]
}

/** Starts of blocks: two at the front, some in the middle, two at the end, in order and without repetition. */
function sampledBlocks(size: number): readonly number[] {
  const last = Math.max(0, size - block)
  const middle = Array.from({ length: samples }, (_, index) => Math.floor((last * (index + 1)) / (samples + 1)))
  return [...new Set([0, Math.min(block, last), ...middle, Math.max(0, last - block), last])].sort((a, b) => a - b)
}

/** Whether all bytes are the same: then the piece equals itself moved by one byte, which memcmp finds out at once. */
export function isUniform(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(0, -1), bytes.subarray(1)) === 0
}

type Found = { readonly at: number; readonly bytes: Uint8Array; readonly score: number }

/** The best anchor in some blocks; the first that is good enough ends the choice. */
function bestOf(blocks: readonly Block[], length: number): Found | undefined {
  let best: Found | undefined
  for (const { start, bytes } of blocks) {
    const last = bytes.length - length
    for (let next = 0; next < last + length / 4; next += length / 4) {
      const at = Math.min(next, last)
      const window = bytes.subarray(at, at + length)
      const score = last < 0 ? unusable : scoreOf(window)
      if (score > (best?.score ?? unusable)) best = { at: start + at, bytes: window, score }
      if (score >= length * goodEnough) return best
    }
  }
  return best
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
  if (window[end - 1] === window[end - 2] && window[end - 2] === window[end - 3]) return unusable
  seen.fill(0)
  let [different, runs] = [0, 0]
  for (let index = 0; index < end; index++) {
    const byte = window[index] as number
    if (seen[byte] === 0) different += 1
    seen[byte] = 1
    if (index >= 2 && byte === window[index - 1] && byte === window[index - 2]) runs += 1
  }
  return different < Math.max(3, end / 16) ? unusable : different - 8 * runs
}

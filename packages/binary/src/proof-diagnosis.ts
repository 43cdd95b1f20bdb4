import { blockHash, type ProvenContent, tailSize } from './proof.ts'
import { type ByteReader, readThrough } from './reader.ts'

/** What became of one proven content. Offsets count from the start of the binary; ranges within a content are as exact as its blocks. */
export type ProofFinding =
  /** Its sha256 is that of what stands at the offset; `moved` when that is not where it stood when the proof was written. */
  | { readonly state: 'whole'; readonly offset: number; readonly moved: boolean }
  /** Its first bytes stand there: at least `bytes` of them, and fewer than `below`. */
  | { readonly state: 'truncated'; readonly offset: number; readonly bytes: number; readonly below: number }
  /** It stands there, but the first byte that differs lies from `from` up to, and without, `to` of the content. */
  | { readonly state: 'altered'; readonly offset: number; readonly from: number; readonly to: number }
  /** Only a piece of it stands there: at least `bytes` bytes, from `from` of the content on. */
  | { readonly state: 'partial'; readonly offset: number; readonly from: number; readonly bytes: number }
  | { readonly state: 'absent' }

/** A place where a content may stand, and how many blocks from its front are right there. */
export type ProofPlace = { readonly offset: number; readonly good: number }

/** Places that are looked at closely, and blocks that are compared at each. */
const closely = { places: 8, samples: 64 }

export function isBlockAt(binary: ByteReader, { size, block, blocks }: ProvenContent, offset: number, index: number, buffer: Uint8Array): boolean {
  const [from, length] = [offset + index * block, Math.min(block, size - index * block)]
  return from >= 0 && from + length <= binary.size && blockHash(readThrough(binary, from, length, buffer)) === blocks[index]
}

/**
 * Of a content that is nowhere whole: the best of what is, named as `findContents` names it. A change in the last 64 bytes alone counts as
 * a cut.
 */
export function diagnoseProof(binary: ByteReader, content: ProvenContent, places: readonly ProofPlace[], buffer: Uint8Array): ProofFinding {
  const likely = [...places].sort((a, b) => b.good - a.good || a.offset - b.offset).slice(0, closely.places)
  const looks = likely.map((place) => look(binary, content, place, buffer)).sort((a, b) => b.right - a.right)
  return looks[0] === undefined ? { state: 'absent' } : judge(binary, content, looks[0], buffer)
}

type Look = {
  readonly place: ProofPlace
  /** Of the blocks that were compared: how many are right, and whether one is behind the first that is wrong. */
  readonly right: number
  readonly compared: number
  readonly behind: boolean
  /** One that is right, the first that was seen. */
  readonly some: number | undefined
}

/** Compares samples of the blocks. Blocks of zeros say nothing: they are right on any page of zeros. */
function look(binary: ByteReader, content: ProvenContent, place: ProofPlace, buffer: Uint8Array): Look {
  const zeros = blockHash(new Uint8Array(Math.min(content.block, content.size)))
  const telling = content.blocks.flatMap((hash, index) => (hash === zeros ? [] : [index]))
  const step = Math.max(1, telling.length / closely.samples)
  const samples = new Set([...Array.from({ length: Math.ceil(telling.length / step) }, (_, index) => Math.floor(index * step)), telling.length - 1])
  const right = [...samples].flatMap((index) => {
    const block = telling[index]
    return block !== undefined && isBlockAt(binary, content, place.offset, block, buffer) ? [block] : []
  })
  return { place, right: right.length, compared: samples.size, behind: right.some((index) => index > place.good), some: right[0] }
}

function judge(binary: ByteReader, content: ProvenContent, { place, right, compared, behind, some }: Look, buffer: Uint8Array): ProofFinding {
  const { size, block, blocks } = content
  const { offset, good } = place
  const end = (index: number): number => Math.min(size, index * block)
  const altered: ProofFinding = { state: 'altered', offset, from: end(good), to: end(good + 1) }
  // All blocks are right and the whole is not: somebody made their hashes fit.
  if (good === blocks.length) return { ...altered, from: 0, to: size }
  const fits = offset >= 0 && offset + size <= binary.size
  if (fits && ((behind && right * 2 >= compared) || tailStands(binary, content, place))) return altered
  if (good > 0) return { state: 'truncated', offset, bytes: end(good), below: end(good + 1) }
  if (some === undefined) return { state: 'absent' }
  let [from, to] = [some, some + 1]
  while (from > 0 && isBlockAt(binary, content, offset, from - 1, buffer)) from -= 1
  while (to < blocks.length && isBlockAt(binary, content, offset, to, buffer)) to += 1
  const bytes = end(to) - from * block
  // Programs of one language share their run time's code: a small piece says nothing.
  if (bytes < Math.max(4096, size / 16)) return { state: 'absent' }
  return { state: 'partial', offset: offset + from * block, from: from * block, bytes }
}

/** Whether only the last block is wrong, and the content's last bytes stand there: then it was not cut. */
function tailStands(binary: ByteReader, { size, tail, blocks }: ProvenContent, { offset, good }: ProofPlace): boolean {
  const length = tailSize(size)
  const bytes = good < blocks.length - 1 ? new Uint8Array() : binary.read(offset + size - length, length)
  return bytes.some((byte) => byte !== 0) && blockHash(bytes) === tail
}

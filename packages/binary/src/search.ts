import { type ByteReader, readThrough } from './reader.ts'
import { type Anchor, anchorLengths, chooseAnchors, isUniform } from './search-anchors.ts'
import { commonBefore, firstDifference, shareOfEqual } from './search-compare.ts'
import { findByRollingHash } from './search-rolling.ts'
import { createScanner, type Scanner } from './search-scan.ts'

/** Shorter contents stand in large files by chance. */
export const smallestAsset = 64

/** What became of one asset in a binary. Offsets count from the start of the binary. */
export type Finding =
  /** Every byte stands there, one after the other. */
  | { readonly state: 'whole'; readonly offset: number }
  /** Only the first `bytes` bytes stand there. */
  | { readonly state: 'truncated'; readonly offset: number; readonly bytes: number }
  /** It stands there, but at `differs` (from the asset's start) another byte stands for the first time. */
  | { readonly state: 'altered'; readonly offset: number; readonly differs: number }
  /** Only a piece of it stands there: `bytes` bytes, from `from` of the asset on. */
  | { readonly state: 'partial'; readonly offset: number; readonly from: number; readonly bytes: number }
  | { readonly state: 'absent' }
  /** Too little content for an answer that means anything. */
  | { readonly state: 'refused'; readonly reason: 'empty' | 'tiny' | 'uniform' }

export type SearchOptions = {
  /** Bytes that are read at a time; more than an anchor. Default: 512 KiB, which stays in the processor's cache. */
  readonly chunk?: number
  /** Failed candidates of one asset after which it is looked for by a rolling hash. Default: 1000. */
  readonly patience?: number
}

type Attempt = { readonly offset: number; readonly differs: number; readonly anchor: number }

/** One asset while it is looked for. */
type Hunt = {
  readonly content: ByteReader
  finding: Finding | undefined
  readonly tried: Map<number, Attempt>
  /** Bytes that were compared at places where it was not. */
  compared: number
  /** True when its anchors stand at so many places that a rolling hash is cheaper. */
  given: boolean
}

type Range = { readonly from: number; readonly to: number }

/**
 * Finds out of each asset whether all of its bytes stand in the binary, contiguously, and where. Reads the binary once, in pieces,
 * and each asset once; memory does not grow with either. Assets may be equal, overlap, or hold one another.
 */
export function findContents(binary: ByteReader, assets: readonly ByteReader[], options: SearchOptions = {}): readonly Finding[] {
  const hunts = assets.map((content): Hunt => ({ content, finding: refusalOf(content), tried: new Map(), compared: 0, given: false }))
  const anchors = hunts.flatMap((hunt, index) => (hunt.finding === undefined ? chooseAnchors(hunt.content, index) : []))
  const scanners = anchorLengths.flatMap((length) => {
    const fitting = anchors.filter(({ bytes }) => bytes.length === length)
    return fitting.length === 0 ? [] : [createScanner(fitting, length)]
  })
  const search = { binary, hunts, scanners, chunk: options.chunk ?? 512 * 1024, patience: options.patience ?? 1000 }
  const skipped = pass(search, { from: 0, to: binary.size }, true)
  // What was compared whole was not scanned: another asset may stand in it, or lie across its edge.
  const margin = anchorLengths[0] - 1
  for (const { from, to } of skipped) pass(search, { from: Math.max(0, from - margin), to: Math.min(binary.size, to + margin) }, false)
  for (const [index, hunt] of hunts.entries()) {
    const anchored = anchors.some(({ asset }) => asset === index)
    if (hunt.finding === undefined && (hunt.given || !anchored)) hunt.finding = settle(binary, hunt)
  }
  return hunts.map((hunt) => hunt.finding ?? diagnose(binary, hunt))
}

function refusalOf(content: ByteReader): Finding | undefined {
  if (content.size === 0) return { state: 'refused', reason: 'empty' }
  if (content.size < smallestAsset) return { state: 'refused', reason: 'tiny' }
  const first = content.read(0, 1)[0] as number
  for (let at = 0; at < content.size; at += 65_536) {
    const bytes = content.read(at, 65_537)
    if (bytes[0] !== first || !isUniform(bytes)) return undefined
  }
  return { state: 'refused', reason: 'uniform' }
}

function settle(binary: ByteReader, hunt: Hunt): Finding | undefined {
  const offset = findByRollingHash(binary, hunt.content)
  return offset === undefined ? undefined : { state: 'whole', offset }
}

type Search = {
  readonly binary: ByteReader
  readonly hunts: readonly Hunt[]
  readonly scanners: readonly Scanner[]
  readonly chunk: number
  readonly patience: number
}

/** Scans a range of the binary for all open hunts; answers the ranges that were compared and therefore not scanned. */
function pass(search: Search, range: Range, skip: boolean): readonly Range[] {
  const { binary, hunts, scanners, chunk, patience } = search
  const skipped: Range[] = []
  const buffer = new Uint8Array(chunk)
  const places = new Map(scanners.map((scanner) => [scanner, range.from]))
  const placeOf = (scanner: Scanner): number => places.get(scanner) ?? range.to
  const isActive = (scanner: Scanner): boolean => placeOf(scanner) + scanner.length <= range.to && scanner.anchors.some(({ asset }) => isOpen(hunts[asset]))
  for (let active = scanners.filter(isActive); active.length > 0; active = active.filter(isActive)) {
    const base = active.reduce((least, scanner) => Math.min(least, placeOf(scanner)), range.to)
    const size = Math.min(chunk, range.to - base)
    const bytes = readThrough(binary, base, size, buffer)
    if (bytes.length < size) return skipped
    const onAnchor = (anchor: Anchor, at: number): number => {
      const end = tryCandidate(binary, hunts[anchor.asset], anchor, at, patience)
      if (end === undefined || !skip) return at + 1
      skipped.push({ from: at, to: end })
      return end
    }
    for (const scanner of active) places.set(scanner, scanner.scan(bytes, base, placeOf(scanner), onAnchor))
  }
  return skipped
}

function isOpen(hunt: Hunt | undefined): boolean {
  return hunt !== undefined && hunt.finding === undefined && !hunt.given
}

/** Compares the whole asset where one of its anchors stands. Answers the end of the asset when it is there. */
function tryCandidate(binary: ByteReader, hunt: Hunt | undefined, anchor: Anchor, at: number, patience: number): number | undefined {
  if (hunt === undefined || !isOpen(hunt)) return undefined
  const offset = at - anchor.at
  if (hunt.tried.has(offset)) return undefined
  const { size } = hunt.content
  const differs = offset < 0 ? 0 : firstDifference(binary, offset, hunt.content, 0, size)
  if (differs === size) {
    hunt.finding = { state: 'whole', offset }
    return offset + size
  }
  hunt.tried.set(offset, { offset, differs, anchor: anchor.at })
  hunt.compared += differs + 4096
  hunt.given = hunt.tried.size >= patience || hunt.compared > 16 * 1024 * 1024 + 4 * size
  return undefined
}

/** Of an asset that is not there whole: the best of what is. */
function diagnose(binary: ByteReader, { content, tried }: Hunt): Finding {
  const likely = [...tried.values()].sort((a, b) => b.differs - a.differs || a.offset - b.offset).slice(0, 16)
  const pieces = likely.map((attempt) => pieceAt(binary, content, attempt)).sort((a, b) => b.bytes - a.bytes)
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
function pieceAt(binary: ByteReader, content: ByteReader, { offset, anchor, differs }: Attempt): Piece {
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

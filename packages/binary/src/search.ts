import type { ByteReader } from './reader.ts'
import { chooseAnchors, isUniform } from './search-anchors.ts'
import { firstDifference } from './search-compare.ts'
import { crawl } from './search-crawl.ts'
import { diagnose, type Tried } from './search-diagnosis.ts'
import { type Attempt, createLead, isUndecided, type Lead, runChase } from './search-pass.ts'
import { findByHash, rollingHashOf } from './search-rolling.ts'

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
  /** Failed tries at one of an asset's anchors after which that anchor is given up. Default: 1000. */
  readonly patience?: number
}

/** One asset while it is looked for. */
type Hunt = {
  readonly content: ByteReader
  readonly leads: readonly Lead[]
  readonly tried: Map<number, Tried>
  finding: Finding | undefined
}

/**
 * Finds out of each asset whether all of its bytes stand in the binary, contiguously, and where. Reads the binary once, in pieces,
 * and each asset once; memory does not grow with either. Assets may be equal, overlap, or hold one another.
 */
export function findContents(binary: ByteReader, assets: readonly ByteReader[], options: SearchOptions = {}): readonly Finding[] {
  const patience = options.patience ?? 1000
  const hunts = assets.map((content, index): Hunt => {
    const finding = refusalOf(content)
    const leads = finding === undefined ? chooseAnchors(content, index).map(createLead) : []
    return { content, leads, tried: new Map(), finding }
  })
  runChase({
    binary,
    leads: hunts.flatMap(({ leads }) => leads),
    chunk: options.chunk ?? 512 * 1024,
    patience,
    sizeOf: (asset) => hunts[asset]?.content.size ?? 0,
    isOpen: (asset) => hunts[asset]?.finding === undefined,
    attempt: (lead, offset) => attempt(binary, hunts[lead.asset] as Hunt, lead, offset),
  })
  return hunts.map((hunt) => hunt.finding ?? settle(binary, hunt, patience) ?? diagnose(binary, hunt.content, [...hunt.tried.values()]))
}

function refusalOf(content: ByteReader): Finding | undefined {
  if (content.size === 0) return { state: 'refused', reason: 'empty' }
  if (content.size < smallestAsset) return { state: 'refused', reason: 'tiny' }
  const first = content.read(0, 1)[0] as number
  // A byte more than a step, so that no change is missed between two; most contents tell it in the first few.
  for (let at = 0, step = 64; at < content.size; at += step, step = 65_536) {
    const bytes = content.read(at, step + 1)
    if (bytes[0] !== first || !isUniform(bytes)) return undefined
  }
  return { state: 'refused', reason: 'uniform' }
}

/** Compares the whole asset where one of its anchors stands. */
function attempt(binary: ByteReader, hunt: Hunt, { at: anchor }: Lead, offset: number): Attempt | undefined {
  if (hunt.tried.has(offset)) return undefined
  const { size } = hunt.content
  const differs = offset < 0 ? 0 : firstDifference(binary, offset, hunt.content, 0, size)
  if (differs === size) {
    hunt.finding = { state: 'whole', offset }
    return { end: offset + size, compared: size }
  }
  hunt.tried.set(offset, { offset, differs, anchor })
  return { end: undefined, compared: differs }
}

/** What the anchors could not tell: they are missing, or stand at too many places. */
function settle(binary: ByteReader, { content, leads }: Hunt, patience: number): Finding | undefined {
  if (!isUndecided(leads)) return undefined
  const [lead] = leads
  const crawled = lead === undefined ? { left: undefined } : crawl(binary, content, lead, patience)
  if ('offset' in crawled) return { state: 'whole', offset: crawled.offset }
  if (crawled.left?.length === 0) return undefined
  const isThere = (at: number): boolean => firstDifference(binary, at, content, 0, content.size) === content.size
  const offset = findByHash(binary, content.size, rollingHashOf(content), isThere, crawled.left)
  return offset === undefined ? undefined : { state: 'whole', offset }
}

import type { Range } from './ranges.ts'
import { type ByteReader, readThrough } from './reader.ts'
import { type Anchor, anchorLengths, isBackward } from './search-anchors.ts'
import { createScanners, type Scanner } from './search-scan.ts'

/**
 * One anchor while its asset is looked for. An asset that stands somewhere whole stands where each of its anchors does: as long as one of
 * them was tried at all of its places, and the asset at none of them, it is nowhere.
 */
export type Lead = Anchor & {
  tries: number
  /** Bytes that were compared where the asset was not. */
  compared: number
  /** True when it stands at so many places that they are no longer tried. */
  spent: boolean
}

export type Attempt = {
  /** The end of the asset, when it stands there whole. */
  readonly end: number | undefined
  /** Bytes that were compared. */
  readonly compared: number
}

/** Some assets that are looked for together. They are known by their index. */
export type Chase = {
  readonly binary: ByteReader
  readonly leads: readonly Lead[]
  /** Bytes that are read at a time; more than an anchor. */
  readonly chunk: number
  /** Tries of one anchor after which it is spent. */
  readonly patience: number
  readonly sizeOf: (asset: number) => number
  readonly isOpen: (asset: number) => boolean
  /** Looks whether an asset begins at a place; undefined where it was looked at before. */
  readonly attempt: (lead: Lead, offset: number) => Attempt | undefined
}

export function createLead(anchor: Anchor): Lead {
  return { ...anchor, tries: 0, compared: 0, spent: false }
}

/** Looks for all open assets, and calls `attempt` where one may begin. Reads the binary once, and what was compared whole at most once more. */
export function runChase(chase: Chase): void {
  const { binary, leads } = chase
  const scanners = anchorLengths.flatMap((length) =>
    createScanners(
      leads.filter(({ bytes }) => bytes.length === length),
      length,
    ),
  )
  const buffer = new Uint8Array(chase.chunk)
  const skipped = pass(chase, scanners, { from: 0, to: binary.size }, true, buffer)
  // What was compared whole was not scanned: another asset may stand in it, or lie across its edge.
  const margin = anchorLengths[0] - 1
  for (const { from, to } of skipped) {
    pass(chase, scanners, { from: Math.max(0, from - margin), to: Math.min(binary.size, to + margin) }, false, buffer)
  }
}

/** Scans a range of the binary; answers the ranges that were compared and therefore not scanned. */
function pass(chase: Chase, scanners: readonly Scanner<Lead>[], range: Range, skip: boolean, buffer: Uint8Array): readonly Range[] {
  const skipped: Range[] = []
  const places = new Map(scanners.map((scanner) => [scanner, range.from]))
  const placeOf = (scanner: Scanner<Lead>): number => places.get(scanner) ?? range.to
  const isActive = (scanner: Scanner<Lead>): boolean =>
    placeOf(scanner) + scanner.length <= range.to && scanner.anchors.some(({ asset, spent }) => !spent && chase.isOpen(asset))
  const onAnchor = (lead: Lead, at: number): number => {
    const end = tryLead(chase, lead, at)
    if (lead.spent) for (const scanner of scanners) scanner.forget(lead)
    if (end === undefined || !skip || isBackward(lead.bytes)) return at + 1
    skipped.push({ from: at, to: end })
    return end
  }
  for (let active = scanners.filter(isActive); active.length > 0; active = active.filter(isActive)) {
    const base = active.reduce((least, scanner) => Math.min(least, placeOf(scanner)), range.to)
    const size = Math.min(buffer.length, range.to - base)
    const bytes = readThrough(chase.binary, base, size, buffer)
    if (bytes.length < size) return skipped
    for (const scanner of active) places.set(scanner, scanner.scan(bytes, base, placeOf(scanner), onAnchor))
  }
  return skipped
}

/** Bytes that may be compared in vain for one anchor. */
const fairShare = (size: number): number => 16 * 1024 * 1024 + 2 * size
/** What a failed try costs at least. */
const leastCost = 4096

function tryLead(chase: Chase, lead: Lead, at: number): number | undefined {
  if (lead.spent || !chase.isOpen(lead.asset)) return undefined
  const attempt = chase.attempt(lead, at - lead.at)
  if (attempt === undefined || attempt.end !== undefined) return attempt?.end
  lead.tries += 1
  lead.compared += attempt.compared + leastCost
  lead.spent = lead.tries >= chase.patience || lead.compared > fairShare(chase.sizeOf(lead.asset))
  return undefined
}

/**
 * Whether an asset that was not found may stand somewhere all the same: all of its anchors were given up, or it has none. Then only a search
 * that looks at every byte can tell.
 */
export function isUndecided(leads: readonly Lead[]): boolean {
  return leads.every(({ spent }) => spent)
}

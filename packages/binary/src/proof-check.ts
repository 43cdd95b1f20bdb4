import { createHash } from 'node:crypto'
import type { ProofManifest, ProvenContent } from './proof.ts'
import { diagnoseProof, isBlockAt, type ProofFinding, type ProofPlace } from './proof-diagnosis.ts'
import { type ByteReader, readThrough } from './reader.ts'
import { rangesFrom } from './search-crawl.ts'
import { type Attempt, createLead, isUndecided, type Lead, runChase } from './search-pass.ts'
import { findByHash } from './search-rolling.ts'

export type CheckedContent = { readonly path: string; readonly finding: ProofFinding }

const piece = 256 * 1024

/** One content that is not at its old place, while it is looked for. */
type Hunt = { readonly content: ProvenContent; readonly leads: readonly Lead[]; readonly places: Map<number, ProofPlace>; found: number | undefined }

/**
 * Checks a proof against a binary without the assets: by the sha256 of the range where each content stood, and where that is another's, by
 * its windows wherever it stands now. Reads each content once where nothing moved; else the binary once or twice more, whatever it holds.
 */
export function checkProof(binary: ByteReader, manifest: ProofManifest): readonly CheckedContent[] {
  // A block that is larger than the binary does not stand in it.
  const buffer = new Uint8Array(
    Math.min(
      Math.max(piece, binary.size),
      manifest.contents.reduce((most, { block }) => Math.max(most, block), piece),
    ),
  )
  const settled = manifest.contents.map((content) => (isWholeAt(binary, content, content.offset, buffer) ? content.offset : undefined))
  const moved = manifest.contents.filter((_, index) => settled[index] === undefined)
  const hunts = moved.map((content, index): Hunt => ({ content, leads: leadsOf(content, index), places: new Map(), found: undefined }))
  for (const hunt of hunts) attempt(binary, hunt, hunt.content.offset, buffer)
  runChase({
    binary,
    leads: hunts.flatMap(({ leads }) => leads),
    chunk: 512 * 1024,
    patience: 1000,
    sizeOf: (asset) => hunts[asset]?.content.size ?? 0,
    isOpen: (asset) => hunts[asset]?.found === undefined,
    attempt: ({ asset }, offset) => attempt(binary, hunts[asset] as Hunt, offset, buffer),
  })
  return manifest.contents.map((content, index) => {
    const hunt = hunts.find((one) => one.content === content)
    return { path: content.path, finding: hunt === undefined ? { state: 'whole', offset: settled[index] ?? 0, moved: false } : conclude(binary, hunt, buffer) }
  })
}

function leadsOf(content: ProvenContent, asset: number): readonly Lead[] {
  return content.windows.map(({ at, bytes }) => createLead({ asset, at, bytes: Buffer.from(bytes, 'base64') }))
}

function isWholeAt(binary: ByteReader, { size, sha256 }: ProvenContent, offset: number, buffer: Uint8Array): boolean {
  if (offset < 0 || offset + size > binary.size) return false
  const sum = createHash('sha256')
  for (let done = 0; done < size; done += piece) sum.update(readThrough(binary, offset + done, Math.min(piece, size - done), buffer))
  return sum.digest('hex') === sha256
}

function attempt(binary: ByteReader, hunt: Hunt, offset: number, buffer: Uint8Array): Attempt | undefined {
  const { content, places } = hunt
  if (places.has(offset) || offset + content.size <= 0 || offset >= binary.size) return undefined
  let good = 0
  while (good < content.blocks.length && isBlockAt(binary, content, offset, good, buffer)) good += 1
  places.set(offset, { offset, good })
  // All blocks may be right by 8 bytes of their hashes each; the whole sha256 decides.
  if (good === content.blocks.length && isWholeAt(binary, content, offset, buffer)) hunt.found = offset
  return { end: hunt.found === undefined ? undefined : offset + content.size, compared: (good + 1) * content.block }
}

function conclude(binary: ByteReader, { content, leads, places, found }: Hunt, buffer: Uint8Array): ProofFinding {
  const whole = found ?? roll(binary, content, leads, buffer)
  if (whole !== undefined) return { state: 'whole', offset: whole, moved: whole !== content.offset }
  return diagnoseProof(binary, content, [...places.values()], buffer)
}

/** Where its windows could not tell: it has none, or they stand at too many places. */
function roll(binary: ByteReader, content: ProvenContent, leads: readonly Lead[], buffer: Uint8Array): number | undefined {
  if (content.rolling === undefined || !isUndecided(leads)) return undefined
  const [lead] = leads
  const ranges = lead === undefined ? undefined : rangesFrom(binary, lead, content.size, 0)
  return findByHash(binary, content.size, content.rolling | 0, (at) => isWholeAt(binary, content, at, buffer), ranges)
}

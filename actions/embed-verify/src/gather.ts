import { type ByteReader, checkProof, detectPacking, type NativeFile, type ProofManifest, partOf, sniff } from '@slipway/binary'
import type { Ports } from '@slipway/host'
import { hexOf, ok, type Problem, type Result } from '@slipway/kernel'
import type { Asset } from './declare.ts'
import type { AssetFacts, AssetFile, Facts, Place } from './facts.ts'
import { readMembers } from './members.ts'
import type { OpenFiles } from './open-files.ts'
import { type Part, partsOf, searchParts } from './places.ts'
import { describeEmbeds, extrasIn, hasTables, listTables, placesByName, sizesOf, type Tables } from './tables.ts'

/** What is looked for, and where. */
export type Question = Pick<Facts, 'platform' | 'guest' | 'floor' | 'declared'> & {
  readonly path: string
  readonly native: Result<NativeFile, Problem>
  readonly assets: readonly Asset[]
  /** Those of them that a person declared. What only the sources name may be an old version that a pattern of theirs picks up. */
  readonly byHand: readonly Asset[]
  /** What `extra` says, and the paths of files that match it and are not declared by a person. */
  readonly patterns: readonly string[]
  readonly extras: readonly string[]
  readonly proof: { readonly file: string; readonly manifest: ProofManifest } | undefined
}

/** So many are looked for at once before the tables of a Go program are asked first where each stands. */
const fewAssets = 64

type Opened = { readonly asset: Asset; readonly reader: Result<ByteReader, Problem> }
type Extra = { readonly path: string; readonly reader: ByteReader }

/** Reads the binary about once, and each asset once. None is held in memory. */
export async function gather(question: Question, binary: ByteReader, open: OpenFiles['open'], ports: Ports): Promise<Facts> {
  const { path, native, platform, guest, floor, declared, assets, proof } = question
  const file = native.ok ? native.value : undefined
  const opened: Opened[] = []
  for (const asset of assets) opened.push({ asset, reader: await open(asset.path) })
  const files: AssetFacts['file'][] = []
  for (const one of opened) files.push(await readAsset(one, ports))
  const extras = await openExtras(question.extras, open)
  const parts = partsOf(file, binary.size)
  const { places, tables } = locate(question, binary, parts, opened, extras)
  return {
    binary: { path, size: binary.size, native, packing: file === undefined ? [] : detectPacking(binary, file) },
    platform,
    guest,
    floor,
    declared,
    assets: opened.map(({ asset }, index) => describe(asset, files[index] as AssetFacts['file'], places[index] ?? [], tables)),
    embeds: tables === undefined ? undefined : describeEmbeds(binary, tables, assets, declared),
    extras: [
      ...extras.map(({ path, reader }, index) => ({ path, size: reader.size, places: places[opened.length + index] ?? [] })),
      ...(tables === undefined ? [] : extrasIn(tables, question.patterns, question.byHand, question.extras)),
    ],
    proof: proof === undefined ? undefined : checkContents(binary, parts, proof),
  }
}

function describe(asset: Asset, file: AssetFacts['file'], places: readonly Place[], tables: Tables | undefined): AssetFacts {
  return { asset, file, places, named: tables === undefined || isSettled(places) ? [] : sizesOf(tables, asset) }
}

async function openExtras(paths: readonly string[], open: OpenFiles['open']): Promise<readonly Extra[]> {
  const opened: Extra[] = []
  for (const path of paths) {
    const reader = await open(path)
    if (reader.ok) opened.push({ path, reader: reader.value })
  }
  return opened
}

async function readAsset({ asset, reader }: Opened, ports: Ports): Promise<Result<AssetFile, Problem>> {
  if (!reader.ok) return reader
  const sniffed = sniff(reader.value)
  const sha256 = asset.sha256 === undefined ? undefined : hexOf((await ports.files.digest(asset.path)).digest)
  return ok({ size: reader.value.size, sha256, sniffed, members: await readMembers(reader.value, sniffed, asset.members) })
}

type Located = { readonly places: readonly (readonly Place[])[]; readonly tables: Tables | undefined }

/**
 * Finds everything that is open. A Go program's tables say where a file stands: that is needed for files that are too small to be looked
 * for, and is faster for many; for few large ones it is faster to pass over what was found when the tables are listed.
 */
function locate({ native, declared }: Question, binary: ByteReader, parts: readonly Part[], opened: readonly Opened[], extras: readonly Extra[]): Located {
  const file = native.ok ? native.value : undefined
  const readers = [...opened.map(({ reader }) => (reader.ok ? reader.value : undefined)), ...extras.map(({ reader }) => reader)]
  const isGo = file !== undefined && (!declared || hasTables(binary, file))
  const early = isGo && readers.length > fewAssets ? listTables(binary, file, []) : undefined
  const named = (index: number, tables: Tables | undefined): readonly Place[] | undefined => {
    const [asset, reader] = [opened[index]?.asset, readers[index]]
    const isKnown = tables !== undefined && file !== undefined && asset !== undefined && reader !== undefined
    return isKnown ? placesByName(binary, file, parts, asset, reader, tables) : undefined
  }
  const known = readers.map((_, index) => named(index, early))
  const open = readers.flatMap((reader, index) => (reader === undefined || known[index] !== undefined ? [] : [{ reader, index }]))
  const searched = searchParts(
    binary,
    file,
    parts,
    open.map(({ reader }) => reader),
  )
  const found = new Map(open.map(({ index }, at) => [index, searched[at] ?? []]))
  const places = readers.map((_, index) => known[index] ?? found.get(index) ?? [])
  const tables = early ?? (isGo ? listTables(binary, file, rangesOf(places, readers)) : undefined)
  return { places: places.map((list, index) => (isSettled(list) ? list : (named(index, tables) ?? list))), tables }
}

function isSettled(places: readonly Place[]): boolean {
  return places.length > 0 && places.every(({ finding }) => finding.state === 'whole')
}

/** The ranges of the binary in which something stands whole. */
function rangesOf(
  places: readonly (readonly Place[])[],
  readers: readonly (ByteReader | undefined)[],
): readonly { readonly from: number; readonly to: number }[] {
  return places.flatMap((list, index) =>
    list.flatMap(({ finding }) => (finding.state === 'whole' ? [{ from: finding.offset, to: finding.offset + (readers[index]?.size ?? 0) }] : [])),
  )
}

/** Each image of a universal binary has to hold everything. */
function checkContents(binary: ByteReader, parts: readonly Part[], { file, manifest }: NonNullable<Question['proof']>): Facts['proof'] {
  const checked = parts.flatMap(({ name, offset, size }) => {
    const contents = manifest.contents.map((content) => ({ ...content, offset: Math.max(0, content.offset - offset) }))
    return checkProof(partOf(binary, offset, size), { ...manifest, contents }).map(({ path, finding }, index) => ({
      path,
      image: name,
      finding: finding.state === 'absent' ? finding : { ...finding, offset: finding.offset + offset },
      size: contents[index]?.size ?? 0,
      sha256: contents[index]?.sha256 ?? '',
    }))
  })
  return { file, checked }
}

import { type ByteReader, checkEmbedded, type EmbedEntry, isGoProgram, listEmbeds, type NativeFile, partOf, sniff } from '@slipway/binary'
import type { Problem } from '@slipway/kernel'
import type { Asset } from './declare.ts'
import { isMeant } from './extras.ts'
import type { EmbedFacts, Facts, Place } from './facts.ts'
import { type Part, placeByName } from './places.ts'

/** What the tables of a Go program's images say. */
export type Tables = {
  /** Of each image. */
  readonly entries: readonly (readonly EmbedEntry[])[]
  /** Files of each image by the last part of their names: a program may embed thousands. */
  readonly files: readonly ReadonlyMap<string, readonly EmbedEntry[]>[]
  readonly count: number
  readonly doubts: readonly Problem[]
}

export function hasTables(binary: ByteReader, file: NativeFile): boolean {
  return file.images.some((image) => isGoProgram(binary, image))
}

/** Reads the read-only data of each image once, less what is known to be an asset. */
export function listTables(binary: ByteReader, file: NativeFile, except: readonly { readonly from: number; readonly to: number }[]): Tables {
  const listings = file.images.map((image) => listEmbeds(binary, image, except))
  const entries = listings.map(({ tables }) => tables.flatMap((table) => table.entries))
  return {
    entries,
    files: entries.map((list) =>
      groupByBase(
        list.filter(({ kind }) => kind === 'file'),
        ({ name }) => name,
      ),
    ),
    count: listings.reduce((sum, { tables }) => sum + tables.length, 0),
    doubts: listings.flatMap(({ doubts }) => doubts),
  }
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** By the last part of their paths. Not `Map.groupBy`: a maintainer's Node.js may be older than a runner's. */
function groupByBase<T>(list: readonly T[], pathOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const base = baseOf(pathOf(one))
    const group = groups.get(base)
    if (group === undefined) groups.set(base, [one])
    else group.push(one)
  }
  return groups
}

/** Entries of an image that may be an asset: a name in a table is a path in its package's folder, which may lie anywhere. */
function entriesFor({ files }: Tables, image: number, { path, embedName }: Asset): readonly EmbedEntry[] {
  const alike = files[image]?.get(baseOf(path)) ?? []
  return alike.filter(({ name }) => (embedName === undefined ? path === name || path.endsWith(`/${name}`) : embedName === name))
}

/** Undefined when the tables of one image do not hold the asset under its name. */
export function placesByName(
  binary: ByteReader,
  file: NativeFile,
  parts: readonly Part[],
  asset: Asset,
  reader: ByteReader,
  tables: Tables,
): readonly Place[] | undefined {
  const places = parts.map((part, image) => placeByName(binary, file, part, reader, entriesFor(tables, image, asset)))
  return places.every((place) => place !== undefined) ? places : undefined
}

/** How large the tables say that an asset is. */
export function sizesOf(tables: Tables, asset: Asset): readonly number[] {
  return [...new Set(tables.files.flatMap((_, image) => entriesFor(tables, image, asset).map(({ size }) => size)))]
}

/** Files that match a pattern of `extra`, were embedded and are not there any more: their names are left. */
export function extrasIn(tables: Tables, patterns: readonly string[], assets: readonly Asset[], known: readonly string[]): Facts['extras'] {
  if (patterns.length === 0) return []
  const isKnown = namesOf(assets)
  const files = tables.entries
    .flat()
    .filter(
      ({ name, kind }) => kind === 'file' && !isKnown(name) && !known.some((path) => path === name || path.endsWith(`/${name}`)) && isMeant(name, patterns),
    )
  return files.map(({ name, size, offset }) => ({
    path: name,
    size,
    places: [{ image: '', finding: { state: 'whole', offset: offset ?? 0 }, section: undefined, loaded: true }],
  }))
}

/** Whether a name in a table is one of some assets'. */
function namesOf(assets: readonly Asset[]): (name: string) => boolean {
  const byBase = groupByBase(assets, ({ path }) => path)
  return (name) =>
    (byBase.get(baseOf(name)) ?? []).some(({ path, embedName }) => (embedName === undefined ? path === name || path.endsWith(`/${name}`) : embedName === name))
}

/** The files of all tables. What is declared was looked at by itself; the bytes are compared with the compiler's hash where nothing else was proven. */
export function describeEmbeds(binary: ByteReader, { entries, count, doubts }: Tables, assets: readonly Asset[], declared: boolean): Facts['embeds'] {
  const isDeclared = namesOf(assets)
  const files = entries.flat().map((entry): EmbedFacts => {
    const known = isDeclared(entry.name)
    const content = entry.offset === undefined || known ? undefined : partOf(binary, entry.offset, entry.size)
    return {
      entry,
      declared: known,
      sniffed: content === undefined ? undefined : sniff(content),
      state: declared ? 'unknown' : checkEmbedded(binary, entry),
    }
  })
  return { files, tables: count, doubts }
}

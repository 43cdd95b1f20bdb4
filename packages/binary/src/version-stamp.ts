import type { Problem } from '@slipway/kernel'
import { listEmbeds } from './embed-tables.ts'
import { Malformed } from './fields.ts'
import { readGoBuildInfo } from './go-build-info.ts'
import { type NativeImage, offsetOf, type Section } from './image.ts'
import { findNestedImages } from './nested-images.ts'
import { readPointerForm } from './pointers.ts'
import { isWithin, mergeRanges, type Range } from './ranges.ts'
import type { ByteReader } from './reader.ts'
import { findStringHeaders } from './string-headers.ts'
import { isModuleText, isOfPackage, isOwnWord, type Occurrence, occurrencesOf, textAround } from './version-text.ts'

/** Where a program's version stands in it. Offsets count from the start of the file; `around` is the text there, unprintable bytes as dots. */
export type VersionStamp =
  /** A string of the program is exactly this version: a pointer to it and its length stand in the program's own data. */
  | { readonly state: 'string'; readonly offset: number; readonly section: string | undefined }
  /** It stands as a word of its own in the program's own data, maybe within a longer text. */
  | { readonly state: 'text'; readonly offset: number; readonly section: string | undefined; readonly around: string }
  /** Only Go's build information has it, as the version of the main module, whatever `-X` said: the program shows it if it asks runtime/debug. */
  | { readonly state: 'module' }
  /** It stands there only as a part of another version, such as `1.2.3-rc.1` where `1.2.3` is looked for. */
  | { readonly state: 'longer'; readonly offset: number; readonly around: string }
  /** It stands only in what the program embeds, in what Go recorded of the build, in debug data or behind the program. */
  | { readonly state: 'elsewhere'; readonly offset: number; readonly where: string }
  | { readonly state: 'absent' }
  /** There is so much in the file that looks like it that nothing can be said. */
  | { readonly state: 'unclear'; readonly problem: Problem }

export type StampOptions = {
  /** Places of files that the program is known to embed, such as `findContents` found: what stands in them does not count. */
  readonly embedded?: readonly { readonly name: string; readonly offset: number; readonly size: number }[]
}

/**
 * Finds the version that a program was stamped with in the program's own data, not in a program or a file that it embeds. `1.2.3` and
 * `v1.2.3` count as the same, and either may be given.
 *
 * It proves that the text stands there, not that the program shows it. `string` is the strongest: Go's `-X`, and string constants of Go
 * and Rust that have a header, leave a pointer to exactly this text. `text` may also be the version of something else that happens to be
 * the same, and a text file that is embedded as a `string` or `[]byte` counts as the program's own unless `options` name its place: nothing in
 * the program marks it. Helpers are told apart by the tables of `embed.FS` and by their own headers, so one that is cut so short that its
 * headers make no sense counts as the program's own too. A program that is packed or that makes its version up when it runs has none.
 * Reads the image once, and again only as far as the question needs.
 */
export function findVersionStamp(reader: ByteReader, image: NativeImage, version: string, options: StampOptions = {}): VersionStamp {
  const bare = version.replace(/^v(?=[0-9])/, '')
  const { found: all, more } = occurrencesOf(reader, bare, ownRanges(image))
  const known = knownRanges(reader, image, options)
  const [inside, own] = split(
    all,
    (one) => known.find(({ offset, size }) => one.offset >= offset && one.offset < offset + size)?.name ?? bookkeeping(reader, one),
  )
  const exact = findExact(reader, image, own, bare)
  if (exact !== undefined) return { state: 'string', offset: exact, section: sectionOf(image, exact)?.name }
  if (more) return unclear(`holds ${bare} at more places than can be looked at`)
  const nested = own.length === 0 ? { images: [], broken: false } : findNestedImages(reader, searched(image, own), (own.at(-1)?.offset ?? 0) + 1)
  const [helpers, rest] = split(own, (one) => {
    const found = nested.images.find(({ offset, size }) => one.offset >= offset && one.offset < offset + size)
    return found === undefined ? undefined : `an embedded program (${found.format}, ${found.machine})`
  })
  const word = rest.find((one) => isOwnWord(one))
  if (nested.broken && rest.length > 0) return unclear('holds more headers of embedded programs than can be looked at')
  if (word !== undefined) return { state: 'text', offset: word.offset, section: sectionOf(image, word.offset)?.name, around: textAround(word) }
  if (readGoBuildInfo(reader, image)?.module?.version.replace(/^v/, '') === bare) return { state: 'module' }
  if (rest[0] !== undefined) return { state: 'longer', offset: rest[0].offset, around: textAround(rest[0]) }
  return [...helpers, ...inside][0] ?? outside(reader, image, bare)
}

function unclear(message: string): VersionStamp {
  return { state: 'unclear', problem: { code: 'E_BINARY_STAMP', message, cure: 'Check the version by running the program' } }
}

/** What is mapped into memory, as far as the file goes: debug data and what is behind the program are not the program's own. */
function ownRanges(image: NativeImage): readonly Range[] {
  const all = image.sections.length > 0 ? image.sections.filter(({ loaded }) => loaded) : image.segments
  const end = image.range.offset + image.range.size
  const ranges = all.map(({ offset, size }) => ({ from: offset, to: Math.min(offset + size, end) }))
  return mergeRanges(ranges.filter(({ from, to }) => to > from))
}

type Known = { readonly name: string; readonly offset: number; readonly size: number }

function knownRanges(reader: ByteReader, image: NativeImage, options: StampOptions): readonly Known[] {
  const entries = listEmbeds(reader, image).tables.flatMap((table) => table.entries)
  const files = entries.flatMap(({ name, offset, size }) => (offset === undefined ? [] : [{ name, offset, size }]))
  return [...(options.embedded ?? []), ...files].map((one) => ({ ...one, name: `the embedded file ${one.name}` }))
}

type Elsewhere = Extract<VersionStamp, { readonly state: 'elsewhere' }>

/** Parts places by whether there is a name for where they stand. */
function split(all: readonly Occurrence[], nameOf: (one: Occurrence) => string | undefined): readonly [readonly Elsewhere[], readonly Occurrence[]] {
  const named = all.map((one) => ({ one, where: nameOf(one) }))
  const elsewhere = named.flatMap(({ one, where }): Elsewhere[] => (where === undefined ? [] : [{ state: 'elsewhere', offset: one.offset, where }]))
  return [elsewhere, named.flatMap(({ one, where }) => (where === undefined ? [one] : []))]
}

/** What compilers write down of a build, not of the program: in Go the versions of all modules, and the paths of their sources. */
function bookkeeping(reader: ByteReader, one: Occurrence): string | undefined {
  if (isOfPackage(one)) return `the name of a package (${textAround(one)})`
  return isModuleText(reader, one.offset) ? "Go's record of the build" : undefined
}

/** A place to which a pointer with the right length leads; with or without a `v` in front. */
function findExact(reader: ByteReader, image: NativeImage, own: readonly Occurrence[], bare: string): number | undefined {
  if (own.length === 0) return undefined
  try {
    const length = Buffer.byteLength(bare)
    const wanted = own.flatMap(({ offset, before }) => [{ offset, length }, ...(before.endsWith('v') ? [{ offset: offset - 1, length: length + 1 }] : [])])
    const strings = wanted.flatMap((one) => {
      const address = addressOf(image, one.offset)
      return address === undefined ? [] : [{ address, length: one.length, offset: one.offset }]
    })
    const found = findStringHeaders(reader, image, readPointerForm(reader, image), strings)
    return strings.find((one) => found.has(one))?.offset
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

function addressOf(image: NativeImage, offset: number): number | undefined {
  const segment = image.segments.find((one) => offset >= one.offset && offset < one.offset + one.size)
  const address = segment === undefined ? undefined : Number(segment.address) + offset - segment.offset
  return address !== undefined && Number.isSafeInteger(address) && offsetOf(image.segments, BigInt(address)) === offset ? address : undefined
}

/** The ranges in which a helper could hold one of the places. A mapped part may begin with the headers of the program itself. */
function searched(image: NativeImage, own: readonly Occurrence[]): readonly Range[] {
  const ranges = ownRanges(image).filter((range) => own.some(({ offset }) => isWithin([range], offset)))
  return ranges.map(({ from, to }) => ({ from: Math.max(from, image.range.offset + 1), to }))
}

function sectionOf(image: NativeImage, offset: number): Section | undefined {
  return image.sections.find((section) => section.size > 0 && offset >= section.offset && offset < section.offset + section.size)
}

/** What is in the image's range and not mapped. */
function outside(reader: ByteReader, image: NativeImage, bare: string): VersionStamp {
  const { offset, size } = image.range
  const mapped = ownRanges(image)
  const gaps: Range[] = []
  let from = offset
  for (const range of mapped) {
    if (range.from > from) gaps.push({ from, to: range.from })
    from = Math.max(from, range.to)
  }
  if (from < offset + size) gaps.push({ from, to: offset + size })
  const found = occurrencesOf(reader, bare, gaps).found[0]
  if (found === undefined) return { state: 'absent' }
  const section = sectionOf(image, found.offset)
  const where = section !== undefined ? `${section.name}, which is not loaded` : found.offset >= image.end ? 'what is appended to the program' : 'headers'
  return { state: 'elsewhere', offset: found.offset, where }
}

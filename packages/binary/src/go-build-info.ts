import { type NativeImage, offsetOf } from './image.ts'
import { findNestedImages } from './nested-images.ts'
import type { ByteReader } from './reader.ts'

/** What the Go linker writes into a program about itself (Go's debug/buildinfo and runtime/debug). */
export type GoBuildInfo = {
  /** Such as `go1.26.8`. */
  readonly goVersion: string
  /** The package path of `main`; empty when the file carries no module information. */
  readonly path: string
  readonly module: { readonly path: string; readonly version: string } | undefined
  /** `GOOS`, `GOARCH`, `CGO_ENABLED`, `-tags`, `vcs.revision`, `vcs.modified` and so on. */
  readonly settings: ReadonlyMap<string, string>
}

const magic = Buffer.from('\xff Go buildinf:', 'latin1')
const headerSize = 32
/** A multiple of 16, as are the places where the header may stand. */
const piece = 64 * 1024
/** The linker puts it at the front of the data, behind what a C compiler's start-up code keeps there. */
const searched = 1024 * 1024
/** Programs with a thousand dependencies have 150 KB of it. */
const longest = 1024 * 1024

/**
 * Reads Go's build information from its own section (Go's debug/buildinfo), so that a Go program that is embedded as data is not taken for
 * its host. Undefined when the program was not built by Go, or does not carry it. Reads at most 2 MiB of a program that is not hostile.
 */
export function readGoBuildInfo(reader: ByteReader, image: NativeImage): GoBuildInfo | undefined {
  const data = dataRange(image)
  const place = data === undefined ? undefined : findHeader(reader, data, image.range.offset)
  const header = place === undefined ? undefined : Uint8Array.from(reader.read(place, headerSize))
  if (place === undefined || header === undefined || header.length < headerSize) return undefined
  const isInline = ((header[15] ?? 0) & 2) !== 0
  const [version, modules] = isInline ? inlineTexts(reader, place + headerSize) : pointedTexts(reader, image, place)
  if (version === undefined || version.length === 0) return undefined
  return { goVersion: version.toString('utf8'), ...parseModules(modules ?? Buffer.alloc(0)) }
}

type DataRange = { readonly offset: number; readonly size: number /** Whether it holds nothing else. */; readonly own: boolean }

/** ELF and Mach-O have a section for it; in PE, and without a section table, it stands in the first data that may be written. */
function dataRange({ format, sections, segments }: NativeImage): DataRange | undefined {
  if (format !== 'pe' && sections.length > 0) {
    const named = sections.find(({ name }) => name === '.go.buildinfo' || name.endsWith(',__go_buildinfo'))
    return named === undefined ? undefined : { ...named, own: true }
  }
  const writable = format === 'pe' ? sections.find((one) => one.writable && one.loaded && one.size > 0) : segments.find((one) => one.writable)
  return writable === undefined ? undefined : { ...writable, own: false }
}

/** The first header that belongs to the program itself, and not to one that stands in its data. */
function findHeader(reader: ByteReader, { offset, size, own }: DataRange, start: number): number | undefined {
  const places = findMagic(reader, offset, Math.min(size, searched))
  const [first, last] = [places[0], places.at(-1)]
  if (own || last === undefined) return first
  // What is mapped may begin with the headers of the program itself.
  const { images } = findNestedImages(reader, [{ from: Math.max(offset, start + 1), to: offset + size }], last)
  return places.find((place) => !images.some((one) => place >= one.offset && place < one.offset + one.size))
}

function findMagic(reader: ByteReader, offset: number, size: number): readonly number[] {
  const found: number[] = []
  for (let base = 0; base < size; base += piece) {
    const bytes = Buffer.from(reader.read(offset + base, Math.min(piece, size - base)))
    // A host with more helpers than this before its own is none.
    for (let at = bytes.indexOf(magic); at >= 0 && found.length < 16; at = bytes.indexOf(magic, at + 1)) if (at % 16 === 0) found.push(offset + base + at)
  }
  return found
}

/** Since Go 1.18: two texts, each behind its length as a varint. */
function inlineTexts(reader: ByteReader, offset: number): readonly [Buffer | undefined, Buffer | undefined] {
  const version = lengthAndText(reader, offset)
  return version === undefined ? [undefined, undefined] : [version.text, lengthAndText(reader, version.end)?.text]
}

function lengthAndText(reader: ByteReader, offset: number): { readonly text: Buffer; readonly end: number } | undefined {
  const head = reader.read(offset, 10)
  let length = 0
  for (const [index, byte] of head.entries()) {
    length += (byte & 0x7f) * 2 ** (7 * index)
    if ((byte & 0x80) !== 0) continue
    return textOf(reader, offset + index + 1, length)
  }
  return undefined
}

function textOf(reader: ByteReader, offset: number, length: number): { readonly text: Buffer; readonly end: number } | undefined {
  if (length > longest || offset + length > reader.size) return undefined
  return { text: Buffer.from(reader.read(offset, length)), end: offset + length }
}

/** Before Go 1.18: pointers to two string headers, each a pointer and a length. */
function pointedTexts(reader: ByteReader, image: NativeImage, at: number): readonly [Buffer | undefined, Buffer | undefined] {
  const header = reader.read(at, headerSize)
  const width = header[14]
  if (width !== 4 && width !== 8) return [undefined, undefined]
  const little = ((header[15] ?? 0) & 1) === 0
  const word = (offset: number): bigint | undefined => {
    const bytes = reader.read(offset, width)
    if (bytes.length < width) return undefined
    const view = new DataView(bytes.buffer, bytes.byteOffset, width)
    return width === 8 ? view.getBigUint64(0, little) : BigInt(view.getUint32(0, little))
  }
  const follow = (offset: number): Buffer | undefined => {
    const text = place(word(offset))
    const [start, length] = text === undefined ? [] : [place(word(text)), word(text + width)]
    return start === undefined || length === undefined || length > BigInt(longest) ? undefined : textOf(reader, start, Number(length))?.text
  }
  const place = (address: bigint | undefined): number | undefined => (address === undefined ? undefined : offsetOf(image.segments, address))
  return [follow(at + 16), follow(at + 16 + width)]
}

/** Lines of words separated by tabs, between two marks of 16 bytes (Go's runtime/debug, ParseBuildInfo). */
function parseModules(framed: Buffer): Omit<GoBuildInfo, 'goVersion'> {
  const whole = framed.length >= 33 && framed[framed.length - 17] === 0x0a
  const lines = whole ? framed.subarray(16, -16).toString('utf8').split('\n') : []
  const words = lines.map((line) => line.split('\t'))
  const first = (key: string): readonly string[] | undefined => words.find((line) => line[0] === key)
  const module = first('mod')
  const settings = words.filter((line) => line[0] === 'build').map((line) => parseSetting(line.slice(1).join('\t')))
  return {
    path: first('path')?.[1] ?? '',
    module: module === undefined ? undefined : { path: module[1] ?? '', version: module[2] ?? '' },
    settings: new Map(settings),
  }
}

/** Go quotes keys and values that hold blanks, quotes or equals signs (runtime/debug, `quoteKey` and `quoteValue`). */
function parseSetting(text: string): readonly [string, string] {
  const key = text.match(/^"(?:[^"\\]|\\.)*"(?==)|^[^=]*/)?.[0] ?? ''
  return [unquote(key), unquote(text.slice(key.length + 1))]
}

const named: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** Undoes Go's strconv.Quote. */
function unquote(text: string): string {
  if (!/^".*"$/s.test(text)) return text
  return text.slice(1, -1).replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs, (_, byte, short, long, letter) => {
    if (letter !== undefined) return named[letter] ?? letter
    const code = Number.parseInt(byte ?? short ?? long, 16)
    return code > 0x10_ffff ? '\ufffd' : String.fromCodePoint(code)
  })
}

import { type NativeImage, offsetOf } from './image.ts'
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
/** The linker puts it at the front of the data; a whole []byte embed may follow. */
const searched = 4 * 1024 * 1024
const longest = 16 * 1024 * 1024

/**
 * Reads Go's build information from its own section, so that a Go program that is embedded as data is not taken for its host.
 * Undefined when the program was not built by Go, or does not carry it.
 */
export function readGoBuildInfo(reader: ByteReader, image: NativeImage): GoBuildInfo | undefined {
  const place = dataRange(image)
  if (place === undefined) return undefined
  const bytes = reader.read(place.offset, Math.min(place.size, searched))
  const at = findMagic(bytes)
  if (at === undefined || at + headerSize > bytes.length) return undefined
  const flags = bytes[at + 15] ?? 0
  const [version, modules] = (flags & 2) !== 0 ? inlineTexts(reader, place.offset + at + headerSize) : pointedTexts(reader, image, place.offset + at)
  if (version === undefined || version.length === 0) return undefined
  return { goVersion: version.toString('utf8'), ...parseModules(modules ?? Buffer.alloc(0)) }
}

function dataRange(image: NativeImage): { readonly offset: number; readonly size: number } | undefined {
  if (image.format === 'pe') return image.sections.find((section) => section.writable && section.loaded && section.size > 0)
  const name = image.format === 'elf' ? '.go.buildinfo' : '__go_buildinfo'
  const named = image.sections.find((section) => (image.format === 'elf' ? section.name === name : section.name.endsWith(`,${name}`)))
  if (named !== undefined || image.sections.length > 0) return named
  // Without a section table Go itself looks into the first writable segment.
  return image.segments.find((segment) => segment.writable)
}

function findMagic(bytes: Uint8Array): number | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = buffer.indexOf(magic); at >= 0; at = buffer.indexOf(magic, at + 1)) if (at % 16 === 0) return at
  return undefined
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

function parseSetting(text: string): readonly [string, string] {
  const cut = text.indexOf('=')
  const [key, value] = [text.slice(0, Math.max(cut, 0)), text.slice(cut + 1)]
  return [unquote(key), unquote(value)]
}

/** Go quotes keys and values that hold blanks, quotes or equals signs; its escapes for these are JSON's. */
function unquote(text: string): string {
  if (!text.startsWith('"')) return text
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

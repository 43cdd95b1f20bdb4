import { longestName } from './embed-scan.ts'
import { type NativeImage, offsetOf } from './image.ts'
import type { PointerForm } from './pointers.ts'
import type { ByteReader } from './reader.ts'

/** A file or a directory in an `embed.FS`. */
export type EmbedEntry = {
  /** As the program opens it; a directory without the slash at its end. */
  readonly name: string
  readonly kind: 'file' | 'directory'
  /** Bytes. 0 for a directory. */
  readonly size: number
  /** Where its content begins in the file; undefined for a directory and for an empty file. Equal contents stand there once. */
  readonly offset: number | undefined
  /** The 16 bytes that Go stored, in hexadecimal; `checkEmbedded` compares them. */
  readonly hash: string
}

export type EmbedScope = {
  readonly reader: ByteReader
  readonly names: ByteReader
  readonly image: NativeImage
  readonly form: PointerForm
  readonly relocated: ReadonlyMap<number, number>
}

type Place = { readonly offset: number; readonly address: number; readonly count: number }

/** Entries up to the first that can be none, and why it can be none; a phrase that follows "entry N". */
export type ReadEntries = { readonly entries: readonly EmbedEntry[]; readonly fault: string | undefined }

const piece = 1024

/** Reads the entries of a table, in pieces: a hostile count must not make us hold the whole range. */
export function readEntries(scope: EmbedScope, { offset, address, count }: Place): ReadEntries {
  const { width, little } = scope.form
  const size = 4 * width + 16
  const entries: EmbedEntry[] = []
  let previous: string | undefined
  for (let first = 0; first < count; first += piece) {
    const bytes = scope.reader.read(offset + first * size, Math.min(piece, count - first) * size)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + size <= bytes.length; at += size) {
      const words = [0, 1, 2, 3].map((index) => rawWord(view, at + index * width, width, little))
      const raw = { words, address: address + first * size + at, hash: Buffer.from(bytes.subarray(at + 4 * width, at + size)).toString('hex') }
      const entry = readEntry(scope, raw)
      if (typeof entry === 'string') return { entries, fault: entry }
      const key = sortKey(entry.name)
      if (previous !== undefined && previous >= key) return { entries, fault: 'is out of order' }
      previous = key
      entries.push(entry)
    }
  }
  return { entries, fault: undefined }
}

type Word = { readonly low: number; readonly high: number }
type Raw = { readonly words: readonly Word[]; readonly address: number; readonly hash: string }

function rawWord(view: DataView, at: number, width: 4 | 8, little: boolean): Word {
  if (width === 4) return { low: view.getUint32(at, little), high: 0 }
  return { low: view.getUint32(at + (little ? 0 : 4), little), high: view.getUint32(at + (little ? 4 : 0), little) }
}

function readEntry(scope: EmbedScope, { words, address, hash }: Raw): EmbedEntry | string {
  const [namePointer, nameLength, dataPointer, dataLength] = words as [Word, Word, Word, Word]
  const [length, size] = [numberOf(nameLength), numberOf(dataLength)]
  if (length === 0 || length > longestName) return 'has a name of no possible length'
  const place = resolve(scope, namePointer, address, length)
  const name = place === undefined ? undefined : decodeName(scope.names.read(place, length), length)
  if (name === undefined) return 'has no name'
  if (name.endsWith('/')) {
    const empty = size === 0 && isNull(scope, dataPointer, address + 2 * scope.form.width) && /^0+$/.test(hash)
    return empty ? { name: name.slice(0, -1), kind: 'directory', size: 0, offset: undefined, hash } : `(the directory ${name}) has data`
  }
  const offset = size === 0 ? undefined : resolve(scope, dataPointer, address + 2 * scope.form.width, size)
  if (size > 0 && offset === undefined) return `(${name}) claims ${size} bytes that the file does not hold`
  return { name, kind: 'file', size, offset, hash }
}

function numberOf({ low, high }: Word): number {
  return high * 0x1_0000_0000 + low
}

function isNull({ relocated }: EmbedScope, { low, high }: Word, at: number): boolean {
  return low === 0 && high === 0 && !relocated.has(at)
}

/** The place in the file of what a pointer points to, when all of it is there. */
function resolve({ form, image, relocated, reader }: EmbedScope, { low, high }: Word, at: number, length: number): number | undefined {
  const target = relocated.get(at) ?? ((high & form.upperBits) >>> 0) * 0x1_0000_0000 + low + form.base
  if (!Number.isSafeInteger(target + length)) return undefined
  const [first, last] = [offsetOf(image.segments, BigInt(target)), offsetOf(image.segments, BigInt(target + length - 1))]
  return first !== undefined && last === first + length - 1 && last < reader.size ? first : undefined
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** What Go lets a file be called that is embedded (golang.org/x/mod/module, `CheckFilePath`). */
const part = /^[\p{L}0-9!#$%&()+,\-.=@[\]^_{}~ ]+$/u

/** A path of such names, with a slash at the end of a directory's. */
function decodeName(bytes: Uint8Array, length: number): string | undefined {
  // No control characters; looked at first, because a decoder that throws is slow.
  if (bytes.length < length || bytes.some((byte) => byte < 0x20)) return undefined
  let name: string
  try {
    name = decoder.decode(bytes)
  } catch {
    return undefined
  }
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/')
  return parts.every((one) => part.test(one) && one !== '.' && one !== '..') ? name : undefined
}

/** Go sorts by directory first ("." where there is none), then by name, as bytes; a zero byte stands in no name and sorts before all. */
function sortKey(name: string): string {
  const cut = name.lastIndexOf('/')
  const key = cut < 0 ? `.\0${name}` : `${name.slice(0, cut)}\0${name.slice(cut + 1)}`
  return Buffer.from(key).toString('latin1')
}

import { eachRelative } from './elf-relocations.ts'
import { type NativeImage, offsetOf, type Section } from './image.ts'
import type { PointerForm } from './pointers.ts'
import { mergeRanges, type Range } from './ranges.ts'
import { type ByteReader, windowOf } from './reader.ts'
import { eachWords, type MappedRange, mappedRanges } from './words.ts'

/** A place where a slice header points just behind itself, as that of an embed.FS does; Go's type descriptors hold such headers too. */
export type Candidate = { readonly offset: number; readonly address: number; readonly count: number }

export type Scan = { readonly candidates: readonly Candidate[] /** True when there were too many. */; readonly broken: boolean }

/** Far more than the type descriptors of any real program, and than its variables. */
const most = { hits: 1_000_000, candidates: 10_000 }

/**
 * Where tables of Go's `embed.FS` may stand: read-only data, and data that is read-only once relocations are applied. Code, Go's line
 * table, debug data and writable data hold none. Without a section table every mapped part is looked at.
 */
function placesOf(image: NativeImage, except: readonly Range[]): readonly MappedRange[] {
  const known = mergeRanges(except)
  return mappedRanges(image, holdsConstants).flatMap((place) => leftOf(place, known))
}

/** The parts of a place that do not lie in some merged ranges of the file. */
function leftOf({ offset, size, address }: MappedRange, known: readonly Range[]): readonly MappedRange[] {
  const left: MappedRange[] = []
  let from = offset
  const keep = (to: number): void => {
    if (to > from) left.push({ offset: from, size: to - from, address: address + from - offset })
  }
  for (const range of known) {
    if (range.to <= from || range.from >= offset + size) continue
    keep(range.from)
    from = range.to
  }
  keep(offset + size)
  return left
}

function holdsConstants({ name, writable, executable, loaded }: Section): boolean {
  if (!loaded || executable || name.includes('gopclntab') || name.startsWith('.rela')) return false
  return !writable || name.startsWith('.data.rel.ro') || name.startsWith('__DATA_CONST,') || name === '__DATA,__rodata' || name === '__DATA,__const'
}

/** Reads the places where a table may stand once, in pieces, and finds slice headers that point just behind themselves. */
export function scanForTables(reader: ByteReader, image: NativeImage, form: PointerForm, except: readonly Range[]): Scan {
  const found = new Map<number, Candidate>()
  const look = windowOf(reader, 4096)
  let seen = 0
  const onHit = (offset: number, address: number): void => {
    seen += 1
    const broken = seen > most.hits || found.size > most.candidates
    const count = broken ? undefined : countAt(look, offset, form)
    if (count !== undefined) found.set(offset, { offset, address, count })
  }
  for (const place of placesOf(image, except)) scanPlace(reader, place, form, onHit)
  if (form.relocations !== undefined) {
    eachRelative(reader, form.relocations, (address, addend) => {
      if (addend !== address + 3 * form.width) return
      const offset = offsetOf(image.segments, BigInt(address))
      if (offset !== undefined && !found.has(offset)) onHit(offset, address)
    })
  }
  return { candidates: [...found.values()].sort((a, b) => a.address - b.address), broken: seen > most.hits || found.size > most.candidates }
}

/** The number of entries, where length and capacity are the same and the first entry's lengths can be those of a name and a file. */
function countAt(look: ByteReader, offset: number, { width, little }: PointerForm): number | undefined {
  const bytes = look.read(offset, 7 * width)
  if (bytes.length < 7 * width) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = (index: number): number => {
    if (width === 4) return view.getUint32(4 * index, little)
    return view.getUint32(8 * index + (little ? 4 : 0), little) * 0x1_0000_0000 + view.getUint32(8 * index + (little ? 0 : 4), little)
  }
  const [count, capacity, nameLength, dataLength] = [word(1), word(2), word(4), word(6)]
  if (count === 0 || count !== capacity || offset + count * (4 * width + 16) > look.size) return undefined
  return nameLength === 0 || nameLength > longestName || dataLength > look.size ? undefined : count
}

/** Go's build refuses file names that operating systems refuse; none allows longer paths. */
export const longestName = 4096

/** One pass over a range: each aligned word is compared with the address that stands three words behind it. */
function scanPlace(reader: ByteReader, place: MappedRange, form: PointerForm, onHit: (offset: number, address: number) => void): void {
  const { width, base } = form
  eachWords(reader, place, form, 3, (words, offset, address) => {
    const wanted = address + 3 * width - base
    if (width === 8) scanWide(words, wanted, form, (at) => onHit(offset + at, address + at))
    else scanNarrow(words, wanted, (at) => onHit(offset + at, address + at))
  })
}

function scanWide(words: Int32Array, wanted: number, { little, upperBits }: PointerForm, onHit: (at: number) => void): void {
  const [low, high] = little ? [0, 1] : [1, 0]
  const last = words.length - 6
  for (let index = 0, lower = wanted | 0; index <= last; index += 2, lower = (lower + 8) | 0) {
    if (words[index + low] !== lower) continue
    const upper = Math.floor((wanted + 4 * index) / 0x1_0000_0000)
    if (((words[index + high] as number) & upperBits) >>> 0 === upper) onHit(4 * index)
  }
}

function scanNarrow(words: Int32Array, wanted: number, onHit: (at: number) => void): void {
  const last = words.length - 3
  for (let index = 0, lower = wanted | 0; index <= last; index++, lower = (lower + 4) | 0) if (words[index] === lower) onHit(4 * index)
}

import { eachRelative, type RelocationTable, readRelocationTable } from './elf-relocations.ts'
import type { NativeImage } from './image.ts'
import { readChainedForm } from './macho-chained.ts'
import { isWithin, mergeRanges, type Range } from './ranges.ts'
import { type ByteReader, partOf } from './reader.ts'

/** How the addresses in an image's data are written down before a loader has touched them. */
export type PointerForm = {
  readonly width: 4 | 8
  readonly little: boolean
  /** What is added to the number in the file. */
  readonly base: number
  /** The bits of its upper half that belong to the address; the others link a chain of fixups. */
  readonly upperBits: number
  /** Addresses that stand in relocations; the places themselves may then hold zeros. */
  readonly relocations: RelocationTable | undefined
}

/** In a chain, bits 51 to 62 say how far the next link is, and the top bit is set where the address is another library's. */
const chainedBits = 0x8007_ffff

/** Reads how an image writes addresses down. `reader` is over the whole file. Throws Malformed. */
export function readPointerForm(reader: ByteReader, image: NativeImage): PointerForm {
  const plain: PointerForm = {
    width: image.bits === 64 ? 8 : 4,
    little: image.endian === 'little',
    base: 0,
    upperBits: 0xffff_ffff,
    relocations: undefined,
  }
  if (image.format === 'elf') return { ...plain, relocations: readRelocationTable(reader) }
  if (image.format !== 'mach-o') return plain
  const chained = readChainedForm(partOf(reader, image.range.offset, image.range.size))
  return chained === undefined ? plain : { ...plain, base: chained.base, upperBits: chainedBits }
}

/** The addresses that relocations fill into some ranges of memory, by the address of the place. `limit` bounds how many are kept. */
export function collectRelocated(reader: ByteReader, form: PointerForm, ranges: readonly Range[], limit: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  if (form.relocations === undefined || ranges.length === 0) return found
  const sorted = mergeRanges(ranges)
  eachRelative(reader, form.relocations, (address, addend) => {
    if (found.size < limit && isWithin(sorted, address)) found.set(address, addend)
  })
  return found
}

import { Fields, Malformed } from './fields.ts'
import type { NativeImage } from './image.ts'
import type { ByteReader } from './reader.ts'

/** More than any library has; what claims more is damaged. */
const most = 10_000
const largest = 4 * 1024 * 1024

/**
 * The versions of symbols that an ELF file needs of its libraries, such as `GLIBC_2.34`, sorted and told once (LSB Core, "Symbol Version
 * Requirements", Elfxx_Verneed): a system whose libraries lack one of them does not start it. None for other formats, for static files, and where the section
 * `.gnu.version_r` is missing or makes no sense.
 */
export function readSymbolVersions(reader: ByteReader, image: NativeImage): readonly string[] {
  const needs = image.sections.find(({ name }) => name === '.gnu.version_r')
  const names = image.sections.find(({ name }) => name === '.dynstr')
  if (image.format !== 'elf' || needs === undefined || names === undefined || needs.size > largest || names.size > largest) return []
  const little = image.endian === 'little'
  try {
    const table = new Fields(Uint8Array.from(reader.read(needs.offset, needs.size)), little, 'the version requirements')
    const texts = new Fields(Uint8Array.from(reader.read(names.offset, names.size)), little, 'the names of symbols')
    return [...new Set(readNeeds(table).map((at) => texts.text(at)))].sort()
  } catch (error) {
    if (error instanceof Malformed) return []
    throw error
  }
}

/** Places of names. Each record for a library leads to those of its versions, and both kinds to their next one by a distance. */
function readNeeds(table: Fields): readonly number[] {
  const found: number[] = []
  for (let at = 0; ; at += table.u32(at + 12)) {
    for (let version = at + table.u32(at + 8); ; version += table.u32(version + 12)) {
      found.push(table.u32(version + 8))
      if (table.u32(version + 12) === 0 || found.length > most) break
    }
    if (table.u32(at + 12) === 0 || found.length > most) return found
  }
}

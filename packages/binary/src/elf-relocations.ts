import { readDynamicEntries } from './elf-dynamic.ts'
import { readElfHeader, readPrograms, segmentsOf } from './elf-header.ts'
import { offsetOf } from './image.ts'
import type { ByteReader } from './reader.ts'

/** Where the table of relocations with addends stands. */
export type RelocationTable = { readonly offset: number; readonly size: number; readonly little: boolean; readonly relative: number }

/**
 * R_*_RELATIVE of the machines' psABI supplements, by `e_machine`: "base plus addend". The other ways to write relative relocations
 * down (REL, and RELR of the gABI) keep the address in the place itself.
 */
const relativeTypes: Readonly<Record<number, number>> = { 21: 22, 22: 12, 62: 8, 183: 1027, 243: 3, 258: 3 }

const entrySize = 24
const piece = entrySize * 16_384

/** The table that DT_RELA and DT_RELASZ name (gABI, chapter 5, "Dynamic Section"); undefined when there is none. Throws Malformed. */
export function readRelocationTable(reader: ByteReader): RelocationTable | undefined {
  const header = readElfHeader(reader)
  const relative = relativeTypes[header.machine]
  if (!header.wide || relative === undefined) return undefined
  const programs = readPrograms(reader, header)
  const entries = readDynamicEntries(reader, header, programs)
  const value = (tag: bigint): bigint | undefined => entries.find(([key]) => key === tag)?.[1]
  const [address, size] = [value(7n), value(8n)]
  const offset = address === undefined ? undefined : offsetOf(segmentsOf(programs), address)
  if (offset === undefined || size === undefined || offset >= reader.size) return undefined
  return { offset, size: Math.min(Number(size), reader.size - offset), little: header.little, relative }
}

/** Tells each relative relocation: the address that is filled in, and what is filled in. Reads the table once, in pieces. */
export function eachRelative(reader: ByteReader, table: RelocationTable, onEntry: (address: number, addend: number) => void): void {
  const { little, relative } = table
  for (let done = 0; done < table.size; done += piece) {
    const bytes = reader.read(table.offset + done, Math.min(piece, table.size - done))
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const word = (at: number): number => view.getUint32(at + (little ? 4 : 0), little) * 0x1_0000_0000 + view.getUint32(at + (little ? 0 : 4), little)
    for (let at = 0; at + entrySize <= bytes.length; at += entrySize) {
      // The symbol, in the upper half of the second word, is 0: the base.
      if (word(at + 8) === relative) onEntry(word(at), word(at + 16))
    }
  }
}

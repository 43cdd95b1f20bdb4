import { type Fields, Malformed, readFields } from './fields.ts'
import type { Segment } from './image.ts'
import type { ByteReader } from './reader.ts'

/** The header's numbers, whatever their width (System V gABI, chapter 4, "ELF Header"). */
export type ElfHeader = {
  readonly wide: boolean
  readonly little: boolean
  readonly osabi: number
  readonly type: number
  readonly machine: number
  readonly entry: bigint
  readonly programs: Table
  readonly sections: Table
  readonly names: number
}

export type Table = { readonly offset: number; readonly entry: number; readonly count: number }

/** One entry of the program header table (gABI, chapter 5, "Program Header"). */
export type Program = { readonly type: number; readonly flags: number; readonly offset: number; readonly size: number; readonly address: bigint }

const load = 1

/** Reads the ELF header. Throws Malformed. */
export function readElfHeader(reader: ByteReader): ElfHeader {
  const ident = readFields(reader, 0, 16, true, 'the ELF identification')
  const [klass, order] = [ident.u8(4), ident.u8(5)]
  if (klass !== 1 && klass !== 2) throw new Malformed(`its ELF class ${klass} is neither 32 nor 64 bits`)
  if (order !== 1 && order !== 2) throw new Malformed(`its ELF byte order ${order} is neither little nor big`)
  const [wide, little] = [klass === 2, order === 1]
  const fields = readFields(reader, 0, wide ? 64 : 52, little, 'the ELF header')
  const at = wide ? { phoff: 32, shoff: 40, rest: 54 } : { phoff: 28, shoff: 32, rest: 42 }
  const programs = { offset: fields.offset(at.phoff, wide), entry: fields.u16(at.rest), count: fields.u16(at.rest + 2) }
  const sections = { offset: fields.offset(at.shoff, wide), entry: fields.u16(at.rest + 4), count: fields.u16(at.rest + 6) }
  const header = {
    wide,
    little,
    osabi: ident.u8(7),
    type: fields.u16(16),
    machine: fields.u16(18),
    entry: fields.address(24, wide),
    programs,
    sections,
    names: fields.u16(at.rest + 8),
  }
  return sections.offset === 0 ? { ...header, sections: { ...sections, count: 0 } } : extended(reader, header)
}

/** Counts that do not fit into 16 bits stand in section 0 (gABI, chapter 4, "e_shnum", "e_phnum", "e_shstrndx"). */
function extended(reader: ByteReader, header: ElfHeader): ElfHeader {
  if (header.sections.count !== 0 && header.programs.count !== 0xffff && header.names !== 0xffff) return header
  const first = readFields(reader, header.sections.offset, header.wide ? 64 : 40, header.little, 'ELF section 0')
  const size = first.offset(header.wide ? 32 : 20, header.wide)
  return {
    ...header,
    sections: { ...header.sections, count: header.sections.count === 0 ? size : header.sections.count },
    programs: { ...header.programs, count: header.programs.count === 0xffff ? first.u32(header.wide ? 44 : 28) : header.programs.count },
    names: header.names === 0xffff ? first.u32(header.wide ? 40 : 24) : header.names,
  }
}

/** Reads a header table as a whole; undefined when it is empty. */
export function readTable(
  reader: ByteReader,
  header: ElfHeader,
  table: Table,
  least: number,
  what: string,
): { fields: Fields; at: readonly number[] } | undefined {
  if (table.count === 0) return undefined
  if (table.entry < least) throw new Malformed(`an entry of ${what} has ${table.entry} bytes instead of ${least}`)
  const fields = readFields(reader, table.offset, table.entry * table.count, header.little, what)
  return { fields, at: Array.from({ length: table.count }, (_, index) => index * table.entry) }
}

/** Reads the program header table. */
export function readPrograms(reader: ByteReader, header: ElfHeader): readonly Program[] {
  const { wide } = header
  const table = readTable(reader, header, header.programs, wide ? 56 : 32, 'the program header table')
  if (table === undefined) return []
  const { fields } = table
  return table.at.map((at) => ({
    type: fields.u32(at),
    flags: fields.u32(at + (wide ? 4 : 24)),
    offset: fields.offset(at + (wide ? 8 : 4), wide),
    address: fields.address(at + (wide ? 16 : 8), wide),
    size: fields.offset(at + (wide ? 32 : 16), wide),
  }))
}

/** The parts of the file that are mapped when it is loaded (PT_LOAD). */
export function segmentsOf(programs: readonly Program[]): readonly Segment[] {
  return programs
    .filter((one) => one.type === load)
    .map((one) => ({ offset: one.offset, size: one.size, address: one.address, writable: (one.flags & 2) !== 0, executable: (one.flags & 1) !== 0 }))
}

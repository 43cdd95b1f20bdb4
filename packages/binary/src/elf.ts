import { type Dynamic, readDynamic } from './elf-dynamic.ts'
import { systemOf } from './elf-system.ts'
import { type Fields, Malformed, readFields, textAt } from './fields.ts'
import { furthest, type NativeImage, type Section } from './image.ts'
import { elfMachine } from './machines.ts'
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

type Table = { readonly offset: number; readonly entry: number; readonly count: number }

/** One entry of the program header table (gABI, chapter 5, "Program Header"). */
export type Program = { readonly type: number; readonly flags: number; readonly offset: number; readonly size: number; readonly address: bigint }

type RawSection = {
  readonly name: number
  readonly type: number
  readonly flags: number
  readonly address: bigint
  readonly offset: number
  readonly size: number
}

const load = 1
const interp = 3
const noBits = 8

/** Reads an ELF file of either width and byte order. Throws Malformed. */
export function readElf(reader: ByteReader): NativeImage {
  const header = readHeader(reader)
  const programs = readPrograms(reader, header)
  const raw = readSections(reader, header)
  const { name, architecture } = elfMachine(header.machine, header.wide ? 64 : 32, header.little)
  const dynamic = readDynamic(reader, header, programs)
  const interpreter = readInterpreter(reader, programs)
  const sections = nameSections(reader, header, raw)
  const ends = [
    ...programs.filter((one) => one.type === load).map((one) => one.offset + one.size),
    ...raw.filter((one) => one.type !== noBits && one.type !== 0).map((one) => one.offset + one.size),
  ]
  return {
    format: 'elf',
    bits: header.wide ? 64 : 32,
    endian: header.little ? 'little' : 'big',
    machine: name,
    architecture,
    os: systemOf(reader, header, programs, interpreter),
    purpose: purposeOf(header, interpreter, dynamic),
    linking: interpreter !== undefined || dynamic.needed.length > 0 ? 'dynamic' : 'static',
    interpreter,
    needed: dynamic.needed,
    soname: dynamic.soname,
    runPaths: dynamic.runPaths,
    minimumOs: undefined,
    sections,
    segments: programs
      .filter((one) => one.type === load)
      .map((one) => ({ offset: one.offset, size: one.size, address: one.address, writable: (one.flags & 2) !== 0 })),
    range: { offset: 0, size: reader.size },
    end: furthest([tableEnd(header.programs), tableEnd(header.sections), ...ends]),
  }
}

function tableEnd(table: Table): number {
  return table.count === 0 ? 0 : table.offset + table.entry * table.count
}

function readHeader(reader: ByteReader): ElfHeader {
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

function readTable(reader: ByteReader, header: ElfHeader, table: Table, least: number, what: string): { fields: Fields; at: readonly number[] } | undefined {
  if (table.count === 0) return undefined
  if (table.entry < least) throw new Malformed(`an entry of ${what} has ${table.entry} bytes instead of ${least}`)
  const fields = readFields(reader, table.offset, table.entry * table.count, header.little, what)
  return { fields, at: Array.from({ length: table.count }, (_, index) => index * table.entry) }
}

function readPrograms(reader: ByteReader, header: ElfHeader): readonly Program[] {
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

function readSections(reader: ByteReader, header: ElfHeader): readonly RawSection[] {
  const { wide } = header
  const table = readTable(reader, header, header.sections, wide ? 64 : 40, 'the section header table')
  if (table === undefined) return []
  const { fields } = table
  return table.at.map((at) => ({
    name: fields.u32(at),
    type: fields.u32(at + 4),
    flags: Number(fields.address(at + 8, wide) & 0xffn),
    address: fields.address(at + (wide ? 16 : 12), wide),
    offset: fields.offset(at + (wide ? 24 : 16), wide),
    size: fields.offset(at + (wide ? 32 : 20), wide),
  }))
}

function nameSections(reader: ByteReader, header: ElfHeader, raw: readonly RawSection[]): readonly Section[] {
  const table = raw[header.names]
  const names =
    table === undefined || table.type === noBits
      ? new Uint8Array()
      : readFields(reader, table.offset, table.size, header.little, 'the table of section names').bytes
  return raw
    .filter((one) => one.type !== 0)
    .map((one) => ({
      name: textAt(names, one.name, 256),
      offset: one.offset,
      size: one.type === noBits ? 0 : one.size,
      address: one.address,
      loaded: (one.flags & 2) !== 0,
      writable: (one.flags & 1) !== 0,
    }))
}

function readInterpreter(reader: ByteReader, programs: readonly Program[]): string | undefined {
  const found = programs.find((one) => one.type === interp)
  return found === undefined ? undefined : textAt(reader.read(found.offset, Math.min(found.size, 4096)), 0)
}

/** ET_DYN is a library or a position-independent program; programs ask for a loader or carry DF_1_PIE. libc.so.6 asks for one and has a name. */
function purposeOf(header: ElfHeader, interpreter: string | undefined, dynamic: Dynamic): NativeImage['purpose'] {
  if (header.type === 1) return 'object'
  if (header.type === 2) return 'executable'
  if (header.type !== 3) return 'other'
  if (dynamic.pie) return 'executable'
  return interpreter !== undefined && dynamic.soname === undefined ? 'executable' : 'library'
}

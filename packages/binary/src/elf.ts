import { type Dynamic, readDynamic } from './elf-dynamic.ts'
import { type ElfHeader, type Program, readElfHeader, readPrograms, readTable, segmentsOf, type Table } from './elf-header.ts'
import { systemOf } from './elf-system.ts'
import { readFields, textAt } from './fields.ts'
import { furthest, type NativeImage, type Section } from './image.ts'
import { elfMachine } from './machines.ts'
import type { ByteReader } from './reader.ts'

type RawSection = {
  readonly name: number
  readonly type: number
  readonly flags: number
  readonly address: bigint
  readonly offset: number
  readonly size: number
}

const load = 1
const dynamicSegment = 2
const interp = 3
const noBits = 8

/** Reads an ELF file of either width and byte order. Throws Malformed. */
export function readElf(reader: ByteReader): NativeImage {
  const header = readElfHeader(reader)
  const programs = readPrograms(reader, header)
  const raw = readSections(reader, header)
  const { name, architecture } = elfMachine(header.machine, header.wide ? 64 : 32, header.little)
  // Debug data that was split off keeps the headers of what it was split from: there the contents are sections without bytes.
  const isEmpty = (one: Program): boolean => raw.some((section) => section.type === noBits && section.address === one.address && section.size > 0)
  const dynamic = readDynamic(
    reader,
    header,
    programs.filter((one) => one.type !== dynamicSegment || !isEmpty(one)),
  )
  const interpreter = readInterpreter(
    reader,
    programs.find((one) => one.type === interp && !isEmpty(one)),
  )
  const purpose = purposeOf(header, interpreter, dynamic)
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
    purpose,
    linking: interpreter !== undefined || dynamic.needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
    interpreter,
    needed: dynamic.needed,
    soname: dynamic.soname,
    runPaths: dynamic.runPaths,
    minimumOs: undefined,
    sections: nameSections(reader, header, raw),
    segments: segmentsOf(programs),
    range: { offset: 0, size: reader.size },
    end: furthest([tableEnd(header.programs), tableEnd(header.sections), ...ends]),
  }
}

function tableEnd(table: Table): number {
  return table.count === 0 ? 0 : table.offset + table.entry * table.count
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
      executable: (one.flags & 4) !== 0,
    }))
}

function readInterpreter(reader: ByteReader, found: Program | undefined): string | undefined {
  if (found === undefined || found.size === 0) return undefined
  return readFields(reader, found.offset, Math.min(found.size, 4096), true, 'the name of its loader').text(0)
}

/** ET_DYN is a library or a position-independent program; programs ask for a loader or carry DF_1_PIE. libc.so.6 asks for one and has a name. */
function purposeOf(header: ElfHeader, interpreter: string | undefined, dynamic: Dynamic): NativeImage['purpose'] {
  if (header.type === 1) return 'object'
  if (header.type === 2) return 'executable'
  if (header.type !== 3) return 'other'
  if (dynamic.pie) return 'executable'
  return interpreter !== undefined && dynamic.soname === undefined ? 'executable' : 'library'
}

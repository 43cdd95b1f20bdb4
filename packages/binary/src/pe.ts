import { type Fields, Malformed, readFields, textAt } from './fields.ts'
import { furthest, type NativeImage, offsetOf, type Section, type Segment } from './image.ts'
import { peMachine } from './machines.ts'
import type { ByteReader } from './reader.ts'

type CoffHeader = {
  readonly at: number
  readonly machine: number
  readonly sections: number
  readonly symbols: number
  readonly symbolCount: number
  readonly optionalSize: number
  readonly characteristics: number
}

type OptionalHeader = {
  /** Where it stands in the file. */
  readonly at: number
  readonly wide: boolean
  readonly base: bigint
  readonly subsystem: number
  readonly version: string
  readonly headersEnd: number
  readonly checksum: number
  /** Where the directories stand, in the optional header. */
  readonly first: number
  readonly directories: readonly { readonly address: number; readonly size: number }[]
}

/**
 * Reads a PE32 or PE32+ image (Microsoft PE format). Undefined for an `MZ` file without a PE header, which is a DOS program or
 * something else that begins with these letters. Throws Malformed.
 */
export function readPe(reader: ByteReader): NativeImage | undefined {
  const headers = readPeHeaders(reader)
  if (headers === undefined) return undefined
  const { coff, optional } = headers
  const { sections, segments } = readSections(reader, coff, optional)
  const { name, architecture } = peMachine(coff.machine)
  const needed = readImports(reader, optional, segments)
  const purpose = (coff.characteristics & 0x2000) !== 0 ? 'library' : (coff.characteristics & 2) !== 0 ? 'executable' : 'object'
  const certificates = optional?.directories[4]
  const ends = sections.map((one) => one.offset + one.size)
  return {
    format: 'pe',
    bits: optional?.wide === true ? 64 : 32,
    endian: 'little',
    machine: name,
    architecture,
    os: systemOf(optional?.subsystem ?? 0),
    purpose,
    linking: needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
    interpreter: undefined,
    needed,
    soname: undefined,
    runPaths: [],
    minimumOs: optional?.version,
    sections,
    segments,
    range: { offset: 0, size: reader.size },
    // Entry 4, the certificate table, is the only directory that holds a file offset.
    end: furthest([coff.at + 20 + coff.optionalSize + 40 * coff.sections, (certificates?.address ?? 0) + (certificates?.size ?? 0), ...ends]),
  }
}

export type PeHeaders = { readonly coff: CoffHeader; readonly optional: OptionalHeader | undefined }

/** The COFF and the optional header; undefined where no PE signature is. Throws Malformed. */
export function readPeHeaders(reader: ByteReader): PeHeaders | undefined {
  if (reader.size < 64) return undefined
  const at = readFields(reader, 0, 64, true, 'the DOS header').u32(60)
  const signature = reader.read(at, 4)
  if (signature.length < 4 || textAt(signature, 0, 2) !== 'PE' || signature[2] !== 0 || signature[3] !== 0) return undefined
  const coff = readCoff(reader, at + 4)
  return { coff, optional: readOptional(reader, coff) }
}

function readCoff(reader: ByteReader, at: number): CoffHeader {
  const fields = readFields(reader, at, 20, true, 'the COFF header')
  return {
    at,
    machine: fields.u16(0),
    sections: fields.u16(2),
    symbols: fields.u32(8),
    symbolCount: fields.u32(12),
    optionalSize: fields.u16(16),
    characteristics: fields.u16(18),
  }
}

function readOptional(reader: ByteReader, coff: CoffHeader): OptionalHeader | undefined {
  if (coff.optionalSize === 0) return undefined
  const fields = readFields(reader, coff.at + 20, coff.optionalSize, true, 'the optional header')
  const magic = fields.u16(0)
  if (magic !== 0x10b && magic !== 0x20b) throw new Malformed(`its optional header has the unknown magic 0x${magic.toString(16)}`)
  const wide = magic === 0x20b
  const first = wide ? 112 : 96
  const count = Math.min(fields.u32(first - 4), 16)
  const directories = Array.from({ length: count }, (_, index) => ({ address: fields.u32(first + 8 * index), size: fields.u32(first + 8 * index + 4) }))
  return {
    at: coff.at + 20,
    wide,
    base: fields.address(wide ? 24 : 28, wide),
    subsystem: fields.u16(68),
    version: `${fields.u16(48)}.${fields.u16(50)}`,
    headersEnd: fields.u32(60),
    checksum: fields.u32(64),
    first,
    directories,
  }
}

/** "Windows Subsystem": 10 to 13 are EFI programs, as a Linux kernel with an EFI stub is one. */
function systemOf(subsystem: number): string | undefined {
  if (subsystem >= 10 && subsystem <= 13) return 'uefi'
  return subsystem === 1 || subsystem === 2 || subsystem === 3 || subsystem === 9 ? 'windows' : undefined
}

function readSections(
  reader: ByteReader,
  coff: CoffHeader,
  optional: OptionalHeader | undefined,
): { sections: readonly Section[]; segments: readonly Segment[] } {
  const sections: Section[] = []
  const segments: Segment[] = []
  const fields = readFields(reader, coff.at + 20 + coff.optionalSize, 40 * coff.sections, true, 'the section table')
  for (let at = 0; at < fields.length; at += 40) {
    const [virtualSize, virtual, size, offset, flags] = [fields.u32(at + 8), fields.u32(at + 12), fields.u32(at + 16), fields.u32(at + 20), fields.u32(at + 36)]
    const address = (optional?.base ?? 0n) + BigInt(virtual)
    const [writable, executable] = [(flags & 0x8000_0000) !== 0, (flags & 0x2000_0000) !== 0]
    // 0x02000000 is IMAGE_SCN_MEM_DISCARDABLE: debug data and relocations.
    sections.push({
      name: sectionName(reader, coff, fields, at),
      offset,
      size: offset === 0 ? 0 : size,
      address,
      loaded: (flags & 0x0200_0000) === 0,
      writable,
      executable,
    })
    if (offset !== 0) segments.push({ offset, size: virtualSize === 0 ? size : Math.min(size, virtualSize), address, writable, executable })
  }
  return { sections, segments }
}

/** A name of more than 8 letters is `/` and a place in the string table behind the symbols (COFF; MinGW and Go write it in images too). */
function sectionName(reader: ByteReader, coff: CoffHeader, fields: Fields, at: number): string {
  const name = fields.text(at, 8)
  if (!/^\/[0-9]{1,7}$/.test(name) || coff.symbols === 0) return name
  const place = coff.symbols + 18 * coff.symbolCount + Number(name.slice(1))
  return place >= reader.size ? name : textAt(reader.read(place, 256), 0, 256)
}

/** The names in the import directory table (PE format, "The .idata Section"). What is loaded only when it is first used is not among them. */
function readImports(reader: ByteReader, optional: OptionalHeader | undefined, segments: readonly Segment[]): readonly string[] {
  const directory = optional?.directories[1]
  if (optional === undefined || directory === undefined || directory.address === 0) return []
  const place = (address: number): number | undefined => offsetOf(segments, optional.base + BigInt(address))
  const start = place(directory.address)
  // Files that were split off for debugging keep the headers and lose the data.
  if (start === undefined) return []
  const names: string[] = []
  // Entries of 20 bytes up to one whose name is 0; more libraries than this load nowhere.
  for (let index = 0; index < 1024; index++) {
    const name = readFields(reader, start + 20 * index, 20, true, 'the import table').u32(12)
    if (name === 0) return names
    const at = place(name)
    if (at === undefined) throw new Malformed('the name of an imported library lies outside every section')
    names.push(textAt(reader.read(at, 256), 0, 256))
  }
  throw new Malformed('its import table has no end')
}

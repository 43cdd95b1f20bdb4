import { type Fields, Malformed, readFields } from './fields.ts'
import { furthest, type NativeImage, type Section, type Segment } from './image.ts'
import { machoMachine } from './machines.ts'
import { type ByteReader, partOf } from './reader.ts'

/** Reads thin and fat Mach-O files (Apple's mach-o/loader.h and mach-o/fat.h). Undefined when the magic is another's. Throws Malformed. */
export function readMachO(reader: ByteReader, magic: number): readonly NativeImage[] | undefined {
  if (magic === 0xcafe_babe || magic === 0xcafe_babf) return readFat(reader, magic === 0xcafe_babf)
  const shape = shapes[magic]
  return shape === undefined ? undefined : [readThin(reader, 0, reader.size)]
}

/** The first four bytes as they stand in the file. */
const shapes: Readonly<Record<number, { readonly wide: boolean; readonly little: boolean }>> = {
  4277009102: { wide: false, little: false },
  4277009103: { wide: true, little: false },
  3472551422: { wide: false, little: true },
  3489328638: { wide: true, little: true },
}

function readFat(reader: ByteReader, wide: boolean): readonly NativeImage[] | undefined {
  const count = readFields(reader, 0, 8, false, 'the fat header').u32(4)
  // Java class files begin with the same magic; what follows there is a version of 45 or more.
  if (count >= 40) return undefined
  if (count === 0) throw new Malformed('its fat header names no architecture')
  const size = wide ? 32 : 20
  const table = readFields(reader, 8, size * count, false, 'the table of architectures')
  return Array.from({ length: count }, (_, index) => {
    const at = index * size
    const [offset, length] = [table.offset(at + 8, wide), table.offset(at + (wide ? 16 : 12), wide)]
    if (offset + length > reader.size) throw new Malformed(`slice ${index + 1} would end at ${offset + length}, but the file ends at ${reader.size}`, true)
    return readThin(reader, offset, length)
  })
}

type Commands = {
  readonly sections: Section[]
  readonly segments: Segment[]
  readonly needed: string[]
  readonly runPaths: string[]
  ends: number[]
  soname?: string
  interpreter?: string
  os?: string
  minimumOs?: string
}

function readThin(file: ByteReader, start: number, size: number): NativeImage {
  const reader = partOf(file, start, size)
  const magic = readFields(reader, 0, 4, false, 'the Mach-O magic').u32(0)
  const shape = shapes[magic]
  if (shape === undefined) throw new Malformed(`a slice has the unknown magic 0x${magic.toString(16)}`)
  const { wide, little } = shape
  const header = readFields(reader, 0, wide ? 32 : 28, little, 'the Mach-O header')
  const { name, architecture } = machoMachine(header.u32(4))
  const commands = readCommands(readFields(reader, header.length, header.u32(20), little, 'the load commands'), header.u32(16), start)
  const type = header.u32(12)
  return {
    format: 'mach-o',
    bits: wide ? 64 : 32,
    endian: little ? 'little' : 'big',
    machine: name,
    architecture,
    // Files from before macOS 10.6 name no platform, and objects may not either.
    os: commands.os ?? 'darwin',
    purpose: type === 2 ? 'executable' : type === 6 || type === 8 ? 'library' : type === 1 ? 'object' : 'other',
    linking: commands.interpreter !== undefined || commands.needed.length > 0 ? 'dynamic' : 'static',
    interpreter: commands.interpreter,
    needed: commands.needed,
    soname: commands.soname,
    runPaths: commands.runPaths,
    minimumOs: commands.minimumOs,
    sections: commands.sections,
    segments: commands.segments,
    range: { offset: start, size: reader.size },
    end: furthest([start + header.length + header.u32(20), ...commands.ends]),
  }
}

function readCommands(fields: Fields, count: number, start: number): Commands {
  const found: Commands = { sections: [], segments: [], needed: [], runPaths: [], ends: [] }
  let at = 0
  for (let index = 0; index < count; index++) {
    const [command, size] = [fields.u32(at), fields.u32(at + 4)]
    if (size < 8 || at + size > fields.length) throw new Malformed(`load command ${index + 1} claims ${size} bytes`)
    readCommand(fields, at, command, start, found)
    at += size
  }
  return found
}

function readCommand(fields: Fields, at: number, command: number, start: number, found: Commands): void {
  const text = (): string => fields.text(at + fields.u32(at + 8), Math.max(0, fields.u32(at + 4) - fields.u32(at + 8)))
  switch (command) {
    case 0x1: // LC_SEGMENT
    case 0x19: // LC_SEGMENT_64
      readSegment(fields, at, command === 0x19, start, found)
      break
    case 0xc: // LC_LOAD_DYLIB, and its lazy, weak, re-exported and upward forms
    case 0x20:
    case 0x8000_0018:
    case 0x8000_001f:
    case 0x8000_0023:
      found.needed.push(text())
      break
    case 0xd: // LC_ID_DYLIB
      found.soname = text()
      break
    case 0xe: // LC_LOAD_DYLINKER
      found.interpreter = text()
      break
    case 0x8000_001c: // LC_RPATH
      found.runPaths.push(text())
      break
    case 0x1d: // LC_CODE_SIGNATURE: data at the end of __LINKEDIT
      found.ends.push(start + fields.u32(at + 8) + fields.u32(at + 12))
      break
    case 0x32: // LC_BUILD_VERSION
      found.os = platforms[fields.u32(at + 8)] ?? `platform ${fields.u32(at + 8)}`
      found.minimumOs = version(fields.u32(at + 12))
      break
    case 0x24: // LC_VERSION_MIN_MACOSX
    case 0x25: // LC_VERSION_MIN_IPHONEOS
      found.os = command === 0x24 ? 'darwin' : 'ios'
      found.minimumOs = version(fields.u32(at + 8))
      break
  }
}

/** loader.h, "Known values for the platform field". */
const platforms: Readonly<Record<number, string>> = { 1: 'darwin', 2: 'ios', 3: 'tvos', 4: 'watchos', 6: 'maccatalyst', 7: 'iossimulator' }

function version(packed: number): string {
  return `${packed >>> 16}.${(packed >>> 8) & 0xff}`
}

function readSegment(fields: Fields, at: number, wide: boolean, start: number, found: Commands): void {
  const places = wide
    ? { address: 24, offset: 40, size: 48, protection: 60, count: 64, first: 72, step: 80 }
    : { address: 24, offset: 32, size: 36, protection: 44, count: 48, first: 56, step: 68 }
  const [offset, size] = [start + fields.offset(at + places.offset, wide), fields.offset(at + places.size, wide)]
  const writable = (fields.u32(at + places.protection) & 2) !== 0
  const loaded = fields.text(at + 8, 16) !== '__DWARF'
  found.segments.push({ offset, size, address: fields.address(at + places.address, wide), writable })
  found.ends.push(offset + size)
  const count = fields.u32(at + places.count)
  if (places.first + places.step * count > fields.u32(at + 4)) throw new Malformed(`a segment claims ${count} sections`)
  for (let index = 0; index < count; index++) {
    const here = at + places.first + places.step * index
    const [type, place] = [fields.u32(here + (wide ? 64 : 56)) & 0xff, fields.u32(here + (wide ? 48 : 40))]
    // S_ZEROFILL, S_GB_ZEROFILL and S_THREAD_LOCAL_ZEROFILL hold nothing in the file.
    const empty = type === 1 || type === 12 || type === 18
    found.sections.push({
      name: `${fields.text(here + 16, 16)},${fields.text(here, 16)}`,
      offset: start + place,
      size: empty ? 0 : fields.offset(here + (wide ? 40 : 36), wide),
      address: fields.address(here + 32, wide),
      loaded,
      writable,
    })
  }
}

import { type Fields, Malformed, readFields } from './fields.ts'
import { furthest, type NativeImage, type Section, type Segment } from './image.ts'
import { machoMachine } from './machines.ts'
import { type LoadCommands, loadCommandText, machoShape, readLoadCommands } from './macho-commands.ts'
import { type ByteReader, partOf } from './reader.ts'

/** Reads thin and fat Mach-O files (Apple's mach-o/loader.h and mach-o/fat.h). Undefined when the magic is another's. Throws Malformed. */
export function readMachO(reader: ByteReader, magic: number): readonly NativeImage[] | undefined {
  if (magic === 0xcafe_babe || magic === 0xcafe_babf) return readFat(reader, magic === 0xcafe_babf)
  return machoShape(magic) === undefined ? undefined : [readThin(reader, 0, reader.size)]
}

/** No tool writes nearly as many; a Java class file has its version here, which is 45 or more. */
const mostSlices = 40

function readFat(reader: ByteReader, wide: boolean): readonly NativeImage[] | undefined {
  const count = readFields(reader, 0, 8, false, 'the fat header').u32(4)
  // Java class files begin with the same magic.
  if (count >= mostSlices) return undefined
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
  readonly ends: number[]
  soname?: string
  interpreter?: string
  os?: string
  minimumOs?: string
}

function readThin(file: ByteReader, start: number, size: number): NativeImage {
  const reader = partOf(file, start, size)
  const loads = readLoadCommands(reader)
  const { wide, little, header } = loads
  const { name, architecture } = machoMachine(header.u32(4))
  const commands = interpret(loads, start)
  const type = header.u32(12)
  const purpose = type === 2 ? 'executable' : type === 6 || type === 8 ? 'library' : type === 1 ? 'object' : 'other'
  return {
    format: 'mach-o',
    bits: wide ? 64 : 32,
    endian: little ? 'little' : 'big',
    machine: name,
    architecture,
    // Files from before macOS 10.6 name no platform, and objects may not either.
    os: commands.os ?? 'darwin',
    purpose,
    linking: commands.interpreter !== undefined || commands.needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
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

function interpret({ fields, list }: LoadCommands, start: number): Commands {
  const found: Commands = { sections: [], segments: [], needed: [], runPaths: [], ends: [] }
  for (const { command, at } of list) readCommand(fields, at, command, start, found)
  return found
}

function readCommand(fields: Fields, at: number, command: number, start: number, found: Commands): void {
  const text = (): string => loadCommandText(fields, at)
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
      setPlatform(found, fields.u32(at + 8), fields.u32(at + 12))
      break
    case 0x24: // LC_VERSION_MIN_MACOSX, and those of iPhoneOS, tvOS and watchOS
    case 0x25:
    case 0x2f:
    case 0x30:
      setPlatform(found, versionCommands[command] ?? 0, fields.u32(at + 8))
      break
  }
}

/** loader.h, "Known values for the platform field". */
const platforms: Readonly<Record<number, string>> = {
  1: 'darwin',
  2: 'ios',
  3: 'tvos',
  4: 'watchos',
  5: 'bridgeos',
  6: 'maccatalyst',
  7: 'iossimulator',
  8: 'tvossimulator',
  9: 'watchossimulator',
  10: 'driverkit',
  11: 'visionos',
  12: 'visionossimulator',
}

/** Platforms of the commands that are older than LC_BUILD_VERSION. */
const versionCommands: Readonly<Record<number, number>> = { 36: 1, 37: 2, 47: 3, 48: 4 }

/** The first counts: a library for macOS and Catalyst names both, and macOS before Catalyst. The version is X.Y.Z in 16, 8 and 8 bits. */
function setPlatform(found: Commands, platform: number, version: number): void {
  if (found.os !== undefined) return
  const patch = version & 0xff
  found.os = platforms[platform] ?? `platform ${platform}`
  found.minimumOs = `${version >>> 16}.${(version >>> 8) & 0xff}${patch === 0 ? '' : `.${patch}`}`
}

function readSegment(fields: Fields, at: number, wide: boolean, start: number, found: Commands): void {
  const places = wide
    ? { address: 24, offset: 40, size: 48, protection: 60, count: 64, first: 72, step: 80 }
    : { address: 24, offset: 32, size: 36, protection: 44, count: 48, first: 56, step: 68 }
  const [offset, size] = [start + fields.offset(at + places.offset, wide), fields.offset(at + places.size, wide)]
  const protection = fields.u32(at + places.protection)
  const [writable, executable] = [(protection & 2) !== 0, (protection & 4) !== 0]
  const loaded = fields.text(at + 8, 16) !== '__DWARF'
  found.segments.push({ offset, size, address: fields.address(at + places.address, wide), writable, executable })
  found.ends.push(offset + size)
  const count = fields.u32(at + places.count)
  if (places.first + places.step * count > fields.u32(at + 4)) throw new Malformed(`a segment claims ${count} sections`)
  for (let index = 0; index < count; index++) {
    const here = at + places.first + places.step * index
    const [flags, place] = [fields.u32(here + (wide ? 64 : 56)), fields.u32(here + (wide ? 48 : 40))]
    const type = flags & 0xff
    // S_ZEROFILL, S_GB_ZEROFILL and S_THREAD_LOCAL_ZEROFILL hold nothing in the file.
    const empty = type === 1 || type === 12 || type === 18
    found.sections.push({
      name: `${fields.text(here + 16, 16)},${fields.text(here, 16)}`,
      offset: start + place,
      size: empty ? 0 : fields.offset(here + (wide ? 40 : 36), wide),
      address: fields.address(here + 32, wide),
      loaded,
      writable,
      // S_ATTR_PURE_INSTRUCTIONS and S_ATTR_SOME_INSTRUCTIONS: the rest of a segment that may be executed is data.
      executable: executable && (flags & 0x8000_0400) !== 0,
    })
  }
}

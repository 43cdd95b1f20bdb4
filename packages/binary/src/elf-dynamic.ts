import { type ElfHeader, type Program, segmentsOf } from './elf-header.ts'
import { Malformed, readFields, textAt } from './fields.ts'
import { offsetOf } from './image.ts'
import type { ByteReader } from './reader.ts'

/** What the dynamic section says (gABI, chapter 5, "Dynamic Section"). */
export type Dynamic = {
  readonly needed: readonly string[]
  readonly soname: string | undefined
  readonly runPaths: readonly string[]
  readonly pie: boolean
}

const tags = { needed: 1n, strtab: 5n, strsz: 10n, soname: 14n, rpath: 15n, runpath: 29n, flags1: 0x6fff_fffbn }
const absent: Dynamic = { needed: [], soname: undefined, runPaths: [], pie: false }

/** Reads the dynamic section as far as it says what is loaded. Throws Malformed. */
export function readDynamic(reader: ByteReader, header: ElfHeader, programs: readonly Program[]): Dynamic {
  const entries = readDynamicEntries(reader, header, programs)
  if (entries.length === 0) return absent
  const value = (tag: bigint): bigint | undefined => entries.find(([key]) => key === tag)?.[1]
  const names = placeNames(reader, programs, value(tags.strtab), value(tags.strsz))
  const texts = (tag: bigint): string[] => entries.filter(([key]) => key === tag).map(([, at]) => readName(reader, names, at))
  return {
    needed: texts(tags.needed),
    soname: texts(tags.soname)[0],
    runPaths: [...texts(tags.rpath), ...texts(tags.runpath)].flatMap((path) => path.split(':')),
    pie: ((value(tags.flags1) ?? 0n) & 0x0800_0000n) !== 0n,
  }
}

/** Tags and values of the dynamic section, up to its end mark. */
export function readDynamicEntries(reader: ByteReader, header: ElfHeader, programs: readonly Program[]): readonly (readonly [bigint, bigint])[] {
  const segment = programs.find((one) => one.type === 2)
  if (segment === undefined || segment.size === 0) return []
  const half = header.wide ? 8 : 4
  const fields = readFields(reader, segment.offset, segment.size, header.little, 'the dynamic section')
  const entries: [bigint, bigint][] = []
  for (let at = 0; at + 2 * half <= fields.length; at += 2 * half) {
    const tag = fields.address(at, header.wide)
    if (tag === 0n) break
    entries.push([tag, fields.address(at + half, header.wide)])
  }
  return entries
}

type Names = { readonly offset: number; readonly size: number }

function placeNames(reader: ByteReader, programs: readonly Program[], address: bigint | undefined, size: bigint | undefined): Names {
  if (address === undefined || size === undefined) return { offset: 0, size: 0 }
  const offset = offsetOf(segmentsOf(programs), address)
  if (offset === undefined) throw new Malformed('its table of dynamic names lies outside every segment')
  if (BigInt(offset) + size > BigInt(reader.size)) throw new Malformed('its table of dynamic names reaches beyond the end of the file', true)
  return { offset, size: Number(size) }
}

/** The table is megabytes long in large programs, so each name is read alone. */
function readName(reader: ByteReader, names: Names, at: bigint): string {
  if (at >= BigInt(names.size)) throw new Malformed('a dynamic name lies outside its table')
  return textAt(reader.read(names.offset + Number(at), Math.min(4096, names.size - Number(at))), 0)
}

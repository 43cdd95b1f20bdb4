import { type Fields, Malformed, readFields } from './fields.ts'
import type { ByteReader } from './reader.ts'

type Shape = { readonly wide: boolean; readonly little: boolean }

/** The first four bytes as they stand in the file. */
const shapes: Readonly<Record<number, Shape>> = {
  4277009102: { wide: false, little: false },
  4277009103: { wide: true, little: false },
  3472551422: { wide: false, little: true },
  3489328638: { wide: true, little: true },
}

export type LoadCommand = { readonly command: number; readonly at: number; readonly size: number }

/** The header and the load commands of one image (Apple's mach-o/loader.h); `at` is a place in `fields`. */
export type LoadCommands = Shape & { readonly header: Fields; readonly fields: Fields; readonly list: readonly LoadCommand[] }

/** Width and byte order by the first four bytes, read as a big-endian number; undefined for another magic. */
export function machoShape(magic: number): Shape | undefined {
  return shapes[magic]
}

/** Reads the load commands of a thin file, or of one slice of a fat one. Throws Malformed. */
export function readLoadCommands(reader: ByteReader): LoadCommands {
  const magic = readFields(reader, 0, 4, false, 'the Mach-O magic').u32(0)
  const shape = machoShape(magic)
  if (shape === undefined) throw new Malformed(`a slice has the unknown magic 0x${magic.toString(16)}`)
  const { wide, little } = shape
  const header = readFields(reader, 0, wide ? 32 : 28, little, 'the Mach-O header')
  const fields = readFields(reader, header.length, header.u32(20), little, 'the load commands')
  const list: LoadCommand[] = []
  for (let at = 0; list.length < header.u32(16); ) {
    const [command, size] = [fields.u32(at), fields.u32(at + 4)]
    if (size < 8 || at + size > fields.length) throw new Malformed(`load command ${list.length + 1} claims ${size} bytes`)
    list.push({ command, at, size })
    at += size
  }
  return { wide, little, header, fields, list }
}

/** The text of a command whose third word says where it begins (`lc_str`). */
export function loadCommandText(fields: Fields, at: number): string {
  return fields.text(at + fields.u32(at + 8), Math.max(0, fields.u32(at + 4) - fields.u32(at + 8)))
}

import { constants, inflateRawSync } from 'node:zlib'
import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { type Fields, Malformed, readFields } from './fields.ts'
import type { ByteReader } from './reader.ts'

/** A file in a zip archive. */
export type ZipMember = {
  /** With `/`, as it is written. */
  readonly path: string
  /** Bytes when it is unpacked. */
  readonly size: number
  /** Its first bytes; undefined when it is encrypted, or packed with another method than deflate. Throws nothing. */
  readonly readHead: (length: number) => Uint8Array | undefined
}

/** The last record, and a comment behind it of at most 65,535 bytes. */
const longestTail = 22 + 65_535
const mostMembers = 1_000_000
const cure = 'Fetch or make it again, and see that it was copied whole'

/**
 * Lists the members of a zip archive from its central directory (APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16), ZIP64 too. A Problem for
 * what is no archive, is cut, or contradicts itself; its message follows the file's name.
 */
export function listZipMembers(reader: ByteReader): Result<readonly ZipMember[], Problem> {
  try {
    return ok(readDirectory(reader))
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return err({ code: 'E_BINARY_ZIP', message: `is a damaged zip archive: ${error.message}`, cure })
  }
}

function readDirectory(reader: ByteReader): readonly ZipMember[] {
  const { count, size, offset } = findDirectory(reader)
  if (count > mostMembers) throw new Malformed(`it claims ${count} members`)
  const fields = readFields(reader, offset, size, true, 'its central directory')
  const members: ZipMember[] = []
  for (let at = 0, index = 0; index < count; index++) {
    if (fields.u32(at) !== 0x0201_4b50) throw new Malformed(`its central directory has no entry at ${offset + at}`)
    members.push(readMember(reader, fields, at))
    at += 46 + fields.u16(at + 28) + fields.u16(at + 30) + fields.u16(at + 32)
  }
  return members
}

type Directory = { readonly count: number; readonly size: number; readonly offset: number }

function findDirectory(reader: ByteReader): Directory {
  const from = Math.max(0, reader.size - longestTail)
  const tail = Buffer.from(reader.read(from, reader.size - from))
  const at = tail.lastIndexOf('PK\x05\x06', tail.length - 22, 'latin1')
  if (at < 0) throw new Malformed('it ends without a central directory', true)
  const [count, size, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  if (count !== 0xffff && size !== 0xffff_ffff && offset !== 0xffff_ffff) return { count, size, offset }
  const locator = readFields(reader, from + at - 20, 20, true, 'the place of its ZIP64 directory')
  if (locator.u32(0) !== 0x0706_4b50) return { count, size, offset }
  const record = readFields(reader, locator.offset(8, true), 56, true, 'its ZIP64 directory')
  return { count: record.offset(32, true), size: record.offset(40, true), offset: record.offset(48, true) }
}

/** `at` is the place of its header in the central directory. */
function readMember(reader: ByteReader, fields: Fields, at: number): ZipMember {
  const [flags, method, nameSize] = [fields.u16(at + 8), fields.u16(at + 10), fields.u16(at + 28)]
  const path = new TextDecoder().decode(fields.bytes.subarray(at + 46, at + 46 + nameSize))
  const [size, packed, place] = wideValues(fields, at, at + 46 + nameSize)
  return { path, size, readHead: (length) => ((flags & 1) === 0 ? readHead(reader, { place, packed, method }, length) : undefined) }
}

/** Sizes and the place; of those that do not fit 32 bits the extra field 1 has the real value, in this order. */
function wideValues(fields: Fields, at: number, extra: number): readonly [size: number, packed: number, place: number] {
  const values: [number, number, number] = [fields.u32(at + 24), fields.u32(at + 20), fields.u32(at + 42)]
  const end = extra + fields.u16(at + 30)
  for (let field = extra; field + 4 <= end; field += 4 + fields.u16(field + 2)) {
    if (fields.u16(field) !== 1) continue
    let next = field + 4
    values.forEach((value, index) => {
      if (value !== 0xffff_ffff) return
      values[index] = fields.offset(next, true)
      next += 8
    })
  }
  return values
}

type Stored = { readonly place: number; readonly packed: number; readonly method: number }

function readHead(reader: ByteReader, { place, packed, method }: Stored, length: number): Uint8Array | undefined {
  const local = reader.read(place, 30)
  if (local.length < 30) return undefined
  const view = new DataView(local.buffer, local.byteOffset, 30)
  const from = place + 30 + view.getUint16(26, true) + view.getUint16(28, true)
  if (method === 0) return reader.read(from, Math.min(packed, length))
  if (method !== 8) return undefined
  // Few bytes first: packed, they may stand for a thousand times as many.
  for (let taken = 4096; ; taken *= 2) {
    const head = inflateHead(reader.read(from, Math.min(packed, taken)))
    if (head === undefined || head.length >= length || taken >= packed) return head?.subarray(0, length)
  }
}

function inflateHead(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return undefined
  }
}

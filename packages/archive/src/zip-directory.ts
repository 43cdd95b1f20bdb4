import { refuse } from '@slipway/kernel'
import type { OpenFile } from './content.ts'
import { tooMuch } from './limits.ts'
import type { TarLimits } from './read-tar.ts'
import { methods, signatures } from './zip-records.ts'

/** One member of a zip file, as its directory and its local header say alike. */
export type ZipRecord = {
  readonly name: string
  readonly deflated: boolean
  readonly checksum: number
  readonly packed: number
  readonly size: number
  /** Type and permission bits of Unix; 0 where it was written elsewhere. */
  readonly mode: number
  /** Seconds since 1970. */
  readonly mtime: number
  readonly dataAt: number
}

type Frame = { readonly count: number; readonly size: number; readonly offset: number; readonly end: number }
type Central = Omit<ZipRecord, 'dataAt'> & { readonly offset: number; readonly flags: number; readonly method: number; readonly rawName: Buffer }

const endSize = 22
const longestComment = 0xffff
const most32 = 0xffff_ffff

/** Reads the directory of a zip file (PKWARE's APPNOTE.TXT section 4.3) and holds every local header against it. */
export function openDirectory(file: OpenFile, { entries = 1_000_000, bytes = 64 * 2 ** 30 }: TarLimits): readonly ZipRecord[] {
  const frame = readFrame(file)
  if (frame.count > entries) throw tooMuch(`more than ${entries} members`)
  // A member takes 46 bytes of the directory at least, and seldom more than a few hundred.
  if (frame.size > 64 * 1024 * 1024 || frame.size < frame.count * 46) throw bad('its directory has a size that cannot be')
  const directory = readAt(file, frame.offset, frame.size)
  const found: Central[] = []
  let at = 0
  for (let index = 0; index < frame.count; index += 1) {
    const { record, next } = readCentral(directory, at)
    found.push(record)
    at = next
  }
  if (at !== frame.size) throw bad('its directory has more in it than it says')
  if (found.reduce((sum, { size }) => sum + size, 0) > bytes) throw tooMuch(`more than ${bytes} bytes`)
  const records = found.map((record) => ({ record, dataAt: readLocal(file, record) }))
  checkOverlaps(records, frame.offset)
  return records.map(({ record, dataAt }) => ({ ...record, dataAt }))
}

function readFrame(file: OpenFile): Frame {
  const length = Math.min(file.size, endSize + longestComment)
  const tail = readAt(file, file.size - length, length)
  const places: number[] = []
  for (let at = length - endSize; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === signatures.end && at + endSize + tail.readUInt16LE(at + 20) === length) places.push(at)
  }
  const [at] = places
  if (at === undefined) throw bad('it has no directory at its end')
  if (places.length > 1) throw bad('it has two ends')
  const end = file.size - length + at
  if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 6) !== 0) throw bad('it is one of several parts')
  const [count, size, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  const frame = count === 0xffff || size === most32 || offset === most32 ? readFrame64(file, end) : { count, size, offset, end }
  if (frame.offset + frame.size !== frame.end) throw bad('its directory does not lie where it says')
  return frame
}

function readFrame64(file: OpenFile, end: number): Frame {
  const locator = readAt(file, end - 20, 20)
  if (locator.readUInt32LE(0) !== signatures.locator64) throw bad('it lacks the larger numbers that it needs')
  const at = Number(locator.readBigUInt64LE(8))
  const record = readAt(file, at, 56)
  if (record.readUInt32LE(0) !== signatures.end64 || at + 12 + Number(record.readBigUInt64LE(4)) !== end - 20) throw bad('its larger numbers are damaged')
  const [count, size, offset] = [32, 40, 48].map((place) => Number(record.readBigUInt64LE(place)))
  return { count: count ?? 0, size: size ?? 0, offset: offset ?? 0, end: at }
}

function readCentral(directory: Buffer, at: number): { readonly record: Central; readonly next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== signatures.central) throw bad('its directory is damaged')
  const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place))
  const next = at + 46 + nameLength + extraLength + commentLength
  if (next > directory.length) throw bad('its directory is cut')
  const [madeBy, flags, method] = [directory.readUInt16LE(at + 4), directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)]
  const rawName = Buffer.from(directory.subarray(at + 46, at + 46 + nameLength))
  const name = readName(rawName)
  const extra = readExtra(directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength))
  // Encryption of any kind (bits 0, 6, 13), and patches (bit 5).
  if ((flags & 0x2061) !== 0) throw bad(`"${name}" is encrypted or a patch`)
  if (method !== methods.stored && method !== methods.deflated) throw bad(`"${name}" is packed by method ${method}, which is not read`)
  const wide = takeWide(extra.get(1), [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)])
  const [size = 0, packed = 0, offset = 0] = wide
  if (method === methods.stored && packed !== size) throw bad(`"${name}" is stored, and has two sizes`)
  // Unix and OS X: from others, the bits have another meaning.
  const mode = [3, 19].includes(madeBy >> 8) ? directory.readUInt32LE(at + 38) >>> 16 : 0
  const times = extra.get(0x5455)
  const mtime = times !== undefined && times.length >= 5 ? times.readInt32LE(1) : dosTime(directory.readUInt16LE(at + 12), directory.readUInt16LE(at + 14))
  const record = {
    name,
    rawName,
    flags,
    method,
    deflated: method === methods.deflated,
    checksum: directory.readUInt32LE(at + 16),
    size,
    packed,
    offset,
    mode,
    mtime,
  }
  return { record, next }
}

/** UTF-8, whether the member says so or not: what it is by chance in an old code page is refused. */
function readName(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    throw bad(`a name is no text: ${raw.toString('latin1').slice(0, 100)}`)
  }
}

function readExtra(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (let at = 0; at + 4 <= bytes.length; ) {
    const [id, size] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)]
    if (at + 4 + size > bytes.length || found.has(id)) throw bad('its directory has an extra field that is damaged or there twice')
    found.set(id, bytes.subarray(at + 4, at + 4 + size))
    at += 4 + size
  }
  return found
}

/** Each number that has no room in its field stands in the ZIP64 field, in this order (APPNOTE.TXT section 4.5.3). */
function takeWide(extra: Buffer | undefined, fields: readonly number[]): readonly number[] {
  let at = 0
  return fields.map((field) => {
    if (field !== most32) return field
    if (extra === undefined || at + 8 > extra.length) throw bad('it lacks a larger number that it needs')
    at += 8
    const value = extra.readBigUInt64LE(at - 8)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw bad('it has a number that cannot be')
    return Number(value)
  })
}

function dosTime(time: number, date: number): number {
  const [hours, minutes, seconds] = [time >> 11, (time >> 5) & 63, (time & 31) * 2]
  return Date.UTC(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31, hours, minutes, seconds) / 1000
}

/** Where the data of a member begins. Its local header has to say what the directory says: a reader that goes from the front sees no other file. */
function readLocal(file: OpenFile, record: Central): number {
  const header = readAt(file, record.offset, 30)
  const nameLength = header.readUInt16LE(26)
  const name = readAt(file, record.offset + 30, nameLength)
  const hasDescriptor = (record.flags & 8) !== 0
  const agrees =
    header.readUInt32LE(0) === signatures.local &&
    name.equals(record.rawName) &&
    header.readUInt16LE(6) === record.flags &&
    header.readUInt16LE(8) === record.method &&
    (hasDescriptor ||
      (header.readUInt32LE(14) === record.checksum &&
        [most32, record.packed].includes(header.readUInt32LE(18)) &&
        [most32, record.size].includes(header.readUInt32LE(22))))
  if (!agrees) throw bad(`"${record.name}" says two different things of itself`)
  return record.offset + 30 + nameLength + header.readUInt16LE(28)
}

/** Members that share bytes are how a small file becomes petabytes (D. Fifield, "A better zip bomb"). */
function checkOverlaps(records: readonly { readonly record: Central; readonly dataAt: number }[], directory: number): void {
  let free = 0
  for (const { record, dataAt } of records.toSorted((one, other) => one.record.offset - other.record.offset)) {
    if (record.offset < free) throw bad(`"${record.name}" overlaps another member`)
    free = dataAt + record.packed
  }
  if (free > directory) throw bad('a member reaches into the directory')
}

function readAt(file: OpenFile, offset: number, size: number): Buffer {
  if (offset < 0 || offset + size > file.size) throw bad('it is cut')
  const bytes = Buffer.alloc(size)
  if (size > 0 && file.readInto(offset, bytes) !== size) throw bad('it is cut')
  return bytes
}

export function bad(what: string): Error {
  return refuse({ code: 'E_ARCHIVE_ZIP', message: `the zip file cannot be read: ${what}`, cure: 'Fetch the archive again, and see where it comes from' })
}

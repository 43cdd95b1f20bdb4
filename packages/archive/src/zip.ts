import { refuse } from '@slipway/kernel'
import type { ArchiveEntry, ArchivePlan } from './content.ts'
import { deflate, type Seen } from './deflate.ts'
import { exactly } from './tar.ts'

/** What the central directory says of an entry: where it begins, and what a reader checks it by. */
type Written = { readonly entry: ArchiveEntry; readonly offset: number; readonly packed: number } & Readonly<Seen>

/** Sizes and places have 32 bits. The form with 64 (ZIP64) is not read by every unpacker, and no release takes an asset of this size. */
const widest = 0xffff_ffff

const signatures = { local: 0x0403_4b50, descriptor: 0x0807_4b50, central: 0x0201_4b50, end: 0x0605_4b50 }
/** Version 2.0 of the format: folders and deflate. The upper byte of "made by" is Unix, so that modes are read from the upper half of the attributes. */
const version = 20
const unix = 3
/** General purpose bit 3: sizes and checksum stand behind the data, because a stream's end is not known at its beginning. */
const streamed = 0x0008
const types = { folder: 0o040000, file: 0o100000, link: 0o120000 }

/**
 * The bytes of a plan as a zip file (PKWARE's APPNOTE.TXT 6.3). Times are in UTC: the format has a local time without a zone, and what
 * writers put there differs from machine to machine. Modes are those of Unix on every system.
 * Throws a Refusal when a file yields more or fewer bytes than its plan says, or when it, or one of its files, is larger than `limit`: what fits
 * into the format's 32 bits, at most.
 */
export async function* zip(plan: ArchivePlan, limit = widest): AsyncGenerator<Uint8Array> {
  const fits = (number: number): number => (number <= limit ? number : tooLarge(limit))
  for (const entry of plan.entries) if (entry.kind === 'file') fits(entry.size)
  const written: Written[] = []
  const time = dosTime(plan.mtime)
  let at = 0
  for (const entry of plan.entries) {
    const offset = fits(at)
    const head = localHeader(entry, time)
    yield head
    at += head.length
    const seen: Seen = { checksum: 0, size: 0 }
    let packed = 0
    for await (const bytes of bodyOf(entry, seen)) {
      yield bytes
      packed += bytes.length
    }
    at += packed
    written.push({ entry, offset, packed: fits(packed), checksum: seen.checksum, size: fits(seen.size) })
    if (entry.kind === 'folder') continue
    const tail = words(signatures.descriptor, seen.checksum, packed, seen.size)
    yield tail
    at += tail.length
  }
  const start = fits(at)
  for (const one of written) {
    const record = centralHeader(one, time)
    yield record
    at += record.length
  }
  yield endOf(written.length, fits(at - start), start)
}

async function* bodyOf(entry: ArchiveEntry, seen: Seen): AsyncGenerator<Uint8Array> {
  if (entry.kind === 'folder') return
  yield* deflate(entry.kind === 'link' ? once(Buffer.from(entry.target)) : exactly(entry.content, entry.path), seen)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function tooLarge(limit: number): never {
  throw refuse({ code: 'E_ARCHIVE_SIZE', message: `the zip file would hold more than ${limit} bytes`, cure: 'Leave something out, or split it' })
}

/** Two seconds are the smallest step, and 1980 is the first year. */
function dosTime(mtime: number): number {
  const date = new Date(Math.max(mtime, 315_532_800) * 1000)
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()
  return ((day << 16) | (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)) >>> 0
}

/** Names are ASCII, so that no flag for UTF-8 is due; a plan refuses others. */
function localHeader(entry: ArchiveEntry, time: number): Uint8Array {
  const [name, folder] = [Buffer.from(entry.path), entry.kind === 'folder']
  const header = Buffer.alloc(30)
  header.writeUInt32LE(signatures.local, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(folder ? 0 : streamed, 6)
  header.writeUInt16LE(folder ? 0 : 8, 8)
  header.writeUInt32LE(time, 10)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function centralHeader({ entry, offset, packed, checksum, size }: Written, time: number): Uint8Array {
  const [name, folder] = [Buffer.from(entry.path), entry.kind === 'folder']
  const header = Buffer.alloc(46)
  header.writeUInt32LE(signatures.central, 0)
  header.writeUInt16LE((unix << 8) | version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(folder ? 0 : streamed, 8)
  header.writeUInt16LE(folder ? 0 : 8, 10)
  header.writeUInt32LE(time, 12)
  header.writeUInt32LE(checksum, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  // The lower half is that of MS-DOS, where 0x10 is a folder.
  header.writeUInt32LE((((types[entry.kind] | entry.mode) << 16) | (folder ? 0x10 : 0)) >>> 0, 38)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}

function endOf(count: number, size: number, offset: number): Uint8Array {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(signatures.end, 0)
  if (count > 0xffff) throw refuse({ code: 'E_ARCHIVE_SIZE', message: `a zip file cannot hold ${count} files`, cure: 'Leave something out, or split it' })
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * index)
  return bytes
}

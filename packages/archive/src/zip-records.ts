import type { ArchiveEntry } from './content.ts'

/** One member as the records of a zip file say it. Sizes are in bytes, `offset` is where its local header begins. */
export type ZipMember = {
  readonly entry: ArchiveEntry
  readonly offset: number
  readonly checksum: number
  readonly packed: number
  readonly size: number
  /** Whether its sizes need eight bytes: told by the size that was promised, before the first byte is compressed. */
  readonly large: boolean
}

export const signatures = {
  local: 0x0403_4b50,
  descriptor: 0x0807_4b50,
  central: 0x0201_4b50,
  end64: 0x0606_4b50,
  locator64: 0x0706_4b50,
  end: 0x0605_4b50,
} as const
export const methods = { stored: 0, deflated: 8 } as const
/** General purpose bit 3: checksum and sizes follow the data. */
const followedByDescriptor = 0x0008
const most32 = 0xffff_ffff
/** Versions of the specification that a reader needs: folders and deflate, ZIP64. */
const versions = { plain: 20, large: 45 }
/** "Version made by" 3 is Unix: only then do readers take modes and links from the external attributes. */
const madeByUnix = 3 << 8

/** What deflate may add to bytes that it cannot compress is far below this. */
export function isLarge(size: number): boolean {
  return size > 0xf000_0000
}

/** Numbers in little-endian order, with their widths in bytes. */
function pack(...fields: readonly (readonly [bytes: 1 | 2 | 4 | 8, value: number])[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at)
    else buffer.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return buffer
}

/** Date and time in the way of MS-DOS (APPNOTE.TXT section 4.4.6), which knows no zone: always UTC, whatever the system says. */
function dosTime(mtime: number): readonly [time: number, date: number] {
  const when = new Date(Math.max(mtime, 315_532_800) * 1000)
  const time = (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1)
  return [time, ((when.getUTCFullYear() - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate()]
}

/** Info-ZIP's extended timestamp: the time in seconds since 1970, by which readers get the same instant in every zone. */
function timeExtra(mtime: number): Buffer {
  return pack([2, 0x5455], [2, 5], [1, 1], [4, mtime])
}

/** Whether a member has data that is compressed, and so sizes that are known after it only. */
export function isDeflated(entry: ArchiveEntry): boolean {
  return entry.kind === 'file' && entry.size > 0
}

/** APPNOTE.TXT section 4.3.7. A link's data is its target, stored. */
export function renderLocal(entry: ArchiveEntry, mtime: number, stored: { readonly checksum: number; readonly size: number }): Uint8Array {
  const name = Buffer.from(entry.path)
  const deflated = isDeflated(entry)
  const large = entry.kind === 'file' && isLarge(entry.size)
  const [time, date] = dosTime(mtime)
  const extra = Buffer.concat([timeExtra(mtime), large ? pack([2, 1], [2, 16], [8, 0], [8, 0]) : Buffer.alloc(0)])
  const size = large ? most32 : stored.size
  return Buffer.concat([
    pack([4, signatures.local], [2, large ? versions.large : versions.plain], [2, deflated ? followedByDescriptor : 0]),
    pack([2, deflated ? methods.deflated : methods.stored], [2, time], [2, date]),
    pack([4, stored.checksum], [4, size], [4, size], [2, name.length], [2, extra.length]),
    name,
    extra,
  ])
}

/** APPNOTE.TXT section 4.3.9. */
export function renderDescriptor({ checksum, packed, size, large }: ZipMember): Uint8Array {
  const width = large ? 8 : 4
  return pack([4, signatures.descriptor], [4, checksum], [width, packed], [width, size])
}

/** APPNOTE.TXT section 4.3.12. */
export function renderCentral({ entry, offset, checksum, packed, size, large }: ZipMember, mtime: number): Uint8Array {
  const name = Buffer.from(entry.path)
  const [time, date] = dosTime(mtime)
  const far = offset >= most32
  const wide = [
    ...(large
      ? ([
          [8, size],
          [8, packed],
        ] as const)
      : []),
    ...(far ? ([[8, offset]] as const) : []),
  ]
  const extra = Buffer.concat([timeExtra(mtime), wide.length === 0 ? Buffer.alloc(0) : pack([2, 1], [2, wide.length * 8], ...wide)])
  const version = large || far ? versions.large : versions.plain
  const deflated = isDeflated(entry)
  return Buffer.concat([
    pack([4, signatures.central], [2, madeByUnix | version], [2, version], [2, deflated ? followedByDescriptor : 0]),
    pack([2, deflated ? methods.deflated : methods.stored], [2, time], [2, date], [4, checksum]),
    pack([4, large ? most32 : packed], [4, large ? most32 : size], [2, name.length], [2, extra.length]),
    pack([2, 0], [2, 0], [2, 0], [4, attributesOf(entry)], [4, far ? most32 : offset]),
    name,
    extra,
  ])
}

/** The type and mode of Unix above, the folder bit of MS-DOS below. */
function attributesOf({ kind, mode }: ArchiveEntry): number {
  const type = kind === 'folder' ? 0o040000 : kind === 'link' ? 0o120000 : 0o100000
  return (type + mode) * 2 ** 16 + (kind === 'folder' ? 0x10 : 0)
}

/** APPNOTE.TXT sections 4.3.14 to 4.3.16. */
export function renderEnd(count: number, size: number, offset: number): Uint8Array {
  const large = count >= 0xffff || size >= most32 || offset >= most32
  const [shownCount, shownSize, shownOffset] = large ? [0xffff, most32, most32] : [count, size, offset]
  const end = pack([4, signatures.end], [2, 0], [2, 0], [2, shownCount], [2, shownCount], [4, shownSize], [4, shownOffset], [2, 0])
  if (!large) return end
  const made = madeByUnix | versions.large
  return Buffer.concat([
    pack([4, signatures.end64], [8, 44], [2, made], [2, versions.large], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, offset]),
    pack([4, signatures.locator64], [4, 0], [8, offset + size], [4, 1]),
    end,
  ])
}

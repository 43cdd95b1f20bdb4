import { createHash, hash } from 'node:crypto'
import { Fields, Malformed } from './fields.ts'

/** The hashes of a Mach-O code signature, by their number in the file (xnu, osfmk/kern/cs_blobs.h). */
const hashes = {
  1: { name: 'sha1', algorithm: 'sha1', size: 20 },
  2: { name: 'sha256', algorithm: 'sha256', size: 32 },
  3: { name: 'sha256-truncated', algorithm: 'sha256', size: 20 },
  4: { name: 'sha384', algorithm: 'sha384', size: 48 },
} as const

export type PageHash = (typeof hashes)[keyof typeof hashes]['name']

const flagNames: readonly (readonly [number, string])[] = [
  [0x1, 'host'],
  [0x2, 'adhoc'],
  [0x4, 'get-task-allow'],
  [0x8, 'installer'],
  [0x10, 'forced-lv'],
  [0x20, 'invalid-allowed'],
  [0x100, 'hard'],
  [0x200, 'kill'],
  [0x400, 'check-expiration'],
  [0x800, 'restrict'],
  [0x1000, 'enforcement'],
  [0x2000, 'library-validation'],
  [0x10000, 'runtime'],
  [0x20000, 'linker-signed'],
]

const smallestPageBits = 9

/** What one code directory of a signature says; a signature for old systems too has two, with SHA-1 and with SHA-256. */
export type CodeDirectory = {
  readonly hash: PageHash
  /** As Apple's tools call them; `adhoc`, `runtime` (the hardened runtime) and `linker-signed` among them. */
  readonly flags: readonly string[]
  readonly identifier: string
  readonly teamId: string | undefined
  /** Bytes of the image that the page hashes cover, from its start. */
  readonly codeLimit: number
  readonly pageSize: number
  readonly pages: number
  /** The lowest version of the hardened runtime that it was signed for, such as `12.3.0`. */
  readonly runtimeVersion: string | undefined
  /** The first 20 bytes of the directory's own hash: what Apple calls the cdhash, and notarizes. */
  readonly cdhash: string
}

/** A directory together with the hashes in it. */
export type RawDirectory = {
  readonly info: CodeDirectory
  readonly hashSize: number
  /** The hash of code page `index`, or of special slot `-index`, in hexadecimal. */
  readonly slot: (index: number) => string
  readonly specials: number
  /** The hash of some bytes, in hexadecimal. */
  readonly digest: (bytes: Uint8Array) => string
}

/** Reads the blob of a code directory (cs_blobs.h, `CodeDirectory`; numbers are big-endian). Throws Malformed. */
export function readDirectory(blob: Uint8Array): RawDirectory {
  const fields = new Fields(blob, false, 'a code directory')
  const version = fields.u32(8)
  const kind = hashes[fields.u8(37) as keyof typeof hashes]
  if (kind === undefined || fields.u8(36) !== kind.size) throw new Malformed(`a code directory has hashes of type ${fields.u8(37)} and ${fields.u8(36)} bytes`)
  const [hashOffset, specials, pages] = [fields.u32(16), fields.u32(24), fields.u32(28)]
  if (hashOffset < specials * kind.size || hashOffset + pages * kind.size > blob.length) throw new Malformed('the hashes of a code directory lie outside of it')
  if (version >= 0x20100 && fields.u32(44) !== 0) throw new Malformed('its code directory is scattered, which no current system writes')
  const pageBits = fields.u8(39)
  const wideLimit = version >= 0x20300 ? fields.offset(56, true) : 0
  const codeLimit = wideLimit === 0 ? fields.u32(32) : wideLimit
  const pageSize = pageBits === 0 ? codeLimit : 2 ** pageBits
  // 0 makes the whole image one page; the kernel has pages of 4 and of 16 KiB, and smaller ones only cost time.
  if ((pageBits > 0 && pageBits < smallestPageBits) || pageBits > 30 || pages !== (codeLimit === 0 ? 0 : Math.ceil(codeLimit / pageSize))) {
    throw new Malformed(`a code directory has ${pages} page hashes for ${codeLimit} bytes`)
  }
  const teamOffset = version >= 0x20200 ? fields.u32(48) : 0
  const runtime = version >= 0x20500 ? fields.u32(88) : 0
  const info: CodeDirectory = {
    hash: kind.name,
    flags: namesOf(fields.u32(12)),
    identifier: fields.text(fields.u32(20)),
    teamId: teamOffset === 0 ? undefined : fields.text(teamOffset),
    codeLimit,
    pageSize,
    pages,
    runtimeVersion: runtime === 0 ? undefined : `${runtime >>> 16}.${(runtime >>> 8) & 0xff}.${runtime & 0xff}`,
    cdhash: createHash(kind.algorithm).update(blob).digest('hex').slice(0, 40),
  }
  const table = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength)
  return {
    info,
    hashSize: kind.size,
    slot: (index) => table.toString('hex', hashOffset + index * kind.size, hashOffset + (index + 1) * kind.size),
    specials,
    // The one-shot form, and text: twice as fast for pages as an object and a buffer for each.
    digest: (bytes) => hash(kind.algorithm, bytes, 'hex').slice(0, 2 * kind.size),
  }
}

function namesOf(flags: number): readonly string[] {
  const known = flagNames.filter(([bit]) => (flags & bit) !== 0)
  const rest = (flags & ~known.reduce((all, [bit]) => all | bit, 0)) >>> 0
  return [...known.map(([, name]) => name), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])]
}

import { createHash, type Hash } from 'node:crypto'
import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { type Authenticode, readSignedData } from './authenticode-der.ts'
import { Malformed, readFields } from './fields.ts'
import type { NativeImage } from './image.ts'
import { readPeHeaders } from './pe.ts'
import { type ByteReader, readThrough } from './reader.ts'

/** One Authenticode signature of a PE file. A file that also old systems trust has several. */
export type AuthenticodeState = Authenticode & {
  /** Of the file as it stands now; undefined where the algorithm is not known. */
  readonly computed: string | undefined
  /** `same`: every byte that it covers is what was signed. `unsealed`: the digest in it is not the one that was signed. */
  readonly state: 'same' | 'altered' | 'unsealed' | 'unknown'
}

export type AuthenticodeCheck = {
  /** Where the certificate table stands. */
  readonly offset: number
  readonly size: number
  readonly signatures: readonly AuthenticodeState[]
  /** Certificates of other kinds than PKCS #7, which this room does not read. */
  readonly others: number
  /** Bytes behind the certificate table, which no signature may cover: signed files end with the table. */
  readonly behind: number
}

/** A certificate table of an honest file has a few tens of kilobytes. */
const largest = 16 * 1024 * 1024
const piece = 1024 * 1024
const cure = 'Sign the file again, as the last step that writes to it'

type Layout = { readonly checksum: number; readonly entry: number; readonly offset: number; readonly size: number }

/**
 * Compares the digests of Authenticode signatures with the file (Microsoft, "Windows Authenticode Portable Executable Signature Format",
 * and the PE format's "Attribute Certificate Table"); undefined when it is not signed. The digest covers the file but its checksum, the
 * entry of the certificate table and the table itself. It does not judge whether the signer can be trusted, nor verify page hashes.
 */
export function checkAuthenticode(reader: ByteReader, image: NativeImage): Result<AuthenticodeCheck | undefined, Problem> {
  try {
    return ok(image.format === 'pe' ? check(reader) : undefined)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return err({ code: 'E_BINARY_SIGNATURE', message: `has a damaged Authenticode signature: ${error.message}`, cure })
  }
}

function check(reader: ByteReader): AuthenticodeCheck | undefined {
  const layout = findTable(reader)
  if (layout === undefined) return undefined
  const { offset, size } = layout
  const { signatures, others } = readTable(reader, layout)
  const sums = digests(reader, layout, [...new Set(signatures.flatMap(({ algorithm }) => algorithm ?? []))])
  return {
    offset,
    size,
    others,
    behind: Math.max(0, reader.size - offset - size),
    signatures: signatures.map((one) => {
      const computed = one.algorithm === undefined ? undefined : sums.get(one.algorithm)
      const state = !one.sealed ? 'unsealed' : computed === undefined ? 'unknown' : computed === one.digest ? 'same' : 'altered'
      return { ...one, computed, state }
    }),
  }
}

/** The certificate table is the fifth directory; of all directories it alone holds a place in the file. */
function findTable(reader: ByteReader): Layout | undefined {
  const optional = readPeHeaders(reader)?.optional
  const directory = optional?.directories[4]
  if (optional === undefined || directory === undefined || directory.address === 0 || directory.size === 0) return undefined
  const { address: offset, size } = directory
  if (offset + size > reader.size) throw new Malformed(`it would stand at ${offset} to ${offset + size}, but the file ends at ${reader.size}`, true)
  if (size > largest) throw new Malformed(`it claims ${size} bytes`)
  const layout = { checksum: optional.at + 64, entry: optional.at + optional.first + 32, offset, size }
  if (offset < layout.entry + 8) throw new Malformed('it stands in the headers')
  return layout
}

/** WIN_CERTIFICATE entries, each at a multiple of 8; kind 2 is PKCS #7. */
function readTable(reader: ByteReader, { offset, size }: Layout): { readonly signatures: readonly Authenticode[]; readonly others: number } {
  const signatures: Authenticode[] = []
  let others = 0
  for (let at = 0; at + 8 <= size; ) {
    const head = readFields(reader, offset + at, 8, true, 'an entry of the certificate table')
    const [length, kind] = [head.u32(0), head.u16(6)]
    // What is left may be padding.
    if (length === 0) break
    if (length < 8 || at + length > size) throw new Malformed(`an entry of its certificate table claims ${length} bytes`)
    if (kind === 2) signatures.push(...readSignedData(Uint8Array.from(reader.read(offset + at + 8, length - 8))))
    else others += 1
    at += Math.ceil(length / 8) * 8
  }
  if (signatures.length + others === 0) throw new Malformed('its certificate table is empty')
  return { signatures, others }
}

/** All digests in one pass. */
function digests(reader: ByteReader, layout: Layout, algorithms: readonly string[]): ReadonlyMap<string, string> {
  const sums = new Map<string, Hash>(algorithms.map((name) => [name, createHash(name)]))
  const ranges = [
    [0, layout.checksum],
    [layout.checksum + 4, layout.entry],
    [layout.entry + 8, layout.offset],
    [layout.offset + layout.size, reader.size],
  ] as const
  const buffer = new Uint8Array(Math.min(piece, reader.size))
  for (const [from, to] of sums.size === 0 ? [] : ranges) {
    for (let at = from; at < to; at += piece) {
      const bytes = readThrough(reader, at, Math.min(piece, to - at), buffer)
      for (const sum of sums.values()) sum.update(bytes)
    }
  }
  return new Map([...sums].map(([name, sum]) => [name, sum.digest('hex')]))
}

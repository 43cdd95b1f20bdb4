import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { Refusal, refuse } from '@slipway/kernel'
import type { OpenFile } from './content.ts'
import type { TarEntry, TarLimits, TarType } from './read-tar.ts'
import { bad, openDirectory, type ZipRecord } from './zip-directory.ts'

/**
 * Reads a zip file member by member, in constant memory: stored and deflated members, ZIP64, modes and links of Unix. The directory at its
 * end is what counts, and every local header has to agree with it; members may not overlap. Throws a Refusal: E_ARCHIVE_ZIP for what is no
 * zip file, damaged, encrypted or ambiguous, E_ARCHIVE_LIMIT for more than `limits`. A member's checksum is proven when its body was read.
 */
export async function* readZip(file: OpenFile, limits: TarLimits = {}): AsyncGenerator<TarEntry> {
  for (const record of openDirectory(file, limits)) {
    const body = (): AsyncGenerator<Uint8Array> => readBody(file, record)
    const type = typeOf(record)
    const base = { path: record.name.replace(/(?<=.)\/+$/, ''), mode: record.mode & 0o7777, uid: 0, gid: 0, mtime: record.mtime, attributes: {} }
    if (type === 'file') yield { ...base, type, size: record.size, body: { [Symbol.asyncIterator]: body } }
    else if (type === 'symlink') yield { ...base, type, size: 0, linkTarget: await readText(body(), record), body: nothing }
    else yield { ...base, type, size: 0, body: nothing }
  }
}

const nothing: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }

/** The file type bits of stat(2). */
const types: ReadonlyMap<number, TarType> = new Map([
  [0o010000, 'fifo'],
  [0o020000, 'character-device'],
  [0o040000, 'directory'],
  [0o060000, 'block-device'],
  [0o120000, 'symlink'],
  // A socket: nothing that an archive holds, and refused as a pipe is.
  [0o140000, 'fifo'],
])

function typeOf({ mode, name }: ZipRecord): TarType {
  return types.get(mode & 0o170000) ?? (name.endsWith('/') ? 'directory' : 'file')
}

async function readText(body: AsyncIterable<Uint8Array>, { name, size }: ZipRecord): Promise<string> {
  if (size > 4096) throw bad(`the link "${name}" has a target of ${size} bytes`)
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const chunkSize = 256 * 1024

async function* readBody(file: OpenFile, record: ZipRecord): AsyncGenerator<Uint8Array> {
  let checksum = 0
  let size = 0
  for await (const bytes of record.deflated ? inflate(file, record) : readPacked(file, record)) {
    size += bytes.length
    if (size > record.size) throw bad(`"${record.name}" holds more than the ${record.size} bytes that it says`)
    checksum = crc32(bytes, checksum)
    yield bytes
  }
  if (size !== record.size || checksum !== record.checksum) throw bad(`"${record.name}" is damaged`)
}

function* readPacked(file: OpenFile, { dataAt, packed, name }: ZipRecord): Generator<Uint8Array> {
  for (let at = 0; at < packed; ) {
    const bytes = Buffer.allocUnsafeSlow(Math.min(chunkSize, packed - at))
    const count = file.readInto(dataAt + at, bytes)
    if (count === 0) throw bad(`"${name}" is cut`)
    at += count
    yield bytes.subarray(0, count)
  }
}

async function* inflate(file: OpenFile, record: ZipRecord): AsyncGenerator<Uint8Array> {
  const source = Readable.from(readPacked(file, record))
  const inflating = createInflateRaw({ chunkSize })
  source.on('error', (error) => inflating.destroy(error))
  source.pipe(inflating)
  try {
    yield* inflating as AsyncIterable<Uint8Array>
    // What stands behind the end of the data would be read by another program as something else.
    if (inflating.bytesWritten !== record.packed) throw bad(`"${record.name}" has something behind its data`)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw refuse(
      { code: 'E_ARCHIVE_ZIP', message: `the zip file cannot be read: "${record.name}" is damaged`, cure: 'Fetch the archive again' },
      { cause: error },
    )
  } finally {
    source.destroy()
    inflating.destroy()
  }
}

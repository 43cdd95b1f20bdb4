import { Readable, type Transform } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { type Problem, Refusal, refuse } from '@slipway/kernel'
import { cutFrames } from './zstd-frames.ts'

/** How bytes are packed: told by their beginning, because names and media types are sometimes wrong. */
export type Compression = 'gzip' | 'zstd' | 'none'

/** Tells gzip (RFC 1952 section 2.3.1) and zstd (RFC 8878 section 3.1, skippable frames too) by the first four bytes. */
export function detectCompression(head: Uint8Array): Compression {
  const [a = 0, b = 0, c = 0, d = 0] = head
  if (a === 0x1f && b === 0x8b) return 'gzip'
  const isFrame = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd
  const isSkippable = (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18
  return isFrame || isSkippable ? 'zstd' : 'none'
}

/** Unpacks gzip (all members) and zstd (all frames) and passes on anything else. Throws a Refusal (E_ARCHIVE_COMPRESSION) for what is cut or damaged. */
export async function* decompress(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]()
  try {
    const { head, rest } = await peek(source)
    const compression = detectCompression(head)
    if (compression === 'none') yield* rest
    else if (compression === 'gzip') yield* through(createGunzip({ chunkSize: 256 * 1024 }), rest, compression)
    else yield* through(createZstdDecompress({ chunkSize: 256 * 1024 }), cutFrames(rest), compression)
  } finally {
    await source.return?.()
  }
}

async function peek(source: AsyncIterator<Uint8Array>): Promise<{ head: Uint8Array; rest: AsyncGenerator<Uint8Array> }> {
  let head: Uint8Array = new Uint8Array()
  while (head.length < 4) {
    const next = await source.next()
    if (next.done === true) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value
  }
  return { head, rest: all() }
}

async function* through(unpacking: Transform, chunks: AsyncIterable<Uint8Array>, compression: Compression): AsyncGenerator<Uint8Array> {
  const failure = { source: undefined as { readonly error: unknown } | undefined }
  const readable = Readable.from(watch(chunks, failure))
  readable.on('error', (error) => unpacking.destroy(error))
  readable.pipe(unpacking)
  try {
    yield* unpacking as AsyncIterable<Uint8Array>
  } catch (error) {
    if (failure.source !== undefined) throw failure.source.error
    throw error instanceof Refusal ? error : refuse(bad(compression, error), { cause: error })
  } finally {
    readable.destroy()
    unpacking.destroy()
  }
}

async function* watch(chunks: AsyncIterable<Uint8Array>, failure: { source: { readonly error: unknown } | undefined }): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    failure.source = { error }
    throw error
  }
}

function bad(compression: Compression, error: unknown): Problem {
  return {
    code: 'E_ARCHIVE_COMPRESSION',
    message: `the ${compression} data cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    cure: 'Make the archive again, and see that it was copied whole',
  }
}

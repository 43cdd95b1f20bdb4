import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

/** What a reader of compressed bytes can check them by; complete when the stream has ended. */
export type Seen = {
  /** CRC-32. */
  checksum: number
  size: number
}

/** Everything that decides the bytes. Level 0 is never used: its bytes depend on the sizes of the chunks that come in. */
const settings = { level: 9, memLevel: 8, windowBits: 15, strategy: constants.Z_DEFAULT_STRATEGY, chunkSize: 256 * 1024 }

/** Compresses a stream (RFC 1951); the bytes depend on the content alone, not on how it is cut into chunks. */
export async function* deflate(chunks: AsyncIterable<Uint8Array>, seen: Seen): AsyncGenerator<Uint8Array> {
  const stream = createDeflateRaw(settings)
  const source = Readable.from(watch(chunks, seen), { objectMode: false, highWaterMark: 256 * 1024 })
  const piping = pipeline(source, stream)
  piping.catch(() => {})
  try {
    yield* stream
    await piping
  } finally {
    source.destroy()
    stream.destroy()
  }
}

async function* watch(chunks: AsyncIterable<Uint8Array>, seen: Seen): AsyncGenerator<Uint8Array> {
  for await (const bytes of chunks) {
    seen.checksum = crc32(bytes, seen.checksum)
    seen.size += bytes.byteLength
    if (bytes.byteLength > 0) yield bytes
  }
}

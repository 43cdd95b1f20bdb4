import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

/**
 * The ten bytes of a gzip header (RFC 1952 section 2.3) that say nothing of where and when it was written: deflate, no flags, no
 * time, "slowest algorithm", operating system unknown (255). Node's own header names the system, so bytes would differ between them.
 */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255)

/** Everything that decides the bytes. Level 0 is never used: its bytes depend on the sizes of the chunks that come in. */
const settings = { level: 9, memLevel: 8, windowBits: 15, strategy: constants.Z_DEFAULT_STRATEGY, chunkSize: 256 * 1024 }

/** Compresses a stream; the bytes depend on the content alone, not on how it is cut into chunks. */
export async function* gzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const seen = { checksum: 0, size: 0 }
  const deflate = createDeflateRaw(settings)
  const source = Readable.from(watch(chunks, seen), { objectMode: false, highWaterMark: 256 * 1024 })
  const piping = pipeline(source, deflate)
  piping.catch(() => {})
  try {
    yield header
    yield* deflate
    await piping
    yield trailerOf(seen.checksum, seen.size)
  } finally {
    source.destroy()
    deflate.destroy()
  }
}

async function* watch(chunks: AsyncIterable<Uint8Array>, seen: { checksum: number; size: number }): AsyncGenerator<Uint8Array> {
  for await (const bytes of chunks) {
    seen.checksum = crc32(bytes, seen.checksum)
    seen.size += bytes.byteLength
    if (bytes.byteLength > 0) yield bytes
  }
}

/** CRC-32 and the size modulo 2^32, little-endian (RFC 1952 section 2.3.1). */
function trailerOf(checksum: number, size: number): Uint8Array {
  const trailer = new DataView(new ArrayBuffer(8))
  trailer.setUint32(0, checksum, true)
  trailer.setUint32(4, size % 2 ** 32, true)
  return new Uint8Array(trailer.buffer)
}

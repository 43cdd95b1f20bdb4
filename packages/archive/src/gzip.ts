import { crc32 } from 'node:zlib'
import { type DeflateOptions, deflate } from './deflate.ts'

/**
 * The ten bytes of a gzip header (RFC 1952 section 2.3) that say nothing of where and when it was written: deflate, no flags, no time, no
 * extra flags, operating system unknown (255). Node's own header names the system, so bytes would differ between them.
 */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)

/** Compresses a stream as gzip; the bytes depend on the content alone (see `deflate`). */
export async function* gzip(chunks: AsyncIterable<Uint8Array>, options: DeflateOptions = {}): AsyncGenerator<Uint8Array> {
  const seen = createCount()
  yield header
  yield* deflate(seen.watch(chunks), options)
  const trailer = new DataView(new ArrayBuffer(8))
  // CRC-32 and the size modulo 2^32, little-endian (RFC 1952 section 2.3.1).
  trailer.setUint32(0, seen.checksum(), true)
  trailer.setUint32(4, seen.size() % 2 ** 32, true)
  yield new Uint8Array(trailer.buffer)
}

/** Counts the bytes that pass, and takes their CRC-32. */
export function createCount() {
  let checksum = 0
  let size = 0
  return {
    watch: async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const bytes of chunks) {
        checksum = crc32(bytes, checksum)
        size += bytes.byteLength
        yield bytes
      }
    },
    checksum: (): number => checksum,
    size: (): number => size,
  }
}

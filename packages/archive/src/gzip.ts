import { deflate, type Seen } from './deflate.ts'

/**
 * The ten bytes of a gzip header (RFC 1952 section 2.3) that say nothing of where and when it was written: deflate, no flags, no
 * time, "slowest algorithm", operating system unknown (255). Node's own header names the system, so bytes would differ between them.
 */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255)

/** Compresses a stream; the bytes depend on the content alone, not on how it is cut into chunks. */
export async function* gzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const seen: Seen = { checksum: 0, size: 0 }
  yield header
  yield* deflate(chunks, seen)
  yield trailerOf(seen)
}

/** CRC-32 and the size modulo 2^32, little-endian (RFC 1952 section 2.3.1). */
function trailerOf({ checksum, size }: Seen): Uint8Array {
  const trailer = new DataView(new ArrayBuffer(8))
  trailer.setUint32(0, checksum, true)
  trailer.setUint32(4, size % 2 ** 32, true)
  return new Uint8Array(trailer.buffer)
}

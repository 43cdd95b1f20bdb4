import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as zlib from 'node:zlib'
import { refuse } from '@slipway/kernel'

/**
 * Everything that decides the bytes. Level 3 is what `zstd` does unless told otherwise; above 4 the search differs between processors
 * (facebook/zstd#3796).
 */
const level = 3
const chunkSize = 256 * 1024

/**
 * Compresses a stream as one zstd frame with a checksum (RFC 8878). The bytes depend on the content and on the version of the library in
 * Node.js, which `process.versions.zstd` tells. Throws a Refusal (E_ARCHIVE_ZSTD) where Node.js has none, as before 22.15.
 */
export async function* zstd(chunks: AsyncIterable<Uint8Array>, library: Partial<Pick<typeof zlib, 'createZstdCompress'>> = zlib): AsyncGenerator<Uint8Array> {
  if (library.createZstdCompress === undefined) {
    throw refuse({ code: 'E_ARCHIVE_ZSTD', message: 'this Node.js has no zstd', cure: 'Run the action with Node.js 24, or write a tar.gz' })
  }
  const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = zlib.constants
  const compressing = library.createZstdCompress({ chunkSize, params: { [ZSTD_c_compressionLevel]: level, [ZSTD_c_checksumFlag]: 1 } })
  const source = Readable.from(chunks, { objectMode: false, highWaterMark: chunkSize })
  const piping = pipeline(source, compressing)
  piping.catch(() => {})
  try {
    yield* compressing as AsyncIterable<Uint8Array>
    await piping
  } finally {
    source.destroy()
    compressing.destroy()
  }
}

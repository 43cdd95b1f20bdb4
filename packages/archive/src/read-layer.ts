import { refuse } from '@slipway/kernel'
import { decompress } from './decompress.ts'
import { readTar, type TarEntry, type TarLimits } from './read-tar.ts'

/** Layers that are tar files, packed or not (OCI media-types.md; Docker's image manifest version 2, schema 2). */
const layerType = /^application\/vnd\.(?:oci\.image\.layer\.(?:nondistributable\.)?v1|docker\.image\.rootfs\.(?:foreign\.)?diff)\.tar(?:[.+](?:gzip|zstd))?$/

/**
 * Reads one layer of an image, as `readTar` does. How it is packed is told by its bytes; the media type only has to be that of a layer.
 * Throws Refusals: E_ARCHIVE_LAYER for another type, such as an encrypted layer, and those of `readTar` and `decompress`.
 */
export async function* readLayer(chunks: AsyncIterable<Uint8Array>, mediaType: string, limits: TarLimits = {}): AsyncGenerator<TarEntry> {
  if (!layerType.test(mediaType)) {
    const cure = 'Build the image with layers that are tar files, packed with gzip or zstd or not at all'
    throw refuse({ code: 'E_ARCHIVE_LAYER', message: `a layer of the media type ${mediaType} cannot be read`, cure })
  }
  yield* readTar(decompress(chunks), limits)
}

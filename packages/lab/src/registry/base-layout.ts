import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Digest, digestOf, hexOf, type Platform, unwrap } from '@slipway/kernel'
import { type Descriptor, mediaTypes, openLayout, parseConfig, planIndex, renderPlatformObject } from '@slipway/oci'

/** A gzipped layer that lies in a layout already. */
export type Layer = { readonly digest: Digest; readonly size: number; readonly diffId: Digest }

export type LayoutImage = { readonly platform: Platform; readonly layer: Layer; readonly createdBy: string }

function blobPath(folder: string, digest: Digest): string {
  return join(folder, 'blobs', 'sha256', hexOf(digest))
}

/** Compresses a tar file into a layout's blobs, as `gzip -n -1` would: no name, no time. The file is read once, in a stream. */
export async function addLayer(folder: string, tar: string): Promise<Layer> {
  const part = `${tar}.gz`
  const plain = createHash('sha256')
  const packed = createHash('sha256')
  await pipeline(createReadStream(tar, { highWaterMark: 1024 * 1024 }), tap(plain), createGzip({ level: 1 }), tap(packed), createWriteStream(part))
  const layer = { digest: `sha256:${packed.digest('hex')}` as Digest, size: (await stat(part)).size, diffId: `sha256:${plain.digest('hex')}` as Digest }
  await mkdir(dirname(blobPath(folder, layer.digest)), { recursive: true })
  await rename(part, blobPath(folder, layer.digest))
  return layer
}

function tap(hash: Hash): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      done(null, chunk)
    },
  })
}

/** Writes an OCI image layout (image-layout.md) with one index over the images, under the name `name`. `created` is RFC 3339. */
export async function writeLayout(folder: string, name: string, created: string, images: readonly LayoutImage[]): Promise<Digest> {
  await mkdir(join(folder, 'blobs', 'sha256'), { recursive: true })
  const children = await Promise.all(
    images.map(async (image) => ({ descriptor: await writeImage(folder, created, image), declared: image.platform, actual: image.platform })),
  )
  const index = unwrap(planIndex({ children, platforms: images.map(({ platform }) => platform) }))
  await writeFile(blobPath(folder, index.digest), index.bytes)
  const entry = { mediaType: index.mediaType, digest: index.digest, size: index.bytes.length, annotations: { 'org.opencontainers.image.ref.name': name } }
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [entry] }))
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
  return index.digest
}

async function writeImage(folder: string, created: string, { platform, layer, createdBy }: LayoutImage): Promise<Descriptor> {
  const config = await writeBlob(folder, {
    created,
    ...renderPlatformObject(platform),
    config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: ['/bin/sh'] },
    rootfs: { type: 'layers', diff_ids: [layer.diffId] },
    history: [{ created, created_by: createdBy }],
  })
  const manifest = await writeBlob(folder, {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: { mediaType: mediaTypes.config, ...config },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: layer.digest, size: layer.size }],
  })
  return { mediaType: mediaTypes.manifest, ...manifest }
}

async function writeBlob(folder: string, value: object): Promise<{ readonly digest: Digest; readonly size: number }> {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  const digest = digestOf(bytes)
  await writeFile(blobPath(folder, digest), bytes)
  return { digest, size: bytes.length }
}

/** The digest of the index in a layout, when it is whole: every manifest and config has its bytes, every layer its size. */
export async function checkLayout(folder: string, platforms: readonly Platform[]): Promise<Digest | undefined> {
  try {
    const layout = await openLayout((path) => readFile(join(folder, path)))
    const [entry] = layout.entries
    const index = entry === undefined ? undefined : await layout.readManifest(entry)
    if (index?.kind !== 'index') return undefined
    const found: Platform[] = []
    for (const child of index.manifests) {
      const image = await layout.readManifest(child)
      if (image.kind !== 'image') return undefined
      found.push(unwrap(parseConfig(await layout.readBlob(image.config.digest))).platform)
      for (const layer of image.layers) if ((await stat(blobPath(folder, layer.digest))).size !== layer.size) return undefined
    }
    return found.join() === platforms.join() ? index.digest : undefined
  } catch {
    // Whatever is wrong with it, it is made again.
    return undefined
  }
}

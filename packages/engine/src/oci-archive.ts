import { createHash } from 'node:crypto'
import { type ArchiveEntry, earliestTime, readTar, type TarEntry, tar } from '@slipway/archive/streams'
import type { Files } from '@slipway/host'
import { type Digest, hexOf, type Platform, parsePlatform, refuse } from '@slipway/kernel'
import { type Descriptor, describeManifest, type ImageManifest, openLayout, readLayoutImage, renderLayoutImage } from '@slipway/oci'
import type { LayoutImage } from './engine.ts'

/** The one file of an artifact that hands an image on. */
export const imageArchive = 'image.tar'

/** The artifact that holds an image of one platform: `builder-3f2a9c-arm64`, `builder-3f2a9c-arm-v7`. Containers are always of Linux. */
export function artifactName(name: string, platform: Platform): string {
  return `${name}-${platform.split('/').slice(1).join('-')}`
}

/** The platform whose image an artifact holds; undefined when it is not called as `artifactName` would call it. */
export function platformOfArtifact(name: string, artifact: string): Platform | undefined {
  if (!artifact.startsWith(`${name}-`)) return undefined
  const platform = parsePlatform(`linux/${artifact.slice(name.length + 1).replaceAll('-', '/')}`)
  return platform.ok ? platform.value : undefined
}

/**
 * Writes the image of a layout as an OCI archive: a tar file of the layout, with the blobs of the image and nothing else. The same image
 * gives the same bytes, whichever tool wrote the layout. Rejects with a Refusal when the layout is none or lacks a blob.
 * @param archive the file to write
 */
export async function packLayout(files: Pick<Files, 'readBytes' | 'info' | 'stream' | 'writeStream'>, layout: string, archive: string): Promise<void> {
  const { manifest } = await readLayoutImage(await openLayout((path) => files.readBytes(`${layout}/${path}`)))
  await checkBlobs(files, layout, manifest)
  const [, index] = renderLayoutImage(manifest)
  const small: readonly (readonly [string, Uint8Array])[] = [
    ['index.json', index?.[1] ?? new Uint8Array()],
    ['oci-layout', marker],
  ]
  const entries: ArchiveEntry[] = [
    ...['blobs/', 'blobs/sha256/'].map((path): ArchiveEntry => ({ kind: 'folder', path, mode: 0o755 })),
    ...blobsOf(manifest).map(({ digest, size }): ArchiveEntry => {
      const path = blobPath(digest)
      return { kind: 'file', path, mode: 0o644, size, content: { size, stream: () => files.stream(`${layout}/${path}`) } }
    }),
    ...small.map(([path, content]): ArchiveEntry => ({ kind: 'file', path, mode: 0o644, size: content.length, content })),
  ]
  await files.writeStream(archive, tar({ folder: '', mtime: earliestTime, entries }))
}

const marker = new TextEncoder().encode('{"imageLayoutVersion":"1.0.0"}')

export type ImageArchive = LayoutImage & { readonly platform: Platform }

/** Bytes that an archive may hold; the largest builder images have some ten gigabytes. */
const largest = 32 * 2 ** 30
/** What registries take of a manifest, and more than any index or config has. */
const largestDocument = 4 * 2 ** 20

/**
 * Unpacks an OCI archive that somebody else made. Only the files of a layout are written, each blob is what it is called, and the image is
 * whole. Rejects with a Refusal (E_ENGINE_ARCHIVE, and those of `readTar` and `openLayout`), and leaves what it has written.
 * @param folder is made; has to be empty
 */
export async function unpackLayout(
  files: Pick<Files, 'readBytes' | 'info' | 'stream' | 'writeStream'>,
  archive: string,
  folder: string,
  limit: number = largest,
): Promise<ImageArchive> {
  const seen = new Set<string>()
  for await (const entry of readTar(files.stream(archive), { entries: 10_000, bytes: limit })) {
    const path = entry.path.replace(/^\.\//, '')
    if (entry.type === 'directory' && folders.includes(path)) continue
    checkMember(entry, path)
    if (seen.has(path)) throw bad(`holds "${path}" twice`)
    seen.add(path)
    const hash = createHash('sha256')
    await files.writeStream(`${folder}/${path}`, watch(entry.body, hash))
    const hex = hash.digest('hex')
    if (path.startsWith('blobs/') && !path.endsWith(`/${hex}`)) throw bad(`is damaged: ${path} is sha256:${hex}`)
  }
  const { manifest, config } = await readLayoutImage(await openLayout((path) => files.readBytes(`${folder}/${path}`)))
  await checkBlobs(files, folder, manifest)
  return { layout: folder, digest: manifest.digest, platform: config.platform }
}

const folders: readonly string[] = ['.', 'blobs', 'blobs/sha256']

function checkMember({ type, size }: TarEntry, path: string): void {
  const isBlob = /^blobs\/sha256\/[0-9a-f]{64}$/.test(path)
  if (!isBlob && path !== 'index.json' && path !== 'oci-layout') throw bad(`holds ${JSON.stringify(path)}, which belongs to no layout`)
  if (type !== 'file') throw bad(`holds "${path}" as a ${type}`)
  if (!isBlob && size > largestDocument) throw bad(`holds "${path}" with ${size} bytes, more than 4 MiB`)
}

async function* watch(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}

/** Every blob that the image needs has to be there, as long as its descriptor says. */
async function checkBlobs(files: Pick<Files, 'info'>, layout: string, manifest: ImageManifest): Promise<void> {
  for (const { digest, size } of blobsOf(manifest)) {
    const info = await files.info(`${layout}/${blobPath(digest)}`)
    if (info?.kind !== 'file') throw bad(`lacks the blob ${digest}`)
    if (info.size !== size) throw bad(`holds ${info.size} bytes of ${digest}, which has ${size}`)
  }
}

/** Each blob once, in the order of their digests. */
function blobsOf(manifest: ImageManifest): readonly Descriptor[] {
  const all = [describeManifest(manifest), manifest.config, ...manifest.layers]
  const unique = new Map(all.map((descriptor) => [descriptor.digest, descriptor]))
  return [...unique.values()].sort((one, other) => (one.digest < other.digest ? -1 : 1))
}

export function blobPath(digest: Digest): string {
  if (!digest.startsWith('sha256:')) throw bad(`names ${digest}, and only sha256 is read`)
  return `blobs/sha256/${hexOf(digest)}`
}

function bad(what: string): Error {
  return refuse({ code: 'E_ENGINE_ARCHIVE', message: `the image ${what}`, cure: 'Run the job that made it again' })
}

import { createHash, randomUUID } from 'node:crypto'
import { type Digest, isDigest, type Tag } from '@slipway/kernel'
import { type Descriptor, type Exact, type Manifest, parseManifest } from '@slipway/oci'
import type { StoredTag } from './storage.ts'

/** What is wrong with a request, by the code of the specification ("Error Codes"). */
export type Wrong = { readonly status: number; readonly code: string; readonly message: string }

type Repository = { readonly manifests: Map<string, Manifest>; readonly tags: Map<string, Digest>; readonly blobs: Set<string> }
type Upload = { readonly repository: string; readonly chunks: Uint8Array[]; size: number }

export const isWrong = (value: object): value is Wrong => 'code' in value && 'status' in value

/** What the registry in memory holds, and the rules of content: nothing is stored that is not what it is called, or is not whole. */
export class MemoryContent {
  readonly #repositories = new Map<string, Repository>()
  readonly #blobs = new Map<string, Uint8Array>()
  readonly #uploads = new Map<string, Upload>()

  /** Undefined for a repository that nothing was pushed to yet. */
  repository(name: string): Repository | undefined {
    return this.#repositories.get(name)
  }

  blob(name: string, digest: string): Uint8Array | undefined {
    return this.repository(name)?.blobs.has(digest) === true ? this.#blobs.get(digest) : undefined
  }

  deleteBlob(name: string, digest: string): boolean {
    return this.repository(name)?.blobs.delete(digest) === true
  }

  /** Takes a blob over from another repository; false where it is not there. */
  mount(name: string, from: string, digest: string): boolean {
    if (this.blob(from, digest) === undefined) return false
    this.#open(name).blobs.add(digest)
    return true
  }

  startUpload(repository: string): string {
    const id = randomUUID()
    this.#uploads.set(id, { repository, chunks: [], size: 0 })
    return id
  }

  /** How many bytes an upload holds; undefined where there is no such one. */
  uploaded(name: string, id: string): number | undefined {
    const upload = this.#uploads.get(id)
    return upload?.repository === name ? upload.size : undefined
  }

  append(id: string, bytes: Uint8Array): void {
    const upload = this.#uploads.get(id)
    upload?.chunks.push(bytes)
    if (upload !== undefined) upload.size += bytes.length
  }

  cancelUpload(id: string): void {
    this.#uploads.delete(id)
  }

  finishUpload(name: string, id: string, digest: string): Wrong | undefined {
    const bytes = Buffer.concat(this.#uploads.get(id)?.chunks ?? [])
    if (!isDigest(digest) || hash(bytes, digest) !== digest) return wrong(400, 'DIGEST_INVALID', 'the content is not what the digest says')
    this.#uploads.delete(id)
    this.#blobs.set(digest, bytes)
    this.#open(name).blobs.add(digest)
    return undefined
  }

  /** Stores a manifest under its digest and the tags, all or nothing. `at` is the digest, or the one tag. */
  putManifest(name: string, at: string, tags: readonly string[], sent: Pick<Exact, 'bytes' | 'mediaType'>): Manifest | Wrong {
    const parsed = parseManifest(sent.bytes, sent.mediaType)
    if (!parsed.ok) return wrong(400, 'MANIFEST_INVALID', parsed.error.message)
    const manifest = isDigest(at) ? { ...parsed.value, digest: hash(sent.bytes, at) } : parsed.value
    if (isDigest(at) && manifest.digest !== at) return wrong(400, 'DIGEST_INVALID', 'the manifest is not what the digest says')
    const missing = this.#missing(name, manifest)
    if (missing.length > 0) return wrong(400, 'MANIFEST_BLOB_UNKNOWN', `not there: ${missing.map(({ digest }) => digest).join(', ')}`)
    const repository = this.#open(name)
    repository.manifests.set(manifest.digest, manifest)
    for (const tag of isDigest(at) ? tags : [at]) repository.tags.set(tag, manifest.digest)
    return manifest
  }

  readManifest(name: string, at: string): Manifest | undefined {
    const repository = this.repository(name)
    return repository?.manifests.get(isDigest(at) ? at : (repository.tags.get(at) ?? ''))
  }

  /** A tag alone, or a manifest with every tag that names it. */
  deleteManifest(name: string, at: string): boolean {
    const repository = this.repository(name)
    if (repository === undefined) return false
    if (!isDigest(at)) return repository.tags.delete(at)
    for (const [tag, digest] of [...repository.tags]) if (digest === at) repository.tags.delete(tag)
    return repository.manifests.delete(at)
  }

  /** What names the digest as its subject, as a list of referrers describes it ("Listing Referrers"). */
  referrers(name: string, subject: string): readonly Descriptor[] {
    const all = [...(this.repository(name)?.manifests.values() ?? [])].filter((manifest) => manifest.subject?.digest === subject)
    return all.map((manifest) => {
      const artifactType = manifest.artifactType ?? (manifest.kind === 'image' ? manifest.config.mediaType : undefined)
      const { mediaType, digest, bytes, annotations } = manifest
      const more = { ...(artifactType === undefined ? {} : { artifactType }), ...(Object.keys(annotations).length === 0 ? {} : { annotations }) }
      return { mediaType, digest, size: bytes.length, ...more }
    })
  }

  tags(): readonly StoredTag[] {
    const all = [...this.#repositories].flatMap(([repository, { tags }]) => [...tags].map(([tag, digest]) => ({ repository, tag: tag as Tag, digest })))
    return all.sort((one, other) => (`${one.repository}:${one.tag}` < `${other.repository}:${other.tag}` ? -1 : 1))
  }

  #open(name: string): Repository {
    const known = this.#repositories.get(name) ?? { manifests: new Map(), tags: new Map(), blobs: new Set() }
    this.#repositories.set(name, known)
    return known
  }

  #missing(name: string, manifest: Manifest): readonly Descriptor[] {
    if (manifest.kind === 'index') return manifest.manifests.filter(({ digest }) => this.readManifest(name, digest) === undefined)
    return [manifest.config, ...manifest.layers].filter(({ digest }) => this.blob(name, digest) === undefined)
  }
}

export function wrong(status: number, code: string, message: string): Wrong {
  return { status, code, message }
}

function hash(bytes: Uint8Array, like: Digest): Digest {
  const algorithm = like.slice(0, like.indexOf(':'))
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}` as Digest
}

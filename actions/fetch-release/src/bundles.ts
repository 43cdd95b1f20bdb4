import { bundleType, type ReferrerReader } from '@slipway/attest'
import { ApiFailure, type AssetFact, type ReleaseReader } from '@slipway/github/fetch'
import { type Digest, digestOf, Refusal } from '@slipway/kernel'
import { type Descriptor, type ImageManifest, mediaTypes, type Repository } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import { readAsset } from './find.ts'

/** Where statements may be: GitHub's store, the assets of the release, what is attached to an artifact in a registry. */
export type Places = {
  readonly reader: ReleaseReader
  readonly assets: readonly AssetFact[]
  readonly artifact: { readonly registry: Registry; readonly repository: Repository; readonly digest: Digest } | undefined
}

/** A Sigstore bundle that nobody has verified, and where it was found. */
export type Bundle = { readonly from: string; readonly bytes: Uint8Array }

/** What GitHub's store holds about a digest, or why it cannot be read: it does not answer, or not to this token. */
export async function readStored(reader: ReleaseReader, subject: Digest, predicateType: string): Promise<readonly Bundle[] | string> {
  try {
    const bundles = await reader.readBundles(subject, predicateType)
    return bundles.map((bytes) => ({ from: "GitHub's store", bytes }))
  } catch (error) {
    if (error instanceof ApiFailure && (error.kind === 'transient' || error.kind === 'denied')) return error.message
    throw error
  }
}

/** More than so many files, or so much, is no statement about a release. */
const mostFiles = 16
const largestFile = 8 * 2 ** 20

const ending = /\.(sigstore|intoto)(\.jsonl?)?$/

/** The file that a bundle is named after. */
export function stemOf(file: string): string {
  return file.replace(ending, '')
}

/**
 * The bundles among the assets: one a file, or one a line. A bundle that is named after a file which nobody wants (`names`) is left out:
 * it is about that one.
 */
export async function readBundleAssets({ assets, reader }: Pick<Places, 'assets' | 'reader'>, names: readonly string[]): Promise<readonly Bundle[]> {
  const others = new Set(assets.map(({ name }) => name).filter((name) => !names.includes(name)))
  const files = assets.filter(({ name, state }) => state === 'uploaded' && ending.test(name) && !others.has(stemOf(name))).slice(0, mostFiles)
  const bundles: Bundle[] = []
  for (const file of files) {
    const text = (await readAsset(file, largestFile, reader)).toString('utf8')
    const parts = isJson(text) ? [text] : text.split('\n').filter((line) => line.trim() !== '')
    bundles.push(...parts.map((part) => ({ from: file.name, bytes: Buffer.from(part) })))
  }
  return bundles
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What is attached to the artifact, or why it cannot be read. */
export async function readAttached({ registry, repository, digest }: NonNullable<Places['artifact']>): Promise<readonly Bundle[] | string> {
  try {
    const bundles: Bundle[] = []
    for (const listed of await registry.readReferrers(repository, digest, bundleType)) {
      const manifest = await registry.readManifest({ ...repository, digest: listed.digest })
      const layer = manifest?.kind === 'image' ? manifest.layers[0] : undefined
      if (layer !== undefined && layer.size <= largestFile)
        bundles.push({ from: 'what is attached to the artifact', bytes: await registry.readBlob(repository, layer) })
    }
    return bundles
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

export const nowhere: Repository = { registry: 'localhost', name: 'statements' }

/** Bundles that are here already, as if they were attached to an artifact. */
export function asReferrers(bundles: readonly Bundle[]): ReferrerReader {
  const described = bundles.map(({ bytes }): { descriptor: Descriptor; bytes: Uint8Array } => {
    return { descriptor: { mediaType: mediaTypes.manifest, digest: digestOf(bytes), size: bytes.length, artifactType: bundleType }, bytes }
  })
  const bytesOf = (digest: Digest | undefined): Uint8Array => described.find(({ descriptor }) => descriptor.digest === digest)?.bytes ?? new Uint8Array()
  return {
    readReferrers: async () => described.map(({ descriptor }) => descriptor),
    readManifest: async ({ digest }) => {
      const bytes = bytesOf(digest)
      const layer = { mediaType: bundleType, digest: digestOf(bytes), size: bytes.length }
      const manifest: ImageManifest = {
        kind: 'image',
        mediaType: mediaTypes.manifest,
        digest: layer.digest,
        bytes,
        config: layer,
        layers: [layer],
        annotations: {},
      }
      return manifest
    },
    readBlob: async (_, { digest }) => bytesOf(digest),
  }
}

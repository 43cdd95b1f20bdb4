import { type Digest, digestOf, type Platform } from '@slipway/kernel'
import {
  type Annotations,
  buildArtifact,
  type Descriptor,
  describeManifest,
  type ImageManifest,
  type Index,
  mediaTypes,
  renderPlatformObject,
  sortAnnotations,
} from '@slipway/oci'

/** One layer: where its bytes lie, and what they are. */
export type Layer = {
  readonly place: string
  readonly digest: Digest
  readonly size: number
  readonly mediaType: string
  readonly annotations: Annotations
}

/** What one platform gets, or everybody. */
export type Share = { readonly platform?: Platform; readonly layers: readonly [Layer, ...Layer[]] }

/** Everything that is pushed: the manifests, the one that the tags name, and the content they need. */
export type Built = {
  readonly top: ImageManifest | Index
  readonly children: readonly { readonly platform: Platform; readonly manifest: ImageManifest }[]
  /** Small blobs that no file holds: the empty config. */
  readonly blobs: readonly { readonly descriptor: Descriptor; readonly bytes: Uint8Array }[]
  readonly layers: readonly Layer[]
}

/** Makes the manifests. The same content and the same statements give the same digests, whenever and wherever. */
export function buildManifests(shares: readonly Share[], artifactType: string, annotations: Annotations): Built {
  const made = shares.map((share) => {
    const [first, ...others] = share.layers.map(({ mediaType, digest, size, annotations: said }) => ({
      descriptor: { mediaType, digest, size },
      annotations: said,
    }))
    if (first === undefined) throw new TypeError('an artifact has a layer')
    return { share, ...buildArtifact({ artifactType, layers: [first, ...others], annotations }) }
  })
  const layers = shares.flatMap((share) => share.layers)
  const blobs = made[0]?.blobs ?? []
  const children = made.flatMap(({ share, manifest }) => (share.platform === undefined ? [] : [{ platform: share.platform, manifest }]))
  const [only] = made
  if (children.length === 0 && only !== undefined) return { top: only.manifest, children, blobs, layers }
  return { top: buildIndex(children, artifactType, annotations), children, blobs, layers }
}

/**
 * An index over artifacts (image-index.md). Its entries do not repeat the artifact type, which they may: skopeo before 1.14 drops it there,
 * and then refuses to copy what would get another digest.
 */
function buildIndex(children: Built['children'], artifactType: string, annotations: Annotations): Index {
  const sorted = sortAnnotations(annotations)
  const entries = children.map(({ platform, manifest }) => ({ ...describeManifest(manifest), platform }))
  const document = {
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    artifactType,
    manifests: entries.map(({ mediaType, digest, size, platform }) => ({ mediaType, digest, size, platform: renderPlatformObject(platform) })),
    annotations: sorted,
  }
  const bytes = new TextEncoder().encode(JSON.stringify(document))
  return { kind: 'index', mediaType: mediaTypes.index, digest: digestOf(bytes), bytes, manifests: entries, artifactType, annotations: sorted }
}

/** The media type of a file by its name: what seeds, `oras` and Flux use for archives. */
export function mediaTypeOf(name: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [/\.(tar\.gz|tgz|gz)$/, 'application/gzip'],
    [/\.zip$/, 'application/zip'],
    [/\.(tar\.zst|zst)$/, 'application/zstd'],
    [/\.tar$/, 'application/x-tar'],
    [/\.spdx\.json$/, 'application/spdx+json'],
    [/\.cdx\.json$/, 'application/vnd.cyclonedx+json'],
    [/\.json$/, 'application/json'],
    [/\.txt$/, 'text/plain'],
  ]
  return known.find(([pattern]) => pattern.test(name))?.[1] ?? 'application/octet-stream'
}

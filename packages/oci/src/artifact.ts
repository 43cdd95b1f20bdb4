import { type Digest, digestOf, type Tag } from '@slipway/kernel'
import { type Annotations, type Descriptor, sortAnnotations } from './descriptor.ts'
import type { ImageManifest } from './manifest.ts'
import { mediaTypes } from './media-types.ts'

/** A layer of an artifact: bytes that still have to be pushed, or a descriptor of what is in the repository already. */
export type ArtifactLayer =
  | { readonly mediaType: string; readonly bytes: Uint8Array; readonly annotations?: Annotations }
  | { readonly descriptor: Descriptor; readonly annotations?: Annotations }

export type ArtifactPlan = {
  /** What kind of thing it is, as a media type. */
  readonly artifactType: string
  /** What it speaks about: an image, an index, another artifact. */
  readonly subject?: Descriptor
  /** At least one; the specification forbids none. */
  readonly layers: readonly [ArtifactLayer, ...ArtifactLayer[]]
  readonly annotations?: Annotations
}

export type Artifact = {
  readonly manifest: ImageManifest
  /** What has to be in the repository before the manifest, each once: the empty config first, then the layers that came as bytes. */
  readonly blobs: readonly { readonly descriptor: Descriptor; readonly bytes: Uint8Array }[]
}

const emptyBytes = new TextEncoder().encode('{}')

/** The empty descriptor of manifest.md ("Guidance for an Empty Descriptor"): two bytes, carried along as `data`. */
export const emptyDescriptor: Descriptor = { mediaType: mediaTypes.empty, digest: digestOf(emptyBytes), size: emptyBytes.length }

/**
 * An artifact as image manifest with an empty config (manifest.md, "Guidelines for Artifact Usage"). The bytes depend on nothing
 * but the arguments, so that a repeated push is the same artifact.
 */
export function buildArtifact({ artifactType, subject, layers, annotations }: ArtifactPlan): Artifact {
  const found = layers.map(describeLayer)
  const described = found.map(({ descriptor }) => descriptor)
  const sorted = sortAnnotations(annotations ?? {})
  const document = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    artifactType,
    config: { ...emptyDescriptor, data: btoa('{}') },
    layers: described,
    ...(subject === undefined ? {} : { subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size } }),
    ...(Object.keys(sorted).length === 0 ? {} : { annotations: sorted }),
  }
  const bytes = new TextEncoder().encode(JSON.stringify(document))
  const manifest: ImageManifest = {
    kind: 'image',
    mediaType: mediaTypes.manifest,
    digest: digestOf(bytes),
    bytes,
    config: emptyDescriptor,
    layers: described,
    artifactType,
    ...(subject === undefined ? {} : { subject }),
    annotations: sorted,
  }
  const blobs = [{ descriptor: emptyDescriptor, bytes: emptyBytes }, ...found.flatMap((layer) => (layer.bytes === undefined ? [] : [layer]))]
  return { manifest, blobs: blobs.filter(({ descriptor }, position) => blobs.findIndex((blob) => blob.descriptor.digest === descriptor.digest) === position) }
}

function describeLayer(
  layer: ArtifactLayer,
): { readonly descriptor: Descriptor; readonly bytes: Uint8Array } | { readonly descriptor: Descriptor; readonly bytes?: undefined } {
  const known = 'descriptor' in layer ? layer.descriptor : { mediaType: layer.mediaType, digest: digestOf(layer.bytes), size: layer.bytes.length }
  const annotations = sortAnnotations({ ...known.annotations, ...layer.annotations })
  const descriptor = { mediaType: known.mediaType, digest: known.digest, size: known.size, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) }
  return 'bytes' in layer ? { descriptor, bytes: layer.bytes } : { descriptor }
}

/** The tag under which a registry without the referrers API keeps what refers to a digest (distribution specification, "Referrers Tag Schema"). */
export function referrersTag(digest: Digest): Tag {
  const colon = digest.indexOf(':')
  const text = `${digest.slice(0, colon).slice(0, 32)}-${digest.slice(colon + 1).slice(0, 64)}`
  return text.replace(/[^A-Za-z0-9._-]/g, '-') as Tag
}

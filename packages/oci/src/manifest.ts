import { type Digest, digestOf, err, ok, type Problem, type Result } from '@slipway/kernel'
import { type Annotations, type Descriptor, isRecord, parseAnnotations, parseDescriptor } from './descriptor.ts'
import { isImageType, isIndexType, mediaTypes } from './media-types.ts'

/** What every manifest has. The digest is of the bytes, so the bytes are kept exactly as they came. */
export type Exact = { readonly mediaType: string; readonly digest: Digest; readonly bytes: Uint8Array }

/** One platform's image, or an artifact (an image manifest with an artifact type: OCI image specification 1.1, manifest.md). */
export type ImageManifest = Exact & {
  readonly kind: 'image'
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
  readonly artifactType?: string
  readonly subject?: Descriptor
  readonly annotations: Annotations
}

/** Several manifests behind one digest (image-index.md). */
export type Index = Exact & {
  readonly kind: 'index'
  readonly manifests: readonly Descriptor[]
  readonly artifactType?: string
  readonly subject?: Descriptor
  readonly annotations: Annotations
}

export type Manifest = ImageManifest | Index

const maximum = 4 * 1024 * 1024

/**
 * Reads a manifest from its bytes. `mediaType` is what the registry said of it; the document may say it again but not differently
 * (manifest.md, "mediaType": the two must agree). Docker's schema 1 is refused, because its digest does not cover its bytes.
 */
export function parseManifest(bytes: Uint8Array, mediaType?: string): Result<Manifest, Problem> {
  if (bytes.length > maximum) return bad(`holds ${bytes.length} bytes, more than the 4 MiB that registries accept`)
  if (mediaType !== undefined && !isKnownType(mediaType)) return bad(describeType(mediaType))
  const document = parseJson(bytes)
  if (!isRecord(document)) return bad('is no JSON object')
  const written = document['mediaType']
  if (typeof written === 'string' && mediaType !== undefined && written !== mediaType) {
    return bad(`says of itself that it is ${written}, but was served as ${mediaType}`)
  }
  if (document['schemaVersion'] !== 2) return bad(`has schemaVersion ${JSON.stringify(document['schemaVersion'])}, not 2`)
  const type = mediaType ?? (typeof written === 'string' ? written : guessType(document))
  const exact: Exact = { mediaType: type, digest: digestOf(bytes), bytes }
  if (isIndexType(type)) return parseIndex(document, exact)
  if (isImageType(type)) return parseImage(document, exact)
  return bad(describeType(type))
}

function isKnownType(mediaType: string): boolean {
  return isIndexType(mediaType) || isImageType(mediaType)
}

function describeType(mediaType: string): string {
  return `has the media type ${mediaType}, which is neither an image nor an index`
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function guessType(document: Readonly<Record<string, unknown>>): string {
  return Array.isArray(document['manifests']) ? mediaTypes.index : mediaTypes.manifest
}

type Common = { readonly annotations: Annotations; readonly artifactType?: string; readonly subject?: Descriptor }

function parseCommon(document: Readonly<Record<string, unknown>>): Result<Common, Problem> {
  const annotations = parseAnnotations(document['annotations'])
  if (annotations === 'wrong') return bad('has annotations that are not text')
  const { artifactType, subject } = document
  const parsed = subject === undefined || subject === null ? undefined : parseDescriptor(subject, 'subject')
  if (parsed?.ok === false) return parsed
  return ok({
    annotations: annotations ?? {},
    ...(typeof artifactType === 'string' ? { artifactType } : {}),
    ...(parsed === undefined ? {} : { subject: parsed.value }),
  })
}

function parseIndex(document: Readonly<Record<string, unknown>>, exact: Exact): Result<Index, Problem> {
  // An index that also has layers could be read as an image by another tool (CVE-2021-41190).
  if (document['layers'] !== undefined || document['config'] !== undefined) return bad('is an index, but also has layers or a config')
  const common = parseCommon(document)
  if (!common.ok) return common
  const manifests = parseList(document['manifests'], 'manifests')
  return manifests.ok ? ok({ kind: 'index', ...exact, manifests: manifests.value, ...common.value }) : manifests
}

function parseImage(document: Readonly<Record<string, unknown>>, exact: Exact): Result<ImageManifest, Problem> {
  if (document['manifests'] !== undefined) return bad('is an image, but also has manifests')
  const common = parseCommon(document)
  if (!common.ok) return common
  const config = parseDescriptor(document['config'], 'config')
  if (!config.ok) return config
  const layers = parseList(document['layers'], 'layers')
  return layers.ok ? ok({ kind: 'image', ...exact, config: config.value, layers: layers.value, ...common.value }) : layers
}

function parseList(value: unknown, where: string): Result<readonly Descriptor[], Problem> {
  if (!Array.isArray(value)) return bad(`has no list of ${where}`)
  const parsed = value.map((item, position) => parseDescriptor(item, `${where}[${position}]`))
  const wrong = parsed.find((result) => !result.ok)
  if (wrong?.ok === false) return wrong
  return ok(parsed.flatMap((result) => (result.ok ? [result.value] : [])))
}

function bad(what: string) {
  return err({
    code: 'E_OCI_MANIFEST',
    message: `the manifest ${what}`,
    cure: 'Push the image again with a tool that writes OCI manifests',
  })
}

/** The descriptor that names a manifest from outside. */
export function describeManifest(manifest: Exact): Descriptor {
  return { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length }
}

import { type Digest, err, isDigest, ok, type Platform, type Problem, parsePlatform, type Result } from '@slipway/kernel'

export type Annotations = Readonly<Record<string, string>>

/** What points at content: its type, digest and size (descriptor.md). In an index it also says the platform. */
export type Descriptor = {
  readonly mediaType: string
  readonly digest: Digest
  /** Bytes. */
  readonly size: number
  readonly platform?: Platform
  readonly artifactType?: string
  readonly annotations?: Annotations
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads a descriptor from parsed JSON. `where` is its place in the document, such as `manifests[1]`. */
export function parseDescriptor(value: unknown, where: string): Result<Descriptor, Problem> {
  if (!isRecord(value)) return bad(where, 'is no object')
  const { mediaType, digest, size, artifactType } = value
  if (typeof mediaType !== 'string' || mediaType === '') return bad(where, 'has no mediaType')
  if (typeof digest !== 'string' || !isDigest(digest)) return bad(where, `has no usable digest (${JSON.stringify(digest)})`)
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return bad(where, `has no usable size (${JSON.stringify(size)})`)
  const annotations = parseAnnotations(value['annotations'])
  if (annotations === 'wrong') return bad(where, 'has annotations that are not text')
  const platform = parsePlatformObject(value['platform'])
  return ok({
    mediaType,
    digest,
    size,
    ...(platform === undefined ? {} : { platform }),
    ...(typeof artifactType === 'string' ? { artifactType } : {}),
    ...(annotations === undefined ? {} : { annotations }),
  })
}

export function parseAnnotations(value: unknown): Annotations | undefined | 'wrong' {
  if (value === undefined || value === null) return undefined
  if (!isRecord(value) || !Object.values(value).every((text) => typeof text === 'string')) return 'wrong'
  return value as Annotations
}

/** In one order, so that the same annotations are always the same bytes. */
export function sortAnnotations(annotations: Annotations): Annotations {
  return Object.fromEntries(Object.entries(annotations).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * `{os, architecture, variant}` as our own word. What is no platform of ours (BuildKit's attestations say `unknown/unknown`) is
 * undefined. The variant `v8` of arm64 is left out: it is the only one there is, and tools differ in whether they write it.
 */
export function parsePlatformObject(value: unknown): Platform | undefined {
  if (!isRecord(value)) return undefined
  const { os, architecture, variant } = value
  const written = typeof variant === 'string' && variant !== '' && !(architecture === 'arm64' && variant === 'v8') ? `/${variant}` : ''
  const platform = parsePlatform(`${String(os)}/${String(architecture)}${written}`)
  return platform.ok ? platform.value : undefined
}

/** The platform as a manifest writes it. */
export function renderPlatformObject(platform: Platform): Readonly<Record<string, string>> {
  const [os = '', architecture = '', variant] = platform.split('/')
  return variant === undefined ? { architecture, os } : { architecture, os, variant }
}

function bad(where: string, what: string) {
  const cure = 'The document is damaged or no OCI document: push the image again'
  return err({ code: 'E_OCI_DESCRIPTOR', message: `${where} ${what}`, cure })
}

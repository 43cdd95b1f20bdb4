import { type Digest, digestOf, hexOf, type Problem, refuse, unwrap } from '@slipway/kernel'
import { type ImageConfig, parseConfig } from './config.ts'
import { type Descriptor, isRecord, parseDescriptor } from './descriptor.ts'
import { describeManifest, type Exact, type ImageManifest, type Manifest, parseManifest } from './manifest.ts'
import { isConfigType, mediaTypes } from './media-types.ts'

/** Reads one file of a layout by its path within it. Rejects when there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array>

export type Layout = {
  /** What `index.json` names. */
  readonly entries: readonly Descriptor[]
  /** A blob, checked against its digest. */
  readonly readBlob: (digest: Digest) => Promise<Uint8Array>
  readonly readManifest: (descriptor: Descriptor) => Promise<Manifest>
}

/** Opens an image layout (image-layout.md, version 1.0.0). Rejects with a Refusal when the folder is none or a blob is not what it is called. */
export async function openLayout(read: ReadFile): Promise<Layout> {
  const marker = parseJson(await readOrRefuse(read, 'oci-layout'), 'oci-layout')
  const version = marker['imageLayoutVersion']
  if (version !== '1.0.0') throw refuse(bad(`oci-layout has the version ${JSON.stringify(version)}, not 1.0.0`))
  const manifests = parseJson(await readOrRefuse(read, 'index.json'), 'index.json')['manifests']
  if (!Array.isArray(manifests)) throw refuse(bad('index.json has no list of manifests'))
  const readBlob = async (digest: Digest): Promise<Uint8Array> => {
    const path = blobPath(digest)
    const bytes = await readOrRefuse(read, path)
    if (digest.startsWith('sha256:') && digestOf(bytes) !== digest) throw refuse(bad(`${path} does not hold what it is called`))
    return bytes
  }
  return {
    entries: manifests.map((entry, position) => unwrap(parseDescriptor(entry, `index.json: manifests[${position}]`))),
    readBlob,
    readManifest: async ({ digest, mediaType }) => unwrap(parseManifest(await readBlob(digest), mediaType)),
  }
}

/** The one image that a layout of a single-platform build holds, with its config. */
export async function readLayoutImage(layout: Layout): Promise<{ readonly manifest: ImageManifest; readonly config: ImageConfig }> {
  const [entry, ...others] = layout.entries
  if (entry === undefined || others.length > 0) throw refuse(bad(`index.json names ${layout.entries.length} manifests where one image is wanted`))
  const manifest = await layout.readManifest(entry)
  if (manifest.kind !== 'image') throw refuse(bad('the layout holds an index where one image is wanted'))
  if (!isConfigType(manifest.config.mediaType)) throw refuse(bad(`the layout holds an artifact (${manifest.config.mediaType}), no image`))
  return { manifest, config: unwrap(parseConfig(await layout.readBlob(manifest.config.digest))) }
}

/**
 * The files that make an image the one that a layout names: its manifest's bytes as a blob, and `index.json`. The blobs that the manifest
 * names must be in the layout already.
 * @returns paths within the layout, and what to write there
 */
export function renderLayoutImage(manifest: Exact): readonly (readonly [path: string, bytes: Uint8Array])[] {
  const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [describeManifest(manifest)] }
  return [
    [blobPath(manifest.digest), manifest.bytes],
    ['index.json', new TextEncoder().encode(JSON.stringify(index))],
  ]
}

function blobPath(digest: Digest): string {
  return `blobs/${digest.slice(0, digest.indexOf(':'))}/${hexOf(digest)}`
}

async function readOrRefuse(read: ReadFile, path: string): Promise<Uint8Array> {
  try {
    return await read(path)
  } catch (cause) {
    throw refuse(bad(`${path} cannot be read`), { cause })
  }
}

function parseJson(bytes: Uint8Array, name: string): Readonly<Record<string, unknown>> {
  try {
    const document: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (isRecord(document)) return document
  } catch {
    // Falls through to the refusal below, which says the same of every kind of wrong content.
  }
  throw refuse(bad(`${name} is no JSON object`))
}

function bad(what: string): Problem {
  return { code: 'E_OCI_LAYOUT', message: `no OCI image layout: ${what}`, cure: 'Build the image again' }
}

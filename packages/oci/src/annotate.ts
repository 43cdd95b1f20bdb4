import { Defect, unwrap } from '@slipway/kernel'
import { type Annotations, isRecord, sortAnnotations } from './descriptor.ts'
import { type ImageManifest, parseManifest } from './manifest.ts'

/**
 * The manifest with more annotations, which win over those of the same name. Everything else stays as it is and where it is in the
 * document, also what this room does not know; the same arguments give the same bytes. The digest is a new one.
 */
export function annotateManifest(manifest: ImageManifest, annotations: Annotations): ImageManifest {
  if (Object.keys(annotations).length === 0) return manifest
  const document: unknown = JSON.parse(new TextDecoder().decode(manifest.bytes))
  if (!isRecord(document)) throw new Defect('a manifest that was parsed before is no object')
  // Assigning to a key that is there keeps its place; a new one comes last.
  const changed = { ...document, annotations: sortAnnotations({ ...manifest.annotations, ...annotations }) }
  const annotated = unwrap(parseManifest(new TextEncoder().encode(JSON.stringify(changed)), manifest.mediaType))
  if (annotated.kind !== 'image') throw new Defect('an image became an index by its annotations')
  return annotated
}

import type { Descriptor, Repository } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import type { Bundle } from './sign.ts'

/** The annotation that tells a bundle's predicate type without reading the bundle (cosign, specs/BUNDLE_SPEC.md). */
export const predicateTypeAnnotation = 'dev.sigstore.bundle.predicateType'
export const createdAnnotation = 'org.opencontainers.image.created'

/**
 * Attaches a bundle to an image as an OCI referrer, in the form that cosign writes and reads (cosign, specs/BUNDLE_SPEC.md). It may be
 * repeated: the same bundle makes the same manifest.
 */
export async function publishBundle(
  registry: Pick<Registry, 'pushReferrer'>,
  repository: Repository,
  subject: Descriptor,
  bundle: Bundle,
  predicateType: string,
): Promise<void> {
  await registry.pushReferrer(repository, {
    subject,
    artifactType: bundle.mediaType,
    layer: { mediaType: bundle.mediaType, bytes: bundle.bytes },
    annotations: {
      [createdAnnotation]: bundle.created,
      'dev.sigstore.bundle.content': 'dsse-envelope',
      [predicateTypeAnnotation]: predicateType,
    },
  })
}

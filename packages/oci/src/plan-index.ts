import { digestOf, ok, type Platform, type Problem, type Result } from '@slipway/kernel'
import { type Annotations, type Descriptor, renderPlatformObject, sortAnnotations } from './descriptor.ts'
import type { Index } from './manifest.ts'
import { isImageType, mediaTypes } from './media-types.ts'

/** A candidate for one place in an index. */
export type Child = {
  readonly descriptor: Descriptor
  /** What the builder was asked for. */
  readonly declared: Platform
  /** What the image's config says. */
  readonly actual: Platform
}

export type IndexPlan = { readonly children: readonly Child[]; readonly platforms: readonly Platform[]; readonly annotations?: Annotations }

/**
 * Builds the index over exactly the declared platforms, in their order. The bytes depend on nothing but the arguments (keys in a
 * fixed order, no time), so that the same children always give the same digest. All problems are reported: a platform that is
 * missing, there twice, not declared, whose config says another architecture, or whose child is no image.
 */
export function planIndex(plan: IndexPlan): Result<Index> {
  const problems = [
    ...plan.platforms.flatMap((platform, position) => checkPlatform(plan, platform, position)),
    ...plan.children.flatMap((child) => checkChild(plan, child)),
  ]
  if (plan.platforms.length === 0) problems.push(problem('E_OCI_INDEX_EMPTY', 'no platform is declared', 'Declare at least one platform'))
  if (problems.length > 0) return { ok: false, error: problems }
  const manifests = plan.platforms.flatMap((platform) => plan.children.filter((child) => child.declared === platform).map(entryOf))
  return ok(buildIndex(manifests, plan.annotations ?? {}))
}

function checkPlatform({ children, platforms }: IndexPlan, platform: Platform, position: number): Problem[] {
  if (platforms.indexOf(platform) !== position) return [problem('E_OCI_INDEX_DUPLICATE', `${platform} is declared twice`, 'Declare each platform once')]
  const found = children.filter((child) => child.declared === platform)
  if (found.length === 0) return [problem('E_OCI_INDEX_MISSING', `no image was built for ${platform}`, `Build ${platform}, or do not declare it`)]
  if (found.length === 1) return []
  const digests = found.map((child) => child.descriptor.digest).join(' and ')
  return [problem('E_OCI_INDEX_DUPLICATE', `${platform} is there ${found.length} times: ${digests}`, 'Hand over one image for each platform')]
}

function checkChild({ platforms }: IndexPlan, { descriptor, declared, actual }: Child): Problem[] {
  const found: Problem[] = []
  if (!platforms.includes(declared)) found.push(problem('E_OCI_INDEX_FOREIGN', `${declared} is not declared`, `Declare ${declared}, or do not build it`))
  if (!isImageType(descriptor.mediaType)) {
    found.push(
      problem('E_OCI_INDEX_CHILD', `the child for ${declared} has the media type ${descriptor.mediaType}, which is no image`, 'Build without attestations'),
    )
  }
  if (actual !== declared) {
    const cure = `Build with --platform ${declared}, and take care that the base image is of that platform`
    found.push(problem('E_OCI_INDEX_PLATFORM', `the image for ${declared} says in its config that it is ${actual} (${descriptor.digest})`, cure))
  }
  return found
}

function entryOf({ descriptor, declared }: Child): Descriptor {
  return { mediaType: descriptor.mediaType, digest: descriptor.digest, size: descriptor.size, platform: declared }
}

function buildIndex(manifests: readonly Descriptor[], annotations: Annotations): Index {
  const sorted = sortAnnotations(annotations)
  const document = {
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    manifests: manifests.map(({ mediaType, digest, size, platform }) => ({
      mediaType,
      digest,
      size,
      ...(platform === undefined ? {} : { platform: renderPlatformObject(platform) }),
    })),
    ...(Object.keys(sorted).length === 0 ? {} : { annotations: sorted }),
  }
  const bytes = new TextEncoder().encode(JSON.stringify(document))
  return { kind: 'index', mediaType: mediaTypes.index, digest: digestOf(bytes), bytes, manifests, annotations: sorted }
}

function problem(code: string, message: string, cure: string): Problem {
  return { code, message, cure }
}

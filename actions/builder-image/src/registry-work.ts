import { type Digest, type Platform, refuse, type Tag, unwrap } from '@slipway/kernel'
import { type Child, describeManifest, type Index, isConfigType, type Manifest, planIndex, renderReference } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import { type Facts, keyAnnotation } from './plan.ts'
import { anchorTag, type Recipe } from './recipe.ts'

/** Asks the registry for what the plan needs. When the index is there, that is one GET and one for each tag. */
export async function readFacts(registry: Registry, recipe: Recipe): Promise<Facts> {
  const content = await registry.readManifest({ ...recipe.repository, tag: recipe.key })
  const anchors = new Map<Platform, Digest>()
  for (const platform of content === undefined ? recipe.platforms : []) {
    const digest = await registry.readDigest({ ...recipe.repository, tag: anchorTag(recipe.key, platform) })
    if (digest !== undefined) anchors.set(platform, digest)
  }
  const tags = new Map<Tag, Manifest | undefined>()
  for (const tag of recipe.tags) tags.set(tag, await registry.readManifest({ ...recipe.repository, tag }))
  return { content, anchors, tags }
}

/** Puts the index together from the anchors. Each child's platform is read from its own config: a tag proves nothing. */
export async function assembleIndex(registry: Registry, recipe: Recipe): Promise<Index> {
  const children: Child[] = []
  for (const declared of recipe.platforms) {
    const tag = anchorTag(recipe.key, declared)
    const manifest = await registry.readManifest({ ...recipe.repository, tag })
    if (manifest === undefined) continue
    if (manifest.kind !== 'image' || !isConfigType(manifest.config.mediaType)) {
      const cure = `Delete the tag ${tag}, and build again without attestations`
      throw refuse({ code: 'E_BUILDER_CHILD', message: `${renderReference({ ...recipe.repository, tag })} is not one platform's image`, cure })
    }
    const { platform } = await registry.readConfig(recipe.repository, manifest)
    children.push({ descriptor: describeManifest(manifest), declared, actual: platform })
  }
  return unwrap(planIndex({ children, platforms: recipe.platforms, annotations: { [keyAnnotation]: recipe.key } }))
}

/** Writes tags and reads each back: that something else moved it meanwhile is seen, and said. */
export async function writeTags(registry: Registry, recipe: Recipe, manifest: Manifest, tags: readonly Tag[]): Promise<void> {
  for (const tag of tags) await registry.putManifest({ ...recipe.repository, tag }, manifest)
  for (const tag of tags) {
    const now = await registry.readDigest({ ...recipe.repository, tag })
    if (now === manifest.digest) continue
    const message = `${renderReference({ ...recipe.repository, tag })} should name ${manifest.digest}, but names ${now ?? 'nothing'}: something else moved it meanwhile`
    throw refuse({ code: 'E_BUILDER_RACE', message, cure: 'Let one job at a time publish this key (concurrency), and run this one again' })
  }
}

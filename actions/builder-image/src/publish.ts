import type { Ports } from '@slipway/host'
import { type Platform, type Problem, refuse, type Tag, unwrap } from '@slipway/kernel'
import { type Child, describeManifest, type ImageManifest, type Index, type Manifest, planIndex, renderReference } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import { publishInputs } from './explain.ts'
import type { Plan } from './plan.ts'
import type { Proof } from './proof.ts'
import { sharedAnnotations } from './provenance.ts'
import type { Recipe } from './recipe.ts'

/**
 * Makes the index over exactly the declared platforms, proves it, and names it: the key's own tag first, moving tags last. Nothing is
 * written before every child is known to be what it should be.
 * @param images of the platforms that are built
 */
export async function publishIndex(registry: Registry, recipe: Recipe, images: ReadonlyMap<Platform, ImageManifest>, proof: Proof, plan: Plan): Promise<Index> {
  const index = await assembleIndex(registry, recipe, images)
  const subject = describeManifest(index)
  await publishInputs(registry, recipe, subject)
  await proof.sign(subject)
  await writeTags(registry, recipe, index, [recipe.key, ...plan.tags])
  return index
}

/** Each child's platform is read from its own config: a tag proves nothing. */
async function assembleIndex(registry: Registry, recipe: Recipe, images: ReadonlyMap<Platform, ImageManifest>): Promise<Index> {
  const children: Child[] = []
  for (const [declared, manifest] of images) {
    const { platform } = await registry.readConfig(recipe.repository, manifest)
    children.push({ descriptor: describeManifest(manifest), declared, actual: platform })
  }
  return unwrap(planIndex({ children, platforms: recipe.platforms, annotations: sharedAnnotations(images, recipe.key) }))
}

/** Writes tags and reads each back: that something else moved it meanwhile is seen, and said. */
export async function writeTags(registry: Registry, recipe: Recipe, manifest: Manifest, tags: readonly Tag[]): Promise<void> {
  if (tags.length === 0) return
  await registry.putTags(recipe.repository, manifest, tags)
  const problems: Problem[] = []
  for (const tag of tags) {
    const now = await registry.readDigest({ ...recipe.repository, tag })
    if (now === manifest.digest) continue
    const message = `${renderReference({ ...recipe.repository, tag })} should name ${manifest.digest}, but names ${now ?? 'nothing'}: something else moved it meanwhile`
    problems.push({ code: 'E_BUILDER_RACE', message, cure: 'Let one job at a time publish this key (concurrency), and run this one again' })
  }
  const [first] = problems
  if (first !== undefined) throw refuse(first)
}

export function logPin(ports: Ports, recipe: Recipe, index: Index): void {
  ports.log.info(`Pin it: ${renderReference({ ...recipe.repository, digest: index.digest })}`)
}

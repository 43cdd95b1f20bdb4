import type { Digest, Platform, Problem, Tag } from '@slipway/kernel'
import { type ImageManifest, isConfigType, type Manifest, type Repository, renderReference } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import { checkContent, type Facts } from './plan.ts'
import type { Proof } from './proof.ts'
import { anchorTag, type Recipe } from './recipe.ts'

/**
 * Asks the registry for what the plan needs. When the index is there, that is one GET and one for each tag, and what its proof costs; and
 * one HEAD for each image of the index where it is to be named once more: no tag may begin to name what a clean-up has torn, and a registry
 * that looks would refuse it in every run to come.
 * @param wanted.anchors false where images are handed over as artifacts: one in the registry is then of no use
 * @param wanted.children true where every image of the index is looked for in any case
 */
export async function readFacts(
  registry: Registry,
  recipe: Recipe,
  proof: Proof,
  wanted: { readonly anchors: boolean; readonly children?: boolean },
): Promise<Facts> {
  const rejected: Problem[] = []
  const found = await findIndex(registry, recipe, proof, rejected)
  const tags = new Map<Tag, Manifest | undefined>()
  for (const tag of [...recipe.versionTags, ...recipe.movingTags]) tags.set(tag, await registry.readManifest({ ...recipe.repository, tag }))
  const isNamed = [...tags.values()].every((named) => named?.digest === found?.index.digest)
  const torn = found === undefined || (isNamed && wanted.children !== true) ? [] : await findTorn(registry, recipe, found)
  rejected.push(...torn)
  const hit = torn.length === 0 ? found : undefined
  const anchors = hit === undefined && wanted.anchors ? await readAnchors(registry, recipe, proof, rejected) : new Map<Platform, ImageManifest>()
  return { hit, anchors, rejected, tags }
}

/** The images of an index that are not there any more. */
async function findTorn(registry: Registry, recipe: Recipe, { repository, index }: NonNullable<Facts['hit']>): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const { digest, platform } of index.manifests) {
    if ((await registry.readDigest({ ...repository, digest })) !== undefined) continue
    const name = renderReference({ ...repository, tag: recipe.key })
    const cure = 'It is built anew. See which clean-up deletes what an index needs'
    problems.push({ code: 'E_BUILDER_CHILD', message: `${name} names an image for ${platform} that is not there (${digest})`, cure })
  }
  return problems
}

/** What the key's own tag names in the first place that has it, whatever that is worth. */
export async function readContentDigest(registry: Registry, { places, key }: Recipe): Promise<Digest | undefined> {
  for (const repository of places) {
    const digest = await registry.readDigest({ ...repository, tag: key })
    if (digest !== undefined) return digest
  }
  return undefined
}

async function findIndex(registry: Registry, recipe: Recipe, proof: Proof, rejected: Problem[]): Promise<Facts['hit']> {
  for (const repository of recipe.places) {
    const content = await registry.readManifest({ ...repository, tag: recipe.key })
    if (content === undefined) continue
    const found = checkContent(recipe, repository, content)
    if (found.length > 0 || content.kind !== 'index') {
      rejected.push(...found)
      continue
    }
    const problems = await proof.check(repository, content.digest)
    if (problems.length === 0) return { repository, index: content }
    rejected.push(...problems.map((problem) => about(`${renderReference({ ...repository, tag: recipe.key })}`, problem)))
  }
  return undefined
}

async function readAnchors(registry: Registry, recipe: Recipe, proof: Proof, rejected: Problem[]): Promise<Map<Platform, ImageManifest>> {
  const anchors = new Map<Platform, ImageManifest>()
  for (const platform of recipe.platforms) {
    const { manifest, problems } = await readAnchor(registry, recipe, proof, platform)
    rejected.push(...problems)
    if (manifest !== undefined) anchors.set(platform, manifest)
  }
  return anchors
}

/** One platform's image, if it is built already and may be trusted. */
export async function readAnchor(
  registry: Registry,
  { repository, key }: Recipe,
  proof: Proof,
  platform: Platform,
): Promise<{ readonly manifest: ImageManifest | undefined; readonly problems: readonly Problem[] }> {
  const place: Repository & { tag: Tag } = { ...repository, tag: anchorTag(key, platform) }
  const manifest = await registry.readManifest(place)
  if (manifest === undefined) return { manifest, problems: [] }
  const name = renderReference(place)
  if (manifest.kind !== 'image' || !isConfigType(manifest.config.mediaType)) {
    const cure = 'It is built anew and the tag is moved. See who else writes to this repository'
    return { manifest: undefined, problems: [{ code: 'E_BUILDER_CHILD', message: `${name} is not one platform's image`, cure }] }
  }
  const problems = await proof.check(repository, manifest.digest, platform)
  return problems.length === 0 ? { manifest, problems } : { manifest: undefined, problems: problems.map((problem) => about(name, problem)) }
}

function about(name: string, problem: Problem): Problem {
  return { ...problem, message: `${name} does not count here: ${problem.message}` }
}

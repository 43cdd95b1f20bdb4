import { type Digest, ok, type Platform, type Problem, type Result, type Tag } from '@slipway/kernel'
import { type ImageManifest, type Index, type Manifest, type Repository, renderReference, renderRepository } from '@slipway/oci'
import { anchorTag, type Recipe, type Wish } from './recipe.ts'

/** The annotation of images and of the index that says which key they were built for. */
export const keyAnnotation = 'dev.slipway.builder.key'

/** What the registry says. */
export type Facts = {
  /** The index of this key, where it is complete and may be trusted. */
  readonly hit: { readonly repository: Repository; readonly index: Index } | undefined
  /** The image of each platform that is built already; only asked for where there is no hit. */
  readonly anchors: ReadonlyMap<Platform, ImageManifest>
  /** Why something that lies under the key's own tags does not count. */
  readonly rejected: readonly Problem[]
  readonly tags: ReadonlyMap<Tag, Manifest | undefined>
}

export type Plan = {
  /** The repository of `digest`: where it was found, or where it will be. */
  readonly repository: Repository
  readonly digest: Digest | undefined
  readonly digests: ReadonlyMap<Platform, Digest>
  /** What has to be built. */
  readonly missing: readonly Platform[]
  /** The tags that have to be written, in this order. */
  readonly tags: readonly Tag[]
}

/** Decides what is there and what is left to do. Refuses where a version's tag names the image of another key: it would mean two things. */
export function planBuilder(recipe: Recipe, facts: Facts, moveTags: boolean): Result<Plan> {
  const { hit, anchors } = facts
  const found = moveTags ? [] : recipe.versionTags.flatMap((tag) => checkTag(recipe, tag, facts))
  if (found.length > 0) return { ok: false, error: found }
  const digests = hit === undefined ? new Map([...anchors].map(([platform, { digest }]) => [platform, digest])) : childrenOf(hit.index)
  const missing = hit === undefined ? recipe.platforms.filter((platform) => !anchors.has(platform)) : []
  const tags = [...recipe.versionTags, ...recipe.movingTags].filter((tag) => hit === undefined || facts.tags.get(tag)?.digest !== hit.index.digest)
  return ok({ repository: hit?.repository ?? recipe.repository, digest: hit?.index.digest, digests, missing, tags })
}

export function childrenOf(manifest: Manifest): ReadonlyMap<Platform, Digest> {
  if (manifest.kind === 'image') return new Map()
  return new Map(manifest.manifests.flatMap(({ platform, digest }) => (platform === undefined ? [] : [[platform, digest] as const])))
}

/** Says what is wrong with what the key's own tag names. */
export function checkContent(recipe: Recipe, repository: Repository, content: Manifest): readonly Problem[] {
  const name = renderReference({ ...repository, tag: recipe.key })
  const cure = 'It is built anew and the tag is moved. See who else writes to this repository'
  const say = (what: string): readonly Problem[] => [{ code: 'E_BUILDER_CONTENT', message: `${name} ${what}`, cure }]
  if (content.kind !== 'index') return say('is no index')
  const key = content.annotations[keyAnnotation]
  if (key !== recipe.key) return say(`says that it was built for the key ${key ?? '(none)'}`)
  const children = [...childrenOf(content).keys()]
  const complete = children.length === content.manifests.length && recipe.platforms.every((platform) => children.includes(platform))
  return complete && children.length === recipe.platforms.length ? [] : say(`holds ${children.join(', ')}, not ${recipe.platforms.join(', ')}`)
}

function checkTag(recipe: Recipe, tag: Tag, { tags, hit }: Facts): readonly Problem[] {
  const named = tags.get(tag)
  if (named === undefined || named.digest === hit?.index.digest) return []
  const other = named.annotations[keyAnnotation]
  if (other === recipe.key) return []
  const name = renderReference({ ...recipe.repository, tag })
  const message =
    other === undefined
      ? `${name} names an image of which no key is known (${named.digest}); the key here is ${recipe.key}`
      : `${name} names the image of the key ${other}; the key here is ${recipe.key}`
  const cure = 'Change the version that the tag is made of, since the image changed, or set move-tags to true'
  return [{ code: 'E_BUILDER_TAG', message, cure, at: { input: 'tags' } }]
}

/** What a mode builds of what is missing: all of it, the platform that it is for, or nothing. */
export function platformsToBuild(plan: Plan, { mode, platform }: Pick<Wish, 'mode' | 'platform'>): readonly Platform[] {
  if (mode === 'publish') return []
  return mode === 'build' ? plan.missing.filter((each) => each === platform) : plan.missing
}

/** The plan for people, one line a deed of this mode; the mode `plan` says what is left for the others. */
export function renderPlan(recipe: Recipe, plan: Plan, wish: Pick<Wish, 'mode' | 'platform'>): readonly string[] {
  const name = renderRepository(plan.repository)
  const tag = wish.mode === 'build' ? [] : plan.tags.map((each) => `tag it ${name}:${each}`)
  if (plan.digest !== undefined) return [`builder: found ${name}@${plan.digest}`, ...tag]
  const there = [...plan.digests].map(([platform, digest]) => `${platform} is built already: ${digest}`)
  const waits = wish.mode === 'publish' ? plan.missing.map((platform) => `${platform} is not built yet`) : []
  const build = platformsToBuild(plan, wish).map((platform) => `build ${platform} and keep it as ${name}:${anchorTag(recipe.key, platform)}`)
  const make = wish.mode === 'build' ? [] : [`make ${name}:${recipe.key} of ${recipe.platforms.join(', ')}`]
  return [`builder: ${name}:${recipe.key} is not there`, ...there, ...waits, ...build, ...make, ...tag]
}

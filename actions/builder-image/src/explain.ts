import { type BuilderInputs, type Change, explainKey, parseBuilderInputs, renderBuilderInputs } from '@slipway/chain'
import type { Digest, Tag } from '@slipway/kernel'
import type { Descriptor, Manifest, Repository } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import { keyAnnotation } from './plan.ts'
import type { Recipe } from './recipe.ts'

/** What lies beside an image and says what its key was made of. */
export const inputsType = 'application/vnd.slipway.builder-inputs.v1+json'

/** Why the key is another one than that of the image before. */
export type Explanation = { readonly tag: Tag; readonly previous: string; readonly changes: readonly Change[] }

/** Stores the key's inputs with the image, for the explanation of the next key. */
export async function publishInputs(registry: Registry, { repository, inputs }: Recipe, subject: Descriptor): Promise<void> {
  const bytes = new TextEncoder().encode(renderBuilderInputs(inputs))
  await registry.pushReferrer(repository, { subject, artifactType: inputsType, layer: { mediaType: inputsType, bytes } })
}

/**
 * Compares with the image that a tag for people names now: the first of `tags` that names one of another key. Undefined where there is
 * none, or where its inputs are not known: an explanation is a service, and its absence stops nothing.
 * @param known what was read of the tags already
 */
export async function explain(registry: Registry, recipe: Recipe, known: ReadonlyMap<Tag, Manifest | undefined>): Promise<Explanation | undefined> {
  // Tags for people are in the image's own repository, also where this run may only write its shadow.
  const place = recipe.places[0] ?? recipe.repository
  for (const tag of recipe.namedTags) {
    const manifest = known.has(tag) ? known.get(tag) : await registry.readManifest({ ...place, tag })
    const previous = manifest?.annotations[keyAnnotation]
    if (manifest === undefined || previous === undefined || previous === recipe.key) continue
    const inputs = await readInputs(registry, place, manifest.digest)
    if (inputs !== undefined) return { tag, previous, changes: explainKey(inputs, recipe.inputs) }
  }
  return undefined
}

async function readInputs(registry: Registry, repository: Repository, subject: Digest): Promise<BuilderInputs | undefined> {
  const [referrer] = await registry.readReferrers(repository, subject, inputsType)
  if (referrer === undefined) return undefined
  const artifact = await registry.readManifest({ ...repository, digest: referrer.digest })
  const layer = artifact?.kind === 'image' ? artifact.layers[0] : undefined
  if (layer === undefined) return undefined
  const parsed = parseBuilderInputs(new TextDecoder().decode(await registry.readBlob(repository, layer)))
  return parsed.ok ? parsed.value : undefined
}

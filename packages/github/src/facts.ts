import type { AssetFact, ReleaseApi, ReleaseFact } from './api.ts'
import { type Effects, retried } from './retry.ts'

/** Everything that is known of a tag's release before a decision. */
export type ReleaseFacts = {
  readonly tag: string
  /** The published release of the tag if there is one, else its oldest draft. */
  readonly release: ReleaseFact | undefined
  /** Of that release, unfinished ones too. */
  readonly assets: readonly AssetFact[]
  /** Further drafts of the tag, with what they hold. */
  readonly duplicates: readonly { readonly release: ReleaseFact; readonly assets: readonly AssetFact[] }[]
  /** Published releases of other tags. */
  readonly others: readonly ReleaseFact[]
  readonly tagExists: boolean
}

/** Reads the facts; changes nothing. A look-up by tag would not see drafts, so that each run would make one more. */
export async function readReleaseFacts(effects: Effects, api: ReleaseApi, tag: string): Promise<ReleaseFacts> {
  const releases = await retried(effects, () => api.listReleases())
  const own = releases.filter((release) => release.tag === tag).toSorted((left, right) => left.id - right.id)
  const drafts = own.filter(({ draft }) => draft)
  const published = own.find(({ draft }) => !draft)
  const release = published ?? drafts[0]
  const assetsOf = (of: ReleaseFact): Promise<readonly AssetFact[]> => retried(effects, () => api.listAssets(of.id))
  const duplicates = []
  for (const further of drafts) if (further !== release) duplicates.push({ release: further, assets: await assetsOf(further) })
  return {
    tag,
    release,
    assets: release === undefined ? [] : await assetsOf(release),
    duplicates,
    others: releases.filter((other) => !other.draft && other.tag !== tag),
    tagExists: await retried(effects, () => api.hasTag(tag)),
  }
}

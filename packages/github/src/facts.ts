import type { AssetFact, ReleaseApi, ReleaseFact } from './api.ts'
import { ApiFailure } from './failure.ts'
import { type Effects, retried, waitAfter } from './retry.ts'

/** Everything that is known of a tag's release before a decision. */
export type ReleaseFacts = {
  readonly tag: string
  /** The published release of the tag if there is one, else its oldest draft. */
  readonly release: ReleaseFact | undefined
  /** Of that release, unfinished ones too. */
  readonly assets: readonly AssetFact[]
  /** Numbers of assets that this run has uploaded itself. */
  readonly own: ReadonlySet<number>
  /** Numbers of unfinished assets that were there when this run began. */
  readonly early: ReadonlySet<number>
  /** Further drafts of the tag, with what they hold. */
  readonly duplicates: readonly DraftFacts[]
  /** Published releases of other tags. */
  readonly others: readonly ReleaseFact[]
  /** The commit that the tag finally names; undefined where the tag is not on the server. */
  readonly commit: string | undefined
}

export type DraftFacts = { readonly release: ReleaseFact; readonly assets: readonly AssetFact[] }

/** What this run has been told by answers, and lists may not show yet: numbers, by which GitHub tells everything at once. */
export type Known = {
  /** The release that this run made, goes on with or has published. */
  release: number | undefined
  /** The draft that this run made. */
  made: ReleaseFact | undefined
  /** Empty second drafts that runs of this transaction made. */
  second: readonly ReleaseFact[]
  /** Assets of this run's uploads, by name, and the release that each was sent to. */
  readonly assets: Map<string, { readonly id: number; readonly release: number }>
  /** Unfinished assets that were there at the first look; undefined before it. */
  early: ReadonlySet<number> | undefined
}

export function knowNothing(): Known {
  return { release: undefined, made: undefined, second: [], assets: new Map(), early: undefined }
}

/**
 * Reads the facts; changes nothing. A look-up by tag would not see drafts, so that each run would make one more. A list may not show
 * what was made a moment ago (gridaco/grida#978), so what this run has made itself is read by its number.
 */
export async function readReleaseFacts(effects: Effects, api: ReleaseApi, tag: string, known: Known = knowNothing()): Promise<ReleaseFacts> {
  for (let number = 1; ; number += 1) {
    try {
      return await readOnce(effects, api, tag, known)
    } catch (error) {
      if (!(error instanceof ReleaseGone)) throw error
      await waitAfter(effects, new ApiFailure('transient', error.message, { status: error.status, cause: error }), number)
    }
  }
}

async function readOnce(effects: Effects, api: ReleaseApi, tag: string, known: Known): Promise<ReleaseFacts> {
  const releases = await completeReleases(effects, api, known, await retried(effects, () => api.listReleases()))
  const own = releases.filter((release) => release.tag === tag).toSorted((left, right) => left.id - right.id)
  const drafts = own.filter(({ draft }) => draft)
  const release = own.find(({ draft }) => !draft) ?? drafts[0]
  const assetsOf = (of: ReleaseFact): Promise<readonly AssetFact[]> => retried(effects, () => api.listAssets(of.id))
  const duplicates: DraftFacts[] = []
  for (const further of drafts) {
    const held = further === release ? undefined : await unlessGone(assetsOf(further))
    if (held !== undefined) duplicates.push({ release: further, assets: held })
  }
  const listed = release === undefined ? [] : await unlessGone(assetsOf(release))
  if (release !== undefined && listed === undefined) throw new ReleaseGone(release)
  const assets = release === undefined || listed === undefined ? [] : await completeAssets(effects, api, known, release, listed)
  known.early ??= new Set(assets.flatMap(({ id, state }) => (state === 'uploaded' ? [] : [id])))
  return {
    tag,
    release,
    assets,
    early: known.early,
    own: new Set([...known.assets.values()].map(({ id }) => id)),
    duplicates,
    others: releases.filter((other) => !other.draft && other.tag !== tag),
    commit: await retried(effects, () => api.readTag(tag)),
  }
}

async function completeReleases(effects: Effects, api: ReleaseApi, known: Known, listed: readonly ReleaseFact[]): Promise<readonly ReleaseFact[]> {
  const { release: id } = known
  if (id === undefined) return listed
  const told = await retried(effects, () => api.readRelease(id))
  if (told === undefined) known.release = undefined
  return [...listed.filter((release) => release.id !== id), ...(told === undefined ? [] : [told])]
}

async function completeAssets(
  effects: Effects,
  api: ReleaseApi,
  known: Known,
  release: ReleaseFact,
  listed: readonly AssetFact[],
): Promise<readonly AssetFact[]> {
  const assets = [...listed]
  for (const [name, { id, release: home }] of known.assets) {
    if (home !== release.id) continue
    if (assets.some((asset) => asset.id === id && asset.state === 'uploaded')) continue
    const told = await retried(effects, () => api.readAsset(id))
    // Somebody removed it: what the list shows counts.
    if (told === undefined) known.assets.delete(name)
    else assets.splice(0, assets.length, ...assets.filter((asset) => asset.id !== id), told)
  }
  return assets
}

/** A release that was listed, and of whose assets GitHub knows nothing: it was made, or deleted, a moment ago. */
class ReleaseGone extends ApiFailure {
  constructor(release: ReleaseFact) {
    super('missing', `the release ${release.url} is listed, and its assets are not there`, { status: 404 })
  }
}

async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (error instanceof ApiFailure && error.kind === 'missing') return undefined
    throw error
  }
}

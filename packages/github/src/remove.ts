import type { AssetFact, ReleaseApi, ReleaseFact } from './api.ts'
import { ApiFailure } from './failure.ts'
import { type Effects, retried } from './retry.ts'

/** Milliseconds for which what was seen counts as what is there. */
const sightTime = 5_000

/**
 * Milliseconds that an asset has to be left as it is before its release is published. GitHub has no conditional deletion: a run that saw
 * an unfinished asset and deletes it may meet the asset that another run has finished in between. From the sight to the end of such a
 * deletion pass at most `sightTime` and `deletionDeadline`; a release that is published later than that cannot lose an asset by it.
 */
export const quietTime = 20_000

/** Removes an asset if it still is what was seen: in the meantime another run may have finished it. One that is gone is what was wanted. */
export async function removeAsset(effects: Effects, api: ReleaseApi, release: ReleaseFact, asset: AssetFact): Promise<void> {
  await retried(effects, async () => {
    const seen = effects.clock.now()
    const present = await api.listAssets(release.id)
    if (!present.some(({ id, state, digest }) => id === asset.id && state === asset.state && digest === asset.digest)) return
    await remove(effects, seen, asset.name, () => api.deleteAsset(asset.id))
  })
}

/** Removes a second draft if it still is a draft, and holds nothing but declared names. */
export async function removeDraft(effects: Effects, api: ReleaseApi, release: ReleaseFact, declared: ReadonlySet<string>): Promise<void> {
  await retried(effects, async () => {
    const seen = effects.clock.now()
    const now = await api.readRelease(release.id)
    if (now === undefined || !now.draft || now.body !== release.body) return
    const held = await api.listAssets(release.id)
    if (!held.every(({ name }) => declared.has(name))) return
    await remove(effects, seen, 'a second draft', () => api.deleteRelease(release.id))
  })
}

async function remove(effects: Effects, seen: number, name: string, deletion: () => Promise<void>): Promise<void> {
  if (effects.clock.now() - seen > sightTime) throw new ApiFailure('transient', `looking at ${name} took too long to delete it after that`)
  await deletion().catch((error: unknown) => {
    if (!(error instanceof ApiFailure && error.kind === 'missing')) throw error
  })
}

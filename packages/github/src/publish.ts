import type { ReleaseApi, ReleaseFact } from './api.ts'
import { ApiFailure, problemOf } from './failure.ts'
import { electLatest } from './latest.ts'
import { type Effects, retried } from './retry.ts'

/**
 * Makes a draft public. A reply that was lost is settled by reading the release by its number: the next try would be refused by an
 * immutable release that is already public. A tag that somebody else has published meanwhile is left to the next reading of the facts.
 */
export async function publishRelease(
  effects: Effects,
  api: ReleaseApi,
  release: ReleaseFact,
  of: { readonly prerelease: boolean; readonly latest: boolean },
): Promise<void> {
  await retried(effects, async () => {
    try {
      await api.publish(release, of)
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      if (error.kind === 'exists' || error.kind === 'missing') return
      const now = await api.readRelease(release.id).catch(() => undefined)
      if (now?.draft !== false) throw error
    }
  })
}

/** Looks at the place of the latest release until the highest version has it: another release may be published at the same time. */
const looks = 4
/** Milliseconds between two looks. */
const lookWait = 2_000

/**
 * Sees to it that the highest version is the latest release. What cannot be put right is a warning: the release is out.
 * A prerelease has nothing to do with it.
 */
export async function settleLatest(effects: Effects, api: ReleaseApi, release: ReleaseFact): Promise<void> {
  if (release.prerelease) return
  let wanted = release
  try {
    for (let look = 1; look <= looks; look += 1) {
      const all = await retried(effects, () => api.listReleases())
      const others = all.filter(({ draft, tag }) => !draft && tag !== release.tag)
      wanted = electLatest(release, others).elected ?? release
      const current = await retried(effects, () => api.readLatest())
      if (current === wanted.id) return
      const { id } = wanted
      await retried(effects, () => api.electLatest(id))
      if (look > 1) await effects.clock.sleep(lookWait)
    }
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    effects.log.warning({
      ...problemOf(error),
      message: `${wanted.tag} may not be the latest release: ${error.message}`,
      cure: `Mark ${wanted.tag} as the latest release by hand`,
    })
  }
}

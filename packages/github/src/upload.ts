import type { AssetFact, LocalAsset, ReleaseApi, ReleaseFact } from './api.ts'
import { ApiFailure, type FailureKind } from './failure.ts'
import { type Effects, retried, waitAfter } from './retry.ts'

/** Counts what went over the wire. */
export type Tally = { files: number; bytes: number }

/**
 * Brings one asset up. After a failure nobody knows what the server holds, so it is asked: an asset with the right digest is the lost
 * reply's effect and nothing is sent again; an unfinished one blocks the name and is removed.
 */
export async function uploadAsset(effects: Effects, api: ReleaseApi, release: ReleaseFact, asset: LocalAsset, tally: Tally): Promise<void> {
  for (let number = 1; ; number += 1) {
    try {
      tally.files += 1
      tally.bytes += asset.size
      await api.upload(release, asset)
      effects.log.info(`uploaded ${asset.name}, ${asset.size} bytes`)
      return
    } catch (error) {
      if (!(error instanceof ApiFailure) || !unclear.has(error.kind)) throw error
      // A name that is taken all of a sudden is somebody else's upload, perhaps still under way: it gets the time of the wait.
      if (error.kind !== 'exists' && (await isSettled(effects, api, release, asset))) {
        effects.log.info(`${error.message}; ${asset.name} is there all the same, with the right digest`)
        return
      }
      await waitAfter(effects, new ApiFailure('transient', error.message, { status: error.status, wait: error.wait, cause: error }), number)
      if (await isSettled(effects, api, release, asset)) return
    }
  }
}

/** After these the server may hold the asset, a part of it, or nothing. 404: somebody removed the unfinished asset meanwhile. */
const unclear: ReadonlySet<FailureKind> = new Set(['transient', 'exists', 'missing'])

async function isSettled(effects: Effects, api: ReleaseApi, release: ReleaseFact, asset: LocalAsset): Promise<boolean> {
  const present = await retried(effects, () => api.listAssets(release.id))
  const found = present.find(({ name }) => name === asset.name)
  if (found === undefined) return false
  // Without a digest it may be right; the reading back waits for it and decides.
  if (found.state === 'uploaded' && found.size === asset.size && (found.digest ?? asset.digest) === asset.digest) return true
  await removeAsset(effects, api, release, found)
  return false
}

/**
 * Removes an asset if it still is what was seen: in the meantime another run may have finished it. One that is gone is what was wanted.
 * GitHub has no conditional delete, so a moment stays open; a concurrency group in the workflow closes it.
 */
export async function removeAsset(effects: Effects, api: ReleaseApi, release: ReleaseFact, asset: AssetFact): Promise<void> {
  await retried(effects, async () => {
    const present = await api.listAssets(release.id)
    if (!present.some(({ id, state, digest }) => id === asset.id && state === asset.state && digest === asset.digest)) return
    try {
      await api.deleteAsset(asset.id)
    } catch (error) {
      if (!(error instanceof ApiFailure && error.kind === 'missing')) throw error
    }
  })
}

/** Runs tasks side by side, at most `width` at once. After a failure nothing new is started; all failures are thrown together. */
export async function inParallel<T>(items: readonly T[], width: number, task: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const failures: unknown[] = []
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && failures.length === 0; item = waiting.shift()) {
      await task(item).catch((error: unknown) => void failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures)
}

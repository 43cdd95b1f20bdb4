import type { AssetFact, LocalAsset, ReleaseApi, ReleaseFact } from './api.ts'
import type { Known } from './facts.ts'
import { ApiFailure } from './failure.ts'
import { createProgress } from './progress.ts'
import { removeAsset } from './remove.ts'
import { type Effects, keepPace, retried, waitAfter } from './retry.ts'
import { uploadDeadline } from './send-asset.ts'

/** Counts what went over the wire. */
export type Tally = { files: number; bytes: number }

/** What all uploads of a run share. */
export type Sending = { readonly effects: Effects; readonly api: ReleaseApi; readonly release: ReleaseFact; readonly known: Known; readonly tally: Tally }

/** What the server holds under a name after an attempt: the asset, something that others do, or room for another attempt. */
type Finding = 'there' | 'others' | 'free'

/** Milliseconds between looks at an asset that another run is sending. */
const lookWait = 5_000

/**
 * Brings one asset up. After a failure nobody knows what the server holds, so it is asked: an asset with the right digest is the lost
 * reply's effect and nothing is sent again; an unfinished one blocks the name and is removed. What is not this run's to put right is
 * left to the next reading of the facts.
 */
export async function uploadAsset(sending: Sending, asset: LocalAsset): Promise<void> {
  const { effects } = sending
  for (let number = 1; ; number += 1) {
    await keepPace(effects)
    const failure = await attempt(sending, asset)
    // 404: somebody removed the unfinished asset, or the whole draft, and so is at work as well.
    if (failure === undefined || failure.kind === 'missing') return
    const finding = failure.kind === 'exists' ? await waitForOther(sending, asset) : await settle(sending, asset)
    if (finding === 'there') effects.log.info(`${failure.message}; ${asset.name} is there all the same, with the right digest`)
    if (finding !== 'free') return
    const { message, status, wait, firstWait, limit } = failure
    await waitAfter(effects, new ApiFailure('transient', message, { status, wait, firstWait, limit, cause: failure }), number)
    // What the server was still at work on may have come to its end meanwhile.
    if ((await settle(sending, asset)) !== 'free') return
  }
}

/** One attempt; its failure, where the server may hold the asset, a part of it, or nothing. Other failures are thrown. */
async function attempt({ effects, api, release, known, tally }: Sending, asset: LocalAsset): Promise<ApiFailure | undefined> {
  const progress = createProgress(effects, asset)
  try {
    tally.files += 1
    tally.bytes += asset.size
    const sent = await api.upload(release, asset, progress.advance)
    // Its number is this run's own, whatever arrived: a list may not show it yet.
    known.assets.set(asset.name, { id: sent.id, release: release.id })
    if (isRight(sent, asset)) {
      progress.finish()
      return undefined
    }
    await removeAsset(effects, api, release, sent)
    known.assets.delete(asset.name)
    return new ApiFailure('transient', `${asset.name} arrived as ${sent.state} with ${sent.size} bytes, ${sent.digest}`)
  } catch (error) {
    if (error instanceof ApiFailure && (error.kind === 'transient' || error.kind === 'exists' || error.kind === 'missing')) return error
    throw error
  }
}

/** Without a digest it may be right; the reading back waits for it and decides. */
function isRight({ state, size, digest }: AssetFact, asset: LocalAsset): boolean {
  return state === 'uploaded' && size === asset.size && (digest ?? asset.digest) === asset.digest
}

async function look({ effects, api, release }: Sending, { name }: LocalAsset): Promise<AssetFact | undefined> {
  const present = await retried(effects, () => api.listAssets(release.id))
  return present.find((asset) => asset.name === name)
}

/** After an attempt of this run that failed on the way: what is unfinished under the name is what the attempt left. */
async function settle(sending: Sending, asset: LocalAsset): Promise<Finding> {
  const found = await look(sending, asset)
  if (found === undefined) return 'free'
  if (isRight(found, asset)) return 'there'
  if (found.state === 'uploaded') return 'others'
  await removeAsset(sending.effects, sending.api, sending.release, found)
  return 'free'
}

/** The name was taken: another run is sending the asset, and gets the time that an attempt may take. Then it is taken for dead. */
async function waitForOther(sending: Sending, asset: LocalAsset): Promise<Finding> {
  const { effects, api, release } = sending
  const until = effects.clock.now() + uploadDeadline(asset.size)
  effects.log.info(`another run is sending ${asset.name}`)
  for (let missed = 0; ; ) {
    const found = await look(sending, asset)
    if (found?.state === 'uploaded') return isRight(found, asset) ? 'there' : 'others'
    // A list may be behind: a name that was taken a moment ago is free when two looks say so.
    missed = found === undefined ? missed + 1 : 0
    if (missed > 1) return 'free'
    if (effects.clock.now() > until) {
      if (found !== undefined) await removeAsset(effects, api, release, found)
      return 'free'
    }
    await effects.clock.sleep(lookWait)
  }
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

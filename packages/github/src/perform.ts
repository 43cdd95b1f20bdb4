import { Defect, type Problem, Refusal, refuse, unwrap } from '@slipway/kernel'
import type { AssetFact, LocalAsset, ReleaseApi, ReleaseFact } from './api.ts'
import { readReleaseFacts } from './facts.ts'
import { ApiFailure, problemOf, refusalOf } from './failure.ts'
import { isProven, ownerMark, planRelease, type ReleasePlan, type ReleaseRequest } from './plan.ts'
import { type Effects, retried, waitAfter } from './retry.ts'
import { inParallel, removeAsset, type Tally, uploadAsset } from './upload.ts'

export type ReleaseWork = Omit<ReleaseRequest, 'assets'> & {
  readonly assets: readonly LocalAsset[]
  /** Uploads at once. */
  readonly width: number
}

export type ReleaseOutcome = {
  readonly release: ReleaseFact
  /** The declared assets as the server holds them, each with the digest of its local file. */
  readonly assets: readonly AssetFact[]
  readonly foreign: readonly AssetFact[]
  readonly sent: Readonly<Tally>
}

/** Turns of plan and work before giving up; two are enough where nothing fails. */
const turns = 8
/** Milliseconds between looks at a digest that GitHub has not computed yet. */
const digestWait = 2_000

/**
 * Makes the release what the request says. Each turn reads the server's state and does what is left; when nothing is left the state
 * has been proven, and only then the release is published, if asked. Ends with a Refusal otherwise: the draft stays a draft.
 * Safe to run again after any crash.
 */
export async function performRelease(effects: Effects, api: ReleaseApi, work: ReleaseWork): Promise<ReleaseOutcome> {
  const tally: Tally = { files: 0, bytes: 0 }
  try {
    const plan = await converge(effects, api, work, tally)
    if (plan.publish) await publish(effects, api, plan)
    return await readBack(effects, api, work, plan, tally)
  } catch (error) {
    if (!(error instanceof AggregateError)) throw refusalOf(error)
    const unexpected = error.errors.find((one) => !(one instanceof ApiFailure))
    throw (
      unexpected ??
      new Refusal(
        error.errors.map((one: ApiFailure): Problem => problemOf(one)),
        { cause: error },
      )
    )
  }
}

async function converge(effects: Effects, api: ReleaseApi, work: ReleaseWork, tally: Tally): Promise<ReleasePlan> {
  for (let turn = 1; ; turn += 1) {
    const plan = unwrap(planRelease(work, await readReleaseFacts(effects, api, work.draft.tag)))
    if (isProven(plan)) return plan
    if (turn === turns) throw refuse(unsettled(plan))
    await step(effects, api, work, plan, tally)
  }
}

async function step(effects: Effects, api: ReleaseApi, work: ReleaseWork, plan: ReleasePlan, tally: Tally): Promise<void> {
  const { release } = plan
  if (release === undefined) {
    await createDraft(effects, api, work)
    return
  }
  for (const duplicate of plan.duplicates) await retried(effects, () => unlessMissing(api.deleteRelease(duplicate.id)))
  for (const { asset } of plan.remove) await removeAsset(effects, api, release, asset)
  const assets = plan.upload.map((name) => work.assets.find((asset) => asset.name === name) ?? missing(name))
  await inParallel(assets, work.width, (asset) => uploadAsset(effects, api, release, asset, tally))
  if (plan.unproven.length > 0) await effects.clock.sleep(digestWait)
}

/** A lost reply may have left a draft, so the list is read before each further try. */
async function createDraft(effects: Effects, api: ReleaseApi, work: ReleaseWork): Promise<void> {
  for (let number = 1; ; number += 1) {
    try {
      await api.createDraft({ ...work.draft, body: `${work.draft.body}\n\n${ownerMark}`.trim() })
      return
    } catch (error) {
      await waitAfter(effects, error, number)
      const releases = await retried(effects, () => api.listReleases())
      if (releases.some(({ tag }) => tag === work.draft.tag)) return
    }
  }
}

async function publish(effects: Effects, api: ReleaseApi, plan: ReleasePlan): Promise<void> {
  const id = plan.release?.id ?? missing(plan.tag)
  await retried(effects, async () => {
    try {
      await api.publish(id, { prerelease: plan.prerelease, latest: plan.latest })
    } catch (error) {
      // A reply that was lost: the next try would be refused by an immutable release that is already public.
      const now = await api.readRelease(id).catch(() => undefined)
      if (now?.draft !== false) throw error
    }
  })
  const { elected } = plan
  if (elected === undefined) return
  await retried(effects, () => api.electLatest(elected.id)).catch((error: unknown) => {
    if (!(error instanceof ApiFailure)) throw error
    effects.log.warning({
      ...problemOf(error),
      message: `${elected.tag} may no longer be the latest release: ${error.message}`,
      cure: `Mark ${elected.tag} as the latest release by hand`,
    })
  })
}

/** What is said at the end is what the server says at the end. */
async function readBack(effects: Effects, api: ReleaseApi, work: ReleaseWork, plan: ReleasePlan, tally: Tally): Promise<ReleaseOutcome> {
  const id = plan.release?.id ?? missing(plan.tag)
  const release = plan.publish ? await retried(effects, () => api.readRelease(id)) : (plan.release ?? missing(plan.tag))
  if (plan.publish && release.draft) {
    throw refuse({ code: 'E_GITHUB_PROOF', message: `${plan.tag} was published and is still a draft`, cure: 'Run the job again' })
  }
  const facts = {
    tag: plan.tag,
    release,
    assets: plan.publish ? await retried(effects, () => api.listAssets(id)) : [...plan.keep, ...plan.foreign],
    duplicates: [],
    others: [],
    tagExists: true,
  }
  const last = unwrap(planRelease({ ...work, publish: false }, facts))
  if (!isProven(last)) throw refuse(unsettled(last))
  return { release, assets: last.keep, foreign: last.foreign, sent: tally }
}

function unsettled(plan: ReleasePlan): Problem {
  const names = [...plan.remove.map(({ asset }) => asset.name), ...plan.unproven.map(({ name }) => name), ...plan.upload]
  const what = names.length === 0 ? 'the draft does not come to rest' : `${[...new Set(names)].map((name) => `"${name}"`).join(', ')} cannot be proven`
  return { code: 'E_GITHUB_PROOF', message: `what GitHub holds of ${plan.tag} is not what was sent: ${what}`, cure: 'Run the job again; nothing was published' }
}

async function unlessMissing(request: Promise<void>): Promise<void> {
  await request.catch((error: unknown) => {
    if (!(error instanceof ApiFailure && error.kind === 'missing')) throw error
  })
}

function missing(name: string): never {
  throw new Defect(`the plan speaks of ${name}, which it does not hold`)
}

import { Defect, type Problem, Refusal, refuse, unwrap } from '@slipway/kernel'
import type { AssetFact, LocalAsset, ReleaseApi, ReleaseFact } from './api.ts'
import { type Known, knowNothing, type ReleaseFacts, readReleaseFacts } from './facts.ts'
import { ApiFailure, problemOf, refusalOf } from './failure.ts'
import { isOurs, isProven, planRelease, type ReleasePlan, type ReleaseRequest } from './plan.ts'
import { publishRelease, settleLatest } from './publish.ts'
import { quietTime, removeAsset, removeDraft } from './remove.ts'
import { type Effects, retried, waitAfter } from './retry.ts'
import { uploadDeadline } from './send-asset.ts'
import { inParallel, type Tally, uploadAsset } from './upload.ts'

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
  /** Whether it is the highest version that is public, or would be. */
  readonly latest: boolean
  readonly sent: Readonly<Tally>
}

type Run = { readonly effects: Effects; readonly api: ReleaseApi; readonly work: ReleaseWork; readonly known: Known; readonly tally: Tally }

/** Turns of plan and work before giving up; three are enough where nothing fails. */
const turns = 10
/** Milliseconds to wait for what others have to do: at first, and at most. */
const firstWait = 2_000
const longestWait = 30_000
/** Milliseconds to wait in all for a digest that GitHub has not told. */
const digestPatience = 120_000
/** Milliseconds for which a list may not show a draft that was made. */
const draftWait = 6_000

/**
 * Makes the release what the request says. Each turn reads the server's state and does what is left; when nothing is left the state
 * has been proven, and only then the release is published, if asked; then it is read and compared once more. Ends with a Refusal
 * otherwise: the draft stays a draft. Safe to run again after any crash.
 *
 * @param first facts that were read a moment ago, for the first turn
 */
export async function performRelease(effects: Effects, api: ReleaseApi, work: ReleaseWork, first?: ReleaseFacts): Promise<ReleaseOutcome> {
  const { clock, log, random } = effects
  const known = { ...knowNothing(), early: first?.early }
  const run: Run = { effects: { clock, log, random, pace: { until: 0 } }, api, work, known, tally: { files: 0, bytes: 0 } }
  try {
    return await converge(run, first)
  } catch (error) {
    await tidy(run)
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

async function converge(run: Run, first: ReleaseFacts | undefined): Promise<ReleaseOutcome> {
  const { effects, api, work } = run
  const patience = createPatience(run)
  let given = first
  for (let turn = 1; ; ) {
    const facts = given ?? (await readReleaseFacts(effects, api, work.draft.tag, run.known))
    given = undefined
    if (facts.release !== undefined) run.known.release = facts.release.id
    run.known.second = facts.duplicates.filter((draft) => isOurs(work, draft) && draft.assets.length === 0).map((draft) => draft.release)
    const plan = unwrap(planRelease(work, facts))
    const { release } = plan
    if (release !== undefined && isOver(plan, work)) {
      if (work.publish) await settleLatest(effects, api, release)
      return { release, assets: plan.keep, foreign: plan.foreign, latest: plan.latest, sent: run.tally }
    }
    if (turn > turns) throw refuse(unsettled(plan))
    if (await patience.wait(plan)) continue
    turn += 1
    if (release !== undefined && isProven(plan)) await publishRelease(effects, api, release, plan)
    else await step(run, plan)
  }
}

/** A run that ends red takes away second drafts that it or an earlier run made, if it can. */
async function tidy({ effects, api, work, known }: Run): Promise<void> {
  const declared = new Set(work.assets.map(({ name }) => name))
  const second = known.made === undefined || known.release === known.made.id ? known.second : [known.made, ...known.second]
  for (const draft of second) {
    await removeDraft(effects, api, draft, declared).catch((error: unknown) => {
      if (!(error instanceof ApiFailure)) throw error
    })
  }
}

/** Public and identical, or a proven draft that is to stay one. */
function isOver(plan: ReleasePlan, { publish }: ReleaseWork): boolean {
  return isProven(plan) && (plan.state === 'public' || !publish)
}

/** Waits where waiting is all that is left to do, and says whether it did. It has an end. */
function createPatience({ effects, work }: Run): { readonly wait: (plan: ReleasePlan) => Promise<boolean> } {
  let until: number | undefined
  let pause = firstWait
  return {
    wait: async (plan) => {
      const now = effects.clock.now()
      const quiet = isProven(plan) && plan.publish ? quietTime - Math.min(...plan.keep.map(({ age }) => age)) : 0
      if (quiet > 0) {
        effects.log.info(`all is there and proven; ${Math.ceil(quiet / 1000)} s until nobody can have a deletion under way`)
        await effects.clock.sleep(quiet)
        return true
      }
      if (plan.unproven.length === 0 || [plan.remove, plan.upload, plan.duplicates].some((list) => list.length > 0)) return false
      until ??= now + patienceFor(plan, work)
      if (now > until) throw refuse(unsettled(plan))
      effects.log.info(`waiting for ${plan.unproven.map(({ name }) => name).join(', ')}`)
      await effects.clock.sleep(pause)
      pause = Math.min(longestWait, pause * 2)
      return true
    },
  }
}

/** An upload of another run gets the time that an attempt may take. */
function patienceFor({ unproven }: ReleasePlan, { assets }: ReleaseWork): number {
  const sending = unproven.filter(({ state }) => state !== 'uploaded').map(({ name }) => assets.find((asset) => asset.name === name)?.size ?? 0)
  return digestPatience + (sending.length === 0 ? 0 : uploadDeadline(Math.max(...sending)))
}

async function step({ effects, api, work, known, tally }: Run, plan: ReleasePlan): Promise<void> {
  const { release, body } = plan
  if (release === undefined) {
    known.made = await createDraft(effects, api, work)
    known.release = known.made?.id
    return
  }
  const declared = new Set(work.assets.map(({ name }) => name))
  for (const duplicate of plan.duplicates) await removeDraft(effects, api, duplicate, declared)
  for (const { asset } of plan.remove) await removeAsset(effects, api, release, asset)
  if (body !== undefined) await retried(effects, () => api.writeBody(release, body))
  const assets = plan.upload.map((name) => work.assets.find((asset) => asset.name === name) ?? missing(name))
  const sending = { effects, api, release, known, tally }
  await inParallel(assets, work.width, (asset) => uploadAsset(sending, asset))
}

/** The new draft. A lost reply may have left one, so the list is read before each further try, when it has had time to show it. */
async function createDraft(effects: Effects, api: ReleaseApi, work: ReleaseWork): Promise<ReleaseFact | undefined> {
  for (let number = 1; ; number += 1) {
    try {
      return await api.createDraft(work.draft)
    } catch (error) {
      await waitAfter(effects, error, number)
      await effects.clock.sleep(draftWait)
      const releases = await retried(effects, () => api.listReleases())
      if (releases.some(({ tag }) => tag === work.draft.tag)) return undefined
    }
  }
}

function unsettled(plan: ReleasePlan): Problem {
  const names = [...plan.remove.map(({ asset }) => asset.name), ...plan.unproven.map(({ name }) => name), ...plan.upload]
  const what = names.length === 0 ? 'the draft does not come to rest' : `${[...new Set(names)].map((name) => `"${name}"`).join(', ')} cannot be proven`
  return { code: 'E_GITHUB_PROOF', message: `what GitHub holds of ${plan.tag} is not what was sent: ${what}`, cure: 'Run the job again; nothing was published' }
}

function missing(name: string): never {
  throw new Defect(`the plan speaks of ${name}, which it does not hold`)
}

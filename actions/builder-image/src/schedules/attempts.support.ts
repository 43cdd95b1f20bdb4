import type { Plant } from './machine.support.ts'
import type { Kill, RunPlan } from './plan.support.ts'
import { type Asked, type Job, type Outputs, runJob } from './runs.support.ts'
import type { Fuse, World } from './wire.support.ts'

/** One run of a workflow, over its attempts. */
export type Run = {
  readonly number: number
  readonly plan: RunPlan
  readonly key: string
  /** The stamp at which its first attempt began. */
  began: number
  attempts: number
  /** What is kept for `re-run failed jobs`: what the probe said, and the platforms that are not built yet. */
  kept: { readonly probe: Outputs; readonly failed: readonly string[] } | undefined
}

/** Whoever needs a key's lock waits for the one before: the concurrency group of builder.yml. */
export type Locks = Map<string, Promise<unknown>>

type Attempt = { readonly world: World; readonly plant: Plant; readonly locks: Locks; readonly run: Run; readonly fuse: Fuse; readonly jobs: Job[] }

/**
 * Runs a workflow once: to the end, to the first refusal, or to its kill.
 * @returns its jobs in the order in which they ended; the last one's ending is the run's
 */
export async function attempt(world: World, plant: Plant, locks: Locks, run: Run, kill: Kill | undefined, again: RunPlan['again']): Promise<readonly Job[]> {
  run.attempts += 1
  if (run.attempts === 1) run.began = world.ledger.stamp
  const made: Attempt = { world, plant, locks, run, fuse: { kill, count: 0, machines: [] }, jobs: [] }
  if (again === 'failed' && run.kept !== undefined) await makeAgain(made, run.kept)
  else if (run.plan.shape === 'jobs') await runJobs(made)
  else if (run.plan.shape === 'wait') await job(made, { mode: 'plan', waitFor: '90m' })
  else await locked(made, () => job(made, { mode: 'ensure' }))
  return made.jobs
}

/** One job. Its machine's luck depends on its place in its run alone, so that leaving another run away changes little. */
async function job({ world, plant, run, fuse, jobs }: Attempt, asked: Asked): Promise<Job> {
  const { number, plan, key, attempts, began } = run
  const seed = Math.imul(world.schedule.seed, 7919) + number * 1009 + attempts * 101 + fuse.machines.length
  const done = await runJob(world, plant, { run: plan, key, fuse, began, name: `run ${number}.${attempts}`, seed }, asked)
  jobs.push(done)
  // Before the lock is given back: whoever comes next may have to build again.
  if (done.ending.how !== 'done') world.ledger.countIncident(done.client.repository, key)
  return done
}

async function locked<T>({ world, plant, locks, run }: Attempt, deed: () => Promise<T>): Promise<T> {
  if (!world.schedule.lock || plant.unlocked === true) return deed()
  const turn = (locks.get(run.key) ?? Promise.resolve()).then(deed)
  locks.set(
    run.key,
    turn.catch(() => {}),
  )
  return turn
}

/** The jobs of builder.yml and builder-make.yml. */
async function runJobs(made: Attempt): Promise<void> {
  made.run.kept = undefined
  const { ending: plan } = await job(made, { mode: 'plan' })
  if (plan.how !== 'done' || (plan.outputs.found === 'true' && plan.outputs.tagged === 'true')) return
  await locked(made, async () => {
    const { ending: probe } = await job(made, { mode: 'plan' })
    if (probe.how !== 'done') return
    const missing = probe.outputs.found === 'true' ? [] : (JSON.parse(probe.outputs.missing) as readonly { readonly platform: string }[])
    await make(
      made,
      probe.outputs,
      missing.map(({ platform }) => platform),
    )
  })
}

async function makeAgain(made: Attempt, { probe, failed }: NonNullable<Run['kept']>): Promise<void> {
  await locked(made, () => make(made, probe, failed))
}

/** The legs of the matrix at once, then the merge. */
async function make(made: Attempt, probe: Outputs, platforms: readonly string[]): Promise<void> {
  const legs = await Promise.all(platforms.map((platform) => job(made, { mode: 'build', platform })))
  const failed = platforms.filter((_, index) => legs[index]?.ending.how !== 'done')
  made.run.kept = { probe, failed }
  const bad = legs.find(({ ending }) => ending.how !== 'done')
  if (bad !== undefined) {
    // The run ends as its worst job did.
    made.jobs.push(bad)
    return
  }
  if (probe.found !== 'true' || probe.tagged !== 'true') await job(made, { mode: 'publish' })
}

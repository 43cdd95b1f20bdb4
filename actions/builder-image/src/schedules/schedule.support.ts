import { attempt, type Locks, type Run } from './attempts.support.ts'
import type { Plant } from './machine.support.ts'
import { type Schedule, simplerSchedules } from './plan.support.ts'
import type { Job } from './runs.support.ts'
import { createDraw, drawSpan } from './time.support.ts'
import { wrongEnding } from './verdict.support.ts'
import type { World } from './wire.support.ts'
import { createWorld, keyOf } from './world.support.ts'

/** What became of one schedule. */
export type Report = {
  readonly schedule: Schedule
  /** Undefined when all was well. */
  readonly failure: string | undefined
  readonly trace: readonly string[]
  readonly counts: World['counts']
  /** Codes of refusals, how often. */
  readonly refused: Readonly<Record<string, number>>
  /** Runs of one key ended with several digests: possible without the lock, where builds differ. */
  readonly diverged: boolean
  /** In the end an index lacked a child that a clean-up took, and no run noticed. */
  readonly unhealed: boolean
  readonly narrowRaces: number
}

const mostAttempts = 12

/** Runs one schedule from an empty registry to the last re-run. */
export async function runSchedule(schedule: Schedule, plant: Plant = {}): Promise<Report> {
  const world = await createWorld(schedule)
  const { ledger, time } = world
  const refused: Record<string, number> = {}
  const outcome = { diverged: false, unhealed: false }
  const how = await time.run(
    play(world, plant, refused, outcome).catch((error: unknown) => ledger.check(`the schedule broke: ${error instanceof Error ? error.stack : String(error)}`)),
  )
  if (how !== 'ended') ledger.check(`the schedule ${how}`)
  return { schedule, failure: ledger.failure, trace: world.trace, counts: world.counts, refused, ...outcome, narrowRaces: ledger.narrowRaces }
}

type Outcome = { diverged: boolean; unhealed: boolean }

async function play(world: World, plant: Plant, refused: Record<string, number>, outcome: Outcome): Promise<void> {
  const { schedule, ledger } = world
  const locks: Locks = new Map()
  const keys = await Promise.all(schedule.runs.map(({ sources }) => keyOf(schedule, sources)))
  const runs = schedule.runs.map((plan, index): Run => ({ number: index + 1, plan, key: keys[index] ?? '', began: 0, attempts: 0, kept: undefined }))
  const endings = new Map<string, Set<string>>()
  await Promise.all(
    runs.map(async (run) => {
      const last = await repeat(world, plant, locks, run, refused)
      if (last?.ending.how !== 'done' || last.ending.outputs.digest === '') return
      const place = `${last.ending.outputs.repository}:${run.key}`
      endings.set(place, new Set([...(endings.get(place) ?? []), last.ending.outputs.digest]))
    }),
  )
  outcome.diverged = [...endings.values()].some((digests) => digests.size > 1)
  const mayDiverge = !schedule.exact && (!schedule.lock || schedule.evictions.length > 0 || schedule.lies)
  if (outcome.diverged && !mayDiverge)
    ledger.check(`runs of one key ended with several digests: ${JSON.stringify([...endings].map(([place, all]) => [place, ...all]))}`)
  world.calm = true
  world.trace.push('everything is calm from here on')
  for (const run of runs) if (ledger.failure === undefined && run.plan.shape !== 'wait') await settle(world, plant, locks, run, outcome)
}

/** Attempts until one is done, or refused for a reason that stays. */
async function repeat(world: World, plant: Plant, locks: Locks, run: Run, refused: Record<string, number>): Promise<Job | undefined> {
  const { ledger, time } = world
  await time.sleep(run.plan.start)
  const draw = createDraw(world.schedule.seed * 31 + run.number)
  for (let number = 0; ledger.failure === undefined; number += 1) {
    const jobs = await attempt(world, plant, locks, run, run.plan.kills[number], number === 1 ? run.plan.again : 'all')
    for (const job of jobs) ledger.check(wrongEnding(world, job))
    const last = jobs.at(-1)
    if (last?.ending.how === 'done') return last
    const codes = last?.ending.how === 'refused' ? last.ending.problems.map(({ code }) => code) : []
    for (const code of codes) refused[code] = (refused[code] ?? 0) + 1
    if (codes.includes('E_BUILDER_TAG')) return last
    if (number >= mostAttempts) ledger.check(`run ${run.number} does not converge: ${codes.join(', ')}`)
    await time.sleep(drawSpan(draw, 5_000, 1_800_000))
  }
  return undefined
}

/** Once more, and once again: the first heals whatever is left, the second has nothing to do. */
async function settle(world: World, plant: Plant, locks: Locks, run: Run, outcome: Outcome): Promise<void> {
  const { ledger } = world
  const healed = await attempt(world, plant, locks, run, undefined, 'all')
  for (const job of healed) ledger.check(wrongEnding(world, job))
  const { ending } = healed.at(-1) as Job
  if (ending.how === 'refused' && ending.problems.every(({ code }) => code === 'E_BUILDER_TAG')) return
  if (ending.how !== 'done') {
    ledger.check(`run ${run.number} is not well although all is calm: ${ending.how}`)
    return
  }
  const { digest, repository } = ending.outputs
  const place = repository.slice('ghcr.io/'.length)
  const lacks = childrenOf(world, digest).filter((child) => !ledger.isThere(place, child))
  if (lacks.length > 0 && world.schedule.signed && run.plan.trusted) ledger.check(`run ${run.number} ends with an index that lacks ${lacks.join(', ')}`)
  outcome.unhealed ||= lacks.length > 0
  const last = await attempt(world, plant, locks, run, undefined, 'all')
  for (const { client, ending: end } of last) {
    ledger.check(wrongEnding(world, { client, ending: end }))
    if (client.writes > 0 || client.builds > 0)
      ledger.check(`${client.name} had nothing to do, but wrote ${client.writes} times and built ${client.builds} platforms`)
    if (end.how !== 'done' || end.outputs.digest !== digest || end.outputs.tagged !== 'true')
      ledger.check(`${client.name} ended with ${JSON.stringify(end)}, the run before it with ${digest}`)
  }
}

function childrenOf({ ledger }: World, digest: string): readonly string[] {
  const index = ledger.manifest(digest)
  return index?.kind === 'index' ? index.manifests.map((each) => each.digest) : []
}

/** The simplest schedule near a failing one that still fails. */
export async function simplify(failing: Report, plant: Plant = {}): Promise<Report> {
  let report = failing
  for (let goesOn = true; goesOn; ) {
    goesOn = false
    for (const simpler of simplerSchedules(report.schedule)) {
      const tried = await runSchedule(simpler, plant)
      if (tried.failure === undefined) continue
      report = tried
      goesOn = true
      break
    }
  }
  return report
}

/** Everything that somebody needs who has to understand a failure. */
export function describeFailure(report: Report): string {
  const { seed, ...rest } = report.schedule
  return [`seed ${seed}: ${report.failure}`, `what is left of its schedule: ${JSON.stringify(rest)}`, ...report.trace.slice(-80)].join('\n')
}

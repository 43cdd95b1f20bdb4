import { describe, expect, test } from '@jest/globals'
import { planSchedule, simplerSchedules } from './plan.support.ts'
import { mistakes } from './plants.support.ts'
import { describeFailure, type Report, runSchedule, simplify } from './schedule.support.ts'

/*
 * The action against a registry that fails, forgets and is cleaned up, with machines that end at any request and runs that race: each
 * schedule is drawn from its seed, and looked at after every request. The same seeds every time;
 *   SCHEDULE=17 runs one and prints what happened, SCHEDULES=20000 runs more, SCHEDULES_FROM=5000 runs others.
 */
const { SCHEDULE, SCHEDULES = '1000', SCHEDULES_FROM = '1' } = process.env
const minutes = 60_000

/** Sums of what the schedules really brought. */
function add(sums: Map<string, number>, { counts, refused, schedule, diverged, unhealed, narrowRaces }: Report): void {
  const { faults, ...others } = counts
  const signs = { diverged, unhealed, lock: schedule.lock, signed: schedule.signed, strict: schedule.strict, bearer: schedule.bearer }
  const shapes = schedule.runs.map(({ shape }): [string, number] => [shape, 1])
  const held = Object.entries(signs).map(([name, is]): [string, number] => [name, Number(is)])
  for (const [name, count] of [...Object.entries({ ...faults, ...others, ...refused, narrowRaces }), ...held, ...shapes])
    sums.set(name, (sums.get(name) ?? 0) + count)
}

/** How often something comes in a schedule, at least. */
const floors: Readonly<Record<string, number>> = {
  ...{ requests: 100, jobs: 8, builds: 2, kills: 0.5, evictions: 0.5, refused: 1, answer: 2, lost: 1, late: 1, truncated: 1, cut: 0.05, forgotten: 0.02 },
  ...{ ensure: 0.5, wait: 0.2, lock: 0.4, strict: 0.4, bearer: 0.2, E_BUILDER_TAG: 0.05, E_BUILDER_RACE: 0.05 },
}

const replay = SCHEDULE === undefined ? test.skip : test
replay(`the schedule ${SCHEDULE}`, async () => {
  const report = await runSchedule(planSchedule(Number(SCHEDULE)))
  process.stdout.write(`${JSON.stringify(report.schedule)}\n${report.trace.join('\n')}\n`)
  if (report.failure !== undefined) throw new Error(describeFailure(await simplify(report)))
})

describe('seeded schedules', () => {
  test(
    `${SCHEDULES} of them: no tag names a wrong index, every run converges, each platform is built once`,
    async () => {
      const sums = new Map<string, number>()
      const [from, count] = [Number(SCHEDULES_FROM), Number(SCHEDULES)]
      for (let seed = from; seed < from + count; seed += 1) {
        const report = await runSchedule(planSchedule(seed))
        if (report.failure !== undefined) throw new Error(describeFailure(await simplify(report)))
        add(sums, report)
      }
      // What they are about has to happen, or they say nothing.
      const poor = Object.entries(floors).filter(([name, floor]) => (sums.get(name) ?? 0) < floor * count)
      if (count >= 500) expect(poor.map(([name, floor]) => `${name}: ${(sums.get(name) ?? 0) / count}, not ${floor}`)).toEqual([])
    },
    10 * minutes,
  )

  test('are the same for the same seed', async () => {
    const seeds = [3, 14, 15, 92]
    const run = (): Promise<readonly Report[]> => Promise.all(seeds.map((seed) => runSchedule(planSchedule(seed))))
    expect(await run()).toEqual(await run())
  })

  test('become simpler until nothing is left', () => {
    let schedule = planSchedule(1)
    for (let [next] = simplerSchedules(schedule); next !== undefined; [next] = simplerSchedules(schedule)) schedule = next
    expect(schedule).toMatchObject({ runs: [{ shape: 'ensure', kills: [], start: 0 }], evictions: [], faults: 0, tags: [] })
  })
})

describe('planted mistakes are found', () => {
  test.each(mistakes)(
    '%s',
    async (_, plant, said) => {
      for (let seed = 1; seed <= 1000; seed += 1) {
        const { failure } = await runSchedule(planSchedule(seed), plant)
        if (failure !== undefined && said.test(failure)) return
      }
      throw new Error('1,000 schedules say nothing of it')
    },
    5 * minutes,
  )
})

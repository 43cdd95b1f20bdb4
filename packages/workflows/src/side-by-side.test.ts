/** Runs that go side by side: concurrency groups and machines are the repository's, not a run's. */
import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import type { ExecuteLeg, Leg } from './leg.ts'
import { loadRun } from './load.ts'
import { createRunPool, type RunPool } from './pool.ts'
import { runWorkflow } from './run.ts'
import type { RunReport } from './run-report.ts'

const job = 'runs-on: x, steps: [{run: x}]'
const jobs = `jobs:\n  a: {${job}}\n  b: {needs: a, ${job}}`

type Stage = { readonly exec: (name: string) => ExecuteLeg; readonly log: string[]; readonly most: () => number }

/** Legs that end in the next turn of the event loop; the log says `ci/a+` when one starts and `ci/a-` when it ends. */
function createStage(hangs: readonly string[] = []): Stage {
  const log: string[] = []
  let running = 0
  let most = 0
  const exec =
    (name: string): ExecuteLeg =>
    async (leg: Leg, signal) => {
      const id = `${name}/${leg.path}`
      log.push(`${id}+`)
      running += 1
      most = Math.max(most, running)
      if (hangs.includes(id) && !signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      log.push(`${id}-`)
      const conclusion = signal.aborted ? 'cancelled' : 'success'
      return { conclusion, contexts: { steps: {}, env: {}, job: { status: conclusion } }, steps: [], summaries: [], annotations: [], seconds: 0 }
    }
  return { exec, log, most: () => most }
}

const clock = { now: () => 0, after: () => () => undefined }

/** Starts a run for each text in the same turn, as one push starts several workflows. */
async function runAll(texts: Readonly<Record<string, string>>, stage: Stage, pool: RunPool, signals: Readonly<Record<string, AbortSignal>> = {}) {
  const runs = Object.entries(texts).map(async ([name, text]): Promise<[string, RunReport]> => {
    const plan = unwrap(await loadRun({ entry: '.github/workflows/x.yml', slug: 'o/p', read: () => text }))
    const event = { name: 'push', payload: {}, ref: 'refs/heads/main', sha: '0'.repeat(40) }
    const signal = signals[name]
    return [name, await runWorkflow(plan, { exec: stage.exec(name), event, parallel: pool, clock, ...(signal === undefined ? {} : { signal }) })]
  })
  return Object.fromEntries(await Promise.all(runs))
}

const started = ({ log }: Stage): readonly string[] => log.filter((entry) => entry.endsWith('+'))

describe('runs that share a pool', () => {
  test('share the machines', async () => {
    const [stage, pool] = [createStage(), createRunPool(1)]
    await runAll({ ci: `on: push\n${jobs}`, release: `on: push\n${jobs}` }, stage, pool)
    expect([stage.most(), started(stage).length]).toEqual([1, 4])
  })

  test("wait for each other in a job's group with queue: max, and no leg of theirs starts before", async () => {
    const one = `on: push\njobs:\n  a: {concurrency: {group: key, queue: max}, ${job}}`
    const [stage, pool] = [createStage(), createRunPool(99)]
    const reports = await runAll({ ci: one, builder: one, release: one }, stage, pool)
    expect(stage.log).toEqual(['ci/a+', 'ci/a-', 'builder/a+', 'builder/a-', 'release/a+', 'release/a-'])
    expect(Object.values(reports).map(({ result }) => result)).toEqual(['success', 'success', 'success'])
  })

  test('do not meet in groups of pools of their own', async () => {
    const one = `on: push\njobs:\n  a: {concurrency: key, ${job}}`
    const stage = createStage()
    await Promise.all([runAll({ ci: one }, stage, createRunPool(9)), runAll({ release: one }, stage, createRunPool(9))])
    expect(stage.most()).toBe(2)
  })

  test("wait for each other in the workflow's own group", async () => {
    const grouped = `on: push\nconcurrency: { group: "g-\${{ github.ref }}", queue: max }\n${jobs}`
    const [stage, pool] = [createStage(), createRunPool(99)]
    await runAll({ ci: grouped, release: grouped }, stage, pool)
    expect(started(stage)).toEqual(['ci/a+', 'ci/b+', 'release/a+', 'release/b+'])
  })

  // docs "Control the concurrency of workflows and jobs": any existing pending job or workflow in the same concurrency group will be canceled.
  test('lose their place to a newer one, and then no job of theirs runs, and each says why', async () => {
    const grouped = `on: push\nconcurrency: g\n${jobs}`
    const [stage, pool] = [createStage(), createRunPool(99)]
    const reports = await runAll({ first: grouped, second: grouped, third: grouped }, stage, pool)
    expect(Object.fromEntries(Object.entries(reports).map(([name, { result }]) => [name, result]))).toEqual({
      first: 'success',
      second: 'cancelled',
      third: 'success',
    })
    expect(reports.second?.jobs.map(({ id, conclusion, problems }) => [id, conclusion, problems[0]?.message])).toEqual([
      ['a', 'cancelled', expect.stringContaining("higher priority waiting request for 'g'")],
      ['b', 'cancelled', expect.stringContaining("higher priority waiting request for 'g'")],
    ])
    expect(started(stage)).toEqual(['first/a+', 'first/b+', 'third/a+', 'third/b+'])
  })

  test('are cancelled while they run by one that says so', async () => {
    const texts = { old: `on: push\nconcurrency: g\n${jobs}`, new: `on: push\nconcurrency: { group: g, cancel-in-progress: true }\n${jobs}` }
    const [stage, pool] = [createStage(['old/a']), createRunPool(99)]
    const reports = await runAll(texts, stage, pool)
    expect([reports.old?.result, reports.new?.result]).toEqual(['cancelled', 'success'])
    expect(started(stage).at(-1)).toBe('new/b+')
  })

  test('leave the queue when they are cancelled while they wait', async () => {
    const grouped = `on: push\nconcurrency: { group: g, queue: max }\n${jobs}`
    const [stage, pool, stop] = [createStage(['first/a']), createRunPool(99), new AbortController()]
    const both = runAll({ first: grouped, second: grouped }, stage, pool, { first: stop.signal, second: AbortSignal.abort() })
    await new Promise((resolve) => setImmediate(resolve))
    stop.abort()
    const reports = await both
    expect([reports.first?.result, reports.second?.result]).toEqual(['cancelled', 'cancelled'])
    expect(started(stage)).toEqual(['first/a+'])
  })

  test('need at least one machine', () => expect(() => createRunPool(0)).toThrow('parallel is 0'))
})

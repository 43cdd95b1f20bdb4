/** Runs workflows with fake legs: what the tables of rules are checked with. */
import { expect, test } from '@jest/globals'
import { type Problem, renderProblem } from '@slipway/kernel'
import type { RunEvent } from './github-context.ts'
import type { Json, Leg, LegOutcome } from './leg.ts'
import type { RunClock } from './level.ts'
import { type LoadOptions, loadRun } from './load.ts'
import { type RunOptions, runWorkflow } from './run.ts'
import { type JobReport, legsOf, type Progress, type RunReport } from './run-report.ts'
import { isObject, type JsonObject } from './values.ts'

/** What a fake leg does. By default it succeeds at once and has no outputs. */
export type FakeLeg = {
  readonly conclusion?: LegOutcome['conclusion']
  /** Outputs by step id. */
  readonly steps?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly env?: JsonObject
  readonly masks?: readonly string[]
  /** Does not end by itself; when cancelled it ends with `conclusion`, or as cancelled. */
  readonly hangs?: boolean
  /** Ends only after these legs have ended. */
  readonly after?: readonly string[]
  readonly throws?: Error
}

export type Trial = {
  /** Workflow texts; `ci.yml` stands for `.github/workflows/ci.yml`, `OWNER/suite/x.yml@v1` likewise. One text alone is ci.yml. */
  readonly files: string | Readonly<Record<string, string>>
  readonly legs?: Readonly<Record<string, FakeLeg>>
  readonly load?: Partial<LoadOptions>
  readonly event?: Partial<RunEvent>
  readonly run?: Partial<RunOptions>
  /** Cancels the run when this leg has started. */
  readonly cancelAt?: string
  /** Time limits elapse as soon as they are set. */
  readonly elapses?: boolean
}

export type Outcome = {
  readonly problems: readonly string[]
  readonly run: string | undefined
  /** Result of every job, by path, as dependent jobs see it. */
  readonly results: Readonly<Record<string, string>>
  readonly legResults: Readonly<Record<string, string>>
  readonly conclusions: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly runOutputs: Readonly<Record<string, string>>
  /** Paths of the legs in the order in which they started. */
  readonly started: readonly string[]
  readonly most: number
  readonly names: readonly string[]
  readonly sentences: readonly string[]
  /** The first script of each leg's document, by path. */
  readonly scripts: Readonly<Record<string, string>>
  /** Of each leg, by path. */
  readonly permissions: Readonly<Record<string, Leg['permissions']>>
  readonly secrets: Readonly<Record<string, Leg['secrets']>>
  readonly legs: Readonly<Record<string, Leg>>
  readonly events: readonly Progress[]
  readonly report: RunReport | undefined
}

/** A job that does nothing, for flow style: `{needs: a, ${job}}`. */
export const job = 'runs-on: ubuntu-24.04, steps: [{id: s, run: x}]'

function fullName(name: string): string {
  const match = /^(?:([^/]+\/[^/]+)\/)?([^/@]+\.yml)(@.+)?$/.exec(name)
  return match === null || name.includes('.github/') ? name : `${match[1] === undefined ? '' : `${match[1]}/`}.github/workflows/${match[2]}${match[3] ?? ''}`
}

export async function rehearse(trial: Trial): Promise<Outcome> {
  const texts = typeof trial.files === 'string' ? { 'ci.yml': trial.files } : trial.files
  const files = new Map(Object.entries(texts).map(([name, text]) => [fullName(name), text]))
  const read: LoadOptions['read'] = (ref) => files.get(ref.own ? ref.path : `${ref.repository}/${ref.path}@${ref.ref}`)
  const plan = await loadRun({ entry: '.github/workflows/ci.yml', slug: 'OWNER/project', ref: 'HEAD', read, ...trial.load })
  if (!plan.ok) return { ...nothing, problems: plan.error.map(renderProblem) }
  const stage = createStage(trial)
  const event = { name: 'push', payload: {}, ref: 'refs/heads/main', sha: '0'.repeat(40), ...trial.event }
  const delimiter = (): string => 'DELIMITER'
  const report = await runWorkflow(plan.value, {
    exec: stage.exec,
    event,
    parallel: 99,
    clock: stage.clock,
    signal: stage.signal,
    onEvent: stage.onEvent,
    delimiter,
    ...trial.run,
  })
  return summarize(report, stage)
}

const nothing: Outcome = {
  problems: [],
  run: undefined,
  results: {},
  legResults: {},
  conclusions: {},
  outputs: {},
  runOutputs: {},
  started: [],
  most: 0,
  names: [],
  sentences: [],
  scripts: {},
  permissions: {},
  secrets: {},
  legs: {},
  events: [],
  report: undefined,
}

type Stage = {
  readonly exec: RunOptions['exec']
  readonly clock: RunClock
  readonly signal: AbortSignal
  readonly onEvent: (progress: Progress) => void
  readonly started: Leg[]
  readonly events: Progress[]
  readonly most: () => number
}

function createStage(trial: Trial): Stage {
  const controller = new AbortController()
  const started: Leg[] = []
  const events: Progress[] = []
  const ended = new Map<string, () => void>()
  const endings = new Map<string, Promise<void>>()
  const ending = (path: string): Promise<void> => {
    const known = endings.get(path) ?? new Promise<void>((resolve) => ended.set(path, resolve))
    endings.set(path, known)
    return known
  }
  let running = 0
  let most = 0
  const exec: RunOptions['exec'] = async (leg, signal) => {
    const fake = trial.legs?.[leg.path] ?? {}
    started.push(leg)
    running += 1
    most = Math.max(most, running)
    if (trial.cancelAt === leg.path) controller.abort()
    if (fake.throws !== undefined) throw fake.throws
    for (const path of fake.after ?? []) await ending(path)
    if (fake.hangs === true && !signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    void ending(leg.path)
    ended.get(leg.path)?.()
    return outcomeOf(fake, signal.aborted && fake.hangs === true)
  }
  const after: RunClock['after'] = (_, action) => {
    const timer = trial.elapses === true ? setImmediate(action) : undefined
    return () => clearImmediate(timer)
  }
  return { exec, clock: { now: () => 0, after }, signal: controller.signal, onEvent: (event) => events.push(event), started, events, most: () => most }
}

function outcomeOf(fake: FakeLeg, cancelled: boolean): LegOutcome {
  const conclusion = fake.conclusion ?? (cancelled ? 'cancelled' : 'success')
  const steps: Json = Object.fromEntries(Object.entries(fake.steps ?? {}).map(([id, outputs]) => [id, { outputs, outcome: 'success', conclusion: 'success' }]))
  const contexts = { steps, env: fake.env ?? {}, job: { status: conclusion } }
  return { conclusion, contexts, steps: [], summaries: [], annotations: [], seconds: 1, ...(fake.masks === undefined ? {} : { masks: fake.masks }) }
}

function summarize(report: RunReport, stage: Stage): Outcome {
  const jobs = allJobs(report.jobs)
  const legs = legsOf(report.jobs)
  const byPath = <T>(list: readonly { readonly path: string }[], pick: (index: number) => T): Record<string, T> =>
    Object.fromEntries(list.map((item, index) => [item.path, pick(index)]))
  return {
    problems: [],
    run: report.result,
    results: Object.fromEntries(jobs.map((entry) => [entry.path, entry.result])),
    legResults: Object.fromEntries(legs.map((leg) => [leg.path, leg.result])),
    conclusions: Object.fromEntries(jobs.map((entry) => [entry.path, entry.conclusion])),
    outputs: Object.fromEntries(jobs.map((entry) => [entry.path, entry.outputs])),
    runOutputs: report.outputs,
    started: stage.started.map((leg) => leg.path),
    most: stage.most(),
    names: legs.map((leg) => leg.name),
    sentences: [...jobs.flatMap((entry) => entry.problems)].map((problem: Problem) => problem.message),
    scripts: byPath(stage.started, (index) => scriptOf(stage.started[index] as Leg)),
    permissions: byPath(stage.started, (index) => (stage.started[index] as Leg).permissions),
    secrets: byPath(stage.started, (index) => (stage.started[index] as Leg).secrets),
    legs: byPath(stage.started, (index) => stage.started[index] as Leg),
    events: stage.events,
    report,
  }
}

function allJobs(jobs: readonly JobReport[]): JobReport[] {
  return jobs.flatMap((entry) => [entry, ...allJobs(entry.jobs)])
}

/** A job of a leg's document. */
export function documentJob(leg: Leg): JsonObject {
  const jobs = isObject(leg.document) ? leg.document.jobs : undefined
  return (isObject(jobs) ? jobs[leg.job] : {}) as JsonObject
}

function scriptOf(leg: Leg): string {
  const [first] = (documentJob(leg).steps ?? []) as readonly JsonObject[]
  return String(first?.run ?? first?.uses ?? '')
}

/** A sentence of GitHub's documentation or source and where it stands; `memory` where nothing was found. */
export type Source = readonly [page: string, sentence: string] | 'memory'

/** One rule, where it comes from, a run that shows it, and what must come out of it. */
export type Rule = { readonly rule: string; readonly source: Source; readonly gives: Partial<Record<keyof Outcome, unknown>> } & Trial

/** Parts of an outcome of which the paths that a rule names must be exactly as it says: `{}` means empty, not anything. */
const exact = ['results', 'legResults', 'conclusions', 'outputs', 'scripts', 'permissions', 'secrets'] as const

/** Checks a table of rules, one test each. */
export function checkRules(rules: readonly Rule[]): void {
  test.each(rules.map((rule) => [rule.rule, rule] as const))('%s', async (_, rule) => {
    const outcome = await rehearse(rule)
    expect(outcome).toMatchObject(rule.gives)
    for (const part of exact) {
      const named = Object.keys(rule.gives[part] ?? {})
      expect(Object.fromEntries(named.map((path) => [path, outcome[part][path]]))).toEqual(rule.gives[part] ?? {})
    }
  })
}

/** What a run knows while it goes: one record for the run, one for each workflow in it, and the contexts that expressions read. */
import type { FunctionDefinition } from '@actions/expressions/funcs/info'
import type { Cancellation } from './cancellation.ts'
import type { Scope } from './expressions.ts'
import type { Groups } from './groups.ts'
import type { ExecuteLeg, Json } from './leg.ts'
import type { Configuration } from './matrix.ts'
import type { Job, Plan, Workflow } from './model.ts'
import type { JobReport, Progress } from './run-report.ts'
import type { Slots } from './slots.ts'
import { type JsonObject, toData } from './values.ts'

export type Secrets = Readonly<Record<string, string>>

/** Time as the scheduler needs it: `after` calls back once, and returns how to call it off. */
export type RunClock = {
  /** Milliseconds since any fixed moment. */
  readonly now: () => number
  readonly after: (milliseconds: number, action: () => void) => () => void
}

export type Run = {
  readonly plan: Plan
  readonly exec: ExecuteLeg
  readonly event: { readonly name: string; readonly payload: Json }
  /** A pull request of a fork: its tokens only read, and it has no secrets. */
  readonly fork: boolean
  readonly github: JsonObject
  readonly vars: JsonObject
  readonly slots: Slots
  readonly groups: Groups
  readonly clock: RunClock
  readonly emit: (progress: Progress) => void
  readonly delimiter: () => string
  /** Runs the jobs of a called workflow. */
  readonly descend: (level: Level) => Promise<readonly JobReport[]>
  /** An executor threw: the run ends with this error once everything in flight has stopped. */
  readonly fail: (error: unknown) => void
}

/** A workflow of the run: the entry, or one that a job called. */
export type Level = {
  readonly run: Run
  readonly workflow: Workflow
  /** The calling jobs' ids with their matrix values, and the names that GitHub shows for them. */
  readonly ids: readonly string[]
  readonly names: readonly string[]
  readonly inputs: JsonObject
  readonly secrets: Secrets
  readonly cancellation: Cancellation
  /** Concurrency groups that this workflow and its callers hold. */
  readonly held: readonly string[]
  /** The path of the job, below this workflow, after which nothing more is needed; undefined: all jobs run. */
  readonly until: readonly string[] | undefined
  readonly results: Map<string, JobReport>
}

function levelContexts(level: Level): Scope['contexts'] {
  return { github: level.run.github, vars: level.run.vars, inputs: level.inputs }
}

/** The `needs` context: direct needs only (docs "Contexts reference", needs context). */
export function needsOf(level: Level, job: Job): JsonObject {
  return Object.fromEntries(
    job.needs.map((id) => {
      const report = level.results.get(id)
      return [id, { result: report?.result ?? 'skipped', outputs: report?.outputs ?? {} }]
    }),
  )
}

export function jobScope(level: Level, job: Job): Scope {
  return { contexts: { ...levelContexts(level), needs: needsOf(level, job) } }
}

export function legScope(level: Level, job: Job, configuration: Configuration): Scope {
  return { contexts: { ...jobScope(level, job).contexts, matrix: configuration.matrix, strategy: configuration.strategy } }
}

/** Every job that a job waits for, directly or not. */
export function ancestorsOf(workflow: Workflow, job: Job): Set<string> {
  const found = new Set<string>()
  const visit = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    for (const need of workflow.jobs.find((candidate) => candidate.id === id)?.needs ?? []) visit(need)
  }
  for (const need of job.needs) visit(need)
  return found
}

/**
 * success(), failure(), always(), cancelled() of a job's `if:`. success() and failure() look at all ancestors, not only at the direct needs
 * (actions/runner#491, #2205; docs "Expressions", failure). With names they look at those jobs.
 */
export function statusFunctions(level: Level, job: Job): FunctionDefinition[] {
  const ancestors = [...ancestorsOf(level.workflow, job)]
  const resultsOf = (names: readonly string[]): string[] =>
    ancestors
      .filter((id) => names.length === 0 || names.some((name) => name.toLowerCase() === id.toLowerCase()))
      .map((id) => level.results.get(id)?.result ?? 'skipped')
  const define = (name: string, decide: (results: string[]) => boolean): FunctionDefinition => ({
    name,
    minArgs: 0,
    maxArgs: Number.MAX_SAFE_INTEGER,
    call: (...names) => toData(decide(resultsOf(names.map((value) => value.coerceString())))) as ReturnType<FunctionDefinition['call']>,
  })
  return [
    define('success', (results) => !level.cancellation.cancelled && results.every((result) => result === 'success')),
    define('failure', (results) => !level.cancellation.cancelled && results.includes('failure')),
    define('always', () => true),
    define('cancelled', () => level.cancellation.cancelled),
  ]
}

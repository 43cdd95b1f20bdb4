/** The scheduler: it decides as GitHub does what runs, when, with which contexts, and leaves the running to `exec`. */
import { type Problem, refuse, unwrap } from '@slipway/kernel'
import { createCancellation } from './cancellation.ts'
import { readDispatch } from './filters.ts'
import { isFromFork } from './fork.ts'
import { planGithubContext, type RunEvent } from './github-context.ts'
import type { ExecuteLeg } from './leg.ts'
import type { Level, Run, RunClock, Secrets } from './level.ts'
import { jobsOf, type Plan } from './model.ts'
import { type Concurrency, readConcurrency } from './plan-leg.ts'
import { createRunPool, type RunPool } from './pool.ts'
import { planWorkflowOutputs } from './run-call.ts'
import { runLevel } from './run-level.ts'
import { type JobReport, mergeResults, type Progress, type RunReport } from './run-report.ts'
import { evaluateValue } from './templates.ts'
import { type JsonObject, objectAt } from './values.ts'

export type RunOptions = {
  readonly exec: ExecuteLeg
  readonly event: RunEvent
  /** Inputs of a workflow_dispatch; default: `inputs` of the event's payload. */
  readonly inputs?: JsonObject
  /** The `vars` context. */
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Secrets
  /** How many legs may execute at once, at least 1; or what this run shares with others that go side by side with it. */
  readonly parallel: number | RunPool
  readonly clock: RunClock
  /** Cancels the run as GitHub's button does: jobs whose `if:` still holds go on. */
  readonly signal?: AbortSignal
  readonly onEvent?: (progress: Progress) => void
  /** The path of a job (`release/native/build`): only it and what it needs run. */
  readonly until?: string
  /** Text that occurs in no output, new for every leg. Default: a random UUID. */
  readonly delimiter?: () => string
}

/**
 * Runs a plan. Resolves when the last job has ended, whatever its result.
 * Throws a Refusal when `until` names no job (E_WORKFLOWS_UNTIL) or the inputs of a dispatch do not fit (E_WORKFLOWS_DISPATCH);
 * throws what `exec` throws, after every leg in flight has been cancelled and has ended.
 */
export async function runWorkflow(plan: Plan, options: RunOptions): Promise<RunReport> {
  const failures: unknown[] = []
  const cancellation = createCancellation()
  const run = createRun(plan, options, (error) => {
    failures.push(error)
    cancellation.cancel()
  })
  const group = planGroup(run, options)
  const level = planEntry(run, options, cancellation, group)
  const start = run.clock.now()
  const stop = forward(options.signal, cancellation.cancel)
  try {
    const jobs = await inOwnGroup(level, group, () => runLevel(level))
    if (failures.length > 0) throw failures[0]
    const outputs = planWorkflowOutputs(level)
    const merged = mergeResults(jobs.filter((job) => job.reason !== 'until').map((job) => job.result))
    const result = merged === 'skipped' && cancellation.cancelled ? 'cancelled' : merged
    return { result, jobs, outputs: outputs.ok ? outputs.value : {}, seconds: (run.clock.now() - start) / 1000 }
  } finally {
    stop()
  }
}

function forward(signal: AbortSignal | undefined, action: () => void): () => void {
  if (signal?.aborted === true) action()
  signal?.addEventListener('abort', action)
  return () => signal?.removeEventListener('abort', action)
}

function createRun(plan: Plan, options: RunOptions, fail: (error: unknown) => void): Run {
  const { event } = options
  return {
    plan,
    exec: options.exec,
    event: { name: event.name, payload: event.payload },
    fork: isFromFork(event),
    github: planGithubContext(event, plan.workflow),
    vars: options.vars ?? {},
    ...(typeof options.parallel === 'number' ? createRunPool(options.parallel) : options.parallel),
    clock: options.clock,
    emit: options.onEvent ?? (() => undefined),
    delimiter: options.delimiter ?? (() => crypto.randomUUID()),
    descend: runLevel,
    fail,
  }
}

/** The workflow's own `concurrency:`. Its contexts are github, inputs and vars (docs "Workflow syntax", concurrency). */
function planGroup(run: Run, options: RunOptions): Concurrency | undefined {
  const { value, file } = run.plan.workflow
  if (value.concurrency === undefined) return undefined
  const problem = (message: string): Problem => ({ code: 'E_WORKFLOWS_RUN', message, cure: 'Correct concurrency', at: file.at(['concurrency']) })
  const contexts = { github: run.github, vars: run.vars, inputs: entryInputs(run, options) }
  return unwrap(readConcurrency(evaluateValue(value.concurrency, { contexts }), problem))
}

function planEntry(run: Run, options: RunOptions, cancellation: Level['cancellation'], group: Concurrency | undefined): Level {
  const inputs = entryInputs(run, options)
  const held = group === undefined ? [] : [group.group.toLowerCase()]
  const until = planUntil(run.plan, options.until)
  const secrets = run.fork ? {} : (options.secrets ?? {})
  return { run, workflow: run.plan.workflow, ids: [], names: [], inputs, secrets, cancellation, held, until, results: new Map() }
}

/** Runs while the run holds its own group, for which it may have to wait for another run; all jobs are cancelled where it does not get it. */
async function inOwnGroup(level: Level, group: Concurrency | undefined, action: () => Promise<readonly JobReport[]>): Promise<readonly JobReport[]> {
  if (group === undefined) return action()
  const grant = await level.run.groups.acquire({ ...group, cancellation: level.cancellation, held: [] })
  if ('cancelled' in grant) {
    const at = level.workflow.file.at(['concurrency'])
    return level.workflow.jobs.map((job) => cancelJob(level, job.id, { code: 'E_WORKFLOWS_RUN', message: grant.cancelled, cure: 'Use another group', at }))
  }
  try {
    return await action()
  } finally {
    grant.release()
  }
}

function cancelJob(level: Level, id: string, problem: Problem): JobReport {
  const frame = { path: id, name: id, result: 'cancelled', seconds: 0, problems: [problem] } as const
  level.run.emit({ type: 'job-finished', ...frame })
  return { ...frame, id, conclusion: 'cancelled', outputs: {}, legs: [], jobs: [] }
}

function entryInputs(run: Run, options: RunOptions): JsonObject {
  if (run.event.name !== 'workflow_dispatch' || run.plan.workflow.dispatch === undefined) return {}
  return unwrap(readDispatch(run.plan.workflow.dispatch, options.inputs ?? objectAt(run.event.payload, 'inputs')))
}

/** The parts of `until`; matrix values in brackets are left out. */
function planUntil(plan: Plan, until: string | undefined): readonly string[] | undefined {
  if (until === undefined) return undefined
  const path = until.replace(/\[[^\]]*\]/g, '')
  const paths = [...jobsOf(plan.workflow)].map((job) => job.path)
  if (!paths.includes(path)) throw refuse({ code: 'E_WORKFLOWS_UNTIL', message: `There is no job ${until}`, cure: `Use one of ${paths.join(', ')}` })
  return path.split('/')
}

/** The scheduler: it decides as GitHub does what runs, when, with which contexts, and leaves the running to `exec`. */
import { Defect, type Problem, refuse, unwrap } from '@slipway/kernel'
import { createCancellation } from './cancellation.ts'
import { readDispatch } from './filters.ts'
import { planGithubContext, type RunEvent } from './github-context.ts'
import { createGroups } from './groups.ts'
import type { ExecuteLeg } from './leg.ts'
import type { Level, Run, RunClock, Secrets } from './level.ts'
import { jobsOf, type Plan } from './model.ts'
import { readConcurrency } from './plan-leg.ts'
import { planWorkflowOutputs } from './run-call.ts'
import { runLevel } from './run-level.ts'
import { mergeResults, type Progress, type RunReport } from './run-report.ts'
import { createSlots } from './slots.ts'
import { evaluateValue } from './templates.ts'
import { isObject, type JsonObject, objectAt } from './values.ts'

export type RunOptions = {
  readonly exec: ExecuteLeg
  readonly event: RunEvent
  /** Inputs of a workflow_dispatch; default: `inputs` of the event's payload. */
  readonly inputs?: JsonObject
  /** The `vars` context. */
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Secrets
  /** How many legs may execute at once; at least 1. */
  readonly parallel: number
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
  if (options.parallel < 1) throw new Defect(`parallel is ${options.parallel}`)
  const failures: unknown[] = []
  const cancellation = createCancellation()
  const run = createRun(plan, options, (error) => {
    failures.push(error)
    cancellation.cancel()
  })
  const level = planEntry(run, options, cancellation)
  const start = run.clock.now()
  const stop = forward(options.signal, cancellation.cancel)
  try {
    const jobs = await runLevel(level)
    if (failures.length > 0) throw failures[0]
    const outputs = planWorkflowOutputs(level)
    const result = mergeResults(jobs.filter((job) => job.reason !== 'until').map((job) => job.result))
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
    github: planGithubContext(event, plan.workflow),
    vars: options.vars ?? {},
    slots: createSlots(options.parallel),
    groups: createGroups(),
    clock: options.clock,
    emit: options.onEvent ?? (() => undefined),
    delimiter: options.delimiter ?? (() => crypto.randomUUID()),
    descend: runLevel,
    fail,
  }
}

function planEntry(run: Run, options: RunOptions, cancellation: Level['cancellation']): Level {
  const { workflow } = run.plan
  const inputs = entryInputs(run, options)
  const github = isObject(run.github) ? run.github : {}
  const problem = (message: string): Problem => ({ code: 'E_WORKFLOWS_RUN', message, cure: 'Correct concurrency', at: workflow.file.at(['concurrency']) })
  const contexts = { github, vars: run.vars, inputs }
  const group = workflow.value.concurrency === undefined ? undefined : unwrap(readConcurrency(evaluateValue(workflow.value.concurrency, { contexts }), problem))
  const held = group === undefined ? [] : [group.group.toLowerCase()]
  const until = planUntil(run.plan, options.until)
  return { run, workflow, ids: [], names: [], inputs, secrets: options.secrets ?? {}, cancellation, held, until, results: new Map() }
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

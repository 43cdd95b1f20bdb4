/** One leg of a job with steps: it waits for its group and its slot, runs under its time limit, and hands its outputs over. */
import type { Problem } from '@slipway/kernel'
import { type Cancellation, createCancellation } from './cancellation.ts'
import type { Scope } from './expressions.ts'
import type { Leg, LegOutcome } from './leg.ts'
import type { Level } from './level.ts'
import { holdsSecret, planMasks } from './masks.ts'
import type { Configuration } from './matrix.ts'
import type { Job } from './model.ts'
import { type Concurrency, jobProblem, type LegFrame, planLeg, planMembers } from './plan-leg.ts'
import type { JobResult, LegReport } from './run-report.ts'
import { evaluateValue } from './templates.ts'
import { coerceText, isList, isObject, type JsonObject, objectAt } from './values.ts'

/** A leg that is about to run: its job, its place in the matrix, and what cancels it. */
export type LegTask = {
  readonly level: Level
  readonly job: Job
  readonly configuration: Configuration
  readonly frame: LegFrame
  readonly cancellation: Cancellation
  /** Told of the end before the slot is free again, so that fail-fast comes before the next leg of the queue. */
  readonly settle: (report: LegReport) => void
}

/** A leg that did not run, or did not give what it should. */
export function endLeg(task: LegTask, conclusion: JobResult, problems: readonly Problem[]): LegReport {
  const { level, frame } = task
  const result = conclusion === 'failure' && frame.continueOnError ? 'success' : conclusion
  const name = [...level.names, frame.name].join(' / ')
  return { path: [...level.ids, frame.part].join('/'), name, result, conclusion, seconds: 0, outputs: {}, problems }
}

export async function runLeg(task: LegTask): Promise<LegReport> {
  const { level, job, configuration, frame } = task
  const { run } = level
  const planned = planLeg(level, job, configuration, frame)
  const path = [...level.ids, frame.part].join('/')
  const name = [...level.names, frame.name].join(' / ')
  const owner = [...level.ids, job.id].join('/')
  run.emit({ type: 'leg-queued', path, name, job: owner })
  const report = planned.ok ? await inGroup(task, frame.concurrency, () => inSlot(task, planned.value)) : endLeg(task, 'failure', [planned.error])
  const { result, conclusion, seconds, problems } = report
  run.emit({ type: 'leg-finished', path, name, job: owner, result, conclusion, seconds, problems })
  return report
}

/** Runs something while it holds a concurrency group, if there is one. */
export async function inGroup(task: LegTask, concurrency: Concurrency | undefined, action: () => Promise<LegReport>): Promise<LegReport> {
  if (concurrency === undefined) return action()
  const { level, job, cancellation } = task
  const grant = await level.run.groups.acquire({ ...concurrency, cancellation, held: level.held })
  if ('cancelled' in grant) return endLeg(task, 'cancelled', [jobProblem(job, 'concurrency', grant.cancelled, 'Use another group')])
  try {
    return await action()
  } finally {
    grant.release()
  }
}

async function inSlot(task: LegTask, leg: Leg): Promise<LegReport> {
  const { level, job, cancellation } = task
  const release = await level.run.slots.acquire(cancellation)
  if (release === undefined) return endLeg(task, 'cancelled', [])
  const { clock, emit } = level.run
  const start = clock.now()
  emit({ type: 'leg-started', path: leg.path, name: leg.name, job: [...level.ids, job.id].join('/'), runsOn: leg.runsOn, matrix: leg.matrix })
  try {
    const { outcome, timedOut } = await execute(task, leg)
    const report = reportLeg(task, leg, outcome, timedOut, (clock.now() - start) / 1000)
    task.settle(report)
    return report
  } catch (error) {
    level.run.fail(error)
    return endLeg(task, 'cancelled', [])
  } finally {
    release()
  }
}

/** The time limit cancels the leg (docs "Workflow syntax", jobs.<job_id>.timeout-minutes). */
async function execute(task: LegTask, leg: Leg): Promise<{ readonly outcome: LegOutcome; readonly timedOut: boolean }> {
  const inner = createCancellation()
  const forget = task.cancellation.onCancel(inner.cancel)
  let timedOut = false
  const stop = task.level.run.clock.after(leg.timeoutMinutes * 60_000, () => {
    timedOut = true
    inner.cancel()
  })
  try {
    const outcome = await task.level.run.exec(leg, inner.signal)
    // A leg that was cancelled is cancelled, even if the steps that were killed look failed.
    return { outcome: inner.cancelled && outcome.conclusion === 'failure' ? { ...outcome, conclusion: 'cancelled' } : outcome, timedOut }
  } finally {
    stop()
    forget()
  }
}

function reportLeg(task: LegTask, leg: Leg, outcome: LegOutcome, timedOut: boolean, seconds: number): LegReport {
  const { job } = task
  const late = timedOut && outcome.conclusion === 'cancelled'
  const problems = late
    ? [
        jobProblem(
          job,
          'timeout-minutes',
          `the maximum execution time of ${leg.timeoutMinutes} minutes is exceeded`,
          'Find what hangs, or raise timeout-minutes',
        ),
      ]
    : []
  const outputs = readOutputs(task, leg, outcome)
  const conclusion = outputs.failed ? 'failure' : outcome.conclusion
  return { ...endLeg(task, conclusion, [...problems, ...outputs.problems]), seconds, outputs: outputs.values, leg, outcome }
}

type Outputs = { readonly values: Readonly<Record<string, string>>; readonly problems: readonly Problem[]; readonly failed: boolean }

/**
 * The job's outputs, evaluated after its last step. Empty ones are left out, and so are those that hold a secret
 * (actions/runner, JobExtension.cs, FinalizeJob).
 */
function readOutputs(task: LegTask, leg: Leg, outcome: LegOutcome): Outputs {
  const { job } = task
  const masks = planMasks([...Object.values(leg.secrets), ...(outcome.masks ?? [])])
  const values: Record<string, string> = {}
  const problems: Problem[] = []
  let failed = false
  for (const [name, value] of Object.entries(objectAt(job.value, 'outputs'))) {
    try {
      const text = coerceText(evaluateValue(value, outputScope(task, leg, outcome)))
      if (text !== '' && holdsSecret(text, masks))
        problems.push(jobProblem(job, 'outputs', `output ${name} may contain a secret and is dropped`, 'Hand over what is not secret'))
      else if (text !== '') values[name] = text
    } catch (error) {
      failed = true
      problems.push(jobProblem(job, 'outputs', `output ${name} cannot be evaluated: ${(error as Error).message}`, 'Correct the output'))
    }
  }
  return { values, problems, failed }
}

/** Only steps that have an id in the file: act also hands over the inner steps of composite actions. */
function outputScope({ level, job, frame }: LegTask, leg: Leg, outcome: LegOutcome): Scope {
  const ids = new Set(
    (isList(job.value.steps) ? job.value.steps : []).flatMap((step) => (isObject(step) && typeof step.id === 'string' ? [step.id.toLowerCase()] : [])),
  )
  const steps = Object.entries(isObject(outcome.contexts.steps) ? outcome.contexts.steps : {}).filter(([id]) => ids.has(id.toLowerCase()))
  const { env } = outcome.contexts
  const known = planMembers(level, leg.runsOn)
  const jobContext: JsonObject = { ...(isObject(outcome.contexts.job) ? outcome.contexts.job : {}), ...known.job }
  const secrets: JsonObject = leg.secrets
  return { contexts: { ...frame.scope.contexts, steps: Object.fromEntries(steps), env, job: jobContext, secrets, runner: known.runner } }
}

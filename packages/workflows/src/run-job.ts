/** One job: its condition, its matrix, its legs, and what dependent jobs see of it. */
import type { Problem } from '@slipway/kernel'
import { type Cancellation, createCancellation } from './cancellation.ts'
import { evaluateExpression } from './expressions.ts'
import { jobScope, type Level, statusFunctions } from './level.ts'
import { type Configuration, planStrategy, type Strategy } from './matrix.ts'
import type { Job } from './model.ts'
import { evaluateKey, jobProblem, type LegFrame, planFrame } from './plan-leg.ts'
import { runCall } from './run-call.ts'
import { endLeg, type LegTask, runLeg } from './run-leg.ts'
import { type JobReport, type JobResult, type LegReport, mergeResults } from './run-report.ts'
import { isTruthy, textAt } from './values.ts'

type Decision = { readonly runs: boolean } | { readonly problem: Problem }

/** Evaluates `if:`; the same is done again for running jobs when the run is cancelled (docs "Workflow cancellation reference"). */
function decide(level: Level, job: Job): Decision {
  try {
    const scope = { ...jobScope(level, job), functions: statusFunctions(level, job) }
    return { runs: isTruthy(evaluateExpression(job.condition, scope)) }
  } catch (error) {
    return { problem: jobProblem(job, 'if', `if cannot be evaluated: ${(error as Error).message}`, 'Correct if, or what it reads') }
  }
}

/** Runs a job whose needs have ended. */
export async function runJob(level: Level, job: Job): Promise<JobReport> {
  const { run } = level
  const path = [...level.ids, job.id].join('/')
  const name = [...level.names, textAt(job.value, 'name')?.includes('${{') === false ? textAt(job.value, 'name') : job.id].join(' / ')
  const frame = { path, id: job.id, name, outputs: {}, problems: [], legs: [], jobs: [], seconds: 0 }
  const decision = decide(level, job)
  if ('runs' in decision && !decision.runs) {
    run.emit({ type: 'job-skipped', path, name, reason: 'if' })
    return { ...frame, result: 'skipped', conclusion: 'skipped', reason: 'if' }
  }
  const start = run.clock.now()
  const strategy = 'problem' in decision ? decision.problem : planJobStrategy(level, job)
  const finish = (report: JobReport): JobReport => {
    const timed = { ...report, seconds: (run.clock.now() - start) / 1000 }
    run.emit({ type: 'job-finished', path, name, result: timed.result, seconds: timed.seconds, problems: timed.problems })
    return timed
  }
  if ('code' in strategy) {
    run.emit({ type: 'job-started', path, name, legs: 0 })
    return finish({ ...frame, result: 'failure', conclusion: 'failure', problems: [strategy] })
  }
  run.emit({ type: 'job-started', path, name, legs: strategy.configurations.length })
  return finish({ ...frame, ...(await runStrategy(level, job, strategy)) })
}

function planJobStrategy(level: Level, job: Job): Strategy | Problem {
  const evaluated = evaluateKey(job, 'strategy', jobScope(level, job))
  if (!evaluated.ok) return evaluated.error
  const planned = planStrategy(evaluated.value)
  return planned.ok
    ? planned.value
    : jobProblem(job, 'strategy', `Error when evaluating 'strategy': ${planned.error}`, 'Let an if skip the job, or give the matrix a value')
}

type Ended = { readonly leg: LegReport; readonly jobs: readonly JobReport[] }
type JobEnd = Pick<JobReport, 'result' | 'conclusion' | 'outputs' | 'problems' | 'legs' | 'jobs'>

/** Runs the legs of a matrix: at most `max-parallel` at once; with fail-fast the first failure cancels the others. */
async function runStrategy(level: Level, job: Job, strategy: Strategy): Promise<JobEnd> {
  const cancellation = createCancellation()
  const forget = level.cancellation.onCancel(() => {
    const again = decide(level, job)
    if (!('runs' in again) || !again.runs) cancellation.cancel()
  })
  const { configurations, failFast, maxParallel = configurations.length } = strategy
  const ended: Ended[] = []
  const finished: Ended[] = []
  const queue = [...configurations.entries()]
  const settle = (report: LegReport): void => {
    if (report.result === 'failure' && failFast) cancellation.cancel()
  }
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, configuration] = next
      const end = await runConfiguration({ level, job, configuration, settle }, configurations, cancellation)
      ended[index] = end
      finished.push(end)
      settle(end.leg)
    }
  }
  await Promise.all(Array.from({ length: Math.min(maxParallel, configurations.length) }, work))
  forget()
  return mergeLegs(job, ended, finished)
}

type Placed = Pick<LegTask, 'level' | 'job' | 'configuration' | 'settle'>

async function runConfiguration(placed: Placed, all: readonly Configuration[], parent: Cancellation): Promise<Ended> {
  const { level, job, configuration } = placed
  const frame = planFrame(level, job, configuration, all)
  const cancellation = createCancellation()
  parent.onCancel(cancellation.cancel)
  const task: LegTask = { ...placed, cancellation, frame: frame.ok ? frame.value : bareFrame(job, configuration) }
  if (!frame.ok) return { leg: endLeg(task, 'failure', [frame.error]), jobs: [] }
  if (cancellation.cancelled) return { leg: endLeg(task, 'cancelled', []), jobs: [] }
  return job.call === undefined ? { leg: await runLeg(task), jobs: [] } : runCall(task, job.call)
}

/** A leg whose name could not be evaluated. */
function bareFrame(job: Job, configuration: Configuration): LegFrame {
  return { part: job.id, name: [job.id, ...configuration.segments].join(' '), scope: { contexts: {} }, concurrency: undefined, continueOnError: false }
}

/**
 * The last leg to end that gives an output a value wins, whatever the order of the matrix (docs "Workflow syntax", jobs.<job_id>.outputs);
 * of called workflows only the legs that succeeded count (docs "Reuse workflows", Using outputs from a reusable workflow).
 */
function mergeLegs(job: Job, ended: readonly Ended[], finished: readonly Ended[]): JobEnd {
  const legs = ended.map((end) => end.leg)
  const isMatrix = legs.length > 1
  const counted = finished.filter((end) => job.call === undefined || !isMatrix || end.leg.result === 'success')
  const merge = (pick: (leg: LegReport) => JobResult): JobResult => mergeResults(legs.map(pick))
  return {
    result: merge((leg) => leg.result),
    conclusion: merge((leg) => leg.conclusion),
    outputs: Object.assign({}, ...counted.map((end) => end.leg.outputs)) as Readonly<Record<string, string>>,
    problems: legs.flatMap((leg) => leg.problems),
    legs: job.call === undefined ? legs : [],
    jobs: ended.flatMap((end) => end.jobs),
  }
}

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@slipway/kernel'
import { createRunPool, type ExecuteLeg, type Leg, type Progress, type RunPool, type RunReport, runWorkflow } from '@slipway/workflows'
import { createActExecutor } from '../act/index.ts'
import { renderEvent } from './event.ts'
import { mapRepositories, type PlannedRun, planRuns, type RunWish } from './plan-runs.ts'
import { labelItem, labelProgress, labelReport } from './run-label.ts'
import type { Lab } from './start-lab.ts'

export type ProjectRun = RunWish & {
  readonly lab: Lab
  /** How many legs of all the workflows may run side by side. */
  readonly parallel: number
  /** Cancels as GitHub does: `always()` steps and jobs still run. */
  readonly signal: AbortSignal
  /** Kills what runs, and lets nothing more start. */
  readonly killed?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  readonly onLine?: (leg: Leg, step: string, text: string | undefined) => void
}

/** One workflow of a rehearsal, as it was loaded and as it went. Paths and names of its report bear its label. */
export type FinishedRun = PlannedRun & { readonly report: RunReport }

/**
 * Runs the workflows of a project that its events start, side by side as GitHub does: each is a run of its own with artifacts of its own, they
 * share concurrency groups and machines, and each leg goes through act with tokens of its own. Throws what `planRuns` throws before anything
 * runs, and what a leg's executor throws, after all the runs have been cancelled and have ended.
 */
export async function runProject(options: ProjectRun): Promise<readonly FinishedRun[]> {
  const planned = await planRuns(options)
  const repositories = mapRepositories(
    options,
    planned.map(({ plan }) => plan),
  )
  const pool = createRunPool(options.parallel)
  const errors: unknown[] = []
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const perform = async (each: PlannedRun): Promise<readonly FinishedRun[]> => {
    const runId = options.lab.newRunId()
    try {
      const exec = await createExecutor(options, each, repositories, runId)
      return [{ ...each, report: labelReport(each.label, await run({ ...options, signal }, each, runId, exec, pool)) }]
    } catch (error) {
      errors.push(error)
      stop.abort()
      return []
    }
  }
  const finished = await Promise.all(planned.map(perform))
  if (errors.length > 0) throw errors[0]
  return finished.flat()
}

async function createExecutor(options: ProjectRun, each: PlannedRun, repositories: Readonly<Record<string, string>>, runId: string): Promise<ExecuteLeg> {
  const { lab, project, onLine } = options
  const { event, label } = each
  const logs = label.path === '' ? lab.logs : join(lab.logs, label.path.replaceAll(/[^\w.@-]+/g, '-'))
  const scratch = join(lab.scratch, runId)
  for (const folder of [logs, scratch]) await mkdir(folder, { recursive: true })
  return createActExecutor({
    act: lab.act,
    node: lab.node,
    path: lab.path,
    project: project.folder,
    repositories,
    environment: lab.environment,
    repository: project.slug,
    runId,
    attempt: '1',
    actor: event.actor,
    ref: event.ref,
    sha: event.sha,
    scratch,
    logs,
    credentials: (leg) => lab.credentials(leg, project.slug, event.ref, runId),
    supervisor: lab.supervisor,
    ...(onLine === undefined ? {} : { onLine: (leg, step, text) => onLine(labelItem(label, leg), step, text) }),
    ...(options.killed === undefined ? {} : { killed: options.killed }),
  })
}

function run(options: ProjectRun, { event, plan, label }: PlannedRun, runId: string, exec: ExecuteLeg, pool: RunPool): Promise<RunReport> {
  const { lab, onProgress } = options
  return runWorkflow(plan, {
    exec,
    event: {
      name: event.name,
      payload: renderEvent(event),
      ref: event.ref,
      sha: event.sha,
      actor: event.actor,
      runId,
      github: { server_url: 'https://github.com', api_url: lab.github.url },
    },
    parallel: pool,
    clock: {
      now: () => performance.now(),
      after: (milliseconds, action) => {
        const timer = setTimeout(action, milliseconds)
        return () => clearTimeout(timer)
      },
    },
    signal: options.signal,
    ...(onProgress === undefined ? {} : { onEvent: (progress) => onProgress(labelProgress(label, progress)) }),
    ...(options.until === undefined ? {} : { until: options.until }),
  })
}

/** Every problem of a run that is not a leg's own failure: a matrix that could not be read, an output that was lost. */
export function problemsOf(runs: readonly FinishedRun[]): readonly Problem[] {
  const below = (jobs: RunReport['jobs']): readonly Problem[] =>
    jobs.flatMap((job) => [...job.problems, ...job.legs.flatMap((leg) => leg.problems), ...below(job.jobs)])
  return runs.flatMap(({ report }) => below(report.jobs))
}

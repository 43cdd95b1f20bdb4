/** What a run tells while it goes and at its end. */
import type { Problem } from '@slipway/kernel'
import type { Json, Leg, LegOutcome } from './leg.ts'

/** The four values of `needs.<job_id>.result`. */
export type JobResult = 'success' | 'failure' | 'cancelled' | 'skipped'

export type LegReport = {
  /** `Leg.path`. */
  readonly path: string
  readonly name: string
  /** What dependent jobs see: a failure under `continue-on-error` is a success. */
  readonly result: JobResult
  /** What GitHub shows for the leg itself. */
  readonly conclusion: JobResult
  readonly seconds: number
  readonly outputs: Readonly<Record<string, string>>
  /** Why the leg did not start or did not give what it should: sentences with a place. */
  readonly problems: readonly Problem[]
  /** The leg and what its executor said; absent when it never started. */
  readonly leg?: Leg
  readonly outcome?: LegOutcome
}

export type JobReport = {
  /** Callers' ids, then the job's own. */
  readonly path: string
  readonly id: string
  readonly name: string
  readonly result: JobResult
  readonly conclusion: JobResult
  readonly seconds: number
  readonly outputs: Readonly<Record<string, string>>
  /** Set when the job did not run: its `if:` was false, or it was not needed for `until`. */
  readonly reason?: 'if' | 'until'
  readonly problems: readonly Problem[]
  /** The legs of a job with steps. */
  readonly legs: readonly LegReport[]
  /** The jobs of the workflows that this job called; with a matrix, those of every leg. */
  readonly jobs: readonly JobReport[]
}

export type RunReport = {
  readonly result: JobResult
  /** The entry's jobs, in the order of the file. */
  readonly jobs: readonly JobReport[]
  /** The outputs of `on.workflow_call`, when the entry has them. */
  readonly outputs: Readonly<Record<string, string>>
  readonly seconds: number
}

/** One thing that happened, for live display. `path` is that of the job or the leg. */
export type Progress =
  | { readonly type: 'job-started'; readonly path: string; readonly name: string; readonly legs: number }
  | { readonly type: 'job-skipped'; readonly path: string; readonly name: string; readonly reason: 'if' | 'until' }
  | {
      readonly type: 'job-finished'
      readonly path: string
      readonly name: string
      readonly result: JobResult
      readonly seconds: number
      readonly problems: readonly Problem[]
    }
  | { readonly type: 'leg-queued'; readonly path: string; readonly name: string; readonly job: string }
  | {
      readonly type: 'leg-started'
      readonly path: string
      readonly name: string
      readonly job: string
      readonly runsOn: readonly string[]
      readonly matrix: Json
    }
  | {
      readonly type: 'leg-finished'
      readonly path: string
      readonly name: string
      readonly job: string
      readonly result: JobResult
      readonly conclusion: JobResult
      readonly seconds: number
      readonly problems: readonly Problem[]
    }

/** One result of many: a failure outweighs a cancellation, that a success; skipped only when all are. */
export function mergeResults(results: readonly JobResult[]): JobResult {
  for (const result of ['failure', 'cancelled', 'success'] as const) if (results.includes(result)) return result
  return 'skipped'
}

/** Every leg of a report, in the order of the files. */
export function legsOf(jobs: readonly JobReport[]): LegReport[] {
  return jobs.flatMap((job) => [...job.legs, ...legsOf(job.jobs)])
}

/** A job of a report by its path. */
export function findJob(jobs: readonly JobReport[], path: string): JobReport | undefined {
  for (const job of jobs) {
    const found = job.path === path ? job : findJob(job.jobs, path)
    if (found !== undefined) return found
  }
  return undefined
}

import type { JobReport, LegReport, Progress, RunReport } from '@slipway/workflows'

/** What tells the jobs of a run from those of the runs beside it; both are empty for a run alone. */
export type RunLabel = {
  /** The first part of every path: `ci`. */
  readonly path: string
  /** The first part of every name, as GitHub shows it in the list of checks: `CI`. */
  readonly name: string
}

export function labelPath(label: RunLabel, path: string): string {
  return label.path === '' ? path : `${label.path}/${path}`
}

/** Anything that has the path and the name of a job or a leg. */
export function labelItem<T extends { readonly path: string; readonly name: string }>(label: RunLabel, item: T): T {
  return label.path === '' ? item : { ...item, path: labelPath(label, item.path), name: `${label.name} / ${item.name}` }
}

export function labelProgress(label: RunLabel, progress: Progress): Progress {
  const labelled = labelItem(label, progress)
  return 'job' in labelled ? { ...labelled, job: labelPath(label, labelled.job) } : labelled
}

export function labelReport(label: RunLabel, report: RunReport): RunReport {
  const legOf = (leg: LegReport): LegReport => labelItem(label, leg)
  const jobOf = (job: JobReport): JobReport => ({ ...labelItem(label, job), legs: job.legs.map(legOf), jobs: job.jobs.map(jobOf) })
  return { ...report, jobs: report.jobs.map(jobOf) }
}

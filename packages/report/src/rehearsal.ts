/** What a rehearsal found out: the shape of report.json. Paths of jobs are those of the scheduler (`release/native[linux/arm64]`). */
export type RehearsalReport = {
  readonly ok: boolean
  readonly seconds: number
  readonly project: string
  readonly event: string
  readonly jobs: readonly RehearsalJob[]
  /** Arrows of the chain, by job path. */
  readonly edges: readonly { readonly from: string; readonly to: string }[]
  readonly release?: RehearsalRelease | undefined
  readonly registry: readonly { readonly repository: string; readonly tag: string; readonly digest: string }[]
  /** Requests that each server answered, by `METHOD kind`. */
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly summaries: readonly { readonly job: string; readonly markdown: string }[]
  /** What a reader has to know to judge the run: what was cross-built, what was found instead of built. */
  readonly notes: readonly string[]
  readonly failure?: RehearsalFailure | undefined
  /** The command that does this again. */
  readonly command: string
}

export type RehearsalJob = {
  readonly path: string
  readonly name: string
  readonly result: 'success' | 'failure' | 'cancelled' | 'skipped'
  readonly seconds: number
}

/** The sign of a result, the same on a terminal, in a log and in the drawing. */
export const resultMarks: Readonly<Record<RehearsalJob['result'], string>> = { success: '✓', failure: '✗', cancelled: '■', skipped: '–' }

export type RehearsalRelease = {
  readonly tag: string
  readonly draft: boolean
  readonly assets: readonly { readonly name: string; readonly size: number; readonly digest: string }[]
}

export type RehearsalFailure = { readonly job: string; readonly step: string; readonly message: string; readonly log: readonly string[] }

/** report.json: exactly the data, two blanks deep. */
export function renderRehearsalJson(report: RehearsalReport): string {
  const jobs = report.jobs.map(({ path, name, result, seconds }) => ({ name, path, result, seconds }))
  return `${JSON.stringify({ ...report, jobs }, null, 2)}\n`
}

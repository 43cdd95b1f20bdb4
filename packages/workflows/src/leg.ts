/** The contract between the scheduler, which decides, and whoever executes one job leg (act, or a fake in tests). */

/** Values as GitHub's expression contexts hold them. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export type Access = 'none' | 'read' | 'write'

/** The permissions of a job's token, by scope (`contents`, `packages`, …). A scope that is absent is `none`. */
export type Permissions = Readonly<Record<string, Access>>

/** Where a line of the leg's document comes from, so that act's messages can name the author's file. */
export type LegSource = {
  /** `OWNER/repository/path@ref` of a called workflow, or the path in the project. */
  readonly file: string
  /** The line of the job's key, from 1. */
  readonly line: number
}

/** One leg of one job: everything that an executor has to know. It never holds a foreign `${{`. */
export type Leg = {
  /** Unique within the run, stable between runs: `release/native/build[linux/arm64]`. Callers' job ids, then the job's own, then the matrix values. */
  readonly path: string
  /** The name that GitHub would show: `release / native / build (linux/arm64)`. */
  readonly name: string
  /** The job's own id, also the only key under `jobs` of the document. */
  readonly job: string
  readonly source: LegSource
  /** The evaluated labels of `runs-on`. The document itself says `leg`. */
  readonly runsOn: readonly string[]
  readonly permissions: Permissions
  /** Minutes; GitHub's default is 360. */
  readonly timeoutMinutes: number
  readonly matrix: Json
  /** The one-job workflow that act gets, written as JSON. Its last step dumps `steps`, `env` and `job` to the file that SLIPWAY_LEG_DUMP names. */
  readonly document: Json
  /** The event's payload and the members of `github` that the event decides. */
  readonly event: { readonly name: string; readonly payload: Json }
  /** Values may hold `tokenPlaceholder`, for which the executor puts the leg's own token. */
  readonly secrets: Readonly<Record<string, string>>
  /** The members of `github` that the scheduler knows and has folded: the executor sets the same GITHUB_… variables. */
  readonly github?: { readonly [member: string]: Json }
  /** The lines of the author's steps in `source.file`, in order; the added last step has none. */
  readonly stepLines?: readonly number[]
}

/**
 * Stands for the leg's own token where a caller passes `secrets.GITHUB_TOKEN` under another name: every leg has its own token, which only
 * its executor knows.
 */
export const tokenPlaceholder = '\u0000GITHUB_TOKEN\u0000'

export type StepOutcome = {
  /** The step's name as the log shows it. */
  readonly name: string
  readonly outcome: 'success' | 'failure' | 'skipped' | 'cancelled'
  readonly seconds: number
}

/** What an executor says of a leg that it ran to its end. It throws a Defect if the leg ended without a result. */
export type LegOutcome = {
  readonly conclusion: 'success' | 'failure' | 'cancelled'
  /** The contexts at the end of the job, from which the scheduler evaluates the job's outputs. */
  readonly contexts: { readonly steps: Json; readonly env: Json; readonly job: Json }
  readonly steps: readonly StepOutcome[]
  /** Step summaries (markdown), in order. */
  readonly summaries: readonly string[]
  /** The workflow commands `::error::`, `::warning::`, `::notice::` in order. */
  readonly annotations: readonly { readonly level: 'error' | 'warning' | 'notice'; readonly message: string; readonly file?: string; readonly line?: number }[]
  /** Set when the conclusion is `failure`: the first failing step and the end of its log. */
  readonly failure?: { readonly step: string; readonly message: string; readonly log: readonly string[] }
  readonly seconds: number
  /** Values that became secret while the leg ran: its token, and every `::add-mask::`. Outputs that hold one are dropped. */
  readonly masks?: readonly string[]
}

/** Executes one leg. `signal` asks for a cancellation as GitHub does it: `cancelled()` and `always()` steps still run. */
export type ExecuteLeg = (leg: Leg, signal: AbortSignal) => Promise<LegOutcome>

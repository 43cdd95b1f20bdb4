import { type Problem, Refusal } from '@slipway/kernel'
import { ApiFailure, type FailureKind } from './failure.ts'

const cures: Readonly<Record<FailureKind, string>> = {
  transient: 'Run the job again: nothing was left behind',
  cancelled: 'Run the job again: nothing was left behind',
  exists: 'Run the job again',
  missing: 'See whether the repository is right; a private one needs a token of it with `contents: read`',
  denied: 'Give a token of this repository with `contents: read`, for drafts with `contents: write`; without a token GitHub answers 60 requests an hour',
  invalid: 'See whether the repository has another name now, and what GitHub says',
}

/** A failed reading as a problem with a cure; `file` is what was to be read. */
export function readingProblem(failure: ApiFailure, file?: string): Problem {
  return {
    code: `E_GITHUB_${failure.kind.toUpperCase()}`,
    message: failure.message,
    cure: cures[failure.kind],
    ...(file === undefined ? {} : { at: { file } }),
  }
}

/** Turns an `ApiFailure` of a reading into a Refusal and lets everything else through: what a caller throws on. */
export function readingRefusal(error: unknown, file?: string): unknown {
  return error instanceof ApiFailure ? new Refusal([readingProblem(error, file)], { cause: error }) : error
}

import type { HttpFailure } from '@slipway/host'
import { type Problem, Refusal } from '@slipway/kernel'

/**
 * What a failed request means for the one who sent it.
 * `transient`: may be different next time · `exists`: the name is taken · `missing`: 404 · `denied`: token or permission ·
 * `invalid`: the server understood and says no · `cancelled`: the job is being ended.
 */
export type FailureKind = 'transient' | 'exists' | 'missing' | 'denied' | 'invalid' | 'cancelled'

/** A request that failed. After a transient one nobody knows whether it had its effect. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly kind: FailureKind
  readonly status: number | undefined
  /** Milliseconds that the server asked us to wait. */
  readonly wait: number | undefined
  /** Milliseconds to wait after the first such failure, where the server names no time; doubled for each further one. */
  readonly firstWait: number | undefined
  /** Requests of this token come too fast: none of them goes out before the wait is over, not only the one that was refused. */
  readonly limit: boolean

  constructor(
    kind: FailureKind,
    message: string,
    of: { status?: number | undefined; wait?: number | undefined; firstWait?: number | undefined; limit?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: of.cause })
    this.kind = kind
    this.status = of.status
    this.wait = of.wait
    this.firstWait = of.firstWait
    this.limit = of.limit ?? false
  }
}

/** What is left of an answer that says no. Header names are in lower case. */
export type RefusedAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly message: string
  readonly codes: readonly string[]
}

/** GitHub's documentation asks for at least a minute where a limit names no time ("Best practices", "Handle rate limit errors"). */
const minute = 60_000

/** Decides what an answer of 300 or more means. `what` names the request; `now` is in milliseconds. */
export function failureOfAnswer(answer: RefusedAnswer, what: string, now: number): ApiFailure {
  const { status, message } = answer
  const wait = waitOf(answer, now)
  const limit = isLimit(answer)
  const firstWait = limit && wait === undefined ? minute : undefined
  return new ApiFailure(kindOf(answer, limit), `${what}: ${status} ${message}`, { status, wait, firstWait, limit })
}

function kindOf({ status, codes }: RefusedAnswer, limit: boolean): FailureKind {
  if (limit || status === 408 || (status >= 500 && status !== 501)) return 'transient'
  if (status === 401 || status === 403) return 'denied'
  if (status === 404) return 'missing'
  return codes.includes('already_exists') ? 'exists' : 'invalid'
}

/** GitHub's limits, primary and secondary ("Rate limits for the REST API"): 403 or 429; the headers or the message tell it from a missing permission. */
function isLimit({ status, headers, message }: RefusedAnswer): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /secondary rate limit|abuse detection/i.test(message)
}

/** Milliseconds to wait, from Retry-After (RFC 9110 section 10.2.3) or from the primary limit's reset. */
function waitOf({ status, headers }: RefusedAnswer, now: number): number | undefined {
  if (status < 400 || status === 404 || status === 422) return undefined
  const after = headers['retry-after']
  if (after !== undefined) {
    const wait = /^[0-9]+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now
    if (!Number.isNaN(wait)) return Math.max(0, wait)
  }
  const reset = Number(headers['x-ratelimit-reset'])
  return (status === 403 || status === 429) && headers['x-ratelimit-remaining'] === '0' && reset > 0 ? Math.max(0, reset * 1000 - now) : undefined
}

/** A connection that failed. */
export function failureOfConnection(failure: HttpFailure, what: string): ApiFailure {
  const kind = failure.reason === 'cancelled' ? 'cancelled' : failure.reason === 'tls' || failure.reason === 'too-large' ? 'invalid' : 'transient'
  return new ApiFailure(kind, `${what}: ${failure.message}`, { cause: failure })
}

const cures: Readonly<Record<FailureKind, string>> = {
  transient: 'Run the job again: it goes on with what is already there and sends no byte twice',
  cancelled: 'Run the job again: it goes on with what is already there and sends no byte twice',
  exists: 'See who else writes to this release, and give the job a concurrency group',
  missing: 'See whether the repository is right, and whether the token may write its contents',
  denied: 'Give the job `permissions: contents: write`, and the action a token of this repository',
  invalid: 'Read what GitHub says; a ruleset, an immutable release or a removed tag can forbid a release',
}

/** A failure that nothing more can be done about, as a problem with a cure. */
export function problemOf(failure: ApiFailure): Problem {
  const burned = failure.kind === 'invalid' && failure.message.includes('was used by an immutable release')
  if (burned) return { code: 'E_GITHUB_BURNED', message: failure.message, cure: 'This version number is spent for ever: release under the next one' }
  return { code: `E_GITHUB_${failure.kind.toUpperCase()}`, message: failure.message, cure: cures[failure.kind] }
}

/** Turns an `ApiFailure` into a Refusal and lets everything else through: what a caller throws on. */
export function refusalOf(error: unknown): unknown {
  return error instanceof ApiFailure ? new Refusal([problemOf(error)], { cause: error }) : error
}

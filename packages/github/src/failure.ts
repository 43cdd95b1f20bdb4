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

  constructor(kind: FailureKind, message: string, of: { status?: number | undefined; wait?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: of.cause })
    this.kind = kind
    this.status = of.status
    this.wait = of.wait
  }
}

/** What is left of an answer that says no. Header names are in lower case. */
export type RefusedAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly message: string
  readonly codes: readonly string[]
}

/** GitHub's documentation asks for at least a minute where a secondary limit names no time ("Best practices", "Handle rate limit errors"). */
const minute = 60_000

/** Decides what an answer of 300 or more means. `what` names the request; `now` is in milliseconds. */
export function failureOfAnswer(answer: RefusedAnswer, what: string, now: number): ApiFailure {
  const { status, message } = answer
  const wait = waitOf(answer, now)
  return new ApiFailure(kindOf(answer, wait), `${what}: ${status} ${message}`, { status, wait })
}

function kindOf({ status, codes }: RefusedAnswer, wait: number | undefined): FailureKind {
  if (wait !== undefined || status === 408 || status === 429 || (status >= 500 && status !== 501)) return 'transient'
  if (status === 401 || status === 403) return 'denied'
  if (status === 404) return 'missing'
  return codes.includes('already_exists') ? 'exists' : 'invalid'
}

/** Milliseconds to wait, from Retry-After (RFC 9110 section 10.2.3) or GitHub's own limits ("Rate limits for the REST API"). */
function waitOf({ status, headers, message }: RefusedAnswer, now: number): number | undefined {
  if (status < 400) return undefined
  const after = headers['retry-after']
  if (after !== undefined && status !== 404 && status !== 422) {
    const wait = /^[0-9]+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now
    if (!Number.isNaN(wait)) return Math.max(0, wait)
  }
  if (status !== 403 && status !== 429) return undefined
  const reset = Number(headers['x-ratelimit-reset'])
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0) return Math.max(0, reset * 1000 - now)
  return /secondary rate limit|abuse detection/i.test(message) ? minute : undefined
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
  return { code: `E_GITHUB_${failure.kind.toUpperCase()}`, message: failure.message, cure: cures[failure.kind] }
}

/** Turns an `ApiFailure` into a Refusal and lets everything else through: what a caller throws on. */
export function refusalOf(error: unknown): unknown {
  return error instanceof ApiFailure ? new Refusal([problemOf(error)], { cause: error }) : error
}

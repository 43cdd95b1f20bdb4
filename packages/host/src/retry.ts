import { type Clock, HttpFailure, type HttpResponse, type Log } from './ports.ts'

export type RetryPolicy = {
  /** Tries in all. */
  readonly tries: number
  /** Milliseconds before the second try; doubled for each further one. */
  readonly wait: number
  /** Milliseconds that a server may ask us to wait at most. */
  readonly longestWait: number
}

export const standardRetry: RetryPolicy = { tries: 5, wait: 500, longestWait: 60_000 }

const passing = new Set<HttpFailure['reason']>(['refused', 'reset', 'timeout', 'stall', 'name', 'truncated'])

/** What may be different next time: a broken connection, 408, 429, 5xx, and a 403 that tells when to come back. */
export function isTransient(outcome: HttpResponse | HttpFailure): boolean {
  if (outcome instanceof HttpFailure) return passing.has(outcome.reason)
  const { status, headers } = outcome
  return status === 408 || status === 429 || (status >= 500 && status !== 501) || (status === 403 && headers['retry-after'] !== undefined)
}

/** Milliseconds from Retry-After (RFC 9110 section 10.2.3: seconds or a date), or undefined. */
export function retryAfter(response: HttpResponse, now: number): number | undefined {
  const value = response.headers['retry-after']
  if (value === undefined) return undefined
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/**
 * Tries an exchange until it has an answer that is not transient. The last outcome is returned or thrown as it is, without a wait after it.
 * Only for requests that are safe to repeat; a caller whose request is not reconciles first.
 */
export async function retryHttp(
  ports: { readonly clock: Clock; readonly log: Log },
  attempt: (number: number) => Promise<HttpResponse>,
  policy: RetryPolicy = standardRetry,
): Promise<HttpResponse> {
  for (let number = 1; ; number += 1) {
    const outcome = await attempt(number).catch((error: unknown) => {
      if (error instanceof HttpFailure) return error
      throw error
    })
    const last = number >= policy.tries || !isTransient(outcome)
    if (last && outcome instanceof HttpFailure) throw outcome
    if (last) return outcome as HttpResponse
    const asked = outcome instanceof HttpFailure ? undefined : retryAfter(outcome, ports.clock.now())
    const wait = Math.min(asked ?? policy.wait * 2 ** (number - 1), policy.longestWait)
    const what = outcome instanceof HttpFailure ? outcome.message : `answer ${outcome.status}`
    ports.log.info(`${what}; try ${number + 1} of ${policy.tries} in ${(wait / 1000).toFixed(1)} s`)
    await ports.clock.sleep(wait)
  }
}

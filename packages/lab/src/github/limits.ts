import { ApiError } from './errors.ts'

/** Limits that the emulator enforces ("Rate limits for the REST API"); what is absent is not enforced. */
export type Limits = {
  /** Requests of a token in an hour: 1,000 for a job's token. */
  readonly hourly?: number
  /** Requests of a token that create content, in a minute: 80. */
  readonly contentPerMinute?: number
  /** Requests of a token that are under way at once: 100. */
  readonly concurrent?: number
}

/** Counts requests by token. Times are in milliseconds since 1970. */
export type Meter = {
  /** Throws what GitHub answers where a limit is passed; otherwise the request counts, and is under way until `end`. */
  readonly begin: (token: string, method: string, now: number) => void
  readonly end: (token: string) => void
  readonly headers: (token: string, now: number) => Readonly<Record<string, string>>
}

const minute = 60_000
const hour = 60 * minute

export function createMeter(limits: Limits): Meter {
  const used = new Map<string, { hour: number; count: number }>()
  const created = new Map<string, number[]>()
  const open = new Map<string, number>()
  const usage = (token: string, now: number): { hour: number; count: number } => {
    const known = used.get(token)
    const current = known?.hour === Math.floor(now / hour) ? known : { hour: Math.floor(now / hour), count: 0 }
    used.set(token, current)
    return current
  }
  return {
    begin: (token, method, now) => {
      const current = usage(token, now)
      current.count += 1
      if (current.count > (limits.hourly ?? Number.POSITIVE_INFINITY)) throw new ApiError(403, `API rate limit exceeded for installation.`)
      const recent = (created.get(token) ?? []).filter((at) => at > now - minute)
      const busy = open.get(token) ?? 0
      const full = method !== 'GET' && recent.length >= (limits.contentPerMinute ?? Number.POSITIVE_INFINITY)
      if (full || busy >= (limits.concurrent ?? Number.POSITIVE_INFINITY))
        throw secondaryLimit(full ? Math.ceil(((recent[0] ?? now) + minute - now) / 1000) : 60)
      if (method !== 'GET') recent.push(now)
      created.set(token, recent)
      open.set(token, busy + 1)
    },
    end: (token) => void open.set(token, Math.max(0, (open.get(token) ?? 0) - 1)),
    headers: (token, now) => {
      const limit = limits.hourly ?? (token === '' ? 60 : 1000)
      const { count } = usage(token, now)
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - count)),
        'x-ratelimit-used': String(count),
        'x-ratelimit-reset': String(Math.ceil((now + 1) / hour) * 3600),
        'x-ratelimit-resource': 'core',
      }
    },
  }
}

/** As GitHub words it ("Troubleshooting the REST API"): 403, and how long to stay away. */
function secondaryLimit(seconds: number): ApiError {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return new ApiError(403, message, { headers: { 'retry-after': String(seconds) } })
}

import type { Ports } from '@slipway/host'
import { ApiFailure } from './failure.ts'

/** What the transaction does to the world beside GitHub. */
export type Effects = Pick<Ports, 'clock' | 'log' | 'random'> & {
  /** Shared by everything that goes on at once in one run. */
  readonly pace?: Pace
}

/** Until when no request goes out, in milliseconds since 1970: set by a limit that one of them has met. */
export type Pace = { until: number }

export const retryPolicy = {
  /** Tries in all. */
  tries: 6,
  /** Milliseconds before the second try; doubled for each further one. */
  firstWait: 1_000,
  /** A server that asks for more is not waited for: runners cost money. */
  longestWait: 15 * 60_000,
}

/** Tries again after transient failures. Only for requests that are safe to repeat. The last failure is thrown as it is, without a wait. */
export async function retried<T>(effects: Effects, attempt: () => Promise<T>): Promise<T> {
  for (let number = 1; ; number += 1) {
    try {
      await keepPace(effects)
      return await attempt()
    } catch (error) {
      await waitAfter(effects, error, number)
    }
  }
}

/** Waits while a limit holds that another request has met. */
export async function keepPace({ clock, pace }: Effects): Promise<void> {
  const left = (pace?.until ?? 0) - clock.now()
  if (left > 0) await clock.sleep(left)
}

/** Waits before the next try, or throws the failure: because it is not transient, tries are used up, or the wait would be too long. */
export async function waitAfter(effects: Effects, error: unknown, number: number): Promise<void> {
  if (!(error instanceof ApiFailure) || error.kind !== 'transient' || number >= retryPolicy.tries) throw error
  const wait = error.wait ?? (error.firstWait ?? retryPolicy.firstWait) * 2 ** (number - 1)
  if (wait > retryPolicy.longestWait) throw error
  // Up to a quarter more, so that jobs which failed together do not come back together.
  const jitter = (Number.parseInt(effects.random(2), 16) / 0xffff) * (wait / 4)
  effects.log.info(`${error.message}; try ${number + 1} of ${retryPolicy.tries} in ${((wait + jitter) / 1000).toFixed(1)} s`)
  const sleep = Math.round(wait + jitter)
  if (error.limit && effects.pace !== undefined) effects.pace.until = Math.max(effects.pace.until, effects.clock.now() + sleep)
  await effects.clock.sleep(sleep)
}

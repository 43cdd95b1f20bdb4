import type { Ports } from '@slipway/host'
import { ApiFailure } from './failure.ts'

/** What the transaction does to the world beside GitHub. */
export type Effects = Pick<Ports, 'clock' | 'log' | 'random'>

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
      return await attempt()
    } catch (error) {
      await waitAfter(effects, error, number)
    }
  }
}

/** Waits before the next try, or throws the failure: because it is not transient, tries are used up, or the wait would be too long. */
export async function waitAfter(effects: Effects, error: unknown, number: number): Promise<void> {
  if (!(error instanceof ApiFailure) || error.kind !== 'transient' || number >= retryPolicy.tries) throw error
  const wait = error.wait ?? retryPolicy.firstWait * 2 ** (number - 1)
  if (wait > retryPolicy.longestWait) throw error
  // Up to a quarter more, so that jobs which failed together do not come back together.
  const jitter = (Number.parseInt(effects.random(2), 16) / 0xffff) * (wait / 4)
  effects.log.info(`${error.message}; try ${number + 1} of ${retryPolicy.tries} in ${((wait + jitter) / 1000).toFixed(1)} s`)
  await effects.clock.sleep(Math.round(wait + jitter))
}

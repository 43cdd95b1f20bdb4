import { refuse } from '@slipway/kernel'
import { takeLock } from '@slipway/lab'

/** Keeps a second rehearsal off the cache: two registries on one storage would spoil it. */
export function lockCache(file: string): Disposable {
  const lock = takeLock(file)
  if (Symbol.dispose in lock) return lock
  throw refuse({
    code: 'E_CLI_LOCKED',
    message: `another rehearsal (process ${lock.pid}) is at work in this cache`,
    cure: 'Wait for its end, or give this one a cache of its own: --cache DIR',
  })
}

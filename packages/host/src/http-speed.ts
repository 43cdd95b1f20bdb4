/** How an exchange goes: what is on its way, and how much of that has moved. */
export type Transfer = {
  /** The body goes out, the server thinks, or the answer comes in. */
  phase: 'sending' | 'waiting' | 'receiving'
  /** Bytes of this phase that have moved. */
  bytes: number
  /** Bytes that this phase has to move; undefined where nobody has said. */
  size: number | undefined
}

/** Milliseconds over which a speed is judged. */
export const speedWindow = 30_000
/** Smaller transfers are over, or cut off by their deadline, before a speed says anything. */
const worthWatching = 1024 * 1024
/** Windows for which a server may think about a large body: half of it may still lie in buffers on the way, and stand still there. */
const thinkingWindows = 10

/**
 * Calls back when a large transfer moves fewer than `floor` bytes per second over a whole window, or when a large body that was handed over
 * gets no answer for ten windows. What is small is the deadline's business, and so is the time in which nothing has to move.
 */
export function watchSpeed(transfer: Transfer, floor: number, window: number, stalled: () => void): NodeJS.Timeout | undefined {
  if (floor === 0) return undefined
  const body = transfer.size ?? 0
  let before = { ...transfer }
  let windows = 0
  return setInterval(() => {
    const { phase, bytes, size = bytes } = transfer
    // A phase that began within the window has not had the whole of it.
    windows = phase === before.phase ? windows + 1 : 0
    const slow = windows > 0 && size > worthWatching && bytes - before.bytes < (floor * window) / 1000
    const silent = phase === 'waiting' && body > worthWatching && windows >= thinkingWindows
    if (phase === 'waiting' ? silent : slow) stalled()
    before = { ...transfer }
  }, window)
}

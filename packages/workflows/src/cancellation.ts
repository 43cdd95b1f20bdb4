/** Cancelling: one switch per run, called workflow, job and leg, each below the one before. */

export type Cancellation = {
  readonly cancelled: boolean
  readonly cancel: () => void
  /** Calls back when cancelled; at once if that has happened. Returns how to forget the callback. */
  readonly onCancel: (action: () => void) => () => void
  /** For executors. */
  readonly signal: AbortSignal
}

export function createCancellation(): Cancellation {
  const controller = new AbortController()
  const actions = new Set<() => void>()
  return {
    get cancelled() {
      return controller.signal.aborted
    },
    cancel() {
      if (controller.signal.aborted) return
      controller.abort()
      for (const action of [...actions]) action()
      actions.clear()
    },
    onCancel(action) {
      if (controller.signal.aborted) action()
      else actions.add(action)
      return () => void actions.delete(action)
    },
    signal: controller.signal,
  }
}

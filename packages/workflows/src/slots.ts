/** The run's parallelism: a number of legs that may execute at once, handed out in the order of asking. */
import type { Cancellation } from './cancellation.ts'

export type Slots = {
  /** Resolves with the function that gives the slot back, or with undefined when cancelled while waiting. */
  readonly acquire: (cancellation: Cancellation) => Promise<(() => void) | undefined>
}

export function createSlots(count: number): Slots {
  let free = count
  const waiting: (() => void)[] = []
  const release = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return {
    acquire: (cancellation) =>
      new Promise((resolve) => {
        if (cancellation.cancelled) return resolve(undefined)
        if (free > 0) {
          free -= 1
          return resolve(once(release))
        }
        const forget = cancellation.onCancel(() => {
          waiting.splice(waiting.indexOf(start), 1)
          resolve(undefined)
        })
        const start = (): void => {
          forget()
          resolve(once(release))
        }
        waiting.push(start)
      }),
  }
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    action()
  }
}

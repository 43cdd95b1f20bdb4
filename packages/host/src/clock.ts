import type { Clock } from './ports.ts'

export function createClock(signal: AbortSignal): Clock {
  return {
    now: () => Date.now(),
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, milliseconds)
        signal.addEventListener('abort', done, { once: true })
        if (signal.aborted) done()
        function done(): void {
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          resolve()
        }
      }),
  }
}

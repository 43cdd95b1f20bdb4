/** What the signals that this process was sent ask for. */
export type Interruption = Disposable & {
  /** Aborted by the first signal: the run is cancelled as GitHub does it, so that `always()` steps still put things in order. */
  readonly cancelled: AbortSignal
  /** Aborted by the second: what still runs is killed. */
  readonly killed: AbortSignal
  /** 128 and the number of the first signal, which is what a shell says of a process that it ended; undefined when none came. */
  readonly code: () => number | undefined
}

export type InterruptionOptions = {
  readonly source: Pick<NodeJS.EventEmitter, 'on' | 'off'>
  /** Milliseconds. */
  readonly now: () => number
  readonly say: (text: string) => void
  /** The third signal: leaves at once. Processes are left to the watchdog then, and scratch folders to the user. */
  readonly leave: (code: number) => void
}

/** With the number that POSIX gives each (kill(1)). */
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/** One Ctrl-C comes more than once: from the terminal, and passed on by npm and by the process that did the set-up. */
const echo = 1_000

/** Listens until it is disposed of. */
export function listenForInterruption({ source, now, say, leave }: InterruptionOptions): Interruption {
  const [cancel, kill] = [new AbortController(), new AbortController()]
  let code: number | undefined
  let last = Number.NEGATIVE_INFINITY
  const hear = (signal: keyof typeof signals): void => {
    if (now() - last < echo) return
    last = now()
    if (code === undefined) {
      code = 128 + signals[signal]
      say(`${signal}: cancelling. Steps with always() still run; the same again kills them`)
      cancel.abort(new Error(signal))
    } else if (!kill.signal.aborted) {
      say(`${signal}: killing what still runs`)
      kill.abort(new Error(signal))
    } else leave(code)
  }
  for (const signal of Object.keys(signals)) source.on(signal, hear)
  return {
    cancelled: cancel.signal,
    killed: kill.signal,
    code: () => code,
    [Symbol.dispose]: () => {
      for (const signal of Object.keys(signals)) source.off(signal, hear)
    },
  }
}

import { setImmediate } from 'node:timers/promises'

/** Numbers from 0 to 1 without 1, the same for the same seed (Mulberry32). */
export type Draw = () => number

export function createDraw(seed: number): Draw {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `from` to `to`, both among them. */
export const drawWhole = (draw: Draw, from: number, to: number): number => from + Math.floor(draw() * (to - from + 1))

export const drawOne = <T>(draw: Draw, values: readonly [T, ...T[]]): T => values[Math.floor(draw() * values.length)] ?? values[0]

/** Milliseconds between two bounds, in which every order of magnitude is as likely as another. */
export const drawSpan = (draw: Draw, from: number, to: number): number => Math.round(from * (to / from) ** draw())

/** A time that goes on as soon as nobody has anything else to do, so that waiting costs none. */
export type Time = {
  /** Milliseconds. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Lets the time pass until the work ends. Says why when it does not: everybody waits for somebody else, or it goes on for ever. */
  readonly run: (work: Promise<unknown>) => Promise<'ended' | 'stands still' | 'goes on for ever'>
}

const mostSteps = 60_000

export function createTime(start: number): Time {
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  let now = start
  const takeNext = (): (() => void) | undefined => {
    let best = 0
    for (let index = 1; index < sleepers.length; index += 1) if ((sleepers[index]?.at ?? 0) < (sleepers[best]?.at ?? 0)) best = index
    const [next] = sleepers.splice(best, 1)
    now = Math.max(now, next?.at ?? now)
    return next?.wake
  }
  return {
    now: () => now,
    sleep: (milliseconds) => new Promise<void>((wake) => void sleepers.push({ at: now + milliseconds, wake })),
    run: async (work) => {
      let open = true
      const close = (): void => void (open = false)
      work.then(close, close)
      for (let step = 0; ; step += 1) {
        // Everything that can go on without the time passing does so first.
        await setImmediate()
        if (!open) return 'ended'
        if (step > mostSteps) return 'goes on for ever'
        const wake = takeNext()
        if (wake === undefined) return 'stands still'
        wake()
      }
    },
  }
}

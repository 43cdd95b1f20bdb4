import type { Random } from './random.ts'

/**
 * Virtual time, and the order in which things happen. Whoever acts asks for a turn first; when nobody is busy any more, one of those
 * who wait goes on, chosen by the seed; when nobody waits, the clock jumps to the next thing that is due. Nothing depends on how
 * fast the machine is.
 */
export type Stage = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** `who` acts: with bursts, the one who acted last is likely to act again. */
  readonly turn: (who: number) => Promise<void>
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  readonly after: (milliseconds: number, go: () => void) => () => void
  /** Runs `body` to its end. Throws `Stuck` when nobody can go on, or the clock passes `until`. */
  readonly play: <T>(body: Promise<T>, until: number) => Promise<T>
  /** Lets everything happen that is still on its way. */
  readonly drain: () => Promise<void>
}

export class Stuck extends Error {
  override readonly name = 'Stuck'
}

type Timer = { readonly at: number; readonly go: () => void }

const patience = 50

/** @param burst how many turns in a row one actor has on average, where several wait; 1 for a fair order */
export function createStage(random: Random, start: number, burst = 1): Stage {
  let now = start
  let last = 0
  const ready: { readonly who: number; readonly go: () => void }[] = []
  const timers: Timer[] = []
  const next = (): (() => void) | undefined => {
    if (ready.length > 0) {
      const favoured = burst > 1 && !random.once(burst) ? ready.flatMap(({ who }, index) => (who === last ? [index] : [])) : []
      const [chosen] = ready.splice(favoured.length > 0 ? random.pick(favoured) : ready.length === 1 ? 0 : random.below(ready.length), 1)
      last = chosen?.who ?? last
      return chosen?.go
    }
    const due = timers.shift()
    if (due === undefined) return undefined
    now = Math.max(now, due.at)
    return due.go
  }
  const after = (milliseconds: number, go: () => void): (() => void) => {
    const timer = { at: now + Math.max(0, milliseconds), go }
    const later = timers.findIndex(({ at }) => at > timer.at)
    timers.splice(later === -1 ? timers.length : later, 0, timer)
    return () => {
      const index = timers.indexOf(timer)
      if (index !== -1) timers.splice(index, 1)
    }
  }
  const drive = async (isOver: () => boolean, until: number): Promise<void> => {
    for (let idle = 0; ; ) {
      await quiet()
      if (isOver()) return
      const go = now > until ? undefined : next()
      idle = go === undefined ? idle + 1 : 0
      if (idle > patience || now > until)
        throw new Stuck(now > until ? `it still runs after ${Math.round((now - start) / 3_600_000)} hours` : 'nobody can go on')
      go?.()
    }
  }
  return {
    now: () => now,
    turn: (who) => new Promise((go) => void ready.push({ who, go })),
    sleep: (milliseconds) => new Promise((go) => void after(milliseconds, go)),
    after,
    play: async (body, until) => {
      let over = false
      const settled = body.finally(() => {
        over = true
      })
      settled.catch(() => {})
      await drive(() => over, until)
      return settled
    },
    drain: () => drive(() => ready.length === 0 && timers.length === 0, Number.POSITIVE_INFINITY),
  }
}

/** Everything that needs no clock and no input has happened. */
function quiet(): Promise<void> {
  return new Promise((done) => void setImmediate(done))
}

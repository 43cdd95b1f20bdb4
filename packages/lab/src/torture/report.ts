import type { Verdict } from './play.ts'
import { kindOf } from './shrink.ts'

/** What came out of many schedules of one target. */
export type Tally = {
  readonly target: string
  readonly schedules: number
  readonly runs: number
  /** Faults and kills that met a call. */
  readonly struck: number
  /** Schedules that ended, or were on the way, in a state that must not be. */
  readonly wrong: number
  /** Schedules that two undisturbed runs have not brought to their end. */
  readonly unfinished: number
  /** By kind of violation: how many schedules, and one of them. */
  readonly kinds: Readonly<Record<string, { readonly count: number; readonly seed: number; readonly example: string }>>
}

export function emptyTally(target: string): Tally {
  return { target, schedules: 0, runs: 0, struck: 0, wrong: 0, unfinished: 0, kinds: {} }
}

export function addVerdict(tally: Tally, { schedule, violations, unfinished, runs, struck }: Verdict): Tally {
  const kinds = { ...tally.kinds }
  for (const kind of new Set(violations.map(kindOf))) {
    const known = kinds[kind]
    const example = violations.find((sentence) => kindOf(sentence) === kind) ?? kind
    kinds[kind] = known === undefined ? { count: 1, seed: schedule.seed, example } : { ...known, count: known.count + 1 }
  }
  return {
    ...tally,
    schedules: tally.schedules + 1,
    runs: tally.runs + runs,
    struck: tally.struck + struck.length,
    wrong: tally.wrong + (violations.length > 0 ? 1 : 0),
    unfinished: tally.unfinished + (unfinished ? 1 : 0),
    kinds,
  }
}

export function mergeTallies(left: Tally, right: Tally): Tally {
  const kinds = { ...left.kinds }
  for (const [kind, { count, ...one }] of Object.entries(right.kinds)) kinds[kind] = { ...(kinds[kind] ?? one), count: (kinds[kind]?.count ?? 0) + count }
  const sum = (of: (tally: Tally) => number): number => of(left) + of(right)
  return {
    target: left.target,
    schedules: sum(({ schedules }) => schedules),
    runs: sum(({ runs }) => runs),
    struck: sum(({ struck }) => struck),
    wrong: sum(({ wrong }) => wrong),
    unfinished: sum(({ unfinished }) => unfinished),
    kinds,
  }
}

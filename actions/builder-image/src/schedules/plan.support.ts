import { createDraw, type Draw, drawOne, drawSpan, drawWhole } from './time.support.ts'

/** The end of a machine: at which of its attempt's requests and builds, before or after that was done, and whether the attempt's other machines end too. */
export type Kill = { readonly at: number; readonly done: boolean; readonly wide: boolean }

export type RunPlan = {
  /** Which sources it has: 0 or 1. Two have the same versions, so they make two keys for the same tags. */
  readonly sources: number
  /** One job that does everything, the jobs of builder.yml, or a plan that waits for what others build. */
  readonly shape: 'ensure' | 'jobs' | 'wait'
  readonly trusted: boolean
  readonly moveTags: boolean
  /** Milliseconds after the schedule began. */
  readonly start: number
  /** One for each attempt that does not live. */
  readonly kills: readonly Kill[]
  /** What is run again after a failure: the whole run, or first only its jobs that failed. */
  readonly again: 'all' | 'failed'
}

/** What a clean-up deletes just before the schedule's request `at`, or as soon as there is such a thing. `sweep`: everything that has no tag. */
export type Eviction = { readonly at: number; readonly what: 'child' | 'anchor' | 'index' | 'sweep'; readonly blobs: boolean }

/** Everything that is left to chance, written down; the seed decides the rest: how long things take and which request fails how. */
export type Schedule = {
  readonly seed: number
  readonly platforms: readonly string[]
  readonly tags: readonly string[]
  /** Build and publish of one key happen one run after the other, as the concurrency group of builder.yml has it. */
  readonly lock: boolean
  readonly signed: boolean
  /** Two builds from the same sources are the same, byte for byte. */
  readonly exact: boolean
  /** Builds take about as long as each other, so that those that begin together end together. */
  readonly even: boolean
  /** The registry's habits: it refuses what is not whole, has the referrers API, takes several tags at once, wants a token. */
  readonly strict: boolean
  readonly referrers: boolean
  readonly tagQuery: boolean
  readonly bearer: boolean
  /** How many of 1,000 requests fail. */
  readonly faults: number
  /** The worst faults, one of each kind at most: an answer that is cut without a word, a write that is confirmed and forgotten. */
  readonly lies: boolean
  readonly runs: readonly RunPlan[]
  readonly evictions: readonly Eviction[]
}

/** Where trusted runs write, and where all others do. */
export const own = 'o/builder'
export const shadow = 'o/builder-pr'

const allPlatforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/riscv64']
const allTags = ['v{LIBKRUN_VERSION}', 'latest', 'krun-{LIBKRUN_VERSION}-fw-{LIBKRUNFW_VERSION}', 'edge']
const hour = 3_600_000

/** The schedule of a seed. */
export function planSchedule(seed: number): Schedule {
  // Neighbouring seeds must not give neighbouring draws.
  const draw = createDraw(Math.imul(seed, 0x9e3779b1))
  const often = (share: number): boolean => draw() < share
  const twoKeys = often(0.35)
  const moveTags = often(0.5)
  const lock = often(0.6)
  const runs = Array.from({ length: drawOne(draw, [1, 2, 2, 2, 3, 3]) }, (_, number) => planRun(draw, twoKeys ? number % 2 : 0, moveTags))
  const quiet = often(0.25)
  return {
    seed,
    platforms: shuffle(draw, allPlatforms).slice(0, drawOne(draw, [1, 2, 2, 2, 3, 4])),
    tags: shuffle(draw, allTags).slice(0, drawOne(draw, [0, 1, 1, 2, 3, 4])),
    lock,
    signed: often(0.35),
    exact: often(0.4),
    even: often(lock ? 0.3 : 0.7),
    strict: often(0.65),
    referrers: often(0.5),
    tagQuery: often(0.5),
    bearer: often(0.3),
    faults: quiet ? 0 : drawOne(draw, [0, 30, 100, 250]),
    lies: !quiet && often(0.2),
    runs: quiet ? runs.map((run) => ({ ...run, kills: [] })) : runs,
    evictions: quiet || often(0.4) ? [] : Array.from({ length: drawWhole(draw, 1, 3) }, () => planEviction(draw)),
  }
}

function planRun(draw: Draw, sources: number, moveTags: boolean): RunPlan {
  const shape = drawOne<RunPlan['shape']>(draw, ['ensure', 'ensure', 'jobs', 'jobs', 'jobs', 'wait'])
  return {
    sources,
    shape,
    trusted: draw() < 0.88,
    moveTags,
    // Many at once, some while the others build, some when they are long done.
    start: drawOne(draw, [0, 0, drawWhole(draw, 0, 3_000), drawSpan(draw, 1_000, hour), drawSpan(draw, hour, 5 * hour)]),
    kills: draw() < 0.5 ? [] : Array.from({ length: drawWhole(draw, 1, 2) }, () => planKill(draw)),
    again: drawOne<RunPlan['again']>(draw, ['all', 'failed']),
  }
}

function planKill(draw: Draw): Kill {
  return { at: drawSpan(draw, 3, 90), done: draw() < 0.5, wide: draw() < 0.5 }
}

function planEviction(draw: Draw): Eviction {
  const what = drawOne<Eviction['what']>(draw, ['child', 'child', 'anchor', 'index', 'sweep'])
  return { at: drawSpan(draw, 12, 180), what, blobs: draw() < 0.5 }
}

function shuffle<T>(draw: Draw, values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, place: draw() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value)
}

/** Schedules with one thing less each; what still fails among them is easier to understand. */
export function simplerSchedules(schedule: Schedule): readonly Schedule[] {
  const without = <T>(values: readonly T[], index: number): readonly T[] => values.filter((_, position) => position !== index)
  const { runs, evictions, platforms, tags } = schedule
  const change = (index: number, part: Partial<RunPlan>): Schedule => ({
    ...schedule,
    runs: runs.map((run, position) => (position === index ? { ...run, ...part } : run)),
  })
  const smaller: readonly Schedule[] = [
    ...(runs.length > 1 ? runs.map((_, index) => ({ ...schedule, runs: without(runs, index) })) : []),
    ...evictions.map((_, index) => ({ ...schedule, evictions: without(evictions, index) })),
    ...(schedule.faults > 0 ? [{ ...schedule, faults: 0 }] : []),
    ...(schedule.lies ? [{ ...schedule, lies: false }] : []),
    ...(platforms.length > 1 ? platforms.map((_, index) => ({ ...schedule, platforms: without(platforms, index) })) : []),
    ...tags.map((_, index) => ({ ...schedule, tags: without(tags, index) })),
    ...runs.flatMap(({ kills }, index) => kills.map((_, position) => change(index, { kills: without(kills, position) }))),
    ...runs.flatMap(({ start }, index) => (start > 0 ? [change(index, { start: 0 })] : [])),
    ...runs.flatMap(({ shape }, index) => (shape === 'ensure' ? [] : [change(index, { shape: 'ensure' })])),
  ]
  const habits = (['signed', 'bearer', 'referrers', 'tagQuery'] as const).filter((name) => schedule[name])
  return [...smaller, ...habits.map((name) => ({ ...schedule, [name]: false })), ...(schedule.exact ? [] : [{ ...schedule, exact: true }])]
}

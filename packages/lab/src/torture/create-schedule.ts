import { createRandom, type Random } from './random.ts'
import { type Incident, type RequestKind, requestKinds, type Scene, type Schedule, starts } from './schedule.ts'

const faults = [
  '500',
  '502',
  '503',
  '429:7',
  '403:30',
  '429',
  '500-after',
  '502-after',
  'reset-before',
  'reset-after',
  'stall-before',
  'stall-after',
  'truncate',
  'page',
  'cut',
  '502-starter',
  '500-starter',
  'corrupt',
  'undigested:3',
  'undigested:40',
  'late:2',
  'late:12',
  'stale:1',
  'stale:4',
] as const
const kills = ['kill-before', 'kill-during', 'kill-after'] as const

/** The schedule of a seed. */
export function createSchedule(seed: number): Schedule {
  const random = createRandom(seed)
  const scene = createScene(random)
  const clients = random.once(3) ? 2 : 1
  const order = random.below(2 ** 31)
  if (clients === 2 && random.once(4)) return { seed, clients, order, burst: random.pick([2, 4, 20]), ...createDuel(random, scene) }
  const incidents = Array.from({ length: clients }, (_, client) => createLife(random, scene, client)).flat()
  return { seed, scene, clients, order, burst: random.pick([1, 1, 4, 20]), incidents }
}

/** What befalls the runs of one client: some faults each, and a kill, after which there is another run. */
function createLife(random: Random, scene: Scene, client: number): readonly Incident[] {
  const incidents: Incident[] = []
  for (let run = 0; run < 3; run += 1) {
    const faulty = random.pick([0, 1, 1, 2, 3])
    for (let fault = 0; fault < faulty; fault += 1) incidents.push({ client, run, ...createFault(random, scene) })
    if (!random.once(2)) break
    incidents.push({ client, run, on: 'call', call: random.below(requestsOf(scene) + 12 + scene.sizes.length * 2), what: random.pick(kills) })
  }
  return incidents
}

/** The second client has to clean up behind an upload of its own while the first is sending, and its deletion comes late. */
function createDuel(random: Random, drawn: Scene): Pick<Schedule, 'scene' | 'incidents'> {
  const sizes = drawn.sizes.map((size) => size + 150_000)
  const start = random.pick(['nothing', 'prepared'] as const)
  const scene: Scene = { ...drawn, sizes, start, publish: true, rebuilt: false, immutable: drawn.immutable && random.once(2) }
  const upload = { client: 1, run: 0, on: 'upload', call: random.below(sizes.length), what: random.pick(['502', '503', 'reset-before']) } as const
  return { scene, incidents: [upload, { client: 1, run: 0, on: 'delete', call: random.below(2), what: random.pick(['late:2', 'late:12']) }] }
}

/** A fault somewhere, or one of a kind where it bites. */
function createFault(random: Random, scene: Scene): Pick<Incident, 'on' | 'call' | 'what'> {
  if (random.once(2)) return { on: 'request', call: random.below(requestsOf(scene)), what: random.pick(faults) }
  const on = random.pick(requestKinds.filter((kind) => kind !== 'tag' || (scene.oci && scene.publish)))
  const call = random.below(on === 'list' || on === 'read' ? 8 : on === 'upload' ? scene.sizes.length + 1 : 2)
  return { on, call, what: random.pick(faults.filter((what) => bitesOn(what, on))) }
}

function bitesOn(what: string, on: RequestKind): boolean {
  if (/starter|corrupt|undigested|cut/.test(what)) return on === 'upload'
  return what.startsWith('stale') ? on === 'list' : true
}

/** Roughly as many requests as a run makes: a fault that comes too late meets none. */
function requestsOf({ sizes, publish, start, oci }: Scene): number {
  if (start === 'two-drafts' || start === 'published' || start === 'no-tag') return 5
  return 12 + sizes.length + (publish ? 9 : 0) + (oci ? 3 : 0) + (oci && publish ? 5 : 0)
}

function createScene(random: Random): Scene {
  const immutable = random.once(3)
  const start = random.pick([...starts, 'nothing', 'nothing', 'nothing', 'partial', 'partial', 'duplicate', 'prepared'] as const)
  return {
    tag: random.once(5) ? 'v1.2.3-rc.1' : 'v1.2.3',
    publish: !random.once(3),
    immutable: start === 'burned' || immutable,
    sizes: Array.from({ length: 1 + random.below(4) }, () => random.pick([1, 300, 5_000, 70_000, 150_000])),
    width: 1 + random.below(4),
    start,
    others: random.pick([[], ['v1.2.2'], ['v2.0.0'], ['v1.2.2', 'v2.0.0']]),
    oci: random.once(3),
    rebuilt: random.once(4),
  }
}

/** The schedule of a seed for real processes: kills at requests, few faults that make nobody wait, and files that are not many. */
export function createProcessSchedule(seed: number): Schedule {
  const random = createRandom(seed)
  const scene = { ...createScene(random), oci: false }
  const clients = random.once(6) ? 2 : 1
  const incidents = Array.from({ length: clients }, (_, client) => {
    const kill = (run: number): Incident => ({ client, run, on: 'request', call: random.below(requestsOf(scene)), what: random.pick(kills) })
    const again = random.once(4) ? [kill(1)] : []
    return client === 0 ? [kill(0), ...again] : again
  }).flat()
  return { seed, scene, clients, order: 0, burst: 1, incidents }
}

/**
 * The schedule of a seed for programs that know nothing of each other's drafts: a release that is not there yet is to be published, and one
 * thing goes wrong with one request. Silence is rare, because somebody has to wait for it.
 */
export function createOutsideSchedule(seed: number): Schedule {
  const random = createRandom(seed)
  const scene: Scene = { ...createScene(random), start: 'nothing', publish: true, others: ['v1.2.2'], rebuilt: false, oci: false, tag: 'v1.2.3' }
  const clients = random.once(6) ? 2 : 1
  const audible = faults.filter((what) => !/stall|late|undigested|stale/.test(what))
  const what = random.once(3) ? random.pick(kills) : random.once(25) ? 'stall-before' : random.pick(audible)
  const incident: Incident = { client: 0, run: 0, on: 'request', call: random.below(scene.sizes.length + 4), what }
  return { seed, scene, clients, order: 0, burst: 1, incidents: [incident] }
}

const plainScene: Scene = {
  tag: 'v1.2.3',
  publish: true,
  immutable: false,
  sizes: [300, 70_000],
  width: 2,
  start: 'nothing',
  others: ['v1.2.2', 'v2.0.0'],
  oci: true,
  rebuilt: false,
}

/**
 * One schedule for every call, fault and kill of a plain run that makes so many calls, by one client and by two, and for every kill
 * a second one of the run that follows.
 */
export function* everySchedule(counts: { readonly requests: number; readonly calls: number }): Generator<Schedule> {
  let seed = 0
  for (const clients of [1, 2] as const) {
    for (let call = 0; call < counts.calls; call += 1) {
      const hits = [...(call < counts.requests ? faults : []), ...kills]
      for (const what of hits) {
        seed += 1
        const first: Incident = { client: 0, run: 0, on: what.startsWith('kill') ? 'call' : 'request', call, what }
        const again = what.startsWith('kill') ? [{ ...first, run: 1, call: (call * 7 + 3) % counts.calls }] : []
        yield { seed: -seed, scene: { ...plainScene, immutable: seed % 2 === 0 }, clients, order: seed, burst: 1, incidents: [first, ...again] }
      }
    }
  }
}

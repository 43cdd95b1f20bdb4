import { digestOf } from '@slipway/kernel'
import { parseFaultName } from '../faults/index.ts'
import { type LocalGitHub, openGitHub, type RepositoryState } from '../github/index.ts'
import { type Book, createBook } from './book.ts'
import { judgeEnd, judgeMoment, judgeOci, judgeSuccess, judgeTraffic, watchStores } from './judge.ts'
import { createPorts } from './memory-ports.ts'
import { createRandom } from './random.ts'
import { checksumsName, createOci, endOf, expectedOf, filesOf, ociRepository, seedOf, slug } from './scene.ts'
import type { Incident, Schedule } from './schedule.ts'
import { createStage, type Stage, Stuck } from './stage.ts'
import type { Target } from './target.ts'
import { createProcess } from './virtual-process.ts'

export type Verdict = {
  readonly schedule: Schedule
  /** What went wrong, as sentences; empty when all is well. */
  readonly violations: readonly string[]
  /** Two undisturbed runs have not brought it to its end, which this target does not claim either. */
  readonly unfinished: boolean
  /** Every request with the answer that it got, every kill and every end of a run. */
  readonly trace: readonly string[]
  /** Incidents that met a call. The others came too late to meet one. */
  readonly struck: readonly Incident[]
  readonly runs: number
  /** Requests and calls of ports of the first run. */
  readonly counts: { readonly requests: number; readonly calls: number }
}

type Ending = 'released' | 'refused' | 'killed' | 'crashed'

type Theatre = {
  readonly schedule: Schedule
  readonly target: Target
  readonly stage: Stage
  readonly github: LocalGitHub
  readonly oci: ReturnType<typeof createOci>
  readonly plant: (fault: string | undefined) => void
  readonly before: RepositoryState
  readonly book: Book
  runs: number
  counts: { readonly requests: number; readonly calls: number } | undefined
}

/** Nothing that a run may have to wait for takes longer, in milliseconds. */
const longest = 12 * 3_600_000
const start = Date.parse('2026-01-01T00:00:00Z')

/** Plays a schedule to its end against the emulator in this process, then runs undisturbed until all is quiet, and judges. */
export async function play(schedule: Schedule, target: Target): Promise<Verdict> {
  const stage = createStage(createRandom(schedule.order), start, schedule.burst)
  let planted: string | undefined
  const faults = {
    decide: () => {
      const fault = planted
      planted = undefined
      return fault === undefined ? undefined : parseFaultName(fault)
    },
    unused: () => [],
  }
  const repositories = [seedOf(schedule, target.bodyOf)]
  const github = openGitHub({ repositories, faults, now: () => new Date(stage.now()), pause: stage.sleep })
  const before = github.repository(slug)
  const watch = watchStores(schedule)
  watch(before)
  const oci = createOci()
  const book = createBook(() => {
    const now = github.repository(slug)
    return [...judgeMoment(schedule, before, now), ...watch(now), ...judgeOci(schedule, now, tagsOf(oci), false)]
  })
  const plant = (fault: string | undefined): void => {
    planted = fault
  }
  const theatre: Theatre = { schedule, target, stage, github, oci, plant, before, book, runs: 0, counts: undefined }
  try {
    await stage.play(perform(theatre), start + longest)
  } catch (error) {
    if (!(error instanceof Stuck)) throw error
    book.violate(error.message)
  }
  book.violate(...judgeTraffic(schedule, github.requests.log(), book.struck.length))
  return {
    schedule,
    violations: book.violations(),
    unfinished: false,
    trace: book.lines,
    struck: book.struck,
    runs: theatre.runs,
    counts: theatre.counts ?? { requests: 0, calls: 0 },
  }
}

async function perform(theatre: Theatre): Promise<void> {
  const { schedule, stage, github, before, book } = theatre
  await Promise.all(Array.from({ length: schedule.clients }, (_, client) => live(theatre, client)))
  // What a killed run had sent may still be on its way.
  await stage.sleep(120_000)
  book.violate(...judgeMoment(schedule, before, github.repository(slug)))
  book.calm()
  const wanted = schedule.clients === 2 && schedule.scene.rebuilt ? undefined : endOf(schedule)
  const first = await run(theatre, 0, [])
  const ending = wanted !== undefined && first !== wanted ? await run(theatre, 0, []) : first
  if (wanted !== undefined && ending !== wanted) book.violate(`two undisturbed runs end ${first} and ${ending}, and not ${wanted}`)
  const end = github.repository(slug)
  if (ending === 'released') book.violate(...judgeSuccess(schedule, end), ...judgeOci(schedule, end, tagsOf(theatre.oci), true))
  book.violate(...judgeEnd(schedule, before, github.repository(slug), ending === 'released'))
  if (ending !== 'released') return
  book.quiet()
  if ((await run(theatre, 0, [])) !== 'released') book.violate('a run after one that ended well does not end well')
  book.violate(...judgeEnd(schedule, before, github.repository(slug), true))
}

/** The tags that name the artifact. */
function tagsOf({ registry, digest }: ReturnType<typeof createOci>): ReadonlySet<string> {
  const held = registry.manifests.get('octo/microvm') ?? new Map<string, { readonly bytes: Uint8Array }>()
  return new Set([...held].flatMap(([name, { bytes }]) => (!name.includes(':') && digestOf(bytes) === digest ? [name] : [])))
}

/** One client: a run, and after each kill another. */
async function live(theatre: Theatre, client: number): Promise<void> {
  for (let number = 0; number < 10; number += 1) {
    const incidents = theatre.schedule.incidents.filter((incident) => incident.client === client && incident.run === number)
    const ending = await run(theatre, client, incidents)
    const more = theatre.schedule.incidents.some((incident) => incident.client === client && incident.run > number)
    if (ending !== 'killed' && !(ending === 'refused' && more)) return
  }
}

async function run(theatre: Theatre, client: number, incidents: readonly Incident[]): Promise<Ending> {
  const { schedule, target, github, stage, book } = theatre
  const { scene } = schedule
  const files = filesOf(scene, client)
  const process = createProcess(incidents)
  const token = github.issueToken({ repository: slug, permissions: { contents: 'write' } })
  const number = theatre.runs
  theatre.runs += 1
  const witness = book.open({
    run: number,
    client,
    expected: expectedOf(scene, client),
    github,
    isMisled: () => process.struck.some(({ what }) => what.startsWith('stale')),
  })
  const wire = { who: client, stage, github, registry: theatre.oci.registry, plant: theatre.plant, random: createRandom(schedule.order + number), ...witness }
  const ports = createPorts(process, wire, files, number)
  const given = {
    tag: scene.tag,
    files: 'dist',
    expect: [...files.keys()].join('\n'),
    'checksums-file': checksumsName,
    publish: String(scene.publish),
    concurrency: String(scene.width),
    repository: slug,
    token,
    ...(scene.oci ? { oci: `${ociRepository}@${theatre.oci.digest} ${scene.tag} latest` } : {}),
    'registry-username': 'octocat',
    'registry-token': token,
  }
  const outcome = target.run(given, ports).then(
    () => 'released' as const,
    (error: unknown) => {
      const refused = error instanceof Error && error.name === 'Refusal'
      book.say(`${number}: ${refused ? 'refused' : 'crashed'}: ${error instanceof Error ? (refused ? error.message : error.stack) : String(error)}`)
      if (!refused) book.violate(`a run crashed: ${error instanceof Error ? error.message : String(error)}`)
      return refused ? ('refused' as const) : ('crashed' as const)
    },
  )
  const ending = await Promise.race([outcome, process.death])
  theatre.counts ??= process.counts()
  book.struck.push(...process.struck)
  book.say(`${number}: ${ending}${process.struck.map(({ on, call, what }) => `, ${what} at ${on} ${call}`).join('')}`)
  return ending
}

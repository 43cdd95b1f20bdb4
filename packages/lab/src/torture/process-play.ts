import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fault, parseFaultName } from '../faults/index.ts'
import { type GitHub, type GitHubOptions, type RepositoryState, startGitHub } from '../github/index.ts'
import { judgeEnd, judgeMoment, judgeSuccess, judgeTraffic, watchStores } from './judge.ts'
import type { Verdict } from './play.ts'
import type { Program } from './program.ts'
import { checksumsName, checksumsOf, commit, endOf, filesOf, seedOf, slug } from './scene.ts'
import type { Incident, Schedule } from './schedule.ts'

/** Milliseconds after which a process counts as hanging. */
const longest = 300_000
/** Seconds of GitHub's clock that pass with each request: what waits for GitHub's time to pass does not have to wait for ours. */
const tick = 30

/** Opens the emulator where a program finds it: at a free port, or under GitHub's own names. */
export type OpenGitHub = (options: GitHubOptions) => Promise<GitHub>

type Stand = {
  readonly schedule: Schedule
  readonly program: Program
  readonly folder: string
  readonly github: GitHub
  readonly victims: Map<string, Victim>
  readonly say: (line: string) => void
  readonly violate: (sentences: readonly string[]) => void
  runs: number
  unfinished: boolean
}

/** A running process, and what is to befall it. */
type Victim = { readonly name: string; readonly incidents: readonly Incident[]; readonly kill: () => void; requests: number }

type Ending = 'released' | 'refused' | 'killed' | 'hanging'

/**
 * Plays a schedule with real processes, sockets and SIGKILLs against the emulator. Incidents count requests: a kill strikes when the
 * request has come, before it has its effect, in the middle of an upload, or after it. Then it is run undisturbed, and judged.
 */
export async function playProcesses(schedule: Schedule, program: Program, open: OpenGitHub = startGitHub): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'torture-'))
  const victims = new Map<string, Victim>()
  const struck: Incident[] = []
  const trace: string[] = []
  const violations = new Set<string>()
  const violate = (sentences: readonly string[]): void => {
    for (const sentence of sentences) violations.add(sentence)
  }
  let requests = 0
  const decide = ({ method, path, token = '' }: { method: string; path: string; token?: string }): Fault | undefined => {
    requests += 1
    const victim = victims.get(token)
    trace.push(`${victim?.name ?? '?'}: ${method} ${path.replace(`/repos/${slug}`, '')}`)
    return victim === undefined ? undefined : strike(victim, struck)
  }
  const now = (): Date => new Date(Date.UTC(2026, 0, 1) + requests * tick * 1000)
  const repositories = [seedOf(schedule, program.bodyOf)]
  await using github = await open({ repositories, faults: { decide, unused: () => [] }, now, observe: () => watch() })
  const before = github.repository(slug)
  const stores = watchStores(schedule)
  const watch = (): void => {
    violate(judgeMoment(schedule, before, github.repository(slug)))
    if (program.resumes) violate(stores(github.repository(slug)))
  }
  const stand: Stand = { schedule, program, folder, github, victims, say: (line) => void trace.push(line), violate, runs: 0, unfinished: false }
  try {
    await perform(stand, before)
    // What is sent twice in vain is no wrong state: it counts only for programs that claim to go on where they were.
    if (program.resumes) violate(judgeTraffic(schedule, github.requests.log(), struck.length))
  } finally {
    // Programs may leave others behind that still write.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  return { schedule, violations: [...violations], unfinished: stand.unfinished, trace, struck, runs: stand.runs, counts: { requests, calls: 0 } }
}

/** What meets this request of a process; a kill is carried out at once. */
function strike(victim: Victim, struck: Incident[]): Fault | undefined {
  const incident = victim.incidents.find(({ call }) => call === victim.requests)
  victim.requests += 1
  if (incident === undefined) return undefined
  struck.push(incident)
  if (!incident.what.startsWith('kill')) return parseFaultName(incident.what)
  victim.kill()
  if (incident.what === 'kill-before') return { kind: 'reset', when: 'before' }
  return incident.what === 'kill-during' ? { kind: 'cut' } : { kind: 'reset', when: 'after' }
}

async function perform(stand: Stand, before: RepositoryState): Promise<void> {
  const { schedule, github, violate } = stand
  const endings = await Promise.all(Array.from({ length: schedule.clients }, (_, client) => live(stand, client)))
  if (!stand.program.resumes && endings.includes('released')) {
    // Nobody makes a release again that was made, with a program that makes a new one each time.
    violate([...judgeSuccess(schedule, github.repository(slug)), ...judgeEnd(schedule, before, github.repository(slug), true)])
    return
  }
  const wanted = schedule.clients === 2 && schedule.scene.rebuilt ? undefined : endOf(schedule)
  const first = await run(stand, 0, [])
  const ending = wanted !== undefined && first !== wanted ? await run(stand, 0, []) : first
  const short = wanted !== undefined && ending !== wanted
  if (short && stand.program.resumes) violate([`two undisturbed runs end ${first} and ${ending}, and not ${wanted}`])
  stand.unfinished = short && !stand.program.resumes
  const end = github.repository(slug)
  if (ending === 'released') violate(judgeSuccess(schedule, end))
  violate(judgeEnd(schedule, before, end, ending === 'released'))
}

async function live(stand: Stand, client: number): Promise<Ending> {
  for (let number = 0; ; number += 1) {
    const incidents = stand.schedule.incidents.filter((incident) => incident.client === client && incident.run === number)
    const ending = await run(stand, client, incidents)
    const more = stand.schedule.incidents.some((incident) => incident.client === client && incident.run > number)
    if (number > 8 || (ending !== 'killed' && !(ending === 'refused' && more))) return ending
  }
}

async function run(stand: Stand, client: number, incidents: readonly Incident[]): Promise<Ending> {
  const { schedule, program, github, victims, say, violate } = stand
  const { scene } = schedule
  const attempt = stand.runs
  stand.runs += 1
  const [workspace, scratch] = [join(stand.folder, `${attempt}`, 'workspace'), join(stand.folder, `${attempt}`, 'temp')]
  await mkdir(join(workspace, 'dist'), { recursive: true })
  await mkdir(scratch)
  const files = filesOf(scene, client)
  for (const [name, bytes] of files) await writeFile(join(workspace, 'dist', name), bytes)
  if (!program.hashes) await writeFile(join(workspace, 'dist', checksumsName), checksumsOf(files))
  for (const name of ['output', 'summary']) await writeFile(join(scratch, name), '')
  const token = github.issueToken({ repository: slug, permissions: { contents: 'write' } })
  const { command, args, env, cwd } = await program.commandOf({
    github,
    token,
    tag: scene.tag,
    commit,
    slug,
    workspace,
    scratch,
    names: [...files.keys(), ...(program.hashes ? [] : [checksumsName])],
    publish: scene.publish,
    width: scene.width,
    attempt,
  })
  const child = spawn(command, [...args], { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => void (output += bytes.toString()))
  let killed = false
  const kill = (): void => {
    killed = true
    child.kill('SIGKILL')
  }
  victims.set(token, { name: String(attempt), incidents, kill, requests: 0 })
  let hanging = false
  const watchdog = setTimeout(() => {
    hanging = true
    child.kill('SIGKILL')
  }, longest)
  const code = await new Promise<number | null>((done, fail) => void child.once('error', fail).once('close', done))
  clearTimeout(watchdog)
  if (hanging) violate([`a run was still going after ${longest / 1000} s`])
  const ending = hanging ? 'hanging' : killed ? 'killed' : code === 0 ? 'released' : 'refused'
  say(`${attempt} (client ${client}): ${ending}${ending === 'refused' ? `, code ${code}:\n${output}` : ''}`)
  return ending
}

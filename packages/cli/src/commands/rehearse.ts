import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Defect, refuse, unwrap } from '@slipway/kernel'
import { type EventFacts, type FaultRule, type Lab, type ProjectRun, parseFaults, runProject, startLab } from '@slipway/lab'
import { type RehearsalReport, renderRehearsalJson, renderRehearsalText } from '@slipway/report'
import { renderRehearsalPage } from '@slipway/report/page'
import type { Progress } from '@slipway/workflows'
import { createEnvironment } from '../environment.ts'
import { provideBaseImages } from '../rehearse/base-images.ts'
import { lockCache } from '../rehearse/cache-lock.ts'
import { checkOutProject, exportSuite } from '../rehearse/checkout.ts'
import { collectReport } from '../rehearse/collect.ts'
import { createDisplay, type Display } from '../rehearse/display.ts'
import { type Interruption, listenForInterruption } from '../rehearse/interruption.ts'
import { parseOptions, type RehearseOptions, renderCommand } from '../rehearse/options.ts'
import { cacheFolder, root, suiteSlug } from '../repository.ts'

/** The time of the commit under rehearsal, seconds since 1970: fixed, so that what is built does not change from run to run. */
const commitTime = 1_767_225_600

/** Runs the whole chain of a project on this machine and reports it. Ended by a signal, its code is 128 and the signal's number. */
export async function rehearse(args: readonly string[]): Promise<number> {
  const options = unwrap(parseOptions(args))
  const faults = options.faults.flatMap((text) => unwrap(parseFaults(text)))
  const project = projectFolder(options.project)
  const display = createDisplay(process.stdout, Date.now)
  using interruption = listenForInterruption({ source: process, now: () => performance.now(), say: display.say, leave: (code) => process.exit(code) })
  const scratch = mkdtempSync(join(tmpdir(), 'slipway-'))
  try {
    const report = await perform({ options, faults, project, scratch, display, interruption })
    display.close()
    writeReport(options.report, report)
    process.stdout.write(`\n${renderRehearsalText(report, display.palette)}Report: ${join(options.report, 'report.html')}\n`)
    return report.ok ? 0 : (interruption.code() ?? 1)
  } catch (error) {
    display.close()
    const code = await interruptedBy(interruption, error)
    if (code === undefined) throw error
    process.stderr.write(`Interrupted before a job had run, so there is no report (${(error as Error).message})\n`)
    return code
  } finally {
    display.close()
    removeScratch(scratch)
  }
}

/** The exit code where a signal, and no mistake, is what stopped the preparations. */
async function interruptedBy(interruption: Interruption, error: unknown): Promise<number | undefined> {
  // A terminal's Ctrl-C also ends a child that we wait for, and we may hear of the child first.
  await new Promise(setImmediate)
  return error instanceof Defect ? undefined : interruption.code()
}

function removeScratch(scratch: string): void {
  try {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
  } catch (error) {
    process.stderr.write(`${scratch} could not be removed (${(error as Error).message}); remove it by hand\n`)
  }
}

function projectFolder(name: string): string {
  const known = join(root, 'test/projects', name)
  const folder = existsSync(known) ? known : resolve(name)
  if (existsSync(join(folder, '.github/workflows'))) return folder
  throw refuse({
    code: 'E_CLI_PROJECT',
    message: `${name} is no project with .github/workflows`,
    cure: 'Name a folder of test/projects, or the path of a checkout',
    at: { input: '--project' },
  })
}

type Rehearsal = {
  readonly options: RehearseOptions
  readonly faults: readonly FaultRule[]
  readonly project: string
  readonly scratch: string
  readonly display: Display
  readonly interruption: Interruption
}

async function perform(rehearsal: Rehearsal): Promise<RehearsalReport> {
  const { options, display, interruption } = rehearsal
  const cache = resolve(options.cache ?? cacheFolder)
  const started = performance.now()
  const checkout = checkOutProject(rehearsal.project, join(rehearsal.scratch, 'project'), options.refs, commitTime)
  const suite = exportSuite(root, join(rehearsal.scratch, 'suite'))
  const event = `${options.event} of ${options.refs.join(' and ')}${options.fork ? ', from a fork' : ''}`
  display.say(`Rehearsing ${options.project}: ${event}`)
  using _lock = lockCache(join(cache, 'rehearsal.lock'))
  const slug = `example/${options.project.split('/').at(-1)}`
  await using lab = await openLab(rehearsal, cache, slug, checkout.sha)
  const images = await provideBaseImages(lab, checkout.folder, cache, display, interruption.cancelled)
  const runs = await runProject({
    lab,
    project: { slug, ...checkout },
    suite: { slug: suiteSlug(), folder: suite.folder, sha: suite.sha },
    events: eventsOf(options, slug, checkout.sha),
    workflows: options.workflows,
    until: options.until,
    parallel: Math.max(2, cpus().length),
    signal: interruption.cancelled,
    killed: interruption.killed,
    ...observers(rehearsal),
  })
  const seconds = (performance.now() - started) / 1000
  const notes = [...(suite.dirty ? ['The suite has changes that are not committed; its last commit was rehearsed'] : []), ...images]
  return collectReport({ lab, runs, repository: slug, project: options.project, event, seconds, command: renderCommand(options), notes })
}

function eventsOf({ event, refs, fork, inputs }: RehearseOptions, repository: string, sha: string): readonly EventFacts[] {
  const actor = 'octocat'
  return refs.map((ref) => {
    const facts = { name: event, repository, ref, sha, actor, inputs, time: new Date(commitTime * 1000).toISOString() }
    if (event !== 'pull_request') return facts
    const number = Number(/\d+/.exec(ref)?.[0])
    return { ...facts, pull: { number, head: 'rehearsal', base: 'main', fork: fork ? `${actor}/${repository.split('/')[1]}` : undefined } }
  })
}

function openLab({ options, scratch, faults }: Rehearsal, cache: string, slug: string, sha: string): Promise<Lab> {
  const logs = resolve(options.report, 'logs')
  // What an earlier rehearsal said must not be taken for the word of this one, if this one ends without a word.
  for (const old of [logs, ...reportNames.map((name) => join(options.report, name))]) rmSync(old, { recursive: true, force: true })
  mkdirSync(logs, { recursive: true })
  return startLab({
    ...createEnvironment({ cache }),
    scratch: join(scratch, 'lab'),
    logs,
    repositories: [repositorySeed(slug, options.refs, sha)],
    faults,
    keep: (repository) => repository.endsWith('-builder') || repository.startsWith('library/'),
  })
}

function observers({ display, options }: Rehearsal): Pick<ProjectRun, 'onProgress' | 'onLine'> {
  return {
    onProgress: (progress) => show(display, progress),
    onLine: (leg, step, text) => {
      display.doing(leg.name, step)
      if (options.verbose && text !== undefined) display.say(`  ${leg.name} │ ${text}`)
    },
  }
}

function repositorySeed(slug: string, refs: readonly string[], sha: string): Parameters<typeof startLab>[0]['repositories'][number] {
  const [owner = '', name = ''] = slug.split('/')
  const named = (kind: string): readonly string[] => refs.flatMap((ref) => (ref.startsWith(`refs/${kind}/`) ? [ref.slice(`refs/${kind}/`.length)] : []))
  const all = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((each) => [each, sha]))
  return { owner, name, branches: all(['main', ...named('heads')]), tags: all(named('tags')) }
}

function show(display: Display, progress: Progress): void {
  if (progress.type === 'leg-started') display.started(progress.name)
  if (progress.type === 'leg-finished') display.finished({ path: progress.path, name: progress.name, result: progress.conclusion, seconds: progress.seconds })
  if (progress.type === 'job-skipped' && progress.reason === 'if') display.finished({ path: progress.path, name: progress.name, result: 'skipped', seconds: 0 })
}

const reportNames = ['report.json', 'report.txt', 'report.html'] as const

function writeReport(folder: string, report: RehearsalReport): void {
  mkdirSync(folder, { recursive: true })
  const texts = { 'report.json': renderRehearsalJson(report), 'report.txt': renderRehearsalText(report), 'report.html': renderRehearsalPage(report) }
  for (const name of reportNames) writeFileSync(join(folder, name), texts[name])
}

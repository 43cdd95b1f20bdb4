import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problem, refuse, unwrap } from '@slipway/kernel'
import {
  type ExecuteLeg,
  type Json,
  jobsOf,
  type Leg,
  loadRun,
  matchesEvent,
  type Plan,
  type Progress,
  type RunReport,
  runWorkflow,
  type WorkflowRef,
} from '@slipway/workflows'
import { parse } from 'yaml'
import { createActExecutor } from '../act/index.ts'
import { type EventFacts, renderEvent } from './event.ts'
import type { Lab } from './start-lab.ts'

export type Repository = {
  /** `owner/name`. */
  readonly slug: string
  /** A clone, or an export. */
  readonly folder: string
  readonly sha: string
}

export type ProjectRun = {
  readonly lab: Lab
  readonly project: Repository
  /** Where `OWNER/slipway/…@any` and `$/…` come from. It may be the project itself. */
  readonly suite: Repository
  readonly event: EventFacts
  /** Paths such as `.github/workflows/ci.yml`; empty for all that the event starts. */
  readonly workflows: readonly string[]
  /** The path of the job after which nothing more is needed. */
  readonly until?: string | undefined
  /** How many legs may run side by side. */
  readonly parallel: number
  /** Cancels as GitHub does: `always()` steps and jobs still run. */
  readonly signal: AbortSignal
  /** Kills what runs, and lets nothing more start. */
  readonly killed?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  readonly onLine?: (leg: Leg, step: string, text: string | undefined) => void
}

/** One workflow of a rehearsal, as it was loaded and as it went. */
export type FinishedRun = { readonly entry: string; readonly plan: Plan; readonly report: RunReport }

/**
 * Runs the workflows of a project that an event starts, one after the other, each leg through act with tokens of its own.
 * Throws a Refusal before anything runs where a workflow is wrong, or where the event starts none.
 */
export async function runProject(options: ProjectRun): Promise<readonly FinishedRun[]> {
  const entries = await entriesOf(options)
  const plans = await Promise.all(entries.map((entry) => load(options, entry)))
  const wanted = plans.filter(
    ({ plan }) => options.until === undefined || entries.length === 1 || [...jobsOf(plan.workflow)].some(({ path }) => path === options.until),
  )
  if (wanted.length === 0)
    throw refuse({ code: 'E_LAB_UNTIL', message: `no workflow that was asked for has the job ${options.until}`, cure: `Look at ${entries.join(', ')}` })
  const repositories = mappedRepositories(
    options,
    plans.map(({ plan }) => plan),
  )
  const finished: FinishedRun[] = []
  for (const { entry, plan } of wanted) {
    const runId = options.lab.newRunId()
    finished.push({ entry, plan, report: await run(options, plan, runId, createExecutor(options, repositories, runId)) })
  }
  return finished
}

async function entriesOf(options: ProjectRun): Promise<readonly string[]> {
  const folder = '.github/workflows'
  if (options.workflows.length > 0) return options.workflows.map((name) => (name.includes('/') ? name : `${folder}/${name}`))
  const names = readdirSync(join(options.project.folder, folder))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
  const found: string[] = []
  const reasons: string[] = []
  for (const name of names) {
    // Only `on:` is read here; whether the rest is right is the loader's to say.
    const value = parse(await readFile(join(options.project.folder, folder, name), 'utf8')) as Json
    const match = matchesEvent({ value }, { name: options.event.name, ref: options.event.ref })
    if (match.matches) found.push(`${folder}/${name}`)
    else reasons.push(`${name}: ${match.reason}`)
  }
  if (found.length > 0) return found
  throw refuse({
    code: 'E_LAB_NO_WORKFLOW',
    message: `a ${options.event.name} of ${options.event.ref} starts no workflow (${reasons.join('; ')})`,
    cure: 'Name one with --workflow, or another --event and --ref',
  })
}

async function load(options: ProjectRun, entry: string): Promise<{ entry: string; plan: Plan }> {
  const { project, suite } = options
  const read = (ref: WorkflowRef): Promise<string | undefined> => {
    const base = ref.own ? project.folder : ref.repository === suite.slug ? suite.folder : undefined
    return base === undefined ? Promise.resolve(undefined) : readFile(join(base, ref.path), 'utf8').catch(() => undefined)
  }
  return { entry, plan: unwrap(await loadRun({ entry, read, slug: project.slug })) }
}

function createExecutor(options: ProjectRun, repositories: Readonly<Record<string, string>>, runId: string): ExecuteLeg {
  const { lab, project, event } = options
  return createActExecutor({
    act: lab.act,
    node: lab.node,
    path: lab.path,
    project: project.folder,
    repositories,
    environment: lab.environment,
    repository: project.slug,
    runId,
    attempt: '1',
    actor: event.actor,
    ref: event.ref,
    sha: project.sha,
    scratch: lab.scratch,
    logs: lab.logs,
    credentials: (leg) => lab.credentials(leg, project.slug, event.ref, runId),
    supervisor: lab.supervisor,
    ...(options.onLine === undefined ? {} : { onLine: options.onLine }),
    ...(options.killed === undefined ? {} : { killed: options.killed }),
  })
}

/** Every spelling of the suite's repository that any workflow uses: a rehearsal has one commit of it, whatever ref is asked for. */
function mappedRepositories({ project, suite }: ProjectRun, plans: readonly Plan[]): Readonly<Record<string, string>> {
  const refs = new Set<string>()
  for (const plan of plans) {
    for (const { workflow } of [...jobsOf(plan.workflow), { workflow: plan.workflow }]) {
      if (workflow.ref.repository === suite.slug) refs.add(workflow.ref.ref)
    }
  }
  const folder = join(project.folder, '.github/workflows')
  const pattern = new RegExp(`${suite.slug}/[^\\s@]+@([^\\s'"#]+)`, 'g')
  for (const name of readdirSync(folder)) for (const match of readFileSync(join(folder, name), 'utf8').matchAll(pattern)) refs.add(match[1] ?? '')
  return Object.fromEntries([...refs].map((ref) => [`${suite.slug}@${ref}`, suite.folder]))
}

function run(options: ProjectRun, plan: Plan, runId: string, exec: ExecuteLeg): Promise<RunReport> {
  const { event, lab, project } = options
  return runWorkflow(plan, {
    exec,
    event: {
      name: event.name,
      payload: renderEvent(event),
      ref: event.ref,
      sha: project.sha,
      actor: event.actor,
      runId,
      github: { server_url: 'https://github.com', api_url: lab.github.url },
    },
    parallel: options.parallel,
    clock: {
      now: () => performance.now(),
      after: (milliseconds, action) => {
        const timer = setTimeout(action, milliseconds)
        return () => clearTimeout(timer)
      },
    },
    signal: options.signal,
    ...(options.onProgress === undefined ? {} : { onEvent: options.onProgress }),
    ...(options.until === undefined ? {} : { until: options.until }),
  })
}

/** Every problem of a run that is not a leg's own failure: a matrix that could not be read, an output that was lost. */
export function problemsOf(runs: readonly FinishedRun[]): readonly Problem[] {
  const below = (jobs: RunReport['jobs']): readonly Problem[] =>
    jobs.flatMap((job) => [...job.problems, ...job.legs.flatMap((leg) => leg.problems), ...below(job.jobs)])
  return runs.flatMap(({ report }) => below(report.jobs))
}

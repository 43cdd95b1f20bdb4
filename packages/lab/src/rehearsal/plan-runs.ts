import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { refuse, unwrap } from '@slipway/kernel'
import { type Json, jobsOf, loadRun, matchesEvent, type Plan, type WorkflowRef } from '@slipway/workflows'
import { parse } from 'yaml'
import { actionOf, type EventFacts } from './event.ts'
import type { RunLabel } from './run-label.ts'

export type Repository = {
  /** `owner/name`. */
  readonly slug: string
  /** A clone, or an export. */
  readonly folder: string
  readonly sha: string
}

export type RunWish = {
  readonly project: Repository
  /** Where `OWNER/slipway/…@any` and `$/…` come from. It may be the project itself. */
  readonly suite: Repository
  /** What happens at once: a push of a branch and of a tag is two events. At least one. */
  readonly events: readonly EventFacts[]
  /** Paths such as `.github/workflows/ci.yml`; empty for all that the events start. */
  readonly workflows: readonly string[]
  /** The path of the job after which nothing more is needed. */
  readonly until?: string | undefined
}

/** One workflow that an event starts. */
export type PlannedRun = { readonly entry: string; readonly event: EventFacts; readonly plan: Plan; readonly label: RunLabel }

const folder = '.github/workflows'

/**
 * Loads every workflow that the events start. Throws a Refusal where a workflow is wrong, where the events start none, and where none of
 * those that they start has the job `until`.
 */
export async function planRuns(wish: RunWish): Promise<readonly PlannedRun[]> {
  const started = await findStarted(wish)
  const loaded = await Promise.all(started.map(async ({ entry, event }) => ({ entry, event, plan: await load(wish, entry) })))
  const has = (plan: Plan): boolean => [...jobsOf(plan.workflow)].some(({ path }) => path === wish.until)
  const wanted = loaded.filter(({ plan }) => wish.until === undefined || loaded.length === 1 || has(plan))
  if (wanted.length > 0) return wanted.map((run) => ({ ...run, label: labelOf(run, wanted) }))
  const message = `no workflow that was asked for has the job ${wish.until}`
  throw refuse({ code: 'E_LAB_UNTIL', message, cure: `Look at ${started.map(({ entry }) => entry).join(', ')}` })
}

type Started = { readonly entry: string; readonly event: EventFacts }

async function findStarted({ project, events, workflows }: RunWish): Promise<readonly Started[]> {
  const named = workflows.map((name) => (name.includes('/') ? name : `${folder}/${name}`))
  const names = readdirSync(join(project.folder, folder)).filter((name) => /\.ya?ml$/.test(name))
  const found: Started[] = []
  const reasons: string[] = []
  for (const entry of named.length > 0 ? named : names.sort().map((name) => `${folder}/${name}`)) {
    const matched = await matchEvents(project, entry, events)
    // Who names a workflow wants to see it, whatever its filters say.
    const forced = named.length > 0 && matched.events.length === 0 ? events.slice(0, 1) : matched.events
    found.push(...forced.map((event) => ({ entry, event })))
    reasons.push(...matched.reasons)
  }
  if (found.length > 0) return found
  const what = events.map(({ name, ref }) => `a ${name} of ${ref}`).join(' and ')
  throw refuse({
    code: 'E_LAB_NO_WORKFLOW',
    message: `${what} ${events.length === 1 ? 'starts' : 'start'} no workflow (${reasons.join('; ')})`,
    cure: 'Name one with --workflow, or another --event and --ref',
  })
}

/** Which of the events start a workflow. Only `on:` is read here; whether the rest is right is the loader's to say, a missing file too. */
async function matchEvents(project: Repository, entry: string, events: readonly EventFacts[]) {
  const value = parse(await readFile(join(project.folder, entry), 'utf8').catch(() => '')) as Json
  const matches = events.map((event) => {
    const { name, ref, changed, pull } = event
    return { event, match: matchesEvent({ value }, { name, ref, changed, action: actionOf(event), base: pull?.base }) }
  })
  return {
    events: matches.flatMap(({ event, match }) => (match.matches ? [event] : [])),
    reasons: matches.flatMap(({ match }) => (match.matches ? [] : [`${basename(entry)}: ${match.reason}`])),
  }
}

async function load({ project, suite }: RunWish, entry: string): Promise<Plan> {
  const read = (ref: WorkflowRef): Promise<string | undefined> => {
    const base = ref.own ? project.folder : ref.repository === suite.slug ? suite.folder : undefined
    return base === undefined ? Promise.resolve(undefined) : readFile(join(base, ref.path), 'utf8').catch(() => undefined)
  }
  return unwrap(await loadRun({ entry, read, slug: project.slug }))
}

/** The file and the name of the workflow; with the ref, where one workflow runs for more than one event. */
function labelOf({ entry, event, plan }: Omit<PlannedRun, 'label'>, all: readonly Started[]): RunLabel {
  if (all.length === 1) return { path: '', name: '' }
  const file = basename(entry).replace(/\.ya?ml$/, '')
  const ref = event.ref.replace(/^refs\/(?:heads|tags|pull)\//, '')
  const again = all.filter((other) => other.entry === entry).length > 1
  return again ? { path: `${file}@${ref}`, name: `${plan.workflow.name} (${ref})` } : { path: file, name: plan.workflow.name }
}

/** Every spelling of the suite's repository that any workflow uses: a rehearsal has one commit of it, whatever ref is asked for. */
export function mapRepositories({ project, suite }: RunWish, plans: readonly Plan[]): Readonly<Record<string, string>> {
  const refs = new Set<string>()
  for (const plan of plans) {
    for (const { workflow } of [...jobsOf(plan.workflow), { workflow: plan.workflow }]) {
      if (workflow.ref.repository === suite.slug) refs.add(workflow.ref.ref)
    }
  }
  const pattern = new RegExp(`${suite.slug}/[^\\s@]+@([^\\s'"#]+)`, 'g')
  const files = readdirSync(join(project.folder, folder))
  for (const name of files) for (const match of readFileSync(join(project.folder, folder, name), 'utf8').matchAll(pattern)) refs.add(match[1] ?? '')
  return Object.fromEntries([...refs].map((ref) => [`${suite.slug}@${ref}`, suite.folder]))
}

import { createHash } from 'node:crypto'
import { renderProblem } from '@slipway/kernel'
import { type FinishedRun, type Lab, labelPath, problemsOf } from '@slipway/lab'
import type { RehearsalFailure, RehearsalJob, RehearsalRelease, RehearsalReport } from '@slipway/report'
import { type JobReport, jobsOf, type LegReport, legsOf } from '@slipway/workflows'

export type CollectFacts = {
  readonly lab: Lab
  readonly runs: readonly FinishedRun[]
  readonly repository: string
  readonly project: string
  readonly event: string
  readonly seconds: number
  readonly command: string
  readonly notes: readonly string[]
}

/** Puts the report together from what the jobs said and from what the servers hold in the end. */
export async function collectReport(facts: CollectFacts): Promise<RehearsalReport> {
  const { lab, runs } = facts
  const jobs = runs.flatMap(({ report }) => rowsOf(report.jobs))
  const release = releaseOf(facts)
  const broken = [...expectations(facts, jobs, release), ...problemsOf(runs).map(renderProblem)]
  const failure = failureOf(runs) ?? expectationFailure(broken)
  return {
    ok: failure === undefined && runs.every(({ report }) => report.result === 'success'),
    seconds: facts.seconds,
    project: facts.project,
    event: facts.event,
    jobs,
    edges: runs.flatMap((run) => edgesOf(run, jobs)),
    release,
    registry: (await lab.registry.tags()).map(({ repository, tag, digest }) => ({ repository, tag, digest })),
    requests: { github: lab.github.requests.counts(), registry: lab.registry.requests(), results: lab.results.requests() },
    summaries: runs
      .flatMap(({ report }) => legsOf(report.jobs))
      .flatMap(({ name, outcome }) => (outcome?.summaries ?? []).map((markdown) => ({ job: name, markdown }))),
    notes: [...facts.notes, ...noticesOf(runs)],
    failure,
    command: facts.command,
  }
}

/** A row a leg; a row for a job that never had one. Jobs that nothing asked for (`--until`) are left out. */
function rowsOf(jobs: readonly JobReport[]): readonly RehearsalJob[] {
  return jobs.flatMap((job): readonly RehearsalJob[] => {
    if (job.reason === 'until') return []
    const below = [...job.legs.map(({ path, name, conclusion, seconds }) => ({ path, name, result: conclusion, seconds })), ...rowsOf(job.jobs)]
    return below.length > 0 ? below : [{ path: job.path, name: job.name, result: job.conclusion, seconds: job.seconds }]
  })
}

function releaseOf({ lab, repository }: CollectFacts): RehearsalRelease | undefined {
  const release = lab.github.repository(repository).releases.at(-1)
  if (release === undefined) return undefined
  return { tag: release.tag, draft: release.draft, assets: release.assets.map(({ name, size, digest }) => ({ name, size, digest: digest ?? '' })) }
}

/** What must hold at the end whatever the jobs say: something ran, planted faults were met, and the release is what its checksums say. */
function expectations({ lab, repository }: CollectFacts, jobs: readonly RehearsalJob[], release: RehearsalRelease | undefined): readonly string[] {
  const unused = lab.faults.unused().map(({ text }) => `the fault ${text} met no request, so nothing was proved by it. Correct its method or path`)
  const idle = jobs.some(({ result }) => result !== 'skipped') ? [] : ['no job ran']
  if (release === undefined) return [...unused, ...idle]
  const assets = lab.github.repository(repository).releases.at(-1)?.assets ?? []
  const sums = assets.find(({ name }) => name === 'checksums.txt')
  const listed = new Map(
    Buffer.from(sums?.bytes ?? [])
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  )
  const wrong = assets.filter(({ name, bytes }) => name !== 'checksums.txt' && listed.get(name) !== createHash('sha256').update(bytes).digest('hex'))
  return [...unused, ...idle, ...wrong.map(({ name }) => `the release holds ${name} with bytes that checksums.txt does not list`)]
}

function failureOf(runs: readonly FinishedRun[]): RehearsalFailure | undefined {
  const failed = runs.flatMap(({ report }) => legsOf(report.jobs)).find(({ conclusion }) => conclusion === 'failure' || conclusion === 'cancelled')
  if (failed === undefined) return undefined
  const { name, outcome, problems } = failed
  const sentence = problems.map(renderProblem).join('\n')
  const said = outcome?.annotations
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message)
    .join('\n')
  return {
    job: name,
    step: outcome?.failure?.step ?? failed.conclusion,
    message: said === undefined || said === '' ? (outcome?.failure?.message ?? (sentence === '' ? `it was ${failed.conclusion}` : sentence)) : said,
    log: outcome?.failure?.log ?? [],
  }
}

function expectationFailure(broken: readonly string[]): RehearsalFailure | undefined {
  return broken.length === 0 ? undefined : { job: 'rehearsal', step: 'expectations', message: broken.join('\n'), log: [] }
}

function noticesOf(runs: readonly FinishedRun[]): readonly string[] {
  const legs: readonly LegReport[] = runs.flatMap(({ report }) => legsOf(report.jobs))
  return legs.flatMap(({ name, outcome }) => (outcome?.annotations ?? []).filter(({ level }) => level !== 'error').map(({ message }) => `${name}: ${message}`))
}

/** Arrows between rows: what a job waits for, down to the first and last jobs of called workflows. */
function edgesOf({ plan, label }: FinishedRun, rows: readonly RehearsalJob[]): readonly { readonly from: string; readonly to: string }[] {
  const all = [...jobsOf(plan.workflow)].map(({ path, job }) => ({ path: labelPath(label, path), job }))
  const edges = all.flatMap(({ path, job }) => job.needs.map((need) => ({ from: siblingOf(path, need), to: path })))
  const leaves = (path: string, end: 'first' | 'last'): readonly string[] => {
    const inside = all.filter((other) => other.path.startsWith(`${path}/`) && !other.path.slice(path.length + 1).includes('/'))
    if (inside.length === 0) return rows.filter((row) => plainPath(row.path) === path).map((row) => row.path)
    const needed = new Set(inside.flatMap(({ path: own, job }) => job.needs.map((need) => siblingOf(own, need))))
    const outer = inside.filter((other) => (end === 'first' ? other.job.needs.length === 0 : !needed.has(other.path)))
    return outer.flatMap((other) => leaves(other.path, end))
  }
  return edges.flatMap(({ from, to }) => leaves(from, 'last').flatMap((start) => leaves(to, 'first').map((stop) => ({ from: start, to: stop }))))
}

function siblingOf(path: string, id: string): string {
  return [...path.split('/').slice(0, -1), id].join('/')
}

/** The path of the job whose leg this is: matrix values stand in brackets. */
function plainPath(path: string): string {
  return path.replace(/\[[^\]]*\]/g, '')
}

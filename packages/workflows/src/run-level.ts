/** The jobs of one workflow, each started when its needs have ended. */
import type { Level } from './level.ts'
import { ancestorsOf } from './level.ts'
import type { Job } from './model.ts'
import { runJob } from './run-job.ts'
import type { JobReport } from './run-report.ts'

/** Runs the jobs of a level and resolves when the last has ended. Their reports are in the order of the file. */
export async function runLevel(level: Level): Promise<readonly JobReport[]> {
  const wanted = wantedJobs(level)
  const running = new Map<string, Promise<JobReport>>()
  const start = (job: Job): Promise<JobReport> => {
    const known = running.get(job.id)
    if (known !== undefined) return known
    const promise = startJob(level, job, wanted, start)
    running.set(job.id, promise)
    return promise
  }
  return Promise.all(level.workflow.jobs.map(start))
}

function wantedJobs(level: Level): ReadonlySet<string> | undefined {
  const goal = level.workflow.jobs.find((job) => job.id === level.until?.[0])
  return goal === undefined ? undefined : ancestorsOf(level.workflow, goal).add(goal.id)
}

async function startJob(level: Level, job: Job, wanted: ReadonlySet<string> | undefined, start: (job: Job) => Promise<JobReport>): Promise<JobReport> {
  const needs = level.workflow.jobs.filter((candidate) => job.needs.includes(candidate.id))
  await Promise.all(needs.map(start))
  const report = wanted === undefined || wanted.has(job.id) ? await runJob(level, job) : leaveOut(level, job)
  level.results.set(job.id, report)
  return report
}

function leaveOut(level: Level, job: Job): JobReport {
  const path = [...level.ids, job.id].join('/')
  const name = [...level.names, job.id].join(' / ')
  level.run.emit({ type: 'job-skipped', path, name, reason: 'until' })
  return { path, id: job.id, name, result: 'skipped', conclusion: 'skipped', reason: 'until', seconds: 0, outputs: {}, problems: [], legs: [], jobs: [] }
}

/** A run as it is loaded: the workflow, and below every calling job the workflow that it calls. */
import type { Place } from '@slipway/kernel'
import type { Interface } from './interface.ts'
import type { Permissions } from './leg.ts'
import type { WorkflowRef } from './references.ts'
import type { JsonObject } from './values.ts'
import type { YamlFile } from './yaml-file.ts'

export type Job = {
  readonly id: string
  /** The job as the YAML has it. */
  readonly value: JsonObject
  /** Ids of this workflow's jobs, in their own spelling. */
  readonly needs: readonly string[]
  /** The expression of `if:`, with `success() &&` where GitHub adds it. */
  readonly condition: string
  /** What the token may do, after every caller's limit and the default. */
  readonly permissions: Permissions
  readonly at: Place
  /** The place of one of the job's keys; the job's own where it has no such key. */
  readonly placeOf: (key: string) => Place
  /** The called workflow, when the job has `uses:`. */
  readonly call?: Workflow
}

export type Workflow = {
  readonly ref: WorkflowRef
  readonly file: YamlFile
  /** `name:`, or the path of the file. */
  readonly name: string
  readonly value: JsonObject
  readonly call: Interface | undefined
  readonly dispatch: Interface | undefined
  /** In the order of the file. */
  readonly jobs: readonly Job[]
}

/** A loaded and checked run. */
export type Plan = {
  readonly workflow: Workflow
  /** `OWNER/name` of the project. */
  readonly slug: string
}

/** Every job of a plan with its path, callers first. */
export function* jobsOf(
  workflow: Workflow,
  prefix: readonly string[] = [],
): Generator<{ readonly path: string; readonly job: Job; readonly workflow: Workflow }> {
  for (const job of workflow.jobs) {
    const path = [...prefix, job.id]
    yield { path: path.join('/'), job, workflow }
    if (job.call !== undefined) yield* jobsOf(job.call, path)
  }
}

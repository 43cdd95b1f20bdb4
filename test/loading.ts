import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Problem, type Result, renderProblem, unwrap } from '@slipway/kernel'
import {
  type Access,
  type Job,
  type JsonObject,
  jobsOf,
  loadRun,
  type Permissions,
  type Plan,
  readInterface,
  readPermissions,
  readYaml,
} from '@slipway/workflows'
import { root } from './rooms.ts'
import { slug, type Texts } from './workflows.ts'

/** A repository whose workflows are in memory. */
export type Project = { readonly slug: string; readonly files: Texts }

/** Loads a run as GitHub would: the project's own files, and those of the suite that they call. */
export function load(project: Project, entry: string): Promise<Result<Plan, readonly Problem[]>> {
  return loadRun({
    entry,
    slug: project.slug,
    read: (ref) => {
      if (ref.own) return project.files[ref.path]
      return ref.repository === slug ? readIfThere(join(root, ref.path)) : undefined
    },
  })
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The problems of a result, as people read them. */
export function sentences(result: Result<unknown, readonly Problem[]>): readonly string[] {
  return result.ok ? [] : result.error.map(renderProblem)
}

/** A workflow that calls one of the suite as an outsider does: with what it requires, granting what its jobs ask for. */
export function renderCaller(file: string, text: string, uses = `${slug}/${file}@v1`): string {
  const value = unwrap(readYaml(file, text)).value as JsonObject
  const samples = { string: 'x', number: 1, boolean: true, choice: 'x', environment: 'x' }
  const required = readInterface(value.on, 'workflow_call')?.inputs.filter((input) => input.required) ?? []
  const given = Object.fromEntries(required.map((input) => [input.name, samples[input.type]]))
  return JSON.stringify({ on: 'push', permissions: {}, jobs: { call: { permissions: grantsOf(value), uses, with: given } } })
}

const order: readonly Access[] = ['none', 'read', 'write']

/** For each scope the highest access of all. */
export function highest(permissions: readonly Permissions[]): Permissions {
  const all: Record<string, Access> = {}
  for (const [scope, access] of permissions.flatMap((each) => Object.entries(each))) {
    if (order.indexOf(access) > order.indexOf(all[scope] ?? 'none')) all[scope] = access
  }
  return all
}

/** What a caller of a workflow has to grant: the most that one of its jobs asks for, scope by scope. */
function grantsOf(workflow: JsonObject): Permissions {
  const jobs = Object.values((workflow.jobs ?? {}) as JsonObject) as readonly JsonObject[]
  return highest(jobs.map((job) => readPermissions(job.permissions) ?? {}))
}

export type Call = { readonly path: string; readonly granted: Permissions; readonly needed: Permissions }

/** Every job of a run that calls a workflow: what it grants, and what the called workflow needs. */
export function callsOf(plan: Plan): readonly Call[] {
  const calls = [...jobsOf(plan.workflow)].filter((entry): entry is typeof entry & { job: Job & Required<Pick<Job, 'call'>> } => entry.job.call !== undefined)
  return calls.map(({ path, job }) => ({ path, granted: job.permissions, needed: grantsOf(job.call.value) }))
}

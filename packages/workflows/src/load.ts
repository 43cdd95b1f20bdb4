/** Loading a run: the entry workflow, and every workflow that it calls, checked as GitHub checks them before anything starts. */
import type { Place, Problem, Result } from '@slipway/kernel'
import { ok } from '@slipway/kernel'
import { planCallProblems, planDefaultProblems, planPermissionProblems } from './check-call.ts'
import { planFilterProblems } from './filters.ts'
import { readInterface } from './interface.ts'
import type { Permissions } from './leg.ts'
import { planStaticMatrix } from './matrix.ts'
import type { Job, Plan, Workflow } from './model.ts'
import { parseWorkflowFile } from './parse.ts'
import { permissionDefaults, readPermissions } from './permissions.ts'
import { renderRef, resolveWorkflow, type WorkflowRef } from './references.ts'
import { planRefusals } from './refusals.ts'
import { conditionOf } from './templates.ts'
import { isList, type JsonObject, objectAt, textAt } from './values.ts'
import type { YamlFile } from './yaml-file.ts'

/** The text of a workflow file; undefined when there is no such file. */
export type ReadWorkflow = (ref: WorkflowRef) => string | undefined | Promise<string | undefined>

export type LoadOptions = {
  /** Path of the workflow in the project, such as `.github/workflows/ci.yml`. */
  readonly entry: string
  readonly read: ReadWorkflow
  /** `OWNER/name` of the project. */
  readonly slug: string
  /** The ref by which the project's own actions (`$/…`) are named to act. Default: `HEAD`. */
  readonly ref?: string
  /** The token's permissions where no `permissions:` says anything. Default: restricted. */
  readonly defaultPermissions?: Permissions
}

/** GitHub's limits (docs "Reusing workflow configurations", Limitations of reusable workflows). */
const maxLevels = 10
const maxCalled = 50

type Loading = {
  readonly options: LoadOptions
  readonly fallback: Permissions
  readonly problems: Map<string, Problem>
  readonly files: Map<string, Promise<YamlFile | undefined>>
}

/** How a workflow is reached: the files above it, and what the calling job allows; undefined where nobody said anything. */
type Chain = { readonly refs: readonly string[]; readonly granted: Permissions | undefined; readonly caller?: { readonly at: Place } }

/**
 * Loads a run. Reports every problem of every file at once, with file, line and column, before anything has run.
 * Errors: E_WORKFLOWS_YAML, _SYNTAX, _MISSING, _REFERENCE, _ACTION, _DEPTH, _LOOP, _LIMIT, _TRIGGER, _INPUT, _SECRET, _PERMISSIONS, _MATRIX, _FILTER, _REFUSED.
 */
export async function loadRun(options: LoadOptions): Promise<Result<Plan, readonly Problem[]>> {
  const fallback = options.defaultPermissions ?? permissionDefaults.restricted
  const loading: Loading = { options, fallback, problems: new Map(), files: new Map() }
  const entry: WorkflowRef = { repository: options.slug, path: options.entry, ref: options.ref ?? 'HEAD', own: true }
  const workflow = await loadWorkflow(loading, entry, { refs: [], granted: undefined })
  if (loading.files.size > maxCalled + 1) report(loading, limitProblem(loading.files.size - 1, options.entry))
  if (loading.problems.size > 0 || workflow === undefined) return { ok: false, error: [...loading.problems.values()] }
  return ok({ workflow, slug: options.slug })
}

function limitProblem(count: number, file: string): Problem {
  return { code: 'E_WORKFLOWS_LIMIT', message: `${count} workflows are called, and GitHub allows ${maxCalled}`, cure: 'Call fewer workflows', at: { file } }
}

function report(loading: Loading, ...problems: readonly Problem[]): void {
  for (const problem of problems) loading.problems.set(JSON.stringify([problem.at, problem.message]), problem)
}

async function loadWorkflow(loading: Loading, ref: WorkflowRef, chain: Chain): Promise<Workflow | undefined> {
  const file = await loadFile(loading, ref, chain.caller?.at)
  if (file === undefined) return undefined
  const value = file.value as JsonObject
  const own = readPermissions(value.permissions)
  const below: Chain = { refs: [...chain.refs, renderRef(ref)], granted: own ?? chain.granted }
  const jobs: Job[] = []
  for (const [id, job] of Object.entries(objectAt(value, 'jobs'))) jobs.push(await loadJob(loading, { ref, file, id, value: job as JsonObject, chain: below }))
  const on = value.on
  return {
    ref,
    file,
    name: textAt(value, 'name') ?? ref.path,
    value,
    call: readInterface(on, 'workflow_call'),
    dispatch: readInterface(on, 'workflow_dispatch'),
    jobs,
  }
}

/** Reads and judges a file once, however often it is called. */
function loadFile(loading: Loading, ref: WorkflowRef, caller: Place | undefined): Promise<YamlFile | undefined> {
  const name = renderRef(ref)
  const known = loading.files.get(name)
  if (known !== undefined) return known
  const file = readFile(loading, ref, name, caller)
  loading.files.set(name, file)
  return file
}

async function readFile(loading: Loading, ref: WorkflowRef, name: string, caller: Place | undefined): Promise<YamlFile | undefined> {
  const text = await loading.options.read(ref)
  if (text === undefined) {
    const cure = 'Correct the path, or add the file'
    report(loading, { code: 'E_WORKFLOWS_MISSING', message: `There is no workflow ${name}`, cure, at: caller ?? { file: name } })
    return undefined
  }
  const parsed = await parseWorkflowFile(name, text)
  if (!parsed.ok) {
    report(loading, ...parsed.error)
    return undefined
  }
  const call = readInterface((parsed.value.value as JsonObject).on, 'workflow_call')
  report(loading, ...planRefusals(parsed.value), ...planFilterProblems(parsed.value), ...planStaticMatrix(parsed.value))
  if (call !== undefined) report(loading, ...planDefaultProblems(parsed.value, call))
  return parsed.value
}

type JobSource = { readonly ref: WorkflowRef; readonly file: YamlFile; readonly id: string; readonly value: JsonObject; readonly chain: Chain }

async function loadJob(loading: Loading, source: JobSource): Promise<Job> {
  const { file, id, value, chain } = source
  const ids = Object.keys(objectAt(file.value, 'jobs'))
  const listed = value.needs === undefined ? [] : isList(value.needs) ? value.needs : [value.needs]
  const needs = listed.map((need) => ids.find((candidate) => candidate.toLowerCase() === String(need).toLowerCase()) ?? String(need))
  const granted = readPermissions(value.permissions) ?? chain.granted
  const place = { at: file.at(['jobs', id]), placeOf: (key: string) => file.at(['jobs', id, key]) }
  const job: Job = { id, value, needs, condition: conditionOf(value.if), permissions: granted ?? loading.fallback, ...place }
  const uses = textAt(value, 'uses')
  if (uses === undefined) return job
  const call = await loadCall(loading, source, uses, granted)
  return call === undefined ? job : { ...job, call }
}

async function loadCall(loading: Loading, source: JobSource, uses: string, granted: Permissions | undefined): Promise<Workflow | undefined> {
  const { file, id, value, chain } = source
  const at = file.at(['jobs', id, 'uses'])
  const target = resolveWorkflow(uses, source.ref)
  if (!target.ok) {
    report(loading, { ...target.error, at })
    return undefined
  }
  const name = renderRef(target.value)
  const refused = chainProblem(chain, name)
  if (refused !== undefined) {
    report(loading, { ...refused, at })
    return undefined
  }
  const called = await loadWorkflow(loading, target.value, { refs: chain.refs, granted, caller: { at } })
  if (called === undefined) return undefined
  report(loading, ...planPermissionProblems(called.value, name, granted ?? loading.fallback, at))
  if (called.call === undefined) report(loading, triggerProblem(name, at))
  else report(loading, ...planCallProblems({ file, id, value, callee: name }, called.call))
  return called
}

function chainProblem(chain: Chain, name: string): Problem | undefined {
  if (chain.refs.includes(name)) {
    return { code: 'E_WORKFLOWS_LOOP', message: `${[...chain.refs, name].join(' calls ')}: a loop`, cure: 'Remove one of the calls' }
  }
  if (chain.refs.length < maxLevels) return undefined
  return {
    code: 'E_WORKFLOWS_DEPTH',
    message: `${name} would be level ${chain.refs.length + 1}, and GitHub connects at most ${maxLevels} levels`,
    cure: 'Call it from a higher level',
  }
}

function triggerProblem(name: string, at: Place): Problem {
  return { code: 'E_WORKFLOWS_TRIGGER', message: `workflow_call key is not defined in ${name}`, cure: 'Add workflow_call to its on:', at }
}

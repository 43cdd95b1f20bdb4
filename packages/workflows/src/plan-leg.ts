/** What one leg of a job is: its names, its labels, its limits, and for a job with steps the document that act gets. */
import type { Problem, Result } from '@slipway/kernel'
import { err, ok } from '@slipway/kernel'
import type { Scope } from './expressions.ts'
import type { Foldable } from './fold.ts'
import type { Json, Leg } from './leg.ts'
import { renderLegDocument } from './leg-document.ts'
import { type Level, legScope } from './level.ts'
import type { Configuration } from './matrix.ts'
import type { Job } from './model.ts'
import { limitForFork } from './permissions.ts'
import { renderRef } from './references.ts'
import { evaluateValue } from './templates.ts'
import { isList, isObject, type JsonObject, objectAt, textAt } from './values.ts'

export type Concurrency = { readonly group: string; readonly cancelInProgress: boolean; readonly queue: 'single' | 'max' }

/** A leg before it is known whether it has steps or calls a workflow. */
export type LegFrame = {
  /** The path's last part: the job's id and, in brackets, the matrix values. */
  readonly part: string
  readonly name: string
  readonly scope: Scope
  readonly concurrency: Concurrency | undefined
  readonly continueOnError: boolean
}

/** docs "Workflow syntax", jobs.<job_id>.timeout-minutes. */
const defaultTimeout = 360
const maxNameLength = 100

/** A sentence about the job at hand. */
export function jobProblem(job: Job, key: string, message: string, cure: string): Problem {
  return { code: 'E_WORKFLOWS_RUN', message: `Job "${job.id}": ${message}`, cure, at: key === '' ? job.at : job.placeOf(key) }
}

/** Evaluates a key of a job. Errors: the evaluator's sentence. */
export function evaluateKey(job: Job, key: string, scope: Scope): Result<Json | undefined, Problem> {
  const value = job.value[key]
  if (value === undefined) return ok(undefined)
  try {
    return ok(evaluateValue(value, scope))
  } catch (error) {
    return err(jobProblem(job, key, `${key} cannot be evaluated: ${(error as Error).message}`, `Correct ${key}, or what it reads`))
  }
}

/** The path's part of a leg: unique within the job, because equal matrix values get a number. */
function partOf(job: Job, configuration: Configuration, all: readonly Configuration[]): string {
  if (configuration.matrix === null) return job.id
  const text = configuration.segments.join(',')
  const twins = all.filter((other) => other.segments.join(',') === text)
  const number = twins.indexOf(configuration)
  return `${job.id}[${text}${twins.length > 1 ? `#${number + 1}` : ''}]`
}

/** GitHub's name for a leg (actions/runner, JobNameBuilder.cs): a name with an expression stands as evaluated, any other gets the matrix values. */
export function renderLegName(job: Job, configuration: Configuration, scope: Scope): Result<string, Problem> {
  const written = textAt(job.value, 'name') ?? ''
  const suffix = configuration.segments.length === 0 ? '' : ` (${configuration.segments.join(', ')})`
  const shorten = (name: string): string => (name.length > maxNameLength ? `${name.slice(0, maxNameLength - 3)}...` : name)
  if (!written.includes('${{')) return ok(shorten(`${written === '' ? job.id : written}${suffix}`))
  const evaluated = evaluateKey(job, 'name', scope)
  if (!evaluated.ok) return evaluated
  const text = String(evaluated.value ?? '')
  return ok(text === '' ? shorten(`${job.id}${suffix}`) : text)
}

export function planFrame(level: Level, job: Job, configuration: Configuration, all: readonly Configuration[]): Result<LegFrame, Problem> {
  const scope = legScope(level, job, configuration)
  const name = renderLegName(job, configuration, scope)
  const concurrency = planConcurrency(job, scope)
  const tolerant = evaluateKey(job, 'continue-on-error', scope)
  if (!name.ok) return name
  if (!concurrency.ok) return concurrency
  if (!tolerant.ok) return tolerant
  const continueOnError = tolerant.value ?? false
  if (typeof continueOnError !== 'boolean') {
    return err(
      jobProblem(job, 'continue-on-error', `continue-on-error is ${JSON.stringify(continueOnError)}, and must be a boolean`, 'Use fromJSON() on a string'),
    )
  }
  return ok({ part: partOf(job, configuration, all), name: name.value, scope, concurrency: concurrency.value, continueOnError })
}

function planConcurrency(job: Job, scope: Scope): Result<Concurrency | undefined, Problem> {
  const evaluated = evaluateKey(job, 'concurrency', scope)
  if (!evaluated.ok) return evaluated
  return readConcurrency(evaluated.value, (message) => jobProblem(job, 'concurrency', message, 'Correct concurrency'))
}

/** Reads an evaluated `concurrency:`. */
export function readConcurrency(value: Json | undefined, problem: (message: string) => Problem): Result<Concurrency | undefined, Problem> {
  if (value === undefined) return ok(undefined)
  const fields = isObject(value) ? value : { group: value }
  const { group, 'cancel-in-progress': cancelInProgress = false, queue = 'single' } = fields
  if (typeof group !== 'string' || group === '') return err(problem('Concurrency group name cannot be empty'))
  if (typeof cancelInProgress !== 'boolean') return err(problem('cancel-in-progress must be a boolean'))
  return ok({ group, cancelInProgress, queue: queue === 'max' ? 'max' : 'single' })
}

/** The whole leg of a job with steps. Errors: sentences about runs-on, timeout-minutes, or what cannot be folded. */
export function planLeg(level: Level, job: Job, configuration: Configuration, frame: LegFrame): Result<Leg, Problem> {
  const labels = planLabels(job, frame.scope)
  if (!labels.ok) return labels
  const timeout = evaluateKey(job, 'timeout-minutes', frame.scope)
  if (!timeout.ok) return timeout
  const minutes = timeout.value ?? defaultTimeout
  if (typeof minutes !== 'number')
    return err(jobProblem(job, 'timeout-minutes', `timeout-minutes is ${JSON.stringify(minutes)}, and must be a number`, 'Use fromJSON() on a string'))
  const shell = windowsShellProblem(level, job, labels.value)
  if (shell !== undefined) return err(shell)
  try {
    return ok(assembleLeg(level, job, configuration, frame, labels.value, minutes))
  } catch (error) {
    return err(jobProblem(job, '', (error as Error).message, 'Write it so that it is known before the job starts, or read it in a script'))
  }
}

function assembleLeg(level: Level, job: Job, configuration: Configuration, frame: LegFrame, runsOn: readonly string[], timeoutMinutes: number): Leg {
  const { run, workflow } = level
  const name = [...level.names, frame.name].join(' / ')
  const foldable = planFoldable(level, frame, runsOn)
  const document = renderLegDocument({
    job: job.value,
    id: job.id,
    workflow: workflow.value,
    ref: workflow.ref,
    name,
    runName: run.plan.workflow.name,
    event: run.event.name,
    foldable,
    delimiter: run.delimiter(),
  })
  const steps = isList(job.value.steps) ? job.value.steps : []
  return {
    path: [...level.ids, frame.part].join('/'),
    name,
    job: job.id,
    source: { file: renderRef(workflow.ref), line: job.at.line ?? 1 },
    stepLines: steps.map((_, index) => workflow.file.at(['jobs', job.id, 'steps', index]).line ?? 1),
    runsOn,
    permissions: run.fork ? limitForFork(job.permissions) : job.permissions,
    timeoutMinutes,
    matrix: configuration.matrix,
    document,
    event: run.event,
    github: run.github,
    secrets: level.secrets,
  }
}

function planLabels(job: Job, scope: Scope): Result<readonly string[], Problem> {
  const evaluated = evaluateKey(job, 'runs-on', scope)
  if (!evaluated.ok) return evaluated
  const value = evaluated.value
  const listed = isObject(value) ? (value.labels ?? []) : value
  const labels = isList(listed) ? listed.map(String) : [String(listed ?? '')]
  const group = isObject(value) && typeof value.group === 'string' ? [`group:${value.group}`] : []
  const all = [...labels.filter((label) => label !== ''), ...group]
  if (all.length > 0 && !labels.includes('')) return ok(all)
  return err(jobProblem(job, 'runs-on', 'runs-on evaluates to nothing', 'Give every leg a label'))
}

/** On Windows a step without `shell` runs in pwsh; a rehearsal would run it in bash. */
function windowsShellProblem(level: Level, job: Job, labels: readonly string[]): Problem | undefined {
  if (!labels.some((label) => /^windows(?:-|$)/i.test(label))) return undefined
  const shellOf = (value: Json | undefined): string | undefined => textAt(objectAt(objectAt(value, 'defaults'), 'run'), 'shell')
  if ((shellOf(job.value) ?? shellOf(level.workflow.value)) !== undefined) return undefined
  const steps = isList(job.value.steps) ? job.value.steps : []
  const index = steps.findIndex((step) => isObject(step) && 'run' in step && !('shell' in step))
  if (index < 0) return undefined
  const problem = jobProblem(job, '', 'a run step without shell would run in pwsh on Windows and in bash here', 'Name the shell: bash')
  return { ...problem, at: level.workflow.file.at(['jobs', job.id, 'steps', index]) }
}

const hosted = /^(?:ubuntu|windows|macos)-/

function planFoldable(level: Level, frame: LegFrame, runsOn: readonly string[]): Foldable {
  const { github, vars } = level.run
  const { needs = null, matrix = null, strategy = null } = frame.scope.contexts
  return { contexts: { needs, matrix, strategy, vars, inputs: level.inputs }, members: { github, ...planMembers(level, runsOn) } }
}

/** The members of `job` and `runner` that do not depend on what the leg does. */
export function planMembers(level: Level, runsOn: readonly string[]): { readonly job: JsonObject; readonly runner: JsonObject } {
  const { github } = level.run
  const { ref } = level.workflow
  const sha = ref.own ? github.sha : /^[0-9a-f]{40}$/.test(ref.ref) ? ref.ref : undefined
  const job: JsonObject = {
    workflow_ref: ref.own ? (github.workflow_ref ?? '') : renderRef(ref),
    workflow_repository: ref.repository,
    workflow_file_path: ref.path,
    ...(sha === undefined ? {} : { workflow_sha: sha }),
  }
  const environment = runsOn.some((label) => hosted.test(label)) ? 'github-hosted' : 'self-hosted'
  return { job, runner: { name: 'slipway', environment } }
}

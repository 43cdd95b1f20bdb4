/** One leg of a job that calls a workflow: typed inputs and secrets go in, the workflow runs, its outputs come back. */
import type { Problem, Result } from '@slipway/kernel'
import { err, ok } from '@slipway/kernel'
import { createCancellation } from './cancellation.ts'
import type { Scope } from './expressions.ts'
import { coerceInput, emptyInput, type Input } from './interface.ts'
import { type Json, tokenPlaceholder } from './leg.ts'
import type { Level, Secrets } from './level.ts'
import type { Job, Workflow } from './model.ts'
import { type Concurrency, jobProblem, readConcurrency } from './plan-leg.ts'
import { endLeg, inGroup, type LegTask } from './run-leg.ts'
import { type JobReport, type LegReport, mergeResults } from './run-report.ts'
import { evaluateValue } from './templates.ts'
import { coerceText, type JsonObject, objectAt } from './values.ts'

/** A calling job's leg and the reports of the called workflow's jobs. */
export type CallReport = { readonly leg: LegReport; readonly jobs: readonly JobReport[] }

export async function runCall(task: LegTask, workflow: Workflow): Promise<CallReport> {
  const { level, job, frame } = task
  const inputs = planInputs(job, workflow, frame.scope)
  if (!inputs.ok) return { leg: endLeg(task, 'failure', [inputs.error]), jobs: [] }
  const secrets = planSecrets(level, job, workflow, { contexts: { ...frame.scope.contexts, secrets: secretsContext(level.secrets) } })
  if (!secrets.ok) return { leg: endLeg(task, 'failure', [secrets.error]), jobs: [] }
  const child = planLevel(task, workflow, inputs.value, secrets.value)
  const own = planOwnGroup(child, job)
  if (!own.ok) return { leg: endLeg(task, 'failure', [own.error]), jobs: [] }
  return inGroups({ ...task, cancellation: child.cancellation }, child, own.value)
}

/** The calling job's group is taken first, the called workflow's own after it; the called jobs may take neither. */
async function inGroups(task: LegTask, child: Level, own: Concurrency | undefined): Promise<CallReport> {
  const outer = [...task.level.held, ...nameOf(task.frame.concurrency)]
  const held: Level = { ...child, held: [...outer, ...nameOf(own)] }
  const { clock } = task.level.run
  const start = clock.now()
  let jobs: readonly JobReport[] = []
  const run = async (): Promise<LegReport> => {
    jobs = await task.level.run.descend(held)
    return reportCall(task, held, jobs)
  }
  const leg = await inGroup(task, task.frame.concurrency, () => inGroup({ ...task, level: { ...task.level, held: outer } }, own, run))
  return { leg: { ...leg, seconds: (clock.now() - start) / 1000 }, jobs }
}

function nameOf(concurrency: Concurrency | undefined): string[] {
  return concurrency === undefined ? [] : [concurrency.group.toLowerCase()]
}

function planLevel(task: LegTask, workflow: Workflow, inputs: JsonObject, secrets: Secrets): Level {
  const { level, job, frame } = task
  const cancellation = createCancellation()
  task.cancellation.onCancel(cancellation.cancel)
  // Cancelling the run reaches every job by its own if:, also below a calling job that goes on.
  level.cancellation.onCancel(cancellation.cancel)
  const isGoal = level.until?.[0] === job.id && level.until.length > 1
  return {
    run: level.run,
    workflow,
    ids: [...level.ids, frame.part],
    names: [...level.names, frame.name],
    inputs,
    secrets,
    cancellation,
    held: level.held,
    until: isGoal ? level.until.slice(1) : undefined,
    results: new Map(),
  }
}

/** The called workflow's own `concurrency:`. */
function planOwnGroup(level: Level, job: Job): ReturnType<typeof readConcurrency> {
  const written = level.workflow.value.concurrency
  const problem = (message: string): Problem => jobProblem(job, 'uses', message, 'Correct concurrency of the called workflow')
  if (written === undefined) return ok(undefined)
  try {
    return readConcurrency(evaluateValue(written, { contexts: { github: level.run.github, vars: level.run.vars, inputs: level.inputs } }), problem)
  } catch (error) {
    return err(problem((error as Error).message))
  }
}

/** Typed inputs: what is given, else the default, else empty (docs "Workflow syntax", on.workflow_call.inputs). */
function planInputs(job: Job, workflow: Workflow, scope: Scope): Result<JsonObject, Problem> {
  const given = objectAt(job.value, 'with')
  const values: [string, Json][] = []
  for (const input of workflow.call?.inputs ?? []) {
    const written = Object.entries(given).find(([name]) => name.toLowerCase() === input.name.toLowerCase())?.[1] ?? input.default
    const value = written === undefined ? ok(emptyInput(input.type)) : evaluateInput(job, input, written, scope)
    if (!value.ok) return value
    values.push([input.name, value.value])
  }
  return ok(Object.fromEntries(values))
}

function evaluateInput(job: Job, input: Input, written: Json, scope: Scope): Result<Json, Problem> {
  const problem = (message: string): Problem =>
    jobProblem(job, 'with', `input ${input.name}: ${message}`, `Give a ${input.type}; fromJSON() makes one of a string`)
  try {
    const coerced = coerceInput(evaluateValue(written, scope), input.type)
    return coerced.ok ? ok(coerced.value) : err(problem(coerced.message))
  } catch (error) {
    return err(problem((error as Error).message))
  }
}

/** `secrets.GITHUB_TOKEN` is always there; its value is each leg's own, so a placeholder goes on. */
export function secretsContext(secrets: Secrets): JsonObject {
  return { GITHUB_TOKEN: tokenPlaceholder, ...secrets }
}

/**
 * The secrets that the called workflow sees: all with `inherit`, else those that are named (docs "Reuse workflows", Passing secrets to nested
 * workflows). Empty ones are left out (actions/runner, WorkflowTemplateConverter.cs, ConvertToWorkflowJobSecrets).
 */
function planSecrets(level: Level, job: Job, workflow: Workflow, scope: Scope): Result<Secrets, Problem> {
  const problem = (message: string): Problem => jobProblem(job, 'secrets', message, 'Correct secrets')
  try {
    const named = Object.entries(objectAt(job.value, 'secrets')).map(([name, value]): [string, string] => [name, coerceText(evaluateValue(value, scope))])
    const secrets = job.value.secrets === 'inherit' ? level.secrets : Object.fromEntries(named.filter(([, value]) => value !== ''))
    const isThere = (name: string): boolean => Object.keys(secrets).some((candidate) => candidate.toLowerCase() === name.toLowerCase())
    const missing = job.value.secrets === 'inherit' ? workflow.call?.secrets.find((secret) => secret.required && !isThere(secret.name)) : undefined
    return missing === undefined ? ok(secrets) : err(problem(`Secret ${missing.name} is required, but not provided while calling.`))
  } catch (error) {
    return err(problem((error as Error).message))
  }
}

function reportCall(task: LegTask, level: Level, jobs: readonly JobReport[]): LegReport {
  const result = mergeResults(jobs.filter((job) => job.reason !== 'until').map((job) => job.result))
  const outputs = planWorkflowOutputs(level)
  const report = endLeg(task, outputs.ok ? result : 'failure', outputs.ok ? [] : [outputs.error])
  return { ...report, outputs: outputs.ok ? outputs.value : {} }
}

/** `on.workflow_call.outputs`, from the results and outputs of the workflow's jobs (docs "Contexts reference", jobs context). */
export function planWorkflowOutputs(level: Level): Result<Readonly<Record<string, string>>, Problem> {
  const jobs = Object.fromEntries([...level.results].map(([id, job]) => [id, { result: job.result, outputs: job.outputs }]))
  const contexts = { github: level.run.github, vars: level.run.vars, inputs: level.inputs, jobs }
  const values: [string, string][] = []
  for (const [name, value] of Object.entries(level.workflow.call?.outputs ?? {})) {
    try {
      values.push([name, coerceText(evaluateValue(value, { contexts }))])
    } catch (error) {
      const at = level.workflow.file.at(['on', 'workflow_call', 'outputs', name])
      return err({ code: 'E_WORKFLOWS_RUN', message: `output ${name} cannot be evaluated: ${(error as Error).message}`, cure: 'Correct the output', at })
    }
  }
  return ok(Object.fromEntries(values.filter(([, value]) => value !== '')))
}

/** One leg as the one-job workflow that act runs: everything known is folded in, everything foreign is guarded. */
import { renderDumpStep } from './dump.ts'
import type { Foldable } from './fold.ts'
import { foldAsExpression, foldCondition, foldString, foldTyped } from './fold-text.ts'
import type { Json } from './leg.ts'
import { lowerAction, type WorkflowRef } from './references.ts'
import { coerceText, isList, isObject, type JsonObject, objectAt } from './values.ts'

export type LegDocumentInput = {
  /** The job as the YAML has it, and the workflow file that holds it. */
  readonly job: JsonObject
  readonly id: string
  readonly workflow: JsonObject
  readonly ref: WorkflowRef
  /** The name that GitHub shows for the leg. */
  readonly name: string
  /** The name of the run's own workflow: `github.workflow`, also in called workflows. */
  readonly runName: string
  readonly event: string
  readonly foldable: Foldable
  readonly delimiter: string
}

/** Writes the document. Throws `Unfoldable` when something cannot be said in the language of act. */
export function renderLegDocument(input: LegDocumentInput): JsonObject {
  const env = foldEnvironment(input)
  const steps = isList(input.job.steps) ? input.job.steps.filter(isObject) : []
  const defaults = foldDefaults(input.job.defaults, input.foldable)
  const workflowDefaults = input.workflow.defaults
  return {
    name: guarded(input.runName),
    on: input.event,
    ...(workflowDefaults === undefined ? {} : { defaults: workflowDefaults }),
    jobs: {
      [input.id]: {
        name: guarded(input.name),
        'runs-on': 'leg',
        ...(Object.keys(env.job).length === 0 ? {} : { env: env.job }),
        ...(defaults === undefined ? {} : { defaults }),
        steps: [
          ...steps.map((step) => foldStep(step, input, env)),
          { ...renderDumpStep(input.delimiter), ...(Object.keys(env.steps).length === 0 ? {} : { env: env.steps }) },
        ],
      },
    },
  }
}

function guarded(text: string): string {
  return text.replaceAll('${{', '$ {{')
}

type Environment = {
  /** Values that act may evaluate again without harm. */
  readonly job: Readonly<Record<string, string>>
  /** Values that hold `${{`: act would evaluate them twice in the job's env, so every step gets them. */
  readonly steps: Readonly<Record<string, string>>
  /** For a step's own env, in which act does not see the other variables of the step. */
  readonly foldable: Foldable
}

function foldEnvironment(input: LegDocumentInput): Environment {
  const written = Object.entries({ ...objectAt(input.workflow, 'env'), ...objectAt(input.job, 'env') })
  const folded = written.map(([name, value]) => ({ name, value, text: foldString(value, input.foldable) }))
  const moved = folded.filter(({ text }) => text.includes('${{'))
  return {
    job: Object.fromEntries(folded.filter(({ text }) => !text.includes('${{')).map(({ name, text }) => [name, text])),
    steps: Object.fromEntries(moved.map(({ name, text }) => [name, text])),
    foldable: { ...input.foldable, env: Object.fromEntries(moved.map(({ name, value }) => [name, foldAsExpression(value, input.foldable)])) },
  }
}

function foldDefaults(defaults: Json | undefined, foldable: Foldable): JsonObject | undefined {
  const run = objectAt(defaults, 'run')
  if (Object.keys(run).length === 0) return undefined
  return { run: Object.fromEntries(Object.entries(run).map(([key, value]) => [key, foldString(value, foldable)])) }
}

const texts = ['run', 'shell', 'working-directory']
const typed = ['continue-on-error', 'timeout-minutes']

function foldStep(step: JsonObject, input: LegDocumentInput, environment: Environment): JsonObject {
  const { foldable } = input
  const env = foldTexts(objectAt(step, 'env'), environment.foldable)
  const all = { ...environment.steps, ...env }
  const fields = Object.entries(step).flatMap(([key, value]): [string, Json][] => {
    if (key === 'id') return [[key, value]]
    if (key === 'if') return [[key, foldCondition(value, foldable)]]
    if (key === 'uses') return [[key, lowerAction(String(value), input.ref)]]
    if (key === 'with') return [[key, foldTexts(objectAt(step, 'with'), foldable)]]
    if (texts.includes(key)) return [[key, foldString(value, foldable)]]
    if (typed.includes(key)) return [[key, foldTyped(value, foldable)]]
    return []
  })
  const name = stepName(step, foldable)
  return { ...(name === undefined ? {} : { name }), ...Object.fromEntries(fields), ...(Object.keys(all).length === 0 ? {} : { env: all }) }
}

/**
 * The step's name, or `Run` and the first line of its script. act evaluates names before it knows any step, and reports an error for what it
 * cannot evaluate then; so what is not known is shown as it is written.
 */
function stepName(step: JsonObject, foldable: Foldable): string | undefined {
  const written = step.name ?? (typeof step.run === 'string' ? `Run ${step.run.trim().split('\n')[0] ?? ''}` : undefined)
  if (written === undefined) return undefined
  try {
    return guarded(foldString(written, foldable))
  } catch {
    return guarded(coerceText(written))
  }
}

function foldTexts(fields: JsonObject, foldable: Foldable): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, foldString(value, foldable)]))
}

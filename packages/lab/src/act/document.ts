import type { Json, Leg } from '@slipway/workflows'

/** A step of a leg's document or of a composite action, as far as it is read here. */
export type StepDocument = {
  readonly id: string | undefined
  readonly name: string | undefined
  readonly uses: string | undefined
  readonly run: string | undefined
  readonly with: Readonly<Record<string, Json>>
  readonly env: Readonly<Record<string, Json>>
}

export type LegJob = {
  readonly steps: readonly StepDocument[]
  /** Names that the workflow or the job sets. */
  readonly variables: readonly string[]
  readonly container: boolean
  readonly services: boolean
}

type JsonObject = { readonly [key: string]: Json }

/** The one job of a leg's document. */
export function readLegJob(leg: Leg): LegJob {
  const document = objectOf(leg.document)
  const job = objectOf(objectOf(document.jobs)[leg.job])
  return {
    steps: stepsOf(job.steps),
    variables: [...Object.keys(objectOf(document.env)), ...Object.keys(objectOf(job.env))],
    container: job.container !== undefined && job.container !== null,
    services: Object.keys(objectOf(job.services)).length > 0,
  }
}

export function stepsOf(value: Json | undefined): readonly StepDocument[] {
  return (Array.isArray(value) ? (value as readonly Json[]) : []).map((each) => {
    const step = objectOf(each)
    return { id: textOf(step.id), name: textOf(step.name), uses: textOf(step.uses), run: textOf(step.run), with: objectOf(step.with), env: objectOf(step.env) }
  })
}

/** The name under which act and the `steps` context know a step: its id, or its index. */
export function stepKey(step: StepDocument, index: number): string {
  return step.id ?? String(index)
}

/** What GitHub's log calls a step: its name, or `Run` and what it runs. `title` is the name after evaluation, if act has said it. */
export function stepName(step: StepDocument, title: string | undefined): string {
  if (step.name !== undefined) return title ?? step.name
  return `Run ${(step.uses ?? step.run ?? '').trim().split('\n')[0] ?? ''}`
}

export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** What a workflow takes and gives: inputs of workflow_call and workflow_dispatch, secrets, outputs. */
import type { Json } from './leg.ts'
import { coerceText, isList, isObject, type JsonObject, objectAt } from './values.ts'

export type InputType = 'string' | 'boolean' | 'number' | 'choice' | 'environment'

export type Input = {
  readonly name: string
  readonly type: InputType
  readonly required: boolean
  /** As written, `${{ }}` included; undefined when there is none. */
  readonly default: Json | undefined
  readonly options: readonly string[]
}

export type Interface = {
  readonly inputs: readonly Input[]
  readonly secrets: readonly { readonly name: string; readonly required: boolean }[]
  /** The `value` of each output, as written. */
  readonly outputs: JsonObject
}

/** The `on:` of a workflow as a mapping: `push` and `[push, pull_request]` become `{push: null, …}`. */
export function readEvents(on: Json | undefined): JsonObject {
  if (typeof on === 'string') return { [on]: null }
  if (isList(on)) return Object.fromEntries(on.map((event) => [String(event), null]))
  return isObject(on) ? on : {}
}

/** The interface of `workflow_call` or `workflow_dispatch`; undefined when the workflow does not have that trigger. */
export function readInterface(on: Json | undefined, event: 'workflow_call' | 'workflow_dispatch'): Interface | undefined {
  const events = readEvents(on)
  if (!(event in events)) return undefined
  const trigger = events[event]
  return {
    inputs: Object.entries(objectAt(trigger, 'inputs')).map(([name, spec]) => readInput(name, spec)),
    secrets: Object.entries(objectAt(trigger, 'secrets')).map(([name, spec]) => ({ name, required: isObject(spec) && spec.required === true })),
    outputs: Object.fromEntries(Object.entries(objectAt(trigger, 'outputs')).map(([name, spec]) => [name, isObject(spec) ? (spec.value ?? null) : null])),
  }
}

function readInput(name: string, spec: Json): Input {
  const fields = isObject(spec) ? spec : {}
  return {
    name,
    type: (fields.type ?? 'string') as InputType,
    required: fields.required === true,
    default: fields.default,
    options: isList(fields.options) ? fields.options.map((option) => coerceText(option)) : [],
  }
}

/** The value of an input that is neither given nor has a default (docs "Workflow syntax", on.workflow_call.inputs). */
export function emptyInput(type: InputType): Json {
  return type === 'boolean' ? false : type === 'number' ? 0 : ''
}

export type Coerced = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string }

/**
 * A value for an input of a called workflow. GitHub converts booleans and numbers to a string input, and nothing else
 * (actions/runner, WorkflowTemplateConverter.cs, ConvertToInputValueDefinedType).
 */
export function coerceInput(value: Json, type: InputType): Coerced {
  if (typeof value === 'object' && value !== null) return { ok: false, message: isList(value) ? 'A sequence was not expected' : 'A mapping was not expected' }
  if (type === 'boolean' || type === 'number') {
    if (typeof value === type) return { ok: true, value }
    return { ok: false, message: `Unexpected value '${coerceText(value)}': a ${type} is expected, and this is ${describe(value)}` }
  }
  return { ok: true, value: coerceText(value) }
}

function describe(value: Json): string {
  return value === null ? 'empty' : `a ${typeof value}`
}

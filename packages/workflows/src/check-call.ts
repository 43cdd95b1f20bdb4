/** Whether a call fits the workflow that it calls: inputs, secrets, permissions. */
import type { Place, Problem } from '@slipway/kernel'
import { coerceInput, type Input, type Interface } from './interface.ts'
import type { Permissions } from './leg.ts'
import { planViolations, readPermissions, renderViolations } from './permissions.ts'
import { parseSegments } from './templates.ts'
import { isObject, type JsonObject, objectAt } from './values.ts'
import type { YamlFile, YamlPath } from './yaml-file.ts'

/** The calling job, where it stands, and the sentence's name for the called workflow. */
export type Call = { readonly file: YamlFile; readonly id: string; readonly value: JsonObject; readonly callee: string }

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

/** The name that was probably meant: one of which the other is a part, letters and digits only. */
function nearest(name: string, names: readonly string[]): string {
  const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const match = names.find((candidate) => squeeze(candidate).includes(squeeze(name)) || squeeze(name).includes(squeeze(candidate)))
  if (match !== undefined) return `Write ${match}`
  return names.length === 0 ? 'Remove it: the workflow takes none' : `Use one of ${names.join(', ')}`
}

/**
 * Inputs and secrets of a call (actions/runner, WorkflowTemplateConverter.cs, ConvertToWorkflowJobInputs and ValidateWorkflowJobSecrets).
 * Errors: E_WORKFLOWS_INPUT, E_WORKFLOWS_SECRET.
 */
export function planCallProblems(call: Call, callee: Interface): Problem[] {
  return [...inputProblems(call, callee.inputs), ...secretProblems(call, callee)]
}

function inputProblems(call: Call, inputs: readonly Input[]): Problem[] {
  const given = objectAt(call.value, 'with')
  const path: YamlPath = ['jobs', call.id]
  const code = 'E_WORKFLOWS_INPUT'
  const missing = inputs
    .filter((input) => input.required && !Object.keys(given).some((name) => same(name, input.name)))
    .map(
      (input): Problem => ({
        code,
        message: `Input ${input.name} is required, but not provided while calling ${call.callee}`,
        cure: `Add ${input.name} under with`,
        at: call.file.at([...path, 'uses']),
      }),
    )
  const wrong = Object.entries(given).flatMap(([name, value]): Problem[] => {
    const at = call.file.at([...path, 'with', name])
    const input = inputs.find((candidate) => same(candidate.name, name))
    if (input === undefined) {
      return [
        {
          code,
          message: `Invalid input, ${name} is not defined in ${call.callee}`,
          cure: nearest(
            name,
            inputs.map((candidate) => candidate.name),
          ),
          at,
        },
      ]
    }
    const message = literalProblem(value, input)
    return message === undefined
      ? []
      : [{ code, message: `Input ${name}: ${message}`, cure: `Give a ${input.type}, or an expression that evaluates to one`, at }]
  })
  return [...missing, ...wrong]
}

/** What is wrong with a literal for a typed input; an expression alone is judged when it is evaluated. */
function literalProblem(value: JsonObject[string], input: Input): string | undefined {
  if (typeof value === 'string' && value.includes('${{') && parseSegments(value).length === 1) return undefined
  const coerced = coerceInput(value, input.type)
  return coerced.ok ? undefined : coerced.message
}

/** Wrong defaults of a workflow's own inputs. Errors: E_WORKFLOWS_INPUT. */
export function planDefaultProblems(file: YamlFile, callee: Interface): Problem[] {
  return callee.inputs.flatMap((input): Problem[] => {
    const message = input.default === undefined ? undefined : literalProblem(input.default, input)
    const at = file.at(['on', 'workflow_call', 'inputs', input.name, 'default'])
    return message === undefined
      ? []
      : [{ code: 'E_WORKFLOWS_INPUT', message: `The default of input ${input.name}: ${message}`, cure: `Give a ${input.type}`, at }]
  })
}

function secretProblems(call: Call, callee: Interface): Problem[] {
  if (call.value.secrets === 'inherit') return []
  const given = objectAt(call.value, 'secrets')
  const code = 'E_WORKFLOWS_SECRET'
  const names = Object.keys(given)
  const missing = callee.secrets
    .filter((secret) => secret.required && !names.some((name) => same(name, secret.name)))
    .map(
      (secret): Problem => ({
        code,
        message: `Secret ${secret.name} is required, but not provided while calling ${call.callee}`,
        cure: `Add ${secret.name} under secrets`,
        at: call.file.at(['jobs', call.id, 'uses']),
      }),
    )
  const unknown = names
    .filter((name) => !callee.secrets.some((secret) => same(secret.name, name)))
    .map(
      (name): Problem => ({
        code,
        message: `Invalid secret, ${name} is not defined in ${call.callee}`,
        cure: nearest(
          name,
          callee.secrets.map((secret) => secret.name),
        ),
        at: call.file.at(['jobs', call.id, 'secrets', name]),
      }),
    )
  return [...missing, ...unknown]
}

/**
 * The caller caps the callee: neither the called workflow's own `permissions:` nor any of its jobs' may ask for more, whatever their `if:`
 * (actions/runner, WorkflowTemplateConverter.cs, ConvertToReferencedWorkflow). Errors: E_WORKFLOWS_PERMISSIONS.
 */
export function planPermissionProblems(called: JsonObject, callee: string, allowed: Permissions, at: Place): Problem[] {
  const jobs = Object.entries(objectAt(called, 'jobs')).map(([id, job]) => ({
    who: `the nested job '${id}'`,
    value: isObject(job) ? job.permissions : undefined,
  }))
  return [{ who: 'the workflow', value: called.permissions }, ...jobs].flatMap(({ who, value }): Problem[] => {
    const requested = readPermissions(value)
    const violations = requested === undefined ? [] : planViolations(requested, allowed)
    if (violations.length === 0) return []
    const words = renderViolations(violations)
    const message = `Error calling ${callee}: ${who} is requesting '${words.requested}', but is only allowed '${words.allowed}'`
    return [{ code: 'E_WORKFLOWS_PERMISSIONS', message, cure: `Grant ${words.requested} to the calling job, even if the nested job would be skipped`, at }]
  })
}

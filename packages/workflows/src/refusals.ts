/** What the rehearsal cannot execute as GitHub would, refused with a sentence before anything runs. */

import { ContextAccess, IndexAccess, Literal } from '@actions/expressions/ast'
import type { Place, Problem } from '@slipway/kernel'
import { nodesOf, parseExpression } from './expressions.ts'
import type { Json } from './leg.ts'
import { parseAction } from './references.ts'
import { conditionOf, expressionsOf } from './templates.ts'
import { isList, isObject, objectAt, textAt } from './values.ts'
import { textsOf, type YamlFile, type YamlPath } from './yaml-file.ts'

type Reason = { readonly what: string; readonly cure: string }

const jobKeys: Readonly<Record<string, Reason>> = {
  container: { what: 'would run on the host instead of in the container', cure: 'Let a step start the container' },
  services: { what: 'would not be started', cure: 'Let a step start the service' },
  snapshot: { what: 'would not be taken', cure: 'Leave snapshots to a workflow that is not rehearsed' },
}
const stepKeys: Readonly<Record<string, string>> = {
  background: 'would run in the foreground',
  wait: 'has no background step to wait for',
  'wait-all': 'has no background step to wait for',
  cancel: 'has no background step to cancel',
  parallel: 'would not run side by side',
}
const shells = ['bash', 'sh', 'pwsh', 'python']
/** Members of `runner` that are the same wherever a leg runs. */
const steadyRunner = ['temp', 'tool_cache', 'debug', 'name', 'environment', 'workspace']

/** Every reason not to run this file. Errors: E_WORKFLOWS_REFUSED, E_WORKFLOWS_ACTION. */
export function planRefusals(file: YamlFile): Problem[] {
  const jobs = Object.entries(objectAt(file.value, 'jobs'))
  return [
    ...shellRefusals(file, ['defaults', 'run'], objectAt(objectAt(file.value, 'defaults'), 'run')),
    ...jobs.flatMap(([id, job]) => (isObject(job) ? jobRefusals(file, id, job) : [])),
    ...expressionKeys(file),
    ...planRunnerReads(file),
  ]
}

function refusal(message: string, cure: string, at: Place): Problem {
  return { code: 'E_WORKFLOWS_REFUSED', message, cure, at }
}

function jobRefusals(file: YamlFile, id: string, job: { readonly [key: string]: Json }): Problem[] {
  const path = ['jobs', id]
  const keys = Object.entries(jobKeys).flatMap(([key, reason]) => {
    if (!(key in job) || job[key] === null) return []
    return [refusal(`${key} of job "${id}" cannot be rehearsed: it ${reason.what}`, reason.cure, file.at([...path, key]))]
  })
  const empty = 'runs-on' in job && isEmptyLabels(job['runs-on'])
  const runsOn = empty ? [refusal(`runs-on of job "${id}" is empty`, 'Name a label', file.at([...path, 'runs-on']))] : []
  const defaults = objectAt(objectAt(job, 'defaults'), 'run')
  const steps = isList(job.steps) ? job.steps.flatMap((step, index) => stepRefusals(file, [...path, 'steps', index], step)) : []
  return [...keys, ...runsOn, ...shellRefusals(file, [...path, 'defaults', 'run'], defaults), ...steps]
}

function isEmptyLabels(value: Json | undefined): boolean {
  return value === null || value === '' || (isList(value) && value.length === 0)
}

function stepRefusals(file: YamlFile, path: YamlPath, step: Json): Problem[] {
  if (!isObject(step)) return []
  const keys = Object.entries(stepKeys).flatMap(([key, reason]) =>
    key in step ? [refusal(`${key} cannot be rehearsed: the step ${reason}`, 'Write steps that run one after the other', file.at([...path, key]))] : [],
  )
  const uses = textAt(step, 'uses')
  const action = uses === undefined ? undefined : parseAction(uses)
  const place = file.at([...path, 'uses'])
  if (action?.ok === false) keys.push({ ...action.error, at: place })
  if (action?.ok === true && action.value.kind === 'docker') {
    keys.push(refusal(`${uses} cannot be rehearsed: it needs a container engine under the runner`, 'Let a run step start the container', place))
  }
  return [...keys, ...shellRefusals(file, path, step)]
}

function shellRefusals(file: YamlFile, path: YamlPath, fields: { readonly [key: string]: Json }): Problem[] {
  const shell = textAt(fields, 'shell')
  if (shell === undefined || shells.includes(shell) || shell.includes('{0}') || shell.includes('${{')) return []
  const isWindows = shell === 'cmd' || shell === 'powershell'
  const message = isWindows ? `shell ${shell} exists on Windows only and cannot be rehearsed here` : `shell "${shell}" is unknown`
  return [refusal(message, `Use ${shells.join(', ')} or a command with {0} in it`, file.at([...path, 'shell']))]
}

function expressionKeys(file: YamlFile): Problem[] {
  return [...textsOf(file.value)]
    .filter((text) => text.key && text.text.includes('${{'))
    .map((text) => refusal('an expression as a key cannot be rehearsed', 'Write the key out', file.at(text.path)))
}

/** Where a file reads `runner.os` or `runner.arch`, which in a rehearsal are always those of this machine. */
export function planRunnerReads(file: YamlFile): Problem[] {
  return [...textsOf(file.value)].flatMap(({ text, path, key }) => {
    const member = key
      ? undefined
      : expressionTexts(text, path)
          .map(runnerRead)
          .find((found) => found !== undefined)
    if (member === undefined) return []
    const message = `${member} is read, which in a rehearsal is always that of this machine`
    return [refusal(message, 'Take the platform from an input or from the matrix', file.at(path))]
  })
}

function expressionTexts(text: string, path: YamlPath): string[] {
  if (path.at(-1) !== 'if' || path[0] !== 'jobs') return expressionsOf(text)
  try {
    return [conditionOf(text)]
  } catch {
    return []
  }
}

function runnerRead(expression: string): string | undefined {
  try {
    const nodes = nodesOf(parseExpression(expression))
    const steady = new Set(nodes.flatMap((node) => (node instanceof IndexAccess && isSteady(node) ? [node.expr] : [])))
    const reads = nodes.filter((node) => node instanceof ContextAccess && node.name.lexeme.toLowerCase() === 'runner' && !steady.has(node))
    if (reads.length === 0) return undefined
    const access = nodes.find((node) => node instanceof IndexAccess && reads.includes(node.expr))
    return access instanceof IndexAccess && access.index instanceof Literal ? `runner.${access.index.literal.coerceString()}` : 'the whole runner context'
  } catch {
    return undefined
  }
}

function isSteady(access: IndexAccess): boolean {
  return access.index instanceof Literal && steadyRunner.includes(access.index.literal.coerceString().toLowerCase())
}

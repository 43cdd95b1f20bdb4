/** `on:`: which events start a workflow, and the inputs that a dispatch gives it. */
import type { Problem, Result } from '@slipway/kernel'
import { err, ok } from '@slipway/kernel'
import { emptyInput, type Input, type Interface, readEvents } from './interface.ts'
import type { Json } from './leg.ts'
import { matchesPatterns } from './patterns.ts'
import { isList, isObject, type JsonObject } from './values.ts'
import type { YamlFile } from './yaml-file.ts'

/** What is known of an event, as far as filters ask for it. */
export type EventFacts = {
  /** `push`, `pull_request`, `workflow_dispatch`, … */
  readonly name: string
  /** `refs/heads/main`, `refs/tags/v1.2.3`. */
  readonly ref: string
  /** The activity: `opened`, `published`; of a repository_dispatch its event_type. */
  readonly action?: string | undefined
  /** The branch that a pull request targets, or the branch that a finished workflow ran on. */
  readonly base?: string | undefined
  /** Changed paths; undefined when they are not known, and then path filters let the event pass, as GitHub does without a diff. */
  readonly changed?: readonly string[] | undefined
  /** The name of the finished workflow (workflow_run). */
  readonly workflow?: string | undefined
}

export type EventMatch = { readonly matches: true } | { readonly matches: false; readonly reason: string }

/** Activities that start a workflow without `types:` (docs "Events that trigger workflows"); of other events all do. */
const usualTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
}

function listAt(filter: JsonObject, key: string): readonly string[] | undefined {
  const value = filter[key]
  if (typeof value === 'string') return [value]
  return isList(value) ? value.map(String) : undefined
}

/** Whether an event starts a workflow (a loaded one, or its YAML); the reason when it does not. */
export function matchesEvent(workflow: { readonly value: Json }, event: EventFacts): EventMatch {
  const events = readEvents(isObject(workflow.value) ? workflow.value.on : undefined)
  if (!(event.name in events)) return { matches: false, reason: `on: names ${Object.keys(events).join(', ')}, not ${event.name}` }
  const entry = events[event.name]
  const filter = isObject(entry) ? entry : {}
  const reason = typesReason(filter, event) ?? workflowsReason(filter, event) ?? refReason(filter, event) ?? pathReason(filter, event)
  return reason === undefined ? { matches: true } : { matches: false, reason }
}

function typesReason(filter: JsonObject, event: EventFacts): string | undefined {
  const types = listAt(filter, 'types') ?? usualTypes[event.name]
  if (types === undefined || event.action === undefined || types.includes(event.action)) return undefined
  return `types ${types.join(', ')} do not include ${event.action}`
}

function workflowsReason(filter: JsonObject, event: EventFacts): string | undefined {
  const workflows = listAt(filter, 'workflows')
  if (workflows === undefined || event.workflow === undefined || matchesPatterns(event.workflow, workflows)) return undefined
  return `workflows ${workflows.join(', ')} do not include ${event.workflow}`
}

function refReason(filter: JsonObject, event: EventFacts): string | undefined {
  const isTag = event.ref.startsWith('refs/tags/')
  const name = event.name === 'push' ? event.ref.replace(/^refs\/(?:heads|tags)\//, '') : event.base
  if (name === undefined) return undefined
  const kind = event.name === 'push' && isTag ? 'tags' : 'branches'
  const [only, ignore] = [listAt(filter, kind), listAt(filter, `${kind}-ignore`)]
  if (only !== undefined) return matchesPatterns(name, only) ? undefined : `${kind} do not include ${name}`
  if (ignore !== undefined) return matchesPatterns(name, ignore) ? `${kind}-ignore includes ${name}` : undefined
  const other = kind === 'tags' ? 'branches' : 'tags'
  const hasOther = event.name === 'push' && (other in filter || `${other}-ignore` in filter)
  return hasOther ? `only ${other} are named, and this is one of the ${kind}` : undefined
}

function pathReason(filter: JsonObject, event: EventFacts): string | undefined {
  if (event.changed === undefined || (event.name === 'push' && event.ref.startsWith('refs/tags/'))) return undefined
  const [only, ignore] = [listAt(filter, 'paths'), listAt(filter, 'paths-ignore')]
  if (only !== undefined && !event.changed.some((path) => matchesPatterns(path, only))) return 'no changed path is in paths'
  if (ignore !== undefined && event.changed.every((path) => matchesPatterns(path, ignore))) return 'every changed path is in paths-ignore'
  return undefined
}

/** Filters that exclude each other, and lists of which every pattern is negative. Errors: E_WORKFLOWS_FILTER. */
export function planFilterProblems(file: YamlFile): Problem[] {
  const on = isObject(file.value) ? file.value.on : undefined
  return Object.entries(readEvents(on)).flatMap(([event, entry]) =>
    isObject(entry) ? ['branches', 'tags', 'paths'].flatMap((kind) => kindProblems(file, event, entry, kind)) : [],
  )
}

function kindProblems(file: YamlFile, event: string, filter: JsonObject, kind: string): Problem[] {
  const code = 'E_WORKFLOWS_FILTER'
  const both = kind in filter && `${kind}-ignore` in filter
  const only = listAt(filter, kind) ?? []
  const negative = only.length > 0 && only.every((pattern) => pattern.startsWith('!'))
  return [
    ...(both
      ? [
          {
            code,
            message: `you may only define one of ${kind} and ${kind}-ignore for ${event}`,
            cure: `Use ${kind} with patterns that begin with !`,
            at: file.at(['on', event, `${kind}-ignore`]),
          },
        ]
      : []),
    ...(negative
      ? [
          {
            code,
            message: `every pattern of ${kind} begins with !, so nothing ever matches`,
            cure: `Use ${kind}-ignore, or add a pattern without !`,
            at: file.at(['on', event, kind]),
          },
        ]
      : []),
  ]
}

/**
 * The `inputs` context of a dispatched workflow: what was given (as strings, or already typed), else the default, else empty.
 * Errors: E_WORKFLOWS_DISPATCH for inputs that are unknown, missing, of the wrong type or no option.
 */
export function readDispatch(dispatch: Interface, given: JsonObject): Result<JsonObject, readonly Problem[]> {
  const unknown = Object.keys(given).filter((name) => !dispatch.inputs.some((input) => input.name.toLowerCase() === name.toLowerCase()))
  const problems = unknown.map((name) => dispatchProblem(`Unexpected input ${name}`, `Use one of ${dispatch.inputs.map((input) => input.name).join(', ')}`))
  const values: [string, Json][] = []
  for (const input of dispatch.inputs) {
    const value = Object.entries(given).find(([name]) => name.toLowerCase() === input.name.toLowerCase())?.[1] ?? input.default
    const read = value === undefined ? readMissing(input) : readDispatched(input, String(value))
    if (read.ok) values.push([input.name, read.value])
    else problems.push(read.error)
  }
  return problems.length === 0 ? ok(Object.fromEntries(values)) : { ok: false, error: problems }
}

function dispatchProblem(message: string, cure: string): Problem {
  return { code: 'E_WORKFLOWS_DISPATCH', message, cure }
}

function readMissing(input: Input): Result<Json, Problem> {
  if (input.required) return err(dispatchProblem(`Required input ${input.name} is not provided`, `Give ${input.name}`))
  return ok(input.type === 'number' ? '' : emptyInput(input.type))
}

function readDispatched(input: Input, text: string): Result<Json, Problem> {
  const wrong = (cure: string): Result<Json, Problem> => err(dispatchProblem(`Input ${input.name} is "${text}"`, cure))
  if (input.type === 'boolean') return text === 'true' || text === 'false' ? ok(text === 'true') : wrong('Give true or false')
  if (input.type === 'number') return text === '' || Number.isNaN(Number(text)) ? wrong('Give a number') : ok(Number(text))
  if (input.type === 'choice' && !input.options.includes(text)) return wrong(`Give one of ${input.options.join(', ')}`)
  return ok(text)
}

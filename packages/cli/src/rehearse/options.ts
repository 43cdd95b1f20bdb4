import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ok, type Problem, type Result } from '@slipway/kernel'

export type RehearseOptions = {
  /** A folder under test/projects, or a path of a project outside. */
  readonly project: string
  readonly event: string
  /** At least one. More than one are pushed at once. */
  readonly refs: readonly string[]
  /** The pull request comes from a fork. */
  readonly fork: boolean
  /** Workflows of the project; empty for all that the event starts. */
  readonly workflows: readonly string[]
  readonly inputs: Readonly<Record<string, string>>
  readonly until: string | undefined
  readonly faults: readonly string[]
  readonly report: string
  /** The folder that keeps the registry and the base images between rehearsals; absent: the one of the checkout. */
  readonly cache: string | undefined
  /** Shows every line of every step. */
  readonly verbose: boolean
}

const flags = {
  project: { type: 'string', default: 'microvm' },
  event: { type: 'string', default: 'push' },
  ref: { type: 'string', multiple: true },
  fork: { type: 'boolean', default: false },
  workflow: { type: 'string', multiple: true },
  input: { type: 'string', multiple: true },
  until: { type: 'string' },
  fault: { type: 'string', multiple: true },
  report: { type: 'string', default: 'rehearsal' },
  cache: { type: 'string' },
  verbose: { type: 'boolean', default: false },
} satisfies ParseArgsConfig['options']

/** The ref of an event for which none is given. */
function defaultRef(event: string): string {
  return event === 'pull_request' ? 'refs/pull/1/merge' : 'refs/tags/v1.2.3'
}

/** Reads the arguments of `npm run rehearse --`. */
export function parseOptions(args: readonly string[]): Result<RehearseOptions> {
  const known = Object.keys(flags).map((name) => `--${name}`)
  try {
    const { values } = parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false })
    const { project, event, workflow = [], fault = [], input = [], report, cache, verbose, until, fork } = values
    const refs = [...new Set(values.ref ?? [defaultRef(event)])]
    const found = [...eventProblems(event, refs, fork), ...input.filter((each) => !/^[^=]+=/.test(each)).map(inputProblem)]
    if (found.length > 0) return { ok: false, error: found }
    const inputs = Object.fromEntries(input.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]))
    return ok({ project, event, refs, fork, workflows: workflow, inputs, until, faults: fault, report, cache, verbose })
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    return { ok: false, error: [{ code: 'E_CLI_OPTION', message, cure: `Known are ${known.join(', ')}` }] }
  }
}

/** Which refs an event may have, as GitHub gives them to a run ("Events that trigger workflows"). */
const refsOf: Readonly<Record<string, { readonly pattern: RegExp; readonly cure: string }>> = {
  push: { pattern: /^refs\/(heads|tags)\/[^\s~^:?*[\\]+$/, cure: 'Write refs/heads/main or refs/tags/v1.2.3' },
  workflow_dispatch: { pattern: /^refs\/(heads|tags)\/[^\s~^:?*[\\]+$/, cure: 'Write refs/heads/main or refs/tags/v1.2.3' },
  pull_request: { pattern: /^refs\/pull\/[1-9]\d*\/merge$/, cure: 'Write refs/pull/1/merge' },
  release: { pattern: /^refs\/tags\/[^\s~^:?*[\\]+$/, cure: 'Write refs/tags/v1.2.3' },
}

function eventProblems(event: string, refs: readonly string[], fork: boolean): readonly Problem[] {
  const rule = refsOf[event]
  if (rule === undefined) {
    const message = `the event ${event} cannot be rehearsed`
    return [{ code: 'E_CLI_EVENT', message, cure: `Use one of ${Object.keys(refsOf).join(', ')}`, at: { input: '--event' } }]
  }
  const say = (input: string, message: string, cure: string): Problem => ({ code: 'E_CLI_REF', message, cure, at: { input } })
  return [
    ...refs.filter((ref) => !rule.pattern.test(ref)).map((ref) => say('--ref', `"${ref}" is no full ref of a ${event}`, rule.cure)),
    ...(refs.length > 1 && event !== 'push' ? [say('--ref', `a ${event} has one ref`, 'Name one')] : []),
    ...(fork && event !== 'pull_request' ? [say('--fork', `a ${event} comes from no fork`, 'Add --event pull_request, or leave --fork away')] : []),
  ]
}

function inputProblem(input: string): Problem {
  return { code: 'E_CLI_INPUT', message: `"${input}" is no input`, cure: 'Write --input name=value', at: { input: '--input' } }
}

/** The command line that gives these options again. */
export function renderCommand(options: RehearseOptions): string {
  const parts: string[] = []
  const add = (name: keyof typeof flags, value: string): void =>
    void parts.push(`--${name}`, /^[\w./:@=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`)
  for (const name of ['project', 'event', 'report'] as const) if (options[name] !== flags[name].default) add(name, options[name])
  if (options.refs.join() !== defaultRef(options.event)) for (const ref of options.refs) add('ref', ref)
  if (options.fork) parts.push('--fork')
  for (const workflow of options.workflows) add('workflow', workflow)
  for (const [name, value] of Object.entries(options.inputs)) add('input', `${name}=${value}`)
  if (options.until !== undefined) add('until', options.until)
  for (const fault of options.faults) add('fault', fault)
  if (options.cache !== undefined) add('cache', options.cache)
  return parts.length === 0 ? 'npm run rehearse' : `npm run rehearse -- ${parts.join(' ')}`
}

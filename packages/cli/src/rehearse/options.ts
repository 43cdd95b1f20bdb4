import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ok, type Problem, type Result } from '@slipway/kernel'

export type RehearseOptions = {
  /** A folder under test/projects, or a path of a project outside. */
  readonly project: string
  readonly event: string
  readonly ref: string
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
  ref: { type: 'string', default: 'refs/tags/v1.2.3' },
  workflow: { type: 'string', multiple: true },
  input: { type: 'string', multiple: true },
  until: { type: 'string' },
  fault: { type: 'string', multiple: true },
  report: { type: 'string', default: 'rehearsal' },
  cache: { type: 'string' },
  verbose: { type: 'boolean', default: false },
} satisfies ParseArgsConfig['options']

/** Reads the arguments of `npm run rehearse --`. */
export function parseOptions(args: readonly string[]): Result<RehearseOptions> {
  const known = Object.keys(flags).map((name) => `--${name}`)
  try {
    const { values } = parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false })
    const given = values.input ?? []
    const found = [...refProblems(values.ref), ...given.filter((input) => !/^[^=]+=/.test(input)).map(inputProblem)]
    if (found.length > 0) return { ok: false, error: found }
    const inputs = Object.fromEntries(given.map((input) => [input.slice(0, input.indexOf('=')), input.slice(input.indexOf('=') + 1)]))
    const { project, event, ref, workflow = [], fault = [], report, cache, verbose, until } = values
    return ok({ project, event, ref, workflows: workflow, inputs, until, faults: fault, report, cache, verbose })
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    return { ok: false, error: [{ code: 'E_CLI_OPTION', message, cure: `Known are ${known.join(', ')}` }] }
  }
}

function refProblems(ref: string): readonly Problem[] {
  if (/^refs\/(heads|tags)\/[^\s~^:?*[\\]+$/.test(ref)) return []
  return [{ code: 'E_CLI_REF', message: `"${ref}" is no full ref`, cure: 'Write refs/heads/main or refs/tags/v1.2.3', at: { input: '--ref' } }]
}

function inputProblem(input: string): Problem {
  return { code: 'E_CLI_INPUT', message: `"${input}" is no input`, cure: 'Write --input name=value', at: { input: '--input' } }
}

/** The command line that gives these options again. */
export function renderCommand(options: RehearseOptions): string {
  const parts: string[] = []
  const add = (name: keyof typeof flags, value: string): void =>
    void parts.push(`--${name}`, /^[\w./:@=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`)
  for (const name of ['project', 'event', 'ref', 'report'] as const) if (options[name] !== flags[name].default) add(name, options[name])
  for (const workflow of options.workflows) add('workflow', workflow)
  for (const [name, value] of Object.entries(options.inputs)) add('input', `${name}=${value}`)
  if (options.until !== undefined) add('until', options.until)
  for (const fault of options.faults) add('fault', fault)
  if (options.cache !== undefined) add('cache', options.cache)
  return parts.length === 0 ? 'npm run rehearse' : `npm run rehearse -- ${parts.join(' ')}`
}

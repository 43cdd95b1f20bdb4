import { randomBytes } from 'node:crypto'
import { glob } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { type Contract, type InputsOf, parseInputs } from '@slipway/contract'
import { Defect, err, type Problem, problems, Refusal, type Result, renderProblem } from '@slipway/kernel'
import { createClock } from './clock.ts'
import { createFiles } from './files.ts'
import { readJob } from './job.ts'
import type { Exec, Ports } from './ports.ts'

/** What a command ends with: what it prints on standard output, and whether what it was asked about holds. */
export type CommandResult = { readonly passed: boolean; readonly output: string }

/** An action as it is run by hand: the same inputs, as options, and the same plan. */
export type Command<C extends Contract> = {
  readonly contract: C
  /** Options that add one line to an input of several lines: `asset` to `assets`. */
  readonly single?: Readonly<Record<string, string>>
  readonly run: (inputs: InputsOf<C>, ports: Ports, json: boolean) => Promise<CommandResult>
}

/** Exit codes: what was asked about holds, it does not, it could not be asked, and a mistake of our own. */
const codes = { passed: 0, refused: 1, usage: 2, defect: 3 } as const

/**
 * Runs a command when there are arguments; without any, a runner has started the action, and false is answered. A Refusal that is thrown
 * means that what was asked for cannot be looked at. Everything but the command's output goes to standard error.
 */
export async function startCommand<C extends Contract>(command: Command<C>): Promise<boolean> {
  const args = process.argv.slice(2)
  if (args.length === 0) return false
  process.exitCode = await runCommand(command, args, {
    ports: () => createPorts(command.contract.name),
    print: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
  })
  return true
}

export type Terminal = { readonly ports: () => Ports; readonly print: (text: string) => void; readonly complain: (text: string) => void }

/** The same with its surroundings as parameters; answers the exit code. */
export async function runCommand<C extends Contract>(command: Command<C>, args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.includes('--help')) {
    terminal.print(renderHelp(command))
    return codes.passed
  }
  try {
    const parsed = parseArguments(command, args)
    const inputs = parsed.ok ? parseInputs(command.contract, parsed.value.given) : parsed
    if (!inputs.ok) throw new Refusal(inputs.error)
    const { passed, output } = await command.run(inputs.value, terminal.ports(), parsed.ok && parsed.value.json)
    terminal.print(output)
    return passed ? codes.passed : codes.refused
  } catch (error) {
    if (error instanceof Refusal) {
      terminal.complain(`${error.problems.map((problem) => `${command.contract.name}: ${renderProblem(asOption(problem))}\n`).join('')}`)
      return codes.usage
    }
    terminal.complain(
      `${command.contract.name} failed through a mistake of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    return codes.defect
  }
}

/** On the command line an input is an option. */
function asOption(problem: Problem): Problem {
  const { input, ...place } = problem.at ?? {}
  return input === undefined ? problem : { ...problem, message: `--${input} ${problem.message}`, at: Object.keys(place).length === 0 ? undefined : place }
}

/** Reads options as the texts of inputs, by input name. An option that is given more than once is a line for each time. */
export function parseArguments<C extends Contract>(
  { contract, single = {} }: Command<C>,
  args: readonly string[],
): Result<{ readonly given: Readonly<Record<string, string>>; readonly json: boolean }> {
  const names = [...Object.keys(contract.inputs), ...Object.keys(single)]
  const options: ParseArgsOptionsConfig = Object.fromEntries(names.map((name) => [name, { type: 'string' as const, multiple: true }]))
  let values: Readonly<Record<string, unknown>>
  try {
    values = parseArgs({ args: [...args], options: { ...options, json: { type: 'boolean' } }, strict: true, allowPositionals: false }).values
  } catch (error) {
    // Node.js's own errors are of another realm where tests run.
    const text = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
    const message = text.split('. To specify')[0]?.replace(/^./, (letter) => letter.toLowerCase()) ?? ''
    return problems({
      code: 'E_HOST_OPTION',
      message,
      cure: `Known are ${names.map((name) => `--${name}`).join(', ')}, --json and --help`,
    })
  }
  const given: Record<string, string> = {}
  const twice: Problem[] = []
  for (const [name, list] of Object.entries(values)) {
    if (!Array.isArray(list)) continue
    const target = single[name] ?? name
    const isLines = Object.values(single).includes(target)
    if (list.length > 1 && !isLines) twice.push({ code: 'E_HOST_OPTION', message: 'is given more than once', cure: 'Give it once', at: { input: name } })
    given[target] = [...(given[target] === undefined ? [] : [given[target]]), ...list].join('\n')
  }
  return twice.length > 0 ? err(twice) : { ok: true, value: { given, json: values['json'] === true } }
}

function renderHelp<C extends Contract>({ contract, single = {} }: Command<C>): string {
  const lines = Object.entries(contract.inputs).map(([name, { kind, description, default: fallback }]) => {
    const one = Object.entries(single).find(([, target]) => target === name)?.[0]
    return `  --${name}${one === undefined ? '' : `, --${one} (for one line)`}\n      ${description} (${kind.describe}${fallback === undefined ? '' : `; default: ${fallback}`})`
  })
  const ends = '  --json\n      Print the result as JSON on standard output, and nothing else.'
  return `${contract.description}\n\n${[...lines, ends].join('\n')}\n\nExit codes: 0 proven, 1 refused, 2 usage, 3 a mistake of our own.\n`
}

/** The ports of a terminal: no runner, no artifacts, and a log that standard output does not see. What takes long to load is loaded when it is used. */
function createPorts(name: string): Ports {
  const complain = (text: string): void => void process.stderr.write(`${text}\n`)
  const job = readJob(process.env, { platform: process.platform, arch: process.arch, cwd: process.cwd() })
  const { signal } = new AbortController()
  const nothing = (): Promise<never> => Promise.reject(new Defect('a terminal has neither artifacts nor a cache'))
  return {
    exec: {
      run: async (...args) => (await loadExec(job.workspace, complain, signal)).run(...args),
      which: async (command) => (await loadExec(job.workspace, complain, signal)).which(command),
    },
    // The runner's own library for patterns speaks to the runner, on standard output.
    files: { ...createFiles(job), glob: (patterns) => expand(job.workspace, patterns) },
    http: {
      request: async (request) => (await import('./http.ts')).createHttp({ env: process.env, userAgent: `slipway-${name}`, signal }).request(request),
    },
    clock: createClock(signal),
    log: {
      info: () => {},
      debug: () => {},
      notice: complain,
      warning: (problem) => complain(`warning: ${renderProblem(problem)}`),
      group: (_, body) => body(),
      mask: () => {},
      exportVariable: () => {},
    },
    summary: { add: () => {} },
    artifacts: { upload: nothing, list: nothing, download: nothing },
    cache: { available: () => false, restore: nothing, save: nothing },
    job,
    random: (bytes) => randomBytes(bytes).toString('hex'),
    signal,
  }
}

async function loadExec(cwd: string, print: (line: string) => void, signal: AbortSignal): Promise<Exec> {
  const { createExec } = await import('./exec.ts')
  return createExec({ env: process.env, cwd, windows: process.platform === 'win32', print, signal })
}

/** Files that match patterns, as the port says it: `!` takes some out again. */
async function expand(workspace: string, patterns: readonly string[]): Promise<readonly string[]> {
  const exclude = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1))
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'))
  const found = new Set<string>()
  for await (const entry of glob(wanted, { cwd: workspace, exclude, withFileTypes: true })) {
    if (!entry.isDirectory()) found.add(relative(workspace, join(entry.parentPath, entry.name)).split(sep).join('/'))
  }
  return [...found].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

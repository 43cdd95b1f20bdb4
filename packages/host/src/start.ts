import { randomBytes } from 'node:crypto'
import { type Contract, type InputsOf, type OutputsOf, parseInputs } from '@slipway/contract'
import { Defect, type Problem, Refusal, refuse, renderProblem, unwrap } from '@slipway/kernel'
import { createClock } from './clock.ts'
import { createExec } from './exec.ts'
import { createFiles } from './files.ts'
import { createHttp } from './http.ts'
import { readInputs, readJob } from './job.ts'
import { createLog, createSummary } from './log.ts'
import type { Artifacts, Cache, Ports } from './ports.ts'
import { sayKeyValue } from './workflow-command.ts'

export type Run<C extends Contract> = (inputs: InputsOf<C>, ports: Ports) => Promise<OutputsOf<C>>

const noArtifacts: Artifacts = {
  upload: () => Promise.reject(new Defect('this action was started without the artifact port')),
  list: () => Promise.reject(new Defect('this action was started without the artifact port')),
  download: () => Promise.reject(new Defect('this action was started without the artifact port')),
}

const noCache: Cache = {
  available: () => false,
  restore: () => Promise.reject(new Defect('this action was started without the cache port')),
  save: () => Promise.reject(new Defect('this action was started without the cache port')),
}

/** The ports whose libraries are heavy: an action brings those that it uses. */
export type HeavyPorts = { readonly artifacts?: Artifacts; readonly cache?: Cache }

/**
 * Runs an action: environment → inputs → `run` → outputs, and one place that says how it ended.
 * A Refusal becomes annotations, lines in the log and a list in the summary; a Defect shows its stack. Both end with exit code 1.
 */
export async function start<C extends Contract>(contract: C, run: Run<C>, heavy: HeavyPorts = {}): Promise<void> {
  const log = createLog()
  const summary = createSummary()
  const cancelled = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => cancelled.abort(new Error(name)))
  try {
    const given = readInputs(process.env, Object.keys(contract.inputs))
    for (const [name, declared] of Object.entries(contract.inputs)) if (declared.kind.secret === true) log.mask((given[name] ?? '').trim())
    const inputs = unwrap(parseInputs(contract, given))
    const outputs = await run(inputs, createPorts(contract.name, log, summary, cancelled.signal, heavy))
    emit(outputs, log.masked())
  } catch (error) {
    process.exitCode = 1
    report(error, contract.name, log, summary.add)
  }
  await summary.write()
  // Sockets that are kept alive, or a library's timers, must not hold a step that has ended.
  if (process.exitCode === 1 || cancelled.signal.aborted) process.exit(1)
  process.exit(0)
}

function createPorts(name: string, log: ReturnType<typeof createLog>, summary: Ports['summary'], signal: AbortSignal, heavy: HeavyPorts): Ports {
  const job = readJob(process.env, { platform: process.platform, arch: process.arch, cwd: process.cwd() })
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('INPUT_')))
  return {
    exec: createExec({ env: clean, cwd: job.workspace, windows: process.platform === 'win32', print: (line) => log.info(line), signal }),
    files: createFiles(job),
    http: createHttp({ env: process.env, userAgent: `slipway-${name}`, signal }),
    clock: createClock(signal),
    log,
    summary,
    artifacts: heavy.artifacts ?? noArtifacts,
    cache: heavy.cache ?? noCache,
    job,
    random: (bytes) => randomBytes(bytes).toString('hex'),
    signal,
  }
}

/** A runner silently drops an output that holds a masked value; losing a digest that way is a failure two jobs later. */
export function checkOutputs(outputs: Readonly<Record<string, string>>, masked: readonly string[]): readonly Problem[] {
  const lost = Object.entries(outputs).filter(([, value]) => masked.some((secret) => value.includes(secret)))
  return lost.map(([name]) => ({
    code: 'E_HOST_MASKED_OUTPUT',
    message: `the output ${name} holds a value that is masked, and the runner would drop it`,
    cure: 'Use a secret that is not a part of names, repositories or digests',
  }))
}

function emit(outputs: Readonly<Record<string, string>>, masked: readonly string[]): void {
  const found = checkOutputs(outputs, masked)
  if (found.length > 0) throw new Refusal(found)
  for (const [name, value] of Object.entries(outputs)) sayKeyValue('OUTPUT', name, value)
}

function report(error: unknown, name: string, log: ReturnType<typeof createLog>, summarise: (markdown: string) => void): void {
  const refusal = refusalOf(error)
  if (refusal === undefined) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    log.error({ code: 'E_HOST_DEFECT', message: `${name} failed through a mistake of its own: ${error instanceof Error ? error.message : String(error)}` })
    log.info(stack)
    if (error instanceof Error && error.cause !== undefined) log.info(`caused by ${error.cause instanceof Error ? error.cause.stack : String(error.cause)}`)
    return
  }
  for (const problem of refusal.problems) log.error(problem)
  const list = refusal.problems.map((problem) => `- ${renderProblem(problem)}`).join('\n')
  summarise(`### ❌ ${name}: ${refusal.problems.length === 1 ? 'one problem' : `${refusal.problems.length} problems`}\n\n${list}`)
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof Error && error.name === 'HttpFailure') {
    return refuse({ code: 'E_HOST_NETWORK', message: error.message, cure: 'See whether the server answers, and run the job again' })
  }
  return undefined
}

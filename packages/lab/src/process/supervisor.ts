import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Defect, refuse } from '@slipway/kernel'
import { markerVariable, renderMarker } from './marker.ts'
import { askTree, endTree, findTree } from './reap.ts'

/** Time, for deadlines: a parameter, so that tests need not wait. */
export type Timer = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs the task after so many milliseconds, unless the returned function is called before. */
  readonly after: (milliseconds: number, task: () => void) => () => void
}

export type StartOptions = {
  /** What messages call it: `registry`, `act release/build`. */
  readonly name: string
  readonly command: string
  readonly args?: readonly string[]
  /** The whole environment: nothing is inherited but the marker. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd?: string
  /** A file to which stdout and stderr are appended. Without it both are pipes that the caller reads. */
  readonly log?: string
  /** Milliseconds after which it is stopped. */
  readonly deadline?: number
  /** Milliseconds between SIGTERM and SIGKILL. Default: 5,000. */
  readonly grace?: number
}

export type Exit = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Who ended it. */
  readonly by: 'itself' | 'stop' | 'deadline'
  readonly milliseconds: number
}

/** A process that was started. It leads its own session, so that a terminal's Ctrl-C does not reach it. */
export type Supervised = {
  readonly name: string
  readonly pid: number
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  /** Resolves when it has ended and nothing that it started lives any more. */
  readonly exited: Promise<Exit>
  /** Signals this one process, not its children. */
  readonly signal: (signal: NodeJS.Signals) => void
  /** SIGTERM to everything that it started, SIGKILL after the grace (milliseconds). */
  readonly stop: (grace?: number) => Promise<Exit>
}

export type Supervisor = AsyncDisposable & {
  /** The identifier that every process of this run carries in its environment. */
  readonly runId: string
  /** The variable of the environment by which a process that somebody else starts is ours too: it ends with us at the latest. */
  readonly mark: Readonly<Record<string, string>>
  /** Refuses (`E_LAB_START`) when the command cannot be started. */
  readonly start: (options: StartOptions) => Promise<Supervised>
  /** Ends everything; the supervisor can be used again. */
  readonly stopAll: () => Promise<void>
}

export type SupervisorOptions = { readonly clock?: Timer; readonly inherited?: string | undefined }

const realTimer: Timer = {
  now: () => Date.now(),
  after: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds)
    return () => clearTimeout(timer)
  },
}

/**
 * Starts processes and answers for their end: nothing that they started outlives them, and nothing at all outlives this process, even after
 * kill -9. What makes that true is a marker in the environment, found through /proc, and a watchdog process that waits for our end.
 * Linux only. A descendant escapes only if it clears its environment, leaves its session and loses its parent, all three.
 */
export function createSupervisor(options: SupervisorOptions = {}): Supervisor {
  if (!existsSync('/proc/self/environ')) {
    throw refuse({
      code: 'E_LAB_PROC',
      message: 'this system has no /proc, so that processes left behind could not be found',
      cure: 'Use Linux, or a container of it',
    })
  }
  const timer = options.clock ?? realTimer
  const inherited = 'inherited' in options ? options.inherited : process.env[markerVariable]
  const runId = randomBytes(12).toString('hex')
  const running = new Set<Supervised>()
  const watchdog = startWatchdog(runId, inherited)
  const stopAll = async (): Promise<void> => {
    await Promise.all([...running].map((child) => child.stop()))
    await endTree(runId)
  }
  return {
    runId,
    mark: { [markerVariable]: renderMarker(inherited, runId) },
    start: async (start) => {
      if (watchdog.exitCode !== null || watchdog.signalCode !== null) throw new Defect('the watchdog of the lab has ended, nothing may be started without it')
      const child = await startChild(start, timer, (identifier) => renderMarker(inherited, runId, identifier))
      running.add(child)
      void child.exited.finally(() => running.delete(child)).catch(() => {})
      return child
    },
    stopAll,
    [Symbol.asyncDispose]: async () => {
      await stopAll()
      if (watchdog.exitCode !== null || watchdog.signalCode !== null) return
      const gone = once(watchdog, 'exit')
      watchdog.ref()
      watchdog.stdin?.end()
      await gone
    },
  }
}

function startWatchdog(runId: string, inherited: string | undefined): ChildProcess {
  const program = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './watchdog.ts' : './watchdog.js', import.meta.url))
  const env = inherited === undefined ? {} : { [markerVariable]: inherited }
  // A session of its own: Ctrl-C and a kill of our process group do not reach it.
  const watchdog = spawn(process.execPath, [program, runId], { cwd: '/', detached: true, env, stdio: ['pipe', 'ignore', 'ignore'] })
  watchdog.on('error', () => {})
  watchdog.stdin.on('error', () => {})
  watchdog.unref()
  ;(watchdog.stdin as unknown as { unref: () => void }).unref()
  return watchdog
}

async function startChild(options: StartOptions, timer: Timer, marker: (identifier: string) => string): Promise<Supervised> {
  const identifier = randomBytes(12).toString('hex')
  const started = timer.now()
  const child = await spawnChild(options, marker(identifier))
  let by: Exit['by'] = 'itself'
  const forget = options.deadline === undefined ? () => {} : timer.after(options.deadline, () => void stop('deadline').catch(() => {}))
  const exited = (async (): Promise<Exit> => {
    const [code, signal] = (await child.ended) as [number | null, NodeJS.Signals | null]
    const milliseconds = timer.now() - started
    forget()
    await endTree(identifier)
    return { code, signal, by, milliseconds }
  })()
  exited.catch(() => {})
  const stop = async (reason: Exit['by'], grace = options.grace ?? 5_000): Promise<Exit> => {
    if (by === 'itself' && findTree(identifier).length > 0) by = reason
    await askTree(identifier, grace)
    await endTree(identifier)
    return exited
  }
  return {
    name: options.name,
    pid: child.process.pid as number,
    stdout: child.process.stdout,
    stderr: child.process.stderr,
    exited,
    signal: (signal) => void child.process.kill(signal),
    stop: (grace) => stop('stop', grace),
  }
}

async function spawnChild(options: StartOptions, marker: string): Promise<{ process: ChildProcess; ended: Promise<unknown[]> }> {
  const log = options.log === undefined ? undefined : openSync(options.log, 'a')
  try {
    const child = spawn(options.command, [...(options.args ?? [])], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...options.env, [markerVariable]: marker },
      detached: true,
      stdio: ['ignore', log ?? 'pipe', log ?? 'pipe'],
    })
    const ended = once(child, 'exit')
    ended.catch(() => {})
    await once(child, 'spawn')
    child.on('error', () => {})
    return { process: child, ended }
  } catch (error) {
    throw refuse(
      {
        code: 'E_LAB_START',
        message: `${options.name}: ${options.command} cannot be started (${(error as Error).message})`,
        cure: 'Install it, or correct its path',
      },
      { cause: error },
    )
  } finally {
    if (log !== undefined) closeSync(log)
  }
}

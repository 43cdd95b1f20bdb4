import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { endMarked } from './left-behind.ts'
import type { Exec, ExecOptions, ExecResult } from './ports.ts'

const halfHour = 30 * 60_000
/** After the polite signal, so long until the whole group is killed. */
const grace = 5_000

export type ExecContext = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly windows: boolean
  readonly print: (line: string) => void
  readonly signal: AbortSignal
}

/** What every command and all that it starts has in its environment, with a value of its own. */
const markName = 'SLIPWAY_COMMAND'

/** Commands as whole process groups: what a command leaves behind when it is ended goes with it, also what left the group. */
export function createExec(context: ExecContext): Exec {
  return {
    run: (command, args, options = {}) => runCommand(context, command, args, options),
    which: (command) => which(context, command),
  }
}

async function runCommand(context: ExecContext, command: string, args: readonly string[], options: ExecOptions): Promise<ExecResult> {
  const mark = randomBytes(12).toString('hex')
  const env = Object.fromEntries(Object.entries({ ...context.env, ...options.env, [markName]: mark }).filter(([, value]) => value !== undefined))
  const child = spawn(command, [...args], {
    cwd: options.cwd ?? context.cwd,
    env,
    detached: !context.windows,
    // Without input there is no pipe: bash takes a socket on its standard input for a remote shell, and would read the user's .bashrc.
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const stop = createStopper(child, context.windows, `${markName}=${mark}`)
  const signals = [...(options.evenIfCancelled === true ? [] : [context.signal]), ...(options.signal === undefined ? [] : [options.signal])]
  for (const signal of signals) signal.addEventListener('abort', stop.now, { once: true })
  if (signals.some((signal) => signal.aborted)) stop.now()
  const deadline = setTimeout(stop.now, options.deadline ?? halfHour)
  try {
    const echo = options.output === 'stream' ? context.print : undefined
    const stdout = collect(child.stdout, echo)
    const stderr = collect(child.stderr, echo)
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input)
    const ending = await finished(child)
    return { code: ending.code, stdout: await stdout, stderr: ending.error ?? (await stderr), ended: stop.asked() }
  } finally {
    clearTimeout(deadline)
    stop.done()
    for (const signal of signals) signal.removeEventListener('abort', stop.now)
  }
}

function createStopper(child: ChildProcess, windows: boolean, mark: string): { now: () => void; asked: () => boolean; done: () => void } {
  let asked = false
  let force: NodeJS.Timeout | undefined
  const kill = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid === undefined) child.kill(signal)
      else if (windows) endTree(child, child.pid)
      else process.kill(-child.pid, signal)
    } catch {
      // The group is gone already: that is what was wanted.
    }
  }
  // What left the group may still hold the other end of the output, and the command would never be over.
  const end = (): void => {
    kill('SIGKILL')
    endMarked(mark)
  }
  return {
    now: () => {
      if (asked) return
      asked = true
      kill('SIGTERM')
      force = setTimeout(end, grace)
    },
    asked: () => asked,
    done: () => {
      clearTimeout(force)
      if (asked) end()
    },
  }
}

/** Windows has no process groups and no polite signal; without `taskkill` at least the command itself ends. */
function endTree(child: ChildProcess, pid: number): void {
  if (child.exitCode !== null || child.signalCode !== null) return
  spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => child.kill('SIGKILL'))
}

function finished(child: ChildProcess): Promise<{ code: number; error?: string }> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      // What a shell answers for a command that is not there, and for one that may not be run.
      resolve({ code: error.code === 'ENOENT' ? 127 : 126, error: error.message })
    })
    child.once('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGKILL' ? 137 : 143) }))
  })
}

async function collect(stream: NodeJS.ReadableStream | null, echo: ((line: string) => void) | undefined): Promise<string> {
  if (stream === null) return ''
  const chunks: string[] = []
  let rest = ''
  stream.setEncoding('utf8')
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      chunks.push(chunk)
      if (echo === undefined) continue
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) echo(line.replace(/\r$/, ''))
    }
  } catch {
    // A stream that breaks when its process is killed holds all that there is.
  }
  if (rest !== '') echo?.(rest)
  return chunks.join('')
}

async function which(context: ExecContext, command: string): Promise<string | undefined> {
  const folders = isAbsolute(command) ? [''] : (context.env.PATH ?? '').split(delimiter)
  const endings = context.windows ? ['', '.exe', '.cmd', '.bat'] : ['']
  for (const folder of folders) {
    for (const ending of endings) {
      const path = join(folder, command + ending)
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path
    }
  }
  return undefined
}

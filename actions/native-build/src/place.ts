import type { Ran } from '@slipway/engine'
import type { Ports } from '@slipway/host'
import { type Problem, Refusal, refuse } from '@slipway/kernel'
import type { Inputs } from './plan.ts'

/** Where lines for bash run: on the runner, or in a container of the builder image. */
export type Place = {
  /** For the log: `on the runner`. */
  readonly where: string
  /** Runs one line in the working directory. `deadline` is in milliseconds. */
  readonly run: (line: string, deadline: number) => Promise<Ran>
}

export type What = 'setup' | 'command' | 'smoke'

/** bash, as GitHub's own `shell: bash` runs a step, except that the line is an argument and no file. */
export function createRunner(inputs: Pick<Inputs, 'working-directory'>, env: Readonly<Record<string, string>>, ports: Ports): Place {
  const cwd = ports.files.resolve(inputs['working-directory'])
  return {
    where: 'on the runner',
    run: (line, deadline) => ports.exec.run('bash', ['-euo', 'pipefail', '-c', line], { cwd, env, deadline, output: 'stream' }),
  }
}

export async function needBash(what: What, ports: Pick<Ports, 'exec'>): Promise<void> {
  if ((await ports.exec.which('bash')) !== undefined) return
  throw refuse({ code: 'E_NATIVE_BASH', message: 'bash is not on the runner', cure: 'Install bash; on Windows, Git brings one', at: { input: what } })
}

/** Runs a line that has to end well. */
export async function runLine(what: What, line: string, deadline: number, place: Place, ports: Pick<Ports, 'log' | 'signal'>): Promise<void> {
  const ran = await ports.log.group(`${what}, ${place.where}`, () => place.run(line, deadline))
  const problem = judgeEnding(what, ran, deadline, ports.signal.aborted)
  if (problem !== undefined) throw new Refusal([problem])
}

/** What a line's ending means; undefined when it ended well. */
export function judgeEnding(what: What, ran: Ran, deadline: number, cancelled: boolean): Problem | undefined {
  const at = { input: what }
  if (ran.ended && cancelled) return { code: 'E_NATIVE_CANCELLED', message: `the ${what} was cancelled`, cure: 'Run the job again', at }
  if (ran.ended) {
    const cure = 'Give it a longer timeout, or see where it stands still'
    return { code: 'E_NATIVE_TIME', message: `the ${what} did not end within ${deadline / 1000} s`, cure, at }
  }
  if (ran.code === 0) return undefined
  return { code: 'E_NATIVE_COMMAND', message: `the ${what} ended with ${ran.code}`, cure: cureFor(ran.stderr), at }
}

/** Go's own words, and git's, for a checkout that belongs to another user: in a container, the one who owns the mounted folder. */
function cureFor(stderr: string): string {
  if (/error obtaining VCS status|detected dubious ownership/.test(stderr))
    return 'git refuses the workspace, which belongs to another user: build with -buildvcs=false (GOFLAGS=-buildvcs=false in env), and stamp the version yourself'
  return 'See what it wrote above'
}

import { access, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal, refuse } from '@slipway/kernel'
import type { ExecuteLeg, Leg, LegOutcome } from '@slipway/workflows'
import type { Supervisor } from '../process/index.ts'
import { checkLeg } from './checks.ts'
import { type Credentials, planInvocation, type RunFacts } from './invocation.ts'
import { runLeg } from './run-leg.ts'
import { writeShims } from './shims.ts'

/** The version whose behaviour this driver was measured against. */
export const actVersion = '0.2.89'

export type ActOptions = Omit<RunFacts, 'path'> & {
  /** The folder that holds Node 24's `node`: act runs every JavaScript action with the first `node` it finds. */
  readonly node: string
  /** The search path of the steps. Default: the usual folders of a Debian system. */
  readonly path?: string
  /** A folder for the legs' homes and workspaces; each leg's own folder in it is removed at its end. */
  readonly scratch: string
  /** A folder that keeps one log file per leg, named `legSlug(leg).log`. */
  readonly logs: string
  readonly credentials: (leg: Leg) => Credentials | Promise<Credentials>
  readonly supervisor: Supervisor
  /** Called for every line of every step's log as it comes, masked; and once without text when a step begins. */
  readonly onLine?: (leg: Leg, step: string, text: string | undefined) => void
  /** Milliseconds that a cancelled leg has for its `always()` steps until it is killed. Default: 5 minutes, as on GitHub. */
  readonly grace?: number
  /** Kills what runs, `always()` steps too, and lets nothing more start. */
  readonly killed?: AbortSignal
}

const debian = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Executes legs by act in host mode (behaviour as measured of 0.2.89, nektos/act): each in a process, a home, a workspace and with tokens of
 * its own, so that legs run side by side. Throws a Refusal before anything runs when the leg needs what a rehearsal cannot do faithfully,
 * and a Defect when act ends without a result; what act's steps leave running is ended with the leg.
 */
export function createActExecutor(options: ActOptions): ExecuteLeg {
  let prepared: Promise<RunFacts> | undefined
  let count = 0
  return async (leg, signal) => {
    prepared ??= prepare(options)
    const facts = await prepared
    const { problems, declared } = await checkLeg(leg, options)
    if (problems.length > 0) throw new Refusal(problems)
    if (signal.aborted || options.killed?.aborted === true) return cancelledBefore
    count += 1
    const folder = join(options.scratch, `leg${count}`)
    try {
      const invocation = planInvocation(leg, folder, facts, await options.credentials(leg))
      return await runLeg({ leg, invocation, declared, signal, options })
    } finally {
      await removeFolder(folder, options)
    }
  }
}

async function prepare(options: ActOptions): Promise<RunFacts> {
  if (
    !(await access(options.act).then(
      () => true,
      () => false,
    ))
  ) {
    throw refuse({
      code: 'E_LAB_ACT',
      message: `act is not at ${options.act}`,
      cure: `Get it with: go install github.com/nektos/act@v${actVersion}`,
    })
  }
  const path = `${options.node}:${options.path ?? debian}`
  const shims = join(options.scratch, 'shims')
  await mkdir(options.logs, { recursive: true })
  await writeShims(shims, path)
  return { ...options, path: `${shims}:${path}` }
}

const cancelledBefore: LegOutcome = {
  conclusion: 'cancelled',
  contexts: { steps: {}, env: {}, job: { status: 'cancelled' } },
  steps: [],
  summaries: [],
  annotations: [],
  seconds: 0,
}

/** Folders that a step made read-only (Go's module cache) are opened first. */
async function removeFolder(folder: string, options: ActOptions): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(async () => {
    const chmod = await options.supervisor.start({ name: 'chmod', command: 'chmod', args: ['-R', 'u+rwX', folder], env: { PATH: debian }, log: '/dev/null' })
    await chmod.exited
    await rm(folder, { recursive: true, force: true })
  })
}

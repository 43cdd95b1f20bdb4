import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSupervisor, startRegistry } from '@slipway/lab'
import { renderTable } from '@slipway/report'
import { builderBundle, type StepOptions, startStep } from '../../builder-step.ts'
import { expectFound, makeSite, signer } from './site.ts'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

/** One process, from outside and from within. */
type Run = {
  readonly whole: number
  /** How long a server was busy with one of its requests, counted there. */
  readonly network: number
  readonly requests: number
  /** How long its main thread was ready to go on, and other processes had the processors (Linux, sched-stats, /proc/<pid>/schedstat). */
  readonly waited: number
  /** Time of a processor, all threads. */
  readonly cpu: number
  /** MiB. */
  readonly peak: number
}

const runs = 15

/** Reports at its end what the kernel knows of the process: the most memory of this program, not of the one that forked it. */
const witness = `process.on('exit', () => {
  const { readFileSync, writeFileSync } = require('node:fs')
  const [, peak] = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))
  const [, waited] = readFileSync('/proc/self/schedstat', 'utf8').split(' ')
  const { user, system } = process.cpuUsage()
  writeFileSync(process.env.WITNESS, JSON.stringify({ peak: peak / 1024, cpu: (user + system) / 1000, waited: waited / 1e6 }))
})
`

/** Watches the servers of this process: when one of them is busy. */
function watchServers(): AsyncDisposable & { readonly take: () => { readonly network: number; readonly requests: number } } {
  const open = new Map<ServerResponse, number>()
  let busy = 0
  let requests = 0
  let since = 0
  const begin = (message: unknown): void => {
    const { response } = message as { response: ServerResponse }
    if (open.size === 0) since = performance.now()
    open.set(response, performance.now())
    requests += 1
    response.once('close', () => {
      open.delete(response)
      if (open.size === 0) busy += performance.now() - since
    })
  }
  subscribe('http.server.request.start', begin)
  return {
    take: () => {
      const taken = { network: busy, requests }
      busy = 0
      requests = 0
      return taken
    },
    [Symbol.asyncDispose]: async () => void unsubscribe('http.server.request.start', begin),
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** The step of a run that builds nothing: `mode: plan` of an image that is there, as whole processes of the bundle, beside an empty Node.js. */
export async function* measureHitPath(meter: Meter): AsyncGenerator<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'hit-path-'))
  const supervisor = createSupervisor()
  try {
    const authorize = (token: string | undefined) => (token === undefined ? 'read' : token === 'writer' ? 'write' : 'unknown')
    await using registry = await startRegistry({ storage: join(folder, 'storage'), folder: join(folder, 'registry'), supervisor, authorize })
    await using site = await makeSite(folder)
    await using servers = watchServers()
    const reported = join(folder, 'witness.json')
    writeFileSync(join(folder, 'witness.cjs'), witness)
    const image = `${registry.host}/octo/builder`
    await site.run(image, { mode: 'ensure', signer }, 'false')
    const watched = (inputs: Readonly<Record<string, string>>): StepOptions => {
      const step = site.step(image, { mode: 'plan', ...inputs })
      return { ...step, environment: { ...step.environment, WITNESS: reported }, node: ['--require', join(folder, 'witness.cjs')] }
    }
    const kinds: Readonly<Record<string, StepOptions>> = {
      'an empty Node.js': { ...watched({}), program: ['-e', ''] },
      hit: watched({}),
      'hit with a statement': watched({ signer }),
    }
    const measured = new Map(Object.keys(kinds).map((name) => [name, [] as Run[]]))
    for (let run = 0; run <= runs; run += 1) {
      for (const [name, options] of Object.entries(kinds)) {
        servers.take()
        const result = await startStep(options).result
        if (options.program === undefined) expectFound(result, 'true')
        const said = JSON.parse(readFileSync(reported, 'utf8')) as Pick<Run, 'peak' | 'cpu' | 'waited'>
        if (run > 0) measured.get(name)?.push({ whole: result.milliseconds, ...servers.take(), ...said })
      }
    }
    yield* report(meter, measured)
  } finally {
    await supervisor[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds, the start of Node.js among them. */
const own = ({ whole, network, waited }: Run): number => whole - network - waited

function* report(meter: Meter, measured: ReadonlyMap<string, readonly Run[]>): Generator<unknown> {
  const of = (name: string, value: (run: Run) => number): number => median((measured.get(name) ?? []).map(value))
  const columns: Readonly<Record<string, (run: Run) => number>> = {
    'whole, ms': ({ whole }) => whole,
    'in requests, ms': ({ network }) => network,
    'waiting for a processor, ms': ({ waited }) => waited,
    'own, ms': own,
    'time of processors, ms': ({ cpu }) => cpu,
    'peak, MiB': ({ peak }) => peak,
    requests: ({ requests }) => requests,
  }
  const cells = [...measured.keys()].map((name) => [name, ...Object.values(columns).map((value) => of(name, value).toFixed(0))])
  yield `the hit path of ${builderBundle}, medians of ${runs} runs in turn\n\n${renderTable(['process', ...Object.keys(columns)], cells)}`
  for (const name of [...measured.keys()].slice(1)) {
    yield meter.row(`${name}: own time, with the start of Node.js`, of(name, own), 'ms', 300)
    yield meter.row(`${name}: memory`, of(name, ({ peak }) => peak) - of('an empty Node.js', ({ peak }) => peak), 'MiB above an empty Node.js', 60)
  }
}

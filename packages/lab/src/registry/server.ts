import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { request as send } from 'node:http'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Defect, refuse } from '@slipway/kernel'
import type { FaultScript } from '../faults/index.ts'
import type { Supervised, Supervisor } from '../process/index.ts'
import { type Authorize, createAccessControl } from './access.ts'
import { createProxy, type ProxyContext } from './proxy.ts'
import { readTags, type StoredTag } from './storage.ts'

export type RegistryOptions = {
  /** Where the registry keeps its repositories and blobs; what lies there from before is served again. */
  readonly storage: string
  /** Takes the configuration and the log of this run. */
  readonly folder: string
  readonly supervisor: Pick<Supervisor, 'start'>
  readonly authorize: Authorize
  /** Asked once for each request, as server `registry`. Default: no faults. */
  readonly faults?: Pick<FaultScript, 'decide'>
  /** Debian's registry; default `docker-registry`, found on PATH. */
  readonly command?: string
  /** Milliseconds until the registry has to answer. Default: 10,000. */
  readonly deadline?: number
  /** How many seconds a bearer token lives. Default: 300. */
  readonly tokenSeconds?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

export type RegistryServer = AsyncDisposable & {
  /** `127.0.0.1:PORT`. */
  readonly host: string
  /** `http://127.0.0.1:PORT`. */
  readonly url: string
  /** Every tag with the digest that it names, sorted: read from the storage, so that nothing is counted. */
  readonly tags: () => Promise<readonly StoredTag[]>
  /** How often each kind of request came: `GET manifest`, `PATCH upload`, `GET token`, … */
  readonly requests: () => Readonly<Record<string, number>>
  readonly stop: () => Promise<void>
}

/**
 * Debian's docker-registry (2.8) with a front that behaves like a public registry, on a free port of 127.0.0.1. The registry
 * itself listens only on an abstract Unix socket, so nothing reaches it around the front, and no second port can be taken.
 * Refuses when the program is missing (`E_LAB_START`) or does not answer in time (`E_LAB_REGISTRY`).
 */
export async function startRegistry(options: RegistryOptions): Promise<RegistryServer> {
  const socket = `slipway-registry-${randomBytes(12).toString('hex')}`
  const counts = new Map<string, number>()
  const registry = await startProgram(options, socket)
  const access = createAccessControl(options.authorize, options.now ?? Date.now, options.tokenSeconds ?? 300)
  let host = ''
  const context: ProxyContext = { upstream: `\0${socket}`, host: () => host, access, faults: options.faults, counts }
  const proxy = createProxy(context)
  const stop = async (): Promise<void> => {
    const closed = new Promise((done) => (proxy.listening ? proxy.close(done) : done(undefined)))
    proxy.closeAllConnections()
    await closed
    await registry.stop()
  }
  try {
    await waitUntilReady(options, registry, context.upstream)
    await new Promise<void>((done, fail) => proxy.once('error', fail).listen(0, '127.0.0.1', done))
    const address = proxy.address()
    if (address === null || typeof address === 'string') throw new Defect('the front of the registry listens on no port')
    host = `127.0.0.1:${address.port}`
  } catch (error) {
    await stop()
    throw error
  }
  return {
    host,
    url: `http://${host}`,
    tags: () => readTags(options.storage),
    requests: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function startProgram(options: RegistryOptions, socket: string): Promise<Supervised> {
  const storage = resolve(options.storage)
  await mkdir(storage, { recursive: true })
  await mkdir(options.folder, { recursive: true })
  const file = join(options.folder, 'registry.yml')
  await writeFile(file, renderConfiguration(storage, socket))
  return options.supervisor.start({
    name: 'registry',
    command: options.command ?? 'docker-registry',
    args: ['serve', file],
    env: { PATH: process.env['PATH'] ?? '', HOME: options.folder },
    log: join(options.folder, 'registry.log'),
  })
}

/** docker-registry's configuration (distribution 2.8, "Configuring a registry"); JSON is YAML. `@` names an abstract socket. */
export function renderConfiguration(storage: string, socket: string): string {
  const configuration = {
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: storage },
      delete: { enabled: true },
      // The storage is swept before the start; a purge in the middle of a run would only surprise.
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: { net: 'unix', addr: `@${socket}`, secret: randomBytes(16).toString('hex'), relativeurls: true },
  }
  return `${JSON.stringify(configuration, undefined, 2)}\n`
}

async function waitUntilReady(options: RegistryOptions, registry: Supervised, socketPath: string): Promise<void> {
  const deadline = options.deadline ?? 10_000
  const until = Date.now() + deadline
  const state = { ended: false }
  void registry.exited.then(() => (state.ended = true)).catch(() => {})
  while (!(await answers(socketPath))) {
    if (!state.ended && Date.now() < until) {
      await sleep(10)
      continue
    }
    const log = await readFile(join(options.folder, 'registry.log'), 'utf8').catch(() => '')
    const last = log.trim().split('\n').slice(-3).join('; ')
    throw refuse({
      code: 'E_LAB_REGISTRY',
      message: state.ended ? `docker-registry ended at its start: ${last}` : `docker-registry did not answer within ${deadline} ms`,
      cure: `Look into ${join(options.folder, 'registry.log')}; if the storage ${options.storage} is damaged, remove it`,
    })
  }
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((done) => {
    const request = send({ socketPath, path: '/v2/', timeout: 1_000 }, (response) => {
      response.resume()
      response.once('end', () => done(response.statusCode === 200))
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => done(false))
    request.end()
  })
}

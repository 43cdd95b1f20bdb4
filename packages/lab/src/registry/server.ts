import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { request as send } from 'node:http'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { refuse } from '@slipway/kernel'
import type { Supervised, Supervisor } from '../process/index.ts'
import { type Gate, type GateOptions, newSocketName, startGate } from './gate.ts'
import { readTags, type StoredTag } from './storage.ts'

export type RegistryOptions = GateOptions & {
  /** Where the registry keeps its repositories and blobs; what lies there from before is served again. */
  readonly storage: string
  /** Takes the configuration and the log of this run. */
  readonly folder: string
  readonly supervisor: Pick<Supervisor, 'start'>
  /** Debian's registry by default (`docker-registry`, found on PATH); the path of CNCF distribution's `registry` 3 does as well. */
  readonly command?: string
  /** Milliseconds until the registry has to answer. Default: 10,000. */
  readonly deadline?: number
}

export type RegistryServer = Gate &
  AsyncDisposable & {
    /** Every tag with the digest that it names, sorted: read from the storage, so that nothing is counted. */
    readonly tags: () => Promise<readonly StoredTag[]>
  }

/**
 * Debian's docker-registry (2.8), or distribution 3, with a front that behaves like a public registry, on a free port of 127.0.0.1. The
 * registry itself listens only on an abstract Unix socket, so nothing reaches it around the front, and no second port can be taken.
 * Refuses when the program is missing (`E_LAB_START`) or does not answer in time (`E_LAB_REGISTRY`).
 */
export async function startRegistry(options: RegistryOptions): Promise<RegistryServer> {
  const socket = newSocketName()
  const registry = await startProgram(options, socket)
  try {
    await waitUntilReady(options, registry, `\0${socket}`)
    const gate = await startGate(options, `\0${socket}`)
    const stop = async (): Promise<void> => {
      await gate.stop()
      await registry.stop()
    }
    return { ...gate, tags: () => readTags(options.storage), stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await registry.stop()
    throw error
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
    // Distribution 3 would look for somebody to send its traces to.
    env: { PATH: process.env['PATH'] ?? '', HOME: options.folder, OTEL_TRACES_EXPORTER: 'none' },
    log: join(options.folder, 'registry.log'),
  })
}

/** The configuration of distribution 2.8 and 3 ("Configuring a registry"); JSON is YAML. `@` names an abstract socket. */
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

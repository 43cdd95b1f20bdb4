import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFaultScript, type FaultScript } from '../faults/index.ts'
import type { ObservedExchange, Service } from './answers.ts'
import type { Incoming, Origins, Outgoing } from './call.ts'
import { converse } from './connection.ts'
import { serveStorage, serveWeb } from './downloads.ts'
import { exchange } from './exchange.ts'
import { inspectRepository, type RepositoryState } from './inspect.ts'
import { createMeter, type Limits } from './limits.ts'
import { createRequests, type Requests } from './requests.ts'
import { createRepository, type RepositorySeed } from './seed.ts'
import type { World } from './state.ts'
import { createTokens, type TokenRequest } from './tokens.ts'

export type GitHubOptions = {
  readonly repositories: readonly RepositorySeed[]
  /** Asked once for each request of the API's host and the upload host, as server `github`. Default: no faults. */
  readonly faults?: FaultScript
  /** Default: the machine's clock. */
  readonly now?: () => Date
  /** What a request does that a fault holds up. Default: it waits by the machine's clock. */
  readonly pause?: (milliseconds: number) => Promise<void>
  /** Limits that are enforced. Default: none. */
  readonly limits?: Limits
  /** Hears of each answered request of the API's host and the upload host, before the client does. */
  readonly observe?: (exchange: ObservedExchange) => void
}

/** The emulator without sockets, for clients in the same process. */
export type LocalGitHub = {
  /** The API's origin, for GITHUB_API_URL and octokit's `baseUrl`. */
  readonly url: string
  /** The origin of uploads; releases name it in `upload_url`. */
  readonly uploadUrl: string
  /** The origin of pages and of `browser_download_url`. */
  readonly webUrl: string
  /** A token for one repository with a job's permissions. */
  readonly issueToken: (request: TokenRequest) => string
  /** Ends a token, as GitHub does when its job is over. */
  readonly revokeToken: (token: string) => void
  readonly addRepository: (seed: RepositorySeed) => void
  /** What a repository (`owner/name`) holds now. Throws for one that nobody added. */
  readonly repository: (slug: string) => RepositoryState
  readonly requests: Pick<Requests, 'counts' | 'log'>
  readonly faults: FaultScript
  /** Serves one request. Never rejects. */
  readonly exchange: (incoming: Incoming) => Promise<Outgoing>
}

/** A running emulator. */
export type GitHub = AsyncDisposable &
  Omit<LocalGitHub, 'exchange'> & {
    /** Closes every connection. May be called twice. */
    readonly stop: () => Promise<void>
  }

/** Starts GitHub on four free ports of 127.0.0.1. State begins with the seeds and ends with the process. */
export async function startGitHub(options: GitHubOptions): Promise<GitHub> {
  const servers = { api: createServer(), uploads: createServer(), web: createServer(), storage: createServer() }
  const { service, github } = create(options, await listen(servers))
  servers.api.on('request', serveApi(service, 'api'))
  servers.uploads.on('request', serveApi(service, 'uploads'))
  servers.web.on('request', (request, response) => serveWeb(service, request, response))
  servers.storage.on('request', (request, response) => serveStorage(service, request, response))
  const stop = (): Promise<void> => close(Object.values(servers))
  return { ...github, stop, [Symbol.asyncDispose]: stop }
}

/** GitHub under its own addresses, without a socket: `exchange` is the way in. */
export function openGitHub(options: GitHubOptions): LocalGitHub {
  const origins = {
    api: 'https://api.github.com',
    uploads: 'https://uploads.github.com',
    web: 'https://github.com',
    storage: 'https://release-assets.githubusercontent.com',
  }
  const { service, github } = create(options, origins)
  return { ...github, exchange: (incoming) => exchange(service, incoming) }
}

function create(options: GitHubOptions, origins: Origins): { readonly service: Service; readonly github: Omit<LocalGitHub, 'exchange'> } {
  const world = createWorld(options)
  const add = (seed: RepositorySeed): void => void world.repositories.set(slugKey(`${seed.owner}/${seed.name}`), createRepository(world, seed))
  for (const seed of options.repositories) add(seed)
  const faults = options.faults ?? createFaultScript([])
  const service: Service = {
    world,
    origins,
    tokens: createTokens(),
    faults,
    requests: createRequests(),
    observe: options.observe ?? (() => {}),
    meter: createMeter(options.limits ?? {}),
  }
  const github = {
    url: origins.api,
    uploadUrl: origins.uploads,
    webUrl: origins.web,
    issueToken: service.tokens.issue,
    revokeToken: service.tokens.revoke,
    addRepository: add,
    repository: (slug: string): RepositoryState => {
      const repository = world.repositories.get(slugKey(slug))
      if (repository === undefined) throw new RangeError(`the emulator has no repository ${slug}`)
      return inspectRepository(repository)
    },
    requests: service.requests,
    faults,
  }
  return { service, github }
}

function serveApi(service: Service, host: Incoming['host']): RequestListener {
  return (request, response) => {
    converse((incoming) => exchange(service, incoming), host, request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  }
}

function createWorld({ now = () => new Date(), pause }: GitHubOptions): World {
  let id = 100_000_000
  return {
    repositories: new Map(),
    nextId: () => {
      id += 1
      return id
    },
    now: () => `${now().toISOString().slice(0, 19)}Z`,
    clock: () => now().getTime(),
    pause: pause ?? ((milliseconds) => new Promise((done) => void setTimeout(done, milliseconds).unref())),
    undigested: new Set(),
  }
}

async function listen(servers: Readonly<Record<keyof Origins, Server>>): Promise<Origins> {
  const entries = Object.entries(servers).map(async ([name, server]) => {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
    return [name, `http://127.0.0.1:${(server.address() as AddressInfo).port}`] as const
  })
  return Object.fromEntries(await Promise.all(entries)) as Origins
}

async function close(servers: readonly Server[]): Promise<void> {
  const closing = servers.map((server) => new Promise<void>((resolve) => void server.close(() => resolve())))
  for (const server of servers) server.closeAllConnections()
  await Promise.all(closing)
}

function slugKey(slug: string): string {
  return slug.toLowerCase()
}

import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Defect, type Digest } from '@slipway/kernel'
import type { FaultScript } from '../faults/index.ts'
import { type ArtifactEntry, createArtifactService } from './artifact-service.ts'
import { createBlobStore } from './blobs.ts'
import { type CacheEntry, createCacheService } from './cache-service.ts'
import { answer, type Service } from './routes.ts'
import { type JobIdentity, renderSignature, renderToken } from './tokens.ts'

/** An artifact as a report or a test wants to see it. */
export type StoredArtifact = {
  readonly id: number
  readonly name: string
  readonly runId: string
  readonly jobId: string
  readonly attempt: number
  readonly finalized: boolean
  readonly size: number
  readonly digest: Digest | undefined
  /** Where the uploaded bytes lie; undefined as long as nothing was committed. */
  readonly file: string | undefined
}

export type ResultsServer = AsyncDisposable & {
  /** What ACTIONS_RESULTS_URL has to say. */
  readonly url: string
  /** A value for ACTIONS_RUNTIME_TOKEN. */
  readonly issueToken: (job: JobIdentity) => string
  readonly artifacts: () => readonly StoredArtifact[]
  readonly caches: () => readonly {
    readonly key: string
    readonly version: string
    readonly scope: string
    readonly finalized: boolean
    readonly size: number
  }[]
  /** How often each kind of request was made: `ArtifactService/CreateArtifact`, `PUT blob block`, `GET blob`, … */
  readonly requests: () => Readonly<Record<string, number>>
  readonly stop: () => Promise<void>
}

export type ResultsOptions = {
  /** Takes the uploaded bytes; it is made when it is not there. */
  readonly folder: string
  /** Asked once for each request, as server `results`. Default: no faults. */
  readonly faults?: Pick<FaultScript, 'decide'>
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

const tokenSeconds = 24 * 60 * 60
/** GitHub's signed URLs live for an hour at most. */
const signatureSeconds = 60 * 60

/**
 * The results service of one rehearsal on a free port of 127.0.0.1, for the unmodified @actions/artifact and @actions/cache
 * (environment: ACTIONS_RESULTS_URL, ACTIONS_RUNTIME_TOKEN, ACTIONS_CACHE_SERVICE_V2=true, GITHUB_SERVER_URL=https://github.com).
 * It starts empty; `folder` takes the uploaded bytes.
 */
export async function startResults(options: ResultsOptions): Promise<ResultsServer> {
  const now = options.now ?? Date.now
  const secret = randomBytes(32)
  const attempts = new Map<string, number>()
  const artifacts: ArtifactEntry[] = []
  const caches: CacheEntry[] = []
  const counts = new Map<string, number>()
  await mkdir(join(options.folder, 'blobs'), { recursive: true })
  const blobs = createBlobStore(join(options.folder, 'blobs'), now)
  const server = createServer()
  const origin = await listen(server)
  const sign = (blob: { readonly id: string }, right: 'read' | 'write'): string => {
    const path = `/results/blobs/${blob.id}`
    return `${origin}${path}?${renderSignature(secret, path, right, now() + signatureSeconds * 1000)}`
  }
  const newestAttempt = (runId: string, jobId: string): number => attempts.get(JSON.stringify([runId, jobId])) ?? 0
  const services = {
    ArtifactService: createArtifactService({ entries: artifacts, blobs, sign, now, newestAttempt }),
    CacheService: createCacheService({ entries: caches, blobs, sign }),
  }
  const service: Service = { origin, services, blobs, secret, now, faults: options.faults, counts }
  server.on('request', (request, response) => void answer(service, request, response))
  const stop = (): Promise<void> => close(server)
  return {
    url: `${origin}/`,
    issueToken: (job) => {
      attempts.set(JSON.stringify([job.runId, job.jobId]), Math.max(job.attempt, newestAttempt(job.runId, job.jobId)))
      return renderToken(secret, job, now(), tokenSeconds)
    },
    artifacts: () => artifacts.map(describeArtifact),
    caches: () => caches.map(({ key, version, scope, finalized, blob }) => ({ key, version, scope, finalized, size: blob.content?.size ?? 0 })),
    requests: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function describeArtifact({ id, name, runId, jobId, attempt, finalized, blob }: ArtifactEntry): StoredArtifact {
  return { id, name, runId, jobId, attempt, finalized, size: blob.content?.size ?? 0, digest: blob.content?.digest, file: blob.content?.path }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Defect('the results server listens on no port')
  return `http://127.0.0.1:${address.port}`
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve()
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

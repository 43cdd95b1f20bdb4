import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** A scope of the cache: a ref whose entries a job may read, or read and write. */
export type CacheScope = { readonly ref: string; readonly access: 'read' | 'write' }

/** Which job of which attempt of which run a token speaks for. */
export type JobIdentity = {
  readonly runId: string
  /** Any text that is stable between attempts, such as the path of a leg. */
  readonly jobId: string
  /** Counts from 1. */
  readonly attempt: number
  /** In the order in which the cache looks through them. The first that may be written is the one that is written. */
  readonly scopes: readonly CacheScope[]
}

/** The caller of a service, with the ids under which the toolkit names its run and job. */
export type Caller = JobIdentity & { readonly runBackendId: string; readonly jobBackendId: string }

type Claims = {
  readonly scp: string
  /** Access to the cache, as the runner's token writes it: JSON inside JSON; 1 reads, 3 reads and writes. */
  readonly ac: string
  readonly iat: number
  readonly exp: number
  readonly run: string
  readonly job: string
  readonly attempt: number
}

/** Stable UUID-shaped names: the toolkit splits the scope at ":" and blanks, which the paths of legs may hold. */
function backendId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

export function runBackendIdOf(runId: string): string {
  return backendId('run', runId)
}

/** Differs between attempts: it is how a re-run's artifacts are told from those of the attempt before. */
export function jobBackendIdOf(runId: string, jobId: string, attempt: number): string {
  return backendId('job', runId, jobId, String(attempt))
}

/**
 * A runtime token in the shape that `getBackendIdsFromToken` of @actions/artifact reads: a JWT whose `scp` claim holds
 * `Actions.Results:<run backend id>:<job backend id>`. `seconds` is how long it lives, `now` milliseconds since 1970.
 */
export function renderToken(secret: Buffer, job: JobIdentity, now: number, seconds: number): string {
  const issued = Math.floor(now / 1000)
  const claims: Claims = {
    scp: `Actions.ExampleScope Actions.Results:${runBackendIdOf(job.runId)}:${jobBackendIdOf(job.runId, job.jobId, job.attempt)}`,
    ac: JSON.stringify(job.scopes.map((scope) => ({ Scope: scope.ref, Permission: scope.access === 'write' ? 3 : 1 }))),
    iat: issued,
    exp: issued + seconds,
    run: job.runId,
    job: job.jobId,
    attempt: job.attempt,
  }
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** Who a token speaks for; undefined when it was not issued with this secret, or has expired. */
export function parseToken(secret: Buffer, token: string, now: number): Caller | undefined {
  const [header, payload, signature, ...rest] = token.split('.')
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined
  if (!sameText(signature, createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url'))) return undefined
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims
  if (claims.exp * 1000 <= now) return undefined
  const access = JSON.parse(claims.ac) as readonly { readonly Scope: string; readonly Permission: number }[]
  return {
    runId: claims.run,
    jobId: claims.job,
    attempt: claims.attempt,
    scopes: access.map((scope) => ({ ref: scope.Scope, access: scope.Permission === 3 ? 'write' : 'read' })),
    runBackendId: runBackendIdOf(claims.run),
    jobBackendId: jobBackendIdOf(claims.run, claims.job, claims.attempt),
  }
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

export type BlobRight = 'read' | 'write'

/** The query of a signed URL, in the form of Azure's shared access signatures: permission, expiry, signature. */
export function renderSignature(secret: Buffer, path: string, right: BlobRight, expires: number): string {
  const query = new URLSearchParams({ sp: right === 'read' ? 'r' : 'cw', se: new Date(expires).toISOString() })
  query.set('sig', signPath(secret, path, query))
  return query.toString()
}

/** Whether a URL's signature grants the right on its path at the time `now`. */
export function checkSignature(secret: Buffer, url: URL, right: BlobRight, now: number): boolean {
  const given = url.searchParams.get('sig') ?? ''
  const granted = url.searchParams.get('sp') === (right === 'read' ? 'r' : 'cw')
  return granted && Date.parse(url.searchParams.get('se') ?? '') > now && sameText(given, signPath(secret, url.pathname, url.searchParams))
}

function signPath(secret: Buffer, path: string, query: URLSearchParams): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([path, query.get('sp'), query.get('se')]))
    .digest('base64')
}

/**
 * The scopes of a job, in the order in which GitHub looks through them: its own ref, which it writes, then the base of a
 * pull request, then the default branch (GitHub documentation, "Dependency caching", "Restrictions for accessing a cache").
 */
export function planCacheScopes(refs: { readonly ref: string; readonly baseRef?: string; readonly defaultRef: string }): readonly CacheScope[] {
  const readable = [refs.baseRef, refs.defaultRef].filter((ref) => ref !== undefined && ref !== '' && ref !== refs.ref) as readonly string[]
  return [{ ref: refs.ref, access: 'write' }, ...[...new Set(readable)].map((ref): CacheScope => ({ ref, access: 'read' }))]
}

import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Defect } from '@slipway/kernel'
import { type Answer, createCertificate } from './fulcio.ts'
import type { Authorities } from './instance.ts'
import { createIssuer, type IdentityRequest, type Issuer, tokenPath } from './issuer.ts'
import type { SigningJob } from './job-claims.ts'
import { createEntry } from './rekor.ts'
import { startAuthorities } from './start-authorities.ts'
import { renderSigningConfig, renderTrustedRoot, type Witnesses } from './trust-files.ts'

export type SigstoreOptions = {
  /** Takes trusted_root.json and signing_config.json. */
  readonly folder: string
  /** What identity tokens say about their issuer; default: GitHub's name, which is what policies trust. */
  readonly issuer?: string
  /** Default: both. */
  readonly witnesses?: Witnesses
  /** The certificate authority's clock stands still here. */
  readonly certifiedAt?: Date
}

export type SigstoreServer = AsyncDisposable & {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string
  /** The paths of the two files. */
  readonly trustedRoot: string
  readonly signingConfig: string
  /** What a job has to be told, beside its token request: the names that cosign has for the two files. */
  readonly environment: Readonly<Record<string, string>>
  /** Lets a job ask for identity tokens: its ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
  readonly admit: (job: SigningJob) => IdentityRequest
  /** How often each kind of request came: `GET token`, `POST certificate`, `POST entry`, `POST timestamp`. */
  readonly requests: () => Readonly<Record<string, number>>
  readonly stop: () => Promise<void>
}

/**
 * A whole Sigstore instance on a free port of 127.0.0.1, with real cryptography and new keys: the issuer of identity tokens that GitHub
 * is, Fulcio, Rekor and a timestamp authority.
 */
export async function startSigstore(options: SigstoreOptions): Promise<SigstoreServer> {
  const counts = new Map<string, number>()
  const issuer = await createIssuer(options.issuer ?? 'https://token.actions.githubusercontent.com', Date.now)
  const server = createServer()
  const url = await listen(server)
  const authorities = await startAuthorities(url, options.certifiedAt).catch(async (error: unknown) => {
    await close(server)
    throw error
  })
  const stop = async (): Promise<void> => {
    await close(server)
    await authorities.stop()
  }
  server.on('request', (request, response) => void serve({ url, issuer, authorities, counts }, request, response))
  const files = await writeFiles(options, authorities)
  return {
    url,
    ...files,
    environment: { COSIGN_TRUSTED_ROOT: files.trustedRoot, COSIGN_SIGNING_CONFIG: files.signingConfig },
    admit: (job) => issuer.admit(url, job),
    requests: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function writeFiles(options: SigstoreOptions, { instance }: Authorities): Promise<{ readonly trustedRoot: string; readonly signingConfig: string }> {
  await mkdir(options.folder, { recursive: true })
  const [trustedRoot, signingConfig] = [join(options.folder, 'trusted_root.json'), join(options.folder, 'signing_config.json')]
  await writeFile(trustedRoot, renderTrustedRoot(instance))
  await writeFile(signingConfig, renderSigningConfig(instance, options.witnesses ?? { log: true, timestamps: true }))
  return { trustedRoot, signingConfig }
}

type Context = { readonly url: string; readonly issuer: Issuer; readonly authorities: Authorities; readonly counts: Map<string, number> }

/** Routes by method and path; the name is what a request is counted as. */
const routes: Readonly<Record<string, { readonly name: string; readonly answer: (context: Context, body: string) => Promise<Answer> }>> = {
  'GET /.well-known/openid-configuration': {
    name: 'GET discovery',
    answer: async ({ issuer, url }) => ({ status: 200, body: issuer.discovery(url) }),
  },
  'GET /.well-known/jwks': { name: 'GET keys', answer: async ({ issuer }) => ({ status: 200, body: issuer.keys() }) },
  'POST /api/v2/signingCert': {
    name: 'POST certificate',
    answer: ({ authorities, issuer }, body) => createCertificate(authorities, issuer, JSON.parse(body)),
  },
  'POST /api/v1/log/entries': { name: 'POST entry', answer: ({ authorities }, body) => createEntry(authorities, JSON.parse(body)) },
  'POST /api/v1/timestamp': {
    name: 'POST timestamp',
    answer: async ({ authorities }, body) => ({ status: 201, body: await authorities.stamp(body), type: 'application/timestamp-reply' }),
  },
}

async function serve(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', context.url)
  const route = routes[`${request.method} ${url.pathname}`]
  const isToken = request.method === 'GET' && url.pathname.startsWith(tokenPath)
  const name = isToken ? 'GET token' : (route?.name ?? 'other')
  context.counts.set(name, (context.counts.get(name) ?? 0) + 1)
  try {
    const body = await readBody(request)
    const missing = { status: 404, body: { message: `nothing is at ${url.pathname}` } }
    send(response, isToken ? giveToken(context, request, url) : ((await route?.answer(context, body)) ?? missing))
  } catch (error) {
    send(response, { status: 400, body: { message: error instanceof Error ? error.message : String(error) } })
  }
}

function giveToken({ issuer }: Context, request: IncomingMessage, url: URL): Answer {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const value = issuer.answer(url.pathname.slice(tokenPath.length), bearer, url.searchParams.get('audience') ?? undefined)
  return value === undefined ? { status: 401, body: { message: 'the bearer may not ask here' } } : { status: 200, body: { count: value.length, value } }
}

const largestBody = 4 * 1024 * 1024

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > largestBody) throw new Error(`the request is longer than ${largestBody} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, { status, body, type }: Answer): void {
  response.writeHead(status, { 'content-type': type ?? 'application/json' })
  response.end(body instanceof Uint8Array ? body : JSON.stringify(body))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Defect('the Sigstore instance listens on no port')
  return `http://127.0.0.1:${address.port}`
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve()
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

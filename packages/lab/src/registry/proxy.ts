import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse, request as send } from 'node:http'
import { pipeline } from 'node:stream'
import type { FaultScript } from '../faults/index.ts'
import type { AccessControl, Denial } from './access.ts'
import { parseRequest, type RegistryRequest, type RequestKind } from './request-kind.ts'

export type ProxyContext = {
  /** The socket of the registry behind us. */
  readonly upstream: string
  /** `127.0.0.1:PORT`, as clients name us. */
  readonly host: () => string
  readonly access: AccessControl
  readonly faults: Pick<FaultScript, 'decide'> | undefined
  /** Requests by method and kind: `GET manifest`. */
  readonly counts: Map<string, number>
  /** Requests one by one, as they end. */
  readonly accesses?: AccessEntry[]
}

/** A line of the access log. `status` is 0 where the connection broke before an answer. */
export type AccessEntry = { readonly method: string; readonly kind: RequestKind /** With the query. */; readonly path: string; readonly status: number }

type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: object }

/** Headers that belong to one connection, and the credentials, which are for us and not for the registry. */
const ownHeaders = new Set(['authorization', 'connection', 'expect', 'keep-alive', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade'])

/** A public registry's front: challenges, tokens, counters and planted faults. What may pass is streamed through as it is. */
export function createProxy(context: ProxyContext): Server {
  const agent = new Agent({ keepAlive: true })
  const server = createServer((request, response) => exchange(context, agent, request, response))
  // An image's layers may be large, and a paused client is no reason to give up: stop() ends what is left.
  server.requestTimeout = 0
  server.on('close', () => agent.destroy())
  return server
}

function exchange(context: ProxyContext, agent: Agent, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://registry')
  const asked = parseRequest(request.method ?? '', url.pathname)
  const name = `${asked.method} ${asked.kind}`
  context.counts.set(name, (context.counts.get(name) ?? 0) + 1)
  response.once('close', () => {
    const status = response.headersSent ? response.statusCode : 0
    context.accesses?.push({ method: asked.method, kind: asked.kind, path: `${url.pathname}${url.search}`, status })
  })
  const fault = context.faults?.decide({ server: 'registry', method: asked.method, path: url.pathname })
  const own = fault?.kind === 'status' ? answerFault(fault.status, fault.retryAfter) : answerOurselves(context, asked, request.headers, url)
  const lost = fault?.kind === 'reset'
  if (lost && (fault.when === 'before' || own !== undefined)) {
    request.socket.resetAndDestroy()
  } else if (own !== undefined) {
    sendAnswer(request, response, own)
  } else {
    if (asked.kind === 'upload') dropForeignMount(context.access, request.headers, url)
    forward({ socketPath: context.upstream, agent, method: asked.method, path: `${url.pathname}${url.search}` }, request, response, lost)
  }
}

function answerFault(status: number, retryAfter: number | undefined): Answer {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return { status, headers, body: renderErrors('UNAVAILABLE', 'a planted fault') }
}

/** What the registry behind us never sees: tokens, challenges, denials, and what public registries do not offer (the catalogue). */
function answerOurselves(context: ProxyContext, asked: RegistryRequest, headers: IncomingHttpHeaders, url: URL): Answer | undefined {
  if (asked.kind === 'token') return answerToken(context, asked.method, headers, url)
  const { authorization } = headers
  const denial = asked.action === undefined ? context.access.checkPing(authorization) : context.access.check(authorization, asked.repository, asked.action)
  if (denial !== undefined) return answerDenial(context, denial)
  return asked.kind === 'other' ? { status: 404, body: renderErrors('UNSUPPORTED', 'The operation is unsupported.') } : undefined
}

function answerToken(context: ProxyContext, method: string, headers: IncomingHttpHeaders, url: URL): Answer {
  if (method !== 'GET') return { status: 405, body: renderErrors('UNSUPPORTED', 'The operation is unsupported.') }
  const found = context.access.exchange(headers.authorization, url.searchParams.getAll('scope'))
  if ('code' in found) return { status: found.status, body: renderErrors(found.code, found.message) }
  return { status: 200, body: { token: found.bearer, expires_in: found.seconds, issued_at: new Date().toISOString() } }
}

function answerDenial(context: ProxyContext, denial: Denial): Answer {
  const body = renderErrors(denial.code, denial.message)
  if (denial.status === 403) return { status: 403, body }
  const parts = { realm: `http://${context.host()}/token`, service: context.host(), scope: denial.scope, error: denial.error }
  const challenge = Object.entries(parts).flatMap(([key, value]) => (value === undefined ? [] : [`${key}="${value}"`]))
  return { status: 401, headers: { 'www-authenticate': `Bearer ${challenge.join(',')}` }, body }
}

function renderErrors(code: string, message: string): object {
  return { errors: [{ code, message }] }
}

function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  request.resume()
  const text = JSON.stringify(answer.body)
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'docker-distribution-api-version': 'registry/2.0',
    ...answer.headers,
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}

/** A mount from a repository that the token may not read becomes an ordinary upload, as the specification allows. */
function dropForeignMount(access: AccessControl, headers: IncomingHttpHeaders, url: URL): void {
  const from = url.searchParams.get('from')
  if (from === null || access.check(headers.authorization, from, 'pull') === undefined) return
  url.searchParams.delete('from')
  url.searchParams.delete('mount')
}

type Target = { readonly socketPath: string; readonly agent: Agent; readonly method: string; readonly path: string }

/** Streams the request to the registry and its answer back; with `lost` the answer is read to its end and then the connection is reset. */
function forward(target: Target, request: IncomingMessage, response: ServerResponse, lost: boolean): void {
  const upstream = send({ ...target, headers: keepHeaders(request.headers) })
  let answered = false
  upstream.once('response', (answer) => {
    answered = true
    if (lost) {
      answer.once('close', () => request.socket.resetAndDestroy())
      answer.resume()
      return
    }
    response.writeHead(answer.statusCode ?? 502, keepHeaders(answer.headers))
    pipeline(answer, response, () => {})
  })
  upstream.on('error', (error) => {
    // After an answer the registry may close while the client still sends: the answer counts.
    if (!answered && !response.headersSent && !response.destroyed) {
      sendAnswer(request, response, { status: 502, body: renderErrors('UNAVAILABLE', `the registry does not answer (${error.message})`) })
    }
    request.unpipe(upstream)
    request.resume()
  })
  request.pipe(upstream)
  // The client went away in the middle: the registry must not take what came for the whole.
  response.once('close', () => {
    if (!response.writableFinished) upstream.destroy()
  })
}

function keepHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(headers).filter(([name, value]) => value !== undefined && !ownHeaders.has(name))) as Record<
    string,
    string | string[]
  >
}

import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault, FaultScript } from '../faults/index.ts'
import { type Answer, type JsonObject, type Origins, type Route, urlOf } from './call.ts'
import { ApiError, faultError, notFound } from './errors.ts'
import type { RequestRecord, Requests } from './requests.ts'
import { apiRoutes, findRoute, uploadRoutes } from './routes.ts'
import type { World } from './state.ts'
import { authorize, type Caller, holds, type Tokens } from './tokens.ts'

/** A request and its answer, for whoever checks them against GitHub's description. */
export type ObservedExchange = {
  readonly method: string
  /** In the form `/repos/{owner}/{repo}/…` even where the client used `/repositories/{id}/…`. */
  readonly path: string
  readonly query: string
  /** Undefined for an upload and for a body that is no JSON. */
  readonly requestBody: unknown
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly responseBody: unknown
}

export type Service = {
  readonly world: World
  readonly tokens: Tokens
  readonly faults: FaultScript
  readonly requests: Requests
  readonly origins: Origins
  readonly observe: (exchange: ObservedExchange) => void
  /** Calls by token in this hour, for the rate limit's headers. */
  readonly used: Map<string, number>
}

type Arrival = {
  readonly service: Service
  readonly host: 'api' | 'uploads'
  readonly request: IncomingMessage
  readonly url: URL
  readonly path: string
  readonly found: ReturnType<typeof findRoute>
  readonly record: RequestRecord
  readonly fault: Fault | undefined
  caller: Caller | undefined
  input: JsonObject | undefined
}

/** Answers one request of the API's host or of the upload host. */
export async function exchange(service: Service, host: 'api' | 'uploads', request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = urlOf(request)
  const path = canonicalPath(service.world, url.pathname)
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '')
  const found = findRoute(host === 'api' ? apiRoutes : uploadRoutes, method, path)
  const record = service.requests.begin(host, method, found?.route.path ?? '(no route)', path)
  const fault = service.faults.decide({ server: 'github', method, path })
  const arrival: Arrival = { service, host, request, url, path, found, record, fault, caller: undefined, input: undefined }
  if (fault?.kind === 'reset' && fault.when === 'before') return void request.socket.resetAndDestroy()
  const result = await answer(arrival)
  // The client is gone in the middle of its request: nobody is left to answer.
  if (request.destroyed && !request.complete) return
  if (fault?.kind === 'reset') return void request.socket.resetAndDestroy()
  send(arrival, result, response)
}

async function answer(arrival: Arrival): Promise<Answer> {
  try {
    if (arrival.fault?.kind === 'status') throw faultError(arrival.fault.status, arrival.fault.retryAfter)
    return await call(arrival)
  } catch (error) {
    return refusal(arrival, error)
  }
}

async function call(arrival: Arrival): Promise<Answer> {
  const { service, host, request, url, path, found, fault } = arrival
  if ((request.headers['user-agent'] ?? '') === '') {
    throw new ApiError(403, 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.')
  }
  const caller = service.tokens.identify(request.headers.authorization)
  arrival.caller = caller
  arrival.record.actor = caller.token?.actor ?? ''
  if (found === undefined) throw notFound()
  const repository = service.world.repositories.get(`${found.params['owner']}/${found.params['repo']}`.toLowerCase())
  if (repository === undefined) throw notFound()
  authorize(caller, repository, found.route.need)
  const input = host === 'api' ? await readJson(request) : {}
  arrival.input = host === 'api' ? input : undefined
  const writes = holds(caller, repository, { scope: 'contents', access: 'write' })
  const { world, origins } = service
  const { params, route } = found
  return await route.handle({
    world,
    origins,
    path,
    params,
    query: url.searchParams,
    headers: request.headers,
    repository,
    caller,
    writes,
    input,
    request,
    fault,
  })
}

/** GitHub's own links name a repository by its number. */
function canonicalPath(world: World, path: string): string {
  const [, id = '', rest = ''] = /^\/repositories\/([0-9]+)(\/.*)?$/.exec(path) ?? []
  const repository = id === '' ? undefined : [...world.repositories.values()].find((one) => one.id === Number(id))
  return repository === undefined ? path : `/repos/${repository.owner}/${repository.name}${rest}`
}

async function readJson(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  if (text.trim() === '') return {}
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ApiError(400, 'Body should be a JSON object')
  return value as JsonObject
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'Problems parsing JSON')
  }
}

function refusal(arrival: Arrival, error: unknown): Answer {
  const refused = error instanceof ApiError ? error : new ApiError(500, `The emulator itself failed: ${error instanceof Error ? error.stack : error}`)
  const { route } = arrival.found ?? {}
  const body = {
    message: refused.message,
    ...(refused.errors === undefined ? {} : { errors: refused.errors }),
    documentation_url: documentationOf(refused, route),
    status: String(refused.status),
  }
  return { status: refused.status, body, headers: refused.headers }
}

function documentationOf(error: ApiError, route: Route | undefined): string {
  const fragment = error.status === 401 || error.status >= 500 || route === undefined ? '' : `/${route.documentation}`
  return `https://docs.github.com/rest${fragment}`
}

function send(arrival: Arrival, { status, body, headers }: Answer, response: ServerResponse): void {
  const { service, host, method, path, url } = { ...arrival, method: arrival.record.method }
  const requestId = randomBytes(8)
    .toString('hex')
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1:')
  // The upload host adds the request's number to its refusals.
  const shown = host === 'uploads' && status >= 400 ? { ...(body as object), request_id: requestId } : body
  const text = shown === undefined ? undefined : Buffer.from(JSON.stringify(shown))
  const all = {
    ...(text === undefined ? {} : { 'content-type': 'application/json; charset=utf-8', 'content-length': String(text.length) }),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': requestId,
    ...rateLimit(service, arrival.caller),
    ...headers,
  }
  arrival.record.status = status
  service.observe({ method, path, query: url.search, requestBody: arrival.input, status, headers: all, responseBody: shown })
  response.writeHead(status, all).end(text)
  // What an early answer left unread is let through, so that the client gets to read the answer.
  arrival.request.resume()
}

/** Told, not enforced: 1,000 an hour for a job's token, 60 for strangers ("Rate limits for the REST API"). */
function rateLimit(service: Service, caller: Caller | undefined): Readonly<Record<string, string>> {
  const limit = caller?.token === undefined ? 60 : 1000
  const used = (service.used.get(caller?.secret ?? '') ?? 0) + 1
  service.used.set(caller?.secret ?? '', used)
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - used)),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 3_600_000) * 3600),
    'x-ratelimit-resource': 'core',
  }
}

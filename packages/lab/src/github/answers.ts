import type { Fault, FaultScript } from '../faults/index.ts'
import type { Answer, Incoming, JsonObject, Origins, Outgoing, Route } from './call.ts'
import { ApiError, faultError } from './errors.ts'
import type { Meter } from './limits.ts'
import type { RequestRecord, Requests } from './requests.ts'
import type { findRoute } from './routes.ts'
import type { World } from './state.ts'
import type { Caller, Tokens } from './tokens.ts'

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
  readonly faults: Pick<FaultScript, 'decide'>
  readonly requests: Requests
  readonly origins: Origins
  readonly observe: (exchange: ObservedExchange) => void
  readonly meter: Meter
}

/** A request on its way through the emulator. */
export type Arrival = {
  readonly service: Service
  readonly incoming: Incoming
  readonly url: URL
  readonly path: string
  readonly found: ReturnType<typeof findRoute>
  readonly record: RequestRecord
  readonly fault: Fault | undefined
  caller: Caller | undefined
  input: JsonObject | undefined
}

export function refusal(arrival: Arrival, error: unknown): Answer {
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

/** In the form of GitHub's: four groups of four digits. */
function renderRequestId(number: number): string {
  const hex = [0x9e3779b1, 0x85ebca6b].map((factor) => (Math.imul(number, factor) >>> 0).toString(16).padStart(8, '0')).join('')
  return hex.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1:')
}

type WholeAnswer = Extract<Outgoing, { kind: 'answer' }>

export function answerOf(arrival: Arrival, { status, body, headers }: Answer): WholeAnswer {
  const { service, incoming, path, url, record } = arrival
  const requestId = renderRequestId(record.number)
  // The upload host adds the request's number to its refusals.
  const shown = incoming.host === 'uploads' && status >= 400 ? { ...(body as object), request_id: requestId } : body
  const text = shown === undefined ? undefined : Buffer.from(JSON.stringify(shown))
  const now = service.world.clock()
  const all = {
    date: new Date(now).toUTCString(),
    ...(text === undefined ? {} : { 'content-type': 'application/json; charset=utf-8', 'content-length': String(text.length) }),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': requestId,
    ...service.meter.headers(arrival.caller?.secret ?? '', now),
    ...headers,
  }
  record.status = status
  service.observe({ method: record.method, path, query: url.search, requestBody: arrival.input, status, headers: all, responseBody: shown })
  return { kind: 'answer', status, headers: all, body: text, cut: false }
}

/** What a fault makes of an answer whose request has had its effect. */
export function spoil(arrival: Arrival, whole: WholeAnswer): Outgoing {
  const { fault, record } = arrival
  const unanswered = (fault?.kind === 'reset' && 'reset') || (fault?.kind === 'stall' && 'silence')
  if (unanswered) {
    record.status = 0
    return { kind: unanswered }
  }
  if (fault?.kind === 'truncate') return { ...whole, cut: true }
  if (fault?.kind === 'page') {
    const page = Buffer.from('<!DOCTYPE html><title>Unicorn! · GitHub</title><p>No server is currently available to service your request.</p>')
    return { ...whole, status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'content-length': String(page.length) }, body: page }
  }
  if (fault?.kind !== 'status') return whole
  return answerOf(arrival, refusal(arrival, faultError(fault.status, fault.retryAfter)))
}

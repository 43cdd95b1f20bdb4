import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Writable } from 'node:stream'
import type { FaultScript } from '../faults/index.ts'
import { serveBlob } from './blob-routes.ts'
import type { BlobStore } from './blobs.ts'
import { type Caller, parseToken } from './tokens.ts'
import { readFields, sendTwirp, sendTwirpError, TwirpError, type TwirpService } from './twirp.ts'

export type Service = {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string
  readonly services: Readonly<Record<string, TwirpService<Caller>>>
  readonly blobs: BlobStore
  readonly secret: Buffer
  readonly now: () => number
  readonly faults: Pick<FaultScript, 'decide'> | undefined
  readonly counts: Map<string, number>
}

/** Counts a request, lets the fault script have its word, and hands it to the service that its path names. */
export async function answer(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', service.origin)
  const method = request.method ?? ''
  const name = nameRequest(method, url)
  service.counts.set(name, (service.counts.get(name) ?? 0) + 1)
  const fault = service.faults?.decide({ server: 'results', method, path: url.pathname })
  if (fault?.kind === 'reset' && fault.when === 'before') return void request.socket.resetAndDestroy()
  if (fault?.kind === 'status') return sendFault(request, response, fault.status, fault.retryAfter)
  const target = fault === undefined ? response : loseAnswer(request)
  if (url.pathname.startsWith('/results/blobs/')) await serveBlob(service.blobs, service.secret, service.now, request, target, url)
  else await serveTwirp(service, request, target, url)
}

/** A response that goes nowhere: when it is complete the connection is reset, so that the effect stands and its answer is lost. */
function loseAnswer(request: IncomingMessage): ServerResponse {
  const lost = new ServerResponse(request)
  // node asks no more of a response's socket than that it can be written to.
  lost.assignSocket(new Writable({ write: (_chunk, _encoding, done) => done() }) as Socket)
  lost.once('finish', () => request.socket.resetAndDestroy())
  return lost
}

function sendFault(request: IncomingMessage, response: ServerResponse, status: number, retryAfter: number | undefined): void {
  request.resume()
  const text = JSON.stringify({ code: 'internal', msg: 'a planted fault' })
  response.writeHead(status, { 'content-type': 'application/json', ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) })
  response.end(text)
}

async function serveTwirp(service: Service, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  try {
    const [, name = '', method = ''] = /^\/twirp\/github\.actions\.results\.api\.v1\.([A-Za-z]+)\/([A-Za-z]+)$/.exec(url.pathname) ?? []
    const methods = Object.hasOwn(service.services, name) ? service.services[name] : undefined
    const call = methods !== undefined && Object.hasOwn(methods, method) ? methods[method] : undefined
    if (call === undefined || request.method !== 'POST') throw new TwirpError('bad_route', `no method ${request.method} ${url.pathname}`)
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const caller = parseToken(service.secret, token, service.now())
    if (caller === undefined) throw new TwirpError('unauthenticated', 'the runtime token is missing, unknown or expired')
    sendTwirp(response, 200, await call(await readFields(request), caller))
  } catch (error) {
    sendTwirpError(response, error)
    request.resume()
  }
}

function nameRequest(method: string, url: URL): string {
  if (!url.pathname.startsWith('/results/blobs/')) return url.pathname.replace(/^\/twirp\/github\.actions\.results\.api\.v1\./, '')
  const part = url.searchParams.get('comp')
  return `${method} blob${part === null ? '' : ` ${part}`}`
}

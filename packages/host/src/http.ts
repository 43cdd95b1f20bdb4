import { type ClientRequest, request as httpRequest, type IncomingMessage, Agent as PlainAgent } from 'node:http'
import { request as httpsRequest, Agent as TlsAgent } from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { errorCode } from './error-code.ts'
import { speedWindow, type Transfer, watchSpeed } from './http-speed.ts'
import { type Http, HttpFailure, type HttpRequest, type HttpResponse, type Sink } from './ports.ts'

const minute = 60_000
const defaultLimit = 64 * 1024 * 1024

export type HttpContext = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly userAgent: string
  readonly signal: AbortSignal
  /** Milliseconds over which a transfer's speed is judged. Default: 30,000. */
  readonly speedWindow?: number
}

/**
 * HTTP over node:http(s). `fetch` is not used: its header timeout runs while a body is still being sent, which ends long uploads.
 * Proxies are taken from the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
 */
export function createHttp(context: HttpContext): Http {
  const options = { keepAlive: true, proxyEnv: context.env as NodeJS.ProcessEnv }
  const agents = { 'http:': new PlainAgent(options), 'https:': new TlsAgent(options) }
  return { request: (request) => exchange(context, agents, request) }
}

type Agents = { readonly 'http:': PlainAgent; readonly 'https:': TlsAgent }

async function exchange(context: HttpContext, agents: Agents, request: HttpRequest): Promise<HttpResponse> {
  const body = bodyOf(request)
  const progress: Progress = { phase: body === undefined ? 'waiting' : 'sending', bytes: 0, size: body?.size, body, sent: false }
  const controller = new AbortController()
  let reason: HttpFailure['reason'] | undefined
  const end = (why: HttpFailure['reason']) => (): void => {
    reason ??= why
    controller.abort()
  }
  const onCancel = end('cancelled')
  context.signal.addEventListener('abort', onCancel, { once: true })
  if (context.signal.aborted) onCancel()
  const deadline = setTimeout(end('timeout'), request.deadline ?? minute)
  const watchdog = watchSpeed(progress, request.stallFloor ?? 1024, context.speedWindow ?? speedWindow, end('stall'))
  try {
    return await talk(context, agents, request, controller.signal, progress)
  } catch (error) {
    if (error instanceof SinkFailure) throw error.cause
    throw failureOf(error, reason, progress.sent, request)
  } finally {
    clearTimeout(deadline)
    clearInterval(watchdog)
    context.signal.removeEventListener('abort', onCancel)
  }
}

/** What a sink threw: not the connection's fault. */
class SinkFailure extends Error {}

type Body = { readonly stream: () => AsyncIterable<Uint8Array>; readonly size: number }
type Progress = Transfer & { readonly body: Body | undefined; sent: boolean }

async function talk(context: HttpContext, agents: Agents, request: HttpRequest, signal: AbortSignal, progress: Progress): Promise<HttpResponse> {
  const url = new URL(request.url)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new HttpFailure('name', false, `${request.url} is neither http nor https`)
  const { body } = progress
  const headers = { 'user-agent': context.userAgent, ...request.headers, ...(body === undefined ? {} : { 'content-length': String(body.size) }) }
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest
  const outgoing = start(url, { method: request.method, headers, agent: agents[url.protocol], signal })
  const answer = answerOf(outgoing)
  answer.catch(() => {})
  await send(outgoing, progress, answer)
  const incoming = await answer
  Object.assign(progress, { phase: 'receiving', bytes: 0, size: lengthOf(incoming) } satisfies Transfer)
  const head = { status: incoming.statusCode ?? 0, headers: flatten(incoming) }
  return { ...head, body: await receive(incoming, head, request, progress) }
}

function bodyOf({ method, body }: HttpRequest): Body | undefined {
  if (body === undefined) return /^(POST|PUT|PATCH)$/.test(method) ? { stream: async function* () {}, size: 0 } : undefined
  if (typeof body === 'object' && 'stream' in body) return body
  const bytes = Buffer.from(body as string)
  return {
    size: bytes.length,
    stream: async function* () {
      yield bytes
    },
  }
}

function answerOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve)
    outgoing.on('error', reject)
  })
}

async function send(outgoing: ClientRequest, progress: Progress, answer: Promise<IncomingMessage>): Promise<void> {
  const { body } = progress
  outgoing.once('finish', () => {
    progress.sent = true
    if (progress.phase === 'sending') Object.assign(progress, { phase: 'waiting', bytes: 0 })
  })
  if (body === undefined) {
    outgoing.end()
    return
  }
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const bytes of body.stream()) {
      progress.sent = true
      progress.bytes += bytes.length
      yield bytes
    }
  }
  try {
    await pipeline(Readable.from(counted(), { objectMode: false }), outgoing)
  } catch (error) {
    // A server may answer before it has read the body and then close: its answer counts, the broken pipe does not.
    const early = await Promise.race([answer.catch(() => undefined), new Promise<undefined>((resolve) => setTimeout(resolve, 250, undefined))])
    if (early === undefined) throw error
  }
}

async function receive(incoming: IncomingMessage, head: Omit<HttpResponse, 'body'>, request: HttpRequest, progress: Progress): Promise<Uint8Array> {
  const { limit = defaultLimit, method, url } = request
  const chunks: Uint8Array[] = []
  const take = openSink(request, head)
  const largest = take === undefined && request.sink !== undefined ? Math.min(limit, defaultLimit) : limit
  let size = 0
  for await (const bytes of incoming as AsyncIterable<Uint8Array>) {
    size += bytes.length
    progress.bytes += bytes.length
    if (size > largest) throw new HttpFailure('too-large', true, `the answer to ${method} ${url} is longer than ${largest} bytes`)
    if (take === undefined) chunks.push(bytes)
    else await take(bytes)
  }
  const announced = incoming.headers['content-length']
  if (announced !== undefined && method !== 'HEAD' && incoming.statusCode !== 304 && Number(announced) !== size) {
    throw new HttpFailure('truncated', true, `the answer to ${method} ${url} ended after ${size} of ${announced} bytes`)
  }
  return Buffer.concat(chunks)
}

function openSink({ sink }: HttpRequest, head: Omit<HttpResponse, 'body'>): ReturnType<Sink> {
  const guarded = <T>(body: () => T): T => {
    try {
      return body()
    } catch (cause) {
      throw new SinkFailure('the sink failed', { cause })
    }
  }
  const take = head.status >= 200 && head.status < 300 ? guarded(() => sink?.(head)) : undefined
  if (take === undefined) return undefined
  return (bytes) =>
    guarded(() => take(bytes)).catch((cause: unknown) => {
      throw new SinkFailure('the sink failed', { cause })
    })
}

function lengthOf({ headers }: IncomingMessage): number | undefined {
  const announced = headers['content-length']
  return announced === undefined ? undefined : Number(announced)
}

function flatten(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]))
}

function failureOf(error: unknown, reason: HttpFailure['reason'] | undefined, sent: boolean, request: HttpRequest): HttpFailure {
  if (error instanceof HttpFailure) return error
  const code = errorCode(error)
  const byCode: Readonly<Record<string, HttpFailure['reason']>> = { ECONNREFUSED: 'refused', ENOTFOUND: 'name', EAI_AGAIN: 'name' }
  const why = reason ?? byCode[code] ?? (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code) ? 'tls' : 'reset')
  const { host } = new URL(request.url)
  return new HttpFailure(why, sent && why !== 'refused' && why !== 'name', `${request.method} to ${host} failed (${why}${code === '' ? '' : `, ${code}`})`, {
    cause: error,
  })
}

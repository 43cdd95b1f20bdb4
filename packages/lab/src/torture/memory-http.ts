import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import type { RegistryFake } from '@slipway/registry/fakes'
import { type Fault, parseFaultName } from '../faults/index.ts'
import { ClientGone, type Incoming, type LocalGitHub, type Outgoing } from '../github/index.ts'
import type { Random } from './random.ts'
import type { RequestKind } from './schedule.ts'
import type { Stage } from './stage.ts'
import type { VirtualProcess } from './virtual-process.ts'

export type Wire = {
  /** The number of the client, for whom turns are taken. */
  readonly who: number
  readonly stage: Stage
  readonly github: LocalGitHub
  readonly registry: Pick<RegistryFake, 'answer'>
  /** Sets the fault that meets the next request. */
  readonly plant: (fault: string | undefined) => void
  readonly random: Random
  /** Hears of each request when it reaches the server, and of its end. */
  readonly onRequest: (request: HttpRequest) => void
  readonly onAnswer: (request: HttpRequest, result: Outgoing) => void
}

const minute = 60_000

/** The http port of a virtual process: as the real one is to its caller, with the emulator at the other end and virtual time between. */
export function createMemoryHttp(process: VirtualProcess, wire: Wire): Http {
  return { request: (request) => process.call(() => exchange(process, wire, request)) }
}

type Transfer = { over: boolean }

async function exchange(process: VirtualProcess, wire: Wire, request: HttpRequest): Promise<HttpResponse> {
  const { stage } = wire
  const fault = process.request(kindOf(request))
  const transfer: Transfer = { over: false }
  const served = (isGitHub(wire, request) ? serve : serveRegistry)(process, wire, request, { fault, transfer })
  const what = `${request.method} to ${new URL(request.url).host}`
  let cancel = (): void => {}
  const ended = new Promise<'timeout'>((resolve) => {
    cancel = stage.after(request.deadline ?? minute, () => resolve('timeout'))
  })
  const result = await Promise.race([served, ended])
  transfer.over = true
  cancel()
  if (result === 'timeout') throw new HttpFailure('timeout', true, `${what} failed (timeout)`)
  if (result.kind !== 'answer') throw new HttpFailure('reset', true, `${what} failed (reset)`)
  if (result.cut) throw new HttpFailure('truncated', true, `${what} failed (truncated)`)
  return { status: result.status, headers: result.headers, body: result.body ?? new Uint8Array() }
}

function isGitHub({ github }: Wire, { url }: HttpRequest): boolean {
  return [github.url, github.uploadUrl].some((origin) => new URL(origin).host === new URL(url).host)
}

type Passage = { readonly fault: string | undefined; readonly transfer: Transfer }

/** The way there and back. What a killed process had sent whole goes on without it, or is lost on the way, as the seed says. */
async function serve(process: VirtualProcess, wire: Wire, request: HttpRequest, { fault, transfer }: Passage): Promise<Outgoing> {
  const { stage, github } = wire
  await stage.turn(wire.who)
  process.moment()
  if (process.isDead() && wire.random.once(2)) return never()
  const { host, pathname, search } = new URL(request.url)
  const incoming: Incoming = {
    host: host === new URL(github.uploadUrl).host ? 'uploads' : 'api',
    method: request.method,
    url: `${pathname}${search}`,
    headers: { 'user-agent': 'torture', ...request.headers, ...lengthOf(request) },
    body: bodyOf(process, wire, request, transfer),
  }
  wire.onRequest(request)
  wire.plant(fault)
  const result = await github.exchange(incoming)
  wire.onAnswer(request, result)
  if (result.kind === 'silence') return never()
  await stage.turn(wire.who)
  process.moment()
  return result
}

/** The registry knows errors, resets and silence, before its effect and after it. */
async function serveRegistry(process: VirtualProcess, wire: Wire, request: HttpRequest, { fault }: Passage): Promise<Outgoing> {
  await wire.stage.turn(wire.who)
  process.moment()
  if (process.isDead() && wire.random.once(2)) return never()
  const planted = fault === undefined ? undefined : parseFaultName(fault)
  if (planted?.kind === 'late') await wire.stage.sleep(planted.seconds * 1000)
  const after = planted?.kind === 'status' ? planted.after === true : !('when' in (planted ?? {})) || (planted as { when: string }).when === 'after'
  const outcome = outcomeOf(planted)
  const answer = outcome !== undefined && !after ? undefined : wire.registry.answer(request)
  const { status = 200, headers = {}, body = new Uint8Array() } = answer ?? {}
  const result: Outgoing = outcome ?? { kind: 'answer', status, headers, body, cut: false }
  wire.onAnswer(request, result)
  if (result.kind === 'silence') return never()
  await wire.stage.turn(wire.who)
  process.moment()
  return result
}

function outcomeOf(fault: Fault | undefined): Outgoing | undefined {
  if (fault?.kind === 'reset' || fault?.kind === 'cut' || fault?.kind === 'truncate') return { kind: 'reset' }
  if (fault?.kind === 'stall') return { kind: 'silence' }
  if (fault?.kind !== 'status') return undefined
  const headers: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  return { kind: 'answer', status: fault.status, headers, body: Buffer.from('{"errors":[]}'), cut: false }
}

function kindOf({ method, url }: HttpRequest): RequestKind {
  if (method === 'PUT') return 'tag'
  if (method === 'DELETE') return 'delete'
  if (method === 'PATCH') return 'change'
  if (method === 'POST') return url.includes('/assets?name=') ? 'upload' : url.endsWith('/releases') ? 'create' : 'read'
  return /\/(releases|assets)\?/.test(url) ? 'list' : 'read'
}

function lengthOf({ body }: HttpRequest): Record<string, string> {
  if (body === undefined) return {}
  return { 'content-length': String(typeof body === 'object' && 'stream' in body ? body.size : Buffer.from(body as string).length) }
}

async function* bodyOf(process: VirtualProcess, { stage, who }: Wire, { body }: HttpRequest, transfer: Transfer): AsyncGenerator<Uint8Array> {
  if (body === undefined) return
  if (typeof body !== 'object' || !('stream' in body)) {
    yield Buffer.from(body as string)
    return
  }
  for await (const piece of body.stream()) {
    await stage.turn(who)
    process.moment()
    if (process.isDead() || transfer.over) throw new ClientGone('the client went away')
    yield piece
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => {})
}

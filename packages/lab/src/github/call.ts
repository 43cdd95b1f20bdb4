import type { IncomingHttpHeaders } from 'node:http'
import type { Fault } from '../faults/index.ts'
import { invalidRequest } from './errors.ts'
import type { Repository, World } from './state.ts'
import type { Caller, Need } from './tokens.ts'

/** The four places that GitHub spreads itself over, each an origin of its own here too, without a slash at the end. */
export type Origins = { readonly api: string; readonly uploads: string; readonly web: string; readonly storage: string }

/** A request of the API that has passed authentication and permissions. */
export type Call = {
  readonly world: World
  readonly origins: Origins
  /** The path in the form `/repos/{owner}/{repo}/…`, without the query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly repository: Repository
  readonly caller: Caller
  /** The caller may write contents, and so sees drafts. */
  readonly writes: boolean
  /** The JSON body; an empty object when the request has none. */
  readonly input: JsonObject
  /** For uploads, whose body is not read yet. */
  readonly body: AsyncIterable<Uint8Array>
  /** Counts the bytes of an upload as they come. */
  readonly receive: (bytes: number) => void
  readonly fault: Fault | undefined
}

/** A request as it comes from a socket, or from a client in the same process. */
export type Incoming = {
  readonly host: 'api' | 'uploads'
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** Throws `ClientGone` when the client goes away before its last byte. */
  readonly body: AsyncIterable<Uint8Array>
}

/** What becomes of a request: an answer, whole or cut in half; a reset; or silence on an open connection. */
export type Outgoing =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: Uint8Array | undefined
      readonly cut: boolean
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' }

/** The client has left in the middle of its request: nobody is there to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone'
}

/** Ends a request without an answer. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
  readonly kind: 'reset' | 'silence'

  constructor(kind: 'reset' | 'silence') {
    super(kind)
    this.kind = kind
  }
}

export type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** As GitHub's OpenAPI description writes it. */
  readonly path: string
  readonly need: Need
  /** The fragment of https://docs.github.com/rest/ that error answers name. */
  readonly documentation: string
  readonly handle: (call: Call) => Answer | Promise<Answer>
}

export type JsonObject = Readonly<Record<string, unknown>>

/** A member of the request's JSON; GitHub refuses null where a string is due. */
export function readString(input: JsonObject, name: string): string | undefined {
  const value = input[name]
  if (value === undefined || typeof value === 'string') return value
  throw invalidRequest(`For 'properties/${name}', ${show(value)} is not a string.`)
}

export function readBoolean(input: JsonObject, name: string): boolean | undefined {
  const value = input[name]
  if (value === undefined || typeof value === 'boolean') return value
  throw invalidRequest(`For 'properties/${name}', ${show(value)} is not a boolean.`)
}

export function requireString(input: JsonObject, name: string): string {
  const value = readString(input, name)
  if (value === undefined) throw invalidRequest(`"${name}" wasn't supplied.`)
  return value
}

export function requireObject(input: JsonObject, name: string): JsonObject {
  const value = input[name]
  if (value === undefined) throw invalidRequest(`"${name}" wasn't supplied.`)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  throw invalidRequest(`For 'properties/${name}', ${show(value)} is not an object.`)
}

function show(value: unknown): string {
  return value === null ? 'nil' : JSON.stringify(value)
}

/** The request's address; what is no address at all counts as the root. */
export function urlOf(request: { readonly url?: string | undefined }): URL {
  return URL.parse(`http://localhost${request.url ?? '/'}`) ?? new URL('http://localhost/')
}

/** Percent-decoding that leaves a broken text as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

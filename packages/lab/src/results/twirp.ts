import type { IncomingMessage, ServerResponse } from 'node:http'

/** The codes of the Twirp specification v7 ("Error Codes") that the services use, with their HTTP status. */
const statuses = {
  malformed: 400,
  invalid_argument: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  bad_route: 404,
  already_exists: 409,
  failed_precondition: 412,
  internal: 500,
} as const

export type TwirpCode = keyof typeof statuses

/** An answer that says no. Clients show `message` as it stands. */
export class TwirpError extends Error {
  override readonly name = 'TwirpError'
  readonly code: TwirpCode

  constructor(code: TwirpCode, message: string) {
    super(message)
    this.code = code
  }
}

/** A request's fields by their protobuf names. Fields that the service does not know are ignored, as the real one does. */
export type Fields = Readonly<Record<string, unknown>>

export type TwirpService<Caller> = Readonly<Record<string, (fields: Fields, caller: Caller) => object | Promise<object>>>

/** Twirp requests are small: names, digests and sizes. */
const bodyLimit = 1024 * 1024

export async function readFields(request: IncomingMessage): Promise<Fields> {
  const type = request.headers['content-type'] ?? ''
  if (type.split(';')[0]?.trim() !== 'application/json') throw new TwirpError('malformed', `the content type "${type}" is not application/json`)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimit) throw new TwirpError('malformed', `the request is longer than ${bodyLimit} bytes`)
    chunks.push(chunk)
  }
  return parseFields(Buffer.concat(chunks).toString('utf8'))
}

export function parseFields(text: string): Fields {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new TwirpError('malformed', 'the request is no JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TwirpError('malformed', 'the request is no JSON object')
  return value as Fields
}

/** A string field that has to be there. */
export function requiredText(fields: Fields, name: string): string {
  const value = optionalText(fields, name)
  if (value === undefined || value === '') throw new TwirpError('invalid_argument', `${name} is required`)
  return value
}

/** A string, an int64 (which protobuf's JSON mapping writes as a string) or a wrapper of either; absent and null are the same. */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  throw new TwirpError('invalid_argument', `${name} is no string`)
}

/** A size in bytes: an int64 that is not negative. protobuf leaves the default out, so absent is 0. */
export function sizeField(fields: Fields, name: string): number {
  const text = optionalText(fields, name) ?? '0'
  const size = /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(size)) throw new TwirpError('invalid_argument', `${name} is no size: ${text}`)
  return size
}

export function textListField(fields: Fields, name: string): readonly string[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) throw new TwirpError('invalid_argument', `${name} is no list of strings`)
  return value as readonly string[]
}

export function sendTwirp(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

/** Every failure in Twirp's JSON form; what is no TwirpError is ours, and says so. */
export function sendTwirpError(response: ServerResponse, error: unknown): void {
  const known = error instanceof TwirpError ? error : new TwirpError('internal', error instanceof Error ? error.message : String(error))
  sendTwirp(response, statuses[known.code], { code: known.code, msg: known.message })
}

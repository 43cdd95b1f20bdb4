import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { type Blob, BlobError, type BlobStore, type Content, storedSize } from './blobs.ts'
import { type BlobRight, checkSignature } from './tokens.ts'

/** A block list is at most 50,000 entries of about 130 bytes. */
const listLimit = 8 * 1024 * 1024

/**
 * The part of Azure's Blob service that the toolkit speaks: Put Block, Put Block List, Put Blob, Get Blob with ranges,
 * Get Blob Properties. A signed URL is the only credential.
 */
export async function serveBlob(
  store: BlobStore,
  secret: Buffer,
  now: () => number,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  try {
    const right: BlobRight = request.method === 'PUT' ? 'write' : 'read'
    if (!checkSignature(secret, url, right, now())) {
      throw new BlobError(
        403,
        'AuthenticationFailed',
        'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
      )
    }
    const blob = store.find(url.pathname.split('/').at(-1) ?? '')
    if (blob === undefined) throw new BlobError(404, 'BlobNotFound', 'The specified blob does not exist.')
    if (request.method === 'PUT') await write(store, blob, request, response, url)
    else if (request.method === 'GET' || request.method === 'HEAD') await read(blob, request, response)
    else throw new BlobError(405, 'UnsupportedHttpVerb', "The resource doesn't support the specified HTTP verb.")
  } catch (error) {
    sendBlobError(request, response, error)
  }
}

async function write(store: BlobStore, blob: Blob, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  if (blob.sealed) throw new BlobError(409, 'BlobImmutableDueToPolicy', 'This operation is not permitted as the blob is immutable due to a policy.')
  if (request.headers['content-length'] === undefined) throw new BlobError(411, 'MissingContentLengthHeader', 'The Content-Length header was not specified.')
  const type = header(request, 'x-ms-blob-content-type') ?? 'application/octet-stream'
  const md5 = header(request, 'content-md5')
  const part = url.searchParams.get('comp')
  if (part === 'block') {
    await store.putBlock(blob, url.searchParams.get('blockid') ?? '', request, md5)
    return sendCreated(response)
  }
  if (part === 'blocklist') return sendCreated(response, await store.commit(blob, parseBlockList(await readText(request)), type))
  if (part !== null)
    throw new BlobError(400, 'InvalidQueryParameterValue', 'Value for one of the query parameters specified in the request URI is invalid: comp')
  if (header(request, 'x-ms-blob-type') !== 'BlockBlob')
    throw new BlobError(400, 'MissingRequiredHeader', "An HTTP header that's mandatory for this request is not specified: x-ms-blob-type")
  sendCreated(response, await store.put(blob, request, type, md5))
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > listLimit) throw new BlobError(413, 'RequestBodyTooLarge', 'The request body is too large and exceeds the maximum permissible limit.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The block names of a Put Block List body, in its order. Blocks that were committed before are gone: they cannot be named again. */
export function parseBlockList(xml: string): readonly string[] {
  const body = /^\s*(?:<\?xml[^>]*\?>)?\s*<BlockList>(.*)<\/BlockList>\s*$/s.exec(xml)?.[1] ?? (/<BlockList\s*\/>/.test(xml) ? '' : undefined)
  const entry = /\s*<(Latest|Uncommitted)>([A-Za-z0-9+/=]+)<\/\1>\s*/gy
  const names: string[] = []
  let end = 0
  for (const match of (body ?? '').matchAll(entry)) {
    names.push(match[2] ?? '')
    end = match.index + match[0].length
  }
  if (body === undefined || body.slice(end).trim() !== '') throw new BlobError(400, 'InvalidXmlDocument', 'XML specified is not syntactically valid.')
  return names
}

export type ByteRange = { readonly start: number; readonly end: number }

/** The bytes that a Range header asks for, both ends included; undefined asks for all; throws when nothing of it is there. */
export function planRange(range: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=([0-9]+)-([0-9]*)$/.exec(range ?? '')
  if (match === null) return undefined
  const start = Number(match[1])
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  if (start >= size || end < start) throw new BlobError(416, 'InvalidRange', 'The range specified is invalid for the current size of the resource.')
  return { start, end }
}

async function read(blob: Blob, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const content = blob.content
  if (content === undefined) throw new BlobError(404, 'BlobNotFound', 'The specified blob does not exist.')
  const match = header(request, 'if-match')
  if (match !== undefined && match !== '*' && match !== content.etag)
    throw new BlobError(412, 'ConditionNotMet', 'The condition specified using HTTP conditional header(s) is not met.')
  const size = await storedSize(content)
  const range = planRange(header(request, 'x-ms-range') ?? header(request, 'range'), size)
  response.writeHead(range === undefined ? 200 : 206, {
    ...describe(content),
    'accept-ranges': 'bytes',
    'content-type': content.type,
    'content-length': range === undefined ? size : range.end - range.start + 1,
    'content-disposition': renderDisposition(blob.fileName),
    'x-ms-blob-type': 'BlockBlob',
    ...(range === undefined ? {} : { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
  })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(content.path, range), response)
}

function describe(content: Content): Record<string, string> {
  return { etag: content.etag, 'last-modified': content.time.toUTCString(), 'x-ms-request-id': randomUUID(), 'x-ms-version': '2025-07-05' }
}

/** The plain name for old readers, and the real one as RFC 8187 writes it. */
function renderDisposition(fileName: string): string {
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encoded}`
}

function sendCreated(response: ServerResponse, content?: Content): void {
  response.writeHead(201, { 'content-length': 0, ...(content === undefined ? { 'x-ms-request-id': randomUUID() } : describe(content)) })
  response.end()
}

function sendBlobError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || (request.destroyed && !request.complete)) return void response.destroy()
  const known = error instanceof BlobError ? error : new BlobError(500, 'InternalError', error instanceof Error ? error.message : String(error))
  const text = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${known.code}</Code><Message>${known.message.replace(/[<&]/g, '?')}</Message></Error>`
  response.writeHead(known.status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(text), 'x-ms-error-code': known.code })
  response.end(request.method === 'HEAD' ? undefined : text)
  request.resume()
}

import { describe, expect, test } from '@jest/globals'
import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import { digestOf } from '@slipway/kernel'
import { ApiFailure } from './failure.ts'
import { readingRefusal } from './fetch-failure.ts'
import { openReleaseReader } from './fetch-reader.ts'

type Answer = { status?: number; headers?: Record<string, string>; body?: Uint8Array | string; breaks?: HttpFailure }

const signed = 'https://storage.example/a?signature=x'
const mib = 1024 * 1024
const size = 3 * mib + 1000
const bytes = Buffer.alloc(size, 'some bytes of an asset, ')
const asset = { id: 7, name: 'a.tar.gz', size }
const redirect = { status: 302, headers: { location: signed } }

/** As a store answers that knows ranges; the connection may break after so many bytes. */
function serve({ headers }: HttpRequest, until = size): Answer {
  const [, from] = /^bytes=(\d+)-$/.exec(headers?.['range'] ?? '') ?? []
  const breaks = until < size ? { breaks: new HttpFailure('reset', true, 'reset') } : {}
  if (from === undefined) return { headers: { 'content-length': String(size) }, body: bytes.subarray(0, until), ...breaks }
  return { status: 206, headers: { 'content-range': `bytes ${from}-${size - 1}/${size}` }, body: bytes.subarray(Number(from), until), ...breaks }
}

/** Bodies go to the sink in pieces, as with the real port, before a connection breaks. */
async function pour({ sink }: HttpRequest, { status = 200, headers = {}, body = '', breaks }: Answer): Promise<HttpResponse> {
  const whole = Buffer.from(body as string)
  const take = status >= 200 && status < 300 ? sink?.({ status, headers }) : undefined
  for (let at = 0; at < whole.length && take !== undefined; at += 65_536) await take(whole.subarray(at, at + 65_536))
  if (breaks !== undefined) throw breaks
  return { status, headers, body: take === undefined ? whole : new Uint8Array() }
}

function open(respond: (request: HttpRequest, number: number) => Answer | Error, token = 'secret') {
  const requests: HttpRequest[] = []
  const slept: number[] = []
  const http: Http = {
    request: async (request): Promise<HttpResponse> => {
      requests.push(request)
      const answer = respond(request, requests.length)
      if (answer instanceof Error) throw answer
      return pour(request, answer)
    },
  }
  let now = 1_000_000
  const sleep = async (milliseconds: number): Promise<void> => {
    slept.push(milliseconds)
    now += milliseconds
  }
  const clock = { now: () => now, sleep }
  const log = { info: () => {} } as never
  const reader = openReleaseReader({ http, clock, log, random: (count) => '0'.repeat(count * 2), token, apiUrl: 'https://api.github.com', repository: 'o/r' })
  return { reader, requests, slept }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of chunks) parts.push(part)
  return Buffer.concat(parts)
}

const failureOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof ApiFailure ? `${error.kind}: ${error.message}` : String(error)),
  )

const isApi = ({ url }: HttpRequest): boolean => url.startsWith('https://api.github.com/')

describe('a download', () => {
  test('is one request to the store, which does not get the token', async () => {
    const { reader, requests } = open((request) => (isApi(request) ? redirect : serve(request)))
    expect(digestOf(await collect(reader.download(asset)))).toBe(digestOf(bytes))
    expect(requests.map((request) => [isApi(request), request.headers?.['authorization'], request.headers?.['range']])).toEqual([
      [true, 'token secret', undefined],
      [false, undefined, undefined],
    ])
    expect(requests.every(({ headers }) => headers?.['accept'] === 'application/octet-stream')).toBe(true)
  })

  test.each<[string, (request: HttpRequest, number: number) => Answer | Error, number, (string | undefined)[]]>([
    ['goes on where the connection broke', (request, number) => serve(request, [0, 0, 1.5 * mib, 2 * mib][number]), 1, [`${1.5 * mib}`, `${2 * mib}`]],
    ['does not count a connection that brought much', (request, number) => serve(request, [0, 0, mib, 2 * mib, 3 * mib][number]), 0, ['1', '2', '3']],
    ['asks again after a page for people', (request, number) => (number === 2 ? { status: 503, body: '<html>' } : serve(request)), 1, [undefined]],
    [
      'takes a page with a good status for what it is',
      (request, number) => (number === 2 ? { headers: { 'content-type': 'text/html' }, body: '<html>' } : serve(request)),
      1,
      [undefined],
    ],
    [
      'waits as long as it is asked to',
      (request, number) => (number === 2 ? { status: 429, headers: { 'retry-after': '7' } } : serve(request)),
      1,
      [undefined],
    ],
    [
      'asks for a fresh address when the old one has died',
      (request, number) => (number === 3 ? { status: 403, body: '<Error>' } : serve(request, number === 2 ? mib : size)),
      1,
      [`${mib}`, `${mib}`, `${mib}`],
    ],
    [
      'takes the rest of the whole from a server without ranges',
      (_, number) => ({
        body: number === 2 ? bytes.subarray(0, 2 * mib + 5) : bytes,
        ...(number === 2 ? { breaks: new HttpFailure('truncated', true, 'x') } : {}),
      }),
      0,
      [`${2 * mib + 5}`],
    ],
    [
      'takes less than it asked for from a server that gives it so',
      (request, number) => {
        if (number === 2) return serve(request, mib)
        const from = number === 3 ? mib : 2 * mib
        const last = number === 3 ? 2 * mib - 1 : size - 1
        return { status: 206, headers: { 'content-range': `bytes ${from}-${last}/*` }, body: bytes.subarray(from, last + 1) }
      },
      0,
      [`${mib}`, `${2 * mib}`],
    ],
    ['takes text for text', () => ({ headers: { 'content-type': 'text/html' }, body: bytes }), 0, []],
  ])('%s', async (_, respond, waits, ranges) => {
    const { reader, slept, requests } = open((request, number) => (isApi(request) ? redirect : respond(request, number)))
    expect(digestOf(await collect(reader.download(asset)))).toBe(digestOf(bytes))
    expect(slept).toHaveLength(waits)
    const asked = requests.slice(2).map(({ headers }) => headers?.['range'])
    expect(asked).toEqual(ranges.map((from) => from && `bytes=${Number(from) < 10 ? Number(from) * mib : from}-`))
  })

  test('may come from the API itself', async () => {
    const { reader, requests } = open((request) => serve(request))
    expect((await collect(reader.download(asset))).length).toBe(size)
    expect(requests.every(isApi)).toBe(true)
  })

  test('that nobody reads to its end is not asked for any further', async () => {
    const { reader, requests } = open((request) => serve(request))
    for await (const piece of reader.download(asset)) {
      expect(piece.length).toBe(65_536)
      break
    }
    expect(requests).toHaveLength(1)
  })

  test.each<[string, (request: HttpRequest, number: number) => Answer | Error, string]>([
    [
      'to a plain address',
      () => ({ status: 302, headers: { location: 'http://storage.example/a' } }),
      'invalid: downloading a.tar.gz: sent on to an address that is not safe',
    ],
    ['to a file', () => ({ status: 302, headers: { location: 'file:///etc/passwd' } }), 'not safe'],
    ['round and round', () => redirect, 'sent on more than 5 times'],
  ])('is not sent %s', async (_, respond, message) => {
    const { reader } = open(respond)
    expect(await failureOf(collect(reader.download(asset)))).toContain(message)
  })

  test.each<[string, Answer | Error, string]>([
    ['another part', { status: 206, headers: { 'content-range': `bytes 5-9/${size}` }, body: 'xxxxx' }, 'invalid: downloading a.tar.gz: asked for what'],
    ['a part of another file', { status: 206, headers: { 'content-range': 'bytes 0-98/99' }, body: bytes.subarray(0, 99) }, 'invalid'],
    ['other bytes than there are', { body: 'short' }, 'invalid: downloading a.tar.gz: 5 bytes came, and not'],
    ['another length than it has', { headers: { 'content-length': '5' }, body: 'short' }, 'invalid: downloading a.tar.gz: 5 bytes came, and not'],
    ['more than it has', { body: Buffer.alloc(size + 1) }, 'invalid: downloading a.tar.gz: more bytes came'],
    ['more than there may be', new HttpFailure('too-large', true, 'longer than 9 bytes'), 'invalid'],
    ['nothing at all', { status: 404 }, 'missing'],
    ['a no', { status: 401 }, 'denied'],
    ['nothing, at every try', new HttpFailure('stall', true, 'stalled'), 'transient'],
  ])('of %s is a failure', async (_, answer, message) => {
    const { reader } = open((request) => (isApi(request) ? redirect : answer))
    expect(await failureOf(collect(reader.download(asset)))).toContain(message)
  })
})

describe('the readings', () => {
  test('without a token carry none', async () => {
    const { reader, requests } = open(() => ({ status: 404, body: '{"message":"Not Found"}' }), '')
    expect(await reader.readLatest()).toBeUndefined()
    expect(await reader.findByTag('a/b c')).toBeUndefined()
    expect(requests.map(({ url, headers }) => [url.slice(28), headers?.['authorization']])).toEqual([
      ['/o/r/releases/latest', undefined],
      ['/o/r/releases/tags/a/b%20c', undefined],
    ])
  })

  test('bundles are read by digest and type; what is kept elsewhere is passed over', async () => {
    const body = JSON.stringify({ attestations: [{ bundle: { a: 1 } }, { bundle: null, bundle_url: 'https://x' }, null] })
    const { reader, requests } = open(() => ({ body }))
    expect((await reader.readBundles(digestOf('x'), 'https://slsa.dev/provenance/v1')).map((bundle) => Buffer.from(bundle).toString())).toEqual(['{"a":1}'])
    expect(requests[0]?.url).toContain(`/attestations/${digestOf('x')}?per_page=100&predicate_type=https%3A%2F%2Fslsa.dev%2Fprovenance%2Fv1`)
    expect(await open(() => ({ status: 404, body: '{}' })).reader.readBundles(digestOf('x'), 'y')).toEqual([])
  })

  test('what is no answer of GitHub is tried again, and then told with a cure', async () => {
    const { reader, slept } = open(() => ({ body: '{}' }))
    const error = await reader.readDefaultBranch().catch((thrown: unknown) => readingRefusal(thrown, 'x'))
    expect(slept).toHaveLength(5)
    expect(error).toMatchObject({ problems: [{ code: 'E_GITHUB_TRANSIENT', at: { file: 'x' } }] })
    expect(readingRefusal('else')).toBe('else')
  })
})

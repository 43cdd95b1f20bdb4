import { HttpFailure, type HttpRequest, type HttpResponse, pullFrom, type Sink, type Take } from '@slipway/host'
import type { AssetFact } from './api.ts'
import { ApiFailure, failureOfAnswer, failureOfConnection } from './failure.ts'
import { type RestOptions, readJson, restHeaders } from './rest.ts'
import { type Effects, retried } from './retry.ts'
import { readRefusal } from './wire.ts'

/** Bytes a second: a connection is given the time that it needs at this speed, and is cut off earlier when it stands still. */
const slowest = 50_000
const stallFloor = 16 * 1024
/** A connection that ends after it has brought so many bytes was no failed try. */
const worthKeeping = 1024 * 1024
const mostRedirects = 5

type Asset = Pick<AssetFact, 'id' | 'name' | 'size'>
type Download = RestOptions & {
  readonly asset: Asset
  readonly take: Take
  /** Bytes that the reader has. */
  offset: number
  /** Where the bytes really are: a signed address, good for some minutes. */
  place: string | undefined
}

/**
 * Reads an asset as it comes; where the connection broke, it goes on with the bytes that are missing (RFC 9110 section 14, "Range Requests"),
 * and with a server that knows no ranges from the start, without what the reader has already. The token goes to the API's own origin and
 * nowhere else: the address that GitHub sends us to is its own credential. Never more bytes come than the asset has.
 */
export function downloadAsset(options: RestOptions, effects: Effects, asset: Asset): AsyncGenerator<Uint8Array> {
  return pullFrom(async (take) => {
    const download: Download = { ...options, asset, take, offset: 0, place: undefined }
    while (download.offset < asset.size) await retried(effects, () => readOn(download, effects))
  })
}

async function readOn(download: Download, effects: Effects): Promise<void> {
  const before = download.offset
  try {
    await readRest(download)
  } catch (error) {
    const broken = error instanceof ApiFailure && error.kind === 'transient'
    if (!broken || download.offset - before < worthKeeping) throw error
    effects.log.info(`${error.message}; going on after ${download.offset} of ${download.asset.size} bytes`)
  }
}

async function readRest(download: Download): Promise<void> {
  const { asset, place, offset } = download
  const what = `downloading ${asset.name}`
  const answer = await follow(download, what)
  const { status, headers, body } = answer
  if (status === 200 || status === 206) {
    // What the sink did not want is here: as long as the asset is, it may be the asset all the same.
    if (body.length === asset.size && status === 200) await skipping(download, what)(body)
    const came = download.offset - offset
    if (download.offset === asset.size || (status === 206 && came >= worthKeeping)) return
    if (status === 206 && came > 0) throw new ApiFailure('transient', `${what}: only ${came} bytes came`, { status })
    throw wrongAnswer(answer, what, download)
  }
  download.place = undefined
  const failure = failureOfAnswer({ status, headers, ...readRefusal(readJson(body)) }, what, download.clock.now())
  // A signed address dies while a long file comes: a fresh one is asked for.
  if (place !== undefined && (failure.kind === 'denied' || failure.kind === 'missing')) throw new ApiFailure('transient', failure.message, { status, wait: 0 })
  throw failure
}

async function follow(download: Download, what: string): Promise<HttpResponse> {
  const { http, token, apiUrl, repository, asset, offset } = download
  const api = `${apiUrl.replace(/\/+$/, '')}/repos/${repository}/releases/assets/${asset.id}`
  const range = offset === 0 ? {} : { range: `bytes=${offset}-` }
  let url = download.place ?? api
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const own = url === api ? restHeaders(token) : {}
    const request: HttpRequest = {
      method: 'GET',
      url,
      headers: { ...own, accept: 'application/octet-stream', ...range },
      deadline: 60_000 + (asset.size / slowest) * 1000,
      stallFloor,
      // An error's text may be longer than a small file.
      limit: Math.max(asset.size, 64 * 1024),
      sink: sinkOf(download, what),
    }
    const answer = await http.request(request).catch((error: unknown) => {
      throw error instanceof HttpFailure ? failureOfConnection(error, what) : error
    })
    const next = answer.headers['location']
    if (![301, 302, 303, 307, 308].includes(answer.status) || next === undefined) return answer
    url = checkRedirect(next, url, what)
    download.place = url
  }
  throw new ApiFailure('invalid', `${what}: sent on more than ${mostRedirects} times`)
}

/** What was asked for over TLS stays there. */
function checkRedirect(next: string, from: string, what: string): string {
  const target = URL.canParse(next, from) ? new URL(next, from) : undefined
  const safe = target !== undefined && (target.protocol === 'https:' || (target.protocol === 'http:' && from.startsWith('http:')))
  if (!safe) throw new ApiFailure('invalid', `${what}: sent on to an address that is not safe`)
  return target.href
}

/** Takes the missing part, or the whole without what is there; nothing of an answer whose head says that it is something else. */
function sinkOf(download: Download, what: string): Sink {
  return ({ status, headers }) => {
    const { offset, asset } = download
    if (status === 206) return readRange(headers['content-range'], offset, asset.size) ? taking(download, what) : undefined
    const length = headers['content-length']
    const right = length === undefined ? !isPage(headers) : Number(length) === asset.size
    return status === 200 && right ? skipping(download, what) : undefined
  }
}

/** A part that begins where the last one ended; a server may send less than it was asked for. */
function readRange(range: string | undefined, offset: number, size: number): boolean {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range ?? '') ?? []
  return Number(first) === offset && Number(last) < size && (total === '*' || Number(total) === size)
}

function taking(download: Download, what: string): Take {
  return async (bytes) => {
    const { asset, take } = download
    if (download.offset + bytes.length > asset.size) throw new ApiFailure('invalid', `${what}: more bytes came than the ${asset.size} that it has`)
    await take(bytes)
    download.offset += bytes.length
  }
}

function skipping(download: Download, what: string): Take {
  const take = taking(download, what)
  let left = download.offset
  return async (bytes) => {
    const fresh = bytes.subarray(Math.min(left, bytes.length))
    left -= bytes.length - fresh.length
    if (fresh.length > 0) await take(fresh)
  }
}

/** A page for people with status 200 is a server in trouble; other bytes than there should be are for the proof to refuse. */
function wrongAnswer({ status, headers, body }: HttpResponse, what: string, { offset, asset }: Download): ApiFailure {
  if (status === 206) {
    return new ApiFailure('invalid', `${what}: asked for what follows the first ${offset} of ${asset.size} bytes, and got "${headers['content-range'] ?? ''}"`)
  }
  const came = body.length > 0 ? body.length : offset
  return new ApiFailure(isPage(headers) ? 'transient' : 'invalid', `${what}: ${came} bytes came, and not ${asset.size}`)
}

function isPage(headers: HttpResponse['headers']): boolean {
  return headers['content-type']?.startsWith('text/html') === true
}

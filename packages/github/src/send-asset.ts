import { type Http, HttpFailure, type Ports } from '@slipway/host'
import type { LocalAsset, ReleaseFact } from './api.ts'
import { ApiFailure, failureOfAnswer, failureOfConnection } from './failure.ts'
import { type RawAsset, readRefusal } from './wire.ts'

export type SendOptions = { readonly http: Http; readonly clock: Ports['clock']; readonly token: string; readonly apiUrl: string }

/** Bytes per second under which an upload counts as stalled. */
const stallFloor = 10 * 1024
/** Two minutes, and as long as the bytes take at 128 KiB/s. */
const deadlineOf = (size: number): number => 120_000 + Math.ceil((size / (128 * 1024)) * 1000)

/** Sends one asset as a stream with its length (REST, "Upload a release asset"). */
export async function sendAsset({ http, clock, token, apiUrl }: SendOptions, release: ReleaseFact, asset: LocalAsset): Promise<RawAsset> {
  const what = `uploading ${asset.name}`
  const url = `${checkUploadUrl(release.uploadUrl, apiUrl)}?name=${encodeURIComponent(asset.name)}`
  const headers = {
    authorization: `token ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'content-type': asset.contentType,
  }
  const body = { stream: asset.stream, size: asset.size }
  const answer = await http.request({ method: 'POST', url, headers, body, deadline: deadlineOf(asset.size), stallFloor }).catch((error: unknown) => {
    throw error instanceof HttpFailure ? failureOfConnection(error, what) : error
  })
  const data = readJson(answer.body)
  if (answer.status === 201 && isAsset(data)) return data
  // A page where JSON is due is a server in trouble, whatever its status says.
  if (answer.status < 300) throw new ApiFailure('transient', `${what}: ${answer.status} and no asset in the answer`, { status: answer.status })
  throw failureOfAnswer({ status: answer.status, headers: answer.headers, ...readRefusal(data) }, what, clock.now())
}

/** The token goes to the API's own host, or to its neighbour `uploads.`, and nowhere else. */
function checkUploadUrl(uploadUrl: string, apiUrl: string): string {
  const [upload, api] = [new URL(uploadUrl), new URL(apiUrl)]
  const neighbour = api.hostname.replace(/^api\./, 'uploads.')
  if ((upload.hostname === api.hostname || upload.hostname === neighbour) && upload.protocol === api.protocol) return uploadUrl
  throw new ApiFailure('invalid', `assets are to be sent to ${upload.origin}, which is not a part of ${api.origin}`)
}

function readJson(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8')
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function isAsset(data: unknown): data is RawAsset {
  return typeof data === 'object' && data !== null && 'id' in data && 'state' in data && 'name' in data && 'size' in data
}

import { HttpFailure } from '@slipway/host'
import type { AssetFact, LocalAsset, ReleaseFact } from './api.ts'
import { ApiFailure, failureOfAnswer, failureOfConnection } from './failure.ts'
import { noJson, type RestOptions, readJson, restHeaders } from './rest.ts'
import { assetOf, readRefusal } from './wire.ts'

/** Bytes per second under which an upload counts as stalled. */
const stallFloor = 10 * 1024
/** What one attempt may take at most, in milliseconds: two minutes, and as long as the bytes take at 128 KiB/s. */
export const uploadDeadline = (size: number): number => 120_000 + Math.ceil((size / (128 * 1024)) * 1000)

/** Sends one asset as a stream with its length (REST, "Upload a release asset"). */
export async function sendAsset(
  { http, clock, token, apiUrl }: RestOptions,
  release: ReleaseFact,
  asset: LocalAsset,
  onProgress?: (bytes: number) => void,
): Promise<AssetFact> {
  const what = `uploading ${asset.name}`
  const url = `${checkUploadUrl(release.uploadUrl, apiUrl)}?name=${encodeURIComponent(asset.name)}`
  const headers = { ...restHeaders(token), 'content-type': asset.contentType }
  const body = { stream: () => counted(asset, onProgress), size: asset.size }
  const answer = await http.request({ method: 'POST', url, headers, body, deadline: uploadDeadline(asset.size), stallFloor }).catch((error: unknown) => {
    throw error instanceof HttpFailure ? failureOfConnection(error, what) : error
  })
  const data = readJson(answer.body)
  const now = Date.parse(answer.headers['date'] ?? '')
  const sent = answer.status === 201 ? assetOf(data, Number.isNaN(now) ? clock.now() : now) : undefined
  if (sent !== undefined) return sent
  if (answer.status < 300) throw noJson(what, answer.status)
  throw failureOfAnswer({ status: answer.status, headers: answer.headers, ...readRefusal(data) }, what, clock.now())
}

async function* counted({ stream }: LocalAsset, onProgress: ((bytes: number) => void) | undefined): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const chunk of stream()) {
    yield chunk
    sent += chunk.byteLength
    onProgress?.(sent)
  }
}

/** The token goes to the API's own host, or to its neighbour `uploads.`, and nowhere else. */
function checkUploadUrl(uploadUrl: string, apiUrl: string): string {
  const [upload, api] = [new URL(uploadUrl), new URL(apiUrl)]
  const neighbour = api.hostname.replace(/^api\./, 'uploads.')
  if ((upload.hostname === api.hostname || upload.hostname === neighbour) && upload.protocol === api.protocol) return uploadUrl
  throw new ApiFailure('invalid', `assets are to be sent to ${upload.origin}, which is not a part of ${api.origin}`)
}

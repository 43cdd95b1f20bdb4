import type { HttpResponse } from '@slipway/host'
import { type Digest, isDigest, refuse, type Tag } from '@slipway/kernel'
import { type Exact, type Manifest, manifestTypes, parseManifest, type Reference, renderReference } from '@slipway/oci'
import type { Exchange } from './exchange.ts'
import { describeAnswer, describeMismatch, isAbsent, isWebPage } from './failures.ts'
import type { Location } from './location.ts'

const accept = { accept: manifestTypes.join(', ') }

function wanted(reference: Reference): Tag | Digest {
  const found = reference.digest ?? reference.tag
  if (found !== undefined) return found
  throw refuse({ code: 'E_REGISTRY_REFERENCE', message: `${renderReference(reference)} names neither a tag nor a digest`, cure: 'Add one' })
}

export async function getManifest(exchange: Exchange, location: Location, reference: Reference): Promise<Manifest | undefined> {
  const deed = `read ${renderReference(reference)}`
  const path = `manifests/${wanted(reference)}`
  const response = await exchange.send({ method: 'GET', location, path, access: 'pull', deed, headers: accept, limit: 8 * 1024 * 1024 })
  if (isAbsent(response)) return undefined
  if (response.status !== 200 || isWebPage(response)) throw refuse(describeAnswer(response, deed, location.host))
  const type = response.headers['content-type']?.split(';')[0]?.trim()
  const served = type === undefined || type === '' || type === 'application/json' ? undefined : type
  const parsed = parseManifest(response.body, served)
  if (!parsed.ok) throw refuse({ ...parsed.error, message: `${renderReference(reference)}: ${parsed.error.message}` })
  const announced = response.headers['docker-content-digest']
  for (const expected of [reference.digest, announced]) {
    if (expected?.startsWith('sha256:') === true && expected !== parsed.value.digest) throw refuse(describeMismatch(reference, expected, parsed.value.digest))
  }
  return parsed.value
}

export async function headManifest(exchange: Exchange, location: Location, reference: Reference): Promise<Digest | undefined> {
  const deed = `look for ${renderReference(reference)}`
  const response = await exchange.send({ method: 'HEAD', location, path: `manifests/${wanted(reference)}`, access: 'pull', deed, headers: accept })
  if (response.status === 404) return undefined
  if (response.status !== 200 || isWebPage(response)) throw refuse(describeAnswer(response, deed, location.host))
  const announced = response.headers['docker-content-digest'] ?? ''
  if (reference.digest !== undefined && announced === '') return reference.digest
  // The header is optional in the specification: without it the bytes themselves have to say.
  return isDigest(announced) ? announced : (await getManifest(exchange, location, reference))?.digest
}

export async function putManifest(exchange: Exchange, location: Location, reference: Reference, manifest: Exact): Promise<HttpResponse> {
  if (reference.digest !== undefined && reference.digest !== manifest.digest) throw refuse(describeMismatch(reference, reference.digest, manifest.digest))
  const at = reference.tag ?? wanted(reference)
  const response = await sendManifest(exchange, location, reference, { at, manifest })
  checkWritten(response, location, reference, manifest)
  return response
}

/** A PUT of the bytes at a tag or digest, and its answer, whatever it says. `query` begins with `?`. */
export function sendManifest(
  exchange: Exchange,
  location: Location,
  reference: Reference,
  { at, query = '', manifest }: { readonly at: Tag | Digest; readonly query?: string; readonly manifest: Exact },
): Promise<HttpResponse> {
  const headers = { 'content-type': manifest.mediaType }
  const deed = `write ${renderReference(reference)}`
  return exchange.send({ method: 'PUT', location, path: `manifests/${at}${query}`, access: 'pull,push', deed, headers, body: manifest.bytes })
}

/** Refuses when the registry did not confirm a write, or confirmed other bytes. */
export function checkWritten(response: HttpResponse, { host }: Location, reference: Reference, manifest: Exact): void {
  if (response.status !== 201 && response.status !== 200) throw refuse(describeAnswer(response, `write ${renderReference(reference)}`, host))
  const confirmed = response.headers['docker-content-digest']
  if (confirmed?.startsWith('sha256:') === true && confirmed !== manifest.digest) throw refuse(describeMismatch(reference, manifest.digest, confirmed))
}

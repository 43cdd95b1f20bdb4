import { HttpFailure, type HttpResponse } from '@slipway/host'
import { type Digest, digestOf, refuse } from '@slipway/kernel'
import { type Descriptor, type Repository, renderRepository } from '@slipway/oci'
import type { Access } from './auth.ts'
import type { Exchange } from './exchange.ts'
import { describeAnswer, describeContent, describeMismatch, readRegistryError } from './failures.ts'
import type { Location } from './location.ts'

export async function getBlob(exchange: Exchange, location: Location, repository: Repository, descriptor: Descriptor): Promise<Uint8Array> {
  const deed = `read the blob ${renderRepository(repository)}@${descriptor.digest}`
  const response = await exchange.send({ method: 'GET', location, path: `blobs/${descriptor.digest}`, access: 'pull', deed, limit: descriptor.size + 1 })
  if (response.status !== 200) throw refuse(describeAnswer(response, deed, location.host))
  const digest = digestOf(response.body)
  if (descriptor.digest.startsWith('sha256:') && digest !== descriptor.digest)
    throw refuse(describeMismatch({ ...repository, digest: descriptor.digest }, descriptor.digest, digest))
  return response.body
}

export async function headBlob(exchange: Exchange, location: Location, repository: Repository, digest: Digest, access: Access = 'pull'): Promise<boolean> {
  const deed = `look for the blob ${renderRepository(repository)}@${digest}`
  const response = await exchange.send({ method: 'HEAD', location, path: `blobs/${digest}`, access, deed })
  if (response.status === 200) return true
  if (response.status === 404) return false
  throw refuse(describeAnswer(response, deed, location.host))
}

/**
 * Pushes a blob that is not there yet (distribution specification, "POST then PUT"). The PUT ends an upload session, so a repeated one
 * would meet a session that is gone: when its answer is lost, the blob is looked for, and sent in a new session only if it is not there.
 */
export async function putBlob(exchange: Exchange, location: Location, repository: Repository, bytes: Uint8Array, mediaType: string): Promise<Descriptor> {
  const digest = digestOf(bytes)
  const reference = { ...repository, digest }
  const deed = `push the blob ${renderRepository(repository)}@${digest}`
  const there = (): Promise<boolean> => headBlob(exchange, location, repository, digest, 'pull,push')
  const descriptor = { mediaType, digest, size: bytes.length }
  if (await there()) return descriptor
  const response = await exchange.repeat({ deed }, async (number) => {
    if (number > 1 && (await there())) return { status: 201, headers: {}, body: new Uint8Array() }
    const path = withDigest(await startUpload(exchange, location, deed), digest)
    const headers = { 'content-type': 'application/octet-stream' }
    return judgeUpload(await exchange.sendOnce({ method: 'PUT', location, path, access: 'pull,push', deed, headers, body: bytes }), deed)
  })
  if (response.status < 200 || response.status > 204) throw refuse(describeAnswer(response, deed, location.host))
  const confirmed = response.headers['docker-content-digest']
  if (confirmed?.startsWith('sha256:') === true && confirmed !== digest) throw refuse(describeMismatch(reference, digest, confirmed))
  return descriptor
}

/** Opens an upload session and gives the address that ends it. */
async function startUpload(exchange: Exchange, location: Location, deed: string): Promise<URL> {
  const response = await exchange.send({ method: 'POST', location, path: 'blobs/uploads/', access: 'pull,push', deed })
  if (response.status !== 202) throw refuse(describeAnswer(response, deed, location.host))
  const base = new URL(`${await exchange.origin(location)}/v2/${location.name}/blobs/uploads/`)
  const given = response.headers['location'] ?? ''
  if (given === '' || !URL.canParse(given, base.href)) throw refuse(describeContent(deed, location.host, 'the answer tells no place for the upload'))
  const target = new URL(given, base)
  // A registry that does not know of the TLS in front of it writes http: what was asked for over TLS stays there.
  if (target.hostname === base.hostname && target.protocol !== base.protocol) return new URL(`${base.origin}${target.pathname}${target.search}`)
  return target
}

/** Added as text: parsing the query would write it anew, and it may be signed. */
function withDigest(place: URL, digest: Digest): URL {
  return new URL(`${place.href}${place.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`)
}

/** A session that the registry lost, as one behind a load balancer may, is begun anew like a connection that broke. */
function judgeUpload(response: HttpResponse, deed: string): HttpResponse {
  const lost = response.status === 416 || /^BLOB_UPLOAD_(?:UNKNOWN|INVALID)$/.test(readRegistryError(response.body)?.code ?? '')
  if (lost) throw new HttpFailure('reset', true, `the registry lost the upload (${response.status}) while it had to ${deed}`)
  return response
}

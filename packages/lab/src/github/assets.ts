import { randomBytes } from 'node:crypto'
import { type Digest, digestOf } from '@slipway/kernel'
import { assetName } from './asset-name.ts'
import { type Answer, type Call, readString, Unanswered } from './call.ts'
import { ApiError, faultError, notFound, type ValidationIssue, validationFailed } from './errors.ts'
import { answerPage } from './pages.ts'
import { findRelease } from './releases.ts'
import { renderAsset } from './render.ts'
import type { Asset, Release } from './state.ts'

const mostAssets = 1000
const largestAsset = 2 ** 31

/** All assets, those of failed uploads (`starter`) too, in the order of their upload. */
export function listAssets(call: Call): Answer {
  const release = findRelease(call)
  return answerPage(call, release.assets, (asset) => renderAsset(call.origins, call.repository, release, asset))
}

/** JSON, or with `Accept: application/octet-stream` a redirect to where the bytes are. */
export function getAsset(call: Call): Answer {
  const { release, asset } = findAsset(call)
  if (!(call.headers.accept ?? '').includes('application/octet-stream')) return answer(call, 200, release, asset)
  if (asset.state !== 'uploaded') throw notFound()
  return { status: 302, headers: { location: `${call.origins.storage}/release-assets/${asset.key}` } }
}

export function updateAsset(call: Call): Answer {
  const { release, asset } = findAsset(call)
  if (release.immutable) throw new ApiError(422, 'Cannot update asset of an immutable release')
  const name = readString(call.input, 'name')
  const label = readString(call.input, 'label')
  readString(call.input, 'state')
  if (name !== undefined) asset.name = freeName(release, name, asset)
  if (label !== undefined) asset.label = label
  asset.updatedAt = call.world.now()
  return answer(call, 200, release, asset)
}

export function deleteAsset(call: Call): Answer {
  const { release, asset } = findAsset(call)
  // As uutils/coreutils#13839 quotes it.
  if (release.immutable) throw new ApiError(422, 'Cannot delete asset from an immutable release')
  release.assets.splice(release.assets.indexOf(asset), 1)
  return { status: 204 }
}

/**
 * "Upload a release asset". The name is taken before the first byte is read, as a `starter`, so of two uploads under one name
 * one fails at once, and an upload that breaks off leaves a starter that blocks the name until somebody deletes it.
 */
export async function uploadAsset(call: Call): Promise<Answer> {
  const release = findRelease(call)
  if (release.immutable) throw new ApiError(422, 'Cannot upload assets to an immutable release.')
  const asset = startAsset(call, release)
  release.assets.push(asset)
  const { fault } = call
  if (fault?.kind === 'starter') throw faultError(fault.status, undefined)
  if (fault?.kind === 'stall' && fault.when === 'before') throw new Unanswered('silence')
  const bytes = await readBytes(call)
  if (!release.assets.includes(asset) || !call.repository.releases.has(release.id)) throw notFound()
  if (fault?.kind === 'corrupt' && bytes.length > 0) bytes.writeUInt8((bytes.readUInt8(0) + 1) % 256, 0)
  Object.assign(asset, { bytes, size: bytes.length, state: 'uploaded', updatedAt: call.world.now(), ...digestLater(call, asset, bytes) })
  return answer(call, 201, release, asset)
}

function digestLater({ world, fault }: Call, asset: Asset, bytes: Buffer): { readonly digest: Digest | null } {
  const digest = digestOf(bytes)
  if (fault?.kind !== 'undigested') return { digest }
  world.undigested.add({ asset, digest, at: world.clock() + fault.seconds * 1000 })
  return { digest: null }
}

function startAsset(call: Call, release: Release): Asset {
  const contentType = call.headers['content-type'] ?? ''
  if (!contentType.includes('/')) throw new ApiError(400, `Invalid Content-Type: '${contentType}'`)
  const length = call.headers['content-length'] ?? ''
  if (!/^[0-9]+$/.test(length)) throw new ApiError(400, `Bad Content-Length: ${length}`)
  const name = freeName(release, call.query.get('name') ?? '', undefined)
  if (Number(length) === 0) throw invalid('size', 'size must be greater than or equal to 1')
  if (Number(length) > largestAsset) throw invalid('size', `size must be less than or equal to ${largestAsset}`)
  if (release.assets.length >= mostAssets) throw invalid('file_count', `file_count limited to ${mostAssets} assets`)
  const now = call.world.now()
  return {
    id: call.world.nextId(),
    key: randomBytes(20).toString('hex'),
    contentType,
    uploader: call.caller.token?.actor ?? '',
    createdAt: now,
    updatedAt: now,
    name,
    label: call.query.get('label'),
    state: 'starter',
    size: 0,
    digest: null,
    bytes: Buffer.alloc(0),
    downloads: 0,
  }
}

/** The name after GitHub's renaming; each name is there once in a release, whatever the other asset's state. */
function freeName(release: Release, given: string, self: Asset | undefined): string {
  const name = assetName(given)
  if (name === '') throw validationFailed({ resource: 'ReleaseAsset', code: 'missing_field', field: 'name' })
  if (release.assets.some((asset) => asset !== self && asset.name === name)) {
    throw validationFailed({ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' })
  }
  return name
}

function findAsset(call: Call): { readonly release: Release; readonly asset: Asset } {
  for (const release of call.repository.releases.values()) {
    const asset = release.assets.find((one) => one.id === Number(call.params['asset_id']))
    if (asset !== undefined && (!release.draft || call.writes)) return { release, asset }
  }
  throw notFound()
}

/** The declared length is kept: a client that sends less never ends its request, and one that sends more is no HTTP. */
async function readBytes({ headers, body, receive, fault }: Call): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Number(headers['content-length']))
  let offset = 0
  for await (const chunk of body) {
    offset += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).copy(bytes, offset)
    receive(chunk.byteLength)
    if (fault?.kind === 'cut' && offset * 2 >= bytes.length) throw new Unanswered('reset')
  }
  return bytes
}

function invalid(field: string, message: string): ApiError {
  const issue: ValidationIssue = { resource: 'ReleaseAsset', code: 'custom', field, message }
  return validationFailed(issue)
}

function answer(call: Call, status: number, release: Release, asset: Asset): Answer {
  return { status, body: renderAsset(call.origins, call.repository, release, asset) }
}

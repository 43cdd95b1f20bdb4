import { HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import { digestOf } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { keyAnnotation } from '../plan.ts'
import type { Plant } from './machine.support.ts'
import { renderTag } from './verdict.support.ts'
import { exchange, type Wire } from './wire.support.ts'

/** A mistake that an action might make, as its machine sees it, and what the schedules have to say of it. */
export type Mistake = readonly [name: string, plant: Plant, said: RegExp]

const isManifest = (method: string, request: HttpRequest): boolean => request.method === method && request.url.includes('/manifests/')
const placeOf = ({ url }: HttpRequest): string => /\/manifests\/(.+)$/.exec(url)?.[1] ?? ''
const isAnchor = (place: string, key: string): boolean => place.startsWith(`${key}-`)
const isForPeople = (place: string, { world }: Wire): boolean => world.schedule.tags.map(renderTag).includes(place)
const at = (request: HttpRequest, place: string): string => request.url.replace(/\/manifests\/.+$/, `/manifests/${place}`)

const encode = (document: object): Uint8Array => new TextEncoder().encode(JSON.stringify(document))

function confirm(digest: string, status = 201): HttpResponse {
  return { status, headers: { 'docker-content-digest': digest }, body: new Uint8Array() }
}

function absent(): HttpResponse {
  return { status: 404, headers: {}, body: encode({ errors: [{ code: 'MANIFEST_UNKNOWN' }] }) }
}

/** Each machine of a plant that remembers has a memory of its own. */
function remember<T>(make: () => T): (wire: Wire) => T {
  const known = new WeakMap<Wire, T>()
  return (wire) => {
    const found = known.get(wire) ?? make()
    known.set(wire, found)
    return found
  }
}

/** A tag for people names what is built so far. */
const early: Plant = {
  http: async (request, wire) => {
    const response = await exchange(wire, request)
    const { key, run } = wire.client
    const [tag] = wire.world.schedule.tags.map(renderTag)
    if (!isManifest('PUT', request) || !isAnchor(placeOf(request), key) || tag === undefined || !run.trusted) return response
    const bytes = request.body as Uint8Array
    const child = { mediaType: mediaTypes.manifest, digest: digestOf(bytes), size: bytes.length, platform: { os: 'linux', architecture: 'amd64' } }
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [child], annotations: { [keyAnnotation]: key } }
    await exchange(wire, { ...request, url: at(request, tag), headers: { 'content-type': mediaTypes.index }, body: encode(index) })
    return response
  },
}

const held = remember<{ request?: HttpRequest }>(() => ({}))

/** The content's own tag comes after the first tag for people. */
const contentLast: Plant = {
  http: async (request, wire) => {
    const memory = held(wire)
    if (isManifest('PUT', request) && placeOf(request) === wire.client.key) {
      memory.request = request
      return confirm(digestOf(request.body as Uint8Array))
    }
    const response = await exchange(wire, request)
    const waiting = memory.request
    if (waiting === undefined) return response
    delete memory.request
    await exchange(wire, waiting)
    return request.method === 'HEAD' ? exchange(wire, request) : response
  },
}

const unanchored: Plant = {
  http: async (request, wire) =>
    isManifest('PUT', request) && isAnchor(placeOf(request), wire.client.key) ? confirm(digestOf(request.body as Uint8Array)) : exchange(wire, request),
}

const wrote = remember(() => new Map<string, string>())

/** What was written is believed to be there. */
const unread: Plant = {
  http: async (request, wire) => {
    const memory = wrote(wire)
    const known = memory.get(placeOf(request))
    if (isManifest('HEAD', request) && known !== undefined) return confirm(known, 200)
    if (isManifest('PUT', request)) memory.set(placeOf(request), digestOf(request.body as Uint8Array))
    return exchange(wire, request)
  },
}

/** A write whose answer is lost counts as one that failed. */
const unreconciled: Plant = {
  http: async (request, wire) => {
    try {
      return await exchange(wire, request)
    } catch (error) {
      if (error instanceof HttpFailure && error.sent && request.method === 'PUT') return { status: 400, headers: {}, body: new Uint8Array() }
      throw error
    }
  },
}

/** A registry that has a fault counts as one that has no image. */
const faultIsAbsence: Plant = {
  http: async (request, wire) => {
    const response = await exchange(wire, request)
    return isManifest('GET', request) && request.url.includes(`/${wire.client.repository}/`) && response.status >= 500 ? absent() : response
  },
}

/** A tag is written without a look at what it names. */
const unlooked: Plant = {
  http: async (request, wire) => (isManifest('GET', request) && isForPeople(placeOf(request), wire) ? absent() : exchange(wire, request)),
}

/** An index is believed to have its images. */
const untorn: Plant = {
  http: async (request, wire) => {
    const place = placeOf(request)
    return isManifest('HEAD', request) && place.startsWith('sha256:') ? confirm(place, 200) : exchange(wire, request)
  },
}

/** The index lacks its last image, and the answer is not looked at. */
const incomplete: Plant = {
  http: async (request, wire) => {
    if (!isManifest('PUT', request) || placeOf(request) !== wire.client.key) return exchange(wire, request)
    const index = JSON.parse(new TextDecoder().decode(request.body as Uint8Array)) as { manifests: readonly unknown[] }
    await exchange(wire, { ...request, body: encode({ ...index, manifests: index.manifests.slice(0, -1) }) })
    return confirm(digestOf(request.body as Uint8Array))
  },
}

/** A build takes the sources of another run, as from a cache that is not told apart by the key. */
const stale: Plant = { build: ({ platform }) => ({ sources: 0, platform }) }

export const mistakes: readonly Mistake[] = [
  ['tags are written before the index is complete', early, /names an index of linux\/|wrote \S+ before|names an image for/],
  ['the tag of the content is written last', contentLast, /wrote \S+ before [0-9a-f]{40} named the same/],
  ['anchors are not written', unanchored, /is done, but \S+ names nothing|under the lock, and nothing went wrong|refused without need: E_OCI_INDEX_MISSING/],
  ['what was written is not read back', unread, /says that \S+ names .* and was not looked at/],
  ['a lost answer to a write counts as a failure', unreconciled, /refused without need: E_REGISTRY_ANSWER/],
  [
    'a fault of the registry counts as absence',
    faultIsAbsence,
    /although \S+ is there|under the lock, and nothing went wrong|refused without need: E_OCI_INDEX_MISSING/,
  ],
  ['a version’s tag is moved unseen', unlooked, /moved \S+ from the key \S+ to \S+ without a word/],
  ['the images of a torn index are not looked for', untorn, /names? an index whose image|does not converge: E_REGISTRY_MISSING_CONTENT|is not well/],
  ['the index lacks an image', incomplete, /names an index of/],
  ['a build takes other sources', stale, /names an image for \S+ from the sources 0, not for \S+ from 1/],
  ['the lock is forgotten', { unlocked: true }, /although \S+ is there|under the lock, and nothing went wrong|ended with several digests/],
]

import type { HttpRequest, HttpResponse } from '@slipway/host'
import { digestOf } from '@slipway/kernel'
import { type Descriptor, isIndexType, type Manifest, mediaTypes, parseManifest } from '@slipway/oci'

type Stored = { readonly bytes: Uint8Array; readonly mediaType: string }
type Answer = Partial<HttpResponse>

/** An answer in place of the registry's own, or undefined to let it answer. */
export type Fault = (request: HttpRequest) => Answer | undefined

/** What registries do differently; may be changed between requests. */
export type Habits = {
  /** It has the referrers API, and answers a subject with `OCI-Subject`. */
  referrers: boolean
  /** It takes `?tag=` with a digest, and says so in `OCI-Tag`. Otherwise the query is ignored. */
  tagQuery: boolean
  /** It refuses a manifest whose blobs or children are not there, as real registries do. */
  strict: boolean
  /** Entries of one page of tags or referrers. */
  page: number
}

export type RegistryFake = {
  /** For the `http` of host's fakes. */
  readonly answer: (request: HttpRequest) => Answer
  /** By `name`, then by tag or digest. */
  readonly manifests: Map<string, Map<string, Stored>>
  readonly blobs: Map<string, Uint8Array>
  readonly put: (name: string, tag: string | undefined, mediaType: string, document: unknown) => string
  readonly putBlob: (content: unknown) => { readonly digest: string; readonly size: number }
  /** Deletes a manifest and every tag that names it, as a clean-up job does. */
  readonly evict: (name: string, digest: string) => void
  readonly habits: Habits
  /** Asked before each answer; the first one that gives something wins. */
  readonly faults: Fault[]
}

type World = Pick<RegistryFake, 'manifests' | 'blobs' | 'habits'> & { readonly uploads: Map<string, string> }

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

/** A registry in memory: manifests by tag and digest, blobs, uploads, deletion, pages, and where wanted referrers and several tags at once. */
export function createRegistryFake(options: Partial<Habits> = {}): RegistryFake {
  const habits = { referrers: false, tagQuery: false, strict: false, page: 1000, ...options }
  const world: World = { manifests: new Map(), blobs: new Map(), uploads: new Map(), habits }
  const faults: Fault[] = []
  return {
    answer: (request) => {
      for (const fault of faults) {
        const instead = fault(request)
        if (instead !== undefined) return instead
      }
      return route(world, request)
    },
    manifests: world.manifests,
    blobs: world.blobs,
    habits,
    faults,
    put: (name, tag, mediaType, document) => {
      const bytes = encode(document)
      return store(world, name, [tag ?? digestOf(bytes)], { bytes, mediaType })
    },
    putBlob: (content) => {
      const bytes = encode(content)
      world.blobs.set(digestOf(bytes), bytes)
      return { digest: digestOf(bytes), size: bytes.length }
    },
    evict: (name, digest) => void remove(world, name, digest),
  }
}

function route(world: World, request: HttpRequest): Answer {
  const url = new URL(request.url)
  const [, owner, id = ''] = /^\/v2\/(.+)\/blobs\/uploads\/([^/]*)$/.exec(url.pathname) ?? []
  if (owner !== undefined) return upload(world, request, owner, id, url)
  const [, name = '', kind = '', at = ''] = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)\/([^/]+)$/.exec(url.pathname) ?? []
  if (kind === 'tags') return listTags(world, name, url)
  if (kind === 'referrers') return world.habits.referrers ? listReferrers(world, name, at, url) : { status: 404, body: encode('404 page not found\n') }
  if (kind === 'blobs') return found(world.blobs.get(at), 'application/octet-stream', 'BLOB_UNKNOWN')
  if (request.method === 'PUT') return putManifest(world, request, name, at, url)
  if (request.method === 'DELETE') return remove(world, name, at) ? { status: 202 } : failed(404, 'MANIFEST_UNKNOWN')
  const stored = world.manifests.get(name)?.get(at)
  return found(stored?.bytes, stored?.mediaType ?? '', 'MANIFEST_UNKNOWN')
}

/** POST opens a session under a relative address, PUT with a digest ends it. */
function upload({ uploads, blobs }: World, request: HttpRequest, name: string, id: string, url: URL): Answer {
  if (request.method === 'POST') {
    const opened = `session-${uploads.size + 1}`
    uploads.set(opened, name)
    return { status: 202, headers: { location: `/v2/${name}/blobs/uploads/${opened}?_state=a%2Fb` } }
  }
  if (uploads.get(id) !== name) return failed(404, 'BLOB_UPLOAD_UNKNOWN')
  const digest = url.searchParams.get('digest') ?? ''
  const bytes = request.body as Uint8Array
  if (digestOf(bytes) !== digest) return failed(400, 'DIGEST_INVALID')
  uploads.set(id, '')
  blobs.set(digest, bytes)
  return { status: 201, headers: { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest } }
}

function putManifest(world: World, request: HttpRequest, name: string, at: string, url: URL): Answer {
  const stored = { bytes: request.body as Uint8Array, mediaType: request.headers?.['content-type'] ?? '' }
  const byDigest = at.includes(':')
  if (byDigest && digestOf(stored.bytes) !== at) return failed(400, 'DIGEST_INVALID')
  const asked = world.habits.tagQuery ? url.searchParams.getAll('tag') : []
  // The specification has the query with a digest only; zot and olareg refuse it with a tag.
  if (asked.length > 0 && !byDigest) return failed(400, 'MANIFEST_INVALID')
  if (asked.length > 10) return failed(414, 'UNSUPPORTED')
  const parsed = parseManifest(stored.bytes, stored.mediaType)
  if (world.habits.strict && !(parsed.ok && isWhole(world, name, parsed.value))) return failed(400, parsed.ok ? 'MANIFEST_BLOB_UNKNOWN' : 'MANIFEST_INVALID')
  const digest = store(world, name, [at, ...asked], stored)
  const subject = world.habits.referrers && parsed.ok ? parsed.value.subject?.digest : undefined
  const headers = { 'docker-content-digest': digest, location: `/v2/${name}/manifests/${digest}` }
  const tags = asked.length === 0 ? {} : { 'oci-tag': asked.join(', ') }
  return { status: 201, headers: { ...headers, ...tags, ...(subject === undefined ? {} : { 'oci-subject': subject }) } }
}

function isWhole({ manifests, blobs }: World, name: string, manifest: Manifest): boolean {
  if (manifest.kind === 'index') return manifest.manifests.every(({ digest }) => manifests.get(name)?.has(digest) === true)
  return [manifest.config, ...manifest.layers].every(({ digest }) => blobs.has(digest))
}

function store({ manifests }: World, name: string, places: readonly string[], stored: Stored): string {
  const repository = manifests.get(name) ?? new Map<string, Stored>()
  manifests.set(name, repository)
  const digest = digestOf(stored.bytes)
  for (const place of [digest, ...places]) repository.set(place, stored)
  return digest
}

/** A tag alone, or a digest with all its tags. */
function remove({ manifests }: World, name: string, at: string): boolean {
  const repository = manifests.get(name)
  if (repository?.has(at) !== true) return false
  for (const [place, { bytes }] of [...repository]) if (place === at || digestOf(bytes) === at) repository.delete(place)
  return true
}

function found(bytes: Uint8Array | undefined, mediaType: string, code: string): Answer {
  if (bytes !== undefined) return { status: 200, headers: { 'content-type': mediaType, 'docker-content-digest': digestOf(bytes) }, body: bytes }
  return failed(404, code)
}

function failed(status: number, code: string): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: encode({ errors: [{ code, message: 'unknown' }] }) }
}

function listTags({ manifests, habits }: World, name: string, url: URL): Answer {
  const tags = [...(manifests.get(name)?.keys() ?? [])].filter((place) => !place.includes(':')).sort()
  const { shown, link } = pageOf(tags, (tag) => tag, url, habits.page)
  return { status: 200, headers: { 'content-type': 'application/json', ...link }, body: encode({ tags: shown }) }
}

function listReferrers({ manifests, habits }: World, name: string, subject: string, url: URL): Answer {
  const type = url.searchParams.get('artifactType')
  const all = [...(manifests.get(name) ?? [])].flatMap(([place, { bytes, mediaType }]) => {
    const parsed = parseManifest(bytes, mediaType)
    return place.includes(':') && parsed.ok && parsed.value.subject?.digest === subject ? [describe(parsed.value)] : []
  })
  const { shown, link } = pageOf(
    all.filter((entry) => type === null || entry.artifactType === type),
    ({ digest }) => digest,
    url,
    habits.page,
  )
  const filtered: Record<string, string> = type === null ? {} : { 'oci-filters-applied': 'artifactType' }
  const document = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: shown }
  return { status: 200, headers: { 'content-type': mediaTypes.index, ...filtered, ...link }, body: encode(document) }
}

function describe(manifest: Manifest): Descriptor {
  const { mediaType, digest, bytes, annotations } = manifest
  const artifactType = manifest.artifactType ?? (manifest.kind === 'image' && !isIndexType(mediaType) ? manifest.config.mediaType : undefined)
  const more = { ...(artifactType === undefined ? {} : { artifactType }), ...(Object.keys(annotations).length === 0 ? {} : { annotations }) }
  return { mediaType, digest, size: bytes.length, ...more }
}

function pageOf<T>(
  all: readonly T[],
  keyOf: (entry: T) => string,
  url: URL,
  size: number,
): { readonly shown: readonly T[]; readonly link: Record<string, string> } {
  const last = url.searchParams.get('last')
  const start = last === null ? 0 : all.findIndex((entry) => keyOf(entry) === last) + 1
  const shown = all.slice(start, start + size)
  const end = shown.at(-1)
  if (end === undefined || start + size >= all.length) return { shown, link: {} }
  const query = new URLSearchParams([...[...url.searchParams].filter(([key]) => key !== 'last'), ['last', keyOf(end)]])
  return { shown, link: { link: `<${url.pathname}?${query}>; rel="next"` } }
}

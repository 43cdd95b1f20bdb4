import { isDigest, parseTag } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { isWrong, type MemoryContent, type Wrong, wrong } from './memory-content.ts'
import { parseRequest } from './request-kind.ts'

/** What a registry may do or leave, as the specification has it. Both are done by default. */
export type MemoryHabits = {
  /** Several tags with one PUT, acknowledged by `OCI-Tag` (end-7b). */
  readonly tagQuery?: boolean
  /** The referrers API, and `OCI-Subject` for a manifest with a subject. */
  readonly referrers?: boolean
}

export type Asked = { readonly method: string; readonly url: URL; readonly type: string; readonly body: Uint8Array }
export type Answered = { readonly status: number; readonly headers?: Readonly<Record<string, string | readonly string[]>>; readonly body?: Uint8Array | object }

/** More tags than the specification wants a registry to take at once. */
const mostTags = 10

/** Answers one request as the OCI distribution specification says; who may ask is the gate's business. */
export function answerMemory(content: MemoryContent, habits: MemoryHabits, asked: Asked): Answered {
  const { kind, repository: name } = parseRequest(asked.method, asked.url.pathname)
  const last = decodeURIComponent(asked.url.pathname.split('/').at(-1) ?? '')
  switch (kind) {
    case 'ping':
      return { status: 200, body: {} }
    case 'upload':
      return answerUpload(content, name, last, asked)
    case 'blob':
      return answerBlob(content, name, last, asked)
    case 'manifest':
      return answerManifest(content, habits, name, last, asked)
    case 'tag':
      return answerTags(content, name, asked)
    case 'referrer':
      return habits.referrers === false ? fail(wrong(404, 'UNSUPPORTED', 'no such thing')) : answerReferrers(content, name, last, asked)
    default:
      return fail(wrong(404, 'UNSUPPORTED', 'no such thing'))
  }
}

function fail({ status, code, message }: Wrong): Answered {
  return { status, body: { errors: [{ code, message }] } }
}

const unsupported = (): Answered => fail(wrong(405, 'UNSUPPORTED', 'the operation is not supported'))

function answerUpload(content: MemoryContent, name: string, id: string, { method, url, body }: Asked): Answered {
  if (id === '') return method === 'POST' ? startUpload(content, name, url, body) : unsupported()
  const size = content.uploaded(name, id)
  if (size === undefined) return fail(wrong(404, 'BLOB_UPLOAD_UNKNOWN', 'there is no such upload'))
  if (method === 'PATCH' || method === 'PUT') content.append(id, body)
  if (method === 'PUT') return finishUpload(content, name, id, url)
  if (method === 'DELETE') content.cancelUpload(id)
  else if (method !== 'GET' && method !== 'PATCH') return unsupported()
  const end = content.uploaded(name, id) ?? 0
  return { status: method === 'PATCH' ? 202 : 204, headers: { location: url.pathname, range: `0-${Math.max(0, end - 1)}` } }
}

/** "POST then PUT", a mount, or everything in one POST. */
function startUpload(content: MemoryContent, name: string, url: URL, body: Uint8Array): Answered {
  const mount = url.searchParams.get('mount')
  if (mount !== null && content.mount(name, url.searchParams.get('from') ?? '', mount)) return created(`/v2/${name}/blobs/${mount}`, mount)
  const id = content.startUpload(name)
  const digest = url.searchParams.get('digest')
  if (digest === null) return { status: 202, headers: { location: `/v2/${name}/blobs/uploads/${id}`, range: '0-0', 'docker-upload-uuid': id } }
  content.append(id, body)
  return finishUpload(content, name, id, url)
}

function finishUpload(content: MemoryContent, name: string, id: string, url: URL): Answered {
  const digest = url.searchParams.get('digest') ?? ''
  const refused = content.finishUpload(name, id, digest)
  return refused === undefined ? created(`/v2/${name}/blobs/${digest}`, digest) : fail(refused)
}

function created(location: string, digest: string, headers: Answered['headers'] = {}): Answered {
  return { status: 201, headers: { location, 'docker-content-digest': digest, ...headers } }
}

function answerBlob(content: MemoryContent, name: string, digest: string, { method }: Asked): Answered {
  const body = content.blob(name, digest)
  if (body === undefined) return fail(wrong(404, 'BLOB_UNKNOWN', 'there is no such blob'))
  if (method === 'DELETE') return { status: content.deleteBlob(name, digest) ? 202 : 404 }
  return { status: 200, headers: { 'content-type': 'application/octet-stream', 'docker-content-digest': digest }, body }
}

function answerManifest(content: MemoryContent, habits: MemoryHabits, name: string, at: string, asked: Asked): Answered {
  if (!isDigest(at) && !parseTag(at).ok) return fail(wrong(400, 'TAG_INVALID', 'neither a tag nor a digest'))
  if (asked.method === 'PUT') return putManifest(content, habits, name, at, asked)
  const manifest = content.readManifest(name, at)
  if (manifest === undefined) return fail(wrong(404, 'MANIFEST_UNKNOWN', 'there is no such manifest'))
  if (asked.method === 'DELETE') return { status: content.deleteManifest(name, at) ? 202 : 404 }
  return { status: 200, headers: { 'content-type': manifest.mediaType, 'docker-content-digest': manifest.digest }, body: manifest.bytes }
}

function putManifest(content: MemoryContent, habits: MemoryHabits, name: string, at: string, { url, type, body }: Asked): Answered {
  const tags = habits.tagQuery === false ? [] : [...new Set(url.searchParams.getAll('tag'))]
  // "When pushing a manifest by digest": what zot and olareg answer where a tag is pushed.
  if (tags.length > 0 && !isDigest(at)) return fail(wrong(400, 'UNSUPPORTED', 'the tag query needs a digest'))
  if (tags.length > mostTags) return fail(wrong(414, 'UNSUPPORTED', `more than ${mostTags} tags`))
  if (!tags.every((tag) => parseTag(tag).ok)) return fail(wrong(400, 'TAG_INVALID', 'one of the tags is none'))
  const stored = content.putManifest(name, at, tags, { bytes: body, mediaType: type })
  if (isWrong(stored)) return fail(stored)
  const subject: Record<string, string> = stored.subject === undefined || habits.referrers === false ? {} : { 'oci-subject': stored.subject.digest }
  return created(`/v2/${name}/manifests/${stored.digest}`, stored.digest, { ...subject, ...acknowledge(tags) })
}

/** The specification's example has several headers, and several tags in one of them. */
function acknowledge(tags: readonly string[]): Record<string, readonly string[]> {
  const last = tags.at(-1)
  if (last === undefined) return {}
  return { 'oci-tag': tags.length === 1 ? [last] : [tags.slice(0, -1).join(', '), last] }
}

function answerTags(content: MemoryContent, name: string, { url }: Asked): Answered {
  const repository = content.repository(name)
  if (repository === undefined) return fail(wrong(404, 'NAME_UNKNOWN', 'there is no such repository'))
  const after = url.searchParams.get('last') ?? ''
  const rest = [...repository.tags.keys()].sort().filter((tag) => tag > after)
  const size = Number(url.searchParams.get('n') ?? rest.length)
  const tags = rest.slice(0, size)
  const more = size > 0 && rest.length > size
  const query = new URLSearchParams({ n: String(size), last: tags.at(-1) ?? '' })
  return { status: 200, headers: more ? { link: `<${url.pathname}?${query}>; rel="next"` } : {}, body: { name, tags } }
}

function answerReferrers(content: MemoryContent, name: string, subject: string, { method, url }: Asked): Answered {
  if (method !== 'GET' && method !== 'HEAD') return unsupported()
  if (!isDigest(subject)) return fail(wrong(400, 'DIGEST_INVALID', 'no digest'))
  const type = url.searchParams.get('artifactType')
  const manifests = content.referrers(name, subject).filter((entry) => type === null || entry.artifactType === type)
  const filtered: Record<string, string> = type === null ? {} : { 'oci-filters-applied': 'artifactType' }
  return { status: 200, headers: { 'content-type': mediaTypes.index, ...filtered }, body: { schemaVersion: 2, mediaType: mediaTypes.index, manifests } }
}

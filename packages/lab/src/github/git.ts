import { type Answer, type Call, requireString } from './call.ts'
import { ApiError, notFound } from './errors.ts'
import { answerPage } from './pages.ts'
import { isTagName } from './release-rules.ts'
import { renderCommit, renderRef, renderTag, renderTagObject } from './render.ts'
import { renderRepository } from './render-repository.ts'
import { peel } from './state.ts'

export function getRepository(call: Call): Answer {
  return { status: 200, body: renderRepository(call.origins, call.repository, call.writes) }
}

/** 404 where the setting is off. A job's token cannot have the permission, so what it gets is 403. */
export function checkImmutableReleases(call: Call): Answer {
  if (!call.repository.immutable) throw notFound()
  return { status: 200, body: { enabled: true, enforced_by_owner: false } }
}

/** Highest name first; GitHub documents no order. */
export function listTags(call: Call): Answer {
  const names = refNames(call, 'refs/tags/').map((ref) => ref.slice('refs/tags/'.length))
  return answerPage(call, names.reverse(), (name) => renderTag(call.origins, call.repository, name))
}

/** One ref by its whole name; a prefix is 404. */
export function getRef(call: Call): Answer {
  const ref = `refs/${call.params['ref']}`
  if (!call.repository.refs.has(ref)) throw notFound()
  return { status: 200, body: renderRef(call.origins, call.repository, ref) }
}

/** Each ref that begins with the text: `tags/v1` also finds `tags/v1.2.3` and `tags/v10`. */
export function listMatchingRefs(call: Call): Answer {
  const refs = refNames(call, `refs/${call.params['ref']}`)
  return { status: 200, body: refs.map((ref) => renderRef(call.origins, call.repository, ref)) }
}

export function createRef(call: Call): Answer {
  const { repository, origins, input } = call
  const ref = requireString(input, 'ref')
  const sha = requireString(input, 'sha')
  // "If it doesn't start with 'refs' and have at least two slashes, it will be rejected." The text of the refusal is our own.
  if (!/^refs\/[^/]+\/./.test(ref) || !isTagName(ref)) throw new ApiError(422, `${ref} is not a valid ref name.`)
  if (!repository.objects.has(sha)) throw new ApiError(422, 'Object does not exist')
  if (repository.refs.has(ref)) throw new ApiError(422, 'Reference already exists')
  // The tag of an immutable release is kept for ever; what a push says of it looks like a ruleset (SalamLang/Salam#1627).
  if (repository.burned.has(ref.replace(/^refs\/tags\//, ''))) {
    throw new ApiError(422, 'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n')
  }
  repository.refs.set(ref, sha)
  const body = renderRef(origins, repository, ref)
  return { status: 201, body, headers: { location: String(body['url']) } }
}

export function getTagObject(call: Call): Answer {
  const object = call.repository.objects.get(call.params['tag_sha'] ?? '')
  if (object?.type !== 'tag') throw notFound()
  return { status: 200, body: renderTagObject(call.origins, call.repository, object) }
}

/** By commit, branch, tag, `heads/…` or `tags/…`. Abbreviated commits are not known here. */
export function getCommit(call: Call): Answer {
  const text = call.params['ref'] ?? ''
  const { refs, objects } = call.repository
  const sha = refs.get(`refs/${text}`) ?? refs.get(`refs/heads/${text}`) ?? refs.get(`refs/tags/${text}`) ?? text
  const object = objects.get(peel(call.repository, sha))
  if (object?.type !== 'commit') throw new ApiError(422, `No commit found for SHA: ${text}`)
  return { status: 200, body: renderCommit(call.origins, call.repository, object) }
}

function refNames(call: Call, prefix: string): string[] {
  return [...call.repository.refs.keys()].filter((ref) => ref.startsWith(prefix)).sort()
}

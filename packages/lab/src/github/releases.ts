import { randomBytes } from 'node:crypto'
import { type Answer, type Call, readBoolean, readString, requireString } from './call.ts'
import { invalidRequest, notFound, validationFailed } from './errors.ts'
import { electLatest, placeLatest } from './latest.ts'
import { answerPage } from './pages.ts'
import { checkRelease, commitDate, ensureTag } from './release-rules.ts'
import { renderRelease } from './render.ts'
import { type Release, resolveCommitish } from './state.ts'

/** The release that the path names. A draft does not exist for those who may not write. */
export function findRelease(call: Call): Release {
  const release = call.repository.releases.get(Number(call.params['release_id']))
  if (release === undefined || (release.draft && !call.writes)) throw notFound()
  return release
}

/** Newest first, by `created_at`; GitHub documents no order. */
export function listReleases(call: Call): Answer {
  const visible = [...call.repository.releases.values()].filter((release) => !release.draft || call.writes)
  const sorted = visible.sort((a, b) => (a.createdAt === b.createdAt ? b.id - a.id : a.createdAt < b.createdAt ? 1 : -1))
  return answerPage(call, sorted, (release) => renderRelease(call.origins, call.repository, release))
}

export function getRelease(call: Call): Answer {
  return answer(call, 200, findRelease(call))
}

/** "Get a published release with the specified tag": drafts are 404 to everybody. */
export function getReleaseByTag(call: Call): Answer {
  const release = [...call.repository.releases.values()].find((one) => !one.draft && one.tag === call.params['tag'])
  if (release === undefined) throw notFound()
  return answer(call, 200, release)
}

export function getLatestRelease(call: Call): Answer {
  const release = electLatest(call.repository)
  if (release === undefined) throw notFound()
  return answer(call, 200, release)
}

export function createRelease(call: Call): Answer {
  const { repository, world, input } = call
  const tag = requireString(input, 'tag_name')
  const target = readString(input, 'target_commitish') ?? repository.defaultBranch
  const notes = readBoolean(input, 'generate_release_notes') === true ? writeNotes(call, tag, undefined) : undefined
  const now = world.now()
  const release: Release = {
    id: world.nextId(),
    untagged: `untagged-${randomBytes(10).toString('hex')}`,
    author: call.caller.token?.actor ?? '',
    tag,
    target: target === '' ? repository.defaultBranch : target,
    name: readString(input, 'name') ?? notes?.name ?? null,
    body: joinBody(readString(input, 'body'), notes?.body),
    draft: readBoolean(input, 'draft') ?? false,
    prerelease: readBoolean(input, 'prerelease') ?? false,
    immutable: false,
    createdAt: now,
    publishedAt: null,
    updatedAt: now,
    assets: [],
  }
  const makeLatest = readMakeLatest(call)
  refuseDiscussion(call)
  checkRelease(repository, undefined, { ...release, makeLatest, isNew: true })
  repository.releases.set(release.id, release)
  settle(call, release, makeLatest, !release.draft)
  return { ...answer(call, 201, release), headers: { location: `${call.origins.api}${call.path}/${release.id}` } }
}

export function updateRelease(call: Call): Answer {
  const { repository, input } = call
  const release = findRelease(call)
  const next = {
    tag: readString(input, 'tag_name') ?? release.tag,
    target: readString(input, 'target_commitish') ?? release.target,
    name: readString(input, 'name') ?? release.name,
    body: readString(input, 'body') ?? release.body,
    draft: readBoolean(input, 'draft') ?? release.draft,
    prerelease: readBoolean(input, 'prerelease') ?? release.prerelease,
  }
  const makeLatest = readMakeLatest(call)
  refuseDiscussion(call)
  checkRelease(repository, release, { ...next, makeLatest, isNew: false })
  const published = release.draft && !next.draft
  Object.assign(release, next)
  settle(call, release, makeLatest, published)
  return answer(call, 200, release)
}

/** The tag of a published release stays. */
export function deleteRelease(call: Call): Answer {
  const release = findRelease(call)
  call.repository.releases.delete(release.id)
  return { status: 204 }
}

export function generateNotes(call: Call): Answer {
  const tag = requireString(call.input, 'tag_name')
  const target = readString(call.input, 'target_commitish') ?? call.repository.defaultBranch
  readString(call.input, 'configuration_file_path')
  const { refs } = call.repository
  if (!refs.has(`refs/tags/${tag}`) && resolveCommitish(call.repository, target) === undefined) {
    throw validationFailed({ resource: 'Release', code: 'invalid', field: 'target_commitish' })
  }
  const previous = readString(call.input, 'previous_tag_name')
  if (previous !== undefined && !refs.has(`refs/tags/${previous}`)) throw validationFailed({ resource: 'Release', code: 'invalid', field: 'previous_tag' })
  return { status: 200, body: writeNotes(call, tag, previous) }
}

/** GitHub's notes for a repository without pull requests, which is all that the emulator knows: one line that compares. */
function writeNotes(call: Call, tag: string, previous: string | undefined): { readonly name: string; readonly body: string } {
  const before = previous ?? electLatest(call.repository)?.tag
  const range = before === undefined || before === tag ? `commits/${tag}` : `compare/${before}...${tag}`
  return { name: tag, body: `**Full Changelog**: ${call.origins.web}/${call.repository.owner}/${call.repository.name}/${range}` }
}

/** What follows from a release's fields once they are written. */
function settle(call: Call, release: Release, makeLatest: string | undefined, published: boolean): void {
  const now = call.world.now()
  release.updatedAt = now
  if (release.draft) release.publishedAt = null
  else if (published) release.publishedAt = now
  if (!release.draft) ensureTag(call.repository, release)
  if (published && call.repository.immutable) {
    release.immutable = true
    call.repository.burned.add(release.tag)
  }
  release.createdAt = commitDate(call.repository, release, release.createdAt)
  placeLatest(call.repository, release, makeLatest, published)
}

function readMakeLatest(call: Call): string | undefined {
  const value = readString(call.input, 'make_latest')
  if (value === undefined || ['true', 'false', 'legacy'].includes(value)) return value
  throw invalidRequest(`For 'properties/make_latest', "${value}" is not one of "true", "false", "legacy".`)
}

/** "Not Found if the discussion category name is invalid", and the emulator has no category. */
function refuseDiscussion(call: Call): void {
  if (readString(call.input, 'discussion_category_name') !== undefined) throw notFound()
}

/** "If `body` is specified, the body will be pre-pended to the automatically generated notes." */
function joinBody(body: string | undefined, notes: string | undefined): string | null {
  if (body === undefined || notes === undefined) return body ?? notes ?? null
  return `${body}\n\n${notes}`
}

function answer(call: Call, status: number, release: Release): Answer {
  return { status, body: renderRelease(call.origins, call.repository, release) }
}

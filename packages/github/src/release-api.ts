import type { AssetFact, ReleaseApi, ReleaseFact } from './api.ts'
import { ApiFailure } from './failure.ts'
import { createRest, noJson, type Rest, type RestAnswer, type RestOptions } from './rest.ts'
import { sendAsset } from './send-asset.ts'
import { assetOf, releaseOf } from './wire.ts'

export type ReleaseApiOptions = RestOptions

/**
 * Milliseconds after which a deletion is given up. Short on purpose: what deletes has looked a moment before, and nothing is published
 * until every deletion that anybody may have under way is over (`quietTime`).
 */
export const deletionDeadline = 10_000

/** The release API of one repository: JSON and assets over the http port. */
export function openReleaseApi(options: ReleaseApiOptions): ReleaseApi {
  const rest = createRest(options)
  return {
    ...releaseReaders(rest),
    ...releaseWriters(rest),
    ...assetCalls(rest),
    upload: (release, asset, onProgress) => sendAsset(options, release, asset, onProgress),
  }
}

function releaseReaders({
  call,
  list,
}: Rest): Pick<ReleaseApi, 'listReleases' | 'readRelease' | 'readLatest' | 'readTag' | 'generateNotes' | 'readImmutability'> {
  return {
    listReleases: async () => {
      const what = 'listing the releases'
      const { items } = await list(what, '/releases')
      return items.map((item) => releaseOf(item) ?? fail(what))
    },
    readRelease: (id) => unlessMissing(call({ what: 'reading the release', path: `/releases/${id}` }).then(releaseIn('reading the release'))),
    readLatest: async () => {
      const what = 'reading the latest release'
      return (await unlessMissing(call({ what, path: '/releases/latest' }).then(releaseIn(what))))?.id
    },
    readTag: (tag) => unlessMissing(readCommit({ call, list }, tag)),
    generateNotes: async ({ tag, previous }) => {
      const what = 'generating the notes'
      const body = { tag_name: tag, ...(previous === undefined ? {} : { previous_tag_name: previous }) }
      const { data } = await call({ what, method: 'POST', path: '/releases/generate-notes', body })
      const { body: notes } = data as { body?: unknown }
      return typeof notes === 'string' ? notes : fail(what)
    },
    readImmutability: async () => {
      try {
        const { data } = await call({ what: 'reading whether releases are immutable', path: '/immutable-releases' })
        return (data as { enabled?: unknown }).enabled === true ? 'on' : 'off'
      } catch (error) {
        if (!(error instanceof ApiFailure) || error.kind === 'transient' || error.kind === 'cancelled') throw error
        // 404 is the answer for "off" as well as the one of a server that does not know the setting.
        return error.kind === 'missing' ? 'off' : 'unknown'
      }
    },
  }
}

/** An annotated tag is an object of its own, which names a commit, or another tag. */
async function readCommit({ call }: Rest, tag: string): Promise<string> {
  const what = 'reading the tag'
  let { data } = await call({ what, path: `/git/ref/tags/${encodeTag(tag)}` })
  for (let depth = 0; depth < 10; depth += 1) {
    const { object } = data as { object?: { type?: unknown; sha?: unknown } }
    if (typeof object?.sha !== 'string') return fail(what)
    if (object.type !== 'tag') return object.sha
    data = (await call({ what, path: `/git/tags/${object.sha}` })).data
  }
  return fail(what)
}

/** A slash in a ref stays a slash. */
function encodeTag(tag: string): string {
  return tag.split('/').map(encodeURIComponent).join('/')
}

function releaseWriters({ call }: Rest): Pick<ReleaseApi, 'createDraft' | 'writeBody' | 'publish' | 'electLatest' | 'deleteRelease'> {
  return {
    createDraft: ({ tag, title, body, prerelease }) => {
      const what = `creating the draft of ${tag}`
      return call({ what, method: 'POST', path: '/releases', body: { tag_name: tag, name: title, body, draft: true, prerelease } }).then(releaseIn(what))
    },
    // The tag goes along each time: GitHub can rename a draft to `untagged-…` when a change leaves it out (brightwave-inc/tidebreak#3409).
    writeBody: ({ id, tag }, body) => {
      const what = 'writing the text of the draft'
      return call({ what, method: 'PATCH', path: `/releases/${id}`, body: { tag_name: tag, body } }).then(releaseIn(what))
    },
    publish: ({ id, tag }, { prerelease, latest }) => {
      const body = { tag_name: tag, draft: false, prerelease, make_latest: latest ? 'true' : 'false' }
      return call({ what: 'publishing', method: 'PATCH', path: `/releases/${id}`, body }).then(releaseIn('publishing'))
    },
    electLatest: async (id) => {
      await call({ what: 'marking the latest release', method: 'PATCH', path: `/releases/${id}`, body: { make_latest: 'true' } })
    },
    deleteRelease: async (id) => {
      await call({ what: 'deleting a second draft', method: 'DELETE', path: `/releases/${id}`, deadline: deletionDeadline })
    },
  }
}

function assetCalls({ call, list }: Rest): Pick<ReleaseApi, 'listAssets' | 'readAsset' | 'deleteAsset'> {
  return {
    listAssets: async (releaseId) => {
      const what = 'listing the assets'
      const { items, now } = await list(what, `/releases/${releaseId}/assets`)
      return items.map((item) => assetOf(item, now) ?? fail(what))
    },
    readAsset: (id) =>
      unlessMissing(
        call({ what: 'reading an asset', path: `/releases/assets/${id}` }).then(({ data, now }): AssetFact => assetOf(data, now) ?? fail('reading an asset')),
      ),
    deleteAsset: async (id) => {
      await call({ what: 'deleting an asset', method: 'DELETE', path: `/releases/assets/${id}`, deadline: deletionDeadline })
    },
  }
}

function releaseIn(what: string): (answer: RestAnswer) => ReleaseFact {
  return ({ data }) => releaseOf(data) ?? fail(what)
}

function fail(what: string): never {
  throw noJson(what, 200)
}

async function unlessMissing<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (error instanceof ApiFailure && error.kind === 'missing') return undefined
    throw error
  }
}

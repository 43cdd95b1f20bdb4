import { getOctokit } from '@actions/github'
import { type Http, HttpFailure, type Ports } from '@slipway/host'
import type { ReleaseApi } from './api.ts'
import { ApiFailure, failureOfAnswer, failureOfConnection } from './failure.ts'
import { fetchOver } from './fetch.ts'
import { sendAsset } from './send-asset.ts'
import { assetOf, readRefusal, releaseOf } from './wire.ts'

export type ReleaseApiOptions = {
  readonly http: Http
  readonly clock: Ports['clock']
  readonly token: string
  /** `https://api.github.com`, or what GITHUB_API_URL says. */
  readonly apiUrl: string
  /** `owner/repository`. */
  readonly repository: string
}

type Octokit = ReturnType<typeof getOctokit>
type Target = { readonly owner: string; readonly repo: string }

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The release API of one repository. JSON goes through octokit over the http port, assets through the http port alone. */
export function openReleaseApi(options: ReleaseApiOptions): ReleaseApi {
  const [owner = '', repo = ''] = options.repository.split('/')
  const octokit = getOctokit(options.token, { baseUrl: options.apiUrl.replace(/\/+$/, ''), request: { fetch: fetchOver(options.http) }, log: silent })
  const target = { owner, repo }
  const call = <T>(what: string, request: () => Promise<T>): Promise<T> => explained(what, request, options.clock)
  return {
    ...readers(octokit, target, call),
    ...writers(octokit, target, call),
    upload: async (release, asset) => assetOf(await sendAsset(options, release, asset)),
  }
}

type CallThrough = <T>(what: string, request: () => Promise<T>) => Promise<T>

function readers({ rest, paginate }: Octokit, target: Target, call: CallThrough): Pick<ReleaseApi, 'listReleases' | 'readRelease' | 'listAssets' | 'hasTag'> {
  return {
    listReleases: () => call('listing the releases', async () => (await paginate(rest.repos.listReleases, { ...target, per_page: 100 })).map(releaseOf)),
    readRelease: (release_id) => call('reading the release', async () => releaseOf((await rest.repos.getRelease({ ...target, release_id })).data)),
    listAssets: (release_id) =>
      call('listing the assets', async () => (await paginate(rest.repos.listReleaseAssets, { ...target, release_id, per_page: 100 })).map(assetOf)),
    hasTag: async (tag) => {
      try {
        await call('reading the tag', () => rest.git.getRef({ ...target, ref: `tags/${tag}` }))
        return true
      } catch (error) {
        if (error instanceof ApiFailure && error.kind === 'missing') return false
        throw error
      }
    },
  }
}

function writers(
  { rest }: Octokit,
  target: Target,
  call: CallThrough,
): Pick<ReleaseApi, 'createDraft' | 'publish' | 'electLatest' | 'deleteRelease' | 'deleteAsset'> {
  return {
    createDraft: ({ tag, title, body, prerelease, generateNotes }) =>
      call(`creating the draft of ${tag}`, async () =>
        releaseOf(
          (await rest.repos.createRelease({ ...target, tag_name: tag, name: title, body, draft: true, prerelease, generate_release_notes: generateNotes }))
            .data,
        ),
      ),
    publish: (release_id, { prerelease, latest }) =>
      call('publishing', async () =>
        releaseOf((await rest.repos.updateRelease({ ...target, release_id, draft: false, prerelease, make_latest: latest ? 'true' : 'false' })).data),
      ),
    electLatest: async (release_id) =>
      void (await call('marking the latest release', () => rest.repos.updateRelease({ ...target, release_id, make_latest: 'true' }))),
    deleteRelease: async (release_id) => void (await call('deleting an empty draft', () => rest.repos.deleteRelease({ ...target, release_id }))),
    deleteAsset: async (asset_id) => void (await call('deleting an asset', () => rest.repos.deleteReleaseAsset({ ...target, asset_id }))),
  }
}

/** Turns what octokit throws into an `ApiFailure`; what is neither an answer nor a connection is passed on. */
async function explained<T>(what: string, request: () => Promise<T>, clock: Ports['clock']): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error.cause instanceof HttpFailure) throw failureOfConnection(error.cause, what)
    if (error.cause instanceof ApiFailure) throw error.cause
    const { status, response } = error as Error & { status?: number; response?: { headers?: Record<string, string>; data?: unknown } }
    if (typeof status !== 'number' || response === undefined) throw error
    const { message, codes } = readRefusal(response.data)
    throw failureOfAnswer({ status, headers: response.headers ?? {}, message, codes }, what, clock.now())
  }
}

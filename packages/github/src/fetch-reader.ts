import type { Http } from '@slipway/host'
import type { Digest } from '@slipway/kernel'
import type { AssetFact, ReleaseFact } from './api.ts'
import { ApiFailure } from './failure.ts'
import { downloadAsset } from './fetch-download.ts'
import { createRest, noJson, type RestOptions } from './rest.ts'
import { type Effects, retried } from './retry.ts'
import { assetOf, releaseOf } from './wire.ts'

/** Without a token (`''`) only what is public can be read. */
export type ReleaseReaderOptions = RestOptions & Pick<Effects, 'log' | 'random'>

/** What can be read of one repository's releases. Transient failures are tried again; what is left rejects with `ApiFailure`. */
export type ReleaseReader = {
  /** A published release; undefined where there is none, or none that the token may see. Drafts are never found by tag. */
  readonly findByTag: (tag: string) => Promise<ReleaseFact | undefined>
  /** The one that GitHub calls the latest. */
  readonly readLatest: () => Promise<ReleaseFact | undefined>
  /** All of them; with write access drafts too. */
  readonly listReleases: () => Promise<readonly ReleaseFact[]>
  readonly listAssets: (releaseId: number) => Promise<readonly AssetFact[]>
  readonly readDefaultBranch: () => Promise<string>
  /** Signed statements about a digest that GitHub keeps (REST, "List attestations"), each as the JSON of a Sigstore bundle. */
  readonly readBundles: (digest: Digest, predicateType: string) => Promise<readonly Uint8Array[]>
  /** The bytes of an asset as they come: resumed where the connection broke, never more than its size. They are proven by nobody yet. */
  readonly download: (asset: Pick<AssetFact, 'id' | 'name' | 'size'>) => AsyncGenerator<Uint8Array>
}

export function openReleaseReader(given: ReleaseReaderOptions): ReleaseReader {
  const options = given.token === '' ? { ...given, http: withoutToken(given.http) } : given
  const effects: Effects = { clock: given.clock, log: given.log, random: given.random, pace: { until: 0 } }
  const rest = createRest(options)
  const read = <T>(what: string, path: string, parse: (data: unknown, now: number) => T | undefined): Promise<T> =>
    retried(effects, async () => {
      const { data, now } = await rest.call({ what, path })
      return parse(data, now) ?? fail(what)
    })
  const list = <T>(what: string, path: string, parse: (data: unknown, now: number) => T | undefined): Promise<readonly T[]> =>
    retried(effects, async () => {
      const { items, now } = await rest.list(what, path)
      return items.map((item) => parse(item, now) ?? fail(what))
    })
  return {
    findByTag: (tag) => unlessMissing(read(`reading the release ${tag}`, `/releases/tags/${tag.split('/').map(encodeURIComponent).join('/')}`, releaseOf)),
    readLatest: () => unlessMissing(read('reading the latest release', '/releases/latest', releaseOf)),
    listReleases: () => list('listing the releases', '/releases', releaseOf),
    listAssets: (id) => list('listing the assets', `/releases/${id}/assets`, assetOf),
    readDefaultBranch: () => read('reading the repository', '', branchOf),
    readBundles: async (digest, predicateType) => {
      const path = `/attestations/${digest}?per_page=100&predicate_type=${encodeURIComponent(predicateType)}`
      return (await unlessMissing(read('reading the attestations', path, bundlesOf))) ?? []
    },
    download: (asset) => downloadAsset(options, effects, asset),
  }
}

/** A header without a token would be refused even where none is needed. */
function withoutToken(http: Http): Http {
  return {
    request: (request) => {
      const { authorization: _, ...headers } = request.headers ?? {}
      return http.request({ ...request, headers })
    },
  }
}

function branchOf(data: unknown): string | undefined {
  const { default_branch: branch } = data as { default_branch?: unknown }
  return typeof branch === 'string' ? branch : undefined
}

/** An attestation whose bundle is kept elsewhere (`bundle_url`) is passed over: it counts as not there. */
function bundlesOf(data: unknown): readonly Uint8Array[] | undefined {
  const { attestations } = data as { attestations?: unknown }
  if (!Array.isArray(attestations)) return undefined
  const bundles = attestations.map((one: { bundle?: unknown } | null) => one?.bundle)
  return bundles.filter((bundle) => typeof bundle === 'object' && bundle !== null).map((bundle) => Buffer.from(JSON.stringify(bundle)))
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

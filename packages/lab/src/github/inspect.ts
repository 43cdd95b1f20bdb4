import { electLatest } from './latest.ts'
import { peel, type Release, type Repository } from './state.ts'

/** A copy of what the emulator holds of a repository, for assertions and reports. */
export type RepositoryState = {
  /** In the order of their creation. */
  readonly releases: readonly ReleaseState[]
  /** The tag of the latest release. */
  readonly latest: string | undefined
  /** Tag names to the commits that they finally name. */
  readonly tags: Readonly<Record<string, string>>
  readonly branches: Readonly<Record<string, string>>
}

export type ReleaseState = {
  readonly id: number
  readonly tag: string
  readonly name: string | null
  readonly body: string | null
  readonly draft: boolean
  readonly prerelease: boolean
  readonly immutable: boolean
  readonly author: string
  readonly assets: readonly AssetState[]
}

export type AssetState = {
  readonly id: number
  readonly name: string
  readonly state: 'starter' | 'uploaded'
  readonly contentType: string
  readonly size: number
  readonly digest: string | null
  readonly bytes: Uint8Array
  readonly downloads: number
}

export function inspectRepository(repository: Repository): RepositoryState {
  return {
    releases: [...repository.releases.values()].map(inspectRelease),
    latest: electLatest(repository)?.tag,
    tags: inspectRefs(repository, 'refs/tags/'),
    branches: inspectRefs(repository, 'refs/heads/'),
  }
}

function inspectRelease(release: Release): ReleaseState {
  const { id, tag, name, body, draft, prerelease, immutable, author } = release
  const assets = release.assets.map(({ id: assetId, name: assetName, state, contentType, size, digest, bytes, downloads }) => ({
    id: assetId,
    name: assetName,
    state,
    contentType,
    size,
    digest,
    bytes,
    downloads,
  }))
  return { id, tag, name, body, draft, prerelease, immutable, author, assets }
}

function inspectRefs(repository: Repository, prefix: string): Readonly<Record<string, string>> {
  const entries = [...repository.refs].filter(([ref]) => ref.startsWith(prefix))
  return Object.fromEntries(entries.map(([ref, sha]) => [ref.slice(prefix.length), peel(repository, sha)]))
}

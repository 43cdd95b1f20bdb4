import type { Digest } from '@slipway/kernel'

/** What the emulator remembers. Handlers change it in one synchronous stretch, so no two requests ever see half a change. */
export type World = {
  /** By `owner/name` in lower case: GitHub's names ignore case. */
  readonly repositories: Map<string, Repository>
  readonly nextId: () => number
  /** Seconds matter, fractions do not: GitHub's timestamps have none. */
  readonly now: () => string
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Resolves after so many milliseconds of that clock. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** Digests that are not told yet. */
  readonly undigested: Set<{ readonly asset: Asset; readonly digest: Digest; readonly at: number }>
}

export type Repository = {
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly visibility: 'public' | 'private'
  readonly defaultBranch: string
  readonly createdAt: string
  readonly objects: Map<string, GitObject>
  /** Full names (`refs/tags/v1.0.0`) to the object that they name. */
  readonly refs: Map<string, string>
  readonly releases: Map<number, Release>
  /** In the order in which they came. */
  readonly attestations: Attestation[]
  /** The setting: what is published from now on is immutable. */
  readonly immutable: boolean
  /** Tags that an immutable release once used, whether or not it still exists. */
  readonly burned: Set<string>
  /** What the releases were before each of the last changes. */
  readonly history: Snapshot[]
  /** The release that was explicitly made the latest. */
  latest: number | undefined
}

/** The releases until a moment, in milliseconds since 1970. */
export type Snapshot = { readonly until: number; readonly releases: Map<number, Release> }

export type GitObject =
  | { readonly type: 'commit'; readonly sha: string; readonly message: string; readonly date: string }
  | { readonly type: 'tag'; readonly sha: string; readonly tag: string; readonly message: string; readonly date: string; readonly object: string }

export type Release = {
  readonly id: number
  /** Stands for the tag in the addresses of a draft: `untagged-` and 20 hexadecimal digits. */
  readonly untagged: string
  readonly author: string
  tag: string
  target: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  /** Its assets, its tag and its being public are frozen. */
  immutable: boolean
  createdAt: string
  publishedAt: string | null
  updatedAt: string
  readonly assets: Asset[]
}

/** A signed statement, as a Sigstore bundle that nobody has verified. */
export type Attestation = {
  readonly id: number
  readonly bundle: Readonly<Record<string, unknown>>
  /** What it says that it is about: `sha256:…`. */
  readonly subjects: readonly string[]
  readonly predicateType: string
  readonly initiator: string
}

export type Asset = {
  readonly id: number
  /** The secret part of the address that its bytes are stored under. */
  readonly key: string
  readonly contentType: string
  readonly uploader: string
  readonly createdAt: string
  name: string
  label: string | null
  /** `starter` from the moment its name is taken until its last byte is there; for ever if the upload failed on the way. */
  state: 'starter' | 'uploaded'
  size: number
  digest: Digest | null
  bytes: Buffer
  downloads: number
  updatedAt: string
}

const longestHistory = 64

/** Keeps what the releases were, before a request that may change them. */
export function remember(repository: Repository, now: number): void {
  const copy = [...repository.releases].map(([id, release]): [number, Release] => [id, { ...release, assets: release.assets.map((asset) => ({ ...asset })) }])
  repository.history.push({ until: now, releases: new Map(copy) })
  if (repository.history.length > longestHistory) repository.history.shift()
}

/** The repository as it was at a moment, as far as the history reaches. */
export function recall(repository: Repository, moment: number): Repository {
  const then = repository.history.find(({ until }) => until > moment)
  return then === undefined ? repository : { ...repository, releases: then.releases }
}

/** The commit that a ref or an annotated tag finally names. */
export function peel(repository: Repository, sha: string): string {
  const object = repository.objects.get(sha)
  return object?.type === 'tag' ? peel(repository, object.object) : sha
}

/** A branch's name or a whole commit to its commit; nothing else is a commitish here (REST, "Create a release": "any branch or commit SHA"). */
export function resolveCommitish(repository: Repository, text: string): string | undefined {
  const branch = repository.refs.get(`refs/heads/${text}`)
  if (branch !== undefined) return branch
  return repository.objects.get(text)?.type === 'commit' ? text : undefined
}

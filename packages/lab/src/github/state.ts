import { createHash } from 'node:crypto'
import type { Digest } from '@slipway/kernel'

/** What the emulator remembers. Handlers change it in one synchronous stretch, so no two requests ever see half a change. */
export type World = {
  /** By `owner/name` in lower case: GitHub's names ignore case. */
  readonly repositories: Map<string, Repository>
  readonly nextId: () => number
  /** Seconds matter, fractions do not: GitHub's timestamps have none. */
  readonly now: () => string
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
  /** The release that was explicitly made the latest. */
  latest: number | undefined
}

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
  /** False for now: no release of the emulator is immutable yet. */
  readonly immutable: boolean
  createdAt: string
  publishedAt: string | null
  updatedAt: string
  readonly assets: Asset[]
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

/** The repository's state at the start. Commits that only refs name are made up with the time of the start. */
export type RepositorySeed = {
  readonly owner: string
  readonly name: string
  /** Default `private`, where a token needs a permission for each read. */
  readonly visibility?: 'public' | 'private'
  /** Default `main`. A first commit is made for it when `branches` does not name one. */
  readonly defaultBranch?: string
  readonly commits?: readonly { readonly sha: string; readonly message?: string; readonly date?: string }[]
  /** Branch names to commits (40 hexadecimal digits). */
  readonly branches?: Readonly<Record<string, string>>
  /** Tag names to commits; with a message, the tag is annotated: an object of its own. */
  readonly tags?: Readonly<Record<string, string | { readonly commit: string; readonly message: string }>>
}

export function createRepository(world: World, seed: RepositorySeed): Repository {
  const defaultBranch = seed.defaultBranch ?? 'main'
  const createdAt = world.now()
  const objects = new Map<string, GitObject>()
  const refs = new Map<string, string>()
  const addCommit = (sha: string, message = 'A commit', date = createdAt): void => {
    if (!objects.has(sha)) objects.set(sha, { type: 'commit', sha, message, date })
  }
  for (const commit of seed.commits ?? []) addCommit(commit.sha, commit.message, commit.date)
  const first = createHash('sha1').update(`${seed.owner}/${seed.name}`).digest('hex')
  for (const [branch, sha] of Object.entries({ [defaultBranch]: first, ...seed.branches })) {
    addCommit(sha)
    refs.set(`refs/heads/${branch}`, sha)
  }
  for (const [tag, target] of Object.entries(seed.tags ?? {})) {
    addCommit(typeof target === 'string' ? target : target.commit)
    refs.set(`refs/tags/${tag}`, typeof target === 'string' ? target : addTagObject(objects, tag, target, createdAt))
  }
  const { owner, name, visibility = 'private' } = seed
  return { id: world.nextId(), owner, name, visibility, defaultBranch, createdAt, objects, refs, releases: new Map(), latest: undefined }
}

function addTagObject(objects: Map<string, GitObject>, tag: string, target: { readonly commit: string; readonly message: string }, date: string): string {
  const sha = createHash('sha1').update(`tag ${tag} ${target.commit} ${target.message}`).digest('hex')
  objects.set(sha, { type: 'tag', sha, tag, message: target.message, date, object: target.commit })
  return sha
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

import { createHash } from 'node:crypto'
import { digestOf } from '@slipway/kernel'
import type { Asset, GitObject, Repository, World } from './state.ts'

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
  /** Whether the repository's setting "immutable releases" is on. Default: no. */
  readonly immutable?: boolean
  /** Tags that an immutable release used which is deleted by now. */
  readonly burned?: readonly string[]
  readonly releases?: readonly ReleaseSeed[]
}

/** A release that is there from the start. */
export type ReleaseSeed = {
  readonly tag: string
  readonly draft?: boolean
  readonly prerelease?: boolean
  readonly body?: string
  /** Who made it, and sent its assets. Default: a person. */
  readonly author?: string
  /** By name; an asset without bytes is what a failed upload left. */
  readonly assets?: Readonly<Record<string, Uint8Array | undefined>>
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
  const { owner, name, visibility = 'private', immutable = false } = seed
  const empty = { releases: new Map(), attestations: [], burned: new Set(seed.burned), history: [], latest: undefined }
  const repository: Repository = { id: world.nextId(), owner, name, visibility, defaultBranch, createdAt, objects, refs, immutable, ...empty }
  for (const release of seed.releases ?? []) addRelease(world, repository, release)
  return repository
}

function addRelease(
  world: World,
  repository: Repository,
  { tag, draft = false, prerelease = false, body = '', author = 'octavia', assets = {} }: ReleaseSeed,
): void {
  const id = world.nextId()
  const now = world.now()
  const times = { createdAt: now, updatedAt: now, publishedAt: draft ? null : now }
  const immutable = !draft && repository.immutable
  if (immutable) repository.burned.add(tag)
  const held = Object.entries(assets).map(([name, bytes]): Asset => {
    const state = bytes === undefined ? ({ state: 'starter', size: 0, digest: null, bytes: Buffer.alloc(0) } as const) : uploaded(bytes)
    const key = createHash('sha1').update(`${id} ${name}`).digest('hex')
    const about = { contentType: 'application/octet-stream', uploader: author, createdAt: now, updatedAt: now, label: null, downloads: 0 }
    return { id: world.nextId(), key, name, ...about, ...state }
  })
  const untagged = `untagged-${createHash('sha1').update(String(id)).digest('hex').slice(0, 20)}`
  repository.releases.set(id, {
    id,
    untagged,
    author,
    tag,
    target: repository.defaultBranch,
    name: tag,
    body,
    draft,
    prerelease,
    immutable,
    ...times,
    assets: held,
  })
}

function uploaded(bytes: Uint8Array): Pick<Asset, 'state' | 'size' | 'digest' | 'bytes'> {
  return { state: 'uploaded', size: bytes.length, digest: digestOf(bytes), bytes: Buffer.from(bytes) }
}

function addTagObject(objects: Map<string, GitObject>, tag: string, target: { readonly commit: string; readonly message: string }, date: string): string {
  const sha = createHash('sha1').update(`tag ${tag} ${target.commit} ${target.message}`).digest('hex')
  objects.set(sha, { type: 'tag', sha, tag, message: target.message, date, object: target.commit })
  return sha
}

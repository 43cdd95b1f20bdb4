import type { Origins } from './call.ts'
import { type Asset, type GitObject, peel, type Release, type Repository } from './state.ts'

/** JSON as GitHub's OpenAPI description 23.0.2 has it. Nothing is decided here. */

export function renderUser(origins: Origins, login: string): Record<string, unknown> {
  const bot = login.endsWith('[bot]')
  const id = [...login].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 90_000_000, 7)
  const api = `${origins.api}/users/${encodeURIComponent(login)}`
  return {
    login,
    id,
    node_id: nodeId(bot ? 'BOT' : 'U', id),
    avatar_url: `${origins.web}/avatars/${id}`,
    gravatar_id: '',
    url: api,
    html_url: `${origins.web}/${bot ? `apps/${login.slice(0, -5)}` : login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: bot ? 'Bot' : 'User',
    user_view_type: 'public',
    site_admin: false,
  }
}

export function renderRelease(origins: Origins, repository: Repository, release: Release): Record<string, unknown> {
  const api = `${origins.api}/repos/${slug(repository)}`
  const url = `${api}/releases/${release.id}`
  const ball = (kind: string): string | null => (release.draft ? null : `${api}/${kind}/${encodeRef(release.tag)}`)
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${origins.uploads}/repos/${slug(repository)}/releases/${release.id}/assets{?name,label}`,
    html_url: `${origins.web}/${slug(repository)}/releases/tag/${addressTag(release)}`,
    id: release.id,
    author: renderUser(origins, release.author),
    node_id: nodeId('RE', release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    immutable: release.immutable,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    updated_at: release.updatedAt,
    published_at: release.publishedAt,
    // A failed upload is seen by "List release assets" alone (itchio/gothub#1).
    assets: release.assets.filter((asset) => asset.state === 'uploaded').map((asset) => renderAsset(origins, repository, release, asset)),
    tarball_url: ball('tarball'),
    zipball_url: ball('zipball'),
    body: release.body,
  }
}

export function renderAsset(origins: Origins, repository: Repository, release: Release, asset: Asset): Record<string, unknown> {
  return {
    url: `${origins.api}/repos/${slug(repository)}/releases/assets/${asset.id}`,
    id: asset.id,
    node_id: nodeId('RA', asset.id),
    name: asset.name,
    label: asset.label,
    uploader: renderUser(origins, asset.uploader),
    content_type: asset.contentType,
    state: asset.state,
    size: asset.size,
    digest: asset.digest,
    download_count: asset.downloads,
    created_at: asset.createdAt,
    updated_at: asset.updatedAt,
    browser_download_url: `${origins.web}/${slug(repository)}/releases/download/${addressTag(release)}/${encodeURIComponent(asset.name)}`,
  }
}

export function renderRef(origins: Origins, repository: Repository, ref: string): Record<string, unknown> {
  const sha = repository.refs.get(ref) ?? ''
  return {
    ref,
    node_id: nodeId('REF', `${repository.id}:${ref}`),
    url: `${origins.api}/repos/${slug(repository)}/git/${encodeRef(ref)}`,
    object: renderPointer(origins, repository, sha),
  }
}

export function renderTagObject(origins: Origins, repository: Repository, tag: GitObject & { readonly type: 'tag' }): Record<string, unknown> {
  return {
    node_id: nodeId('TA', tag.sha),
    sha: tag.sha,
    url: `${origins.api}/repos/${slug(repository)}/git/tags/${tag.sha}`,
    tagger: person(tag.date),
    object: renderPointer(origins, repository, tag.object),
    tag: tag.tag,
    message: tag.message,
    verification,
  }
}

export function renderTag(origins: Origins, repository: Repository, name: string): Record<string, unknown> {
  const api = `${origins.api}/repos/${slug(repository)}`
  const sha = peel(repository, repository.refs.get(`refs/tags/${name}`) ?? '')
  return {
    name,
    zipball_url: `${api}/zipball/refs/tags/${encodeRef(name)}`,
    tarball_url: `${api}/tarball/refs/tags/${encodeRef(name)}`,
    commit: { sha, url: `${api}/commits/${sha}` },
    node_id: nodeId('REF', `${repository.id}:${name}`),
  }
}

export function renderCommit(origins: Origins, repository: Repository, commit: GitObject & { readonly type: 'commit' }): Record<string, unknown> {
  const api = `${origins.api}/repos/${slug(repository)}`
  const tree = { sha: commit.sha, url: `${api}/git/trees/${commit.sha}` }
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    commit: {
      author: person(commit.date),
      committer: person(commit.date),
      message: commit.message,
      tree,
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification,
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${origins.web}/${slug(repository)}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: null,
    committer: null,
    parents: [],
    stats: { total: 0, additions: 0, deletions: 0 },
    files: [],
  }
}

function renderPointer(origins: Origins, repository: Repository, sha: string): Record<string, unknown> {
  const type = repository.objects.get(sha)?.type ?? 'commit'
  return { sha, type, url: `${origins.api}/repos/${slug(repository)}/git/${type}s/${sha}` }
}

const verification = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }

function person(date: string): Record<string, unknown> {
  return { name: 'Octavia', email: 'octavia@example.com', date }
}

function addressTag(release: Release): string {
  return release.draft ? release.untagged : encodeRef(release.tag)
}

export function slug(repository: Repository): string {
  return `${repository.owner}/${repository.name}`
}

export function encodeRef(ref: string): string {
  return ref.split('/').map(encodeURIComponent).join('/')
}

export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`
}

import { deleteAsset, getAsset, listAssets, updateAsset, uploadAsset } from './assets.ts'
import { createAttestation, listAttestations } from './attestations.ts'
import { decode, type Route } from './call.ts'
import { checkImmutableReleases, createRef, getCommit, getRef, getRepository, getTagObject, listMatchingRefs, listTags } from './git.ts'
import { createRelease, deleteRelease, generateNotes, getLatestRelease, getRelease, getReleaseByTag, listReleases, updateRelease } from './releases.ts'
import type { Need } from './tokens.ts'

// Permissions after github/docs, src/github-apps/data/fpt-2026-03-10/server-to-server-permissions.json. That file leaves the upload
// out, because it lives on another host; it creates an asset, and needs what changing and deleting one need.
const metadata: Need = { scope: 'metadata', access: 'read' }
const reads: Need = { scope: 'contents', access: 'read' }
const writes: Need = { scope: 'contents', access: 'write' }
const readsAttestations: Need = { scope: 'attestations', access: 'read' }
const writesAttestations: Need = { scope: 'attestations', access: 'write' }
const administers: Need = { scope: 'administration', access: 'read' }

const repo = '/repos/{owner}/{repo}'

/** What the API's host answers. A parameter is a number where its name ends in `_id`, `{ref}` and `{tag}` may hold slashes. */
export const apiRoutes: readonly Route[] = [
  { method: 'GET', path: repo, need: metadata, documentation: 'repos/repos#get-a-repository', handle: getRepository },
  {
    method: 'GET',
    path: `${repo}/immutable-releases`,
    need: administers,
    documentation: 'repos/repos#check-if-immutable-releases-are-enabled-for-a-repository',
    handle: checkImmutableReleases,
  },
  {
    method: 'GET',
    path: `${repo}/attestations/{subject_digest}`,
    need: readsAttestations,
    documentation: 'repos/attestations#list-attestations',
    handle: listAttestations,
  },
  {
    method: 'POST',
    path: `${repo}/attestations`,
    need: writesAttestations,
    documentation: 'repos/attestations#create-an-attestation',
    handle: createAttestation,
  },
  { method: 'GET', path: `${repo}/tags`, need: metadata, documentation: 'repos/repos#list-repository-tags', handle: listTags },
  { method: 'GET', path: `${repo}/commits/{ref}`, need: reads, documentation: 'commits/commits#get-a-commit', handle: getCommit },
  { method: 'GET', path: `${repo}/git/ref/{ref}`, need: reads, documentation: 'git/refs#get-a-reference', handle: getRef },
  { method: 'GET', path: `${repo}/git/matching-refs/{ref}`, need: reads, documentation: 'git/refs#list-matching-references', handle: listMatchingRefs },
  { method: 'POST', path: `${repo}/git/refs`, need: writes, documentation: 'git/refs#create-a-reference', handle: createRef },
  { method: 'GET', path: `${repo}/git/tags/{tag_sha}`, need: reads, documentation: 'git/tags#get-a-tag', handle: getTagObject },
  { method: 'GET', path: `${repo}/releases`, need: reads, documentation: 'releases/releases#list-releases', handle: listReleases },
  { method: 'POST', path: `${repo}/releases`, need: writes, documentation: 'releases/releases#create-a-release', handle: createRelease },
  {
    method: 'POST',
    path: `${repo}/releases/generate-notes`,
    need: writes,
    documentation: 'releases/releases#generate-release-notes-content-for-a-release',
    handle: generateNotes,
  },
  { method: 'GET', path: `${repo}/releases/latest`, need: reads, documentation: 'releases/releases#get-the-latest-release', handle: getLatestRelease },
  { method: 'GET', path: `${repo}/releases/tags/{tag}`, need: reads, documentation: 'releases/releases#get-a-release-by-tag-name', handle: getReleaseByTag },
  { method: 'GET', path: `${repo}/releases/{release_id}`, need: reads, documentation: 'releases/releases#get-a-release', handle: getRelease },
  { method: 'PATCH', path: `${repo}/releases/{release_id}`, need: writes, documentation: 'releases/releases#update-a-release', handle: updateRelease },
  { method: 'DELETE', path: `${repo}/releases/{release_id}`, need: writes, documentation: 'releases/releases#delete-a-release', handle: deleteRelease },
  { method: 'GET', path: `${repo}/releases/{release_id}/assets`, need: reads, documentation: 'releases/assets#list-release-assets', handle: listAssets },
  { method: 'GET', path: `${repo}/releases/assets/{asset_id}`, need: reads, documentation: 'releases/assets#get-a-release-asset', handle: getAsset },
  { method: 'PATCH', path: `${repo}/releases/assets/{asset_id}`, need: writes, documentation: 'releases/assets#update-a-release-asset', handle: updateAsset },
  { method: 'DELETE', path: `${repo}/releases/assets/{asset_id}`, need: writes, documentation: 'releases/assets#delete-a-release-asset', handle: deleteAsset },
]

/** What the upload host answers, and nothing else. */
export const uploadRoutes: readonly Route[] = [
  { method: 'POST', path: `${repo}/releases/{release_id}/assets`, need: writes, documentation: 'releases/assets#upload-a-release-asset', handle: uploadAsset },
]

/** The first route that fits, and the decoded parameters of its path. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly params: Readonly<Record<string, string>> } | undefined {
  for (const route of routes) {
    const groups = route.method === method ? patternOf(route.path).exec(path)?.groups : undefined
    if (groups === undefined) continue
    const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]))
    return { route, params }
  }
  return undefined
}

const patterns = new Map<string, RegExp>()

function patternOf(template: string): RegExp {
  const known = patterns.get(template)
  if (known !== undefined) return known
  const source = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name.endsWith('_id')) return `(?<${name}>[0-9]{1,15})`
    return name === 'ref' || name === 'tag' ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`
  })
  const pattern = new RegExp(`^${source}$`)
  patterns.set(template, pattern)
  return pattern
}

import { parseReleaseTag } from '@slipway/kernel'
import type { Release, Repository } from './state.ts'

/**
 * The latest release: the one that was made it, or else the most recent by `created_at`, which is the date of its commit (REST,
 * "Get the latest release"); of several with one date, the higher semantic version ("create a release", `make_latest: legacy`),
 * then the one that was published last. Drafts and prereleases never count.
 */
export function electLatest(repository: Repository): Release | undefined {
  const candidates = [...repository.releases.values()].filter((release) => !release.draft && !release.prerelease)
  return candidates.find((release) => release.id === repository.latest) ?? candidates.sort(compareRecent)[0]
}

/**
 * What `make_latest` does to a release that was just written. `false` lets go of the place and elects nobody: the rule above then
 * decides, and may pick the same release again (terrapod#1466).
 */
export function placeLatest(repository: Repository, release: Release, makeLatest: string | undefined, published: boolean): void {
  const eligible = !release.draft && !release.prerelease
  if (eligible && (makeLatest ?? (published ? 'true' : '')) === 'true') repository.latest = release.id
  else if (makeLatest === 'legacy' && eligible) repository.latest = undefined
  else if (makeLatest === 'false' && repository.latest === release.id) repository.latest = undefined
}

function compareRecent(a: Release, b: Release): number {
  return compareText(b.createdAt, a.createdAt) || compareVersions(b.tag, a.tag) || compareText(b.publishedAt ?? '', a.publishedAt ?? '') || b.id - a.id
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [parseReleaseTag(a), parseReleaseTag(b)]
  if (!left.ok || !right.ok) return Number(left.ok) - Number(right.ok)
  return left.value.major - right.value.major || left.value.minor - right.value.minor || left.value.patch - right.value.patch
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

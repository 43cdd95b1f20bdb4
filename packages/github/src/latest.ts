import { compare, parse, type SemVer } from 'semver'
import type { ReleaseFact } from './api.ts'

/**
 * The latest release is the highest version that is public and no prerelease. GitHub's own rule is the date, so that a fix for an old
 * line takes the place, and `make_latest: false` alone does not give it back (mattrobinsonsre/terrapod#1466).
 *
 * @param others published releases of other tags
 */
export function electLatest(
  own: Pick<ReleaseFact, 'tag' | 'prerelease'>,
  others: readonly ReleaseFact[],
): { readonly latest: boolean; readonly elected: ReleaseFact | undefined } {
  const mine = parse(own.tag)
  if (own.prerelease || mine === null) return { latest: false, elected: undefined }
  const highest = highestOf(others)
  if (highest === undefined || compare(mine, highest.version) >= 0) return { latest: true, elected: undefined }
  return { latest: false, elected: highest.release }
}

/** The release whose changes are counted from: the highest lower version, among full releases only if this is a full one itself. */
export function previousRelease(tag: string, others: readonly ReleaseFact[]): ReleaseFact | undefined {
  const mine = parse(tag)
  if (mine === null) return undefined
  const lower = others.flatMap((release) => {
    const version = parse(release.tag)
    const skipped = version === null || compare(version, mine) >= 0 || (mine.prerelease.length === 0 && (release.prerelease || version.prerelease.length > 0))
    return skipped ? [] : [{ release, version }]
  })
  return lower.toSorted((left, right) => compare(right.version, left.version))[0]?.release
}

function highestOf(releases: readonly ReleaseFact[]): { readonly release: ReleaseFact; readonly version: SemVer } | undefined {
  const full = releases.flatMap((release) => {
    const version = release.prerelease || release.draft ? null : parse(release.tag)
    return version === null || version.prerelease.length > 0 ? [] : [{ release, version }]
  })
  return full.toSorted((left, right) => compare(right.version, left.version))[0]
}

import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { compareBuild, parse, type SemVer, satisfies, valid, validRange } from 'semver'
import type { ReleaseFact } from './api.ts'

/** Which release is meant. `tags` are the spellings that one version has, the likelier one first. */
export type VersionRequest =
  | { readonly kind: 'latest' }
  | { readonly kind: 'exact'; readonly tags: readonly string[] }
  | { readonly kind: 'range'; readonly range: string }

/** What a version is chosen among: releases of GitHub, or tags of a registry. */
export type Candidate = Pick<ReleaseFact, 'tag' | 'draft' | 'prerelease'>

export type VersionRules = { readonly prereleases: boolean; readonly drafts: boolean }

/**
 * Reads `latest`, a tag (`v1.2.3`, `1.2.3`, or any other name), or a range as npm writes them (node-semver, "Ranges"): `^1.2`, `1.x`,
 * `>=1.2 <3`. Two numbers are a range: `1.2` is `1.2.x`.
 */
export function parseVersionRequest(text: string): Result<VersionRequest, Problem> {
  if (text === 'latest') return ok({ kind: 'latest' })
  if (valid(text) !== null) return ok({ kind: 'exact', tags: /^[0-9]/.test(text) ? [`v${text}`, text] : [text] })
  if (text !== '' && validRange(text) !== null) return ok({ kind: 'range', range: text })
  // What no tag may hold (git-check-ref-format(1)), or what only ranges are written with.
  if (text === '' || /[\s~^:?*[\\<>=|]|\.\.|@\{|^[-/]|[/.]$|\.lock$/.test(text)) {
    const cure = 'Write latest, a tag such as v1.2.3, or a range such as ^1.2, 1.x or >=1.2 <3'
    return err({ code: 'E_GITHUB_VERSION', message: `"${text}" is neither a version, nor a range, nor a tag`, cure })
  }
  return ok({ kind: 'exact', tags: [text] })
}

/** The version without its `v`; the tag itself where it is no version. */
export function versionOf(tag: string): string {
  return parse(tag)?.raw.replace(/^[v=]+/, '') ?? tag
}

/**
 * Chooses the highest version that fits; undefined where none does. A prerelease fits only where it is asked for: by the rule, or by a
 * range that names one of the same version (`^1.3.0-rc.1`). Two that cannot be told apart are refused (E_GITHUB_AMBIGUOUS), except that
 * what is public goes before a draft.
 */
export function chooseVersion<C extends Candidate>(request: VersionRequest, candidates: readonly C[], rules: VersionRules): Result<C | undefined, Problem> {
  const open = candidates.filter(({ draft }) => rules.drafts || !draft)
  if (request.kind === 'exact') {
    for (const tag of request.tags) {
      const named = open.filter((candidate) => candidate.tag === tag)
      if (named.length > 0) return only(named, tag)
    }
    return ok(undefined)
  }
  const range = request.kind === 'latest' ? '*' : request.range
  const fitting = open.flatMap((candidate) => {
    const version = parse(candidate.tag)
    return version !== null && fits(version, candidate, range, rules) ? [{ candidate, version }] : []
  })
  const highest = fitting.toSorted((one, other) => compareBuild(other.version, one.version))[0]
  if (highest === undefined) return ok(undefined)
  const equals = fitting.filter(({ version }) => compareBuild(version, highest.version) === 0).map(({ candidate }) => candidate)
  return only(equals, highest.candidate.tag)
}

function fits(version: SemVer, { prerelease }: Candidate, range: string, { prereleases }: VersionRules): boolean {
  // A full version that its owner calls a prerelease is one.
  if (prerelease && version.prerelease.length === 0 && !prereleases) return false
  return satisfies(version, range, { includePrerelease: prereleases })
}

function only<C extends Candidate>(equals: readonly C[], tag: string): Result<C | undefined, Problem> {
  const published = equals.filter(({ draft }) => !draft)
  const chosen = published.length > 0 ? published : equals
  if (chosen.length === 1) return ok(chosen[0])
  const names = chosen.map((one) => (one.draft ? `a draft of ${one.tag}` : one.tag)).join(' and ')
  const cure = 'Delete the one that is not meant, or name the other by its tag'
  return err({ code: 'E_GITHUB_AMBIGUOUS', message: `${tag} could be ${chosen.length} releases: ${names}`, cure })
}

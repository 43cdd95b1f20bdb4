import { type Digest, err, ok, type Problem, parseReleaseTag, type Result } from '@slipway/kernel'
import { compare, parse, type SemVer } from 'semver'
import type { AssetFact, DraftRequest, ReleaseFact } from './api.ts'
import { checkAssets } from './asset-name.ts'
import type { ReleaseFacts } from './facts.ts'

/** What a release shall be. */
export type ReleaseRequest = {
  readonly draft: DraftRequest
  /** Make it public once it is proven; otherwise it stays a draft for a person to publish. */
  readonly publish: boolean
  readonly assets: readonly { readonly name: string; readonly size: number; readonly digest: Digest }[]
}

export type Removal = { readonly asset: AssetFact; readonly why: 'unfinished' | 'differs' }

/** What is left to do. Nothing is left when `remove`, `upload`, `unproven` and `duplicates` are empty and the release is there. */
export type ReleasePlan = {
  readonly tag: string
  /** `public`: it is published already, and identical. */
  readonly state: 'none' | 'draft' | 'public'
  readonly release: ReleaseFact | undefined
  readonly remove: readonly Removal[]
  readonly keep: readonly AssetFact[]
  /** Uploaded, of the right size, and GitHub has not said its digest yet. */
  readonly unproven: readonly AssetFact[]
  /** Names, in the order of the request. */
  readonly upload: readonly string[]
  /** Assets that this release does not declare. They are never touched. */
  readonly foreign: readonly AssetFact[]
  /** Empty drafts of the same tag that an earlier run of this transaction left. */
  readonly duplicates: readonly ReleaseFact[]
  readonly publish: boolean
  readonly prerelease: boolean
  /** Whether it becomes the latest release: by version, not by date. */
  readonly latest: boolean
  /** The release that has to stay the latest one when it is not this. */
  readonly elected: ReleaseFact | undefined
}

/** In the body of the drafts that the transaction makes: the ground on which an empty duplicate may be deleted. */
export const ownerMark = '<!-- made by slipway checksum-release -->'

const longestBody = 125_000

/**
 * Decides what has to be done to make the release of a tag what it shall be, or reports why nothing may be done.
 * Pure; a plan for facts that were read after the work is the proof that the work is done.
 */
export function planRelease(request: ReleaseRequest, facts: ReleaseFacts): Result<ReleasePlan> {
  const { draft, assets, publish } = request
  const tag = parseReleaseTag(draft.tag)
  const found: Problem[] = [...(tag.ok ? [] : [tag.error]), ...checkAssets(assets), ...checkBody(draft.body)]
  const compared = compareAssets(request, facts.assets)
  found.push(...(facts.release?.draft === false ? checkPublished(facts.release, compared) : checkDraft(request, facts, compared)))
  if (found.length > 0) return err(found)
  const state = facts.release === undefined ? 'none' : facts.release.draft ? 'draft' : 'public'
  const { latest, elected } = electRelease(draft, facts.others)
  return ok({
    tag: draft.tag,
    state,
    release: facts.release,
    ...compared,
    duplicates: state === 'public' ? [] : facts.duplicates.map(({ release }) => release),
    publish: publish && state !== 'public',
    prerelease: draft.prerelease,
    latest,
    elected,
  })
}

/** True when the server holds exactly what was asked for, each asset with the digest of the local file. */
export function isProven(plan: ReleasePlan): boolean {
  return plan.release !== undefined && [plan.remove, plan.upload, plan.unproven, plan.duplicates].every((list) => list.length === 0)
}

type Comparison = Pick<ReleasePlan, 'remove' | 'keep' | 'unproven' | 'upload' | 'foreign'>

function compareAssets(request: ReleaseRequest, present: readonly AssetFact[]): Comparison {
  const declared = new Map(request.assets.map((asset) => [asset.name, asset]))
  const remove: Removal[] = []
  const keep: AssetFact[] = []
  const unproven: AssetFact[] = []
  for (const asset of present) {
    const wanted = declared.get(asset.name)
    if (wanted === undefined) continue
    if (asset.state !== 'uploaded') remove.push({ asset, why: 'unfinished' })
    else if (asset.digest === undefined && asset.size === wanted.size) unproven.push(asset)
    else if (asset.digest === wanted.digest && asset.size === wanted.size) keep.push(asset)
    else remove.push({ asset, why: 'differs' })
  }
  const there = new Set([...keep, ...unproven].map(({ name }) => name))
  const upload = request.assets.map(({ name }) => name).filter((name) => !there.has(name))
  return { remove, keep, unproven, upload, foreign: present.filter(({ name }) => !declared.has(name)) }
}

function checkBody(body: string): Problem[] {
  const length = [...body].length
  if (length <= longestBody) return []
  return [{ code: 'E_GITHUB_BODY', message: `the body has ${length} characters, GitHub takes ${longestBody}`, cure: 'Shorten it, and link to the rest' }]
}

/** A published release is only ever compared: users may have it already. */
function checkPublished(release: ReleaseFact, compared: Comparison): Problem[] {
  const differences = [
    ...compared.remove.map(({ asset, why }) => `"${asset.name}" ${why === 'differs' ? 'has other bytes' : 'is unfinished'}`),
    ...compared.upload.filter((name) => !compared.remove.some(({ asset }) => asset.name === name)).map((name) => `"${name}" is not there`),
    ...compared.foreign.map(({ name }) => `"${name}" was not declared`),
    ...compared.unproven.map(({ name }) => `"${name}" has no digest to compare with`),
  ]
  if (differences.length === 0) return []
  const frozen = release.immutable ? 'immutable' : 'public'
  const message = `${release.tag} is ${frozen} (${release.url}) and differs: ${differences.join(', ')}`
  return [{ code: 'E_GITHUB_PUBLISHED', message, cure: 'Release the new bytes under a new version' }]
}

function checkDraft(request: ReleaseRequest, facts: ReleaseFacts, compared: Comparison): Problem[] {
  const found: Problem[] = []
  if (request.publish && compared.foreign.length > 0) {
    const names = compared.foreign.map(({ name }) => `"${name}"`).join(', ')
    found.push({
      code: 'E_GITHUB_FOREIGN',
      message: `the draft holds what was not declared: ${names}`,
      cure: 'Declare it, or delete it from the draft by hand; it is never deleted here',
    })
  }
  if (request.publish && !facts.tagExists) {
    found.push({
      code: 'E_GITHUB_TAG',
      message: `the tag ${facts.tag} is not on the server, and publishing would put it on the default branch`,
      cure: 'Push the tag first',
    })
  }
  const alien = facts.duplicates.filter(({ release, assets }) => assets.length > 0 || !release.body.includes(ownerMark))
  if (alien.length > 0) {
    const urls = [facts.release, ...alien.map(({ release }) => release)].map((release) => release?.url).join(', ')
    found.push({ code: 'E_GITHUB_DRAFTS', message: `${facts.tag} has several drafts: ${urls}`, cure: 'Delete all but one by hand' })
  }
  return found
}

/**
 * The latest release is the highest version that is public and no prerelease. GitHub's own rule is the date, so that a fix for an old
 * line takes the place, and `make_latest: false` alone does not give it back.
 */
function electRelease(draft: DraftRequest, others: readonly ReleaseFact[]): { latest: boolean; elected: ReleaseFact | undefined } {
  const mine = parse(draft.tag)
  const full = others.flatMap((release) => {
    const version = release.prerelease ? null : parse(release.tag)
    return version === null || version.prerelease.length > 0 ? [] : [{ release, version }]
  })
  const highest = full.toSorted((left, right) => compare(right.version, left.version))[0]
  if (draft.prerelease || mine === null) return { latest: false, elected: undefined }
  return highest === undefined || isAtLeast(mine, highest.version) ? { latest: true, elected: undefined } : { latest: false, elected: highest.release }
}

function isAtLeast(version: SemVer, other: SemVer): boolean {
  return compare(version, other) >= 0
}

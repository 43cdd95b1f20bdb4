import { type Digest, err, ok, type Problem, parseReleaseTag, type Result } from '@slipway/kernel'
import type { AssetFact, DraftRequest, ReleaseFact } from './api.ts'
import { checkAssets } from './asset-name.ts'
import { lengthOf, longestBody, ownerMark, readClaim, renewTable } from './body.ts'
import type { DraftFacts, ReleaseFacts } from './facts.ts'
import { electLatest } from './latest.ts'
import { uploadDeadline } from './send-asset.ts'

/** What a release shall be. */
export type ReleaseRequest = {
  readonly draft: DraftRequest
  /** The commit that the tag has to name; undefined where that is nobody's business. */
  readonly commit: string | undefined
  /** Make it public once it is proven; otherwise it stays a draft for a person to publish. */
  readonly publish: boolean
  /** Assets of a draft that hold other bytes under a declared name are replaced, instead of refused. */
  readonly replace: boolean
  readonly assets: readonly { readonly name: string; readonly size: number; readonly digest: Digest }[]
}

export type Removal = { readonly asset: AssetFact; readonly why: 'unfinished' | 'differs' }

/** What is left to do. Nothing is left when `isProven`. */
export type ReleasePlan = {
  readonly tag: string
  /** `public`: it is published already, and identical. */
  readonly state: 'none' | 'draft' | 'public'
  readonly release: ReleaseFact | undefined
  readonly remove: readonly Removal[]
  readonly keep: readonly AssetFact[]
  /** To wait for: GitHub has not said its digest yet, or another run is sending it. */
  readonly unproven: readonly AssetFact[]
  /** Names, in the order of the request. */
  readonly upload: readonly string[]
  /** Assets that this release does not declare. They are never touched. */
  readonly foreign: readonly AssetFact[]
  /** Second drafts of the same tag that runs of this transaction made: they hold nothing that nobody declared. */
  readonly duplicates: readonly ReleaseFact[]
  /** The draft's text with the table of artifacts brought up to date; undefined where that is so already. */
  readonly body: string | undefined
  readonly publish: boolean
  readonly prerelease: boolean
  /** Whether it becomes the latest release: by version, not by date. */
  readonly latest: boolean
  /** The release that has to stay the latest one when it is not this. */
  readonly elected: ReleaseFact | undefined
}

/**
 * Decides what has to be done to make the release of a tag what it shall be, or reports why nothing may be done.
 * Pure; a plan for facts that were read after the work is the proof that the work is done.
 */
export function planRelease(request: ReleaseRequest, facts: ReleaseFacts): Result<ReleasePlan> {
  const { draft, publish } = request
  const compared = compareAssets(request, facts)
  const found = [...checkRequest(request), ...checkFacts(request, facts, compared)]
  if (found.length > 0) return err(found)
  const { release } = facts
  const state = release === undefined ? 'none' : release.draft ? 'draft' : 'public'
  const { latest, elected } = electLatest({ tag: draft.tag, prerelease: draft.prerelease }, facts.others)
  return ok({
    tag: draft.tag,
    state,
    release,
    ...compared,
    duplicates: facts.duplicates.filter((duplicate) => isOurs(request, duplicate)).map((duplicate) => duplicate.release),
    body: release?.draft === true ? renewTable(release.body, draft.body) : undefined,
    publish: publish && state !== 'public',
    prerelease: draft.prerelease,
    latest,
    elected,
  })
}

/** What is wrong with a request whatever the server holds. */
export function checkRequest({ draft, assets }: Pick<ReleaseRequest, 'draft' | 'assets'>): readonly Problem[] {
  const tag = parseReleaseTag(draft.tag)
  return [...(tag.ok ? [] : [tag.error]), ...checkAssets(assets), ...checkBody(draft.body)]
}

function checkFacts(request: ReleaseRequest, facts: ReleaseFacts, compared: Comparison): readonly Problem[] {
  const { release } = facts
  if (release?.draft === false) return checkPublished(release, compared)
  return [...checkTag(facts, request.commit), ...checkDraft(request, facts, compared)]
}

/** True when the server holds exactly what was asked for, each asset with the digest of the local file. */
export function isProven(plan: ReleasePlan): boolean {
  const { release, body, remove, upload, unproven, duplicates } = plan
  return release !== undefined && body === undefined && [remove, upload, unproven, duplicates].every((list) => list.length === 0)
}

/**
 * Milliseconds for which an unfinished asset that was there from the start may be another run's upload under way. Later it is taken for
 * what a killed run has left, although a large upload may take longer: the job has a concurrency group where that matters.
 */
const liveTime = 60_000

type Comparison = Pick<ReleasePlan, 'remove' | 'keep' | 'unproven' | 'upload' | 'foreign'> & {
  /** Declared names under which others uploaded other bytes. */
  readonly differing: readonly AssetFact[]
}

function compareAssets(request: ReleaseRequest, { release, assets: present, own, early }: ReleaseFacts): Comparison {
  const claim = release === undefined ? undefined : readClaim(release.body)
  const declared = new Map(request.assets.map((asset) => [asset.name, asset]))
  const remove: Removal[] = []
  const keep: AssetFact[] = []
  const unproven: AssetFact[] = []
  const differing: AssetFact[] = []
  for (const asset of present) {
    const wanted = declared.get(asset.name)
    if (wanted === undefined) continue
    if (asset.state !== 'uploaded' && asset.age > (early.has(asset.id) ? liveTime : uploadDeadline(wanted.size))) remove.push({ asset, why: 'unfinished' })
    else if (asset.state !== 'uploaded') unproven.push(asset)
    else if (asset.digest === undefined && asset.size === wanted.size) unproven.push(asset)
    else if (asset.digest === wanted.digest && asset.size === wanted.size) keep.push(asset)
    // What this run has sent and what arrived otherwise is its own to remove, and so is what a machine sent against the draft's own
    // claim: it arrived otherwise than it was sent. What somebody else has uploaded whole is not.
    else if (request.replace || own.has(asset.id) || (claim?.get(asset.name) === wanted.digest && isMachine(asset.uploader, release?.author))) {
      remove.push({ asset, why: 'differs' })
    } else differing.push(asset)
  }
  const there = new Set([...keep, ...unproven, ...differing].map(({ name }) => name))
  const upload = request.assets.map(({ name }) => name).filter((name) => !there.has(name))
  return { remove, keep, unproven, upload, differing, foreign: present.filter(({ name }) => !declared.has(name)) }
}

/** A draft that another build has filled, or has promised to fill. */
function checkClaim(request: ReleaseRequest, { release }: ReleaseFacts, { differing }: Comparison): Problem[] {
  const claim = (release === undefined ? undefined : readClaim(release.body)) ?? new Map<string, Digest>()
  const promised = request.replace ? [] : request.assets.filter(({ name, digest }) => (claim.get(name) ?? digest) !== digest)
  const found = new Map([...promised, ...differing].map(({ name, digest }) => [name, claim.get(name) ?? digest]))
  if (found.size === 0) return []
  const names = [...found].map(([name, digest]) => `"${name}" (${digest ?? 'no digest'})`).join(', ')
  const cure = 'Delete the draft if its files come from another build, or set `replace: true`'
  return [{ code: 'E_GITHUB_DIFFERS', message: `the draft ${release?.url} is of other bytes: ${names}`, cure }]
}

/** The draft's own maker, or any other bot: no person who has put another file in its place by hand. */
function isMachine(uploader: string, author: string | undefined): boolean {
  return uploader !== '' && (uploader === author || uploader.endsWith('[bot]'))
}

/** A second draft that a run of this transaction made, and that holds nothing that nobody declared. */
export function isOurs({ assets }: Pick<ReleaseRequest, 'assets'>, { release, assets: held }: DraftFacts): boolean {
  return release.body.includes(ownerMark) && held.every(({ name }) => assets.some((asset) => asset.name === name))
}

function checkBody(body: string): Problem[] {
  const length = lengthOf(body)
  if (length <= longestBody) return []
  return [{ code: 'E_GITHUB_BODY', message: `the body has ${length} characters, GitHub takes ${longestBody}`, cure: 'Shorten it, and link to the rest' }]
}

/** The tag has to be there, and to name the commit that was built: GitHub would make it where it is missing, on the default branch. */
export function checkTag({ tag, commit: found }: Pick<ReleaseFacts, 'tag' | 'commit'>, commit: string | undefined): Problem[] {
  if (found === undefined) {
    const message = `the tag ${tag} is not on the server, and publishing would put it on the default branch`
    return [{ code: 'E_GITHUB_TAG', message, cure: 'Push the tag first' }]
  }
  if (commit === undefined || found === commit) return []
  const message = `the tag ${tag} names the commit ${found}, and this run is about ${commit}`
  return [{ code: 'E_GITHUB_TAG_COMMIT', message, cure: 'Run the workflow for the tag itself, or release this commit under a version of its own' }]
}

/** A published release is only ever compared: users may have it already. */
function checkPublished(release: ReleaseFact, compared: Comparison): Problem[] {
  const differences = [
    ...compared.remove.map(({ asset, why }) => `"${asset.name}" ${why === 'differs' ? 'has other bytes' : 'is unfinished'}`),
    ...compared.upload.filter((name) => !compared.remove.some(({ asset }) => asset.name === name)).map((name) => `"${name}" is not there`),
    ...compared.foreign.map(({ name }) => `"${name}" was not declared`),
    ...compared.differing.map(({ name }) => `"${name}" has other bytes`),
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
  found.push(...checkClaim(request, facts, compared))
  const alien = facts.duplicates.filter((duplicate) => !isOurs(request, duplicate))
  if (alien.length > 0) {
    const urls = [facts.release, ...alien.map(({ release }) => release)].map((release) => release?.url).join(', ')
    found.push({ code: 'E_GITHUB_DRAFTS', message: `${facts.tag} has several drafts: ${urls}`, cure: 'Delete all but one by hand' })
  }
  return found
}

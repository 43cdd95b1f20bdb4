import { type Problem, parseReleaseTag } from '@slipway/kernel'
import type { ReleaseApi } from './api.ts'
import { checkAssets } from './asset-name.ts'
import { lengthOf, longestBody, ownerMark } from './body.ts'
import { type ReleaseFacts, readReleaseFacts } from './facts.ts'
import { ApiFailure, problemOf } from './failure.ts'
import { previousRelease } from './latest.ts'
import { checkTag } from './plan.ts'
import { type Effects, retried } from './retry.ts'

export type PreflightRequest = {
  readonly tag: string
  /** The commit that the tag has to name; undefined where that is nobody's business. */
  readonly commit: string | undefined
  /** Names of everything that the release will hold; sizes where they are known. */
  readonly names: readonly string[]
  readonly sizes: ReadonlyMap<string, number>
  /** What the caller writes into the body. */
  readonly text: string
}

export type Preflight = {
  /** What forbids the release. */
  readonly problems: readonly Problem[]
  /** What is worth knowing, and what only the attempt can tell. */
  readonly notes: readonly string[]
  /** GitHub's own notes, where they could be had. */
  readonly generated: string
  readonly facts: ReleaseFacts | undefined
}

/**
 * Everything that can be known before anything is built, all problems at once; changes nothing. Whether the token suffices is asked
 * with a request that wants the permission and writes nothing: to generate notes ("Permissions required for GitHub Apps").
 */
export async function runPreflight(effects: Effects, api: ReleaseApi, request: PreflightRequest): Promise<Preflight> {
  const { tag, names, sizes, text } = request
  const parsed = parseReleaseTag(tag)
  const problems: Problem[] = [...(parsed.ok ? [] : [parsed.error]), ...checkAssets(names.map((name) => ({ name, size: sizes.get(name) ?? 1 })))]
  const length = lengthOf(text)
  if (length > longestBody) {
    problems.push({
      code: 'E_GITHUB_BODY',
      message: `the text has ${length} characters, GitHub takes ${longestBody}`,
      cure: 'Shorten it, and link to the rest',
    })
  }
  const notes: string[] = []
  let facts: ReleaseFacts | undefined
  let generated = ''
  try {
    facts = await readReleaseFacts(effects, api, tag)
    if (facts.release?.draft !== false) problems.push(...checkTag(facts, request.commit))
    problems.push(...checkReleases(facts, names, notes))
    generated = await probePermission(effects, api, facts, problems, notes)
    notes.push(await tellImmutability(effects, api))
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    problems.push(problemOf(error))
  }
  return { problems, notes, generated, facts }
}

async function probePermission(effects: Effects, api: ReleaseApi, facts: ReleaseFacts, problems: Problem[], notes: string[]): Promise<string> {
  const previous = previousRelease(facts.tag, facts.others)?.tag
  try {
    const text = await retried(effects, () => api.generateNotes({ tag: facts.tag, previous }))
    notes.push(`the token may write the repository's contents; notes are counted from ${previous ?? 'the beginning'}`)
    return text
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    // Notes are no reason not to release; a permission that is missing is.
    if (error.kind === 'denied' || error.kind === 'missing') problems.push(problemOf(new ApiFailure('denied', error.message, { status: error.status })))
    else notes.push(`GitHub writes no notes: ${error.message}`)
    return ''
  }
}

function checkReleases({ tag, release, assets, duplicates }: ReleaseFacts, names: readonly string[], notes: string[]): readonly Problem[] {
  if (release === undefined) return []
  const there = assets.map(({ name }) => name)
  if (!release.draft) {
    const same = there.length === names.length && names.every((name) => there.includes(name))
    if (same) notes.push(`${tag} is public already (${release.url}): this run can only confirm it`)
    const message = `${tag} is ${release.immutable ? 'immutable' : 'public'} already, and holds other files: ${there.join(', ') || 'none'}`
    return same ? [] : [{ code: 'E_GITHUB_PUBLISHED', message, cure: 'Release under a new version' }]
  }
  notes.push(`a draft of ${tag} is there already and will be used: ${release.url}`)
  const alien = duplicates.filter((one) => !one.release.body.includes(ownerMark) || one.assets.some(({ name }) => !names.includes(name)))
  if (alien.length === 0) return []
  const urls = [release, ...alien.map((one) => one.release)].map(({ url }) => url).join(', ')
  return [{ code: 'E_GITHUB_DRAFTS', message: `${tag} has several drafts: ${urls}`, cure: 'Delete all but one by hand' }]
}

async function tellImmutability(effects: Effects, api: ReleaseApi): Promise<string> {
  const setting = await retried(effects, () => api.readImmutability())
  const burned = 'whether an immutable release that is deleted by now has used the tag, only the attempt to publish tells'
  if (setting === 'on') return `releases of this repository are immutable: what is published can never be changed; ${burned}`
  return setting === 'off' ? `releases of this repository are not immutable; ${burned}` : `whether releases are immutable the token may not read; ${burned}`
}

import { type Problem, Refusal } from '@slipway/kernel'
import type { AssetFact, ReleaseApi, ReleaseFact } from './api.ts'
import { readClaim } from './body.ts'
import { type ReleaseFacts, readReleaseFacts } from './facts.ts'
import { refusalOf } from './failure.ts'
import { electLatest } from './latest.ts'
import { settleLatest } from './publish.ts'
import type { Effects } from './retry.ts'

export type FinishedRelease = {
  readonly release: ReleaseFact
  readonly assets: readonly AssetFact[]
  /** Whether it is the highest version that is public. */
  readonly latest: boolean
}

/**
 * What is left to do for a release that a person has published: proves it against the table in its own text, and sees to it that the
 * highest version is the latest release. Ends with a Refusal where it is no public release, or not what its text says. Safe to repeat.
 */
export async function finishRelease(effects: Effects, api: ReleaseApi, tag: string): Promise<FinishedRelease> {
  try {
    const facts = await readReleaseFacts(effects, api, tag)
    const { release, assets } = facts
    const found = checkClaim(facts)
    if (found.length > 0 || release === undefined) throw new Refusal(found)
    await settleLatest(effects, api, release)
    return { release, assets, latest: electLatest(release, facts.others).latest }
  } catch (error) {
    throw refusalOf(error)
  }
}

function checkClaim({ tag, release, assets }: ReleaseFacts): readonly Problem[] {
  if (release === undefined || release.draft) {
    return [{ code: 'E_GITHUB_NOT_PUBLIC', message: `there is no public release of ${tag}`, cure: 'Publish its draft first' }]
  }
  const claim = readClaim(release.body)
  if (claim === undefined) {
    return [{ code: 'E_GITHUB_NO_TABLE', message: `the text of ${release.url} has no table of artifacts`, cure: 'Put back what checksum-release wrote there' }]
  }
  const held = new Map(assets.map((asset) => [asset.name, asset]))
  const differences = [
    ...[...claim].flatMap(([name, digest]) => {
      const asset = held.get(name)
      return asset === undefined ? [`"${name}" is not there`] : asset.digest === digest ? [] : [`"${name}" is ${asset.digest ?? asset.state}`]
    }),
    ...assets.filter(({ name }) => !claim.has(name)).map(({ name }) => `"${name}" is not in the table`),
  ]
  if (differences.length === 0) return []
  const message = `${release.url} is not what its table says: ${differences.join(', ')}`
  return [{ code: 'E_GITHUB_PUBLISHED', message, cure: 'Look who has changed it; release the right bytes under a new version' }]
}

import { digestOf } from '@slipway/kernel'
import type { AssetState, ReleaseState, RepositoryState, RequestRecord } from '../github/index.ts'
import { type Expected, expectedOf } from './scene.ts'
import type { Scene, Schedule } from './schedule.ts'

/** Everything that the final state of the server, or one on the way to it, must not be, as sentences; empty when all is well. */

/** At any moment: what is public is whole, and what belongs to others is as it was. */
export function judgeMoment(schedule: Schedule, before: RepositoryState, now: RepositoryState): readonly string[] {
  return [...judgePublished(schedule, before, now), ...judgeForeign(schedule.scene, before, now)]
}

/** At the end also: at most one draft, and none beside a release that a run has brought to its end. */
export function judgeEnd(schedule: Schedule, before: RepositoryState, end: RepositoryState, released: boolean): readonly string[] {
  const drafts = ownReleases(schedule.scene, end).filter(({ draft }) => draft)
  const published = ownReleases(schedule.scene, end).some(({ draft }) => !draft)
  const most = schedule.scene.start === 'two-drafts' ? 2 : published && released ? 0 : 1
  return [
    ...judgeMoment(schedule, before, end),
    ...(drafts.length > most ? [`there ${tell(drafts.length)} of ${schedule.scene.tag}${published ? ' beside the published release' : ''}`] : []),
  ]
}

function tell(drafts: number): string {
  return drafts === 1 ? 'is a draft' : `are ${drafts} drafts`
}

/**
 * Notices when a file that a release held whole is stored there once more: somebody took it away and sent it again. Of two clients, one may
 * take the other's unfinished upload for one that a killed run has left.
 */
export function watchStores({ scene, clients }: Schedule): (now: RepositoryState) => readonly string[] {
  const wanted = new Map(expectedOf(scene, 0).map(({ name, digest }) => [name, digest]))
  const stores = new Map<string, Set<number>>()
  return (now) =>
    ownReleases(scene, now).flatMap(({ id: release, assets }) =>
      assets.flatMap(({ id, name, state, digest, bytes }) => {
        if (scene.rebuilt || state !== 'uploaded' || (digest ?? digestOf(bytes)) !== wanted.get(name)) return []
        const ids = stores.get(`${release} ${name}`) ?? new Set()
        stores.set(`${release} ${name}`, ids.add(id))
        return ids.size > clients ? [`${name} was there whole, was taken away and sent again`] : []
      }),
    )
}

/** Bytes that arrived beyond each client's set once: at most the files that were in flight when something struck, each time. */
export function judgeTraffic({ scene, clients }: Schedule, requests: readonly Readonly<RequestRecord>[], struck: number): readonly string[] {
  const sizes = expectedOf(scene, 0).map(({ size }) => size)
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  const inFlight = sum(sizes.toSorted((left, right) => right - left).slice(0, scene.width))
  const arrived = sum(requests.map(({ received }) => received))
  const most = clients * sum(sizes) + struck * inFlight
  return arrived > most ? [`${arrived} bytes arrived, and a set of ${sum(sizes)} met ${struck} faults and kills with at most ${inFlight} bytes in flight`] : []
}

/** What the tags of the OCI artifact must not be: there before the release is public, or other than asked for when a run has brought it to its end. */
export function judgeOci({ scene }: Schedule, now: RepositoryState, tags: ReadonlySet<string>, ended: boolean): readonly string[] {
  if (!scene.oci) return []
  const isPublic = ownReleases(scene, now).some(({ draft }) => !draft)
  const early = isPublic ? [] : [...tags].map((tag) => `the OCI artifact is named ${tag}, and ${scene.tag} is not public`)
  if (!ended || !scene.publish) return early
  const wanted = [scene.tag, ...(highest(now) === scene.tag ? ['latest'] : [])]
  const missing = wanted.filter((tag) => !tags.has(tag)).map((tag) => `the run ended well, and the OCI artifact is not named ${tag}`)
  const extra = [...tags].filter((tag) => !wanted.includes(tag)).map((tag) => `the OCI artifact is named ${tag}, and a higher version is the latest`)
  return [...early, ...missing, ...extra]
}

/** After an undisturbed run that ended well. */
export function judgeSuccess(schedule: Schedule, end: RepositoryState): readonly string[] {
  const { scene } = schedule
  const own = ownReleases(scene, end)
  const release = own.find(({ draft }) => draft === !scene.publish)
  if (release === undefined) return [`the run ended well, and there is no ${scene.publish ? 'published release' : 'draft'} of ${scene.tag}`]
  const wanted = expectedOf(scene, 0)
  const held = release.assets.filter(({ name }) => wanted.some((one) => one.name === name))
  const found = differences(wanted, held).map((sentence) => `the run ended well, and ${sentence}`)
  const latest = scene.publish ? highest(end) : undefined
  if (latest !== undefined && end.latest !== latest) found.push(`the latest release is ${end.latest}, and the highest version is ${latest}`)
  return found
}

function judgePublished({ scene, clients }: Schedule, before: RepositoryState, now: RepositoryState): readonly string[] {
  const there = new Set(before.releases.filter(({ draft }) => !draft).map(({ id }) => id))
  return ownReleases(scene, now)
    .filter(({ id, draft }) => !draft && !there.has(id))
    .flatMap(({ assets }) => {
      const sets = Array.from({ length: clients }, (_, client) => differences(expectedOf(scene, client), assets))
      return sets.some((found) => found.length === 0) ? [] : [`${scene.tag} is public, and ${sets[0]?.join(', ')}`]
    })
}

/** Releases of other tags, published ones that were there before, and files in a draft that nobody declared. */
function judgeForeign(scene: Scene, before: RepositoryState, now: RepositoryState): readonly string[] {
  const declared = new Set(expectedOf(scene, 0).map(({ name }) => name))
  const found: string[] = []
  for (const old of before.releases) {
    const current = now.releases.find(({ id }) => id === old.id)
    const own = old.tag === scene.tag && old.draft
    if (!own && render(old) !== (current === undefined ? '' : render(current))) found.push(`the foreign release ${old.tag} was changed`)
    if (!own) continue
    const foreign = old.assets.filter(({ name }) => !declared.has(name))
    const lost = foreign.filter((asset) => !(current?.assets ?? []).some((one) => renderAsset(one) === renderAsset(asset)))
    found.push(...lost.map(({ name }) => `the foreign asset ${name} was changed or deleted`))
    if (!old.body?.includes('Words by hand')) continue
    if (current === undefined) found.push('a draft that a person made was deleted')
    else if (!current.body?.includes(old.body)) found.push('the words of a draft that a person made were changed')
  }
  return found
}

function ownReleases(scene: Scene, state: RepositoryState): readonly ReleaseState[] {
  return state.releases.filter(({ tag }) => tag === scene.tag)
}

function differences(wanted: readonly Expected[], held: readonly AssetState[]): readonly string[] {
  const found: string[] = []
  for (const { name, size, digest } of wanted) {
    const asset = held.find((one) => one.name === name)
    if (asset === undefined) found.push(`${name} is missing`)
    else if (asset.state !== 'uploaded') found.push(`${name} is ${asset.state}`)
    else if (asset.size !== size || asset.digest !== digest) found.push(`${name} has other bytes`)
  }
  const extra = held.filter(({ name }) => !wanted.some((one) => one.name === name))
  return [...found, ...extra.map(({ name }) => `${name} was not declared`)]
}

function render({ tag, draft, prerelease, immutable, body, assets }: ReleaseState): string {
  return JSON.stringify([tag, draft, prerelease, immutable, body, assets.map(renderAsset)])
}

function renderAsset({ id, name, state, size, digest }: AssetState): string {
  return [id, name, state, size, digest].join(' ')
}

/** The highest full version that is public. */
function highest(state: RepositoryState): string | undefined {
  const versions = state.releases.filter(({ draft, prerelease, tag }) => !draft && !prerelease && /^v\d+\.\d+\.\d+$/.test(tag)).map(({ tag }) => tag)
  return versions.toSorted((left, right) => compare(right, left))[0]
}

function compare(left: string, right: string): number {
  const [a, b] = [left, right].map((tag) => tag.slice(1).split('.').map(Number))
  return [0, 1, 2].map((index) => (a?.[index] ?? 0) - (b?.[index] ?? 0)).find((difference) => difference !== 0) ?? 0
}

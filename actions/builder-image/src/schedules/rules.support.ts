import type { Platform, Tag } from '@slipway/kernel'
import { anchorTag } from '../recipe.ts'
import type { Client, Ledger, Made } from './ledger.support.ts'
import { own } from './plan.support.ts'

/** What is wrong with what a tag names, if anything is. It holds at any moment, whatever anybody is doing. */
export function wrongTag(ledger: Ledger, repository: string, tag: string, digest: string): string | undefined {
  // The referrers tag schema of the distribution specification.
  if (/^sha256-/.test(tag)) return undefined
  const name = `${repository}:${tag}`
  const { keys, tags, schedule } = ledger
  const sources = keys.findIndex((key) => tag.startsWith(key))
  if (sources !== -1 && tag !== keys[sources]) {
    const platform = schedule.platforms.find((each) => tag === anchorTag(keys[sources] as Tag, each as Platform)) ?? '(none)'
    return wrongImage(ledger, name, digest, { sources, platform })
  }
  if (sources === -1 && !(tags.includes(tag) && repository === own)) return `${name} is there, and nobody asked for it`
  return wrongIndex(ledger, repository, tag, digest)
}

/** An index has exactly the declared platforms, built from the sources of its key, and nothing is missing but what a clean-up took. */
function wrongIndex(ledger: Ledger, repository: string, tag: string, digest: string): string | undefined {
  const name = `${repository}:${tag}`
  const key = ledger.keyOf(digest)
  const sources = ledger.keys.indexOf(key ?? '')
  const index = ledger.manifest(digest)
  if (index?.kind !== 'index') return `${name} names no index`
  if (sources === -1 || (ledger.keys.includes(tag) && tag !== key)) return `${name} names an index of the key ${key}`
  const platforms = index.manifests.map(({ platform }) => platform ?? '(none)')
  if ([...platforms].sort().join() !== [...ledger.schedule.platforms].sort().join()) return `${name} names an index of ${platforms.join(', ')}`
  for (const { digest: child, platform = '' } of index.manifests) {
    const wrong = wrongImage(ledger, `${name} (${platform})`, child, { sources, platform })
    if (wrong !== undefined) return wrong
    if (!ledger.isThere(repository, child) && !ledger.evictions.has(`${repository}@${child}`))
      return `${name} lacks its image for ${platform}, and no clean-up took it`
  }
  return undefined
}

function wrongImage(ledger: Ledger, name: string, digest: string, wanted: Made): string | undefined {
  const image = ledger.manifest(digest)
  if (image?.kind !== 'image') return `${name} names what is no image, or was never there`
  const made = ledger.made.get(image.config.digest)
  if (made?.platform === wanted.platform && made.sources === wanted.sources) return undefined
  return `${name} names an image for ${made?.platform} from the sources ${made?.sources}, not for ${wanted.platform} from ${wanted.sources}`
}

export type Move = { readonly repository: string; readonly tag: string; readonly from: string | undefined; readonly to: string | undefined }

/** What is wrong with how a client made a tag name something: the order, the proof, and the manners. */
export function wrongMove(ledger: Ledger, client: Client, move: Move): string | undefined {
  const { repository, tag, to } = move
  if (repository !== client.repository) return `${client.name} wrote ${repository}:${tag}`
  if (to === undefined || /^sha256-/.test(tag)) return undefined
  if (ledger.schedule.signed && client.run.trusted && !ledger.proven.has(`${repository}@${to}`)) return `${client.name} wrote ${tag} before ${to} was signed`
  const isForPeople = ledger.tags.includes(tag)
  if (!isForPeople && !ledger.keys.includes(tag)) return undefined
  const key = ledger.keyOf(to) ?? ''
  // Not where the registry confirmed the content's own tag and forgot it.
  const isEarly = isForPeople && !client.misled && !ledger.history(repository, key).some(({ digest }) => digest === to)
  if (isEarly) return `${client.name} wrote ${tag} before ${key} named the same`
  return namesTorn(ledger, client, move) ?? (isForPeople ? movesSilently(ledger, client, move) : undefined)
}

/** What was torn before a job began, or before it had built, it must not name: it has looked since, or should have. */
function namesTorn(ledger: Ledger, client: Client, { repository, tag, to = '' }: Move): string | undefined {
  const index = ledger.manifest(to)
  for (const { digest, platform } of index?.kind === 'index' ? index.manifests : []) {
    const image = ledger.manifest(digest)
    const stamp = ledger.evictions.get(`${repository}@${digest}`)
    const isMine = image?.kind === 'image' && client.configs.has(image.config.digest)
    if (stamp === undefined || isMine || stamp > Math.max(client.started, client.built)) continue
    return `${client.name} made ${tag} name an index whose image for ${platform} was deleted before`
  }
  return undefined
}

/** A version's tag names one key for ever, unless the run is told to move it: the writer has looked at it, and since its last build. */
function movesSilently(ledger: Ledger, client: Client, { repository, tag, from, to }: Move): string | undefined {
  const [before, after] = [ledger.keyOf(from), ledger.keyOf(to)]
  const isVersion = /[0-9]/.test(tag)
  if (!isVersion || client.run.moveTags || before === undefined || before === after) return undefined
  const seen = client.seen.get(`${repository}:${tag}`)
  if (seen !== undefined && seen.digest !== from && seen.stamp >= client.built) {
    ledger.narrowRaces += 1
    return undefined
  }
  const late = seen?.digest === from ? '' : ', and last looked before it built'
  return `${client.name} moved ${tag} from the key ${before} to ${after} without a word${late}`
}

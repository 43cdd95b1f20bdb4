import type { Platform, Tag } from '@slipway/kernel'
import { anchorTag } from '../recipe.ts'
import type { Client } from './ledger.support.ts'
import { own, shadow } from './plan.support.ts'
import type { Job, Outputs } from './runs.support.ts'
import type { World } from './wire.support.ts'

/** What is wrong with how a job ended, or with what it says at its end. */
export function wrongEnding(world: World, { client, ending }: Job): string | undefined {
  switch (ending.how) {
    case 'done':
      return wrongOutputs(world, client, ending.outputs)
    case 'broken':
      return `${client.name} broke: ${ending.error instanceof Error ? ending.error.stack : String(ending.error)}`
    case 'killed':
      return undefined
    case 'refused': {
      const [needless] = ending.problems.filter(({ code }) => !isRight(world, client, code))
      return needless === undefined ? undefined : `${client.name} was refused without need: ${needless.code} ${needless.message}`
    }
  }
}

/** What passes must not stop a run; everything else needs somebody who did it. */
function isRight({ ledger, schedule }: World, client: Client, code: string): boolean {
  if (client.misled && /^E_(REGISTRY|OCI|BUILDER_RACE)/.test(code)) return true
  switch (code) {
    case 'E_BUILDER_TAG':
      return !client.run.moveTags && [...client.seen].some(([place, { digest }]) => place.startsWith(`${own}:`) && isOfOther(ledger.keyOf(digest), client))
    case 'E_BUILDER_RACE':
      return [...client.written].some(([place, stamp]) => {
        const changes = ledger.history(client.repository, place.slice(client.repository.length + 1))
        return changes.some((change) => change.stamp > stamp && change.by !== client.name)
      })
    case 'E_ENGINE_FAILED':
      return schedule.faults > 0
    case 'E_REGISTRY_MISSING_CONTENT':
    case 'E_REGISTRY_NOT_FOUND':
    case 'E_REGISTRY_SKOPEO':
    case 'E_OCI_INDEX_MISSING':
      return ledger.lastEviction > client.began
    default:
      return false
  }
}

function isOfOther(key: string | undefined, client: Client): boolean {
  return key !== undefined && key !== client.key
}

export function renderTag(template: string): string {
  return template.replace('{LIBKRUN_VERSION}', '1.18.0').replace('{LIBKRUNFW_VERSION}', '5.4.0')
}

function wrongOutputs(world: World, client: Client, outputs: Outputs): string | undefined {
  const { key, digest, tagged } = outputs
  if (key !== client.key) return `${client.name} has the key ${key}, not ${client.key}`
  const repository = outputs.repository.slice('ghcr.io/'.length)
  if (repository !== own && repository !== shadow) return `${client.name} says that its image is in ${repository}`
  if (digest === '') {
    if (client.mode === 'build') return wrongAnchor(world, client)
    return client.mode === 'plan' ? undefined : `${client.name} ended without a digest`
  }
  // Only trusted runs name what people see.
  const tags = tagged === 'true' && client.run.trusted ? world.schedule.tags.map(renderTag) : []
  const [wrong] = [key, ...tags].flatMap((tag) => wrongClaim(world, client, `${repository}:${tag}`, digest) ?? [])
  return wrong ?? (client.run.shape === 'wait' ? wrongWait(world, client, repository) : undefined)
}

/** A tag names what is said, or somebody else moved it after it was looked at. */
function wrongClaim({ ledger }: World, client: Client, place: string, digest: string): string | undefined {
  const [repository = '', tag = ''] = place.split(':')
  const changes = ledger.history(repository, tag)
  const now = changes.at(-1)?.digest
  if (now === digest) return undefined
  const seen = client.seen.get(place)
  if (seen?.digest === digest && changes.some(({ stamp, by }) => stamp > seen.stamp && by !== client.name)) return undefined
  return `${client.name} says that ${place} names ${digest}, but it names ${now}, and was not looked at`
}

/** What a job has built is anchored, unless a clean-up took the anchor or the index is there already. */
function wrongAnchor({ ledger }: World, client: Client): string | undefined {
  const tag = anchorTag(client.key as Tag, client.platform as Platform)
  const last = ledger.history(client.repository, tag).at(-1)
  const isGone = last === undefined || (last.digest === undefined && last.by === client.name)
  return isGone && ledger.named(client.repository, client.key) === undefined ? `${client.name} is done, but ${tag} names nothing` : undefined
}

/** Longer than the longest pause between two looks, with all that may delay one. */
const patience = 10 * 60_000

function wrongWait({ ledger, time, calm }: World, client: Client, repository: string): string | undefined {
  const came = ledger.written.get(`${repository}:${client.key}`) ?? 0
  const late = time.now() - Math.max(came, client.at)
  if (late <= patience || client.misled || calm) return undefined
  return `${client.name} went on waiting for ${Math.round(late / 1000)} s when the image was there`
}

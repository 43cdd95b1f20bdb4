import type { HttpResponse } from '@slipway/host'
import { type Problem, refuse } from '@slipway/kernel'
import { type Repository, renderRepository } from '@slipway/oci'
import type { Exchange } from './exchange.ts'
import { describeAnswer, isAbsent, isWebPage } from './failures.ts'
import type { Location } from './location.ts'

/** Pages as the specification's "Listing Tags" tells: `Link: </v2/…>; rel="next"`. */
export async function listTags(exchange: Exchange, location: Location, repository: Repository): Promise<readonly string[]> {
  const deed = `list the tags of ${renderRepository(repository)}`
  const tags: string[] = []
  const seen = new Set<string>()
  for (let query: string | undefined = 'n=1000'; query !== undefined; ) {
    if (seen.has(query)) throw refuse(describeTags(deed, location, 'its pages go round in a circle'))
    seen.add(query)
    const response: HttpResponse = await exchange.send({ method: 'GET', location, path: `tags/list?${query}`, access: 'pull', deed })
    if (isAbsent(response)) return []
    if (response.status !== 200 || isWebPage(response)) throw refuse(describeAnswer(response, deed, location.host))
    const page = readTagPage(response.body)
    if (page === undefined) throw refuse(describeTags(deed, location, 'the answer is no list of tags'))
    tags.push(...page)
    query = nextQuery(response.headers['link'])
  }
  return tags
}

function describeTags(deed: string, { host }: Location, what: string): Problem {
  return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${what}`, cure: `See whether ${host} is a registry` }
}

function readTagPage(body: Uint8Array): readonly string[] | undefined {
  try {
    const { tags } = JSON.parse(new TextDecoder().decode(body)) as { tags?: unknown }
    // A repository whose last tag was deleted says null.
    if (tags === null || tags === undefined) return []
    return Array.isArray(tags) ? tags.map(String) : undefined
  } catch {
    return undefined
  }
}

function nextQuery(link: string | undefined): string | undefined {
  const target = /<([^>]+)>\s*;[^,]*rel="?next"?/i.exec(link ?? '')?.[1]
  return target === undefined ? undefined : target.slice(target.indexOf('?') + 1)
}

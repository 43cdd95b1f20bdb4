import { refuse } from '@slipway/kernel'
import { type Repository, renderRepository } from '@slipway/oci'
import type { Exchange } from './exchange.ts'
import { describeAnswer, describeContent, isAbsent, isWebPage } from './failures.ts'
import type { Location } from './location.ts'
import { readPages } from './pages.ts'

/** All tags of a repository; one that is not there has none. */
export async function listTags(exchange: Exchange, location: Location, repository: Repository): Promise<readonly string[]> {
  const deed = `list the tags of ${renderRepository(repository)}`
  const tags: string[] = []
  for await (const response of readPages(exchange, { location, path: 'tags/list', query: 'n=1000', deed })) {
    if (isAbsent(response)) return []
    if (response.status !== 200 || isWebPage(response)) throw refuse(describeAnswer(response, deed, location.host))
    const page = readTagPage(response.body)
    if (page === undefined) throw refuse(describeContent(deed, location.host, 'the answer is no list of tags'))
    tags.push(...page)
  }
  return tags
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

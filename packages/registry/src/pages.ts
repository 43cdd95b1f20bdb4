import type { HttpResponse } from '@slipway/host'
import { refuse } from '@slipway/kernel'
import type { Call, Exchange } from './exchange.ts'
import { type Deed, describeContent } from './failures.ts'
import type { Location } from './location.ts'

export type PageCall = { readonly location: Location; readonly path: string; readonly query: string; readonly deed: Deed; readonly headers?: Call['headers'] }

/**
 * The answers of a paged list, one after the other (distribution specification, "Listing Tags": `Link: </v2/…>; rel="next"`, RFC 8288).
 * Ends after the first answer that is not 200, which the caller judges. Refuses pages that go round in a circle.
 */
export async function* readPages(exchange: Exchange, { location, path, query, deed, headers }: PageCall): AsyncGenerator<HttpResponse> {
  const seen = new Set<string>()
  for (let next: string | undefined = query; next !== undefined; ) {
    if (seen.has(next)) throw refuse(describeContent(deed, location.host, 'its pages go round in a circle'))
    seen.add(next)
    const at = next === '' ? path : `${path}?${next}`
    const response: HttpResponse = await exchange.send({
      method: 'GET',
      location,
      path: at,
      access: 'pull',
      deed,
      ...(headers === undefined ? {} : { headers }),
    })
    yield response
    next = response.status === 200 ? nextQuery(response.headers['link']) : undefined
  }
}

function nextQuery(link: string | undefined): string | undefined {
  const target = /<([^>]+)>\s*;[^,]*rel="?next"?/i.exec(link ?? '')?.[1]
  return target === undefined ? undefined : target.slice(target.indexOf('?') + 1)
}

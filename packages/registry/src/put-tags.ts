import type { HttpResponse } from '@slipway/host'
import type { Tag } from '@slipway/kernel'
import type { Exact, Repository } from '@slipway/oci'
import type { Exchange } from './exchange.ts'
import type { Location } from './location.ts'
import { checkWritten, putManifest, sendManifest } from './manifests.ts'

/** What the specification asks a registry to take at least ("SHOULD support pushing at least 10 tags per request"). */
const mostTogether = 10

/**
 * Makes tags name a manifest, in this order, with as few PUTs as can be had safely: a tag counts as written only by a PUT of its own, or
 * when the registry lists it in `OCI-Tag` (distribution specification, end-7b: `PUT manifests/<digest>?tag=a&tag=b`).
 *
 * Most registries answer 201 to that and create no tag, so it is tried only where it is likely: where a tag's own PUT was answered with
 * `OCI-Tag`, or where the host has shown that it keeps referrers itself. To send the query along with the first tag's own PUT would
 * tell without a request more, but the specification allows it with a digest only, and the registries that know it refuse it (400).
 */
export async function putTags(exchange: Exchange, location: Location, repository: Repository, manifest: Exact, tags: readonly Tag[]): Promise<void> {
  const traits = exchange.traits(location)
  let left = [...new Set(tags)]
  while (left.length > 0) {
    if (left.length > 1 && (traits.tagQuery ?? traits.referrers === 'api')) {
      const written = await putTogether(exchange, location, repository, manifest, left.slice(0, mostTogether))
      traits.tagQuery = written.size > 0
      left = left.filter((tag) => !written.has(tag))
      continue
    }
    const [tag, ...rest] = left as [Tag, ...Tag[]]
    const response = await putManifest(exchange, location, { ...repository, tag }, manifest)
    if (readTags(response).has(tag)) traits.tagQuery ??= true
    left = rest
  }
}

/** The tags that the registry acknowledged. A registry that does not understand the request has written nothing. */
async function putTogether(
  exchange: Exchange,
  location: Location,
  repository: Repository,
  manifest: Exact,
  tags: readonly Tag[],
): Promise<ReadonlySet<string>> {
  const query = `?${tags.map((tag) => `tag=${encodeURIComponent(tag)}`).join('&')}`
  const reference = { ...repository, digest: manifest.digest }
  const response = await sendManifest(exchange, location, reference, { at: manifest.digest, query, manifest })
  if (isNotUnderstood(response)) return new Set()
  checkWritten(response, location, reference, manifest)
  const listed = readTags(response)
  return new Set(tags.filter((tag) => listed.has(tag)))
}

/** Also 414 and 431, for too many tags. What is wrong with the manifest itself, the PUT of the first tag says again. */
function isNotUnderstood({ status }: HttpResponse): boolean {
  return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status)
}

/** One list, over several headers or with commas. */
function readTags({ headers }: HttpResponse): ReadonlySet<string> {
  const listed = (headers['oci-tag'] ?? '').split(',').map((tag) => tag.trim())
  return new Set(listed.filter((tag) => tag !== ''))
}

import type { HttpRequest, HttpResponse } from '@slipway/host'
import { digestOf } from '@slipway/kernel'
import { parseManifest } from '@slipway/oci'
import { type Eviction, own, shadow } from './plan.support.ts'
import { drawOne } from './time.support.ts'
import type { Wire, World } from './wire.support.ts'

/** The registry's own side: clean-ups that are due, the sign-in, the answer, and a look at what it made of the registry. */
export function serve(wire: Wire, request: HttpRequest): HttpResponse {
  const { world, client } = wire
  const { ledger, schedule, fake } = world
  world.counts.requests += 1
  for (const eviction of schedule.evictions) {
    if (!world.calm && eviction.at <= world.counts.requests && !world.evicted.has(eviction) && evict(world, eviction)) world.evicted.add(eviction)
  }
  const url = new URL(request.url)
  if (url.pathname === '/token') return giveToken(world, url)
  const [, repository = '', kind = '', at = ''] = /^\/v2\/(.+?)\/(manifests|blobs|referrers|tags)\/(.+)$/.exec(url.pathname) ?? []
  const writes = request.method !== 'GET' && request.method !== 'HEAD'
  if (schedule.bearer && !isAllowed(world, request, repository, writes)) return challenge(url)
  ledger.stamp += 1
  if (writes) {
    client.writes += 1
    if (client.mode === 'plan') ledger.check(`${client.name} plans, and sent ${request.method} ${request.url}`)
    if (repository !== client.repository) ledger.check(`${client.name} wrote to ${repository}`)
  }
  const places = kind === 'manifests' ? [at, ...(schedule.tagQuery ? url.searchParams.getAll('tag') : [])] : []
  if (writes && isLie(wire, 'forgotten', repository === own && (ledger.tags.includes(at) || at === client.key) && request.method === 'PUT')) {
    return { status: 201, headers: { 'docker-content-digest': digestOf(request.body as Uint8Array) }, body: new Uint8Array() }
  }
  const answer = { status: 200, headers: {}, body: new Uint8Array(), ...(lacksBlobs(world, request) ?? fake.answer(request)) }
  if (writes) {
    for (const place of places) {
      client.written.set(`${repository}:${place}`, ledger.stamp)
      ledger.written.set(`${repository}:${place}`, world.time.now())
    }
    ledger.look(client)
  } else if (kind === 'manifests') {
    const digest = answer.status === 200 ? digestOf(answer.body) : undefined
    client.seen.set(`${repository}:${at}`, { digest, stamp: ledger.stamp })
  }
  if (request.method === 'HEAD') return { ...answer, body: new Uint8Array() }
  const isCut = request.method === 'GET' && answer.status === 200 && (kind === 'manifests' || kind === 'blobs') && repository === client.repository
  return isLie(wire, 'cut', isCut) ? { ...answer, body: answer.body.subarray(0, answer.body.length >> 1) } : answer
}

/** Even a registry that takes an index without its children looks for the blobs of an image. */
function lacksBlobs({ fake }: World, { method, url, body }: HttpRequest): Partial<HttpResponse> | undefined {
  if (method !== 'PUT' || !url.includes('/manifests/')) return undefined
  const manifest = parseManifest(body as Uint8Array)
  if (!manifest.ok || manifest.value.kind === 'index') return undefined
  const { config, layers } = manifest.value
  if ([config, ...layers].every(({ digest }) => fake.blobs.has(digest))) return undefined
  return { status: 400, body: new TextEncoder().encode(JSON.stringify({ errors: [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'not there' }] })) }
}

function isLie({ world, draw, client }: Wire, kind: string, fits: boolean): boolean {
  if (!fits || !world.schedule.lies || world.calm || world.lies.has(kind) || draw() > 0.15) return false
  world.lies.add(kind)
  world.counts.faults[kind] = (world.counts.faults[kind] ?? 0) + 1
  client.misled = true
  world.trace.push(`${client.name} is misled: ${kind}`)
  return true
}

const lifetime = 90_000

function giveToken({ time }: World, url: URL): HttpResponse {
  const token = `${url.searchParams.get('scope')} ${Math.round(time.now()) + lifetime}`
  return { status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify({ token, expires_in: lifetime / 1000 })) }
}

function isAllowed({ time }: World, { headers }: HttpRequest, repository: string, writes: boolean): boolean {
  const [, name, access = '', until] = /^Bearer repository:(.+):(\S+) ([0-9]+)$/.exec(headers?.['authorization'] ?? '') ?? []
  return name === repository && Number(until) > time.now() && (!writes || access.includes('push'))
}

function challenge({ origin }: URL): HttpResponse {
  return { status: 401, headers: { 'www-authenticate': `Bearer realm="${origin}/token",service="registry"` }, body: new Uint8Array() }
}

/** Deletes what a careless clean-up deletes; false while there is no such thing. */
function evict(world: World, { what, blobs }: Eviction): boolean {
  const { fake, ledger, draw } = world
  const repository = draw() < 0.85 ? own : shadow
  const places = [...(fake.manifests.get(repository)?.keys() ?? [])]
  const tags = places.filter((place) => !place.includes(':'))
  const named = new Set(tags.map((tag) => ledger.named(repository, tag)))
  const fitting = {
    child: tags.filter((tag) => /^[0-9a-f]{40}-/.test(tag)).map((tag) => ledger.named(repository, tag) ?? ''),
    anchor: tags.filter((tag) => /^[0-9a-f]{40}-/.test(tag)),
    index: tags.filter((tag) => /^[0-9a-f]{40}$/.test(tag)).map((tag) => ledger.named(repository, tag) ?? ''),
    sweep: places.filter((place) => place.includes(':') && !named.has(place)),
  }[what]
  const [first, ...others] = fitting
  if (first === undefined) return false
  const chosen = what === 'sweep' ? fitting : [drawOne(draw, [first, ...others])]
  for (const place of chosen) {
    fake.evict(repository, place)
  }
  if (blobs) collect(world)
  world.counts.evictions += 1
  world.trace.push(`the clean-up deletes ${chosen.join(', ')} (${what}) from ${repository}`)
  ledger.evicted(repository, chosen)
  return true
}

/** Deletes the blobs that no manifest names any more. */
function collect({ fake }: World): void {
  const named = [...fake.manifests.values()].flatMap((places) => [...places.values()]).map(({ bytes }) => new TextDecoder().decode(bytes))
  for (const digest of fake.blobs.keys()) if (!named.some((text) => text.includes(digest))) fake.blobs.delete(digest)
}

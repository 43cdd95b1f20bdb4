import { type Arrival, answerOf, refusal, type Service, spoil } from './answers.ts'
import { type Answer, ClientGone, type Incoming, type JsonObject, type Outgoing, Unanswered, urlOf } from './call.ts'
import { ApiError, faultError, notFound } from './errors.ts'
import { apiRoutes, findRoute, uploadRoutes } from './routes.ts'
import { type Repository, recall, remember, type World } from './state.ts'
import { authorize, holds, readSecret } from './tokens.ts'

/** Serves one request of the API's host or of the upload host. Never rejects. */
export async function exchange(service: Service, incoming: Incoming): Promise<Outgoing> {
  const url = urlOf(incoming)
  const path = canonicalPath(service.world, url.pathname)
  const method = incoming.method === 'HEAD' ? 'GET' : incoming.method
  const found = findRoute(incoming.host === 'api' ? apiRoutes : uploadRoutes, method, path)
  const record = service.requests.begin(incoming.host, method, found?.route.path ?? '(no route)', path)
  const fault = service.faults.decide({ server: 'github', method, path, token: readSecret(incoming.headers.authorization ?? '') })
  const arrival: Arrival = { service, incoming, url, path, found, record, fault, caller: undefined, input: undefined }
  try {
    return spoil(arrival, answerOf(arrival, await answer(arrival)))
  } catch (error) {
    if (error instanceof Unanswered) return { kind: error.kind }
    if (error instanceof ClientGone) return { kind: 'reset' }
    return answerOf(arrival, refusal(arrival, error))
  }
}

async function answer(arrival: Arrival): Promise<Answer> {
  const { fault, service } = arrival
  const upload = arrival.found?.route.handle.name === 'uploadAsset'
  if (fault?.kind === 'late') await service.world.pause(fault.seconds * 1000)
  if (fault?.kind === 'status' && fault.after !== true) throw faultError(fault.status, fault.retryAfter)
  if (fault?.kind === 'reset' && fault.when === 'before') throw new Unanswered('reset')
  if (!upload && fault?.kind === 'cut') throw new Unanswered('reset')
  if (!upload && fault?.kind === 'stall' && fault.when === 'before') throw new Unanswered('silence')
  if (!upload && fault?.kind === 'starter') throw faultError(fault.status, undefined)
  try {
    return await call(arrival)
  } catch (error) {
    if (error instanceof ApiError) return refusal(arrival, error)
    throw error
  }
}

async function call(arrival: Arrival): Promise<Answer> {
  const { service, incoming, url, path, found, fault } = arrival
  if ((incoming.headers['user-agent'] ?? '') === '') {
    throw new ApiError(403, 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.')
  }
  const caller = service.tokens.identify(incoming.headers.authorization)
  arrival.caller = caller
  arrival.record.actor = caller.token?.actor ?? ''
  const { world, origins, meter } = service
  meter.begin(caller.secret ?? '', arrival.record.method, world.clock())
  try {
    if (found === undefined) throw notFound()
    const repository = world.repositories.get(`${found.params['owner']}/${found.params['repo']}`.toLowerCase())
    if (repository === undefined) throw notFound()
    authorize(caller, repository, found.route.need)
    const input = incoming.host === 'api' ? await readJson(incoming.body) : {}
    arrival.input = incoming.host === 'api' ? input : undefined
    const writes = holds(caller, repository, { scope: 'contents', access: 'write' })
    const { params, route } = found
    const receive = (bytes: number): void => {
      arrival.record.received += bytes
    }
    const shown = prepare(arrival, repository)
    const query = url.searchParams
    return await route.handle({
      world,
      origins,
      path,
      params,
      query,
      headers: incoming.headers,
      repository: shown,
      caller,
      writes,
      input,
      body: incoming.body,
      receive,
      fault,
    })
  } finally {
    meter.end(caller.secret ?? '')
  }
}

/** Tells digests that are due, keeps what the releases are before a change, and shows old lists where a fault asks for them. */
function prepare({ service: { world }, record, found, fault }: Arrival, repository: Repository): Repository {
  const now = world.clock()
  for (const pending of world.undigested) {
    if (pending.at > now) continue
    pending.asset.digest = pending.digest
    world.undigested.delete(pending)
  }
  if (record.method !== 'GET') remember(repository, now)
  // A release by its number is authoritative at once, collections are not (gridaco/grida#978, zosmaai/zosma-cowork#318).
  const collection = /\/(releases|assets)$|\/(latest|tags\/\{tag\})$/.test(found?.route.path ?? '')
  return fault?.kind === 'stale' && record.method === 'GET' && collection ? recall(repository, now - fault.seconds * 1000) : repository
}

/** GitHub's own links name a repository by its number. */
function canonicalPath(world: World, path: string): string {
  const [, id = '', rest = ''] = /^\/repositories\/([0-9]+)(\/.*)?$/.exec(path) ?? []
  const repository = id === '' ? undefined : [...world.repositories.values()].find((one) => one.id === Number(id))
  return repository === undefined ? path : `/repos/${repository.owner}/${repository.name}${rest}`
}

async function readJson(body: AsyncIterable<Uint8Array>): Promise<JsonObject> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  if (text.trim() === '') return {}
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ApiError(400, 'Body should be a JSON object')
  return value as JsonObject
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'Problems parsing JSON')
  }
}

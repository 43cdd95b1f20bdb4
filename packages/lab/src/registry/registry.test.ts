import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { type Digest, digestOf, unwrap } from '@slipway/kernel'
import { createFaultScript, type FaultScript, parseFaults } from '../faults/index.ts'
import { createSupervisor, type Supervisor } from '../process/index.ts'
import { createAccessControl, parseScopes } from './access.ts'
import { type Authorize, forgetRepositories, type RegistryServer, startRegistry } from './index.ts'
import { createProxy } from './proxy.ts'
import { parseRequest } from './request-kind.ts'
import { blobFolder, readBlobs, readTags, storagePaths } from './storage.ts'

// Real programs and real bytes: on a busy machine each step takes its time.
jest.setTimeout(180_000)

let root: string
let supervisor: Supervisor
let registry: RegistryServer
let faults: FaultScript['decide'] = () => undefined
let seconds = 0

const levels: Readonly<Record<string, 'none' | 'read' | 'write'>> = { 'job-write': 'write', 'job-read': 'read', 'job-none': 'none' }
/** `secret/*` is private; everything else may be read by anybody. */
const authorize: Authorize = (token, repository) => {
  if (token !== undefined) return levels[token] ?? 'unknown'
  return repository.startsWith('secret/') ? 'none' : 'read'
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'registry-'))
  supervisor = createSupervisor()
  registry = await startRegistry({
    storage: join(root, 'storage'),
    folder: join(root, 'run'),
    supervisor,
    authorize,
    faults: { decide: (request) => faults(request) },
    now: () => Date.now() + seconds * 1000,
  })
})

beforeEach(() => {
  faults = () => undefined
})

afterAll(async () => {
  await registry.stop()
  await supervisor[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

const fetchToken = (token: string | undefined, ...scopes: readonly string[]): Promise<Response> => {
  const query = new URLSearchParams([['service', registry.host], ...scopes.map((scope) => ['scope', scope] as [string, string])])
  return fetch(`${registry.url}/token?${query}`, { headers: token === undefined ? {} : { authorization: `Basic ${btoa(`user:${token}`)}` } })
}

const bearerOf = async (token: string | undefined, ...scopes: readonly string[]): Promise<string> =>
  ((await (await fetchToken(token, ...scopes)).json()) as { token: string }).token

const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const indexType = 'application/vnd.oci.image.index.v1+json'

const call = (method: string, path: string, bearer?: string, body?: Uint8Array<ArrayBuffer> | string, type?: string): Promise<Response> =>
  fetch(`${registry.url}${path}`, {
    method,
    headers: {
      accept: [manifestType, indexType].join(),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body }),
  })

async function pushBlob(repository: string, bearer: string, bytes: Uint8Array<ArrayBuffer>): Promise<Digest> {
  const started = await call('POST', `/v2/${repository}/blobs/uploads/`, bearer)
  expect(started.status).toBe(202)
  const location = new URL(started.headers.get('location') ?? '', registry.url)
  location.searchParams.set('digest', digestOf(bytes))
  expect(location.host).toBe(registry.host)
  const done = await call('PUT', `${location.pathname}${location.search}`, bearer, bytes)
  expect(done.status).toBe(201)
  return digestOf(bytes)
}

/** An image of one layer, pushed by hand. */
async function pushImage(
  repository: string,
  tag: string,
  content = randomBytes(2000),
): Promise<{ readonly digest: Digest; readonly layer: Digest; readonly config: Digest }> {
  const bearer = await bearerOf('job-write', `repository:${repository}:pull,push`)
  const bytes = new Uint8Array(content)
  const layer = await pushBlob(repository, bearer, bytes)
  const configBytes = new TextEncoder().encode(JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [layer] }, x: layer }))
  const config = await pushBlob(repository, bearer, configBytes)
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: config, size: configBytes.length },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: layer, size: bytes.length }],
  })
  expect((await call('PUT', `/v2/${repository}/manifests/${tag}`, bearer, manifest, manifestType)).status).toBe(201)
  return { digest: digestOf(manifest), layer, config }
}

/** An index over one image. */
async function pushIndex(repository: string, tag: string, image: { readonly digest: Digest }): Promise<Digest> {
  const child = await call('GET', `/v2/${repository}/manifests/${image.digest}`, btoa('job-write'))
  const size = (await child.arrayBuffer()).byteLength
  const text = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests: [{ mediaType: manifestType, digest: image.digest, size }] })
  expect((await call('PUT', `/v2/${repository}/manifests/${tag}`, btoa('job-write'), text, indexType)).status).toBe(201)
  return digestOf(text)
}

/** Pulls an image with everything that it needs; every byte is checked. */
async function pull(repository: string, reference: string): Promise<Digest> {
  const answer = await call('GET', `/v2/${repository}/manifests/${reference}`, btoa('job-read'))
  expect(answer.status).toBe(200)
  const text = await answer.text()
  const manifest = JSON.parse(text) as { config?: { digest: Digest }; layers?: { digest: Digest }[]; manifests?: { digest: Digest }[] }
  for (const child of manifest.manifests ?? []) expect(await pull(repository, child.digest)).toBe(child.digest)
  for (const { digest } of [...(manifest.config === undefined ? [] : [manifest.config]), ...(manifest.layers ?? [])]) {
    const blob = await call('GET', `/v2/${repository}/blobs/${digest}`, btoa('job-read'))
    expect(digestOf(new Uint8Array(await blob.arrayBuffer()))).toBe(digest)
  }
  return digestOf(text)
}

/** Lets the functions above speak to another registry for a while. */
async function at<T>(other: RegistryServer, body: () => Promise<T>): Promise<T> {
  const before = registry
  registry = other
  try {
    return await body()
  } finally {
    registry = before
  }
}

describe('the front of the registry', () => {
  test('challenges who comes without a token, naming itself, the repository and the right', async () => {
    const ping = await call('GET', '/v2/')
    expect([ping.status, ping.headers.get('www-authenticate')]).toEqual([401, `Bearer realm="${registry.url}/token",service="${registry.host}"`])
    const pull = await call('GET', '/v2/o/n/manifests/latest')
    expect(pull.headers.get('www-authenticate')).toContain('scope="repository:o/n:pull"')
    const push = await call('POST', '/v2/o/n/blobs/uploads/')
    expect(push.headers.get('www-authenticate')).toContain('scope="repository:o/n:pull,push"')
    expect(await push.json()).toMatchObject({ errors: [{ code: 'UNAUTHORIZED' }] })
  })

  test('hands out bearer tokens that cover what the token may do, and no more', async () => {
    expect((await fetchToken('nobody', 'repository:o/n:pull')).status).toBe(401)
    expect((await fetchToken('nobody')).status).toBe(401)
    expect((await fetch(`${registry.url}/token`, { headers: { authorization: 'Basic %%%' } })).status).toBe(401)
    expect((await fetch(`${registry.url}/token`, { method: 'POST' })).status).toBe(405)
    const start = async (token: string | undefined, scope = 'repository:o/n:pull,push'): Promise<string> => {
      const answer = await call('POST', '/v2/o/n/blobs/uploads/', await bearerOf(token, scope))
      return `${answer.status} ${answer.ok ? '' : ((await answer.json()) as { errors: { code: string }[] }).errors[0]?.code}`.trim()
    }
    expect(await start('job-write')).toBe('202')
    expect(await start('job-read')).toBe('403 DENIED')
    expect(await start('job-none')).toBe('403 DENIED')
    expect(await start(undefined)).toBe('401 UNAUTHORIZED')
    expect(await start('job-write', 'repository:o/n:pull')).toBe('401 UNAUTHORIZED')
    expect(await start('job-write', 'repository:o/other:pull,push')).toBe('401 UNAUTHORIZED')
  })

  test('lets anybody pull what is public, and nobody what is not', async () => {
    const { digest } = await pushImage('public/app', 'v1')
    await pushImage('secret/app', 'v1')
    const pullAs = async (token: string | undefined, repository: string): Promise<number> => {
      const answer = await call('GET', `/v2/${repository}/manifests/v1`, await bearerOf(token, `repository:${repository}:pull`))
      return answer.status
    }
    expect(await pullAs(undefined, 'public/app')).toBe(200)
    expect(await pullAs(undefined, 'secret/app')).toBe(401)
    expect(await pullAs('job-none', 'secret/app')).toBe(403)
    expect(await pullAs('job-read', 'secret/app')).toBe(200)
    const bearer = await bearerOf(undefined, 'repository:public/app:pull')
    const head = await call('HEAD', '/v2/public/app/manifests/v1', bearer)
    expect([head.status, head.headers.get('docker-content-digest')]).toEqual([200, digest])
    expect(await registry.tags()).toEqual(expect.arrayContaining([{ repository: 'public/app', tag: 'v1', digest }]))
  })

  test('takes the token itself, base64, as ghcr.io does; a bearer token expires', async () => {
    expect((await call('GET', '/v2/', btoa('job-read'))).status).toBe(200)
    expect((await call('GET', '/v2/', btoa('nobody'))).status).toBe(401)
    expect((await call('POST', '/v2/o/n/blobs/uploads/', btoa('job-read'))).status).toBe(403)
    const bearer = await bearerOf('job-write', 'repository:o/n:pull,push')
    expect((await call('POST', '/v2/o/n/blobs/uploads/', bearer)).status).toBe(202)
    seconds = 301
    const late = await call('POST', '/v2/o/n/blobs/uploads/', bearer)
    seconds = 0
    expect([late.status, late.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('error="invalid_token"')])
  })

  test('mounts only from where the token may read', async () => {
    const { layer } = await pushImage('secret/source', 'v1')
    const mount = async (...scopes: readonly string[]): Promise<number> => {
      const bearer = await bearerOf('job-write', 'repository:o/mounted:pull,push', ...scopes)
      return (await call('POST', `/v2/o/mounted/blobs/uploads/?mount=${layer}&from=secret/source`, bearer)).status
    }
    expect(await mount()).toBe(202)
    expect(await mount('repository:secret/source:pull')).toBe(201)
  })

  test('has no catalogue', async () => {
    expect((await call('GET', '/v2/_catalog', btoa('job-write'))).status).toBe(404)
    expect((await call('GET', '/v2/_catalog')).status).toBe(401)
  })

  test('deletes with the right to write', async () => {
    const { digest } = await pushImage('o/gone', 'v1')
    expect((await call('DELETE', `/v2/o/gone/manifests/${digest}`, btoa('job-read'))).status).toBe(403)
    expect((await call('DELETE', `/v2/o/gone/manifests/${digest}`, btoa('job-write'))).status).toBe(202)
    expect((await call('GET', `/v2/o/gone/manifests/${digest}`, btoa('job-write'))).status).toBe(404)
  })

  test('counts by method and kind', async () => {
    const before = registry.requests()
    await pushImage('o/counted', 'v1')
    const after = registry.requests()
    const grown = Object.fromEntries(
      Object.entries(after).flatMap(([name, count]) => (count === (before[name] ?? 0) ? [] : [[name, count - (before[name] ?? 0)]])),
    )
    expect(grown).toEqual({ 'GET token': 1, 'POST upload': 2, 'PUT upload': 2, 'PUT manifest': 1 })
    expect(registry.accesses()).toContainEqual({ method: 'PUT', kind: 'manifest', path: '/v2/o/counted/manifests/v1', status: 201 })
  })

  test('has no referrers API, as docker-registry 2 has none, and says so behind the same challenge', async () => {
    const path = `/v2/o/counted/referrers/${digestOf('x')}`
    expect((await call('GET', `/v2/secret/r/referrers/${digestOf('x')}`)).status).toBe(401)
    expect((await call('GET', path, btoa('job-read'))).status).toBe(404)
  })

  test.each([
    ['registry:PUT */manifests/*=503:7', '503 7', 404],
    ['registry:PUT */manifests/*=reset-before', 'reset', 404],
    ['registry:PUT */manifests/*=reset-after', 'reset', 200],
  ])('a planted fault: %s', async (text, seen, then) => {
    const repository = `o/fault-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
    const manifest = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests: [] })
    faults = createFaultScript(unwrap(parseFaults(text))).decide
    const put = await call('PUT', `/v2/${repository}/manifests/v1`, btoa('job-write'), manifest, indexType).catch(() => undefined)
    expect(put === undefined ? 'reset' : `${put.status} ${put.headers.get('retry-after')}`).toBe(seen)
    expect((await call('GET', `/v2/${repository}/manifests/v1`, btoa('job-read'))).status).toBe(then)
  })

  test('an upload whose client goes away leaves no blob, and the registry goes on', async () => {
    const started = await call('POST', '/v2/o/cut/blobs/uploads/', btoa('job-write'))
    const location = new URL(started.headers.get('location') ?? '', registry.url)
    const bytes = Buffer.alloc(1000, 'x')
    const digest = digestOf(Buffer.alloc(5000, 'x'))
    const socket = connect(Number(location.port), '127.0.0.1')
    const path = `${location.pathname}${location.search}&digest=${encodeURIComponent(digest)}`
    socket.write(`PUT ${path} HTTP/1.1\r\nhost: ${registry.host}\r\nauthorization: Bearer ${btoa('job-write')}\r\ncontent-length: 5000\r\n\r\n`)
    await new Promise((sent) => socket.write(bytes, sent))
    socket.destroy()
    expect((await call('HEAD', `/v2/o/cut/blobs/${digest}`, btoa('job-write'))).status).toBe(404)
  })

  test('ends its request to the registry when the client goes away, and says so when the registry does not answer', async () => {
    const path = join(root, 'upstream.sock')
    let came = (_request: IncomingMessage): void => {}
    const upstream = createServer((request) => came(request)).listen(path)
    const access = createAccessControl(authorize, Date.now, 300)
    const front = createProxy({ upstream: path, host: () => 'front.test', access, faults: undefined, counts: new Map() })
    await new Promise<void>((listening) => front.listen(0, '127.0.0.1', listening))
    const { port } = front.address() as AddressInfo
    const arrived = new Promise<IncomingMessage>((resolve) => (came = resolve))
    const socket = connect(port, '127.0.0.1')
    const headers = `host: x\r\nauthorization: Bearer ${btoa('job-write')}\r\ncontent-length: 5000\r\n`
    socket.write(`PATCH /v2/o/n/blobs/uploads/id HTTP/1.1\r\n${headers}\r\nsome`)
    const request = await arrived
    const ended = new Promise((resolve) => request.once('close', resolve))
    request.on('error', () => {}).resume()
    socket.destroy()
    await ended
    expect(request.complete).toBe(false)
    upstream.closeAllConnections()
    await new Promise((closed) => upstream.close(closed))
    const answer = await fetch(`http://127.0.0.1:${port}/v2/`, { headers: { authorization: `Bearer ${btoa('job-write')}` } })
    expect(answer.status).toBe(502)
    front.closeAllConnections()
    await new Promise((closed) => front.close(closed))
  })

  test.each([
    ['GET', '/v2/', 'ping', '', undefined],
    ['GET', '/v2/a/b/manifests/v1', 'manifest', 'a/b', 'pull'],
    ['PUT', '/v2/a/manifests/sha256:00', 'manifest', 'a', 'push'],
    ['HEAD', '/v2/a/blobs/sha256:00', 'blob', 'a', 'pull'],
    ['DELETE', '/v2/a/blobs/sha256:00', 'blob', 'a', 'delete'],
    ['POST', '/v2/a/blobs/uploads/', 'upload', 'a', 'push'],
    ['DELETE', '/v2/a/blobs/uploads/id', 'upload', 'a', 'push'],
    ['GET', '/v2/a/manifests/tags/list', 'tag', 'a/manifests', 'pull'],
    ['GET', '/v2/a/tags/list', 'tag', 'a', 'pull'],
    ['GET', '/v2/a/referrers/sha256:00', 'referrer', 'a', 'pull'],
    ['GET', '/v2/A/tags/list', 'other', '', undefined],
    ['GET', '/v2/_catalog', 'other', '', undefined],
    ['GET', '/token', 'token', '', undefined],
  ])('reads %s %s', (method, path, kind, repository, action) => {
    expect(parseRequest(method, path)).toEqual({ method, kind, repository, action })
  })

  test('reads scopes', () => {
    expect(parseScopes('repository:a/b:pull,push repository:c:* registry:catalog:* junk')).toEqual([
      { repository: 'a/b', actions: ['pull', 'push'] },
      { repository: 'c', actions: ['pull', 'push', 'delete'] },
    ])
  })
})

describe('start and stop', () => {
  const options = (name: string): Parameters<typeof startRegistry>[0] => ({
    storage: join(root, name, 'storage'),
    folder: join(root, name),
    supervisor,
    authorize,
  })

  test('a program that is missing, ends at once or never answers is refused in time', async () => {
    await expect(startRegistry({ ...options('missing'), command: 'no-such-registry' })).rejects.toMatchObject({ problems: [{ code: 'E_LAB_START' }] })
    await expect(startRegistry({ ...options('ends'), command: 'false' })).rejects.toMatchObject({
      problems: [{ code: 'E_LAB_REGISTRY', message: expect.stringContaining('ended') }],
    })
    const silent = join(root, 'silent')
    await writeFile(silent, '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 })
    await expect(startRegistry({ ...options('silent-run'), command: silent, deadline: 200 })).rejects.toMatchObject({
      problems: [{ message: expect.stringContaining('200 ms') }],
    })
  })

  test('stop ends program and port, may come twice, and what was pushed is served by the next', async () => {
    const first = await startRegistry(options('twice'))
    const { digest } = await at(first, () => pushImage('o/kept', 'v1'))
    await first.stop()
    await first.stop()
    await expect(fetch(first.url)).rejects.toThrow()
    await using second = await startRegistry(options('twice'))
    expect(await second.tags()).toEqual([{ repository: 'o/kept', tag: 'v1', digest }])
    expect(await at(second, () => pull('o/kept', 'v1'))).toBe(digest)
  })
})

describe('forgetting repositories', () => {
  let template: string
  let image: Awaited<ReturnType<typeof pushImage>>
  let index: Digest
  let counter = 0
  const keep = (name: string): boolean => name === 'o/builder'

  beforeAll(async () => {
    template = join(root, 'template')
    await using source = await startRegistry({ storage: template, folder: join(root, 'template-run'), supervisor, authorize })
    await at(source, async () => {
      image = await pushImage('o/builder', 'v1', Buffer.from('shared layer'))
      index = await pushIndex('o/builder', 'all', image)
      await pushImage('o/builder/nested', 'v1')
      await pushImage('o/app', 'v1', Buffer.from('shared layer'))
      await pushImage('o', 'v1')
      await call('POST', '/v2/o/builder/blobs/uploads/', btoa('job-write'))
    })
  })

  async function copyTemplate(): Promise<string> {
    counter += 1
    const copy = join(root, `copy-${counter}`)
    await cp(template, copy, { recursive: true })
    return copy
  }

  const serve = async <T>(storage: string, body: () => Promise<T>): Promise<T> => {
    await using server = await startRegistry({ storage, folder: `${storage}-run`, supervisor, authorize })
    return await at(server, body)
  }

  test('keeps what is wanted, whole, and nothing else', async () => {
    const storage = await copyTemplate()
    const swept = await forgetRepositories(storage, keep)
    expect(swept).toMatchObject({ forgotten: ['o', 'o/app', 'o/builder/nested'], healed: [] })
    expect(await readTags(storage)).toEqual([
      { repository: 'o/builder', tag: 'all', digest: index },
      { repository: 'o/builder', tag: 'v1', digest: image.digest },
    ])
    // The layer that a forgotten repository shared stays with the one that stays.
    expect([...(await readBlobs(storage))].sort()).toEqual([image.digest, image.layer, image.config, index].sort())
    expect(await readdir(storage)).toEqual(['docker'])
    await serve(storage, async () => {
      expect(await pull('o/builder', 'v1')).toBe(image.digest)
      expect((await call('GET', '/v2/o/app/manifests/v1', btoa('job-read'))).status).toBe(404)
      await pushImage('o/app', 'v1')
    })
    expect(await forgetRepositories(storage, () => false)).toMatchObject({ forgotten: ['o/app', 'o/builder'] })
    expect(await readBlobs(storage)).toEqual([])
    expect(await forgetRepositories(join(root, 'nowhere'), keep)).toMatchObject({ forgotten: [] })
  })

  const link = (storage: string, ...parts: readonly string[]): string => join(storagePaths(storage).repositories, 'o/builder', ...parts, 'link')
  const hex = (digest: Digest): string => digest.slice(7)
  const data = (storage: string, digest: Digest): string => join(blobFolder(storage, digest), 'data')

  test.each([
    [
      'half a repository was removed',
      (storage: string) => rm(join(storagePaths(storage).repositories, 'o/app/_manifests'), { recursive: true }),
      ['all', 'v1'],
    ],
    ['the trash of a killed sweep', async (storage: string) => void (await mkdir(join(storage, 'forgotten-1/2'), { recursive: true })), ['all', 'v1']],
    ['a tag without its digest', (storage: string) => truncate(link(storage, '_manifests/tags/v1/current'), 0), ['all']],
    ['a manifest cut short', (storage: string) => truncate(data(storage, image.digest), 10), []],
    ['an index cut short', (storage: string) => truncate(data(storage, index), 10), ['v1']],
    ['a layer cut short', (storage: string) => truncate(data(storage, image.layer), 3), []],
    ['a config without bytes', (storage: string) => rm(data(storage, image.config)), []],
    ['a layer that is not linked', (storage: string) => rm(link(storage, '_layers/sha256', hex(image.layer))), []],
    ['a revision without its digest', (storage: string) => truncate(link(storage, '_manifests/revisions/sha256', hex(image.digest)), 0), []],
  ])('after a kill: %s', async (_what, damage, tags) => {
    const storage = await copyTemplate()
    await damage(storage)
    await forgetRepositories(storage, keep)
    expect((await readTags(storage)).map(({ tag }) => tag)).toEqual(tags)
    await serve(storage, async () => {
      for (const tag of tags) await pull('o/builder', tag)
      // What was damaged can be pushed again: nothing half-written stands in its way.
      expect((await pushImage('o/builder', 'v1', Buffer.from('shared layer'))).digest).toBe(image.digest)
      expect(await pull('o/builder', 'v1')).toBe(image.digest)
    })
    expect((await forgetRepositories(storage, keep)).healed).toEqual([])
  })

  test('a sweep that is killed after any of its steps leaves what is kept, and the next ends the work', async () => {
    const whole = await copyTemplate()
    const plan = await forgetRepositories(whole, keep)
    const steps = [...plan.folders.map((folder) => folder.slice(whole.length)), ...plan.blobs.map((digest) => blobFolder('', digest))]
    expect(steps.length).toBeGreaterThan(10)
    for (const count of steps.keys()) {
      const storage = await copyTemplate()
      for (const step of steps.slice(0, count)) await rm(join(storage, step), { recursive: true, force: true })
      expect(await readTags(storage)).toEqual(expect.arrayContaining([...(await readTags(whole))]))
      expect((await forgetRepositories(storage, keep)).healed).toEqual([])
      expect([await readTags(storage), await readBlobs(storage), await readdir(storage)]).toEqual([await readTags(whole), await readBlobs(whole), ['docker']])
      await rm(storage, { recursive: true })
    }
  })
})

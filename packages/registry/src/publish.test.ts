import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHttp, HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { digestOf, type Tag, unwrap } from '@slipway/kernel'
import { type Descriptor, type Exact, mediaTypes, parseManifest, parseRepository, type Repository, referrersTag } from '@slipway/oci'
import fc from 'fast-check'
import { createRegistryFake, type Habits, type RegistryFake, type RunningRegistry, startRegistry } from './fakes.ts'
import { type Credential, copyImage, createRegistry, locate, openRegistry, parseRegistriesConf, type Registry, renderAuthFile } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'publish-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at: Repository = unwrap(parseRepository('ghcr.io/o/r'))
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const decode = (bytes: Uint8Array | undefined): unknown => JSON.parse(new TextDecoder().decode(bytes))
const exact = (document: unknown, mediaType: string = mediaTypes.index): Exact => ({ mediaType, bytes: encode(document), digest: digestOf(encode(document)) })
const index = exact({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] })
const tags = (...names: readonly string[]): readonly Tag[] => names as readonly Tag[]
const failsWith = (promise: Promise<unknown>, code: string, message: string | RegExp = /.+/) =>
  expect(promise).rejects.toMatchObject({
    name: 'Refusal',
    problems: [{ code, message: expect.stringMatching(message), cure: expect.stringMatching(/.{15}/) }],
  })

type World = { readonly fake: RegistryFake; readonly fakes: Fakes; readonly registry: Registry; readonly sent: () => readonly string[] }

function world(habits: Partial<Habits> = {}, credential?: Credential): World {
  const fake = createRegistryFake(habits)
  const fakes = createFakes({ folder, http: fake.answer })
  const sent = (): readonly string[] => fakes.requests.map(({ method, url }) => `${method} ${url.replace(/^https:\/\/ghcr.io\/v2\/o\/r\//, '')}`)
  return { fake, fakes, registry: createRegistry(fakes.ports, { credential }), sent }
}

function answerWithoutFaults(fake: RegistryFake, request: HttpRequest): Partial<HttpResponse> {
  const faults = fake.faults.splice(0)
  try {
    return fake.answer(request)
  } finally {
    fake.faults.push(...faults)
  }
}

describe('pushing a blob', () => {
  const bytes = encode('a statement')
  const digest = digestOf(bytes)
  const upload = ['HEAD blobs/D', 'POST blobs/uploads/', 'PUT blobs/uploads/session-N?_state=a%2Fb&digest=D']
  const short = (lines: readonly string[]) =>
    lines.map((line) =>
      line
        .replaceAll(digest, 'D')
        .replaceAll(encodeURIComponent(digest), 'D')
        .replace(/session-\d+/, 'session-N'),
    )

  test('looks first, sends it once, and says what it is; a second time is one look', async () => {
    const { fake, registry, sent } = world()
    expect(await registry.putBlob(at, bytes, 'text/plain')).toEqual({ mediaType: 'text/plain', digest, size: bytes.length })
    expect(fake.blobs.get(digest)).toEqual(bytes)
    await registry.putBlob(at, bytes, 'text/plain')
    expect(short(sent())).toEqual([...upload, 'HEAD blobs/D'])
  })

  type Loss = (request: HttpRequest, fake: RegistryFake) => Partial<HttpResponse> | undefined
  const isPut = ({ method, url }: HttpRequest): boolean => method === 'PUT' && url.includes('/uploads/')
  test.each<[string, Loss, readonly string[]]>([
    [
      'the answer of the PUT is lost after it was done',
      (request, fake) => {
        if (!isPut(request)) return undefined
        answerWithoutFaults(fake, request)
        throw new HttpFailure('reset', true, 'lost')
      },
      [...upload, 'HEAD blobs/D'],
    ],
    [
      'the PUT never came there',
      (request) => {
        if (isPut(request)) throw new HttpFailure('reset', true, 'lost')
        return undefined
      },
      [...upload, ...upload],
    ],
    [
      'the session is gone',
      (request) => (isPut(request) ? { status: 404, body: encode({ errors: [{ code: 'BLOB_UPLOAD_UNKNOWN' }] }) } : undefined),
      [...upload, ...upload],
    ],
    ['the session is somewhere else', (request) => (isPut(request) ? { status: 416 } : undefined), [...upload, ...upload]],
    ['a 503', (request) => (isPut(request) ? { status: 503 } : undefined), [...upload, ...upload]],
    ['the start fails', (request) => (request.method === 'POST' ? { status: 502 } : undefined), ['HEAD blobs/D', 'POST blobs/uploads/', ...upload.slice(1)]],
  ])('%s: sent again in a new session only where it is not there', async (_, loss, expected) => {
    const { fake, registry, sent } = world()
    let open = true
    fake.faults.push((request) => {
      if (!open || request.method === 'HEAD') return undefined
      try {
        const instead = loss(request, fake)
        open = instead === undefined
        return instead
      } catch (error) {
        open = false
        throw error
      }
    })
    await registry.putBlob(at, bytes, 'text/plain')
    expect(short(sent())).toEqual(expected)
    expect(fake.blobs.get(digest)).toEqual(bytes)
  })

  test.each<[string, string | undefined, string, string | undefined]>([
    ['a relative address', '/elsewhere/u1', 'https://ghcr.io/elsewhere/u1?digest=', 'Bearer t'],
    ['an address that is behind TLS and does not know', 'http://ghcr.io/u1?x=%3D', 'https://ghcr.io/u1?x=%3D&digest=', 'Bearer t'],
    ['the storage of another host', 'https://bucket.example/u1?sig=a%2Bb', 'https://bucket.example/u1?sig=a%2Bb&digest=', undefined],
  ])('%s: the signed query stays as it is, the sign-in stays with the registry', async (_, location, to, authorization) => {
    const { fake, fakes, registry } = world({}, { username: 'me', password: 'pw' })
    fake.faults.push(({ method, url, headers }) => {
      if (url.includes('/token')) return { body: encode({ token: 't' }) }
      if (url.includes('/u1')) return { status: 201 }
      if (headers?.['authorization'] === undefined) return { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://ghcr.io/token"' } }
      return method === 'POST' ? { status: 202, headers: location === undefined ? {} : { location } } : undefined
    })
    await registry.putBlob(at, bytes, 'text/plain')
    const last = fakes.requests.at(-1)
    expect(last?.url).toBe(`${to}${encodeURIComponent(digest)}`)
    expect(last?.headers?.['authorization']).toBe(authorization)
    expect(fakes.requests.filter(({ url }) => url.includes('/token'))).toHaveLength(1)
  })

  test('what is no upload is said: no place for it, other bytes confirmed, a refusal', async () => {
    const { fake, registry } = world()
    const answering = (method: string, answer: Partial<HttpResponse>) => {
      fake.faults.splice(0, 1, (request) => (request.method === method ? answer : undefined))
      return registry.putBlob(at, bytes, 'text/plain')
    }
    await failsWith(answering('POST', { status: 202 }), 'E_REGISTRY_ANSWER', 'no place for the upload')
    await failsWith(answering('POST', { status: 403, body: encode({ errors: [{ code: 'DENIED' }] }) }), 'E_REGISTRY_DENIED')
    await failsWith(answering('PUT', { status: 201, headers: { 'docker-content-digest': digestOf('other') } }), 'E_REGISTRY_DIGEST')
    await failsWith(answering('PUT', { status: 400, body: encode({ errors: [{ code: 'DIGEST_INVALID' }] }) }), 'E_REGISTRY_ANSWER')
  })
})

describe('tags', () => {
  const three = tags('key', 'v1', 'latest')
  const together = (...names: readonly string[]) => `PUT manifests/${index.digest}?${names.map((name) => `tag=${name}`).join('&')}`
  const singly = (...names: readonly string[]) => names.map((name) => `PUT manifests/${name}`)
  const named = (fake: RegistryFake) => [...(fake.manifests.get('o/r')?.keys() ?? [])].filter((place) => !place.includes(':'))

  /** What the client has seen of the registry before. */
  async function met(habits: Partial<Habits>): Promise<World> {
    const made = world(habits)
    await made.registry.readReferrers(at, index.digest)
    made.fakes.requests.splice(0)
    return made
  }

  test.each<[string, () => Promise<World>, readonly string[]]>([
    ['nothing is known: T PUTs for T tags, and nothing else', async () => world(), singly(...three)],
    ['a registry without the referrers API: T PUTs', () => met({}), singly(...three)],
    ['one that knows several tags: one PUT', () => met({ referrers: true, tagQuery: true }), [together(...three)]],
    ['the referrers API, but not several tags: tried once', () => met({ referrers: true }), [together(...three), ...singly(...three)]],
  ])('%s', async (_, make, expected) => {
    const { fake, registry, sent } = await make()
    await registry.putTags(at, index, three)
    expect(sent()).toEqual(expected)
    expect(named(fake)).toEqual([...three])
    expect(fake.manifests.get('o/r')?.get('latest')?.bytes).toEqual(index.bytes)
  })

  test('what was tried once is known: the next time it is not tried again, or done at once', async () => {
    const without = await met({ referrers: true })
    await without.registry.putTags(at, index, three)
    await without.registry.putTags(at, index, tags('a', 'b'))
    expect(without.sent().slice(-2)).toEqual(singly('a', 'b'))
    const knows = await met({ referrers: true, tagQuery: true })
    await knows.registry.putTags(at, index, tags('a', 'a'))
    await knows.registry.putTags(at, index, tags(...Array.from({ length: 12 }, (_, number) => `t${number}`)))
    expect(knows.sent().map((line) => line.split('tag=').length - 1)).toEqual([0, 10, 2])
  })

  test('a registry that answers a tag of its own with OCI-Tag gets the rest at once (olareg)', async () => {
    const { fake, registry, sent } = world({ tagQuery: true })
    fake.faults.push((request) => {
      const tag = /manifests\/([^:?]+)$/.exec(request.url)?.[1]
      if (request.method !== 'PUT' || tag === undefined) return undefined
      const answer = answerWithoutFaults(fake, request)
      return { ...answer, headers: { ...answer.headers, 'oci-tag': tag } }
    })
    await registry.putTags(at, index, three)
    expect(sent()).toEqual(['PUT manifests/key', together('v1', 'latest')])
  })

  test.each<[string, Partial<HttpResponse>, readonly string[]]>([
    ['a part of the tags', { status: 201, headers: { 'oci-tag': 'v1 , other' } }, ['PUT manifests/DIGEST?tag=key&tag=latest', ...singly('key', 'latest')]],
    ['tags of somebody else', { status: 201, headers: { 'oci-tag': 'other' } }, singly(...three)],
    ['400', { status: 400 }, singly(...three)],
    ['404', { status: 404 }, singly(...three)],
    ['405', { status: 405 }, singly(...three)],
    ['414', { status: 414 }, singly(...three)],
  ])('acknowledged is %s: what is left is written singly, in order', async (_, answer, rest) => {
    const { fake, registry, sent } = await met({ referrers: true })
    let first = true
    fake.faults.push(({ url }) => {
      if (!url.includes('?tag=') || !first) return undefined
      first = false
      return answer
    })
    await registry.putTags(at, index, three)
    expect(sent()).toEqual([together(...three), ...rest.map((line) => line.replace('DIGEST', index.digest))])
  })

  test('a denial is said at once, a broken PUT is repeated whole, and the content tag is there before any that moves', async () => {
    const denied = await met({ referrers: true })
    denied.fake.faults.push(() => ({ status: 403 }))
    await failsWith(denied.registry.putTags(at, index, three), 'E_REGISTRY_DENIED')
    expect(denied.sent()).toHaveLength(1)
    const lost = await met({ referrers: true, tagQuery: true })
    let faults = 2
    lost.fake.faults.push(() => {
      faults -= 1
      if (faults === 1) throw new HttpFailure('reset', true, 'lost')
      return faults === 0 ? { status: 503 } : undefined
    })
    await lost.registry.putTags(at, index, three)
    expect(lost.sent()).toEqual(Array(3).fill(together(...three)))
    const missing = world({ strict: true })
    const broken = exact({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [{ mediaType: mediaTypes.manifest, digest: digestOf('gone'), size: 4 }] })
    await failsWith(missing.registry.putTags(at, broken, three), 'E_REGISTRY_MISSING_CONTENT')
    expect(named(missing.fake)).toEqual([])
    expect(missing.sent()).toEqual(['PUT manifests/key'])
  })
})

describe('referrers', () => {
  const subject: Descriptor = { mediaType: index.mediaType, digest: index.digest, size: index.bytes.length }
  const type = 'application/vnd.slipway.builder-inputs.v1+json'
  const artifact = (text: string, artifactType = type) => ({
    subject,
    artifactType,
    layer: { mediaType: artifactType, bytes: encode(text) },
    annotations: { at: text },
  })
  const tag = referrersTag(subject.digest)

  test.each<[string, Partial<Habits>]>([
    ['with the API', { referrers: true, strict: true }],
    ['with the API, page by page', { referrers: true, strict: true, page: 1 }],
    ['with the tag', { strict: true }],
  ])('%s: pushed, found by type, and attached once however often', async (_, habits) => {
    const { fake, registry, sent } = world(habits)
    const first = await registry.pushReferrer(at, artifact('1'))
    await registry.pushReferrer(at, artifact('1'))
    const second = await registry.pushReferrer(at, artifact('2'))
    await registry.pushReferrer(at, artifact('3', 'application/other'))
    expect(await registry.readReferrers(at, subject.digest, type)).toEqual([first, second])
    expect((await registry.readReferrers(at, subject.digest)).map(({ artifactType }) => artifactType)).toEqual([type, type, 'application/other'])
    expect(await registry.readReferrers(at, digestOf('other'))).toEqual([])
    expect(first).toMatchObject({ artifactType: type, annotations: { at: '1' } })
    expect(fake.manifests.get('o/r')?.has(tag)).toBe(habits.referrers !== true)
    const manifest = unwrap(parseManifest(fake.manifests.get('o/r')?.get(first.digest)?.bytes ?? encode('')))
    if (manifest.kind !== 'image') throw new Error('no image')
    expect(manifest).toMatchObject({ subject, artifactType: type })
    expect(new TextDecoder().decode(await registry.readBlob(at, manifest.layers[0] as Descriptor))).toBe('1')
    expect(sent().filter((line) => line === `PUT manifests/${tag}`)).toHaveLength(habits.referrers === true ? 0 : 3)
  })

  test('a registry without the API is asked for it once', async () => {
    const { registry, sent } = world()
    await registry.readReferrers(at, subject.digest)
    await registry.readReferrers(at, subject.digest)
    expect(sent()).toEqual([`GET referrers/${subject.digest}`, `GET manifests/${tag}`, `GET manifests/${tag}`])
  })

  test('a filter that the registry does not know is applied here', async () => {
    const { fake, registry } = world({ referrers: true })
    await registry.pushReferrer(at, artifact('1'))
    await registry.pushReferrer(at, artifact('3', 'application/other'))
    fake.faults.push((request) => {
      if (!request.url.includes('artifactType=')) return undefined
      return answerWithoutFaults(fake, { ...request, url: request.url.replace(/\?.*/, '') })
    })
    expect(await registry.readReferrers(at, subject.digest, type)).toHaveLength(1)
  })

  test.each<[string, Partial<HttpResponse>]>([
    ['400', { status: 400 }],
    ['404 with a page', { status: 404, headers: { 'content-type': 'text/html' }, body: encode('<!doctype html>') }],
    ['405', { status: 405 }],
    ['406', { status: 406 }],
    ['a page of the website', { status: 200, headers: { 'content-type': 'text/html' }, body: encode('<html>') }],
  ])('an API that answers %s is none: the tag is read', async (_, answer) => {
    const { fake, registry } = world()
    await registry.pushReferrer(at, artifact('1'))
    fake.faults.push(({ url }) => (url.includes('/referrers/') ? answer : undefined))
    expect(await registry.readReferrers(at, subject.digest)).toHaveLength(1)
  })

  test('an image under the tag counts as nothing when it is read, and is not overwritten', async () => {
    const { fake, registry } = world()
    fake.put('o/r', tag, mediaTypes.manifest, { schemaVersion: 2, config: subject, layers: [] })
    expect(await registry.readReferrers(at, subject.digest)).toEqual([])
    await failsWith(registry.pushReferrer(at, artifact('1')), 'E_REGISTRY_REFERRERS', tag)
  })

  test('what others entered stays as they wrote it', async () => {
    const { fake, registry } = world()
    const foreign = { mediaType: mediaTypes.manifest, digest: digestOf('x'), size: 1, 'org.example': { a: [1] } }
    fake.put('o/r', tag, mediaTypes.index, { schemaVersion: 2, annotations: { keep: 'me' }, manifests: [foreign] })
    const mine = await registry.pushReferrer(at, artifact('1'))
    expect(decode(fake.manifests.get('o/r')?.get(tag)?.bytes)).toMatchObject({ annotations: { keep: 'me' }, manifests: [foreign, mine] })
  })

  test.each([true, false])('entries that a clean-up took do not keep new ones out of a registry that looks for them (%s)', async (strict) => {
    const { fake, registry, sent } = world({ strict })
    const [first, second] = [await registry.pushReferrer(at, artifact('1')), await registry.pushReferrer(at, artifact('2'))]
    fake.evict('o/r', first.digest)
    const before = sent().length
    const third = await registry.pushReferrer(at, artifact('3'))
    expect(await registry.readReferrers(at, subject.digest)).toEqual(strict ? [second, third] : [first, second, third])
    expect(
      sent()
        .slice(before)
        .filter((line) => line === `PUT manifests/${tag}`),
    ).toHaveLength(strict ? 2 : 1)
  })

  test('a list that is refused although all of it is there says why', async () => {
    const { fake, registry } = world()
    await registry.pushReferrer(at, artifact('1'))
    const body = encode({ errors: [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'no' }] })
    fake.faults.push(({ method, url }) => (method === 'PUT' && url.endsWith(tag) ? { status: 400, body } : undefined))
    await failsWith(registry.pushReferrer(at, artifact('2')), 'E_REGISTRY_MISSING_CONTENT', 'MANIFEST_BLOB_UNKNOWN')
  })

  test('a list that is overwritten again and again ends in one sentence', async () => {
    const { fake, registry } = world()
    fake.faults.push(({ method, url }) => (method === 'PUT' && url.endsWith(tag) ? { status: 201 } : undefined))
    await failsWith(registry.pushReferrer(at, artifact('1')), 'E_REGISTRY_RACE', 'overwritten 10 times')
  })

  test('writers that race over one list all end up in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 4 }), async (seed, writers) => {
        expect(await race(seed, writers, true)).toBe(writers)
      }),
      { numRuns: 150, verbose: 1 },
    )
  })

  test('and without looking again after a while some would be lost', async () => {
    const lost = await Promise.all(Array.from({ length: 60 }, (_, seed) => race(seed, 3, false)))
    expect(Math.min(...lost)).toBeLessThan(3)
  })

  /** How many of the entries are in the list in the end. Requests take up to 100 ms of a time that runs only here. */
  async function race(seed: number, writers: number, waits: boolean): Promise<number> {
    const fake = createRegistryFake()
    const time = createTime()
    const draw = createDraw(seed)
    const ports = createFakes({ folder }).ports
    const http = {
      request: async (request: HttpRequest): Promise<HttpResponse> => {
        await time.sleep(draw(50))
        const answer = fake.answer(request)
        await time.sleep(draw(50))
        return { status: 200, headers: {}, body: new Uint8Array(), ...answer }
      },
    }
    const clock = { now: time.now, sleep: waits ? time.sleep : async () => {} }
    const pushes = Array.from({ length: writers }, (_, number) => createRegistry({ ...ports, http, clock }).pushReferrer(at, artifact(String(number))))
    await time.run(Promise.all(pushes))
    const list = unwrap(parseManifest(fake.manifests.get('o/r')?.get(tag)?.bytes ?? encode(''), mediaTypes.index))
    return list.kind === 'index' ? list.manifests.length : 0
  }
})

describe("GitHub's own token", () => {
  const token: Credential = { username: 'octocat', password: `ghs_${'a'.repeat(36)}` }
  const other: Credential = { username: 'me', password: 'of-that-registry' }
  const conf = '[[registry]]\nprefix = "ghcr.io"\nlocation = "127.0.0.1:5000"\n[[registry]]\nprefix = "quay.io"\nlocation = "127.0.0.1:5000/quay"\n'
  const rules = unwrap(parseRegistriesConf(conf))
  const secrets = (requests: readonly HttpRequest[]) =>
    requests.flatMap(({ headers }) => (headers?.['authorization']?.startsWith('Basic') === true ? [headers] : []))

  /** Every host wants a token, and hands one out to anybody. */
  function challenged(options: { credential: Credential; mapped?: boolean; serverUrl?: string }) {
    const fake = createRegistryFake()
    for (const name of ['o/r', 'quay/o/r']) fake.put(name, 'v1', mediaTypes.index, { schemaVersion: 2, manifests: [] })
    fake.faults.push(({ url, headers }) => {
      const { protocol, host, pathname } = new URL(url)
      if (pathname === '/token') return { body: encode({ token: 'bearer' }) }
      if (headers?.['authorization'] === 'Bearer bearer') return undefined
      return { status: 401, headers: { 'www-authenticate': `Bearer realm="${protocol}//${host}/token"` } }
    })
    const fakes = createFakes({ folder, http: fake.answer })
    return { fakes, registry: createRegistry(fakes.ports, { ...options, ...(options.mapped === true ? { rules } : {}) }) }
  }

  test.each<[string, string, string | undefined, boolean]>([
    ['ghcr.io/o/r', 'ghs_', undefined, true],
    ['GHCR.IO/o/r', 'ghs_', undefined, true],
    ['docker.pkg.github.com/o/r', 'gho_', undefined, true],
    ['containers.ghe.example/o/r', 'ghs_', 'https://ghe.example', true],
    ['containers.ghe.example/o/r', 'ghs_', 'https://github.com', false],
    ['containers.github.com/o/r', 'ghs_', 'https://github.com', false],
    ['quay.io/o/r', 'ghs_', undefined, false],
    ['ghcr.io.evil.example/o/r', 'ghs_', undefined, false],
    ['ghcr.io:5000/o/r', 'ghs_', undefined, false],
    ['quay.io/o/r', 'github_pat_', undefined, false],
    ['quay.io/o/r', 'gho_', undefined, false],
    ['quay.io/o/r', 'ghp_', undefined, false],
    ['quay.io/o/r', 'ghx_', undefined, true],
  ])('%s and a token that begins with %s (server %s): sent %s', async (name, prefix, serverUrl, sent) => {
    const credential = { username: 'octocat', password: `${prefix}${'a'.repeat(30)}` }
    const { fakes, registry } = challenged({ credential, ...(serverUrl === undefined ? {} : { serverUrl }) })
    const [host = ''] = name.split('/')
    const repository = { registry: host, name: 'o/r' }
    expect(await registry.readDigest({ ...repository, tag: 'v1' as Tag })).toBeDefined()
    expect(secrets(fakes.requests)).toHaveLength(sent ? 1 : 0)
    expect(fakes.lines.filter((line) => line.includes("GitHub's"))).toHaveLength(sent ? 0 : 1)
    const location = registry.locate(repository)
    expect(renderAuthFile([{ location, credential }])).toBe(JSON.stringify({ auths: sent ? { [host]: { auth: btoa(`octocat:${credential.password}`) } } : {} }))
  })

  test('the name decides, not the place: two names at one host share no sign-in', async () => {
    const { fakes, registry } = challenged({ credential: token, mapped: true })
    const quay = { registry: 'quay.io', name: 'o/r' }
    await registry.readDigest({ ...at, tag: 'v1' as Tag })
    expect(secrets(fakes.requests)).toHaveLength(1)
    fakes.requests.splice(0)
    await registry.readDigest({ ...quay, tag: 'v1' as Tag })
    await registry.readDigest({ ...quay, tag: 'v1' as Tag })
    expect(fakes.requests.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '')}`)).toEqual([
      'HEAD http://127.0.0.1:5000/v2/quay/o/r/manifests/v1',
      'GET http://127.0.0.1:5000/token',
      'HEAD http://127.0.0.1:5000/v2/quay/o/r/manifests/v1',
      'HEAD http://127.0.0.1:5000/v2/quay/o/r/manifests/v1',
    ])
    expect(secrets(fakes.requests)).toEqual([])
    expect(fakes.lines).toHaveLength(1)
  })

  test('skopeo gets it in no file either, and it is said once', async () => {
    const files: string[] = []
    const { ports, calls, lines } = createFakes({
      folder,
      exec: async ({ args }) => {
        const place = args.indexOf('--authfile')
        files.push(place === -1 ? 'none' : await ports.files.readText(args[place + 1] ?? ''))
        return {}
      },
    })
    const registry = { locate: (repository: Repository) => unwrap(locate([], repository)) }
    const place = (name: string) => ({ kind: 'repository', repository: unwrap(parseRepository(name)), at: 'v1' as Tag }) as const
    await copyImage(ports, registry, { from: place('quay.io/o/r'), to: place('quay.io/o/s'), fromCredential: token, toCredential: token })
    await copyImage(ports, registry, { from: place('quay.io/o/r'), to: place('ghcr.io/o/s'), fromCredential: token, toCredential: token })
    await copyImage(ports, registry, { from: place('ghcr.io/o/r'), to: place('quay.io/o/s'), toCredential: other })
    const entry = (host: string, { username, password }: Credential) => JSON.stringify({ auths: { [host]: { auth: btoa(`${username}:${password}`) } } })
    expect(files).toEqual(['none', entry('ghcr.io', token), entry('quay.io', other)])
    expect(lines).toEqual([expect.stringContaining("quay.io gets no token: this one is GitHub's")])
    expect(calls).toHaveLength(3)
  })

  test("an own GitHub's registry is known from the job", async () => {
    const fakes = createFakes({ folder, job: { serverUrl: 'https://ghe.example' }, http: () => ({ status: 404 }) })
    const registry = await openRegistry(fakes.ports, token)
    expect(registry.locate({ registry: 'containers.ghe.example', name: 'o/r' }).github).toBe(true)
    expect(registry.locate({ registry: 'containers.other.example', name: 'o/r' }).github).toBe(false)
  })

  test('a public hit costs three requests: the challenge, the token, the manifest', async () => {
    const { fakes, registry } = challenged({ credential: token })
    expect(await registry.readManifest({ ...at, tag: 'v1' as Tag })).toBeDefined()
    expect(fakes.requests).toHaveLength(3)
  })
})

describe('bad answers, whatever was asked', () => {
  const page = { headers: { 'content-type': 'text/html' }, body: encode('<!doctype html><title>Sign in</title>') }
  const error = (status: number, code: string): Partial<HttpResponse> => ({ status, body: encode({ errors: [{ code, message: 'said so' }] }) })
  const half = { headers: { 'content-type': mediaTypes.index }, body: encode('{"schemaVersion":2,"mani') }
  const wrong = { headers: { 'content-type': 'application/pdf' }, body: encode('%PDF') }
  const reader = {
    readManifest: (r: Registry) => r.readManifest({ ...at, tag: 'v1' as Tag }),
    readDigest: (r: Registry) => r.readDigest({ ...at, tag: 'v1' as Tag }),
  }
  const lister = { listTags: (r: Registry) => r.listTags(at), readReferrers: (r: Registry) => r.readReferrers(at, index.digest) }
  const writer = {
    putTags: (r: Registry) => r.putTags(at, index, tags('a', 'b')),
    putBlob: (r: Registry) => r.putBlob(at, encode('x'), 'text/plain'),
    pushReferrer: (r: Registry) => r.pushReferrer(at, { subject: { ...index, size: 1 }, artifactType: 'a/b', layer: { mediaType: 'a/b', bytes: encode('x') } }),
  }
  type Deed = (registry: Registry) => Promise<unknown>
  const all: Readonly<Record<string, Deed>> = { ...reader, ...lister, ...writer }
  const of = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, all[name] as Deed]))
  const down = new HttpFailure('refused', false, 'GET to ghcr.io failed (refused)')

  test.each<[string, Partial<HttpResponse> | HttpFailure, string, RegExp, Readonly<Record<string, Deed>>]>([
    ['nobody listens', down, 'E_REGISTRY_UNREACHABLE', /ghcr\.io/, all],
    ['an answer that is cut off', new HttpFailure('truncated', true, 'ended after 3 of 9 bytes'), 'E_REGISTRY_UNREACHABLE', /3 of 9/, all],
    ['401', error(401, 'UNAUTHORIZED'), 'E_REGISTRY_UNAUTHORIZED', /401 UNAUTHORIZED, said so/, all],
    ['403', error(403, 'DENIED'), 'E_REGISTRY_DENIED', /403 DENIED/, all],
    ['404 for a write', error(404, 'NAME_UNKNOWN'), 'E_REGISTRY_NOT_FOUND', /404 NAME_UNKNOWN/, writer],
    [
      '429',
      { ...error(429, 'TOOMANYREQUESTS'), headers: { 'retry-after': '7' } },
      'E_REGISTRY_RATE',
      /429 TOOMANYREQUESTS, said so and asks to come back in 7 s/,
      all,
    ],
    ['500', { status: 500 }, 'E_REGISTRY_UNAVAILABLE', /500/, all],
    ['a page with 200', { status: 200, ...page }, 'E_REGISTRY_ANSWER', /web page/, of('readManifest', 'readDigest', 'listTags', 'readReferrers')],
    ['a page with 404', { status: 404, ...page }, 'E_REGISTRY_ANSWER', /web page/, of('readManifest', 'listTags', 'readReferrers')],
    ['a page with 502', { status: 502, ...page }, 'E_REGISTRY_ANSWER', /web page/, all],
    ['half a document', half, 'E_OCI_MANIFEST', /is no JSON/, of('readManifest')],
    ['a document of another type', wrong, 'E_OCI_MANIFEST', /application\/pdf/, of('readManifest')],
    ['a list that is no JSON', half, 'E_REGISTRY_ANSWER', /is no list of/, lister],
    ['a list of something else', { body: encode({ tags: 'a', manifests: 'b' }) }, 'E_REGISTRY_ANSWER', /is no list of/, lister],
  ])('%s', async (_, answer, code, message, deeds) => {
    for (const deed of Object.values(deeds)) {
      const { fake, fakes, registry } = world()
      fake.faults.push(() => {
        if (answer instanceof HttpFailure) throw answer
        return answer
      })
      await failsWith(deed(registry), code, message)
      expect(fake.manifests.size + fake.blobs.size).toBe(0)
      expect(fakes.slept.length).toBeLessThan(5)
    }
  })

  test('404 for what is read is no failure: it is not there', async () => {
    const { registry } = world()
    expect(await Promise.all(Object.values({ ...reader, ...lister }).map((deed: Deed) => deed(registry)))).toEqual([undefined, undefined, [], []])
  })
})

describe('a real registry', () => {
  let running: RunningRegistry
  beforeAll(async () => {
    running = await startRegistry()
  })
  afterAll(() => running.stop())

  test('keeps blobs, an index under three tags with three PUTs, and what refers to it', async () => {
    const { ports } = createFakes({ folder })
    const http = createHttp({ env: {}, userAgent: 'test', signal: new AbortController().signal })
    const registry = createRegistry({ ...ports, http })
    const real = unwrap(parseRepository(`${running.host}/o/r`))
    const config = await registry.putBlob(real, encode({ os: 'linux', architecture: 'amd64' }), mediaTypes.config)
    await registry.putBlob(real, encode({ os: 'linux', architecture: 'amd64' }), mediaTypes.config)
    const child = exact({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [] }, mediaTypes.manifest)
    await registry.putManifest({ ...real, digest: child.digest }, child)
    const entry = { mediaType: child.mediaType, digest: child.digest, size: child.bytes.length, platform: { os: 'linux', architecture: 'amd64' } }
    const parent = exact({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [entry] })
    const before = running.requests().length
    await registry.putTags(real, parent, tags('key', 'v1', 'latest'))
    expect(running.requests().slice(before)).toEqual(['key', 'v1', 'latest'].map((tag) => `PUT /v2/o/r/manifests/${tag} 201`))
    expect([...(await registry.listTags(real))].sort()).toEqual(['key', 'latest', 'v1'])
    const subject = { mediaType: parent.mediaType, digest: parent.digest, size: parent.bytes.length }
    const push = (text: string) => registry.pushReferrer(real, { subject, artifactType: 'text/x', layer: { mediaType: 'text/plain', bytes: encode(text) } })
    const pushed = await Promise.all([push('1'), push('2')])
    await push('1')
    expect(await registry.readReferrers(real, parent.digest, 'text/x')).toEqual(pushed)
    expect(running.requests().filter((line) => line === `PUT /v2/o/r/manifests/${referrersTag(parent.digest)} 201`)).toHaveLength(2)
  })
})

/** A time that goes on as soon as nobody has anything else to do. */
function createTime() {
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  let now = 0
  return {
    now: () => now,
    sleep: (milliseconds: number) => new Promise<void>((wake) => void sleepers.push({ at: now + milliseconds, wake })),
    run: async (work: Promise<unknown>): Promise<void> => {
      let open = true
      void work.then(
        () => (open = false),
        () => (open = false),
      )
      while (open) {
        await new Promise((resolve) => setImmediate(resolve))
        const [next] = sleepers.sort((one, other) => one.at - other.at).splice(0, 1)
        now = Math.max(now, next?.at ?? now)
        next?.wake()
      }
      await work
    },
  }
}

/** Numbers below `below`, the same for the same seed (Mulberry32). */
function createDraw(seed: number): (below: number) => number {
  let state = seed | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below
  }
}

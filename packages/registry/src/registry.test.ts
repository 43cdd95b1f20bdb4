import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createExec, createHttp, HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { type Digest, digestOf, type Tag, unwrap } from '@slipway/kernel'
import { mediaTypes, parseReference, parseRepository, type Reference, type Repository } from '@slipway/oci'
import { createRegistryFake, type RegistryFake, type RunningRegistry, startRegistry } from './fakes.ts'
import { classifySkopeo, copyImage, createRegistry, locate, openRegistry, parseChallenge, parseRegistriesConf, type Registry, skopeoCopyArgs } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'registry-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const refer = (text: string): Reference => unwrap(parseReference(text))
const repository = (text: string): Repository => unwrap(parseRepository(text))
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] }
const problemOf = (code: string) => ({ name: 'Refusal', problems: [{ code, cure: expect.stringMatching(/.+/) }] })
const failsWith = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject(problemOf(code))

type World = { readonly fakes: Fakes; readonly fake: RegistryFake; readonly registry: Registry }

function world(options: { page?: number; credential?: { username: string; password: string } } = {}): World {
  const fake = createRegistryFake(options)
  const fakes = createFakes({ folder, http: fake.answer })
  return { fake, fakes, registry: createRegistry(fakes.ports, { credential: options.credential }) }
}

describe('registries.conf', () => {
  const conf = `
    unqualified-search-registries = ["docker.io"]
    [[registry]]
    location = "ghcr.io"
    [[registry]]
    prefix = "ghcr.io/octo"
    location = "127.0.0.1:5000/mirror"
    [[registry.mirror]]
    location = "mirror.example"
    [[registry]]
    prefix = "*.lab.test"
    location = "registry.example/lab"
    insecure = true
    [[registry]]
    prefix = "bad.example"
    location = "bad.example"
    blocked = true
  `
  const rules = unwrap(parseRegistriesConf(conf))

  test.each([
    ['ghcr.io/octo/tool', '127.0.0.1:5000', 'mirror/tool', true],
    ['ghcr.io/octopus/tool', 'ghcr.io', 'octopus/tool', false],
    ['a.lab.test/x/y', 'registry.example', 'lab/x/y', true],
    ['a.lab.test:5000/x', 'registry.example', 'lab/x', true],
    ['lab.test/x', 'lab.test', 'x', false],
    ['quay.io/x/y', 'quay.io', 'x/y', false],
    ['localhost:5000/x', 'localhost:5000', 'x', true],
    ['127.0.0.1/x', '127.0.0.1', 'x', true],
  ])('%s lives at %s/%s', (name, host, at, insecure) => {
    expect(locate(rules, repository(name))).toMatchObject({ ok: true, value: { host, name: at, insecure } })
  })

  test('a blocked one is refused', () => {
    expect(locate(rules, repository('bad.example/x'))).toMatchObject({ ok: false, error: { code: 'E_REGISTRY_BLOCKED' } })
  })

  test.each([
    ['[[registry', 'no TOML'],
    ['[registries.search]\nregistries = []', 'version 1'],
    ['[[registry]]\ninsecure = true', 'without prefix and location'],
    ['[[registry]]\nprefix = "a.example"', 'without a location'],
    ['registry = 1', 'no list'],
  ])('refuses %j', (text, message) => {
    expect(parseRegistriesConf(text)).toMatchObject({ ok: false, error: [{ code: 'E_REGISTRY_CONF', message: expect.stringContaining(message) }] })
  })

  test('is read from where CONTAINERS_REGISTRIES_CONF says; mirrors are named as not used', async () => {
    const fake = createRegistryFake()
    const fakes = createFakes({ folder, http: fake.answer, variables: { CONTAINERS_REGISTRIES_CONF: join(folder, 'r.conf') } })
    await failsWith(openRegistry(fakes.ports), 'E_REGISTRY_CONF')
    await fakes.ports.files.write(join(folder, 'r.conf'), conf)
    fake.put('mirror/tool', 'v1', mediaTypes.index, index)
    expect(await (await openRegistry(fakes.ports)).readDigest(refer('ghcr.io/octo/tool:v1'))).toBe(digestOf(JSON.stringify(index)))
    expect(fakes.requests[0]?.url).toBe('http://127.0.0.1:5000/v2/mirror/tool/manifests/v1')
    expect(fakes.lines.join()).toContain('mirrors of ghcr.io/octo are not used')
  })
})

describe('manifests', () => {
  test('come with exact bytes, by tag and by digest; what is absent is undefined', async () => {
    const { fake, registry } = world()
    const digest = fake.put('o/r', 'v1', mediaTypes.index, `${JSON.stringify(index, null, 2)}\n`) as Digest
    expect(await registry.readManifest(refer('ghcr.io/o/r:v1'))).toMatchObject({ digest, kind: 'index' })
    expect(await registry.readManifest(refer(`ghcr.io/o/r@${digest}`))).toMatchObject({ digest })
    expect(await registry.readDigest(refer('ghcr.io/o/r:v1'))).toBe(digest)
    expect(await registry.readManifest(refer('ghcr.io/o/r:v2'))).toBeUndefined()
    expect(await registry.readDigest(refer('ghcr.io/o/r:v2'))).toBeUndefined()
    await failsWith(registry.readManifest(refer('ghcr.io/o/r')), 'E_REGISTRY_REFERENCE')
  })

  test('a retag is one GET and one PUT of the same bytes', async () => {
    const { fake, fakes, registry } = world()
    fake.put('o/r', 'next', mediaTypes.index, `${JSON.stringify(index)} `)
    const manifest = await registry.readManifest(refer('ghcr.io/o/r:next'))
    if (manifest === undefined) throw new Error('nothing was read')
    await registry.putManifest(refer('ghcr.io/o/r:testing'), manifest)
    expect(fakes.requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /v2/o/r/manifests/next',
      'PUT /v2/o/r/manifests/testing',
    ])
    expect(fake.manifests.get('o/r')?.get('testing')?.bytes).toEqual(manifest.bytes)
  })

  test('a digest that does not fit is refused: of the reference, of the header, and of what a PUT confirms', async () => {
    const { fake, registry } = world()
    const digest = fake.put('o/r', 'v1', mediaTypes.index, index) as Digest
    const manifest = await registry.readManifest(refer('ghcr.io/o/r:v1'))
    if (manifest === undefined) throw new Error('nothing was read')
    const other = digestOf('other')
    await failsWith(registry.putManifest(refer(`ghcr.io/o/r@${other}`), manifest), 'E_REGISTRY_DIGEST')
    fake.faults.push(({ method }) => (method === 'PUT' ? { status: 201, headers: { 'docker-content-digest': other } } : undefined))
    await failsWith(registry.putManifest(refer('ghcr.io/o/r:x'), manifest), 'E_REGISTRY_DIGEST')
    fake.faults.push(() => ({ headers: { 'content-type': mediaTypes.index }, body: encode({ ...index, annotations: { a: 'b' } }) }))
    await failsWith(registry.readManifest(refer(`ghcr.io/o/r@${digest}`)), 'E_REGISTRY_DIGEST')
    fake.faults.unshift(() => ({ headers: { 'content-type': mediaTypes.index, 'docker-content-digest': digest }, body: encode({ ...index, annotations: {} }) }))
    await failsWith(registry.readManifest(refer('ghcr.io/o/r:v1')), 'E_REGISTRY_DIGEST')
  })

  test('a registry without the digest header is asked for the bytes', async () => {
    const { fake, fakes, registry } = world()
    const digest = fake.put('o/r', 'v1', mediaTypes.index, index)
    fake.faults.push(({ method }) => (method === 'HEAD' ? { status: 200, headers: { 'content-type': mediaTypes.index } } : undefined))
    expect(await registry.readDigest(refer('ghcr.io/o/r:v1'))).toBe(digest)
    expect(fakes.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET'])
  })

  test('tags come page by page; a circle ends; no repository has no tags', async () => {
    const { fake, fakes, registry } = world({ page: 2 })
    for (const tag of ['a', 'b', 'c', 'd', 'e']) fake.put('o/r', tag, mediaTypes.index, index)
    expect(await registry.listTags(repository('ghcr.io/o/r'))).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(fakes.requests).toHaveLength(3)
    fake.faults.push(() => ({ body: encode({ tags: ['a'] }), headers: { link: '</v2/o/r/tags/list?n=1000>; rel="next"' } }))
    await failsWith(registry.listTags(repository('ghcr.io/o/r')), 'E_REGISTRY_ANSWER')
    fake.faults[0] = () => ({ body: encode('[]x') })
    await failsWith(registry.listTags(repository('ghcr.io/o/r')), 'E_REGISTRY_ANSWER')
    fake.faults[0] = () => ({ status: 404, body: encode({ errors: [{ code: 'NAME_UNKNOWN' }] }) })
    expect(await registry.listTags(repository('ghcr.io/o/x'))).toEqual([])
  })

  test('blobs are checked, configs read, redirects followed without the sign-in', async () => {
    const { fake, fakes, registry } = world({ credential: { username: 'me', password: 'pw' } })
    const { digest, size } = fake.putBlob({ os: 'linux', architecture: 'arm64' })
    const descriptor = { mediaType: mediaTypes.config, digest: digest as Digest, size }
    expect(await registry.hasBlob(repository('ghcr.io/o/r'), descriptor.digest)).toBe(true)
    expect(await registry.hasBlob(repository('ghcr.io/o/r'), digestOf('no'))).toBe(false)
    fake.faults.push(({ url, headers }) => {
      if (url.startsWith('https://cdn.example/')) return undefined
      if (headers?.['authorization'] === undefined) return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
      return { status: 307, headers: { location: `https://cdn.example${new URL(url).pathname}` } }
    })
    const bytes = await registry.readBlob(repository('ghcr.io/o/r'), descriptor)
    expect(digestOf(bytes)).toBe(digest)
    expect(fakes.requests.slice(-3).map(({ headers }) => headers?.['authorization'])).toEqual([undefined, 'Basic bWU6cHc=', undefined])
    fake.blobs.set(digest, encode('other'))
    await failsWith(registry.readBlob(repository('ghcr.io/o/r'), descriptor), 'E_REGISTRY_DIGEST')
  })

  describe('a blob that is read as it comes', () => {
    const large = Buffer.alloc(3_000_000, 'a layer; ')
    const place = repository('ghcr.io/o/r')
    const descriptorOf = (bytes: Uint8Array) => ({ mediaType: 'application/octet-stream', digest: digestOf(bytes), size: bytes.length })

    /** Pours what an answer says, and breaks where it should, as the real port does. */
    function serving(answer: (request: HttpRequest, number: number) => Partial<HttpResponse> & { readonly breaks?: true }) {
      let number = 0
      const asked: (string | undefined)[] = []
      const http = async (request: HttpRequest): Promise<Partial<HttpResponse>> => {
        asked.push(request.headers?.['range'])
        number += 1
        const { status = 200, headers = {}, body = new Uint8Array(), breaks } = answer(request, number)
        const take = status < 300 ? request.sink?.({ status, headers }) : undefined
        for (let at = 0; take !== undefined && at < body.length; at += 65_536) await take(body.subarray(at, at + 65_536))
        if (breaks === true) throw new HttpFailure('reset', true, 'broken')
        return { status, headers, body: take === undefined ? body : new Uint8Array() }
      }
      const fakes = createFakes({ folder, http })
      return { registry: createRegistry(fakes.ports), asked, slept: fakes.slept }
    }
    const rest = ({ headers }: HttpRequest, until = large.length) => {
      const from = Number(/^bytes=(\d+)-$/.exec(headers?.['range'] ?? '')?.[1] ?? 0)
      return {
        status: from === 0 ? 200 : 206,
        headers: { 'content-range': `bytes ${from}-${large.length - 1}/${large.length}` },
        body: large.subarray(from, until),
      }
    }
    const collect = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
      const hash = createHash('sha256')
      for await (const bytes of stream) hash.update(bytes)
      return `sha256:${hash.digest('hex')}`
    }

    test.each<[string, Parameters<typeof serving>[0], (string | undefined)[]]>([
      ['in one request', (request) => rest(request), [undefined]],
      [
        'goes on where the connection broke',
        (request, number) => ({ ...rest(request, [0, 1e6, 2e6][number] ?? 3e6), ...(number < 3 ? { breaks: true } : {}) }),
        [undefined, 'bytes=1000000-', 'bytes=2000000-'],
      ],
      [
        'comes again from a registry that knows no ranges',
        (_, number) => ({ body: large.subarray(0, number === 1 ? 1e6 + 7 : 3e6), ...(number === 1 ? { breaks: true } : {}) }),
        [undefined, 'bytes=1000007-'],
      ],
      ['is asked for again after an error', (request, number) => (number === 1 ? { status: 503 } : rest(request)), [undefined, undefined]],
    ])('%s', async (_, answer, ranges) => {
      const { registry, asked } = serving(answer)
      expect(await collect(registry.streamBlob(place, descriptorOf(large)))).toBe(digestOf(large))
      expect(asked).toEqual(ranges)
    })

    test.each<[string, Parameters<typeof serving>[0], string]>([
      ['another one', () => ({ body: Buffer.alloc(large.length) }), 'E_REGISTRY_DIGEST'],
      ['a byte more', () => ({ body: Buffer.concat([large, Buffer.from('x')]) }), 'E_REGISTRY_ANSWER'],
      ['a part of it', () => ({ body: large.subarray(1) }), 'E_REGISTRY_ANSWER'],
      [
        'a part that nobody asked for',
        () => ({ status: 206, headers: { 'content-range': 'bytes 5-9/3000000' }, body: large.subarray(5, 10) }),
        'E_REGISTRY_ANSWER',
      ],
      ['nothing', () => ({ status: 404, body: encode({ errors: [{ code: 'BLOB_UNKNOWN' }] }) }), 'E_REGISTRY_MISSING_CONTENT'],
      ['half of it, at every try', () => ({ body: large.subarray(0, 1e6), breaks: true }), 'E_REGISTRY_UNREACHABLE'],
    ])('%s is refused', async (_, answer, code) => {
      await failsWith(collect(serving(answer).registry.streamBlob(place, descriptorOf(large))), code)
    })

    test('is found behind a redirect, without the sign-in', async () => {
      const { fake, fakes, registry } = world({ credential: { username: 'u', password: 'p' } })
      const { digest, size } = fake.putBlob('a layer')
      fake.faults.push(({ url }) =>
        url.startsWith('https://ghcr.io/v2/o/r/blobs/') ? { status: 307, headers: { location: `https://store.example/v2/x/blobs/${digest}` } } : undefined,
      )
      expect(await collect(registry.streamBlob(place, { mediaType: 'x', digest: digest as Digest, size }))).toBe(digest)
      expect(fakes.requests.at(-1)?.url).toContain('store.example')
      expect(fakes.requests.at(-1)?.headers?.['authorization']).toBeUndefined()
    })
  })
})

describe('signing in', () => {
  const challenge = 'Bearer realm="https://auth.example/token",service="registry"'

  /** A token server that grants what is asked for, `life` seconds long, and a registry that wants the right token. */
  function bearer(life?: number): World {
    const made = world({ credential: { username: 'me', password: 'pw' } })
    let count = 0
    made.fake.faults.push(({ url, headers }) => {
      const { host, searchParams } = new URL(url)
      if (host === 'auth.example') {
        count += 1
        return { body: encode({ token: `${searchParams.get('scope')}#${count}`, ...(life === undefined ? {} : { expires_in: life }) }) }
      }
      return headers?.['authorization']?.startsWith('Bearer repository:o/r:') === true ? undefined : { status: 401, headers: { 'www-authenticate': challenge } }
    })
    made.fake.put('o/r', 'v1', mediaTypes.index, index)
    return made
  }

  test('the challenge is met once; a token serves its scope, and one for writing also reads', async () => {
    const { fakes, registry } = bearer(300)
    const manifest = await registry.readManifest(refer('ghcr.io/o/r:v1'))
    if (manifest === undefined) throw new Error('nothing was read')
    await registry.putManifest(refer('ghcr.io/o/r:v2'), manifest)
    await registry.readManifest(refer('ghcr.io/o/r:v2'))
    const urls = fakes.requests.map(({ method, url }) => `${method} ${url.replace('https://', '')}`)
    expect(urls).toEqual([
      'GET ghcr.io/v2/o/r/manifests/v1',
      'GET auth.example/token?service=registry&scope=repository%3Ao%2Fr%3Apull',
      'GET ghcr.io/v2/o/r/manifests/v1',
      'GET auth.example/token?service=registry&scope=repository%3Ao%2Fr%3Apull%2Cpush',
      'PUT ghcr.io/v2/o/r/manifests/v2',
      'GET ghcr.io/v2/o/r/manifests/v2',
    ])
    expect(fakes.requests[1]?.headers?.['authorization']).toBe('Basic bWU6cHc=')
    expect(fakes.masked).toEqual(['repository:o/r:pull#1', 'repository:o/r:pull,push#2'])
  })

  test('a token that is over is fetched again', async () => {
    const { fakes, registry } = bearer()
    await registry.readDigest(refer('ghcr.io/o/r:v1'))
    await fakes.ports.clock.sleep(45_000)
    await registry.readDigest(refer('ghcr.io/o/r:v1'))
    await fakes.ports.clock.sleep(10_000)
    await registry.readDigest(refer('ghcr.io/o/r:v1'))
    expect(fakes.requests.filter(({ url }) => url.includes('auth.example'))).toHaveLength(2)
  })

  test.each<[string, string, Partial<HttpResponse>]>([
    ['an unencrypted token server', 'E_REGISTRY_REALM', { status: 401, headers: { 'www-authenticate': 'Bearer realm="http://auth.example/token"' } }],
    ['no usable challenge', 'E_REGISTRY_UNAUTHORIZED', { status: 401, headers: { 'www-authenticate': 'Negotiate' } }],
    ['basic where there is no credential', 'E_REGISTRY_UNAUTHORIZED', { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }],
  ])('%s', async (_, code, response) => {
    const { fake, registry } = world()
    fake.faults.push(() => response)
    await failsWith(registry.readDigest(refer('ghcr.io/o/r:v1')), code)
  })

  test.each<[string, string, Partial<HttpResponse>]>([
    ['denies', 'E_REGISTRY_DENIED', { status: 403, body: encode({ errors: [{ code: 'DENIED', message: 'requested access is denied' }] }) }],
    ['sends none', 'E_REGISTRY_TOKEN', { status: 200, body: encode('{}') }],
    ['sends a web page', 'E_REGISTRY_ANSWER', { status: 403, headers: { 'content-type': 'text/html' } }],
    ['does not know us', 'E_REGISTRY_UNAUTHORIZED', { status: 401 }],
  ])('a token server that %s', async (_, code, response) => {
    const { fake, registry } = world()
    fake.faults.push(({ url }) => (url.includes('auth.example') ? response : { status: 401, headers: { 'www-authenticate': challenge } }))
    await failsWith(registry.readDigest(refer('ghcr.io/o/r:v1')), code)
  })

  test('a token that the registry refuses all the same ends in one sentence, not in a loop', async () => {
    const { fake, fakes, registry } = world()
    fake.faults.push(({ url }) =>
      url.includes('auth.example') ? { body: encode({ access_token: 't' }) } : { status: 401, headers: { 'www-authenticate': challenge } },
    )
    await failsWith(registry.readDigest(refer('ghcr.io/o/r:v1')), 'E_REGISTRY_UNAUTHORIZED')
    expect(fakes.requests).toHaveLength(3)
  })

  test.each([
    ['Bearer realm="https://a/t",service="s",scope="x"', { scheme: 'bearer', realm: 'https://a/t', service: 's' }],
    ['bearer realm="https://a/t"', { scheme: 'bearer', realm: 'https://a/t', service: '' }],
    ['Basic realm="x"', { scheme: 'basic' }],
    ['Bearer service="s"', undefined],
    ['', undefined],
  ])('%s', (header, challengeOfIt) => expect(parseChallenge(header)).toEqual(challengeOfIt))
})

describe('what goes wrong', () => {
  const page = { headers: { 'content-type': 'text/html' }, body: encode('<!doctype html>') }
  test.each<[string, Partial<HttpResponse>, string]>([
    ['403', { status: 403, body: encode({ errors: [{ code: 'DENIED' }] }) }, 'E_REGISTRY_DENIED'],
    ['a web page', { status: 200, ...page }, 'E_REGISTRY_ANSWER'],
    ['a web page that says 404', { status: 404, ...page }, 'E_REGISTRY_ANSWER'],
    ['another media type', { status: 200, headers: { 'content-type': 'application/pdf' }, body: encode(index) }, 'E_OCI_MANIFEST'],
    ['half a manifest', { status: 200, headers: { 'content-type': mediaTypes.index }, body: encode('{"schemaVersion":2,') }, 'E_OCI_MANIFEST'],
    ['a redirect in a circle', { status: 307, headers: { location: '/v2/o/r/manifests/v1' } }, 'E_REGISTRY_REDIRECT'],
    ['418', { status: 418 }, 'E_REGISTRY_ANSWER'],
  ])('%s is not repeated', async (_, response, code) => {
    const { fake, fakes, registry } = world()
    fake.faults.push(() => response)
    await failsWith(registry.readManifest(refer('ghcr.io/o/r:v1')), code)
    expect(fakes.slept).toEqual([])
  })

  test.each<[string, Partial<HttpResponse> | HttpFailure, string]>([
    ['503', { status: 503 }, 'E_REGISTRY_UNAVAILABLE'],
    ['429', { status: 429, headers: { 'retry-after': '2' } }, 'E_REGISTRY_RATE'],
    ['408', { status: 408 }, 'E_REGISTRY_ANSWER'],
    ['a reset', new HttpFailure('reset', true, 'GET to ghcr.io failed (reset)'), 'E_REGISTRY_UNREACHABLE'],
    ['a truncated answer', new HttpFailure('truncated', true, 'ended after 3 of 9 bytes'), 'E_REGISTRY_UNREACHABLE'],
  ])('%s is repeated, and without a sleep after the last try', async (_, outcome, code) => {
    const { fake, fakes, registry } = world()
    fake.put('o/r', 'v1', mediaTypes.index, index)
    let left = 1
    fake.faults.push(() => {
      left -= 1
      if (left < 0) return undefined
      if (outcome instanceof HttpFailure) throw outcome
      return outcome
    })
    expect(await registry.readManifest(refer('ghcr.io/o/r:v1'))).toBeDefined()
    expect(fakes.slept).toHaveLength(1)
    left = 1000
    await failsWith(registry.readManifest(refer('ghcr.io/o/r:v1')), code)
    expect([fakes.requests.length, fakes.slept.length]).toEqual([2 + 5, 1 + 4])
  })

  test.each<[HttpRequest['method'], Partial<HttpResponse>, string]>([
    ['PUT', { status: 400, body: encode({ errors: [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'blob unknown' }] }) }, 'E_REGISTRY_MISSING_CONTENT'],
    ['PUT', { status: 405 }, 'E_REGISTRY_UNSUPPORTED'],
    ['PUT', { status: 413 }, 'E_REGISTRY_TOO_LARGE'],
    ['PUT', { status: 404, body: encode({ errors: [{ code: 'NAME_UNKNOWN' }] }) }, 'E_REGISTRY_NOT_FOUND'],
  ])('a %s that is answered %j', async (_, response, code) => {
    const { fake, registry } = world()
    fake.faults.push(() => response)
    const manifest = { mediaType: mediaTypes.index, bytes: encode(index), digest: digestOf(encode(index)) }
    await failsWith(registry.putManifest(refer('ghcr.io/o/r:v1'), manifest), code)
  })

  test('a registry that is marked insecure: TLS first, then plain, never with a token', async () => {
    const rules = unwrap(parseRegistriesConf('[[registry]]\nlocation = "old.example"\ninsecure = true'))
    const fake = createRegistryFake()
    fake.put('o/r', 'v1', mediaTypes.index, index)
    const fakes = createFakes({
      folder,
      http: (request) => {
        if (request.url.startsWith('https:')) throw new HttpFailure('tls', false, 'no TLS')
        return fake.answer(request)
      },
    })
    expect(await createRegistry(fakes.ports, { rules }).readDigest(refer('old.example/o/r:v1'))).toBeDefined()
    const credential = { username: 'me', password: 'pw' }
    await failsWith(createRegistry(fakes.ports, { rules, credential }).readDigest(refer('old.example/o/r:v1')), 'E_REGISTRY_PLAIN')
    expect(fakes.requests.map(({ url }) => url)).toEqual(['https://old.example/v2/', 'http://old.example/v2/o/r/manifests/v1', 'https://old.example/v2/'])
  })

  test('Docker Hub is reached at its own host', async () => {
    const { fakes, registry } = world()
    await registry.readDigest(refer('docker.io/alpine:3'))
    expect(fakes.requests[0]?.url).toBe('https://registry-1.docker.io/v2/library/alpine/manifests/3')
  })
})

describe('skopeo', () => {
  const digest = digestOf('x')
  const ghcr = { kind: 'repository', repository: repository('ghcr.io/o/r'), at: digest } as const
  const local = { kind: 'repository', repository: repository('127.0.0.1:5000/o/r'), at: 'v1' as Tag } as const
  const resolve = (of: Repository) => unwrap(locate([], of))

  test.each([
    [{ kind: 'layout', folder: '/t/l' } as const, ghcr, ['--preserve-digests', 'oci:/t/l', `docker://ghcr.io/o/r@${digest}`]],
    [ghcr, local, ['--preserve-digests', '--dest-tls-verify=false', `docker://ghcr.io/o/r@${digest}`, 'docker://127.0.0.1:5000/o/r:v1']],
    [local, ghcr, ['--preserve-digests', '--src-tls-verify=false', 'docker://127.0.0.1:5000/o/r:v1', `docker://ghcr.io/o/r@${digest}`]],
    [{ kind: 'docker-archive', file: '/t/a.tar' } as const, { kind: 'layout', folder: '/t/l' } as const, ['docker-archive:/t/a.tar', 'oci:/t/l']],
  ])('%j to %j', (from, to, rest) => {
    expect(skopeoCopyArgs({ from, to, locate: resolve })).toEqual(['copy', '--all', ...rest])
  })

  test.each([
    [
      'msg="writing blob: initiating layer upload to /v2/x/blobs/uploads/ in ghcr.io: received unexpected HTTP status: 503 Service Unavailable"',
      true,
      'E_REGISTRY_UNAVAILABLE',
    ],
    ['msg="uploading layer chunked: StatusCode: 502, <html>"', true, 'E_REGISTRY_UNAVAILABLE'],
    ['msg="trying to reuse blob: read tcp 1.2.3.4:5->6.7.8.9:443: read: connection reset by peer"', true, 'E_REGISTRY_UNAVAILABLE'],
    ['msg="Error writing blob: Patch \\"https://ghcr.io/x\\": EOF"', true, 'E_REGISTRY_UNAVAILABLE'],
    ['msg="net/http: TLS handshake timeout"', true, 'E_REGISTRY_UNAVAILABLE'],
    ['msg="toomanyrequests: retry-after: 1ms"', true, 'E_REGISTRY_UNAVAILABLE'],
    ['msg="writing blob: uploading layer: blob upload unknown"', true, 'E_REGISTRY_UNAVAILABLE'],
    ['msg="unable to retrieve auth token: invalid username/password: unauthorized"', false, 'E_REGISTRY_UNAUTHORIZED'],
    ['msg="denied: permission_denied: write_package"', false, 'E_REGISTRY_DENIED'],
    ['msg="reading manifest v1 in ghcr.io/o/r: manifest unknown"', false, 'E_REGISTRY_NOT_FOUND'],
    ['msg="x509: certificate signed by unknown authority"', false, 'E_REGISTRY_TLS'],
    ['msg="dial tcp: lookup lab.test: no such host"', false, 'E_REGISTRY_UNREACHABLE'],
    ['msg="write /var/tmp/x: no space left on device"', false, 'E_REGISTRY_SPACE'],
    ['msg="Manifest list must be converted but we cannot modify it: Instructed to preserve digests"', false, 'E_REGISTRY_SKOPEO'],
    [`msg="something about sha256:5035030500503 and port 127.0.0.1:503"`, false, 'E_REGISTRY_SKOPEO'],
  ])('%s', (line, transient, code) => {
    const stderr = `time="2026-01-01T00:00:00Z" level=fatal ${line}\n`
    expect(classifySkopeo({ code: 1, stdout: '', stderr, ended: false }, 'copy')).toMatchObject({
      transient,
      problem: { code, cure: expect.stringMatching(/.+/) },
    })
  })

  test('is repeated for what passes, gets its secret in a file of its own, and leaves nothing behind', async () => {
    const seen: (string | undefined)[] = []
    const { ports, calls, slept } = createFakes({
      folder,
      exec: async ({ args }) => {
        const file = args[args.indexOf('--authfile') + 1] ?? ''
        seen.push(await ports.files.readText(file), ((await ports.files.info(file))?.mode ?? 0).toString(8))
        return calls.length === 1 ? { code: 1, stderr: 'msg="received unexpected HTTP status: 503 Service Unavailable"' } : {}
      },
    })
    const registry = createRegistry(ports)
    await copyImage(ports, registry, { from: { kind: 'layout', folder: '/t/l' }, to: ghcr, toCredential: { username: 'me', password: 'pw' } })
    expect(seen).toEqual(Array(2).fill(['{"auths":{"ghcr.io":{"auth":"bWU6cHc="}}}', '600']).flat())
    expect([calls.length, slept]).toEqual([2, [500]])
    expect(JSON.stringify(calls)).not.toContain('bWU6cHc=')
    const file = calls[0]?.args[calls[0].args.indexOf('--authfile') + 1] ?? ''
    expect(await ports.files.info(file)).toBeUndefined()
  })

  test('five tries, then a refusal; what lasts is not repeated; no skopeo is said', async () => {
    const scripted = async (result: { code: number; stderr?: string; ended?: boolean }, tries: number, code: string) => {
      const { ports, calls, slept } = createFakes({ folder, exec: () => result })
      await failsWith(copyImage(ports, createRegistry(ports), { from: local, to: ghcr }), code)
      expect([calls.length, slept.length]).toEqual([tries, tries - 1])
    }
    await scripted({ code: 1, stderr: 'msg="StatusCode: 500, "' }, 5, 'E_REGISTRY_UNAVAILABLE')
    await scripted({ code: 1, stderr: 'msg="denied"' }, 1, 'E_REGISTRY_DENIED')
    await scripted({ code: 127, stderr: 'spawn skopeo ENOENT' }, 1, 'E_REGISTRY_SKOPEO')
    await scripted({ code: 143, ended: true }, 1, 'E_REGISTRY_UNREACHABLE')
  })
})

describe('a real registry', () => {
  let running: RunningRegistry
  let proxy: { host: string; failures: number; close: () => Promise<void> }
  const signal = new AbortController().signal

  beforeAll(async () => {
    running = await startRegistry()
    proxy = await startFailingProxy(running.host)
  })
  afterAll(async () => {
    await proxy.close()
    await running.stop()
  })

  function real() {
    const env = process.env
    const { ports } = createFakes({ folder })
    const exec = createExec({ env, cwd: folder, windows: false, print: () => {}, signal })
    return { ...ports, exec, http: createHttp({ env, userAgent: 'test', signal }) }
  }

  async function writeLayout(at: string): Promise<Digest> {
    const { files } = real()
    const blob = async (content: Uint8Array): Promise<{ digest: Digest; size: number }> => {
      await files.write(join(at, 'blobs/sha256', digestOf(content).slice(7)), content)
      return { digest: digestOf(content), size: content.length }
    }
    const config = await blob(encode({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [] } }))
    const image = { schemaVersion: 2, mediaType: mediaTypes.manifest, config: { mediaType: mediaTypes.config, ...config }, layers: [] }
    const manifest = await blob(encode(`${JSON.stringify(image, null, 1)}\n`))
    await files.write(join(at, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
    await files.write(join(at, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [{ mediaType: mediaTypes.manifest, ...manifest }] }))
    return manifest.digest
  }

  test('push by digest through faults, read back, tag, list: no other tag appears', async () => {
    const ports = real()
    const layout = join(folder, 'layout')
    const digest = await writeLayout(layout)
    proxy.failures = 2
    const at = repository(`${proxy.host}/o/r`)
    const registry = createRegistry(ports)
    await copyImage(ports, registry, { from: { kind: 'layout', folder: layout }, to: { kind: 'repository', repository: at, at: digest } })
    expect(proxy.failures).toBe(0)
    expect(await registry.listTags(at)).toEqual([])
    const manifest = await registry.readManifest({ ...at, digest })
    expect(manifest).toMatchObject({ digest, kind: 'image' })
    if (manifest?.kind !== 'image') throw new Error('no image')
    expect(await registry.readConfig(at, manifest)).toMatchObject({ platform: 'linux/amd64' })
    expect(await registry.hasBlob(at, manifest.config.digest)).toBe(true)
    proxy.failures = 1
    await registry.putManifest({ ...at, tag: 'v1' as Tag }, manifest)
    expect(await registry.readDigest({ ...at, tag: 'v1' as Tag })).toBe(digest)
    expect(await registry.listTags(at)).toEqual(['v1'])
    expect(await registry.readManifest({ ...at, tag: 'none' as Tag })).toBeUndefined()
  })

  test('another name that lives here: the client and skopeo agree', async () => {
    const ports = real()
    const rules = unwrap(parseRegistriesConf(`[[registry]]\nprefix = "ghcr.io/octo"\nlocation = "${running.host}/lives/here"\ninsecure = true`))
    const registry = createRegistry(ports, { rules })
    const layout = join(folder, 'other-layout')
    const digest = await writeLayout(layout)
    const at = repository('ghcr.io/octo/tool')
    await copyImage(ports, registry, { from: { kind: 'layout', folder: layout }, to: { kind: 'repository', repository: at, at: digest } })
    expect(await registry.readDigest({ ...at, digest })).toBe(digest)
    expect(running.requests()).toContain(`PUT /v2/lives/here/tool/manifests/${digest} 201`)
  })

  test('an index whose child is not there is refused by the registry, and says so', async () => {
    const registry = createRegistry(real())
    const document = encode({
      ...index,
      manifests: [{ mediaType: mediaTypes.manifest, digest: digestOf('nowhere'), size: 7, platform: { os: 'linux', architecture: 'amd64' } }],
    })
    const manifest = { mediaType: mediaTypes.index, bytes: document, digest: digestOf(document) }
    await failsWith(registry.putManifest(refer(`${running.host}/o/r:broken`), manifest), 'E_REGISTRY_MISSING_CONTENT')
  })
})

/** Passes requests on, but answers the next `failures` writes with 503. */
async function startFailingProxy(to: string): Promise<{ host: string; failures: number; close: () => Promise<void> }> {
  const state = { failures: 0 }
  const server = createServer((incoming, outgoing) => {
    if (state.failures > 0 && /^(POST|PUT)$/.test(incoming.method ?? '')) {
      state.failures -= 1
      outgoing.writeHead(503).end('upstream unavailable')
      return
    }
    const [hostname, port] = to.split(':')
    const passed = forward({ hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return Object.assign(state, { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close })
}

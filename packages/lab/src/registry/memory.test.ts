import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { createHttp } from '@slipway/host'
import { createFakes } from '@slipway/host/fakes'
import { type Digest, digestOf, hexOf, type Tag, unwrap } from '@slipway/kernel'
import { type Exact, mediaTypes, parseManifest, type Repository, referrersTag } from '@slipway/oci'
import { createRegistry, type Registry } from '@slipway/registry'
import { type AccessEntry, type Authorize, distribution3, ensureGoProgram, type MemoryHabits, type RegistryServer, startMemoryRegistry } from './index.ts'

// Real programs: on a busy machine each takes its time.
jest.setTimeout(120_000)
const run = promisify(execFile)
const encode = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const tags = (...names: readonly string[]): readonly Tag[] => names as readonly Tag[]
const authorize: Authorize = (token) => (token === undefined ? 'read' : ({ writer: 'write', reader: 'read' } as const)[token]) ?? 'unknown'

let folder: string
let registry: RegistryServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memory-registry-'))
  registry = await startMemoryRegistry({ authorize })
})
afterAll(async () => {
  await registry.stop()
  await rm(folder, { recursive: true, force: true })
})

const at = (of: RegistryServer, name: string): Repository => ({ registry: of.host, name })
const log = (of: RegistryServer, from = 0) =>
  of
    .accesses()
    .slice(from)
    .map(({ method, kind }: AccessEntry) => `${method} ${kind}`)
const clientOf = (password: string): Registry => {
  const http = createHttp({ env: {}, userAgent: 'test', signal: new AbortController().signal })
  return createRegistry({ ...createFakes({ folder }).ports, http }, { credential: { username: 'me', password } })
}

function call(method: string, path: string, options: { body?: Uint8Array<ArrayBuffer>; type?: string; token?: string } = {}): Promise<Response> {
  const { body, type, token = 'writer' } = options
  const headers = { authorization: `Bearer ${btoa(token)}`, ...(type === undefined ? {} : { 'content-type': type }) }
  return fetch(`${registry.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
}

/** An image of one layer, and an index over it. */
async function pushImage(client: Registry, repository: Repository): Promise<Exact> {
  const config = await client.putBlob(repository, encode({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [] } }), mediaTypes.config)
  const image = encode({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [] })
  const child = unwrap(parseManifest(image, mediaTypes.manifest))
  await client.putManifest({ ...repository, digest: child.digest }, child)
  const entry = { mediaType: child.mediaType, digest: child.digest, size: image.length, platform: { os: 'linux', architecture: 'amd64' } }
  return unwrap(parseManifest(encode({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [entry] }), mediaTypes.index))
}

describe('the client of the suite', () => {
  const statement = (subject: Exact) => ({
    subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.bytes.length },
    artifactType: 'text/x',
    layer: { mediaType: 'text/plain', bytes: encode('said') },
  })

  test.each<[string, MemoryHabits, readonly string[]]>([
    ['both', {}, ['PUT manifest']],
    ['referrers only', { tagQuery: false }, ['PUT manifest', 'PUT manifest', 'PUT manifest', 'PUT manifest']],
    ['neither', { tagQuery: false, referrers: false }, ['PUT manifest', 'PUT manifest', 'PUT manifest']],
  ])('tags with as few PUTs as the registry lets it: %s', async (_, habits, expected) => {
    await using own = await startMemoryRegistry({ authorize, habits })
    const client = clientOf('writer')
    const index = await pushImage(client, at(own, 'o/r'))
    const pushed = await client.pushReferrer(at(own, 'o/r'), statement(index))
    const before = own.accesses().length
    await client.putTags(at(own, 'o/r'), index, tags('key', 'v1', 'latest'))
    expect(log(own, before)).toEqual(expected)
    const named = (await own.tags()).filter(({ tag }) => tag !== referrersTag(index.digest))
    expect(named).toEqual(['key', 'latest', 'v1'].map((tag) => ({ repository: 'o/r', tag, digest: index.digest })))
    expect(await client.readReferrers(at(own, 'o/r'), index.digest, 'text/x')).toEqual([pushed])
    expect(await client.readReferrers(at(own, 'o/r'), index.digest, 'text/y')).toEqual([])
    expect((await own.tags()).length).toBe(habits.referrers === false ? 4 : 3)
  })

  test('meets the gate like anywhere: a token first, and no push without the right', async () => {
    const client = clientOf('reader')
    await expect(client.putBlob(at(registry, 'o/denied'), encode('x'), 'text/plain')).rejects.toMatchObject({ problems: [{ code: 'E_REGISTRY_DENIED' }] })
    expect(registry.requests()['GET token']).toBeGreaterThan(0)
  })
})

describe('the rules', () => {
  const index = encode({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] })
  const digest = digestOf(index)
  const many = Array.from({ length: 11 }, (_, number) => `tag=t${number}`).join('&')

  test.each<[string, number, string | null]>([
    [`${digest}?tag=a&tag=b&tag=a&tag=c`, 201, 'a, b, c'],
    [`${digest}`, 201, null],
    ['a?tag=b', 400, null],
    [`${digest}?${many}`, 414, null],
    [`${digest}?tag=a&tag=-`, 400, null],
    [`${digestOf('other')}?tag=a`, 400, null],
    ['-', 400, null],
  ])('PUT %s: %s', async (path, status, acknowledged) => {
    const answer = await call('PUT', `/v2/o/rules/manifests/${path}`, { body: index, type: mediaTypes.index })
    expect([answer.status, answer.headers.get('oci-tag')]).toEqual([status, acknowledged])
  })

  test('an index whose child is not there, and a document that is none, are refused', async () => {
    const child = { mediaType: mediaTypes.manifest, digest: digestOf('gone'), size: 4 }
    const answers = [
      await call('PUT', '/v2/o/rules/manifests/x', {
        body: encode({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [child] }),
        type: mediaTypes.index,
      }),
      await call('PUT', '/v2/o/rules/manifests/x', { body: encode('{'), type: mediaTypes.index }),
    ]
    const codes = await Promise.all(answers.map(async (answer) => [answer.status, ((await answer.json()) as { errors: { code: string }[] }).errors[0]?.code]))
    expect(codes).toEqual([
      [400, 'MANIFEST_BLOB_UNKNOWN'],
      [400, 'MANIFEST_INVALID'],
    ])
  })

  test('uploads: in pieces, in one POST, mounted, cancelled, and never other bytes than the digest says', async () => {
    const piece = async (): Promise<string> => (await call('POST', '/v2/o/up/blobs/uploads/')).headers.get('location') ?? ''
    const upload = await piece()
    expect((await call('PATCH', upload, { body: encode('ab') })).headers.get('range')).toBe('0-1')
    expect((await call('GET', upload)).status).toBe(204)
    expect((await call('PUT', `${upload}?digest=${digestOf('abc')}`, { body: encode('c') })).status).toBe(201)
    expect(await (await call('GET', `/v2/o/up/blobs/${digestOf('abc')}`)).text()).toBe('abc')
    expect((await call('PATCH', upload, { body: encode('ab') })).status).toBe(404)
    expect((await call('POST', `/v2/o/up/blobs/uploads/?digest=${digestOf('one')}`, { body: encode('one') })).status).toBe(201)
    expect((await call('PUT', `${await piece()}?digest=${digestOf('other')}`, { body: encode('x') })).status).toBe(400)
    const cancelled = await piece()
    expect((await call('DELETE', cancelled)).status).toBe(204)
    expect((await call('GET', cancelled)).status).toBe(404)
    expect((await call('POST', `/v2/o/to/blobs/uploads/?mount=${digestOf('abc')}&from=o/none`)).status).toBe(202)
    expect((await call('HEAD', `/v2/o/to/blobs/${digestOf('abc')}`)).status).toBe(404)
  })

  test('tags come in pages; a deleted manifest takes its tags along', async () => {
    await call('PUT', `/v2/o/pages/manifests/${digest}?tag=a&tag=b&tag=c`, { body: index, type: mediaTypes.index })
    const first = await call('GET', '/v2/o/pages/tags/list?n=2')
    expect([await first.json(), first.headers.get('link')]).toEqual([{ name: 'o/pages', tags: ['a', 'b'] }, '</v2/o/pages/tags/list?n=2&last=b>; rel="next"'])
    expect(await clientOf('reader').listTags(at(registry, 'o/pages'))).toEqual(['a', 'b', 'c'])
    expect((await call('DELETE', '/v2/o/pages/manifests/a')).status).toBe(202)
    expect((await call('DELETE', `/v2/o/pages/manifests/${digest}`)).status).toBe(202)
    expect(await (await call('GET', '/v2/o/pages/tags/list')).json()).toEqual({ name: 'o/pages', tags: [] })
    expect((await call('GET', '/v2/o/none/tags/list')).status).toBe(404)
  })
})

test('a program of the Go proxy that is built already is only named; without Go the cure is a command', async () => {
  const built = join(folder, 'tools/registry-v3.1.2')
  await mkdir(built, { recursive: true })
  await writeFile(join(built, 'registry'), '', { mode: 0o755 })
  expect(await ensureGoProgram(join(folder, 'tools'), distribution3)).toBe(join(built, 'registry'))
  const { PATH: path } = process.env
  process.env['PATH'] = folder
  try {
    await expect(ensureGoProgram(join(folder, 'none'), distribution3)).rejects.toMatchObject({
      problems: [{ code: 'E_LAB_GO', cure: expect.stringContaining('go install github.com/distribution/distribution/v3/cmd/registry@v3.1.2') }],
    })
  } finally {
    process.env['PATH'] = path
  }
})

test('skopeo and buildah push to it, copy within it, and read what they pushed', async () => {
  const layout = join(folder, 'layout')
  const blob = async (bytes: Uint8Array): Promise<{ digest: Digest; size: number }> => {
    await mkdir(join(layout, 'blobs/sha256'), { recursive: true })
    await writeFile(join(layout, 'blobs/sha256', hexOf(digestOf(bytes))), bytes)
    return { digest: digestOf(bytes), size: bytes.length }
  }
  const config = await blob(encode({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [] } }))
  const image = await blob(encode({ schemaVersion: 2, mediaType: mediaTypes.manifest, config: { mediaType: mediaTypes.config, ...config }, layers: [] }))
  await writeFile(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  await writeFile(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [{ mediaType: mediaTypes.manifest, ...image }] }))
  const auth = join(folder, 'auth.json')
  await writeFile(auth, JSON.stringify({ auths: { [registry.host]: { auth: btoa('me:writer') } } }))
  const env = { ...process.env, REGISTRY_AUTH_FILE: auth }
  const place = (name: string) => `docker://${registry.host}/o/${name}`
  const insecure = ['--src-tls-verify=false', '--dest-tls-verify=false']
  await run('skopeo', ['copy', ...insecure, '--preserve-digests', `oci:${layout}`, place('pushed:v1')], { env })
  await run('skopeo', ['copy', ...insecure, '--all', place('pushed:v1'), place('copied:v1')], { env })
  const storage = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs']
  await run('buildah', [...storage, 'manifest', 'create', 'list'], { env })
  await run('buildah', [...storage, 'manifest', 'add', '--tls-verify=false', 'list', place('pushed:v1')], { env })
  await run('buildah', [...storage, 'manifest', 'push', '--all', '--tls-verify=false', 'list', place('list:v1')], { env })
  const digests = Object.fromEntries((await registry.tags()).map(({ repository, tag, digest }) => [`${repository}:${tag}`, digest]))
  expect(digests).toMatchObject({ 'o/pushed:v1': image.digest, 'o/copied:v1': image.digest })
  const list = await clientOf('reader').readManifest({ ...at(registry, 'o/list'), tag: 'v1' as Tag })
  expect(list).toMatchObject({ kind: 'index', manifests: [{ digest: image.digest }] })
  expect(await readFile(auth, 'utf8')).toContain(registry.host)
})

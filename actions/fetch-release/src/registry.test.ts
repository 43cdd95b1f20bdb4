import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createHttp, HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import { digestOf, hexOf, type Platform, unwrap } from '@slipway/kernel'
import { buildArtifact, type Descriptor, describeManifest, mediaTypes, parseManifest, parseReference, renderPlatformObject } from '@slipway/oci'
import { openRegistry, type Registry } from '@slipway/registry'
import { type RunningRegistry, startRegistry } from '@slipway/registry/fakes'
import { checksumsOf, cleanUp, createServer, createWorld, type FakeRelease, inputsOf, listing, packageOf, refusalOf } from './fetch-release.support.ts'
import { run } from './run.ts'

// A real registry (docker-registry of Debian) over real connections.
jest.setTimeout(60_000)

const http = createHttp({ env: {}, userAgent: 'test', signal: new AbortController().signal })
let server: RunningRegistry
let registry: Registry
beforeAll(async () => {
  server = await startRegistry()
  registry = await openRegistry(createWorld(http.request).ports)
})
afterAll(async () => {
  await server.stop()
  cleanUp()
})

const bytesOf = (arch: string): Buffer => packageOf(`microvm-runtime-linux-${arch}`, { 'bin/runner': `for ${arch}`, VERSION: 'v1.2.3\n' })
const titled = (title: string) => ({ 'org.opencontainers.image.title': title })

/** As oci-push does: blobs, one artifact for each platform, an index over them; the tags last. */
async function push(
  repository: string,
  tag: string,
  contents: Readonly<Record<string, Buffer>>,
  title = (arch: string) => `microvm-runtime-linux-${arch}.tar.gz`,
) {
  const place = unwrap(parseReference(`${server.host}/${repository}`))
  const manifests: (Descriptor & { readonly platform: Platform })[] = []
  for (const [arch, bytes] of Object.entries(contents)) {
    const name = title(arch)
    const layer = { mediaType: 'application/gzip', bytes, ...(name === '' ? {} : { annotations: titled(name) }) }
    const { manifest, blobs } = buildArtifact({ artifactType: 'application/vnd.octo.runtime', layers: [layer] })
    for (const blob of blobs) await registry.putBlob(place, blob.bytes, blob.descriptor.mediaType)
    await registry.putManifest(unwrap(parseReference(`${server.host}/${repository}:${tag}-linux-${arch}`)), manifest)
    manifests.push({ ...describeManifest(manifest), platform: `linux/${arch}` as Platform })
  }
  const children = manifests.map(({ platform, ...child }) => ({ ...child, platform: renderPlatformObject(platform) }))
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: children }))
  const index = unwrap(parseManifest(bytes, mediaTypes.index))
  await registry.putManifest(unwrap(parseReference(`${server.host}/${repository}:${tag}`)), index)
  return { index, manifests }
}

/** GitHub from a fake, the registry for real; `github` may be one that does not answer. */
function world(github: (request: HttpRequest) => Promise<Partial<HttpResponse>>, change?: (response: HttpResponse, request: HttpRequest) => HttpResponse) {
  return createWorld(async (request) => {
    const own = request.url.startsWith(`http://${server.host}/`)
    // What changes an answer has to have all of it.
    const { sink: _, ...whole } = request
    if (!own) return github(request)
    return change === undefined ? http.request(request) : change(await http.request(whole), request)
  })
}

const nothing = createServer([]).answer
const down = async (): Promise<never> => {
  throw new HttpFailure('refused', false, 'GitHub cannot be reached')
}
const releases = (change: Partial<FakeRelease> = {}): FakeRelease[] => {
  const assets = ['amd64', 'arm64'].map((arch) => ({ name: `microvm-runtime-linux-${arch}.tar.gz`, bytes: bytesOf(arch) }))
  return [{ tag: 'v1.2.3', assets: [...assets, checksumsOf(assets)], ...change }]
}

beforeEach(() => push('octo/runtime', 'v1.2.3', { amd64: bytesOf('amd64'), arm64: bytesOf('arm64') }))

const fallback = (of: string): Readonly<Record<string, string>> => ({ oci: `${server.host}/octo/${of}`, version: 'v1.2.3' })

describe('the same files in a registry', () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['through the index', '{component}:{tag}', {}],
    ['through the index, for another platform', '{component}:{tag}', { platform: 'linux/aarch64' }],
    ['by a tag for each platform', 'runtime:{tag}-{os}-{arch}', {}],
    ['by the version without its v', 'runtime:v{version}', { version: '1.2.3' }],
    ['the highest that a range allows', 'runtime:{tag}', { version: '^1.0' }],
    ['the highest of all', 'runtime:{tag}-{os}-{arch}', { version: 'latest' }],
  ])('%s', async (_, reference, change) => {
    for (const github of [nothing, down]) {
      const { ports, workspace, lines } = world(github)
      const arch = change['platform'] === undefined ? 'amd64' : 'arm64'
      const outputs = await run(inputsOf({ ...fallback(reference), ...change }), ports)
      expect(outputs).toMatchObject({ source: 'oci', tag: 'v1.2.3', digest: digestOf(bytesOf(arch)) })
      expect(listing(join(workspace, 'out'))).toHaveLength(4)
      expect(lines.join('\n')).toContain('; looking into the registry')
    }
  })

  test('are not asked for while GitHub has them', async () => {
    const before = server.requests().length
    const outputs = await run(inputsOf(fallback('runtime:{tag}')), world(createServer(releases()).answer).ports)
    expect([outputs.source, server.requests().length]).toEqual(['release', before])
  })

  test('are held to what the release said before GitHub stopped to answer', async () => {
    await push('octo/other', 'v1.2.3', { amd64: bytesOf('arm64') })
    const { answer } = createServer(releases())
    const broken = async (request: HttpRequest) => (request.url.endsWith('/releases/assets/1') ? down() : answer(request))
    const right = world(broken)
    expect(await run(inputsOf(fallback('runtime:{tag}')), right.ports)).toMatchObject({ source: 'oci' })
    const wrong = world(broken)
    const problems = await refusalOf(run(inputsOf(fallback('other:{tag}')), wrong.ports))
    expect(problems[0]).toMatchObject({
      code: 'E_FETCH_CHANGED',
      message: expect.stringContaining('by checksums.txt'),
      at: { file: 'microvm-runtime-linux-amd64.tar.gz' },
    })
    expect(listing(wrong.folder)).toEqual(['temp/', 'workspace/'])
  })

  test('are no way around a release that is wrong', async () => {
    const [release] = releases()
    if (release?.assets[1] !== undefined) release.assets[1] = { ...release.assets[1], bytes: Buffer.from('changed') }
    const problems = await refusalOf(run(inputsOf(fallback('runtime:{tag}')), world(createServer([release as FakeRelease]).answer).ports))
    expect(problems).toMatchObject([{ code: 'E_FETCH_CHANGED', at: { file: 'microvm-runtime-linux-arm64.tar.gz' } }])
  })

  test('with a byte changed on the way are refused', async () => {
    const flip = (response: HttpResponse, { url, method }: HttpRequest): HttpResponse => {
      if (method !== 'GET' || !url.includes(`/blobs/${digestOf(bytesOf('amd64'))}`)) return response
      const body = Buffer.from(response.body)
      body[9] = (body[9] ?? 0) ^ 1
      return { ...response, body }
    }
    const changed = world(nothing, flip)
    const problems = await refusalOf(run(inputsOf(fallback('runtime:{tag}')), changed.ports))
    expect(problems[0]).toMatchObject({ code: 'E_REGISTRY_DIGEST', message: expect.stringContaining(digestOf(bytesOf('amd64'))) })
    expect(listing(changed.folder)).toEqual(['temp/', 'workspace/'])
  })

  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['no such tag', 'runtime:{tag}', { version: 'v9.9.9' }, 'octo/runtime:v9.9.9 is not there'],
    ['no tag that fits', 'runtime:{tag}', { version: '^9' }, 'no tag of the registry fits the version'],
    ['no such platform', 'runtime:{tag}', { platform: 'darwin/arm64' }, 'has nothing for darwin/arm64: it has linux/amd64, linux/arm64'],
    ['no such file', 'runtime:{tag}', { files: 'x-{os}.tar.gz' }, 'it has microvm-runtime-linux-amd64.tar.gz'],
    ['a file that is too large', 'large:{tag}', { 'max-download-mib': '1' }, 'more than 1048576'],
    ['other pins', 'runtime:{tag}', { pins: `${hexOf(digestOf('x'))}  microvm-runtime-linux-amd64.tar.gz` }, 'by the pins'],
    ['no pin', 'runtime:{tag}', { pins: `${hexOf(digestOf('x'))}  x` }, 'is not among the pins'],
  ])('%s: refused', async (what, reference, change, message) => {
    if (what.includes('large')) await push('octo/large', 'v1.2.3', { amd64: Buffer.alloc(2 ** 20 + 1) })
    const problems = await refusalOf(run(inputsOf({ ...fallback(reference), ...change }), world(nothing).ports))
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
    // And why the registry was asked at all.
    if (!what.includes('pin')) expect(problems.at(-1)?.code).toBe('E_FETCH_NO_RELEASE')
  })

  test('what was pushed without a name can only be the one file that is wanted', async () => {
    await push('octo/plain', 'v1.2.3', { amd64: bytesOf('amd64') }, () => '')
    expect(await run(inputsOf(fallback('plain:{tag}')), world(nothing).ports)).toMatchObject({ source: 'oci' })
    const two = inputsOf({ ...fallback('plain:{tag}'), files: 'a-{os}.tar.gz\nb-{os}.tar.gz' })
    expect((await refusalOf(run(two, world(nothing).ports)))[0]).toMatchObject({
      code: 'E_FETCH_OCI',
      message: expect.stringContaining('a layer without a name'),
    })
  })

  test('by digest are what the digest names', async () => {
    const { index } = await push('octo/runtime', 'v1.2.3', { amd64: bytesOf('amd64'), arm64: bytesOf('arm64') })
    const outputs = await run(inputsOf({ oci: `${server.host}/octo/runtime@${index.digest}`, version: 'v1.2.3' }), world(nothing).ports)
    expect(outputs.source).toBe('oci')
  })
})

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type InputsOf, type OutputsOf, parseInputs } from '@slipway/contract'
import { createExec, createHttp, type Ports } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { digestOf, type Result, unwrap } from '@slipway/kernel'
import { createRegistryFake, type RegistryFake, type RunningRegistry, startRegistry } from '@slipway/registry/fakes'
import { mediaTypeOf } from './build.ts'
import { contract } from './contract.ts'
import { planOrder } from './plan.ts'
import { run } from './run.ts'

jest.setTimeout(60_000)

const given = {
  repository: 'ghcr.io/octo/vm/runtime',
  files: 'dist/vm-{os}-{arch}.tar.gz',
  platforms: 'linux/amd64, linux/arm64',
  'artifact-type': 'application/vnd.octo.vm.runtime',
  license: 'Apache-2.0',
  source: 'https://github.com/octo/vm',
  revision: 'c'.repeat(40),
  tags: 'v1.2.3',
  username: 'octocat',
  token: 'secret',
}

type Given = Readonly<Record<string, string>>

function inputs(change: Given = {}): InputsOf<typeof contract> {
  return unwrap(parseInputs(contract, { ...given, ...change }))
}

const single: Given = { files: 'dist/vm-linux-amd64.tar.gz', platforms: '' }
const base: Given = { files: '', platforms: '', folder: 'base' }
const workspace = {
  'dist/vm-linux-amd64.tar.gz': 'for amd64',
  'dist/vm-linux-arm64.tar.gz': 'for arm64',
  'base/kustomization.yaml': 'resources: [parts/deployment.yaml]\n',
  'base/parts/deployment.yaml': 'kind: Deployment\n',
}

function createWorld(registry: RegistryFake = createRegistryFake({ strict: true })): Fakes & { readonly registry: RegistryFake } {
  const folder = mkdtempSync(join(tmpdir(), 'oci-push-'))
  for (const [path, content] of Object.entries(workspace)) {
    mkdirSync(dirname(join(folder, 'workspace', path)), { recursive: true })
    writeFileSync(join(folder, 'workspace', path), content)
  }
  // What skopeo does with a layout, without skopeo.
  const copy = (layout: string, target: string): void => {
    const [, name = ''] = /^docker:\/\/[^/]+\/(.+)@/.exec(target) ?? []
    type Named = { readonly digest: string }
    const put = (digest: string): void => {
      const bytes = readFileSync(join(layout, 'blobs/sha256', digest.slice(7)))
      const document = JSON.parse(bytes.toString()) as { mediaType: string; manifests?: Named[]; layers?: Named[]; config?: Named }
      for (const child of document.manifests ?? []) put(child.digest)
      for (const blob of [...(document.layers ?? []), ...(document.config === undefined ? [] : [document.config])])
        registry.blobs.set(blob.digest, readFileSync(join(layout, 'blobs/sha256', blob.digest.slice(7))))
      registry.put(name, undefined, document.mediaType, bytes.toString())
    }
    put((JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as { manifests: { digest: string }[] }).manifests[0]?.digest ?? '')
  }
  const fakes = createFakes({
    folder,
    http: registry.answer,
    exec: ({ args }) => {
      copy((args.at(-2) ?? '').slice('oci:'.length), args.at(-1) ?? '')
      return {}
    },
  })
  return { ...fakes, registry }
}

const codes = (result: Result<unknown>): string[] => (result.ok ? [] : result.error.map(({ code, at }) => `${code.replace('E_OCI_PUSH_', '')} ${at?.input}`))

describe('the order', () => {
  test.each<[string, Given, string[]]>([
    ['a repository with a tag', { repository: 'ghcr.io/o/r:v1' }, ['E_OCI_REFERENCE repository']],
    ['no artifact type', { 'artifact-type': '' }, ['TYPE artifact-type']],
    ['an unknown platform', { files: 'linux/x86_64: a' }, ['E_KERNEL_PLATFORM files']],
    ['a platform without a file', { files: 'linux/amd64: a' }, ['FILES platforms']],
    ['files with and without a platform', { files: 'linux/amd64: a\nb', platforms: '' }, ['FILES files']],
    ['two files of one name', { files: 'a/x\nb/x' }, ['FILES files', 'FILES files']],
    ['a name that leaves the folder of the puller', { files: 'a -> ../x' }, ['FILES files']],
    ['a name with a folder', { files: 'a -> b/c' }, ['FILES files']],
    ['no name', { files: '-> b -> c' }, ['FILES files']],
    ['an annotation without a value', { annotations: 'a' }, ['ANNOTATION annotations']],
    ['a tag that is fixed and moves', { 'moving-tags': 'v1.2.3' }, ['TAGS moving-tags']],
    ['a digest and no tag', { files: '', platforms: '', digest: `sha256:${'0'.repeat(64)}`, tags: '' }, ['TAGS tags']],
    ['tags for later, and none is named', { tags: '', 'tag-later': 'true' }, ['TAGS tags']],
    [
      'everything at once',
      { repository: 'x', 'artifact-type': '', annotations: 'a', 'moving-tags': 'v1.2.3' },
      ['E_OCI_REFERENCE repository', 'ANNOTATION annotations', 'TAGS moving-tags', 'TYPE artifact-type'],
    ],
  ])('%s is refused', (_, change, expected) => expect(codes(planOrder(inputs(change)))).toEqual(expected))

  test('lines, platforms, titles and annotations', () => {
    const order = unwrap(planOrder(inputs({ files: 'x-{arch} -> x\nlinux/arm/v7: only', annotations: 'a.b/c=d=e', tags: '' })))
    expect(order.content).toEqual({
      kind: 'files',
      items: [
        { platform: 'linux/amd64', source: 'x-amd64', title: 'x' },
        { platform: 'linux/arm64', source: 'x-arm64', title: 'x' },
        { platform: 'linux/arm/v7', source: 'only', title: 'only' },
      ],
    })
    expect(order.annotations).toEqual({
      'org.opencontainers.image.source': given.source,
      'org.opencontainers.image.revision': given.revision,
      'org.opencontainers.image.licenses': 'Apache-2.0',
      'a.b/c': 'd=e',
    })
  })

  test.each([
    ['a.tar.gz', 'application/gzip'],
    ['a.tar.zst', 'application/zstd'],
    ['a.zip', 'application/zip'],
    ['a.tar.gz.spdx.json', 'application/spdx+json'],
    ['a.tar.gz.cdx.json', 'application/vnd.cyclonedx+json'],
    ['a', 'application/octet-stream'],
  ])('%s is %s', (name, type) => expect(mediaTypeOf(name)).toBe(type))
})

type Manifest = {
  readonly artifactType: string
  readonly annotations: Record<string, string>
  readonly layers: { mediaType: string; digest: string; annotations: Record<string, string> }[]
  readonly manifests: { platform: Record<string, string>; digest: string }[]
}

function stored({ registry }: { readonly registry: RegistryFake }, at: string): Manifest {
  return JSON.parse(Buffer.from(registry.manifests.get('octo/vm/runtime')?.get(at)?.bytes ?? '').toString()) as Manifest
}

const tagsOf = ({ registry }: { readonly registry: RegistryFake }): string[] =>
  [...(registry.manifests.get('octo/vm/runtime')?.keys() ?? [])].filter((place) => !place.includes(':'))

describe('a push', () => {
  test('is one artifact for each platform, one index over them, and tags behind everything else', async () => {
    const world = createWorld()
    const outputs = await run(inputs({ 'moving-tags': 'latest' }), world.ports)
    const index = stored(world, 'v1.2.3')
    expect(index).toMatchObject({
      artifactType: given['artifact-type'],
      annotations: { 'org.opencontainers.image.version': 'v1.2.3', 'org.opencontainers.image.licenses': 'Apache-2.0' },
    })
    expect(index.manifests.map(({ platform }) => platform)).toEqual([
      { architecture: 'amd64', os: 'linux' },
      { architecture: 'arm64', os: 'linux' },
    ])
    const arm = stored(world, 'v1.2.3-linux-arm64')
    expect(arm).toMatchObject({
      artifactType: given['artifact-type'],
      annotations: index.annotations,
      layers: [{ mediaType: 'application/gzip', digest: digestOf('for arm64'), annotations: { 'org.opencontainers.image.title': 'vm-linux-arm64.tar.gz' } }],
    })
    expect(outputs).toEqual({
      repository: given.repository,
      digest: digestOf(JSON.stringify(index)),
      digests: JSON.stringify({ 'linux/amd64': index.manifests[0]?.digest, 'linux/arm64': index.manifests[1]?.digest }),
      tags: 'v1.2.3-linux-amd64\nlatest-linux-amd64\nv1.2.3-linux-arm64\nlatest-linux-arm64\nv1.2.3\nlatest',
      later: '',
    })
    // Tags last: nothing that a reader could find by name came before the proof.
    const written = world.requests.filter(({ method }) => method === 'PUT').map(({ url }) => url.split('/').at(-1))
    expect(written.at(-1)).toBe('latest')
    const firstTag = world.requests.findIndex(({ method }) => method === 'PUT')
    const proof = world.requests.findIndex(({ method, url }) => method === 'GET' && url.endsWith(outputs.digest))
    expect(proof).toBeLessThan(firstTag)
    expect(world.summary()).toContain(`oras pull ghcr.io/octo/vm/runtime@${outputs.digest}`)
  })

  test('of the same content is the same, writes nothing twice, and moves no tag', async () => {
    const world = createWorld()
    const first = await run(inputs(), world.ports)
    const before = world.requests.length
    expect(await run(inputs(), world.ports)).toEqual(first)
    expect(world.requests.slice(before).filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([])
    expect((await run(inputs(), createWorld().ports)).digest).toBe(first.digest)
  })

  test('without tags is by digest only; a later step gives the tags to the same digest', async () => {
    const world = createWorld()
    const pushed = await run(inputs({ tags: '', version: 'v1.2.3' }), world.ports)
    expect(tagsOf(world)).toEqual([])
    const named = await run(inputs({ files: '', platforms: '', digest: pushed.digest, 'moving-tags': 'latest' }), world.ports)
    expect([named.digest, named.digests]).toEqual([pushed.digest, pushed.digests])
    expect(tagsOf(world).sort()).toEqual(['latest', 'latest-linux-amd64', 'latest-linux-arm64', 'v1.2.3', 'v1.2.3-linux-amd64', 'v1.2.3-linux-arm64'])
    await expect(run(inputs({ files: '', platforms: '', digest: digestOf('x') }), world.ports)).rejects.toMatchObject({
      problems: [{ code: 'E_OCI_PUSH_DIGEST' }],
    })
  })

  test('with tags for later sets none of them, and says which digest each is for', async () => {
    const world = createWorld()
    const later = await run(inputs({ 'moving-tags': 'latest', 'tag-later': 'true' }), world.ports)
    expect([tagsOf(world), later.tags]).toEqual([[], ''])
    const at = JSON.parse(later.digests) as Record<string, string>
    const line = (digest: string | undefined, ...tags: readonly string[]): string => [`${given.repository}@${digest}`, ...tags].join(' ')
    expect(later.later.split('\n')).toEqual([
      line(at['linux/amd64'], 'v1.2.3-linux-amd64', 'latest-linux-amd64'),
      line(at['linux/arm64'], 'v1.2.3-linux-arm64', 'latest-linux-arm64'),
      line(later.digest, 'v1.2.3', 'latest'),
    ])
    expect(await run(inputs({ 'moving-tags': 'latest' }), world.ports)).toMatchObject({ digest: later.digest, later: '' })
    const dry = await run(inputs({ 'tag-later': 'true', 'dry-run': 'true' }), world.ports)
    expect([dry.digest, dry.tags, dry.later]).toEqual([later.digest, '', ''])
    // What could not be tagged later is refused now, while nothing is public.
    const other = { ...single, files: 'dist/vm-linux-arm64.tar.gz', 'tag-later': 'true' }
    await expect(run(inputs(other), world.ports)).rejects.toMatchObject({ problems: [{ code: 'E_OCI_PUSH_TAG' }] })
  })

  test('of files without a platform is one artifact, and one of a folder holds it as one layer', async () => {
    const world = createWorld()
    const outputs = await run(
      inputs({ files: 'dist/vm-linux-amd64.tar.gz\ndist/vm-linux-arm64.tar.gz', platforms: '', 'media-type': 'application/x-thing' }),
      world.ports,
    )
    expect([outputs.digests, outputs.tags]).toEqual(['', 'v1.2.3'])
    expect(stored(world, 'v1.2.3').layers.map(({ mediaType, digest }) => [mediaType, digest])).toEqual([
      ['application/x-thing', digestOf('for amd64')],
      ['application/x-thing', digestOf('for arm64')],
    ])
    const other = createWorld()
    await run(inputs(base), other.ports)
    const [layer] = stored(other, 'v1.2.3').layers
    expect(layer).toMatchObject({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      annotations: { 'org.opencontainers.image.title': '.', 'io.deis.oras.content.unpack': 'true' },
    })
    const tar = gunzipSync(other.registry.blobs.get(layer?.digest ?? '') ?? '')
    expect(layer?.annotations['io.deis.oras.content.digest']).toBe(digestOf(tar))
    expect([0, 1, 2, 3].map((at) => tar.toString('latin1', at * 512, at * 512 + 40).replace(/\0.*/s, ''))).toEqual([
      'kustomization.yaml',
      'resources: [parts/deployment.yaml]\n',
      'parts/',
      'parts/deployment.yaml',
    ])
  })

  test('takes files from the artifacts of the run', async () => {
    const world = createWorld()
    for (const arch of ['amd64', 'arm64']) {
      const made = join(dirname(world.ports.files.resolve('.')), arch)
      mkdirSync(made, { recursive: true })
      writeFileSync(join(made, 'vm.tar.gz'), `artifact ${arch}`)
      await world.ports.artifacts.upload(`package-linux-${arch}`, ['vm.tar.gz'], made)
    }
    await run(inputs({ files: 'vm.tar.gz', 'from-artifact': 'package-{os}-{arch}' }), world.ports)
    expect(stored(world, 'v1.2.3-linux-arm64').layers[0]?.digest).toBe(digestOf('artifact arm64'))
  })

  test('a dry run says the same and changes nothing', async () => {
    const [dry, real] = [createWorld(), createWorld()]
    const outputs = await run(inputs({ 'dry-run': 'true' }), dry.ports)
    expect(outputs).toEqual({ ...(await run(inputs(), real.ports)), tags: '' })
    expect([dry.calls, dry.requests.filter(({ method }) => method !== 'HEAD')]).toEqual([[], []])
    expect(dry.lines).toEqual(real.lines)
  })
})

describe('refused', () => {
  test('a fixed tag that names other content, before anything is pushed; a moving one moves', async () => {
    const world = createWorld()
    await run(inputs(single), world.ports)
    const pushed = world.calls.length
    const other = { ...single, files: 'dist/vm-linux-arm64.tar.gz', tags: 'v1.2.3\nv1.2.4' }
    await expect(run(inputs(other), world.ports)).rejects.toMatchObject({
      problems: [{ code: 'E_OCI_PUSH_TAG', message: expect.stringContaining('runtime:v1.2.3 names sha256:') }],
    })
    expect([world.calls.length, tagsOf(world)]).toEqual([pushed, ['v1.2.3']])
    await run(inputs({ ...other, tags: '', 'moving-tags': 'v1.2.3' }), world.ports)
    expect(stored(world, 'v1.2.3').layers[0]?.digest).toBe(digestOf('for arm64'))
  })

  test('files that are missing or empty, all of them, before the first request', async () => {
    const world = createWorld()
    writeFileSync(join(world.ports.files.resolve('dist'), 'empty'), '')
    const wrong = inputs({ files: 'dist/gone\ndist/empty\ndist', platforms: '' })
    await expect(run(wrong, world.ports)).rejects.toMatchObject({
      problems: [{ code: 'E_OCI_PUSH_MISSING' }, { code: 'E_OCI_PUSH_EMPTY' }, { code: 'E_OCI_PUSH_MISSING' }],
    })
    await expect(run(inputs({ ...base, folder: 'nowhere' }), world.ports)).rejects.toMatchObject({
      problems: [{ code: 'E_ARCHIVE_MISSING', at: { input: 'folder' } }],
    })
    expect(world.requests).toEqual([])
  })

  test('a folder with what no other system could hold, or with a link that leaves it', async () => {
    const world = createWorld()
    const place = world.ports.files.resolve('base')
    symlinkSync('../dist', join(place, 'out'))
    writeFileSync(join(place, 'Kustomization.yaml'), 'x')
    await expect(run(inputs(base), world.ports)).rejects.toMatchObject({
      problems: [
        { code: 'E_ARCHIVE_CASE', at: { input: 'folder' } },
        { code: 'E_ARCHIVE_LINK', at: { input: 'folder' } },
      ],
    })
    expect(world.requests).toEqual([])
  })

  test('the digest of an index whose artifacts are not all there', async () => {
    const world = createWorld()
    const pushed = await run(inputs({ tags: '', version: 'v1.2.3' }), world.ports)
    const [gone = ''] = Object.values(JSON.parse(pushed.digests) as Record<string, string>)
    world.registry.manifests.get('octo/vm/runtime')?.delete(gone)
    await expect(run(inputs({ files: '', platforms: '', digest: pushed.digest }), world.ports)).rejects.toMatchObject({
      problems: [{ code: 'E_OCI_PUSH_DIGEST', message: `ghcr.io/octo/vm/runtime@${gone} is not there, although the index names it` }],
    })
    expect(tagsOf(world)).toEqual([])
  })

  test('a registry that loses a layer: no tag is set', async () => {
    const world = createWorld()
    world.registry.faults.push(({ method, url }) => (method === 'HEAD' && url.endsWith(digestOf('for arm64')) ? { status: 404 } : undefined))
    await expect(run(inputs(), world.ports)).rejects.toMatchObject({
      problems: [{ code: 'E_OCI_PUSH_PROOF', message: expect.stringContaining(digestOf('for arm64')) }],
    })
    expect(tagsOf(world)).toEqual([])
  })
})

describe('with skopeo and a real registry', () => {
  let registry: RunningRegistry
  beforeAll(async () => {
    registry = await startRegistry()
  })
  afterAll(() => registry.stop())

  function realPorts(): Ports {
    const { ports } = createWorld()
    const signal = new AbortController().signal
    return {
      ...ports,
      exec: createExec({ env: { PATH: process.env.PATH }, cwd: tmpdir(), windows: false, print: () => {}, signal }),
      http: createHttp({ env: {}, userAgent: 'test', signal }),
    }
  }

  test('everything arrives by digest, the tags are the last requests, and a second push sends nothing', async () => {
    const ports = realPorts()
    const push = (change: Given = {}): Promise<OutputsOf<typeof contract>> => run(inputs({ repository: `${registry.host}/octo/vm`, ...change }), ports)
    const first = await push()
    const requests = registry.requests().filter((line) => /^(PUT|POST|PATCH)/.test(line))
    expect(requests.slice(-3).map((line) => line.replace(/.*manifests\//, ''))).toEqual(['v1.2.3-linux-amd64 201', 'v1.2.3-linux-arm64 201', 'v1.2.3 201'])
    expect(
      requests
        .slice(0, -3)
        .filter((line) => line.includes('manifests'))
        .every((line) => line.includes('manifests/sha256:')),
    ).toBe(true)
    expect(await push()).toEqual(first)
    expect(registry.requests().filter((line) => /^(POST|PATCH)/.test(line))).toHaveLength(requests.filter((line) => /^(POST|PATCH)/.test(line)).length)
    const kept = mkdtempSync(join(tmpdir(), 'kept-'))
    const copied = await ports.exec.run('skopeo', [
      'copy',
      '--all',
      '--preserve-digests',
      '--src-tls-verify=false',
      `docker://${first.repository}:v1.2.3`,
      `dir:${kept}`,
    ])
    expect(copied.code).toBe(0)
    expect(readFileSync(join(kept, digestOf('for arm64').slice(7)), 'utf8')).toBe('for arm64')
    rmSync(kept, { recursive: true })
  })
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type InputsOf, parseInputs } from '@slipway/contract'
import { createExec, createHttp, type Ports } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { type Digest, digestOf, type Platform, type Tag, unwrap } from '@slipway/kernel'
import { mediaTypes, parseManifest, parseRepository, type Repository } from '@slipway/oci'
import { copyImage, createRegistry } from '@slipway/registry'
import { createRegistryFake, type RegistryFake, type RunningRegistry, startRegistry } from '@slipway/registry/fakes'
import { contract } from './contract.ts'
import { planHop, planMoves } from './plan.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'skopeo-promote-'))
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const tags = (...names: readonly string[]): readonly Tag[] => names as readonly Tag[]

function inputs(given: Readonly<Record<string, string>>): InputsOf<typeof contract> {
  return unwrap(parseInputs(contract, { image: 'ghcr.io/o/r', from: 'next', to: 'testing', username: 'octocat', token: 'secret', ...given }))
}

/** An index over platforms; `salt` makes another one of the same platforms. */
function indexOf(platforms: readonly string[], salt = ''): Readonly<Record<string, unknown>> {
  const manifests = platforms.map((platform, position) => {
    const [os, architecture] = platform.split('/')
    const attests = platform === 'unknown/unknown' ? { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } } : {}
    return { mediaType: mediaTypes.manifest, digest: digestOf(`${platform}${position}${salt}`), size: 7, platform: { os, architecture }, ...attests }
  })
  return { schemaVersion: 2, mediaType: mediaTypes.index, manifests }
}

const both = ['linux/amd64', 'linux/arm64']
const next = digestOf(encode(indexOf(both)))
const old = digestOf(encode(indexOf(both, 'old')))

describe('the plan', () => {
  const request = { image: 'ghcr.io/o/r', from: 'next', to: tags('testing'), target: undefined }

  test.each([
    [{ image: 'ghcr.io/o/r:v1' }, 'E_OCI_REFERENCE', 'image'],
    [{ image: 'o/r' }, 'E_OCI_REFERENCE', 'image'],
    [{ from: 'ghcr.io/o/r:next' }, 'E_KERNEL_TAG', 'from'],
    [{ from: 'sha256:12' }, 'E_KERNEL_DIGEST', 'from'],
    [{ target: 'ghcr.io/O/R' }, 'E_OCI_REFERENCE', 'target'],
    [{ to: tags('testing', 'next') }, 'E_PROMOTE_SELF', 'to'],
  ])('%j is refused', (changes, code, input) => {
    expect(planHop({ ...request, ...changes })).toMatchObject({ ok: false, error: [{ code, cure: expect.stringMatching(/.+/), at: { input } }] })
  })

  test('all wrong inputs are named at once; a tag counts once; the same name elsewhere is no promotion to itself', () => {
    const wrong = planHop({ image: 'x', from: 'a b', to: tags('t'), target: 'y' })
    expect(wrong).toMatchObject({ ok: false, error: [{ at: { input: 'image' } }, { at: { input: 'from' } }, { at: { input: 'target' } }] })
    expect(planHop({ ...request, to: tags('a', 'b', 'a') })).toMatchObject({ value: { tags: ['a', 'b'], copies: false } })
    expect(planHop({ ...request, to: tags('next'), target: 'ghcr.io/o/other' })).toMatchObject({ ok: true, value: { copies: true } })
    expect(planHop({ ...request, target: 'ghcr.io/o/r', from: next })).toMatchObject({ value: { source: { digest: next }, copies: false } })
  })

  type Given = { readonly document?: object; readonly expected?: Digest; readonly platforms?: readonly string[] }
  const decide = ({ document = indexOf(both), expected, platforms }: Given) =>
    planMoves({
      hop: unwrap(planHop({ ...request, to: tags('new', 'old', 'same') })),
      manifest: unwrap(parseManifest(encode(document))),
      expected,
      platforms: platforms as readonly Platform[] | undefined,
      named: new Map([...tags('old').map((tag) => [tag, old] as const), ...tags('same').map((tag) => [tag, next] as const)]),
    })

  test.each<[string, Given]>([
    ['nothing more is demanded', {}],
    ['digest and platforms fit', { expected: next, platforms: ['linux/arm64', 'linux/amd64'] }],
  ])('creates, moves and leaves where %s', (_, given) => {
    const moves = [
      { tag: 'new', deed: 'create', before: undefined },
      { tag: 'old', deed: 'move', before: old },
      { tag: 'same', deed: 'leave', before: next },
    ]
    expect(decide(given)).toMatchObject({ ok: true, value: { moves } })
  })

  const image = { schemaVersion: 2, config: { mediaType: mediaTypes.config, digest: old, size: 2 }, layers: [] }
  test.each<[string, Given, readonly string[]]>([
    ['another digest', { expected: old }, [`ghcr.io/o/r:next is ${next}, not ${old}`]],
    ['a missing platform', { platforms: [...both, 'linux/riscv64'] }, ['holds no image for linux/riscv64']],
    ['a platform too many', { platforms: ['linux/amd64'] }, ['for linux/arm64']],
    ['both', { platforms: ['linux/amd64', 'linux/riscv64'] }, ['no image for linux/riscv64', 'for linux/arm64']],
    ['a platform that is there twice', { document: indexOf([...both, 'linux/amd64']), platforms: both }, ['several images for linux/amd64']],
    ['a platform that nobody knows', { document: indexOf([...both, 'plan9/amd64']), platforms: both }, ['no known platform']],
    ['a single image', { document: image, platforms: ['linux/amd64'] }, ['is a single image, not an index']],
    ['an empty list of platforms', { document: indexOf([]), platforms: [] }, ['declares no platform']],
    ['digest and platforms', { expected: old, platforms: ['linux/amd64'] }, ['not', 'for linux/arm64']],
  ])('refuses %s', (_, given, messages) => {
    const error = messages.map((message) => ({ message: expect.stringContaining(message), cure: expect.stringMatching(/.+/) }))
    expect(decide(given)).toMatchObject({ ok: false, error })
  })

  test('attestations are no platform; a single image is promoted where no platforms are declared', () => {
    expect(decide({ document: indexOf([...both, 'unknown/unknown', 'unknown/unknown']), platforms: both }).ok).toBe(true)
    expect(decide({ document: image }).ok).toBe(true)
  })
})

describe('the hop', () => {
  function world(): { readonly fakes: Fakes; readonly fake: RegistryFake; readonly names: (tag: string, name?: string) => Digest | undefined } {
    const fake = createRegistryFake()
    fake.put('o/r', 'next', mediaTypes.index, indexOf(both))
    fake.put('o/r', 'testing', mediaTypes.index, indexOf(both, 'old'))
    const names = (tag: string, name = 'o/r'): Digest | undefined => {
      const stored = fake.manifests.get(name)?.get(tag)
      return stored === undefined ? undefined : digestOf(stored.bytes)
    }
    return { fakes: createFakes({ folder, http: fake.answer }), fake, names }
  }
  const sent = ({ requests }: Fakes): readonly string[] => requests.map(({ method, url }) => `${method} ${url.slice(url.lastIndexOf('/') + 1)}`)
  const refusedWith = (...codes: readonly string[]) => ({ name: 'Refusal', problems: codes.map((code) => ({ code, cure: expect.stringMatching(/.+/) })) })

  test('moves and creates with one read and one write a tag, compares, and says so; a second run moves nothing', async () => {
    const { fakes, names } = world()
    const given = inputs({ to: 'testing\nedge', digest: next, platforms: both.join(', '), target: '' })
    const repository = 'ghcr.io/o/r'
    expect(await run(given, fakes.ports)).toEqual({ repository, digest: next, previous: JSON.stringify({ testing: old, edge: '' }), moved: 'true' })
    expect([names('testing'), names('edge')]).toEqual([next, next])
    expect(sent(fakes)).toEqual(['GET next', 'HEAD testing', 'HEAD edge', 'PUT testing', 'PUT edge', 'HEAD testing', 'HEAD edge'])
    expect(fakes.lines).toContain(`move ghcr.io/o/r:testing from ${old} to ${next}`)
    expect(fakes.lines).toContain(`promoted ghcr.io/o/r:testing → ${next}`)
    expect(fakes.summary()).toContain(`| \`testing\` | \`${old}\` | \`${next}\` |\n| \`edge\` | none | \`${next}\` |`)
    expect(fakes.summary()).toContain('n0 -->|"moved"| n1')
    const again = await run(given, fakes.ports)
    expect(again).toMatchObject({ previous: JSON.stringify({ testing: next, edge: next }), moved: 'false' })
    expect(sent(fakes).filter((line) => line.startsWith('PUT'))).toHaveLength(2)
  })

  test('a dry run prints the same plan and writes nothing', async () => {
    const { fakes, names } = world()
    const outputs = await run(inputs({ 'dry-run': 'true' }), fakes.ports)
    expect(outputs).toEqual({ repository: 'ghcr.io/o/r', digest: next, previous: JSON.stringify({ testing: old }), moved: 'false' })
    expect([fakes.lines, names('testing')]).toEqual([[`move ghcr.io/o/r:testing from ${old} to ${next}`], old])
    expect(fakes.summary()).toContain('nothing was moved')
  })

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a tag that is not there', { from: 'nightly' }, 'E_PROMOTE_ABSENT'],
    ['another digest', { digest: old }, 'E_PROMOTE_DIGEST'],
    ['other platforms', { platforms: 'linux/amd64' }, 'E_PROMOTE_PLATFORMS'],
  ])('%s moves nothing', async (_, given, code) => {
    const { fakes } = world()
    await expect(run(inputs(given), fakes.ports)).rejects.toMatchObject(refusedWith(code))
    expect(sent(fakes).filter((line) => line.startsWith('PUT'))).toEqual([])
  })

  test('a tag that may not be moved keeps no other from moving; the report names each; a re-run moves the rest', async () => {
    const { fakes, fake, names } = world()
    fake.put('o/r', 'same', mediaTypes.index, indexOf(both))
    fake.faults.push(({ method, url }) => (method === 'PUT' && url.endsWith('/testing') ? { status: 403 } : undefined))
    const given = inputs({ to: 'testing\nedge\nsame' })
    const promise = run(given, fakes.ports)
    await expect(promise).rejects.toMatchObject(refusedWith('E_PROMOTE_INCOMPLETE', 'E_REGISTRY_DENIED'))
    await expect(promise).rejects.toThrow('failed: testing; moved: edge; was so before: same')
    expect([names('testing'), names('edge')]).toEqual([old, next])
    expect(fakes.summary()).toContain(`| \`testing\` | \`${old}\` | \`${old}\` |`)
    expect(fakes.lines.filter((line) => line.startsWith('promoted'))).toEqual([`promoted ghcr.io/o/r:edge → ${next}`])
    fake.faults.pop()
    expect(await run(given, fakes.ports)).toMatchObject({ moved: 'true', previous: JSON.stringify({ testing: old, edge: next, same: next }) })
    expect(sent(fakes).filter((line) => line.startsWith('PUT'))).toEqual(['PUT testing', 'PUT edge', 'PUT testing'])
  })

  test('what the registry says afterwards decides: a lost answer has moved the tag, a confirmed write may not have', async () => {
    const { fakes, fake } = world()
    fake.faults.push(({ method }) => {
      if (method !== 'PUT') return undefined
      fake.put('o/r', 'testing', mediaTypes.index, indexOf(both))
      return { status: 503 }
    })
    expect(await run(inputs({}), fakes.ports)).toMatchObject({ moved: 'true' })
    fake.faults.splice(0, 1, ({ method }) => (method === 'PUT' ? { status: 201, headers: { 'docker-content-digest': next } } : undefined))
    await expect(run(inputs({ to: 'stable' }), fakes.ports)).rejects.toMatchObject(refusedWith('E_PROMOTE_COMPARE'))
    expect(fakes.summary()).toContain('| `stable` | none | not known |')
  })

  test('another repository is filled by skopeo first, and only where a tag has to move; no token goes to another host', async () => {
    const { fake } = world()
    const authFiles: string[] = []
    const fakes = createFakes({
      folder,
      http: (request) => {
        const asked = new URL(request.url).host === 'ghcr.io' && request.headers?.['authorization'] === undefined
        return asked ? { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } } : fake.answer(request)
      },
      exec: async ({ args }) => {
        authFiles.push(await fakes.ports.files.readText(args[args.indexOf('--authfile') + 1] ?? ''))
        return {}
      },
    })
    const given = inputs({ image: 'quay.io/o/r', target: 'ghcr.io/octo/tool', to: 'stable' })
    expect(await run(given, fakes.ports)).toMatchObject({ repository: 'ghcr.io/octo/tool', moved: 'true' })
    const ends = [`docker://quay.io/o/r@${next}`, `docker://ghcr.io/octo/tool@${next}`]
    expect(fakes.calls.map(({ command, args }) => [command, ...args.slice(0, 3), ...args.slice(-2)])).toEqual([
      ['skopeo', 'copy', '--all', '--preserve-digests', ...ends],
    ])
    expect(authFiles.map((text) => Object.keys(JSON.parse(text).auths))).toEqual([['ghcr.io']])
    expect(fakes.requests.filter(({ url, headers }) => url.includes('quay.io') && headers?.['authorization'] !== undefined)).toEqual([])
    expect(await run(given, fakes.ports)).toMatchObject({ moved: 'false' })
    expect(fakes.calls).toHaveLength(1)
  })
})

describe('a real registry', () => {
  let running: RunningRegistry
  const signal = new AbortController().signal
  const repository = (name: string): Repository => unwrap(parseRepository(`${running.host}/${name}`))

  beforeAll(async () => {
    running = await startRegistry()
  })
  afterAll(() => running.stop())

  function real(): { readonly ports: Ports; readonly sent: readonly string[] } {
    const { ports } = createFakes({ folder })
    const exec = createExec({ env: process.env, cwd: folder, windows: false, print: () => {}, signal })
    const http = createHttp({ env: process.env, userAgent: 'test', signal })
    const sent: string[] = []
    const request: Ports['http']['request'] = (asked) => {
      sent.push(`${asked.method} ${new URL(asked.url).pathname}`)
      return http.request(asked)
    }
    return { ports: { ...ports, exec, http: { request } }, sent }
  }

  /** Pushes an index over two platforms as skopeo does, and returns its digest. */
  async function push(name: string, tag: string, salt: string): Promise<Digest> {
    const { ports } = real()
    const layout = join(folder, digestOf(salt).slice(7, 15))
    const write = async (mediaType: string, document: unknown): Promise<{ mediaType: string; digest: Digest; size: number }> => {
      const bytes = encode(document)
      await ports.files.write(join(layout, 'blobs/sha256', digestOf(bytes).slice(7)), bytes)
      return { mediaType, digest: digestOf(bytes), size: bytes.length }
    }
    const manifests: object[] = []
    for (const architecture of ['amd64', 'arm64']) {
      const config = await write(mediaTypes.config, { os: 'linux', architecture, author: salt, rootfs: { type: 'layers', diff_ids: [] } })
      const manifest = await write(mediaTypes.manifest, { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [] })
      manifests.push({ ...manifest, platform: { os: 'linux', architecture } })
    }
    const index = await write(mediaTypes.index, { schemaVersion: 2, mediaType: mediaTypes.index, manifests })
    await ports.files.write(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
    await ports.files.write(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [index] }))
    const to = { kind: 'repository', repository: repository(name), at: tag as Tag } as const
    await copyImage(ports, createRegistry(ports), { from: { kind: 'layout', folder: layout }, to })
    return index.digest
  }

  test('next becomes testing, by two requests and a comparison, and testing becomes stable elsewhere with both platforms', async () => {
    const digest = await push('o/r', 'next', 'first')
    const { ports, sent } = real()
    const image = `${running.host}/o/r`
    expect(await run(inputs({ image, digest, platforms: both.join(',') }), ports)).toMatchObject({ digest, moved: 'true' })
    expect(sent.map((line) => line.replace('/v2/o/r/manifests/', ''))).toEqual(['GET next', 'HEAD testing', 'PUT testing', 'HEAD testing'])
    const hop = inputs({ image, from: 'testing', target: `${running.host}/other/r`, to: 'stable\nlatest' })
    expect(await run(hop, ports)).toMatchObject({ repository: `${running.host}/other/r`, digest, moved: 'true' })
    const registry = createRegistry(ports)
    expect(await registry.readManifest({ ...repository('other/r'), tag: 'latest' as Tag })).toMatchObject({ digest, manifests: [{}, {}] })
    expect(await registry.listTags(repository('other/r'))).toEqual(['latest', 'stable'])
    expect(await run(hop, ports)).toMatchObject({ moved: 'false' })
  })

  test('a wrong digest is refused, with both digests and the cure, and nothing moves', async () => {
    const first = await push('o/wrong', 'next', 'first')
    await run(inputs({ image: `${running.host}/o/wrong` }), real().ports)
    const second = await push('o/wrong', 'next', 'second')
    const promise = run(inputs({ image: `${running.host}/o/wrong`, digest: first }), real().ports)
    await expect(promise).rejects.toThrow(
      `input digest: ${running.host}/o/wrong:next is ${second}, not ${first}. To promote what was tested, write from: ${first}`,
    )
    expect(await createRegistry(real().ports).readDigest({ ...repository('o/wrong'), tag: 'testing' as Tag })).toBe(first)
  })
})

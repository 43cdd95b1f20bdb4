import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { digestOf, type Platform, type Tag } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { asked, digestAt, event, inputs, puts, world } from './builder-image.support.ts'
import { keyAnnotation } from './plan.ts'
import { anchorTag, planDraft } from './recipe.ts'
import { run } from './run.ts'
import { decideTrust } from './trust.ts'

const failsWith = (promise: Promise<unknown>, code: string, more: object = {}) =>
  expect(promise).rejects.toMatchObject({ name: 'Refusal', problems: [{ code, cure: expect.stringMatching(/.+/), ...more }] })

describe('ensure', () => {
  test('builds each platform, merges, tags; a second time it finds everything in one GET and a look at each tag', async () => {
    const first = world()
    const outputs = await run(inputs(), first.fakes.ports)
    const { key, digest } = outputs
    expect(outputs).toMatchObject({ repository: 'ghcr.io/o/builder', found: 'false', tagged: 'true', missing: '[]' })
    expect(first.built).toEqual(['linux/amd64', 'linux/arm64'])
    expect(Object.keys(JSON.parse(outputs.digests) as object)).toEqual(['linux/amd64', 'linux/arm64'])
    expect(puts(first)).toEqual([`PUT ${key}-amd64`, `PUT ${key}-arm64`, `PUT ${key}`, 'PUT v1.18.0'])
    const index = JSON.parse(new TextDecoder().decode(first.fake.manifests.get('o/builder')?.get(key)?.bytes)) as { annotations: object }
    expect(index.annotations).toEqual({
      [keyAnnotation]: key,
      'org.opencontainers.image.base.digest': digestAt(first.fake, 'library/debian', '12'),
      'org.opencontainers.image.base.name': 'docker.io/library/debian:12',
      'org.opencontainers.image.created': '1980-01-01T00:00:00Z',
      'org.opencontainers.image.revision': first.fakes.ports.job.sha,
      'org.opencontainers.image.source': 'https://github.com/octo/microvm',
      'org.opencontainers.image.version': 'v1.18.0',
    })
    expect(first.fakes.summary()).toContain('| linux/arm64 | built | `sha256:')

    const second = world({ fake: first.fake })
    expect(await run(inputs(), second.fakes.ports)).toEqual({ ...outputs, found: 'true' })
    expect(asked(second.fakes.requests)).toEqual(['HEAD /v2/library/debian/manifests/12', `GET ${key}`, 'GET v1.18.0'])
    expect(second.fakes.calls).toEqual([])
    expect(second.fakes.lines).toContain(`builder: found ghcr.io/o/builder@${digest}`)
    expect(second.fakes.summary()).toContain('### builder: found')
  })

  test('the order in which platforms are written decides nothing', async () => {
    const digestFor = (platforms: string) => run(inputs({ platforms }), world().fakes.ports).then(({ digest }) => digest)
    expect(await digestFor('linux/arm64,linux/amd64')).toBe(await digestFor('linux/amd64,linux/arm64'))
  })

  test('builds with what the version file says of the declared arguments, without the time', async () => {
    const { fakes } = world()
    await run(inputs(), fakes.ports)
    const build = fakes.calls.find(({ args }) => args[0] === 'build')?.args.join(' ') ?? ''
    expect(build).toContain('--timestamp 315532800 ')
    expect(build).toContain('--build-arg LIBKRUN_VERSION=v1.18.0')
    expect(build).not.toContain('LIBKRUNFW_VERSION')
  })

  test('a platform that is anchored is not built again', async () => {
    const first = world()
    await run(inputs({ mode: 'build', platform: 'linux/arm64' }), first.fakes.ports)
    const second = world({ fake: first.fake })
    await run(inputs(), second.fakes.ports)
    expect(second.built).toEqual(['linux/amd64'])
  })

  test('a dry run prints the same plan, builds nothing and changes nothing', async () => {
    const dry = world()
    const outputs = await run(inputs({ 'dry-run': 'true' }), dry.fakes.ports)
    expect(outputs).toMatchObject({ digest: '', found: 'false', tagged: 'false', digests: '{}' })
    expect([dry.built, puts(dry), dry.fakes.calls]).toEqual([[], [], []])
    const real = world()
    await run(inputs(), real.fakes.ports)
    expect(dry.fakes.lines.slice(0, 6)).toEqual(real.fakes.lines.slice(0, 6))
  })

  test.each<[string, Record<string, string>, RegExp[]]>([
    ['build', { mode: 'build', platform: 'linux/arm64' }, [/^build linux\/arm64 and keep it/]],
    ['publish', { mode: 'publish' }, [/^linux\/amd64 is not built yet$/, /^linux\/arm64 is not built yet$/, /^make /, /^tag it /]],
    ['ensure', {}, [/^build linux\/amd64 /, /^build linux\/arm64 /, /^make /, /^tag it /]],
  ])('a dry run of %s says what that mode would do, and nothing else', async (_, given, lines) => {
    const { fakes } = world()
    await run(inputs({ 'dry-run': 'true', ...given }), fakes.ports)
    const said = fakes.lines.filter((line) => !/^(key|trusted|builder|dry run):/.test(line))
    expect(said).toEqual(lines.map((line) => expect.stringMatching(line)))
  })

  test('a registry that answers 503 once stays green', async () => {
    const { fakes, fake } = world()
    const seen = new Set<string>()
    fake.faults.push(({ method, url }) => {
      // A new session of an upload is no new thing.
      const request = `${method} ${url.replace(/(uploads\/).*/, '$1')}`
      if (seen.has(request)) return undefined
      seen.add(request)
      return { status: 503 }
    })
    expect(await run(inputs(), fakes.ports)).toMatchObject({ tagged: 'true' })
    // One wait more: without the referrers API the list of what lies beside the index is written, and read again after a while.
    expect(fakes.slept.length).toBe(seen.size + 1)
  })
})

describe('in parts, on several machines', () => {
  test('plan says what is missing and on which runner; build makes one; publish merges exactly the declared ones', async () => {
    const { fake } = world()
    const step = (given: Readonly<Record<string, string>>) => {
      const made = world({ fake })
      return run(inputs(given), made.fakes.ports).then((outputs) => ({ ...made, outputs }))
    }
    const runners = 'linux/amd64=ubuntu-24.04\nlinux/arm64=ubuntu-24.04-arm'
    const planned = await step({ mode: 'plan', runners })
    expect(JSON.parse(planned.outputs.missing)).toEqual([
      { platform: 'linux/amd64', runner: 'ubuntu-24.04' },
      { platform: 'linux/arm64', runner: 'ubuntu-24.04-arm' },
    ])
    expect(puts(planned)).toEqual([])

    const amd64 = await step({ mode: 'build', platform: 'linux/amd64' })
    expect(amd64.outputs).toMatchObject({ digest: '', found: 'false', missing: '[{"platform":"linux/arm64"}]' })
    expect(amd64.built).toEqual(['linux/amd64'])
    await failsWith(step({ mode: 'publish' }), 'E_OCI_INDEX_MISSING', { message: 'no image was built for linux/arm64' })

    const again = await step({ mode: 'build', platform: 'linux/amd64' })
    expect(again.built).toEqual([])
    await step({ mode: 'build', platform: 'linux/arm64' })
    const published = await step({ mode: 'publish' })
    expect(published.outputs).toMatchObject({ found: 'false', tagged: 'true', missing: '[]' })
    expect(published.fakes.calls).toEqual([])
    const found = await step({ mode: 'plan' })
    expect(found.outputs).toEqual({ ...published.outputs, found: 'true' })
    expect(found.built).toEqual([])
  })

  test('a tag that is missing although the image is there is written by publish', async () => {
    const first = world()
    await run(inputs(), first.fakes.ports)
    const looking = world({ fake: first.fake })
    expect(await run(inputs({ mode: 'plan', tags: 'v{LIBKRUN_VERSION}\nlatest' }), looking.fakes.ports)).toMatchObject({ found: 'true', tagged: 'false' })
    const writing = world({ fake: first.fake })
    expect(await run(inputs({ mode: 'publish', tags: 'v{LIBKRUN_VERSION}\nlatest' }), writing.fakes.ports)).toMatchObject({ found: 'true', tagged: 'true' })
    expect(puts(writing)).toEqual(['PUT latest'])
  })
})

describe('refusals', () => {
  test('a version tag that names the image of another key: both keys are said; move-tags moves it', async () => {
    const first = world()
    const { key: before } = await run(inputs(), first.fakes.ports)
    const changed = { fake: first.fake, files: { 'images/builder/lib/a.c': 'int b;\n' } }
    const refused = world(changed)
    await failsWith(run(inputs(), refused.fakes.ports), 'E_BUILDER_TAG', {
      message: expect.stringContaining(`names the image of the key ${before}; the key here is `),
      at: { input: 'tags' },
    })
    expect([refused.built, puts(refused)]).toEqual([[], []])
    const moved = world(changed)
    expect(await run(inputs({ 'move-tags': 'true' }), moved.fakes.ports)).toMatchObject({ tagged: 'true' })
    expect(puts(moved).at(-1)).toBe('PUT v1.18.0')
  })

  test('a version tag that was made by hand', async () => {
    const { fake, fakes } = world()
    fake.put('o/builder', 'v1.18.0', mediaTypes.index, { schemaVersion: 2, manifests: [] })
    await failsWith(run(inputs({ mode: 'plan' }), fakes.ports), 'E_BUILDER_TAG', { message: expect.stringContaining('no key is known') })
  })

  test('a Containerfile that disagrees with versions.env, before anything is asked or built', async () => {
    const made = world({ files: { 'images/builder/Containerfile': 'FROM scratch\nARG LIBKRUN_VERSION=v1.17.3\n' } })
    await failsWith(run(inputs(), made.fakes.ports), 'E_CHAIN_ARG_DISAGREES', {
      message: 'ARG LIBKRUN_VERSION has the default v1.17.3, but versions.env:1 says v1.18.0',
      at: { file: 'images/builder/Containerfile', line: 2, column: 5 },
    })
    expect([made.fakes.requests, made.fakes.calls]).toEqual([[], []])
  })

  test('an image that is not of the platform it was built for is never pushed', async () => {
    const made = world({ builds: () => 'linux/amd64' })
    await failsWith(run(inputs({ mode: 'build', platform: 'linux/arm64' }), made.fakes.ports), 'E_BUILDER_BUILT')
    expect([puts(made), made.fakes.calls.filter(({ command }) => command === 'skopeo')]).toEqual([[], []])
  })

  test('an anchor that names another architecture', async () => {
    const { fake } = world()
    const build = (platform: string) => run(inputs({ mode: 'build', platform }), world({ fake }).fakes.ports)
    const { key } = await build('linux/amd64')
    const stored = fake.manifests.get('o/builder')?.get(`${key}-amd64`)
    if (stored === undefined) throw new Error('nothing was anchored')
    fake.manifests.get('o/builder')?.set(`${key}-arm64`, stored)
    await failsWith(run(inputs({ mode: 'publish' }), world({ fake }).fakes.ports), 'E_OCI_INDEX_PLATFORM')
  })

  const both = ['amd64', 'arm64'].map((architecture) => ({
    mediaType: mediaTypes.manifest,
    digest: digestOf(architecture),
    size: 1,
    platform: { os: 'linux', architecture },
  }))
  test.each<[string, (key: string) => object]>([
    ['an index of another key', () => ({ schemaVersion: 2, manifests: both, annotations: { [keyAnnotation]: 'other' } })],
    ['an index that lacks platforms', (key) => ({ schemaVersion: 2, manifests: [], annotations: { [keyAnnotation]: key } })],
    [
      'a single image',
      () => ({ schemaVersion: 2, mediaType: mediaTypes.manifest, config: { mediaType: mediaTypes.config, digest: digestOf('x'), size: 1 }, layers: [] }),
    ],
  ])("what the key's own tag names is built anew, and why: %s", async (_, document) => {
    const made = world()
    const { key } = await run(inputs({ mode: 'plan' }), made.fakes.ports)
    const content = document(key)
    const planted = made.fake.put('o/builder', key, 'layers' in content ? mediaTypes.manifest : mediaTypes.index, content)
    const { digest, found } = await run(inputs(), made.fakes.ports)
    expect([found, made.built]).toEqual(['false', ['linux/amd64', 'linux/arm64']])
    expect(digest).not.toBe(planted)
    expect(digestAt(made.fake, 'o/builder', key)).toBe(digest)
    expect(made.fakes.warnings).toMatchObject([{ code: 'E_BUILDER_CONTENT', message: expect.stringContaining(`ghcr.io/o/builder:${key} `) }])
    expect(made.fakes.summary()).toContain(`⚠️ ghcr.io/o/builder:${key} `)
  })

  test('something else that moves a tag meanwhile', async () => {
    const made = world()
    made.fake.faults.push(({ method, url }) => {
      const written = made.fake.manifests.get('o/builder')?.has('v1.18.0') === true
      return written && method === 'HEAD' && url.endsWith('/v1.18.0') ? { headers: { 'docker-content-digest': digestOf('other') } } : undefined
    })
    await failsWith(run(inputs(), made.fakes.ports), 'E_BUILDER_RACE')
  })

  test('all problems with the inputs and files come together', () => {
    const versions = { file: 'versions.env', text: 'A=1\n' }
    const containerfile = { file: 'Containerfile', path: 'Containerfile', text: 'ARG A=2\n' }
    const wish = {
      mode: 'build',
      image: 'nowhere',
      platforms: ['linux/amd64', 'linux/amd64', 'darwin/arm64'] as Platform[],
      tags: ['{B}'],
      runners: ['linux/s390x=x'],
    } as const
    const source = { versions, containerfile, ignore: undefined, listing: [] }
    const result = planDraft(wish, source, decideTrust({ eventName: 'push', ref: 'refs/heads/main', event }))
    expect(result.ok ? [] : result.error.map((problem) => problem.at?.input ?? problem.at?.file)).toEqual([
      'image',
      'Containerfile',
      'tags',
      'platforms',
      'platforms',
      'platform',
      'runners',
      'runners',
      'runners',
    ])
  })

  test.each<[string, Record<string, string>, string]>([
    ['no version file', { 'versions-file': 'none.env' }, 'versions-file'],
    ['no context', { context: 'none', containerfile: 'versions.env' }, 'context'],
    ['a file as context', { context: 'versions.env', containerfile: 'versions.env' }, 'context'],
    ['no Containerfile', { containerfile: 'none' }, 'containerfile'],
    ['a platform that is not declared', { mode: 'build', platform: 'linux/riscv64' }, 'platform'],
    ['a platform where none is built', { mode: 'publish', platform: 'linux/amd64' }, 'platform'],
  ])('%s', async (_, given, input) => {
    await expect(run(inputs(given), world().fakes.ports)).rejects.toMatchObject({ problems: [{ cure: expect.stringMatching(/.+/), at: { input } }] })
  })
})

describe('the key', () => {
  const keyOf = async (change: Readonly<Record<string, string>>, given: Readonly<Record<string, string>> = {}): Promise<string> => {
    return (await run(inputs({ mode: 'plan', tags: '', ...given }), world({ files: change }).fakes.ports)).key
  }

  test('follows the context, the arguments that are declared and the platforms, and nothing else', async () => {
    const key = await keyOf({})
    expect(await keyOf({ 'images/builder/lib/a.c': 'int b;\n' })).not.toBe(key)
    expect(await keyOf({ 'images/builder/lib/new': '' })).not.toBe(key)
    expect(await keyOf({ 'images/builder/new': '' })).toBe(key)
    expect(await keyOf({}, { platforms: 'linux/amd64' })).not.toBe(key)
    expect(await keyOf({ 'README.md': 'other' })).toBe(key)
    expect(await keyOf({ 'versions.env': 'LIBKRUN_VERSION=v1.18.0\nLIBKRUNFW_VERSION=v5.5.0\n' })).toBe(key)
    expect(await keyOf({}, { platforms: 'linux/arm64,linux/amd64' })).toBe(key)
  })

  test('follows a Containerfile that stands outside of the context', async () => {
    const given = { containerfile: 'Containerfile' }
    const key = await keyOf({ Containerfile: 'FROM scratch\n' }, given)
    expect(await keyOf({ Containerfile: 'FROM scratch\nCOPY lib /\n' }, given)).not.toBe(key)
  })

  test('anchors have the architecture and its variant', () => {
    expect(['linux/amd64', 'linux/arm/v7'].map((platform) => anchorTag('k' as Tag, platform as Platform))).toEqual(['k-amd64', 'k-arm-v7'])
  })

  test('a Dockerfile is taken where there is no Containerfile', async () => {
    const made = world()
    const { files: port } = made.fakes.ports
    await port.write('images/builder/Dockerfile', 'FROM scratch\n')
    await port.remove('images/builder/Containerfile')
    expect(existsSync(join(made.folder, 'workspace/images/builder/Containerfile'))).toBe(false)
    expect((await run(inputs({ mode: 'plan' }), made.fakes.ports)).key).toMatch(/^[0-9a-f]{40}$/)
  })
})

import { describe, expect, test } from '@jest/globals'
import { HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import type { Platform } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { createRegistryWithBase, event, inputs, puts, type World, world } from './builder-image.support.ts'
import { checkPredicate } from './proof.ts'
import { run } from './run.ts'

const pull = { eventName: 'pull_request', ref: 'refs/pull/7/merge', event } as const
const signer = 'octo/slipway/.github/workflows/builder-make.yml'

describe('whom an image may serve', () => {
  test('what a pull request builds lies beside, has no tag for people, and is not what the default branch finds', async () => {
    const stranger = world({ job: pull })
    const built = await run(inputs(), stranger.fakes.ports)
    expect(built).toMatchObject({ repository: 'ghcr.io/o/builder-pr', found: 'false' })
    expect([...(stranger.fake.manifests.get('o/builder')?.keys() ?? [])]).toEqual([])
    expect([...(stranger.fake.manifests.get('o/builder-pr')?.keys() ?? [])]).not.toContain('v1.18.0')
    expect(stranger.fakes.summary()).toContain('Kept in `ghcr.io/o/builder-pr`, because the event pull_request may run what nobody has reviewed.')
    const main = world({ fake: stranger.fake })
    expect(await run(inputs({ mode: 'plan' }), main.fakes.ports)).toMatchObject({ repository: 'ghcr.io/o/builder', found: 'false', key: built.key })
    const next = world({ fake: stranger.fake, job: pull })
    expect(await run(inputs({ mode: 'plan' }), next.fakes.ports)).toMatchObject({ found: 'true', digest: built.digest, repository: 'ghcr.io/o/builder-pr' })
  })

  test('a pull request uses what the default branch has built, and writes nothing', async () => {
    const main = world()
    const { digest } = await run(inputs(), main.fakes.ports)
    const stranger = world({ fake: main.fake, job: pull })
    expect(await run(inputs(), stranger.fakes.ports)).toMatchObject({ repository: 'ghcr.io/o/builder', digest, found: 'true' })
    expect([stranger.built, puts(stranger)]).toEqual([[], []])
  })

  test('with a signer, what nobody has signed is not there, and the summary says why', async () => {
    const main = world()
    await run(inputs(), main.fakes.ports)
    const asked = world({ fake: main.fake })
    const outputs = await run(inputs({ mode: 'plan', signer, tags: '' }), asked.fakes.ports)
    expect(outputs).toMatchObject({ found: 'false', digest: '', digests: '{}', missing: '[{"platform":"linux/amd64"},{"platform":"linux/arm64"}]' })
    const problems = Array.from({ length: 3 }, () => ({ code: 'E_ATTEST_NONE', message: expect.stringContaining('does not count here: no signed statement') }))
    expect(asked.fakes.warnings).toMatchObject(problems)
    expect(asked.fakes.summary()).toContain(`⚠️ ghcr.io/o/builder:${outputs.key} does not count here: no signed statement`)
  })

  test('with a signer, a job that may not sign pushes nothing that has a name', async () => {
    const made = world()
    await expect(run(inputs({ signer }), made.fakes.ports)).rejects.toMatchObject({
      name: 'Refusal',
      problems: [{ cure: expect.stringContaining('id-token: write') }],
    })
    expect(puts(made)).toEqual([])
  })

  test.each<[string, unknown, Platform | undefined, string | undefined]>([
    ['the key of an index', { key: 'k' }, undefined, undefined],
    ['the key and the platform of an image', { key: 'k', platform: 'linux/arm64' }, 'linux/arm64' as Platform, undefined],
    ['another key', { key: 'other' }, undefined, 'for the key other, not for k'],
    ['another platform', { key: 'k', platform: 'linux/amd64' }, 'linux/arm64' as Platform, 'for linux/amd64, not for linux/arm64'],
    ['one image, where the index is meant', { key: 'k', platform: 'linux/amd64' }, undefined, 'for linux/amd64, not for the index'],
    ['the index, where one image is meant', { key: 'k' }, 'linux/amd64' as Platform, 'for the index, not for linux/amd64'],
    ['nothing', null, undefined, 'for the key undefined, not for k'],
  ])('a statement that says %s', (_, predicate, platform, message) => {
    expect(checkPredicate(predicate, 'k', platform)?.message).toEqual(message === undefined ? undefined : expect.stringContaining(message))
  })
})

test('a new key is explained by what changed since the image that a tag names', async () => {
  const first = world()
  const { key } = await run(inputs({ tags: 'latest' }), first.fakes.ports)
  const files = {
    'versions.env': 'LIBKRUN_VERSION=v1.19.0\nLIBKRUNFW_VERSION=v5.4.0\n',
    'images/builder/Containerfile': 'FROM debian:12\nARG LIBKRUN_VERSION=v1.19.0\nCOPY lib /lib\n',
  }
  const second = world({ fake: first.fake, files })
  const outputs = await run(inputs({ tags: 'latest' }), second.fakes.ports)
  expect(JSON.parse(outputs.explanation)).toContainEqual({ what: 'argument', name: 'LIBKRUN_VERSION', how: 'value', from: 'v1.18.0', to: 'v1.19.0' })
  expect(second.fakes.lines).toContain(`what changed since latest (key ${key}):`)
  expect(second.fakes.summary()).toContain('| argument | `LIBKRUN_VERSION` | value | `v1.18.0` | `v1.19.0` |')
})

test('where a job may not push, the image is handed on as an artifact of the run', async () => {
  const made = world({ job: pull })
  const outputs = await run(inputs({ mode: 'build', platform: 'linux/arm64', 'hand-over': 'artifact' }), made.fakes.ports)
  const name = `builder-${outputs.key.slice(0, 20)}`
  expect(outputs).toMatchObject({ container: `artifact:${name}`, digest: '' })
  expect([...made.fakes.artifacts.keys()]).toEqual([`${name}-arm64`])
  expect(made.fakes.requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([])
})

describe('two builds of one key', () => {
  const verify = async (first: World, again: World) => {
    await run(inputs(), first.fakes.ports)
    return run(inputs({ mode: 'verify-reproducible', platform: 'linux/arm64' }), again.fakes.ports)
  }

  test('that are the same', async () => {
    const first = world()
    const again = world({ fake: first.fake })
    expect(await verify(first, again)).toMatchObject({ found: 'true', reproducible: 'true' })
    expect([again.built, puts(again)]).toEqual([['linux/arm64'], []])
  })

  test('that differ: what differs is named, and nothing is pushed', async () => {
    const first = world()
    const again = world({ fake: first.fake, label: 'built at 12:01' })
    await expect(verify(first, again)).rejects.toMatchObject({
      problems: [{ code: 'E_BUILDER_REPRODUCIBLE', message: expect.stringMatching(/^two builds of one key differ in one file: .*label/) }],
    })
    expect(puts(again)).toEqual([])
    expect(again.fakes.summary()).toContain('### builder: two builds of one key differ')
  })

  test('of which there is only one', async () => {
    await expect(run(inputs({ mode: 'verify-reproducible' }), world().fakes.ports)).rejects.toMatchObject({
      problems: [{ code: 'E_BUILDER_REPRODUCIBLE', cure: 'Run the mode ensure first' }],
    })
  })
})

describe('waiting for another run', () => {
  test('ends as soon as the image is there: one small request a look, and longer pauses', async () => {
    const other = world()
    const { digest, key } = await run(inputs(), other.fakes.ports)
    const fake = createRegistryWithBase()
    let looks = 0
    fake.faults.push(({ method, url }) => {
      if (method === 'HEAD' && url.endsWith(`/${key}`)) looks += 1
      if (looks === 4) for (const name of ['o/builder']) fake.manifests.set(name, other.fake.manifests.get(name) ?? new Map())
      return undefined
    })
    const waiting = world({ fake })
    expect(await run(inputs({ mode: 'plan', 'wait-for': '10m' }), waiting.fakes.ports)).toMatchObject({ found: 'true', digest })
    expect(waiting.fakes.slept).toEqual([5000, 7500, 11_250])
    expect(waiting.fakes.lines.filter((line) => line.includes('the next look is in'))).toHaveLength(3)
  })

  test('ends with its time, and the run goes on without the image', async () => {
    const waiting = world()
    expect(await run(inputs({ mode: 'plan', 'wait-for': '1m' }), waiting.fakes.ports)).toMatchObject({ found: 'false', digest: '' })
    expect(waiting.fakes.slept.reduce((sum, each) => sum + each, 0)).toBe(60_000)
    expect(waiting.fakes.lines).toContainEqual(expect.stringContaining('did not come within 1 m 00 s'))
  })
})

describe('a registry that does not do as it should ends in a sentence with its cure, and nothing is published', () => {
  const tagged = ({ url }: HttpRequest): boolean => url.includes('/v2/o/builder/manifests/')
  const wrong = { status: 200, headers: { 'content-type': 'application/vnd.docker.distribution.manifest.v1+json' }, body: new TextEncoder().encode('{}') }
  test.each<[string, Partial<HttpResponse>, RegExp]>([
    ['401', { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }, /401|sign|refus/i],
    ['403', { status: 403 }, /403/],
    ['429', { status: 429, headers: { 'retry-after': '1' } }, /429/],
    ['500', { status: 500 }, /500/],
    ['503', { status: 503 }, /503/],
    ['a manifest of a type that is none', wrong, /manifest/],
    ['a body that is no JSON', { ...wrong, headers: { 'content-type': mediaTypes.index }, body: new TextEncoder().encode('{"sche') }, /manifest|JSON/],
  ])('%s', async (_, answer, message) => {
    const made = world()
    made.fake.faults.push((request) => (tagged(request) ? answer : undefined))
    await expect(run(inputs(), made.fakes.ports)).rejects.toMatchObject({
      name: 'Refusal',
      problems: [{ message: expect.stringMatching(message), cure: expect.stringMatching(/.+/) }],
    })
    expect([puts(made), made.built]).toEqual([[], []])
  })

  test('a registry that cannot be reached', async () => {
    const made = world()
    made.fake.faults.push(({ url }) => {
      throw new HttpFailure('refused', false, `connect ECONNREFUSED ${new URL(url).host}`)
    })
    await expect(run(inputs(), made.fakes.ports)).rejects.toMatchObject({ name: 'Refusal', problems: [{ cure: expect.stringMatching(/.+/) }] })
    expect(puts(made)).toEqual([])
  })

  test('a base image that is not there', async () => {
    const made = world({ files: { 'images/builder/Containerfile': 'FROM debian:13\nCOPY lib /lib\n' } })
    await expect(run(inputs(), made.fakes.ports)).rejects.toMatchObject({
      problems: [{ message: expect.stringContaining('debian:13'), cure: expect.any(String) }],
    })
  })

  test.each<[string, Record<string, string>, RegExp]>([
    ['an empty context', { 'images/builder/.dockerignore': '*\n' }, /lib/],
    ['a Containerfile that does not parse', { 'images/builder/Containerfile': 'FROM debian:12\nCOPIE lib /lib\n' }, /COPIE/],
    ['a Containerfile without a stage', { 'images/builder/Containerfile': '# nothing\n' }, /FROM|empty|stage/],
  ])('%s', async (_, files, message) => {
    const made = world({ files })
    await expect(run(inputs(), made.fakes.ports)).rejects.toMatchObject({
      name: 'Refusal',
      problems: [{ message: expect.stringMatching(message), cure: expect.stringMatching(/.+/), at: { file: 'images/builder/Containerfile' } }],
    })
    expect([made.fakes.requests, made.built]).toEqual([[], []])
  })
})

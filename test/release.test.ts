import { describe, expect, test } from '@jest/globals'
import { type LocalAsset, openReleaseApi, ownerMark, performRelease, type ReleaseWork } from '@slipway/github'
import { createHttp, type HttpRequest } from '@slipway/host'
import { digestOf, unwrap } from '@slipway/kernel'
import { createFaultScript, type GitHub, parseFaults, type RepositorySeed, type RepositoryState, startGitHub } from '@slipway/lab'

/** The release transaction over real connections against the strict emulator: what the transaction's own tests assume is what GitHub does. */

const slug = 'octo/microvm'
const commit = 'c'.repeat(40)

function asset(name: string, content: Uint8Array = Buffer.from(`content of ${name}`)): LocalAsset {
  return {
    name,
    size: content.length,
    digest: digestOf(content),
    contentType: 'application/gzip',
    stream: async function* () {
      for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536)
    },
  }
}

const assets = [
  asset('microvm-runtime-linux-amd64.tar.gz', Buffer.alloc(3_000_000, 'runtime')),
  asset('microvm-firmware-linux-amd64.tar.gz'),
  asset('checksums.txt'),
]
const work = (tag: string, publish = false): ReleaseWork => ({
  draft: { tag, title: tag, body: `Words.\n\n${ownerMark}`, prerelease: tag.includes('-') },
  commit,
  publish,
  replace: false,
  assets,
  width: 2,
})

async function open(faults = '', seed: Partial<RepositorySeed> = {}) {
  const script = createFaultScript(unwrap(parseFaults(faults)))
  // One clock for both sides: what is slept passes at GitHub too, and nobody waits.
  let slept = 0
  const now = (): number => Date.now() + slept
  const github = await startGitHub({
    repositories: [{ owner: 'octo', name: 'microvm', tags: { 'v1.2.3': commit, 'v1.2.4': commit, 'v2.0.0': { commit, message: 'signed' } }, ...seed }],
    faults: script,
    now: () => new Date(now()),
  })
  const lines: string[] = []
  const signal = new AbortController().signal
  const real = createHttp({ env: {}, userAgent: 'test', signal })
  // What nobody answers is given up after two seconds instead of a minute and more.
  const http = { request: (request: HttpRequest) => real.request({ ...request, deadline: Math.min(request.deadline ?? 2_000, 2_000) }) }
  const effects = {
    clock: {
      now,
      sleep: async (milliseconds: number) => {
        slept += milliseconds
      },
    },
    log: { info: (line: string) => void lines.push(line), warning: () => {} } as never,
    random: () => '0000',
  }
  const token = (contents: 'read' | 'write') => github.issueToken({ repository: slug, permissions: { contents } })
  const api = (secret = token('write')) => openReleaseApi({ http, clock: effects.clock, token: secret, apiUrl: github.url, repository: slug })
  return { github, effects, api, token, lines, state: (): RepositoryState => github.repository(slug), [Symbol.asyncDispose]: () => github.stop() }
}

const uploads = (github: GitHub): number => github.requests.log().filter(({ host, method }) => host === 'uploads' && method === 'POST').length
const shown = (state: RepositoryState, index = 0) =>
  state.releases[index]?.assets.map(({ name, state: of, size, digest }) => `${name} ${of} ${size} ${digest}`).toSorted()
const wanted = assets.map(({ name, size, digest }) => `${name} uploaded ${size} ${digest}`).toSorted()

describe('a release on the emulator', () => {
  test('is a draft with the bytes that were sent; a second run sends none; publishing is the last step', async () => {
    await using lab = await open()
    await performRelease(lab.effects, lab.api(), work('v1.2.3'))
    expect(lab.state().releases).toMatchObject([{ tag: 'v1.2.3', draft: true, prerelease: false, body: `Words.\n\n${ownerMark}` }])
    expect(shown(lab.state())).toEqual(wanted)
    const again = await performRelease(lab.effects, lab.api(), work('v1.2.3', true))
    expect([again.sent.bytes, uploads(lab.github), lab.state().latest]).toEqual([0, 3, 'v1.2.3'])
    const changing = lab.github.requests.log().filter(({ method }) => method !== 'GET')
    expect(changing.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST', 'PATCH'])
    expect((await performRelease(lab.effects, lab.api(), work('v1.2.3', true))).release.draft).toBe(false)
    expect(lab.github.requests.log().filter(({ method }) => method !== 'GET')).toHaveLength(5)
  })

  test('a draft that somebody deletes is made anew; an immutable release is confirmed and never touched', async () => {
    await using lab = await open('', { immutable: true })
    await performRelease(lab.effects, lab.api(), work('v1.2.3', true))
    expect(lab.state().releases).toMatchObject([{ draft: false, immutable: true }])
    const before = lab.github.requests.log().filter(({ method }) => method !== 'GET').length
    expect((await performRelease(lab.effects, lab.api(), work('v1.2.3', true))).release.immutable).toBe(true)
    expect(lab.github.requests.log().filter(({ method }) => method !== 'GET')).toHaveLength(before)
    const other = { ...work('v1.2.3', true), assets: [asset('other.txt')] }
    await expect(performRelease(lab.effects, lab.api(), other)).rejects.toMatchObject({ problems: [{ code: 'E_GITHUB_PUBLISHED' }] })
  })

  test('a version that an immutable release has used is said to be spent, and stays a draft', async () => {
    await using lab = await open('', { immutable: true, burned: ['v1.2.3'] })
    const spent = { problems: [{ code: 'E_GITHUB_BURNED', cure: expect.stringContaining('the next one') }] }
    await expect(performRelease(lab.effects, lab.api(), work('v1.2.3', true))).rejects.toMatchObject(spent)
    expect(lab.state().releases).toMatchObject([{ draft: true }])
  })

  test('two runs at once end in one public release of the set', async () => {
    await using lab = await open()
    const outcomes = await Promise.all([1, 2].map(() => performRelease(lab.effects, lab.api(), work('v1.2.3', true))))
    expect(outcomes.map(({ release }) => release.draft)).toEqual([false, false])
    expect([lab.state().releases.length, shown(lab.state())]).toEqual([1, wanted])
  })

  test('a fix for an old line does not take the place of the latest', async () => {
    await using lab = await open()
    for (const tag of ['v2.0.0', 'v1.2.4']) await performRelease(lab.effects, lab.api(), work(tag, true))
    expect(lab.state().latest).toBe('v2.0.0')
  })

  test('a token without write access is refused with the permission that is missing, one that is unknown as well', async () => {
    await using lab = await open()
    const denied = { name: 'Refusal', problems: [{ code: 'E_GITHUB_DENIED', cure: expect.stringContaining('contents: write') }] }
    await expect(performRelease(lab.effects, lab.api(lab.token('read')), work('v1.2.3'))).rejects.toMatchObject(denied)
    await expect(performRelease(lab.effects, lab.api('ghs_unknown'), work('v1.2.3'))).rejects.toMatchObject(denied)
    expect(lab.state().releases).toEqual([])
  })

  test.each([
    ['503 on the list', 'github:GET */releases#1=503'],
    ['503 on the draft', 'github:POST */releases#1=503'],
    ['a lost reply to the draft', 'github:POST */releases#1=reset-after'],
    ['503 on an upload', 'github:POST */assets#2=503'],
    ['a lost upload', 'github:POST */assets#1=reset-before'],
    ['a lost reply to an upload', 'github:POST */assets#1=reset-after'],
    ['an upload that leaves a starter', 'github:POST */assets#1-2=502-starter'],
    ['a lost reply to the publishing', 'github:PATCH */releases/*#1=reset-after'],
    ['500 after the effect of an upload', 'github:POST */assets#1=500-after'],
    ['a page for people on the list and on an upload', 'github:GET */releases#1=page; github:POST */assets#1=page'],
    ['an answer that is cut off', 'github:GET */assets#1=truncate; github:POST */assets#1=truncate'],
    ['an upload that breaks off', 'github:POST */assets#1-2=cut'],
    ['an upload that nobody answers', 'github:POST */assets#1=stall-before; github:POST */assets#2=stall-after'],
    ['a publishing that nobody answers', 'github:PATCH */releases/*#1=stall-after'],
    ['bytes that arrive changed', 'github:POST */assets#1=corrupt'],
    ['a digest that comes late', 'github:POST */assets#1=undigested:9'],
    ['lists that are behind', 'github:GET */releases#2=stale:60; github:GET */assets#2-4=stale:60'],
    ['limits with and without a time', 'github:GET */releases#1=429:30; github:POST */assets#2=403'],
  ])('%s changes nothing of the end', async (_, faults) => {
    await using lab = await open(faults)
    const outcome = await performRelease(lab.effects, lab.api(), work('v1.2.3', true))
    expect(lab.state().releases).toHaveLength(1)
    expect([outcome.release.draft, shown(lab.state())]).toEqual([false, wanted])
    expect(lab.github.faults.unused()).toEqual([])
  })
})

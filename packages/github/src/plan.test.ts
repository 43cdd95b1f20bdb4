import { describe, expect, test } from '@jest/globals'
import { digestOf, unwrap } from '@slipway/kernel'
import {
  type AssetFact,
  checkAssets,
  isProven,
  ownerMark,
  planRelease,
  previousRelease,
  type ReleaseFact,
  type ReleaseFacts,
  type ReleaseRequest,
  renderBody,
  renderPlan,
} from './index.ts'

const local = (name: string, content = name) => ({ name, size: content.length, digest: digestOf(content) })
const asset = (name: string, change: Partial<AssetFact> = {}): AssetFact => ({
  id: 1,
  ...local(name),
  state: 'uploaded',
  uploader: 'bot',
  age: 90_000,
  ...change,
})
const release = (change: Partial<ReleaseFact> = {}): ReleaseFact => ({
  id: 7,
  tag: 'v1.2.3',
  draft: true,
  prerelease: false,
  immutable: false,
  body: ownerMark,
  author: 'bot',
  url: `https://github.com/o/r/releases/tag/${change.tag ?? change.id ?? 'untagged-7'}`,
  uploadUrl: 'https://uploads.github.com/repos/o/r/releases/7/assets',
  ...change,
})
const request: ReleaseRequest = {
  draft: { tag: 'v1.2.3', title: 'v1.2.3', body: '', prerelease: false },
  commit: 'c0ffee',
  publish: true,
  replace: false,
  assets: [local('a.tar.gz'), local('b.tar.gz')],
}
const nothing: ReleaseFacts = {
  tag: 'v1.2.3',
  release: undefined,
  assets: [],
  own: new Set(),
  early: new Set([1]),
  duplicates: [],
  others: [],
  commit: 'c0ffee',
}
const bodyOf = (assets: readonly { readonly name: string; readonly digest: string }[], text = ''): string =>
  renderBody({
    text,
    notes: '',
    table: ['| a | b | c |', '| --- | --- | --- |', ...assets.map((one) => `| \`${one.name}\` | 1 B | \`${one.digest}\` |`)].join('\n'),
  })
const published = (tag: string, change: Partial<ReleaseFact> = {}): ReleaseFact => release({ draft: false, tag, ...change })

describe('a plan', () => {
  test('for nothing creates a draft first', () => {
    const plan = unwrap(planRelease(request, nothing))
    expect(plan).toMatchObject({ state: 'none', upload: ['a.tar.gz', 'b.tar.gz'], publish: true, latest: true })
    expect(isProven(plan)).toBe(false)
  })

  test('for a half-done draft keeps what is right and replaces what is not', () => {
    const assets = [asset('a.tar.gz'), asset('b.tar.gz', { state: 'starter', size: 0, digest: undefined }), asset('foreign.txt')]
    const plan = unwrap(planRelease({ ...request, publish: false }, { ...nothing, release: release(), assets }))
    expect(plan).toMatchObject({
      keep: [assets[0]],
      remove: [{ asset: assets[1], why: 'unfinished' }],
      upload: ['b.tar.gz'],
      foreign: [assets[2]],
      publish: false,
    })
    expect(renderPlan(plan, request)).toEqual([
      'go on with the draft of v1.2.3: https://github.com/o/r/releases/tag/untagged-7',
      'remove b.tar.gz: its upload was not finished',
      'keep a.tar.gz: same digest, nothing is sent',
      `upload b.tar.gz (8 bytes, ${digestOf('b.tar.gz')})`,
      'leave foreign.txt alone: it was not declared',
      'leave it a draft',
    ])
  })

  test.each<readonly [string, Partial<AssetFact>, string, Partial<ReleaseFacts>, Partial<ReleaseRequest>]>([
    ['other bytes, where they may be replaced', { digest: digestOf('other') }, 'remove', {}, { replace: true }],
    ['another size, from this very run', { size: 1 }, 'remove', { own: new Set([1]) }, {}],
    ['other bytes than the draft claims, from a machine', { digest: digestOf('?') }, 'remove', { release: release({ body: bodyOf(request.assets) }) }, {}],
    ['an unknown state', { state: 'open' }, 'remove', {}, {}],
    ['a state that was there from the start', { state: 'starter' }, 'remove', {}, {}],
    ['a state that came a moment before the start', { state: 'starter', age: 5_000 }, 'unproven', {}, {}],
    ['a state that came later', { state: 'starter' }, 'unproven', { early: new Set() }, {}],
    ['a state that lasts longer than any upload', { state: 'starter', age: 130_000 }, 'remove', { early: new Set() }, {}],
    ['no digest yet', { digest: undefined }, 'unproven', {}, {}],
  ])('an asset with %s is no proof', (_, change, list, facts, ask) => {
    const assets = [asset('a.tar.gz'), asset('b.tar.gz', change)]
    const plan = unwrap(planRelease({ ...request, ...ask }, { ...nothing, release: release(), assets, ...facts }))
    expect(plan[list as 'remove' | 'unproven']).toHaveLength(1)
    expect(isProven(plan)).toBe(false)
  })

  test('for a finished draft is proven, and only publishing is left', () => {
    const plan = unwrap(planRelease(request, { ...nothing, release: release(), assets: [asset('b.tar.gz'), asset('a.tar.gz')] }))
    expect(isProven(plan)).toBe(true)
    expect(renderPlan(plan, request).at(-1)).toBe('publish as the latest release')
  })

  test('for an identical public release does nothing', () => {
    const facts = { ...nothing, release: published('v1.2.3', { immutable: true }), assets: [asset('a.tar.gz'), asset('b.tar.gz')], commit: undefined }
    const plan = unwrap(planRelease(request, facts))
    expect(plan).toMatchObject({ state: 'public', publish: false })
    expect(renderPlan(plan, request)).toContain('nothing to do')
  })

  test('deletes a second draft of its own making', () => {
    const duplicate = release({ id: 9 })
    for (const assets of [[], [asset('a.tar.gz')]]) {
      const plan = unwrap(planRelease(request, { ...nothing, release: release(), duplicates: [{ release: duplicate, assets }] }))
      expect(plan.duplicates).toEqual([duplicate])
    }
  })

  test('brings the table of artifacts up to date and leaves every other word', () => {
    const draft = { ...request.draft, body: bodyOf(request.assets) }
    const plan = (body: string) => unwrap(planRelease({ ...request, draft }, { ...nothing, release: release({ body }) }))
    expect(plan(draft.body).body).toBeUndefined()
    expect(plan(draft.body.replaceAll('\n', '\r\n')).body).toBeUndefined()
    expect(plan(bodyOf(request.assets.slice(1), 'Words')).body).toBe(bodyOf(request.assets, 'Words'))
    expect(plan('By hand').body).toMatch(/^By hand\n\n<!-- slipway:artifacts -->[\s\S]*`a\.tar\.gz`[\s\S]*<!-- \/slipway:artifacts -->$/)
    expect(plan('By hand').body).not.toContain(ownerMark)
  })
})

describe('a plan is refused', () => {
  const complete = [asset('a.tar.gz'), asset('b.tar.gz')]
  test.each<readonly [string, Partial<ReleaseRequest>, Partial<ReleaseFacts>, string]>([
    ['for a tag that is no version', { draft: { ...request.draft, tag: 'nightly' } }, {}, 'E_KERNEL_RELEASE_TAG'],
    ['when a public release lacks an asset', {}, { release: published('v1.2.3'), assets: [complete[0] as AssetFact] }, 'E_GITHUB_PUBLISHED'],
    [
      'when a public release has other bytes',
      {},
      { release: published('v1.2.3'), assets: [asset('a.tar.gz', { digest: digestOf('x') }), asset('b.tar.gz')] },
      'E_GITHUB_PUBLISHED',
    ],
    ['when a public release has more', {}, { release: published('v1.2.3'), assets: [...complete, asset('c')] }, 'E_GITHUB_PUBLISHED'],
    [
      'when a public release says no digest',
      {},
      { release: published('v1.2.3'), assets: [asset('a.tar.gz', { digest: undefined }), asset('b.tar.gz')] },
      'E_GITHUB_PUBLISHED',
    ],
    ['when publishing would publish what was not declared', {}, { release: release(), assets: [...complete, asset('c')] }, 'E_GITHUB_FOREIGN'],
    ['when the tag is not there', { publish: false }, { commit: undefined }, 'E_GITHUB_TAG'],
    ['when the tag names another commit', {}, { commit: 'decaf' }, 'E_GITHUB_TAG_COMMIT'],
    ['when the draft holds other bytes', {}, { release: release(), assets: [asset('a.tar.gz', { digest: digestOf('?') })] }, 'E_GITHUB_DIFFERS'],
    [
      'when a person has put another file in its place',
      {},
      { release: release({ body: bodyOf(request.assets) }), assets: [asset('a.tar.gz', { digest: digestOf('?'), uploader: 'octavia' })] },
      'E_GITHUB_DIFFERS',
    ],
    ['when the draft was made for other bytes', {}, { release: release({ body: bodyOf([local('a.tar.gz', 'other')]) }) }, 'E_GITHUB_DIFFERS'],
    [
      'with a second draft that holds what nobody declared',
      {},
      { release: release(), duplicates: [{ release: release({ id: 8 }), assets: [asset('photo.png')] }] },
      'E_GITHUB_DRAFTS',
    ],
    [
      'with a second draft that somebody else made',
      {},
      { release: release(), duplicates: [{ release: release({ id: 8, body: 'mine' }), assets: [] }] },
      'E_GITHUB_DRAFTS',
    ],
    ['with a body that is too long', { draft: { ...request.draft, body: '😀'.repeat(125_001) } }, {}, 'E_GITHUB_BODY'],
    ['without assets', { assets: [] }, {}, 'E_GITHUB_NO_ASSET'],
  ])('%s', (_, change, facts, code) => {
    const result = planRelease({ ...request, ...change }, { ...nothing, ...facts })
    expect(result).toMatchObject({ ok: false, error: [{ code, cure: expect.stringMatching(/.+/) }] })
  })

  test.each<readonly [string, { name: string; size: number }, string]>([
    ['a blank', { name: 'a b', size: 1 }, 'NAME'],
    ['brackets', { name: 'a(1).zip', size: 1 }, 'NAME'],
    ['a tilde', { name: 'a~rc1', size: 1 }, 'NAME'],
    ['a leading dot', { name: '.env', size: 1 }, 'NAME'],
    ['two dots', { name: 'a..b', size: 1 }, 'NAME'],
    ['accents', { name: 'café', size: 1 }, 'NAME'],
    ['no name', { name: '', size: 1 }, 'NAME'],
    ['no bytes', { name: 'a', size: 0 }, 'EMPTY'],
    ['2 GiB', { name: 'a', size: 2 ** 31 }, 'SIZE'],
  ])('for an asset with %s', (_, one, code) => {
    expect(checkAssets([one])).toMatchObject([{ code: `E_GITHUB_ASSET_${code}` }])
  })

  test('for too many assets, and for one name twice', () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ name: `a${index}`, size: 1 }))
    expect(checkAssets(many)).toMatchObject([{ code: 'E_GITHUB_ASSET_COUNT' }])
    expect(checkAssets([many[0], many[0]].flatMap((one) => one ?? []))).toMatchObject([{ code: 'E_GITHUB_ASSET_TWICE' }])
    expect(checkAssets([{ name: 'go-microvm_1.2+x@y-linux.tar.gz', size: 2 ** 31 - 1 }])).toEqual([])
  })
})

describe('the text of a draft', () => {
  test('is words, notes, table, mark; notes that are too long are cut at a line, words never', () => {
    const parts = { text: 'Words', notes: 'one\ntwo\n', table: '| t |' }
    expect(renderBody(parts)).toBe(`Words\n\none\ntwo\n\n<!-- slipway:artifacts -->\n| t |\n<!-- /slipway:artifacts -->\n\n${ownerMark}`)
    const long = renderBody({ ...parts, notes: Array.from({ length: 9_000 }, (_, line) => `line ${line} of 😀 notes`).join('\n') })
    expect([...long].length).toBeLessThanOrEqual(125_000)
    expect([...long].length).toBeGreaterThan(124_900)
    expect(long).toMatch(/^Words\n\nline 0 [\s\S]*line \d+ of 😀 notes\n\n_The rest[\s\S]*\| t \|/)
    expect([...renderBody({ ...parts, text: 'x'.repeat(130_000) })].length).toBeGreaterThan(130_000)
  })
})

describe('the release that notes are counted from', () => {
  test.each([
    ['v1.2.3', ['v1.2.2', 'v1.1.9', 'v2.0.0', 'v1.2.3-rc.1', 'nightly'], 'v1.2.2'],
    ['v1.2.3-rc.2', ['v1.2.2', 'v1.2.3-rc.1', 'v1.2.3-rc.10'], 'v1.2.3-rc.1'],
    ['v1.0.0', ['v2.0.0'], undefined],
  ])('of %s', (tag, others, previous) => {
    expect(
      previousRelease(
        tag,
        others.map((other) => published(other, { prerelease: other.includes('-') })),
      )?.tag,
    ).toBe(previous)
  })
})

describe('the latest release', () => {
  test.each<readonly [string, string, boolean, readonly ReleaseFact[], boolean, string | undefined]>([
    ['is the first', 'v1.2.3', false, [], true, undefined],
    ['is the highest version', 'v1.10.0', false, [published('v1.9.0'), published('v1.2.0')], true, undefined],
    ['is not taken by a fix for an old line', 'v1.2.4', false, [published('v2.0.0'), published('v1.3.0')], false, 'v2.0.0'],
    ['is never a prerelease', 'v3.0.0-rc.1', true, [published('v2.0.0')], false, undefined],
    ['does not yield to a prerelease', 'v1.2.4', false, [published('v2.0.0-rc.1', { prerelease: true }), published('v2.0.0-rc.2')], true, undefined],
    ['does not yield to what is no version', 'v1.2.4', false, [published('nightly')], true, undefined],
  ])('%s', (_, tag, prerelease, others, latest, elected) => {
    const plan = unwrap(planRelease({ ...request, draft: { ...request.draft, tag, prerelease } }, { ...nothing, tag, others }))
    expect([plan.latest, plan.elected?.tag]).toEqual([latest, elected])
  })
})

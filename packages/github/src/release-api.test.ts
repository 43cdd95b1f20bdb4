import { describe, expect, test } from '@jest/globals'
import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import { digestOf } from '@slipway/kernel'
import { ApiFailure, failureOfAnswer, type LocalAsset, openReleaseApi, problemOf, type ReleaseFact, refusalOf } from './index.ts'

const raw = {
  id: 7,
  tag_name: 'v1.2.3',
  draft: true,
  prerelease: false,
  immutable: false,
  body: null,
  html_url: 'https://github.com/o/r/releases/tag/untagged-7',
  upload_url: 'https://uploads.github.com/repos/o/r/releases/7/assets{?name,label}',
  author: { login: 'octavia' },
}
const fact: ReleaseFact = {
  id: 7,
  tag: 'v1.2.3',
  draft: true,
  prerelease: false,
  immutable: false,
  body: '',
  author: 'octavia',
  url: raw.html_url,
  uploadUrl: 'https://uploads.github.com/repos/o/r/releases/7/assets',
}
const time = '2026-01-01T00:01:00Z'
const date = new Date(Date.parse(time) + 5_000).toUTCString()
const rawAsset = { id: 9, name: 'a.tar.gz', size: 3, state: 'uploaded', digest: digestOf('abc'), updated_at: time, uploader: { login: 'bot' } }
const asset: LocalAsset = {
  name: 'a+b.tar.gz',
  size: 3,
  digest: digestOf('abc'),
  contentType: 'application/gzip',
  stream: async function* () {
    yield Buffer.from('abc')
  },
}

type Answer = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }

function open(answers: readonly (Answer | Error)[], apiUrl = 'https://api.github.com') {
  const requests: HttpRequest[] = []
  const queue = [...answers]
  const http: Http = {
    request: async (request): Promise<HttpResponse> => {
      requests.push(request)
      const answer = queue.shift()
      if (answer === undefined) throw new Error('an unexpected request')
      if (answer instanceof Error) throw answer
      const body = Buffer.from(answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)))
      return {
        status: answer.status ?? 200,
        headers: { 'content-type': answer.text === undefined ? 'application/json; charset=utf-8' : 'text/html', ...answer.headers },
        body,
      }
    },
  }
  const api = openReleaseApi({ http, clock: { now: () => 1_000_000, sleep: async () => {} }, token: 'secret', apiUrl, repository: 'o/r' })
  return { api, requests, asked: () => requests.map(({ method, url }) => `${method} ${url.replace(apiUrl, '')}`) }
}

async function failureOf(promise: Promise<unknown>): Promise<ApiFailure> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiFailure)) throw error
  return error
}

describe('the requests', () => {
  test('list releases page by page', async () => {
    const next = { link: '<https://api.github.com/repositories/5/releases?per_page=100&page=2>; rel="next", <https://x>; rel="last"' }
    const { api, asked, requests } = open([{ json: [raw], headers: next }, { json: [{ ...raw, id: 8, body: 'x' }] }])
    expect(await api.listReleases()).toEqual([fact, { ...fact, id: 8, body: 'x' }])
    expect(asked()).toEqual(['GET /repos/o/r/releases?per_page=100', 'GET /repositories/5/releases?per_page=100&page=2'])
    expect(requests[0]?.headers).toMatchObject({ authorization: 'token secret' })
  })

  test('follow no page to another origin', async () => {
    const { api, asked } = open([{ json: [raw], headers: { link: '<https://evil.example/x>; rel="next"' } }])
    expect(await api.listReleases()).toHaveLength(1)
    expect(asked()).toHaveLength(1)
  })

  test('create a draft without target_commitish, write its text, publish it, elect another; the tag goes along each time', async () => {
    const { api, asked, requests } = open([{ status: 201, json: raw }, { json: raw }, { json: { ...raw, draft: false } }, { json: raw }])
    expect(await api.createDraft({ tag: 'v1.2.3', title: 'T', body: 'B', prerelease: true })).toEqual(fact)
    await api.writeBody(fact, 'C')
    expect((await api.publish(fact, { prerelease: false, latest: false })).draft).toBe(false)
    await api.electLatest(3)
    const releases = '/repos/o/r/releases'
    expect(asked()).toEqual([`POST ${releases}`, `PATCH ${releases}/7`, `PATCH ${releases}/7`, `PATCH ${releases}/3`])
    expect(requests.map(({ body }) => JSON.parse(String(body)))).toEqual([
      { tag_name: 'v1.2.3', name: 'T', body: 'B', draft: true, prerelease: true },
      { tag_name: 'v1.2.3', body: 'C' },
      { tag_name: 'v1.2.3', draft: false, prerelease: false, make_latest: 'false' },
      { make_latest: 'true' },
    ])
  })

  test('list, read and delete; a deletion has a deadline of its own', async () => {
    const { api, asked, requests } = open([
      { json: [rawAsset, { ...rawAsset, id: 10, state: 'starter', digest: null, updated_at: undefined, uploader: null }], headers: { date } },
      { status: 204 },
      { status: 204 },
      { json: rawAsset },
      { status: 404, json: { message: 'Not Found' } },
      { status: 404, json: { message: 'Not Found' } },
      { json: raw },
      { status: 404, json: { message: 'Not Found' } },
    ])
    const assets = await api.listAssets(7)
    expect(assets.map(({ id, state, digest, age, uploader }) => [id, state, digest, age, uploader])).toEqual([
      [9, 'uploaded', digestOf('abc'), 5_000, 'bot'],
      [10, 'starter', undefined, 0, ''],
    ])
    await api.deleteAsset(9)
    await api.deleteRelease(7)
    expect([(await api.readAsset(9))?.id, await api.readAsset(10), await api.readRelease(7)]).toEqual([9, undefined, undefined])
    expect([await api.readLatest(), await api.readLatest()]).toEqual([7, undefined])
    const releases = '/repos/o/r/releases'
    const reads = [`${releases}/assets/9`, `${releases}/assets/10`, `${releases}/7`, `${releases}/latest`, `${releases}/latest`].map((path) => `GET ${path}`)
    expect(asked().slice(1)).toEqual([`DELETE ${releases}/assets/9`, `DELETE ${releases}/7`, ...reads])
    expect(requests.filter(({ method }) => method === 'DELETE').map(({ deadline }) => deadline)).toEqual([10_000, 10_000])
  })

  test('read the commit behind a tag, annotated or not, and with a slash in it', async () => {
    const commit = { object: { type: 'commit', sha: 'c'.repeat(40) } }
    const { api, asked } = open([
      { json: commit },
      { json: { object: { type: 'tag', sha: 'a'.repeat(40) } } },
      { json: commit },
      { status: 404, json: { message: 'Not Found' } },
    ])
    const tags = [await api.readTag('v1.2.3'), await api.readTag('team/v1+x'), await api.readTag('v9.9.9')]
    expect(tags).toEqual(['c'.repeat(40), 'c'.repeat(40), undefined])
    const tag = `GET /repos/o/r/git/tags/${'a'.repeat(40)}`
    expect(asked()).toEqual(['GET /repos/o/r/git/ref/tags/v1.2.3', 'GET /repos/o/r/git/ref/tags/team/v1%2Bx', tag, 'GET /repos/o/r/git/ref/tags/v9.9.9'])
  })

  test('generate notes from a previous tag; read whether releases are immutable', async () => {
    const { api, requests } = open([
      { json: { name: 'v1.2.3', body: 'Notes' } },
      { json: { enabled: true, enforced_by_owner: false } },
      { status: 404, json: { message: 'Not Found' } },
      { status: 403, json: { message: 'Resource not accessible by integration' } },
    ])
    expect(await api.generateNotes({ tag: 'v1.2.3', previous: 'v1.2.2' })).toBe('Notes')
    expect(JSON.parse(String(requests[0]?.body))).toEqual({ tag_name: 'v1.2.3', previous_tag_name: 'v1.2.2' })
    expect([await api.readImmutability(), await api.readImmutability(), await api.readImmutability()]).toEqual(['on', 'off', 'unknown'])
  })

  test('upload a stream of known size, with a deadline and a stall floor', async () => {
    const { api, requests } = open([{ status: 201, json: rawAsset }])
    expect(await api.upload(fact, asset)).toMatchObject({ id: 9, digest: digestOf('abc') })
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://uploads.github.com/repos/o/r/releases/7/assets?name=a%2Bb.tar.gz',
      headers: { authorization: 'token secret', 'content-type': 'application/gzip' },
      body: { size: 3 },
      stallFloor: 10_240,
    })
    expect(requests[0]?.deadline).toBeGreaterThanOrEqual(120_000)
  })

  test.each([
    ['https://api.github.com', 'https://evil.example/x'],
    ['https://api.github.com', 'http://uploads.github.com/x'],
    ['https://ghe.example/api/v3', 'https://uploads.github.com/x'],
  ])('the token of %s never goes to %s', async (apiUrl, uploadUrl) => {
    const { api, requests } = open([], apiUrl)
    expect(await failureOf(api.upload({ ...fact, uploadUrl }, asset))).toMatchObject({ kind: 'invalid' })
    expect(requests).toEqual([])
  })

  test.each([
    ['https://api.github.com', 'https://uploads.github.com/x'],
    ['https://ghe.example/api/v3', 'https://ghe.example/api/uploads/x'],
    ['https://api.octo.ghe.com', 'https://uploads.octo.ghe.com/x'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4001/x'],
  ])('assets for %s go to %s', async (apiUrl, uploadUrl) => {
    const { api, requests } = open([{ status: 201, json: rawAsset }], apiUrl)
    await api.upload({ ...fact, uploadUrl }, asset)
    expect(requests[0]?.url).toBe(`${uploadUrl}?name=a%2Bb.tar.gz`)
  })
})

describe('what goes wrong', () => {
  test.each<readonly [string, number, Record<string, string>, unknown, string, number | undefined]>([
    ['a server error', 502, {}, { message: 'Bad Gateway' }, 'transient', undefined],
    ['a server that asks to wait', 503, { 'retry-after': '7' }, {}, 'transient', 7_000],
    ['a server that names a date', 503, { 'retry-after': new Date(1_060_000).toUTCString() }, {}, 'transient', 60_000],
    ['a secondary limit with a time', 403, { 'retry-after': '30' }, { message: 'x' }, 'transient', 30_000],
    ['the primary limit', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1090' }, { message: 'API rate limit exceeded' }, 'transient', 90_000],
    ['too many requests', 429, { 'retry-after': '9' }, {}, 'transient', 9_000],
    [
      'a missing permission',
      403,
      { 'x-ratelimit-remaining': '99', 'x-ratelimit-reset': '1090' },
      { message: 'Resource not accessible by integration' },
      'denied',
      undefined,
    ],
    ['an unknown token', 401, {}, { message: 'Bad credentials' }, 'denied', undefined],
    ['a repository that is not there', 404, {}, { message: 'Not Found' }, 'missing', undefined],
    [
      'a name that is taken',
      422,
      {},
      { message: 'Validation Failed', errors: [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }] },
      'exists',
      undefined,
    ],
    [
      'a rule that is broken',
      422,
      {},
      { message: 'Validation Failed', errors: [{ code: 'custom', message: 'Published releases must have a valid tag' }] },
      'invalid',
      undefined,
    ],
    ['a repository that moved', 301, { location: '/x' }, { message: 'Moved Permanently' }, 'invalid', undefined],
    ['not implemented', 501, {}, {}, 'invalid', undefined],
  ])('%s', async (_, status, headers, json, kind, wait) => {
    const failure = await failureOf(open([{ status, headers, json }]).api.listAssets(7))
    expect([failure.kind, failure.wait, failure.status]).toEqual([kind, wait, status])
    const uploading = await failureOf(open([{ status, headers, json }]).api.upload(fact, asset))
    expect([uploading.kind, uploading.wait]).toEqual([kind, wait])
    expect(problemOf(failure)).toMatchObject({ code: `E_GITHUB_${kind.toUpperCase()}`, cure: expect.stringMatching(/.+/) })
  })

  test.each([
    ['reset', 'transient'],
    ['timeout', 'transient'],
    ['stall', 'transient'],
    ['name', 'transient'],
    ['tls', 'invalid'],
    ['cancelled', 'cancelled'],
  ] as const)('a connection that ends by %s', async (reason, kind) => {
    const broken = (): HttpFailure => new HttpFailure(reason, true, 'broke')
    expect((await failureOf(open([broken()]).api.listReleases())).kind).toBe(kind)
    expect((await failureOf(open([broken()]).api.upload(fact, asset))).kind).toBe(kind)
  })

  test('a limit that names no time asks for a minute, and for all requests', async () => {
    const said = { message: 'You have exceeded a secondary rate limit.' }
    for (const answer of [{ status: 429 }, { status: 403, json: said }]) {
      expect(await failureOf(open([answer]).api.listReleases())).toMatchObject({ kind: 'transient', wait: undefined, firstWait: 60_000, limit: true })
    }
  })

  test('a version number that an immutable release has used up is said to be spent', async () => {
    const errors = [{ code: 'custom', message: 'tag_name was used by an immutable release' }]
    const failure = await failureOf(
      open([{ status: 422, json: { message: 'Validation Failed', errors } }]).api.publish(fact, { prerelease: false, latest: true }),
    )
    expect(problemOf(failure)).toMatchObject({ code: 'E_GITHUB_BURNED', cure: expect.stringContaining('the next one') })
  })

  test('details of a validation are in the message', async () => {
    const json = { message: 'Validation Failed', errors: [{ field: 'tag_name', code: 'invalid' }, { message: 'Published releases must have a valid tag' }] }
    const failure = await failureOf(open([{ status: 422, json }]).api.publish(fact, { prerelease: false, latest: true }))
    expect(failure.message).toBe('publishing: 422 Validation Failed: tag_name invalid; Published releases must have a valid tag')
  })

  test.each([200, 201])('a page with %i instead of JSON is a server in trouble, and so is JSON of another shape', async (status) => {
    const page = { status, text: '<!DOCTYPE html><title>Unicorn</title>' }
    for (const answer of [page, { status, json: { id: 'seven' } }]) {
      expect(await failureOf(open([answer]).api.upload(fact, asset))).toMatchObject({ kind: 'transient' })
      expect(await failureOf(open([answer]).api.readRelease(7))).toMatchObject({ kind: 'transient' })
      expect(await failureOf(open([answer]).api.listReleases())).toMatchObject({ kind: 'transient' })
      expect(await failureOf(open([answer]).api.listAssets(7))).toMatchObject({ kind: 'transient' })
      expect(await failureOf(open([answer]).api.readTag('v1'))).toMatchObject({ kind: 'transient' })
      expect(await failureOf(open([answer]).api.generateNotes({ tag: 'v1', previous: undefined }))).toMatchObject({ kind: 'transient' })
    }
  })

  test('what is neither an answer nor a connection stays a defect', async () => {
    await expect(open([]).api.readRelease(7)).rejects.not.toBeInstanceOf(ApiFailure)
    const bug = new TypeError('x')
    expect(refusalOf(bug)).toBe(bug)
  })

  test('a failure never shows the token', async () => {
    const failure = await failureOf(open([{ status: 500, json: { message: 'x' } }]).api.listReleases())
    expect(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`).not.toContain('secret')
    expect(failureOfAnswer({ status: 301, headers: { 'retry-after': '1' }, message: '', codes: [] }, 'x', 0).wait).toBeUndefined()
  })
})

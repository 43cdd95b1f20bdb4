import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { getOctokit } from '@actions/github'
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { createFaultScript, parseFaults } from '../faults/index.ts'
import {
  checkAgainstOpenApi,
  type GitHub,
  type GitHubOptions,
  type ObservedExchange,
  type OpenApi,
  openGitHub,
  readOpenApi,
  startGitHub,
  type TokenPermissions,
} from './index.ts'

// Some tests make a thousand requests, and the machine may be busy.
jest.setTimeout(60_000)

const at = { owner: 'acme', repo: 'vm' }
const head = 'a'.repeat(40)
const older = 'b'.repeat(40)
const seed = {
  owner: 'acme',
  name: 'vm',
  commits: [
    { sha: older, date: '2026-01-01T00:00:00Z' },
    { sha: head, date: '2026-02-01T00:00:00Z' },
  ],
  branches: { main: head, old: older },
  tags: { 'v0.1.0': older, 'v0.2.0': { commit: older, message: 'signed' } },
} as const
const write: TokenPermissions = { contents: 'write' }
const exchanges: ObservedExchange[] = []
let openApi: OpenApi
let github: GitHub

const observe = (one: ObservedExchange): void => void exchanges.push(one)
const start = async (faults = '', more: Partial<GitHubOptions> = {}) => {
  await github?.stop()
  github = await startGitHub({
    repositories: [seed, { ...seed, name: 'open', visibility: 'public' }, { ...seed, name: 'frozen', immutable: true, burned: ['v0.0.9'] }],
    faults: createFaultScript(unwrap(parseFaults(faults))),
    observe,
    ...more,
  })
}
beforeAll(async () => {
  openApi = await readOpenApi()
})
beforeEach(() => start())
afterEach(async () => {
  await github.stop()
  // Every request and answer of every test is held against GitHub's own description.
  expect(exchanges.splice(0).flatMap((one) => checkAgainstOpenApi(openApi, one))).toEqual([])
})

const octokit = (permissions: TokenPermissions = write, repository = 'acme/vm') =>
  getOctokit(github.issueToken({ permissions, repository }), { baseUrl: github.url })
const repos = (permissions: TokenPermissions = write, repository = 'acme/vm') => octokit(permissions, repository).rest.repos
const state = (slug = 'acme/vm') => github.repository(slug)

type Refused = { readonly status: number; readonly response?: { readonly data: { readonly errors?: unknown; readonly message: string } } }
const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (caught: Refused) => caught,
  )
  const { errors, message } = error?.response?.data ?? {}
  return error === undefined ? 'accepted' : errors === undefined ? [error.status, message] : [error.status, errors]
}
const upload = (release_id: number, name: string, data = 'bytes', more: { readonly label?: string; readonly owner?: string } = {}) =>
  repos().uploadReleaseAsset({ ...at, release_id, name, data, ...more, baseUrl: github.uploadUrl, headers: { 'content-type': 'application/gzip' } })
const draft = async (tag_name = 'v1.0.0') => (await repos().createRelease({ ...at, tag_name, draft: true })).data
const publish = async (tag_name: string, more: object = {}) => (await repos().createRelease({ ...at, tag_name, ...more })).data
const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers, redirect: 'manual' })

describe('a draft', () => {
  test('is hidden from everybody who may not write, and from the tag for all', async () => {
    const { id, upload_url, html_url, tarball_url, published_at } = await draft()
    expect([upload_url, tarball_url, published_at]).toEqual([`${github.uploadUrl}/repos/acme/vm/releases/${id}/assets{?name,label}`, null, null])
    expect(html_url).toMatch(/\/acme\/vm\/releases\/tag\/untagged-[0-9a-f]{20}$/)
    expect((await repos().listReleases(at)).data.map((one) => one.id)).toEqual([id])
    expect((await repos({ contents: 'read' }).listReleases(at)).data).toEqual([])
    expect(await refusal(repos({ contents: 'read' }).getRelease({ ...at, release_id: id }))).toEqual([404, 'Not Found'])
    expect(await refusal(repos().getReleaseByTag({ ...at, tag: 'v1.0.0' }))).toEqual([404, 'Not Found'])
    expect(await refusal(repos().getLatestRelease(at))).toEqual([404, 'Not Found'])
    expect(Object.keys(state().tags)).toEqual(['v0.1.0', 'v0.2.0'])
  })

  test('becomes public as a whole: tag at the target, final addresses, bytes for strangers', async () => {
    const client = repos(write, 'acme/open')
    const open = { owner: 'acme', repo: 'open' }
    const { id } = (await client.createRelease({ ...open, tag_name: 'v1.0.0', draft: true })).data
    const { data: asset } = await client.uploadReleaseAsset({ ...open, release_id: id, name: 'a.txt', data: 'bytes', baseUrl: github.uploadUrl })
    expect(asset.browser_download_url).toContain('/releases/download/untagged-')
    expect((await get(asset.browser_download_url)).status).toBe(404)
    expect((await get(asset.browser_download_url.replace(/untagged-\w+/, 'v1.0.0'))).status).toBe(404)
    const { data: release } = await client.updateRelease({ ...open, release_id: id, draft: false })
    const address = release.assets[0]?.browser_download_url ?? ''
    expect(address).toBe(`${github.webUrl}/acme/open/releases/download/v1.0.0/a.txt`)
    expect(await (await fetch(address)).text()).toBe('bytes')
    expect(await (await fetch(`${github.webUrl}/acme/open/releases/latest/download/a.txt`)).text()).toBe('bytes')
    expect(state('acme/open')).toMatchObject({ tags: { 'v1.0.0': head }, latest: 'v1.0.0', releases: [{ assets: [{ downloads: 2 }] }] })
    expect((await client.getReleaseByTag({ ...open, tag: 'v1.0.0' })).data).toMatchObject({ id, draft: false, created_at: '2026-02-01T00:00:00Z' })
  })

  test('may share its tag with another draft and with a published release; of published ones there is one', async () => {
    const [first, second] = [await draft(), await draft()]
    expect(first.id).not.toBe(second.id)
    await repos().updateRelease({ ...at, release_id: first.id, draft: false })
    const exists = [422, [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }]]
    expect(await refusal(repos().updateRelease({ ...at, release_id: second.id, draft: false }))).toEqual(exists)
    expect(await refusal(publish('v1.0.0'))).toEqual(exists)
    expect((await draft()).draft).toBe(true)
    expect(state().releases.map((one) => one.draft)).toEqual([false, true, true])
  })
})

describe('publishing', () => {
  test.each([
    ['an existing tag stays where it is', { tag_name: 'v0.1.0', target_commitish: 'main' }, older],
    ['a new tag at the default branch', { tag_name: 'v3.0.0' }, head],
    ['a new tag at a branch', { tag_name: 'v3.0.0', target_commitish: 'old' }, older],
    ['a new tag at a commit', { tag_name: 'v3.0.0', target_commitish: older }, older],
  ])('%s', async (_, input, commit) => {
    await repos().createRelease({ ...at, ...input })
    expect(state().tags[input.tag_name]).toBe(commit)
  })

  const target = { resource: 'Release', code: 'invalid', field: 'target_commitish' }
  const custom = (message: string, field?: string) => ({ resource: 'Release', code: 'custom', ...(field ? { field } : {}), message })
  const noTag = [custom('tag_name is not a valid tag', 'tag_name'), custom('Published releases must have a valid tag')]
  test.each([
    ['an unknown target', { tag_name: 'v3.0.0', target_commitish: 'nowhere' }, [...noTag, target]],
    ['a tag as the target of an existing tag', { tag_name: 'v0.1.0', target_commitish: 'v0.1.0' }, [target]],
    ['an unknown target of a draft', { tag_name: 'v3.0.0', target_commitish: 'refs/tags/v0.1.0', draft: true }, [target]],
    ['a malformed tag', { tag_name: 'v 3' }, [noTag[0], custom('tag_name is not well-formed', 'tag_name'), noTag[1]]],
    ['a body that is too long', { tag_name: 'v3.0.0', body: 'é'.repeat(125_001) }, [custom('body is too long (maximum is 125000 characters)', 'body')]],
    [
      'a prerelease as the latest',
      { tag_name: 'v3.0.0', prerelease: true, make_latest: 'true' as const },
      [custom('Latest release cannot be draft or prerelease.')],
    ],
  ])('refuses %s', async (_, input, errors) => {
    expect(await refusal(repos().createRelease({ ...at, ...input }))).toEqual([422, errors])
    expect(state().releases).toEqual([])
  })

  test.each([
    ['{}', [422, 'Invalid request.\n\n"tag_name" wasn\'t supplied.']],
    ['{"tag_name":"v1","draft":"yes"}', [422, 'Invalid request.\n\nFor \'properties/draft\', "yes" is not a boolean.']],
    ['{"tag_name":"v1","name":null}', [422, "Invalid request.\n\nFor 'properties/name', nil is not a string."]],
    ['{"tag_name":"v1","make_latest":"yes"}', [422, expect.stringContaining('properties/make_latest')]],
    ['{"tag_name"', [400, 'Problems parsing JSON']],
    ['[]', [400, 'Body should be a JSON object']],
  ])('refuses the body %s', async (body, expected) => {
    const authorization = `Bearer ${github.issueToken({ permissions: write, repository: 'acme/vm' })}`
    const response = await fetch(`${github.url}/repos/acme/vm/releases`, { method: 'POST', body, headers: { authorization } })
    expect([response.status, ((await response.json()) as { message: string }).message]).toEqual(expected)
  })

  test('a body of 125,000 characters outside the basic plane is short enough; a draft may ask to be the latest when it is made, not later', async () => {
    await publish('v3.0.0', { body: '🚢'.repeat(125_000) })
    const { data } = await repos().createRelease({ ...at, tag_name: 'v4.0.0', draft: true, make_latest: 'true' })
    expect(await refusal(repos().updateRelease({ ...at, release_id: data.id, make_latest: 'true' }))).toMatchObject([422, [{ code: 'custom' }]])
    expect(state().latest).toBe('v3.0.0')
  })
})

describe('the latest release', () => {
  const steps: readonly [name: string, releases: readonly (readonly [string, object])[], latest: string | undefined][] = [
    [
      'is the one published last by default, an older line too',
      [
        ['v2.0.0', {}],
        ['v1.9.1', { target_commitish: 'old' }],
      ],
      'v1.9.1',
    ],
    [
      'stays where make_latest: false declines',
      [
        ['v2.0.0', {}],
        ['v1.9.1', { make_latest: 'false' }],
      ],
      'v2.0.0',
    ],
    [
      'is never a prerelease',
      [
        ['v2.0.0', {}],
        ['v2.1.0-rc.1', { prerelease: true }],
      ],
      'v2.0.0',
    ],
    ['is never a prerelease, also where there is nothing else', [['v2.1.0-rc.1', { prerelease: true }]], undefined],
    ['is never a draft', [['v2.0.0', { draft: true }]], undefined],
    [
      'by legacy: the newer commit',
      [
        ['v2.0.0', { target_commitish: 'old', make_latest: 'legacy' }],
        ['v1.9.1', { make_latest: 'legacy' }],
      ],
      'v1.9.1',
    ],
    [
      'by legacy: the higher version of one commit',
      [
        ['v1.10.0', { make_latest: 'legacy' }],
        ['v1.9.1', { make_latest: 'legacy' }],
      ],
      'v1.10.0',
    ],
  ]
  test.each(steps)('%s', async (_, releases, latest) => {
    for (const [tag, more] of releases) await publish(tag, more)
    expect(state().latest).toBe(latest)
    const found = await repos()
      .getLatestRelease(at)
      .then(
        ({ data }) => data.tag_name,
        () => undefined,
      )
    expect(found).toBe(latest)
  })

  test('letting go elects nobody: the newest commit wins again; the highest has to be made the latest', async () => {
    const { id: high } = await publish('v2.0.0', { target_commitish: 'old' })
    const { id } = await publish('v1.9.1')
    await repos().updateRelease({ ...at, release_id: id, make_latest: 'false' })
    expect(state().latest).toBe('v1.9.1')
    await repos().updateRelease({ ...at, release_id: high, make_latest: 'true' })
    expect(state().latest).toBe('v2.0.0')
    await repos().deleteRelease({ ...at, release_id: high })
    expect(state().latest).toBe('v1.9.1')
    await repos().updateRelease({ ...at, release_id: id, draft: true })
    expect(state()).toMatchObject({ latest: undefined, tags: { 'v2.0.0': older, 'v1.9.1': head } })
    await publish('v3.0.0')
    const { id: backport } = await publish('v2.0.1', { target_commitish: 'old' })
    expect(state().latest).toBe('v2.0.1')
    await repos().updateRelease({ ...at, release_id: backport, make_latest: 'false' })
    expect(state().latest).toBe('v3.0.0')
  })
})

describe('an asset', () => {
  test('keeps its bytes: size, digest, label, JSON, and a redirect to them without the token', async () => {
    const { id } = await draft()
    const { data: asset } = await upload(id, 'a.tar.gz', 'bytes', { label: 'An archive' })
    const digest = `sha256:${createHash('sha256').update('bytes').digest('hex')}`
    expect(asset).toMatchObject({ name: 'a.tar.gz', label: 'An archive', size: 5, state: 'uploaded', digest, content_type: 'application/gzip' })
    expect((await repos().getReleaseAsset({ ...at, asset_id: asset.id })).data).toMatchObject({ digest })
    expect((await repos().getRelease({ ...at, release_id: id })).data.assets).toMatchObject([{ digest }])
    const bytes = await repos().getReleaseAsset({ ...at, asset_id: asset.id, headers: { accept: 'application/octet-stream' } })
    expect(Buffer.from(bytes.data as unknown as ArrayBuffer).toString()).toBe('bytes')
    const authorization = `Bearer ${github.issueToken({ permissions: write, repository: 'acme/vm' })}`
    const redirect = await get(asset.url, { authorization, accept: 'application/octet-stream' })
    expect(redirect.status).toBe(302)
    expect((await get(redirect.headers.get('location') ?? '', { authorization })).status).toBe(400)
    expect((await get(redirect.headers.get('location') ?? '')).headers.get('content-length')).toBe('5')
    expect(await refusal(repos({ contents: 'read' }).getReleaseAsset({ ...at, asset_id: asset.id }))).toEqual([404, 'Not Found'])
  })

  test.each([
    ['a b.txt', 'a.b.txt'],
    ['tool-1.1.0-1~buster_amd64.deb', 'tool-1.1.0-1.buster_amd64.deb'],
    ['app-(15-5)-x.apk', 'app-.15-5.-x.apk'],
    ['v1.0.0+build@x.zip', 'v1.0.0+build@x.zip'],
    ['a5_ð_æ_©_ŋ.txt', 'a5_d_ae_._ng.txt'],
    ['żółw.txt', 'zolw.txt'],
    ['.gitignore', 'default.gitignore'],
    ['.a.txt', 'default.a.txt'],
    ['a..b.', 'a.b'],
    ['(x)', 'default.x'],
    ['日本.txt', 'default.txt'],
    ['README', 'README'],
  ])('is renamed as GitHub does: %s', async (given, name) => {
    const { id } = await draft()
    expect((await upload(id, given)).data.name).toBe(name)
    expect(await refusal(upload(id, name))).toEqual([422, [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }]])
    expect(state().releases[0]?.assets.map((one) => one.name)).toEqual([name])
  })

  test('can be renamed to a free name and deleted, which frees its own', async () => {
    const { id } = await draft()
    const [a, b] = [(await upload(id, 'a')).data, (await upload(id, 'b')).data]
    expect(await refusal(repos().updateReleaseAsset({ ...at, asset_id: b.id, name: 'a' }))).toMatchObject([422, [{ code: 'already_exists' }]])
    expect((await repos().updateReleaseAsset({ ...at, asset_id: b.id, name: 'c d', label: 'C' })).data).toMatchObject({ name: 'c.d', label: 'C' })
    await repos().deleteReleaseAsset({ ...at, asset_id: a.id })
    expect((await upload(id, 'a')).data.id).not.toBe(a.id)
    expect(await refusal(repos().getReleaseAsset({ ...at, asset_id: a.id }))).toEqual([404, 'Not Found'])
  })

  test('the upload host answers uploads and nothing else, and the API no uploads', async () => {
    const { id } = await draft()
    expect(await refusal(repos().uploadReleaseAsset({ ...at, release_id: id, name: 'a', data: 'x', baseUrl: github.url }))).toEqual([404, 'Not Found'])
    expect(await refusal(repos().listReleases({ ...at, baseUrl: github.uploadUrl }))).toEqual([404, 'Not Found'])
    expect(await refusal(upload(1, 'a'))).toEqual([404, 'Not Found'])
    expect(await refusal(upload(id, ''))).toMatchObject([422, [{ code: 'missing_field', field: 'name' }]])
  })

  const size = (message: string) => [{ resource: 'ReleaseAsset', code: 'custom', field: 'size', message }]
  test.each([
    ['without a length', { 'content-type': 'a/b', 'transfer-encoding': 'chunked' }, [400, 'Bad Content-Length: ', undefined]],
    ['without a type', { 'content-length': '1' }, [400, "Invalid Content-Type: ''", undefined]],
    ['empty', { 'content-type': 'a/b', 'content-length': '0' }, [422, 'Validation Failed', size('size must be greater than or equal to 1')]],
    [
      'over 2 GiB',
      { 'content-type': 'a/b', 'content-length': '2147483649' },
      [422, 'Validation Failed', size('size must be less than or equal to 2147483648')],
    ],
  ])('refuses an upload %s', async (_, headers, expected) => {
    const { id } = await draft()
    const { status, body } = await rawUpload(id, headers)
    const { message, errors } = JSON.parse(body) as { message: string; errors?: unknown }
    expect([status, message, errors]).toEqual(expected)
    expect(state().releases[0]?.assets).toEqual([])
  })

  test('the 1,001st is refused', async () => {
    const { id } = await draft()
    const client = repos()
    const add = (name: string) => client.uploadReleaseAsset({ ...at, release_id: id, name, data: name, baseUrl: github.uploadUrl })
    for (let batch = 0; batch < 20; batch += 1) await Promise.all(Array.from({ length: 50 }, (_, index) => add(`${batch}-${index}`)))
    expect(await refusal(upload(id, 'more'))).toMatchObject([422, [{ field: 'file_count', message: 'file_count limited to 1000 assets' }]])
    const listed = await octokit().paginate(repos().listReleaseAssets, { ...at, release_id: id, per_page: 100 })
    expect(new Set(listed.map((one) => one.name)).size).toBe(1000)
  })
})

/** Sends only headers and, for a chunked body, one chunk: the answer has to come without the rest. */
async function rawUpload(id: number, headers: Record<string, string>): Promise<{ readonly status: number; readonly body: string }> {
  const authorization = `token ${github.issueToken({ permissions: write, repository: 'acme/vm' })}`
  return await new Promise((resolve, reject) => {
    const url = `${github.uploadUrl}/repos/acme/vm/releases/${id}/assets?name=a`
    const request = httpRequest(url, { method: 'POST', headers: { ...headers, authorization, 'user-agent': 'test' } }, (response) => {
      let body = ''
      response
        .on('data', (chunk) => (body += chunk))
        .on('end', () => {
          request.destroy()
          resolve({ status: response.statusCode ?? 0, body })
        })
    })
    request.on('error', reject)
    if (headers['content-length'] === '0') request.end()
    else if (headers['content-length'] === undefined) request.end('x')
    else request.flushHeaders()
  })
}

describe('tokens', () => {
  const calls: readonly [name: string, scope: string, call: (client: ReturnType<typeof octokit>, id: number) => Promise<unknown>][] = [
    ['list releases', 'contents=read', ({ rest }) => rest.repos.listReleases(at)],
    ['get a release', 'contents=read', ({ rest }, id) => rest.repos.getRelease({ ...at, release_id: id })],
    ['latest release', 'contents=read', ({ rest }) => rest.repos.getLatestRelease(at)],
    ['release by tag', 'contents=read', ({ rest }) => rest.repos.getReleaseByTag({ ...at, tag: 'v1.0.0' })],
    ['list assets', 'contents=read', ({ rest }, id) => rest.repos.listReleaseAssets({ ...at, release_id: id })],
    ['get a ref', 'contents=read', ({ rest }) => rest.git.getRef({ ...at, ref: 'tags/v0.1.0' })],
    ['matching refs', 'contents=read', ({ rest }) => rest.git.listMatchingRefs({ ...at, ref: 'tags/v' })],
    ['get a commit', 'contents=read', ({ rest }) => rest.repos.getCommit({ ...at, ref: 'main' })],
    ['create a release', 'contents=write', ({ rest }) => rest.repos.createRelease({ ...at, tag_name: 'v9.0.0' })],
    ['update a release', 'contents=write', ({ rest }, id) => rest.repos.updateRelease({ ...at, release_id: id, name: 'x' })],
    ['generate notes', 'contents=write', ({ rest }) => rest.repos.generateReleaseNotes({ ...at, tag_name: 'v9.0.0' })],
    ['create a ref', 'contents=write', ({ rest }) => rest.git.createRef({ ...at, ref: 'refs/tags/v9.9.9', sha: head })],
    ['upload', 'contents=write', ({ rest }, id) => rest.repos.uploadReleaseAsset({ ...at, release_id: id, name: 'u', data: 'u', baseUrl: github.uploadUrl })],
    ['delete a release', 'contents=write', ({ rest }, id) => rest.repos.deleteRelease({ ...at, release_id: id })],
  ]
  test.each(calls)('%s needs %s: less is 403, enough passes', async (_, scope, call) => {
    const { id } = await publish('v1.0.0')
    const less: TokenPermissions = scope === 'contents=write' ? { contents: 'read', packages: 'write' } : { packages: 'write' }
    expect(await refusal(call(octokit(less), id))).toEqual([403, 'Resource not accessible by integration'])
    expect(exchanges.at(-1)?.headers['x-accepted-github-permissions']).toBe(scope)
    const enough: TokenPermissions = { contents: scope === 'contents=write' ? 'write' : 'read' }
    expect(await refusal(call(octokit(enough), id))).toBe('accepted')
  })

  test('unknown, ended and missing ones', async () => {
    const unknown = getOctokit('ghs_unknown', { baseUrl: github.url }).rest.repos
    expect(await refusal(unknown.get({ owner: 'acme', repo: 'open' }))).toEqual([401, 'Bad credentials'])
    const token = github.issueToken({ permissions: write, repository: 'acme/vm' })
    const client = getOctokit(token, { baseUrl: github.url }).rest.repos
    expect((await client.get(at)).data).toMatchObject({ full_name: 'acme/vm', private: true, default_branch: 'main' })
    github.revokeToken(token)
    expect(await refusal(client.get(at))).toEqual([401, 'Bad credentials'])
    expect((await get(`${github.url}/repos/acme/vm/releases`)).status).toBe(404)
    expect((await get(`${github.url}/repos/acme/open/releases`)).status).toBe(200)
    expect((await fetch(`${github.url}/repos/acme/open/releases`, { method: 'POST', body: '{}' })).status).toBe(401)
  })

  test('belong to one repository: another public one can be read, another private one does not exist', async () => {
    const other = repos(write, 'acme/open')
    expect(await refusal(other.listReleases(at))).toEqual([404, 'Not Found'])
    expect((await repos().listReleases({ owner: 'acme', repo: 'open' })).data).toEqual([])
    expect(await refusal(repos().createRelease({ owner: 'acme', repo: 'open', tag_name: 'v1' }))).toEqual([403, 'Resource not accessible by integration'])
    expect(await refusal(repos({}, 'acme/open').listReleases({ owner: 'ACME', repo: 'Open' }))).toBe('accepted')
  })

  test('Basic with the token as password is a token; a request without a user agent is none', async () => {
    const token = github.issueToken({ permissions: { contents: 'read' }, repository: 'acme/vm', actor: 'ada' })
    const basic = `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
    expect((await get(`${github.url}/repos/acme/vm/releases`, { authorization: basic })).status).toBe(200)
    expect(github.requests.log().at(-1)).toMatchObject({ host: 'api', actor: 'ada', status: 200 })
    const status = await new Promise((resolve) => httpRequest(`${github.url}/repos/acme/vm`, (response) => resolve(response.statusCode)).end())
    expect(status).toBe(403)
  })
})

describe('lists', () => {
  test('come in pages with links that name the repository by number; newest first', async () => {
    for (let index = 0; index < 5; index += 1) await draft(`v1.0.${index}`)
    const { data, headers } = await repos().listReleases({ ...at, per_page: 2, page: 2 })
    expect(data.map((one) => one.tag_name)).toEqual(['v1.0.2', 'v1.0.1'])
    const links = Object.fromEntries([...(headers.link ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, url, rel]) => [rel, url]))
    expect(Object.keys(links).sort()).toEqual(['first', 'last', 'next', 'prev'])
    expect(links['next']).toMatch(/\/repositories\/[0-9]+\/releases\?per_page=2&page=3$/)
    const all = await octokit().paginate(repos().listReleases, { ...at, per_page: 2 })
    expect(all.map((one) => one.tag_name)).toEqual(['v1.0.4', 'v1.0.3', 'v1.0.2', 'v1.0.1', 'v1.0.0'])
    expect((await repos().listReleases({ ...at, page: 9 })).data).toEqual([])
    expect((await repos().listReleases(at)).headers.link).toBeUndefined()
  })

  test('hold at most 100, and 30 unless asked', async () => {
    for (let index = 0; index < 101; index += 1) await draft(`v${index}`)
    expect((await repos().listReleases({ ...at, per_page: 1000 })).data).toHaveLength(100)
    expect((await repos().listReleases(at)).data).toHaveLength(30)
  })
})

describe('git', () => {
  test('refs, annotated tags, commits and the list of tags', async () => {
    const { rest } = octokit()
    expect((await rest.git.getRef({ ...at, ref: 'tags/v0.1.0' })).data.object).toMatchObject({ type: 'commit', sha: older })
    const { data: annotated } = await rest.git.getRef({ ...at, ref: 'tags/v0.2.0' })
    expect(annotated.object.type).toBe('tag')
    expect((await rest.git.getTag({ ...at, tag_sha: annotated.object.sha })).data).toMatchObject({ tag: 'v0.2.0', message: 'signed', object: { sha: older } })
    expect(await refusal(rest.git.getRef({ ...at, ref: 'tags/v0' }))).toEqual([404, 'Not Found'])
    expect((await rest.git.listMatchingRefs({ ...at, ref: 'tags/v0' })).data.map((one) => one.ref)).toEqual(['refs/tags/v0.1.0', 'refs/tags/v0.2.0'])
    expect((await rest.repos.listTags({ ...at, per_page: 1 })).data).toMatchObject([{ name: 'v0.2.0', commit: { sha: older } }])
    for (const ref of ['main', 'heads/main', head]) expect((await rest.repos.getCommit({ ...at, ref })).data.sha).toBe(head)
    expect((await rest.repos.getCommit({ ...at, ref: 'v0.2.0' })).data.sha).toBe(older)
    expect(await refusal(rest.repos.getCommit({ ...at, ref: 'nowhere' }))).toEqual([422, 'No commit found for SHA: nowhere'])
  })

  test.each([
    ['a new ref', 'refs/tags/v5', head, 'accepted'],
    ['a ref that exists', 'refs/tags/v0.1.0', head, [422, 'Reference already exists']],
    ['an unknown commit', 'refs/tags/v5', 'c'.repeat(40), [422, 'Object does not exist']],
    ['a short name', 'refs/v5', head, [422, 'refs/v5 is not a valid ref name.']],
  ])('creates a ref: %s', async (_, ref, sha, expected) => {
    expect(await refusal(octokit().rest.git.createRef({ ...at, ref, sha }))).toEqual(expected)
    expect(state().tags['v5']).toBe(expected === 'accepted' ? head : undefined)
  })
})

test('notes are the one line that GitHub writes for a repository without pull requests', async () => {
  expect((await repos().generateReleaseNotes({ ...at, tag_name: 'v1.0.0' })).data).toMatchObject({
    name: 'v1.0.0',
    body: expect.stringMatching(/commits\/v1\.0\.0$/),
  })
  await publish('v1.0.0', { body: 'Mine', generate_release_notes: true })
  expect(state().releases[0]).toMatchObject({ name: 'v1.0.0', body: expect.stringMatching(/^Mine\n\n\*\*Full Changelog\*\*: /) })
  expect((await repos().generateReleaseNotes({ ...at, tag_name: 'v2', previous_tag_name: 'v0.1.0' })).data.body).toMatch(/compare\/v0\.1\.0\.\.\.v2$/)
  expect(await refusal(repos().generateReleaseNotes({ ...at, tag_name: 'v2', target_commitish: 'nowhere' }))).toMatchObject([
    422,
    [{ field: 'target_commitish' }],
  ])
})

describe('faults', () => {
  test('a status has no effect and is gone the next time; Retry-After is told', async () => {
    await start('github:POST /repos/*/releases#1=503; github:GET /repos/*/releases#1=429:7')
    expect(await refusal(draft())).toEqual([503, 'Server Error'])
    expect(state().releases).toEqual([])
    await draft()
    expect(await refusal(repos().listReleases(at))).toEqual([429, expect.stringContaining('secondary rate limit')])
    expect(exchanges.at(-1)?.headers['retry-after']).toBe('7')
    expect(github.faults.unused()).toEqual([])
  })

  test('a reset before the effect leaves nothing, one after it leaves the effect and no answer', async () => {
    await start('github:POST /repos/*/releases#1=reset-before; github:POST /repos/*/releases#2=reset-after; github:POST */assets#1=reset-after')
    expect(await refusal(draft())).toMatchObject([500, undefined])
    expect(state().releases).toEqual([])
    expect(await refusal(draft())).toMatchObject([500, undefined])
    const [release] = state().releases
    expect(release).toMatchObject({ tag: 'v1.0.0', draft: true })
    expect(await refusal(upload(release?.id ?? 0, 'a'))).toMatchObject([500, undefined])
    expect(state().releases[0]?.assets).toMatchObject([{ name: 'a', state: 'uploaded', size: 5 }])
    expect(github.requests.log().map((one) => one.status)).toEqual([0, 0, 0])
  })

  test('502-starter blocks the name until the starter is deleted; only the list of assets shows it', async () => {
    await start('github:POST */assets#1=502-starter')
    const { id } = await draft()
    expect(await refusal(upload(id, 'a'))).toEqual([502, 'Server Error'])
    expect(await refusal(upload(id, 'a'))).toMatchObject([422, [{ code: 'already_exists' }]])
    expect((await repos().getRelease({ ...at, release_id: id })).data.assets).toEqual([])
    const [starter] = (await repos().listReleaseAssets({ ...at, release_id: id })).data
    expect(starter).toMatchObject({ name: 'a', state: 'starter', size: 0, digest: null })
    const octets = repos().getReleaseAsset({ ...at, asset_id: starter?.id ?? 0, headers: { accept: 'application/octet-stream' } })
    expect(await refusal(octets)).toMatchObject([404, expect.anything()])
    await repos().deleteReleaseAsset({ ...at, asset_id: starter?.id ?? 0 })
    expect((await upload(id, 'a')).status).toBe(201)
  })

  test('an upload that the client breaks off leaves a starter too', async () => {
    const { id } = await draft()
    const authorization = `token ${github.issueToken({ permissions: write, repository: 'acme/vm' })}`
    const headers = { authorization, 'user-agent': 'test', 'content-type': 'a/b', 'content-length': '10' }
    const request = httpRequest(`${github.uploadUrl}/repos/acme/vm/releases/${id}/assets?name=a`, { method: 'POST', headers })
    const broken = new Promise((resolve) => request.on('error', resolve))
    request.write('half')
    while ((await repos().listReleaseAssets({ ...at, release_id: id })).data.length === 0);
    request.destroy(new Error('gone'))
    await broken
    expect(await refusal(upload(id, 'a'))).toMatchObject([422, [{ code: 'already_exists' }]])
    expect(state().releases[0]?.assets).toMatchObject([{ state: 'starter' }])
  })
})

describe('faults that only GitHub has', () => {
  const assets = () => state().releases[0]?.assets.map(({ name, state: of, size }) => `${name} ${of} ${size}`)
  const broken = (promise: Promise<unknown>) =>
    promise.then(
      () => 'answered',
      () => 'broken',
    )

  test('500-after has its effect, and so has a page that comes instead of the answer', async () => {
    await start('github:POST */releases#1=500-after; github:POST */assets#1=page')
    expect(await refusal(draft())).toEqual([500, 'Server Error'])
    const [release] = state().releases
    expect(String((await upload(release?.id ?? 0, 'a')).data)).toContain('Unicorn')
    expect(assets()).toEqual(['a uploaded 5'])
  })

  test('an answer that is cut off cannot be read, and its request has had its effect', async () => {
    await start('github:POST */releases#1=truncate')
    const authorization = `token ${github.issueToken({ permissions: write, repository: 'acme/vm' })}`
    const asked = fetch(`${github.url}/repos/acme/vm/releases`, { method: 'POST', headers: { authorization }, body: '{"tag_name":"v1.0.0","draft":true}' })
    expect(await broken(asked.then((answer) => answer.text()))).toBe('broken')
    expect(state().releases).toHaveLength(1)
  })

  test('a cut upload leaves a starter; another request is reset before its effect', async () => {
    await start('github:POST */assets#1=cut; github:PATCH */releases/*#1=cut')
    const { id } = await draft()
    expect(await broken(upload(id, 'a', 'x'.repeat(200_000)))).toBe('broken')
    expect(assets()).toEqual(['a starter 0'])
    expect(await broken(repos().updateRelease({ ...at, release_id: id, name: 'new' }))).toBe('broken')
    expect(state().releases[0]?.name).toBe(null)
  })

  test('nothing is heard of what stalls, with the effect or without it; an upload leaves a starter', async () => {
    await start('github:POST */releases#1=stall-after; github:POST */assets#1=stall-before; github:DELETE */assets/*#1=stall-before')
    const within = (promise: Promise<unknown>) => Promise.race([broken(promise), new Promise((resolve) => setTimeout(resolve, 150, 'silence'))])
    expect(await within(draft())).toBe('silence')
    const [release] = state().releases
    expect(await within(upload(release?.id ?? 0, 'a'))).toBe('silence')
    expect(assets()).toEqual(['a starter 0'])
    expect(await within(repos().deleteReleaseAsset({ ...at, asset_id: state().releases[0]?.assets[0]?.id ?? 0 }))).toBe('silence')
    expect(assets()).toHaveLength(1)
  })

  test('corrupt bytes have the digest of what is kept; a digest can come later than its asset', async () => {
    let clock = Date.parse('2026-01-01T00:00:00Z')
    await start('github:POST */assets#1=corrupt; github:POST */assets#2=undigested:9', { now: () => new Date(clock) })
    const { id } = await draft()
    const [first, second] = [(await upload(id, 'a')).data, (await upload(id, 'b')).data]
    expect([first.digest, second.digest]).toEqual([`sha256:${createHash('sha256').update('cytes').digest('hex')}`, null])
    const digest = async () => (await repos().getReleaseAsset({ ...at, asset_id: second.id })).data.digest
    expect(await digest()).toBe(null)
    clock += 9_000
    expect(await digest()).toMatch(/^sha256:/)
  })

  test('a list can be behind, a release by its number never is; a late request has its effect all the same', async () => {
    let clock = Date.parse('2026-01-01T00:00:00Z')
    const waits: number[] = []
    const pause = async (milliseconds: number): Promise<void> => void waits.push(milliseconds)
    await start('github:GET */releases#1=stale:5; github:GET */assets#1=stale:5; github:GET */releases/1*#1=stale:5; github:PATCH *=late:12', {
      now: () => new Date(clock),
      pause,
    })
    const { id } = await draft()
    await upload(id, 'a')
    clock += 4_000
    expect([(await repos().listReleases(at)).data.length, (await repos().listReleases(at)).data.length]).toEqual([0, 1])
    const names = async () => (await repos().listReleaseAssets({ ...at, release_id: id })).data.map(({ name }) => name)
    expect(await refusal(names())).toEqual([404, 'Not Found'])
    expect([await names(), (await repos().getRelease({ ...at, release_id: id })).data.id]).toEqual([['a'], id])
    await repos().updateRelease({ ...at, release_id: id, name: 'late' })
    expect([state().releases[0]?.name, waits]).toEqual(['late', [12_000]])
  })
})

describe('immutable releases', () => {
  const frozen = { owner: 'acme', repo: 'frozen' }
  const client = () => repos(write, 'acme/frozen')
  const released = async () => {
    const { id } = (await client().createRelease({ ...frozen, tag_name: 'v1.0.0', draft: true })).data
    const { data: asset } = await client().uploadReleaseAsset({ ...frozen, release_id: id, name: 'a', data: 'bytes', baseUrl: github.uploadUrl })
    const { data: release } = await client().updateRelease({ ...frozen, release_id: id, draft: false })
    return { id, asset: asset.id, release }
  }

  test('a draft is none yet; what is published is frozen but for its text', async () => {
    const { id, asset, release } = await released()
    expect(release.immutable).toBe(true)
    const no = (message: string) => [422, message]
    const sending = client().uploadReleaseAsset({ ...frozen, release_id: id, name: 'b', data: 'x', baseUrl: github.uploadUrl })
    expect(await refusal(sending)).toEqual(no('Cannot upload assets to an immutable release.'))
    expect(await refusal(client().deleteReleaseAsset({ ...frozen, asset_id: asset }))).toEqual(no('Cannot delete asset from an immutable release'))
    expect(await refusal(client().updateReleaseAsset({ ...frozen, asset_id: asset, name: 'c' }))).toEqual(no('Cannot update asset of an immutable release'))
    for (const change of [{ draft: true }, { tag_name: 'v2.0.0' }, { target_commitish: 'old' }]) {
      const errors = [422, [expect.objectContaining({ message: expect.stringContaining('cannot be changed when release is immutable') })]]
      expect(await refusal(client().updateRelease({ ...frozen, release_id: id, ...change }))).toEqual(errors)
    }
    expect((await client().updateRelease({ ...frozen, release_id: id, body: 'new words' })).data.body).toBe('new words')
  })

  test('a tag that one has used is spent, even when the release is deleted; a draft of it can be made and not be published', async () => {
    const { id } = await released()
    await client().deleteRelease({ ...frozen, release_id: id })
    const used = expect.objectContaining({ message: 'tag_name was used by an immutable release' })
    for (const tag_name of ['v1.0.0', 'v0.0.9']) {
      const { data } = await client().createRelease({ ...frozen, tag_name, draft: true })
      expect(await refusal(client().updateRelease({ ...frozen, release_id: data.id, draft: false }))).toEqual([422, expect.arrayContaining([used])])
    }
    const ref = octokit(write, 'acme/frozen').rest.git.createRef({ ...frozen, ref: 'refs/tags/v0.0.9', sha: head })
    expect(await refusal(ref)).toEqual([422, expect.stringContaining('creations being restricted')])
  })

  test("the setting is told to whom may administrate, and a job's token never may", async () => {
    const ask = (permissions: TokenPermissions, repo: string) =>
      octokit(permissions, `acme/${repo}`).request('GET /repos/{owner}/{repo}/immutable-releases', { owner: 'acme', repo })
    expect(await refusal(ask(write, 'frozen'))).toEqual([403, 'Resource not accessible by integration'])
    expect((await ask({ administration: 'read' }, 'frozen')).data).toEqual({ enabled: true, enforced_by_owner: false })
    expect(await refusal(ask({ administration: 'read' }, 'vm'))).toEqual([404, 'Not Found'])
  })
})

describe('limits that are enforced', () => {
  test('so many requests an hour, so many changes a minute, so many at once', async () => {
    let clock = Date.parse('2026-01-01T00:00:30Z')
    await start('', { now: () => new Date(clock), limits: { hourly: 8, contentPerMinute: 2, concurrent: 1 } })
    const client = repos()
    const make = () => client.createRelease({ ...at, tag_name: 'v1.0.0', draft: true })
    await make()
    await make()
    const limited = (await make().catch((error: unknown) => error)) as { status: number; response: { headers: Record<string, string> } }
    expect([limited.status, limited.response.headers['retry-after']]).toEqual([403, '60'])
    clock += 60_000
    await make()
    const { id } = (await client.listReleases(at)).data[0] ?? { id: 0 }
    const both = await Promise.all(
      [1, 2].map((number) =>
        refusal(client.uploadReleaseAsset({ ...at, release_id: id, name: `x${number}`, data: 'x'.repeat(500_000), baseUrl: github.uploadUrl })),
      ),
    )
    expect(both.filter((one) => one !== 'accepted').length).toBeLessThanOrEqual(1)
    await client.listReleases(at)
    const spent = (await client.listReleases(at).catch((error: unknown) => error)) as { status: number; response: { headers: Record<string, string> } }
    expect([spent.status, spent.response.headers['x-ratelimit-remaining']]).toEqual([403, '0'])
    expect(Number(spent.response.headers['x-ratelimit-reset']) * 1000).toBe(Date.parse('2026-01-01T01:00:00Z'))
  })
})

test('without sockets the emulator is the same to a client in this process', async () => {
  const local = openGitHub({ repositories: [seed] })
  const headers = { authorization: `token ${local.issueToken({ permissions: write, repository: 'acme/vm' })}`, 'user-agent': 'test' }
  const body = async function* () {
    yield Buffer.from(JSON.stringify({ tag_name: 'v1.0.0', draft: true }))
  }
  const made = await local.exchange({ host: 'api', method: 'POST', url: '/repos/acme/vm/releases', headers, body: body() })
  expect(made).toMatchObject({ kind: 'answer', status: 201, cut: false })
  expect(local.repository('acme/vm').releases).toMatchObject([{ tag: 'v1.0.0', draft: true }])
})

test('a broken address is not found, on each host', async () => {
  for (const origin of [github.url, github.uploadUrl, github.webUrl]) {
    expect((await get(`${origin}/acme/vm/releases/download/%E0%A4%A/%`)).status).toBe(404)
    expect((await get(`${origin}//`)).status).toBe(404)
  }
})

test('requests are counted by method and route', async () => {
  const { id } = await draft()
  await upload(id, 'a')
  await repos().getRelease({ ...at, release_id: id })
  await get(`${github.url}/nowhere`)
  expect(github.requests.counts()).toEqual({
    'GET (no route)': 1,
    'GET /repos/{owner}/{repo}/releases/{release_id}': 1,
    'POST /repos/{owner}/{repo}/releases': 1,
    'POST /repos/{owner}/{repo}/releases/{release_id}/assets': 1,
  })
  expect(exchanges[0]?.headers).toMatchObject({ 'x-github-request-id': expect.stringMatching(/^\w{4}(:\w{4}){3}$/), 'x-ratelimit-remaining': '999' })
})

test('property: two clients at once never break the invariants', async () => {
  const step = fc.record({
    client: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('create', 'publish', 'upload', 'upload', 'rename', 'delete-asset', 'delete-release'),
    tag: fc.constantFrom('v1.0.0', 'v1.1.0'),
    name: fc.constantFrom('x', 'x!', 'y'),
    pick: fc.nat(5),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      await using run = await startGitHub({ repositories: [seed], observe })
      const client = (): ReturnType<typeof repos> => getOctokit(run.issueToken({ permissions: write, repository: 'acme/vm' }), { baseUrl: run.url }).rest.repos
      const perform = async (one: (typeof steps)[number], by: ReturnType<typeof repos>): Promise<unknown> => {
        const release = run.repository('acme/vm').releases.at(one.pick % Math.max(1, run.repository('acme/vm').releases.length))
        const asset = release?.assets[one.pick % Math.max(1, release.assets.length)]
        if (one.kind === 'create' || release === undefined) return await by.createRelease({ ...at, tag_name: one.tag, draft: one.pick > 0 })
        if (one.kind === 'publish') return await by.updateRelease({ ...at, release_id: release.id, draft: false })
        if (one.kind === 'upload') return await by.uploadReleaseAsset({ ...at, release_id: release.id, name: one.name, data: one.name, baseUrl: run.uploadUrl })
        if (one.kind === 'delete-release') return await by.deleteRelease({ ...at, release_id: release.id })
        if (asset === undefined) return undefined
        if (one.kind === 'rename') return await by.updateReleaseAsset({ ...at, asset_id: asset.id, name: one.name })
        return await by.deleteReleaseAsset({ ...at, asset_id: asset.id })
      }
      const play = async (who: string): Promise<void> => {
        const by = client()
        for (const one of steps.filter((other) => other.client === who)) {
          await perform(one, by).catch((error: Refused) => expect([404, 422]).toContain(error.status))
          checkInvariants(run)
        }
      }
      await Promise.all([play('a'), play('b')])
    }),
    { numRuns: 40 },
  )
})

function checkInvariants(run: GitHub): void {
  const { releases, tags, latest } = run.repository('acme/vm')
  const published = releases.filter((one) => !one.draft).map((one) => one.tag)
  expect(new Set(published).size).toBe(published.length)
  for (const tag of published) expect(tags).toHaveProperty([tag])
  expect(latest === undefined ? published.length === 0 : published.includes(latest)).toBe(true)
  for (const { assets } of releases) {
    expect(new Set(assets.map((one) => one.name)).size).toBe(assets.length)
    for (const one of assets.filter((asset) => asset.state === 'uploaded')) {
      expect([one.size, one.digest]).toEqual([one.bytes.length, `sha256:${createHash('sha256').update(one.bytes).digest('hex')}`])
    }
  }
}

import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { createFaultScript, type FaultScript, parseFaults } from '../faults/index.ts'
import { parseBlockList, planRange } from './blob-routes.ts'
import { findCacheEntry } from './cache-service.ts'
import { type JobIdentity, planCacheScopes, type ResultsServer, startResults } from './index.ts'

// Real programs and real bytes: on a busy machine each step takes its time.
jest.setTimeout(180_000)

/** The unmodified packages in a process of their own, with the environment that a runner gives them. */
const client = `
import { readFileSync, writeFileSync } from 'node:fs'
const { calls, resultFile } = JSON.parse(readFileSync(0, 'utf8'))
const results = []
for (const { api, method, args } of calls) {
  const target = api === 'artifact' ? (await import('@actions/artifact')).default : await import('@actions/cache')
  try {
    results.push({ value: await target[method](...args) ?? null })
  } catch (error) {
    results.push({ error: error.message })
  }
}
writeFileSync(resultFile, JSON.stringify(results))
`

type Call = { readonly api: 'artifact' | 'cache'; readonly method: string; readonly args: readonly unknown[] }
type ListedArtifact = { readonly id: number; readonly name: string; readonly size: number; readonly digest: string }
/** What the toolkit's methods return, of which each call fills a part. */
type Value = Partial<{ readonly id: number; readonly digest: string; readonly artifacts: readonly ListedArtifact[]; readonly digestMismatch: boolean }>
type Outcome = { readonly value?: Value; readonly error?: string }

let root: string
let results: ResultsServer
let counter = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'results-'))
  results = await startResults({ folder: join(root, 'server') })
})

afterAll(async () => {
  await results.stop()
  await rm(root, { recursive: true, force: true })
})

const main = planCacheScopes({ ref: 'refs/heads/main', defaultRef: 'refs/heads/main' })

function job(runId: string, jobId: string, attempt = 1, scopes = main): JobIdentity {
  return { runId, jobId, attempt, scopes }
}

async function toolkit(who: JobIdentity | string, ...calls: readonly Call[]): Promise<{ readonly outcomes: readonly Outcome[]; readonly log: string }> {
  counter += 1
  const folder = join(root, `client-${counter}`)
  await mkdir(join(folder, 'temp'), { recursive: true })
  const env = {
    PATH: process.env['PATH'] ?? '',
    ACTIONS_RESULTS_URL: results.url,
    ACTIONS_RUNTIME_TOKEN: typeof who === 'string' ? who : results.issueToken(who),
    ACTIONS_CACHE_SERVICE_V2: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKSPACE: root,
    RUNNER_TEMP: join(folder, 'temp'),
  }
  // @actions/cache finds its files from the working folder; the script's imports resolve from there too.
  const child = spawn(process.execPath, ['--input-type=module', '--eval', client], { cwd: dirname(fileURLToPath(import.meta.url)), env })
  child.stdin.end(JSON.stringify({ calls, resultFile: join(folder, 'result.json') }))
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`the client ended with ${String(code)}:\n${log}`)
  return { outcomes: JSON.parse(await readFile(join(folder, 'result.json'), 'utf8')) as Outcome[], log }
}

const upload = (name: string, files: readonly string[], options: object = {}): Call => ({
  api: 'artifact',
  method: 'uploadArtifact',
  args: [name, files, root, { compressionLevel: 0, ...options }],
})
const list = (latest = false): Call => ({ api: 'artifact', method: 'listArtifacts', args: [{ latest }] })
const download = (id: number, path: string, expectedHash?: string): Call => ({
  api: 'artifact',
  method: 'downloadArtifact',
  args: [id, { path, expectedHash }],
})

async function createFile(name: string, size: number): Promise<string> {
  const path = join(root, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, randomBytes(size))
  return path
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

/** A call of the protocol that the toolkit would never make. */
async function call(
  who: JobIdentity | string,
  method: string,
  fields: object,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const token = typeof who === 'string' ? who : results.issueToken(who)
  const response = await fetch(new URL(`/twirp/github.actions.results.api.v1.${method}`, results.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(fields),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

function idsOf(token: string): { readonly workflow_run_backend_id: string; readonly workflow_job_run_backend_id: string } {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { scp: string }
  const [, run = '', jobId = ''] = /Actions\.Results:([^ :]+):([^ :]+)/.exec(claims.scp) ?? []
  return { workflow_run_backend_id: run, workflow_job_run_backend_id: jobId }
}

describe('artifacts, with the unmodified @actions/artifact', () => {
  test('20 MiB go up in three blocks, are listed by another job and come back whole', async () => {
    const file = await createFile('one/big.bin', 20 * 1024 * 1024)
    const sent = await toolkit(job('r1', 'build[linux/amd64]'), upload('native', [file]))
    expect(sent.outcomes[0]?.value).toMatchObject({ id: expect.any(Number), digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(results.requests()['PUT blob block']).toBe(3)
    const { id = 0, digest = '' } = sent.outcomes[0]?.value ?? {}

    const target = join(root, 'down')
    const { outcomes } = await toolkit(job('r1', 'release'), list(), download(id, target, `sha256:${digest}`))
    expect(outcomes[0]?.value?.artifacts).toEqual([{ name: 'native', id, size: expect.any(Number), createdAt: expect.any(String), digest: `sha256:${digest}` }])
    expect(outcomes[1]?.value).toEqual({ downloadPath: target, digestMismatch: false })
    expect(await hashOf(join(target, 'one/big.bin'))).toBe(await hashOf(file))
  })

  test('bytes that changed on the way are reported as a digest mismatch', async () => {
    const stored = results.artifacts().find((artifact) => artifact.name === 'native')
    const handle = await open(stored?.file ?? '', 'r+')
    // In the middle of an uncompressed member: the archive stays readable, only its bytes are others.
    await handle.write(Buffer.from('damaged'), 0, 7, 10_000_000)
    await handle.close()
    const { outcomes } = await toolkit(job('r1', 'release'), download(stored?.id ?? 0, join(root, 'damaged'), stored?.digest))
    expect(outcomes[0]).toMatchObject({ value: { digestMismatch: true } })
  })

  test('a name is taken within an attempt, by whichever job; a re-run may use it again', async () => {
    const file = await createFile('small.txt', 100)
    const first = await toolkit(job('r2', 'a'), upload('same', [file]), upload('same', [file]))
    expect(first.outcomes).toMatchObject([
      { value: { id: expect.any(Number) } },
      { error: expect.stringMatching(/\(409\) Conflict: an artifact with this name already exists on the workflow run/) },
    ])
    expect((await toolkit(job('r2', 'b'), upload('same', [file]))).outcomes[0]?.error).toMatch(/409/)

    const again = await toolkit(job('r2', 'a', 2), list(), upload('same', [file]), list(), list(true))
    const newest = again.outcomes[1]?.value?.id
    expect(newest).toEqual(expect.any(Number))
    // The job runs again, so what its first attempt left does not count any more.
    expect(again.outcomes.map(({ value }) => value?.artifacts?.map((item) => item.id))).toEqual([[], undefined, [newest], [newest]])
    // The first attempt still sees its own.
    expect((await toolkit(job('r2', 'z', 1), list())).outcomes[0]?.value?.artifacts).toHaveLength(1)
  })

  test('after a re-run of failed jobs, the artifacts of jobs that did not run again are still there', async () => {
    const file = await createFile('kept.txt', 10)
    await toolkit(job('r3', 'good'), upload('kept', [file]))
    const { outcomes } = await toolkit(job('r3', 'failed', 2), list(), { api: 'artifact', method: 'getArtifact', args: ['kept'] })
    expect(outcomes).toMatchObject([{ value: { artifacts: [{ name: 'kept' }] } }, { value: { artifact: { name: 'kept' } } }])
  })

  test('one file without an archive keeps its name and type; delete frees the name', async () => {
    const file = await createFile('notes.txt', 1000)
    const target = join(root, 'raw')
    const { outcomes } = await toolkit(job('r4', 'a'), upload('ignored', [file], { skipArchive: true }), list())
    const [artifact] = outcomes[1]?.value?.artifacts ?? []
    expect(artifact?.name).toBe('notes.txt')
    const rest = await toolkit(
      job('r4', 'b'),
      download(artifact?.id ?? 0, target, artifact?.digest),
      { api: 'artifact', method: 'deleteArtifact', args: ['notes.txt'] },
      upload('x', [file], { skipArchive: true }),
    )
    expect(rest.outcomes).toMatchObject([{ value: { digestMismatch: false } }, { value: { id: artifact?.id } }, { value: { id: expect.any(Number) } }])
    expect(await readdir(target)).toEqual(['notes.txt'])
    expect(await hashOf(join(target, 'notes.txt'))).toBe(await hashOf(file))
  })

  test('runs are isolated: another run sees nothing, and may use the name', async () => {
    const file = await createFile('small.txt', 100)
    const { outcomes } = await toolkit(job('r5', 'a'), list(), upload('same', [file]))
    expect(outcomes).toMatchObject([{ value: { artifacts: [] } }, { value: { id: expect.any(Number) } }])
  })
})

describe('the artifact service refuses', () => {
  const mine = job('s1', 'a')
  const create = (fields: object, who: JobIdentity | string = mine): ReturnType<typeof call> => {
    const token = typeof who === 'string' ? who : results.issueToken(who)
    return call(token, 'ArtifactService/CreateArtifact', { ...idsOf(results.issueToken(mine)), version: 7, ...fields })
  }

  test.each([
    ['a token of nobody', 401, () => create({ name: 'x' }, 'a.b.c')],
    [
      'a token of another server',
      401,
      async () => {
        await using other = await startResults({ folder: join(root, 'other') })
        return create({ name: 'x' }, other.issueToken(mine))
      },
    ],
    ['a token with another signature', 401, () => create({ name: 'x' }, `${results.issueToken(mine).slice(0, -4)}AAAA`)],
    ['the ids of another run', 403, () => create({ name: 'x' }, job('s2', 'a'))],
    ['the ids of another job', 403, () => create({ name: 'x' }, job('s1', 'b'))],
    ['the ids of another attempt', 403, () => create({ name: 'x' }, job('s1', 'a', 2))],
    ['a name with a slash', 400, () => create({ name: 'a/b' })],
    ['no name', 400, () => create({})],
    ['a name that is no text', 400, () => create({ name: ['x'] })],
    ['an old version', 400, () => create({ name: 'x', version: 3 })],
    ['an unknown method', 404, () => call(mine, 'ArtifactService/MigrateArtifact', {})],
    ['an unknown service', 404, () => call(mine, 'constructor/name', {})],
    ['an artifact that is not there', 404, () => call(mine, 'ArtifactService/GetSignedArtifactURL', { ...idsOf(results.issueToken(mine)), name: 'nothing' })],
  ] as const)('%s: %d', async (_what, status, request) => {
    expect(await request()).toMatchObject({ status, body: { code: expect.any(String), msg: expect.any(String) } })
  })

  test('an expired token', async () => {
    let time = Date.now()
    await using server = await startResults({ folder: join(root, 'clock'), now: () => time })
    const token = server.issueToken(mine)
    const request = (): Promise<Response> =>
      fetch(new URL('/twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts', server.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(idsOf(token)),
      })
    expect((await request()).status).toBe(200)
    time += 25 * 60 * 60 * 1000
    expect((await request()).status).toBe(401)
  })

  test('to show an artifact before it is finalized, to finalize other bytes than came, and to change it afterwards', async () => {
    const who = job('s3', 'a')
    const ids = idsOf(results.issueToken(who))
    const { body } = await call(who, 'ArtifactService/CreateArtifact', {
      ...ids,
      name: 'x',
      version: 7,
      mime_type: 'text/plain',
      some_future_field: { deep: true },
    })
    const url = String(body['signed_upload_url'])
    const finalize = (size: number, hash?: string): ReturnType<typeof call> =>
      call(who, 'ArtifactService/FinalizeArtifact', { ...ids, name: 'x', size: String(size), ...(hash === undefined ? {} : { hash }) })
    expect(await finalize(0)).toMatchObject({ status: 412 })
    expect((await put(url, 'hello')).status).toBe(201)
    expect(await call(who, 'ArtifactService/ListArtifacts', ids)).toMatchObject({ body: { artifacts: [] } })
    expect(await call(who, 'ArtifactService/GetSignedArtifactURL', { ...ids, name: 'x' })).toMatchObject({ status: 404 })
    expect(await finalize(6)).toMatchObject({ status: 400, body: { msg: expect.stringContaining('5 arrived') } })
    expect(await finalize(5, `sha256:${'0'.repeat(64)}`)).toMatchObject({ status: 400, body: { msg: expect.stringContaining('digest mismatch') } })
    expect(await finalize(5, `sha256:${createHash('sha256').update('hello').digest('hex')}`)).toMatchObject({ status: 200, body: { ok: true } })
    expect(await finalize(5)).toMatchObject({ status: 409 })
    expect((await put(url, 'other')).status).toBe(409)
  })
})

function put(url: string, body: string, headers: Record<string, string> = { 'x-ms-blob-type': 'BlockBlob' }, query = ''): Promise<Response> {
  return fetch(`${url}${query}`, { method: 'PUT', body, headers })
}

/** Polls a condition that the test cannot be told of; jest's own deadline ends it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('the blob service', () => {
  async function upload(name: string): Promise<{ readonly url: string; readonly finish: (size: number) => Promise<string> }> {
    const who = job('b1', name)
    const ids = { ...idsOf(results.issueToken(who)), name }
    const { body } = await call(who, 'ArtifactService/CreateArtifact', { ...ids, version: 7 })
    return {
      url: String(body['signed_upload_url']),
      finish: async (size) => {
        expect(await call(who, 'ArtifactService/FinalizeArtifact', { ...ids, size: String(size) })).toMatchObject({ status: 200 })
        return (await call(who, 'ArtifactService/GetSignedArtifactURL', ids)).body['signed_url'] as string
      },
    }
  }
  const block = (url: string, name: string, body: string): Promise<Response> => put(url, body, {}, `&comp=block&blockid=${encodeURIComponent(btoa(name))}`)
  const commit = (url: string, ...names: readonly string[]): Promise<Response> =>
    put(
      url,
      `<?xml version="1.0" encoding="utf-8"?><BlockList>${names.map((name) => `<Latest>${btoa(name)}</Latest>`).join('')}</BlockList>`,
      {},
      '&comp=blocklist',
    )

  test('assembles blocks in the order of the list, not of their arrival, and serves ranges', async () => {
    const { url, finish } = await upload('order')
    for (const [name, body] of [
      ['3', 'ghi'],
      ['1', 'abc'],
      ['9', 'never listed'],
      ['2', 'old'],
      ['2', 'def'],
    ] as const)
      expect((await block(url, name, body)).status).toBe(201)
    expect((await commit(url, '1', '2', '3')).status).toBe(201)
    const signed = await finish(9)
    expect(await (await fetch(signed)).text()).toBe('abcdefghi')
    const range = await fetch(signed, { headers: { range: 'bytes=2-4' } })
    expect([range.status, range.headers.get('content-range'), await range.text()]).toEqual([206, 'bytes 2-4/9', 'cde'])
    expect((await fetch(signed, { headers: { 'x-ms-range': 'bytes=7-' } })).headers.get('content-length')).toBe('2')
    expect((await fetch(signed, { headers: { range: 'bytes=9-' } })).status).toBe(416)
    const head = await fetch(signed, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), head.headers.get('content-disposition')]).toEqual([
      200,
      '9',
      `attachment; filename="order.zip"; filename*=UTF-8''order.zip`,
    ])
  })

  test('leaves only the content on the disk', async () => {
    const { url } = await upload('tidy')
    await block(url, 'a', 'x')
    await block(url, 'b', 'y')
    await commit(url, 'b')
    await commit(url)
    const stored = results.artifacts().find((artifact) => artifact.name === 'tidy')
    expect(stored).toMatchObject({ size: 0 })
    expect(await readdir(dirname(stored?.file ?? ''))).toHaveLength(1)
  })

  test('refuses what Azure refuses', async () => {
    const { url } = await upload('strict')
    const other = new URL(url)
    other.pathname = other.pathname.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const late = new URL(url)
    late.searchParams.set('se', '2999-01-01T00:00:00.000Z')
    const answers = [
      await fetch(url),
      await put(other.href, 'x'),
      await put(late.href, 'x'),
      await put(url, 'x', {}),
      await put(url, 'x', { 'x-ms-blob-type': 'BlockBlob', 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }),
      await commit(url, 'missing'),
      await put(url, '<BlockList><Other>YQ==</Other></BlockList>', {}, '&comp=blocklist'),
      await put(url, 'x', {}, '&comp=block&blockid=%21'),
      await put(url, 'x', {}, '&comp=metadata'),
    ]
    expect(answers.map((answer) => `${answer.status} ${answer.headers.get('x-ms-error-code')}`)).toEqual([
      '403 AuthenticationFailed',
      '403 AuthenticationFailed',
      '403 AuthenticationFailed',
      '400 MissingRequiredHeader',
      '400 Md5Mismatch',
      '400 InvalidBlockList',
      '400 InvalidXmlDocument',
      '400 InvalidQueryParameterValue',
      '400 InvalidQueryParameterValue',
    ])
    await block(url, 'a', 'x')
    expect((await block(url, 'longer', 'x')).headers.get('x-ms-error-code')).toBe('InvalidBlobOrBlock')
  })

  test('an upload that breaks off leaves nothing', async () => {
    const { url } = await upload('broken')
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const target = `${new URL(url).pathname}${new URL(url).search}&comp=block&blockid=YQ%3D%3D`
    socket.write(`PUT ${target} HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\n\r\n${'x'.repeat(1000)}`)
    const folder = join(root, 'server', 'blobs', new URL(url).pathname.split('/').at(-1) ?? '')
    await until(async () => (await readdir(folder).catch(() => [])).length === 1)
    socket.destroy()
    await until(async () => (await readdir(folder)).length === 0)
    expect((await commit(url, 'a')).status).toBe(400)
  })

  test('a body that was cut on the disk is served as it lies there, so that the client sees it', async () => {
    const { url, finish } = await upload('cut')
    await put(url, 'hello')
    const signed = await finish(5)
    await truncate(results.artifacts().find((artifact) => artifact.name === 'cut')?.file ?? '', 3)
    expect(await (await fetch(signed)).text()).toBe('hel')
  })

  test.each([
    ['<BlockList/>', []],
    ['<?xml version="1.0"?>\n<BlockList>\n <Latest>YQ==</Latest>\n <Uncommitted>Yg==</Uncommitted>\n</BlockList>\n', ['YQ==', 'Yg==']],
  ])('reads the block list %j', (xml, names) => expect(parseBlockList(xml)).toEqual(names))

  test.each(['', '<BlockList>', '<BlockList><Latest>a</Latest>junk</BlockList>', '<BlockList><Committed>YQ==</Committed></BlockList>', '<Blocks/>'])(
    'refuses the block list %j',
    (xml) => {
      expect(() => parseBlockList(xml)).toThrow()
    },
  )

  test('reads ranges', () => {
    expect(planRange(undefined, 10)).toBeUndefined()
    expect(planRange('bytes=0-99', 10)).toEqual({ start: 0, end: 9 })
    expect(() => planRange('bytes=5-4', 10)).toThrow()
  })
})

describe('the cache, with the unmodified @actions/cache', () => {
  const branch = planCacheScopes({ ref: 'refs/heads/topic', defaultRef: 'refs/heads/main' })
  const save = (path: string, key: string): Call => ({ api: 'cache', method: 'saveCache', args: [[path], key] })
  const restore = (path: string, key: string, keys: readonly string[] = []): Call => ({ api: 'cache', method: 'restoreCache', args: [[path], key, keys] })

  test('saves and restores by key, by restore key, and misses', async () => {
    const folder = join(root, 'cached')
    const file = await createFile('cached/data.bin', 3_000_000)
    const hash = await hashOf(file)
    const saved = await toolkit(job('c1', 'a'), save(folder, 'go-linux-1'), save(folder, 'go-linux-1'))
    expect(saved.outcomes).toMatchObject([{ value: expect.any(Number) }, { value: -1 }])
    expect(saved.log).toContain('Unable to reserve cache with key go-linux-1')
    await rm(folder, { recursive: true })
    const { outcomes } = await toolkit(
      job('c2', 'b'),
      restore(folder, 'go-linux-2', ['go-mac-', 'go-linux-']),
      restore(folder, 'go-win', ['go-win-']),
      restore(folder, 'go-linux-1'),
    )
    expect(outcomes).toEqual([{ value: 'go-linux-1' }, { value: null }, { value: 'go-linux-1' }])
    expect(await hashOf(file)).toBe(hash)
    expect(results.caches()).toMatchObject([{ key: 'go-linux-1', scope: 'refs/heads/main', finalized: true }])
  })

  test('a branch reads what the default branch wrote, not the other way round', async () => {
    const folder = join(root, 'branch')
    await createFile('branch/data.bin', 100)
    await toolkit(job('c3', 'a', 1, branch), save(folder, 'only-topic'))
    await toolkit(job('c3', 'b'), save(folder, 'only-main'))
    expect((await toolkit(job('c4', 'a'), restore(folder, 'only-topic'), restore(folder, 'only-main'))).outcomes).toEqual([
      { value: null },
      { value: 'only-main' },
    ])
    expect((await toolkit(job('c4', 'a', 1, branch), restore(folder, 'only-topic'), restore(folder, 'only-main'))).outcomes).toEqual([
      { value: 'only-topic' },
      { value: 'only-main' },
    ])
  })

  test('a token without scopes neither writes nor reads, and the toolkit says why', async () => {
    const folder = join(root, 'denied')
    await createFile('denied/data.bin', 100)
    const { outcomes, log } = await toolkit(job('c5', 'a', 1, []), save(folder, 'k'), restore(folder, 'k'))
    expect(outcomes).toEqual([{ value: -1 }, { value: null }])
    expect(log).toContain('cache write denied')
    expect(log).toContain('cache read denied')
  })

  test('an entry is not found before it is finalized, and not with another size', async () => {
    const who = job('c6', 'a')
    const entry = { key: 'half', version: 'v' }
    const { body } = await call(who, 'CacheService/CreateCacheEntry', entry)
    await put(String(body['signed_upload_url']), 'hello')
    expect(await call(who, 'CacheService/GetCacheEntryDownloadURL', entry)).toMatchObject({ body: { ok: false } })
    expect(await call(who, 'CacheService/FinalizeCacheEntryUpload', { ...entry, size_bytes: '6' })).toMatchObject({
      body: { ok: false, message: expect.stringContaining('5 arrived') },
    })
    expect(await call(who, 'CacheService/FinalizeCacheEntryUpload', { ...entry, size_bytes: '5' })).toMatchObject({ body: { ok: true } })
    expect(await call(who, 'CacheService/GetCacheEntryDownloadURL', entry)).toMatchObject({ body: { ok: true, matched_key: 'half' } })
    expect(await call(who, 'CacheService/GetCacheEntryDownloadURL', { ...entry, version: 'w' })).toMatchObject({ body: { ok: false } })
    expect(await call(who, 'CacheService/GetCacheEntryDownloadURL', { ...entry, restore_keys: Array.from({ length: 10 }, String) })).toMatchObject({
      status: 400,
    })
    expect(await call(who, 'CacheService/CreateCacheEntry', { ...entry, key: 'a,b' })).toMatchObject({ status: 400 })
  })

  const entries = [
    { id: 1, key: 'a-1', version: 'v', scope: 'main', finalized: true },
    { id: 2, key: 'a-12', version: 'v', scope: 'main', finalized: true },
    { id: 3, key: 'a-13', version: 'v', scope: 'main', finalized: false },
    { id: 4, key: 'b-1', version: 'v', scope: 'topic', finalized: true },
    { id: 5, key: 'a-1', version: 'w', scope: 'topic', finalized: true },
  ]
  test.each([
    ['the same key before a newer one that begins with it', ['a-1'], 1],
    ['the newest that begins with the key', ['a-'], 2],
    ['the first key that anything begins with', ['x', 'a-1', 'a-'], 1],
    ['all keys in the first scope before any in the second', ['a-1', 'b-'], 4],
    ['nothing', ['c'], undefined],
  ] as const)('a lookup finds %s', (_what, keys, id) => {
    const scopes = [
      { ref: 'topic', access: 'write' },
      { ref: 'main', access: 'read' },
    ] as const
    expect(findCacheEntry(entries, scopes, 'v', keys)?.id).toBe(id)
  })

  test('scopes: own ref, base of a pull request, default branch', () => {
    expect(
      planCacheScopes({ ref: 'refs/pull/1/merge', baseRef: 'refs/heads/dev', defaultRef: 'refs/heads/main' }).map(({ ref, access }) => `${ref} ${access}`),
    ).toEqual(['refs/pull/1/merge write', 'refs/heads/dev read', 'refs/heads/main read'])
  })
})

describe('a planted fault', () => {
  const script = (text: string): FaultScript => createFaultScript(unwrap(parseFaults(text)))

  test.each([
    ['results:POST /twirp/*=503:2', '503 2'],
    ['results:POST /twirp/*=reset-before', 'reset'],
    ['results:POST /twirp/*=reset-after', 'reset'],
  ])('%s meets one request; only the last has an effect', async (text, seen) => {
    await using server = await startResults({ folder: join(root, `fault-${text.length}`), faults: script(text) })
    const token = server.issueToken(job('f', 'a'))
    const create = async (): Promise<string> => {
      const body = JSON.stringify({ ...idsOf(token), name: 'x', version: 7 })
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const url = new URL('/twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact', server.url)
      const answer = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
      return answer === undefined ? 'reset' : [answer.status, answer.headers.get('retry-after')].join(' ').trim()
    }
    expect(await create()).toBe(seen)
    expect(await create()).toBe(text.endsWith('after') ? '409' : '200')
    expect(server.artifacts()).toHaveLength(1)
  })

  test('a lost answer of an upload leaves the bytes', async () => {
    await using server = await startResults({ folder: join(root, 'fault-put'), faults: script('results:PUT /results/*=reset-after') })
    const token = server.issueToken(job('f', 'a'))
    const body = JSON.stringify({ ...idsOf(token), name: 'x', version: 7 })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const created = await fetch(new URL('/twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact', server.url), { method: 'POST', headers, body })
    const { signed_upload_url: url } = (await created.json()) as { signed_upload_url: string }
    await expect(put(url, 'hello')).rejects.toThrow()
    expect(server.artifacts()).toMatchObject([{ size: 5 }])
  })
})

test('stop closes the port, and a second stop does no harm', async () => {
  const server = await startResults({ folder: join(root, 'stopped') })
  await server.stop()
  await server.stop()
  await expect(fetch(server.url)).rejects.toThrow()
})

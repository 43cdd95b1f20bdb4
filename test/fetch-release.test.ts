import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { githubIssuer, openSigstore, type Statement, signStatement } from '@slipway/attest'
import { type Contract, parseInputs } from '@slipway/contract'
import { createHttp, type HttpRequest, type HttpResponse, type Ports } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { digestOf, hexOf, unwrap } from '@slipway/kernel'
import {
  createFaultScript,
  type GitHub,
  parseFaults,
  type ReleaseSeed,
  type RepositorySeed,
  type SigningJob,
  type SigstoreServer,
  startGitHub,
  startSigstore,
} from '@slipway/lab'
import { root } from './rooms.ts'

/** fetch-release over real connections against the strict emulator, and against signatures with real cryptography. */
jest.setTimeout(60_000)

type OwnStatements = typeof import('../actions/fetch-release/src/own-statements.ts')
type Run = (inputs: unknown, ports: Ports) => Promise<Readonly<Record<string, string>>>
const source = join(root, 'actions/fetch-release/src')
const scratch = mkdtempSync(join(tmpdir(), 'fetch-release-'))
const slug = 'octo/microvm'
const commit = 'c'.repeat(40)
const real = createHttp({ env: {}, userAgent: 'test', signal: new AbortController().signal })
let run: Run
let contract: Contract
let github: GitHub | undefined
let sigstore: SigstoreServer

beforeAll(async () => {
  ;({ run } = (await import(join(source, 'run.ts'))) as { run: Run })
  ;({ contract } = (await import(join(source, 'contract.ts'))) as { contract: Contract })
  sigstore = await startSigstore({ folder: join(scratch, 'sigstore') })
})
afterEach(async () => github?.stop())
afterAll(async () => {
  await sigstore.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const name = 'microvm-runtime-linux-amd64.bin'
const bytesOf = (tag: string): Buffer => Buffer.from(`the runtime of ${tag}\n`.repeat(50_000))
const listOf = (assets: Readonly<Record<string, Uint8Array>>): Buffer =>
  Buffer.from(
    Object.entries(assets)
      .map(([file, bytes]) => `${hexOf(digestOf(bytes))}  ${file}\n`)
      .join(''),
  )

function release(tag: string, change: Partial<ReleaseSeed> = {}, more: Readonly<Record<string, Uint8Array>> = {}): ReleaseSeed {
  const assets = { [name]: bytesOf(tag) }
  return { tag, assets: { ...assets, 'checksums.txt': listOf(assets), ...more }, ...change }
}

async function open(releases: readonly ReleaseSeed[], { faults = '', ...seed }: Partial<RepositorySeed> & { readonly faults?: string } = {}) {
  const tags = Object.fromEntries(releases.map(({ tag }) => [tag, commit]))
  const script = createFaultScript(unwrap(parseFaults(faults)))
  await github?.stop()
  github = await startGitHub({ repositories: [{ owner: 'octo', name: 'microvm', tags, releases, ...seed }], faults: script })
  return github
}

type World = Fakes & { readonly folder: string; readonly seen: HttpRequest[] }
let counter = 0

function world(
  server: GitHub,
  change: (request: HttpRequest) => Promise<Partial<HttpResponse>> | undefined = () => undefined,
  variables: Readonly<Record<string, string>> = { COSIGN_TRUSTED_ROOT: sigstore.trustedRoot },
): World {
  const folder = join(scratch, String(counter++))
  mkdirSync(join(folder, 'workspace'), { recursive: true })
  const seen: HttpRequest[] = []
  const http = async (request: HttpRequest): Promise<Partial<HttpResponse>> => {
    seen.push(request)
    return change(request) ?? real.request({ ...request, deadline: Math.min(request.deadline ?? 5_000, 5_000) })
  }
  const fakes = createFakes({ folder, http, job: { apiUrl: server.url }, variables })
  return { ...fakes, folder, seen, ports: { ...fakes.ports, cache: { ...fakes.ports.cache, available: () => false } } }
}

const token = (server: GitHub, contents: 'read' | 'write' | 'none' = 'read', repository = slug): string =>
  server.issueToken({ repository, permissions: { contents } })
const given = { repository: slug, path: 'out', files: '{name}-{component}-{os}-{arch}.bin', 'registry-username': 'x', 'registry-token': 'y' }
const fetchIn = async ({ ports }: World, change: Readonly<Record<string, string>>) => run(unwrap(parseInputs(contract, { ...given, ...change })), ports)

type Problems = readonly { readonly code: string; readonly message: string; readonly at?: { readonly file?: string } }[]
const refusalOf = (promise: Promise<unknown>): Promise<Problems> =>
  promise.then(
    () => [{ code: 'NONE', message: '' }],
    (error: { problems?: Problems }) => {
      if (error.problems === undefined) throw error
      return error.problems
    },
  )
const codesOf = async (promise: Promise<unknown>): Promise<string[]> => (await refusalOf(promise)).map(({ code }) => code)
const left = ({ folder }: World): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

describe('which release', () => {
  const all = [
    release('v1.2.0'),
    release('v1.10.0'),
    release('v2.0.0-rc.1', { prerelease: true }),
    release('v1.11.0', { draft: true }),
    release('v0.9.0', { assets: {} }),
  ]
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['latest', {}, 'v1.10.0'],
    ['a tag', { version: 'v1.2.0' }, 'v1.2.0'],
    ['a version', { version: '1.2.0' }, 'v1.2.0'],
    ['a range', { version: '^1.2' }, 'v1.10.0'],
    ['a range with prereleases', { version: '>=1', prereleases: 'true' }, 'v2.0.0-rc.1'],
    ['a prerelease by its tag', { version: 'v2.0.0-rc.1' }, 'v2.0.0-rc.1'],
    ['a draft by its tag', { version: 'v1.11.0', drafts: 'true' }, 'v1.11.0'],
    ['a draft in a range', { version: '^1', drafts: 'true' }, 'v1.11.0'],
  ])('%s', async (_, change, tag) => {
    const server = await open(all)
    const at = world(server)
    expect(await fetchIn(at, { ...change, token: token(server, 'write') })).toMatchObject({ tag, digest: digestOf(bytesOf(tag)), source: 'release' })
    expect(readFileSync(join(at.folder, 'workspace/out', name)).equals(bytesOf(tag))).toBe(true)
    expect(left(at)).toEqual(['temp', 'workspace', 'workspace/out', `workspace/out/${name}`])
    // The token is the API's alone.
    const strangers = at.seen.filter(({ url }) => !url.startsWith(server.url))
    expect(strangers.length).toBeGreaterThan(0)
    expect(strangers.flatMap(({ headers }) => headers?.['authorization'] ?? [])).toEqual([])
  })

  test.each<[string, Readonly<Record<string, string>>, 'read' | 'write', string]>([
    ['a draft that is not asked for', { version: 'v1.11.0' }, 'write', 'E_FETCH_NO_RELEASE'],
    ['a draft that the token may not see', { version: 'v1.11.0', drafts: 'true' }, 'read', 'E_FETCH_NO_RELEASE'],
    ['no such version', { version: '^3' }, 'read', 'E_FETCH_NO_RELEASE'],
    ['a release without files', { version: 'v0.9.0' }, 'read', 'E_FETCH_MISSING'],
  ])('%s is none', async (_, change, contents, code) => {
    const server = await open(all)
    const at = world(server)
    expect(await codesOf(fetchIn(at, { ...change, token: token(server, contents) }))).toEqual([code])
    expect(left(at)).toEqual(['temp', 'workspace'])
  })

  test('two drafts of one tag are none', async () => {
    const server = await open([release('v1.0.0', { draft: true }), release('v1.0.0', { draft: true })])
    expect(await codesOf(fetchIn(world(server), { version: 'v1.0.0', drafts: 'true', token: token(server, 'write') }))).toEqual(['E_GITHUB_AMBIGUOUS'])
  })
})

describe('who may read', () => {
  test('a public repository: everybody, with a token of another repository too', async () => {
    const server = await open([release('v1.0.0')], { visibility: 'public' })
    for (const secret of ['', token(server, 'read', 'else/where')]) {
      const inputs = unwrap(parseInputs(contract, { ...given, token: 'x' })) as Readonly<Record<string, unknown>>
      expect(await run({ ...inputs, token: secret }, world(server).ports)).toMatchObject({ tag: 'v1.0.0' })
    }
  })

  test.each<[string, (server: GitHub) => string, string]>([
    ['a stranger, to whom it is not there', (server) => token(server, 'read', 'else/where'), 'E_FETCH_NO_RELEASE'],
    ['a token without the permission', (server) => token(server, 'none'), 'E_GITHUB_DENIED'],
    ['a token that is none', () => 'ghs_nobody', 'E_GITHUB_DENIED'],
  ])('a private one: not %s', async (_, secretOf, code) => {
    const server = await open([release('v1.0.0')])
    expect(await codesOf(fetchIn(world(server), { token: secretOf(server) }))).toEqual([code])
  })
})

describe('a server in trouble', () => {
  test.each([
    'github:GET */releases/latest=503',
    'github:GET */assets=429:7',
    'github:GET */assets=403:60',
    'github:GET */releases/latest=reset-before',
    'github:GET */assets=truncate',
    'github:GET */releases/latest=page',
    'github:GET */releases/assets/*#1=502',
    'github:GET */releases/assets/*#2=reset-after',
  ])('%s is tried again', async (faults) => {
    const server = await open([release('v1.0.0')], { faults })
    const at = world(server)
    expect(await fetchIn(at, { token: token(server) })).toMatchObject({ tag: 'v1.0.0' })
    expect(at.slept.length).toBeGreaterThan(0)
    expect(server.faults.unused()).toEqual([])
  })

  test('that stays in it is told, and nothing is left', async () => {
    const server = await open([release('v1.0.0')], { faults: 'github:GET */releases/assets/*#*=503' })
    const at = world(server)
    expect(await codesOf(fetchIn(at, { token: token(server) }))).toEqual(['E_GITHUB_TRANSIENT'])
    expect(left(at)).toEqual(['temp', 'workspace'])
  })
})

describe('a download that breaks in the middle', () => {
  const size = 5_000_000
  const large = Buffer.alloc(size)
  for (let at = 0; at < size; at += 4) large.writeUInt32LE(at, at)
  const assets = { [name]: large, 'checksums.txt': listOf({ [name]: large }) }

  /** Stands before the store: lets so many bytes of each answer through, then breaks the connection; `ranges: false` hides that the store knows them. */
  async function breaking(until: readonly number[], ranges: boolean) {
    const asked: (string | undefined)[] = []
    const seen = { target: '' }
    const proxy = createServer((request, response) => {
      const { range } = request.headers
      asked.push(range)
      const left = until[asked.length - 1] ?? size
      forward(seen.target, { headers: range === undefined || !ranges ? {} : { range } }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        let sent = 0
        answer.on('data', (bytes: Buffer) => {
          if (sent >= left) return
          response.write(bytes.subarray(0, left - sent), () => {
            if (sent >= left && left < size) request.socket.end()
          })
          sent += bytes.length
        })
        answer.on('end', () => (sent < left || left >= size ? response.end() : undefined))
      }).end()
    })
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
    const location = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/x`
    const redirected = async (request: HttpRequest): Promise<Partial<HttpResponse>> => {
      const answer = await real.request(request)
      if (answer.headers['location'] === undefined) return answer
      seen.target = answer.headers['location']
      return { ...answer, headers: { ...answer.headers, location } }
    }
    const stop = () => {
      proxy.closeAllConnections()
      proxy.close()
    }
    return { asked, redirected, stop }
  }

  test.each([
    ['goes on with what is missing', [2_000_000, 1_500_000], true],
    ['begins anew where the store knows no ranges', [2_000_000], false],
  ])('%s', async (_, until, ranges) => {
    const server = await open([release('v1.0.0', { assets })])
    const id = server.repository(slug).releases[0]?.assets.find((asset) => asset.name === name)?.id
    const { asked, redirected, stop } = await breaking(until, ranges)
    const at = world(server, (request) => (request.url.endsWith(`/releases/assets/${id}`) ? redirected(request) : undefined))
    expect(await fetchIn(at, { token: token(server) })).toMatchObject({ digest: digestOf(large) })
    stop()
    expect(asked).toHaveLength(until.length + 1)
    expect(asked[0]).toBeUndefined()
    const froms = asked.slice(1).map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1]))
    // What the client had not yet read when the connection ended is asked for again.
    expect(froms.every((from, index) => from > 1_000_000 * (index + 1) && from <= until.slice(0, index + 1).reduce((sum, one) => sum + one, 0))).toBe(true)
    expect(at.lines.join('\n')).toMatch(/going on after \d+ of 5000000 bytes/)
  })
})

describe('checksums beside a file', () => {
  const hash = hexOf(digestOf(bytesOf('v1.0.0')))
  const sha512 = createHash('sha512').update(bytesOf('v1.0.0')).digest('hex')
  test.each<[string, string, string]>([
    ['a bare hash', '.sha256', hash],
    ['a line', '.sha256', `${hash}  ${name}\n`],
    ['a line with folders', '.sha256', `${hash} *./dist/${name}\r\n`],
    ['a tagged line', '.sha256sum', `SHA256 (${name}) = ${hash.toUpperCase()}\n`],
    ['one among others', '.sha512sum', `# of v1.0.0\n${'0'.repeat(128)}  x\n${sha512}  ${name}\n`],
  ])('%s is one more witness, also without a checksum file', async (_, suffix, text) => {
    const server = await open([release('v1.0.0', {}, { [`${name}${suffix}`]: Buffer.from(text) })])
    for (const list of ['checksums.txt', 'none']) {
      const at = world(server)
      expect(await fetchIn(at, { token: token(server), 'checksums-file': list, 'whole-set': String(list !== 'none') })).toMatchObject({ tag: 'v1.0.0' })
      expect(at.lines.join('\n')).toContain(`by ${list === 'none' ? '' : 'checksums.txt, '}${name}${suffix}, GitHub`)
    }
  })

  test.each<[string, string, string, string]>([
    ['another hash', '.sha256', `${'0'.repeat(64)}  ${name}\n`, name],
    ['another sha512', '.sha512', '0'.repeat(128), name],
    ['a hash of another file', '.sha256', `${hash}  x\n`, `${name}.sha256`],
    ['two bare hashes', '.sha256', `${hash}\n${hash}\n`, `${name}.sha256`],
    ['its name twice', '.sha256', `${hash}  ${name}\n${hash}  ${name}\n`, `${name}.sha256`],
    ['a hash that is too short', '.sha256', hash.slice(1), `${name}.sha256`],
    ['one of another kind', '.sha512', hash, `${name}.sha512`],
    ['no hash', '.sha256', 'see checksums.txt', `${name}.sha256`],
    ['nothing', '.sha256', '\n', `${name}.sha256`],
  ])('with %s are a refusal', async (_, suffix, text, file) => {
    const server = await open([release('v1.0.0', {}, { [`${name}${suffix}`]: Buffer.from(text) })])
    const at = world(server)
    const problems = await refusalOf(fetchIn(at, { token: token(server) }))
    expect(problems[0]).toMatchObject({ code: file === name ? 'E_FETCH_CHANGED' : 'E_FETCH_CHECKSUMS', at: { file } })
    expect(left(at)).toEqual(['temp', 'workspace'])
  })
})

test('an asset that GitHub has damaged when it was uploaded is refused, and so is one that it serves from elsewhere', async () => {
  const server = await open([release('v1.0.0')])
  const other = createServer((_, response) => response.end(Buffer.alloc(bytesOf('v1.0.0').length, 'x')))
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/x`
  const ids = new Map(server.repository(slug).releases[0]?.assets.map((asset) => [asset.name, asset.id]))
  const at = world(server, (request) =>
    request.url.endsWith(`/releases/assets/${ids.get(name)}`) ? Promise.resolve({ status: 302, headers: { location } }) : undefined,
  )
  const problems = await refusalOf(fetchIn(at, { token: token(server) }))
  await new Promise((done) => other.close(done))
  expect(problems).toMatchObject([
    { code: 'E_FETCH_CHANGED', at: { file: name } },
    { code: 'E_FETCH_CHANGED', at: { file: name } },
  ])
  expect(left(at)).toEqual(['temp', 'workspace'])
})

describe('who signed', () => {
  const signer = 'octo/microvm/.github/workflows/release.yml'
  const predicateType = 'https://slsa.dev/provenance/v1'
  const job: SigningJob = {
    repository: slug,
    ref: 'refs/tags/v1.0.0',
    sha: commit,
    event: 'push',
    actor: 'octocat',
    runId: '17',
    runNumber: '3',
    runAttempt: '1',
    workflow: 'release',
    workflowRef: `${signer}@refs/tags/v1.0.0`,
    jobWorkflowRef: `${signer}@refs/tags/v1.0.0`,
    jobWorkflowSha: commit,
    headRef: '',
    baseRef: '',
    environment: '',
    visibility: 'public',
    runner: 'github-hosted',
  }

  async function sign(content: Uint8Array, change: Partial<SigningJob> = {}, statement: Partial<Statement> = {}): Promise<Buffer> {
    const { url, token: password } = sigstore.admit({ ...job, ...change }) as unknown as { url: string; token: string }
    const variables = { ...sigstore.environment, ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: password }
    const { ports } = createFakes({ folder: join(scratch, 'signer'), http: (request) => real.request(request), variables, now: Date.now() })
    const signed = { subjects: [{ name, digest: digestOf(content) }], predicateType, predicate: {}, ...statement }
    return Buffer.from((await signStatement(ports, await openSigstore(ports), signed)).bytes)
  }

  /** As actions/attest does it in the job that makes the release. */
  async function store(server: GitHub, bundle: Buffer): Promise<void> {
    const authorization = `token ${server.issueToken({ repository: slug, permissions: { attestations: 'write' } })}`
    const body = `{"bundle":${bundle}}`
    const answer = await fetch(`${server.url}/repos/${slug}/attestations`, { method: 'POST', headers: { authorization }, body })
    if (answer.status !== 201) throw new Error(await answer.text())
  }
  const reader = (server: GitHub): string => server.issueToken({ repository: slug, permissions: { contents: 'read', attestations: 'read' } })

  const bytes = bytesOf('v1.0.0')
  const list = listOf({ [name]: bytes })
  const fetchSigned = async (bundles: Readonly<Record<string, Uint8Array>>, change: Readonly<Record<string, string>> = {}) => {
    const server = await open([release('v1.0.0', {}, bundles)])
    return fetchIn(world(server), { token: token(server), signers: signer, ...change })
  }

  test.each<[string, () => Promise<Readonly<Record<string, Uint8Array>>>]>([
    ['for the file', async () => ({ [`${name}.sigstore.json`]: await sign(bytes) })],
    ['for the checksum file, which lists it', async () => ({ 'checksums.txt.sigstore.json': await sign(list) })],
    [
      'among other statements, one a line',
      async () => ({ 'all.intoto.jsonl': Buffer.concat([await sign(Buffer.from('x')), Buffer.from('\n'), await sign(bytes)]) }),
    ],
    ['on the default branch', async () => ({ 'a.sigstore': await sign(bytes, { ref: 'refs/heads/main' }) })],
  ])('%s counts', async (_, bundles) => {
    const { files } = await fetchSigned(await bundles())
    expect(JSON.parse(files ?? '')).toMatchObject([{ name, signer: `https://github.com/${signer}@refs/tags/v1.0.0` }])
  })

  test.each<[string, () => Promise<Readonly<Record<string, Uint8Array>>>, string]>([
    ['nobody', async () => ({}), 'no signed statement'],
    ['somebody, for another file', async () => ({ 'a.sigstore.json': await sign(Buffer.from('x')) }), 'it is about'],
    [
      'another workflow',
      async () => ({ 'a.sigstore.json': await sign(bytes, { jobWorkflowRef: 'octo/microvm/.github/workflows/x.yml@refs/tags/v1' }) }),
      'it was signed by',
    ],
    ['a run of another repository', async () => ({ 'a.sigstore.json': await sign(bytes, { repository: 'else/where' }) }), 'else/where signed it'],
    ['a run for another tag', async () => ({ 'a.sigstore.json': await sign(bytes, { ref: 'refs/tags/v0.9.0' }) }), 'it was built for refs/tags/v0.9.0'],
    ['a pull request', async () => ({ 'a.sigstore.json': await sign(bytes, { event: 'pull_request' }) }), 'the event pull_request'],
    ['somebody, something else', async () => ({ 'a.sigstore.json': await sign(bytes, {}, { predicateType: 'https://spdx.dev/Document' }) }), 'it states'],
    ['with a byte changed', async () => ({ 'a.sigstore.json': Buffer.from((await sign(bytes)).toString().replace(/"payload":"..../, '"payload":"AAAA')) }), ''],
  ])('%s does not', async (_, bundles, message) => {
    const problems = await refusalOf(fetchSigned(await bundles()))
    expect(problems[0]).toMatchObject({ code: 'E_FETCH_UNSIGNED', at: { file: name } })
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
  })

  test('what GitHub keeps counts as well', async () => {
    const server = await open([release('v1.0.0')])
    await store(server, await sign(bytes))
    expect(JSON.parse((await fetchIn(world(server), { token: reader(server), signers: signer })).files ?? '')).toMatchObject([
      { signer: expect.stringContaining(signer) },
    ])
  })

  test('a changed file is not asked for at all', async () => {
    const server = await open([release('v1.0.0', { assets: { [name]: Buffer.from('changed'), 'checksums.txt': list, 'a.sigstore.json': await sign(bytes) } })])
    expect(await codesOf(fetchIn(world(server), { token: token(server), signers: signer }))).toEqual(['E_FETCH_CHANGED'])
  })

  describe('when nobody is named', () => {
    const here = `https://github.com/${signer}@refs/tags/v1.0.0`
    const tampered = async (): Promise<Buffer> => Buffer.from((await sign(bytes)).toString().replace(/"payload":"..../, '"payload":"AAAA'))
    const unsigned = async (): Promise<Buffer> => Buffer.from((await sign(bytes)).toString().replace(/"sig":"[^"]{12}/, '"sig":"AAAAAAAAAAAA'))
    type Given = {
      readonly stored?: readonly Buffer[]
      readonly assets?: Readonly<Record<string, Uint8Array>>
      readonly input?: Readonly<Record<string, string>>
    }
    const fetchOwn = async ({ stored = [], assets = {}, input = {} }: Given) => {
      const server = await open([release('v1.0.0', {}, assets)])
      for (const bundle of stored) await store(server, bundle)
      const at = world(server)
      return { at, done: fetchIn(at, { token: reader(server), ...input }) }
    }
    const bare = async (): Promise<Buffer> => {
      const { dsseEnvelope: _, ...rest } = JSON.parse((await sign(bytes)).toString()) as { dsseEnvelope: unknown }
      return Buffer.from(JSON.stringify({ ...rest, messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: 'AA==' }, signature: 'AA==' } }))
    }

    test.each<[string, () => Promise<Given>, string]>([
      ['what the repository has stored', async () => ({ stored: [await sign(bytes)] }), here],
      ['a bundle in the release', async () => ({ assets: { [`${name}.sigstore.json`]: await sign(bytes) } }), here],
      ['one about the checksum file', async () => ({ stored: [await sign(list)] }), here],
      ['one for whatever branch and event', async () => ({ stored: [await sign(bytes, { ref: 'refs/heads/feature', event: 'schedule' })] }), here],
      [
        'one of a workflow that the repository calls',
        async () => ({ stored: [await sign(bytes, { jobWorkflowRef: 'else/where/.github/workflows/x.yml@refs/heads/x' })] }),
        'https://github.com/else/where/.github/workflows/x.yml@refs/heads/x',
      ],
      ['two of them', async () => ({ stored: [await sign(bytes), await sign(bytes)], input: { attestation: 'require' } }), here],
    ])('%s is proven', async (_, given, expected) => {
      const { at, done } = await fetchOwn(await given())
      expect(JSON.parse((await done).files ?? '')).toMatchObject([{ name, signer: expected }])
      expect(at.lines).toContain(`${name}: signed by ${expected}`)
      expect(at.summary()).toContain(`signed by ${expected}`)
      expect(at.warnings).toEqual([])
    })

    test.each<[string, () => Promise<Given>, string]>([
      ['of another repository', async () => ({ stored: [await sign(bytes, { repository: 'else/where' })] }), 'E_ATTEST_REPOSITORY'],
      ['with a byte of its payload changed', async () => ({ assets: { [`${name}.sigstore.json`]: await tampered() } }), 'E_ATTEST_LOG'],
      ['with its signature changed', async () => ({ stored: [await unsigned()] }), 'E_ATTEST_TIMESTAMP'],
      ['cut off in the middle', async () => ({ assets: { 'all.intoto.jsonl': (await sign(bytes)).subarray(0, 900) } }), 'E_ATTEST_BUNDLE'],
      [
        'about other bytes under this name',
        async () => ({ assets: { 'all.sigstore.json': await sign(bytes, {}, { subjects: [{ name, digest: digestOf('before') }] }) } }),
        'E_ATTEST_SUBJECT',
      ],
      ['beside one that holds', async () => ({ stored: [await sign(bytes)], assets: { 'all.sigstore.json': await unsigned() } }), 'E_ATTEST_TIMESTAMP'],
      [
        'of nobody in GitHub Actions',
        async () => ({ stored: [Buffer.from((await sign(bytes)).toString().replace(/"rawBytes":"[^"]+"/, '"rawBytes":"AAAA"'))] }),
        'E_ATTEST_BUNDLE',
      ],
    ])('one %s is refused, whether or not there has to be one; off lets it pass', async (_, given, code) => {
      const known = await given()
      for (const attestation of ['auto', 'require']) {
        const { at, done } = await fetchOwn({ ...known, input: { attestation } })
        const problems = await refusalOf(done)
        expect(problems.slice(0, 2)).toMatchObject([{ code: 'E_FETCH_ATTESTATION', at: { file: name } }, { at: { file: name } }])
        expect(problems.map((problem) => problem.code)).toContain(code)
        expect(left(at)).toEqual(['temp', 'workspace'])
      }
      const { at, done } = await fetchOwn({ ...known, input: { attestation: 'off' } })
      expect(JSON.parse((await done).files ?? '')).toMatchObject([{ signer: '' }])
      expect(at.summary()).toContain('not looked at')
      expect(at.seen.filter(({ url }) => url.includes('/attestations/'))).toEqual([])
    })

    test.each<[string, () => Promise<Given>]>([
      ['nothing is there', async () => ({})],
      ['something else is stated', async () => ({ stored: [await sign(bytes, { repository: 'else/where' }, { predicateType: 'https://spdx.dev/Document' })] })],
      [
        'it is about another file',
        async () => ({ assets: { 'all.sigstore.json': await sign(Buffer.from('x'), {}, { subjects: [{ name: 'x', digest: digestOf('x') }] }) } }),
      ],
      ['it is a bare signature', async () => ({ assets: { 'checksums.txt.sigstore.json': await bare() } })],
      ['it is of the time before bundles', async () => ({ assets: { 'all.intoto.jsonl': Buffer.from('{"payload":"AA==","signatures":[]}\n') } })],
      [
        'a damaged one is about a file that nobody wants',
        async () => ({ assets: { x: Buffer.from('x'), 'x.sigstore.json': Buffer.from('{') }, input: { 'whole-set': 'false' } }),
      ],
    ])('no attestation is there when %s: that is said, and a refusal where there has to be one', async (_, given) => {
      const known = await given()
      const { at, done } = await fetchOwn(known)
      expect(JSON.parse((await done).files ?? '')).toMatchObject([{ signer: '' }])
      expect([at.lines.includes(`${name}: no attestation`), at.summary().includes('no attestation'), at.warnings]).toEqual([true, true, []])
      const required = await fetchOwn({ ...known, input: { ...known.input, attestation: 'require' } })
      expect((await refusalOf(required.done))[0]).toMatchObject({ code: 'E_FETCH_UNSIGNED', at: { file: name } })
    })

    test('without the permission to read them the look is left out, and said so', async () => {
      const server = await open([release('v1.0.0')])
      await store(server, await sign(bytes))
      const at = world(server)
      expect(JSON.parse((await fetchIn(at, { token: token(server) })).files ?? '')).toMatchObject([{ signer: '' }])
      expect(at.lines.join('\n')).toMatch(/attestations were not looked for everywhere: .*403.*attestations: read/)
      // Once is enough.
      expect(at.seen.filter(({ url }) => url.includes('/attestations/'))).toHaveLength(1)
      const required = refusalOf(fetchIn(world(server), { token: token(server), attestation: 'require' }))
      expect((await required).map(({ code }) => code)).toEqual(['E_FETCH_UNSIGNED', 'E_ATTEST_NONE', 'E_FETCH_STORE'])
    })

    // The library waits before each of its tries where nobody answers.
    test.each<[string, () => Promise<Response>]>([
      ['does not answer', () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }))],
      ['is forbidden by a proxy', async () => new Response('', { status: 403 })],
    ])("Sigstore's trusted root %s: a warning, and a refusal where there has to be one", async (what, answer) => {
      const server = await open([release('v1.0.0')])
      await store(server, await sign(bytes))
      const network = jest.spyOn(globalThis, 'fetch').mockImplementation(answer)
      try {
        const at = world(server, undefined, {})
        const required = what === 'is forbidden by a proxy'
        const done = fetchIn(at, { token: reader(server), attestation: required ? 'require' : 'auto' })
        if (required) expect((await refusalOf(done)).map(({ code }) => code)).toEqual(['E_FETCH_UNSIGNED', 'E_FETCH_UNJUDGED'])
        else {
          expect(JSON.parse((await done).files ?? '')).toMatchObject([{ signer: '' }])
          expect(at.warnings).toMatchObject([{ code: 'E_FETCH_UNJUDGED', message: expect.stringContaining("cannot read Sigstore's trusted_root.json") }])
          expect(at.summary()).toContain('an attestation that was not judged')
          expect(readFileSync(join(at.folder, 'workspace/out', name)).equals(bytes)).toBe(true)
        }
        expect(network).toHaveBeenCalled()
      } finally {
        network.mockRestore()
      }
    })

    test("what GitHub's own instance vouches for cannot be judged by the public root, unless it is changed", async () => {
      const { judgeOwn, ownPolicy } = (await import(join(source, 'own-statements.ts'))) as OwnStatements
      const foreign = join(scratch, 'foreign')
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-subj',
          '/O=GitHub, Inc.',
          '-keyout',
          `${foreign}.key`,
          '-out',
          `${foreign}.pem`,
        ],
        { stdio: 'ignore' },
      )
      const raw = new X509Certificate(readFileSync(`${foreign}.pem`)).raw.toString('base64')
      const bundle = Buffer.from((await sign(bytes)).toString().replace(/"rawBytes":"[^"]+"/, `"rawBytes":"${raw}"`))
      const { ports } = createFakes({ folder: join(scratch, 'judge'), variables: { COSIGN_TRUSTED_ROOT: sigstore.trustedRoot } })
      const instance = await openSigstore(ports)
      const policy = ownPolicy({ issuer: githubIssuer, server: 'https://github.com', repository: slug })
      const judged = (isPublic: boolean, content: Buffer) =>
        judgeOwn({ name, digest: digestOf(bytes) }, [{ from: 'x', bytes: content }], { policy, predicateType, sigstore: { ...instance, isPublic } })
      expect(await judged(true, bundle)).toMatchObject({ kind: 'unjudged', cure: expect.stringContaining('COSIGN_TRUSTED_ROOT') })
      expect(await codesOf(judged(false, bundle))).toContain('E_FETCH_ATTESTATION')
      expect(await codesOf(judged(true, await tampered()))).toContain('E_FETCH_ATTESTATION')
    })

    test('to name who signs and not to look is a contradiction', async () => {
      expect(await codesOf((await fetchOwn({ input: { attestation: 'off', signers: signer } })).done)).toEqual(['E_FETCH_SIGNERS'])
    })
  })
})

test('an archive without a checksum and without a digest cannot be had', async () => {
  const assets = { 'a.tar.gz': gzipSync('x') }
  const server = await open([{ tag: 'v1.0.0', assets }])
  const undigested = (request: HttpRequest): Promise<Partial<HttpResponse>> | undefined =>
    /\/releases\/\d+\/assets/.test(request.url)
      ? real.request(request).then((answer) => ({
          ...answer,
          body: Buffer.from(
            Buffer.from(answer.body)
              .toString()
              .replace(/"digest":"[^"]+"/g, '"digest":null'),
          ),
        }))
      : undefined
  const inputs = { files: 'a.tar.gz', 'checksums-file': 'none', token: token(server) }
  expect(await codesOf(fetchIn(world(server, undigested), inputs))).toEqual(['E_FETCH_UNPROVEN'])
})

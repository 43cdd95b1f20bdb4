import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { HttpFailure, type HttpResponse } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { type Digest, digestOf, parseDigest, refuse, unwrap } from '@slipway/kernel'
import { type Descriptor, mediaTypes, parseManifest, parseRepository } from '@slipway/oci'
import fc from 'fast-check'
import { findStatement, type ReferrerReader, type Search } from './find.ts'
import { type Extension, readIdentity } from './identity.ts'
import { requestIdentityToken } from './identity-token.ts'
import { parsePolicy } from './policy.ts'
import { bundleType, signStatement } from './sign.ts'
import { parseSigningConfig } from './signing-config.ts'
import { openPublic, openSigstore, type Sigstore } from './sigstore.ts'
import { parseStatement, renderStatement } from './statement.ts'
import { parseTrustedRoot } from './trusted-root.ts'
import { judgeBundle, loadVerifying, verifySignature } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const url = 'https://tuf-repo-cdn.sigstore.dev'

/** The public instance's root as the library brings it along, and a bundle that it vouches for: npm's attestation of sigstore 2.0.0. */
type Seeds = Readonly<Record<string, { readonly targets: Readonly<Record<string, string>> }>>
const seeds = createRequire(import.meta.url)('@sigstore/tuf/seeds.json') as Seeds
const publicRoot = Buffer.from(seeds[url]?.targets['trusted_root.json'] ?? '', 'base64').toString('utf8')
const genuine = readFileSync(join(import.meta.dirname, 'testing/sigstore-2.0.0.provenance.json'))
const subject = unwrap(
  parseDigest('sha512:46d4e2f74c4877316640000a6fdf8a8b59f1e0847667973e9859f774dd31b8f1e0937813b777fb66a2ac67d50540fe34640966eee9fc2ccca387082b4c85cd3c'),
)
const predicateType = 'https://slsa.dev/provenance/v1'
const workflow = 'sigstore/sigstore-js/.github/workflows/release.yml'
const policy = unwrap(
  parsePolicy({ signers: ['octo/x/.github/workflows/x.yml', workflow], repository: 'sigstore/sigstore-js', defaultBranch: 'main', triggers: ['push'] }),
)
const wanted = { policy, predicateType, subject, accept: () => undefined }
const trust = async () => unwrap(await parseTrustedRoot(publicRoot, 'root'))
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

describe('statements', () => {
  const digests = fc.oneof(
    fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}` as Digest),
    fc.stringMatching(/^[0-9a-f]{128}$/).map((hex) => `sha512:${hex}` as Digest),
  )
  const statements = fc.record({
    subjects: fc.array(fc.record({ name: fc.string(), digest: digests }), { minLength: 1, maxLength: 3 }),
    predicateType: fc.string({ minLength: 1 }),
    predicate: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  })

  test('come back as they were', () => {
    fc.assert(fc.property(statements, (statement) => expect(parseStatement(renderStatement(statement))).toEqual({ ok: true, value: statement })))
  })

  test('are read from anything without falling over', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => expect(typeof parseStatement(text).ok).toBe('boolean')))
  })

  test.each([
    ['{', 'no JSON object'],
    ['[]', 'no JSON object'],
    ['{"_type":"https://in-toto.io/Statement/v0.1"}', 'has the type'],
    ['{"_type":"https://in-toto.io/Statement/v1","predicateType":"x"}', 'no subjects'],
    ['{"_type":"https://in-toto.io/Statement/v1","predicateType":"x","subject":[]}', 'no subjects'],
    ['{"_type":"https://in-toto.io/Statement/v1","predicateType":"x","subject":[null]}', 'no subjects'],
    ['{"_type":"https://in-toto.io/Statement/v1","predicateType":"","subject":[{}]}', 'no predicateType'],
  ])('%s is refused', (text, message) => {
    expect(parseStatement(text)).toMatchObject({ ok: false, error: { code: 'E_ATTEST_STATEMENT', message: expect.stringContaining(message) } })
  })
})

describe('identities', () => {
  const arc = '1.3.6.1.4.1.57264.1'
  const raw = (number: number, text: string): Extension => ({ oid: `${arc}.${number}`, value: encode(text) })
  const der = (number: number, text: string): Extension => {
    const bytes = encode(text)
    const length = bytes.length < 128 ? [bytes.length] : bytes.length < 256 ? [0x81, bytes.length] : [0x82, bytes.length >> 8, bytes.length & 255]
    return { oid: `${arc}.${number}`, value: Uint8Array.from([0x0c, ...length, ...bytes]) }
  }
  const uri = 'https://github.com/octo/slipway/.github/workflows/builder.yml@refs/tags/v1'
  const old = [raw(1, 'https://issuer'), raw(2, 'push'), raw(3, 'abc'), raw(5, 'octo/microvm'), raw(6, 'refs/heads/main')]
  const now = [der(8, 'https://issuer'), der(9, uri), der(12, 'https://github.com/octo/microvm'), der(14, 'refs/heads/main'), der(20, 'push')]
  const read = (extensions: readonly Extension[], name: string | undefined = uri) => readIdentity(name, extensions, 'https://github.com')

  test.each([
    ['the deprecated extensions', old],
    ['the current ones', now],
    ['both, of which the current count', [...old.filter(({ oid }) => !oid.endsWith('.2')), raw(2, 'pull_request'), ...now]],
  ])('are read from %s', (_, extensions) => {
    const main = { issuer: 'https://issuer', signer: uri, sourceRepository: 'https://github.com/octo/microvm', sourceRef: 'refs/heads/main', trigger: 'push' }
    expect(read(extensions)).toMatchObject({ ok: true, value: main })
  })

  test('whose texts are of any length', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 2000 }), (part, times) => {
        const text = part.repeat(times).slice(0, 60_000)
        const extensions = [...now.slice(0, 4), der(20, text)]
        if (encode(text).length > 65_535) return
        expect(read(extensions)).toMatchObject({ ok: true, value: { trigger: new TextDecoder().decode(encode(text)) } })
      }),
    )
  })

  test.each<[string, readonly Extension[], string, string?]>([
    ['nothing', [], 'does not say: issuer, sourceRepository, sourceRef, trigger'],
    ['no event', now.slice(0, 4), 'does not say: trigger'],
    ['an empty event', [...now.slice(0, 4), der(20, '')], 'does not say: trigger'],
    ['an extension twice', [...now, der(20, 'release')], 'the extension for trigger twice'],
    ['raw text where DER belongs', [...now.slice(0, 4), raw(20, 'push')], 'for trigger that is no text'],
    ['a wrong length', [...now.slice(0, 4), { oid: `${arc}.20`, value: Uint8Array.from([0x0c, 9, 1]) }], 'for trigger that is no text'],
    ['an endless length', [...now.slice(0, 4), { oid: `${arc}.20`, value: Uint8Array.from([0x0c, 0x80, 1, 0, 0]) }], 'for trigger that is no text'],
    ['bytes that are no UTF-8', [...now.slice(0, 4), { oid: `${arc}.20`, value: Uint8Array.from([0x0c, 1, 0xff]) }], 'for trigger that is no text'],
    ['nobody', now, 'names nobody', ''],
    ['two builders', now, 'but says that', `${uri}0`],
  ])('that hold %s are refused', (_, extensions, message, name = uri) => {
    expect(read(extensions, name)).toMatchObject({ ok: false, error: { code: 'E_ATTEST_IDENTITY', message: expect.stringContaining(message) } })
  })
})

test('a policy is refused with all its mistakes', () => {
  const found = parsePolicy({ signers: ['builder.yml', `${workflow}@v1`], repository: 'x', defaultBranch: '', triggers: [], issuer: 'x', server: 'https://h/' })
  expect(found).toMatchObject({ ok: false })
  expect(found.ok ? [] : found.error.map(({ code }) => code)).toEqual(Array(7).fill('E_ATTEST_POLICY'))
  expect(parsePolicy({ signers: [], repository: 'o/n', defaultBranch: 'main', triggers: ['push'] })).toMatchObject({
    ok: false,
    error: [{ message: 'no signer is named' }],
  })
})

describe('a trusted root', () => {
  test('of the public instance is usable', async () => {
    expect(await trust()).toMatchObject({ logEntries: 1, certificateLogEntries: 1 })
  })

  type Root = Record<string, ReturnType<typeof JSON.parse>>
  test.each<[string, (root: Root) => void, readonly string[]]>([
    ['another media type', (root) => void (root['mediaType'] = 'application/json'), ['has the media type']],
    ['no authority', (root) => void (root['certificateAuthorities'] = []), ['certificateAuthorities']],
    ['nobody who knows the time', (root) => void Object.assign(root, { tlogs: [], timestampAuthorities: [] }), ['neither a transparency log']],
    ['an empty chain', ({ certificateAuthorities: [first] }) => void (first.certChain = {}), ['certificateAuthorities[0] has no certificates']],
    [
      'a certificate and a key that are none',
      ({ certificateAuthorities, tlogs, ctlogs }) => {
        certificateAuthorities[1].certChain.certificates[0].rawBytes = 'AAAA'
        tlogs[0].publicKey.rawBytes = certificateAuthorities[0].certChain.certificates[0].rawBytes
        delete ctlogs[0].logId
      },
      ['certificateAuthorities[1].certChain.certificates[0] is no certificate', 'tlogs[0].publicKey', 'ctlogs[0] has no logId'],
    ],
    ['a log without an address', ({ tlogs }) => void delete tlogs[0].baseUrl, ['tlogs[0] has no baseUrl']],
    ['an impossible algorithm', ({ tlogs }) => void (tlogs[0].hashAlgorithm = 'MD4'), ['cannot be used']],
  ])('with %s is refused', async (_, change, messages) => {
    const root = JSON.parse(publicRoot) as Root
    change(root)
    const parsed = await parseTrustedRoot(JSON.stringify(root), 'root.json')
    expect(parsed).toMatchObject({
      ok: false,
      error: messages.map((message) => ({ code: 'E_ATTEST_TRUSTED_ROOT', message: expect.stringContaining(message), at: { file: 'root.json' } })),
    })
  })

  test.each(['', 'x', 'null', '[]', '{}'])('that is %j is refused', async (text) => {
    expect(await parseTrustedRoot(text, 'root.json')).toMatchObject({ ok: false })
  })
})

describe('a signing config', () => {
  const now = Date.parse('2026-06-01T00:00:00Z')
  const service = (at: string, majorApiVersion: number, start: string, end?: string) => ({ url: at, majorApiVersion, validFor: { start, end }, operator: 'o' })
  const config = {
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service('https://old.example', 1, '2020-01-01T00:00:00Z'), service('https://ca.example/', 1, '2025-01-01T00:00:00Z')],
    rekorTlogUrls: [
      service('https://log.example', 1, '2020-01-01T00:00:00Z'),
      service('https://log-v2.example', 2, '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
      service('https://future.example', 1, '2027-01-01T00:00:00Z'),
    ],
    tsaUrls: [service('https://tsa.example/api/v1/timestamp', 1, '2025-01-01T00:00:00Z')],
    rekorTlogConfig: { selector: 'ANY' },
    tsaConfig: { selector: 'EXACT', count: 1 },
  }
  const parse = (changes: object) => parseSigningConfig(JSON.stringify({ ...config, ...changes }), 'config.json', now)

  test.each<[string, object, object]>([
    ['of all that are valid now', {}, { authority: { url: 'https://ca.example', version: 1 }, log: { url: 'https://log.example', version: 1 } }],
    [
      'the newest API',
      { rekorTlogUrls: config.rekorTlogUrls.slice(0, 1).concat(service('https://l2.example', 2, '2024-01-01T00:00:00Z')) },
      { log: { version: 2 } },
    ],
    [
      'none of an API that is too new',
      { caUrls: [service('https://x.example', 2, '2020-01-01T00:00:00Z'), ...config.caUrls] },
      { authority: { url: 'https://ca.example' } },
    ],
    ['no log where none is asked for', { rekorTlogConfig: undefined }, { log: undefined, timestamps: { version: 1 } }],
    [
      'one on this machine in the clear',
      { caUrls: [service('http://127.0.0.1:8080', 1, '2020-01-01T00:00:00Z')] },
      { authority: { url: 'http://127.0.0.1:8080' } },
    ],
  ])('gives %s', (_, changes, services) => {
    expect(parse(changes)).toMatchObject({ ok: true, value: services })
  })

  test.each<[string, object, readonly string[]]>([
    ['version 0.1', { mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.1+json' }, ['has the media type']],
    ['nobody valid', { caUrls: [], rekorTlogUrls: config.rekorTlogUrls.slice(1), tsaUrls: {} }, ['https', 'caUrls', 'rekorTlogUrls', 'tsaUrls']],
    ['an address in the clear', { caUrls: [service('http://ca.example', 1, '2020-01-01T00:00:00Z')] }, ['no https address', 'no certificate authority']],
    ['no version', { tsaUrls: [{ url: 'https://x.example' }] }, ['no majorApiVersion', 'no timestamp authority']],
    ['more than one log', { rekorTlogConfig: { selector: 'EXACT', count: 2 } }, ['asks in rekorTlogConfig']],
    ['all logs', { rekorTlogConfig: { selector: 'ALL' } }, ['asks in rekorTlogConfig']],
    ['nobody who knows the time', { rekorTlogConfig: undefined, tsaConfig: undefined }, ['names nobody who says when']],
  ])('with %s is refused', (_, changes, messages) => {
    const found = parse(changes)
    expect(found.ok ? [] : found.error.map(({ message }) => message)).toEqual(messages.map((message) => expect.stringContaining(message)))
  })

  test('that is no JSON is refused', () => {
    expect(parseSigningConfig('<html>', 'config.json', now)).toMatchObject({ ok: false, error: [{ code: 'E_ATTEST_SIGNING_CONFIG' }] })
  })
})

describe('which instance', () => {
  const root = join(folder, 'root.json')
  writeFileSync(root, publicRoot)
  writeFileSync(join(folder, 'empty.json'), '{}')
  const fakes = (variables: Readonly<Record<string, string>>): Fakes => createFakes({ folder, variables })

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a config without a root', { COSIGN_SIGNING_CONFIG: root }, 'E_ATTEST_TRUSTED_ROOT'],
    ['a root that is not there', { COSIGN_TRUSTED_ROOT: join(folder, 'none.json') }, 'E_ATTEST_TRUSTED_ROOT'],
    ['a root that is none', { COSIGN_TRUSTED_ROOT: join(folder, 'empty.json') }, 'E_ATTEST_TRUSTED_ROOT'],
  ])('%s is refused', async (_, variables, code) => {
    await expect(openSigstore(fakes(variables).ports)).rejects.toMatchObject({
      name: 'Refusal',
      problems: expect.arrayContaining([expect.objectContaining({ code })]),
    })
  })

  test.each([
    ['that is not there', join(folder, 'none.json')],
    ['that is none', root],
  ])('a config %s is refused when something is to be signed', async (_, config) => {
    const sigstore = await openSigstore(fakes({ COSIGN_TRUSTED_ROOT: root, COSIGN_SIGNING_CONFIG: config }).ports)
    expect(await sigstore.trust()).toMatchObject({ logEntries: 1 })
    const problem = expect.objectContaining({ code: 'E_ATTEST_SIGNING_CONFIG' })
    await expect(sigstore.services()).rejects.toMatchObject({ name: 'Refusal', problems: expect.arrayContaining([problem]) })
  })

  test('a root alone is enough to verify, not to sign', async () => {
    const sigstore = await openSigstore(fakes({ COSIGN_TRUSTED_ROOT: root }).ports)
    expect(await sigstore.trust()).toMatchObject({ logEntries: 1 })
    expect(sigstore.isPublic).toBe(false)
    await expect(sigstore.services()).rejects.toMatchObject({ problems: [{ code: 'E_ATTEST_SIGNING_CONFIG' }] })
  })

  test('the public one is asked when it is needed, and once', async () => {
    expect(await openSigstore(fakes({}).ports)).toMatchObject({ isPublic: true })
    const asked: string[] = []
    const targets = { getTarget: async (name: string) => (asked.push(name), publicRoot) }
    let started = 0
    const sigstore = openPublic(fakes({}).ports, async () => ((started += 1), targets))
    expect(started).toBe(0)
    await Promise.all([sigstore.trust(), sigstore.trust()])
    expect([started, asked]).toEqual([1, ['trusted_root.json']])
    await expect(sigstore.services()).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ code: 'E_ATTEST_SIGNING_CONFIG' })]),
    })
  })

  test('the public one that cannot be reached is a refusal that says what else there is', async () => {
    const cause = new Error('connect ECONNREFUSED')
    const sigstore = openPublic(fakes({}).ports, async () => Promise.reject(new Error('error refreshing TUF metadata', { cause })))
    const problem = { code: 'E_ATTEST_TUF', message: expect.stringContaining('ECONNREFUSED'), cure: expect.stringContaining('COSIGN_TRUSTED_ROOT') }
    await expect(sigstore.trust()).rejects.toMatchObject({ problems: [problem] })
  })
})

describe('identity tokens', () => {
  const variables = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/idtoken?api-version=2.0', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer' }
  const tokenOf = (claims: object): string => ['{}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.')
  const answer = (value: unknown): Partial<HttpResponse> => ({ status: 200, body: encode({ value }) })
  const given = tokenOf({ sub: 'repo:o/n:ref:refs/heads/main', repository_visibility: 'private' })

  test('are asked for with the audience, repeated when that may help, and masked', async () => {
    const answers: Partial<HttpResponse>[] = [{ status: 503 }, { status: 429 }, answer(given)]
    const fakes = createFakes({ folder, variables, http: () => answers.shift() ?? {} })
    expect(await requestIdentityToken(fakes.ports)).toEqual({ text: given, visibility: 'private' })
    expect(fakes.requests.map((request) => request.url)).toEqual(Array(3).fill('https://runner.example/idtoken?api-version=2.0&audience=sigstore'))
    expect(fakes.requests[0]?.headers).toMatchObject({ authorization: 'Bearer bearer' })
    expect(fakes.masked).toEqual(['bearer', given])
  })

  test.each<[string, Readonly<Record<string, string>>, (() => Partial<HttpResponse>) | HttpFailure, string, RegExp]>([
    ['without the permission', {}, () => ({}), 'E_ATTEST_NO_TOKEN', /id-token: write/],
    ['with a broken address', { ...variables, ACTIONS_ID_TOKEN_REQUEST_URL: 'x' }, () => ({}), 'E_ATTEST_NO_TOKEN', /id-token: write/],
    ['when the answer is no', variables, () => ({ status: 403 }), 'E_ATTEST_TOKEN', /permissions/],
    ['when the server is ill', variables, () => ({ status: 500 }), 'E_ATTEST_TOKEN', /later/],
    ['when a web page answers', variables, () => ({ status: 200, body: encode('<html>') }), 'E_ATTEST_TOKEN', /job still runs/],
    ['when there is no value', variables, () => answer(undefined), 'E_ATTEST_TOKEN', /job still runs/],
    ['when the value is no token', variables, () => answer('a.b.c'), 'E_ATTEST_TOKEN', /job still runs/],
    ['when nobody answers', variables, new HttpFailure('refused', false, 'GET to runner.example failed'), 'E_ATTEST_TOKEN', /later/],
  ])('%s there are none', async (_, environment, outcome, code, cure) => {
    const http = (): Partial<HttpResponse> => {
      if (outcome instanceof HttpFailure) throw outcome
      return outcome()
    }
    const fakes = createFakes({ folder, variables: environment, http })
    await expect(requestIdentityToken(fakes.ports)).rejects.toMatchObject({ name: 'Refusal', problems: [{ code, cure: expect.stringMatching(cure) }] })
  })

  test('of a private repository do not go to the public instance', async () => {
    const fakes = createFakes({ folder, variables, http: () => answer(given) })
    const sigstore = openPublic(fakes.ports, async () => Promise.reject(new Error('nothing may be asked')))
    const statement = { subjects: [], predicateType, predicate: {} }
    await expect(signStatement(fakes.ports, sigstore, statement)).rejects.toMatchObject({ problems: [{ code: 'E_ATTEST_PRIVATE' }] })
    // A public one goes on to where it is to be signed.
    const open = createFakes({ folder, variables, http: () => answer(tokenOf({ sub: 'x', repository_visibility: 'public' })) })
    await expect(signStatement(open.ports, sigstore, statement)).rejects.toMatchObject({ problems: [{ code: 'E_ATTEST_TUF' }] })
  })
})

describe('a genuine bundle', () => {
  const judge = async (changes: Partial<typeof wanted> & { readonly bytes?: Uint8Array } = {}) =>
    judgeBundle(await loadVerifying(), changes.bytes ?? genuine, await trust(), { ...wanted, ...changes })

  test('counts, and names its signer', async () => {
    expect(await judge()).toMatchObject({
      ok: true,
      value: {
        signer: {
          issuer: 'https://token.actions.githubusercontent.com',
          signer: `https://github.com/${workflow}@refs/heads/main`,
          sourceRepository: 'https://github.com/sigstore/sigstore-js',
          sourceRef: 'refs/heads/main',
          trigger: 'push',
          runner: 'github-hosted',
          run: 'https://github.com/sigstore/sigstore-js/actions/runs/5904696764/attempts/1',
        },
      },
    })
  })

  test('does not count for others', async () => {
    expect(await judge({ policy: { ...policy, signers: ['octo/x/.github/workflows/x.yml'] } })).toMatchObject({ error: [{ code: 'E_ATTEST_SIGNER' }] })
    expect(await judge({ subject: digestOf('x') })).toMatchObject({ error: [{ code: 'E_ATTEST_SUBJECT' }] })
  })

  test('does not survive any change of what is signed or of its witnesses', async () => {
    const library = await loadVerifying()
    const root = await trust()
    const text = genuine.toString('utf8')
    // Base64 of what counts: each changed character makes it another payload, signature, certificate, entry or proof.
    const fields = ['payload', 'sig', 'signedEntryTimestamp', 'canonicalizedBody', 'keyId'].flatMap((name) => {
      const start = text.indexOf(`"${name}":`) + name.length + 3
      const from = text.indexOf('"', start) + 1
      return [{ from, to: text.indexOf('"', from) - 4 }]
    })
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.nat(), ({ from, to }, offset) => {
        const at = from + (offset % (to - from))
        const other = text[at] === 'A' ? 'Q' : 'A'
        const changed = Buffer.from(text.slice(0, at) + other + text.slice(at + 1))
        expect(verifySignature(library, changed, root).ok).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})

describe('looking for a statement', () => {
  const repository = unwrap(parseRepository('ghcr.io/octo/builder'))
  type Attached = { readonly descriptor: Partial<Descriptor>; readonly layer?: Uint8Array | 'gone' | 'index' | 'huge' }

  /** A registry that lists what is given, and counts what is read. */
  function registryOf(attached: readonly Attached[]): { readonly registry: ReferrerReader; readonly read: string[] } {
    const read: string[] = []
    const entries = attached.map(({ descriptor, layer = genuine }, position) => {
      const bytes = typeof layer === 'string' ? encode(layer) : layer
      const size = layer === 'huge' ? 2 ** 30 : bytes.length
      const layers = [{ mediaType: bundleType, digest: digestOf(bytes), size }]
      const config = { mediaType: mediaTypes.empty, digest: digestOf('{}'), size: 2 }
      const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] }
      const image = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers, annotations: { position: String(position) } }
      const manifest = encode(layer === 'index' ? index : image)
      return { listed: { mediaType: mediaTypes.manifest, digest: digestOf(manifest), size: manifest.length, ...descriptor }, manifest, bytes, layer }
    })
    const registry: ReferrerReader = {
      readReferrers: async () => entries.map(({ listed }) => listed),
      readManifest: async ({ digest }) => {
        const found = entries.find(({ listed }) => listed.digest === digest)
        read.push(String(entries.findIndex(({ listed }) => listed.digest === digest)))
        return found && unwrap(parseManifest(found.manifest))
      },
      readBlob: async (_, { digest }) => {
        const found = entries.find(({ bytes }) => digestOf(bytes) === digest)
        if (found === undefined || found.layer === 'gone') throw refuse({ code: 'E_REGISTRY_NOT_FOUND', message: 'it is gone' })
        return found.bytes
      },
    }
    return { registry, read }
  }
  const sigstore: Sigstore = { name: 'x', isPublic: true, trust, services: async () => Promise.reject(new Error('not asked for')) }
  const search: Search = { sigstore, policy, predicateType, accept: () => undefined }
  const find = (registry: ReferrerReader, changes: Partial<Search> = {}) => findStatement(registry, repository, subject, { ...search, ...changes })
  const created = (year: number): Partial<Descriptor> => ({ annotations: { 'org.opencontainers.image.created': `${year}-01-01T00:00:00Z` } })

  test('goes on past what cannot be read', async () => {
    const { registry } = registryOf([
      { descriptor: {}, layer: 'gone' },
      { descriptor: {}, layer: 'index' },
      { descriptor: {}, layer: 'huge' },
      { descriptor: {}, layer: encode('{') },
      { descriptor: {} },
    ])
    expect(await find(registry)).toMatchObject({ ok: true, signer: { trigger: 'push' } })
    const without = registryOf([
      { descriptor: {}, layer: 'gone' },
      { descriptor: {}, layer: 'index' },
      { descriptor: {}, layer: 'huge' },
    ])
    const found = await find(without.registry)
    expect(found).toMatchObject({ ok: false, problems: [{ code: 'E_REGISTRY_NOT_FOUND' }, { code: 'E_ATTEST_BUNDLE' }, { code: 'E_ATTEST_BUNDLE' }] })
    const told = found.ok ? [] : found.problems
    expect(told.every(({ at }) => at?.file?.startsWith('ghcr.io/octo/builder@sha256:'))).toBe(true)
  })

  test('reads the newest first, and nothing of another type', async () => {
    const other = { annotations: { 'dev.sigstore.bundle.predicateType': 'https://spdx.dev/Document' } }
    const { registry, read } = registryOf([
      { descriptor: created(2024), layer: encode('{') },
      { descriptor: other },
      { descriptor: { artifactType: 'application/x' } },
      { descriptor: created(2026), layer: encode('[') },
      { descriptor: created(2025) },
    ])
    expect(await find(registry)).toMatchObject({ ok: true })
    expect(read).toEqual(['3', '4'])
  })

  test('asks nobody for trust where nothing is attached', async () => {
    const asked = { ...sigstore, trust: async () => Promise.reject(new Error('not asked for')) }
    expect(await find(registryOf([]).registry, { sigstore: asked })).toMatchObject({ ok: false, problems: [{ code: 'E_ATTEST_NONE' }] })
  })

  test('stops after many', async () => {
    const { registry, read } = registryOf(Array.from({ length: 40 }, () => ({ descriptor: {}, layer: encode('{') })))
    const found = await find(registry)
    expect(read).toHaveLength(32)
    expect(found.ok ? [] : found.problems.at(-1)).toMatchObject({ code: 'E_ATTEST_MANY' })
  })

  test('fails where the list or the trust cannot be had', async () => {
    const listless = { ...registryOf([]).registry, readReferrers: async () => Promise.reject(refuse({ code: 'E_REGISTRY_DENIED', message: 'no' })) }
    await expect(find(listless)).rejects.toMatchObject({ problems: [{ code: 'E_REGISTRY_DENIED' }] })
    const trustless = { ...sigstore, trust: async () => Promise.reject(refuse({ code: 'E_ATTEST_TUF', message: 'no' })) }
    await expect(find(registryOf([{ descriptor: {} }]).registry, { sigstore: trustless })).rejects.toMatchObject({ problems: [{ code: 'E_ATTEST_TUF' }] })
  })
})

describe('what is loaded', () => {
  /** The packages that a program has loaded at its end. */
  function packagesOf(program: string): readonly string[] {
    const list = `const names = Object.keys(require.cache).flatMap((file) => /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1] ?? [])
      console.log(JSON.stringify([...new Set(names)].sort()))`
    const source = `import { createRequire } from 'node:module'
      const require = createRequire(import.meta.url)
      ${program}
      ${list}`
    const args = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', source]
    return JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: 'utf8' })) as readonly string[]
  }

  test('nothing of Sigstore with the room, and nothing for signing to verify', () => {
    expect(packagesOf(`await import('@slipway/attest')`).filter((name) => name.startsWith('@sigstore/'))).toEqual([])
    const verified = packagesOf(`
      const { loadVerifying } = await import('./verify.ts')
      const { parseTrustedRoot } = await import('./trusted-root.ts')
      await Promise.all([loadVerifying(), parseTrustedRoot(${JSON.stringify(publicRoot)}, 'root')])`)
    expect(verified).toEqual(['@sigstore/bundle', '@sigstore/core', '@sigstore/protobuf-specs', '@sigstore/verify'])
  })
})

import { createPublicKey, generateKeyPairSync, type JsonWebKey, verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import {
  type Bundle,
  bundleType,
  type Finding,
  findStatement,
  openSigstore,
  parsePolicy,
  publishBundle,
  type ReferrerReader,
  type Search,
  type Sigstore,
  type Statement,
  signStatement,
} from '@slipway/attest'
import { createHttp, type Ports } from '@slipway/host'
import { createFakes } from '@slipway/host/fakes'
import { type Digest, digestOf, type Problem, unwrap } from '@slipway/kernel'
import { buildArtifact, type Descriptor, mediaTypes, parseManifest, parseRepository, referrersTag } from '@slipway/oci'
import { createRegistry, type Registry } from '@slipway/registry'
import type { Leg } from '@slipway/workflows'
import { createSupervisor } from '../process/index.ts'
import { startRegistry } from '../registry/index.ts'
import { type LabOptions, startLab } from '../rehearsal/index.ts'
import { type SigningJob, type SigstoreServer, signingJobOf, startSigstore } from './index.ts'

// Real programs and real cryptography: on a busy machine each step takes its time.
jest.setTimeout(60_000)

const folder = mkdtempSync(join(tmpdir(), 'sigstore-test-'))
const real = createHttp({ env: {}, userAgent: 'slipway-test', signal: new AbortController().signal })

const predicateType = 'https://slipway.dev/builder/v1'
const key = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00'
const subject: Descriptor = { mediaType: mediaTypes.index, digest: digestOf('image'), size: 5 }
const repository = unwrap(parseRepository('ghcr.io/octo/microvm-builder'))
const builder = 'octo-org/slipway/.github/workflows/builder-make.yml'
const commit = '0123456789abcdef0123456789abcdef01234567'
const policy = unwrap(
  parsePolicy({ signers: [builder], repository: 'octo/microvm', defaultBranch: 'main', triggers: ['push', 'workflow_dispatch', 'schedule', 'release'] }),
)

const good: SigningJob = {
  repository: 'octo/microvm',
  ref: 'refs/heads/main',
  sha: commit,
  event: 'push',
  actor: 'octocat',
  runId: '17',
  runNumber: '3',
  runAttempt: '1',
  workflow: 'ci',
  workflowRef: 'octo/microvm/.github/workflows/ci.yml@refs/heads/main',
  jobWorkflowRef: `${builder}@refs/tags/v1`,
  jobWorkflowSha: commit,
  headRef: '',
  baseRef: '',
  environment: '',
  visibility: 'public',
  runner: 'github-hosted',
}

function statementOf(changes: { readonly key?: string; readonly digest?: Digest; readonly predicateType?: string } = {}): Statement {
  const { digest = subject.digest } = changes
  return {
    subjects: [{ name: 'ghcr.io/octo/microvm-builder', digest }],
    predicateType: changes.predicateType ?? predicateType,
    predicate: { key: changes.key ?? key },
  }
}

const accept = (predicate: unknown): Problem | undefined => {
  const said = (predicate as { readonly key?: unknown } | null)?.key
  return said === key ? undefined : { code: 'E_TEST_KEY', message: `it is about the key ${String(said)}` }
}

type Actor = { readonly ports: Ports; readonly masked: readonly string[] }

/** The ports of a job that the server knows; without a job, of one that may not ask for tokens. */
function actorOf(server: Pick<SigstoreServer, 'admit' | 'environment'>, job?: SigningJob): Actor {
  const request = job === undefined ? undefined : server.admit(job)
  const token = request && { ACTIONS_ID_TOKEN_REQUEST_URL: request.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: request.token }
  const variables = { ...server.environment, ...token }
  return createFakes({ folder, variables, http: (asked) => real.request(asked), now: Date.now() })
}

/** What is attached to an image, in memory. */
function attachments(): ReferrerReader & Pick<Registry, 'pushReferrer'> & { readonly attach: (bytes: Uint8Array) => Promise<void> } {
  const manifests = new Map<Digest, Uint8Array>()
  const blobs = new Map<Digest, Uint8Array>()
  const listed: Descriptor[] = []
  const store = {
    readReferrers: async (_: unknown, digest: Digest, artifactType?: string) =>
      digest === subject.digest ? listed.filter((descriptor) => descriptor.artifactType === artifactType) : [],
    readManifest: async ({ digest }: { digest?: Digest }) => {
      const bytes = manifests.get(digest ?? subject.digest)
      return bytes && unwrap(parseManifest(bytes, mediaTypes.manifest))
    },
    readBlob: async (_: unknown, { digest }: Descriptor) => blobs.get(digest) ?? new Uint8Array(),
    pushReferrer: async (_: unknown, artifact: Parameters<Registry['pushReferrer']>[1]) => {
      const { bytes, mediaType } = artifact.layer
      blobs.set(digestOf(bytes), bytes)
      const layers = [{ mediaType, digest: digestOf(bytes), size: bytes.length }]
      const config = { mediaType: mediaTypes.empty, digest: digestOf('{}'), size: 2 }
      const { artifactType, annotations } = artifact
      const document = { schemaVersion: 2, mediaType: mediaTypes.manifest, artifactType, config, layers, subject: artifact.subject, annotations }
      const manifest = Buffer.from(JSON.stringify(document))
      const descriptor = {
        mediaType: mediaTypes.manifest,
        digest: digestOf(manifest),
        size: manifest.length,
        artifactType,
        ...(annotations && { annotations }),
      }
      manifests.set(descriptor.digest, manifest)
      listed.push(descriptor)
      return descriptor
    },
  }
  return {
    ...store,
    attach: async (bytes) => void (await store.pushReferrer(repository, { subject, artifactType: bundleType, layer: { mediaType: bundleType, bytes } })),
  }
}

let server: SigstoreServer
let sigstore: Sigstore
beforeAll(async () => {
  server = await startSigstore({ folder: join(folder, 'main') })
  sigstore = await openSigstore(actorOf(server).ports)
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const sign = (job: SigningJob = good, statement = statementOf()): Promise<Bundle> => signStatement(actorOf(server, job).ports, sigstore, statement)

async function find(bundles: readonly (Bundle | Uint8Array)[], changes: Partial<Search> = {}): Promise<Finding> {
  const store = attachments()
  for (const bundle of bundles) await store.attach('bytes' in bundle ? bundle.bytes : bundle)
  return findStatement(store, repository, subject.digest, { sigstore, policy, predicateType, accept, ...changes })
}

/** A document to be broken at any depth. */
type Parsed = Record<string, ReturnType<typeof JSON.parse>>

/** The bundle with its document changed. */
function altered(bundle: Bundle, change: (document: Parsed) => void): Uint8Array {
  const document = JSON.parse(Buffer.from(bundle.bytes).toString('utf8')) as Parsed
  change(document)
  return Buffer.from(JSON.stringify(document))
}

const codesOf = (finding: Finding): readonly string[] => (finding.ok ? ['accepted'] : finding.problems.map(({ code }) => code))

describe('a statement that counts', () => {
  test('is signed, published, found, and says who signed', async () => {
    const store = attachments()
    const actor = actorOf(server, good)
    const bundle = await signStatement(actor.ports, sigstore, statementOf())
    await publishBundle(store, repository, subject, bundle, predicateType)
    const finding = await findStatement(store, repository, subject.digest, { sigstore, policy, predicateType, accept })
    expect(finding).toEqual({
      ok: true,
      statement: statementOf(),
      signer: {
        issuer: 'https://token.actions.githubusercontent.com',
        signer: `https://github.com/${builder}@refs/tags/v1`,
        sourceRepository: 'https://github.com/octo/microvm',
        sourceRef: 'refs/heads/main',
        sourceCommit: commit,
        trigger: 'push',
        runner: 'github-hosted',
        run: 'https://github.com/octo/microvm/actions/runs/17/attempts/1',
      },
    })
    const [listed] = await store.readReferrers(repository, subject.digest, bundleType)
    expect(listed?.annotations).toEqual({
      'org.opencontainers.image.created': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': predicateType,
    })
    // The bearer and the token itself never reach a log.
    expect(actor.masked).toHaveLength(2)
  })

  test.each<[string, Partial<SigningJob>]>([
    ['of a tag', { ref: 'refs/tags/v2.0.0' }],
    ['of a signer at a full commit', { jobWorkflowRef: `${builder}@${commit}` }],
    ['of a signer on its main branch', { jobWorkflowRef: `${builder}@refs/heads/main` }],
    ['of a dispatched run', { event: 'workflow_dispatch' }],
    ['of a caller that spells the owner otherwise', { jobWorkflowRef: `Octo-Org/Slipway/.github/workflows/builder-make.yml@refs/tags/v1` }],
    ['of a self-hosted runner', { runner: 'self-hosted' }],
  ])('%s', async (_, changes) => {
    expect(codesOf(await find([await sign({ ...good, ...changes })]))).toEqual(['accepted'])
  })

  test('among others that do not count', async () => {
    const [ours, strange] = [await sign(), await sign({ ...good, event: 'pull_request', ref: 'refs/pull/7/merge' })]
    const garbage = Buffer.from('{"mediaType":')
    expect(codesOf(await find([strange, garbage, ours, strange]))).toEqual(['accepted'])
  })
})

describe('a statement that does not count', () => {
  test.each<[string, Partial<SigningJob>, readonly string[]]>([
    ['of another workflow', { jobWorkflowRef: 'octo-org/slipway/.github/workflows/other.yml@refs/tags/v1' }, ['E_ATTEST_SIGNER']],
    ['of another repository’s workflow', { jobWorkflowRef: 'evil/slipway/.github/workflows/builder-make.yml@refs/tags/v1' }, ['E_ATTEST_SIGNER']],
    ['of a workflow whose path begins alike', { jobWorkflowRef: `${builder.replace('.yml', '.yml.yml')}@refs/tags/v1` }, ['E_ATTEST_SIGNER']],
    ['of a signer on another branch', { jobWorkflowRef: `${builder}@refs/heads/feature` }, ['E_ATTEST_SIGNER_REF']],
    ['of a signer in a pull request', { jobWorkflowRef: `${builder}@refs/pull/3/merge` }, ['E_ATTEST_SIGNER_REF']],
    ['of a signer at a short commit', { jobWorkflowRef: `${builder}@${commit.slice(0, 12)}` }, ['E_ATTEST_SIGNER_REF']],
    ['of another repository’s run', { repository: 'evil/microvm' }, ['E_ATTEST_REPOSITORY']],
    ['of another branch', { ref: 'refs/heads/feature' }, ['E_ATTEST_SOURCE_REF']],
    ['of a pull request', { ref: 'refs/pull/7/merge', event: 'pull_request' }, ['E_ATTEST_SOURCE_REF', 'E_ATTEST_TRIGGER']],
    ['of a pull request that runs on main', { event: 'pull_request_target' }, ['E_ATTEST_TRIGGER']],
    [
      'wrong in everything',
      { repository: 'evil/x', ref: 'refs/heads/x', event: 'issues', jobWorkflowRef: 'evil/x/.github/workflows/x.yml@refs/heads/x' },
      ['E_ATTEST_SIGNER', 'E_ATTEST_REPOSITORY', 'E_ATTEST_SOURCE_REF', 'E_ATTEST_TRIGGER'],
    ],
  ])('%s', async (_, changes, codes) => {
    const finding = await find([await sign({ ...good, ...changes })])
    expect(codesOf(finding)).toEqual(codes)
    const told = finding.ok ? [] : finding.problems
    expect(told.every(({ cure, at }) => (cure ?? '') !== '' && at?.file?.startsWith('ghcr.io/octo/microvm-builder@sha256:'))).toBe(true)
  })

  test.each<[string, Parameters<typeof statementOf>[0], readonly string[]]>([
    ['about another image', { digest: digestOf('other') }, ['E_ATTEST_SUBJECT']],
    ['about another key', { key: 'feed' }, ['E_TEST_KEY']],
    ['about another image and key', { digest: digestOf('other'), key: 'feed' }, ['E_ATTEST_SUBJECT', 'E_TEST_KEY']],
    ['of another type', { predicateType: 'https://slsa.dev/provenance/v1' }, ['E_ATTEST_PREDICATE_TYPE']],
  ])('%s', async (_, changes, codes) => {
    expect(codesOf(await find([await sign(good, statementOf(changes))]))).toEqual(codes)
  })

  test('of another issuer than the policy names', async () => {
    const enterprise = { ...policy, issuer: 'https://ghes.example/_services/token' }
    expect(codesOf(await find([await sign()], { policy: enterprise }))).toEqual(['E_ATTEST_ISSUER'])
  })

  test.each<[string, (document: Parsed) => void, string]>([
    [
      'with a changed payload',
      ({ dsseEnvelope }) => {
        const payload = Buffer.from(dsseEnvelope.payload, 'base64').toString('utf8').replace(key, 'f'.repeat(40))
        dsseEnvelope.payload = Buffer.from(payload).toString('base64')
      },
      'E_ATTEST_LOG',
    ],
    ['with a changed type of payload', ({ dsseEnvelope }) => void (dsseEnvelope.payloadType = 'text/plain'), 'E_ATTEST_BUNDLE'],
    ['with a second signature', ({ dsseEnvelope }) => void dsseEnvelope.signatures.push(dsseEnvelope.signatures[0]), 'E_ATTEST_BUNDLE'],
    ['with no signature', ({ dsseEnvelope }) => void (dsseEnvelope.signatures = []), 'E_ATTEST_BUNDLE'],
    ['without the log', ({ verificationMaterial }) => void (verificationMaterial.tlogEntries = []), 'E_ATTEST_LOG'],
    [
      'without a time',
      ({ verificationMaterial }) => {
        delete verificationMaterial.timestampVerificationData
        for (const entry of verificationMaterial.tlogEntries) delete entry.inclusionPromise
      },
      'E_ATTEST_TIMESTAMP',
    ],
    [
      'with another time in the log',
      ({ verificationMaterial }) =>
        void (verificationMaterial.tlogEntries[0].integratedTime = String(Number(verificationMaterial.tlogEntries[0].integratedTime) - 60)),
      'E_ATTEST_',
    ],
    [
      'with a garbled timestamp',
      ({ verificationMaterial }) => void (verificationMaterial.timestampVerificationData.rfc3161Timestamps[0].signedTimestamp = 'AAAA'),
      'E_ATTEST_BUNDLE',
    ],
    ['with a garbled certificate', ({ verificationMaterial }) => void (verificationMaterial.certificate.rawBytes = 'AAAA'), 'E_ATTEST_BUNDLE'],
    [
      'with a key of its own',
      ({ verificationMaterial }) => {
        delete verificationMaterial.certificate
        verificationMaterial.publicKey = { hint: 'mine' }
      },
      'E_ATTEST_BUNDLE',
    ],
    ['with a flood of log entries', ({ verificationMaterial: m }) => void (m.tlogEntries = Array(9).fill(m.tlogEntries[0])), 'E_ATTEST_BUNDLE'],
    ['with an entry twice', ({ verificationMaterial: m }) => void (m.tlogEntries = Array(2).fill(m.tlogEntries[0])), 'E_ATTEST_'],
  ])('%s', async (_, change, code) => {
    const finding = await find([altered(await sign(), change)])
    expect(codesOf(finding)).toEqual([expect.stringMatching(new RegExp(`^${code}`))])
  })

  test('whose parts come from two signatures', async () => {
    const other = JSON.parse(Buffer.from((await sign()).bytes).toString('utf8'))
    const mixed = altered(await sign(), (document) => void (document['verificationMaterial'].certificate = other.verificationMaterial.certificate))
    expect(codesOf(await find([mixed]))).toEqual(['E_ATTEST_SIGNATURE'])
  })

  test.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['JSON that is no bundle', '{"mediaType":"application/json"}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['too much', ' '.repeat(1024 * 1024 + 1)],
  ])('that is %s', async (_, text) => {
    expect(codesOf(await find([Buffer.from(text)]))).toEqual(['E_ATTEST_BUNDLE'])
  })

  test('that is not there', async () => {
    expect(codesOf(await find([]))).toEqual(['E_ATTEST_NONE'])
  })

  test('of another instance, or whose certificate had expired', async () => {
    const certifiedAt = new Date(Date.now() - 3_600_000)
    await using late = await startSigstore({ folder: join(folder, 'late'), certifiedAt })
    const actor = actorOf(late, good)
    const instance = await openSigstore(actor.ports)
    // Signing proves what it made, so the proof is made to look elsewhere.
    await expect(signStatement(actor.ports, instance, statementOf())).rejects.toMatchObject({
      problems: [{ code: 'E_ATTEST_MISMATCH', message: expect.stringContaining('expired') }],
    })
    const unchecked = { ...instance, trust: sigstore.trust }
    await expect(signStatement(actor.ports, unchecked, statementOf())).rejects.toMatchObject({ problems: [{ code: 'E_ATTEST_MISMATCH' }] })
  })
})

describe('instances', () => {
  test.each([
    ['a log alone', { log: true, timestamps: false }],
    ['timestamps and a log', { log: true, timestamps: true }],
  ])('%s is enough', async (name, witnesses) => {
    await using instance = await startSigstore({ folder: join(folder, name), witnesses })
    const actor = actorOf(instance, good)
    const opened = await openSigstore(actor.ports)
    const bundle = await signStatement(actor.ports, opened, statementOf())
    expect(codesOf(await find([bundle], { sigstore: opened }))).toEqual(['accepted'])
    expect(codesOf(await find([bundle]))).toEqual([expect.stringMatching(/^E_ATTEST_(UNTRUSTED|TIMESTAMP)$/)])
    expect(instance.requests()).toEqual({ 'GET token': 1, 'POST certificate': 1, 'POST entry': 1, ...(witnesses.timestamps ? { 'POST timestamp': 1 } : {}) })
  })
})

test('a statement goes through a real registry, which has no Referrers API', async () => {
  await using supervisor = createSupervisor()
  await using running = await startRegistry({
    storage: join(folder, 'registry'),
    folder: join(folder, 'registry-run'),
    supervisor,
    authorize: (token) => (token === 'writer' ? 'write' : 'read'),
  })
  const at = unwrap(parseRepository(`${running.host}/octo/microvm-builder`))
  const actor = actorOf(server, good)
  const registry = createRegistry(actor.ports, { credential: { username: 'octocat', password: 'writer' } })
  const { manifest, blobs } = buildArtifact({ artifactType: 'application/x', layers: [{ mediaType: 'text/plain', bytes: Buffer.from('image') }] })
  for (const { bytes, descriptor } of blobs) await registry.putBlob(at, bytes, descriptor.mediaType)
  await registry.putManifest({ ...at, digest: manifest.digest }, manifest)
  const image = { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length }
  const search = { sigstore, policy, predicateType, accept }

  const publish = async (job: SigningJob): Promise<void> => {
    const bundle = await signStatement(actorOf(server, job).ports, sigstore, statementOf({ digest: image.digest }))
    await publishBundle(registry, at, image, bundle, predicateType)
    // Again, as a repeated job would.
    await publishBundle(registry, at, image, bundle, predicateType)
  }
  const reader = createRegistry(actor.ports)
  expect(codesOf(await findStatement(reader, at, image.digest, search))).toEqual(['E_ATTEST_NONE'])
  await publish({ ...good, event: 'pull_request', ref: 'refs/pull/7/merge' })
  expect(codesOf(await findStatement(reader, at, image.digest, search))).toEqual(['E_ATTEST_SOURCE_REF', 'E_ATTEST_TRIGGER'])
  await publish(good)
  expect(codesOf(await findStatement(reader, at, image.digest, search))).toEqual(['accepted'])
  const list = await reader.readManifest({ ...at, tag: referrersTag(image.digest) })
  expect(list?.kind === 'index' ? list.manifests.map(({ artifactType }) => artifactType) : []).toEqual([bundleType, bundleType])
})

describe('what is asked of the instance wrongly', () => {
  const post = (path: string, body: unknown): Promise<Response> => fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(body) })
  const tokenOf = async (job: SigningJob, audience?: string): Promise<string> => {
    const request = server.admit(job)
    const query = audience === undefined ? '' : `&audience=${audience}`
    const answer = await fetch(`${request.url}${query}`, { headers: { authorization: `Bearer ${request.token}` } })
    return ((await answer.json()) as { value: string }).value
  }
  const claimsOf = (token: string): Record<string, unknown> => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))

  test('tokens hold what GitHub documents, and go to their bearer only', async () => {
    const claims = claimsOf(await tokenOf({ ...good, environment: 'production' }))
    expect(claims).toMatchObject({ aud: 'https://github.com/octo', sub: 'repo:octo/microvm:environment:production', job_workflow_ref: good.jobWorkflowRef })
    expect(claimsOf(await tokenOf({ ...good, event: 'pull_request' }))).toMatchObject({ sub: 'repo:octo/microvm:pull_request' })
    const request = server.admit(good)
    for (const bearer of ['', 'x', server.admit(good).token]) {
      expect((await fetch(request.url, { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(401)
    }
  })

  test('the keys that its discovery names verify its tokens', async () => {
    const discovery = (await (await fetch(`${server.url}/.well-known/openid-configuration`)).json()) as { jwks_uri: string; issuer: string }
    expect(discovery.issuer).toBe('https://token.actions.githubusercontent.com')
    const { keys } = (await (await fetch(discovery.jwks_uri)).json()) as { keys: JsonWebKey[] }
    const [header = '', payload = '', signature = ''] = (await tokenOf(good)).split('.')
    const key = createPublicKey({ key: keys[0] as JsonWebKey, format: 'jwk' })
    expect(verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  test.each<[string, (token: string) => string, string | undefined, number, string]>([
    ['another audience', (token) => token, undefined, 401, 'is for https://github.com/octo'],
    [
      'a changed token',
      (token) => token.replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"root"}').toString('base64url')}.`),
      'sigstore',
      401,
      'not one of this issuer',
    ],
    ['no token', () => '', 'sigstore', 401, 'not one of this issuer'],
    ['no proof of the key', (token) => token, 'sigstore', 400, 'the challenge'],
  ])('no certificate for %s', async (_, change, audience, status, message) => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const content = publicKey.export({ format: 'pem', type: 'spki' })
    const token = change(await tokenOf(good, audience))
    const answer = await post('/api/v2/signingCert', {
      credentials: { oidcIdentityToken: token },
      publicKeyRequest: { publicKey: { content }, proofOfPossession: '' },
    })
    expect([answer.status, ((await answer.json()) as { message: string }).message]).toEqual([status, expect.stringContaining(message)])
  })

  test('no entry for what is not signed, or of another kind', async () => {
    const bundle = JSON.parse(Buffer.from((await sign()).bytes).toString('utf8'))
    const verifier = Buffer.from(new X509Certificate(Buffer.from(bundle.verificationMaterial.certificate.rawBytes, 'base64')).toString()).toString('base64')
    const entry = (payload: string) => ({
      kind: 'dsse',
      apiVersion: '0.0.1',
      spec: { proposedContent: { envelope: JSON.stringify({ ...bundle.dsseEnvelope, payload }), verifiers: [verifier] } },
    })
    expect((await post('/api/v1/log/entries', entry(bundle.dsseEnvelope.payload))).status).toBe(201)
    expect((await post('/api/v1/log/entries', entry('AAAA'))).status).toBe(400)
    expect((await post('/api/v1/log/entries', { ...entry(bundle.dsseEnvelope.payload), kind: 'rekord' })).status).toBe(400)
    expect((await post('/api/v1/timestamp', {})).status).toBe(400)
    expect((await fetch(`${server.url}/x`)).status).toBe(404)
  })
})

describe('a service that fails', () => {
  /** Stands before the instance: answers paths that `fails` names with 503, so often. */
  async function frontOf(fails: Readonly<Record<string, number>>, status = 503): Promise<AsyncDisposable & { readonly url: string; readonly asked: string[] }> {
    const left = new Map(Object.entries(fails))
    const asked: string[] = []
    const front = createServer((request, response) => {
      const path = request.url ?? ''
      asked.push(path)
      const more = left.get(path) ?? 0
      left.set(path, more - 1)
      if (more > 0) return void response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"a planted fault"}')
      const target = forward(`${server.url}${path}`, { method: request.method ?? 'GET', headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      request.pipe(target)
    })
    await new Promise<void>((done) => front.listen(0, '127.0.0.1', done))
    const { port } = front.address() as AddressInfo
    const stop = (): Promise<void> =>
      new Promise((done) => {
        front.close(() => done())
        front.closeAllConnections()
      })
    return { url: `http://127.0.0.1:${port}`, asked, [Symbol.asyncDispose]: stop }
  }
  const through = async (url: string): Promise<Sigstore> => {
    const services = { authority: { url, version: 1 }, log: { url, version: 1 }, timestamps: { url: `${url}/api/v1/timestamp`, version: 1 } }
    return { ...sigstore, services: async () => services }
  }

  test('is asked again', async () => {
    await using front = await frontOf({ '/api/v2/signingCert': 1, '/api/v1/log/entries': 1, '/api/v1/timestamp': 1 })
    const bundle = await signStatement(actorOf(server, good).ports, await through(front.url), statementOf())
    expect(codesOf(await find([bundle]))).toEqual(['accepted'])
    expect(front.asked).toHaveLength(6)
  })

  test.each([
    ['/api/v2/signingCert', 400, 'E_ATTEST_AUTHORITY', /certificate authority .+ a planted fault/, /identity tokens/],
    ['/api/v1/log/entries', 400, 'E_ATTEST_LOG', /transparency log .+ a planted fault/, /later/],
    ['/api/v1/timestamp', 400, 'E_ATTEST_TIMESTAMP', /timestamp authority .+ a planted fault/, /later/],
  ])('at %s with %d for good is a refusal', async (path, status, code, message, cure) => {
    await using front = await frontOf({ [path]: 99 }, status)
    const signing = signStatement(actorOf(server, good).ports, await through(front.url), statementOf())
    await expect(signing).rejects.toMatchObject({ problems: [{ code, message: expect.stringMatching(message), cure: expect.stringMatching(cure) }] })
  })
})

describe('the job of a leg', () => {
  const called = 'octo-org/slipway/.github/workflows/builder-make.yml'
  const github = {
    ref: 'refs/tags/v2',
    sha: commit,
    workflow: 'release',
    workflow_ref: 'octo/microvm/.github/workflows/release.yml@refs/tags/v2',
    actor: 'octocat',
  }
  const legOf = (file: string) => ({ source: { file, line: 3 }, event: { name: 'push', payload: {} }, github })

  test.each([
    ['.github/workflows/release.yml', 'octo/microvm/.github/workflows/release.yml@refs/tags/v2'],
    [`${called}@v1`, `${called}@refs/tags/v1`],
    [`${called}@1.2.3`, `${called}@refs/tags/1.2.3`],
    [`${called}@main`, `${called}@refs/heads/main`],
    [`${called}@refs/heads/x`, `${called}@refs/heads/x`],
    [`${called}@${commit}`, `${called}@${commit}`],
  ])('in %s is signed as %s', (file, ref) => {
    const job = signingJobOf(legOf(file), 'octo/microvm', 'refs/tags/v2', '17')
    expect(job).toMatchObject({ jobWorkflowRef: ref, workflowRef: github.workflow_ref, event: 'push', sha: commit, runId: '17', workflow: 'release' })
  })
})

describe('in a rehearsal', () => {
  const optionsOf = (name: string): LabOptions => ({
    cache: join(folder, 'cache'),
    scratch: join(folder, name),
    logs: join(folder, name),
    act: 'act',
    node: folder,
    tools: [],
    repositories: [{ owner: 'octo', name: 'microvm' }],
    faults: [],
    keep: () => true,
    environment: {},
  })
  const legOf = (access: 'write' | 'none'): Leg => ({
    path: 'builder/make/build',
    name: 'build',
    job: 'build',
    source: { file: `${builder}@v1`, line: 1 },
    runsOn: ['ubuntu-24.04'],
    permissions: { contents: 'read', 'id-token': access },
    timeoutMinutes: 360,
    matrix: null,
    document: {},
    event: { name: 'push', payload: {} },
    secrets: {},
    github: { ref: 'refs/heads/main', sha: commit, workflow: 'ci', workflow_ref: good.workflowRef, actor: 'octocat' },
  })

  test('a job with the permission signs, one without cannot, and the next rehearsal believes it', async () => {
    let bundle: Bundle
    {
      await using lab = await startLab(optionsOf('first'))
      expect(lab.credentials(legOf('none'), 'octo/microvm', 'refs/heads/main', '1').oidc).toBeUndefined()
      const { oidc } = lab.credentials(legOf('write'), 'octo/microvm', 'refs/heads/main', '1')
      const variables = { ...lab.environment, ACTIONS_ID_TOKEN_REQUEST_URL: oidc?.url ?? '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc?.token ?? '' }
      const { ports } = createFakes({ folder, variables, http: (asked) => real.request(asked), now: Date.now() })
      bundle = await signStatement(ports, await openSigstore(ports), statementOf())
    }
    await using lab = await startLab(optionsOf('second'))
    const { ports } = createFakes({ folder, variables: { ...lab.environment } })
    expect(codesOf(await find([bundle], { sigstore: await openSigstore(ports) }))).toEqual(['accepted'])
  })
})

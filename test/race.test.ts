import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHttp } from '@slipway/host'
import { createFakes } from '@slipway/host/fakes'
import { type Digest, type Tag, unwrap } from '@slipway/kernel'
import { createSupervisor, type RegistryServer, type Supervisor, startRegistry } from '@slipway/lab'
import { parseReference, type Reference } from '@slipway/oci'
import { createRegistry, type Registry } from '@slipway/registry'
import { type StepResult, startStep } from './builder-step.ts'

/**
 * Runs that need the same new key, side by side: the bundle as runners start it, a real buildah, one real registry. The two runs belong to
 * different commits with the same inputs, so what each of them builds says something else of itself, and whose image it is shows.
 */

const scratch = mkdtempSync(join(tmpdir(), 'race-'))
const workspace = join(scratch, 'project')
const commits = ['a', 'b'].map((letter) => letter.repeat(40))
const architectures = ['amd64', 'arm64']
const templates = 'v{LIB_VERSION}\nlatest'
let supervisor: Supervisor
let registry: RegistryServer

beforeAll(async () => {
  mkdirSync(join(workspace, 'images/builder'), { recursive: true })
  writeFileSync(join(workspace, 'versions.env'), 'LIB_VERSION=v1.2.3\n')
  const containerfile = 'FROM scratch\nARG LIB_VERSION\nARG TARGETARCH\nCOPY lib.c /src/lib.c\nLABEL lib=$LIB_VERSION arch=$TARGETARCH\n'
  writeFileSync(join(workspace, 'images/builder/Containerfile'), containerfile)
  writeFileSync(join(workspace, 'images/builder/lib.c'), 'int a;\n')
  supervisor = createSupervisor()
  const authorize = (token: string | undefined) => (token === 'writer' ? 'write' : token === undefined ? 'read' : 'unknown')
  registry = await startRegistry({ storage: join(scratch, 'storage'), folder: join(scratch, 'registry'), supervisor, authorize })
}, 60_000)

afterAll(async () => {
  await registry?.stop()
  await supervisor?.[Symbol.asyncDispose]()
  rmSync(scratch, { recursive: true, force: true })
})

/** One step of the workflow, on a machine of its own. */
function step(image: string, commit: string, inputs: Readonly<Record<string, string>>): Promise<StepResult> {
  const common = { image, username: 'octo', token: 'writer', cache: 'false', engine: 'buildah', tags: templates }
  return startStep({ workspace, scratch: join(scratch, 'steps'), inputs: { ...common, ...inputs }, environment: { GITHUB_SHA: commit } }).result
}

function ended({ code, output, outputs }: StepResult): Readonly<Record<string, string>> {
  if (code !== 0) throw new Error(`a step ended with ${code}:\n${output}`)
  return outputs
}

const missingOf = (outputs: Readonly<Record<string, string>>): readonly string[] =>
  (JSON.parse(outputs['missing'] ?? '[]') as { platform: string }[]).map(({ platform }) => platform)

/** What the caller job around builder-make.yml is: the one whose turn it is, in the order in which they came. */
function createLock(): <T>(body: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (body) => {
    const turn = last.then(body, body)
    last = turn.catch(() => {})
    return turn
  }
}

type Run = { readonly digest: string; readonly built: readonly string[]; readonly steps: readonly StepResult[] }

/** builder-make.yml: look again, build what is missing on a machine for each platform, publish. */
async function make(image: string, commit: string): Promise<Run> {
  const probe = await step(image, commit, { mode: 'plan' })
  const missing = missingOf(ended(probe))
  const builds = await Promise.all(missing.map((platform) => step(image, commit, { mode: 'build', platform })))
  for (const build of builds) ended(build)
  const published = await publish(image, commit)
  return { digest: published.at(-1)?.outputs['digest'] ?? '', built: missing, steps: [probe, ...builds, ...published] }
}

/** Without a lock another publisher may come between: then the step says so, and once more is enough. */
async function publish(image: string, commit: string): Promise<readonly StepResult[]> {
  const first = await step(image, commit, { mode: 'publish' })
  if (first.code === 0) return [first]
  expect(first.output).toMatch(/^::error::.*something else moved it meanwhile/m)
  const again = await step(image, commit, { mode: 'publish' })
  ended(again)
  return [first, again]
}

/** builder.yml: a look without the lock, and where that finds nothing the rest, in the lock or not. */
async function build(image: string, commit: string, lock: <T>(body: () => Promise<T>) => Promise<T>): Promise<Run> {
  const plan = await step(image, commit, { mode: 'plan' })
  const { digest = '' } = ended(plan)
  return digest === '' ? lock(() => make(image, commit)) : { digest, built: [], steps: [plan] }
}

function openClient(image: string, digest: string): { readonly client: Registry; readonly repository: Reference } {
  const http = createHttp({ env: {}, userAgent: 'test', signal: new AbortController().signal })
  const client = createRegistry({ ...createFakes({ folder: scratch }).ports, http }, { credential: { username: 'octo', password: 'writer' } })
  return { client, repository: unwrap(parseReference(`${image}@${digest}`)) }
}

/** The index is one over both platforms, of which everything is there. */
async function expectComplete(image: string, digest: string): Promise<void> {
  const { client, repository } = openClient(image, digest)
  const index = await client.readManifest(repository)
  if (index?.kind !== 'index') throw new Error(`${digest} is no index`)
  expect(index.manifests.map(({ platform }) => platform)).toEqual(architectures.map((architecture) => `linux/${architecture}`))
  for (const child of index.manifests) {
    const manifest = await client.readManifest({ ...repository, digest: child.digest })
    if (manifest?.kind !== 'image') throw new Error(`${child.digest} is no image`)
    expect((await client.readConfig(repository, manifest)).platform).toBe(child.platform)
    for (const layer of manifest.layers) expect((await client.readBlob(repository, layer)).length).toBe(layer.size)
  }
}

/** The key's own tag and those for people name one complete index. */
async function expectPublished(image: string, digest: string, key: string): Promise<void> {
  const named = (await registry.tags()).filter(({ repository }) => image.endsWith(`/${repository}`)).map((each) => [each.tag, each.digest])
  expect(Object.fromEntries(named)).toMatchObject({ [key]: digest, 'v1.2.3': digest, latest: digest })
  await expectComplete(image, digest)
}

/** PUTs of a tag that ended well. */
const putsOf = (name: string, tag: string): number =>
  registry.accesses().filter(({ method, path, status }) => method === 'PUT' && status === 201 && path === `/v2/octo/${name}/manifests/${tag}`).length

async function raceAt(host: string, name: string, lock: <T>(body: () => Promise<T>) => Promise<T>) {
  const image = `${host}/octo/${name}`
  const waiting = commits.map((commit) => step(image, commit, { mode: 'plan', 'wait-for': '9m', tags: '' }))
  const runs = await Promise.all(commits.map((commit) => build(image, commit, lock)))
  const waited = (await Promise.all(waiting)).map(ended)
  const { key = '' } = waited[0] ?? {}
  return { image, key, runs, waited }
}

describe('two runs and two waiting ones, one new key', () => {
  test('with the lock: each platform is built once, by the first; the second finds it, and so do those that wait', async () => {
    const { image, key, runs, waited } = await raceAt(registry.host, 'locked', createLock())
    const [digest = ''] = runs.map((run) => run.digest)
    expect(digest).toMatch(/^sha256:/)
    expect([...runs.map((run) => run.digest), ...waited.map((outputs) => outputs['digest'])]).toEqual([digest, digest, digest, digest])
    expect(waited.map(({ found }) => found)).toEqual(['true', 'true'])
    expect(runs.map(({ built }) => built.length).sort()).toEqual([0, 2])
    await expectPublished(image, digest, key)
    for (const tag of [key, ...architectures.map((architecture) => `${key}-${architecture}`)])
      expect({ tag, puts: putsOf('locked', tag) }).toEqual({ tag, puts: 1 })
  }, 600_000)

  test('without the lock: at most something is built for nothing, and whoever looks again finds one image', async () => {
    const { image, key, runs, waited } = await raceAt(registry.host, 'unlocked', (body) => body())
    const digest = await settle(image, runs)
    await expectPublished(image, digest, key)
    for (const outputs of waited) {
      expect(outputs['found']).toBe('true')
      await expectComplete(image, outputs['digest'] ?? '')
    }
  }, 600_000)

  test('without the lock, when everybody has looked before anybody writes', async () => {
    // What one run writes under a tag waits for what the other one writes there: both are on their way.
    const first = new Map<string, Latch>()
    await using front = await startFront(registry.host, async ({ path }) => {
      if (!/\/manifests\/[0-9a-f]{40}(-[a-z0-9]+)?$/.test(path)) return
      const other = first.get(path)
      if (other !== undefined) return other.open()
      await latch(first, path).opened
    })
    const { image, key, runs } = await raceAt(front.host, 'met', (body) => body())
    expect(runs.map(({ built }) => built.length)).toEqual([2, 2])
    expect([...first.keys()].map((path) => path.slice(path.lastIndexOf('/') + 1)).sort()).toEqual([key, `${key}-amd64`, `${key}-arm64`])
    const digest = await settle(image, runs)
    expect(runs.map((run) => run.digest)).toEqual([digest, digest])
    await expectPublished(image, digest, key)
  }, 600_000)

  test('without the lock, when two publish images of their own', async () => {
    const latches = new Map<string, Latch>()
    const [both, slow, late] = ['both anchors', 'the second anchor', 'the first index'].map((name) => latch(latches, name)) as [Latch, Latch, Latch]
    const seen: string[] = []
    await using front = await startFront(registry.host, async ({ path, answered }) => {
      const [found, anchor] = /\/manifests\/[0-9a-f]{40}(-amd64)?$/.exec(path) ?? []
      if (found === undefined) return
      const what = anchor ?? 'index'
      seen.push(what)
      const second = seen.indexOf(what) !== seen.length - 1
      // The second anchor comes when the first run has made its index of the first; that index comes when the second run's is there.
      if (anchor !== undefined && !second) await both.opened
      if (anchor !== undefined && second) {
        both.open()
        await slow.opened
      }
      if (anchor !== undefined) return
      if (second) return void answered.then(late.open)
      slow.open()
      await late.opened
    })
    const { image, key, runs } = await raceAt(front.host, 'apart', (body) => body())
    expect(seen.slice(0, 4)).toEqual(['-amd64', '-amd64', 'index', 'index'])
    expect(runs.some(({ steps }) => steps.some(({ output }) => output.includes('something else moved it meanwhile')))).toBe(true)
    const digest = await settle(image, runs)
    expect(runs.map((run) => run.digest)).toEqual([digest, digest])
    await expectPublished(image, digest, key)
  }, 600_000)

  test('goes red when a tag names something else, or something incomplete', async () => {
    const { image, key, runs } = await raceAt(registry.host, 'red', createLock())
    const [{ digest = '' } = {}] = runs
    await expectPublished(image, digest, key)
    await expect(expectPublished(image, `sha256:${'0'.repeat(64)}`, key)).rejects.toThrow(/sha256:0000/)
    const { client, repository: reference } = openClient(image, digest)
    const index = await client.readManifest(reference)
    const repository = { registry: reference.registry, name: reference.name }
    const [child] = index?.kind === 'index' ? index.manifests : []
    const one = await client.readManifest({ ...repository, digest: child?.digest as Digest })
    if (one === undefined) throw new Error('the index has no image')
    await client.putTags(repository, one, [key as Tag, 'v1.2.3' as Tag, 'latest' as Tag])
    await expect(expectPublished(image, one.digest, key)).rejects.toThrow('is no index')
  }, 600_000)
})

/** What a third run finds is what the registry says from now on: the two, run again, agree. Nobody was ever given something incomplete. */
async function settle(image: string, runs: readonly Run[]): Promise<string> {
  const { digest = '', found } = ended(await step(image, commits[0] ?? '', { mode: 'plan' }))
  expect(found).toBe('true')
  for (const run of runs) await expectComplete(image, run.digest)
  for (const commit of commits) expect(ended(await step(image, commit, { mode: 'ensure' }))).toMatchObject({ digest, found: 'true', tagged: 'true' })
  return digest
}

type Latch = { readonly opened: Promise<void>; readonly open: () => void }

function latch(latches: Map<string, Latch>, name: string): Latch {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  latches.set(name, { opened, open })
  return { opened, open }
}

type Put = { readonly path: string; readonly answered: Promise<void> }

/** A front of the registry that lets a PUT through when `hold` is done with it. */
async function startFront(host: string, hold: (put: Put) => Promise<void>): Promise<AsyncDisposable & { readonly host: string }> {
  const server = createServer(async (request: IncomingMessage, response) => {
    const path = request.url ?? ''
    const answered = new Promise<void>((done) => response.once('close', done))
    if (request.method === 'PUT') await hold({ path, answered })
    const [hostname, port] = host.split(':')
    const upstream = send({ hostname, port, method: request.method, path, headers: request.headers, agent: false })
    upstream.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    upstream.on('error', () => response.destroy())
    request.pipe(upstream)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

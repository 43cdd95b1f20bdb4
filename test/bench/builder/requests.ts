import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { createHttp } from '@slipway/host'
import { type Digest, digestOf, type Platform, type Tag, unwrap } from '@slipway/kernel'
import { describeManifest, type ImageManifest, type Index, mediaTypes, parseManifest, planIndex, type Repository } from '@slipway/oci'
import { createRegistry, type Registry } from '@slipway/registry'
import { renderTable } from '@slipway/report'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }
export type Entry = { readonly method: string; readonly kind: string; readonly path: string; readonly status: number }
/** As the lab's registries are seen from here; the lab itself is loaded only where it is needed. */
export type Server = AsyncDisposable & { readonly host: string; readonly accesses: () => readonly Entry[] }

/** What one way of doing a task cost at one registry. */
type RequestRow = {
  readonly registry: string
  readonly task: 'publish' | 'hit'
  readonly tool: string
  /** Whole processes, in milliseconds: the median of the rounds. */
  readonly milliseconds: number
  /** Of the suite's own process: what is left without the start of Node.js and the loading of the sources. */
  readonly inside?: number
  /** All that follows is one round, the last. `reads` and `writes` are those that were answered, without pings and challenges. */
  readonly requests: number
  readonly tokens: number
  readonly reads: number
  readonly writes: number
  /** PUTs that name a tag of the index. */
  readonly indexPuts: number
}

const run = promisify(execFile)
const tools = resolve(import.meta.dirname, '../../../.cache/tools')
const crane = { name: 'crane', module: 'github.com/google/go-containerregistry/cmd/crane', version: 'v0.22.1' }
const regctl = { name: 'regctl', module: 'github.com/regclient/regclient/cmd/regctl', version: 'v0.11.7' }
const platforms = ['linux/amd64', 'linux/arm64'] as Platform[]
const tags = ['0123456789abcdef', 'v1.2.3', 'latest'] as Tag[]
const [content = '', ...moving] = tags
const layers = 10
const rounds = 3
/** The only one that takes several tags with one PUT, and says so by `OCI-Tag`. */
const lab = 'OCI-Tag (lab)'

function openClient(password?: string): Registry {
  const http = createHttp({ env: {}, userAgent: 'slipway-bench', signal: new AbortController().signal })
  const nothing = (): void => {}
  const log = {
    info: nothing,
    debug: nothing,
    warning: nothing,
    notice: nothing,
    mask: nothing,
    exportVariable: nothing,
    group: <T>(_: string, body: () => Promise<T>) => body(),
  }
  const clock = { now: Date.now, sleep: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)) }
  return createRegistry({ http, log, clock }, { credential: password === undefined ? undefined : { username: 'bench', password } })
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

/** One platform's image of `layers` layers, in the repository by its digest. */
async function pushChild(client: Registry, repository: Repository, platform: Platform): Promise<ImageManifest> {
  const contents = Array.from({ length: layers }, (_, number) => `${repository.name} ${platform} layer ${number}`)
  const pushed = []
  for (const text of contents) pushed.push(await client.putBlob(repository, encode(text), 'application/vnd.oci.image.layer.v1.tar+gzip'))
  const [os, architecture] = platform.split('/')
  const config = await client.putBlob(repository, encode({ os, architecture, rootfs: { type: 'layers', diff_ids: contents.map(digestOf) } }), mediaTypes.config)
  const manifest = unwrap(parseManifest(encode({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: pushed }), mediaTypes.manifest))
  await client.putManifest({ ...repository, digest: manifest.digest }, manifest)
  return manifest as ImageManifest
}

function indexOf(children: readonly ImageManifest[], annotations = {}): Index {
  const entries = children.map((child, number) => ({
    descriptor: describeManifest(child),
    declared: platforms[number] as Platform,
    actual: platforms[number] as Platform,
  }))
  return unwrap(planIndex({ children: entries, platforms, annotations }))
}

/** What the action does to publish: facts about tags and children, the inputs document where there is one, the tags, and a look at each. */
async function publish(client: Registry, repository: Repository, digests: readonly Digest[], inputs: boolean): Promise<void> {
  for (const tag of tags) await client.readManifest({ ...repository, tag })
  const children: ImageManifest[] = []
  for (const digest of digests) {
    const child = await client.readManifest({ ...repository, digest })
    if (child?.kind !== 'image') throw new Error(`${digest} is no image`)
    await client.readConfig(repository, child)
    children.push(child)
  }
  const index = indexOf(children, { 'org.example.key': content })
  const type = 'application/vnd.slipway.builder-inputs.v1+json'
  if (inputs)
    await client.pushReferrer(repository, { subject: describeManifest(index), artifactType: type, layer: { mediaType: type, bytes: encode({ of: content }) } })
  await client.putTags(repository, index, tags)
  for (const tag of tags) if ((await client.readDigest({ ...repository, tag })) !== index.digest) throw new Error(`${tag} was moved`)
}

type Commands = readonly (readonly string[])[]
type Programs = { readonly crane: string; readonly regctl: string }
type Place = { readonly programs: Programs; readonly name: string; readonly children: readonly Digest[]; readonly index: Digest; readonly scratch: string }
const self = (...args: readonly string[]) => [process.execPath, '--conditions=source', '--disable-warning=ExperimentalWarning', import.meta.filename, ...args]

function publishers({ name, children, index, scratch, programs }: Place): Readonly<Record<string, Commands>> {
  const storage = ['--root', join(scratch, 'root'), '--runroot', join(scratch, 'run'), '--storage-driver', 'vfs']
  const list = name.replaceAll(/[^a-z0-9]/g, '-')
  const add = children.map((digest) => ['buildah', ...storage, 'manifest', 'add', '--tls-verify=false', list, `docker://${name}@${digest}`])
  const push = tags.map((tag) => ['buildah', ...storage, 'manifest', 'push', '--all', '--tls-verify=false', list, `docker://${name}:${tag}`])
  const tls = ['--src-tls-verify=false', '--dest-tls-verify=false']
  return {
    ours: [self('publish', name, ...children)],
    'ours, and the inputs document': [self('publish-with-inputs', name, ...children)],
    'buildah manifest push': [['buildah', ...storage, 'manifest', 'create', list], ...add, ...push],
    'skopeo copy --all (of an index that is there)': tags.map((tag) => [
      'skopeo',
      'copy',
      '--all',
      ...tls,
      `docker://${name}@${index}`,
      `docker://${name}:${tag}`,
    ]),
    'crane index append, crane tag': [
      [programs.crane, 'index', 'append', ...children.flatMap((digest) => ['-m', `${name}@${digest}`]), '-t', `${name}:${content}`],
      ...moving.map((tag) => [programs.crane, 'tag', `${name}:${content}`, tag]),
    ],
    'regctl index create, image copy': [
      [programs.regctl, 'index', 'create', `${name}:${content}`, ...children.flatMap((digest) => ['--ref', `${name}@${digest}`])],
      ...moving.map((tag) => [programs.regctl, 'image', 'copy', `${name}:${content}`, `${name}:${tag}`]),
    ],
  }
}

function probes({ name, programs }: Place): Readonly<Record<string, Commands>> {
  const reference = `${name}:${content}`
  return {
    ours: [self('hit', name)],
    'skopeo inspect --raw': [['skopeo', 'inspect', '--raw', '--tls-verify=false', `docker://${reference}`]],
    'crane manifest': [[programs.crane, 'manifest', reference]],
    'regctl manifest get': [[programs.regctl, 'manifest', 'get', reference]],
  }
}

type Counted = Pick<RequestRow, 'requests' | 'tokens' | 'reads' | 'writes' | 'indexPuts'>

function count(entries: readonly Entry[]): Counted {
  const answered = entries.filter(({ kind, status }) => kind !== 'token' && kind !== 'ping' && status !== 401)
  const reads = answered.filter(({ method }) => method === 'GET' || method === 'HEAD').length
  const tagged = answered.filter(({ method, path }) => method === 'PUT' && (path.includes('?tag=') || tags.some((tag) => path.endsWith(`/manifests/${tag}`))))
  const tokens = entries.filter(({ kind }) => kind === 'token').length
  return { requests: entries.length, tokens, reads, writes: answered.length - reads, indexPuts: tagged.length }
}

/** Signs the tools in (or not), and keeps what they write in a folder of its own. */
async function environmentFor(folder: string, host: string, signedIn: boolean): Promise<NodeJS.ProcessEnv> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'config.json'), JSON.stringify({ auths: signedIn ? { [host]: { auth: btoa('bench:writer') } } : {} }))
  await writeFile(join(folder, 'regctl.json'), JSON.stringify({ hosts: { [host]: { tls: 'disabled' } } }))
  const files = { DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: join(folder, 'config.json'), REGCTL_CONFIG: join(folder, 'regctl.json') }
  // A bundle holds no types: what is left of our sources without theirs is kept from the first round.
  return { ...process.env, HOME: folder, ...files, BENCH_PASSWORD: signedIn ? 'writer' : '', NODE_COMPILE_CACHE: join(folder, 'stripped') }
}

type Site = { readonly programs: Programs; readonly server: Server; readonly client: Registry; readonly scratch: string; readonly env: NodeJS.ProcessEnv }

async function measure(server: Server, registry: string, scratch: string, programs: Programs): Promise<readonly RequestRow[]> {
  const client = openClient('writer')
  const rows: RequestRow[] = []
  for (const task of ['publish', 'hit'] as const) {
    const env = await environmentFor(join(scratch, task), server.host, task === 'publish')
    for (const tool of Object.keys(commandsOf(task, { programs, name: '', children: [], index: '' as Digest, scratch: '' }))) {
      const taken: Awaited<ReturnType<typeof measureRound>>[] = []
      for (let round = 0; round < rounds; round += 1) taken.push(await measureRound({ programs, server, client, scratch, env }, task, tool, round))
      const [middle = taken[0]] = taken.sort((one, other) => one.milliseconds - other.milliseconds).slice(Math.floor(rounds / 2))
      if (middle !== undefined) rows.push({ registry, task, tool, ...middle })
    }
  }
  return rows
}

const commandsOf = (task: RequestRow['task'], place: Place): Readonly<Record<string, Commands>> => (task === 'publish' ? publishers : probes)(place)

/** A repository of its own, with the children in it and an index by its digest; for a hit, with the tags too. */
async function measureRound({ programs, server, client, scratch, env }: Site, task: RequestRow['task'], tool: string, round: number) {
  const repository = { registry: server.host, name: `bench/${digestOf(`${task} ${tool}`).slice(7, 15)}-${round}` }
  const images = await Promise.all(platforms.map((platform) => pushChild(client, repository, platform)))
  const index = indexOf(images)
  await client.putManifest({ ...repository, digest: index.digest }, index)
  if (task === 'hit') await client.putTags(repository, index, tags)
  const children = images.map(({ digest }) => digest)
  const place = { programs, name: `${server.host}/${repository.name}`, children, index: index.digest, scratch: join(scratch, repository.name) }
  const before = server.accesses().length
  const start = performance.now()
  let said = ''
  for (const [command = '', ...args] of commandsOf(task, place)[tool] ?? []) said = (await run(command, args, { env })).stdout
  const milliseconds = performance.now() - start
  const counted = count(server.accesses().slice(before))
  if (counted.reads + counted.writes === 0) throw new Error(`${tool} asked ${place.name} for nothing`)
  await check(client, repository, children)
  return { milliseconds, ...(tool.startsWith('ours') ? { inside: Number(said) } : {}), ...counted }
}

/** Whoever did it: every tag names one and the same index over exactly the children. */
async function check(client: Registry, repository: Repository, children: readonly Digest[]): Promise<void> {
  const found = await Promise.all(tags.map((tag) => client.readManifest({ ...repository, tag })))
  const [first] = found
  const named = first?.kind === 'index' ? first.manifests.map(({ digest }) => digest).sort() : []
  if (!found.every((manifest) => manifest?.digest === first?.digest) || named.join() !== [...children].sort().join())
    throw new Error(`${repository.name}: the tags do not name one index over the children`)
}

/** A registry of each kind, one after the other, behind a bearer challenge. */
async function* startRegistries(scratch: string): AsyncGenerator<readonly [string, Server]> {
  const { createSupervisor, distribution3, ensureGoProgram, startMemoryRegistry, startRegistry } = await import('@slipway/lab')
  const three = await ensureGoProgram(tools, distribution3)
  const authorize = (token: string | undefined) => (token === undefined ? 'read' : token === 'writer' ? 'write' : 'unknown')
  await using supervisor = createSupervisor()
  const real = (name: string, command: string) =>
    startRegistry({ storage: join(scratch, name, 'storage'), folder: join(scratch, name), supervisor, authorize, command })
  const servers: readonly (readonly [string, () => Promise<Server>])[] = [
    ['docker-registry 2.8', () => real('two', 'docker-registry')],
    [`distribution ${distribution3.version}`, () => real('three', three)],
    [lab, () => startMemoryRegistry({ authorize })],
  ]
  for (const [name, start] of servers) {
    await using server = await start()
    yield [name, server]
  }
}

function renderRequests(rows: readonly RequestRow[]): string {
  const headers = ['registry', 'task', 'tool', 'requests', '× ours', 'tokens', 'reads', 'writes', 'PUTs with a tag', 'ms', '× ours']
  const cells = rows.map((row) => {
    const ours = rows.find(({ registry, task, tool }) => registry === row.registry && task === row.task && tool === 'ours') ?? row
    const ratio = (one: number, other: number): string => (one / other).toFixed(1)
    const counts = [row.tokens, row.reads, row.writes, row.indexPuts].map(String)
    const { registry, task, tool, requests, milliseconds, inside } = row
    const time = `${milliseconds.toFixed(0)}${inside === undefined ? '' : ` (${inside.toFixed(0)} after the start)`}`
    return [registry, task, tool, String(requests), ratio(requests, ours.requests), ...counts, time, ratio(milliseconds, ours.milliseconds)]
  })
  return renderTable(headers, cells)
}

/** The requests of the suite against their bars, and beside those of other tools for the same work. */
export async function* compareRequests(meter: Meter): AsyncGenerator<unknown> {
  const { ensureGoProgram } = await import('@slipway/lab')
  const { countActionRequests } = await import('./action-requests.ts')
  process.stderr.write('The first time some programs are built from the Go proxy, which takes minutes\n')
  const programs = { crane: await ensureGoProgram(tools, crane), regctl: await ensureGoProgram(tools, regctl) }
  const scratch = await mkdtemp(join(tmpdir(), 'registry-requests-'))
  const rows: RequestRow[] = []
  try {
    for await (const [name, server] of startRegistries(scratch)) {
      const folder = join(scratch, name.replaceAll(/[^a-z0-9]/gi, '-'))
      yield* countActionRequests(meter, name, server, join(folder, 'action'), name === lab ? 1 : tags.length)
      rows.push(...(await measure(server, name, folder, programs)))
    }
    yield `publish: an index over ${platforms.length} images of ${layers} layers, ${tags.length} tags\n\n${renderRequests(rows)}`
    yield* rows.filter(({ tool }) => tool.startsWith('ours')).flatMap((row) => judge(meter, row))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function judge(meter: Meter, { registry, task, tool, requests, reads, writes, indexPuts }: RequestRow): readonly unknown[] {
  const name = `${registry}, the client alone, ${task}`
  if (task === 'hit') return [meter.row(name, requests, 'requests', 3)]
  // Only what was pushed beside the image before tells the client that several tags may go with one PUT.
  if (tool !== 'ours') return [meter.row(`${name} with the inputs document: PUTs with a tag`, indexPuts, 'requests', registry === lab ? 1 : tags.length)]
  return [meter.row(`${name}: writes`, writes, 'requests', tags.length), meter.row(`${name}: reads`, reads, 'requests', 2 * platforms.length + 2 * tags.length)]
}

/** The suite's own calls run in a process of their own, as those of the other tools do. */
if (import.meta.main) {
  const [task = '', name = '', ...digests] = process.argv.slice(2)
  const slash = name.indexOf('/')
  const repository = { registry: name.slice(0, slash), name: name.slice(slash + 1) }
  const password = process.env['BENCH_PASSWORD']
  const client = openClient(password === '' ? undefined : password)
  const start = performance.now()
  if (task === 'hit') await client.readManifest({ ...repository, tag: content as Tag })
  else await publish(client, repository, digests as Digest[], task === 'publish-with-inputs')
  process.stdout.write(`${performance.now() - start}\n`)
}

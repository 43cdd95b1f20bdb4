import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { createExec, type Exec, type ExecResult } from '@slipway/host'
import type { Digest, Platform } from '@slipway/kernel'
import { type Descriptor, openLayout } from '@slipway/oci'
import { createFaultScript, type FaultScript, parseFaults } from '../faults/index.ts'
import { createSupervisor, type Supervisor } from '../process/index.ts'
import { addLayer, checkLayout, type LayoutImage, writeLayout } from './base-layout.ts'
import { type BaseRecipe, recipeKey, renderArguments } from './base-recipe.ts'
import { chooseMirror } from './debian.ts'
import {
  baseImagePackages,
  ensureBaseImages,
  pushBaseImages,
  type RegistryServer,
  registryPackages,
  renderRegistriesConf,
  startRegistry,
  toolchainRecipe,
  writeAuthFile,
  writeContainersHome,
} from './index.ts'

// Real programs and real bytes: on a busy machine each step takes its time.
jest.setTimeout(180_000)

/** A name that no resolver knows: a tool that does not follow the configuration fails. */
const name = 'registry.test'
/** Nothing listens there: what does not follow the configuration is refused at once. */
const closed = '127.0.0.1:1'
const platforms = ['linux/amd64', 'linux/arm64'] as Platform[]

let root: string
let supervisor: Supervisor
let registry: RegistryServer
let exec: Exec
let layout: string
let digest: Digest
let authFile: string
let faults: FaultScript['decide'] = () => undefined

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'containers-'))
  supervisor = createSupervisor()
  registry = await startRegistry({
    storage: join(root, 'storage'),
    folder: join(root, 'run'),
    supervisor,
    authorize: (token) => (token === undefined ? 'read' : token === 'job-write' ? 'write' : 'unknown'),
    faults: { decide: (request) => faults(request) },
  })
  const home = await writeContainersHome(join(root, 'home'), [
    { prefix: name, location: registry.host },
    { prefix: closed, location: registry.host },
  ])
  // The clean environment of a job: HOME elsewhere, nothing inherited.
  const env = { PATH: process.env['PATH'], TMPDIR: root, ...home }
  exec = createExec({ env, cwd: root, windows: false, print: () => {}, signal: new AbortController().signal })
  authFile = await writeAuthFile(join(root, 'conf'), [{ registry: registry.host, username: 'x', password: 'job-write' }])
  layout = join(root, 'layout')
  digest = await writeLayout(layout, 'base', '2023-11-14T22:13:20Z', await Promise.all(platforms.map(tinyImage)))
})

afterAll(async () => {
  await registry.stop()
  await supervisor[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

/** One file and one folder, made by the machine's own tar. */
async function tinyImage(platform: Platform): Promise<LayoutImage> {
  const folder = join(root, platform)
  await mkdir(join(folder, 'etc'), { recursive: true })
  await writeFile(join(folder, 'etc', 'platform'), platform)
  const tar = join(root, `${platform.replace('/', '-')}.tar`)
  await succeed(exec.run('tar', ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '-cf', tar, '-C', folder, '.']))
  return { platform, layer: await addLayer(layout, tar), createdBy: 'test' }
}

async function succeed(running: Promise<ExecResult>): Promise<string> {
  const result = await running
  if (result.code !== 0) throw new Error(`${result.code}: ${result.stderr}`)
  return result.stdout
}

const buildah = (...args: readonly string[]): Promise<ExecResult> =>
  exec.run('buildah', ['--root', join(root, 'store'), '--runroot', join(root, 'store-run'), '--storage-driver', 'vfs', ...args])

describe('skopeo and buildah, with a name that stands for the registry', () => {
  test('a layout goes in with all platforms and its digest, and is found under the name', async () => {
    await pushBaseImages({ folder: layout }, `${registry.host}/library/base:1`, authFile, exec)
    expect(await registry.tags()).toEqual([{ repository: 'library/base', tag: '1', digest }])
    const raw = await succeed(exec.run('skopeo', ['inspect', '--raw', `docker://${name}/library/base:1`]))
    expect((JSON.parse(raw) as { manifests: { platform: object }[] }).manifests.map(({ platform }) => platform)).toEqual([
      { architecture: 'amd64', os: 'linux' },
      { architecture: 'arm64', os: 'linux' },
    ])
    const inspected = await succeed(
      exec.run('skopeo', ['inspect', '--no-tags', '--authfile', authFile, '--override-arch', 'arm64', `docker://${name}/library/base@${digest}`]),
    )
    expect(JSON.parse(inspected)).toMatchObject({ Name: `${name}/library/base`, Architecture: 'arm64', Created: '2023-11-14T22:13:20Z' })
  })

  test('without the right token nothing is pushed, and the reason is told', async () => {
    const wrong = await writeAuthFile(join(root, 'wrong'), [{ registry: registry.host, username: 'x', password: 'stolen' }])
    const to = `${registry.host}/library/denied:1`
    await expect(pushBaseImages({ folder: layout }, to, wrong, exec)).rejects.toMatchObject({
      problems: [{ code: 'E_LAB_BASE_PUSH', message: expect.stringMatching(/unauthorized|401|authentication/i) }],
    })
    expect((await registry.tags()).map(({ repository }) => repository)).not.toContain('library/denied')
    expect((await stat(wrong)).mode & 0o777).toBe(0o600)
  })

  test('a push to a name does not follow the configuration: the location has to be named', async () => {
    await pushBaseImages({ folder: layout }, `${registry.host}/library/base:1`, authFile, exec)
    await succeed(exec.run('skopeo', ['inspect', '--raw', `docker://${closed}/library/base:1`]))
    const { code, stderr } = await exec.run('skopeo', ['copy', '--authfile', authFile, `oci:${layout}:base`, `docker://${closed}/library/pushed:1`])
    expect([code, stderr]).toEqual([1, expect.stringContaining(`pinging container registry ${closed}`)])
  })

  test('buildah builds from the name for each platform, and pushes to the location', async () => {
    await pushBaseImages({ folder: layout }, `${registry.host}/library/base:1`, authFile, exec)
    await writeFile(join(root, 'Containerfile'), `FROM ${name}/library/base:1\nLABEL built=yes\n`)
    const context = join(root, 'context')
    await mkdir(context)
    for (const platform of platforms) {
      const tag = platform.replace('/', '-')
      const build = ['bud', '--isolation', 'chroot', '--platform', platform, '--timestamp', '0', '-t', `localhost/${tag}`, '-f', join(root, 'Containerfile')]
      await succeed(buildah(...build, context))
      await succeed(buildah('push', '--authfile', authFile, `localhost/${tag}`, `docker://${registry.host}/o/built:${tag}`))
      const config = await succeed(exec.run('skopeo', ['inspect', '--config', `docker://${name}/o/built:${tag}`]))
      expect(JSON.parse(config)).toMatchObject({ architecture: platform.split('/')[1] })
    }
    expect(Object.keys(registry.requests())).toEqual(expect.arrayContaining(['GET manifest', 'GET blob', 'PATCH upload', 'PUT manifest', 'GET token']))
  })

  test('skopeo gives up at a planted 503 and retries a reset', async () => {
    const plant = (text: string): void => {
      const parsed = parseFaults(text)
      faults = createFaultScript(parsed.ok ? parsed.value : []).decide
    }
    const copy = (): Promise<ExecResult> =>
      exec.run('skopeo', [
        'copy',
        '--all',
        '--retry-times',
        '2',
        '--authfile',
        authFile,
        `docker://${name}/library/base@${digest}`,
        `docker://${registry.host}/o/copied:1`,
      ])
    plant('registry:PUT */manifests/*=503')
    expect((await copy()).code).toBe(1)
    plant('registry:PUT */manifests/*=reset-before')
    expect((await copy()).code).toBe(0)
    faults = () => undefined
    expect(await registry.tags()).toContainEqual({ repository: 'o/copied', tag: '1', digest })
  })
})

describe('registries.conf', () => {
  test('maps names to locations, and knows the location as plain HTTP', () => {
    const text = renderRegistriesConf([
      { prefix: 'ghcr.io', location: '127.0.0.1:5000' },
      { prefix: 'docker.io/library', location: '127.0.0.1:5000/library' },
    ])
    expect(text).toMatchObject({ ok: true, value: expect.stringContaining('[[registry]]\nprefix = "ghcr.io"\nlocation = "127.0.0.1:5000"\ninsecure = true\n') })
    expect(text).toMatchObject({ value: expect.stringContaining('prefix = "127.0.0.1:5000"\n') })
  })

  test.each(['', 'a"b', 'a\nb', 'https://ghcr.io', 'ghcr.io/'])('refuses %j', (prefix) => {
    expect(renderRegistriesConf([{ prefix, location: 'also bad' }])).toMatchObject({
      ok: false,
      error: prefix === 'ghcr.io/' ? expect.anything() : [{ code: 'E_LAB_MAPPING' }, { code: 'E_LAB_MAPPING' }],
    })
  })
})

describe('base images', () => {
  const small: BaseRecipe = {
    ...toolchainRecipe,
    platforms: toolchainRecipe.platforms.map(({ platform, architecture }) => ({
      platform,
      architecture,
      packages: ['base-files', 'base-passwd', 'busybox-static'],
    })),
  }

  test('are made once, of each architecture, without leaving anything else', async () => {
    const cache = join(root, 'cache')
    // What a build that was killed leaves; no process has such a number.
    await mkdir(join(cache, 'unfinished-999999999-x', 'layout'), { recursive: true })
    const lines: string[] = []
    const first = await ensureBaseImages({ cache, exec, recipe: small, progress: (line) => lines.push(line) })
    expect(first).toMatchObject({ built: true, key: recipeKey(small) })
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^base image linux\/arm64: ready, \d+ MB$/)]))
    expect(await readdir(cache)).toEqual([first.key])
    for (const [index, machine] of [
      [0, 0x3e],
      [1, 0xb7],
    ] as const) {
      const unpacked = join(root, 'unpacked', String(index))
      await unpackLayer(first.folder, index, unpacked)
      const busybox = await readFile(join(unpacked, 'usr/share/initrd/busybox'))
      expect([busybox.subarray(0, 4).toString('latin1'), busybox.readUInt16LE(18)]).toEqual(['\x7fELF', machine])
      expect(await readdir(join(unpacked, 'usr/share'))).not.toContain('doc')
      expect(await readFile(join(unpacked, 'etc/passwd'), 'utf8')).toMatch(/^root:/)
    }
    const commands: string[] = []
    const watched: Pick<Exec, 'run'> = { run: (command, args, options) => (commands.push(command), exec.run(command, args, options)) }
    expect(await ensureBaseImages({ cache, exec: watched, recipe: small })).toEqual({ ...first, built: false })
    expect(commands).toEqual([])
    // A damaged layout is made again, to the same digest.
    const [config = ''] = (await readdir(join(first.folder, 'blobs/sha256'))).filter((blob) => !first.digest.endsWith(blob))
    await writeFile(join(first.folder, 'blobs/sha256', config), '')
    expect(await ensureBaseImages({ cache, exec: watched, recipe: small })).toEqual(first)
    expect(commands).toEqual(['mmdebstrap', 'mmdebstrap'])
  })

  async function unpackLayer(folder: string, position: number, to: string): Promise<void> {
    const opened = await openLayout((path) => readFile(join(folder, path)))
    const index = await opened.readManifest(opened.entries[0] as Descriptor)
    const image = index.kind === 'index' ? await opened.readManifest(index.manifests[position] as Descriptor) : index
    const layer = image.kind === 'image' ? (image.layers[0]?.digest ?? '') : ''
    await mkdir(to, { recursive: true })
    await succeed(exec.run('tar', ['-xzf', join(folder, 'blobs/sha256', layer.slice('sha256:'.length)), '-C', to]))
  }

  test.each([
    [
      'a package that does not exist',
      { code: 25, stderr: 'I: working\nE: Unable to locate package nonsense\nE: apt-get failed', stdout: '', ended: false },
      /nonsense/,
    ],
    ['no mmdebstrap', { code: 127, stderr: 'spawn mmdebstrap ENOENT', stdout: '', ended: false }, /not installed/],
    ['a mirror that hangs', { code: 143, stderr: '', stdout: '', ended: true }, /before it was ready/],
  ])('%s is refused with its reason, the other platform is ended, and nothing stays', async (_what, result, message) => {
    const cache = join(root, 'failing')
    const run: Exec['run'] = async (_command, args, options) => {
      if (args.includes('--architectures=arm64')) return result
      return new Promise((resolve) => options?.signal?.addEventListener('abort', () => resolve({ code: 143, stdout: '', stderr: '', ended: true })))
    }
    await expect(ensureBaseImages({ cache, exec: { run }, recipe: small, mirror: 'http://mirror.test' })).rejects.toMatchObject({
      problems: [{ code: 'E_LAB_BASE_IMAGE', message: expect.stringMatching(message) }],
    })
    expect(await readdir(cache)).toEqual([])
  })

  test('a recipe has one key; every change of it has another', () => {
    const [amd64, arm64] = small.platforms
    const changes: readonly BaseRecipe[] = [
      small,
      { ...small, epoch: 1 },
      { ...small, suite: 'trixie' },
      { ...small, platforms: amd64 === undefined ? [] : [amd64] },
      { ...small, platforms: small.platforms.map((base) => ({ ...base, kernel: 'linux-image-arm64' })) },
      { ...small, platforms: small.platforms.map((base) => ({ ...base, packages: [...base.packages, 'make'] })) },
    ]
    expect(new Set(changes.map(recipeKey)).size).toBe(changes.length)
    expect(recipeKey({ ...small })).toBe(recipeKey(small))
    expect(arm64 === undefined ? [] : renderArguments(small, arm64, 'http://mirror.test', 'x.tar')).toContain('deb http://mirror.test bookworm main')
  })

  test('a layout is taken only for the platforms it is asked for', async () => {
    expect(await checkLayout(layout, platforms)).toBe(digest)
    expect(await checkLayout(layout, platforms.slice(1))).toBeUndefined()
    expect(await checkLayout(root, platforms)).toBeUndefined()
  })

  test.each([
    ['deb822', 'ID=debian', 'Types: deb\n# a comment\nURIs: http://mirror.test/debian/\nSuites: bookworm', 'http://mirror.test/debian'],
    [
      'one line, with options',
      'ID=debian',
      '# deb http://no.test x main\ndeb [signed-by=/k arch=amd64] https://mirror.test/d bookworm main',
      'https://mirror.test/d',
    ],
    ['the security archive alone', 'ID=debian', 'deb http://mirror.test/debian-security bookworm-security main', 'http://deb.debian.org/debian'],
    ['a CD', 'ID=debian', 'deb cdrom:[Debian]/ bookworm main\ndeb http://mirror.test/d bookworm main', 'http://mirror.test/d'],
    ['a mirror list', 'ID=debian', 'URIs: mirror+file:///etc/apt/mirrors/debian.list', 'http://deb.debian.org/debian'],
    ['another distribution', 'ID=ubuntu', 'URIs: http://archive.test/ubuntu', 'http://deb.debian.org/debian'],
    ['quotes', 'NAME="x"\nID="debian"\n', 'URIs: http://mirror.test/d', 'http://mirror.test/d'],
  ])('finds the mirror: %s', (_what, release, list, mirror) => {
    expect(chooseMirror(release, [list])).toBe(mirror)
  })

  test('names the packages that a machine needs, each with what shows its presence', async () => {
    for (const { package: known, provides, why } of [...registryPackages, ...baseImagePackages]) {
      expect([known, why]).toEqual([expect.stringMatching(/^[a-z0-9.+-]+$/), expect.stringMatching(/\w/)])
      if (provides.startsWith('/')) expect((await stat(provides)).isFile()).toBe(true)
      else expect(await exec.which(provides)).toBeDefined()
    }
  })
})

import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { artifactName, type Detection, detectEngine, type Engine, type ExtractRequest, packLayout, type Ran, type RunRequest } from '@slipway/engine'
import { createExec } from '@slipway/host'
import type { Fakes } from '@slipway/host/fakes'
import { digestOf, hexOf, type Platform } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { createRegistryFake } from '@slipway/registry/fakes'
import { type Detect, renderEnv } from './container.ts'
import { attempt, elf, folder, messages, really, workspace } from './native-build.support.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An engine that writes down what it is asked for, and what the files that it is lent hold while it runs. */
type EngineParts = Partial<Pick<Engine, 'name' | 'extract'>>
function engineFake(
  act: (request: RunRequest, lent: string) => Ran,
  parts: EngineParts = {},
): {
  detect: Detect
  requests: RunRequest[]
  lent: Record<string, string>[]
  asked: unknown[]
} {
  const seen = { requests: [] as RunRequest[], lent: [] as Record<string, string>[], asked: [] as unknown[] }
  const none = () => Promise.reject(new Error('not in this test'))
  const run = async (request: RunRequest) => {
    const place = request.mounts.find(({ target }) => target === '/slipway')?.source ?? ''
    seen.requests.push(request)
    seen.lent.push({ env: readFileSync(join(place, 'env'), 'utf8'), tools: existsSync(join(place, 'tools')) ? readdirSync(join(place, 'tools')).join() : '' })
    return act(request, place)
  }
  const engine: Engine = { name: 'docker', build: none, extract: none, run, ...parts, [Symbol.asyncDispose]: async () => {} }
  const detect: Detect = async (_, options) => {
    seen.asked.push(options)
    return { engine, reason: 'a test', tried: [] } satisfies Detection
  }
  return { detect, ...seen }
}

const fine = () => ({ code: 0, ended: false, stdout: '', stderr: '' })

describe('a build in the builder image', () => {
  const registry = createRegistryFake()
  const child = (platform: string): { digest: string; size: number } => {
    const [os, architecture] = platform.split('/')
    const config = registry.putBlob({ os, architecture })
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config: { mediaType: mediaTypes.config, ...config }, layers: [] }
    return { digest: registry.put('o/builder', undefined, mediaTypes.manifest, manifest), size: JSON.stringify(manifest).length }
  }
  const index = (platforms: readonly string[]): string => {
    const manifests = platforms.map((platform) => ({
      mediaType: mediaTypes.manifest,
      ...child(platform),
      platform: { os: platform.split('/')[0], architecture: platform.split('/')[1] },
    }))
    return `127.0.0.1:5000/o/builder@${registry.put('o/builder', undefined, mediaTypes.index, { schemaVersion: 2, mediaType: mediaTypes.index, manifests })}`
  }
  const both = index(['linux/amd64', 'linux/arm64'])

  const http = registry.answer

  test('its own platform: workspace, tools, variables and user are lent; nothing secret stands in argv', async () => {
    const { fakes, root } = workspace(
      { 'out/tool': elf(62) },
      {
        http,
        variables: { HTTPS_PROXY: 'http://user:secret@proxy:3128' },
        which: (name) => (name === 'task' ? join(folder, 'task') : `/usr/local/go/bin/${name}`),
        exec: ({ command, args }) => {
          if (command === 'go')
            return {
              stdout: JSON.stringify({ GOROOT: folder, GOMODCACHE: join(folder, 'nowhere'), GOCACHE: join(folder, 'cache'), GOPROXY: 'https://proxy.example' }),
            }
          return command === 'id' ? { stdout: args[0] === '-u' ? '1001\n' : '127\n' } : {}
        },
      },
    )
    writeFileSync(join(folder, 'task'), elf(62))
    chmodSync(join(folder, 'task'), 0o755)
    const { detect, requests, lent, asked } = engineFake(fine)
    const { outputs, problems } = await attempt(
      fakes,
      { command: "make 'all'", container: both, tools: 'go, task', files: 'out/tool', engine: 'docker', env: "SECRET=it's" },
      detect,
    )
    expect(messages(problems)).toEqual([])
    expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({
      execution: { mode: 'native', cross: false, engine: 'docker', image: expect.stringMatching(/^127\.0\.0\.1:5000\/o\/builder@sha256:/) },
    })
    expect(requests).toMatchObject([
      {
        platform: 'linux/amd64',
        sysroot: undefined,
        workdir: root,
        user: '1001:127',
        deadline: 3_600_000,
        env: {},
        command: ['/bin/sh', '-c', expect.any(String), 'slipway', "make 'all'"],
      },
    ])
    expect(requests[0]?.mounts).toEqual([
      { source: root, target: root },
      { source: expect.any(String), target: '/slipway', readOnly: true },
      { source: folder, target: folder, readOnly: true },
    ])
    expect(lent[0]?.['tools']).toBe('task')
    for (const line of [
      "export SECRET='it'\\''s'",
      "export SLIPWAY_PLATFORM='linux/amd64'",
      "export HTTPS_PROXY='http://user:secret@proxy:3128'",
      "export GOTOOLCHAIN='local'",
      "export GOPROXY='https://proxy.example'",
      `export PATH='/slipway/tools:${folder}/bin':"$PATH"`,
    ]) {
      expect(lent[0]?.['env']).toContain(line)
    }
    expect(JSON.stringify(requests[0]?.command)).not.toMatch(/SECRET|proxy/)
    expect(asked).toEqual([
      { preference: 'docker', auth: JSON.stringify({ auths: { '127.0.0.1:5000': { auth: Buffer.from('octocat:not-a-token').toString('base64') } } }) },
    ])
    expect(existsSync(requests[0]?.mounts[1]?.source ?? '')).toBe(false)
  })

  test("a platform that cannot run here: the host's image beside the target's files", async () => {
    const { fakes } = workspace({ 'out/tool': elf(183) }, { http })
    // binfmt_misc of the machine that runs the test may be set up; a machine of no known platform executes nothing foreign.
    const { detect, requests, lent } = engineFake(fine)
    const { outputs, problems } = await attempt(
      { ...fakes, ports: { ...fakes.ports, files: { ...fakes.ports.files, list: async () => [] } } },
      { platform: 'linux/arm64', command: 'make', container: both, files: 'out/tool' },
      detect,
    )
    expect(messages(problems)).toEqual([])
    expect(outputs?.cross).toBe('true')
    expect(requests).toMatchObject([{ platform: 'linux/amd64', sysroot: { platform: 'linux/arm64' } }])
    expect(requests[0]?.image.digest).not.toBe(requests[0]?.sysroot?.image.digest)
    expect(lent[0]?.['env']).toContain("export CROSS_TRIPLET='aarch64-linux-gnu'")
    expect(lent[0]?.['env']).toContain("export SLIPWAY_PLATFORM='linux/arm64'")
  })

  test.each([
    ['a tag', '127.0.0.1:5000/o/builder:latest', 'linux/amd64', '127.0.0.1:5000/o/builder:latest names no digest, so it may be another image tomorrow'],
    [
      'an image that is gone',
      `127.0.0.1:5000/o/builder@sha256:${'0'.repeat(64)}`,
      'linux/amd64',
      `127.0.0.1:5000/o/builder@sha256:${'0'.repeat(64)} is not there`,
    ],
    ['a platform that the image lacks', both, 'linux/riscv64', 'the image has no linux/riscv64, only linux/amd64, linux/arm64'],
    ['a platform of no container', both, 'darwin/arm64', 'darwin/arm64 is no platform of containers'],
    ['no reference', 'not an image', 'linux/amd64', '"not an image" is no image reference'],
  ])('refused: %s', async (_, container, platform, message) => {
    const { detect, requests } = engineFake(fine)
    const { problems } = await attempt(workspace({}, { http }).fakes, { command: 'true', container, platform }, detect)
    expect(problems).toMatchObject([{ message, at: { input: 'container' } }])
    expect(requests).toEqual([])
  })

  test('one image without an index, a command that fails, tools that are missing or no programs', async () => {
    const single = `127.0.0.1:5000/o/builder@${child('linux/amd64').digest}`
    const failing = engineFake(() => ({ ...fine(), code: 3 }))
    expect(messages((await attempt(workspace({}, { http }).fakes, { command: 'false', container: single }, failing.detect)).problems)).toEqual([
      'the command ended with 3',
    ])
    const { fakes } = workspace({ script: '#!/bin/sh\n' }, { http, which: (name) => (name === 'script' ? join(folder, 'script') : undefined) })
    writeFileSync(join(folder, 'script'), '#!/bin/sh\n')
    expect(messages((await attempt(fakes, { command: 'x', container: single, tools: 'go,task' }, failing.detect)).problems)).toEqual([
      'go is not on the runner',
      'task is not on the runner',
    ])
    expect(messages((await attempt(fakes, { command: 'x', container: single, tools: 'script' }, failing.detect)).problems)).toEqual([
      expect.stringContaining('is neither ELF, PE nor Mach-O'),
    ])
  })

  test('where git refuses the workspace, the hint says what to do', async () => {
    const stderr = 'error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.\n'
    const { detect } = engineFake(() => ({ ...fine(), code: 1, stderr }))
    const { problems } = await attempt(workspace({}, { http }).fakes, { command: 'go build', container: both }, detect)
    expect(problems).toMatchObject([{ message: 'the command ended with 1', cure: expect.stringContaining('-buildvcs=false') }])
  })

  test("with podman and buildah the container's root is the runner's user, whomever the image names", async () => {
    for (const name of ['podman', 'buildah'] as const) {
      const { detect, requests } = engineFake(fine, { name })
      await attempt(workspace({}, { http }).fakes, { command: 'make', container: both }, detect)
      expect(requests).toMatchObject([{ user: '0:0' }])
    }
  })

  test('what came out is tried in the same image, each time with the same things', async () => {
    const { fakes, root } = workspace({ 'out/tool': elf(62), 'go.mod': 'module a\n' }, { http })
    const says = (line: string): Ran => ({ ...fine(), stdout: line.includes('--version') ? 'tool v1.2.3\n' : '' })
    const { detect, requests, lent } = engineFake((request) => says(request.command.at(-1) ?? ''))
    const given = {
      command: 'make',
      container: both,
      files: 'out/tool',
      version: 'v1.2.3',
      expect: 'stamp: run --version',
      smoke: 'make smoke',
      'smoke-timeout': '30s',
    }
    expect(messages((await attempt(fakes, given, detect)).problems)).toEqual([])
    expect(requests.map(({ command, deadline }) => [command.at(-1), deadline])).toEqual([
      ['make', 3_600_000],
      [`'${root}/out/tool' --version`, 60_000],
      ['make smoke', 30_000],
    ])
    expect(new Set(requests.map(({ mounts, user }) => JSON.stringify([mounts, user]))).size).toBe(1)
    // A project of Go has its caches where the runner can keep them.
    expect(requests[0]?.mounts.at(-1)).toEqual({ source: expect.stringMatching(/\/slipway-cache$/), target: expect.stringMatching(/\/slipway-cache$/) })
    expect(lent[0]?.['env']).toMatch(/^export GOCACHE='.*\/slipway-cache\/go\/build'$/m)
    const wrong = engineFake(() => ({ ...fine(), stdout: 'tool dev\n' }))
    expect(messages((await attempt(fakes, given, wrong.detect)).problems)).toEqual(['out/tool --version says "tool dev", and not v1.2.3'])
  })

  test('a dry run says where it would run, and asks no engine', async () => {
    const { fakes } = workspace({}, { http })
    const { detect, asked } = engineFake(fine)
    await attempt(fakes, { command: 'make', container: both, tools: 'go', 'dry-run': 'true' }, detect)
    expect(fakes.lines[2]).toMatch(/^command, in 127\.0\.0\.1:5000\/o\/builder@sha256:[0-9a-f]{64} \(linux\/amd64\): runs natively on linux\/amd64: make$/)
    expect(asked).toEqual([])
  })

  test('variables survive any shell', async () => {
    const value = 'a\'b"c$(touch x)`d`\\\n e'
    const file = join(folder, 'env')
    writeFileSync(file, renderEnv({ VALUE: value }, ['/front', "/it's"]))
    const result = await really({
      command: 'bash',
      args: ['-c', `. ${file}; printf '%s|%s' "$VALUE" "$PATH"`],
      options: { env: { PATH: '/bin', BASH_ENV: '' } },
    })
    expect(result.stdout).toBe(`${value}|/front:/it's:/bin`)
  })
})

describe('libraries of the builder image', () => {
  const registry = createRegistryFake()
  const image = (architecture: string): { digest: string; size: number } => {
    const config = registry.putBlob({ os: 'linux', architecture })
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config: { mediaType: mediaTypes.config, ...config }, layers: [] }
    return { digest: registry.put('o/builder', undefined, mediaTypes.manifest, manifest), size: JSON.stringify(manifest).length }
  }
  const manifests = ['amd64', 'arm64'].map((architecture) => ({
    mediaType: mediaTypes.manifest,
    ...image(architecture),
    platform: { os: 'linux', architecture },
  }))
  const container = `127.0.0.1:5000/o/builder@${registry.put('o/builder', undefined, mediaTypes.index, { schemaVersion: 2, mediaType: mediaTypes.index, manifests })}`
  let library = Buffer.alloc(0)
  beforeAll(() => {
    const [from, to] = [join(folder, 'k.c'), join(folder, 'k.so')]
    writeFileSync(from, 'int krun(void) { return 1; }\n')
    execFileSync('gcc', ['-shared', '-fPIC', '-Wl,-soname,libkrun.so.1', '-o', to, from])
    library = readFileSync(to)
  })
  const asked: ExtractRequest[] = []
  const extract = async (request: ExtractRequest): Promise<void> => {
    asked.push(request)
    for (const path of request.paths)
      writeFileSync(join(request.to, path.split('/').at(-1) ?? ''), path.includes('empty') ? '' : path.includes('text') ? 'text' : library)
  }
  const prepared = (files = {}, extracting = extract) => ({ ...workspace(files, { http: registry.answer }), ...engineFake(fine, { extract: extracting }) })

  test('are there before the command, under the name that they give themselves', async () => {
    const { fakes, root, detect, requests } = prepared()
    const given = { command: 'make', container, extract: '/opt/lib/libkrun.so -> lib/\n/opt/lib/text -> doc/text.txt', files: 'lib/*\ndoc/*' }
    const { outputs, problems } = await attempt(fakes, given, detect)
    expect(messages(problems)).toEqual([])
    expect(readFileSync(join(root, 'lib/libkrun.so.1')).equals(library)).toBe(true)
    expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({
      files: [{ path: 'lib/libkrun.so.1', native: { soname: 'libkrun.so.1' } }, { path: 'doc/text.txt' }],
    })
    expect(fakes.lines).toContain('extracted: lib/libkrun.so.1, from /opt/lib/libkrun.so (SONAME libkrun.so.1)')
    expect(requests).toHaveLength(1)
  })

  test("in cross mode they are the target's", async () => {
    const { fakes, detect } = prepared()
    const ports = { ...fakes.ports, files: { ...fakes.ports.files, list: async () => [] } }
    await attempt({ ...fakes, ports }, { platform: 'linux/arm64', command: 'make', container, extract: '/a/libkrun.so -> lib/' }, detect)
    expect(asked.at(-1)).toMatchObject({ platform: 'linux/arm64', image: { digest: manifests[1]?.digest }, paths: ['/a/libkrun.so'] })
  })

  test.each([
    ['/a/libkrun.so -> lib/libkrun.so', '/a/libkrun.so gives itself the name libkrun.so.1, and nobody would find it as libkrun.so'],
    ['/a/empty -> lib/', '/a/empty is empty in the image'],
    ['/a/libkrun.so -> lib/\n/b/libkrun.so.1.2 -> lib/', '/b/libkrun.so.1.2 would take the place of another file, lib/libkrun.so.1'],
  ])('red: %s', async (lines, message) => {
    const { fakes, detect, requests } = prepared()
    const { problems } = await attempt(fakes, { command: 'make', container, extract: lines }, detect)
    expect(problems).toMatchObject([{ message, at: { input: 'extract' } }])
    expect(requests).toEqual([])
  })
})

describe('a build in an image that another job of the run handed on', () => {
  type Image = { readonly architecture?: string; readonly layer?: Uint8Array }

  /** What builder-image leaves: an artifact for each platform, with one archive in it. */
  async function handOn(
    fakes: Fakes,
    platform: string,
    { architecture = platform.split('/')[1] ?? '', layer }: Image = {},
    files = ['image.tar'],
  ): Promise<string> {
    const { ports } = fakes
    const layout = await ports.files.makeTemporary('layout')
    const write = async (mediaType: string, bytes: Uint8Array | string) => {
      const digest = digestOf(bytes)
      await ports.files.write(`${layout}/blobs/sha256/${hexOf(digest)}`, bytes)
      return { mediaType, digest, size: Buffer.byteLength(bytes) }
    }
    const layers = layer === undefined ? [] : [await write('application/vnd.oci.image.layer.v1.tar', layer)]
    const diffs = layers.map(({ digest }) => digest)
    const config = await write(mediaTypes.config, JSON.stringify({ os: 'linux', architecture, rootfs: { type: 'layers', diff_ids: diffs } }))
    const manifest = await write(mediaTypes.manifest, JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers }))
    await ports.files.write(`${layout}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}')
    await ports.files.write(`${layout}/index.json`, JSON.stringify({ schemaVersion: 2, manifests: [manifest] }))
    const archive = await ports.files.makeTemporary('archive')
    await packLayout(ports.files, layout, `${archive}/image.tar`)
    await ports.files.write(`${archive}/other`, 'x')
    await ports.artifacts.upload(
      artifactName('builder-3f', platform as Platform),
      files.map((file) => `${archive}/${file}`),
      archive,
    )
    return manifest.digest
  }

  test('is fetched for its own platform, checked, and taken away again', async () => {
    const { fakes, place } = workspace({ 'out/tool': elf(62) })
    const digest = await handOn(fakes, 'linux/amd64')
    await handOn(fakes, 'linux/arm64')
    let there = false
    const { detect, requests, asked } = engineFake((request) => {
      there = 'layout' in request.image && existsSync(join(request.image.layout, 'index.json'))
      return fine()
    })
    const { outputs, problems } = await attempt(fakes, { command: 'make', container: 'artifact:builder-3f', files: 'out/tool' }, detect)
    expect(messages(problems)).toEqual([])
    expect(requests).toMatchObject([
      { platform: 'linux/amd64', sysroot: undefined, image: { digest, layout: expect.stringMatching(/builder-3f-amd64\/layout$/) } },
    ])
    expect(there).toBe(true)
    expect(asked).toEqual([{ preference: 'auto', auth: undefined }])
    expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({ execution: { mode: 'native', image: `artifact:builder-3f-amd64@${digest}` } })
    expect(fakes.lines).toContain(`builder-3f-amd64: ${digest}, whole`)
    expect(fakes.lines[2]).toBe('command, in the artifact builder-3f-amd64 (linux/amd64): runs natively on linux/amd64: make')
    expect(readdirSync(join(place, 'temp')).filter((name) => name.startsWith('images-'))).toEqual([])
  })

  test('lends the target platform to the host where it cannot run here', async () => {
    const { fakes } = workspace({ 'out/tool': elf(183) })
    const host = await handOn(fakes, 'linux/amd64')
    const target = await handOn(fakes, 'linux/arm64')
    const { detect, requests } = engineFake(fine)
    const ports = { ...fakes.ports, files: { ...fakes.ports.files, list: async () => [] } }
    const { outputs, problems } = await attempt(
      { ...fakes, ports },
      { platform: 'linux/arm64', command: 'make', container: 'artifact:builder-3f', files: 'out/tool' },
      detect,
    )
    expect(messages(problems)).toEqual([])
    expect(outputs?.cross).toBe('true')
    expect(requests).toMatchObject([{ platform: 'linux/amd64', image: { digest: host }, sysroot: { platform: 'linux/arm64', image: { digest: target } } }])
  })

  test('a dry run fetches nothing', async () => {
    const { fakes } = workspace({})
    await handOn(fakes, 'linux/amd64')
    const ports = { ...fakes.ports, artifacts: { ...fakes.ports.artifacts, download: () => Promise.reject(new Error('fetched')) } }
    const { problems } = await attempt({ ...fakes, ports }, { command: 'make', container: 'artifact:builder-3f', 'dry-run': 'true' })
    expect(problems).toEqual([])
  })

  const good = (fakes: Fakes): Promise<unknown> => handOn(fakes, 'linux/amd64')
  const damage =
    (change: (archive: Buffer) => Buffer) =>
    async (fakes: Fakes, place: string): Promise<void> => {
      await good(fakes)
      const archive = join(place, 'artifacts/builder-3f-amd64/image.tar')
      writeFileSync(archive, change(readFileSync(archive)))
    }
  test.each<[string, Readonly<Record<string, string>>, (fakes: Fakes, place: string) => Promise<unknown>, RegExp]>([
    ['no artifact', {}, async () => {}, /^there is no artifact builder-3f-amd64: the run has none yet$/],
    ['artifacts of another image', { container: 'artifact:other' }, good, /^there is no artifact other-amd64: the run has builder-3f-amd64$/],
    ['another platform only', { platform: 'linux/arm64' }, good, /^the image has no linux\/arm64, only linux\/amd64$/],
    ['no name', { container: 'artifact:' }, good, /^"" is no name of artifacts that hold an image$/],
    ['a path as a name', { container: 'artifact:../x' }, good, /^"..\/x" is no name of artifacts/],
    ['an artifact without an archive', {}, (fakes) => handOn(fakes, 'linux/amd64', {}, ['other']), /^the artifact builder-3f-amd64 holds no image.tar$/],
    [
      'an image of another platform',
      {},
      (fakes) => handOn(fakes, 'linux/amd64', { architecture: 'arm64' }),
      /holds an image that says it is linux\/arm64, not linux\/amd64$/,
    ],
    ['an archive that is cut', {}, damage((archive) => archive.subarray(0, 1600)), /^the artifact builder-3f-amd64: the tar archive cannot be read/],
    ['no archive', {}, damage(() => Buffer.from('text '.repeat(500))), /^the artifact builder-3f-amd64: the tar archive cannot be read/],
    [
      'a changed blob',
      {},
      damage((archive) => Buffer.from(archive.toString('latin1').replace('"amd64"', '"arm64"'), 'latin1')),
      /^the artifact builder-3f-amd64: the image is damaged/,
    ],
  ])('refused: %s', async (_, given, prepare, message) => {
    const { fakes, place } = workspace({})
    await prepare(fakes, place)
    const { detect, requests } = engineFake(fine)
    const { problems } = await attempt(fakes, { command: 'true', container: 'artifact:builder-3f', ...given }, detect)
    expect(problems).toMatchObject([{ message: expect.stringMatching(message), cure: expect.stringMatching(/.+/), at: { input: 'container' } }])
    expect(requests).toEqual([])
    expect(existsSync(join(place, 'temp')) ? readdirSync(join(place, 'temp')).filter((name) => name.startsWith('images-')) : []).toEqual([])
  })

  test('with a real buildah, and programs of this machine as the image', async () => {
    const { fakes, root } = workspace({ 'in.txt': 'from outside\n' })
    const paths = ['sh', 'cat'].flatMap((name) => {
      const program = execFileSync('sh', ['-c', 'readlink -f "$(command -v "$1")"', 'sh', name], { encoding: 'utf8' }).trim()
      return [program, ...[...execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] ?? '')]
    })
    const shell = paths[0] ?? ''
    const renamed = ['--transform', `s,^${shell.slice(1)}$,bin/sh,`, '--transform', 's,^usr/bin/cat$,bin/cat,']
    const layer = execFileSync('tar', ['--create', '--dereference', ...renamed, '--directory', '/', ...[...new Set(paths)].map((path) => path.slice(1))], {
      maxBuffer: 2 ** 27,
    })
    const platform = `linux/${process.arch === 'arm64' ? 'arm64' : 'amd64'}`
    const digest = await handOn(fakes, platform, { layer })
    const said: string[] = []
    const exec = createExec({ env: process.env, cwd: root, windows: false, print: (line) => said.push(line), signal: new AbortController().signal })
    const ports = { ...fakes.ports, exec, job: { ...fakes.ports.job, platform }, random: () => Math.random().toString(16).slice(2, 14) }
    const given = {
      platform,
      engine: 'buildah',
      container: 'artifact:builder-3f',
      command: 'cat in.txt; echo "$SLIPWAY_ARCH" > out.txt',
      // The C library of this machine: its file is called otherwise on some, its SONAME is the same on all.
      extract: `${paths.find((path) => /\/libc[.-]/.test(path))} -> lib/`,
      files: 'out.txt: any\nlib/libc.so.6: library',
    }
    const { outputs, problems } = await attempt({ ...fakes, ports }, given, detectEngine)
    expect([messages(problems), said.join('\n')]).toEqual([[], expect.stringContaining('from outside')])
    expect(readFileSync(join(root, 'out.txt'), 'utf8')).toBe(`${platform.split('/')[1]}\n`)
    expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({
      execution: { engine: 'buildah', image: `artifact:builder-3f-${platform.split('/')[1]}@${digest}` },
    })
  }, 60_000)
})

import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { artifactName, type Detection, detectEngine, type Engine, packLayout, type RunRequest } from '@slipway/engine'
import { createExec } from '@slipway/host'
import type { Fakes } from '@slipway/host/fakes'
import { digestOf, hexOf, type Platform } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { createRegistryFake } from '@slipway/registry/fakes'
import { type Detect, renderEnv } from './container.ts'
import { attempt, elf, folder, messages, really, workspace } from './native-build.support.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An engine that writes down what it is asked for, and what the files that it is lent hold while it runs. */
function engineFake(act: (request: RunRequest, lent: string) => { code: number; ended: boolean }): {
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
  const engine: Engine = { name: 'docker', build: none, extract: none, run, [Symbol.asyncDispose]: async () => {} }
  const detect: Detect = async (_, options) => {
    seen.asked.push(options)
    return { engine, reason: 'a test', tried: [] } satisfies Detection
  }
  return { detect, ...seen }
}

const fine = () => ({ code: 0, ended: false })

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
    const failing = engineFake(() => ({ code: 3, ended: false }))
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

  test('a dry run says where it would run, and asks no engine', async () => {
    const { fakes } = workspace({}, { http })
    const { detect, asked } = engineFake(fine)
    await attempt(fakes, { command: 'make', container: both, tools: 'go', 'dry-run': 'true' }, detect)
    expect(fakes.lines[1]).toMatch(/^command, in 127\.0\.0\.1:5000\/o\/builder@sha256:[0-9a-f]{64} \(linux\/amd64\): runs natively on linux\/amd64: make$/)
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
    expect(fakes.lines[1]).toBe('command, in the artifact builder-3f-amd64 (linux/amd64): runs natively on linux/amd64: make')
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
      files: 'out.txt: any',
    }
    const { outputs, problems } = await attempt({ ...fakes, ports }, given, detectEngine)
    expect([messages(problems), said.join('\n')]).toEqual([[], expect.stringContaining('from outside')])
    expect(readFileSync(join(root, 'out.txt'), 'utf8')).toBe(`${platform.split('/')[1]}\n`)
    expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({
      execution: { engine: 'buildah', image: `artifact:builder-3f-${platform.split('/')[1]}@${digest}` },
    })
  }, 60_000)
})

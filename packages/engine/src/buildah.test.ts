import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createClock, createExec, createFiles, readJob } from '@slipway/host'
import { createFakes } from '@slipway/host/fakes'
import { type Platform, unwrap } from '@slipway/kernel'
import { openLayout, parseReference, type Reference, readLayoutImage } from '@slipway/oci'
import { type BuildRequest, detectEngine, type Engine, type EnginePorts, type RunRequest } from './index.ts'

/** A real buildah, an image made of this machine's own shell, and a registry that serves what was built. */

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'buildah-test-')))
const context = join(folder, 'context')
const lines: string[] = []
const ports = realPorts()
const host = ports.job.platform as Platform
const foreign = (host === 'linux/arm64' ? 'linux/amd64' : 'linux/arm64') as Platform
let engine: Engine
let server: ReturnType<typeof createServer>

function realPorts(): EnginePorts {
  const { signal } = new AbortController()
  const env = process.env
  const job = { ...readJob({ RUNNER_TEMP: join(folder, 'temp') }, { platform: process.platform, arch: process.arch, cwd: folder }), variable: () => undefined }
  const fakes = createFakes({ folder })
  return {
    job,
    files: createFiles(job),
    clock: createClock(signal),
    exec: createExec({ env, cwd: folder, windows: false, print: (line) => lines.push(line), signal }),
    log: { ...fakes.ports.log, info: (line) => void lines.push(line) },
    random: (bytes) =>
      Math.random()
        .toString(16)
        .slice(2, 2 + bytes * 2),
  }
}

const containerfile = `ARG BUILDPLATFORM
FROM --platform=$BUILDPLATFORM scratch AS unused
FROM scratch
ARG VERSION
ARG TARGETARCH
COPY root/ /
RUN echo "$VERSION for $TARGETARCH" > /built
LABEL version=$VERSION
ENTRYPOINT ["/bin/false"]
`

/** Copies programs of this machine with the libraries that they need to where they stand here. */
function lendPrograms(root: string, programs: readonly string[]): void {
  for (const program of programs) {
    const path = execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program], { encoding: 'utf8' }).trim()
    const needed = [...execFileSync('ldd', [path], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] ?? '')
    for (const [from, to] of [[path, `/bin/${program}`], ...needed.map((library) => [library, library])] as [string, string][]) {
      mkdirSync(dirname(join(root, to)), { recursive: true })
      copyFileSync(from, join(root, to))
    }
  }
}

beforeAll(async () => {
  lendPrograms(join(context, 'root'), ['sh', 'cat', 'sleep', 'setsid'])
  mkdirSync(join(context, 'root/tmp'))
  symlinkSync('/built', join(context, 'root/link'))
  writeFileSync(join(context, 'Containerfile'), containerfile)
  writeFileSync(join(context, 'foreign.Containerfile'), 'FROM scratch\nCOPY Containerfile /lib/target-only\n')
  engine = (await detectEngine(ports, { preference: 'buildah' })).engine
  server = createServer((request, response) => {
    // The layouts of all builds, as a registry that only reads.
    const [, kind, hex] = /\/(manifests|blobs)\/sha256:([0-9a-f]{64})$/.exec(request.url ?? '') ?? []
    const found = readdirSync(folder)
      .map((name) => join(folder, name, 'layout/blobs/sha256', hex ?? 'none'))
      .find((path) => existsSync(path))
    if (request.url === '/v2/') return void response.end('{}')
    if (found === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': kind === 'manifests' ? 'application/vnd.oci.image.manifest.v1+json' : 'application/octet-stream' })
    response.end(request.method === 'HEAD' ? undefined : readFileSync(found))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
}, 60_000)

afterAll(async () => {
  await engine?.[Symbol.asyncDispose]()
  server?.closeAllConnections()
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function build(output: string, change: Partial<BuildRequest> = {}): Promise<{ image: Reference; platform: Platform }> {
  const request = { context, containerfile: join(context, 'Containerfile'), platform: host, buildArguments: { VERSION: 'v1' }, sourceDateEpoch: 1_700_000_000 }
  mkdirSync(join(folder, output))
  const built = await engine.build({ ...request, output: join(folder, output), ...change })
  if (built.kind !== 'layout') throw new Error(`buildah made ${built.kind}`)
  const { manifest, config } = await readLayoutImage(await openLayout((path) => ports.files.readBytes(join(built.folder, path))))
  const image = unwrap(parseReference(`127.0.0.1:${(server.address() as AddressInfo).port}/o/builder@${manifest.digest}`))
  return { image, platform: config.platform }
}

async function run(image: Reference, script: string, change: Partial<RunRequest> = {}): Promise<{ code: number; ended: boolean; said: string }> {
  lines.length = 0
  const result = await engine.run({ image, platform: host, mounts: [], env: {}, command: ['/bin/sh', '-c', script], ...change })
  return { ...result, said: lines.join('\n') }
}

test('builds for a platform, with arguments, twice the same; runs, extracts, and is gone at the end', async () => {
  const { image, platform } = await build('one')
  expect(platform).toBe(host)
  expect((await build('two')).image.digest).toBe(image.digest)
  expect((await build('three', { buildArguments: { VERSION: 'v2' } })).image.digest).not.toBe(image.digest)

  expect(await run(image, 'cat /built; echo "A is $A in $PWD"', { env: { A: 'x y' }, workdir: '/tmp' })).toMatchObject({
    code: 0,
    said: expect.stringMatching(new RegExp(`v1 for ${host.split('/')[1]}\nA is x y in /tmp`)),
  })
  expect(await run(image, 'exit 42')).toMatchObject({ code: 42, ended: false })
  await expect(run(image, '', { command: ['/bin/nothing-like-it'] })).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_COMMAND' }] })

  mkdirSync(join(folder, 'mount'))
  const mount = { source: join(folder, 'mount'), target: '/m' }
  expect(await run(image, 'echo from inside > /m/file', { mounts: [mount] })).toMatchObject({ code: 0 })
  expect(readFileSync(join(folder, 'mount/file'), 'utf8')).toBe('from inside\n')
  expect((await run(image, 'echo no > /m/file', { mounts: [{ ...mount, readOnly: true }] })).code).not.toBe(0)
  expect(readFileSync(join(folder, 'mount/file'), 'utf8')).toBe('from inside\n')

  await engine.extract({ image, platform: host, paths: ['/link', '/bin/sh'], to: join(folder, 'out') })
  expect(readFileSync(join(folder, 'out/link'), 'utf8')).toContain('v1 for')
  await expect(engine.extract({ image, platform: host, paths: ['/none'], to: folder })).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_PATH' }] })
}, 60_000)

test('a foreign platform: built honestly, and lent to the host image at /sysroot, read-only', async () => {
  const { image } = await build('host')
  const target = await build('foreign', { platform: foreign, containerfile: join(context, 'foreign.Containerfile'), buildArguments: {} })
  expect(target.platform).toBe(foreign)
  const sysroot = { image: target.image, platform: foreign }
  const result = await run(image, 'cat /sysroot/lib/target-only && echo x > /sysroot/x', { sysroot })
  expect(result.said).toContain('COPY root/ /')
  expect(result.code).not.toBe(0)
}, 60_000)

test('a deadline ends everything, also what left its process group', async () => {
  const { image } = await build('deadline')
  const mark = `mark-${process.pid}-${Date.now()}`
  const started = Date.now()
  const result = await run(image, `setsid sh -c 'echo started; cat; sleep 300' ${mark} & sleep 300`, { deadline: 3_000 })
  expect(result).toMatchObject({ ended: true })
  expect(result.code).not.toBe(0)
  expect(Date.now() - started).toBeLessThan(20_000)
  const alive = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name) && commandOf(name).includes(mark))
  expect(alive).toEqual([])
}, 60_000)

test('a step that fails is a refusal, and no mount is left when the engine is disposed of', async () => {
  writeFileSync(join(context, 'bad.Containerfile'), 'FROM scratch\nCOPY root/ /\nRUN exit 3\n')
  await expect(build('bad', { containerfile: join(context, 'bad.Containerfile') })).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_FAILED' }] })
  await engine[Symbol.asyncDispose]()
  expect(readdirSync(join(folder, 'temp'))).toEqual([])
  expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(folder)
}, 60_000)

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

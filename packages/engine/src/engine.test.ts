import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { type Call, createFakes } from '@slipway/host/fakes'
import { type Platform, unwrap } from '@slipway/kernel'
import { parseReference } from '@slipway/oci'
import { buildahBuildArgs, buildahRunArgs, pullFlags } from './buildah-args.ts'
import { dockerBuildArgs, podmanBuildArgs, podmanPullArgs, runArgs } from './container-args.ts'
import { createContainerEngine } from './container-engine.ts'
import { type BuildRequest, canRun, detectEngine, type EnginePorts, parseBinfmt, planRun, type RunFacts, type RunRequest } from './index.ts'
import { resolveInside } from './resolve-inside.ts'

const folder = mkdtempSync(join(tmpdir(), 'engine-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const amd64 = 'linux/amd64' as Platform
const arm64 = 'linux/arm64' as Platform
const digest = `sha256:${'a'.repeat(64)}`
const other = `sha256:${'b'.repeat(64)}`
const image = unwrap(parseReference(`ghcr.io/o/builder@${digest}`))
const local = unwrap(parseReference(`127.0.0.1:5000/o/builder@${digest}`))

const build: BuildRequest = {
  context: '/w/images/builder',
  containerfile: '/w/images/builder/Containerfile',
  platform: arm64,
  buildArguments: { B: '2', A: '1 x' },
  labels: { l: 'v' },
  sourceDateEpoch: 1700000000,
  target: 'final',
  output: '/t/out',
}
const run: RunRequest = {
  image,
  platform: amd64,
  sysroot: { image: unwrap(parseReference(`ghcr.io/o/builder@${other}`)), platform: arm64 },
  mounts: [
    { source: '/w', target: '/work' },
    { source: '/c', target: '/cache', readOnly: true },
  ],
  env: { B: '2', A: '1' },
  workdir: '/work',
  user: '1000:1000',
  command: ['task', 'build', '--', '-x'],
}

describe('arguments', () => {
  const common = '--platform linux/arm64 --file /w/images/builder/Containerfile --tag t:1'

  test.each<[string, readonly string[], string]>([
    [
      'docker with buildx',
      dockerBuildArgs(build, 't:1', 'buildx'),
      `buildx build --load --progress plain ${common} --target final --build-arg A=1_x --build-arg B=2 --build-arg SOURCE_DATE_EPOCH=1700000000 --label l=v /w/images/builder`,
    ],
    [
      'docker before buildx',
      dockerBuildArgs({ ...build, buildArguments: {}, labels: {}, target: undefined, sourceDateEpoch: undefined }, 't:1', 'classic'),
      `build --progress plain ${common} /w/images/builder`,
    ],
    [
      'podman',
      podmanBuildArgs(build, 't:1', 'linux/amd64', '/t/auth.json'),
      `build --layers=false --authfile /t/auth.json --format oci ${common} --timestamp 1700000000 --target final --build-arg A=1_x --build-arg B=2 --build-arg BUILDPLATFORM=linux/amd64 --label l=v /w/images/builder`,
    ],
    [
      'buildah',
      buildahBuildArgs(build, 't:1', 'linux/amd64', undefined),
      `build --isolation chroot --format oci ${common} --timestamp 1700000000 --target final --build-arg A=1_x --build-arg B=2 --build-arg BUILDPLATFORM=linux/amd64 --label l=v /w/images/builder`,
    ],
  ])('%s builds', (_, args, line) => expect(args.map((arg) => arg.replace(' ', '_')).join(' ')).toBe(line))

  const bound = '--mount type=bind,source=/w,target=/work --mount type=bind,source=/c,target=/cache,readonly'
  const rest = `--env A=1 --env B=2 --workdir /work --user 1000:1000 --entrypoint task ghcr.io/o/builder@${digest} build -- -x`
  test.each<[string, readonly string[], string]>([
    [
      'docker',
      runArgs('docker', run, 'n', '/t/sysroot'),
      `run --rm --name n --init --pull never --platform linux/amd64 ${bound} --mount type=bind,source=/t/sysroot,target=/sysroot,readonly ${rest}`,
    ],
    [
      'podman',
      runArgs('podman', run, 'n'),
      `run --rm --name n --pull never --platform linux/amd64 ${bound} --mount type=image,source=ghcr.io/o/builder@${other},destination=/sysroot,rw=false ${rest}`,
    ],
    [
      'buildah',
      buildahRunArgs(run, 'c'),
      `run --isolation chroot --volume /w:/work --volume /c:/cache:ro --mount type=bind,from=ghcr.io/o/builder@${other},src=/,dst=/sysroot,ro --env A=1 --env B=2 --workingdir /work --user 1000:1000 c -- task build -- -x`,
    ],
    [
      'docker, without anything',
      runArgs('docker', { image, platform: amd64, mounts: [], env: {}, command: ['true'] }, 'n'),
      `run --rm --name n --init --pull never --platform linux/amd64 --entrypoint true ghcr.io/o/builder@${digest}`,
    ],
  ])('%s runs', (_, args, line) => expect(args.join(' ')).toBe(line))

  test('pulls name the platform, the sign-in, and plain HTTP on this machine only', () => {
    expect(pullFlags(image, arm64, '/t/auth.json')).toEqual(['--platform', 'linux/arm64', '--authfile', '/t/auth.json'])
    expect(pullFlags(local, arm64, undefined)).toEqual(['--platform', 'linux/arm64', '--tls-verify=false'])
    expect(podmanPullArgs(local, amd64, undefined).join(' ')).toBe(`pull --quiet --platform linux/amd64 --tls-verify=false 127.0.0.1:5000/o/builder@${digest}`)
  })
})

describe('what can run', () => {
  const entry = (change: Readonly<Record<string, string>> = {}): string => {
    const lines = {
      state: 'enabled',
      interpreter: 'interpreter /usr/bin/qemu-aarch64-static',
      flags: 'flags: POCF',
      offset: 'offset 0',
      magic: 'magic 7f454c460201010000000000000000000200b700',
      mask: 'mask ffffffffffffff00fffffffffffffffffeffffff',
      ...change,
    }
    return `${Object.values(lines).join('\n')}\n`
  }
  function machine(platform: string, entries: Readonly<Record<string, string>>) {
    const { ports } = createFakes({ folder, job: { platform } })
    const list = async (): Promise<string[]> =>
      Object.keys(entries).length === 0 ? Promise.reject(new Error('ENOENT')) : [...Object.keys(entries), 'register', 'status']
    const readText = async (path: string): Promise<string> => entries[path.split('/').at(-1) ?? ''] ?? Promise.reject(new Error(path))
    return { ...ports, files: { ...ports.files, list, readText } }
  }

  test.each<[string, string, string, Readonly<Record<string, string>>, boolean]>([
    ['its own platform', 'linux/amd64', 'linux/amd64', {}, true],
    ['i386 on x86-64', 'linux/amd64', 'linux/386', {}, true],
    ['nothing foreign without binfmt', 'linux/amd64', 'linux/arm64', {}, false],
    ['what an entry recognises', 'linux/amd64', 'linux/arm64', { 'qemu-aarch64': entry() }, true],
    ['nothing else', 'linux/amd64', 'linux/riscv64', { 'qemu-aarch64': entry() }, false],
    ['a 32-bit big-endian or other machine neither', 'linux/amd64', 'linux/s390x', { 'qemu-aarch64': entry() }, false],
    ['not what is switched off', 'linux/amd64', 'linux/arm64', { 'qemu-aarch64': entry({ state: 'disabled' }) }, false],
    ['not what needs an interpreter in the image', 'linux/amd64', 'linux/arm64', { 'qemu-aarch64': entry({ flags: 'flags: OC' }) }, false],
    ['not what goes by name', 'linux/amd64', 'linux/arm64', { java: 'enabled\ninterpreter /x\nflags: F\nextension .class\n' }, false],
    ['an entry without a mask', 'linux/amd64', 'linux/arm64', { other: entry({ mask: '', magic: 'magic 7f454c4602' }) }, true],
    ['an entry at another place', 'linux/amd64', 'linux/arm64', { other: entry({ mask: '', offset: 'offset 18', magic: 'magic b700' }) }, true],
    ['no Windows program', 'linux/amd64', 'windows/amd64', {}, false],
  ])('%s', async (_, host, platform, entries, can) => {
    expect(await canRun(machine(host, entries), platform as Platform)).toBe(can)
  })

  test('text that is no entry', () => expect(parseBinfmt('')).toBeUndefined())
})

describe('the plan of a run', () => {
  const facts: RunFacts = { target: arm64, host: amd64, executable: false, children: [amd64, arm64] }
  test.each<[string, RunFacts, object]>([
    ['native', { ...facts, target: amd64, executable: true }, { mode: 'native', platform: amd64, env: {} }],
    ['emulated', { ...facts, executable: true }, { mode: 'emulated', platform: arm64, env: {} }],
    ['cross', facts, { mode: 'cross', platform: amd64, sysroot: arm64, env: { SYSROOT: '/sysroot', CROSS_TRIPLET: 'aarch64-linux-gnu' } }],
  ])('%s', (_, of, plan) => expect(planRun(of)).toMatchObject({ ok: true, value: { ...plan, note: expect.stringMatching(/.+/) } }))

  test.each<[string, RunFacts]>([
    ['no image for the target', { ...facts, children: [amd64] }],
    ['no image for the host', { ...facts, children: [arm64] }],
    ['no Linux', { ...facts, target: 'darwin/arm64' as Platform }],
  ])('refuses: %s', (_, of) => expect(planRun(of)).toMatchObject({ ok: false, error: { code: 'E_ENGINE_PLATFORM', cure: expect.stringMatching(/.+/) } }))
})

describe('the choice', () => {
  type Script = Readonly<Record<string, { code?: number; stdout?: string; stderr?: string }>>
  /** A machine whose commands answer by the beginning of their command line; a program is installed when a line begins with it. */
  function machine(script: Script, variables: Readonly<Record<string, string>> = {}) {
    const installed = (command: string): boolean => Object.keys(script).some((line) => line.startsWith(command))
    const fakes = createFakes({
      folder,
      variables,
      which: (command) => (installed(command) ? `/usr/bin/${command}` : undefined),
      exec: ({ command, args }: Call) => {
        const line = `${command} ${args.filter((arg) => !arg.startsWith('/')).join(' ')}`
        const key = Object.keys(script).find((beginning) => line.includes(beginning))
        return key === undefined ? { code: 0 } : (script[key] ?? {})
      },
    })
    return fakes
  }
  const docker: Script = { 'docker version': { stdout: '28.0.1 linux/amd64 28.2.2\n' } }
  const podman: Script = { 'podman info': { stdout: '5.2.1 linux/amd64\n' } }
  const buildah: Script = { 'buildah --version': { stdout: 'buildah version 1.28.2 (image-spec 1.1.0)\n' } }
  const noServer: Script = { 'docker version': { code: 1, stdout: '', stderr: 'Cannot connect to the Docker daemon\n' } }

  test.each<[string, Script, Readonly<Record<string, string>>, string]>([
    ['docker first', { ...docker, ...podman, ...buildah }, {}, 'docker 28.0.1 answers, with BuildKit'],
    [
      'podman when no docker server answers',
      { ...noServer, ...podman },
      {},
      'podman 5.2.1 runs containers; docker has no server that answers (Cannot connect to the Docker daemon)',
    ],
    [
      'podman when docker has no BuildKit',
      { ...docker, 'docker buildx': { code: 1 }, ...podman },
      {},
      'podman 5.2.1 runs containers; docker 28.0.1 has no BuildKit (the buildx plugin is missing)',
    ],
    [
      'a client of docker that still builds by itself',
      { 'docker version': { stdout: '28.0.1 linux/amd64 20.10.24' }, 'docker buildx': { code: 1 } },
      {},
      'docker 28.0.1 answers, with BuildKit',
    ],
    [
      'not docker with Windows containers',
      { 'docker version': { stdout: '28.0.1 windows/amd64 28.2.2' }, ...podman },
      {},
      'podman 5.2.1 runs containers; docker runs windows/amd64 containers, not those of Linux',
    ],
    [
      'not docker where names live elsewhere',
      { ...docker, ...podman },
      { CONTAINERS_REGISTRIES_CONF: '/r.conf' },
      'podman 5.2.1 runs containers; docker is passed over, because it does not follow CONTAINERS_REGISTRIES_CONF',
    ],
    [
      'buildah when podman starts nothing',
      { ...podman, 'podman run': { code: 126, stderr: 'crun: cgroups in hybrid mode not supported' }, ...buildah },
      {},
      'buildah 1.28.2 runs commands in a chroot, storing with overlay; docker is not installed; podman 5.2.1 runs nothing here (crun: cgroups in hybrid mode not supported)',
    ],
    [
      'buildah with vfs where overlay does not work',
      { ...buildah, '--storage-driver overlay from': { code: 125 } },
      {},
      'buildah 1.28.2 runs commands in a chroot, storing with vfs; docker is not installed; podman is not installed',
    ],
  ])('%s', async (_, script, variables, reason) => {
    const { ports, lines } = machine(script, variables)
    const found = await detectEngine(ports)
    expect(found.reason).toBe(reason)
    expect(lines).toContain(`engine: ${reason}`)
    await found.engine[Symbol.asyncDispose]()
  })

  test('a preference is tried alone; the refusal says why nothing works, and each cure', async () => {
    await expect(detectEngine(machine({ ...docker, ...buildah }).ports, { preference: 'podman' })).rejects.toMatchObject({
      problems: [{ code: 'E_ENGINE_NONE' }],
    })
    expect((await detectEngine(machine(docker, { CONTAINERS_REGISTRIES_CONF: '/r' }).ports, { preference: 'docker' })).engine.name).toBe('docker')
    const mac = createFakes({ folder, job: { platform: 'darwin/arm64' }, which: (command) => (command === 'buildah' ? '/b' : undefined) })
    await expect(detectEngine(mac.ports)).rejects.toMatchObject({
      name: 'Refusal',
      problems: [
        { message: 'docker cannot be used: docker is not installed' },
        { message: 'podman cannot be used: podman is not installed' },
        { message: 'buildah cannot be used: buildah works on Linux only, not on darwin', cure: expect.stringContaining('input engine') },
      ],
    })
  })

  test('a sign-in lies in files that only we read, and is gone afterwards', async () => {
    const { ports } = machine(podman)
    const { engine } = await detectEngine(ports, { auth: '{"auths":{}}' })
    const made = (await ports.files.list(join(folder, 'temp'))).filter((name) => name.startsWith('podman-')).at(-1) ?? ''
    expect((await ports.files.info(join(folder, 'temp', made, 'auth.json')))?.mode).toBe(0o600)
    await engine[Symbol.asyncDispose]()
    expect(await ports.files.info(join(folder, 'temp', made))).toBeUndefined()
  })
})

describe('docker and podman', () => {
  type Answer = { code?: number; stderr?: string; ended?: boolean }
  function engine(name: 'docker' | 'podman', answer: (line: string) => Answer | undefined = () => undefined) {
    const fakes = createFakes({ folder, exec: ({ command, args }) => answer(`${command} ${args.join(' ')}`) ?? {} })
    const ports: EnginePorts = fakes.ports
    const made = createContainerEngine({
      ports,
      name,
      folder: join(folder, name),
      authFile: '/t/auth.json',
      host: 'linux/amd64',
      builder: 'buildx',
      endpoint: 'unix:///d.sock',
    })
    const lines = (): string[] => fakes.calls.map(({ command, args }) => `${command} ${args.join(' ')}`.slice(0, 70))
    return { engine: made, lines, fakes }
  }

  test('docker: build, save, forget; pull with the sign-in of this run; the sysroot as a folder', async () => {
    const { engine: docker, lines } = engine('docker')
    expect(await docker.build(build)).toEqual({ kind: 'docker-archive', file: '/t/out/image.tar' })
    expect(lines().map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(['docker buildx build', 'docker save --output', 'docker image rm'])
    expect(await docker.run(run)).toEqual({ code: 0, ended: false })
    expect(lines()[3]).toBe(`docker --config ${join(folder, 'docker')}/docker --host unix:///d.sock pull --quiet --platform linux/amd64 ghcr.io`.slice(0, 70))
    const verbs = ['create', 'export', 'rm --force', 'tar --extract', 'run --rm']
    expect(lines().slice(5)).toEqual(verbs.map((verb) => expect.stringContaining(verb)))
  })

  test('podman: build, push to a layout; extract', async () => {
    const { engine: podman, lines } = engine('podman')
    expect(await podman.build(build)).toEqual({ kind: 'layout', folder: '/t/out/layout' })
    await podman.extract({ image, platform: amd64, paths: ['/usr/lib/libx.so'], to: '/t' })
    const verbs = ['podman build', 'podman push --quiet', 'podman image rm', 'podman pull --quiet', 'podman create', 'podman cp slipway-', 'podman rm --force']
    expect(lines()).toEqual(verbs.map((verb) => expect.stringContaining(verb)))
  })

  test('a command keeps its code, the engine has failures of its own, and what is ended is removed', async () => {
    const answering = (answer: Answer) => engine('podman', (line) => (line.includes(' run ') ? answer : undefined))
    expect(await answering({ code: 42 }).engine.run(run)).toEqual({ code: 42, ended: false })
    expect(await answering({ code: 127, stderr: 'sh: 1: nothing: not found' }).engine.run(run)).toEqual({ code: 127, ended: false })
    const noProgram = {
      code: 127,
      stderr: 'runc create failed: unable to start container process: exec: "/bin/none": stat /bin/none: no such file or directory',
    }
    await expect(answering(noProgram).engine.run(run)).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_COMMAND' }] })
    await expect(answering({ code: 125, stderr: 'Error: no space left on device' }).engine.run(run)).rejects.toMatchObject({
      problems: [{ code: 'E_ENGINE_SPACE' }],
    })
    const ended = answering({ code: 143, ended: true })
    expect(await ended.engine.run(run)).toEqual({ code: 143, ended: true })
    expect(ended.lines().at(-1)).toContain('podman rm --force slipway-')
    await expect(ended.engine.run({ ...run, mounts: [{ source: '/a:b', target: 'c' }] })).rejects.toMatchObject({
      problems: [{ code: 'E_ENGINE_MOUNT' }, { code: 'E_ENGINE_MOUNT' }],
    })
  })

  test.each([
    ['exec /bin/sh: exec format error', 'E_ENGINE_FOREIGN'],
    ['Error: initializing source docker://ghcr.io/o/x: unauthorized', 'E_ENGINE_DENIED'],
    ['manifest unknown', 'E_ENGINE_NO_IMAGE'],
    ['make: *** [all] Error 2', 'E_ENGINE_FAILED'],
    ['mount: operation not permitted', 'E_ENGINE_RIGHTS'],
  ])('a build that fails with %s', async (stderr, code) => {
    const { engine: docker } = engine('docker', (line) => (line.includes('buildx build') ? { code: 1, stderr } : undefined))
    await expect(docker.build(build)).rejects.toMatchObject({ problems: [{ code, cure: expect.stringMatching(/.+/) }] })
  })

  test('a pull is repeated for what passes, and only for that', async () => {
    let left = 2
    const { engine: podman, fakes } = engine('podman', (line) => {
      if (!line.includes(' pull ')) return undefined
      left -= 1
      return left >= 0 ? { code: 125, stderr: 'received unexpected HTTP status: 503 Service Unavailable' } : {}
    })
    await podman.run({ ...run, sysroot: undefined })
    expect(fakes.slept).toEqual([1000, 2000])
    const denied = engine('podman', (line) => (line.includes(' pull ') ? { code: 125, stderr: 'denied' } : undefined))
    await expect(denied.engine.run(run)).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_DENIED' }] })
    expect(denied.fakes.slept).toEqual([])
    const broken = engine('podman', (line) => (line.includes(' pull ') ? { code: 125, stderr: 'read: connection reset by peer' } : undefined))
    await expect(broken.engine.run(run)).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_FAILED' }] })
    expect(broken.fakes.slept).toEqual([1000, 2000, 4000])
  })
})

describe('a path inside an image', () => {
  const links: Readonly<Record<string, string>> = {
    '/m/lib': 'usr/lib',
    '/m/usr/lib/a.so': 'a.so.1',
    '/m/usr/lib/abs': '/etc/x',
    '/m/up': '../../../etc/x',
    '/m/loop': 'loop',
  }
  const present = ['/m/usr', '/m/usr/lib', '/m/usr/lib/a.so.1', '/m/etc', '/m/etc/x']
  const files = {
    info: async (path: string) => {
      const target = links[path]
      if (target !== undefined) return { kind: 'link', size: 0, mode: 0o777, target } as const
      return present.includes(path) ? ({ kind: 'directory', size: 0, mode: 0o755 } as const) : undefined
    },
  }
  test.each([
    ['/usr/lib/a.so.1', '/m/usr/lib/a.so.1'],
    ['/lib/a.so', '/m/usr/lib/a.so.1'],
    ['/lib/abs', '/m/etc/x'],
    ['/up', '/m/etc/x'],
    ['/../../etc/./x', '/m/etc/x'],
  ])('%s is %s', async (path, found) => expect(await resolveInside(files, '/m', path)).toBe(found))
  test.each(['/nowhere', '/loop'])('%s is refused', async (path) => {
    await expect(resolveInside(files, '/m', path)).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_PATH' }] })
  })
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { type Call, createFakes } from '@slipway/host/fakes'
import { Defect, type Digest, digestOf, hexOf, type Platform, unwrap } from '@slipway/kernel'
import { mediaTypes, parseReference } from '@slipway/oci'
import { createBuildah } from './buildah.ts'
import { buildahBuildArgs, buildahRunArgs, pullFlags } from './buildah-args.ts'
import { type DockerBuilder, dockerBuildArgs, podmanBuildArgs, podmanPullArgs, runArgs } from './container-args.ts'
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
  ignoreFile: '/w/images/builder/Containerfile.dockerignore',
  cache: { scope: 'o/builder-arm64' },
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
  const file = '--platform linux/arm64 --file /w/images/builder/Containerfile'
  const common = `${file} --tag t:1`
  const arguments_ = '--build-arg A=1_x --build-arg B=2 --build-arg SOURCE_DATE_EPOCH=1700000000 --label l=v /w/images/builder'
  const plain: BuildRequest = {
    ...build,
    buildArguments: {},
    labels: {},
    target: undefined,
    sourceDateEpoch: undefined,
    ignoreFile: undefined,
    cache: undefined,
  }
  const ignored = '--ignorefile /w/images/builder/Containerfile.dockerignore'

  test.each<[string, readonly string[], string]>([
    [
      'docker with a builder of its own',
      dockerBuildArgs(build, 't:1', 'layouts', true),
      `buildx build --output type=oci,dest=/t/out/layout,tar=false,rewrite-timestamp=true --progress plain ${file} --target final --cache-from type=gha,scope=o/builder-arm64 --cache-to type=gha,scope=o/builder-arm64,mode=max ${arguments_}`,
    ],
    [
      'docker with a builder of its own, without anything',
      dockerBuildArgs({ ...plain, output: '/t,"1"' }, 't:1', 'layouts', true),
      `buildx build --output type=oci,"dest=/t,""1""/layout",tar=false --progress plain ${file} /w/images/builder`,
    ],
    [
      'docker with its own image store',
      dockerBuildArgs(build, 't:1', 'buildx', false),
      `buildx build --load --tag t:1 --progress plain ${file} --target final ${arguments_}`,
    ],
    ['docker before buildx', dockerBuildArgs(plain, 't:1', 'classic', false), `build --tag t:1 --progress plain ${file} /w/images/builder`],
    [
      'podman',
      podmanBuildArgs(build, 't:1', 'linux/amd64', '/t/auth.json'),
      `build --layers=false --authfile /t/auth.json --format oci ${common} --timestamp 1700000000 --target final ${ignored} --build-arg A=1_x --build-arg B=2 --build-arg BUILDPLATFORM=linux/amd64 --label l=v /w/images/builder`,
    ],
    [
      'buildah',
      buildahBuildArgs(build, 't:1', 'linux/amd64', undefined),
      `build --isolation chroot --format oci ${common} --timestamp 1700000000 --target final ${ignored} --build-arg A=1_x --build-arg B=2 --build-arg BUILDPLATFORM=linux/amd64 --label l=v /w/images/builder`,
    ],
  ])('%s builds', (_, args, line) => expect(args.map((arg) => arg.replace(' ', '_')).join(' ')).toBe(line))

  test('an ignore file that BuildKit would not look at is a mistake of the caller', () => {
    expect(() => dockerBuildArgs({ ...build, ignoreFile: '/w/.dockerignore' }, 't:1', 'layouts', true)).toThrow(Defect)
  })

  const ours = `ghcr.io/o/builder@${digest}`
  const theirs = `ghcr.io/o/builder@${other}`
  const bound = '--mount type=bind,source=/w,target=/work --mount type=bind,source=/c,target=/cache,readonly'
  const rest = `--env A=1 --env B=2 --workdir /work --user 1000:1000 --entrypoint task ghcr.io/o/builder@${digest} build -- -x`
  test.each<[string, readonly string[], string]>([
    [
      'docker',
      runArgs('docker', run, 'n', { image: ours, foreign: '/t/sysroot' }),
      `run --rm --name n --init --pull never --platform linux/amd64 --security-opt label=disable ${bound} --mount type=bind,source=/t/sysroot,target=/sysroot,readonly ${rest}`,
    ],
    [
      'podman',
      runArgs('podman', run, 'n', { image: ours, foreign: theirs }),
      `run --rm --name n --pull never --platform linux/amd64 --security-opt label=disable ${bound} --mount type=image,source=ghcr.io/o/builder@${other},destination=/sysroot,rw=false ${rest}`,
    ],
    [
      'buildah',
      buildahRunArgs(run, 'c', theirs),
      `run --isolation chroot --volume /w:/work --volume /c:/cache:ro --mount type=bind,from=ghcr.io/o/builder@${other},src=/,dst=/sysroot,ro --env A=1 --env B=2 --workingdir /work --user 1000:1000 c -- task build -- -x`,
    ],
    [
      'docker, without anything',
      runArgs('docker', { image, platform: amd64, mounts: [], env: {}, command: ['true'] }, 'n', { image: ours }),
      `run --rm --name n --init --pull never --platform linux/amd64 --security-opt label=disable --entrypoint true ghcr.io/o/builder@${digest}`,
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

describe('a program that buildah did not start, while its reason was lost on a busy machine', () => {
  const runOf = async (program: string, held: readonly string[], ending = 1) => {
    const root = mkdtempSync(join(folder, 'root-'))
    mkdirSync(join(root, 'bin'))
    for (const name of held) writeFileSync(join(root, 'bin', name), '')
    const exec = ({ args }: Call) => {
      if (args.includes('run')) return { code: ending, stderr: 'subprocess exited with status 1\nError: exit status 1' }
      return args.includes('mount') ? { stdout: `${root}\n` } : {}
    }
    const { ports } = createFakes({ folder, exec })
    const engine = createBuildah({ ports, storage: { root, runRoot: root, driver: 'vfs' }, folder: root, authFile: undefined, host: amd64, isolated: false })
    return engine.run({ ...run, sysroot: undefined, mounts: [], platform: amd64, command: [program] })
  }

  test('is not in the image', () => expect(runOf('/bin/none', [])).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_COMMAND' }] }))

  test.each<[string, string, readonly string[], number]>([
    ['is there, and ended with 1 itself', '/bin/there', ['there'], 1],
    ['is looked for on PATH', 'none', [], 1],
    ['ended with another code', '/bin/none', [], 2],
  ])('or that %s', async (_, program, held, ending) => expect(await runOf(program, held, ending)).toMatchObject({ code: ending, ended: false }))
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
  const buildx = { stdout: 'github.com/docker/buildx v0.23.0 28c90ea\n' }
  const container = { stdout: 'Name:   b\nDriver: docker-container\n\nNodes:\nName:             b0\nStatus:           running\nBuildKit version: v0.21.1\n' }
  const own = 'Name:   default\nDriver: docker\n\nNodes:\n'
  const noServer: Script = { 'docker version': { code: 1, stdout: '', stderr: 'Cannot connect to the Docker daemon\n' } }

  test.each<[string, Script, Readonly<Record<string, string>>, string]>([
    [
      'docker first, with a builder of its own',
      { ...docker, 'docker buildx version': buildx, 'docker buildx inspect': container, ...podman, ...buildah },
      {},
      'docker 28.0.1 answers, with buildx 0.23.0, BuildKit 0.21.1 and the driver docker-container',
    ],
    [
      'docker that keeps its images in containerd',
      {
        ...docker,
        'docker buildx version': buildx,
        'docker buildx inspect': { stdout: `${own}Labels:\n org.mobyproject.buildkit.worker.snapshotter: overlayfs\n` },
      },
      {},
      'docker 28.0.1 answers, with buildx 0.23.0 and the driver docker',
    ],
    [
      'docker with its old image store',
      { ...docker, 'docker buildx version': buildx, 'docker buildx inspect': { stdout: own } },
      {},
      'docker 28.0.1 answers, with buildx 0.23.0 and the driver docker, which neither fixes the times of files nor takes a cache',
    ],
    [
      'docker whose builder does not say what it is',
      { ...docker, 'docker buildx version': { stdout: '' }, 'docker buildx inspect': { code: 1 } },
      {},
      'docker 28.0.1 answers, with buildx and the driver unknown, which neither fixes the times of files nor takes a cache',
    ],
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
      'docker 28.0.1 answers, with BuildKit, and without buildx',
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
  type Answer = { code?: number; stdout?: string; stderr?: string; ended?: boolean }
  function engine(
    name: 'docker' | 'podman',
    answer: (line: string) => Answer | undefined = () => undefined,
    builder: DockerBuilder = 'buildx',
    variables: Readonly<Record<string, string>> = {},
  ) {
    const fakes = createFakes({ folder, variables, exec: ({ command, args }) => answer(`${command} ${args.join(' ')}`) ?? {} })
    const ports: EnginePorts = fakes.ports
    const made = createContainerEngine({
      ports,
      name,
      folder: join(folder, name),
      authFile: '/t/auth.json',
      host: 'linux/amd64',
      builder,
      endpoint: 'unix:///d.sock',
      loaded: new Map(),
    })
    const lines = (): string[] => fakes.calls.map(({ command, args }) => `${command} ${args.join(' ')}`.slice(0, 70))
    return { engine: made, lines, fakes }
  }

  test('docker: build, save, forget; pull with the sign-in of this run; the sysroot as a folder', async () => {
    const { engine: docker, lines } = engine('docker')
    expect(await docker.build(build)).toEqual({ kind: 'docker-archive', file: '/t/out/image.tar' })
    expect(lines().map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(['docker buildx build', 'docker save --output', 'docker image rm'])
    expect(await docker.run(run)).toMatchObject({ code: 0, ended: false })
    expect(lines()[3]).toBe(`docker --config ${join(folder, 'docker')}/docker --host unix:///d.sock pull --quiet --platform linux/amd64 ghcr.io`.slice(0, 70))
    const verbs = ['create', 'export', 'rm --force', 'tar --extract', 'run --rm']
    expect(lines().slice(5)).toEqual(verbs.map((verb) => expect.stringContaining(verb)))
  })

  test('docker with a builder of its own writes the layout itself, with a cache where the job has what it takes', async () => {
    const token = { ACTIONS_RUNTIME_TOKEN: 'secret', ACTIONS_RESULTS_URL: 'https://results.example/' }
    const cached = engine('docker', undefined, 'layouts', token)
    expect(await cached.engine.build(build)).toEqual({ kind: 'layout', folder: '/t/out/layout' })
    expect(cached.fakes.calls).toHaveLength(1)
    const [call] = cached.fakes.calls
    expect(call?.args).toContain('type=gha,scope=o/builder-arm64,mode=max')
    expect(JSON.stringify(call)).not.toContain('secret')
    for (const [builder, variables, why] of [
      ['layouts', {}, 'a runner gives its actions ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL, and here is none'],
      ['layouts', { ACTIONS_RUNTIME_TOKEN: 'secret' }, 'a runner gives its actions ACTIONS_RESULTS_URL, and here is none'],
      ['buildx', token, "docker's own image store takes none (docker/setup-buildx-action makes a builder that does)"],
    ] as const) {
      const { engine: docker, fakes } = engine('docker', undefined, builder, variables)
      await docker.build(build)
      expect(fakes.lines).toContain(`the cache is left out: ${why}`)
      expect(fakes.calls[0]?.args.join(' ')).not.toContain('gha')
      await docker.build({ ...build, cache: undefined })
      expect(fakes.lines).toHaveLength(1)
    }
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
    expect(await answering({ code: 42 }).engine.run(run)).toMatchObject({ code: 42, ended: false })
    expect(await answering({ code: 127, stderr: 'sh: 1: nothing: not found' }).engine.run(run)).toMatchObject({
      code: 127,
      ended: false,
      stderr: 'sh: 1: nothing: not found',
    })
    const noProgram = {
      code: 127,
      stderr: 'runc create failed: unable to start container process: exec: "/bin/none": stat /bin/none: no such file or directory',
    }
    await expect(answering(noProgram).engine.run(run)).rejects.toMatchObject({ problems: [{ code: 'E_ENGINE_COMMAND' }] })
    await expect(answering({ code: 125, stderr: 'Error: no space left on device' }).engine.run(run)).rejects.toMatchObject({
      problems: [{ code: 'E_ENGINE_SPACE' }],
    })
    const ended = answering({ code: 143, ended: true })
    expect(await ended.engine.run(run)).toMatchObject({ code: 143, ended: true })
    expect(ended.lines().at(-1)).toContain('podman rm --force slipway-')
    await expect(ended.engine.run({ ...run, mounts: [{ source: '/a:b', target: 'c' }] })).rejects.toMatchObject({
      problems: [{ code: 'E_ENGINE_MOUNT' }, { code: 'E_ENGINE_MOUNT' }],
    })
  })

  test('what has to be taken back is, although the job was cancelled; nothing else outlives it', async () => {
    const { engine: docker, fakes } = engine('docker', (line) => (line.includes(' run ') ? { code: 143, ended: true } : undefined))
    await docker.run(run)
    await docker.extract({ image, platform: amd64, paths: ['/a'], to: '/t' })
    await docker.build(build)
    for (const { args, options } of fakes.calls) {
      const isTakenBack = args.includes('rm')
      expect([args.join(' '), options.evenIfCancelled ?? false]).toEqual([args.join(' '), isTakenBack])
      if (isTakenBack) expect(options.deadline).toBeLessThanOrEqual(60_000)
    }
    expect(fakes.calls.filter(({ args }) => args.includes('rm'))).toHaveLength(4)
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

  test("docker's hint to its help is not what is said", async () => {
    const stderr = "docker: Error response from daemon: no such image.\nSee 'docker run --help'.\n"
    const { engine: docker } = engine('docker', (line) => (line.includes(' run ') ? { code: 125, stderr } : undefined))
    await expect(docker.run(run)).rejects.toMatchObject({ problems: [{ message: expect.stringMatching(/no such image\.$/) }] })
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

describe('an image in a layout', () => {
  const layout = join(folder, 'Layout')
  function write(bytes: string): { digest: Digest; size: number } {
    const digest = digestOf(bytes)
    mkdirSync(join(layout, 'blobs/sha256'), { recursive: true })
    writeFileSync(join(layout, 'blobs/sha256', hexOf(digest)), bytes)
    return { digest, size: bytes.length }
  }
  const config = write(JSON.stringify({ os: 'linux', architecture: 'amd64' }))
  const manifest = write(JSON.stringify({ schemaVersion: 2, config: { mediaType: mediaTypes.config, ...config }, layers: [] }))
  writeFileSync(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [{ mediaType: mediaTypes.manifest, ...manifest }] }))
  const source = { layout, digest: manifest.digest }
  const id = 'c'.repeat(64)

  function engine(name: 'docker' | 'podman', answers: Readonly<Record<string, { code?: number; stdout?: string; stderr?: string }>> = {}) {
    const fakes = createFakes({ folder, exec: ({ command, args }) => answers[`${command} ${args[0]}`] ?? (args[0] === 'pull' ? { stdout: `${id}\n` } : {}) })
    const context = { ports: fakes.ports, name, folder: join(folder, `scratch-${name}`), authFile: undefined, host: 'linux/amd64', builder: 'buildx' } as const
    return { engine: createContainerEngine({ ...context, endpoint: undefined, loaded: new Map() }), calls: fakes.calls }
  }
  const request: RunRequest = { image: source, platform: amd64, mounts: [], env: {}, command: ['true'] }
  const words = (calls: readonly Call[]): string[] => calls.map(({ command, args }) => [command, ...args].join(' '))

  test('podman pulls it by a name that is drawn, in lower case and without a path, and runs it by its id', async () => {
    const { engine: podman, calls } = engine('podman')
    await podman.run(request)
    await podman.run(request)
    await podman[Symbol.asyncDispose]()
    const at = join(folder, 'scratch-podman/layouts')
    const [name = ''] = /slipway-[0-9a-f]{16}$/.exec(calls[0]?.args.at(-1) ?? '') ?? []
    expect(words(calls)).toEqual([
      `ln -sfn -- ${layout} ${at}/${name}`,
      `podman pull --quiet oci:${name}`,
      expect.stringMatching(new RegExp(`^podman run .* --entrypoint true ${id}$`)),
      expect.stringMatching(/^ln /),
      expect.stringMatching(new RegExp(`^podman run .* --entrypoint true ${id}$`)),
      `podman image rm localhost/${name}`,
    ])
    expect(calls[1]?.options.cwd).toBe(at)
  })

  test('docker is given it by skopeo, under a tag that is taken back', async () => {
    const { engine: docker, calls } = engine('docker')
    await docker.run({ ...request, sysroot: { image: source, platform: amd64 } })
    await docker[Symbol.asyncDispose]()
    const name = calls[0]?.args.at(-1)?.split('/').at(-1)
    const scratch = join(folder, 'scratch-docker')
    expect(words(calls).filter((line) => !line.startsWith('ln '))).toEqual([
      `skopeo copy --quiet oci:${name} docker-archive:${scratch}/image.tar:localhost/${name}:latest`,
      `docker load --quiet --input ${scratch}/image.tar`,
      expect.stringMatching(new RegExp(`^docker create --name slipway-[0-9a-f]+ --platform linux/amd64 localhost/${name}:latest none$`)),
      expect.stringMatching(/^docker export /),
      expect.stringMatching(/^docker rm /),
      expect.stringMatching(/^tar /),
      expect.stringMatching(new RegExp(`^docker run .*,target=/sysroot,readonly --entrypoint true localhost/${name}:latest$`)),
      `docker image rm localhost/${name}:latest`,
    ])
  })

  test.each<[string, 'docker' | 'podman', Partial<RunRequest>, Parameters<typeof engine>[1], string, RegExp]>([
    ['another image', 'podman', { image: { layout, digest: digest as Digest } }, {}, 'E_ENGINE_LAYOUT', /holds sha256:[0-9a-f]+, not sha256:a+$/],
    ['another platform', 'podman', { platform: arm64 }, {}, 'E_ENGINE_PLATFORM', /says that it is linux\/amd64, not linux\/arm64$/],
    ['no layout', 'podman', { image: { ...source, layout: '/nowhere' } }, {}, 'E_OCI_LAYOUT', /oci-layout cannot be read/],
    ['no link', 'podman', {}, { 'ln -sfn': { code: 1, stderr: 'No space left' } }, 'E_ENGINE_LAYOUT', /^cannot link to .*: No space left$/],
    ['no id', 'podman', {}, { 'podman pull': { stdout: 'well' } }, 'E_ENGINE_FAILED', /podman told no id, but "well"$/],
    ['a pull that fails', 'podman', {}, { 'podman pull': { code: 125, stderr: 'no space left on device' } }, 'E_ENGINE_SPACE', /^cannot take the image/],
    ['no skopeo', 'docker', {}, { 'skopeo copy': { code: 127 } }, 'E_ENGINE_SKOPEO', /through skopeo only, which is not installed$/],
    ['a blob that is damaged', 'docker', {}, { 'skopeo copy': { code: 1, stderr: 'Digest did not match' } }, 'E_ENGINE_LAYOUT', /1: Digest did not match$/],
    ['a load that fails', 'docker', {}, { 'docker load': { code: 1, stderr: 'denied' } }, 'E_ENGINE_DENIED', /^cannot load sha256:/],
  ])('refused: %s', async (_, name, change, answers, code, message) => {
    const { engine: made, calls } = engine(name, answers)
    await expect(made.run({ ...request, ...change })).rejects.toMatchObject({ problems: [{ code, message: expect.stringMatching(message) }] })
    expect(words(calls).filter((line) => line.includes(' run '))).toEqual([])
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

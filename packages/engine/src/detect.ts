import type { ExecResult } from '@slipway/host'
import { type Problem, Refusal } from '@slipway/kernel'
import { canIsolate, createBuildah } from './buildah.ts'
import { storageArgs } from './buildah-args.ts'
import type { DockerBuilder } from './container-args.ts'
import { createContainerEngine } from './container-engine.ts'
import { type Engine, type EngineName, type EnginePorts, takeBack } from './engine.ts'

export type Preference = 'auto' | EngineName

export type EngineOptions = {
  readonly preference?: Preference
  /** What containers-auth.json(5) holds, for images that not everybody may pull. */
  readonly auth?: string | undefined
}

/** An engine that works here, why it was chosen, and what was tried before. */
export type Detection = { readonly engine: Engine; readonly reason: string; readonly tried: readonly Attempt[] }

export type Attempt = { readonly name: EngineName; readonly works: boolean; readonly why: string }

type Trial = { readonly why: string; readonly make?: () => Promise<Engine> }

const order: readonly EngineName[] = ['docker', 'podman', 'buildah']
const patience = 30_000

/**
 * Finds an engine by trying it, not by looking for its name: docker whose server answers, podman that runs something, buildah that
 * runs something in a chroot; in this order unless one is preferred. The choice and its reason are logged. Dispose of the engine.
 */
export async function detectEngine(ports: EnginePorts, options: EngineOptions = {}): Promise<Detection> {
  const preference = options.preference ?? 'auto'
  const tried: Attempt[] = []
  for (const name of preference === 'auto' ? order : [preference]) {
    const trial = await trials[name](ports, options)
    tried.push({ name, works: trial.make !== undefined, why: trial.why })
    if (trial.make === undefined) continue
    const before = tried.slice(0, -1).map((attempt) => `; ${attempt.name} ${attempt.why}`)
    const reason = `${name} ${trial.why}${before.join('')}`
    ports.log.info(`engine: ${reason}`)
    return { engine: await trial.make(), reason, tried }
  }
  throw new Refusal(tried.map(describeAttempt))
}

function describeAttempt({ name, why }: Attempt): Problem {
  const cure =
    name === 'docker'
      ? 'Start docker, or set the input engine to one that is there'
      : `Install ${name} (apt-get install ${name}), or set the input engine to one that is there`
  return { code: 'E_ENGINE_NONE', message: `${name} cannot be used: ${name} ${why}`, cure }
}

const trials: Readonly<Record<EngineName, (ports: EnginePorts, options: EngineOptions) => Promise<Trial>>> = {
  docker: tryDocker,
  podman: tryPodman,
  buildah: tryBuildah,
}

const missing: Trial = { why: 'is not installed' }

function failed(what: string, result: ExecResult): Trial {
  const said = result.stderr.trim().split('\n').at(-1)?.trim() ?? ''
  return { why: `${what}${said === '' ? '' : ` (${said})`}` }
}

async function tryDocker(ports: EnginePorts, options: EngineOptions): Promise<Trial> {
  if ((await ports.exec.which('docker')) === undefined) return missing
  const conf = ports.job.variable('CONTAINERS_REGISTRIES_CONF') ?? ''
  if (conf !== '' && options.preference !== 'docker') return { why: 'is passed over, because it does not follow CONTAINERS_REGISTRIES_CONF' }
  const version = await ports.exec.run('docker', ['version', '--format', '{{.Server.Version}} {{.Server.Os}}/{{.Server.Arch}} {{.Client.Version}}'], {
    deadline: patience,
  })
  const [, server = '', platform = '', client = ''] = /^(\S+) (\S+) (\S+)/.exec(version.stdout.trim()) ?? []
  if (version.code !== 0 || server === '') return failed('has no server that answers', version)
  if (!platform.startsWith('linux/')) return { why: `runs ${platform} containers, not those of Linux` }
  const found = await findBuilder(ports, client)
  if (found === undefined) return { why: `${server} has no BuildKit (the buildx plugin is missing)` }
  return { why: `${server} answers, with ${found.what}`, make: async () => makeContainerEngine(ports, options, 'docker', platform, found.builder) }
}

async function findBuilder(ports: EnginePorts, client: string): Promise<{ readonly builder: DockerBuilder; readonly what: string } | undefined> {
  const plugin = await ports.exec.run('docker', ['buildx', 'version'], { deadline: patience })
  if (plugin.code === 0) return judgeBuilder(plugin.stdout, (await ports.exec.run('docker', ['buildx', 'inspect'], { deadline: patience })).stdout)
  // Before version 23 the client itself spoke to BuildKit.
  return Number.parseInt(client, 10) < 23 ? { builder: 'classic', what: `BuildKit, and without buildx` } : undefined
}

/**
 * Every driver but `docker` exports layouts and caches; that one does where docker keeps its images in containerd, which a label of its
 * worker tells (buildx, driver/docker/driver.go, Features).
 */
function judgeBuilder(version: string, inspected: string): { readonly builder: DockerBuilder; readonly what: string } {
  const driver = /^Driver:\s+(\S+)/m.exec(inspected)?.[1] ?? 'unknown'
  const exports = driver === 'docker' ? inspected.includes('org.mobyproject.buildkit.worker.snapshotter') : driver !== 'unknown'
  const daemon = /^BuildKit version:\s+v?(\S+)/m.exec(inspected)?.[1]
  const names = [`buildx ${/ v?([0-9]\S*)/.exec(version)?.[1] ?? ''}`.trim(), ...(daemon === undefined ? [] : [`BuildKit ${daemon}`])]
  const what = `${names.join(', ')} and the driver ${driver}`
  return exports ? { builder: 'layouts', what } : { builder: 'buildx', what: `${what}, which neither fixes the times of files nor takes a cache` }
}

async function tryPodman(ports: EnginePorts, options: EngineOptions): Promise<Trial> {
  if ((await ports.exec.which('podman')) === undefined) return missing
  const info = await ports.exec.run('podman', ['info', '--format', '{{.Version.Version}} {{.Host.OS}}/{{.Host.Arch}}'], { deadline: patience })
  const [, version = '', platform = ''] = /^(\S+) (\S+)/.exec(info.stdout.trim()) ?? []
  if (info.code !== 0 || version === '') return failed('does not answer', info)
  // It may be able to say all about itself and still start nothing: limits, cgroups, a missing runtime. No image is needed to see that.
  const probe = await ports.exec.run('podman', ['run', '--rm', '--network=none', '--rootfs', '/:O', 'true'], { deadline: patience })
  if (probe.code !== 0) return failed(`${version} runs nothing here`, probe)
  return { why: `${version} runs containers`, make: async () => makeContainerEngine(ports, options, 'podman', platform, 'buildx') }
}

async function makeContainerEngine(
  ports: EnginePorts,
  options: EngineOptions,
  name: 'docker' | 'podman',
  host: string,
  builder: DockerBuilder,
): Promise<Engine> {
  const folder = await ports.files.makeTemporary(name)
  const authFile = await writeAuth(ports, folder, options.auth)
  const endpoint = name === 'docker' ? await findEndpoint(ports) : undefined
  return createContainerEngine({ ports, name, folder, authFile, host, builder, endpoint, loaded: new Map() })
}

async function findEndpoint(ports: EnginePorts): Promise<string | undefined> {
  const result = await ports.exec.run('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], { deadline: patience })
  return result.code === 0 && result.stdout.trim() !== '' ? result.stdout.trim() : undefined
}

async function writeAuth(ports: EnginePorts, folder: string, auth: string | undefined): Promise<string | undefined> {
  if (auth === undefined) return undefined
  await ports.files.write(`${folder}/docker/config.json`, auth, 0o600)
  await ports.files.write(`${folder}/auth.json`, auth, 0o600)
  return `${folder}/auth.json`
}

async function tryBuildah(ports: EnginePorts, options: EngineOptions): Promise<Trial> {
  if ((await ports.exec.which('buildah')) === undefined) return missing
  const [system = '', architecture = ''] = ports.job.platform.split('/')
  if (system !== 'linux') return { why: `works on Linux only, not on ${system}` }
  const version = /version (\S+)/.exec((await ports.exec.run('buildah', ['--version'], { deadline: patience })).stdout)?.[1] ?? ''
  const folder = await ports.files.makeTemporary('buildah')
  let last: ExecResult | undefined
  for (const driver of ['overlay', 'vfs']) {
    const storage = { root: `${folder}/root`, runRoot: `${folder}/run`, driver }
    last = await probeBuildah(ports, storageArgs(storage))
    if (last.code === 0) {
      const make = async (): Promise<Engine> => {
        const authFile = await writeAuth(ports, folder, options.auth)
        return createBuildah({ ports, storage, folder, authFile, host: `linux/${architecture}`, isolated: await canIsolate(ports) })
      }
      return { why: `${version} runs commands in a chroot, storing with ${driver}`, make }
    }
    await ports.files.remove(folder)
  }
  return failed(`${version} runs nothing here`, last ?? { code: 1, stdout: '', stderr: '', ended: false })
}

/** Runs the machine's own `true` in an empty container: the folders that it needs are lent, no image is. */
async function probeBuildah(ports: EnginePorts, storage: readonly string[]): Promise<ExecResult> {
  const exec = (...args: string[]): Promise<ExecResult> => ports.exec.run('buildah', [...storage, ...args], { deadline: patience })
  const made = await exec('from', '--quiet', '--name', 'probe', 'scratch')
  if (made.code !== 0) return made
  const lent: string[] = []
  for (const folder of ['/usr', '/bin', '/lib', '/lib64']) if ((await ports.files.info(folder)) !== undefined) lent.push('--volume', `${folder}:${folder}:ro`)
  const result = await exec('run', '--isolation', 'chroot', ...lent, 'probe', '--', '/usr/bin/true')
  await ports.exec.run('buildah', [...storage, 'rm', 'probe'], takeBack)
  return result
}

import { canRun, type Detection, type Engine, type EngineOptions, type EnginePorts, planRun, type RunMode, type RunPlan } from '@slipway/engine'
import type { Ports } from '@slipway/host'
import { type Platform, parsePlatform, unwrap } from '@slipway/kernel'
import { type Child, findImages, located, renderChild, withImages } from './images.ts'
import type { Place } from './place.ts'
import type { Inputs } from './plan.ts'
import type { Tools } from './tools.ts'

/** Which images run how; decided before anything is pulled. */
export type ContainerPlan = {
  readonly mode: RunMode
  readonly note: string
  readonly env: Readonly<Record<string, string>>
  readonly image: Child
  readonly sysroot: Child | undefined
  /** Undefined where nothing has to be signed in to. */
  readonly auth: string | undefined
}

export type Detect = (ports: EnginePorts, options: EngineOptions) => Promise<Detection>

/** Reads which platforms the image has and chooses of them. */
export async function planContainer(text: string, inputs: Inputs, ports: Ports): Promise<ContainerPlan> {
  const { children, auth } = await findImages(text, inputs, ports)
  return { ...choose(unwrap(located(await decide(inputs.platform, children, ports))), children), auth }
}

async function decide(target: Platform, children: readonly Child[], ports: Ports) {
  const host = unwrap(parsePlatform(`linux/${ports.job.platform.split('/')[1] ?? ''}`))
  return planRun({ target, host, executable: await canRun(ports, target), children: children.map(({ platform }) => platform) })
}

function choose(run: RunPlan, children: readonly Child[]): Omit<ContainerPlan, 'auth'> {
  const childOf = (platform: Platform): Child => children.find((child) => child.platform === platform) ?? unreachable(platform)
  const sysroot = run.sysroot === undefined ? undefined : childOf(run.sysroot)
  return { mode: run.mode, note: run.note, env: run.env, image: childOf(run.platform), sysroot }
}

function unreachable(platform: Platform): never {
  throw new TypeError(`planRun chose ${platform}, which is not among the image's platforms`)
}

export function describeContainer(plan: ContainerPlan): string {
  const sysroot = plan.sysroot === undefined ? '' : `, with ${renderChild(plan.sysroot)} as the sysroot`
  return `in ${renderChild(plan.image)} (${plan.image.platform})${sysroot}: ${plan.note}`
}

/** Where a container sees what is lent to it: `env`, and `tools/`. */
const lent = '/slipway'

/**
 * The image decides which shell there is. The command is an argument and is never pasted into a script; variables come from a file,
 * because an engine's argv can be read by other processes.
 */
const entry = [
  'set -eu',
  `. ${lent}/env`,
  '[ -w "${HOME:-/nonexistent}" ] || export HOME=/tmp',
  'if command -v bash >/dev/null 2>&1; then exec bash -euo pipefail -c "$1"; fi',
  'echo "The image holds no bash: the command runs in sh, without pipefail." >&2',
  'exec sh -eu -c "$1"',
].join('\n')

/** What a container is made with. */
export type ContainerOrder = {
  readonly workdir: string
  readonly env: Readonly<Record<string, string>>
  readonly tools: Tools
  /** Folders of the runner that the container sees at the same path, and may write to. */
  readonly folders: readonly string[]
}

/** A builder image that is ready: every line runs in a container of its own, which sees what the one before wrote into the workspace. */
export type Container = Place & {
  /** The image of the platform that runs, by digest. */
  readonly image: string
  readonly engine: string
  /** The platform's own image, from which files can be taken: in cross mode that of the sysroot. */
  readonly extract: (paths: readonly string[], to: string) => Promise<void>
}

/** Opens the builder image, with the workspace at the path that it has outside, and takes everything away again at the end. */
export function withContainer<T>(
  plan: ContainerPlan,
  { engine }: Detection,
  order: ContainerOrder,
  ports: Ports,
  body: (container: Container) => Promise<T>,
): Promise<T> {
  return withImages(plan, ports, async ({ name, ...images }) => {
    const folder = await ports.files.makeTemporary('native-build')
    try {
      await lend(folder, plan, order, ports)
      const user = await userOf(engine, ports)
      const own = images.sysroot ?? { image: images.image, platform: images.platform }
      return await body({
        where: `in the container with ${engine.name}`,
        image: name,
        engine: engine.name,
        run: (line, deadline) => engine.run({ ...images, ...shell(folder, order, ports.job.workspace, line), user, deadline }),
        extract: (paths, to) => engine.extract({ ...own, paths, to }),
      })
    } finally {
      await ports.files.remove(folder)
    }
  })
}

async function lend(folder: string, plan: ContainerPlan, { env, tools }: ContainerOrder, ports: Ports): Promise<void> {
  for (const { name, file } of tools.programs) await ports.files.copy(file, `${folder}/tools/${name}`)
  const variables = { ...proxies(ports), ...gitTrust(ports.job.workspace), ...tools.env, ...plan.env, ...env }
  await ports.files.write(`${folder}/env`, renderEnv(variables, [`${lent}/tools`, ...tools.paths]), 0o600)
}

function shell(folder: string, { workdir, tools, folders }: ContainerOrder, workspace: string, line: string) {
  return {
    mounts: [
      { source: workspace, target: workspace },
      { source: folder, target: lent, readOnly: true },
      ...tools.mounts,
      ...folders.map((source) => ({ source, target: source })),
    ],
    env: {},
    workdir,
    command: ['/bin/sh', '-c', entry, 'slipway', line] as const,
  }
}

/** Lines for a POSIX shell. The image's own PATH stays behind what is lent. */
export function renderEnv(env: Readonly<Record<string, string>>, paths: readonly string[]): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
  const lines = Object.entries(env).map(([name, value]) => `export ${name}=${quote(value)}`)
  return `${[...lines, `export PATH=${quote(paths.join(':'))}:"$PATH"`].join('\n')}\n`
}

function proxies(ports: Ports): Readonly<Record<string, string>> {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()])
  return Object.fromEntries(names.flatMap((name) => (ports.job.variable(name) === undefined ? [] : [[name, ports.job.variable(name) ?? '']])))
}

/** git refuses a checkout that belongs to another user, as the workspace does to a container's root (git-config, safe.directory). */
function gitTrust(workspace: string): Readonly<Record<string, string>> {
  return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: workspace }
}

/**
 * Who the command is: what it writes into the workspace has to belong to the runner's user, or the next checkout could not delete it.
 * docker's root is the machine's; that of podman and buildah is whoever started them, also where the image names another user.
 */
async function userOf(engine: Engine, ports: Ports): Promise<string | undefined> {
  if (engine.name !== 'docker') return '0:0'
  const [user, group] = [await ports.exec.run('id', ['-u']), await ports.exec.run('id', ['-g'])]
  const ids = [user, group].map(({ stdout }) => stdout.trim())
  return ids.every((id) => /^[0-9]+$/.test(id)) && ids[0] !== '0' ? ids.join(':') : undefined
}

import {
  canRun,
  type Detection,
  type Engine,
  type EngineOptions,
  type EnginePorts,
  planRun,
  type RunMode,
  type RunPlan,
  type RunRequest,
} from '@slipway/engine'
import type { Ports } from '@slipway/host'
import { type Platform, parsePlatform, unwrap } from '@slipway/kernel'
import { type Child, findImages, located, renderChild, withImages } from './images.ts'
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

export type ContainerCommand = {
  readonly command: string
  readonly workdir: string
  readonly env: Readonly<Record<string, string>>
  readonly tools: Tools
  readonly deadline: number
}

/** How a command in a container ended, and which image it ran in. */
export type ContainerResult = { readonly code: number; readonly ended: boolean; readonly image: string }

/** Runs the command in the container, with the workspace at the path that it has outside. */
export function runInContainer(plan: ContainerPlan, { engine }: Detection, request: ContainerCommand, ports: Ports): Promise<ContainerResult> {
  return withImages(plan, ports, async ({ name, ...images }) => ({ ...(await runCommand(plan, engine, images, request, ports)), image: name }))
}

async function runCommand(
  plan: ContainerPlan,
  engine: Engine,
  images: Pick<RunRequest, 'image' | 'platform' | 'sysroot'>,
  request: ContainerCommand,
  ports: Ports,
): Promise<{ code: number; ended: boolean }> {
  const folder = await ports.files.makeTemporary('native-build')
  try {
    for (const { name, file } of request.tools.programs) await ports.files.copy(file, `${folder}/tools/${name}`)
    await ports.files.write(
      `${folder}/env`,
      renderEnv({ ...proxies(ports), ...gitTrust(ports.job.workspace), ...request.tools.env, ...plan.env, ...request.env }, [
        `${lent}/tools`,
        ...request.tools.paths,
      ]),
      0o600,
    )
    const user = engine.name === 'docker' ? await readUser(ports) : undefined
    const { workspace } = ports.job
    return await engine.run({
      ...images,
      mounts: [{ source: workspace, target: workspace }, { source: folder, target: lent, readOnly: true }, ...request.tools.mounts],
      env: {},
      workdir: request.workdir,
      user,
      command: ['/bin/sh', '-c', entry, 'slipway', request.command],
      deadline: request.deadline,
    })
  } finally {
    await ports.files.remove(folder)
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

/** docker's root is the machine's: what it writes into the workspace could not be deleted by the next checkout. */
async function readUser(ports: Ports): Promise<string | undefined> {
  const [user, group] = [await ports.exec.run('id', ['-u']), await ports.exec.run('id', ['-g'])]
  const ids = [user, group].map(({ stdout }) => stdout.trim())
  return ids.every((id) => /^[0-9]+$/.test(id)) && ids[0] !== '0' ? ids.join(':') : undefined
}

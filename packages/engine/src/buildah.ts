import { basename } from 'node:path'
import type { ExecOptions, ExecResult } from '@slipway/host'
import { type Platform, Refusal } from '@slipway/kernel'
import { renderReference } from '@slipway/oci'
import { buildahBuildArgs, buildahRunArgs, pullFlags, type Storage, storageArgs } from './buildah-args.ts'
import {
  type BuildRequest,
  type Built,
  type Engine,
  type EnginePorts,
  type ExtractRequest,
  hour,
  type ImageSource,
  type Ran,
  type RunRequest,
  takeBack,
} from './engine.ts'
import { checkMounts, mustSucceed, pullPatiently, startFailure } from './failures.ts'
import { isLayout, nameLayout, pullLayout, renderSource } from './image-source.ts'
import { sysroot } from './plan-run.ts'
import { resolveInside } from './resolve-inside.ts'

export type BuildahContext = {
  readonly ports: EnginePorts
  readonly storage: Storage
  /** The folder that holds the storage; removed at the end. */
  readonly folder: string
  readonly authFile: string | undefined
  /** `linux/…`, the platform of this machine. */
  readonly host: string
  /** Whether commands get a PID namespace of their own: then nothing that they start can outlive them. */
  readonly isolated: boolean
}

/** buildah with `--isolation chroot`: it needs no daemon, no cgroups and no network namespace, and so works inside other containers too. */
export function createBuildah(context: BuildahContext): Engine {
  return {
    name: 'buildah',
    build: (request) => build(context, request),
    run: (request) => run(context, request),
    extract: (request) => extract(context, request),
    [Symbol.asyncDispose]: () => removeStorage(context),
  }
}

/** Without a namespace a daemon that a step starts would survive the end of its process group. */
const namespace = ['--pid', '--fork', '--kill-child', '--mount-proc', '--']

export function execBuildah(context: BuildahContext, args: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  return context.ports.exec.run('buildah', [...storageArgs(context.storage), ...args], options)
}

function execIsolated(context: BuildahContext, args: readonly string[], options: ExecOptions): Promise<ExecResult> {
  if (!context.isolated) return execBuildah(context, args, options)
  return context.ports.exec.run('unshare', [...namespace, 'buildah', ...storageArgs(context.storage), ...args], options)
}

export async function canIsolate(ports: Pick<EnginePorts, 'exec'>): Promise<boolean> {
  return (await ports.exec.run('unshare', [...namespace, 'true'], { deadline: 10_000 })).code === 0
}

async function build(context: BuildahContext, request: BuildRequest): Promise<Built> {
  const tag = `localhost/slipway:${context.ports.random(8)}`
  const folder = `${request.output}/layout`
  if (request.cache !== undefined) context.ports.log.info('buildah has no cache that it could hand on to other machines: everything is built')
  const args = buildahBuildArgs(request, tag, context.host, context.authFile)
  mustSucceed('buildah', await execIsolated(context, args, { output: 'stream', deadline: request.deadline ?? hour }), `build for ${request.platform}`)
  mustSucceed('buildah', await execBuildah(context, ['push', '--quiet', tag, `oci:${folder}`]), `write ${folder}`)
  await execBuildah(context, ['rmi', '--force', tag], takeBack)
  return { kind: 'layout', folder }
}

async function run(context: BuildahContext, request: RunRequest): Promise<Ran> {
  const found = checkMounts(request.mounts)
  if (found.length > 0) throw new Refusal(found)
  const foreign = request.sysroot === undefined ? undefined : await pull(context, request.sysroot.image, request.sysroot.platform)
  const container = await createContainer(context, request.image, request.platform)
  try {
    const deadline = request.deadline ?? hour
    const result = await execIsolated(context, buildahRunArgs(request, container, foreign), { output: 'stream', deadline })
    // buildah's own failure and a command's code 1 look alike, except for this line, which a busy machine loses now and then.
    const unstarted =
      /process failed to start|error running container/i.test(result.stderr) || (result.code === 1 && (await lacksProgram(context, container, request)))
    if (!result.ended && unstarted) throw startFailure(request, result)
    return result
  } finally {
    await execBuildah(context, ['rm', container], takeBack)
  }
}

/** Whether the program, where it is named by its whole path, is neither in the container nor in what is mounted there. */
async function lacksProgram(context: BuildahContext, container: string, { command, mounts }: RunRequest): Promise<boolean> {
  const [program = ''] = command
  const lent = [sysroot, ...mounts.map(({ target }) => target)]
  if (!program.startsWith('/') || lent.some((folder) => program.startsWith(`${folder}/`))) return false
  const mounted = await execBuildah(context, ['mount', container])
  if (mounted.code !== 0) return false
  try {
    await resolveInside(context.ports.files, mounted.stdout.trim(), program)
    return false
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  } finally {
    await execBuildah(context, ['umount', container], takeBack)
  }
}

/** @returns the image's name in the storage */
async function pull(context: BuildahContext, image: ImageSource, platform: Platform): Promise<string> {
  if (isLayout(image)) {
    const place = await nameLayout(context.ports, context.folder, image, platform)
    return pullLayout('buildah', place, (args, options) => execBuildah(context, args, options))
  }
  const name = renderReference(image)
  const args = ['pull', '--quiet', '--policy', 'missing', ...pullFlags(image, platform, context.authFile), name]
  await pullPatiently(context.ports, 'buildah', name, () => execBuildah(context, args))
  return name
}

async function createContainer(context: BuildahContext, image: ImageSource, platform: Platform): Promise<string> {
  const name = await pull(context, image, platform)
  const container = `slipway-${context.ports.random(8)}`
  const flags = isLayout(image) ? ['--pull-never'] : pullFlags(image, platform, context.authFile)
  mustSucceed('buildah', await execBuildah(context, ['from', '--quiet', '--name', container, ...flags, name]), `make a container of ${renderSource(image)}`)
  return container
}

async function extract(context: BuildahContext, request: ExtractRequest): Promise<void> {
  const container = await createContainer(context, request.image, request.platform)
  try {
    const mounted = mustSucceed('buildah', await execBuildah(context, ['mount', container]), `open ${renderSource(request.image)}`).stdout.trim()
    for (const path of request.paths) {
      await context.ports.files.copy(await resolveInside(context.ports.files, mounted, path), `${request.to}/${basename(path)}`)
    }
  } finally {
    await execBuildah(context, ['umount', container], takeBack)
    await execBuildah(context, ['rm', container], takeBack)
  }
}

async function removeStorage(context: BuildahContext): Promise<void> {
  await execBuildah(context, ['rm', '--all'], takeBack)
  try {
    await context.ports.files.remove(context.folder)
  } catch {
    // Files of a rootless store belong to sub-ids, which only its own user namespace may delete.
    await context.ports.exec.run('buildah', ['unshare', 'rm', '-rf', '--', context.folder], takeBack)
  }
}

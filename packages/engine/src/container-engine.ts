import { basename } from 'node:path'
import type { ExecOptions, ExecResult } from '@slipway/host'
import { type Problem, Refusal } from '@slipway/kernel'
import { type Reference, renderReference } from '@slipway/oci'
import { type DockerBuilder, dockerBuildArgs, podmanBuildArgs, podmanPullArgs, runArgs } from './container-args.ts'
import { type BuildRequest, type Built, type Engine, type EnginePorts, type ExtractRequest, hour, type RunRequest } from './engine.ts'
import { checkMounts, mustSucceed, pullPatiently, startFailure } from './failures.ts'

type Name = 'docker' | 'podman'

export type ContainerContext = {
  readonly ports: EnginePorts
  readonly name: Name
  /** Scratch space of this engine; removed at the end. */
  readonly folder: string
  /** containers-auth.json(5); docker wants the same content in a folder of its own, as `config.json`. */
  readonly authFile: string | undefined
  readonly host: string
  readonly builder: DockerBuilder
  /** docker's endpoint: named when its configuration folder is another one, because contexts live there. */
  readonly endpoint: string | undefined
}

/** docker or podman: the two take the same words for most things. */
export function createContainerEngine(context: ContainerContext): Engine {
  return {
    name: context.name,
    build: (request) => (context.name === 'docker' ? buildWithDocker(context, request) : buildWithPodman(context, request)),
    run: (request) => run(context, request),
    extract: (request) => extract(context, request),
    [Symbol.asyncDispose]: () => context.ports.files.remove(context.folder),
  }
}

function exec(context: ContainerContext, args: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  return context.ports.exec.run(context.name, args, options)
}

async function must(context: ContainerContext, deed: string, args: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  return mustSucceed(context.name, await exec(context, args, options), deed)
}

async function buildWithDocker(context: ContainerContext, request: BuildRequest): Promise<Built> {
  const tag = `localhost/slipway:${context.ports.random(8)}`
  const env = { DOCKER_BUILDKIT: '1', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }
  const options = { env, output: 'stream', deadline: request.deadline ?? hour } as const
  await must(context, `build for ${request.platform}`, dockerBuildArgs(request, tag, context.builder), options)
  const file = `${request.output}/image.tar`
  await must(context, `write ${file}`, ['save', '--output', file, tag])
  await exec(context, ['image', 'rm', tag])
  return { kind: 'docker-archive', file }
}

async function buildWithPodman(context: ContainerContext, request: BuildRequest): Promise<Built> {
  const tag = `localhost/slipway:${context.ports.random(8)}`
  const options = { output: 'stream', deadline: request.deadline ?? hour } as const
  await must(context, `build for ${request.platform}`, podmanBuildArgs(request, tag, context.host, context.authFile), options)
  const folder = `${request.output}/layout`
  await must(context, `write ${folder}`, ['push', '--quiet', tag, `oci:${folder}`])
  await exec(context, ['image', 'rm', tag])
  return { kind: 'layout', folder }
}

async function pull(context: ContainerContext, image: Reference, platform: string): Promise<void> {
  const name = renderReference(image)
  const args =
    context.name === 'podman' ? podmanPullArgs(image, platform, context.authFile) : [...signIn(context), 'pull', '--quiet', '--platform', platform, name]
  await pullPatiently(context.ports, context.name, name, () => exec(context, args))
}

function signIn({ authFile, folder, endpoint }: ContainerContext): readonly string[] {
  if (authFile === undefined) return []
  return ['--config', `${folder}/docker`, ...(endpoint === undefined ? [] : ['--host', endpoint])]
}

async function run(context: ContainerContext, request: RunRequest): Promise<{ code: number; ended: boolean }> {
  const found: readonly Problem[] = checkMounts(request.mounts)
  if (found.length > 0) throw new Refusal(found)
  await pull(context, request.image, request.platform)
  if (request.sysroot !== undefined) await pull(context, request.sysroot.image, request.sysroot.platform)
  const foreign = request.sysroot !== undefined && context.name === 'docker' ? await exportRoot(context, request.sysroot) : undefined
  const name = `slipway-${context.ports.random(8)}`
  const result = await exec(context, runArgs(context.name, request, name, foreign), { output: 'stream', deadline: request.deadline ?? hour })
  // What ends the client does not end the container.
  if (result.ended) await exec(context, ['rm', '--force', name])
  // 125: the engine itself failed; 126 and 127 may also be the command's own (docker-run(1), podman-run(1), "EXIT STATUS").
  if (!result.ended && result.code === 125) mustSucceed(context.name, result, `run ${request.command[0]}`)
  if (
    (result.code === 126 || result.code === 127) &&
    /unable to start container process|OCI runtime attempted|FATAL tini .* exec .* failed/.test(result.stderr)
  )
    throw startFailure(request, result)
  return { code: result.code, ended: result.ended }
}

/** docker mounts no image: its files are written to a folder first. Device nodes are left out, which only root may make. */
async function exportRoot(context: ContainerContext, { image, platform }: { image: Reference; platform: string }): Promise<string> {
  const deed = `take the files out of ${renderReference(image)}`
  const archive = `${context.folder}/sysroot.tar`
  const folder = `${context.folder}/sysroot`
  await context.ports.files.makeFolder(folder)
  await withContainer(context, image, platform, (container) => must(context, deed, ['export', '--output', archive, container]))
  const unpacked = await context.ports.exec.run('tar', ['--extract', '--file', archive, '--directory', folder, '--exclude=dev/*'])
  mustSucceed(context.name, unpacked, deed)
  await context.ports.files.remove(archive)
  return folder
}

async function extract(context: ContainerContext, request: ExtractRequest): Promise<void> {
  await pull(context, request.image, request.platform)
  await withContainer(context, request.image, request.platform, async (container) => {
    for (const path of request.paths) {
      const args = ['cp', ...(context.name === 'docker' ? ['--follow-link'] : []), `${container}:${path}`, `${request.to}/${basename(path)}`]
      await must(context, `take ${path} out of ${renderReference(request.image)}`, args)
    }
  })
}

async function withContainer<T>(context: ContainerContext, image: Reference, platform: string, body: (container: string) => Promise<T>): Promise<T> {
  const name = `slipway-${context.ports.random(8)}`
  const deed = `make a container of ${renderReference(image)}`
  // A container that is never started needs a command all the same where the image names none.
  await must(context, deed, ['create', '--name', name, '--platform', platform, renderReference(image), 'none'])
  try {
    return await body(name)
  } finally {
    await exec(context, ['rm', '--force', name])
  }
}

import { basename } from 'node:path'
import type { ExecOptions, ExecResult } from '@slipway/host'
import { type Digest, type Platform, type Problem, Refusal } from '@slipway/kernel'
import { renderReference } from '@slipway/oci'
import { type DockerBuilder, dockerBuildArgs, podmanBuildArgs, podmanPullArgs, runArgs } from './container-args.ts'
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
import { isLayout, renderSource } from './image-source.ts'
import { type Loaded, loadLayout } from './load-layout.ts'

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
  /** Images that were taken from layouts: what they are called, and the tag that is taken back at the end. */
  readonly loaded: Map<Digest, Loaded>
}

/** docker or podman: the two take the same words for most things. */
export function createContainerEngine(context: ContainerContext): Engine {
  return {
    name: context.name,
    build: (request) => (context.name === 'docker' ? buildWithDocker(context, request) : buildWithPodman(context, request)),
    run: (request) => run(context, request),
    extract: (request) => extract(context, request),
    [Symbol.asyncDispose]: () => dispose(context),
  }
}

async function dispose(context: ContainerContext): Promise<void> {
  for (const { tag } of context.loaded.values()) await exec(context, ['image', 'rm', tag], takeBack)
  await context.ports.files.remove(context.folder)
}

function exec(context: ContainerContext, args: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  return context.ports.exec.run(context.name, args, options)
}

async function must(context: ContainerContext, deed: string, args: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  return mustSucceed(context.name, await exec(context, args, options), deed)
}

async function buildWithDocker(context: ContainerContext, request: BuildRequest): Promise<Built> {
  const { builder, ports } = context
  const missing = request.cache === undefined ? undefined : whyNoCache(context)
  if (missing !== undefined) ports.log.info(`the cache is left out: ${missing}`)
  const tag = `localhost/slipway:${ports.random(8)}`
  const env = { DOCKER_BUILDKIT: '1', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }
  const options = { env, output: 'stream', deadline: request.deadline ?? hour } as const
  await must(context, `build for ${request.platform}`, dockerBuildArgs(request, tag, builder, missing === undefined), options)
  if (builder === 'layouts') return { kind: 'layout', folder: `${request.output}/layout` }
  const file = `${request.output}/image.tar`
  await must(context, `write ${file}`, ['save', '--output', file, tag])
  await exec(context, ['image', 'rm', tag], takeBack)
  return { kind: 'docker-archive', file }
}

/** buildx itself would drop such a cache without a word, or fail. */
function whyNoCache({ builder, ports }: ContainerContext): string | undefined {
  if (builder !== 'layouts') return "docker's own image store takes none (docker/setup-buildx-action makes a builder that does)"
  const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].filter((name) => (ports.job.variable(name) ?? '') === '')
  return missing.length === 0 ? undefined : `a runner gives its actions ${missing.join(' and ')}, and here is none`
}

async function buildWithPodman(context: ContainerContext, request: BuildRequest): Promise<Built> {
  const tag = `localhost/slipway:${context.ports.random(8)}`
  const options = { output: 'stream', deadline: request.deadline ?? hour } as const
  if (request.cache !== undefined) context.ports.log.info('podman has no cache that it could hand on to other machines: everything is built')
  await must(context, `build for ${request.platform}`, podmanBuildArgs(request, tag, context.host, context.authFile), options)
  const folder = `${request.output}/layout`
  await must(context, `write ${folder}`, ['push', '--quiet', tag, `oci:${folder}`])
  await exec(context, ['image', 'rm', tag], takeBack)
  return { kind: 'layout', folder }
}

/** @returns what the engine calls the image */
async function pull(context: ContainerContext, image: ImageSource, platform: Platform): Promise<string> {
  if (isLayout(image)) return loadLayout(context, image, platform)
  const name = renderReference(image)
  const args =
    context.name === 'podman' ? podmanPullArgs(image, platform, context.authFile) : [...signIn(context), 'pull', '--quiet', '--platform', platform, name]
  await pullPatiently(context.ports, context.name, name, () => exec(context, args))
  return name
}

function signIn({ authFile, folder, endpoint }: ContainerContext): readonly string[] {
  if (authFile === undefined) return []
  return ['--config', `${folder}/docker`, ...(endpoint === undefined ? [] : ['--host', endpoint])]
}

async function run(context: ContainerContext, request: RunRequest): Promise<Ran> {
  const found: readonly Problem[] = checkMounts(request.mounts)
  if (found.length > 0) throw new Refusal(found)
  const image = await pull(context, request.image, request.platform)
  const foreign = request.sysroot === undefined ? undefined : await provideRoot(context, request.sysroot)
  const name = `slipway-${context.ports.random(8)}`
  const args = runArgs(context.name, request, name, { image, foreign })
  const result = await exec(context, args, { output: 'stream', deadline: request.deadline ?? hour })
  // What ends the client does not end the container.
  if (result.ended) await exec(context, ['rm', '--force', name], takeBack)
  // 125: the engine itself failed; 126 and 127 may also be the command's own (docker-run(1), podman-run(1), "EXIT STATUS").
  if (!result.ended && result.code === 125) mustSucceed(context.name, result, `run ${request.command[0]}`)
  if (
    (result.code === 126 || result.code === 127) &&
    /unable to start container process|OCI runtime attempted|FATAL tini .* exec .* failed/.test(result.stderr)
  )
    throw startFailure(request, result)
  return result
}

type Root = { readonly image: ImageSource; readonly platform: Platform }

async function provideRoot(context: ContainerContext, { image, platform }: Root): Promise<string> {
  const name = await pull(context, image, platform)
  return context.name === 'docker' ? exportRoot(context, { image, platform }, name) : name
}

/** docker mounts no image: its files are written to a folder first. Device nodes are left out, which only root may make. */
async function exportRoot(context: ContainerContext, root: Root, name: string): Promise<string> {
  const deed = `take the files out of ${renderSource(root.image)}`
  const archive = `${context.folder}/sysroot.tar`
  const folder = `${context.folder}/sysroot`
  await context.ports.files.makeFolder(folder)
  await withContainer(context, root, name, (container) => must(context, deed, ['export', '--output', archive, container]))
  const unpacked = await context.ports.exec.run('tar', ['--extract', '--file', archive, '--directory', folder, '--exclude=dev/*'])
  mustSucceed(context.name, unpacked, deed)
  await context.ports.files.remove(archive)
  return folder
}

async function extract(context: ContainerContext, request: ExtractRequest): Promise<void> {
  const name = await pull(context, request.image, request.platform)
  await withContainer(context, request, name, async (container) => {
    for (const path of request.paths) {
      const args = ['cp', ...(context.name === 'docker' ? ['--follow-link'] : []), `${container}:${path}`, `${request.to}/${basename(path)}`]
      await must(context, `take ${path} out of ${renderSource(request.image)}`, args)
    }
  })
}

async function withContainer<T>(context: ContainerContext, { image, platform }: Root, name: string, body: (container: string) => Promise<T>): Promise<T> {
  const container = `slipway-${context.ports.random(8)}`
  const deed = `make a container of ${renderSource(image)}`
  // A container that is never started needs a command all the same where the image names none.
  await must(context, deed, ['create', '--name', container, '--platform', platform, name, 'none'])
  try {
    return await body(container)
  } finally {
    await exec(context, ['rm', '--force', container], takeBack)
  }
}

import { Defect } from '@slipway/kernel'
import { type Reference, renderReference } from '@slipway/oci'
import { authArgs, buildFlags, each, pullFlags } from './buildah-args.ts'
import type { BuildRequest, RunRequest } from './engine.ts'
import { sysroot } from './plan-run.ts'

/**
 * How docker builds. `layouts`: the buildx plugin with a builder that writes OCI layouts and takes a cache. `buildx`: the plugin with
 * docker's own image store, which can do neither. `classic`: `docker build` of an engine before version 23, with BuildKit switched on.
 */
export type DockerBuilder = 'layouts' | 'buildx' | 'classic'

/**
 * @param tag what docker's own store shall call the image
 * @param cached whether the request's cache can be had
 */
export function dockerBuildArgs(request: BuildRequest, tag: string, builder: DockerBuilder, cached: boolean): readonly string[] {
  if (request.ignoreFile !== undefined && request.ignoreFile !== `${request.containerfile}.dockerignore`)
    throw new Defect(`BuildKit reads ${request.containerfile}.dockerignore, and was given ${request.ignoreFile}`)
  const epoch: Readonly<Record<string, string>> = request.sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: String(request.sourceDateEpoch) }
  return [
    ...(builder === 'classic' ? ['build'] : ['buildx', 'build']),
    // --load: a builder in a container of its own would otherwise keep the image to itself.
    ...(builder === 'layouts' ? ['--output', layoutOutput(request)] : [...(builder === 'buildx' ? ['--load'] : []), '--tag', tag]),
    '--progress',
    'plain',
    '--platform',
    request.platform,
    '--file',
    request.containerfile,
    ...(request.target === undefined ? [] : ['--target', request.target]),
    ...(cached && request.cache !== undefined ? cacheArgs(request.cache.scope) : []),
    ...each('--build-arg', { ...epoch, ...request.buildArguments }),
    ...each('--label', request.labels ?? {}),
    request.context,
  ]
}

/** BuildKit's exporter (docs/exporters/oci-docker): a folder instead of an archive; times of files are only changed when that is asked for. */
function layoutOutput({ output, sourceDateEpoch }: BuildRequest): string {
  return fields('type=oci', `dest=${output}/layout`, 'tar=false', ...(sourceDateEpoch === undefined ? [] : ['rewrite-timestamp=true']))
}

/**
 * GitHub's cache (docs/cache/backends/gha). buildx takes the token and the address from ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL and
 * ACTIONS_CACHE_SERVICE_V2 of its environment, where a JavaScript action has them, and hands them on outside of argv.
 */
function cacheArgs(scope: string): readonly string[] {
  return ['--cache-from', fields('type=gha', `scope=${scope}`), '--cache-to', fields('type=gha', `scope=${scope}`, 'mode=max')]
}

/** buildx reads such an argument as one line of CSV (RFC 4180). */
function fields(...texts: readonly string[]): string {
  return texts.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')
}

export function podmanBuildArgs(request: BuildRequest, tag: string, host: string, authFile: string | undefined): readonly string[] {
  // Its layer cache would hand out an image of another time, and the digest would depend on what the machine built before.
  return ['build', '--layers=false', ...authArgs(authFile), ...buildFlags(request, tag, host), request.context]
}

export function podmanPullArgs(image: Reference, platform: string, authFile: string | undefined): readonly string[] {
  return ['pull', '--quiet', ...pullFlags(image, platform, authFile), renderReference(image)]
}

/** What the engine calls the images of a run. */
export type ImageNames = {
  readonly image: string
  /** The sysroot's image; for docker, which cannot mount one, a folder of this machine that holds its files. */
  readonly foreign?: string | undefined
}

/** `run` of docker and podman. The image's entry point is put aside: the command is the command. */
export function runArgs(engine: 'docker' | 'podman', request: RunRequest, container: string, { image, foreign }: ImageNames): readonly string[] {
  const [program, ...rest] = request.command
  const mounts = request.mounts.flatMap(({ source, target, readOnly }) => bind(source, target, readOnly === true))
  return [
    'run',
    '--rm',
    '--name',
    container,
    // A first process that passes signals on and reaps what its children leave; podman would need a further package for it.
    ...(engine === 'docker' ? ['--init'] : []),
    '--pull',
    'never',
    '--platform',
    request.platform,
    // Where SELinux separates containers, it would keep them from what is mounted. Giving the mounts labels of their own (`:z`) would label
    // the machine's own folders anew, the Go toolchain's among them.
    '--security-opt',
    'label=disable',
    ...mounts,
    ...sysrootArgs(engine, foreign),
    ...each('--env', request.env),
    ...(request.workdir === undefined ? [] : ['--workdir', request.workdir]),
    ...(request.user === undefined ? [] : ['--user', request.user]),
    '--entrypoint',
    program,
    image,
    ...rest,
  ]
}

function bind(source: string, target: string, readOnly: boolean): readonly string[] {
  return ['--mount', `type=bind,source=${source},target=${target}${readOnly ? ',readonly' : ''}`]
}

function sysrootArgs(engine: 'docker' | 'podman', foreign: string | undefined): readonly string[] {
  if (foreign === undefined) return []
  return engine === 'docker' ? bind(foreign, sysroot, true) : ['--mount', `type=image,source=${foreign},destination=${sysroot},rw=false`]
}

import { renderReference } from '@slipway/oci'
import { authArgs, buildFlags, each, pullFlags } from './buildah-args.ts'
import type { BuildRequest, RunRequest } from './engine.ts'
import { sysroot } from './plan-run.ts'

/** How docker builds: `buildx` is the plugin, `classic` is `docker build` of an engine before version 23, with BuildKit switched on. */
export type DockerBuilder = 'buildx' | 'classic'

export function dockerBuildArgs(request: BuildRequest, tag: string, builder: DockerBuilder): readonly string[] {
  const epoch: Readonly<Record<string, string>> = request.sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: String(request.sourceDateEpoch) }
  return [
    // --load: a builder in a container of its own would otherwise keep the image to itself.
    ...(builder === 'buildx' ? ['buildx', 'build', '--load'] : ['build']),
    '--progress',
    'plain',
    '--platform',
    request.platform,
    '--file',
    request.containerfile,
    '--tag',
    tag,
    ...(request.target === undefined ? [] : ['--target', request.target]),
    ...each('--build-arg', { ...epoch, ...request.buildArguments }),
    ...each('--label', request.labels ?? {}),
    request.context,
  ]
}

export function podmanBuildArgs(request: BuildRequest, tag: string, host: string, authFile: string | undefined): readonly string[] {
  // Its layer cache would hand out an image of another time, and the digest would depend on what the machine built before.
  return ['build', '--layers=false', ...authArgs(authFile), ...buildFlags(request, tag, host), request.context]
}

export function podmanPullArgs(image: RunRequest['image'], platform: string, authFile: string | undefined): readonly string[] {
  return ['pull', '--quiet', ...pullFlags(image, platform, authFile), renderReference(image)]
}

/**
 * `run` of docker and podman. The image's entry point is put aside: the command is the command.
 * @param foreign a folder of this machine that holds the sysroot, where the engine cannot mount an image
 */
export function runArgs(engine: 'docker' | 'podman', request: RunRequest, name: string, foreign?: string): readonly string[] {
  const [program, ...rest] = request.command
  const mounts = request.mounts.flatMap(({ source, target, readOnly }) => bind(source, target, readOnly === true))
  return [
    'run',
    '--rm',
    '--name',
    name,
    // A first process that passes signals on and reaps what its children leave; podman would need a further package for it.
    ...(engine === 'docker' ? ['--init'] : []),
    '--pull',
    'never',
    '--platform',
    request.platform,
    ...mounts,
    ...sysrootArgs(engine, request, foreign),
    ...each('--env', request.env),
    ...(request.workdir === undefined ? [] : ['--workdir', request.workdir]),
    ...(request.user === undefined ? [] : ['--user', request.user]),
    '--entrypoint',
    program,
    renderReference(request.image),
    ...rest,
  ]
}

function bind(source: string, target: string, readOnly: boolean): readonly string[] {
  return ['--mount', `type=bind,source=${source},target=${target}${readOnly ? ',readonly' : ''}`]
}

function sysrootArgs(engine: 'docker' | 'podman', request: RunRequest, foreign: string | undefined): readonly string[] {
  if (request.sysroot === undefined) return []
  if (engine === 'docker') return bind(foreign ?? '', sysroot, true)
  return ['--mount', `type=image,source=${renderReference(request.sysroot.image)},destination=${sysroot},rw=false`]
}

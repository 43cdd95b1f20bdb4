import { isLoopbackRegistry, type Reference } from '@slipway/oci'
import type { BuildRequest, RunRequest } from './engine.ts'
import { sysroot } from './plan-run.ts'

export type Storage = { readonly root: string; readonly runRoot: string; readonly driver: string }

export function storageArgs({ root, runRoot, driver }: Storage): readonly string[] {
  return ['--root', root, '--runroot', runRoot, '--storage-driver', driver]
}

/** `--name=value` for each entry, sorted, so that equal requests are equal commands. */
export function each(flag: string, values: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(values)
    .sort()
    .flatMap((name) => [flag, `${name}=${values[name] ?? ''}`])
}

/** What buildah and podman, which builds with buildah's code, have in common. */
export function buildFlags(request: BuildRequest, tag: string, host: string): readonly string[] {
  // Unlike BuildKit they give a global ARG no value of its own: FROM --platform=$BUILDPLATFORM needs it as an argument.
  const buildArguments = { BUILDPLATFORM: host, ...request.buildArguments }
  return [
    '--format',
    'oci',
    // Not --arch, which leaves TARGETARCH at the host's.
    '--platform',
    request.platform,
    '--file',
    request.containerfile,
    '--tag',
    tag,
    ...(request.sourceDateEpoch === undefined ? [] : ['--timestamp', String(request.sourceDateEpoch)]),
    ...(request.target === undefined ? [] : ['--target', request.target]),
    ...(request.ignoreFile === undefined ? [] : ['--ignorefile', request.ignoreFile]),
    ...each('--build-arg', buildArguments),
    ...each('--label', request.labels ?? {}),
  ]
}

export function buildahBuildArgs(request: BuildRequest, tag: string, host: string, authFile: string | undefined): readonly string[] {
  return ['build', '--isolation', 'chroot', ...authArgs(authFile), ...buildFlags(request, tag, host), request.context]
}

export function authArgs(authFile: string | undefined): readonly string[] {
  return authFile === undefined ? [] : ['--authfile', authFile]
}

/** For `pull` and `from`: platform, sign-in, and plain HTTP for a registry on this machine. */
export function pullFlags(image: Reference, platform: string, authFile: string | undefined): readonly string[] {
  return ['--platform', platform, ...authArgs(authFile), ...(isLoopbackRegistry(image.registry) ? ['--tls-verify=false'] : [])]
}

/** @param foreign the name of the sysroot's image in the storage */
export function buildahRunArgs(request: RunRequest, container: string, foreign?: string): readonly string[] {
  const mounts = request.mounts.flatMap(({ source, target, readOnly }) => ['--volume', `${source}:${target}${readOnly === true ? ':ro' : ''}`])
  const lent = foreign === undefined ? [] : ['--mount', `type=bind,from=${foreign},src=/,dst=${sysroot},ro`]
  return [
    'run',
    '--isolation',
    'chroot',
    ...mounts,
    ...lent,
    ...each('--env', request.env),
    ...(request.workdir === undefined ? [] : ['--workingdir', request.workdir]),
    ...(request.user === undefined ? [] : ['--user', request.user]),
    container,
    '--',
    ...request.command,
  ]
}

import { architectureOf, err, ok, osOf, type Platform, type Problem, type Result } from '@slipway/kernel'

/** `native`: the host's own platform. `emulated`: through the kernel's binfmt_misc. `cross`: the host's image beside the target's files. */
export type RunMode = 'native' | 'emulated' | 'cross'

export type RunFacts = {
  readonly target: Platform
  /** The platform of the engine's machine; for containers always of Linux. */
  readonly host: Platform
  /** Whether the machine can execute the target's programs: what `canRun` found. */
  readonly executable: boolean
  /** The platforms of the image. */
  readonly children: readonly Platform[]
}

export type RunPlan = {
  readonly mode: RunMode
  /** Whose image runs. */
  readonly platform: Platform
  /** Whose files are mounted at `/sysroot`. */
  readonly sysroot?: Platform
  readonly env: Readonly<Record<string, string>>
  /** One sentence for the log. */
  readonly note: string
}

/** Where the target's root file system stands in cross mode. */
export const sysroot = '/sysroot'

const triplets: Readonly<Record<string, string>> = {
  '386': 'i686-linux-gnu',
  amd64: 'x86_64-linux-gnu',
  arm: 'arm-linux-gnueabihf',
  arm64: 'aarch64-linux-gnu',
  loong64: 'loongarch64-linux-gnu',
  mips64le: 'mips64el-linux-gnuabi64',
  ppc64le: 'powerpc64le-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
  s390x: 's390x-linux-gnu',
}

/** Debian's name of a platform, which is also the prefix of its cross compilers (wiki.debian.org/Multiarch/Tuples). */
export function crossTriplet(platform: Platform): string | undefined {
  return triplets[architectureOf(platform)]
}

/** Decides how a command for a platform runs in a multi-platform image: its own image where that works, else cross mode. */
export function planRun({ target, host, executable, children }: RunFacts): Result<RunPlan, Problem> {
  if (osOf(target) !== 'linux') return refused(`${target} is no platform of containers`, 'Build it outside of a container')
  if (!children.includes(target))
    return refused(`the image has no ${target}, only ${children.join(', ')}`, `Add ${target} to the platforms of the builder image`)
  if (target === host) return ok({ mode: 'native', platform: target, env: {}, note: `runs natively on ${host}` })
  if (executable) return ok({ mode: 'emulated', platform: target, env: {}, note: `${host} executes ${target} through binfmt_misc, slowly` })
  if (!children.includes(host)) {
    return refused(
      `${host} cannot execute ${target}, and the image has no ${host} to build with`,
      'Use a runner of that platform, or register QEMU on this one',
    )
  }
  const triplet = crossTriplet(target) ?? ''
  const note = `${host} cannot execute ${target}: the ${host} image runs, and the files of ${target} are mounted read-only at ${sysroot}`
  return ok({ mode: 'cross', platform: host, sysroot: target, env: { SYSROOT: sysroot, CROSS_TRIPLET: triplet }, note })
}

function refused(message: string, cure: string) {
  return err({ code: 'E_ENGINE_PLATFORM', message, cure })
}

import { checkPlatform, type NativeImage, saysArchitecture, wrongKind } from '@slipway/binary'
import { architectureOf, osOf, type Platform, type Problem } from '@slipway/kernel'
import type { Collected, FileFacts } from './inspect.ts'
import type { Plan } from './plan.ts'

type Fault = Omit<Problem, 'at'>

/** What is wrong with what came out, all of it. `workspace` is the folder that exists on the build machine alone. */
export function judge(plan: Plan, collected: Collected, workspace: string): readonly Problem[] {
  const at = { input: 'files' }
  const missing = collected.unmatched.map((pattern) => ({
    code: 'E_NATIVE_NONE',
    message: `${pattern} matches no file after the build`,
    cure: 'See where the command writes, and name that',
    at,
  }))
  const faults = collected.files.flatMap((file) =>
    judgeFile(plan, file, workspace).map((fault) => ({ ...fault, message: `${file.path} ${fault.message}`, at })),
  )
  return [...missing, ...faults]
}

function judgeFile({ platform, version }: Plan, file: FileFacts, workspace: string): readonly Fault[] {
  if (file.size === 0) return [{ code: 'E_NATIVE_EMPTY', message: 'is empty (0 bytes)', cure: 'See why the command leaves an empty file behind' }]
  const kind = wrongKind(file.due ?? 'any', file.sniffed)
  if (kind !== undefined) return [{ code: 'E_NATIVE_KIND', message: kind, cure: 'Build the file that is meant, or declare its kind' }]
  if (file.sniffed.problem !== undefined) return [file.sniffed.problem]
  if (file.native === undefined || isKernel(file)) return judgeKernel(platform, file)
  const wrong = checkPlatform(file.native, platform)
  if (wrong !== undefined) return [wrong]
  const paths = file.native.images.flatMap((image) => foreignPaths(image, workspace))
  return [...judgeLength(file), ...judgeGo(platform, file), ...judgeStamp(version, file), ...paths]
}

/** As an EFI program or a raw vmlinux a kernel is a native file too, but not one of the platform's own programs. */
function isKernel({ sniffed, native, due }: FileFacts): boolean {
  return due === 'kernel' || !['elf', 'pe', 'mach-o'].includes(sniffed.kind) || native?.images[0]?.os === 'uefi'
}

function judgeKernel(platform: Platform, { sniffed }: FileFacts): readonly Fault[] {
  const wanted = architectureOf(platform)
  if (!saysArchitecture(sniffed) || sniffed.architectures.includes(wanted)) return []
  return [
    {
      code: 'E_NATIVE_ARCHITECTURE',
      message: `is of ${sniffed.architectures.join(' and ') || 'an unknown architecture'}, not of ${wanted}`,
      cure: `Build it for ${platform}`,
    },
  ]
}

function judgeLength({ native, size }: FileFacts): readonly Fault[] {
  const end = Math.max(...(native?.images ?? []).map((image) => image.end))
  if (end <= size) return []
  return [
    {
      code: 'E_NATIVE_TRUNCATED',
      message: `is truncated: its headers promise ${end} bytes, and it has ${size}`,
      cure: 'See whether the disk is full, and build it again',
    },
  ]
}

function judgeGo(platform: Platform, { go }: FileFacts): readonly Fault[] {
  const [os, architecture] = [go?.settings.get('GOOS'), go?.settings.get('GOARCH')]
  if ((os === undefined || os === osOf(platform)) && (architecture === undefined || architecture === architectureOf(platform))) return []
  return [
    {
      code: 'E_NATIVE_GO',
      message: `was built by Go for ${os}/${architecture}, not for ${platform}`,
      cure: 'Map SLIPWAY_OS and SLIPWAY_ARCH to GOOS and GOARCH in the command',
    },
  ]
}

function judgeStamp(version: string | undefined, { stamped, sniffed }: FileFacts): readonly Fault[] {
  if (version === undefined || stamped !== false || sniffed.purpose !== 'executable') return []
  return [
    {
      code: 'E_NATIVE_STAMP',
      message: `does not hold its version ${version}`,
      cure: 'Stamp it from SLIPWAY_VERSION, such as -ldflags "-X main.version=$SLIPWAY_VERSION"',
    },
  ]
}

/** Where package managers of macOS keep libraries that no user has; and the workspace itself. */
const homebrew = /^\/(opt\/homebrew|usr\/local\/(Cellar|opt)|opt\/local|home\/linuxbrew)\//

function foreignPaths(image: NativeImage, workspace: string): readonly Fault[] {
  const paths = [...image.needed, ...image.runPaths, ...(image.soname === undefined ? [] : [image.soname])]
  const foreign = [...new Set(paths.filter((path) => homebrew.test(path) || path === workspace || path.startsWith(`${workspace}/`)))]
  return foreign.map((path) => ({
    code: 'E_NATIVE_PATH',
    message: `refers to ${path}, which is only on the machine that built it`,
    cure: 'Use $ORIGIN or @loader_path, and ship the library beside it',
  }))
}

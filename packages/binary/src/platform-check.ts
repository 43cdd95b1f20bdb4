import { architectureOf, osOf, type Platform, type Problem } from '@slipway/kernel'
import type { NativeFile, NativeFormat } from './image.ts'

/** The format that a system's programs have. */
export function formatOf(platform: Platform): NativeFormat {
  const os = osOf(platform)
  return os === 'windows' ? 'pe' : os === 'darwin' ? 'mach-o' : 'elf'
}

const names: Readonly<Record<NativeFormat, string>> = { elf: 'an ELF file', pe: 'a PE file', 'mach-o': 'a Mach-O file' }

/**
 * Whether a native file is for a platform: format, system and architecture. A fat file is, when one of its slices is. The message is a
 * phrase that follows the file's name; undefined when it is right.
 */
export function checkPlatform(file: NativeFile, platform: Platform): Omit<Problem, 'at'> | undefined {
  const wanted = formatOf(platform)
  const cure = `Build it for ${platform}, or declare the platform that it is for`
  if (file.format !== wanted) return { code: 'E_BINARY_PLATFORM', message: `is ${names[file.format]}, but ${platform} needs ${names[wanted]}`, cure }
  const fits = file.images.some((image) => image.architecture === architectureOf(platform) && (image.os ?? osOf(platform)) === osOf(platform))
  return fits ? undefined : { code: 'E_BINARY_PLATFORM', message: `is for ${describePlatforms(file)}, not for ${platform}`, cure }
}

/** `linux/arm64`, or what the file calls its machine where Go has no name for it. */
export function describePlatforms(file: NativeFile): string {
  return file.images.map((image) => `${image.os ?? 'an unknown system'}/${image.architecture ?? image.machine}`).join(' and ')
}

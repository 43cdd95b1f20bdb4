import { type Platform, parsePlatform } from '@slipway/kernel'
import { unknown } from './shell-lexer.ts'

const architectures: Readonly<Record<string, string>> = { x86_64: 'amd64', 'x86-64': 'amd64', aarch64: 'arm64', armhf: 'arm', i386: '386', i686: '386' }
/** Variants that say nothing more than the architecture does (containerd/platforms, Normalize). */
const plain: Readonly<Record<string, string>> = { 'amd64/v1': 'amd64', 'arm64/v8': 'arm64', 'arm64/8': 'arm64', 'arm/7': 'arm/v7', 'arm/6': 'arm/v6' }

/** Reads what `--platform` may hold, in the spelling of the image index; undefined where it is no platform. */
export function readPlatform(text: string): Platform | undefined {
  const parts = text.toLowerCase().split('/')
  const [os = '', architecture = '', variant] = parts.length === 1 ? ['linux', ...parts] : parts
  const named = [architectures[architecture] ?? architecture, ...(variant === undefined ? [] : [variant])].join('/')
  const platform = parsePlatform([os === 'macos' ? 'darwin' : os, plain[named] ?? named].join('/'))
  return platform.ok && parts.length <= 3 ? platform.value : undefined
}

/** TARGETPLATFORM and its like (Dockerfile reference, "Automatic platform ARGs in the global scope"). */
export function targetVariables(platform: Platform): Readonly<Record<string, string>> {
  return variables('TARGET', platform)
}

/** BUILDPLATFORM and its like: unknown where the machine is not. TARGETSTAGE is the engine's affair. */
export function buildVariables(platform: Platform | undefined): Readonly<Record<string, string>> {
  const names = variables('BUILD', platform ?? ('' as Platform))
  const host = platform === undefined ? Object.fromEntries(Object.keys(names).map((name) => [name, unknown])) : names
  return { ...host, TARGETOSVERSION: '', BUILDOSVERSION: unknown, TARGETSTAGE: unknown }
}

function variables(prefix: string, platform: Platform): Readonly<Record<string, string>> {
  const [os = '', architecture = '', variant = ''] = platform.split('/')
  return { [`${prefix}PLATFORM`]: platform, [`${prefix}OS`]: os, [`${prefix}ARCH`]: architecture, [`${prefix}VARIANT`]: variant }
}

/** What engines pass without being asked: proxies of the machine, and the time of the commit. None of it enters a key. */
export function engineGiven(name: string): boolean {
  return /^(https?|ftp|no|all)_proxy$/i.test(name) || name === 'SOURCE_DATE_EPOCH'
}

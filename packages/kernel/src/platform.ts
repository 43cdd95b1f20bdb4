import type { Problem } from './problem.ts'
import { err, ok, type Result } from './result.ts'

declare const brand: unique symbol

/** `os/architecture[/variant]` in Go's names, as the OCI image index writes it (image-index.md, "platform"). */
export type Platform = string & { readonly [brand]: 'Platform' }

const architectures = ['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips64le', 'ppc64le', 'riscv64', 's390x']
const systems = ['darwin', 'freebsd', 'linux', 'windows']
const aliases: Readonly<Record<string, string>> = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64', macos: 'darwin' }

/** Reads a platform; the names that other tools use (`x86_64`, `aarch64`, `macos`) are refused with Go's name as the cure. */
export function parsePlatform(text: string): Result<Platform, Problem> {
  const [os = '', architecture = '', variant, ...rest] = text.split('/')
  const variantFits = variant === undefined || /^v[0-9]+$/.test(variant)
  if (rest.length === 0 && systems.includes(os) && architectures.includes(architecture) && variantFits) return ok(text as Platform)
  const meant = text.split('/').map((part) => aliases[part] ?? part)
  const known = systems.includes(meant[0] ?? '') && architectures.includes(meant[1] ?? '')
  return err({
    code: 'E_KERNEL_PLATFORM',
    message: `"${text}" is no platform`,
    cure: known ? `Write ${meant.join('/')}` : "Write os/architecture in Go's names, such as linux/amd64 or darwin/arm64",
  })
}

export function osOf(platform: Platform): string {
  return platform.split('/')[0] ?? ''
}

export function architectureOf(platform: Platform): string {
  return platform.split('/')[1] ?? ''
}

/** Fills `{os}` and `{arch}` in a name, so that one text names a file or an artifact for every platform of a matrix. */
export function fillPlatform(template: string, platform: Platform): string {
  return template.replaceAll('{os}', osOf(platform)).replaceAll('{arch}', architectureOf(platform))
}

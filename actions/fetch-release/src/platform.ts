import { architectureOf, err, osOf, type Platform, type Problem, parsePlatform, type Result } from '@slipway/kernel'

/** How release files spell systems and architectures, Go's own name first (as zyedidia/eget, jdx/mise and stacklok/brood-box read them). */
const spellings: Readonly<Record<string, readonly string[]>> = {
  darwin: ['darwin', 'macos'],
  amd64: ['amd64', 'x86_64', 'x64'],
  arm64: ['arm64', 'aarch64'],
  '386': ['386', 'i386', 'i686'],
}

/** Reads a platform in Go's names or in those that `uname` and others use. */
export function parseLoosePlatform(text: string): Result<Platform, Problem> {
  const parts = text.toLowerCase().split('/')
  const names = parts.map((part) => Object.keys(spellings).find((name) => spellings[name]?.includes(part)) ?? part)
  const parsed = parsePlatform(names.join('/'))
  return parsed.ok ? parsed : err({ ...parsed.error, message: `"${text}" is no platform`, at: { input: 'platform' } })
}

/** What a template may mean on a platform, the likeliest first. A template that names neither is one name. */
export function spellPlatform(template: string, platform: Platform): readonly string[] {
  const of = (name: string, placeholder: string): readonly string[] => (template.includes(placeholder) ? (spellings[name] ?? [name]) : [name])
  const names = of(osOf(platform), '{os}').flatMap((os) =>
    of(architectureOf(platform), '{arch}').map((arch) => template.replaceAll('{os}', os).replaceAll('{arch}', arch)),
  )
  return [...new Set(names)]
}

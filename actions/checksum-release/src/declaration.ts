import { byBytes, checkBareName } from '@slipway/checksums'
import { err, fillPlatform, ok, type Platform, type Problem, parsePlatform, parseReleaseTag, type ReleaseTag, type Result } from '@slipway/kernel'

/** What the inputs declare, as they are written. */
export type Declaration = {
  readonly tag: string
  /** Lines of the input `expect`. */
  readonly expect: readonly string[]
  /** Text of the input `platforms`. */
  readonly platforms: string
  readonly packages: readonly string[]
  readonly checksumsFile: string
  readonly sha512File: string | undefined
  readonly perFile: boolean
  readonly prerelease: 'auto' | 'true' | 'false'
}

/** A platform that has to deliver, and the label of the runner that builds for it, where that is known. */
export type Leg = { readonly platform: Platform; readonly runner: string | undefined }

/** A file that has to be there. `leg` is the platform that makes it, where the line or the name says one. */
export type DeclaredFile = { readonly name: string; readonly leg: Leg | undefined }

/** The set that is declared: platform × package, with everything that comes on top. */
export type DeclaredSet = {
  readonly tag: ReleaseTag
  readonly prerelease: boolean
  /** In the order of the declaration. */
  readonly files: readonly DeclaredFile[]
  /** Names of the files that this action makes itself, in the order in which they are uploaded. */
  readonly made: readonly string[]
}

/** Reads the declaration. All problems at once, each with its input. */
export function parseDeclaration(declared: Declaration): Result<DeclaredSet> {
  const tag = parseReleaseTag(declared.tag)
  const legs = parsePlatforms(declared.platforms)
  const own = [declared.checksumsFile, ...(declared.sha512File === undefined ? [] : [declared.sha512File])]
  const found: Problem[] = [
    ...(tag.ok ? [] : [{ ...tag.error, at: { input: 'tag' } }]),
    ...(legs.ok ? [] : legs.error),
    ...own.flatMap((name, index) => flawOf(name, index === 0 ? 'checksums-file' : 'sha512-file')),
  ]
  const lines = declared.expect.map((line) => expandLine(line, legs.ok ? legs.value : [], declared.packages, tag.ok ? tag.value : undefined))
  // A platform that could not be read makes every line that names one wrong: the platform is what has to be said.
  found.push(...lines.flatMap((line) => (line.ok || !legs.ok ? [] : [line.error])))
  const files = lines.flatMap((line) => (line.ok ? line.value : [])).filter(({ name }) => !own.includes(name))
  if (found.length > 0 || !tag.ok) return err(found)
  if (files.length === 0) {
    return err([{ code: 'E_CHECKSUMS_EMPTY', message: 'there is no file to write a checksum of', cure: 'Name at least one file', at: { input: 'expect' } }])
  }
  const prerelease = declared.prerelease === 'auto' ? tag.value.prerelease !== '' : declared.prerelease === 'true'
  const besides = declared.perFile ? files.map(({ name }) => `${name}.sha256`).toSorted(byBytes) : []
  return ok({ tag: tag.value, prerelease, files, made: [...besides, ...own.toReversed()] })
}

function flawOf(name: string, input: string): Problem[] {
  const flaw = checkBareName(name)
  return flaw === undefined ? [] : [{ ...flaw, at: { input } }]
}

/** `linux/amd64`, one a line or separated by commas; or the JSON list of a workflow's matrix, of texts or `{platform, runner}`. */
export function parsePlatforms(text: string): Result<readonly Leg[]> {
  const trimmed = text.trim()
  const items = trimmed.startsWith('[') ? readMatrix(trimmed) : readList(trimmed)
  if (items === undefined) return refuse('is no JSON list of texts or of objects with `platform`', 'Write it with toJSON(), or one platform a line')
  const legs: Leg[] = []
  const found: Problem[] = []
  for (const { platform: name, runner } of items) {
    const platform = parsePlatform(name)
    if (!platform.ok) found.push({ ...platform.error, at: { input: 'platforms' } })
    // A matrix may have several legs of one platform; what is declared is the platform.
    else if (!legs.some((leg) => leg.platform === platform.value)) legs.push({ platform: platform.value, runner })
  }
  return found.length === 0 ? ok(legs) : err(found)
}

type Item = { readonly platform: string; readonly runner?: string | undefined }

function readList(text: string): readonly Item[] {
  return text.split(/[,\n]/).flatMap((part) => (part.trim() === '' ? [] : [{ platform: part.trim() }]))
}

function readMatrix(text: string): readonly Item[] | undefined {
  try {
    const list = JSON.parse(text) as unknown
    if (!Array.isArray(list)) return undefined
    const items = (list as readonly unknown[]).map((item) =>
      typeof item === 'string' ? { platform: item } : (item as { platform?: unknown; runner?: unknown }),
    )
    if (items.some((item) => typeof item?.platform !== 'string')) return undefined
    return items.map(({ platform, runner }) => ({ platform: platform as string, runner: labelOf(runner) }))
  } catch {
    return undefined
  }
}

/** `runs-on` takes one label or a list of them. */
function labelOf(runner: unknown): string | undefined {
  if (Array.isArray(runner)) return runner.join(', ')
  return typeof runner === 'string' && runner !== '' ? runner : undefined
}

function refuse(message: string, cure: string): Result<never> {
  return err([{ code: 'E_RELEASE_PLATFORMS', message, cure, at: { input: 'platforms' } }])
}

/** The files that one line of `expect` stands for. */
function expandLine(line: string, legs: readonly Leg[], packages: readonly string[], tag: ReleaseTag | undefined): Result<readonly DeclaredFile[], Problem> {
  const keys = [...line.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  const unknown = keys.filter((key) => !['tag', 'version', 'os', 'arch', 'package'].includes(key))
  if (unknown.length > 0) return fail(line, `holds {${unknown.join('}, {')}}`, 'Use {tag}, {version}, {os}, {arch} and {package}')
  const perPlatform = keys.includes('os') || keys.includes('arch')
  if (perPlatform && legs.length === 0) return fail(line, 'stands for one file for each platform, and no platform is given', 'Give the input platforms')
  const perPackage = keys.includes('package')
  if (perPackage && packages.length === 0) return fail(line, 'stands for one file for each package, and no package is given', 'Give the input packages')
  const filled = line.replaceAll('{tag}', tag?.tag ?? '{tag}').replaceAll('{version}', tag?.version ?? '{version}')
  const named = perPackage ? packages.map((name) => filled.replaceAll('{package}', name)) : [filled]
  if (!perPlatform) return ok(named.map((name) => ({ name, leg: legOfName(name, legs) })))
  return ok(named.flatMap((name) => legs.map((leg) => ({ name: fillPlatform(name, leg.platform), leg }))))
}

/** A name that is written out says by its words whose it is: `tool_v1.2.3_windows_amd64.zip`. It is only needed to say more of a file that is missing. */
function legOfName(name: string, legs: readonly Leg[]): Leg | undefined {
  const words = name.split(/[^A-Za-z0-9]+/)
  return legs.find(({ platform }) => platform.split('/').every((part) => words.includes(part)))
}

function fail(line: string, message: string, cure: string): Result<never, Problem> {
  return err({ code: 'E_RELEASE_TEMPLATE', message: `"${line}" ${message}`, cure, at: { input: 'expect' } })
}

import { entryTime, type FileLine, parseFileLine } from '@slipway/archive/packing'
import type { InputsOf } from '@slipway/contract'
import { architectureOf, err, ok, osOf, type Platform, type Problem, type Result } from '@slipway/kernel'
import type { contract } from './contract.ts'
import { type Expectation, parseExpectation } from './expect.ts'
import { type Extract, type Fetch, parseExtract, parseFetch, parseSigned, parseWanted, type Signed, type Wanted } from './lines.ts'
import { fillTemplate, type Names, namesOf } from './template.ts'
import { planVersion, type VersionPlan } from './version.ts'

export type Inputs = InputsOf<typeof contract>

/** What is packed. Without `lines` it is everything that came out, side by side. */
export type ArchiveOrder = {
  readonly file: string
  readonly format: 'tar.gz' | 'zip'
  readonly folder: string
  readonly lines: readonly FileLine[]
  /** Seconds since 1970. */
  readonly mtime: number
}

/** Everything that the inputs decide, before anything is looked at or done. */
export type Plan = VersionPlan & {
  readonly platform: Platform
  readonly wanted: readonly Wanted[]
  readonly expected: readonly Expectation[]
  readonly fetch: readonly Fetch[]
  readonly extract: readonly Extract[]
  readonly signed: readonly Signed[]
  /** Undefined where nothing is packed. */
  readonly archive: ArchiveOrder | undefined
  /** Undefined where nothing is uploaded. */
  readonly artifact: string | undefined
  readonly cache: boolean
  readonly env: Readonly<Record<string, string>>
}

export type JobFacts = {
  readonly repository: string
  readonly refType: string
  readonly refName: string
  readonly eventName: string
  readonly sha: string
  readonly sourceDateEpoch: string | undefined
}

/** Reads the inputs that have a grammar of their own; all problems are reported together. */
export function plan(inputs: Inputs, job: JobFacts): Result<Plan> {
  const version = planVersion(inputs, job)
  const found: Problem[] = [...(version.ok ? [] : version.error), ...checkTogether(inputs)]
  const keep = <T>(result: Result<T>, fallback: T): T => {
    if (result.ok) return result.value
    found.push(...result.error)
    return fallback
  }
  const keepAll = <T>(results: readonly Result<T>[]): readonly T[] =>
    results.flatMap((result) => (result.ok ? [result.value] : (found.push(...result.error), [])))
  const versions: VersionPlan = version.ok ? version.value : { release: true, version: job.refName, stamp: undefined, prerelease: false }
  const names = namesOf(inputs, versions.version, job.repository)
  const fill = (text: string, input: string): string => keep(fillTemplate(text, names, input), text)
  const env = environmentOf(inputs, versions.version, job)
  const planned: Plan = {
    ...versions,
    platform: inputs.platform,
    wanted: keepAll(inputs.files.map(parseWanted)),
    expected: keepAll(inputs.expect.map(parseExpectation)),
    fetch: keepAll(inputs.fetch.map((line) => parseFetch(line, (text) => fill(text, 'fetch')))),
    extract: keepAll(inputs.extract.map(parseExtract)),
    signed: inputs.sign.map(parseSigned),
    archive: inputs.archive === undefined ? undefined : keep(planArchiveOrder(inputs.archive, inputs, names, env['SOURCE_DATE_EPOCH']), undefined),
    artifact: inputs.artifact === undefined ? undefined : fill(inputs.artifact, 'artifact'),
    cache: inputs.cache ?? !(job.refType === 'tag' || job.eventName === 'release'),
    env,
  }
  found.push(...checkArtifact(planned.artifact))
  return found.length > 0 ? err(found) : ok(planned)
}

/** Inputs that mean nothing without another one. */
function checkTogether(inputs: Inputs): readonly Problem[] {
  const given = {
    files: inputs.files.length > 0,
    artifact: inputs.artifact !== undefined,
    archive: inputs.archive !== undefined,
    'archive-folder': inputs['archive-folder'] !== undefined,
    'archive-files': inputs['archive-files'].length > 0,
    expect: inputs.expect.length > 0,
    extract: inputs.extract.length > 0,
    container: inputs.container !== undefined,
    except: inputs.except.length > 0,
    'pure-go': inputs['pure-go'].length > 0,
    'spdx-license': inputs['spdx-license'] !== undefined,
    'spdx-copyright': inputs['spdx-copyright'] !== undefined,
    'spdx-headers': inputs['spdx-headers'].length > 0,
  }
  const pairs: readonly (readonly [keyof typeof given, keyof typeof given])[] = [
    ['artifact', 'files'],
    ['archive', 'files'],
    ['expect', 'files'],
    ['archive-folder', 'archive'],
    ['archive-files', 'archive'],
    ['extract', 'container'],
    ['except', 'pure-go'],
    ['spdx-license', 'spdx-headers'],
    ['spdx-copyright', 'spdx-headers'],
  ]
  return pairs
    .filter(([input, needed]) => given[input] && !given[needed])
    .map(([input, needed]) => ({ code: 'E_NATIVE_NOTHING', message: `${input} is given, and ${needed} is not`, cure: `Give ${needed} too`, at: { input } }))
}

/** Characters that an artifact's name may not hold (@actions/artifact, path-and-artifact-name-validation). */
const forbidden = /["':<>|*?\r\n\\/]/

function checkArtifact(artifact: string | undefined): readonly Problem[] {
  if (artifact === undefined || !forbidden.test(artifact)) return []
  const cure = 'Use letters, digits, "-", "_" and "."'
  return [{ code: 'E_NATIVE_ARTIFACT', message: `"${artifact}" is no name for an artifact`, cure, at: { input: 'artifact' } }]
}

function planArchiveOrder(template: string, inputs: Inputs, names: Names, epoch: string | undefined): Result<ArchiveOrder | undefined> {
  const file = fillTemplate(template, names, 'archive')
  const folder = fillTemplate(inputs['archive-folder'] ?? '', names, 'archive-folder')
  const mtime = entryTime(undefined, epoch)
  const lines = inputs['archive-files'].map(parseFileLine)
  const found: Problem[] = [...(file.ok ? [] : file.error), ...(folder.ok ? [] : folder.error), ...(mtime.ok ? [] : [{ ...mtime.error, at: { input: 'env' } }])]
  for (const line of lines) if (!line.ok) found.push({ ...line.error, at: { input: 'archive-files' } })
  const ending = /\.(tar\.gz|zip)$/.exec(file.ok ? file.value : '')?.[1]
  const format = ending === 'zip' || ending === 'tar.gz' ? ending : osOf(inputs.platform) === 'windows' ? 'zip' : 'tar.gz'
  const whole = `${file.ok ? file.value : 'archive'}${ending === undefined ? `.${format}` : ''}`
  if (!/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(whole)) {
    const cure = 'Use letters, digits, ".", "_", "+" and "-"'
    found.push({ code: 'E_NATIVE_ARCHIVE', message: `"${whole}" is no file name that a release keeps as it is`, cure, at: { input: 'archive' } })
  }
  if (found.length > 0 || !folder.ok || !mtime.ok) return err(found)
  return ok({ file: whole, format, folder: folder.value, lines: lines.flatMap((line) => (line.ok ? [line.value] : [])), mtime: mtime.value })
}

/** What every command is told, in words that belong to no tool: a project maps them to GOARCH, a Rust target or whatever it needs. */
function environmentOf(inputs: Inputs, version: string, job: JobFacts): Readonly<Record<string, string>> {
  const guest = inputs['guest-platform']
  return {
    SLIPWAY_PLATFORM: inputs.platform,
    SLIPWAY_OS: osOf(inputs.platform),
    SLIPWAY_ARCH: architectureOf(inputs.platform),
    ...(guest === undefined ? {} : { SLIPWAY_GUEST_PLATFORM: guest, SLIPWAY_GUEST_OS: osOf(guest), SLIPWAY_GUEST_ARCH: architectureOf(guest) }),
    SLIPWAY_VERSION: version,
    ...(job.sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: job.sourceDateEpoch }),
    ...Object.fromEntries(inputs.env.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
  }
}

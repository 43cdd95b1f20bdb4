import { type DueKind, dueKinds } from '@slipway/binary'
import type { InputsOf } from '@slipway/contract'
import { architectureOf, ok, osOf, type Platform, type Problem, type Result } from '@slipway/kernel'
import type { contract } from './contract.ts'

export type Inputs = InputsOf<typeof contract>

/** A pattern of files that have to come out, and what they have to be. */
export type Wanted = { readonly pattern: string; readonly due: DueKind | undefined }

export type Fetch = { readonly name: string; readonly folder: string }

/** Everything that the inputs decide, before anything is looked at or done. */
export type Plan = {
  readonly platform: Platform
  readonly wanted: readonly Wanted[]
  readonly fetch: readonly Fetch[]
  /** Undefined where nothing is uploaded. */
  readonly artifact: string | undefined
  /** Undefined outside of a release: then no stamp is looked for. */
  readonly version: string | undefined
  readonly env: Readonly<Record<string, string>>
}

export type JobFacts = { readonly refType: string; readonly refName: string; readonly sha: string; readonly sourceDateEpoch: string | undefined }

/** Reads the inputs that have a grammar of their own; all problems are reported together. */
export function plan(inputs: Inputs, job: JobFacts): Result<Plan> {
  const names = namesOf(inputs)
  const found: Problem[] = []
  const fill = (text: string, input: string): string => {
    const filled = fillTemplate(text, names, input)
    if (filled.ok) return filled.value
    found.push(...filled.error)
    return text
  }
  const wanted = inputs.files.map((line) => parseWanted(line))
  const fetch = inputs.fetch.map((line) => parseFetch(line, (text) => fill(text, 'fetch')))
  for (const result of [...wanted, ...fetch]) if (!result.ok) found.push(...result.error)
  const artifact = inputs.artifact === undefined ? undefined : fill(inputs.artifact, 'artifact')
  found.push(...checkArtifact(inputs, artifact))
  if (found.length > 0) return { ok: false, error: found }
  return ok({
    platform: inputs.platform,
    wanted: wanted.flatMap((result) => (result.ok ? [result.value] : [])),
    fetch: fetch.flatMap((result) => (result.ok ? [result.value] : [])),
    artifact,
    version: inputs.version,
    env: environmentOf(inputs, job),
  })
}

function namesOf(inputs: Inputs): Readonly<Record<string, string | undefined>> {
  const guest = inputs['guest-platform']
  return {
    os: osOf(inputs.platform),
    arch: architectureOf(inputs.platform),
    'guest-os': guest === undefined ? undefined : osOf(guest),
    'guest-arch': guest === undefined ? undefined : architectureOf(guest),
    version: inputs.version,
  }
}

/** Puts values in the place of `{name}`. A name that is unknown, or has no value in this run, is a problem. */
function fillTemplate(text: string, names: Readonly<Record<string, string | undefined>>, input: string): Result<string> {
  const found: Problem[] = []
  const filled = text.replace(/\{([^{}]*)\}/g, (all, name: string) => {
    const value = names[name]
    if (value !== undefined) return value
    const known = name in names
    const cure = known
      ? `Give ${name === 'version' ? 'version' : 'guest-platform'} too`
      : `Use ${Object.keys(names)
          .map((one) => `{${one}}`)
          .join(', ')}`
    found.push({ code: 'E_NATIVE_TEMPLATE', message: `${all} ${known ? 'has no value here' : 'is unknown'}`, cure, at: { input } })
    return all
  })
  return found.length === 0 ? ok(filled) : { ok: false, error: found }
}

/** `pattern`, or `pattern: kind`. */
function parseWanted(line: string): Result<Wanted> {
  const [, pattern = line, kind] = /^(.*?):\s+([A-Za-z0-9-]+)$/.exec(line) ?? []
  const due = kind === undefined ? undefined : dueKinds.find((known) => known === kind)
  if (kind !== undefined && due === undefined) {
    return {
      ok: false,
      error: [{ code: 'E_NATIVE_KIND', message: `"${kind}" is no kind of file`, cure: `Use one of ${dueKinds.join(', ')}`, at: { input: 'files' } }],
    }
  }
  return ok({ pattern: pattern.trim(), due })
}

/** `name folder`. */
function parseFetch(line: string, fill: (text: string) => string): Result<Fetch> {
  const [name, folder, ...rest] = line.split(/\s+/)
  if (name !== undefined && folder !== undefined && rest.length === 0) return ok({ name: fill(name), folder: fill(folder) })
  return {
    ok: false,
    error: [
      {
        code: 'E_NATIVE_FETCH',
        message: `"${line}" is not the name of an artifact and a folder`,
        cure: 'Write native-linux-amd64 guest',
        at: { input: 'fetch' },
      },
    ],
  }
}

/** Characters that an artifact's name may not hold (@actions/artifact, path-and-artifact-name-validation). */
const forbidden = /["':<>|*?\r\n\\/]/

function checkArtifact(inputs: Inputs, artifact: string | undefined): readonly Problem[] {
  if (artifact === undefined) return []
  const at = { input: 'artifact' }
  if (inputs.files.length === 0)
    return [{ code: 'E_NATIVE_NOTHING', message: 'an artifact is wanted, but no files are', cure: 'Give files: what the artifact shall hold', at }]
  if (!forbidden.test(artifact)) return []
  return [{ code: 'E_NATIVE_ARTIFACT', message: `"${artifact}" is no name for an artifact`, cure: `Use letters, digits, "-", "_" and "."`, at }]
}

/** What every command is told, in words that belong to no tool: a project maps them to GOARCH, a Rust target or whatever it needs. */
function environmentOf(inputs: Inputs, job: JobFacts): Readonly<Record<string, string>> {
  const guest = inputs['guest-platform']
  return {
    SLIPWAY_PLATFORM: inputs.platform,
    SLIPWAY_OS: osOf(inputs.platform),
    SLIPWAY_ARCH: architectureOf(inputs.platform),
    ...(guest === undefined ? {} : { SLIPWAY_GUEST_PLATFORM: guest, SLIPWAY_GUEST_OS: osOf(guest), SLIPWAY_GUEST_ARCH: architectureOf(guest) }),
    SLIPWAY_VERSION: inputs.version ?? (job.refType === 'tag' ? job.refName : `0.0.0-dev.${job.sha.slice(0, 12)}`),
    ...(job.sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: job.sourceDateEpoch }),
    ...Object.fromEntries(inputs.env.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
  }
}

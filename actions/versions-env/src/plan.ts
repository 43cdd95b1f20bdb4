import { buildArguments, disagreements, majorOf, parseVersionsEnv, readContainerfileArgs, type VersionEntry } from '@slipway/chain'
import { ok, type Problem, type Result } from '@slipway/kernel'

export type Facts = {
  readonly versions: { readonly file: string; readonly text: string }
  readonly containerfile?: { readonly file: string; readonly text: string } | undefined
  readonly exported: { readonly wanted: boolean; readonly prefix: string }
}

export type Plan = {
  readonly entries: readonly VersionEntry[]
  readonly majors: Readonly<Record<string, string>>
  readonly buildArguments: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
}

/** Names that the runner, the shell or the loader obey: a version file must not be able to set them. */
const steering = /^(GITHUB_|RUNNER_|ACTIONS_|INPUT_|NODE_OPTIONS$|LD_|DYLD_|PATH$|BASH_ENV$|ENV$|HOME$|SHELL$|IFS$|PS4$|CI$)/i

/** Everything that the version file says, or every problem with it and with the Containerfile beside it. */
export function plan(facts: Facts): Result<Plan> {
  const parsed = parseVersionsEnv(facts.versions.text, facts.versions.file)
  if (!parsed.ok) return parsed
  const entries = parsed.value
  const args = facts.containerfile === undefined ? undefined : readContainerfileArgs(facts.containerfile.text)
  const files = { containerfile: facts.containerfile?.file ?? '', versions: facts.versions.file }
  const environment = environmentOf(entries, facts.exported)
  const found = [...(args === undefined ? [] : disagreements(args, entries, files)), ...steered(entries, environment, facts)]
  if (found.length > 0) return { ok: false, error: found }
  const all = Object.fromEntries(entries.map(({ key, value }) => [key, value]))
  return ok({ entries, majors: majorsOf(entries), buildArguments: args === undefined ? all : buildArguments(args, entries), environment })
}

function environmentOf(entries: readonly VersionEntry[], exported: Facts['exported']): Readonly<Record<string, string>> {
  if (!exported.wanted) return {}
  return Object.fromEntries(entries.map(({ key, value }) => [`${exported.prefix}${key}`, value]))
}

function steered(entries: readonly VersionEntry[], environment: Readonly<Record<string, string>>, facts: Facts): readonly Problem[] {
  return Object.keys(environment).flatMap((name, index) => {
    if (!steering.test(name)) return []
    const place = { file: facts.versions.file, line: entries[index]?.line, column: entries[index]?.column }
    return [{ code: 'E_VERSIONS_STEERING', message: `${name} steers the runner and is not exported`, cure: 'Rename the key, or give a prefix', at: place }]
  })
}

function majorsOf(entries: readonly VersionEntry[]): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.flatMap(({ key, value }) => (majorOf(value) === undefined ? [] : [[key, majorOf(value) ?? '']])))
}

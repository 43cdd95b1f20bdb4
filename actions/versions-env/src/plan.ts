import {
  type ArgChange,
  buildArguments,
  disagreements,
  fixArgDefaults,
  majorOf,
  readContainerfile,
  readContainerfileArgs,
  readVersionsEnv,
  type VersionEntry,
} from '@slipway/chain'
import { ok, type Problem, type Result } from '@slipway/kernel'
import { contract } from './contract.ts'

export type Text = { readonly file: string; readonly text: string }

export type Facts = {
  readonly versions: Text
  readonly containerfile?: Text | undefined
  readonly fix: boolean
  /** `prefix` is undefined where none was given. */
  readonly exported: { readonly wanted: boolean; readonly prefix: string | undefined }
}

export type Plan = {
  readonly entries: readonly VersionEntry[]
  readonly majors: Readonly<Record<string, string>>
  readonly buildArguments: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  /** What the Containerfile will say, and which defaults change; undefined where nothing has to. */
  readonly fixed: { readonly text: string; readonly changed: readonly ArgChange[] } | undefined
}

/** Names that the runner, the shell or the loader obey: a version file must not be able to set them. */
const steering = /^(GITHUB_|RUNNER_|ACTIONS_|INPUT_|NODE_OPTIONS$|LD_|DYLD_|PATH$|BASH_ENV$|ENV$|HOME$|SHELL$|IFS$|PS4$|CI$)/i

/** Everything that the version file says, or every problem with it, with the Containerfile beside it, and with the inputs. */
export function plan(facts: Facts): Result<Plan> {
  const { entries, problems } = readVersionsEnv(facts.versions.text, facts.versions.file)
  const containerfile = checkContainerfile(entries, facts)
  const environment = environmentOf(entries, facts.exported)
  const found = [...problems, ...containerfile.problems, ...clashes(entries, facts), ...steered(entries, environment, facts), ...checkInputs(facts)]
  if (found.length > 0) return { ok: false, error: found }
  const args = facts.containerfile === undefined ? undefined : readContainerfileArgs(facts.containerfile.text)
  return ok({
    entries,
    majors: Object.fromEntries(entries.flatMap(({ key, value }) => (majorOf(value) === undefined ? [] : [[key, majorOf(value) ?? '']]))),
    buildArguments: args === undefined ? valuesOf(entries) : buildArguments(args, entries),
    environment,
    fixed: containerfile.fixed,
  })
}

export function valuesOf(entries: readonly VersionEntry[]): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]))
}

type Checked = { readonly problems: readonly Problem[]; readonly fixed: Plan['fixed'] }

function checkContainerfile(entries: readonly VersionEntry[], { containerfile, versions, fix }: Facts): Checked {
  if (containerfile === undefined) return { problems: [], fixed: undefined }
  const read = readContainerfile(containerfile.text, containerfile.file)
  const files = { containerfile: containerfile.file, versions: versions.file }
  const differences = (text: string): readonly Problem[] => disagreements(readContainerfileArgs(text), entries, files)
  const unread = read.ok ? [] : read.error
  if (!fix) return { problems: [...unread, ...differences(containerfile.text)], fixed: undefined }
  let fixed = fixArgDefaults(containerfile.text, entries)
  const changed = [...fixed.changed]
  // A default may be made of another one: what follows from the first change is seen in the second round.
  for (let round = 0; fixed.changed.length > 0 && round < entries.length; round += 1) {
    fixed = fixArgDefaults(fixed.text, entries)
    changed.push(...fixed.changed)
  }
  return { problems: [...unread, ...differences(fixed.text)], fixed: changed.length === 0 ? undefined : { text: fixed.text, changed } }
}

/** The runner takes names of outputs for the same that differ in case only. */
function clashes(entries: readonly VersionEntry[], { versions }: Facts): readonly Problem[] {
  return entries.flatMap(({ key, line, column }, index) => {
    const own = Object.keys(contract.outputs).find((name) => name.toLowerCase() === key.toLowerCase())
    const twin = entries.slice(0, index).find((entry) => entry.key.toLowerCase() === key.toLowerCase())
    if (own === undefined && twin === undefined) return []
    const other = own === undefined ? `${twin?.key} on line ${twin?.line}` : `the action's own output ${own}`
    const message = `${key} would be the same output as ${other}, because GitHub does not tell upper from lower case there`
    return [{ code: 'E_VERSIONS_OUTPUT', message, cure: 'Rename the key', at: { file: versions.file, line, column } }]
  })
}

function environmentOf(entries: readonly VersionEntry[], { wanted, prefix = '' }: Facts['exported']): Readonly<Record<string, string>> {
  return wanted ? Object.fromEntries(entries.map(({ key, value }) => [`${prefix}${key}`, value])) : {}
}

function steered(entries: readonly VersionEntry[], environment: Readonly<Record<string, string>>, facts: Facts): readonly Problem[] {
  return Object.keys(environment).flatMap((name, index) => {
    if (!steering.test(name)) return []
    const place = { file: facts.versions.file, line: entries[index]?.line, column: entries[index]?.column }
    return [{ code: 'E_VERSIONS_STEERING', message: `${name} steers the runner and is not exported`, cure: 'Rename the key, or give a prefix', at: place }]
  })
}

function checkInputs({ fix, containerfile, exported }: Facts): readonly Problem[] {
  const say = (input: string, message: string, cure: string): Problem => ({ code: 'E_VERSIONS_INPUT', message, cure, at: { input } })
  return [
    ...(fix && containerfile === undefined ? [say('fix', 'has nothing to fix', 'Name the Containerfile, or leave fix away')] : []),
    ...(exported.prefix !== undefined && !exported.wanted ? [say('prefix', 'has no meaning without export', 'Set export to true, or leave prefix away')] : []),
  ]
}

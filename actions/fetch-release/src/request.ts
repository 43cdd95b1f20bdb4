import { type Checksum, checkBareName, parseChecksums } from '@slipway/checksums'
import type { InputsOf } from '@slipway/contract'
import { parseVersionRequest, type VersionRequest, type VersionRules, versionOf } from '@slipway/github/fetch'
import { fillPlatform, ok, type Platform, type Problem, type Result } from '@slipway/kernel'
import { parseReference, type Reference } from '@slipway/oci'
import type { contract } from './contract.ts'
import { parseLoosePlatform, spellPlatform } from './platform.ts'

export type Inputs = InputsOf<typeof contract>

/** Whose statements count, before it is known which branch and tag. */
export type Signing = {
  /** Workflow files; undefined: any of the repository. */
  readonly signers: readonly string[] | undefined
  /** Each file has to have one; otherwise only what is there has to be right. */
  readonly required: boolean
  readonly predicateType: string
  readonly events: readonly string[]
}

/** What the inputs ask for. */
export type Request = {
  readonly version: VersionRequest
  readonly rules: VersionRules
  readonly platform: Platform
  /** Of each file the names that it may have, likeliest first, by the tag. */
  readonly wanted: readonly ((tag: string) => readonly string[])[]
  readonly checksumsFile: string | undefined
  readonly wholeSet: boolean
  readonly pins: readonly Checksum[] | undefined
  /** Undefined where no statement is looked at. */
  readonly signing: Signing | undefined
  /** The reference in a registry, by the tag. */
  readonly oci: ((tag: string) => Result<Reference, Problem>) | undefined
  /** Bytes. */
  readonly largest: number
}

const placeholders = ['{name}', '{component}', '{os}', '{arch}', '{tag}', '{version}']
/** Stands for a tag that is not known yet. */
const sampleTag = 'v0.0.0'

/** Reads what the inputs ask for; all problems are reported together. `own` is the runner's platform. */
export function planRequest(inputs: Inputs, own: string): Result<Request> {
  const version = parseVersionRequest(inputs.version)
  const platform = parseLoosePlatform(inputs.platform ?? own)
  const pins = inputs.pins === undefined ? undefined : parseChecksums(inputs.pins)
  const found: Problem[] = [
    ...(version.ok ? [] : [{ ...version.error, at: { input: 'version' } }]),
    ...(platform.ok ? [] : [platform.error]),
    ...(pins === undefined || pins.ok ? [] : pins.error.map((problem) => ({ ...problem, at: { input: 'pins' } }))),
    ...inputs.files.flatMap(checkTemplate),
    ...checkOci(inputs),
  ]
  if (inputs.signers !== undefined && inputs.attestation === 'off') {
    found.push(bad('SIGNERS', 'SIGNERS names who has to sign, and ATTESTATION says not to look', 'Leave one of the two out', 'attestation'))
  }
  if (inputs.files.length === 0) found.push(bad('FILES', 'names no file', 'Name at least one', 'files'))
  if (found.length > 0 || !version.ok || !platform.ok) return { ok: false, error: found }
  const fill = fillerOf(inputs)
  const { oci } = inputs
  return ok({
    version: version.value,
    rules: { prereleases: inputs.prereleases, drafts: inputs.drafts },
    platform: platform.value,
    wanted: inputs.files.map((template) => (tag: string) => spellPlatform(fill(template, tag), platform.value)),
    checksumsFile: inputs['checksums-file'] === 'none' ? undefined : inputs['checksums-file'],
    wholeSet: inputs['whole-set'],
    pins: pins?.ok === true ? pins.value : undefined,
    signing: signingOf(inputs),
    oci: oci === undefined ? undefined : (tag) => parseReference(fillPlatform(fill(oci, tag), platform.value)),
    largest: inputs['max-download-mib'] * 2 ** 20,
  })
}

function signingOf({ signers, attestation, 'predicate-type': predicateType, 'signed-events': events }: Inputs): Signing | undefined {
  return attestation === 'off' ? undefined : { signers, required: attestation === 'require' || signers !== undefined, predicateType, events }
}

function fillerOf({ name, repository, component }: Inputs): (template: string, tag: string) => string {
  const own = name ?? repository.split('/')[1] ?? ''
  const values: Readonly<Record<string, string>> = { name: own, component }
  return (template, tag) => template.replaceAll(/\{(name|component|tag|version)\}/g, (_, key: string) => values[key] ?? (key === 'tag' ? tag : versionOf(tag)))
}

function checkTemplate(template: string): Problem[] {
  const unknown = (template.match(/\{[^}]*\}?/g) ?? []).filter((part) => !placeholders.includes(part))
  if (unknown.length > 0) return [bad('FILES', `"${unknown[0]}" in "${template}" stands for nothing`, `Known are ${placeholders.join(', ')}`, 'files')]
  const flaw = checkBareName(template)
  return flaw === undefined ? [] : [{ ...flaw, at: { input: 'files' } }]
}

function checkOci(inputs: Inputs): Problem[] {
  const { oci } = inputs
  if (oci === undefined) return []
  const parsed = parseReference(
    oci
      .replaceAll(/\{(?:os|arch)\}/g, 'x')
      .replaceAll('{name}', 'x')
      .replaceAll('{component}', 'x')
      .replaceAll(/\{(?:tag|version)\}/g, sampleTag),
  )
  if (!parsed.ok) return [{ ...parsed.error, at: { input: 'oci' } }]
  const { tag, digest } = parsed.value
  if (digest !== undefined || tag?.includes(sampleTag) === true) return []
  return [bad('OCI', `"${oci}" names neither a digest nor a tag with {tag} or {version}`, 'Write {tag} into the tag: any other tag may name anything', 'oci')]
}

function bad(code: string, message: string, cure: string, input: string): Problem {
  return { code: `E_FETCH_${code}`, message, cure, at: { input } }
}

/** The tags of a registry that a reference template could have made, with the tag of the release that each stands for. */
export function readTags(tags: readonly string[], template: (tag: string) => Result<Reference, Problem>): ReadonlyMap<string, string> {
  const [asTag, other] = [template(sampleTag), template('v9.9.9')]
  const [made, changed] = [asTag.ok ? (asTag.value.tag ?? '') : '', other.ok ? (other.value.tag ?? '') : '']
  const found = new Map<string, string>()
  if (made === changed) return found
  const shape = made.includes(sampleTag) ? sampleTag : sampleTag.slice(1)
  const [before = '', after = ''] = made.split(shape)
  for (const tag of tags) {
    if (!tag.startsWith(before) || !tag.endsWith(after) || tag.length <= before.length + after.length) continue
    const core = tag.slice(before.length, tag.length - after.length)
    const release = shape === sampleTag ? core : `v${core}`
    const again = template(release)
    if (again.ok && again.value.tag === tag) found.set(release, tag)
  }
  return found
}

import { architectureOf, ok, osOf, type Problem, type Result } from '@slipway/kernel'
import type { Inputs } from './plan.ts'
import { readVersion } from './version.ts'

/** What templates may name; undefined for what has no value in this run. */
export type Names = Readonly<Record<string, string | undefined>>

export function namesOf(inputs: Pick<Inputs, 'platform' | 'guest-platform' | 'name'>, version: string, repository: string): Names {
  const guest = inputs['guest-platform']
  const read = readVersion(version)
  return {
    name: inputs.name ?? repository.split('/').at(-1),
    os: osOf(inputs.platform),
    arch: architectureOf(inputs.platform),
    'guest-os': guest === undefined ? undefined : osOf(guest),
    'guest-arch': guest === undefined ? undefined : architectureOf(guest),
    version,
    tag: read.ok ? read.value.tag : version,
    semver: read.ok ? read.value.version : version,
  }
}

/** Puts values in the place of `{name}`. A name that is unknown, or has no value in this run, is a problem. */
export function fillTemplate(text: string, names: Names, input: string): Result<string> {
  const found: Problem[] = []
  const filled = text.replace(/\{([^{}]*)\}/g, (all, name: string) => {
    const value = names[name]
    if (value !== undefined) return value
    const known = name in names
    const places = Object.keys(names).map((one) => `{${one}}`)
    const cure = known ? 'Give guest-platform too' : `Use ${places.join(', ')}`
    found.push({ code: 'E_NATIVE_TEMPLATE', message: `${all} ${known ? 'has no value here' : 'is unknown'}`, cure, at: { input } })
    return all
  })
  return found.length === 0 ? ok(filled) : { ok: false, error: found }
}

import type { LicenseKind } from './license-texts.ts'

/** Licences that hold together: all of them have to be met. `kind` is the strictest of theirs. */
export type Alternative = { readonly ids: readonly string[]; readonly kind: LicenseKind }

/**
 * Reads an SPDX licence expression (SPDX specification, annex "SPDX license expressions") as its alternatives. Brackets are read as if they
 * were not there, which takes `A AND (B OR C)` for `A AND B OR C`: each alternative that then looks free is one that somebody wrote down.
 */
export function parseAlternatives(expression: string): readonly Alternative[] {
  return expression
    .replace(/[()]/g, ' ')
    .split(/\s+OR\s+/i)
    .map((part) => {
      const ids = part
        .split(/\s+AND\s+/i)
        .map((id) => normalise(id.trim().split(/\s+WITH\s+/i)[0] ?? ''))
        .filter((id) => id !== '')
      const kinds = ids.map(kindOf)
      const kind = kinds.includes('copyleft') ? 'copyleft' : kinds.includes('weak copyleft') ? 'weak copyleft' : 'permissive'
      return { ids, kind }
    })
}

/** The identifiers of today for those that SPDX has deprecated: `GPL-2.0+`, `GPL-2.0`. */
function normalise(id: string): string {
  const old = /^((?:A|L)?GPL-[0-9.]+)(\+?)$/.exec(id)
  return old === null ? id : `${old[1]}-${old[2] === '+' ? 'or-later' : 'only'}`
}

/** By family: what no family claims is taken for permissive. */
export function kindOf(id: string): LicenseKind {
  if (/^(A?GPL|OSL|EUPL|SSPL|CC-BY-SA|CC-BY-NC|Sleepycat|QPL|BUSL|RPL)\b/i.test(id)) return 'copyleft'
  return /^(LGPL|MPL|EPL|CPL|CDDL|CPAL|IPL|MS-RL|ErlPL|NPL|APSL|SISSL)\b/i.test(id) ? 'weak copyleft' : 'permissive'
}

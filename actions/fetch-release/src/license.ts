import type { License } from '@slipway/archive'
import { type Problem, unwrap } from '@slipway/kernel'
import type { Content } from './members.ts'

/** Finds the licence of an identifier. The texts are many, so they are loaded only when one is asked for. */
export async function readLicense(id: string): Promise<License> {
  const { findLicense } = await import('@slipway/archive')
  const found = findLicense(id)
  return unwrap(found.ok ? found : { ok: false, error: { ...found.error, at: { input: 'license' } } })
}

/** Says which packages do not hold the whole text of the licence: in LICENSE where they have it, else in any file that is named like one. */
export async function checkLicenses(contents: readonly Content[], license: License): Promise<readonly Problem[]> {
  const { checkLicenseText } = await import('@slipway/archive')
  return contents.flatMap(({ from, isArchive, licenses }): readonly Problem[] => {
    if (!isArchive) {
      const message = `nobody can see the licence of "${from.name}", which is no archive that is unpacked`
      return [{ code: 'E_FETCH_LICENSE', message, cure: 'Leave the input license out, or fetch packages only', at: { file: from.name } }]
    }
    const named = licenses.filter(({ path }) => /(^|\/)LICEN[CS]E(\.(txt|md))?$/i.test(path))
    const candidates = named.length > 0 ? named : licenses
    const judged = candidates.map(({ path, text }) => checkLicenseText(text, license, `${from.name}/${path}`))
    if (judged.includes(undefined)) return []
    const message = `"${from.name}" holds no licence text`
    if (judged.length === 0)
      return [{ code: 'E_FETCH_LICENSE', message, cure: `It should hold that of ${license.id}: ask its makers`, at: { file: from.name } }]
    const cure = `Do not pass the package on; its makers have to put the whole text of ${license.id} into it`
    return judged.flatMap((problem) =>
      problem === undefined ? [] : [{ ...problem, message: `the licence ${problem.message}`, code: 'E_FETCH_LICENSE', cure }],
    )
  })
}

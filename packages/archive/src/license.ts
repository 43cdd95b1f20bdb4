import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { type License, licenses } from './license-texts.ts'

export type { License, LicenseKind } from './license-texts.ts'

/** The identifiers of the licences that a package can declare. */
export const licensesKnown: readonly string[] = licenses.map(({ id }) => id)

/** The licence of an SPDX identifier (SPDX specification, annex "SPDX license list matching"). */
export function findLicense(id: string): Result<License, Problem> {
  const found = licenses.find((license) => license.id === id)
  return found === undefined ? err({ code: 'E_ARCHIVE_LICENSE', message: `"${id}" is no licence that a package can declare`, cure: cureOf(id) }) : ok(found)
}

function cureOf(id: string): string {
  if (/ (AND|OR|WITH) /i.test(id)) return 'Make one package for each licence, and declare one identifier for each'
  const meant = licensesKnown.filter((name) => name.startsWith(`${id.replace(/\+$/, '')}-`) || name.toLowerCase() === id.toLowerCase())
  return meant.length > 0 ? `Write ${meant.join(' or ')}` : `Write one of ${licensesKnown.join(', ')}`
}

/** Words in sequence that count as one piece of a text. */
const pieceLength = 5
/**
 * The share of a licence's pieces that a text must hold. Addresses, titles and the words for the holder vary between copies, rules do
 * not; in a short licence they are a larger share of the whole.
 */
const enough = { long: 0.9, short: 0.84 }
/** Words below which a licence is short: the BSD family, ISC, MIT. */
const shortLicense = 400

/** A notice names a year or a holder; a sentence that a line break puts "copyright" in front of does not. */
const notice = /^\W*(copyright\s*(\(c\)|©|[0-9]{4}|<|\[|by\b|year\b)|(\(c\)|©)\s*[0-9<])/i

/**
 * The words of a text, without what the SPDX matching guidelines let vary: case, punctuation, white space and copyright notices.
 */
function wordsOf(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => !notice.test(line))
  return (
    lines
      .join('\n')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  )
}

function piecesOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.slice(pieceLength - 1).map((_, index) => words.slice(index, index + pieceLength).join(' ')))
}

type Measured = { readonly words: number; readonly pieces: ReadonlySet<string> }

const known = new Map<string, Measured>()

/** By text: "only" and "or later" share theirs. */
function measured({ text }: License): Measured {
  const words = known.has(text) ? [] : wordsOf(text)
  const value = known.get(text) ?? { words: words.length, pieces: piecesOf(words) }
  known.set(text, value)
  return value
}

/** The share of a licence that stands in a text, from 0 to 1. */
export function coverage(text: string, license: License): number {
  return shareOf(piecesOf(wordsOf(text)), measured(license))
}

function shareOf(given: ReadonlySet<string>, { pieces }: Measured): number {
  let there = 0
  for (const piece of pieces) if (given.has(piece)) there += 1
  return there / pieces.size
}

/** The longest licence that stands whole in a text: the text of BSD-3-Clause holds nearly all of BSD-2-Clause and is still BSD-3-Clause. */
export function identifyLicense(text: string): License | undefined {
  const given = piecesOf(wordsOf(text))
  const isWhole = (license: License): boolean => {
    const known = measured(license)
    const needed = known.words < shortLicense ? enough.short : enough.long
    // What has far fewer pieces cannot hold it.
    return given.size >= known.pieces.size * needed && shareOf(given, known) >= needed
  }
  return licenses.filter(isWhole).toSorted((left, right) => measured(right).words - measured(left).words)[0]
}

/** Says why a file is not the whole text of a licence: a stub, another licence, or something else. */
export function checkLicenseText(text: string, license: License, file: string): Problem | undefined {
  const found = identifyLicense(text)
  if (found?.text === license.text) return undefined
  const words = wordsOf(text).length
  const cure = `Put the whole text of ${license.id} into the file (https://spdx.org/licenses/${license.id}.html), or leave the file out where the text needs no copyright line`
  const base = { code: 'E_ARCHIVE_LICENSE_TEXT', cure, at: { file } }
  if (found !== undefined) return { ...base, message: `is the text of ${found.id}, not of ${license.id}` }
  if (words < measured(license).words * 0.6) return { ...base, message: `is a stub: ${words} words, where ${license.id} has ${measured(license).words}` }
  return { ...base, message: `is not the text of ${license.id}: only ${Math.floor(coverage(text, license) * 100)} % of it stands there` }
}

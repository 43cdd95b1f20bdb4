import { err, ok, type Problem, type Result } from '@slipway/kernel'
import type { License } from './license.ts'

/** Where the exact source of a package lies: a place, and a commit or version in it that does not move. */
export type SourceReference = { readonly url: string; readonly revision: string }

const commit = /^[0-9a-f]{40}([0-9a-f]{24})?$/
const version = /^[A-Za-z0-9][A-Za-z0-9._+/-]*$/

/** Reads `https://host/path@revision`. A branch, or a commit that is cut short, says nothing exact and is refused. */
export function parseSourceReference(text: string): Result<SourceReference, Problem> {
  const at = text.lastIndexOf('@')
  const url = text.slice(0, Math.max(at, 0))
  const revision = text.slice(at + 1)
  const cure = 'Write https://host/repository@revision with a full commit or a version tag, such as https://github.com/containers/libkrunfw@v5.4.0'
  if (!/^https:\/\/[^\s/@]+\/[^\s@]+$/.test(url)) return err({ code: 'E_ARCHIVE_SOURCE', message: `"${text}" is no exact source reference`, cure })
  if (commit.test(revision)) return ok({ url, revision })
  if (!version.test(revision) || !/[0-9]/.test(revision) || /^[0-9a-f]{7,39}$/.test(revision)) {
    return err({ code: 'E_ARCHIVE_SOURCE', message: `"${revision}" in "${text}" is neither a full commit nor a version`, cure })
  }
  return ok({ url, revision })
}

/**
 * The text of SOURCE-OFFER: which licence asks for it, where the complete corresponding source is, and for how long
 * (GPL-2.0 section 3, GPL-3.0 section 6, LGPL-2.1 section 4, MPL-2.0 section 3.2).
 */
export function renderSourceOffer(license: License, files: readonly string[], sources: readonly SourceReference[]): string {
  return [
    `The following files of this package are distributed under ${license.id} (${license.name}),`,
    'whose whole text is in the file LICENSE:',
    '',
    ...files.map((file) => `    ${file}`),
    '',
    'Their complete corresponding source code, the scripts that control compilation',
    'included, can be downloaded at no charge from:',
    '',
    ...sources.map(({ url, revision }) => `    ${url}\n        at revision ${revision}`),
    '',
    'This offer is valid for anyone who holds a copy of this package, for at least three',
    'years from the date on which it was last distributed.',
    '',
  ].join('\n')
}

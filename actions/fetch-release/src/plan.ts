import type { Checksum } from '@slipway/checksums'
import type { AssetFact, ReleaseFact } from '@slipway/github/fetch'
import type { Digest, Problem, Result } from '@slipway/kernel'
import { checkForm } from './checksum-form.ts'
import type { Request } from './request.ts'
import type { Witness } from './witnesses.ts'

/** What was read of a release. `checksums` is undefined where no file of that name is there, or none is asked for. */
export type ReleaseFacts = {
  readonly release: Pick<ReleaseFact, 'tag' | 'draft'>
  readonly assets: readonly AssetFact[]
  readonly checksums: { readonly name: string; readonly text: string; readonly list: readonly Checksum[]; readonly digest: Digest } | undefined
  /** What files beside an asset (`NAME.sha256`) say of it, by its name. */
  readonly beside: ReadonlyMap<string, readonly Witness[]>
}

/** A file of the release that is to be fetched. */
export type Chosen = { readonly asset: AssetFact; readonly witnesses: readonly Witness[] }

export type ReleasePlan =
  | { readonly kind: 'fetch'; readonly chosen: readonly Chosen[] }
  /** The release holds none of it, and does not say that it should: it may be found elsewhere. */
  | { readonly kind: 'absent'; readonly problems: readonly Problem[] }

/** Decides which assets are fetched and what is expected of each, or says everything that is wrong with the release. */
export function planRelease(request: Request, facts: ReleaseFacts): Result<ReleasePlan> {
  const { tag } = facts.release
  const picks = request.wanted.map((names) => pick(names(tag), facts))
  const missing = picks.flatMap((found) => ('asset' in found ? [] : [found.missing]))
  const promised = picks.some((found) => !('asset' in found) && found.promised)
  if (missing.length === picks.length && !promised) return { ok: true, value: { kind: 'absent', problems: missing } }
  const assets = [...new Set(picks.flatMap((found) => ('asset' in found ? [found.asset] : [])))]
  const found: Problem[] = [...missing, ...checkChecksums(request, facts, assets), ...assets.flatMap((asset) => checkSize(asset, request))]
  if (request.wholeSet) found.push(...checkWhole(request, facts))
  if (found.length > 0) return { ok: false, error: dropRepeated(found) }
  return { ok: true, value: { kind: 'fetch', chosen: assets.map((asset) => ({ asset, witnesses: witnessesOf(asset, request, facts) })) } }
}

type Picked = { readonly asset: AssetFact } | { readonly missing: Problem; readonly promised: boolean }

function pick(names: readonly string[], { release, assets, checksums }: ReleaseFacts): Picked {
  for (const name of names) {
    const asset = assets.find((one) => one.name === name)
    if (asset?.state === 'uploaded') return { asset }
    if (asset !== undefined) {
      const message = `"${name}" of ${release.tag} is not whole: its upload has not ended, or broke off`
      return { missing: problem('UNFINISHED', message, 'Wait for the job that makes the release, or run it again', name), promised: true }
    }
  }
  const listed = names.find((name) => checksums?.list.some((one) => one.name === name) === true)
  const name = listed ?? names[0] ?? ''
  const there = assets.length === 0 ? 'it has no files' : `it has ${assets.map((one) => one.name).join(', ')}`
  const also = names.length > 1 ? ` (nor as ${names.slice(1).join(', ')})` : ''
  const message = `"${name}" is not among the files of ${release.tag}${also}: ${there}`
  return { missing: problem('MISSING', message, 'Name the file as the release does, or choose another version', name), promised: listed !== undefined }
}

function checkChecksums(request: Request, { release, checksums }: ReleaseFacts, assets: readonly AssetFact[]): readonly Problem[] {
  const { checksumsFile, pins } = request
  const unpinned = assets.filter(({ name }) => pins !== undefined && !pins.some((pin) => pin.name === name))
  const found = unpinned.map(({ name }) => problem('PIN', `"${name}" is not among the pins`, 'Add its line, or leave the input pins out', name))
  if (checksumsFile === undefined) return found
  if (checksums === undefined) {
    const cure = 'Name the checksum file of this release in the input checksums-file, or give none where there is none'
    return [...found, problem('CHECKSUMS', `${release.tag} has no file "${checksumsFile}"`, cure, checksumsFile)]
  }
  const unlisted = assets.filter(({ name }) => !checksums.list.some((one) => one.name === name))
  return [...found, ...unlisted.map(({ name }) => unlistedProblem(name, checksumsFile))]
}

function unlistedProblem(name: string, checksumsFile: string): Problem {
  const cure = 'See who added it: what a release was published with is all listed; whole-set: false looks at the fetched files alone'
  return problem('EXTRA', `"${name}" is not listed in ${checksumsFile}`, cure, name)
}

function checkSize({ name, size }: AssetFact, { largest }: Request): readonly Problem[] {
  if (size <= largest) return []
  return [problem('SIZE', `"${name}" has ${size} bytes, more than ${largest}`, 'Raise max-download-mib if that is right', name)]
}

/** Statements, and checksum files beside the one: made after it, or about it. */
const statements = /\.(sigstore|intoto)(\.jsonl?)?$/
const otherLists = /^(.*[._-])?(checksums|sha(256|512)sums?)([._-].*)?\.txt$|^SHA(256|512)?SUMS(\.txt)?$/i
/** What stands beside a file under its name. */
const besides = /\.(sha256|sha512|sha256sum|sha512sum|sig|asc|minisig|pem|crt)$/

/** Holds the whole release against its checksum file, by GitHub's digests: nothing of it has to be downloaded. */
function checkWhole({ checksumsFile }: Request, { assets, checksums }: ReleaseFacts): readonly Problem[] {
  if (checksumsFile === undefined || checksums === undefined) return []
  const found: Problem[] = [...checkForm(checksums.text, checksumsFile)]
  const listed = new Map(checksums.list.map(({ name, digest }) => [name, digest]))
  for (const { name, state, digest } of assets) {
    const recorded = listed.get(name)
    if (name === checksumsFile || (recorded === undefined && belongsTo(name, [checksumsFile, ...listed.keys()]))) continue
    if (recorded === undefined) found.push(unlistedProblem(name, checksumsFile))
    else if (state !== 'uploaded') found.push(problem('UNFINISHED', `"${name}" is not whole: its upload broke off`, 'Run the release again', name))
    else if (digest?.split(':')[0] === recorded.split(':')[0] && digest !== recorded) {
      const message = `"${name}" is ${recorded} by ${checksumsFile}, and ${digest} by GitHub`
      found.push(problem('CHANGED', message, 'Use nothing of this release; see who changed it', name))
    }
  }
  for (const name of listed.keys()) {
    if (assets.some((asset) => asset.name === name)) continue
    found.push(problem('MISSING', `"${name}" is listed in ${checksumsFile}, and is not among the files of the release`, 'See who took it away', name))
  }
  return found
}

/** What the checksum file cannot list, or what is about a file of the set. */
function belongsTo(name: string, set: readonly string[]): boolean {
  return statements.test(name) || otherLists.test(name) || (besides.test(name) && set.includes(name.replace(besides, '')))
}

function witnessesOf({ name, digest }: AssetFact, { checksumsFile = '', pins = [] }: Request, { checksums, beside }: ReleaseFacts): readonly Witness[] {
  const of = (list: readonly Checksum[], by: string): readonly Witness[] => list.filter((one) => one.name === name).map((one) => ({ by, digest: one.digest }))
  const own = digest === undefined ? [] : [{ by: 'GitHub', digest }]
  return [...of(pins, 'the pins'), ...of(checksums?.list ?? [], checksumsFile), ...(beside.get(name) ?? []), ...own]
}

function dropRepeated(list: readonly Problem[]): readonly Problem[] {
  return list.filter(({ at, code }, index) => list.findIndex((one) => one.code === code && one.at?.file === at?.file && one.at?.line === at?.line) === index)
}

function problem(code: string, message: string, cure: string, file: string): Problem {
  return { code: `E_FETCH_${code}`, message, cure, at: { file } }
}

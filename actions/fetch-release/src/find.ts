import { parseChecksums } from '@slipway/checksums'
import { type AssetFact, chooseVersion, type ReleaseFact, type ReleaseReader } from '@slipway/github/fetch'
import { digestOf, type Problem, Refusal, unwrap } from '@slipway/kernel'
import { readBeside } from './beside.ts'
import type { ReleaseFacts } from './plan.ts'
import type { Request } from './request.ts'
import { createProof, judgeWitnesses } from './witnesses.ts'

/** Finds the release that is asked for; undefined where there is none. Throws a Refusal where two are. */
export async function findRelease({ version, rules }: Request, reader: ReleaseReader): Promise<ReleaseFact | undefined> {
  if (version.kind === 'latest' && !rules.prereleases && !rules.drafts) return reader.readLatest()
  if (version.kind === 'exact') {
    for (const tag of version.tags) {
      const found = await reader.findByTag(tag)
      if (found !== undefined) return found
    }
    if (!rules.drafts) return undefined
  }
  return unwrap(chooseVersion(version, await reader.listReleases(), rules))
}

export function describeNone({ version, rules, platform }: Request, repository: string): Problem {
  const asked = version.kind === 'latest' ? 'a latest one' : version.kind === 'range' ? `one that fits ${version.range}` : `one of ${version.tags.join(' or ')}`
  const open = [
    ...(rules.drafts ? [] : ['drafts: true, where it is not published yet']),
    ...(rules.prereleases || version.kind === 'exact' ? [] : ['prereleases: true']),
  ]
  const cure = `See whether it is published, and whether the token may read the repository${open.length === 0 ? '' : `; or give ${open.join(', or ')}`}`
  return {
    code: 'E_FETCH_NO_RELEASE',
    message: `${repository} has no release that could be fetched for ${platform}: not ${asked}`,
    cure,
    at: { input: 'version' },
  }
}

/** More than this is no checksum file: 4 MiB. */
const largestList = 4 * 2 ** 20

/** Reads what a release holds, with its checksum file and those beside what is wanted, whose bytes are proven by GitHub's digest where there is one. */
export async function readFacts(release: ReleaseFact, { checksumsFile, wanted }: Request, reader: ReleaseReader): Promise<ReleaseFacts> {
  const assets = await reader.listAssets(release.id)
  const asset = assets.find(({ name, state }) => name === checksumsFile && state === 'uploaded')
  const checksums = asset === undefined ? undefined : await readChecksums(asset, reader)
  const names = new Set(wanted.flatMap((namesOf) => namesOf(release.tag)))
  const beside = await readBeside(
    assets.map(({ name }) => name).filter((name) => names.has(name)),
    assets,
    reader,
  )
  return { release, assets, checksums, beside }
}

async function readChecksums(asset: AssetFact, reader: ReleaseReader): Promise<NonNullable<ReleaseFacts['checksums']>> {
  const bytes = await readAsset(asset, largestList, reader)
  const text = bytes.toString('utf8')
  return { name: asset.name, text, list: unwrap(parseChecksums(text, asset.name)), digest: digestOf(bytes) }
}

/** A small asset as a whole, proven by GitHub's digest where there is one. */
export async function readAsset(asset: AssetFact, largest: number, reader: ReleaseReader): Promise<Buffer> {
  const { name, size, digest } = asset
  if (size > largest) {
    const message = `"${name}" has ${size} bytes, more than the ${largest} that such a file may have`
    throw new Refusal([{ code: 'E_FETCH_SIZE', message, cure: 'See what the release calls by this name', at: { file: name } }])
  }
  const proof = digest === undefined ? undefined : createProof(unwrap(judgeWitnesses(name, [{ by: 'GitHub', digest }])))
  const parts: Uint8Array[] = []
  for await (const part of reader.download(asset)) {
    proof?.update(part)
    parts.push(part)
  }
  const problems = proof?.finish().problems ?? []
  if (problems.length > 0) throw new Refusal(problems)
  return Buffer.concat(parts)
}

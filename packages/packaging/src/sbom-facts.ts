import { createHash } from 'node:crypto'
import type { ArchiveEntry, FileDigests, PackagePart, PackagePlan } from '@slipway/archive'
import { type Digest, hexOf } from '@slipway/kernel'

/** All that is known of a package once it is written: what its documents are made of. */
export type SbomFacts = {
  readonly plan: PackagePlan
  /** By the paths of the archive. */
  readonly digests: ReadonlyMap<string, FileDigests>
  /** Of the archive itself. */
  readonly digest: Digest
  readonly name: string
  readonly version: string
  /** `owner/name` and where it lies, such as https://github.com. */
  readonly repository: string
  readonly serverUrl: string
  /** The commit that it was made from. */
  readonly commit: string
}

export type SbomFile = FileDigests & {
  /** Relative to the place where the archive is unpacked. */
  readonly path: string
  /** The parts of other authors that it is, or holds. */
  readonly parts: readonly PackagePart[]
  /** True for what the packaging wrote: LICENSE and the like. */
  readonly legal: boolean
}

const legal = /^(LICENSE|VERSION|SOURCE-OFFER|THIRD-PARTY-NOTICES)$/

/** Every file of the package, links left out. */
export function filesOf({ plan, digests }: SbomFacts): readonly SbomFile[] {
  return plan.archive.entries.flatMap((entry: ArchiveEntry) => {
    const found = digests.get(entry.path)
    if (entry.kind !== 'file' || found === undefined) return []
    const inside = plan.archive.folder === '' ? entry.path : entry.path.slice(plan.archive.folder.length + 1)
    return [{ ...found, path: entry.path, parts: plan.parts.filter(({ files }) => files.includes(inside)), legal: legal.test(inside) }]
  })
}

/** When the documents say that they were made: the time of the entries, so that the same package has the same documents. */
export function createdOf({ plan }: SbomFacts): string {
  return new Date(plan.archive.mtime * 1000).toISOString().replace(/\.000Z$/, 'Z')
}

/** A UUID that depends on the package alone (RFC 9562 section 5.8, version 8: bits of one's own making). */
export function uuidOf({ digest, plan }: SbomFacts): string {
  const hex = createHash('sha256')
    .update(`${plan.file}\n${hexOf(digest)}`)
    .digest('hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Each licence once, the package's own first. */
export function licensesOf({ plan }: SbomFacts): readonly string[] {
  return [...new Set([plan.license.id, ...plan.parts.map(({ license }) => license.id)])]
}

/** Where a source lies, as SPDX writes it: the address of an archive, or a repository at a revision. */
export function locationOf({ url, revision }: { readonly url: string; readonly revision: string }): string {
  return /\.(tar(\.[a-z0-9]+)?|tgz|zip)$/.test(url) ? url : `git+${url}@${revision}`
}

import { renderCode, renderSize, renderTable } from '@slipway/report'
import type { Obtained } from './obtain.ts'
import type { Standing } from './own-statements.ts'

export type Fetched = {
  readonly tag: string
  readonly source: 'release' | 'oci'
  readonly files: readonly Obtained[]
  /** What became of the statements about each file, by its name; empty where none was looked at. */
  readonly standings: ReadonlyMap<string, Standing>
}

export function renderStanding(standing: Standing | undefined): string {
  if (standing === undefined) return 'not looked at'
  if (standing.kind === 'signed') return `signed by ${standing.signer}`
  return standing.kind === 'none' ? 'no attestation' : `an attestation that was not judged: ${standing.reason}`
}

function signerOf(standing: Standing | undefined): string {
  return standing?.kind === 'signed' ? standing.signer : ''
}

export function renderSummary({ tag, source, files, standings }: Fetched, of: { readonly repository: string; readonly folder: string }): string {
  const rows = files.map(({ name, size, digest, cached }) => [
    renderCode(name),
    renderSize(size),
    renderCode(digest),
    cached ? 'cache' : source,
    renderStanding(standings.get(name)),
  ])
  return `### ${of.repository} ${tag}\n\n${renderTable(['file', 'size', 'digest', 'from', 'attestation'], rows)}\n\nput into ${renderCode(of.folder)}`
}

/** The output `files`. */
export function renderFiles({ files, standings }: Pick<Fetched, 'files' | 'standings'>): string {
  return JSON.stringify(files.map(({ name, size, digest, cached }) => ({ name, size, digest, cached, signer: signerOf(standings.get(name)) })))
}

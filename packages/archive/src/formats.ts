import type { ArchivePlan } from './content.ts'
import { blocksHeld, type DeflateOptions } from './deflate.ts'
import { gzip } from './gzip.ts'
import { tar } from './tar.ts'
import { zip } from './zip.ts'
import { zstd } from './zstd.ts'

/** The kinds of archives that are written, by the ends of their names. */
export const formats = ['tar.gz', 'zip', 'tar.zst'] as const

export type ArchiveFormat = (typeof formats)[number]

/** The format that a file name says. */
export function formatOf(file: string): ArchiveFormat | undefined {
  return formats.find((format) => file.endsWith(`.${format}`))
}

/** The bytes of a plan. They depend on the plan, the contents and the format alone; see `gzip`, `zip` and `zstd` for what that takes. */
export function packArchive(plan: ArchivePlan, format: ArchiveFormat = 'tar.gz', options: DeflateOptions = {}): AsyncIterable<Uint8Array> {
  if (format === 'zip') return zip(plan, options)
  return format === 'tar.zst' ? zstd(tar(plan)) : gzip(tar(plan, { keep: blocksHeld(options) }), options)
}

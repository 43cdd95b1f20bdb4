import { type ByteReader, type EmbedEntry, type Finding, findContents, firstDifference, type NativeFile, partOf, sectionAt } from '@slipway/binary'
import type { Place } from './facts.ts'

/** A part of the binary in which an asset has to stand: a universal file has one for each architecture. */
export type Part = { readonly name: string; readonly offset: number; readonly size: number }

/** The images of a native file; a file that is none is searched all the same. */
export function partsOf(native: NativeFile | undefined, size: number): readonly Part[] {
  if (native === undefined || native.images.length < 2) return [{ name: '', offset: 0, size }]
  return native.images.map(({ machine, range }) => ({ name: machine, ...range }))
}

/** What became of each asset in each part. Reads the parts once, and each asset once a part. */
export function searchParts(
  binary: ByteReader,
  native: NativeFile | undefined,
  parts: readonly Part[],
  assets: readonly ByteReader[],
): readonly (readonly Place[])[] {
  if (assets.length === 0) return []
  const rows = parts.map(({ name, offset, size }) => {
    const findings = findContents(partOf(binary, offset, size), assets)
    return findings.map((finding, index) => placeOf(native, name, moved(finding, offset), assets[index]?.size ?? 0))
  })
  return assets.map((_, index) => rows.flatMap((row) => row[index] ?? []))
}

function moved(finding: Finding, by: number): Finding {
  return finding.state === 'absent' || finding.state === 'refused' ? finding : { ...finding, offset: finding.offset + by }
}

function placeOf(native: NativeFile | undefined, image: string, finding: Finding, size: number): Place {
  if (finding.state !== 'whole') return { image, finding, section: undefined, loaded: undefined }
  const images = native?.images ?? []
  const section = sectionAt(images, finding.offset, size)
  // Without a section table the segments say what reaches memory.
  const isMapped = (): boolean =>
    images.some(({ segments }) => segments.some((one) => finding.offset >= one.offset && finding.offset + size <= one.offset + one.size))
  return { image, finding, section: section?.name, loaded: section?.loaded ?? isMapped() }
}

/**
 * Where an asset stands by the name that a Go program's table gives it: then it is compared there, and needs no search. Undefined when no
 * entry of that name and size holds its bytes.
 */
export function placeByName(binary: ByteReader, native: NativeFile, part: Part, asset: ByteReader, entries: readonly EmbedEntry[]): Place | undefined {
  for (const { size, offset } of entries) {
    if (size !== asset.size) continue
    if (size === 0) return { image: part.name, finding: { state: 'whole', offset: part.offset }, section: undefined, loaded: true }
    if (offset !== undefined && firstDifference(binary, offset, asset, 0, size) === size) return placeOf(native, part.name, { state: 'whole', offset }, size)
  }
  return undefined
}

import type { NativeFormat } from './image.ts'
import { readNative } from './native.ts'
import type { Range } from './ranges.ts'
import { type ByteReader, partOf } from './reader.ts'

/** A native file that stands within another one: a helper that a program embeds. */
export type NestedImage = { readonly format: NativeFormat; readonly machine: string; readonly offset: number; readonly size: number }

export type NestedImages = {
  /** In the file's order; what stands within one of them is not told apart. */
  readonly images: readonly NestedImage[]
  /** True when there were so many headers that not all were looked at: then nothing can be said of what stands behind the last. */
  readonly broken: boolean
}

const chunk = 512 * 1024
/** The furthest that a PE signature stands behind its `MZ`. */
const furthestPe = 4096
const mostHeaders = 10_000
/** What the headers of all candidates together may cost to read. */
const budget = 128 * 1024 * 1024

const magics: readonly Buffer[] = ['7f454c46', '50450000', 'cffaedfe', 'cefaedfe', 'cafebabe'].map((hex) => Buffer.from(hex, 'hex'))
const signature = 1

/**
 * Finds native files in some ranges of a file, at any place, by headers that make sense: a magic number alone, as programs that read
 * such files hold it, is none. Each ends where its headers say, or with its range. A helper that is compressed or encrypted is not seen.
 * With `until`, only those that begin before that place.
 */
export function findNestedImages(reader: ByteReader, ranges: readonly Range[], until = Number.POSITIVE_INFINITY): NestedImages {
  const images: NestedImage[] = []
  const state = { headers: 0, read: 0 }
  for (const range of ranges) {
    for (let base = range.from, next = range.from; base < Math.min(range.to, until); base += chunk) {
      // Four bytes may lie across the edge of a piece; what stands before a PE signature is read again where one is found.
      const bytes = Buffer.from(reader.read(base, Math.min(chunk + 3, range.to - base)))
      for (const at of places(bytes)) {
        const start = at.magic === signature ? startOfPe(reader, base + at.at, range.from) : base + at.at
        if (start === undefined || start < next || start >= until) continue
        state.headers += 1
        if (state.headers > mostHeaders || state.read > budget) return { images, broken: true }
        const image = readAt(reader, start, range.to, state)
        if (image === undefined) continue
        images.push(image)
        next = image.offset + image.size
      }
    }
  }
  return { images, broken: false }
}

function places(bytes: Buffer): readonly { readonly at: number; readonly magic: number }[] {
  const found = magics.flatMap((magic, index) => {
    const list: { at: number; magic: number }[] = []
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) list.push({ at, magic: index })
    return list
  })
  return found.sort((a, b) => a.at - b.at)
}

/** The `MZ` whose header says that the PE signature stands at a place (PE format, "MS-DOS Stub"). */
function startOfPe(reader: ByteReader, at: number, least: number): number | undefined {
  const from = Math.max(least, at - furthestPe)
  const bytes = Buffer.from(reader.read(from, at - from))
  for (let start = bytes.lastIndexOf('MZ'); start >= 0; start = start === 0 ? -1 : bytes.lastIndexOf('MZ', start - 1)) {
    if (start + 64 <= bytes.length && bytes.readUInt32LE(start + 60) === at - from - start) return from + start
  }
  return undefined
}

function readAt(reader: ByteReader, offset: number, to: number, state: { read: number }): NestedImage | undefined {
  const part = partOf(reader, offset, to - offset)
  const counted = { size: part.size, read: (at: number, length: number) => ((state.read += Math.min(length, part.size)), part.read(at, length)) }
  const native = readNative(counted)
  const image = native.ok ? native.value.images[0] : undefined
  if (!native.ok || image === undefined || image.segments.length + image.sections.length === 0) return undefined
  const end = native.value.images.reduce((far, one) => Math.max(far, one.end), 0)
  return { format: native.value.format, machine: image.machine, offset, size: Math.min(end, part.size) }
}

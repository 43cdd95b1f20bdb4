import { Malformed } from './fields.ts'
import type { NativeImage, Section } from './image.ts'
import type { PointerForm } from './pointers.ts'
import { type ByteReader, readThrough } from './reader.ts'

/** A range of the file, and the address that it is mapped at. */
export type MappedRange = { readonly offset: number; readonly size: number; readonly address: number }

const chunk = 512 * 1024

/**
 * The sections of a kind, or, in a file without a section table, every mapped part; up to where the image ends. Throws Malformed where
 * they overlap so much that reading them would take more than two passes: linkers let the edges of segments overlap, and nothing else.
 */
export function mappedRanges(image: NativeImage, isWanted: (section: Section) => boolean): readonly MappedRange[] {
  const all = image.sections.length > 0 ? image.sections.filter(isWanted) : image.segments
  const end = image.range.offset + image.range.size
  let left = 2 * image.range.size
  return all.flatMap(({ offset, size: claimed, address }) => {
    const size = Math.min(claimed, end - offset)
    if (size <= 0 || address >= Number.MAX_SAFE_INTEGER) return []
    left -= size
    if (left < 0) throw new Malformed('its sections overlap')
    return [{ offset, size, address: Number(address) }]
  })
}

/** Words of 32 bits, and where the first of them stands in the file and in memory. */
export type OnWords = (words: Int32Array, offset: number, address: number) => void

/**
 * Tells the aligned words of a range, in pieces that overlap by all but one of `together` pointers, so that none of so many that stand
 * side by side is cut. The words are in this machine's order, which is little-endian wherever Node runs; the two halves of a pointer
 * stay in the file's order.
 */
export function eachWords(reader: ByteReader, { offset, size, address }: MappedRange, form: PointerForm, together: number, onWords: OnWords): void {
  const { width, little } = form
  const scratch = new Uint8Array(Math.min(chunk, size + width))
  for (let done = (width - (address % width)) % width; done + together * width <= size; done += chunk - (together - 1) * width) {
    const wanted = Math.min(chunk, size - done)
    const bytes = readThrough(reader, offset + done, wanted, scratch)
    onWords(wordsOf(bytes, little), offset + done, address + done)
    if (bytes.length < wanted) return
  }
}

function wordsOf(bytes: Uint8Array, little: boolean): Int32Array {
  const whole = bytes.length - (bytes.length % 4)
  const copied = bytes.byteOffset % 4 === 0 && little ? bytes : Uint8Array.from(bytes)
  if (!little) Buffer.from(copied.buffer, copied.byteOffset, whole).swap32()
  return new Int32Array(copied.buffer, copied.byteOffset, whole / 4)
}

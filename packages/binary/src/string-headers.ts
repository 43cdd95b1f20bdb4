import { eachRelative } from './elf-relocations.ts'
import { type NativeImage, offsetOf } from './image.ts'
import type { PointerForm } from './pointers.ts'
import { type ByteReader, windowOf } from './reader.ts'
import { eachWords, mappedRanges } from './words.ts'

/** A text in memory, as a program holds it: where it begins, and how long it is. */
export type WantedString = { readonly address: number; readonly length: number }

/**
 * Places in an image's data where a pointer to one of some texts stands in front of its length: the string variables and constants of Go,
 * Rust and others. Answers the texts that one refers to, each with the places of the pointers. Reads the data once.
 */
export function findStringHeaders(
  reader: ByteReader,
  image: NativeImage,
  form: PointerForm,
  wanted: readonly WantedString[],
): ReadonlyMap<WantedString, readonly number[]> {
  const found = new Map<WantedString, number[]>()
  const byAddress = Map.groupBy(wanted, ({ address }) => address)
  const look = windowOf(reader, 4096)
  const onPointer = (offset: number, target: number): void => {
    for (const one of byAddress.get(target) ?? []) {
      if (lengthAt(look, offset + form.width, form) !== one.length) continue
      const places = found.get(one)
      if (places === undefined) found.set(one, [offset])
      else places.push(offset)
    }
  }
  if (wanted.length === 0) return found
  const filter = new Uint8Array(65_536)
  for (const { address } of wanted) filter[((address - form.base) >>> 0) & 0xffff] = 1
  for (const range of mappedRanges(image, ({ loaded, executable, name }) => loaded && !executable && !name.includes('gopclntab'))) {
    eachWords(reader, range, form, 2, (words, offset) => scan(words, filter, form, (at, target) => onPointer(offset + at, target)))
  }
  if (form.relocations === undefined) return found
  eachRelative(reader, form.relocations, (address, addend) => {
    const offset = byAddress.has(addend) ? offsetOf(image.segments, BigInt(address)) : undefined
    if (offset !== undefined) onPointer(offset, addend)
  })
  return found
}

function scan(words: Int32Array, filter: Uint8Array, { width, little, upperBits, base }: PointerForm, onTarget: (at: number, target: number) => void): void {
  const step = width / 4
  const low = little || width === 4 ? 0 : 1
  for (let index = low; index < words.length; index += step) {
    const lower = words[index] as number
    if (filter[lower & 0xffff] === 0) continue
    const upper = width === 4 ? 0 : ((words[little ? index + 1 : index - 1] as number) & upperBits) >>> 0
    onTarget(4 * (index - low), upper * 0x1_0000_0000 + (lower >>> 0) + base)
  }
}

function lengthAt(look: ByteReader, offset: number, { width, little }: PointerForm): number | undefined {
  const bytes = look.read(offset, width)
  if (bytes.length < width) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, width)
  if (width === 4) return view.getUint32(0, little)
  const value = view.getBigUint64(0, little)
  return value > 0xffff_ffffn ? undefined : Number(value)
}

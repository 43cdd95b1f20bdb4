import { Malformed } from './fields.ts'
import type { NativeImage } from './image.ts'
import { readPeHeaders } from './pe.ts'
import { type ByteReader, readThrough } from './reader.ts'

/** The checksum in the optional header, and what it ought to be. 0 is none: only drivers and boot programs need it. */
export type PeChecksum = { readonly stored: number; readonly computed: number; readonly state: 'none' | 'same' | 'differs' }

const piece = 1024 * 1024

/**
 * Reads and computes the checksum of a PE file (PE format, "CheckSum", computed as IMAGHELP.DLL does): 16-bit words are added with their
 * carries, the field itself counts as 0, and the file's length is added. Undefined for other files, and for objects. Reads the file once.
 */
export function readPeChecksum(reader: ByteReader, image: NativeImage): PeChecksum | undefined {
  if (image.format !== 'pe') return undefined
  const place = placeOf(reader)
  if (place === undefined) return undefined
  const buffer = new Uint8Array(Math.min(piece, reader.size + 1))
  let sum = 0
  for (let base = 0; base < reader.size; base += piece) {
    const bytes = readThrough(reader, base, Math.min(piece, reader.size - base), buffer)
    sum += sumOf(bytes) - sumOf(overlap(bytes, base, place.at))
  }
  const folded = fold(sum)
  const computed = (folded + reader.size) >>> 0
  return { stored: place.stored, computed, state: place.stored === 0 ? 'none' : place.stored === computed ? 'same' : 'differs' }
}

function placeOf(reader: ByteReader): { readonly at: number; readonly stored: number } | undefined {
  try {
    const optional = readPeHeaders(reader)?.optional
    // A header at an odd place has no words of its own; no linker writes one.
    return optional === undefined || optional.at % 4 !== 0 ? undefined : { at: optional.at + 64, stored: optional.checksum }
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

/** The bytes of the field that lie in a piece. */
function overlap(bytes: Uint8Array, base: number, at: number): Uint8Array {
  return bytes.subarray(Math.min(bytes.length, Math.max(0, at - base)), Math.min(bytes.length, Math.max(0, at + 4 - base)))
}

/** The sum of little-endian words; a last byte alone is a word with an upper half of 0. Well below 2^53 for a piece, and for a file. */
function sumOf(bytes: Uint8Array): number {
  const even = bytes.length & ~1
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes)
  const words = new Uint16Array(aligned.buffer, aligned.byteOffset, even / 2)
  let sum = 0
  for (let index = 0; index < words.length; index++) sum += words[index] as number
  return even === bytes.length ? sum : sum + (bytes[even] as number)
}

/** Adding carries at the end gives the same as adding them at each step: both keep the sum modulo 65535. */
function fold(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000)
  return folded
}

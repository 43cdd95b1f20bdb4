import { type ByteReader, readThrough } from './reader.ts'

const chunk = 512 * 1024

/** The place of a short text in a file, read in pieces; undefined when it is not there. For version stamps, not for contents. */
export function findText(reader: ByteReader, text: string): number | undefined {
  const needle = Buffer.from(text)
  const buffer = new Uint8Array(chunk)
  for (let base = 0; base + needle.length <= reader.size; base += chunk - needle.length + 1) {
    const bytes = readThrough(reader, base, Math.min(chunk, reader.size - base), buffer)
    const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(needle)
    if (at >= 0) return base + at
  }
  return undefined
}

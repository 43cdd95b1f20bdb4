import { createHash } from 'node:crypto'
import type { EmbedEntry } from './embed-entries.ts'
import { type ByteReader, readThrough } from './reader.ts'

/** `unknown`: no known version of Go makes such a hash, or the entry holds no bytes to compare. */
export type EmbeddedState = 'same' | 'differs' | 'unknown'

const piece = 256 * 1024

/**
 * Whether the bytes that stand in the binary are those that Go's compiler hashed when it embedded the file. The hash is the first half of
 * a SHA-256 that each version of Go makes different in its own way (cmd/internal/hash): Go up to 1.18 leaves it as it is, 1.19 to 1.23
 * invert every bit, and later versions invert the first byte, or its lowest bit, of a file of up to 1024 bytes, and hash a byte 1 in
 * front of a longer one. `differs` means that the bytes were changed after the build, or that a version of Go does it in yet another way:
 * it is worth a warning where `same` holds for other files of the same program. Reads the content once.
 */
export function checkEmbedded(reader: ByteReader, entry: EmbedEntry): EmbeddedState {
  if (entry.kind === 'directory' || (entry.size > 0 && entry.offset === undefined)) return 'unknown'
  const [plain, marked] = [createHash('sha256'), createHash('sha256').update(Uint8Array.of(1))]
  const buffer = new Uint8Array(Math.min(piece, entry.size))
  for (let done = 0; done < entry.size; done += piece) {
    const bytes = readThrough(reader, (entry.offset ?? 0) + done, Math.min(piece, entry.size - done), buffer)
    plain.update(bytes)
    marked.update(bytes)
  }
  const sum = plain.digest().subarray(0, 16)
  const inverted = sum.map((byte) => byte ^ 0xff)
  const first = (mask: number): Uint8Array => Uint8Array.from(sum, (byte, index) => (index === 0 ? byte ^ mask : byte))
  const known = [sum, inverted, first(0xff), first(1), marked.digest().subarray(0, 16)]
  return known.some((one) => Buffer.from(one).toString('hex') === entry.hash) ? 'same' : 'differs'
}

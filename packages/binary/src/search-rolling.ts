import type { ByteReader } from './reader.ts'
import { firstDifference } from './search-compare.ts'

const piece = 256 * 1024
const factor = 0x0100_0193
// A look-up of `Math` for each byte is slow where the global object is not the engine's own, as in a vm context.
const { imul } = Math

/**
 * Looks for a whole asset by a hash that rolls over the file (Karp and Rabin 1987): slower than by anchors, and linear whatever the
 * bytes are. For assets in which no anchor can be chosen, or whose anchors stand at too many places.
 */
export function findByRollingHash(haystack: ByteReader, needle: ByteReader): number | undefined {
  const length = needle.size
  if (length > haystack.size) return undefined
  const wanted = hashOf(needle, length)
  const leaving = powerOf(length)
  let hash = hashOf(haystack, length)
  for (let base = 0; ; base += piece) {
    if (hash === wanted && firstDifference(haystack, base, needle, 0, length) === length) return base
    const [out, into] = [haystack.read(base, piece), haystack.read(base + length, piece)]
    for (let index = 0; index < into.length; index++) {
      hash = (imul(hash, factor) + (into[index] as number) - imul(leaving, out[index] as number)) | 0
      const at = base + index + 1
      if (hash === wanted && index + 1 < piece && firstDifference(haystack, at, needle, 0, length) === length) return at
    }
    if (into.length < piece) return undefined
  }
}

function hashOf(reader: ByteReader, length: number): number {
  let hash = 0
  for (let at = 0; at < length; at += piece) {
    const bytes = reader.read(at, Math.min(piece, length - at))
    for (let index = 0; index < bytes.length; index++) hash = (imul(hash, factor) + (bytes[index] as number)) | 0
  }
  return hash
}

/** factor to the power of `exponent`, in 32 bits. */
function powerOf(exponent: number): number {
  let [result, base] = [1, factor]
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = imul(result, base)
    base = imul(base, base)
  }
  return result
}

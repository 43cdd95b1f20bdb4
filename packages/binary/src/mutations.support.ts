/** Numbers that break arithmetic: edges of widths and of signs. */
const edges = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0xfff, 0x1000, 0x7fff, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff]

/** Random numbers that are the same for the same seed (xorshift32, Marsaglia 2003). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1
  }

  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return (this.#state >>> 0) % limit
  }

  oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

/**
 * A file whose bytes are changed again and again, and put back: one to six changes at a time, most of them where the headers stand, and
 * one file of four is cut. `hot` are the ranges where structures stand; the others are changed now and then.
 */
export class Mutant {
  readonly #bytes: Buffer
  readonly #hot: readonly (readonly [from: number, to: number])[]
  #undo: { readonly at: number; readonly bytes: Buffer }[] = []

  constructor(bytes: Uint8Array, hot: readonly (readonly [number, number])[]) {
    this.#bytes = Buffer.from(bytes)
    this.#hot = hot
  }

  /** The file with other changes than before. */
  next(random: Random): Buffer {
    for (const { at, bytes } of this.#undo.reverse()) bytes.copy(this.#bytes, at)
    this.#undo = []
    for (let left = 1 + random.below(6); left > 0; left--) this.#change(random)
    return random.below(4) === 0 ? this.#bytes.subarray(0, random.below(this.#bytes.length)) : this.#bytes
  }

  #change(random: Random): void {
    const [from, to] = random.below(8) === 0 ? [0, this.#bytes.length] : random.oneOf(this.#hot)
    const length = random.oneOf([1, 2, 4, 4, 8, 16])
    const at = Math.min(from + random.below(to - from), this.#bytes.length - length)
    // Fields lie at multiples of their length.
    const start = random.below(4) === 0 ? at : at - (at % length)
    this.#undo.push({ at: start, bytes: Buffer.from(this.#bytes.subarray(start, start + length)) })
    const kind = random.below(5)
    if (kind === 0) this.#copy(start, length, random.below(this.#bytes.length - length))
    else if (kind === 1) this.#bytes[start] = random.below(256)
    else if (kind === 2) this.#bytes.fill(random.oneOf([0, 0x20, 0x41, 0xff]), start, start + length)
    else this.#write(start, length, random)
  }

  /** Puts what stands elsewhere in the file there. */
  #copy(start: number, length: number, from: number): void {
    Buffer.from(this.#bytes.subarray(from, from + length)).copy(this.#bytes, start)
  }

  /** A number from an edge, or near the file's own size, in either byte order. */
  #write(start: number, length: number, random: Random): void {
    const value = random.below(4) === 0 ? this.#bytes.length + random.below(3) - 1 : random.oneOf(edges)
    const word = Buffer.alloc(16)
    if (random.below(2) === 0) word.writeUInt32LE(value >>> 0)
    else word.writeUInt32BE(value >>> 0, Math.max(0, length - 4))
    word.copy(this.#bytes, start, 0, length)
  }
}

/** Numbers from a seed: the same ones on every machine. */
export type Random = {
  /** A whole number from 0 up to, and without, `below`. */
  readonly below: (below: number) => number
  readonly pick: <T>(items: readonly T[]) => T
  /** True once in so many times. */
  readonly once: (inSoMany: number) => boolean
}

/** Steele, Lea and Flood's SplitMix, 32 bits wide: each seed is a stream of its own, near ones too. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit)
  return { below, pick: (items) => items[below(items.length)] as (typeof items)[number], once: (many) => below(many) === 0 }
}

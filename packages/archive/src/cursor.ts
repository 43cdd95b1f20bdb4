/** Reads a stream in pieces of chosen sizes. */
export type Cursor = {
  /** The next `size` bytes, in as many pieces as they come. Throws when the stream ends before. */
  readonly take: (size: number) => AsyncGenerator<Uint8Array>
  /** The next `size` bytes as one piece; nothing where the stream has ended. Throws when it ends in between. */
  readonly read: (size: number) => Promise<Uint8Array>
}

/** @param cut makes the error for a stream that ends too early */
export function createCursor(chunks: AsyncIterable<Uint8Array>, cut: () => Error): Cursor {
  const source = chunks[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()
  const next = async (most: number): Promise<Uint8Array | undefined> => {
    while (rest.length === 0) {
      const found = await source.next()
      if (found.done === true) return undefined
      rest = found.value
    }
    const part = rest.subarray(0, most)
    rest = rest.subarray(part.length)
    return part
  }
  return {
    take: async function* (size) {
      for (let left = size; left > 0; ) {
        const part = await next(left)
        if (part === undefined) throw cut()
        left -= part.length
        yield part
      }
    },
    read: async (size) => {
      const parts: Uint8Array[] = []
      for (let held = 0; held < size; held += parts.at(-1)?.length ?? 0) {
        const part = await next(size - held)
        if (part === undefined && held === 0) return new Uint8Array()
        if (part === undefined) throw cut()
        parts.push(part)
      }
      return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts)
    },
  }
}

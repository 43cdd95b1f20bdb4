/** Bytes that can be read at any place: a file, a part of one, or memory. `read` returns fewer bytes only at the end. */
export type ByteReader = {
  readonly size: number
  readonly read: (offset: number, length: number) => Uint8Array
  /** Optional: fills `target` and returns how many bytes were there. The search uses it to keep one buffer for a whole pass. */
  readonly readInto?: (offset: number, target: Uint8Array) => number
}

/** A reader over bytes in memory. */
export function readerOf(bytes: Uint8Array): ByteReader {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(Math.max(0, offset), Math.max(0, offset + length)) }
}

/** Reads into the front of `scratch` where the reader can do that, so that a long pass needs one buffer; else allocates. */
export function readThrough(reader: ByteReader, offset: number, length: number, scratch: Uint8Array): Uint8Array {
  if (reader.readInto === undefined || length > scratch.length) return reader.read(offset, length)
  const target = scratch.subarray(0, length)
  return target.subarray(0, reader.readInto(offset, target))
}

/** A part of a reader as a reader of its own, cut at the end of what is there. */
export function partOf(reader: ByteReader, offset: number, size: number): ByteReader {
  const start = Math.min(offset, reader.size)
  const length = Math.max(0, Math.min(size, reader.size - start))
  const within = (at: number, wanted: number): number => Math.max(0, Math.min(wanted, length - at))
  const { readInto } = reader
  return {
    size: length,
    read: (at, wanted) => reader.read(start + at, within(at, wanted)),
    ...(readInto === undefined ? {} : { readInto: (at: number, target: Uint8Array) => readInto(start + at, target.subarray(0, within(at, target.length))) }),
  }
}

/** A reader for many short reads that lie near each other: it keeps the last `size` bytes that it read. */
export function windowOf(reader: ByteReader, size = 64 * 1024): ByteReader {
  let [start, bytes]: [number, Uint8Array] = [0, new Uint8Array()]
  return {
    size: reader.size,
    read: (offset, length) => {
      if (length > size) return reader.read(offset, length)
      if (offset < start || offset + length > start + bytes.length) {
        // Copied: a reader may hand out a view of a buffer that it fills again.
        ;[start, bytes] = [offset, Uint8Array.from(reader.read(offset, size))]
      }
      return bytes.subarray(Math.max(0, offset - start), Math.max(0, offset - start + length))
    },
  }
}

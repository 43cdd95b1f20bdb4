import type { ByteReader } from './reader.ts'

/** Thrown inside this room where headers contradict themselves; `readNative` turns it into a Problem. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  readonly truncated: boolean

  constructor(message: string, truncated = false) {
    super(message)
    this.truncated = truncated
  }
}

/** No header table of an honest file is larger; a hostile one must not make us read gigabytes. */
export const largestTable = 8 * 1024 * 1024

/** Numbers in a piece of a header, read with their bounds checked. */
export class Fields {
  readonly bytes: Uint8Array
  readonly #view: DataView
  readonly #little: boolean
  readonly #what: string

  constructor(bytes: Uint8Array, little: boolean, what: string) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#little = little
    this.#what = what
  }

  get length(): number {
    return this.bytes.length
  }

  u8(at: number): number {
    return this.#view.getUint8(this.#within(at, 1))
  }

  u16(at: number): number {
    return this.#view.getUint16(this.#within(at, 2), this.#little)
  }

  u32(at: number): number {
    return this.#view.getUint32(this.#within(at, 4), this.#little)
  }

  /** An address: kernels use the upper half of 64 bits, which a number cannot hold. */
  address(at: number, wide: boolean): bigint {
    return wide ? this.#view.getBigUint64(this.#within(at, 8), this.#little) : BigInt(this.u32(at))
  }

  /** A file offset or a size, of 32 or 64 bits. */
  offset(at: number, wide: boolean): number {
    const value = this.address(at, wide)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed(`${this.#what} holds the impossible offset 0x${value.toString(16)}`)
    return Number(value)
  }

  /** Text up to the first zero byte, or to the end. */
  text(at: number, limit = 4096): string {
    return textAt(this.bytes, at, limit)
  }

  #within(at: number, length: number): number {
    if (at < 0 || at + length > this.bytes.length) throw new Malformed(`${this.#what} ends too early`, true)
    return at
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Text up to the first zero byte; bytes that are no UTF-8 become replacement characters. */
export function textAt(bytes: Uint8Array, at: number, limit = 4096): string {
  const end = bytes.subarray(at, at + limit).indexOf(0)
  return decoder.decode(bytes.subarray(at, end < 0 ? at + limit : at + end))
}

/** What the headers of the largest real programs take is less than a thousandth of this. */
const most = { reads: 5_000, bytes: 32 * 1024 * 1024 }

/** A reader that gives up on headers which send it round and round, or over the same megabytes again and again. Throws Malformed. */
export function boundedReader(reader: ByteReader): ByteReader {
  let [reads, bytes] = [0, 0]
  return {
    size: reader.size,
    read: (offset, length) => {
      reads += 1
      bytes += Math.max(0, Math.min(length, reader.size - offset))
      if (reads > most.reads || bytes > most.bytes) throw new Malformed('its headers name more than any real program has')
      return reader.read(offset, length)
    },
  }
}

/** Reads exactly `length` bytes; a file that ends before is truncated. */
export function readFields(reader: ByteReader, offset: number, length: number, little: boolean, what: string): Fields {
  if (length > largestTable) throw new Malformed(`${what} claims ${length} bytes`)
  if (offset + length > reader.size) {
    throw new Malformed(`${what} would stand at ${offset} to ${offset + length}, but the file ends at ${reader.size}`, true)
  }
  const bytes = reader.read(offset, length)
  if (bytes.length < length) throw new Malformed(`${what} could not be read whole`, true)
  return new Fields(bytes, little, what)
}

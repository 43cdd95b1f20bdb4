import { refuse } from '@slipway/kernel'
import { createCursor } from './cursor.ts'

const frameMagic = 0xfd2f_b528
/** The last four bits are the user's. */
const skippableMagic = 0x184d_2a50

/**
 * Cuts a stream so that no piece goes over the end of a zstd frame (RFC 8878 section 3.1), and leaves skippable frames out. Node's decoder
 * takes the end of a frame inside of a piece for the end of everything and drops the rest without a word; layers of the form zstd:chunked
 * have a frame for each file. Throws a Refusal (E_ARCHIVE_COMPRESSION) for what is no frame or ends inside of one.
 */
export async function* cutFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const cursor = createCursor(chunks, () => damaged('it ends inside of a frame'))
  for (let magic = await cursor.read(4); magic.length > 0; magic = await cursor.read(4)) {
    const word = littleEndian(magic)
    if ((word & 0xffff_fff0) >>> 0 === skippableMagic) {
      for await (const _ of cursor.take(littleEndian(await whole(cursor.read(4)))));
      continue
    }
    if (word !== frameMagic) throw damaged('something else follows a frame')
    yield magic
    const descriptor = await whole(cursor.read(1))
    yield descriptor
    const [flags = 0] = descriptor
    yield* cursor.take(headerLength(flags))
    for (let last = false; !last; ) {
      const header = await whole(cursor.read(3))
      const block = littleEndian(header)
      const type = (block >>> 1) & 3
      if (type === 3) throw damaged('it has a block of a reserved type')
      last = (block & 1) === 1
      yield header
      // A block of type 1 is one byte, repeated.
      yield* cursor.take(type === 1 ? 1 : block >>> 3)
    }
    if ((flags & 4) !== 0) yield* cursor.take(4)
  }
}

/** Window descriptor, dictionary and content size (RFC 8878 section 3.1.1.1). */
function headerLength(flags: number): number {
  const single = (flags & 0x20) !== 0
  const dictionary = [0, 1, 2, 4][flags & 3] ?? 0
  const contentSize = [single ? 1 : 0, 2, 4, 8][flags >>> 6] ?? 0
  return (single ? 0 : 1) + dictionary + contentSize
}

async function whole(reading: Promise<Uint8Array>): Promise<Uint8Array> {
  const bytes = await reading
  if (bytes.length === 0) throw damaged('it ends inside of a frame')
  return bytes
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0)
}

function damaged(what: string): Error {
  const message = `the zstd data cannot be unpacked: ${what}`
  return refuse({ code: 'E_ARCHIVE_COMPRESSION', message, cure: 'Make the archive again, and see that it was copied whole' })
}

import { constants, deflateRaw } from 'node:zlib'

/**
 * Everything that decides the bytes, together with the size of a block. Level 0 is never used: its bytes depend on the sizes of the chunks
 * that come in. Level 6 is what `gzip` does unless told otherwise.
 */
const settings = { level: 6, memLevel: 8, windowBits: 15, strategy: constants.Z_DEFAULT_STRATEGY }
const blockSize = 1024 * 1024
/** What deflate (RFC 1951) can look back at. */
const windowSize = 32 * 1024

/** As many as Node's pool has threads. */
const defaultWorkers = 4

export type DeflateOptions = {
  /** Blocks that are compressed at once, on the threads of Node's pool, of which there are four. Does not show in the bytes. Default: 4. */
  readonly workers?: number
}

/** How many of the chunks that it was given are still read when the next one is asked for, at most: those that run, one that waits, one more. */
export function blocksHeld({ workers = defaultWorkers }: DeflateOptions): number {
  return workers + 2
}

/**
 * Compresses a stream as raw deflate (RFC 1951), several blocks at once, as pigz does: every MiB by itself, with the 32 KiB before it as its
 * dictionary, ended at a whole byte. The bytes depend on the content alone: not on how it is cut into chunks, nor on the workers.
 */
export async function* deflate(chunks: AsyncIterable<Uint8Array>, { workers = defaultWorkers }: DeflateOptions = {}): AsyncGenerator<Uint8Array> {
  const running: Promise<Uint8Array>[] = []
  let before: Uint8Array | undefined
  const start = (block: Uint8Array, isLast: boolean): void => {
    const compressing = compress(block, before, isLast)
    // An error shows when its turn comes; until then it is no unhandled one.
    compressing.catch(() => {})
    running.push(compressing)
    before = block.subarray(Math.max(0, block.length - windowSize))
  }
  let held: Uint8Array = new Uint8Array()
  for await (const block of inBlocks(chunks)) {
    if (held.length > 0) start(held, false)
    held = block
    while (running.length >= workers) yield (await running.shift()) ?? new Uint8Array()
  }
  start(held, true)
  for (const compressing of running) yield await compressing
}

function compress(block: Uint8Array, before: Uint8Array | undefined, isLast: boolean): Promise<Uint8Array> {
  const options = {
    ...settings,
    // Room for the whole result at once: each further piece would cost another way to the pool and back.
    chunkSize: Math.ceil(block.length * 1.0625) + 1024,
    finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    ...(before === undefined ? {} : { dictionary: before }),
  }
  return new Promise((resolve, reject) => {
    deflateRaw(block, options, (error, bytes) => (error === null ? resolve(bytes) : reject(error)))
  })
}

/** Pieces of exactly one block, apart from the last one. A piece that comes in that size is passed on as it is. */
async function* inBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = []
  let held = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + blockSize - held)
      parts.push(part)
      held += part.length
      at += part.length
      if (held < blockSize) continue
      yield join(parts)
      parts = []
      held = 0
    }
  }
  if (held > 0) yield join(parts)
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only = new Uint8Array()] = parts
  return parts.length === 1 ? only : Buffer.concat(parts)
}

import { type ArchivePlan, type Content, sizeOf } from './content.ts'
import { changed, exactly } from './exactly.ts'
import { endOfArchive, paddedSize, renderHeader } from './ustar.ts'

/** Bytes of one piece that comes out. Large pieces cost less to write and to compress. */
const pieceSize = 1024 * 1024

export type TarOptions = {
  /**
   * A piece is overwritten after so many further ones were asked for: for readers that are done with it by then, and spare the memory.
   * At least 3. Default: never, a piece belongs to whoever gets it.
   */
  readonly keep?: number
}

/**
 * The bytes of a plan as a tar file: ustar, and pax only where a name or a size needs it. Pieces are of 1 MiB, apart from the last one; each
 * is made while the one before is written. Throws a Refusal (E_ARCHIVE_CHANGED) when a file yields more or fewer bytes than its plan says.
 */
export async function* tar(plan: ArchivePlan, { keep }: TarOptions = {}): AsyncGenerator<Uint8Array> {
  const source = piecesOf(plan, keep)
  let coming = source.next()
  try {
    for (let found = await coming; found.done !== true; found = await coming) {
      coming = afterwards(() => source.next())
      // An error shows when its turn comes; until then it is no unhandled one.
      coming.catch(() => {})
      yield found.value
    }
  } finally {
    await coming.catch(() => {})
    await source.return(undefined)
  }
}

/** Once those who wait for what is there already have taken it: reading is synchronous, and would keep them from writing it. */
function afterwards<T>(deed: () => Promise<T>): Promise<T> {
  return new Promise((resolve) => void setImmediate(resolve)).then(deed)
}

async function* piecesOf(plan: ArchivePlan, keep: number | undefined): AsyncGenerator<Uint8Array> {
  // One is being filled, and one waits to be asked for.
  const pieces = createPieces(keep === undefined ? undefined : keep + 2)
  for (const entry of plan.entries) {
    yield* pieces.add(renderHeader(entry, plan.mtime))
    if (entry.kind !== 'file') continue
    if (!(entry.content instanceof Uint8Array) && 'open' in entry.content) yield* addFile(pieces, entry.content, entry.path)
    else for await (const bytes of exactly(entry.content, entry.path)) yield* pieces.add(bytes)
    yield* pieces.skip(paddedSize(entry.size) - entry.size)
  }
  yield* pieces.add(endOfArchive)
  yield* pieces.rest()
}

type Pieces = ReturnType<typeof createPieces>

/** Collects what comes in pieces of any size into pieces of one size: always new ones, or some in turn. */
function createPieces(count: number | undefined) {
  const turns: Buffer[] = []
  const take = (): Buffer => {
    const next = (count !== undefined && turns.length >= count ? turns.shift() : undefined) ?? Buffer.allocUnsafeSlow(pieceSize)
    if (count !== undefined) turns.push(next)
    return next
  }
  let piece = take()
  let used = 0
  /** Counts bytes as written; hands the piece out when it is full. */
  const advance = function* (count: number): Generator<Uint8Array> {
    used += count
    if (used < pieceSize) return
    const full = piece
    piece = take()
    used = 0
    yield full
  }
  return {
    /** Where the next bytes go; never empty. */
    free: (): Uint8Array => piece.subarray(used),
    advance,
    add: function* (bytes: Uint8Array): Generator<Uint8Array> {
      for (let at = 0; at < bytes.length; ) {
        const count = Math.min(bytes.length - at, pieceSize - used)
        piece.set(at === 0 && count === bytes.length ? bytes : bytes.subarray(at, at + count), used)
        at += count
        yield* advance(count)
      }
    },
    skip: function* (count: number): Generator<Uint8Array> {
      for (let left = count; left > 0; ) {
        const part = Math.min(left, pieceSize - used)
        piece.fill(0, used, used + part)
        left -= part
        yield* advance(part)
      }
    },
    rest: function* (): Generator<Uint8Array> {
      if (used > 0) yield piece.subarray(0, used)
    },
  }
}

/** Reads a file right into the pieces: no stream, and no copy. */
function* addFile(pieces: Pieces, content: Extract<Content, { open: unknown }>, path: string): Generator<Uint8Array> {
  const size = sizeOf(content)
  const file = content.open()
  try {
    if (file.size !== size) throw changed(path, size, String(file.size))
    for (let offset = 0; offset < size; ) {
      const free = pieces.free()
      const count = file.readInto(offset, free.length > size - offset ? free.subarray(0, size - offset) : free)
      if (count === 0) throw changed(path, size, String(offset))
      offset += count
      yield* pieces.advance(count)
    }
  } finally {
    file.close()
  }
}

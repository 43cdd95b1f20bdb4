import { refuse } from '@slipway/kernel'
import { type Header, type Pack, pack } from 'tar-stream'
import { type ArchiveEntry, type ArchivePlan, type Content, sizeOf } from './content.ts'
import { gzip } from './gzip.ts'

/** The bytes of a plan as `tar.gz`. */
export function packArchive(plan: ArchivePlan): AsyncIterable<Uint8Array> {
  return gzip(tar(plan))
}

/**
 * The bytes of a plan as a tar file in the ustar format (POSIX pax, "ustar Interchange Format"). Every field of every header is given,
 * because the writer's own defaults are the time of now and what the entry looks like.
 * Throws a Refusal when a file yields more or fewer bytes than its plan says.
 */
export async function* tar(plan: ArchivePlan): AsyncGenerator<Uint8Array> {
  const archive = pack()
  archive.on('error', () => {})
  const feeding = feed(archive, plan)
  // The reader below sees the error too: destroying the archive is how it learns of it.
  const settled = feeding.then(
    () => archive.finalize(),
    (error: unknown) => void archive.destroy(errorOf(error)),
  )
  try {
    yield* archive as AsyncIterable<Uint8Array>
    await feeding
  } finally {
    archive.destroy()
    await settled
  }
}

async function feed(archive: Pack, plan: ArchivePlan): Promise<void> {
  const mtime = new Date(plan.mtime * 1000)
  for (const entry of plan.entries) await feedEntry(archive, entry, mtime)
}

async function feedEntry(archive: Pack, entry: ArchiveEntry, mtime: Date): Promise<void> {
  const { promise: written, resolve, reject } = Promise.withResolvers<void>()
  const sink = archive.entry(headerOf(entry, mtime), (error) => (error ? reject(error) : resolve()))
  // What goes wrong reaches the caller through the promise; without listeners it would end the process as well.
  written.catch(() => {})
  sink.on('error', () => {})
  try {
    for await (const bytes of entry.kind === 'file' ? exactly(entry.content, entry.path) : []) {
      const flows = sink.write(bytes)
      if (sink.destroying) break
      if (!flows) await drained(sink)
    }
    sink.end(undefined)
  } catch (error) {
    sink.destroy(errorOf(error))
    throw error
  }
  return written
}

function drained(sink: ReturnType<Pack['entry']>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  sink.once('drain', resolve).once('close', resolve)
  return promise.finally(() => sink.off('drain', resolve).off('close', resolve))
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

function headerOf(entry: ArchiveEntry, mtime: Date): Partial<Header> & { name: string } {
  const base = { name: entry.path, mode: entry.mode, uid: 0, gid: 0, uname: '', gname: '', devmajor: 0, devminor: 0, mtime }
  if (entry.kind === 'folder') return { ...base, type: 'directory', size: 0 }
  if (entry.kind === 'link') return { ...base, type: 'symlink', size: 0, linkname: entry.target }
  return { ...base, type: 'file', size: entry.size }
}

/** What a file yields, held against the size that its plan promised. */
export async function* exactly(content: Content, path: string): AsyncGenerator<Uint8Array> {
  const size = sizeOf(content)
  let seen = 0
  const chunks = content instanceof Uint8Array ? [content] : content.stream()
  for await (const bytes of chunks) {
    seen += bytes.byteLength
    if (seen > size) throw changed(path, size, `at least ${seen}`)
    yield bytes
  }
  if (seen !== size) throw changed(path, size, String(seen))
}

function changed(path: string, expected: number, actual: string): Error {
  return refuse({
    code: 'E_ARCHIVE_CHANGED',
    message: `"${path}" had ${expected} bytes and yielded ${actual} while it was packed`,
    cure: 'Let nothing write to the files while they are packed',
  })
}

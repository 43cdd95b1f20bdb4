import { createHash, type Hash } from 'node:crypto'
import type { ArchiveEntry, ArchivePlan, Content } from './content.ts'

/** The digests of one file as it was packed, in hexadecimal: SPDX asks for SHA-1, everything else for SHA-256. */
export type FileDigests = { readonly sha1: string; readonly sha256: string }

/** A plan whose files are hashed while they are packed, so that nothing is read twice. `digests` holds what was packed so far, by path. */
export function withDigests(plan: ArchivePlan): { readonly plan: ArchivePlan; readonly digests: ReadonlyMap<string, FileDigests> } {
  const digests = new Map<string, FileDigests>()
  const entries = plan.entries.map((entry): ArchiveEntry => {
    return entry.kind === 'file' ? { ...entry, content: watch(entry.content, entry.size, (found) => void digests.set(entry.path, found)) } : entry
  })
  return { plan: { ...plan, entries }, digests }
}

function watch(content: Content, size: number, tell: (digests: FileDigests) => void): Content {
  const start = (): ReturnType<typeof createHashes> => createHashes(size, tell)
  if (content instanceof Uint8Array) {
    start().update(content)
    return content
  }
  if ('stream' in content) return { ...content, stream: () => watchStream(content.stream(), start()) }
  return {
    ...content,
    open: () => {
      const file = content.open()
      const hashes = start()
      const readInto = (offset: number, target: Uint8Array): number => {
        const count = file.readInto(offset, target)
        hashes.update(target.subarray(0, count))
        return count
      }
      return { size: file.size, close: () => file.close(), readInto }
    },
  }
}

async function* watchStream(chunks: AsyncIterable<Uint8Array>, hashes: ReturnType<typeof createHashes>): AsyncGenerator<Uint8Array> {
  for await (const bytes of chunks) {
    hashes.update(bytes)
    yield bytes
  }
}

/** Tells the digests as soon as so many bytes have passed. */
function createHashes(size: number, tell: (digests: FileDigests) => void): { readonly update: (bytes: Uint8Array) => void } {
  const sha1: Hash = createHash('sha1')
  const sha256: Hash = createHash('sha256')
  let left = size
  let told = false
  return {
    update: (bytes) => {
      // What comes after the promised size is another one's refusal.
      if (told) return
      sha1.update(bytes)
      sha256.update(bytes)
      left -= bytes.byteLength
      if (left > 0) return
      told = true
      tell({ sha1: sha1.digest('hex'), sha256: sha256.digest('hex') })
    },
  }
}

import { createHash } from 'node:crypto'
import type { PageHash, RawDirectory } from './code-directory.ts'
import { type ByteReader, readThrough } from './reader.ts'

/** One place where an image is not what was signed. `hash` tells the directories of a signature apart. */
export type SignatureDifference =
  /** The bytes of a page; pages count from 0, offsets from the start of the file. */
  | { readonly what: 'page'; readonly hash: PageHash; readonly page: number; readonly offset: number; readonly size: number }
  /** A part of the signature itself, such as the entitlements. */
  | { readonly what: 'part'; readonly hash: PageHash; readonly part: string; readonly state: 'altered' | 'missing' | 'unsealed' }
  /** Bytes that the signature does not cover, or covers although they are its own; without a hash: behind the signature. */
  | { readonly what: 'unsigned'; readonly hash: PageHash | undefined; readonly offset: number; readonly size: number }

type Tell = (difference: SignatureDifference) => void

/** The special slots whose content stands in the signature itself; those of Info.plist and of resources seal files beside the program. */
const parts: Readonly<Record<number, string>> = {
  2: 'requirements',
  5: 'entitlements',
  7: 'DER entitlements',
  8: 'launch constraints',
  9: 'parent launch constraints',
  10: 'responsible launch constraints',
  11: 'library constraints',
}

/** Compares the parts that stand in the signature with the hashes in a directory's special slots. */
export function compareSlots(directory: RawDirectory, blobs: readonly { readonly slot: number; readonly bytes: Uint8Array }[], tell: Tell): void {
  for (const [key, part] of Object.entries(parts)) {
    const slot = Number(key)
    const bytes = blobs.find((one) => one.slot === slot)?.bytes
    const sealed = slot <= directory.specials ? directory.slot(-slot) : undefined
    const empty = sealed === undefined || /^0*$/.test(sealed)
    if (bytes === undefined && empty) continue
    const state = bytes === undefined ? 'missing' : empty ? 'unsealed' : directory.digest(bytes) === sealed ? undefined : 'altered'
    if (state !== undefined) tell({ what: 'part', hash: directory.info.hash, part, state })
  }
}

const chunk = 1024 * 1024

/** Compares all pages with all directories, in one pass over the image where the pages are of a usual size. */
export function comparePages(image: ByteReader, start: number, directories: readonly RawDirectory[], tell: Tell): void {
  const usual = directories.filter(({ info }) => info.pageSize <= chunk && info.pageSize > 0)
  const end = usual.reduce((far, { info }) => Math.max(far, info.codeLimit), 0)
  const buffer = new Uint8Array(Math.min(chunk, end))
  for (let base = 0; base < end; base += chunk) {
    const bytes = readThrough(image, base, Math.min(chunk, end - base), buffer)
    for (const directory of usual) compareChunk(bytes, base, start, directory, tell)
  }
  for (const directory of directories) if (!usual.includes(directory)) compareLarge(image, start, directory, tell)
}

/** Page sizes are powers of two, so that no page lies across the edge of a chunk. */
function compareChunk(bytes: Uint8Array, base: number, start: number, { info, slot, digest }: RawDirectory, tell: Tell): void {
  const { pageSize, codeLimit, hash } = info
  for (let at = 0; at < bytes.length && base + at < codeLimit; at += pageSize) {
    const page = (base + at) / pageSize
    const size = Math.min(pageSize, codeLimit - base - at)
    if (digest(bytes.subarray(at, at + size)) !== slot(page)) tell({ what: 'page', hash, page, offset: start + base + at, size })
  }
}

/** Pages of more than a chunk; a page size of 0 makes the whole image one page. */
function compareLarge(image: ByteReader, start: number, { info, slot, hashSize }: RawDirectory, tell: Tell): void {
  const { pageSize, codeLimit, pages, hash } = info
  for (let page = 0; page < pages; page++) {
    const size = Math.min(pageSize, codeLimit - page * pageSize)
    const sum = createHash(hash === 'sha256-truncated' ? 'sha256' : hash)
    for (let done = 0; done < size; done += chunk) sum.update(image.read(page * pageSize + done, Math.min(chunk, size - done)))
    if (sum.digest('hex').slice(0, 2 * hashSize) !== slot(page)) tell({ what: 'page', hash, page, offset: start + page * pageSize, size })
  }
}

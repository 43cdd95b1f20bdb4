import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Digest } from '@slipway/kernel'

/** A refusal of the blob service, with Azure's own code and status (Blob service error codes). */
export class BlobError extends Error {
  override readonly name = 'BlobError'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

type Block = { readonly path: string; readonly size: number }

/** What was committed: where the bytes lie, how many they are, and their digest at that time. */
export type Content = {
  readonly path: string
  readonly size: number
  readonly digest: Digest
  readonly type: string
  readonly etag: string
  readonly time: Date
}

export type Blob = {
  readonly id: string
  /** The name under which a browser or the toolkit saves the blob. */
  readonly fileName: string
  readonly blocks: Map<string, Block>
  content: Content | undefined
  /** A sealed blob belongs to something that was finalised, and takes no more bytes. */
  sealed: boolean
}

export type BlobStore = {
  readonly create: (fileName: string) => Blob
  readonly find: (id: string) => Blob | undefined
  /** Put Block: the bytes stand aside, uncommitted, under a name of the client's. */
  readonly putBlock: (blob: Blob, name: string, body: Readable, md5?: string) => Promise<void>
  /** Put Block List: the blob becomes these blocks in this order, whatever the order in which they came. */
  readonly commit: (blob: Blob, names: readonly string[], type: string) => Promise<Content>
  /** Put Blob: the whole content at once. */
  readonly put: (blob: Blob, body: Readable, type: string, md5?: string) => Promise<Content>
  readonly remove: (blob: Blob) => Promise<void>
}

/** Azure's limit of blocks per blob. */
const blockLimit = 50_000

/** Blobs as files under `folder`: bytes are streamed to disk and never held in memory. */
export function createBlobStore(folder: string, now: () => number): BlobStore {
  const blobs = new Map<string, Blob>()
  const newPath = (blob: Blob): string => join(folder, blob.id, randomUUID())
  const settle = async (blob: Blob, path: string, written: Written, type: string): Promise<Content> => {
    const old = blob.content
    const final = join(folder, blob.id, `content-${randomUUID()}`)
    await rename(path, final)
    const { size, digest } = written
    blob.content = { path: final, size, digest, type, etag: `"0x${randomUUID().replaceAll('-', '').toUpperCase()}"`, time: new Date(now()) }
    await removeBlocks(blob)
    if (old !== undefined) await rm(old.path, { force: true })
    return blob.content
  }
  return {
    create: (fileName) => {
      const blob: Blob = { id: randomUUID(), fileName, blocks: new Map(), content: undefined, sealed: false }
      blobs.set(blob.id, blob)
      return blob
    },
    find: (id) => blobs.get(id),
    putBlock: async (blob, name, body, md5) => {
      checkBlockName(blob, name)
      const path = newPath(blob)
      const { size } = await writeBody(path, [body], md5)
      const old = blob.blocks.get(name)
      blob.blocks.set(name, { path, size })
      if (old !== undefined) await rm(old.path, { force: true })
    },
    commit: async (blob, names, type) => {
      if (names.length > blockLimit) throw new BlobError(400, 'BlockListTooLong', `The block list may not contain more than ${blockLimit} blocks.`)
      const missing = names.filter((name) => !blob.blocks.has(name))
      if (missing.length > 0) throw new BlobError(400, 'InvalidBlockList', `The specified block list is invalid: ${missing.join(', ')}`)
      const path = newPath(blob)
      const sources = names.map((name) => () => createReadStream(blob.blocks.get(name)?.path ?? ''))
      return settle(blob, path, await writeBody(path, sources), type)
    },
    put: async (blob, body, type, md5) => {
      const path = newPath(blob)
      return settle(blob, path, await writeBody(path, [body], md5), type)
    },
    remove: async (blob) => {
      blobs.delete(blob.id)
      await rm(join(folder, blob.id), { recursive: true, force: true })
    },
  }
}

/** Block names are base64 of at most 64 bytes, and of one length within a blob (Azure, "Put Block"). */
function checkBlockName(blob: Blob, name: string): void {
  const bytes = Buffer.from(name, 'base64')
  const [other] = blob.blocks.keys()
  const fits = bytes.length > 0 && bytes.length <= 64 && bytes.toString('base64') === name
  if (!fits) throw new BlobError(400, 'InvalidQueryParameterValue', 'Value for one of the query parameters specified in the request URI is invalid: blockid')
  if (other !== undefined && other.length !== name.length) throw new BlobError(400, 'InvalidBlobOrBlock', 'The specified blob or block content is invalid.')
}

type Written = { readonly size: number; readonly digest: Digest }

/** Writes streams one after the other into a new file; nothing is left behind when one of them breaks or does not match. */
async function writeBody(path: string, sources: readonly (Readable | (() => Readable))[], md5?: string): Promise<Written> {
  const sha256 = createHash('sha256')
  const check = createHash('md5')
  let size = 0
  async function* bytes(): AsyncGenerator<Buffer> {
    for (const source of sources) {
      for await (const chunk of (typeof source === 'function' ? source() : source) as AsyncIterable<Buffer>) {
        size += chunk.length
        sha256.update(chunk)
        if (md5 !== undefined) check.update(chunk)
        yield chunk
      }
    }
  }
  await mkdir(join(path, '..'), { recursive: true })
  try {
    await pipeline(bytes, createWriteStream(path))
    if (md5 !== undefined && check.digest('base64') !== md5)
      throw new BlobError(400, 'Md5Mismatch', 'The MD5 value specified in the request did not match the MD5 value calculated by the server.')
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { size, digest: `sha256:${sha256.digest('hex')}` as Digest }
}

async function removeBlocks(blob: Blob): Promise<void> {
  const blocks = [...blob.blocks.values()]
  blob.blocks.clear()
  await Promise.all(blocks.map((block) => rm(block.path, { force: true })))
}

/** The size of the bytes that lie there now: what a download gets, even when something damaged them since. */
export async function storedSize(content: Content): Promise<number> {
  return (await stat(content.path)).size
}

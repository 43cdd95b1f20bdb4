import { createHash } from 'node:crypto'
import { readLayer, type TarEntry, type TarType } from '@slipway/archive/streams'
import type { Files } from '@slipway/host'
import type { Digest } from '@slipway/kernel'
import { type Descriptor, openLayout, readLayoutImage } from '@slipway/oci'
import { createImageTree, type Inode, partsOf } from './image-tree.ts'
import { blobPath } from './oci-archive.ts'

type LayoutFiles = Pick<Files, 'readBytes' | 'stream'>

/** One thing in the root file system of an image, after all its layers. */
export type ImageFile = {
  /** Absolute. */
  readonly path: string
  /** `link` is a hard link whose other name is not in the image. */
  readonly kind: TarType
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  /** Seconds since 1970. */
  readonly mtime: number
  /** sha256 of what a file holds. */
  readonly digest?: Digest
  readonly linkTarget?: string
  /** The first of a file's names, for the others. */
  readonly sameAs?: string
  readonly attributes: Readonly<Record<string, string>>
}

/**
 * What the image of a layout holds: its layers put together, whiteouts and opaque directories applied, every file with its digest. Layers are
 * read as streams; what is kept is one record for each path. Rejects with a Refusal for what is no layout and no layer.
 */
export async function listImageFiles(files: LayoutFiles, layout: string): Promise<readonly ImageFile[]> {
  const tree = createImageTree<Digest>()
  for (const layer of await readLayers(files, layout)) {
    tree.begin()
    for await (const entry of openLayer(files, layout, layer)) tree.add(withoutBody(entry), entry.type === 'file' ? await digestOf(entry.body) : undefined)
  }
  const first = new Map<Inode<Digest>, string>()
  return tree.list().map(([path, inode]) => {
    if (inode === undefined) return { path, kind: 'directory', mode: 0o755, uid: 0, gid: 0, size: 0, mtime: 0, attributes: {} }
    const { type, content, ...rest } = inode
    const sameAs = type === 'file' ? first.get(inode) : undefined
    if (sameAs === undefined) first.set(inode, path)
    return { path, kind: type, ...rest, ...(content === undefined ? {} : { digest: content }), ...(sameAs === undefined ? {} : { sameAs }) }
  })
}

async function readLayers(files: LayoutFiles, layout: string): Promise<readonly Descriptor[]> {
  return (await readLayoutImage(await openLayout((path) => files.readBytes(`${layout}/${path}`)))).manifest.layers
}

function openLayer(files: LayoutFiles, layout: string, { digest, mediaType }: Descriptor): AsyncGenerator<TarEntry> {
  return readLayer(files.stream(`${layout}/${blobPath(digest)}`), mediaType)
}

/** Only what is kept: with the body, a record would hold on to the archive's buffers. */
function withoutBody({ body: _, ...rest }: TarEntry): Omit<TarEntry, 'body'> {
  return rest
}

async function digestOf(body: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256')
  for await (const chunk of body) hash.update(chunk)
  return `sha256:${hash.digest('hex')}` as Digest
}

/** The beginning of a program that an image holds. */
export type Executable = {
  /** Absolute. */
  readonly path: string
  readonly size: number
  /** The first 64 KiB. */
  readonly head: Uint8Array
}

const headSize = 64 * 1024
/** So many beginnings are kept on the first way through the layers, 8 MiB at most: then a second one is hardly ever needed. */
const kept = 128
/** Where an image keeps the programs that it runs itself; elsewhere may lie what it only carries, such as a foreign sysroot. */
const ownFolders = ['bin', 'usr/bin', 'sbin', 'usr/sbin', 'usr/local/bin', 'usr/libexec', 'lib', 'lib64', 'usr/lib', 'usr/lib64']

/** Where the bytes of an ELF file are. */
type Place = { readonly layer: number; readonly member: string; readonly rank: number; readonly size: number; head: Uint8Array | undefined }
type Program = { readonly path: string; readonly place: Place }

/**
 * ELF executables of an image's root file system, at most `limit` and as many as there are: those of its own folders and of its lowest layers
 * first, because it is the base that an engine can mistake. Only what is left after all layers counts.
 */
export async function findExecutables(files: LayoutFiles, layout: string, limit: number): Promise<readonly Executable[]> {
  const layers = await readLayers(files, layout)
  const tree = createImageTree<Place>()
  let room = kept
  for (const [layer, descriptor] of layers.entries()) {
    tree.begin()
    for await (const entry of openLayer(files, layout, descriptor)) {
      const place = await examine(entry, layer, room > 0)
      if (place?.head !== undefined) room -= 1
      tree.add(withoutBody(entry), place)
    }
  }
  const chosen = choose(tree.list(), limit)
  for (const [layer, descriptor] of layers.entries()) {
    const places = chosen.map(({ place }) => place).filter((place) => place.layer === layer && place.head === undefined)
    if (places.length > 0) await readHeads(openLayer(files, layout, descriptor), places)
  }
  return chosen.flatMap(({ path, place: { size, head } }) => (head === undefined ? [] : [{ path, size, head }]))
}

/** Tells an ELF file that may be run, and keeps its beginning where there is room and it is the image's own. */
async function examine({ path, type, mode, size, body }: TarEntry, layer: number, isRoom: boolean): Promise<Place | undefined> {
  if (type !== 'file' || (mode & 0o111) === 0) return undefined
  const rank = rankOf(path)
  const keeps = isRoom && rank < ownFolders.length
  const head = await readHead(body, keeps ? headSize : magic.length)
  return head.subarray(0, magic.length).equals(magic) ? { layer, member: path, rank, size, head: keeps ? head : undefined } : undefined
}

const magic = Buffer.from('\x7fELF', 'latin1')

function rankOf(path: string): number {
  const position = ownFolders.indexOf(partsOf(path).slice(0, -1).join('/'))
  return position === -1 ? ownFolders.length : position
}

async function readHead(body: AsyncIterable<Uint8Array>, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let held = 0
  for await (const chunk of body) {
    // Copied, so that a few bytes do not hold on to a whole chunk.
    parts.push(chunk.slice(0, size - held))
    held += parts.at(-1)?.length ?? 0
    if (held >= size) break
  }
  return Buffer.concat(parts)
}

function choose(all: readonly (readonly [string, Inode<Place> | undefined])[], limit: number): readonly Program[] {
  const programs = new Map<Place, Program>()
  for (const [path, inode] of all) {
    const place = inode?.content
    // A file with several names is one program.
    if (place !== undefined && !programs.has(place)) programs.set(place, { path, place })
  }
  const isKept = ({ head }: Place): number => (head === undefined ? 1 : 0)
  // The sort keeps the order of paths where these say nothing.
  return [...programs.values()]
    .sort(({ place: one }, { place: other }) => isKept(one) - isKept(other) || one.rank - other.rank || one.layer - other.layer)
    .slice(0, limit)
}

async function readHeads(entries: AsyncIterable<TarEntry>, places: readonly Place[]): Promise<void> {
  const wanted = new Map(places.map((place) => [place.member, place]))
  for await (const { path, type, body } of entries) {
    const place = wanted.get(path)
    if (place === undefined || type !== 'file') continue
    place.head = await readHead(body, headSize)
    wanted.delete(path)
    if (wanted.size === 0) return
  }
}

import type { TarEntry } from '@slipway/archive/streams'
import { refuse } from '@slipway/kernel'

/** What a member of a layer says of itself, without its bytes. Hard links share one. */
export type Inode<T> = Omit<TarEntry, 'body' | 'path'> & { readonly content: T | undefined }

/** The root file system of an image while its layers are put on top of each other, the lowest first. */
export type ImageTree<T> = {
  /** Begins the next layer. */
  readonly begin: () => void
  readonly add: (entry: Omit<TarEntry, 'body'>, content: T | undefined) => void
  /** Absolute paths; a directory comes before what is in it. A directory that no layer has a member for has no inode. */
  readonly list: () => readonly (readonly [path: string, inode: Inode<T> | undefined])[]
}

type Node<T> = {
  inode: Inode<T> | undefined
  /** The layer that said the inode last; directories that no member stands for take that of what made them. */
  layer: number
  readonly children: Map<string, Node<T>>
}

const whiteout = '.wh.'
const opaque = '.wh..wh..opq'

/**
 * Puts layers together as the OCI specification says (layer.md, "Applying Changesets", "Whiteouts", "Opaque Whiteout"): whiteouts remove
 * what lower layers have and never what their own layer has, in whatever order the members come. A member below something that is no
 * directory puts one in its place, as an overlay does.
 */
export function createImageTree<T>(): ImageTree<T> {
  const root: Node<T> = { inode: undefined, layer: 0, children: new Map() }
  let layer = -1
  return {
    begin: () => {
      layer += 1
    },
    add: (entry, content) => {
      const parts = partsOf(entry.path)
      const name = parts.at(-1) ?? ''
      const folder = parts.slice(0, -1)
      if (name === opaque) hideChildren(find(root, folder), layer)
      else if (name.startsWith(`${whiteout}${whiteout}`)) return
      else if (name.startsWith(whiteout)) hide(find(root, folder), name.slice(whiteout.length), layer)
      else place(root, parts, inodeOf(root, entry, content), layer)
    },
    list: () => [...walk(root, '')],
  }
}

function inodeOf<T>(root: Node<T>, { path: _, ...rest }: Omit<TarEntry, 'body'>, content: T | undefined): Inode<T> {
  const target = rest.type === 'link' ? find(root, partsOf(rest.linkTarget ?? ''))?.inode : undefined
  return target === undefined || target.type === 'directory' ? { ...rest, content } : target
}

/** Throws a Refusal for a path that leads out of the image. */
export function partsOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  if (!parts.includes('..')) return parts
  throw refuse({ code: 'E_ENGINE_LAYER', message: `a layer holds ${JSON.stringify(path)}, which leads out of the image`, cure: 'Build the image again' })
}

function find<T>(root: Node<T>, parts: readonly string[]): Node<T> | undefined {
  let node: Node<T> | undefined = root
  for (const part of parts) node = node?.children.get(part)
  return node
}

function place<T>(root: Node<T>, parts: readonly string[], inode: Inode<T>, layer: number): void {
  let node = root
  for (const part of parts) {
    if (!isDirectory(node)) {
      node.inode = undefined
      node.layer = layer
    }
    const next = node.children.get(part) ?? { inode: undefined, layer, children: new Map() }
    node.children.set(part, next)
    node = next
  }
  if (inode.type !== 'directory' || !isDirectory(node)) node.children.clear()
  node.inode = inode
  node.layer = layer
}

function isDirectory<T>(node: Node<T>): boolean {
  return node.inode === undefined || node.inode.type === 'directory'
}

function hide<T>(folder: Node<T> | undefined, name: string, layer: number): void {
  const node = folder?.children.get(name)
  if (node !== undefined && isHidden(node, layer)) folder?.children.delete(name)
}

function hideChildren<T>(folder: Node<T> | undefined, layer: number): void {
  for (const [name, node] of folder?.children ?? []) if (isHidden(node, layer)) folder?.children.delete(name)
}

/** Takes away what lower layers have below a node; tells whether nothing of it is left. */
function isHidden<T>(node: Node<T>, layer: number): boolean {
  hideChildren(node, layer)
  if (node.layer === layer) return false
  node.inode = undefined
  return node.children.size === 0
}

function* walk<T>(node: Node<T>, path: string): Generator<readonly [string, Inode<T> | undefined]> {
  yield [path === '' ? '/' : path, node.inode]
  for (const name of [...node.children.keys()].sort()) {
    const child = node.children.get(name)
    if (child !== undefined) yield* walk(child, `${path}/${name}`)
  }
}

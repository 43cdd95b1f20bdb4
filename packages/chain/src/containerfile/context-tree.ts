import { posix } from 'node:path'
import type { IgnoreRules } from '../ignore.ts'
import { compileSegment } from './path-match.ts'

/** One entry of a build context: `path` relative to it, with `/`; `target` as a link holds it. */
export type Listed = { readonly path: string; readonly kind: 'file' | 'link' | 'directory' | 'other'; readonly target?: string | undefined }

/** Where a path leads, and the links that it goes through; or where it ends in nothing, and the last link that it went through. */
export type Way =
  | { readonly path: string; readonly links: readonly string[] }
  | { readonly failed: 'missing' | 'ignored' | 'outside' | 'loop'; readonly at: string; readonly link?: string | undefined }

/** The context as a build sees it: without what the ignore file excludes, links as links. */
export type ContextTree = {
  /** A path, with every link in it and at its end followed, as engines do: `/` in a link means the context. */
  readonly follow: (path: string) => Way
  /** Each way that a pattern of Go's filepath.Match leads; links are followed in folders too. Undefined where the pattern is malformed. */
  readonly glob: (pattern: string) => readonly Way[] | undefined
  /** A path and all that is below it and can be seen, itself included; links are not followed. */
  readonly below: (path: string) => readonly string[]
  /** Every name that leads to an entry through folders and links to folders, and its way. */
  readonly names: () => readonly { readonly name: string; readonly way: Way }[]
}

type Open = Extract<Way, { path: string }>
type Node = Pick<Listed, 'kind' | 'target'> & { readonly children: string[] }

const mostLinks = 40

export function createContextTree(listing: readonly Listed[], ignore: IgnoreRules): ContextTree {
  const nodes = indexNodes(listing)
  const children = (path: string): readonly string[] => nodes.get(path)?.children ?? []
  const isFolder = (path: string): boolean => nodes.get(path)?.kind === 'directory'
  // A folder that is excluded is there for the sake of what an exception takes in again below it.
  const isSeen = (path: string): boolean => path === '' || !ignore.excluded(path) || (isFolder(path) && children(path).some(isSeen))
  const follow = createFollower(nodes, isSeen)

  const globFrom = (way: Open, tests: readonly ((name: string) => boolean)[]): readonly Way[] => {
    const [first, ...rest] = tests
    if (first === undefined) return [way]
    const matches = children(way.path).filter((child) => first(posix.basename(child)) && isSeen(child))
    return matches.flatMap((child) => {
      const next = follow(way.path, [posix.basename(child)], way.links)
      if ('failed' in next) return rest.length === 0 ? [next] : []
      return rest.length === 0 || isFolder(next.path) ? globFrom(next, rest) : []
    })
  }
  const below = (path: string): readonly string[] => [...(path !== '' && !ignore.excluded(path) ? [path] : []), ...children(path).flatMap(below)]
  const namesFrom = (name: string, way: Open, above: readonly string[]): readonly { name: string; way: Way }[] =>
    children(way.path)
      .filter(isSeen)
      .flatMap((child) => {
        const own = posix.join(name, posix.basename(child))
        const next = follow(way.path, [posix.basename(child)], way.links)
        const ends = 'failed' in next || !isFolder(next.path) || above.includes(next.path)
        return [{ name: own, way: next }, ...(ends ? [] : namesFrom(own, next, [...above, next.path]))]
      })
  return {
    follow: (path) => follow('', path.split('/'), []),
    glob: (pattern) => {
      const tests = pattern.split('/').map(compileSegment)
      return tests.every((test) => test !== undefined) ? globFrom({ path: '', links: [] }, tests) : undefined
    },
    below,
    names: () => namesFrom('', { path: '', links: [] }, ['']),
  }
}

type Follower = (from: string, segments: readonly string[], links: readonly string[]) => Way

function createFollower(nodes: ReadonlyMap<string, Node>, isSeen: (path: string) => boolean): Follower {
  const follow: Follower = (from, segments, links) => {
    let at = from
    for (const [index, segment] of segments.entries()) {
      if (segment === '' || segment === '.') continue
      if (segment === '..') {
        if (at === '') return { failed: 'outside', at: links.at(-1) ?? at }
        at = parentOf(at)
        continue
      }
      const next = at === '' ? segment : `${at}/${segment}`
      const node = nodes.get(next)
      if (node === undefined) return { failed: 'missing', at: next, link: links.at(-1) }
      if (!isSeen(next)) return { failed: 'ignored', at: next, link: links.at(-1) }
      if (node.kind === 'link') {
        if (links.length === mostLinks) return { failed: 'loop', at: next }
        const target = node.target ?? ''
        return follow(target.startsWith('/') ? '' : at, [...target.split('/'), ...segments.slice(index + 1)], [...links, next])
      }
      at = next
    }
    return { path: at, links }
  }
  return follow
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

/** Folders that are not listed themselves are there because of what is in them. */
function indexNodes(listing: readonly Listed[]): ReadonlyMap<string, Node> {
  const nodes = new Map<string, Node>([['', { kind: 'directory', children: [] }]])
  const folderAt = (path: string): Node => {
    const known = nodes.get(path)
    if (known !== undefined) return known
    const folder: Node = { kind: 'directory', children: [] }
    nodes.set(path, folder)
    folderAt(parentOf(path)).children.push(path)
    return folder
  }
  for (const { path, kind, target } of listing) {
    if (kind === 'directory') folderAt(path)
    else {
      nodes.set(path, { kind, target, children: [] })
      folderAt(parentOf(path)).children.push(path)
    }
  }
  return nodes
}

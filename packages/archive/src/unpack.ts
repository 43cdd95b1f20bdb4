import { err, ok, type Problem, type Result, refuse } from '@slipway/kernel'
import { resolveTarget } from './content.ts'
import type { TarEntry } from './read-tar.ts'

/** What to do for one member, in this order: nothing is written through a link, because links come after everything else. */
export type UnpackStep =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly mode: 0o644 | 0o755; readonly size: number; readonly body: AsyncIterable<Uint8Array> }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }

export type UnpackRules = {
  /** Names that Windows cannot hold, or takes for something else, are refused as well. */
  readonly windows?: boolean
}

const longestPath = 1000
const deepest = 100

/**
 * Decides what of an archive that somebody else made may be written below an empty folder. Throws a Refusal (E_ARCHIVE_UNPACK) that names the
 * member at the first absolute path, `..`, path that is there twice or differs only in what file systems ignore, member below a file or a
 * link, link that leaves the tree, leads nowhere or to itself, hard link, sparse file, device; or name that no text is. What was written
 * before is to be thrown away: unpack beside the place, and rename. Size and number of members are limited by whoever reads the archive.
 */
export async function* planUnpack(members: AsyncIterable<TarEntry>, rules: UnpackRules = {}): AsyncGenerator<UnpackStep> {
  const tree = createTree()
  const links: { readonly path: string; readonly target: string }[] = []
  for await (const member of members) {
    const path = unwrapOne(readPath(member, rules), member)
    if (path === '.') continue
    const kind = unwrapOne(readKind(member), member)
    const problem = tree.add(path, kind)
    if (problem !== undefined) throw bad(member, problem)
    if (kind === 'folder') yield { kind, path }
    else if (kind === 'link') links.push({ path, target: unwrapOne(readTarget(path, member), member) })
    else yield { kind, path, mode: (member.mode & 0o111) === 0 ? 0o644 : 0o755, size: member.size, body: member.body }
  }
  for (const { path, target } of links) {
    const problem = tree.follow(path, new Map(links.map((link) => [link.path, link.target])))
    if (problem !== undefined) throw bad({ path }, problem)
    yield { kind: 'link', path, target }
  }
}

type Kind = UnpackStep['kind']

function readKind({ type, sparse, mode }: TarEntry): Result<Kind, string> {
  if (sparse === true) return err('is a sparse file, whose size in the archive says nothing of its size on a disk')
  if (type === 'directory') return ok('folder')
  if (type === 'symlink') return ok('link')
  if (type === 'file') return (mode & 0o6000) === 0 ? ok('file') : err('would run as another user (setuid or setgid)')
  return err(type === 'link' ? 'is a hard link' : `is a ${type}`)
}

/** Windows takes these for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i

function readPath({ path: written, type }: TarEntry, { windows = false }: UnpackRules): Result<string, string> {
  if (/^(\/|\\|[A-Za-z]:)/.test(written)) return err('has an absolute path')
  // GNU tar writes them for what is packed as ".".
  const path = written.replace(/^(\.\/)+(?=.)/, '')
  if (path === '.' || path === './') return type === 'directory' ? ok('.') : err('has no name')
  const parts = path.split('/')
  if (parts.includes('..')) return err('has ".." in its path')
  if (parts.some((part) => part === '' || part === '.')) return err('has an empty part or "." in its path')
  if (/[\u0000-\u001f\u007f\\\ufffd]/.test(path) || !path.isWellFormed()) return err('has a backslash or something that is no text in its path')
  if (path.length > longestPath || parts.length > deepest || parts.some((part) => new TextEncoder().encode(part).length > 255))
    return err('has too long a path')
  if (windows && parts.some((part) => /[<>:"|?*]|[. ]$/.test(part) || devices.test(part))) return err('has a path that Windows cannot hold')
  return ok(path)
}

function readTarget(path: string, { linkTarget = '' }: TarEntry): Result<string, string> {
  return resolveTarget(path, linkTarget) === undefined ? err(`is a link to ${JSON.stringify(linkTarget)}, which leaves the archive`) : ok(linkTarget)
}

/** The paths that were met, as file systems would take them. */
function createTree() {
  const known = new Map<string, { readonly path: string; readonly kind: Kind }>()
  const put = (path: string, kind: Kind): string | undefined => {
    const key = foldName(path)
    const there = known.get(key)
    if (there === undefined) known.set(key, { path, kind })
    else if (there.path !== path) return `cannot be beside "${there.path}" on every file system`
    else if (there.kind !== 'folder' || kind !== 'folder') return 'is there twice'
    return undefined
  }
  return {
    add: (path: string, kind: Kind): string | undefined => {
      for (let cut = path.indexOf('/'); cut !== -1; cut = path.indexOf('/', cut + 1)) {
        const parent = path.slice(0, cut)
        const there = known.get(foldName(parent))
        if (there !== undefined && there.kind !== 'folder') return `is below "${parent}", which is a ${there.kind}`
        const problem = put(parent, 'folder')
        if (problem !== undefined) return problem
      }
      return put(path, kind)
    },
    /** Where a link ends, through other links. */
    follow: (path: string, targets: ReadonlyMap<string, string>): string | undefined => {
      let at = path
      for (let step = 0; step <= targets.size; step += 1) {
        const reached = resolveTarget(at, targets.get(at) ?? '') ?? ''
        const there = known.get(foldName(reached))
        if (reached !== '' && there?.path !== reached) return `is a link to "${targets.get(at)}", which is not in the archive`
        if (reached === '' || there?.kind !== 'link') return undefined
        at = reached
      }
      return 'is a link that leads to itself'
    },
  }
}

/** What file systems of macOS and Windows ignore in names: case, the ways to write an accent, characters that nobody sees. */
function foldName(path: string): string {
  return path
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
}

function unwrapOne<T>(result: Result<T, string>, member: TarEntry): T {
  if (result.ok) return result.value
  throw bad(member, result.error)
}

function bad({ path }: { readonly path: string }, what: string): Error {
  const problem: Problem = {
    code: 'E_ARCHIVE_UNPACK',
    message: `the archive cannot be unpacked: ${JSON.stringify(path.slice(0, 200))} ${what}`,
    cure: 'Do not use the archive, and see where it comes from',
  }
  return refuse(problem)
}

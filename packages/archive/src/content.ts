import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** A file that is open for reading. `readInto` fills `target` as far as the file goes, and tells how many bytes that were. */
export type OpenFile = { readonly size: number; readonly readInto: (offset: number, target: Uint8Array) => number; readonly close: () => void }

/** Bytes in memory, a stream that yields exactly `size` bytes each time it is opened, or a file: the fastest way for many small ones. */
export type Content =
  | Uint8Array
  | { readonly stream: () => AsyncIterable<Uint8Array>; readonly size: number }
  | { readonly open: () => OpenFile; readonly size: number }

/** One thing that shall be in an archive. Paths use `/` and are relative to the top folder. `other` is what no archive may hold. */
export type ContentEntry =
  | { readonly kind: 'file'; readonly path: string; readonly mode: number; readonly content: Content }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'other'; readonly path: string }

/** An entry as it is written: paths begin with the top folder, modes are normalised. */
export type ArchiveEntry =
  | { readonly kind: 'folder'; readonly path: string; readonly mode: 0o755 }
  | { readonly kind: 'file'; readonly path: string; readonly mode: 0o644 | 0o755; readonly content: Content; readonly size: number }
  | { readonly kind: 'link'; readonly path: string; readonly mode: 0o777; readonly target: string }

/** What an archive holds, in the order in which it is written; `mtime` is in seconds since 1970. */
export type ArchivePlan = { readonly folder: string; readonly mtime: number; readonly entries: readonly ArchiveEntry[] }

/** `folder` is the one top folder; without a name (`''`) there is none, and the entries lie at the top. */
export type ArchiveRequest = { readonly folder: string; readonly mtime: number; readonly entries: readonly ContentEntry[] }

/** 1980-01-01T00:00:00Z, the earliest time that every archive format can hold: the time of entries when nothing else is said. */
export const earliestTime = 315_532_800

const longestPath = 1000

/**
 * Decides what an archive holds, or reports everything that may not go in: absolute paths and `..`, a path twice, paths that differ
 * only in case, links that leave the tree or lead nowhere, devices, an empty set.
 * Order and normalisation follow https://reproducible-builds.org/docs/archives/.
 */
export function planArchive(request: ArchiveRequest): Result<ArchivePlan> {
  const folders = foldersOf(request.entries)
  const there: ReadonlySet<string> = new Set([...folders, ...request.entries.map(({ path }) => path)])
  const found = [
    ...checkFrame(request),
    ...request.entries.flatMap(({ path }) => checkPath(path)),
    ...checkClashes(request.entries, folders),
    ...request.entries.flatMap((entry) => checkEntry(entry, there)),
  ]
  if (found.length > 0) return err(found)
  const top = request.folder === '' ? '' : `${request.folder}/`
  const entries: ArchiveEntry[] = [...folders].map((path) => ({ kind: 'folder', path: `${top}${path}/`, mode: 0o755 }))
  if (top !== '') entries.push({ kind: 'folder', path: top, mode: 0o755 })
  for (const entry of request.entries) if (entry.kind !== 'other') entries.push(writtenEntry(entry, `${top}${entry.path}`))
  return ok({ folder: request.folder, mtime: request.mtime, entries: entries.sort((left, right) => (left.path < right.path ? -1 : 1)) })
}

export function sizeOf(content: Content): number {
  return content instanceof Uint8Array ? content.byteLength : content.size
}

function writtenEntry(entry: Exclude<ContentEntry, { kind: 'other' }>, path: string): ArchiveEntry {
  if (entry.kind === 'link') return { kind: 'link', path, mode: 0o777, target: entry.target }
  return { kind: 'file', path, mode: (entry.mode & 0o100) === 0 ? 0o644 : 0o755, content: entry.content, size: sizeOf(entry.content) }
}

function checkFrame({ folder, mtime, entries }: ArchiveRequest): Problem[] {
  const found: Problem[] = []
  if (entries.length === 0) found.push(bad('EMPTY', 'an archive without a file', 'Name at least one file'))
  if (folder !== '' && !/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(folder))
    found.push(bad('FOLDER', `"${folder}" is no name of a top folder`, 'Use letters, digits, ".", "_", "+" and "-"'))
  // The field of ustar is octal and would hold more; readers that keep seconds in 32 bits do not.
  if (!Number.isInteger(mtime) || mtime < 0 || mtime > 0x7fff_ffff)
    found.push(bad('TIME', `${mtime} is no time of an entry`, 'Use whole seconds from 0 to 2147483647'))
  return found
}

/** Every folder that a path needs, without the top folder. */
function foldersOf(entries: readonly ContentEntry[]): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const { path } of entries) {
    // Where a folder is known, so are those above it.
    for (let cut = path.lastIndexOf('/'); cut !== -1 && !folders.has(path.slice(0, cut)); cut = path.lastIndexOf('/', cut - 1)) {
      folders.add(path.slice(0, cut))
      if (cut === 0) break
    }
  }
  return folders
}

function checkPath(path: string): Problem[] {
  const flaw = (what: string, cure: string): Problem[] => [bad('PATH', `${JSON.stringify(path)} ${what}`, cure)]
  if (path === '') return [bad('PATH', 'a file without a name', 'Give it a name')]
  if (/^(\/|[A-Za-z]:)/.test(path)) return flaw('is an absolute path', 'Write a path inside the package')
  if (/[^\u0020-\u007e]|\\/.test(path)) return flaw('holds a backslash, a control character, or a character that is not ASCII', 'Rename it inside the package')
  if (/(^|\/)\.{0,2}(\/|$)/.test(path)) return flaw('has an empty, "." or ".." part', 'Write a plain path inside the package')
  // What file systems take of one name (NAME_MAX), and well below what systems take of a path.
  if (path.length > longestPath || (path.length > 255 && path.split('/').some((part) => part.length > 255)))
    return flaw('is too long', `Use at most 255 characters for each name and ${longestPath} for the whole`)
  return []
}

function checkClashes(entries: readonly ContentEntry[], folders: ReadonlySet<string>): Problem[] {
  const found: Problem[] = []
  const seen = new Map<string, string>([...folders].map((path) => [path.toLowerCase(), path]))
  for (const folder of folders) {
    const other = seen.get(folder.toLowerCase())
    if (other !== undefined && other !== folder)
      found.push(bad('CASE', `"${folder}" and "${other}" differ only in case`, 'Rename one: some systems cannot hold both'))
  }
  for (const { path } of entries) {
    const other = seen.get(path.toLowerCase())
    if (folders.has(path)) found.push(bad('CLASH', `"${path}" is a file and a folder`, 'Rename one'))
    else if (other === path) found.push(bad('DUPLICATE', `"${path}" is there twice`, 'Name it once'))
    else if (other !== undefined) found.push(bad('CASE', `"${path}" and "${other}" differ only in case`, 'Rename one: some systems cannot hold both'))
    seen.set(path.toLowerCase(), path)
  }
  return found
}

function checkEntry(entry: ContentEntry, there: ReadonlySet<string>): Problem[] {
  if (entry.kind === 'other')
    return [bad('DEVICE', `"${entry.path}" is neither a file nor a link`, 'Devices, sockets and pipes do not belong in a package: leave it out')]
  if (entry.kind === 'file') return []
  if (entry.target.length > longestPath) return [bad('LINK', `the target of the link "${entry.path}" is too long`, `Use at most ${longestPath} characters`)]
  const reached = /^[\u0020-\u007e]+$/.test(entry.target) ? resolveTarget(entry.path, entry.target) : undefined
  const message = `the link "${entry.path}" -> "${entry.target}"`
  if (reached === undefined) return [bad('LINK', `${message} leaves the package`, 'Name what it points at as a file of its own')]
  if (there.has(reached)) return []
  return [bad('LINK', `${message} leads to nothing in the package`, 'Add what it points at, or leave the link out')]
}

/** The path that a link leads to; undefined where it leaves the tree, or may do so through another link. */
export function resolveTarget(path: string, target: string): string | undefined {
  if (target === '' || /^\/|[\u0000-\u001f\u007f\\\ufffd]/.test(target) || !target.isWellFormed()) return undefined
  const parts = path.split('/').slice(0, -1)
  const steps = target.split('/').filter((part) => part !== '' && part !== '.')
  const down = steps.findIndex((part) => part !== '..')
  // A ".." behind a name could step out of what another link leads to, which the text of the path does not show.
  if (down !== -1 && steps.includes('..', down)) return undefined
  for (const part of steps) {
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

function bad(code: string, message: string, cure: string): Problem {
  return { code: `E_ARCHIVE_${code}`, message, cure }
}

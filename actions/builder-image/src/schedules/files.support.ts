import { posix } from 'node:path'
import type { CopiedEntry, FileInfo, Ports, TreeEntry } from '@slipway/host'
import { type Digest, digestOf } from '@slipway/kernel'

type Files = Ports['files']
type Entry = { readonly kind: 'file'; readonly bytes: Uint8Array; readonly mode: number } | { readonly kind: 'link'; readonly target: string }

/** What one machine's disk holds. Paths are absolute. */
class Disk {
  readonly #entries = new Map<string, Entry>()
  readonly #folders = new Set<string>()

  below(folder: string): readonly string[] {
    return [...this.#entries.keys(), ...this.#folders].filter((path) => path.startsWith(`${folder}/`))
  }

  read(path: string): Uint8Array {
    const entry = this.#entries.get(path)
    if (entry?.kind === 'file') return entry.bytes
    throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })
  }

  write(path: string, content: string | Uint8Array, mode = 0o644): void {
    this.#entries.set(path, { kind: 'file', bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content, mode })
  }

  makeFolder(path: string): void {
    this.#folders.add(path)
  }

  remove(path: string): void {
    for (const each of [path, ...this.below(path)]) {
      this.#entries.delete(each)
      this.#folders.delete(each)
    }
  }

  info(path: string): FileInfo | undefined {
    const entry = this.#entries.get(path)
    if (entry?.kind === 'file') return { kind: 'file', size: entry.bytes.length, mode: entry.mode }
    if (entry !== undefined) return { kind: 'link', size: entry.target.length, mode: 0o777, target: entry.target }
    return this.#folders.has(path) || this.below(path).length > 0 ? { kind: 'directory', size: 0, mode: 0o755 } : undefined
  }

  tree(folder: string): readonly TreeEntry[] {
    const names = new Set<string>()
    for (const path of this.below(folder)) {
      const parts = path.slice(folder.length + 1).split('/')
      for (let count = 1; count <= parts.length; count += 1) names.add(parts.slice(0, count).join('/'))
    }
    return [...names].sort().map((path) => entryOf(path, this.info(`${folder}/${path}`)))
  }

  copy(from: string, to: string, { path, kind, executable, content }: CopiedEntry): void {
    if (kind === 'directory') this.#folders.add(`${to}/${path}`)
    else if (kind === 'link') this.#entries.set(`${to}/${path}`, { kind, target: content })
    else this.write(`${to}/${path}`, this.read(`${from}/${path}`), executable ? 0o755 : 0o644)
  }
}

function entryOf(path: string, info: FileInfo | undefined): TreeEntry {
  if (info?.kind === 'link') return { path, kind: 'link', executable: false, target: info.target ?? '' }
  return { path, kind: info?.kind ?? 'other', executable: info?.kind === 'file' && (info.mode & 0o100) !== 0 }
}

/**
 * The files of a machine, in memory: what is asked for is there at once, so that nothing but the schedule decides who comes first.
 * @param texts what the workspace holds, by path
 */
export function createMemoryFiles({ workspace, temp }: { readonly workspace: string; readonly temp: string }, texts: Readonly<Record<string, string>>): Files {
  const disk = new Disk()
  const at = (path: string): string => posix.resolve(workspace, path)
  for (const [path, text] of Object.entries(texts)) disk.write(at(path), text)
  let made = 0
  return {
    resolve: at,
    readText: async (path) => new TextDecoder().decode(disk.read(at(path))),
    readBytes: async (path) => disk.read(at(path)),
    write: async (path, content, mode) => disk.write(at(path), content, mode),
    info: async (path) => disk.info(at(path)),
    list: async (path) => [...new Set(disk.below(at(path)).map((each) => each.slice(at(path).length + 1).split('/')[0] ?? ''))].sort(),
    makeFolder: async (path) => disk.makeFolder(at(path)),
    makeTemporary: async (prefix) => {
      made += 1
      disk.makeFolder(`${temp}/${prefix}-${made}`)
      return `${temp}/${prefix}-${made}`
    },
    copy: async (from, to) => disk.write(at(to), disk.read(at(from))),
    remove: async (path) => disk.remove(at(path)),
    digest: async (path) => ({ digest: digestOf(disk.read(at(path))), size: disk.read(at(path)).length }),
    readTree: async (folder) => disk.tree(at(folder)),
    digests: async (folder, paths) => new Map<string, Digest>(paths.map((path) => [path, digestOf(disk.read(at(`${folder}/${path}`)))])),
    copyTree: async (from, to, entries) => {
      for (const entry of entries) disk.copy(at(from), at(to), entry)
    },
    ...unused,
  }
}

const nobody = (what: string): never => {
  throw new Error(`nobody should ${what} here`)
}

/** This action has no business with patterns, open files and streams. */
const unused: Pick<Files, 'open' | 'glob' | 'stream' | 'writeStream'> = {
  open: (path) => nobody(`open ${path}`),
  stream: (path) => nobody(`stream ${path}`),
  writeStream: async (path) => nobody(`stream to ${path}`),
  glob: async (patterns) => nobody(`look for ${patterns.join(', ')}`),
}

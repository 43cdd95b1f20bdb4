import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Listed } from '@slipway/chain'

/** Reads the notation of `ClosureCase.context`. Folders are listed too, as a walk through a real folder finds them. */
export function parseContext(context: string): readonly (Listed & { readonly executable?: boolean })[] {
  const entries = context.split(' ').map((word): Listed & { readonly executable?: boolean } => {
    const [path = '', target] = word.split('->')
    if (target !== undefined) return { path, kind: 'link', target }
    if (path.endsWith('/')) return { path: path.slice(0, -1), kind: 'directory' }
    return path.endsWith('*') ? { path: path.slice(0, -1), kind: 'file', executable: true } : { path, kind: 'file' }
  })
  const folders = new Set<string>()
  for (const { path } of entries) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder)
  }
  const named = new Set(entries.map(({ path }) => path))
  return [...entries, ...[...folders].filter((path) => !named.has(path)).map((path): Listed => ({ path, kind: 'directory' }))]
}

/** Writes entries into a folder. A file holds its own path, so that a copy of it says where it came from. */
export function writeContext(folder: string, entries: readonly (Listed & { readonly executable?: boolean })[]): void {
  mkdirSync(folder, { recursive: true })
  for (const { path, kind, target, executable } of entries) {
    const place = join(folder, path)
    mkdirSync(kind === 'directory' ? place : dirname(place), { recursive: true })
    if (kind === 'link') symlinkSync(target ?? '', place)
    if (kind === 'file') {
      writeFileSync(place, path)
      chmodSync(place, executable === true ? 0o755 : 0o644)
    }
  }
}

/** A last stage that gathers what every stage holds, each under its number. */
export function gatherStages(containerfile: string): string {
  const stages = [...containerfile.matchAll(/^[ \t]*FROM /gim)].length
  const copies = Array.from({ length: stages }, (_, index) => `COPY --from=${index} / /${index}/`)
  return `${containerfile}\nFROM scratch\n${copies.join('\n')}\n`
}

/** Every entry of a folder as `path = what it is`. */
export function readBuilt(folder: string, inside = ''): readonly string[] {
  return readdirSync(join(folder, inside))
    .sort()
    .flatMap((name) => {
      const path = inside === '' ? name : `${inside}/${name}`
      const info = lstatSync(join(folder, path))
      if (info.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(folder, path))}`]
      if (info.isDirectory()) return [`${path}/`, ...readBuilt(folder, path)]
      return [`${path} = ${readFileSync(join(folder, path), 'utf8')}`]
    })
}

/** The files of the context that something built holds. */
export function filesIn(built: readonly string[]): ReadonlySet<string> {
  return new Set(built.flatMap((line) => / = ([\s\S]*)$/.exec(line)?.[1] ?? []))
}

/**
 * What is wrong with a closure, as sentences.
 * @param closure the files that it names
 * @param wider what it may and must hold beyond what this engine copies
 */
export function compareCopied(closure: readonly string[], copied: ReadonlySet<string>, wider: readonly string[] = []): readonly string[] {
  const held = new Set(closure)
  return [
    ...[...copied].filter((path) => !held.has(path)).map((path) => `${path} is copied, and the closure lacks it`),
    ...wider.filter((path) => !held.has(path)).map((path) => `${path} is expected in the closure, and is not there`),
    ...closure.filter((path) => !copied.has(path) && !wider.includes(path)).map((path) => `${path} is in the closure, and no build copies it`),
  ]
}

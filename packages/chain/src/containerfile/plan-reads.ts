import { parseIgnore } from '../ignore.ts'
import type { ContextRead } from './context-reads.ts'
import type { ContextTree, Way } from './context-tree.ts'
import type { Fault } from './line-reader.ts'
import { cleanSource, compileOpenPath, hasWildcard } from './path-match.ts'
import { unknown } from './shell-lexer.ts'

type Source = ContextRead['sources'][number]
/** What a source leads to: entries, and the links on the way; undefined where that is said in a fault already. */
type Found = ReadonlySet<string> | undefined

/** The entries that a read leads to, folders among them; what it cannot find becomes faults. */
export function planRead(read: ContextRead, tree: ContextTree, ignoreFile: string, faults: Fault[]): ReadonlySet<string> {
  const found = read.sources.map((source) => findSource(read, source, tree, ignoreFile, faults))
  const nothing = found.every((each) => each?.size === 0)
  if (nothing && !read.more && read.reading !== 'mount') faults.push(emptyFault(read, ignoreFile))
  return new Set(found.flatMap((each) => [...(each ?? [])]))
}

/** Sorted, and without the folders that are there anyway because of what is in them. */
export function dropParents(paths: ReadonlySet<string>): readonly string[] {
  const above = new Set<string>()
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1)) above.add(path.slice(0, slash))
  }
  return [...paths].filter((path) => !above.has(path)).sort()
}

function emptyFault({ keyword, at, sources }: ContextRead, ignoreFile: string): Fault {
  const names = sources.map(({ text }) => text.replaceAll(unknown, '…') || '.').join(' ')
  const cure = `Add the files to the context${ignoreFile === '' ? '' : `, look into ${ignoreFile}`}, or correct the names`
  return { code: 'E_CHAIN_COPY_NOTHING', message: `${keyword} ${names} finds nothing to copy`, cure, at }
}

function findSource(read: ContextRead, source: Source, tree: ContextTree, ignoreFile: string, faults: Fault[]): Found {
  const say = (code: string, message: string, cure: string): undefined => {
    faults.push({ code, message: `${read.keyword} ${source.text || '.'}: ${message}`, cure, at: source.at })
    return undefined
  }
  const taken = (ways: readonly Way[]): Found => {
    const failed = ways.find((way) => 'failed' in way)
    if (failed !== undefined) return say(...explain(failed, ignoreFile))
    return new Set(ways.flatMap((way) => ('failed' in way ? [] : [...way.links, ...take(read, way.path, tree)])))
  }
  const cleaned = cleanSource(source.text)
  if (cleaned.includes(unknown)) {
    const matches = compileOpenPath(cleaned)
    const ways = tree.names().flatMap(({ name, way }) => (matches(name) && !('failed' in way) ? [way] : []))
    return taken(cleaned === unknown ? [...ways, tree.follow('')] : ways)
  }
  if (read.reading === 'parents') return findParents(read, source, tree, say, taken)
  if (read.reading === 'mount' || !/[*?[\\]/.test(cleaned)) return taken([tree.follow(cleaned)])
  const ways = tree.glob(cleaned)
  if (ways === undefined) return say('E_CHAIN_PATTERN', 'the pattern cannot be read', 'Close every "[", or write \\\\[ for the character itself')
  return ways.length === 0 && !hasWildcard(cleaned) ? taken([tree.follow(cleaned)]) : taken(ways)
}

/** An entry and what is below it, less what --exclude names relative to it. */
function take(read: ContextRead, path: string, tree: ContextTree): readonly string[] {
  const all = tree.below(path)
  if (read.excludes.length === 0) return all
  const excluded = compilePatterns(read.excludes)
  return all.filter((each) => each === path || !excluded(relativeTo(path, each)))
}

/** Patterns in the language of ignore files (fsutil matches include and exclude patterns with the same library). */
function compilePatterns(patterns: readonly string[]): (path: string) => boolean {
  const rules = parseIgnore(patterns.map((pattern) => (pattern.startsWith('#') ? `./${pattern}` : pattern)).join('\n'), '')
  // A pattern that cannot be read narrows nothing.
  return rules.ok ? rules.value.excluded : () => false
}

function relativeTo(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1)
}

type Say = (code: string, message: string, cure: string) => undefined

/** COPY --parents: the part before "/./" is a source of its own, and the rest a pattern for what is below it. */
function findParents(read: ContextRead, { text }: Source, tree: ContextTree, say: Say, taken: (ways: readonly Way[]) => Found): Found {
  const pivot = text.indexOf('/./')
  const parent = cleanSource(pivot === -1 ? '' : text.slice(0, pivot))
  const pattern = cleanSource(pivot === -1 ? text : text.slice(pivot + 3))
  const ways = hasWildcard(parent) ? tree.glob(parent) : [tree.follow(parent)]
  if (ways === undefined) return say('E_CHAIN_PATTERN', 'the pattern cannot be read', 'Close every "["')
  if (pattern === '') return taken(ways)
  const included = compilePatterns([pattern])
  const excluded = compilePatterns(read.excludes)
  const roots = taken(ways.map((way) => ('failed' in way ? way : { path: way.path, links: way.links })))
  if (roots === undefined) return undefined
  const found = ways.flatMap((way) => {
    if ('failed' in way) return []
    const matches = tree.below(way.path).filter((each) => each !== way.path && included(relativeTo(way.path, each)))
    return matches.length === 0 ? [] : [...way.links, ...matches.filter((each) => !excluded(relativeTo(way.path, each)))]
  })
  if (found.length > 0 || hasWildcard(text)) return new Set(found)
  return say('E_CHAIN_COPY_MISSING', 'there is no such file in the context', 'Correct the path: --parents goes through no links')
}

function explain({ failed, at, link }: Extract<Way, { failed: string }>, ignoreFile: string): readonly [string, string, string] {
  const named = link === undefined ? at : `${at}, which the link ${link} names,`
  if (failed === 'loop') return ['E_CHAIN_LINK', `the link ${at} leads round in a circle`, 'Point the link at a file']
  if (failed === 'outside') return ['E_CHAIN_LINK', `the link ${at} leads out of the context`, 'Copy the file into the context in place of the link']
  if (failed === 'ignored')
    return ['E_CHAIN_COPY_IGNORED', `${named} is excluded by ${ignoreFile}`, `Except it there with a line !${at}, or copy something else`]
  if (link === undefined) return ['E_CHAIN_COPY_MISSING', `${at} is not in the context`, 'Add it to the context, or correct the path']
  return ['E_CHAIN_LINK', `${named} is not in the context`, 'Copy the file into the context in place of the link']
}

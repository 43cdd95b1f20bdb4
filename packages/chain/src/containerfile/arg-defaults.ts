import type { Problem } from '@slipway/kernel'
import { placeOf, readInstructions } from '../containerfile.ts'
import type { VersionEntry } from '../versions-env.ts'
import { type Piece, slicePiece, startOf } from './pieces.ts'
import { expandWord, type Lookup } from './shell-lexer.ts'

/**
 * An `ARG` of a Containerfile. The default is what a build without build arguments would use: without quotes, with the defaults before it
 * put in; undefined where there is none. Lines and columns count from 1.
 */
export type ContainerfileArg = { readonly name: string; readonly default: string | undefined; readonly line: number; readonly column: number }

type Found = ContainerfileArg & { readonly value: Piece; readonly escapeMark: string }

/** Every `ARG` of a Containerfile, global and in stages, in the file's order (Dockerfile reference, "ARG"). */
export function readContainerfileArgs(text: string): readonly ContainerfileArg[] {
  return findArgs(text).map(({ name, default: fallback, line, column }) => ({ name, default: fallback, line, column }))
}

function findArgs(text: string): readonly Found[] {
  const { instructions, escapeMark } = readInstructions(text, [])
  const known = new Map<string, string>()
  const lookup: Lookup = (name) => known.get(name)
  return instructions
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap(({ words }) => words)
    .map((word) => {
      const equals = word.text.indexOf('=')
      const name = equals === -1 ? word.text : word.text.slice(0, equals)
      const value = slicePiece(word, equals === -1 ? word.text.length : equals + 1)
      const expanded = expandWord(value.text, lookup, { escapeMark })
      const fallback = equals === -1 ? undefined : expanded.ok ? expanded.value : value.text
      if (fallback !== undefined) known.set(name, fallback)
      return { name, default: fallback, ...placeOf(text, startOf(word)), value, escapeMark }
    })
}

/**
 * The `ARG` defaults that name a key of versions.env and say something else. A build without build arguments, on a laptop, would use them:
 * the image would be another one than versions.env promises.
 */
export function disagreements(
  args: readonly ContainerfileArg[],
  entries: readonly VersionEntry[],
  files: { readonly containerfile: string; readonly versions: string },
): readonly Problem[] {
  return args.flatMap((arg) => {
    const entry = entryFor(arg, entries)
    if (entry === undefined) return []
    return [
      {
        code: 'E_CHAIN_ARG_DISAGREES',
        message: `ARG ${arg.name} has the default ${arg.default}, but ${files.versions}:${entry.line} says ${entry.value}`,
        cure: `Write ARG ${arg.name}=${entry.value}, or leave the default away`,
        at: { file: files.containerfile, line: arg.line, column: arg.column },
      },
    ]
  })
}

function entryFor(arg: ContainerfileArg, entries: readonly VersionEntry[]): VersionEntry | undefined {
  const entry = entries.find(({ key }) => key === arg.name)
  return arg.default === undefined || arg.default === entry?.value ? undefined : entry
}

/** The entries of versions.env that a Containerfile declares as `ARG`: they become build arguments. */
export function buildArguments(args: readonly ContainerfileArg[], entries: readonly VersionEntry[]): Readonly<Record<string, string>> {
  const names = new Set(args.map((arg) => arg.name))
  return Object.fromEntries(entries.filter(({ key }) => names.has(key)).map(({ key, value }) => [key, value]))
}

export type ArgChange = { readonly name: string; readonly from: string; readonly to: string; readonly line: number }

/**
 * Writes the values of versions.env into the `ARG` defaults that say something else. Every other byte stays: comments, line ends, the kind
 * of quotes. A Containerfile that cannot be read keeps what cannot be read.
 */
export function fixArgDefaults(text: string, entries: readonly VersionEntry[]): { readonly text: string; readonly changed: readonly ArgChange[] } {
  const changed: ArgChange[] = []
  let fixed = ''
  let done = 0
  for (const arg of findArgs(text)) {
    const entry = entryFor(arg, entries)
    if (entry === undefined) continue
    fixed += text.slice(done, startOf(arg.value)) + quoteLike(arg.value.text, entry.value, arg.escapeMark)
    done = arg.value.end
    changed.push({ name: arg.name, from: arg.default ?? '', to: entry.value, line: arg.line })
  }
  return { text: fixed + text.slice(done), changed }
}

/** The value in the quotes that the old one had, or in those that it needs. */
function quoteLike(old: string, value: string, escapeMark: string): string {
  const single = /^'[^']*'$/.test(old)
  if (single && !value.includes("'")) return `'${value}'`
  const bare = !single && !/^"[\s\S]*"$/.test(old)
  if (bare && /^[\w.,:/@%+=~^-]+$/.test(value)) return value
  return `"${value.replace(/["$\\`]/g, (character) => (character === '"' || character === '$' || character === escapeMark ? escapeMark + character : character))}"`
}

import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** What is needed of `go list -e -json` (cmd/go, "List packages or modules", type Package). */
export type GoPackage = {
  readonly ImportPath: string
  readonly Standard?: boolean
  readonly GoFiles?: readonly string[]
  readonly CgoFiles?: readonly string[]
  readonly IgnoredGoFiles?: readonly string[]
  readonly Imports?: readonly string[]
  readonly ImportMap?: Readonly<Record<string, string>>
  readonly ForTest?: string
  readonly Error?: { readonly Err: string }
}

/** The fields that have to be asked for. */
export const packageFields = ['ImportPath', 'Standard', 'GoFiles', 'CgoFiles', 'IgnoredGoFiles', 'Imports', 'ImportMap', 'ForTest', 'Error'] as const

/** `go list -json` writes objects one behind the other, each closed by a brace at the start of a line. */
export function parsePackages(text: string): readonly GoPackage[] {
  return text
    .split(/(?<=^})\n/m)
    .filter((part) => part.trim() !== '')
    .map((part) => JSON.parse(part) as GoPackage)
}

export type Boundary = {
  /** The packages that were declared pure, by import path. */
  readonly pure: readonly string[]
  readonly except: readonly string[]
  /** They, their tests and all that they import, as a build without CGO sees it. */
  readonly without: readonly GoPackage[]
  /** The same packages as a build with CGO sees them: there the files that import "C" show. */
  readonly withCgo: readonly GoPackage[]
}

const at = { input: 'pure-go' }

/**
 * Checks that no pure package, and no test of one, is a CGO package or imports one. A CGO package is one outside of the standard library
 * whose files import "C" and that has nothing left without them: one that has both forms builds without CGO as well. What the project itself
 * excepted counts in both forms, because a file with its documentation is always left. Each problem names the shortest chain of imports.
 */
export function checkBoundary({ pure, except, without, withCgo }: Boundary): Result<number> {
  const graph = new Map(without.map((one) => [one.ImportPath, one]))
  const cgo = new Map(
    withCgo.filter((one) => one.Standard !== true && (one.CgoFiles ?? []).length > 0).map((one) => [plain(one.ImportPath), one.CgoFiles ?? []]),
  )
  const isPure = new Set(pure)
  const found: Problem[] = []
  const listed = new Map(withCgo.map((one) => [one.ImportPath, one]))
  for (const path of pure) {
    const own = cgo.get(path)
    // A file for its documentation is left without CGO too; one that takes the place of another is only there without.
    const instead = (graph.get(path)?.GoFiles ?? []).filter((file) => listed.get(path)?.GoFiles?.includes(file) !== true)
    if (own === undefined || instead.length > 0) continue
    const message = `${path} uses CGO (${own.join(', ')}), and is not excepted`
    found.push({ code: 'E_NATIVE_CGO', message, cure: `Add ${path} to except, or give it files for a build without CGO (//go:build !cgo)`, at })
  }
  const blocked = new Set([...cgo.keys()].filter((path) => !isPure.has(path) && (except.includes(path) || (graph.get(path)?.GoFiles ?? []).length === 0)))
  for (const [target, chain] of chainsTo(graph, isPure, blocked)) {
    const files = cgo.get(target) ?? []
    const message = `${chain[0]} is pure Go, and imports ${target}, which uses CGO (${files.join(', ')}): ${chain.join(' → ')}`
    found.push({ code: 'E_NATIVE_CGO', message, cure: 'Import it from a package that is excepted, or put what is needed of it into a pure one', at })
  }
  return found.length > 0 ? err(found) : ok(pure.length)
}

type Graph = ReadonlyMap<string, GoPackage>

/** For each pure package and each CGO package that it reaches, the shortest chain; those that only pass through another pure package are told there. */
function chainsTo(graph: Graph, pure: ReadonlySet<string>, blocked: ReadonlySet<string>): readonly (readonly [string, readonly string[]])[] {
  const roots = [...graph.values()].filter(
    (one) => pure.has(plain(one.ImportPath)) || (pure.has(one.ForTest ?? '') && plain(one.ImportPath) === `${one.ForTest}_test`),
  )
  const found = new Map<string, readonly [string, readonly string[]]>()
  for (const root of roots) {
    const from = new Map<string, string | undefined>([[root.ImportPath, undefined]])
    for (const path of from.keys()) {
      for (const next of importsOf(graph.get(path))) {
        if (from.has(next) || (pure.has(plain(next)) && plain(next) !== plain(root.ImportPath))) continue
        from.set(next, path)
        if (!blocked.has(plain(next))) continue
        const chain = chainOf(from, next)
        const key = `${chain[0]} ${plain(next)}`
        if (!found.has(key)) found.set(key, [plain(next), chain])
      }
    }
  }
  return [...found.values()]
}

function importsOf(one: GoPackage | undefined): readonly string[] {
  return (one?.Imports ?? []).filter((path) => path !== 'C').map((path) => one?.ImportMap?.[path] ?? path)
}

function chainOf(from: ReadonlyMap<string, string | undefined>, end: string): readonly string[] {
  const chain: string[] = []
  for (let path: string | undefined = end; path !== undefined; path = from.get(path)) chain.unshift(plain(path))
  return chain.filter((path, index) => path !== chain[index - 1])
}

/** `a/b [a/b.test]` is `a/b` as its tests see it; `a/b_test [a/b.test]` are the tests outside of it. */
function plain(path: string): string {
  return path.replace(/ \[.*\]$/, '')
}

import type { Platform, Problem, Result } from '@slipway/kernel'
import { problemsOf } from './base-images.ts'
import { type ContextRead, findContextReads } from './containerfile/context-reads.ts'
import { createContextTree, type Listed } from './containerfile/context-tree.ts'
import { evaluate } from './containerfile/evaluate.ts'
import type { Fault } from './containerfile/line-reader.ts'
import { dropParents, planRead } from './containerfile/plan-reads.ts'
import type { Containerfile } from './containerfile.ts'
import type { IgnoreRules } from './ignore.ts'

/** What a build can read of its context. */
export type Closure = {
  /** Files, links, and folders of which a build copies nothing but themselves; sorted. */
  readonly paths: readonly string[]
  /** What the build reads and the closure cannot hold, such as a download without a checksum. */
  readonly warnings: readonly Problem[]
}

/**
 * Everything of the context that COPY, ADD and RUN --mount can reach, through the ignore file: in all stages, for any of the platforms, by
 * the rules of BuildKit and by those of buildah. Where a variable is known to the build alone, whatever its value could name; never less.
 * @param values the build arguments
 * @param listing the context, in any order
 * @returns the closure, or every instruction that would read nothing, with its line
 */
export function planClosure(
  file: Containerfile,
  values: Readonly<Record<string, string>>,
  platforms: readonly Platform[],
  ignore: IgnoreRules,
  listing: readonly Listed[],
): Result<Closure> {
  const warnings = warnOfSyntax(file)
  const tree = createContextTree(listing, ignore)
  const plan = rememberReads((read, found) => planRead(read, tree, ignore.file, found))
  const paths = new Set<string>()
  const found = platforms.map((target) => {
    const [docker = [], podman = []] = dialects.map((dialect) => {
      const faults: Fault[] = []
      const stages = evaluate(file, { values, target, dialect }, faults)
      const reads = findContextReads(stages, file.escapeMark, faults, warnings)
      for (const path of reads.flatMap((read) => [...plan(read, faults)])) paths.add(path)
      return faults
    })
    // What goes wrong by the rules of one engine alone is no reason to refuse what the other one builds.
    return docker.filter(({ at }) => podman.some((fault) => fault.at === at))
  })
  const faults = found.flat()
  if (faults.length > 0) return { ok: false, error: problemsOf(file, faults) }
  return { ok: true, value: { paths: dropParents(paths), warnings: problemsOf(file, warnings) } }
}

const dialects = ['buildkit', 'buildah'] as const

type Plan = (read: ContextRead, faults: Fault[]) => ReadonlySet<string>

/** The same read returns for each platform and dialect; it is planned once. */
function rememberReads(plan: Plan): Plan {
  const known = new Map<string, { readonly paths: ReadonlySet<string>; readonly faults: readonly Fault[] }>()
  return (read, faults) => {
    const key = JSON.stringify(read)
    const own: Fault[] = []
    const planned = known.get(key) ?? { paths: plan(read, own), faults: own }
    known.set(key, planned)
    faults.push(...planned.faults)
    return planned.paths
  }
}

/** BuildKit runs this image to read the file; buildah ignores it. */
function warnOfSyntax({ syntax, text }: Containerfile): Fault[] {
  if (syntax === undefined || syntax.image.includes('@')) return []
  const at = text.indexOf(syntax.image)
  const message = `# syntax=${syntax.image} names an image that may change, and the key would not`
  return [{ code: 'E_CHAIN_SYNTAX_UNPINNED', message, cure: 'Write it with @sha256:…, or leave it to the engine', at }]
}

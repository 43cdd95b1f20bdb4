import { Defect, ok, type Platform, type Problem, type Result, renderProblem } from '@slipway/kernel'
import { evaluate } from './containerfile/evaluate.ts'
import { findImageUses, type ImageUse } from './containerfile/image-uses.ts'
import type { Fault } from './containerfile/line-reader.ts'
import { startOf } from './containerfile/pieces.ts'
import { type Containerfile, placeOf, problemAt } from './containerfile.ts'

/** An image that a build begins with or copies from: `docker.io/library/debian:12`. The line is the first one that names it. */
export type BaseImage = { readonly name: string; readonly line: number }

type Values = Readonly<Record<string, string>>

/**
 * The images of registries that a Containerfile names, for any of the platforms, in all stages: of FROM, COPY --from, RUN --mount=from.
 * `scratch` and stages are none.
 * @param values the build arguments
 * @returns the images by name, or the problems of names that cannot be known before the build
 */
export function baseImages(file: Containerfile, values: Values, platforms: readonly Platform[]): Result<readonly BaseImage[]> {
  const faults: Fault[] = []
  const uses = platforms.flatMap((target) => usesOf(file, values, target, undefined, faults))
  if (faults.length > 0) return { ok: false, error: problemsOf(file, faults) }
  const lines = new Map<string, number>()
  for (const { name, piece } of uses) lines.set(name, Math.min(lines.get(name) ?? Number.POSITIVE_INFINITY, placeOf(file.text, startOf(piece)).line))
  return ok([...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, line]) => ({ name, line })))
}

/** The image that the last stage begins with, also through other stages; undefined for `scratch`. It is what the image that comes out is based on. */
export function finalBase(file: Containerfile, values: Values, target: Platform): string | undefined {
  const stages = evaluate(file, { values, target, dialect: 'buildkit' }, [])
  let base = stages.at(-1)?.base
  while (base?.kind === 'stage') base = stages[base.index]?.base
  return base?.kind === 'image' ? base.name : undefined
}

/**
 * The Containerfile with each image that `baseImages` names replaced by what `pins` says of it; every other byte stays.
 * @param target the platform that is built for
 * @param host the machine that builds, which BUILDPLATFORM names
 * @param pins what stands for an image of one platform, such as `docker.io/library/debian@sha256:…`
 */
export function pinContainerfile(
  file: Containerfile,
  values: Values,
  target: Platform,
  host: Platform,
  pins: (name: string, platform: Platform) => string,
): string {
  const faults: Fault[] = []
  const uses = new Map(usesOf(file, values, target, host, faults).map((use) => [startOf(use.piece), use]))
  if (faults.length > 0) throw new Defect(`a Containerfile is pinned that has no base images: ${problemsOf(file, faults).map(renderProblem).join('; ')}`)
  let pinned = ''
  let done = 0
  for (const [start, { name, platform, piece }] of [...uses].sort(([a], [b]) => a - b)) {
    pinned += file.text.slice(done, start) + pins(name, platform ?? target)
    done = piece.end
  }
  return pinned + file.text.slice(done)
}

function usesOf(file: Containerfile, values: Values, target: Platform, host: Platform | undefined, faults: Fault[]): readonly ImageUse[] {
  const stages = evaluate(file, { values, target, host, dialect: 'buildkit' }, faults)
  return findImageUses(stages, target, file.escapeMark, faults)
}

/** Each fault once, in the file's order. */
export function problemsOf(file: Containerfile, faults: readonly Fault[]): readonly Problem[] {
  const once = new Map(faults.map((fault) => [`${fault.at} ${fault.code} ${fault.message}`, fault]))
  return [...once.values()].sort((a, b) => a.at - b.at).map((fault) => problemAt(file.text, file.file, fault))
}

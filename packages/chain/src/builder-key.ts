import { createHash } from 'node:crypto'
import { Defect, type Digest, type Platform, type Tag } from '@slipway/kernel'

/**
 * One thing of the build context that a build can read. Modes count as git keeps them: executable or not. Owners, times and what a link's
 * target holds count for nothing. A folder is named only where it is empty.
 */
export type ContextEntry = {
  /** Relative to the context, with `/`. */
  readonly path: string
  readonly kind: 'file' | 'link' | 'directory'
  /** True for files only. */
  readonly executable: boolean
  /** The sha256 digest of a file's bytes, a link's target, nothing for a folder. */
  readonly content: string
}

/** Everything that decides what a builder image will be. What has no place here (a secret, a proxy, a time, the machine) decides nothing. */
export type BuilderInputs = {
  readonly format: string
  /** `path` is relative to the context; `digest` is of the file as it was written, before bases are pinned. */
  readonly containerfile: { readonly path: string; readonly digest: Digest }
  /** What COPY and ADD can reach, by paths relative to the context. */
  readonly files: readonly ContextEntry[]
  /** The entries of versions.env that the Containerfile declares. */
  readonly arguments: Readonly<Record<string, string>>
  /** The digest that each base image has today, by its whole name; of the index, where there is one. */
  readonly bases: Readonly<Record<string, Digest>>
  readonly platforms: readonly Platform[]
}

/** Changes whenever the same inputs would have to give another key, or the document another shape. */
export const builderKeyFormat = 'slipway-builder-key/2'

/** What Docker predefines and keeps out of its own cache as well (Dockerfile reference, "Predefined ARGs"): how to get there, not what is there. */
const proxy = /^(?:https?|ftp|no|all)_proxy$/i

/**
 * The key of a builder image: the beginning of the sha256 of its inputs document, so that whoever has the document can check the key.
 * @returns a tag of 40 hexadecimal digits: the key is the image's content tag in the registry
 */
export function builderKey(inputs: BuilderInputs): Tag {
  return createHash('sha256').update(renderBuilderInputs(inputs)).digest('hex').slice(0, 40) as Tag
}

/**
 * The inputs as one canonical JSON text, the same for the same inputs on every machine and in every locale: names in a fixed order, lists
 * sorted by UTF-16 code units (as RFC 8785 sorts), one file a line, a line break at the end.
 */
export function renderBuilderInputs(inputs: BuilderInputs): string {
  const { files, ...rest } = normaliseInputs(inputs)
  const head = JSON.stringify(rest).slice(0, -1)
  return `${head},"files":[${files.map((entry) => `\n${JSON.stringify(entry)}`).join(',')}]}\n`
}

/** The same inputs in the one order that they are written in, without what must not count and without members that are not theirs. */
export function normaliseInputs(inputs: BuilderInputs): BuilderInputs {
  const { path, digest } = inputs.containerfile
  const files = inputs.files.map(({ path, kind, executable, content }) => ({ path, kind, executable, content })).sort((a, b) => compare(a.path, b.path))
  const twice = files.find((entry, index) => entry.path === files[index - 1]?.path)
  if (twice !== undefined) throw new Defect(`the inputs of a builder key hold ${twice.path} twice`)
  return {
    format: inputs.format,
    containerfile: { path, digest },
    platforms: [...new Set(inputs.platforms)].sort(compare),
    arguments: sortRecord(Object.entries(inputs.arguments).filter(([name]) => !proxy.test(name))),
    bases: sortRecord(Object.entries(inputs.bases)),
    files,
  }
}

function sortRecord<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => compare(a, b)))
}

/** Never localeCompare: it asks the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

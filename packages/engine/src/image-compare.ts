import type { Files } from '@slipway/host'
import { isRecord, openLayout, readLayoutImage } from '@slipway/oci'
import { type ImageFile, listImageFiles } from './image-files.ts'

/** One way in which two images differ. */
export type Difference = {
  /** A path in the image, `config: …` for a field of the config, or `layer 2`. */
  readonly path: string
  /** What differs, the first image's side before the second's: `content`, `mode 0644 and 0755`, `only in the second`. */
  readonly what: string
}

/**
 * Compares what two layouts hold: every file of the merged root file systems in content, kind, mode, owner, time, target and attributes, and
 * the config. Annotations of the manifest are left out, because they say where an image comes from and not what it is.
 * @returns the differences in the order of their paths; empty when the images are the same
 */
export async function compareImages(files: Pick<Files, 'readBytes' | 'stream'>, first: string, second: string): Promise<readonly Difference[]> {
  const [one, other] = [await readParts(files, first), await readParts(files, second)]
  const isSame = one.config.digest === other.config.digest && one.layers.join() === other.layers.join()
  if (isSame) return []
  const found = [
    ...compareImageFiles(await listImageFiles(files, first), await listImageFiles(files, second)),
    // The layers' digests follow from the files, which are compared already.
    ...compareValues({ ...one.config.document, rootfs: undefined }, { ...other.config.document, rootfs: undefined }, 'config: '),
  ]
  return found.length > 0 ? found : compareLayers(one.layers, other.layers)
}

type Parts = { readonly config: { readonly digest: string; readonly document: Readonly<Record<string, unknown>> }; readonly layers: readonly string[] }

async function readParts(files: Pick<Files, 'readBytes'>, folder: string): Promise<Parts> {
  const layout = await openLayout((path) => files.readBytes(`${folder}/${path}`))
  const { manifest } = await readLayoutImage(layout)
  const document: unknown = JSON.parse(new TextDecoder().decode(await layout.readBlob(manifest.config.digest)))
  return { config: { digest: manifest.config.digest, document: isRecord(document) ? document : {} }, layers: manifest.layers.map(({ digest }) => digest) }
}

/** Compares two lists of `listImageFiles`, one difference for each way in which a path differs. */
export function compareImageFiles(first: readonly ImageFile[], second: readonly ImageFile[]): readonly Difference[] {
  const others = new Map(second.map((file) => [file.path, file]))
  const known = new Set(first.map(({ path }) => path))
  const found = first.flatMap((file): readonly Difference[] => {
    const other = others.get(file.path)
    if (other === undefined) return [{ path: file.path, what: 'only in the first' }]
    return compareFile(file, other).map((what) => ({ path: file.path, what }))
  })
  const added = second.filter(({ path }) => !known.has(path)).map(({ path }): Difference => ({ path, what: 'only in the second' }))
  return [...found, ...added].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0))
}

function compareFile(one: ImageFile, other: ImageFile): readonly string[] {
  if (one.kind !== other.kind) return [`kind ${one.kind} and ${other.kind}`]
  const pair = (name: string, render: (file: ImageFile) => string): readonly string[] =>
    render(one) === render(other) ? [] : [`${name} ${render(one)} and ${render(other)}`]
  return [
    ...(one.size === other.size && one.digest !== other.digest ? ['content'] : []),
    ...(one.size === other.size ? [] : [`content, ${one.size} and ${other.size} bytes`]),
    ...pair('mode', ({ mode }) => mode.toString(8).padStart(4, '0')),
    ...pair('owner', ({ uid, gid }) => `${uid}:${gid}`),
    ...pair('time', ({ mtime }) => renderTime(mtime)),
    ...pair('target', ({ linkTarget }) => linkTarget ?? ''),
    ...pair('hard link of', ({ sameAs }) => sameAs ?? 'nothing'),
    ...(JSON.stringify(one.attributes) === JSON.stringify(other.attributes) ? [] : ['extended attributes']),
  ]
}

function renderTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString()
}

function compareValues(one: unknown, other: unknown, path: string): readonly Difference[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return []
  const isList = Array.isArray(one) && Array.isArray(other)
  if (isList || (isRecord(one) && isRecord(other))) {
    const [left, right] = [one, other] as readonly Readonly<Record<string, unknown>>[]
    const names = [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])]
    const separator = path.endsWith(' ') ? '' : '.'
    return names.flatMap((name) => compareValues(left?.[name], right?.[name], isList ? `${path}[${name}]` : `${path}${separator}${name}`))
  }
  return [{ path, what: `${JSON.stringify(one) ?? 'nothing'} and ${JSON.stringify(other) ?? 'nothing'}` }]
}

function compareLayers(first: readonly string[], second: readonly string[]): readonly Difference[] {
  if (first.length !== second.length) return [{ path: 'layers', what: `${first.length} and ${second.length} of them, which hold the same files` }]
  return first.flatMap((digest, position) =>
    digest === second[position] ? [] : [{ path: `layer ${position + 1}`, what: 'its bytes only: the same files in another order, or packed differently' }],
  )
}

import type { InputsOf } from '@slipway/contract'
import { err, fillPlatform, ok, type Platform, type Problem, parsePlatform, parseTag, type Result, type Tag } from '@slipway/kernel'
import { type Annotations, parseRepository, type Repository } from '@slipway/oci'
import type { contract } from './contract.ts'

type Inputs = InputsOf<typeof contract>

/** A file that goes in: where it lies, in the workspace or in an artifact, and what it is called for those who pull. */
export type Item = { readonly platform?: Platform; readonly source: string; readonly title: string }

/** What was ordered, before any file is looked at. */
export type Order = {
  readonly repository: Repository
  readonly content:
    | { readonly kind: 'files'; readonly items: readonly Item[] }
    | { readonly kind: 'folder'; readonly folder: string }
    | { readonly kind: 'digest' }
  /** Empty: one artifact without a platform. */
  readonly platforms: readonly Platform[]
  readonly artifactType: string
  readonly annotations: Annotations
  readonly tags: readonly Tag[]
  readonly movingTags: readonly Tag[]
}

/** Reads the inputs that have a grammar of their own. All problems are reported at once. */
export function planOrder(inputs: Inputs): Result<Order> {
  const repository = parseRepository(inputs.repository)
  const items = planItems(inputs)
  const annotations = planAnnotations(inputs)
  const [tags, movingTags] = [inputs.tags ?? [], inputs['moving-tags'] ?? []]
  const found: Problem[] = [
    ...(repository.ok ? [] : [{ ...repository.error, at: { input: 'repository' } }]),
    ...(items.ok ? [] : items.error),
    ...(annotations.ok ? [] : annotations.error),
    ...checkTags(tags, movingTags, inputs),
  ]
  if (inputs.digest === undefined && inputs['artifact-type'] === undefined)
    found.push(problem('TYPE', 'no artifact type is given', 'Name what it is, such as application/vnd.example.runtime', 'artifact-type'))
  if (found.length > 0 || !repository.ok || !items.ok || !annotations.ok) return err(found)
  const content: Order['content'] =
    inputs.digest !== undefined
      ? { kind: 'digest' }
      : inputs.folder !== undefined
        ? { kind: 'folder', folder: inputs.folder }
        : { kind: 'files', items: items.value }
  const platforms = [...new Set(items.value.flatMap(({ platform }) => platform ?? []))]
  return ok({ repository: repository.value, content, platforms, artifactType: inputs['artifact-type'] ?? '', annotations: annotations.value, tags, movingTags })
}

function planItems({ files = [], platforms = [] }: Inputs): Result<readonly Item[]> {
  const lines = files.map((line) => parseItem(line))
  const found = lines.flatMap((line) => (line.ok ? [] : [line.error]))
  const items = lines.flatMap((line) => (line.ok ? [line.value] : [])).flatMap((item) => spread(item, platforms))
  if (items.some(({ platform }) => platform === undefined) && items.some(({ platform }) => platform !== undefined)) {
    found.push(problem('FILES', 'some files are for a platform and some are not', 'Name the platform of each, or list all of them in `platforms`', 'files'))
  }
  const bare = platforms.filter((platform) => !items.some((item) => item.platform === platform))
  if (lines.every(({ ok: fits }) => fits) && files.length > 0 && bare.length > 0)
    found.push(problem('FILES', `no file is for ${bare.join(', ')}`, 'Add one, or take the platform away', 'platforms'))
  const places = items.map(({ platform, title }) => `${platform ?? ''} ${title}`)
  const twice = [...new Set(places.filter((place, position) => places.indexOf(place) !== position))]
  for (const place of twice) found.push(problem('FILES', `two files are called "${place.trim()}"`, 'Write `path -> title` for one of them', 'files'))
  return found.length > 0 ? err(found) : ok(items)
}

type Line = { readonly platform?: Platform; readonly source: string; readonly title?: string }

function parseItem(line: string): Result<Line, Problem> {
  const [, named, rest = ''] = /^(?:([a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?):\s+)?(.*)$/.exec(line) ?? []
  const platform = named === undefined ? undefined : parsePlatform(named)
  if (platform?.ok === false) return err({ ...platform.error, at: { input: 'files' } })
  const [source = '', title, ...more] = rest.split(/\s+->\s+/)
  const base = platform === undefined ? { source } : { platform: platform.value, source }
  const shown = title ?? source.split('/').at(-1) ?? ''
  if (source === '' || source.startsWith('->') || more.length > 0)
    return err(problem('FILES', `"${line}" names no file`, 'Write `path`, `path -> title`, or `linux/amd64: path`', 'files'))
  // It becomes a file where the artifact is pulled.
  if (!/^[A-Za-z0-9_{][A-Za-z0-9._+{}-]*$/.test(shown) || shown.includes('..'))
    return err(
      problem('FILES', `"${shown}" is no file name that every system takes`, 'Write `path -> title` with letters, digits, ".", "_", "+" and "-"', 'files'),
    )
  return ok(title === undefined ? base : { ...base, title })
}

/** One line stands for one file of each platform, unless it names one itself. */
function spread(line: Line, platforms: readonly Platform[]): readonly Item[] {
  const wanted = line.platform === undefined ? platforms : [line.platform]
  const item = (source: string, title = source.split('/').at(-1) ?? source): { readonly source: string; readonly title: string } => ({ source, title })
  if (wanted.length === 0) return [item(line.source, line.title)]
  return wanted.map((platform) => ({
    platform,
    ...item(fillPlatform(line.source, platform), line.title === undefined ? undefined : fillPlatform(line.title, platform)),
  }))
}

/** The annotations of manifests, as the OCI image specification names them (annotations.md). */
function planAnnotations(inputs: Inputs): Result<Annotations> {
  const version = inputs.version ?? inputs.tags?.[0]
  const standard = {
    'org.opencontainers.image.source': inputs.source,
    'org.opencontainers.image.revision': inputs.revision,
    ...(inputs.license === undefined ? {} : { 'org.opencontainers.image.licenses': inputs.license }),
    ...(version === undefined ? {} : { 'org.opencontainers.image.version': version }),
  }
  const pairs = (inputs.annotations ?? []).map((line) => /^([A-Za-z0-9][A-Za-z0-9._/-]*)=(.*)$/.exec(line))
  const wrong = pairs.flatMap((pair, position) => (pair === null ? [inputs.annotations?.[position] ?? ''] : []))
  if (wrong.length > 0) return err(wrong.map((line) => problem('ANNOTATION', `"${line}" is no annotation`, 'Write key=value', 'annotations')))
  return ok({ ...standard, ...Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? ''])) })
}

function checkTags(tags: readonly Tag[], movingTags: readonly Tag[], { digest, 'tag-later': later }: Inputs): Problem[] {
  const both = tags.filter((tag) => movingTags.includes(tag))
  return [
    ...both.map((tag) => problem('TAGS', `${tag} is among the fixed tags and among the moving ones`, 'Name it once', 'moving-tags')),
    ...((digest !== undefined || later) && tags.length + movingTags.length === 0
      ? [problem('TAGS', `${later ? 'tag-later' : 'a digest'} without a tag leaves nothing to do`, 'Name the tags', 'tags')]
      : []),
  ]
}

/** `v1.2.3-linux-amd64`, the tag of one platform's artifact. */
export function platformTag(tag: Tag, platform: Platform): Result<Tag, Problem> {
  return parseTag(`${tag}-${platform.replaceAll('/', '-')}`)
}

export function problem(code: string, message: string, cure: string, where?: string): Problem {
  return { code: `E_OCI_PUSH_${code}`, message, cure, ...(where === undefined ? {} : { at: { input: where } }) }
}

import {
  type BaseImage,
  type BuilderInputs,
  baseImages,
  buildArguments,
  builderKey,
  type Closure,
  type Containerfile,
  disagreements,
  noIgnore,
  parseIgnore,
  parseVersionsEnv,
  planClosure,
  readContainerfile,
  readContainerfileArgs,
  renderTagTemplate,
  type VersionEntry,
} from '@slipway/chain'
import type { TreeEntry } from '@slipway/host'
import { type Digest, digestOf, ok, osOf, type Platform, type Problem, type Result, type Tag, unwrap } from '@slipway/kernel'
import { parseRepository, type Repository } from '@slipway/oci'
import type { Source } from './read-source.ts'
import type { Trust } from './trust.ts'

export type Wish = {
  readonly mode: 'plan' | 'build' | 'publish' | 'ensure' | 'verify-reproducible'
  readonly image: string
  readonly platforms: readonly Platform[]
  readonly platform?: Platform | undefined
  readonly tags?: readonly string[] | undefined
  readonly runners?: readonly string[] | undefined
}

/** Everything that decides what is built and what it is called, except for digests: those cost reading and asking. */
export type Draft = {
  /** Where this run writes. */
  readonly repository: Repository
  /** Where a hit may lie, the best first. */
  readonly places: readonly Repository[]
  readonly platforms: readonly Platform[]
  /** Tags that stand for a version: they name one key for ever. */
  readonly versionTags: readonly Tag[]
  /** Tags that move to every new image, such as `latest`. */
  readonly movingTags: readonly Tag[]
  /** All of them, whether or not this run may write them: what they name now is what the image is explained against. */
  readonly namedTags: readonly Tag[]
  readonly buildArguments: Readonly<Record<string, string>>
  readonly runners: ReadonlyMap<string, string>
  readonly containerfile: Containerfile
  readonly source: Source
  readonly bases: readonly BaseImage[]
  readonly closure: Closure
  readonly trust: Trust
}

export type Recipe = Draft & { readonly key: Tag; readonly inputs: BuilderInputs }

/** Works the draft out before anything is hashed or asked; all problems of the files and of the inputs together. */
export function planDraft(wish: Wish, source: Source, trust: Trust): Result<Draft> {
  const repository = parseRepository(wish.image)
  const entries = parseVersionsEnv(source.versions.text, source.versions.file)
  const containerfile = readContainerfile(source.containerfile.text, source.containerfile.file)
  const ignore = source.ignore === undefined ? ok(noIgnore) : parseIgnore(source.ignore.text, source.ignore.file)
  const versions = entries.ok ? entries.value : []
  const tags = (wish.tags ?? []).map((template) => ({ template, tag: renderTagTemplate(template, valuesOf(versions)) }))
  const found: Problem[] = [
    ...(repository.ok ? [] : [{ ...repository.error, at: { input: 'image' } }]),
    ...(entries.ok ? [] : entries.error),
    ...(containerfile.ok ? [] : containerfile.error),
    ...(ignore.ok ? [] : ignore.error),
    ...(entries.ok ? tags.flatMap(({ tag }) => (tag.ok ? [] : [{ ...tag.error, at: { input: 'tags' } }])) : []),
    ...checkPlatforms(wish),
  ]
  if (!containerfile.ok || !entries.ok || !ignore.ok || !repository.ok) return { ok: false, error: found }
  const args = readContainerfileArgs(source.containerfile.text)
  const given = buildArguments(args, versions)
  const bases = baseImages(containerfile.value, given, wish.platforms)
  const closure = planClosure(containerfile.value, given, wish.platforms, ignore.value, source.listing)
  found.push(...disagreements(args, versions, { containerfile: source.containerfile.file, versions: source.versions.file }))
  found.push(...(bases.ok ? [] : bases.error), ...(closure.ok ? closedKinds(closure.value, source.listing) : closure.error))
  if (found.length > 0 || !bases.ok || !closure.ok) return { ok: false, error: found }
  const shadow = { ...repository.value, name: `${repository.value.name}-pr` }
  const versionTags = tags.filter(({ template }) => template.includes('{')).map(({ tag }) => unwrap(tag))
  const movingTags = tags.filter(({ template }) => !template.includes('{')).map(({ tag }) => unwrap(tag))
  return ok({
    repository: trust.trusted ? repository.value : shadow,
    places: trust.trusted ? [repository.value] : [repository.value, shadow],
    // Sorted, so that the order in which they were written decides nothing: not the key, and not the index.
    platforms: [...wish.platforms].sort(),
    // What people see is written by trusted runs only, and what moves by those of the default branch.
    versionTags: trust.trusted ? [...new Set(versionTags)] : [],
    movingTags: trust.trusted && trust.onDefaultBranch ? [...new Set(movingTags)] : [],
    namedTags: [...new Set(tags.map(({ tag }) => unwrap(tag)))],
    buildArguments: given,
    runners: new Map((wish.runners ?? []).map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()])),
    containerfile: containerfile.value,
    source,
    bases: bases.value,
    closure: closure.value,
    trust,
  })
}

/**
 * Adds the key, now that contents are hashed and base images resolved.
 * @param contents the digest of each file of the closure, by its path in the context
 * @param bases the digest behind each name
 */
export function finishRecipe(draft: Draft, contents: ReadonlyMap<string, Digest>, bases: ReadonlyMap<string, Digest>): Recipe {
  const { source, closure } = draft
  const chosen = new Set(closure.paths)
  const inputs: BuilderInputs = {
    format: 'slipway-builder-key/2',
    containerfile: { path: source.containerfile.path, digest: digestOf(source.containerfile.text) },
    files: source.listing.filter(({ path }) => chosen.has(path)).map((entry) => contextEntry(entry, contents)),
    arguments: draft.buildArguments,
    bases: Object.fromEntries(bases),
    platforms: draft.platforms,
  }
  return { ...draft, inputs, key: builderKey(inputs) }
}

function contextEntry({ path, kind, executable, target }: TreeEntry, contents: ReadonlyMap<string, Digest>): BuilderInputs['files'][number] {
  if (kind === 'link') return { path, kind, executable: false, content: target ?? '' }
  if (kind === 'directory') return { path, kind, executable: false, content: '' }
  return { path, kind: 'file', executable, content: contents.get(path) ?? '' }
}

export function valuesOf(entries: readonly VersionEntry[]): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]))
}

function closedKinds(closure: Closure, listing: readonly TreeEntry[]): readonly Problem[] {
  const chosen = new Set(closure.paths)
  const strange = listing.filter(({ path, kind }) => kind === 'other' && chosen.has(path))
  return strange.map(({ path }) => ({
    code: 'E_BUILDER_SOURCE',
    message: `${path} is neither a file nor a link`,
    cure: 'Keep only files, folders and links in the context, or name it in the ignore file',
    at: { input: 'context' },
  }))
}

function checkPlatforms({ mode, platforms, platform, runners }: Wish): readonly Problem[] {
  const say = (input: string, message: string, cure: string): Problem => ({ code: 'E_BUILDER_PLATFORM', message, cure, at: { input } })
  const foreign = platforms.filter((each) => osOf(each) !== 'linux')
  const twice = platforms.filter((each, position) => platforms.indexOf(each) !== position)
  const known: readonly string[] = platforms
  const given = (runners ?? []).map((line) => line.slice(0, line.indexOf('=')).trim())
  const strange = given.filter((each) => !known.includes(each))
  const homeless = given.length === 0 ? [] : [...new Set(platforms)].filter((each) => !given.includes(each))
  const single = mode === 'build' || mode === 'verify-reproducible'
  return [
    ...(platforms.length === 0 ? [say('platforms', 'names no platform', 'Write at least one, such as linux/amd64')] : []),
    ...foreign.map((each) => say('platforms', `${each} is no platform of containers`, 'Name platforms of Linux only')),
    ...twice.map((each) => say('platforms', `names ${each} twice`, 'Name it once')),
    ...(mode === 'build' && platform === undefined ? [say('platform', 'is needed in the mode build', `Write one of ${platforms.join(', ')}`)] : []),
    ...(!single && platform !== undefined ? [say('platform', `has no meaning in the mode ${mode}`, 'Leave it away, or set mode to build')] : []),
    ...(platform !== undefined && !platforms.includes(platform)
      ? [say('platform', `${platform} is not among the platforms`, `Add it to platforms, or write one of ${platforms.join(', ')}`)]
      : []),
    ...homeless.map((each) => say('runners', `names no runner for ${each}`, `Add a line such as ${each}=ubuntu-24.04`)),
    ...strange.map((each) => say('runners', `names ${each}, which is not among the platforms`, 'Correct one of the two')),
  ]
}

/** The tag that keeps one platform's image until the index names it, and from every clean-up of untagged images afterwards. */
export function anchorTag(key: Tag, platform: Platform): Tag {
  const [, ...architecture] = platform.split('/')
  return `${key}-${architecture.join('-')}` as Tag
}

/** What the artifacts of this key are called before their architecture: artifacts of one run, so half of the key is enough. */
export function artifactOf({ key }: Pick<Recipe, 'key'>): string {
  return `builder-${key.slice(0, 20)}`
}

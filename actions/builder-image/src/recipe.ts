import { buildArguments, builderKey, type ContextEntry, disagreements, parseVersionsEnv, readContainerfileArgs, renderTagTemplate } from '@slipway/chain'
import { ok, osOf, type Platform, type Problem, type Result, type Tag, unwrap } from '@slipway/kernel'
import { parseRepository, type Repository } from '@slipway/oci'

/** What was read from the workspace. */
export type Source = {
  readonly versions: { readonly file: string; readonly text: string }
  /** `file` for people, `path` relative to the context. */
  readonly containerfile: { readonly file: string; readonly path: string; readonly text: string }
  readonly context: readonly ContextEntry[]
}

export type Wish = {
  readonly mode: 'plan' | 'build' | 'publish' | 'ensure'
  readonly image: string
  readonly platforms: readonly Platform[]
  readonly platform?: Platform | undefined
  readonly tags?: readonly string[] | undefined
  readonly runners?: readonly string[] | undefined
}

/** Everything that decides what is built, and what it is called. */
export type Recipe = {
  readonly repository: Repository
  readonly key: Tag
  readonly platforms: readonly Platform[]
  readonly tags: readonly Tag[]
  readonly buildArguments: Readonly<Record<string, string>>
  readonly runners: ReadonlyMap<string, string>
}

/** Works the recipe out, before any registry is asked; all problems of the files and of the inputs together. */
export function planRecipe(wish: Wish, source: Source): Result<Recipe> {
  const repository = parseRepository(wish.image)
  const entries = parseVersionsEnv(source.versions.text, source.versions.file)
  const args = readContainerfileArgs(source.containerfile.text)
  const files = { containerfile: source.containerfile.file, versions: source.versions.file }
  const values = entries.ok ? entries.value : []
  const tags = (wish.tags ?? []).map((template) => renderTagTemplate(template, Object.fromEntries(values.map(({ key, value }) => [key, value]))))
  const found: Problem[] = [
    ...(repository.ok ? [] : [{ ...repository.error, at: { input: 'image' } }]),
    ...(entries.ok ? disagreements(args, entries.value, files) : entries.error),
    ...(entries.ok ? tags.flatMap((tag) => (tag.ok ? [] : [{ ...tag.error, at: { input: 'tags' } }])) : []),
    ...checkPlatforms(wish),
  ]
  if (found.length > 0) return { ok: false, error: found }
  const given = buildArguments(args, values)
  const key = builderKey({ context: source.context, buildArguments: given, platforms: wish.platforms, containerfile: source.containerfile.path })
  return ok({
    repository: unwrap(repository),
    key,
    // Sorted, so that the order in which they were written decides nothing: not the key, and not the index.
    platforms: [...wish.platforms].sort(),
    tags: [...new Set(tags.map(unwrap))],
    buildArguments: given,
    runners: new Map((wish.runners ?? []).map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()])),
  })
}

function checkPlatforms({ mode, platforms, platform, runners }: Wish): readonly Problem[] {
  const say = (input: string, message: string, cure: string): Problem => ({ code: 'E_BUILDER_PLATFORM', message, cure, at: { input } })
  const foreign = platforms.filter((each) => osOf(each) !== 'linux')
  const twice = platforms.filter((each, position) => platforms.indexOf(each) !== position)
  const known: readonly string[] = platforms
  const strange = (runners ?? []).map((line) => line.slice(0, line.indexOf('=')).trim()).filter((each) => !known.includes(each))
  return [
    ...(platforms.length === 0 ? [say('platforms', 'names no platform', 'Write at least one, such as linux/amd64')] : []),
    ...foreign.map((each) => say('platforms', `${each} is no platform of containers`, 'Name platforms of Linux only')),
    ...twice.map((each) => say('platforms', `names ${each} twice`, 'Name it once')),
    ...(mode === 'build' && platform === undefined ? [say('platform', 'is needed in the mode build', `Write one of ${platforms.join(', ')}`)] : []),
    ...(mode !== 'build' && platform !== undefined ? [say('platform', `has no meaning in the mode ${mode}`, 'Leave it away, or set mode to build')] : []),
    ...(platform !== undefined && !platforms.includes(platform)
      ? [say('platform', `${platform} is not among the platforms`, `Add it to platforms, or write one of ${platforms.join(', ')}`)]
      : []),
    ...strange.map((each) => say('runners', `names ${each}, which is not among the platforms`, 'Correct one of the two')),
  ]
}

/** The tag that keeps one platform's image until the index names it, and from every clean-up of untagged images afterwards. */
export function anchorTag(key: Tag, platform: Platform): Tag {
  const [, ...architecture] = platform.split('/')
  return `${key}-${architecture.join('-')}` as Tag
}

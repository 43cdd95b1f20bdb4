import { type ValidationIssue, validationFailed } from './errors.ts'
import { peel, type Release, type Repository, resolveCommitish } from './state.ts'

const longestBody = 125_000

/** What a release would be after the request. */
export type ReleaseDraft = Pick<Release, 'tag' | 'target' | 'body' | 'draft' | 'prerelease'> & {
  readonly makeLatest: string | undefined
  /** A new draft may ask to be the latest; an existing one may not (openclaw#139297). */
  readonly isNew: boolean
}

/** Throws 422 with every rule that the release would break. Messages as GitHub's answers are quoted in public threads. */
export function checkRelease(repository: Repository, self: Release | undefined, next: ReleaseDraft): void {
  if (self?.immutable === true) checkImmutable(self, next)
  const targets = resolveCommitish(repository, next.target) !== undefined
  const issues: ValidationIssue[] = next.draft ? [] : publishingIssues(repository, self, next, targets)
  if (!targets) issues.push({ resource: 'Release', code: 'invalid', field: 'target_commitish' })
  if (next.body !== null && [...next.body].length > longestBody) {
    issues.push(custom(`body is too long (maximum is ${longestBody} characters)`, 'body'))
  }
  if (next.makeLatest === 'true' && (next.prerelease || (next.draft && !next.isNew))) {
    issues.push(custom('Latest release cannot be draft or prerelease.'))
  }
  if (issues.length > 0) throw validationFailed(...issues)
}

/** Drafts may share a tag with anything; of published releases, each tag has one. The tag must exist or be creatable. */
function publishingIssues(repository: Repository, self: Release | undefined, next: ReleaseDraft, targets: boolean): ValidationIssue[] {
  const published = [...repository.releases.values()].filter((release) => release !== self && !release.draft)
  if (published.some((release) => release.tag === next.tag)) return [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }]
  if (repository.burned.has(next.tag) && self?.immutable !== true) return burnedIssues(repository, next.tag)
  const formed = isTagName(next.tag)
  if (formed && (targets || repository.refs.has(`refs/tags/${next.tag}`))) return []
  return [
    custom('tag_name is not a valid tag', 'tag_name'),
    ...(formed ? [] : [custom('tag_name is not well-formed', 'tag_name')]),
    custom('Published releases must have a valid tag'),
  ]
}

/** Of an immutable release the text may change, and nothing else (microsoft/hve-core#554, anchorageoss/visualsign-parser#485). */
function checkImmutable(self: Release, next: ReleaseDraft): void {
  const issues = [
    ...(next.draft ? [custom('state cannot be changed when release is immutable', 'state')] : []),
    ...(next.tag === self.tag ? [] : [custom('tag_name cannot be changed when release is immutable', 'tag_name')]),
    ...(next.target === self.target ? [] : [custom('target_commitish cannot be changed when release is immutable', 'target_commitish')]),
  ]
  if (issues.length > 0) throw validationFailed(...issues)
}

/** A tag that an immutable release used is never used again, even if that release and the tag are deleted (ospo-reusable-workflows#83). */
function burnedIssues(repository: Repository, tag: string): ValidationIssue[] {
  const restricted = 'pre_receive Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n'
  return [
    ...(repository.refs.has(`refs/tags/${tag}`) ? [] : [custom(restricted, 'pre_receive')]),
    custom('tag_name was used by an immutable release', 'tag_name'),
    custom('Published releases must have a valid tag'),
  ]
}

/** Creates the tag that a release was published under, if it is not there: at its target. */
export function ensureTag(repository: Repository, release: Release): void {
  const ref = `refs/tags/${release.tag}`
  const target = resolveCommitish(repository, release.target)
  if (!repository.refs.has(ref) && target !== undefined) repository.refs.set(ref, target)
}

/** `created_at` of a release is "the date of the commit used for the release" (REST, "Get the latest release"). */
export function commitDate(repository: Repository, release: Pick<Release, 'tag' | 'target'>, fallback: string): string {
  const tagged = repository.refs.get(`refs/tags/${release.tag}`) ?? resolveCommitish(repository, release.target)
  const commit = tagged === undefined ? undefined : repository.objects.get(peel(repository, tagged))
  return commit?.date ?? fallback
}

/** git-check-ref-format(1), for a name under refs/tags/. */
export function isTagName(name: string): boolean {
  const bad = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|[/.]$|\/\.|\.lock(?:\/|$)/u
  return name !== '' && name !== '@' && !bad.test(name)
}

function custom(message: string, field?: string): ValidationIssue {
  return { resource: 'Release', code: 'custom', ...(field === undefined ? {} : { field }), message }
}

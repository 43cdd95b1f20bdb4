import { type ReleaseOutcome, renderBody } from '@slipway/github'
import type { Digest } from '@slipway/kernel'
import { renderCode, renderSize, renderTable } from '@slipway/report'

export type SummaryContext = {
  readonly tag: string
  readonly repository: string
  readonly checksumsFile: string
  /** OCI tags that were set. */
  readonly tagged: readonly string[]
}

/** The line with which anybody verifies the files, in a folder with them. */
export function verifyCommand(checksumsFile: string): string {
  return `sha256sum -c ${quote(checksumsFile)}`
}

/** What plays the whole release on a laptop, in a checkout of the suite beside one of the project. */
export function rehearsalCommand(repository: string, tag: string): string {
  return `npm run rehearse -- --project ../${repository.split('/')[1] ?? ''} --ref ${quote(`refs/tags/${tag}`)}`
}

/** A word of a shell command that is safe to copy. */
function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** The table of artifacts for the text of the release. */
function renderTableOf(files: readonly { readonly name: string; readonly size: number; readonly digest: Digest | undefined }[]): string {
  const rows = files
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, size, digest }) => [renderCode(name), renderSize(size), renderCode(digest ?? '')])
  return renderTable(['artifact', 'size', 'digest'], rows)
}

/** The text of a new draft: words, GitHub's notes, and the table of artifacts. */
export function renderDraftBody({
  text,
  notes,
  files,
  oci = '',
}: {
  readonly text: string
  readonly notes: string
  readonly files: Parameters<typeof renderTableOf>[0]
  /** A table of OCI artifacts; empty without any. */
  readonly oci?: string
}): string {
  const tables = [renderTableOf(files), oci].filter((table) => table !== '').join('\n\n')
  return renderBody({ text, notes, table: tables })
}

/** The summary of a release that was finished after a person had published it. */
export function renderFinish(tag: string, url: string, count: number, tagged: readonly string[]): string {
  const parts = [
    `### ${tag}: public, and what its table says`,
    `[The release](${url}) holds its ${count} files, each with the digest in the table.`,
    ...listTags(tagged),
  ]
  return parts.join('\n\n')
}

function listTags(tagged: readonly string[]): readonly string[] {
  return tagged.length === 0 ? [] : [`OCI tags:\n\n${tagged.map((line) => `- ${renderCode(line)}`).join('\n')}`]
}

/** The summary of a preflight that found nothing wrong. */
export function renderPreflight(tag: string, notes: readonly string[]): string {
  return [`### ${tag} can be released`, notes.map((note) => `- ${note}`).join('\n')].join('\n\n')
}

/** The step's summary: what the release holds, how anybody verifies it, and what comes next. */
export function renderSummary(outcome: ReleaseOutcome, { tag, repository, checksumsFile, tagged }: SummaryContext): string {
  const { release, assets, foreign, sent } = outcome
  const kept = assets.length - Math.min(sent.files, assets.length)
  const parts = [
    `### ${tag}: ${release.draft ? 'a draft' : release.immutable ? 'public, immutable' : 'public'}${release.prerelease ? ', prerelease' : ''}`,
    `[${release.draft ? 'The draft' : 'The release'}](${release.url}) holds exactly the declared set; each digest is GitHub's own and equals that of the local file.`,
    renderTableOf(assets),
    `${renderSize(sent.bytes)} sent, ${kept} of ${assets.length} files were there already.`,
    ...(foreign.length === 0 ? [] : [`⚠️ Not declared, and left alone: ${foreign.map(({ name }) => renderCode(name)).join(', ')}`]),
    ...listTags(tagged),
    `To verify, in a folder with the files:\n\n\`\`\`sh\n${verifyCommand(checksumsFile)}\n\`\`\``,
    release.draft ? `Next: look at the draft, then publish it:\n\n\`\`\`sh\ngh release edit ${tag} --repo ${repository} --draft=false\n\`\`\`` : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

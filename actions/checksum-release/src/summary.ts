import type { ReleaseOutcome } from '@slipway/github'
import { renderCode, renderSize, renderTable } from '@slipway/report'

export type SummaryContext = { readonly tag: string; readonly repository: string; readonly checksumsFile: string }

/** The step's summary: what the release holds, how anybody verifies it, and what comes next. */
export function renderSummary(outcome: ReleaseOutcome, { tag, repository, checksumsFile }: SummaryContext): string {
  const { release, assets, foreign, sent } = outcome
  const rows = assets
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, size, digest }) => [renderCode(name), renderSize(size), renderCode(digest ?? '')])
  const kept = assets.length - Math.min(sent.files, assets.length)
  const parts = [
    `### ${tag}: ${release.draft ? 'a draft' : 'public'}${release.prerelease ? ', prerelease' : ''}`,
    `[${release.draft ? 'The draft' : 'The release'}](${release.url}) holds exactly the declared set; each digest is GitHub's own and equals that of the local file.`,
    renderTable(['asset', 'size', 'digest'], rows),
    `${renderSize(sent.bytes)} sent, ${kept} of ${assets.length} files were there already.`,
    ...(foreign.length === 0 ? [] : [`⚠️ Not declared, and left alone: ${foreign.map(({ name }) => renderCode(name)).join(', ')}`]),
    `To verify, in a folder with the files:\n\n\`\`\`sh\nsha256sum -c ${checksumsFile}\n\`\`\``,
    release.draft ? `Next: look at the draft, then publish it:\n\n\`\`\`sh\ngh release edit ${tag} --repo ${repository} --draft=false\n\`\`\`` : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

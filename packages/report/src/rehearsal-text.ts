import { renderSeconds, renderSize } from './markdown.ts'
import { type RehearsalJob, type RehearsalReport, resultMarks } from './rehearsal.ts'

/** Colours of a terminal, or none of them in a log. */
export type Palette = {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly dim: (text: string) => string
  readonly bold: (text: string) => string
}

const colour =
  (code: number) =>
  (text: string): string =>
    `\u001b[${code}m${text}\u001b[0m`
const same = (text: string): string => text

export const terminalPalette: Palette = { good: colour(32), bad: colour(31), dim: colour(2), bold: colour(1) }
export const plainPalette: Palette = { good: same, bad: same, dim: same, bold: same }

/** One line of a job, with its mark and time. */
export function renderJobLine(job: RehearsalJob, palette: Palette): string {
  const paint = job.result === 'success' ? palette.good : job.result === 'failure' ? palette.bad : palette.dim
  const time = job.result === 'skipped' ? '' : renderSeconds(job.seconds)
  return `${paint(resultMarks[job.result])} ${job.name.padEnd(56)} ${palette.dim(time.padStart(10))}`
}

/** The report as text. A failure comes first, with the log of the step that failed. */
export function renderRehearsalText(report: RehearsalReport, palette: Palette = plainPalette): string {
  const parts = [
    failureOf(report, palette),
    section(
      'Jobs',
      report.jobs.map((job) => renderJobLine(job, palette)),
      palette,
    ),
  ]
  if (report.release !== undefined) {
    const { tag, draft, assets } = report.release
    const width = Math.max(...assets.map(({ name }) => name.length), 0)
    const rows = assets.map(({ name, size, digest }) => `${name.padEnd(width)}  ${renderSize(size).padStart(9)}  ${palette.dim(digest)}`)
    parts.push(section(`Release ${tag}${draft ? ' (draft)' : ''}`, rows, palette))
  }
  const width = Math.max(...report.registry.map(({ repository, tag }) => repository.length + tag.length + 1), 0)
  parts.push(
    section(
      'Registry',
      report.registry.map(({ repository, tag, digest }) => `${`${repository}:${tag}`.padEnd(width)}  ${palette.dim(digest)}`),
      palette,
    ),
  )
  parts.push(section('Requests', Object.entries(report.requests).map(requestLine), palette), section('Notes', report.notes, palette))
  const verdict = report.ok ? palette.good(palette.bold('The rehearsal is green.')) : palette.bad(palette.bold('The rehearsal is red.'))
  parts.push(`${verdict} ${renderSeconds(report.seconds)}. Again: ${report.command}`)
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function requestLine([server, counts]: [string, Readonly<Record<string, number>>]): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const most = Object.entries(counts).sort((a, b) => b[1] - a[1])
  return `${server}: ${total} (${most.map(([kind, count]) => `${kind} ${count}`).join(', ')})`
}

function section(title: string, lines: readonly string[], palette: Palette): string {
  return lines.length === 0 ? '' : `${palette.bold(title)}\n${lines.map((line) => `  ${line}`).join('\n')}`
}

function failureOf({ failure }: RehearsalReport, palette: Palette): string {
  if (failure === undefined) return ''
  const log = failure.log.map((line) => `  │ ${line}`).join('\n')
  return `${palette.bad(palette.bold(`${failure.job} failed at "${failure.step}"`))}\n${log}\n${palette.bad(failure.message)}`
}

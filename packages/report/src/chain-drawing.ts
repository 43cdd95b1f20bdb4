import { type Edge, layoutGraph } from './graph-layout.ts'
import { escapeHtml } from './html.ts'
import { renderSeconds } from './markdown.ts'
import { type RehearsalJob, type RehearsalReport, resultMarks } from './rehearsal.ts'

/** One box: a job with all its legs. */
type Box = { readonly path: string; readonly legs: readonly RehearsalJob[] }

/** The chain as SVG: a box a job, with as many legs as it had, and an arrow for each thing that it waits for. */
export function drawChain(report: Pick<RehearsalReport, 'jobs' | 'edges'>): string {
  const boxes = [...Map.groupBy(report.jobs, ({ path }) => jobPath(path))].map(([path, legs]): Box => ({ path, legs }))
  const { nodes, arrows, width, height } = layoutGraph(
    boxes.map(({ path }) => path),
    jobEdges(report.edges),
  )
  const drawn = nodes.flatMap((node) => {
    const box = boxes.find(({ path }) => path === node.id)
    return box === undefined ? [] : [drawBox(box, node)]
  })
  const lines = arrows.map(
    ({ from, to }) => `<path d="M${from.x} ${from.y} C${from.x + 16} ${from.y} ${to.x - 16} ${to.y} ${to.x - 2} ${to.y}" marker-end="url(#tip)"/>`,
  )
  const tip =
    '<defs><marker id="tip" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L6 3L0 6z" class="tip"/></marker></defs>'
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The jobs and what each waits for">${tip}${lines.join('')}${drawn.join('')}</svg>`
}

function drawBox(
  { path, legs }: Box,
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): string {
  const callers = path.split('/')
  const id = callers.pop() ?? path
  const result = worst(legs)
  const time = Math.max(...legs.map(({ seconds }) => seconds))
  const count = legs.length > 1 ? ` · ${legs.length} legs` : ''
  const status = result === 'skipped' ? 'skipped' : `${resultMarks[result]} ${renderSeconds(time)}${count}`
  const title = legs.map(({ name, result: own, seconds }) => `${name}: ${own}, ${renderSeconds(seconds)}`).join('\n')
  const text = (kind: string, offset: number, words: string): string => `<text class="${kind}" x="${x + 10}" y="${y + offset}">${escapeHtml(cut(words))}</text>`
  return `<g class="${result}"><title>${escapeHtml(title)}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>${text('caller', 15, callers.join(' / '))}${text('job', 31, id)}${text('time', 47, status)}</g>`
}

function cut(words: string): string {
  return words.length > 19 ? `${words.slice(0, 18)}…` : words
}

function worst(legs: readonly RehearsalJob[]): RehearsalJob['result'] {
  for (const result of ['failure', 'cancelled', 'success'] as const) if (legs.some((leg) => leg.result === result)) return result
  return 'skipped'
}

/** The path of the job whose leg this is: matrix values stand in brackets. */
function jobPath(path: string): string {
  return path.replace(/\[.*\]$/s, '')
}

function jobEdges(edges: readonly Edge[]): readonly Edge[] {
  const seen = new Map(edges.map(({ from, to }) => [`${jobPath(from)}\n${jobPath(to)}`, { from: jobPath(from), to: jobPath(to) }]))
  return [...seen.values()]
}

import { Marked } from 'marked'
import { drawChain } from './chain-drawing.ts'
import { escapeHtml } from './html.ts'
import { renderSeconds, renderSize } from './markdown.ts'
import { type RehearsalJob, type RehearsalReport, resultMarks } from './rehearsal.ts'

const style = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --sheet: #f6f8fa; --good: #1a7f37; --bad: #cf222e; --idle: #818b98; --link: #0969da }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --paper: #0d1117; --sheet: #151b23; --good: #3fb950; --bad: #f85149; --idle: #656c76; --link: #4493f8 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
main { max-width: 1200px; margin: 0 auto; padding: 32px 24px 64px }
h1 { font-size: 26px; margin: 0 } h2 { font-size: 18px; margin: 40px 0 12px } h3 { font-size: 15px }
.verdict { display: flex; gap: 16px; align-items: baseline; flex-wrap: wrap; border-left: 6px solid; padding: 4px 0 4px 16px }
.verdict.good { border-color: var(--good) } .verdict.bad { border-color: var(--bad) }
.soft { color: var(--soft) }
table { border-collapse: collapse; width: 100% } th { text-align: left; font-weight: 600; color: var(--soft) }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top } td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
code, pre { font: 12.5px/1.5 ui-monospace, "DejaVu Sans Mono", monospace } td code { overflow-wrap: anywhere } code.digest { white-space: nowrap; font-size: 11.5px; color: var(--soft) }
pre { background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; padding: 12px; overflow: auto }
details { border: 1px solid var(--line); border-radius: 6px; margin: 8px 0; padding: 8px 14px } summary { cursor: pointer; font-weight: 600 }
.failure { border: 1px solid var(--bad); border-radius: 6px; padding: 4px 16px 12px; margin-top: 24px }
.bar { height: 6px; margin-top: 8px; border-radius: 3px; background: var(--good); min-width: 2px } .bar.failure { background: var(--bad); border: 0; padding: 0; margin: 0 } .bar.skipped, .bar.cancelled { background: var(--idle) }
.mark.success { color: var(--good) } .mark.failure { color: var(--bad); border: 0; padding: 0 } .mark.skipped, .mark.cancelled { color: var(--idle) }
.chain { overflow-x: auto } .chain svg { max-width: 100%; height: auto } .chain text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: var(--soft) } .chain .job { fill: var(--ink); font-weight: 600 } .chain .caller, .chain .time { font-size: 10.5px }
.chain .tip { fill: var(--idle); stroke: none }
.chain rect { fill: var(--sheet); stroke: var(--idle); stroke-width: 1.5 } .chain .success rect { stroke: var(--good) } .chain .failure rect { stroke: var(--bad); stroke-width: 2.5 }
.chain .skipped rect { stroke-dasharray: 4 3 } .chain path { fill: none; stroke: var(--idle); stroke-width: 1.3 }
`

/** The report as one page that needs nothing else: no script, no font, no address is fetched. */
export function renderRehearsalPage(report: RehearsalReport): string {
  const title = `Rehearsal of ${report.project}: ${report.ok ? 'green' : 'red'}`
  const body = [
    `<div class="verdict ${report.ok ? 'good' : 'bad'}"><h1>${escapeHtml(title)}</h1><span class="soft">${escapeHtml(report.event)} · ${renderSeconds(report.seconds)}</span></div>`,
    failure(report),
    `<h2>The chain</h2><div class="chain">${drawChain(report)}</div>`,
    jobs(report.jobs),
    release(report),
    table(
      'Registry',
      ['tag', 'digest'],
      report.registry.map(({ repository, tag, digest }) => [code(`${repository}:${tag}`), digestCode(digest)]),
    ),
    notes(report.notes),
    summaries(report),
    requests(report),
    `<h2>Again</h2><pre>${escapeHtml(report.command)}</pre>`,
  ]
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>\n<body><main>\n${body.join('\n')}\n</main></body></html>\n`
}

/** A digest stays on one line, so that two of them can be compared at a glance. */
function digestCode(digest: string): string {
  return `<code class="digest">${escapeHtml(digest)}</code>`
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`
}

/** Cells are HTML already. */
function table(title: string, headers: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const head = headers.map((header) => `<th>${escapeHtml(header)}</th>`).join('')
  return `<h2>${escapeHtml(title)}</h2><table><thead><tr>${head}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</tbody></table>`
}

function failure(report: RehearsalReport): string {
  if (report.failure === undefined) return ''
  const { job, step, message, log } = report.failure
  return `<div class="failure"><h3>${escapeHtml(job)} failed at “${escapeHtml(step)}”</h3><p>${escapeHtml(message)}</p><pre>${escapeHtml(log.join('\n'))}</pre></div>`
}

function jobs(list: readonly RehearsalJob[]): string {
  const longest = Math.max(...list.map(({ seconds }) => seconds), 0.001)
  const rows = list.map(({ name, result, seconds }) => [
    `<span class="mark ${result}">${resultMarks[result]}</span> ${escapeHtml(name)}`,
    escapeHtml(result),
    result === 'skipped' ? '' : renderSeconds(seconds),
    result === 'skipped' ? '' : `<div class="bar ${result}" style="width:${((seconds / longest) * 220).toFixed(0)}px"></div>`,
  ])
  return table('Jobs', ['job', 'result', 'time', ''], rows)
}

function release(report: RehearsalReport): string {
  if (report.release === undefined) return ''
  const { tag, draft, assets } = report.release
  return table(
    `Release ${tag}${draft ? ', a draft' : ''}`,
    ['asset', 'size', 'digest'],
    assets.map(({ name, size, digest }) => [code(name), renderSize(size), digestCode(digest)]),
  )
}

function notes(list: readonly string[]): string {
  return list.length === 0 ? '' : `<h2>Notes</h2><ul>${list.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`
}

function summaries(report: RehearsalReport): string {
  if (report.summaries.length === 0) return ''
  // What a step wrote is shown as text: HTML of its own is escaped, so that no log can run in the reader's browser.
  const marked = new Marked({
    async: false,
    gfm: true,
    renderer: { html: ({ text }) => escapeHtml(text), link: ({ text }) => escapeHtml(text), image: ({ text }) => escapeHtml(text) },
  })
  const parts = report.summaries.map(({ job, markdown }) => `<details><summary>${escapeHtml(job)}</summary>${marked.parse(markdown) as string}</details>`)
  return `<h2>Step summaries</h2>${parts.join('\n')}`
}

function requests(report: RehearsalReport): string {
  const rows = Object.entries(report.requests).flatMap(([server, counts]) =>
    Object.entries(counts).map(([kind, count]) => [escapeHtml(server), code(kind), String(count)]),
  )
  return table('Requests', ['server', 'request', 'count'], rows)
}

import { describe, expect, test } from '@jest/globals'
import { layoutGraph } from './graph-layout.ts'
import {
  type RehearsalReport,
  renderCode,
  renderGraph,
  renderRehearsalJson,
  renderRehearsalText,
  renderSeconds,
  renderSize,
  renderTable,
  terminalPalette,
} from './index.ts'
import { renderRehearsalPage } from './page.ts'

test('a table keeps its shape whatever the cells hold', () => {
  expect(renderTable(['a', 'b'], [['x|y', '1\n2']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | 1<br>2 |')
})

test('code with backquotes', () => {
  expect(renderCode('a')).toBe('`a`')
  expect(renderCode('a``b')).toBe('``` a``b ```')
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [14_200_000, '14.2 MB'],
  [1_500, '1.50 kB'],
  [5_000_000_000_000, '5000.0 GB'],
])('%d bytes', (bytes, text) => expect(renderSize(bytes)).toBe(text))

test.each([
  [0.85, '850 ms'],
  [12.34, '12.3 s'],
  [185, '3 m 05 s'],
])('%d seconds', (seconds, text) => expect(renderSeconds(seconds)).toBe(text))

test('a graph with labels that would break mermaid', () => {
  const graph = renderGraph(
    [
      { id: 'a', label: 'say "hi" [x]', state: 'good' },
      { id: 'b', label: 'b' },
    ],
    [
      { from: 'a', to: 'b', label: 'x|y' },
      { from: 'a', to: 'nowhere' },
    ],
  )
  expect(graph).toContain('n0["say #34;hi#34; #91;x#93;"]:::good')
  expect(graph).toContain('n0 -->|"x#124;y"| n1')
  expect(graph).not.toContain('nowhere')
})

describe('the report of a rehearsal', () => {
  const report: RehearsalReport = {
    ok: false,
    seconds: 93.4,
    project: 'microvm',
    event: 'push of v1.2.3',
    jobs: [
      { path: 'builder/plan', name: 'builder / plan', result: 'success', seconds: 1.5 },
      { path: 'release/host[a]', name: 'release / <host>', result: 'failure', seconds: 12 },
      { path: 'promote', name: 'promote', result: 'skipped', seconds: 0 },
    ],
    edges: [
      { from: 'builder/plan', to: 'release/host[a]' },
      { from: 'release/host[a]', to: 'promote' },
      { from: 'promote', to: 'builder/plan' },
    ],
    release: { tag: 'v1.2.3', draft: true, assets: [{ name: 'checksums.txt', size: 120, digest: 'sha256:1' }] },
    registry: [{ repository: 'ghcr.io/o/r', tag: 'next', digest: 'sha256:2' }],
    requests: { registry: { 'GET manifest': 3, 'PUT manifest': 1 } },
    summaries: [{ job: 'builder / plan', markdown: '### Key\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))' }],
    notes: ['linux/arm64 was cross-built'],
    failure: { job: 'release / <host>', step: 'prove', message: 'the asset vmlinuz is empty. Fetch it', log: ['a', 'b'] },
    command: 'npm run rehearse',
  }

  test('as text, the failure first', () => {
    const text = renderRehearsalText(report)
    expect(text.indexOf('failed at "prove"')).toBe('release / <host> '.length)
    expect(text).toMatch(/✗ release \/ <host> +12\.0 s/)
    expect(text).toContain('registry: 4 (GET manifest 3, PUT manifest 1)')
    expect(text).toContain('The rehearsal is red. 1 m 33 s. Again: npm run rehearse')
    expect(text).not.toContain('\u001b')
    expect(renderRehearsalText(report, terminalPalette)).toContain('\u001b[31m')
  })

  test('as JSON with the agreed names', () => {
    const data = JSON.parse(renderRehearsalJson(report))
    expect(data).toMatchObject({ ok: false, seconds: 93.4, release: { draft: true }, failure: { step: 'prove' } })
    expect(data.jobs[0]).toEqual({ name: 'builder / plan', path: 'builder/plan', result: 'success', seconds: 1.5 })
  })

  test('as a page that holds no script and fetches nothing', () => {
    const page = renderRehearsalPage(report)
    expect(page).toContain('Rehearsal of microvm: red')
    expect(page).toContain('release / &lt;host&gt;')
    expect(page).not.toMatch(/<script|javascript:|src=|href=|url\((?!#)/)
  })

  test('a circle does not hang the drawing', () => {
    const layout = layoutGraph(
      ['a', 'b'],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    )
    expect(layout.nodes).toHaveLength(2)
    expect(layout.width).toBeGreaterThan(layout.height)
  })
})

import type { Digest } from '@slipway/kernel'
import { renderReference, renderRepository } from '@slipway/oci'
import { type GraphNode, renderCode, renderGraph, renderTable } from '@slipway/report'
import type { Outcome } from './perform.ts'
import type { Hop, Move } from './plan.ts'

const deeds: Readonly<Record<Move['deed'], string>> = { create: 'new', move: 'moved', leave: 'was so before' }

/** The step's summary: what each tag named before and names now, and the hop as a graph. Without outcomes it is a plan. */
export function renderSummary(hop: Hop, digest: Digest, moves: readonly Move[], outcomes?: readonly Outcome[]): string {
  const start = { id: 'from', label: hop.copies ? renderReference(hop.source) : (hop.source.tag ?? digest), state: 'good' } as const
  const cell = (value: Digest | undefined, otherwise: string): string => (value === undefined ? otherwise : renderCode(value))
  const rows = moves.map(({ tag, before }, position) => {
    const after = outcomes === undefined ? digest : outcomes[position]?.after
    return [renderCode(tag), cell(before, 'none'), cell(after, 'not known')]
  })
  const nodes = moves.map(({ tag }, position): GraphNode => {
    const problems = outcomes?.[position]?.problems
    const state = problems === undefined ? 'idle' : problems.length === 0 ? 'good' : 'bad'
    return { id: `to ${tag}`, label: hop.copies ? renderReference({ ...hop.target, tag }) : tag, state }
  })
  const edges = moves.map(({ tag, deed }, position) => {
    const failed = (outcomes?.[position]?.problems ?? []).length > 0
    return { from: 'from', to: `to ${tag}`, label: failed ? 'failed' : outcomes === undefined ? deed : deeds[deed] }
  })
  const parts = [
    `### ${renderRepository(hop.target)}${outcomes === undefined ? ': a plan, nothing was moved' : ''}`,
    `${renderCode(renderReference(hop.source))} is ${renderCode(digest)}`,
    renderTable(['tag', 'before', outcomes === undefined ? 'planned' : 'after'], rows),
    renderGraph([start, ...nodes], edges),
  ]
  return parts.join('\n\n')
}

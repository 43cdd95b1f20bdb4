import { renderChange } from '@slipway/chain'
import type { Ports } from '@slipway/host'
import type { Platform, Problem } from '@slipway/kernel'
import { renderRepository } from '@slipway/oci'
import { type GraphEdge, type GraphNode, renderCode, renderGraph, renderTable } from '@slipway/report'
import type { Explanation } from './explain.ts'
import type { Plan } from './plan.ts'
import type { Recipe, Wish } from './recipe.ts'

/** What the step's summary shows. */
export type Shown = {
  readonly recipe: Recipe
  readonly plan: Plan
  readonly mode: Wish['mode']
  readonly dryRun: boolean
  readonly rejected: readonly Problem[]
  readonly explanation: Explanation | undefined
  /** What is there at the end of this step. */
  readonly digests: ReadonlyMap<Platform, string>
  readonly digest: string
  /** `repository@digest`, or an artifact. */
  readonly container: string
}

/** The plan, why, and the result: for the person who asks why this took twenty minutes today. */
export function summarise(ports: Ports, shown: Shown): void {
  const { plan, recipe, mode, dryRun } = shown
  const heading = plan.digest === undefined ? `builder: ${dryRun ? 'dry run of ' : ''}${mode}` : 'builder: found'
  const state = shown.container === '' ? 'not there yet' : renderCode(shown.container)
  const parts = [`### ${heading}`, state, `key ${renderCode(recipe.key)}`, drawChain(shown), renderPlatforms(shown), ...why(shown)]
  if (!recipe.trust.trusted) parts.push(`Kept in ${renderCode(renderRepository(recipe.repository))}, because ${recipe.trust.reason}.`)
  ports.summary.add(parts.join('\n\n'))
}

function renderPlatforms({ recipe, plan, digests }: Shown): string {
  const rows = recipe.platforms.map((platform) => {
    const digest = digests.get(platform)
    const how = plan.digests.has(platform) ? 'found' : digest === undefined ? 'not built yet' : 'built'
    return [platform, how, digest === undefined ? '' : renderCode(digest)]
  })
  return renderTable(['platform', 'state', 'image'], rows)
}

function why({ explanation, rejected, plan }: Shown): readonly string[] {
  const parts = rejected.map(({ message }) => `⚠️ ${message}.`)
  if (plan.digest !== undefined) return parts
  if (explanation === undefined) return parts
  const cell = (value: string | undefined): string => (value === undefined ? '' : renderCode(value))
  const rows = explanation.changes.map(({ what, name, how, from, to }) => [what, renderCode(name), how, cell(from), cell(to)])
  const title = `What changed since ${renderCode(explanation.tag)} (key ${renderCode(explanation.previous)}):`
  return [...parts, title, renderTable(['kind', 'input', 'change', 'was', 'is'], rows)]
}

/** versions.env → key → each platform → index → tags. */
function drawChain({ recipe, plan, digests, digest }: Shown): string {
  const children: readonly GraphNode[] = recipe.platforms.map((platform) => {
    const how = plan.digests.has(platform) ? 'found' : digests.has(platform) ? 'built' : 'missing'
    return { id: platform, label: `${platform}\n${how}`, state: digests.has(platform) ? 'good' : 'idle' }
  })
  const tags = [...new Set([...recipe.versionTags, ...recipe.movingTags])].join(', ')
  const nodes: readonly GraphNode[] = [
    { id: 'key', label: `key ${recipe.key.slice(0, 12)}`, state: 'good' },
    ...children,
    { id: 'index', label: digest === '' ? 'index' : `index\n${digest.slice(0, 19)}`, state: digest === '' ? 'idle' : 'good' },
    ...(tags === '' ? [] : [{ id: 'tags', label: tags, state: digest === '' ? 'idle' : 'good' } as const]),
  ]
  const edges: readonly GraphEdge[] = [
    ...recipe.platforms.flatMap((platform) => [
      { from: 'key', to: platform },
      { from: platform, to: 'index' },
    ]),
    ...(tags === '' ? [] : [{ from: 'index', to: 'tags' }]),
  ]
  return renderGraph(nodes, edges)
}

/** The same for the log, one line a change. */
export function explainLines(explanation: Explanation | undefined): readonly string[] {
  if (explanation === undefined) return []
  const changes = explanation.changes.slice(0, 20).map((change) => `  ${renderChange(change)}`)
  const more = explanation.changes.length > 20 ? [`  and ${explanation.changes.length - 20} more`] : []
  return [`what changed since ${explanation.tag} (key ${explanation.previous}):`, ...changes, ...more]
}

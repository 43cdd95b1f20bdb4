import type { InputsOf, OutputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { type Digest, Refusal, type Tag, unwrap } from '@slipway/kernel'
import { renderRepository } from '@slipway/oci'
import { openRegistry } from '@slipway/registry'
import type { contract } from './contract.ts'
import { type Ends, type Outcome, performMoves, reportFailures } from './perform.ts'
import { type Facts, type Hop, planHop, planMoves, renderPlan } from './plan.ts'
import { renderSummary } from './summary.ts'

type Inputs = InputsOf<typeof contract>
type Outputs = OutputsOf<typeof contract>

export async function run(inputs: Inputs, ports: Ports): Promise<Outputs> {
  const hop = unwrap(planHop(inputs))
  const ends = await openEnds(hop, inputs, ports)
  const plan = unwrap(planMoves(await gatherFacts(hop, ends, inputs)))
  for (const line of renderPlan(hop, plan)) ports.log.info(line)
  const { digest } = plan.manifest
  const repository = renderRepository(hop.target)
  const previous = JSON.stringify(Object.fromEntries(plan.moves.map(({ tag, before }) => [tag, before ?? ''])))
  if (inputs['dry-run']) {
    ports.summary.add(renderSummary(hop, digest, plan.moves))
    return { repository, digest, previous, moved: 'false' }
  }
  const outcomes = await performMoves(hop, plan, ends, ports)
  announce(repository, outcomes, ports)
  ports.summary.add(renderSummary(hop, digest, plan.moves, outcomes))
  const failures = reportFailures(hop, digest, outcomes)
  if (failures.length > 0) throw new Refusal(failures)
  ports.log.info(`next: use ${repository}@${digest}, or promote it on with from: ${digest}`)
  return { repository, digest, previous, moved: String(outcomes.some(({ deed }) => deed !== 'leave')) }
}

/** The token goes to the host of the tags that move; an image on another host is read without one. */
async function openEnds(hop: Hop, { username, token }: Inputs, ports: Ports): Promise<Ends> {
  const targetCredential = { username, password: token }
  const target = await openRegistry(ports, targetCredential)
  if (target.locate(hop.source).host === target.locate(hop.target).host) return { source: target, target, sourceCredential: targetCredential, targetCredential }
  return { source: await openRegistry(ports), target, sourceCredential: undefined, targetCredential }
}

async function gatherFacts(hop: Hop, { source, target }: Ends, { digest, platforms }: Inputs): Promise<Facts> {
  const manifest = await source.readManifest(hop.source)
  const named = new Map<Tag, Digest | undefined>()
  for (const tag of hop.tags) named.set(tag, await target.readDigest({ ...hop.target, tag }))
  return { hop, manifest, expected: digest, platforms, named }
}

function announce(repository: string, outcomes: readonly Outcome[], ports: Ports): void {
  for (const { tag, deed, after, problems } of outcomes) {
    if (deed !== 'leave' && problems.length === 0) ports.log.notice(`promoted ${repository}:${tag} → ${after}`)
  }
}

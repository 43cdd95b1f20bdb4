import type { Ports } from '@slipway/host'
import { type Digest, err, ok, type Problem, Refusal, type Result } from '@slipway/kernel'
import { renderReference, renderRepository } from '@slipway/oci'
import { type Credential, copyImage, type Registry } from '@slipway/registry'
import type { Hop, Move, Plan } from './plan.ts'

/** The two ends of a hop; where both live on one host they are the same. */
export type Ends = {
  readonly source: Registry
  readonly target: Registry
  readonly sourceCredential: Credential | undefined
  readonly targetCredential: Credential
}

/** What became of a tag. It was promoted when there is no problem. */
export type Outcome = Move & {
  /** What the registry said afterwards; undefined where it named nothing or did not say. */
  readonly after: Digest | undefined
  readonly problems: readonly Problem[]
}

/**
 * Copies the image where it has to, moves the tags one by one, and then asks the registry what each of them names. A tag that fails
 * does not keep the others from moving: a repeated run finds those done. Rejects only before the first tag has moved.
 */
export async function performMoves(hop: Hop, plan: Plan, ends: Ends, ports: Ports): Promise<readonly Outcome[]> {
  const due = plan.moves.filter(({ deed }) => deed !== 'leave')
  if (hop.copies && due.length > 0) await copy(hop, plan.manifest.digest, ends, ports)
  const failures = new Map<Move, readonly Problem[]>()
  for (const move of due) {
    const written = await attempt(() => ends.target.putManifest({ ...hop.target, tag: move.tag }, plan.manifest))
    if (!written.ok) failures.set(move, written.error)
  }
  const outcomes: Outcome[] = []
  for (const move of plan.moves) outcomes.push(await compare(hop, move, plan.manifest.digest, failures.get(move) ?? [], ends.target))
  return outcomes
}

async function copy({ source, target }: Hop, digest: Digest, ends: Ends, ports: Ports): Promise<void> {
  const from = { kind: 'repository', repository: source, at: digest } as const
  const to = { kind: 'repository', repository: target, at: digest } as const
  ports.log.info(`copy ${renderRepository(source)}@${digest} to ${renderRepository(target)}`)
  await copyImage(ports, ends.target, { from, to, fromCredential: ends.sourceCredential, toCredential: ends.targetCredential })
}

/** What the tag names now decides: a write whose answer was lost has moved it all the same. */
async function compare({ target }: Hop, move: Move, digest: Digest, failed: readonly Problem[], registry: Registry): Promise<Outcome> {
  const reference = { ...target, tag: move.tag }
  const read = await attempt(() => registry.readDigest(reference))
  if (!read.ok) return { ...move, after: undefined, problems: [...failed, ...read.error] }
  const after = read.value
  if (after === digest) return { ...move, after, problems: [] }
  if (failed.length > 0) return { ...move, after, problems: failed }
  const message = `${renderReference(reference)} should be ${digest} now, but is ${after ?? 'not there'}`
  const cure = 'See what else moves this tag, and give both jobs the same concurrency group'
  return { ...move, after, problems: [{ code: 'E_PROMOTE_COMPARE', message, cure }] }
}

async function attempt<T>(deed: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await deed())
  } catch (error) {
    if (error instanceof Refusal) return err(error.problems)
    throw error
  }
}

/** Every problem; of several tags led by one that says which moved and which did not. Nothing when all of them are right. */
export function reportFailures(hop: Hop, digest: Digest, outcomes: readonly Outcome[]): readonly Problem[] {
  const problems = outcomes.flatMap((outcome) => outcome.problems)
  if (problems.length === 0 || outcomes.length === 1) return problems
  const named = (fits: (outcome: Outcome) => boolean): string => outcomes.flatMap((one) => (fits(one) ? [one.tag] : [])).join(', ') || 'none'
  const failed = named((one) => one.problems.length > 0)
  const moved = named((one) => one.problems.length === 0 && one.deed !== 'leave')
  const left = named((one) => one.problems.length === 0 && one.deed === 'leave')
  const message = `not every tag of ${renderRepository(hop.target)} is ${digest}: failed: ${failed}; moved: ${moved}; was so before: ${left}`
  return [{ code: 'E_PROMOTE_INCOMPLETE', message, cure: 'Cure the other problems and run the job again: it moves what is missing' }, ...problems]
}

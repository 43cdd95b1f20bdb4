import { parseInputs } from '@slipway/contract'
import { type Problem, Refusal, unwrap } from '@slipway/kernel'
import { contract } from '../contract.ts'
import { run } from '../run.ts'
import type { Client } from './ledger.support.ts'
import { createMachine, type Plant } from './machine.support.ts'
import { own, type RunPlan, shadow } from './plan.support.ts'
import { createUnsignedProof } from './proof.support.ts'
import { createDraw } from './time.support.ts'
import { createLife, type Fuse, type Wire, type World } from './wire.support.ts'

export type Outputs = Awaited<ReturnType<typeof run>>

/** How a job ended. */
export type Ending =
  | { readonly how: 'done'; readonly outputs: Outputs }
  | { readonly how: 'refused'; readonly problems: readonly Problem[] }
  | { readonly how: 'killed' }
  | { readonly how: 'broken'; readonly error: unknown }

export type Job = { readonly client: Client; readonly ending: Ending }

export type Asked = { readonly mode: Client['mode']; readonly platform?: string; readonly waitFor?: string }

/** One job of an attempt, on a machine of its own. */
export async function runJob(
  world: World,
  plant: Plant,
  { run: plan, key, fuse, began, name, seed }: { run: RunPlan; key: string; fuse: Fuse; began: number; name: string; seed: number },
  asked: Asked,
): Promise<Job> {
  const client: Client = {
    name: `${name}, ${asked.mode}${asked.platform === undefined ? '' : ` ${asked.platform}`}`,
    run: plan,
    key,
    mode: asked.mode,
    platform: asked.platform,
    repository: plan.trusted ? own : shadow,
    began,
    started: world.ledger.stamp,
    at: world.time.now(),
    seen: new Map(),
    written: new Map(),
    built: 0,
    configs: new Set(),
    builds: 0,
    writes: 0,
    misled: false,
  }
  const life = createLife()
  fuse.machines.push(life)
  world.counts.jobs += 1
  const wire: Wire = { world, client, life, fuse, draw: createDraw(seed), failed: new Map() }
  const ports = createMachine(wire, plant)
  const work = run(inputsOf(world, plan, asked), ports, createUnsignedProof).then(
    (outputs): Ending => ({ how: 'done', outputs }),
    (error: unknown): Ending => (error instanceof Refusal ? { how: 'refused', problems: error.problems } : { how: 'broken', error }),
  )
  const ending = await Promise.race([work, life.ended.then((): Ending => ({ how: 'killed' }))])
  const said = ending.how === 'refused' ? `refused: ${ending.problems.map(({ code, message }) => `${code} ${message}`).join('; ')}` : ending.how
  world.trace.push(`${(world.time.now() / 1000).toFixed(2)} ${client.name}: ${said}`)
  return { client, ending }
}

function inputsOf({ schedule }: World, { moveTags }: RunPlan, { mode, platform, waitFor }: Asked) {
  return unwrap(
    parseInputs(contract, {
      mode,
      image: `ghcr.io/${own}`,
      platforms: schedule.platforms.join(','),
      ...(platform === undefined ? {} : { platform }),
      ...(waitFor === undefined ? {} : { 'wait-for': waitFor }),
      tags: schedule.tags.join('\n'),
      'move-tags': String(moveTags),
      engine: 'podman',
      cache: 'false',
      ...(schedule.signed ? { signer: 'OWNER/slipway/.github/workflows/builder-make.yml' } : {}),
      username: 'octocat',
      token: 'secret',
    }),
  )
}

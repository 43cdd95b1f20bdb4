import {
  createOutsideSchedule,
  createProcessSchedule,
  createSchedule,
  everySchedule,
  plantBug,
  play,
  playProcesses,
  type Schedule,
  shrink,
  type Verdict,
} from '@slipway/lab/torture'
import { root } from '../repository.ts'
import { openNetwork } from './network.ts'
import type { TortureOptions } from './options.ts'
import { outsidePrograms } from './outside-programs.ts'
import { loadBundle, loadOwnTarget } from './own-target.ts'

/** What plays schedules of one target. */
export type Player = {
  readonly name: string
  readonly play: (schedule: Schedule) => Promise<Verdict>
  readonly createSchedule: (seed: number) => Schedule
  readonly every: () => AsyncIterable<Schedule>
}

/** Loads a target. A bug is planted before anything of it is loaded. */
export async function loadPlayer({ target, bundle, outside, plant }: Pick<TortureOptions, 'target' | 'bundle' | 'outside' | 'plant'>): Promise<Player> {
  if (plant !== undefined) plantBug(root, plant)
  if (target === 'bundle') {
    const program = await loadBundle(bundle)
    const create = outside ? createOutsideSchedule : createProcessSchedule
    return { name: program.name, play: (schedule) => playProcesses(schedule, program), createSchedule: create, every: nothing }
  }
  if (target !== 'checksum-release') {
    const program = outsidePrograms[target]
    const open = openNetwork()
    return { name: program.name, play: (schedule) => playProcesses(schedule, program, open), createSchedule: createOutsideSchedule, every: nothing }
  }
  const own = await loadOwnTarget()
  const name = plant === undefined ? own.name : `${own.name} with ${plant}`
  return { name, play: (schedule) => play(schedule, own), createSchedule, every: () => everyOf((schedule) => play(schedule, own)) }
}

/** A plain run tells how many calls there are to strike at. */
async function* everyOf(playOne: Player['play']): AsyncGenerator<Schedule> {
  const [plain] = everySchedule({ requests: 1, calls: 1 })
  if (plain === undefined) return
  const { counts } = await playOne({ ...plain, incidents: [] })
  yield* everySchedule(counts)
}

async function* nothing(): AsyncGenerator<Schedule> {}

/** The lines that a failure is told with: its seed, and a smaller schedule in which the same goes wrong. */
export async function explainFailure(
  verdict: Verdict,
  player: Player,
  { target, outside, plant }: Pick<TortureOptions, 'target' | 'outside' | 'plant'>,
): Promise<readonly string[]> {
  const own = target === 'checksum-release'
  const of = `${own ? '' : ` --target ${target}`}${outside ? ' --outside' : ''}${plant === undefined ? '' : ` --plant ${plant}`}`
  // Processes take seconds, and minutes where they hang.
  const hangs = verdict.violations.some((sentence) => sentence.includes('still going'))
  const smallest = await shrink(verdict, player.play, own ? 400 : hangs ? 2 : 30)
  return [
    `seed ${verdict.schedule.seed}: ${verdict.violations.join('; ')}`,
    `  again: npm run torture -- --seed ${verdict.schedule.seed} --seeds 1 --verbose${of}`,
    `  smallest: ${smallest.violations.join('; ')}`,
    `  npm run torture -- --verbose${of} --schedule '${JSON.stringify(smallest.schedule)}'`,
  ]
}

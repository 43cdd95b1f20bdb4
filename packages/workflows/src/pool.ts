/** What runs share that go side by side: the repository's concurrency groups, and the machines that execute legs. */
import { Defect } from '@slipway/kernel'
import { createGroups, type Groups } from './groups.ts'
import { createSlots, type Slots } from './slots.ts'

export type RunPool = { readonly groups: Groups; readonly slots: Slots }

/** @param parallel how many legs of all the runs together may execute at once; at least 1 */
export function createRunPool(parallel: number): RunPool {
  if (parallel < 1) throw new Defect(`parallel is ${parallel}`)
  return { groups: createGroups(), slots: createSlots(parallel) }
}

import type { Verdict } from './play.ts'
import type { Scene, Schedule } from './schedule.ts'

/** Makes a schedule that goes wrong smaller, as long as the same thing goes wrong; tries so many plays at most. */
export async function shrink(found: Verdict, play: (schedule: Schedule) => Promise<Verdict>, most: number): Promise<Verdict> {
  let best = found
  let plays = 0
  for (let progress = true; progress; ) {
    progress = false
    for (const smaller of smallerOnes(best.schedule)) {
      if (plays >= most) return best
      plays += 1
      const verdict = await play(smaller)
      if (!isAlike(verdict, found)) continue
      best = verdict
      progress = true
      break
    }
  }
  return best
}

/** Names and numbers differ from schedule to schedule; what went wrong does not. */
function isAlike(verdict: Verdict, found: Verdict): boolean {
  const kinds = new Set(verdict.violations.map(kindOf))
  return found.violations.some((sentence) => kinds.has(kindOf(sentence)))
}

/** A sentence without the names and numbers in it. */
export function kindOf(sentence: string): string {
  return sentence
    .replaceAll(/microvm-[\w.-]+|checksums\.txt/g, 'FILE')
    .replaceAll(/(?:FILE [^,]+, )*(FILE [^,]+)/g, '$1')
    .replaceAll(/v\d+\.\d+\.\d+(?:-rc\.\d+)?/g, 'TAG')
    .replaceAll(/\d+/g, 'N')
}

const plainest: Partial<Scene> = { start: 'nothing', others: [], oci: false, immutable: false, rebuilt: false, width: 1, tag: 'v1.2.3' }

function* smallerOnes(schedule: Schedule): Generator<Schedule> {
  const { incidents, scene, clients } = schedule
  if (clients === 2) yield { ...schedule, clients: 1, incidents: incidents.filter(({ client }) => client === 0) }
  for (const incident of incidents) yield { ...schedule, incidents: incidents.filter((one) => one !== incident) }
  for (const [name, value] of Object.entries(plainest)) {
    if (JSON.stringify(scene[name as keyof Scene]) !== JSON.stringify(value)) yield { ...schedule, scene: { ...scene, [name]: value } }
  }
  if (scene.sizes.length > 1) yield { ...schedule, scene: { ...scene, sizes: scene.sizes.slice(1) } }
  for (const [index, size] of scene.sizes.entries()) {
    if (size > 300) yield { ...schedule, scene: { ...scene, sizes: scene.sizes.with(index, 300) } }
  }
  if (schedule.burst !== 1) yield { ...schedule, burst: 1 }
  if (schedule.order !== 0) yield { ...schedule, order: 0 }
  for (const incident of incidents) {
    if (incident.call > 0) yield { ...schedule, incidents: incidents.map((one) => (one === incident ? { ...one, call: one.call - 1 } : one)) }
  }
}

import { HttpFailure, type HttpRequest, type HttpResponse } from '@slipway/host'
import type { RegistryFake } from '@slipway/registry/fakes'
import type { Client, Ledger } from './ledger.support.ts'
import type { Eviction, Kill, Schedule } from './plan.support.ts'
import { serve } from './registry.support.ts'
import { type Draw, drawOne, drawSpan, type Time } from './time.support.ts'

/** Everything that the machines of one schedule share. */
export type World = {
  readonly schedule: Schedule
  readonly time: Time
  readonly fake: RegistryFake
  readonly ledger: Ledger
  readonly draw: Draw
  readonly counts: Record<'requests' | 'builds' | 'kills' | 'evictions' | 'jobs', number> & { readonly faults: Record<string, number> }
  readonly trace: string[]
  /** Nothing goes wrong any more: what is there now has to heal. */
  calm: boolean
  readonly lies: Set<string>
  /** Clean-ups that are over. */
  readonly evicted: Set<Eviction>
}

/** How long an attempt lives, and what it takes along. */
export type Fuse = { readonly kill: Kill | undefined; count: number; readonly machines: { readonly die: () => void }[] }

export type Life = { dead: boolean; readonly die: () => void; readonly ended: Promise<'killed'> }

export function createLife(): Life {
  let die = (): void => {}
  const ended = new Promise<'killed'>((resolve) => {
    die = () => {
      life.dead = true
      resolve('killed')
    }
  })
  const life: Life = { dead: false, die: () => die(), ended }
  return life
}

/** What never comes back: the rest of a machine that is gone. */
export const never = new Promise<never>(() => {})

/** One machine's way to the registry. */
export type Wire = {
  readonly world: World
  readonly client: Client
  readonly life: Life
  readonly fuse: Fuse
  readonly draw: Draw
  readonly failed: Map<string, number>
}

/** Counts one more thing that a machine does; true when it is its last. */
export function burn({ world, fuse, life, client }: Wire, done: boolean): boolean {
  if (!done) fuse.count += 1
  const { kill } = fuse
  if (kill === undefined || kill.at !== fuse.count || kill.done !== done || life.dead) return false
  world.counts.kills += 1
  world.trace.push(`${client.name} ends here${kill.wide ? ', with its whole attempt' : ''}`)
  life.die()
  if (kill.wide) for (const each of fuse.machines) each.die()
  return true
}

/** A short way mostly, a long one sometimes. */
function latency({ draw, world }: Wire): number {
  if (world.calm) return 1
  const luck = draw()
  return luck < 0.8 ? drawSpan(draw, 1, 60) : luck < 0.97 ? drawSpan(draw, 50, 500) : drawSpan(draw, 500, 5_000)
}

const refusals = [500, 502, 503, 429] as const
type Fault = 'refused' | 'answer' | 'lost' | 'late' | 'truncated' | undefined

/** At most two in a row for one request, and three for all of a copy, which begins anew each time: with five tries both have to come through. */
function drawFault(wire: Wire, deed: string | undefined, what: string): Fault {
  const { world, draw, failed } = wire
  const name = deed ?? what
  if (world.calm || draw() * 1000 >= world.schedule.faults || (failed.get(name) ?? 0) >= (deed === undefined ? 2 : 3)) {
    if (deed === undefined) failed.set(name, 0)
    return undefined
  }
  failed.set(name, (failed.get(name) ?? 0) + 1)
  return drawOne<Exclude<Fault, undefined>>(draw, ['refused', 'answer', 'answer', 'lost', 'late', 'truncated'])
}

/**
 * One exchange over a net that delays, breaks and repeats. Rejects with HttpFailure; never ends where the machine does.
 * @param deed what it is a part of, where that is repeated as a whole
 */
export async function exchange(wire: Wire, request: HttpRequest, deed?: string): Promise<HttpResponse> {
  const { world, life, client } = wire
  if (life.dead || burn(wire, false)) return never
  await world.time.sleep(latency(wire))
  if (life.dead) return never
  const what = `${request.method} ${new URL(request.url).pathname.replace(/(uploads\/).*/, '$1')}`
  const fault = drawFault(wire, deed, what)
  if (fault !== undefined) world.counts.faults[fault] = (world.counts.faults[fault] ?? 0) + 1
  const note = (status: string): void => void world.trace.push(`${(world.time.now() / 1000).toFixed(2)} ${client.name}: ${what}: ${status}`)
  if (fault === 'refused' || fault === 'answer') {
    note(fault)
    await world.time.sleep(latency(wire))
    if (life.dead) return never
    if (fault === 'refused') throw new HttpFailure('refused', false, `${what} was refused`)
    return drawRefusal(wire)
  }
  const response = serve(wire, request)
  note(`${response.status}${fault === undefined ? '' : `, but ${fault}`}`)
  if (burn(wire, true)) return never
  await world.time.sleep(latency(wire))
  if (life.dead) return never
  if (fault === 'lost') throw new HttpFailure('reset', true, `${what}: the connection broke`)
  if (fault === 'truncated') throw new HttpFailure('truncated', true, `${what}: the answer ended too early`)
  return fault === 'late' ? { status: 504, headers: {}, body: new Uint8Array() } : response
}

function drawRefusal({ draw, world }: Wire): HttpResponse {
  const status = drawOne(draw, refusals)
  const wait = drawSpan(draw, 1, 40)
  const later = drawOne(draw, [undefined, String(wait), new Date(world.time.now() + wait * 1000).toUTCString()])
  return { status, headers: later === undefined ? {} : { 'retry-after': later }, body: new Uint8Array() }
}

import { mediaTypes } from '@slipway/oci'
import { createRegistryFake, type RegistryFake } from '@slipway/registry/fakes'
import { Ledger } from './ledger.support.ts'
import type { Schedule } from './plan.support.ts'
import { runJob } from './runs.support.ts'
import { createDraw, createTime } from './time.support.ts'
import { renderTag } from './verdict.support.ts'
import type { World } from './wire.support.ts'

const start = 1_700_000_000_000

/** An empty registry with a base image, and nobody who uses it yet. */
export async function createWorld(schedule: Schedule): Promise<World> {
  return openWorld(schedule, [await keyOf(schedule, 0), await keyOf(schedule, 1)])
}

function openWorld(schedule: Schedule, keys: readonly string[]): World {
  const { strict, referrers, tagQuery, seed } = schedule
  const fake = createRegistryFake({ strict, referrers, tagQuery })
  putBase(fake)
  const counts = { requests: 0, builds: 0, kills: 0, evictions: 0, jobs: 0, faults: {} }
  const ledger = new Ledger(fake, schedule, keys, schedule.tags.map(renderTag))
  return { schedule, time: createTime(start), fake, ledger, draw: createDraw(seed), counts, trace: [], calm: false, lies: new Set(), evicted: new Set() }
}

function putBase(fake: RegistryFake): void {
  const manifests = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/riscv64'].map((platform) => {
    const [os, architecture, variant] = platform.split('/')
    const config = { mediaType: mediaTypes.config, ...fake.putBlob({ os, architecture, variant }) }
    const image = JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [] })
    const digest = fake.put('library/debian', undefined, mediaTypes.manifest, image)
    return { mediaType: mediaTypes.manifest, digest, size: image.length, platform: { os, architecture, ...(variant === undefined ? {} : { variant }) } }
  })
  fake.put('library/debian', '12', mediaTypes.index, { schemaVersion: 2, mediaType: mediaTypes.index, manifests })
}

const known = new Map<string, Promise<string>>()

/** The key of sources, as the action itself works it out in a world without trouble. */
export function keyOf(schedule: Schedule, sources: number): Promise<string> {
  const name = `${sources} ${[...schedule.platforms].sort().join()}`
  const key = known.get(name) ?? findKey({ ...schedule, tags: [], bearer: false }, sources)
  known.set(name, key)
  return key
}

async function findKey(schedule: Schedule, sources: number): Promise<string> {
  const world = openWorld(schedule, [])
  world.calm = true
  const plan = { sources, shape: 'ensure', trusted: true, moveTags: false, start: 0, kills: [], again: 'all' } as const
  const work = runJob(
    world,
    {},
    { run: plan, key: '', fuse: { kill: undefined, count: 0, machines: [] }, began: 0, name: 'the key', seed: 1 },
    { mode: 'plan' },
  )
  await world.time.run(work)
  const { ending } = await work
  if (ending.how !== 'done') throw new Error(`no key: ${world.trace.join('\n')}`)
  return ending.outputs.key
}

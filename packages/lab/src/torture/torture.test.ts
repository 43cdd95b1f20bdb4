import { describe, expect, test } from '@jest/globals'
import type { Ports } from '@slipway/host'
import { refuse } from '@slipway/kernel'
import { addVerdict, createSchedule, emptyTally, everySchedule, mergeTallies, play, type Schedule, shrink, type Target } from './index.ts'
import { applyChange } from './planted-bugs.ts'
import { createRandom } from './random.ts'
import { createStage, Stuck } from './stage.ts'
import { createProcess } from './virtual-process.ts'

const api = 'https://api.github.com/repos/octo/microvm'
const plain: Schedule = {
  seed: 0,
  scene: { tag: 'v1.2.3', publish: true, immutable: false, sizes: [300, 5_000], width: 2, start: 'nothing', others: ['v1.2.2'], oci: false, rebuilt: false },
  clients: 1,
  order: 1,
  burst: 1,
  incidents: [],
}
const change = (scene: Partial<Schedule['scene']>, more: Partial<Schedule> = {}): Schedule => ({ ...plain, ...more, scene: { ...plain.scene, ...scene } })

type Given = Readonly<Record<string, string>>
type Raw = {
  readonly id: number
  readonly tag_name: string
  readonly draft: boolean
  readonly upload_url: string
  readonly assets: readonly { id: number; name: string }[]
}

/** GitHub for somebody who does not care: no retry, no look, and `step` decides what is done. */
function naive(step: (of: Client, given: Given) => Promise<void>): Target {
  return {
    name: 'naive',
    bodyOf: () => '',
    run: async (given, ports) => {
      await step(createClient(given, ports), given)
      return {}
    },
  }
}

type Client = ReturnType<typeof createClient>

function createClient(given: Given, { http, files }: Ports) {
  const call = async (method: string, url: string, body?: object, headers: Given = {}): Promise<unknown> => {
    const authorization = `token ${given['token']}`
    const answer = await http.request({ method, url, headers: { authorization, ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = Buffer.from(answer.body).toString()
    if (answer.status >= 400) throw refuse({ code: 'E', message: `${answer.status} ${text}` })
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    names: (given['expect'] ?? '').split('\n'),
    list: () => call('GET', `${api}/releases`) as Promise<Raw[]>,
    create: (draft: boolean) => call('POST', `${api}/releases`, { tag_name: given['tag'], draft }) as Promise<Raw>,
    publish: (id: number) => call('PATCH', `${api}/releases/${id}`, { draft: false }),
    remove: (path: string) => call('DELETE', `${api}${path}`),
    upload: async ({ upload_url }: Raw, name: string): Promise<void> => {
      const bytes = await files.readBytes(`dist/${name}`)
      const body = {
        size: bytes.length,
        stream: async function* () {
          yield bytes
        },
      }
      const headers = { authorization: `token ${given['token']}`, 'content-type': 'application/gzip' }
      const answer = await http.request({ method: 'POST', url: `${upload_url.replace(/\{.*/, '')}?name=${name}`, headers, body })
      if (answer.status >= 400) throw refuse({ code: 'E', message: String(answer.status) })
    },
  }
}

const careless = naive(async ({ names, create, upload, publish }, given) => {
  const release = await create(true)
  for (const name of names) await upload(release, name)
  if (given['publish'] === 'true') await publish(release.id)
})

describe('the judge goes red', () => {
  const reds: readonly (readonly [string, Target, Schedule, string])[] = [
    ['on a release that is public before it is whole', naive(async ({ create }) => void (await create(false))), plain, 'is missing'],
    ['on a set without its checksums', careless, plain, 'v1.2.3 is public, and checksums.txt is missing'],
    ['on a second draft', naive(async ({ create }) => void (await create(true))), change({ publish: false }), 'drafts of v1.2.3'],
    [
      'on a foreign release that is gone',
      naive(async ({ list, remove }) => void (await remove(`/releases/${(await list()).find(({ tag_name }) => tag_name === 'v1.2.2')?.id}`))),
      plain,
      'the foreign release v1.2.2 was changed',
    ],
    [
      "on a person's draft that is gone",
      naive(async ({ list, remove }) => void (await remove(`/releases/${(await list()).find(({ draft }) => draft)?.id}`))),
      change({ start: 'prepared' }),
      'a draft that a person made was deleted',
    ],
    ['on a run that says it went well and did nothing', naive(async () => {}), plain, 'there is no published release of v1.2.3'],
    ['on a run that never ends', naive(() => new Promise(() => {})), plain, 'nobody can go on'],
    [
      'on a run that is refused for nothing',
      naive(() => Promise.reject(refuse({ code: 'E', message: 'no' }))),
      plain,
      'two undisturbed runs end refused and refused, and not released',
    ],
    ['on a crash', naive(() => Promise.reject(new TypeError('x'))), plain, 'a run crashed: x'],
    [
      'on the same request after a refusal',
      naive(async ({ create, publish }) => {
        const { id } = await create(true)
        for (let time = 0; time < 2; time += 1) await publish(id).catch(() => {})
      }),
      change({ start: 'burned', immutable: true }),
      'was refused with 422 and is sent again as it was',
    ],
    [
      'on a file that was there and is sent again',
      naive(async ({ names, list, upload }) => {
        const draft = (await list()).find((release) => release.draft)
        if (draft !== undefined) for (const name of names) await upload(draft, name).catch(() => {})
      }),
      change({ start: 'partial', publish: false }),
      'is sent again by a run that found it there',
    ],
    [
      'on bytes that are sent more often than anything has struck',
      naive(async ({ names, create, list, upload, remove }) => {
        const draft = await create(true)
        for (const name of [...names, ...names, ...names]) {
          await upload(draft, name)
          for (const { id } of (await list()).find(({ id }) => id === draft.id)?.assets ?? []) await remove(`/releases/assets/${id}`)
        }
      }),
      change({ publish: false }),
      'bytes arrived, and a set of',
    ],
  ]
  test.each(reds)('%s', async (_, target, schedule, sentence) => {
    expect((await play(schedule, target)).violations.join('\n')).toContain(sentence)
  })

  test('and finds by seed what only a fault brings to light, and makes it smaller', async () => {
    const hopeful = naive(async ({ names, list, create, upload }) => {
      const there = (await list()).find(({ draft, tag_name }) => draft && tag_name === 'v1.2.3')
      const release = there ?? (await create(true))
      for (const name of names.filter((one) => !release.assets.some((asset) => asset.name === one))) await upload(release, name)
    })
    const wrong: number[] = []
    for (let seed = 0; seed < 40; seed += 1) if ((await play(createSchedule(seed), hopeful)).violations.length > 0) wrong.push(seed)
    expect(wrong.length).toBeGreaterThan(5)
    const found = await play(createSchedule(wrong.at(-1) ?? 0), hopeful)
    const smallest = await shrink(found, (schedule) => play(schedule, hopeful), 200)
    const weight = ({ incidents, scene, clients }: Schedule): number => incidents.length + scene.sizes.length + scene.others.length + clients
    expect(weight(smallest.schedule)).toBeLessThanOrEqual(weight(found.schedule))
    expect(smallest.violations.length).toBeGreaterThan(0)
  })
})

describe('a schedule', () => {
  test('is the same for the same seed, and so is everything that happens', async () => {
    for (const seed of [3, 5, 8, 13]) {
      expect(createSchedule(seed)).toEqual(createSchedule(seed))
      const plays = [await play(createSchedule(seed), careless), await play(JSON.parse(JSON.stringify(createSchedule(seed))) as Schedule, careless)]
      expect(plays[0]?.trace).toEqual(plays[1]?.trace)
    }
    expect(createSchedule(1)).not.toEqual(createSchedule(2))
  })

  test('of every call strikes each call with each fault and kill, by one client and by two', () => {
    const all = [...everySchedule({ requests: 3, calls: 5 })]
    expect(new Set(all.map(({ incidents: [first], clients }) => `${clients} ${first?.on} ${first?.call} ${first?.what}`)).size).toBe(all.length)
    expect(all.filter(({ clients, incidents }) => clients === 2 && incidents[0]?.what === 'kill-during')).toHaveLength(5)
    expect(all.filter(({ incidents }) => incidents[0]?.what === 'reset-after')).toHaveLength(6)
  })
})

test('a killed process does nothing any more, and what it had sent may still arrive', async () => {
  const life = createProcess([{ client: 0, run: 0, on: 'call', call: 1, what: 'kill-after' }])
  const done: string[] = []
  const calls = ['first', 'second', 'third'].map((name) => life.call(async () => void done.push(name)))
  expect(await life.death).toBe('killed')
  expect(await Promise.race([calls[2], new Promise((resolve) => setImmediate(resolve, 'never'))])).toBe('never')
  expect([done, life.isDead(), life.struck.length]).toEqual([['first', 'second', 'third'].slice(0, done.length), true, 1])
})

test('virtual time passes only when nobody can go on without it', async () => {
  const stage = createStage(createRandom(1), 0)
  const heard: string[] = []
  const body = async (): Promise<void> => {
    const late = stage.sleep(3_600_000).then(() => heard.push(`late ${stage.now()}`))
    stage.after(5_000, () => heard.push('cancelled'))()
    await stage.turn(0)
    heard.push(`turn ${stage.now()}`)
    await late
  }
  await stage.play(body(), 4_000_000)
  expect(heard).toEqual(['turn 0', 'late 3600000'])
  await expect(stage.play(stage.sleep(10_000_000), 4_000_000)).rejects.toThrow(Stuck)
})

test('a bug is planted where the source has what it changes, exactly once', () => {
  const bug = { file: 'x.ts', find: 'b', replace: 'c' }
  expect(applyChange('abd', bug)).toBe('acd')
  for (const source of ['ad', 'abb']) expect(() => applyChange(source, bug)).toThrow('x.ts holds')
})

test('a tally counts by kind, and two of them add up', async () => {
  const one = addVerdict(emptyTally('t'), await play(plain, careless))
  const both = mergeTallies(one, addVerdict(emptyTally('t'), await play(change({ sizes: [1] }), careless)))
  expect([one.wrong, both.wrong, both.schedules]).toEqual([1, 2, 2])
  expect(Object.values(both.kinds).map(({ count }) => count)).toContain(2)
})

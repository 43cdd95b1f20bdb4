import { describe, expect, test } from '@jest/globals'
import { type Digest, digestOf, type Problem } from '@slipway/kernel'
import { ApiFailure, type AssetFact, type LocalAsset, ownerMark, performRelease, type ReleaseApi, type ReleaseFact, type ReleaseWork } from './index.ts'

/** What befalls one request: nothing, a failure before or after its effect, a broken upload, a limit, or the end of the process. */
type Fault = 'none' | 'before' | 'after' | 'starter' | 'limit' | 'kill-before' | 'kill-after'

class Kill extends Error {}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function local(name: string, content = `content of ${name}`): LocalAsset {
  return {
    name,
    size: content.length,
    digest: digestOf(content),
    contentType: 'application/gzip',
    stream: async function* () {
      yield bytesOf(content)
    },
  }
}

type Stored = { -readonly [Key in keyof AssetFact]: AssetFact[Key] }
type Release = { -readonly [Key in keyof ReleaseFact]: ReleaseFact[Key] } & { assets: Stored[] }

/** GitHub in memory, at the level of the api: what a request does, and what can go wrong with it. */
class World {
  readonly releases: Release[] = []
  readonly violations: string[] = []
  readonly sent = new Map<string, number>()
  readonly calls: string[] = []
  latest = 0
  #next = 1
  faults: Fault[] = []
  /** Of what has just been uploaded, in milliseconds. */
  age = 90_000
  digestDelay = 0
  turn: () => Promise<void> = async () => {}

  add(change: Partial<Release>): Release {
    const id = this.#next++
    const release = {
      id,
      tag: 'v1.2.3',
      draft: true,
      prerelease: false,
      immutable: false,
      body: '',
      author: 'bot',
      url: `https://x/${id}`,
      uploadUrl: 'https://u',
      assets: [],
      ...change,
    }
    this.releases.push(release)
    return release
  }

  asset(release: Release, name: string, change: Partial<Stored> = {}): Stored {
    const stored = { id: this.#next++, name, size: 0, state: 'starter', digest: undefined, uploader: 'bot', age: 90_000, ...change }
    release.assets.push(stored)
    return stored
  }

  find(id: number): Release {
    const found = this.releases.find((release) => release.id === id)
    if (found === undefined) throw new ApiFailure('missing', `no release ${id}`, { status: 404 })
    return found
  }

  /** One process. After a kill none of its requests does anything any more. */
  api(declared: readonly LocalAsset[]): ReleaseApi {
    let dead = false
    const call = async <T>(what: string, effect: (fault: Fault) => T | Promise<T>): Promise<T> => {
      await this.turn()
      if (dead) throw new Kill()
      const fault = this.faults.shift() ?? 'none'
      this.calls.push(`${what}${fault === 'none' ? '' : ` (${fault})`}`)
      if (fault.startsWith('kill')) dead = true
      if (fault === 'kill-before') throw new Kill()
      if (fault === 'before') throw new ApiFailure('transient', `${what} was reset`)
      if (fault === 'limit') throw new ApiFailure('transient', `${what} was limited`, { status: 429, wait: 7_000 })
      const value = await effect(fault)
      if (fault === 'kill-after') throw new Kill()
      if (fault === 'after' || fault === 'starter') throw new ApiFailure('transient', `the reply to ${what} was lost`, { status: 502 })
      return value
    }
    const view = ({ assets: _, ...release }: Release): ReleaseFact => ({ ...release })
    return {
      listReleases: () => call('list releases', () => this.releases.map(view)),
      readRelease: (id) => call('read release', () => this.releases.filter((release) => release.id === id).map(view)[0]),
      writeBody: ({ id }, body) => call('write body', () => view(Object.assign(this.find(id), { body }))),
      readLatest: () => call('read latest', () => (this.latest === 0 ? undefined : this.latest)),
      readAsset: (id) =>
        call('read asset', () => {
          const found = this.releases.flatMap(({ assets }) => assets).find((asset) => asset.id === id)
          return found === undefined ? undefined : this.#shown(found)
        }),
      createDraft: ({ tag, body, prerelease }) => call('create draft', () => view(this.add({ tag, body, prerelease }))),
      publish: ({ id }, { prerelease, latest }) => call('publish', () => this.publish(id, prerelease, latest, declared)),
      electLatest: (id) =>
        call('elect latest', () => {
          this.latest = id
        }),
      deleteRelease: (id) => call('delete release', () => void this.releases.splice(this.releases.indexOf(this.find(id)), 1)),
      listAssets: (id) => call('list assets', () => this.find(id).assets.map((asset) => this.#shown(asset))),
      upload: (release, asset) => call(`upload ${asset.name}`, (fault) => this.#upload(release.id, asset, fault)),
      deleteAsset: (id) => call('delete asset', () => this.#delete(id)),
      readTag: () => call('read tag', () => 'c0ffee'),
      generateNotes: () => call('generate notes', () => 'Notes'),
      readImmutability: () => call('read immutability', () => 'unknown' as const),
    }
  }

  #shown(asset: Stored): AssetFact {
    const hidden = asset.state === 'uploaded' && this.digestDelay > 0
    if (hidden) this.digestDelay -= 1
    return { ...asset, ...(hidden ? { digest: undefined } : {}) }
  }

  async #upload(id: number, asset: LocalAsset, fault: Fault): Promise<AssetFact> {
    const release = this.find(id)
    if (release.immutable && !release.draft) throw new ApiFailure('invalid', 'Cannot upload assets to an immutable release.', { status: 422 })
    if (release.assets.some(({ name }) => name === asset.name)) throw new ApiFailure('exists', 'already_exists', { status: 422 })
    const stored = this.asset(release, asset.name)
    this.sent.set(asset.name, (this.sent.get(asset.name) ?? 0) + asset.size)
    if (fault === 'starter') return stored
    const chunks: Uint8Array[] = []
    for await (const chunk of asset.stream()) chunks.push(chunk)
    await this.turn()
    if (!this.releases.includes(release) || !release.assets.includes(stored)) throw new ApiFailure('missing', 'gone', { status: 404 })
    const content = Buffer.concat(chunks)
    return Object.assign(stored, { state: 'uploaded', size: content.length, digest: digestOf(content), age: this.age })
  }

  #delete(id: number): void {
    for (const release of this.releases) {
      const index = release.assets.findIndex((asset) => asset.id === id)
      if (index === -1) continue
      if (!release.draft) this.violations.push(`an asset of the public ${release.tag} was deleted`)
      release.assets.splice(index, 1)
      return
    }
    throw new ApiFailure('missing', 'no asset', { status: 404 })
  }

  publish(id: number, prerelease: boolean, latest: boolean, declared: readonly LocalAsset[]): ReleaseFact {
    const release = this.find(id)
    if (!release.draft && release.immutable) throw new ApiFailure('invalid', 'immutable', { status: 422 })
    if (render(release.assets) !== render(declared)) this.violations.push(`published with ${render(release.assets)}`)
    Object.assign(release, { draft: false, prerelease })
    if (latest) this.latest = id
    return release
  }
}

function render(assets: readonly { name: string; size: number; digest: Digest | undefined }[]): string {
  return assets
    .map(({ name, size, digest }) => `${name} ${size} ${digest}`)
    .toSorted()
    .join('\n')
}

function effects() {
  const lines: string[] = []
  const warnings: Problem[] = []
  const slept: number[] = []
  let now = 0
  return {
    lines,
    warnings,
    slept,
    clock: {
      now: () => now,
      sleep: async (milliseconds: number) => {
        slept.push(milliseconds)
        now += milliseconds
      },
    },
    log: { info: (line: string) => void lines.push(line), warning: (problem: Problem) => void warnings.push(problem) } as never,
    random: () => '0000',
  }
}

const three = [local('a.tar.gz'), local('b.tar.gz'), local('checksums.txt', 'sums')]
const work = (change: Partial<ReleaseWork> = {}): ReleaseWork => ({
  draft: { tag: 'v1.2.3', title: 'v1.2.3', body: `words\n\n${ownerMark}`, prerelease: false },
  commit: 'c0ffee',
  publish: false,
  replace: false,
  assets: three,
  width: 2,
  ...change,
})
const total = (world: World): number => [...world.sent.values()].reduce((sum, bytes) => sum + bytes, 0)
const size = three.reduce((sum, asset) => sum + asset.size, 0)

describe('the transaction', () => {
  test('makes one draft, uploads, reads back, and leaves it a draft', async () => {
    const world = new World()
    const outcome = await performRelease(effects(), world.api(three), work())
    expect(world.releases).toMatchObject([{ draft: true, body: `words\n\n${ownerMark}` }])
    expect(render(outcome.assets)).toBe(render(three))
    expect(outcome.sent).toEqual({ files: 3, bytes: size })
    expect(world.calls.filter((call) => /publish|delete/.test(call))).toEqual([])
  })

  test('publishes last, and a second run changes nothing', async () => {
    const world = new World()
    await performRelease(effects(), world.api(three), work({ publish: true }))
    const [release] = world.releases
    expect([release?.draft, world.latest, world.violations]).toEqual([false, release?.id, []])
    const before = total(world)
    world.calls.length = 0
    const again = await performRelease(effects(), world.api(three), work({ publish: true }))
    expect([again.release.draft, again.sent.bytes, total(world)]).toEqual([false, 0, before])
    expect(world.calls.filter((call) => !/^(list|read)/.test(call))).toEqual([])
  })

  test('a fix for an old line does not become the latest, and the highest is said to be it', async () => {
    const world = new World()
    const highest = world.add({ tag: 'v2.0.0', draft: false })
    await performRelease(effects(), world.api(three), work({ publish: true }))
    expect(world.latest).toBe(highest.id)
    expect(world.calls.slice(-5)).toEqual(['list releases', 'read latest', 'elect latest', 'list releases', 'read latest'])
  })

  test('goes on with the draft of an interrupted run and sends only what is missing', async () => {
    const world = new World()
    const draft = world.add({ body: 'edited by hand' })
    const [a, b] = three as [LocalAsset, LocalAsset]
    const kept = world.asset(draft, a.name, { state: 'uploaded', size: a.size, digest: a.digest })
    world.asset(draft, b.name)
    world.asset(draft, 'checksums.txt', { state: 'uploaded', size: 4, digest: digestOf('olds'), uploader: 'octavia' })
    const foreign = world.asset(draft, 'photo.png', { state: 'uploaded', size: 1, digest: digestOf('p') })
    await expect(performRelease(effects(), world.api(three), work())).rejects.toMatchObject({ problems: [{ code: 'E_GITHUB_DIFFERS' }] })
    expect(world.calls.filter((call) => /^(delete|upload|create|write)/.test(call))).toEqual([])
    const outcome = await performRelease(effects(), world.api(three), work({ replace: true }))
    expect(world.releases).toEqual([draft])
    expect(draft.body).toBe('edited by hand')
    expect([draft.assets.includes(kept), draft.assets.includes(foreign), outcome.foreign.length]).toEqual([true, true, 1])
    expect([...world.sent.keys()]).toEqual([b.name, 'checksums.txt'])
    expect(render(outcome.assets)).toBe(render(three))
  })

  test('a reply that was lost after the upload is settled by digest, and nothing is sent again', async () => {
    const world = new World()
    world.faults = [...Array<Fault>(7).fill('none'), 'after']
    const fake = effects()
    await performRelease(fake, world.api(three), work({ width: 1 }))
    expect(total(world)).toBe(size)
    expect(fake.lines[0]).toContain('is there all the same')
    expect(fake.slept).toEqual([])
  })

  test('an unfinished upload is removed and sent once more, after what the server asked to wait', async () => {
    const world = new World()
    world.faults = [...Array<Fault>(7).fill('none'), 'starter', 'none', 'none', 'none', 'none', 'limit']
    const fake = effects()
    await performRelease(fake, world.api(three), work({ width: 1 }))
    expect(fake.slept).toEqual([1_000, 7_000])
    expect(world.calls.filter((call) => call.startsWith('upload a'))).toEqual(['upload a.tar.gz (starter)', 'upload a.tar.gz (limit)', 'upload a.tar.gz'])
    expect(world.releases[0]?.assets.every(({ state }) => state === 'uploaded')).toBe(true)
  })

  test('a lost reply to the creation makes no second draft', async () => {
    const world = new World()
    world.faults = ['none', 'none', 'after']
    await performRelease(effects(), world.api(three), work())
    expect(world.releases).toHaveLength(1)
    expect(world.calls.filter((call) => call.startsWith('create'))).toHaveLength(1)
  })

  test('an unfinished asset that another run finishes in the meantime is left alone', async () => {
    const world = new World()
    const [a] = three as [LocalAsset]
    const stored = world.asset(world.add({}), a.name)
    const api = world.api(three)
    let looks = 0
    const listAssets: ReleaseApi['listAssets'] = async (id) => {
      looks += 1
      if (looks === 2) Object.assign(stored, { state: 'uploaded', size: a.size, digest: a.digest })
      return api.listAssets(id)
    }
    await performRelease(effects(), { ...api, listAssets }, work())
    expect(world.releases[0]?.assets).toContain(stored)
    expect(world.calls).not.toContain('delete asset')
  })

  test('an asset that another run removes first is removed', async () => {
    const world = new World()
    world.asset(world.add({}), 'a.tar.gz')
    const api = world.api(three)
    const deleteAsset: ReleaseApi['deleteAsset'] = async (id) => {
      await api.deleteAsset(id)
      return api.deleteAsset(id)
    }
    const outcome = await performRelease(effects(), { ...api, deleteAsset }, work())
    expect(render(outcome.assets)).toBe(render(three))
  })

  test('a lost reply to the publishing of an immutable release is a success', async () => {
    const world = new World()
    world.add({ immutable: true })
    const publish = world.publish.bind(world)
    let lost = false
    world.publish = (...args) => {
      const value = publish(...args)
      if (!lost) {
        lost = true
        throw new ApiFailure('transient', 'lost', { status: 502 })
      }
      return value
    }
    const outcome = await performRelease(effects(), world.api(three), work({ publish: true }))
    expect([outcome.release.draft, world.violations]).toEqual([false, []])
  })

  test('a digest that comes late is waited for', async () => {
    const world = new World()
    world.digestDelay = 5
    const fake = effects()
    await performRelease(fake, world.api(three), work())
    expect(fake.slept).toEqual([2_000, 4_000])
    expect(total(world)).toBe(size)
  })

  const spoilt = (change: Partial<Pick<World, 'turn' | 'digestDelay' | 'faults'>>): World => Object.assign(new World(), change)
  const corrupting = new World()
  corrupting.turn = async () => {
    for (const asset of corrupting.releases[0]?.assets ?? []) asset.digest = digestOf('!')
  }

  test.each<readonly [string, World, string]>([
    ['bytes that arrive changed', corrupting, 'E_GITHUB_PROOF'],
    ['digests that never come', spoilt({ digestDelay: 100_000 }), 'E_GITHUB_PROOF'],
    ['a server that is down for good', spoilt({ faults: Array<Fault>(100).fill('before') }), 'E_GITHUB_TRANSIENT'],
  ])('%s end red, and nothing is published', async (_, world, code) => {
    await expect(performRelease(effects(), world.api(three), work({ publish: true }))).rejects.toMatchObject({ name: 'Refusal', problems: [{ code }] })
    expect(world.releases.filter(({ draft }) => !draft)).toEqual([])
  })

  test('no is no: what is not transient is not tried again', async () => {
    const world = new World()
    const api = { ...world.api(three), upload: () => Promise.reject(new ApiFailure('denied', 'Resource not accessible by integration', { status: 403 })) }
    const fake = effects()
    await expect(performRelease(fake, api, work({ width: 1 }))).rejects.toMatchObject({
      problems: [{ code: 'E_GITHUB_DENIED', cure: expect.stringContaining('contents: write') }],
    })
    expect(fake.slept).toEqual([])
  })

  test.each(['denied', 'missing', 'invalid', 'cancelled'] as const)('%s on a list is not tried again', async (kind) => {
    const api = { ...new World().api(three), listReleases: () => Promise.reject(new ApiFailure(kind, 'no')) }
    const fake = effects()
    await expect(performRelease(fake, api, work())).rejects.toMatchObject({ problems: [{ code: `E_GITHUB_${kind.toUpperCase()}` }] })
    expect(fake.slept).toEqual([])
  })

  test('a draft that was made and that the list does not show yet is gone on with', async () => {
    const world = new World()
    const api = world.api(three)
    const blind: ReleaseApi = { ...api, listReleases: async () => [], listAssets: async () => [] }
    const outcome = await performRelease(effects(), blind, work({ publish: true }))
    expect([world.releases.length, outcome.release.draft, total(world)]).toEqual([1, false, size])
    expect(world.violations).toEqual([])
  })

  test('what was uploaded a moment ago is left alone for a while before it is published', async () => {
    const world = new World()
    world.age = 3_000
    const fake = effects()
    const api = world.api(three)
    const listAssets: ReleaseApi['listAssets'] = async (id) => (await api.listAssets(id)).map((asset) => ({ ...asset, age: asset.age + fake.clock.now() }))
    await performRelease(fake, { ...api, listAssets }, work({ publish: true }))
    expect([fake.slept, world.violations]).toEqual([[17_000], []])
  })

  test('another run that is sending a file is waited for, as long as an upload may take, and no longer', async () => {
    for (const [arrives, sent] of [
      [true, 2],
      [false, 3],
    ] as const) {
      const world = new World()
      const [a] = three as [LocalAsset]
      const stored = world.asset(world.add({ body: ownerMark }), a.name, { age: 0 })
      const fake = effects()
      const api = world.api(three)
      const listAssets: ReleaseApi['listAssets'] = async (id) => {
        if (arrives && fake.clock.now() > 20_000) Object.assign(stored, { state: 'uploaded', size: a.size, digest: a.digest })
        return (await api.listAssets(id)).map((asset) => ({ ...asset, age: asset.age + fake.clock.now() }))
      }
      const outcome = await performRelease(fake, { ...api, listAssets }, work())
      expect([render(outcome.assets), outcome.sent.files]).toEqual([render(three), sent])
    }
  })

  test('an asset that arrives with other bytes is removed and sent again', async () => {
    const world = new World()
    const api = world.api(three)
    let wrong = 0
    const upload: ReleaseApi['upload'] = async (release, asset) => {
      const sent = await api.upload(release, asset)
      wrong += 1
      return wrong === 1
        ? { ...Object.assign(world.releases[0]?.assets.find(({ id }) => id === sent.id) ?? {}, { digest: digestOf('!') }), ...sent, digest: digestOf('!') }
        : sent
    }
    const outcome = await performRelease(effects(), { ...api, upload }, work({ width: 1 }))
    expect([render(outcome.assets), outcome.sent.files]).toEqual([render(three), 4])
  })

  test('a limit holds up every request of the run, not only the one that met it', async () => {
    const world = new World()
    const fake = effects()
    const api = world.api(three)
    const times: number[] = []
    let first = true
    const upload: ReleaseApi['upload'] = async (release, asset) => {
      times.push(fake.clock.now())
      if (!first) return api.upload(release, asset)
      first = false
      throw new ApiFailure('transient', 'limited', { status: 429, wait: 30_000, limit: true })
    }
    await performRelease(fake, { ...api, upload }, work({ width: 1 }))
    expect(times).toEqual([0, 30_000, 30_000, 30_000])
  })

  test('a long upload tells how far it is', async () => {
    const world = new World()
    const fake = effects()
    const api = world.api(three)
    const upload: ReleaseApi['upload'] = async (release, asset, onProgress) => {
      for (const part of [1, 2, 3]) {
        await fake.clock.sleep(6_000)
        onProgress?.(Math.floor((asset.size * part) / 3))
      }
      return api.upload(release, asset)
    }
    await performRelease(fake, { ...api, upload }, work({ width: 1 }))
    expect(fake.lines).toContain('a.tar.gz: 63 %, 12 B of 19 B, 1 B/s')
    expect(fake.lines).toContain('uploaded a.tar.gz, 19 bytes in 18 s, 1 B/s')
  })

  test('uploads that fail side by side are all named', async () => {
    const world = new World()
    const api: ReleaseApi = { ...world.api(three), upload: (_, { name }) => Promise.reject(new ApiFailure('invalid', name)) }
    await expect(performRelease(effects(), api, work({ width: 3 }))).rejects.toMatchObject({
      problems: [{ message: 'a.tar.gz' }, { message: 'b.tar.gz' }, { message: 'checksums.txt' }],
    })
  })

  test('a wait of an hour is not waited for', async () => {
    const api = { ...new World().api(three), listReleases: () => Promise.reject(new ApiFailure('transient', 'limit', { status: 403, wait: 3_600_000 })) }
    const fake = effects()
    await expect(performRelease(fake, api, work())).rejects.toMatchObject({ problems: [{ code: 'E_GITHUB_TRANSIENT' }] })
    expect(fake.slept).toEqual([])
  })
})

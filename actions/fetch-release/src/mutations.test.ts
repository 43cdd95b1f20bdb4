import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import { findLicense } from '@slipway/archive'
import { digestOf, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import {
  checksumsOf,
  cleanUp,
  createCache,
  createServer,
  createWorld,
  type FakeAsset,
  inputsOf,
  listing,
  packageOf,
  refusalOf,
} from './fetch-release.support.ts'
import { run } from './run.ts'

afterAll(cleanUp)

const text = (id: string): string => unwrap(findLicense(id)).text
const platforms = ['linux-amd64', 'linux-arm64', 'darwin-arm64']

function runtime(platform: string, license = text('Apache-2.0')): FakeAsset {
  const top = `microvm-runtime-${platform}`
  return { name: `${top}.tar.gz`, bytes: packageOf(top, { 'bin/runner': `#!/bin/sh\n# ${platform}\n`, VERSION: 'v1.2.3\n', LICENSE: license }) }
}

function firmware(platform: string): FakeAsset {
  const top = `microvm-firmware-${platform}`
  return { name: `${top}.tar.gz`, bytes: packageOf(top, { 'libkrunfw.so.5': 'kernel', VERSION: 'v1.2.3\n', LICENSE: text('GPL-2.0-only') }) }
}

const packages = platforms.flatMap((platform) => [runtime(platform), firmware(platform)])
const published = (): FakeAsset[] => [...packages, checksumsOf(packages)].map((asset) => ({ ...asset }))

/** What somebody may do to a set after it was published. `names` is what a refusal has to speak of, one of them. */
type Mutation = {
  readonly what: string
  readonly assets: FakeAsset[]
  readonly names: readonly string[]
  readonly onTheWay?: readonly [string, (bytes: Buffer) => Buffer]
}

const flip = (bytes: Buffer, at: number, by: number): Buffer => {
  const copy = Buffer.from(bytes)
  const index = at % copy.length
  copy[index] = ((copy[index] ?? 0) + by) % 256
  return copy
}

const which = fc.nat(published().length - 1)
const place = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }))
const pick = (index: number): { assets: FakeAsset[]; asset: FakeAsset } => {
  const assets = published()
  return { assets, asset: assets[index] as FakeAsset }
}
/** What stands in `checksums.txt` names others. */
const namesOf = (asset: FakeAsset): readonly string[] => (asset.name === 'checksums.txt' ? published().map(({ name }) => name) : [asset.name, 'checksums.txt'])

const sent = fc.constantFrom('microvm-runtime-linux-amd64.tar.gz', 'checksums.txt')
const sentChanged = fc.tuple(sent, place, fc.boolean()).map(([name, [at, by], front]): Mutation => {
  // The time and the system in the header of gzip: nothing but the proof sees them.
  const spot = front ? 4 + (at % 6) : at
  return { what: `a byte of ${name} changed on the way`, assets: published(), names: [name], onTheWay: [name, (bytes) => flip(bytes, spot, by)] }
})
/** It says the same as before. */
const sentOtherwise = fc.constantFrom('\r\n', '\n# \n').map((end): Mutation => {
  const onTheWay = (bytes: Buffer): Buffer => Buffer.from(bytes.toString().replaceAll('\n', end))
  return { what: `checksums.txt was rewritten on the way`, assets: published(), names: ['checksums.txt'], onTheWay: ['checksums.txt', onTheWay] }
})
const oneByte = fc.tuple(which, place).map(([index, [at, by]]): Mutation => {
  const { assets, asset } = pick(index)
  asset.bytes = flip(asset.bytes, at, by)
  return { what: `byte ${at % asset.bytes.length} of ${asset.name} plus ${by}, and uploaded again`, assets, names: namesOf(asset) }
})
const cut = fc.tuple(which, fc.nat()).map(([index, length]): Mutation => {
  const { assets, asset } = pick(index)
  asset.bytes = asset.bytes.subarray(0, 1 + (length % (asset.bytes.length - 1)))
  return { what: `${asset.name} cut to ${asset.bytes.length} bytes`, assets, names: namesOf(asset) }
})
const longer = fc.tuple(which, fc.uint8Array({ minLength: 1, maxLength: 20 })).map(([index, more]): Mutation => {
  const { assets, asset } = pick(index)
  asset.bytes = Buffer.concat([asset.bytes, more])
  return { what: `${asset.name} with ${Buffer.from(more).toString('hex')} behind it`, assets, names: namesOf(asset) }
})
const oneName = fc.tuple(which, place).chain(([index, [at]]) =>
  fc.constantFrom('x', 'A', '0', '-').map((letter): Mutation => {
    const { assets, asset } = pick(index)
    const { name } = asset
    const spot = at % name.length
    asset.name = `${name.slice(0, spot)}${name[spot] === letter ? `${letter}${letter}` : letter}${name.slice(spot + 1)}`
    return { what: `${name} is called ${asset.name}`, assets, names: [name, asset.name] }
  }),
)
const swapped = fc
  .tuple(which, which)
  .filter(([one, other]) => one !== other)
  .map(([one, other]): Mutation => {
    const assets = published()
    const [left, right] = [assets[one] as FakeAsset, assets[other] as FakeAsset]
    ;[left.bytes, right.bytes] = [right.bytes, left.bytes]
    return { what: `${left.name} and ${right.name} changed places`, assets, names: [left.name, right.name, 'checksums.txt'] }
  })
const missing = which.map((index): Mutation => {
  const { assets, asset } = pick(index)
  return { what: `${asset.name} is gone`, assets: assets.filter((one) => one !== asset), names: [asset.name] }
})
const unfinished = which.map((index): Mutation => {
  const { assets, asset } = pick(index)
  asset.state = 'starter'
  return { what: `${asset.name} is an upload that broke off`, assets, names: [asset.name] }
})
const extra = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}(\.tar\.gz|\.zip|\.exe|\.sig|\.sha256|)$/), fc.uint8Array({ minLength: 1, maxLength: 50 }))
  .map(([name, bytes]): Mutation => {
    return { what: `${name} is there too`, assets: [...published(), { name, bytes: Buffer.from(bytes) }], names: [name] }
  })
/** The makers themselves went wrong: checksums and digests agree, and only the text does not. */
const wrongLicense = fc.constantFrom('MIT', 'GPL-2.0-only', 'BSD-3-Clause', 'stub', 'half', 'none').map((kind): Mutation => {
  const apache = text('Apache-2.0')
  const license =
    kind === 'stub'
      ? 'See https://www.apache.org/licenses/LICENSE-2.0\n'
      : kind === 'half'
        ? apache.slice(0, apache.length / 2)
        : kind === 'none'
          ? ''
          : text(kind)
  const changed = packages.map((asset) => (asset.name === 'microvm-runtime-linux-amd64.tar.gz' ? runtime('linux-amd64', license) : asset))
  return { what: `the licence is ${kind}`, assets: [...changed, checksumsOf(changed)], names: ['microvm-runtime-linux-amd64.tar.gz'] }
})
/** Somebody changed the text in the package of the server, and nothing else. */
const licenseEdited = fc.tuple(fc.nat(), fc.constantFrom('must', 'may', '')).map(([at, word]): Mutation => {
  const assets = published()
  const asset = assets.find(({ name }) => name === 'microvm-runtime-linux-amd64.tar.gz') as FakeAsset
  const raw = gunzipSync(asset.bytes)
  const start = raw.indexOf('Apache License')
  const spot = start + (at % 9000)
  raw.write(`${word}#`, spot)
  asset.bytes = gzipSync(raw)
  return { what: `the licence text is edited at ${spot}`, assets, names: [asset.name] }
})

const mutations = fc.oneof(sentChanged, sentOtherwise, oneByte, cut, longer, oneName, swapped, missing, unfinished, extra, wrongLicense, licenseEdited)

const attempt = async ({ assets, onTheWay }: Omit<Mutation, 'what' | 'names'>) => {
  const server = createServer([{ tag: 'v1.2.3', assets }])
  if (onTheWay !== undefined) server.onTheWay.set(...onTheWay)
  const world = createWorld(server.answer)
  return { world, outcome: run(inputsOf({ license: 'Apache-2.0', cache: 'false' }), world.ports) }
}

describe('a published set', () => {
  test('as it was published is fetched', async () => {
    const { world, outcome } = await attempt({ assets: published() })
    expect(await outcome).toMatchObject({ tag: 'v1.2.3', version: '1.2.3', source: 'release', digest: digestOf(packages[0]?.bytes ?? '') })
    expect(listing(join(world.workspace, 'out')).map((line) => line.split(' ')[0])).toEqual([
      'microvm-runtime-linux-amd64/',
      'microvm-runtime-linux-amd64/LICENSE',
      'microvm-runtime-linux-amd64/VERSION',
      'microvm-runtime-linux-amd64/bin/',
      'microvm-runtime-linux-amd64/bin/runner',
    ])
  })

  test('with one change is refused, 500 of 500, by the name of a file, and nothing is left', async () => {
    let caught = 0
    await fc.assert(
      fc.asyncProperty(mutations, async (mutation) => {
        const { world, outcome } = await attempt(mutation)
        const problems = await refusalOf(outcome)
        const said = problems.map(({ message, at }) => `${at?.file ?? ''} ${message}`).join('\n')
        const named = mutation.names.some((name) => said.includes(name))
        if (problems[0]?.code === 'NONE' || !named) throw new Error(`${mutation.what}: ${said}`)
        expect(listing(world.folder)).toEqual(['temp/', 'workspace/'])
        caught += 1
      }),
      { numRuns: 500, seed: 20_260_101, endOnFailure: true },
    )
    expect(caught).toBe(500)
  }, 60_000)

  test('whose checksum file means the same and has other bytes on the way is refused all the same', async () => {
    const long = (bytes: Buffer): Buffer =>
      Buffer.from(
        bytes
          .toString()
          .toUpperCase()
          .replaceAll('.TAR.GZ', '.tar.gz')
          .replace(/[A-Z]+-[A-Z]+-[A-Z0-9-]+/g, (name) => name.toLowerCase()),
      )
    const { outcome } = await attempt({ assets: published(), onTheWay: ['checksums.txt', long] })
    expect(await refusalOf(outcome)).toMatchObject([{ code: 'E_FETCH_CHANGED', message: expect.stringContaining('"checksums.txt" should be') }])
  })

  test('with a cache that holds something else is fetched anew, and it is told', async () => {
    const cache = createCache()
    const server = createServer([{ tag: 'v1.2.3', assets: published() }])
    const [first, again, after] = [createWorld(server.answer, { cache }), createWorld(server.answer, { cache }), createWorld(server.answer, { cache })]
    const fetchIn = async (world: ReturnType<typeof createWorld>) => {
      // Every job of a runner has the same folder for scratch files.
      const job = { ...world.ports.job, temp: join(first.folder, 'temp'), variable: world.ports.job.variable }
      const drawn = `${world.folder.split('/').at(-1)}`
      return run(inputsOf(), { ...world.ports, job, random: (bytes) => drawn.padStart(bytes * 2, '0') })
    }
    expect((await fetchIn(first)).cached).toBe('false')
    const [key = ''] = cache.kept.keys()
    const entry = cache.kept.get(key) ?? new Map<string, Buffer>()
    for (const [path, bytes] of entry) entry.set(path, flip(bytes, 77, 1))
    expect((await fetchIn(again)).cached).toBe('false')
    expect(again.warnings).toMatchObject([
      { code: 'E_FETCH_CACHE', message: expect.stringContaining('the cached copy of "microvm-runtime-linux-amd64.tar.gz"') },
    ])
    expect(listing(join(again.workspace, 'out'))).toEqual(listing(join(first.workspace, 'out')))
    expect(cache.kept.size).toBe(2)
    const before = server.requests.length
    expect((await fetchIn(after)).cached).toBe('true')
    expect(after.warnings).toEqual([])
    // Only what says what the bytes should be was asked for, and the checksum file.
    expect(server.requests.slice(before).filter(({ url }) => url.startsWith('https://storage')).length).toBe(1)
    expect(listing(join(first.folder, 'temp'))).toEqual([])
  })

  test('with a cache that fails or lies is fetched all the same', async () => {
    const cache = createCache()
    const broken = { ...cache, restore: async () => 'a key', save: () => Promise.reject(new Error('503')) }
    const world = createWorld(createServer([{ tag: 'v1.2.3', assets: published() }]).answer, { cache: broken })
    expect((await run(inputsOf(), world.ports)).cached).toBe('false')
    expect(world.warnings.map(({ message }) => message)).toEqual([expect.stringContaining('and did not'), expect.stringContaining('was not saved: 503')])
  })

  test('goes beside what is there, and changes none of it', async () => {
    const { answer } = createServer([{ tag: 'v1.2.3', assets: published() }])
    const world = createWorld(answer)
    const out = join(world.workspace, 'out')
    mkdirSync(out, { recursive: true })
    writeFileSync(join(out, 'embed.go'), 'package out\n')
    await run(inputsOf({ 'strip-components': '1' }), world.ports)
    const first = listing(out)
    expect(first.map((line) => line.split(' ')[0])).toEqual(['LICENSE', 'VERSION', 'bin/', 'bin/runner', 'embed.go'])
    expect(first.join('\n')).toMatch(/bin\/runner 755/)
    await run(inputsOf({ 'strip-components': '1' }), world.ports)
    expect(listing(out)).toEqual(first)
    writeFileSync(join(out, 'VERSION'), 'v1.2.2\n')
    const edited = listing(out)
    expect(await refusalOf(run(inputsOf({ 'strip-components': '1' }), world.ports))).toMatchObject([
      { code: 'E_FETCH_PLACE', message: '"VERSION" is there already, and different' },
    ])
    expect(listing(out)).toEqual(edited)
    await run(inputsOf({ 'strip-components': '1', overwrite: 'true' }), world.ports)
    expect(listing(out)).toEqual(first)
  })
})

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { findCaches, restoreCaches } from './cache.ts'
import { attempt, folder, inputs, messages, really, workspace } from './native-build.support.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const goEnv = (place: string) => JSON.stringify({ GOMODCACHE: join(place, 'mod'), GOCACHE: join(place, 'build'), GOVERSION: 'go1.26.8' })
const files = { 'go.sum': 'a\n', 'rust/Cargo.lock': 'b\n' }

function prepared(change: Parameters<typeof workspace>[1] = {}) {
  const cache = join(folder, `cache-${Math.random()}`)
  mkdirSync(join(cache, 'mod'), { recursive: true })
  const exec: typeof really = async (call) => (call.command === 'go' ? { code: 0, stdout: goEnv(cache), stderr: '' } : really(call))
  return { cache, ...workspace(files, { variables: { HOME: cache }, exec, ...change }) }
}

describe('caches', () => {
  test('are found by their lockfiles; the key holds the system, the platform, the compiler and the lockfile', async () => {
    const { fakes } = prepared({ variables: { HOME: '/home/x' } })
    const find = async (given = {}, ports = fakes.ports) => (await findCaches(inputs({ command: 'x', ...given }), undefined, ports)).entries
    const [go, ...others] = await find()
    expect(others).toEqual([])
    expect(go).toMatchObject({
      what: 'go',
      key: expect.stringMatching(/^slipway-go-linux-amd64-linux-amd64-[0-9a-f]{32}$/),
      restoreKeys: ['slipway-go-linux-amd64-linux-amd64-'],
    })
    expect((await find({ platform: 'linux/arm64' }))[0]?.key).toMatch(/^slipway-go-linux-amd64-linux-arm64-/)
    expect((await find({ 'working-directory': 'rust' })).map(({ what, paths }) => [what, paths[0]])).toEqual([
      ['go', expect.stringMatching(/\/mod$/)],
      ['cargo', '/home/x/.cargo/registry/index'],
    ])
    await fakes.ports.files.write('go.sum', 'another\n')
    expect((await find())[0]?.key).not.toBe(go?.key)
  })

  test('in the workspace are named from there, because the next one may lie elsewhere', async () => {
    const { fakes, root } = prepared({ exec: () => ({ stdout: goEnv('/w/kept') }) })
    const ports = { ...fakes.ports, job: { ...fakes.ports.job, workspace: '/w' }, files: { ...fakes.ports.files } }
    expect((await findCaches(inputs({ command: 'x' }), undefined, ports)).entries).toMatchObject([{ paths: ['kept/mod', 'kept/build'] }])
    expect(root).not.toBe('/w')
  })

  test('of a container lie in folders that are lent to it, and depend on the image', async () => {
    const { fakes, place } = prepared()
    const inside = await findCaches(inputs({ command: 'x', 'working-directory': 'rust' }), 'i@sha256:1', fakes.ports)
    const base = join(place, 'temp/slipway-cache')
    expect(inside).toMatchObject({ folders: [base], env: { GOCACHE: `${base}/go/build`, GOMODCACHE: `${base}/go/mod`, CARGO_HOME: `${base}/cargo` } })
    expect((await findCaches(inputs({ command: 'x' }), 'i@sha256:2', fakes.ports)).entries[0]?.key).not.toBe(inside.entries[0]?.key)
    const lent = await findCaches(inputs({ command: 'x', tools: 'go' }), 'i@sha256:1', fakes.ports)
    expect(lent).toMatchObject({ folders: [], env: {}, entries: [{ paths: [expect.stringMatching(/\/mod$/), expect.stringMatching(/\/build$/)] }] })
  })

  test('are restored before the build, and saved after it, once', async () => {
    const { fakes } = prepared()
    expect(messages((await attempt(fakes, { command: 'true' })).problems)).toEqual([])
    expect([...fakes.cached.keys()]).toEqual([expect.stringMatching(/^slipway-go-/)])
    expect(fakes.lines).toContain('cache: go, nothing was kept yet')
    const { length } = fakes.lines
    await attempt(fakes, { command: 'true' })
    expect(fakes.lines.slice(length).filter((line) => line.startsWith('cache'))).toEqual([`cache: go, restored from ${[...fakes.cached.keys()][0]}`])
    await fakes.ports.files.write('go.sum', 'another\n')
    await attempt(fakes, { command: 'true' })
    expect(fakes.cached.size).toBe(2)
  })

  test('are left alone where the runner keeps its own: others may build with them', async () => {
    const { fakes, cache } = prepared()
    writeFileSync(join(cache, 'mod', 'kept'), '')
    await attempt(fakes, { command: 'true' })
    expect(fakes.lines).toContain('cache: go, this runner keeps its own')
    expect([...fakes.cached.keys()]).toEqual([])
  })

  test.each([
    ['a build that fails', {}, { command: 'false' }],
    ['a tag', { job: { refType: 'tag', refName: 'v1.2.3' } }, { command: 'true' }],
    ['a build that wants none', {}, { command: 'true', cache: 'false' }],
  ])('%s saves nothing', async (_, change, given) => {
    const { fakes } = prepared(change)
    await attempt(fakes, given)
    expect([...fakes.cached.keys()]).toEqual([])
  })

  test('a service that fails costs a warning, one that is not there a line, and a cancellation nothing', async () => {
    const { fakes } = prepared()
    const broken = () => Promise.reject(new Error('503'))
    const failing = { ...fakes, ports: { ...fakes.ports, cache: { available: () => true, restore: broken, save: broken } } }
    expect(messages((await attempt(failing, { command: 'true' })).problems)).toEqual([])
    expect(messages(fakes.warnings)).toEqual([
      expect.stringMatching(/^the cache of go \(slipway-go-\S+\) was not restored: 503$/),
      expect.stringMatching(/was not saved: 503$/),
    ])
    const absent = { ...fakes, ports: { ...fakes.ports, cache: { available: () => false, restore: broken, save: broken } } }
    expect(messages((await attempt(absent, { command: 'true' })).problems)).toEqual([])
    expect(fakes.lines).toContain('cache: this runner has no service for it')
    const never = () => new Promise<never>(() => {})
    const ports = { ...fakes.ports, signal: AbortSignal.abort(), cache: { available: () => true, restore: never, save: never } }
    expect(await restoreCaches((await findCaches(inputs({ command: 'x' }), undefined, ports)).entries, ports)).toHaveLength(1)
    expect(fakes.warnings).toHaveLength(2)
  })
})

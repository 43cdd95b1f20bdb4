import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { digestOf } from '@slipway/kernel'
import { createFakes } from './fakes.ts'
import { createFiles } from './files.ts'

let workspace = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'read-tree-'))
})
afterEach(() => rmSync(workspace, { recursive: true, force: true }))
const files = (): ReturnType<typeof createFiles> => createFiles({ workspace, temp: join(workspace, '.temp') })
const put = (path: string, content: string | Uint8Array = path, mode = 0o644): void => {
  mkdirSync(join(workspace, path, '..'), { recursive: true })
  writeFileSync(join(workspace, path), content)
  chmodSync(join(workspace, path), mode)
}

describe('readTree', () => {
  test('names every file, link and folder with its kind, whether it runs, and where it points', async () => {
    put('c/a/run.sh', 'x', 0o755)
    put('c/a/group-only', 'x', 0o674)
    put('c/.hidden', 'x', 0o600)
    mkdirSync(join(workspace, 'c/empty'))
    symlinkSync('../a', join(workspace, 'c/empty/folder'))
    symlinkSync('nowhere', join(workspace, 'c/dangling'))
    symlinkSync('.', join(workspace, 'c/loop'))
    expect(await files().readTree('c')).toEqual([
      { path: '.hidden', kind: 'file', executable: false },
      { path: 'a', kind: 'directory', executable: false },
      { path: 'a/group-only', kind: 'file', executable: false },
      { path: 'a/run.sh', kind: 'file', executable: true },
      { path: 'dangling', kind: 'link', executable: false, target: 'nowhere' },
      { path: 'empty', kind: 'directory', executable: false },
      { path: 'empty/folder', kind: 'link', executable: false, target: '../a' },
      { path: 'loop', kind: 'link', executable: false, target: '.' },
    ])
    expect(await createFakes({ folder: workspace }).ports.files.readTree(join(workspace, 'c/a'))).toHaveLength(2)
  })

  test('sorts whole paths by their bytes: not folder by folder, not by locale, not as JavaScript does', async () => {
    for (const name of ['a/x', 'a-b', 'B', 'ä', 'z', '\u{1f600}', '\uffee', '10', '9']) put(`t/${name}`)
    const paths = (await files().readTree('t')).map(({ path }) => path)
    expect(paths).toEqual(['10', '9', 'B', 'a', 'a-b', 'a/x', 'z', 'ä', '\uffee', '\u{1f600}'])
    expect(paths).toEqual([...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
  })

  test('a socket, and a name that is no UTF-8, are something else', async () => {
    mkdirSync(join(workspace, 't'))
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(join(workspace, 't/socket'), resolve))
    writeFileSync(Buffer.concat([Buffer.from(`${workspace}/t/bad-`), Buffer.from([0xff])]), 'x')
    expect(await files().readTree('t')).toEqual([
      { path: 'bad-\ufffd', kind: 'other', executable: false },
      { path: 'socket', kind: 'other', executable: false },
    ])
    await new Promise((resolve) => server.close(resolve))
  })

  test('a folder that is not there is an error', async () => {
    await expect(files().readTree('nowhere')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('digests', () => {
  const chunk = 256 * 1024
  test.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 7])('of a file of %d bytes', async (size) => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, index) => (index * 31) % 251))
    put('t/file', bytes)
    put('t/next', 'next')
    expect([...(await files().digests('t', ['file', 'next']))]).toEqual([
      ['file', digestOf(bytes)],
      ['next', digestOf('next')],
    ])
  })

  test('memory does not grow with a file, and what waits gets its turn', async () => {
    put('t/large', '')
    truncateSync(join(workspace, 't/large'), 200 * 1024 * 1024)
    put('t/small')
    let turns = 0
    const tick = (): void => {
      turns += 1
      if (turns < 1000) setImmediate(tick)
    }
    setImmediate(tick)
    const before = process.memoryUsage.rss()
    const digests = await files().digests('t', ['large', 'small', 'large'])
    expect(turns).toBeGreaterThan(20)
    expect(process.memoryUsage.rss() - before).toBeLessThan(32 * 1024 * 1024)
    expect(digests.get('large')).toBe('sha256:72abf2ca8f36943ebe2e49ca3a51d409ca5f0bfcffab6c9d25643c17c32889da')
  }, 60_000)

  test('a file that is not there is an error that names it', async () => {
    await expect(files().digests('.', ['gone'])).rejects.toMatchObject({ code: 'ENOENT', path: expect.stringContaining('gone') })
  })
})

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from '@jest/globals'
import { createDigester } from './digest-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'digest-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mebi = 1024 * 1024

/** A file with a beginning and zeros behind it, and its digest. */
function make(name: string, size: number): readonly [path: string, digest: string] {
  const path = join(folder, name)
  writeFileSync(path, name.slice(0, size))
  truncateSync(path, size)
  const bytes = Buffer.alloc(size)
  bytes.write(name)
  return [path, `sha256:${createHash('sha256').update(bytes).digest('hex')}`]
}

test('files of every size, on a thread of their own or not, a few at once, in the order of the calls', async () => {
  const files = [0, 1, 256 * 1024 + 1, 32 * mebi - 1, 32 * mebi, 48 * mebi + 5].map((size, index) => ({ size, made: make(`file ${index}`, size) }))
  for (const threads of [1, 2, 8]) {
    const digest = createDigester(threads)
    expect(await Promise.all(files.map(({ made: [path] }) => digest(path)))).toEqual(files.map(({ size, made }) => ({ size, digest: made[1] })))
  }
}, 60_000)

test('the caller goes on meanwhile, and memory does not grow with the file', async () => {
  const [path] = make('large', 0)
  truncateSync(path, 300 * mebi)
  const before = process.memoryUsage.rss()
  let turns = 0
  let hashing = true
  const done = createDigester()(path).finally(() => {
    hashing = false
  })
  // A timer, because a loop without one would take the processor from the thread.
  for (; hashing; turns += 1) await setTimeout(2)
  expect((await done).digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(turns).toBeGreaterThan(5)
  expect(process.memoryUsage.rss() - before).toBeLessThan(128 * mebi)
}, 60_000)

test('a file that is not there, and one that gets shorter, are errors that name it; others are hashed after them', async () => {
  const digest = createDigester(1)
  await expect(digest(join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT', path: expect.stringContaining('gone') })
  const [path] = make('shrinking', 0)
  truncateSync(path, 4096 * mebi)
  const hashing = digest(path)
  await setImmediate()
  truncateSync(path, mebi)
  await expect(hashing).rejects.toThrow(/shrinking became shorter while it was read$/)
  const [small, expected] = make('small', 5)
  expect(await digest(small)).toEqual({ digest: expected, size: 5 })
}, 60_000)

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { takeLock, waitForLock } from './lock-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'lock-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const never = new AbortController().signal

describe('a lock between processes', () => {
  test('is waited for, in the order of asking or not, but by one at a time', async () => {
    const file = join(folder, 'turns')
    const log: string[] = []
    const work = async (name: string): Promise<void> => {
      using _lock = await waitForLock(file, never, 1)
      log.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 10))
      log.push(`${name} ends`)
    }
    await Promise.all(['a', 'b', 'c'].map(work))
    const names = log.filter((line) => line.endsWith('begins')).map((line) => line[0])
    expect(names.toSorted()).toEqual(['a', 'b', 'c'])
    expect(log).toEqual(names.flatMap((name) => [`${name} begins`, `${name} ends`]))
    expect(readdirSync(folder)).toEqual([])
  })

  test('says who has it, and is free when its owner has gone', () => {
    const file = join(folder, 'owner')
    const held = takeLock(file)
    expect(takeLock(file)).toEqual({ pid: String(process.pid) })
    if (Symbol.dispose in held) held[Symbol.dispose]()
    writeFileSync(file, '999999999 1')
    const taken = takeLock(file)
    expect(Symbol.dispose in taken).toBe(true)
    if (Symbol.dispose in taken) taken[Symbol.dispose]()
  })

  test('is no longer waited for by who was cancelled', async () => {
    const file = join(folder, 'cancelled')
    const held = takeLock(file)
    const stop = new AbortController()
    const waiting = waitForLock(file, stop.signal, 1)
    stop.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow()
    expect(Symbol.dispose in held).toBe(true)
  })
})

import { createHash, hash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Digest } from '@slipway/kernel'
import type { TreeEntry } from './ports.ts'

/** Everything below a folder, sorted bytewise by path. Links are named, never followed: neither those inside, nor those that are folders. */
export function readTree(folder: string): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  const pending = ['']
  for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
    for (const name of readdirSync(join(folder, prefix))) {
      const entry = readEntry(folder, `${prefix}${name}`)
      if (entry === undefined) continue
      entries.push(entry)
      if (entry.kind === 'directory') pending.push(`${entry.path}/`)
    }
  }
  return sortBytewise(entries)
}

function readEntry(folder: string, path: string): TreeEntry | undefined {
  const found = lstatSync(join(folder, path), { throwIfNoEntry: false })
  // A name that is no UTF-8 comes out with another character in its place, under which there is nothing.
  if (found === undefined) return path.includes('\ufffd') ? { path, kind: 'other', executable: false } : undefined
  if (found.isFile()) return { path, kind: 'file', executable: (found.mode & 0o100) !== 0 }
  if (found.isSymbolicLink()) return { path, kind: 'link', executable: false, target: readlinkSync(join(folder, path)) }
  return { path, kind: found.isDirectory() ? 'directory' : 'other', executable: false }
}

/** JavaScript compares UTF-16, whose order is that of UTF-8 as long as there are no surrogates: encoding every name would cost more than reading it. */
function sortBytewise(entries: TreeEntry[]): readonly TreeEntry[] {
  if (entries.some(({ path }) => /[\ud800-\udfff]/.test(path))) return entries.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
  return entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

/** Fits into a processor's cache, and holds most source files whole. */
const chunk = 256 * 1024

/** After so many bytes, what waits (a socket, a signal) gets its turn. */
const turn = 16 * 1024 * 1024

/**
 * The sha256 digests of files below a folder, by path. One buffer serves all of them, so memory does not grow with the files; reading is
 * synchronous, because waiting for each of many small files costs more than hashing it.
 */
export async function digestFiles(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, Digest>> {
  const buffer = Buffer.allocUnsafeSlow(chunk)
  let read = 0
  const pause = async (count: number): Promise<void> => {
    read += count
    if (read < turn) return
    read = 0
    await setImmediate()
  }
  const digests = new Map<string, Digest>()
  for (const path of paths) digests.set(path, await digestOne(join(folder, path), buffer, pause))
  return digests
}

async function digestOne(path: string, buffer: Buffer, pause: (count: number) => Promise<void>): Promise<Digest> {
  const descriptor = openSync(path, 'r')
  try {
    let count = fill(descriptor, buffer)
    await pause(count)
    if (count < buffer.length) return `sha256:${hash('sha256', buffer.subarray(0, count))}` as Digest
    const hasher = createHash('sha256')
    for (; count > 0; count = fill(descriptor, buffer)) {
      hasher.update(buffer.subarray(0, count))
      await pause(count)
    }
    return `sha256:${hasher.digest('hex')}` as Digest
  } finally {
    closeSync(descriptor)
  }
}

/** A read may bring less than was asked for, although the file goes on. */
function fill(descriptor: number, buffer: Buffer): number {
  let done = 0
  while (done < buffer.length) {
    const count = readSync(descriptor, buffer, done, buffer.length - done, null)
    if (count === 0) break
    done += count
  }
  return done
}

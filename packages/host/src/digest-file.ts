import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Defect, type Digest } from '@slipway/kernel'

type Digested = { readonly digest: Digest; readonly size: number }

/** Large enough to keep OpenSSL busy, small enough to stay in the processor's cache. */
const chunk = 256 * 1024

/** From here on a file is worth a thread of its own, which takes some 15 ms to start: hashing so much takes longer. */
const large = 32 * 1024 * 1024

/**
 * Hashes files as sha256, each large one on a thread of its own and as many at once as there are processors, in constant memory. The calling
 * thread stays free meanwhile. Throws what opening a file throws (ENOENT), and a Defect where a file gets shorter while it is read.
 */
export function createDigester(threads = availableParallelism()): (path: string) => Promise<Digested> {
  const waiting: (() => void)[] = []
  let running = 0
  const enter = async (): Promise<void> => {
    if (running < threads) running += 1
    else await new Promise<void>((go) => void waiting.push(go))
  }
  const leave = (): void => {
    const next = waiting.shift()
    // The place goes to the one that waited longest.
    if (next === undefined) running -= 1
    else next()
  }
  return async (path) => {
    await enter()
    try {
      return await digestFile(path)
    } finally {
      leave()
    }
  }
}

async function digestFile(path: string): Promise<Digested> {
  const descriptor = openSync(path, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const hex = size < large ? digestHere(descriptor, size) : await digestOnThread(descriptor, size)
    if (hex === undefined) throw new Defect(`${path} became shorter while it was read`)
    return { digest: `sha256:${hex}` as Digest, size }
  } finally {
    closeSync(descriptor)
  }
}

function digestHere(descriptor: number, size: number): string | undefined {
  const hash = createHash('sha256')
  const bytes = Buffer.allocUnsafeSlow(Math.min(chunk, size))
  for (let offset = 0; offset < size; ) {
    const count = readSync(descriptor, bytes, 0, Math.min(bytes.length, size - offset), offset)
    if (count === 0) return undefined
    hash.update(bytes.subarray(0, count))
    offset += count
  }
  return hash.digest('hex')
}

/** The same as a program, because a bundle is one file: a thread that started from a file would need another one. */
const program = `
const { createHash } = require('node:crypto')
const { readSync } = require('node:fs')
const { parentPort, workerData: { descriptor, size, chunk } } = require('node:worker_threads')
const hash = createHash('sha256')
const bytes = Buffer.allocUnsafeSlow(chunk)
let offset = 0
while (offset < size) {
  const count = readSync(descriptor, bytes, 0, Math.min(chunk, size - offset), offset)
  if (count === 0) break
  hash.update(bytes.subarray(0, count))
  offset += count
}
parentPort.postMessage(offset < size ? undefined : hash.digest('hex'))
`

/** Descriptors belong to the whole process, so the thread reads the very file that was opened here. */
function digestOnThread(descriptor: number, size: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: { descriptor, size, chunk }, execArgv: [], env: {} })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Defect(`the thread that hashes ended with ${code}`)))
  })
}

import { Worker } from 'node:worker_threads'
import type { Authorities } from './instance.ts'
import type { Instance } from './trust-files.ts'

export type Setup = { readonly url: string; readonly certifiedAt: number | undefined }
export type Call = { readonly id: number; readonly name: 'certify' | 'log' | 'stamp'; readonly argument: unknown }
export type Reply = { readonly id: number; readonly value?: unknown; readonly error?: string }

/**
 * The authorities on a thread of their own: their libraries change globals, and cannot be loaded where modules are loaded in a
 * particular way, as test runners do. Stopping ends the thread; calls that are under way then fail.
 */
export async function startAuthorities(url: string, certifiedAt: Date | undefined): Promise<Authorities & { readonly stop: () => Promise<void> }> {
  const file = new URL(import.meta.url.endsWith('.ts') ? './authorities-worker.ts' : './authorities-worker.js', import.meta.url)
  const setup: Setup = { url, certifiedAt: certifiedAt?.getTime() }
  const worker = new Worker(file, { workerData: setup, execArgv: ['--disable-warning=ExperimentalWarning'] })
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>()
  const instance = await new Promise<Instance>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  worker.on('message', ({ id, value, error }: Reply) => {
    const call = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) call?.resolve(value)
    else call?.reject(new Error(error))
  })
  worker.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the authorities have been stopped'))
  })
  let last = 0
  const call = <T>(name: Call['name'], argument: unknown): Promise<T> => {
    const id = (last += 1)
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
    worker.postMessage({ id, name, argument } satisfies Call)
    return answer as Promise<T>
  }
  return {
    instance,
    certify: (request) => call('certify', request),
    log: (entry) => call('log', entry),
    stamp: (request) => call('stamp', request),
    stop: async () => void (await worker.terminate()),
  }
}

/** The body of the thread that start-authorities.ts starts. */
import { parentPort, workerData } from 'node:worker_threads'
import { createAuthorities } from './instance.ts'
import type { Call, Reply, Setup } from './start-authorities.ts'

const { url, certifiedAt } = workerData as Setup
const { instance, ...calls } = await createAuthorities(url, certifiedAt)

parentPort?.on('message', ({ id, name, argument }: Call) => {
  const call = calls[name] as (value: unknown) => Promise<unknown>
  const say = (reply: Reply): void => parentPort?.postMessage(reply)
  call(argument).then(
    (value) => say({ id, value }),
    (error: unknown) => say({ id, error: error instanceof Error ? error.message : String(error) }),
  )
})
parentPort?.postMessage(instance)

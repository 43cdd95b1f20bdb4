import { askTree, endTree } from './reap.ts'

/**
 * The program that outlives its parent. Its standard input is a pipe that only the parent holds: the end of it means that the parent has
 * gone, in order or by kill -9, and then everything of the run is ended. Argument: the run's identifier.
 */
const identifier = process.argv[2] ?? ''
/** What wants to put things in order (unmount, remove a lock) has so many milliseconds. */
const grace = 2_000

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.stdin.on('error', () => {})
process.stdin.resume()
process.stdin.once('close', async () => {
  await askTree(identifier, grace)
  await endTree(identifier)
})

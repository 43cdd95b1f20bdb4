import { fork } from 'node:child_process'
import type { Tally } from '@slipway/lab/torture'

/** Plays ranges of seeds in processes of this very command, each on a core of its own, and hands on what they print. */
export async function playInWorkers(ranges: readonly (readonly string[])[], print: (line: string) => void): Promise<readonly Tally[]> {
  return Promise.all(ranges.map((args) => playInWorker(args, print)))
}

function playInWorker(args: readonly string[], print: (line: string) => void): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', ['torture', ...args], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    let output = ''
    child.stdout?.on('data', (bytes: Buffer) => {
      output += bytes.toString()
    })
    child.once('error', reject)
    child.once('close', () => {
      const lines = output.trimEnd().split('\n')
      const last = lines.pop() ?? ''
      for (const line of lines) print(line)
      try {
        resolve(JSON.parse(last) as Tally)
      } catch (cause) {
        reject(new Error(`a worker ended without a tally: ${last}`, { cause }))
      }
    })
  })
}

/** Seeds from `seed` on, cut into as many ranges as there are workers. */
export function cutRanges({ seed, seeds, workers }: { readonly seed: number; readonly seeds: number; readonly workers: number }): readonly {
  readonly seed: number
  readonly seeds: number
}[] {
  const size = Math.ceil(seeds / workers)
  return Array.from({ length: Math.ceil(seeds / size) }, (_, index) => ({ seed: seed + index * size, seeds: Math.min(size, seeds - index * size) }))
}

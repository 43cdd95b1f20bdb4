import { spawnSync } from 'node:child_process'

/** One line of a benchmark: `value` must not exceed `bar`. */
export type BenchRow = { readonly name: string; readonly value: number; readonly unit: string; readonly bar: number; readonly ok: boolean }

export type MeasureOptions = {
  /** Counted runs, after one that does not count. Default: 9. */
  readonly runs?: number
  readonly env?: NodeJS.ProcessEnv
  /** Exit codes that count as an end. Default: 0. */
  readonly codes?: readonly number[]
}

/** Measures whole processes from outside. */
export type Meter = {
  /** The medians of several commands in milliseconds of wall time, run in turn, so that a slow minute of the machine meets all of them. */
  readonly measure: (commands: readonly (readonly [string, ...string[]])[], options?: MeasureOptions) => readonly number[]
  readonly row: (name: string, value: number, unit: string, bar: number) => BenchRow
}

export type Benchmark = (meter: Meter) => AsyncIterable<BenchRow>

export function createMeter(): Meter {
  return {
    measure: (commands, { runs = 9, env = process.env, codes = [0] } = {}) => {
      const found = commands.map((): number[] => [])
      for (let run = 0; run <= runs; run += 1) {
        for (const [index, [command, ...args]] of commands.entries()) {
          const milliseconds = time(command, args, env, codes)
          if (run > 0) found[index]?.push(milliseconds)
        }
      }
      return found.map(median)
    },
    row: (name, value, unit, bar) => ({ name, value: Number(value.toFixed(2)), unit, bar, ok: value <= bar }),
  }
}

function time(command: string, args: readonly string[], env: NodeJS.ProcessEnv, codes: readonly number[]): number {
  const start = performance.now()
  const result = spawnSync(command, [...args], { env, stdio: 'ignore' })
  const milliseconds = performance.now() - start
  if (result.status === null || !codes.includes(result.status))
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.signal ?? result.error?.message}`)
  return milliseconds
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

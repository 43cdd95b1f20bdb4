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
  readonly measure: (commands: readonly Command[], options?: MeasureOptions) => readonly number[]
  /** How often the other's time fits into a command's: the median over pairs of runs, each of which meets the same minute of the machine. */
  readonly compare: (command: Command, other: Command, options?: MeasureOptions) => number
  readonly row: (name: string, value: number, unit: string, bar: number) => BenchRow
}

type Command = readonly [string, ...string[]]

/** Rows, and between them text for people, such as the table that rows are taken from. */
export type Benchmark = (meter: Meter) => AsyncIterable<BenchRow | string>

export function createMeter(): Meter {
  return {
    measure: (commands, options) => timeInTurn(commands, options).map(median),
    compare: (command, other, options) => {
      const [own = [], others = []] = timeInTurn([command, other], options)
      return median(own.map((milliseconds, run) => milliseconds / (others[run] ?? Number.NaN)))
    },
    row: (name, value, unit, bar) => ({ name, value: Number(value.toFixed(2)), unit, bar, ok: value <= bar }),
  }
}

function timeInTurn(commands: readonly Command[], { runs = 9, env = process.env, codes = [0] }: MeasureOptions = {}): readonly (readonly number[])[] {
  const found = commands.map((): number[] => [])
  for (let run = 0; run <= runs; run += 1) {
    for (const [index, [command, ...args]] of commands.entries()) {
      const milliseconds = time(command, args, env, codes)
      if (run > 0) found[index]?.push(milliseconds)
    }
  }
  return found
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

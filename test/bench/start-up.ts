import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

type Meter = {
  readonly measure: (
    commands: readonly (readonly [string, ...string[]])[],
    options: { readonly env: NodeJS.ProcessEnv; readonly codes: readonly number[] },
  ) => readonly number[]
  readonly row: (name: string, value: number, unit: string, bar: number) => unknown
}

/** How long each bundle takes to say that an input is unknown, beside a Node.js that does nothing. */
export async function* benchmark(meter: Meter): AsyncGenerator<unknown> {
  const dist = resolve(import.meta.dirname, '../../dist')
  for (const name of readdirSync(dist).sort()) {
    const commands: [string, ...string[]][] = [
      [process.execPath, '-e', ''],
      [process.execPath, join(dist, name, 'index.js')],
    ]
    const [empty = 1, action = 1] = meter.measure(commands, { env: { PATH: process.env.PATH, INPUT_NONSENSE: 'x' }, codes: [0, 1] })
    yield meter.row(`${name} starts`, action / empty, '× an empty Node.js', 12)
  }
}

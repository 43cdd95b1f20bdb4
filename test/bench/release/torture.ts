import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

const root = join(import.meta.dirname, '../../..')
const schedules = 10_000

/** The release transaction in seeded schedules of faults, kills and second runs: how many end wrong, and how long it takes on all cores. */
export async function* measureTorture(meter: Meter): AsyncGenerator<unknown> {
  const main = join(root, 'packages/cli/src/main.ts')
  const command = ['--conditions=source', '--disable-warning=ExperimentalWarning', main, 'torture', '--seeds', String(schedules)]
  const start = performance.now()
  const { stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  const minutes = (performance.now() - start) / 60_000
  const [, played = 'none', wrong = ''] = /\| (\d+) \| (\d+) \|/.exec(stdout) ?? []
  if (played !== String(schedules)) throw new Error(`of ${schedules} schedules ${played} were played:\n${stdout}`)
  yield meter.row(`wrong final states in ${schedules} schedules of faults and kills`, Number(wrong), 'schedules', 0)
  yield meter.row(`${schedules} schedules of faults and kills`, minutes, 'minutes', 5)
}

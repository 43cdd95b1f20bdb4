import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

/** A rehearsal of the whole chain when the builder image is there already: the second of two. */
export async function* benchmark(meter: Meter): AsyncGenerator<unknown> {
  const root = resolve(import.meta.dirname, '../..')
  const report = mkdtempSync(join(tmpdir(), 'rehearsal-'))
  const rehearse = (): number => {
    execFileSync(process.execPath, ['packages/cli/entry.mjs', 'rehearse', '--yes', '--report', report], { cwd: root, stdio: 'ignore' })
    return (JSON.parse(readFileSync(join(report, 'report.json'), 'utf8')) as { seconds: number }).seconds
  }
  rehearse()
  yield meter.row('second rehearsal', rehearse(), 's', 120)
}

import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { Defect, refuse } from '@slipway/kernel'
import { renderTable } from '@slipway/report'
import { type Benchmark, type BenchRow, createMeter } from '../bench.ts'
import { root } from '../repository.ts'

/** Runs the benchmarks under test/bench, all of them or those that are named. Exits 1 when a row falls short of its bar. */
export async function bench(args: readonly string[]): Promise<number> {
  const json = args.includes('--json')
  const wanted = args.filter((argument) => !argument.startsWith('--'))
  const rows: BenchRow[] = []
  for (const name of chooseBenchmarks(wanted)) {
    const { benchmark } = (await import(join(root, 'test/bench', `${name}.ts`))) as { benchmark: Benchmark }
    const before = rows.length
    for await (const found of benchmark(createMeter())) {
      if (typeof found === 'string') {
        process[json ? 'stderr' : 'stdout'].write(`\n${found}\n\n`)
        continue
      }
      rows.push(found)
      process.stdout.write(json ? `${JSON.stringify(found)}\n` : renderRow(found))
    }
    if (rows.length === before) throw new Defect(`the benchmark ${name} measured nothing`)
  }
  if (!json)
    process.stdout.write(
      `\n${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.versions.node}\n${renderTable(
        ['row', 'value', 'unit', 'bar', ''],
        rows.map((row) => [row.name, String(row.value), row.unit, String(row.bar), row.ok ? 'met' : 'not met']),
      )}\n`,
    )
  return rows.every(({ ok }) => ok) ? 0 : 1
}

function renderRow({ ok, name, value, unit, bar }: BenchRow): string {
  return `${ok ? 'met    ' : 'NOT MET'} ${name}: ${value} ${unit} (bar ${bar})\n`
}

function chooseBenchmarks(wanted: readonly string[]): readonly string[] {
  const known = readdirSync(join(root, 'test/bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort()
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw refuse({ code: 'E_CLI_BENCH', message: `there is no benchmark ${unknown.join(', ')}`, cure: `Known are ${known.join(', ')}` })
  return wanted.length === 0 ? known : wanted
}

import { renderTable } from '@slipway/report'
import { type Corpus, differencesFromGo, disagreements, gatherCorpus, pathsOf } from '../corpus-compare.ts'
import { type Reading, readMember, readOnlyBytes } from '../corpus-facts.ts'
import { askObjdump, askReadobj } from '../corpus-llvm.ts'
import { askGo, askReadelf } from '../corpus-oracles.ts'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

/** What it costs to read headers, build information and embed tables of a corpus of real files, and whether others read the same. */
export async function* benchmark(meter: Meter): AsyncGenerator<unknown> {
  const corpus = await gatherCorpus()
  process.stderr.write(`\n${describeCorpus(corpus)}\n\n`)
  const readings = [...corpus.readings.keys()].map(fastest)
  const count = readings.length
  yield meter.row(
    `headers and build information, the slowest of ${count} files`,
    highest(readings, ({ headers }) => headers.milliseconds),
    'ms',
    10,
  )
  yield meter.row('headers and build information, half of the files', median(readings.map(({ headers }) => headers.milliseconds)), 'ms', 1)
  yield meter.row('headers and build information, bytes of the worst', highest(readings, ({ headers }) => headers.bytes) / 1e6, 'MB', 2)
  const excess = (one: Reading): number => one.tables.bytes - readOnlyBytes(one.images)
  yield meter.row('embed tables, bytes besides the read-only data', highest(readings, excess) / 1e6, 'MB', 0.1)
  const programs = readings.filter(({ go }) => go !== undefined)
  yield meter.row(`embed tables, the slowest of ${programs.length} Go programs`, highest(programs, perMegabyte), 'ms for 1 MB of read-only data', 10)
  yield* agreement(meter, corpus)
}

/** What each oracle says otherwise, as a count. */
async function* agreement(meter: Meter, corpus: Corpus): AsyncGenerator<unknown> {
  const facts = (path: string): Reading['facts'] => corpus.readings.get(path)?.facts ?? []
  for (const [name, ask, formats] of [
    ['readelf', askReadelf, ['elf']],
    ['llvm-readobj', askReadobj, ['elf', 'pe', 'mach-o']],
    ['llvm-objdump', askObjdump, ['mach-o']],
  ] as const) {
    const testimony = await ask(pathsOf(corpus, ...formats))
    yield meter.row(`${name} says otherwise, of ${testimony.size} files`, disagreements(testimony, facts).length, 'facts', 0)
  }
  const told = await askGo(corpus.members.map(({ path }) => path))
  yield meter.row(`go version -m says otherwise, of ${told.size} files that it knows`, differencesFromGo(corpus, told).length, 'files', 0)
}

function describeCorpus({ members, readings }: Corpus): string {
  const groups = [...Map.groupBy(members, ({ group }) => group)]
  const formats = ['elf', 'pe', 'mach-o', undefined] as const
  const cells = groups.map(([group, files]) => [
    group,
    ...formats.map((format) => String(files.filter(({ path }) => readings.get(path)?.images[0]?.format === format).length)),
    String(files.filter(({ path }) => readings.get(path)?.go !== undefined).length),
  ])
  return renderTable(['files from', 'ELF', 'PE', 'Mach-O', 'others', 'of Go'], cells)
}

/** The least of five times: what the machine does beside it is not measured. */
function fastest(path: string): Reading {
  const runs = [1, 2, 3, 4, 5].map(() => readMember(path))
  const best = (pick: (one: Reading) => Reading['headers']): Reading['headers'] =>
    runs.map(pick).reduce((least, one) => (one.milliseconds < least.milliseconds ? one : least))
  return { ...(runs[0] as Reading), headers: best(({ headers }) => headers), tables: best(({ tables }) => tables) }
}

function perMegabyte({ tables, images }: Reading): number {
  return tables.milliseconds / Math.max(1, readOnlyBytes(images) / 1e6)
}

function highest(readings: readonly Reading[], pick: (one: Reading) => number): number {
  return readings.reduce((high, one) => Math.max(high, pick(one)), 0)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
// Not @slipway/host: what an action takes to load is another benchmark's row.
import { type BuilderInputs, builderKey, builderKeyFormat } from '../../../packages/chain/src/builder-key.ts'
import { digestFiles, readTree } from '../../../packages/host/src/read-tree.ts'

type Command = readonly [string, ...string[]]
type Meter = {
  readonly compare: (command: Command, other: Command, options: { readonly runs: number; readonly env: NodeJS.ProcessEnv }) => number
  readonly row: (name: string, value: number, unit: string, bar: number) => unknown
}

type Report = { readonly key: string; readonly milliseconds: number; readonly peak: number }

/** Bytes of an average file: 20,000 of them are 1 GB. */
const average = 50_000

const peer = 'cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 openssl dgst -sha256'

/** The key over a large context, beside the pipeline that a shell script would take; and whether twice the files cost twice. */
export async function* measureKey(meter: Meter): AsyncGenerator<unknown> {
  const seed = Number(process.env.SLIPWAY_SEED ?? Date.now() % 1_000_000)
  process.stderr.write(`builder-key: seed ${seed}\n`)
  const root = mkdtempSync(join(tmpdir(), 'builder-key-'))
  try {
    const trees = [200, 2_000, 20_000].map((count) => ({ count, folder: makeTree(join(root, String(count)), count, seed) }))
    const large = trees[2]?.folder ?? ''
    const self = fileURLToPath(import.meta.url)
    const ours: [string, ...string[]] = [process.execPath, '--conditions=source', self, large]
    // A bundle holds no types: what is left of these sources without theirs is kept from the run that does not count.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'stripped') }
    const key = meter.compare(ours, ['sh', '-c', peer, 'sh', large], { runs: 9, env })
    yield meter.row('a key over 20,000 files, 1 GB', key, '× find, sort, xargs openssl', 1.3)
    const [few = 1, some = 1, many = 1] = trees.map(({ count, folder }) => median([0, 1, 2, 3, 4].map(() => runSelf(self, folder).milliseconds)) / count)
    yield meter.row('a file among 2,000', some / few, '× a file among 200', 1.3)
    yield meter.row('a file among 20,000', many / few, '× a file among 200', 1.3)
    const idle = runSelf(self).peak
    yield meter.row('memory of that key', runSelf(self, large).peak - idle, 'MiB above a process that only loads it', 60)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function runSelf(self: string, ...folder: readonly string[]): Report {
  return JSON.parse(execFileSync(process.execPath, ['--conditions=source', self, ...folder], { encoding: 'utf8' })) as Report
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Sizes as in source trees, most of them small and a few large; the same tree for the same seed. */
function makeTree(folder: string, count: number, seed: number): string {
  let state = seed >>> 0
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const weights = Array.from({ length: count }, () => Math.exp(random() * 7))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const noise = Buffer.from(Array.from({ length: 1_000_003 }, () => Math.floor(random() * 256)))
  for (const [index, weight] of weights.entries()) {
    const place = join(folder, `part-${index % 40}`, `piece-${Math.floor(index / 40) % 25}`)
    mkdirSync(place, { recursive: true })
    writeNoise(join(place, `file ${index}.bin`), noise, index, Math.round((weight / sum) * average * count))
  }
  return folder
}

function writeNoise(path: string, noise: Buffer, from: number, size: number): void {
  const descriptor = openSync(path, 'w')
  for (let left = size, at = from; left > 0; at = 0) left -= writeSync(descriptor, noise, at, Math.min(left, noise.length - at))
  closeSync(descriptor)
}

/** What the benchmark measures: started by itself with a folder, it reads the context and says its key; without one it only loads. */
async function keyOf(folder: string): Promise<string> {
  const entries = readTree(folder).filter(({ kind }) => kind === 'file')
  const digests = await digestFiles(
    folder,
    entries.map(({ path }) => path),
  )
  const files = entries.map(({ path, executable }) => ({ path, kind: 'file' as const, executable, content: digests.get(path) ?? '' }))
  const digest = digests.values().next().value
  if (digest === undefined) throw new Error(`${folder} holds no file`)
  const inputs: BuilderInputs = { format: builderKeyFormat, containerfile: { path: 'Containerfile', digest }, files, arguments: {}, bases: {}, platforms: [] }
  return builderKey(inputs)
}

/** The most memory of this program in MiB; getrusage's is never less than what the process had that forked it (Linux, proc(5), VmHWM). */
function readPeak(): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  const started = performance.now()
  const key = folder === undefined ? '' : await keyOf(folder)
  const report: Report = { key, milliseconds: performance.now() - started, peak: readPeak() }
  process.stdout.write(JSON.stringify(report))
}

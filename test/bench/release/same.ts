import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { bundle, bundleEnvironment, suite } from './bundle.ts'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

const tools = join(suite, '.cache/tools')
/** Official builds, as the registry of npm has them; the first has no zstd. */
const versions = ['20.20.2', '22.23.3', '26.10.0']
const formats = ['tar.gz', 'zip', 'tar.zst']
const locales = ['C', 'tr_TR.UTF-8', 'ja_JP.UTF-8', 'de_DE.UTF-8', 'sv_SE.UTF-8', 'ar_SA.UTF-8']
const rounds = 16

/** Whether archives depend on anything but what they hold, and whether others read them. */
export function* measureSame(meter: Meter): Generator<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'release-same-'))
  try {
    const nodes = [process.execPath, ...versions.map(ensureNode)]
    for (const format of formats) {
      const able = nodes.filter((node) => format !== 'tar.zst' || ask(node, 'process.versions.zstd') !== 'undefined')
      const names = able.map((node) => ask(node, 'process.version')).join(', ')
      const places = able.map((node, turn) => packByAction(root, node, format, turn))
      for (const document of ['', '.spdx.json', '.cdx.json']) {
        const made = places.map((place) => join(place, `vm.${format}${document}`))
        yield meter.row(`vm.${format}${document} by the action on Node.js ${names}`, differing(made), 'that differ', 0)
      }
      const [first = '', last = ''] = [places[0], places.at(-1)].map((place) => join(place ?? '', `vm.${format}`))
      yield meter.row(`what diffoscope finds in vm.${format}`, diffoscope(first, last), 'differences', 0)
      yield meter.row(`readers that do not take vm.${format}`, refusals(first, format), `of ${readers[format]?.length}`, 0)
      yield* fuzz(meter, root, able, format)
    }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function ask(node: string, expression: string): string {
  return execFileSync(node, ['-p', expression], { encoding: 'utf8' }).trim()
}

function differing(files: readonly string[]): number {
  const sums = files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'))
  return sums.filter((sum) => sum !== sums[0]).length
}

function diffoscope(one: string, other: string): number {
  const { status } = spawnSync('sh', ['-c', 'diffoscope --text - "$1" "$2"', 'sh', one, other], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status === 127) throw new Error('diffoscope is not installed: apt-get install diffoscope-minimal')
  return status ?? 1
}

const python = (module: string, check: string): string => `python3 -c "import ${module}, sys; ${check}"`
const tarfile = python('tarfile', '[f.extractfile(m).read() for f in [tarfile.open(sys.argv[1])] for m in f if m.isfile()]')
const readers: Readonly<Record<string, readonly string[]>> = {
  'tar.gz': ['tar -xzOf "$1"', 'bsdtar -xOf "$1"', 'gzip --test', `${tarfile}`],
  zip: ['unzip -tqq "$1"', 'bsdtar -xOf "$1"', python('zipfile', 'sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())')],
  'tar.zst': ['tar --zstd -xOf "$1"', 'bsdtar -xOf "$1"', 'zstd --test --quiet "$1"'],
}

function refusals(file: string, format: string): number {
  const refused = (readers[format] ?? []).filter((reader) => {
    const line = reader.includes('"$1"') ? reader : `${reader} "$1"`
    return spawnSync('sh', ['-c', line, 'sh', file], { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0
  })
  for (const reader of refused) process.stderr.write(`refused by ${reader}\n`)
  return refused.length
}

function ensureNode(version: string): string {
  const folder = join(tools, `node-v${version}`)
  const node = join(folder, 'node_modules/node/bin/node')
  if (existsSync(node)) return node
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, `node@${version}`], { stdio: ['ignore', 'ignore', 'inherit'] })
  return node
}

/** A checkout of its own each time, with other times, modes and order of creation. */
function makeTree(folder: string, turn: number): void {
  const parts = ['lib/libkrun.so.1', 'bin/runner', 'share/a.txt', 'share/B.txt', 'share/deep/er/c']
  for (const part of turn % 2 === 0 ? parts : parts.toReversed()) {
    const path = join(folder, part)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, part === 'bin/runner' ? readFileSync(process.execPath).subarray(0, 20_000_000) : `${part}\n`.repeat(50_000))
    utimesSync(path, 1_000_000 * (turn + 1), 2_000_000 * (turn + 1))
    chmodSync(path, turn % 2 === 0 ? 0o644 : 0o755)
  }
  symlinkSync('libkrun.so.1', join(folder, 'lib/libkrun.so'))
}

/** The bundle of package-runtime, in a zone, a locale and with a umask of this turn. */
function packByAction(root: string, node: string, format: string, turn: number): string {
  const workspace = mkdtempSync(join(root, 'workspace-'))
  makeTree(join(workspace, 'out'), turn)
  const place = { TZ: ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'][turn % 4], LC_ALL: locales[turn % 4] }
  const env = { ...bundleEnvironment(workspace, { TEMPLATE: `{name}.${format}`, FILES: 'out -> .' }), ...place }
  const umask = ['000', '022', '027', '077'][turn % 4] ?? '022'
  execFileSync('sh', ['-c', 'umask "$1" && exec "$2" "$3"', 'sh', umask, node, bundle], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  return join(workspace, 'dist')
}

/** Random zones, locales, umasks, orders of the folders and numbers of workers on every Node.js; the seed is printed. */
function* fuzz(meter: Meter, root: string, nodes: readonly string[], format: string): Generator<unknown> {
  const zones = Intl.supportedValuesOf('timeZone')
  const seed = Number(process.env['BENCH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  let state = seed
  const pick = <T>(from: readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return from[(state >>> 8) % from.length] as T
  }
  process.stderr.write(`seed ${seed}: BENCH_SEED=${seed} repeats it\n`)
  const program = join(suite, 'packages/archive/build/pack-tree.support.js')
  const made: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const folder = mkdtempSync(join(root, 'fuzz-'))
    makeTree(join(folder, 'tree'), round)
    const out = join(folder, `out.${format}`)
    const umask = pick([...Array(64).keys()])
      .toString(8)
      .padStart(3, '0')
    const env = { PATH: process.env.PATH, TZ: pick(zones), LC_ALL: pick(locales) }
    const args = [umask, folder, pick(nodes), program, out, format, String(1 + (round % 4)), String(state)]
    const line = 'umask "$1" && cp -r "$2/tree" "$2/copy" && "$3" "$4" "$2/copy" "$5" "$6" "$7" "$8"'
    execFileSync('sh', ['-c', line, 'sh', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    rmSync(join(folder, 'copy'), { recursive: true })
    made.push(out)
  }
  yield meter.row(`${format} in random zones, locales, umasks, orders, with 1-4 workers`, differing(made), `of ${rounds} that differ`, 0)
}

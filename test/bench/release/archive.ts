import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { bundle, bundleEnvironment, suite } from './bundle.ts'

type Command = readonly [string, ...string[]]
type Meter = {
  readonly measure: (commands: readonly Command[], options: { readonly runs: number; readonly env?: NodeJS.ProcessEnv }) => readonly number[]
  readonly row: (name: string, value: number, unit: string, bar: number) => unknown
}

/** Compiled, as it is in a bundle. */
const packTree = join(suite, 'packages/archive/build/pack-tree.support.js')
const runs = 5

/** What packing costs beside the tools that a shell script would take: time, size, memory, and whether twice the bytes cost twice. */
export function* measureArchives(meter: Meter): Generator<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'release-archive-'))
  try {
    const tree = makeTree(join(root, 'tree'))
    process.stderr.write(`a tree of ${Math.round(tree.bytes / 1e6)} MB in ${tree.files} files\n`)
    yield* measureTar(meter, root)
    yield* measureGzip(meter, root)
    yield* measureAction(meter, root)
    yield* measureLarge(meter, root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function pack(root: string, out: string, format: string, tree = 'tree'): Command {
  return [process.execPath, packTree, join(root, tree), join(root, out), format]
}

function shell(root: string, line: string): Command {
  return ['sh', '-c', `cd "$1" && ${line}`, 'sh', root]
}

const gnuTar = 'tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@315532800 --format=ustar --create --file'

function* measureTar(meter: Meter, root: string): Generator<unknown> {
  const [ours = 0, gnu = 1] = meter.measure([pack(root, 'ours.tar', 'tar'), shell(root, `${gnuTar} theirs.tar tree`)], { runs })
  yield meter.row('tar alone', ours / gnu, '× GNU tar with sorted names', 1.5)
}

function* measureGzip(meter: Meter, root: string): Generator<unknown> {
  const commands = [
    pack(root, 'ours.tar.gz', 'tar.gz'),
    shell(root, 'gzip -n -6 --stdout ours.tar > gzip.gz'),
    shell(root, 'pigz -n -6 -p2 --stdout ours.tar > pigz.gz'),
  ]
  const [ours = 0, gzip = 1, pigz = 1] = meter.measure(commands, { runs })
  const sizeOf = (file: string): number => statSync(join(root, file)).size
  yield meter.row('tar.gz of the tree', ours / gzip, '× gzip -n -6 of the same tar', 0.4)
  yield meter.row('tar.gz of the tree', ours / pigz, '× pigz -n -6 -p2 of the same tar', 0.85)
  yield meter.row('size of the tar.gz', sizeOf('ours.tar.gz') / sizeOf('gzip.gz'), '× that of gzip', 1.02)
  yield meter.row('memory of the tar.gz', peakOf(root, pack(root, 'ours.tar.gz', 'tar.gz')), 'MiB', 300)
  yield meter.row('memory of the zip', peakOf(root, pack(root, 'ours.zip', 'zip')), 'MiB', 300)
}

/** The bundle as a workflow runs it: licence evidence, digests of all files, both documents. */
function* measureAction(meter: Meter, root: string): Generator<unknown> {
  const env = bundleEnvironment(root, { TEMPLATE: '{name}.tar.gz', FILES: 'tree -> .' })
  const action: Command = [process.execPath, bundle]
  const [own = 0] = meter.measure([action], { runs: 3, env })
  const [gzip = 1] = meter.measure([shell(root, 'gzip -n -6 --stdout ours.tar > gzip.gz')], { runs: 3 })
  yield meter.row('the whole action package-runtime', own / gzip, '× gzip -n -6 of the tar', 0.6)
  yield meter.row('memory of the whole action', peakOf(root, action, env), 'MiB', 300)
}

/** A file of 3 GB, and one of a tenth: of noise and text in turn, as in a program with its assets. */
function* measureLarge(meter: Meter, root: string): Generator<unknown> {
  for (const [name, size] of [
    ['small', 300e6],
    ['large', 3e9],
  ] as const)
    makeLarge(join(root, name, 'file.bin'), size)
  const [small = 1, large = 0] = meter.measure([pack(root, 'small.tar.gz', 'tar.gz', 'small'), pack(root, 'large.tar.gz', 'tar.gz', 'large')], { runs: 1 })
  yield meter.row('a byte of 3 GB', large / 10 / small, '× a byte of 300 MB', 1.2)
  yield meter.row('memory at 3 GB', peakOf(root, pack(root, 'large.tar.gz', 'tar.gz', 'large')), 'MiB', 300)
  const { status } = spawnSync('sh', ['-c', 'tar -xzOf "$1" | cmp - "$2"', 'sh', join(root, 'large.tar.gz'), join(root, 'large/file.bin')])
  yield meter.row('3 GB that come out otherwise than they went in', status === 0 ? 0 : 1, 'files', 0)
  for (const file of ['large', 'large.tar.gz']) rmSync(join(root, file), { recursive: true })
}

/** The most memory that a process held, in MiB. */
function peakOf(root: string, [command, ...args]: Command, env?: NodeJS.ProcessEnv): number {
  const report = join(root, 'peak')
  execFileSync('python3', ['-c', meterOfMemory, report, command, ...args], { stdio: ['ignore', 'ignore', 'inherit'], ...(env === undefined ? {} : { env }) })
  return Number(readFileSync(report, 'utf8'))
}

const meterOfMemory = `
import os, resource, subprocess, sys
done = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL)
open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))
sys.exit(done.returncode)
`

/** Some 330 MB of what lies in node_modules: three programs, and texts of all sizes in many folders. */
function makeTree(folder: string): { readonly bytes: number; readonly files: number } {
  const modules = join(suite, 'node_modules')
  const programs = [process.execPath, ...['@biomejs/cli-linux-x64/biome', '@swc/core-linux-x64-gnu/swc.linux-x64-gnu.node'].map((path) => join(modules, path))]
  let bytes = 0
  let files = 0
  const take = (from: string, to: string): void => {
    mkdirSync(dirname(join(folder, to)), { recursive: true })
    copyFileSync(from, join(folder, to))
    bytes += statSync(from).size
    files += 1
  }
  for (const [index, program] of programs.filter((path) => existsSync(path)).entries()) take(program, `bin/program-${index}`)
  const seen = new Set<string>()
  const texts = readdirSync(modules, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|mjs|cjs|ts|json|md|map)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(modules.length + 1))
    .toSorted()
  for (const path of texts) {
    const { size } = statSync(join(modules, path))
    // A package under Apache-2.0 may not hold the texts of other licences.
    const isNew = !seen.has(path.toLowerCase()) && /^[\x20-\x7e]+$/.test(path) && !/licen[cs]e|^@slipway/i.test(path)
    if (!isNew || size === 0 || size > 1e6 || files > 14_000) continue
    seen.add(path.toLowerCase())
    take(join(modules, path), `lib/${path}`)
  }
  return { bytes, files }
}

export function makeLarge(path: string, size: number): void {
  mkdirSync(dirname(path), { recursive: true })
  let state = 1
  const noise = Buffer.from(Array.from({ length: 1_000_003 }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24))
  const text = Buffer.from(Array.from({ length: 60_000 }, (_, line) => `line ${line} of a file that is large\n`).join(''))
  const descriptor = openSync(path, 'w')
  for (let written = 0, turn = 0; written < size; turn += 1) written += writeSync(descriptor, turn % 2 === 0 ? noise : text)
  closeSync(descriptor)
  truncateSync(path, size)
}

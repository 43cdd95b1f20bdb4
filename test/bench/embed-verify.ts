import { execFileSync, spawnSync } from 'node:child_process'
import { createCipheriv } from 'node:crypto'
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

type Command = readonly [string, ...string[]]
type Meter = {
  readonly measure: (commands: readonly Command[], options: { readonly runs: number; readonly codes: readonly number[] }) => readonly number[]
  readonly row: (name: string, value: number, unit: string, bar: number) => unknown
}

const bundle = resolve(import.meta.dirname, '../../dist/embed-verify/index.js')
const mega = 1_000_000
const empty: Command = [process.execPath, '-e', '']

/** The bundle as a maintainer runs it; it refuses where assets are absent, which is an end too. */
function verify(binary: string, assets: readonly string[]): Command {
  return [process.execPath, bundle, '--json', '--binary', binary, ...assets.flatMap((asset) => ['--asset', asset])]
}

/**
 * Whole processes, from nothing to the answer, beside programs that do less. Times are over `cat` of the same files, or over another run of
 * the same, taken in turn; from those of Node.js its own start is taken off first.
 */
export async function* benchmark(meter: Meter): AsyncGenerator<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'embed-verify-'))
  const measure = (commands: readonly Command[]): readonly number[] => meter.measure(commands, { runs: 5, codes: [0, 1] })
  try {
    const { host, offsets, assets } = makeHost(folder)
    yield* comparePeers(meter, measure, host, offsets, assets)
    yield meter.row('memory, 5 assets in 586 MB', peakOf(verify(host, assets)) - peakOf(empty), 'MiB above an empty Node.js', 40)
    yield* lookForOdd(meter, measure, folder, host)
    for (const path of [host, ...assets]) rmSync(path)
    yield* lookForAbsent(meter, measure, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Measure = (commands: readonly Command[]) => readonly number[]

async function* comparePeers(meter: Meter, measure: Measure, host: string, offsets: readonly number[], assets: readonly string[]): AsyncGenerator<unknown> {
  const cat: Command = ['sh', '-c', 'exec cat "$@" > /dev/null', 'cat', host, ...assets]
  const [idle = 0, plain = 1, ours = 0] = measure([empty, cat, verify(host, assets)])
  yield meter.row('5 assets in 586 MB', (ours - idle) / plain, '× cat of binary and assets', 1.6)
  const inAction = asAction(host, assets)
  const [start = 0, again = 1, action = 0] = measure([empty, cat, inAction])
  yield meter.row('the same as an action, with its libraries', (action - start) / again, '× cat of binary and assets', 1.6)
  yield meter.row('its memory', peakOf(inAction) - peakOf(empty), 'MiB above an empty Node.js', 40)
  const told = offsets.map((offset, index) => `cmp -n "$(stat -c %s "${assets[index]}")" -i ${offset}:0 "${host}" "${assets[index]}"`)
  const peers: readonly (readonly [string, Command, number])[] = [
    ['cmp at 5 offsets that it is told', ['sh', '-c', told.join(' && ')], 1.5],
    ['sha256sum of the binary', ['sha256sum', host], 1],
    ['openssl dgst -sha256 of the binary', ['openssl', 'dgst', '-sha256', host], 1.5],
  ]
  for (const [name, command, bar] of peers.filter(([name, [program]]) => isThere(program, name))) {
    const [mine = 0, theirs = 1] = measure([verify(host, assets), command])
    yield meter.row('5 assets in 586 MB', mine / theirs, `× ${name}`, bar)
  }
}

/** What a search without care takes minutes for. The binary is rich in zeros. */
async function* lookForOdd(meter: Meter, measure: Measure, folder: string, host: string): AsyncGenerator<unknown> {
  const odd: Readonly<Record<string, Buffer>> = {
    '64 bytes and 4032 zeros': Buffer.concat([noise(90, 64), Buffer.alloc(4032)]),
    '10 bytes and 100,000 zeros': Buffer.concat([noise(91, 10), Buffer.alloc(100_000)]),
    '100,000 zeros and 10 bytes': Buffer.concat([Buffer.alloc(100_000), noise(92, 10)]),
    'one byte amid zeros': Buffer.concat([Buffer.alloc(70_000), Buffer.from([7]), Buffer.alloc(70_000)]),
    'a period of 3 bytes': Buffer.from('abc'.repeat(mega)),
    'a period of 4096 bytes': Buffer.concat(Array.from({ length: 300 }, () => noise(93, 4096))),
  }
  const usual = join(folder, 'usual')
  writeFileSync(usual, noise(94, 100_000))
  for (const [name, content] of Object.entries(odd)) {
    const path = join(folder, 'odd.bin')
    writeFileSync(path, content)
    const [plain = 1, ours = 0] = measure([verify(host, [usual]), verify(host, [path])])
    yield meter.row(`absent: ${name}`, ours / plain, '× 100,000 random bytes, absent', 2)
  }
}

async function* lookForAbsent(meter: Meter, measure: Measure, folder: string): AsyncGenerator<unknown> {
  const big = join(folder, 'big')
  write(big, 2000 * mega, function* () {
    yield elf()
    yield* codeBytes(0, 1000 * mega)
    yield* noiseBytes(95, 1000 * mega)
  })
  const half = join(folder, 'half')
  execFileSync('sh', ['-c', 'head -c 1000000000 "$1" > "$2"', 'sh', big, half])
  const absent = Array.from({ length: 20 }, (_, index) => join(folder, `absent${index}.bin`))
  for (const [index, path] of absent.entries()) writeFileSync(path, noise(100 + index, 5 * mega))
  const [one = 1, twenty = 0] = meter.measure([verify(big, absent.slice(0, 1)), verify(big, absent)], { runs: 9, codes: [0, 1] })
  yield meter.row('20 assets absent from 2 GB', twenty / one, '× one that is absent', 1.1)
  const [idle = 0, small = 1, large = 0] = measure([empty, verify(half, absent), verify(big, absent)])
  yield meter.row('2 GB', (large - idle) / (small - idle), '× 1 GB', 2.2)
  yield meter.row('memory, 20 absent from 2 GB', peakOf(verify(big, absent)) - peakOf(empty), 'MiB above an empty Node.js', 40)
  rmSync(half)
  writeFileSync(
    join(folder, 'needles'),
    absent
      .map((_, index) =>
        noise(100 + index, 64)
          .toString('base64')
          .slice(0, 64),
      )
      .join('\n'),
  )
  const find = 'import mmap,sys;f=open(sys.argv[1],"rb");print(mmap.mmap(f.fileno(),0,access=mmap.ACCESS_READ).find(open(sys.argv[2],"rb").read(256)))'
  const peers: readonly (readonly [string, number, Command])[] = [
    ['rg -F with 20 lines of text', 20, ['rg', '-a', '-c', '--no-config', '-F', '-f', join(folder, 'needles'), big]],
    // What fails in python ends with 1, as what is absent does for others.
    ["python's mmap.find of 256 bytes", 1, ['sh', '-c', 'python3 -c "$@" || exit 9', 'python3', find, big, absent[0] ?? '']],
  ]
  for (const [name, count, command] of peers.filter(([name, , command]) => isThere(command[3] === 'python3' ? 'python3' : command[0], name))) {
    const [mine = 0, theirs = 1] = measure([verify(big, absent.slice(0, count)), command])
    yield meter.row(`${count} absent from 2 GB`, mine / theirs, `× ${name}`, 1)
  }
  yield* lookBehind(meter, measure, folder, absent[0] ?? '')
}

/** A file with holes: 5 GB that take no room. */
async function* lookBehind(meter: Meter, measure: Measure, folder: string, asset: string): AsyncGenerator<unknown> {
  const far = join(folder, 'far')
  const [size, place] = [5000 * mega, 4900 * mega]
  write(far, size, function* () {
    yield elf()
  })
  const file = openSync(far, 'r+')
  writeSync(file, readFileSync(asset), 0, null, place)
  closeSync(file)
  const { status, stdout } = spawnSync(process.execPath, verify(far, [asset]).slice(1), { encoding: 'utf8' })
  const offset = (JSON.parse(stdout) as { assets: { places: { offset?: number }[] }[] }).assets[0]?.places[0]?.offset
  if (status !== 0 || offset !== place) throw new Error(`an asset at ${place} was not found there: ${status}, ${offset}`)
  const [idle = 0, plain = 1, ours = 0] = measure([empty, ['sh', '-c', 'exec cat "$1" > /dev/null', 'sh', far], verify(far, [asset])])
  yield meter.row('an asset at the end of 5 GB', (ours - idle) / plain, '× cat of the binary', 1.6)
  yield meter.row('its memory', peakOf(verify(far, [asset])) - peakOf(empty), 'MiB above an empty Node.js', 40)
}

function isThere(program: string, name: string): boolean {
  if (spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined) return true
  process.stderr.write(`embed-verify: ${program} is not here, so there is no row for ${name}\n`)
  return false
}

function asAction(binary: string, assets: readonly string[]): Command {
  const inputs = { INPUT_BINARY: binary, INPUT_ASSETS: assets.join('\n'), GITHUB_WORKSPACE: '/' }
  return ['env', ...Object.entries(inputs).map(([name, value]) => `${name}=${value}`), process.execPath, bundle]
}

/** The most memory that a process of Node.js had, in MiB, as it says itself when it ends. The least of three, because the rest is chance. */
function peakOf(command: Command): number {
  const hook = `data:text/javascript,${encodeURIComponent("import { writeSync } from 'node:fs'\nprocess.on('exit', () => writeSync(2, ' peak ' + process.resourceUsage().maxRSS))")}`
  const at = command.indexOf(process.execPath)
  // Through a shell that forks: the system counts what a process had before it became another program, which was ours.
  const hooked = ['-c', '"$@"; exit $?', 'sh', ...command.slice(0, at + 1), '--import', hook, ...command.slice(at + 1)]
  const runs = [0, 1, 2].map(() => {
    const { stderr } = spawnSync('sh', hooked, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
    return Number(/ peak ([0-9]+)/.exec(stderr)?.[1]) / 1024
  })
  return Math.min(...runs)
}

type Host = { readonly host: string; readonly offsets: readonly number[]; readonly assets: readonly string[] }

/** A program of 586 MB that holds a kernel, an initrd, a runner, an archive and a file system, as large as real ones. */
function makeHost(folder: string): Host {
  const kinds: readonly (readonly [string, number, (size: number) => Iterable<Uint8Array>])[] = [
    ['vmlinuz', 14_200_000, (size) => begin(noiseBytes(1, size), (head) => (head.write('HdrS\x0f\x02', 0x202, 'latin1'), (head[0x236] = 1)))],
    ['initrd.img', 23_500_000, (size) => begin(noiseBytes(2, size), (head) => head.write('070701'))],
    ['runner', 11_400_000, (size) => begin(codeBytes(30 * mega, size), (head) => elf().copy(head))],
    ['runner.tar.gz', 64 * mega, (size) => begin(noiseBytes(3, size), (head) => head.write('\x1f\x8b\x08\0', 'latin1'))],
    ['rootfs.ext4', 472 * mega, (size) => begin(fileSystem(size), (head) => head.write('\x53\xef', 0x438, 'latin1'))],
  ]
  const assets = kinds.map(([name, size, make]) => write(join(folder, name), size, () => make(size)))
  const code = 500_000
  const offsets = kinds.map((_, index) => code + kinds.slice(0, index).reduce((sum, [, size]) => sum + size, 0))
  const total = code + kinds.reduce((sum, [, size]) => sum + size, 0) + 300_000
  const host = write(join(folder, 'host'), total, function* () {
    yield* begin(codeBytes(0, code), (head) => elf().copy(head))
    for (const asset of assets) yield readFileSync(asset)
    yield* codeBytes(50 * mega, 300_000)
  })
  return { host, offsets, assets }
}

/** The header of a program without anything to load. */
function elf(): Buffer {
  const header = Buffer.alloc(64)
  header.write('\x7fELF\x02\x01\x01', 'latin1')
  header.writeUInt16LE(2, 16)
  header.writeUInt16LE(62, 18)
  header.writeUInt16LE(64, 52)
  return header
}

/** A third of its pages hold zeros, as on a file system with room left; the end does too. */
function* fileSystem(size: number): Iterable<Uint8Array> {
  const extent = mega
  for (let done = 0; done < size; done += extent) {
    const index = done / extent
    if ((index * 37) % 100 < 38 || done > 0.97 * size) yield Buffer.alloc(extent)
    else yield* index % 2 === 0 ? codeBytes(index * 999_983, extent) : noiseBytes(index % 250, extent)
  }
}

function* begin(bytes: Iterable<Uint8Array>, change: (head: Buffer) => unknown): Iterable<Uint8Array> {
  let first = true
  for (const piece of bytes) {
    const head = first ? Buffer.from(piece) : piece
    if (first) change(head as Buffer)
    first = false
    yield head
  }
}

const code = readFileSync(process.execPath)

/** Bytes of real machine code and its data: those of Node.js, again and again. */
function* codeBytes(from: number, size: number): Iterable<Uint8Array> {
  for (let done = 0; done < size; ) {
    const at = (from + done) % code.length
    const piece = code.subarray(at, Math.min(code.length, at + size - done))
    done += piece.length
    yield piece
  }
}

/** Bytes that look random, the same for the same seed. */
function* noiseBytes(seed: number, size: number): Iterable<Uint8Array> {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16, size % 251))
  for (let done = 0; done < size; done += mega) yield cipher.update(Buffer.alloc(Math.min(mega, size - done)))
}

function noise(seed: number, size: number): Buffer {
  return Buffer.concat([...noiseBytes(seed, size)])
}

/** Writes a file; where there are fewer bytes than its size, the rest is a hole. */
function write(path: string, size: number, make: () => Iterable<Uint8Array>): string {
  const file = openSync(path, 'w')
  for (const piece of make()) writeSync(file, piece)
  ftruncateSync(file, size)
  closeSync(file)
  return path
}

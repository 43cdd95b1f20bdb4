import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Problem } from '@slipway/kernel'
import { signed } from './authenticode.support.ts'
import { checkAuthenticode } from './authenticode.ts'
import { checkCodeSignature } from './code-signature.ts'
import { listEmbeds } from './embed-tables.ts'
import { parseEntitlements } from './entitlements.ts'
import { findForeignPaths } from './foreign-paths.ts'
import { readGoBuildInfo } from './go-build-info.ts'
import { GoModule } from './go-programs.support.ts'
import { fat, sign, smallMachO } from './mach-o.support.ts'
import { Mutant, Random } from './mutations.support.ts'
import { readNative } from './native.ts'
import { detectPacking } from './packing.ts'
import { readPeChecksum } from './pe-checksum.ts'
import { checkPlatform } from './platform-check.ts'
import type { ByteReader } from './reader.ts'
import { sniff } from './sniff.ts'
import { readSymbolVersions } from './symbol-versions.ts'
import { findVersionStamp } from './version-stamp.ts'

const seed = Number(process.env['SLIPWAY_SEED'] ?? Date.now() % 1_000_000)
const rounds = 100_000

/** Where structures stand, in ranges of a file, and how many of 100 mutations it gets. */
type Seed = { readonly name: string; readonly bytes: Buffer; readonly hot: readonly (readonly [number, number])[]; readonly share: number }
const seeds: Seed[] = []

const library = 'const char blob[] = "v1.2.3 0123"; const char *volatile pointer = blob; int f(void) { return pointer[3]; }\n'
/** What a Go linker and its compiler write, laid out by a C compiler: build information of both kinds, and an embed table. */
const imitation = `
struct text { const char *bytes; long length; };
const struct text version = { "go1.17.9", 8 };
const struct text modules = { "0123456789abcdefpath\\texample.test/old\\nbuild\\tGOOS=linux\\n0123456789abcdef", 71 };
__attribute__((section(".go.buildinfo"), aligned(16))) struct { char head[16]; const void *at[2]; } info = { "\\xff Go buildinf:\\x08", { &version, &modules } };
struct entry { struct text name, data; unsigned char hash[16]; };
const struct { const struct entry *at; long length, capacity; struct entry entries[2]; } table = {
  table.entries, 2, 2, { { { "a.txt", 5 }, { "hello", 5 }, { 1 } }, { { "b.txt", 5 }, { "", 0 }, { 2 } } } };
int main(void) { return *(volatile char *)&info + *(volatile char *)&table; }
`

let folder = ''
let project: GoModule

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mutations-'))
  const gcc = (source: string, ...args: readonly string[]): Buffer => {
    writeFileSync(join(folder, 'm.c'), source)
    execFileSync('gcc', ['-w', '-o', 'out', ...args, 'm.c'], { cwd: folder })
    return readFileSync(join(folder, 'out'))
  }
  const elf = (name: string, share: number, bytes: Buffer): void => void seeds.push({ name, share, bytes, hot: hotOfElf(bytes) })
  elf('an ELF library', 20, gcc(library, '-shared', '-fPIC', '-Wl,-soname,liba.so.1,-rpath,/opt/lib:$ORIGIN'))
  elf('an ELF program with what Go writes', 25, gcc(imitation, '-no-pie', '-s'))
  elf('an ELF object', 5, gcc(library, '-c', '-ffunction-sections'))
  seeds.push({
    name: 'a signed PE file',
    share: 15,
    bytes: signed,
    hot: [
      [0, 512],
      [1024, signed.length],
    ],
  })
  const texts = [
    [0xd, '@rpath/liba.dylib'],
    [0xc, '/usr/lib/libSystem.B.dylib'],
    [0x8000_001c, '@loader_path/../lib'],
  ] as const
  const machO = sign(smallMachO(texts))
  seeds.push({
    name: 'a signed Mach-O file',
    share: 15,
    bytes: machO,
    hot: [
      [0, 600],
      [8192, machO.length],
    ],
  })
  const both = fat(machO, machO)
  seeds.push({
    name: 'a fat Mach-O file',
    share: 8,
    bytes: both,
    hot: [
      [0, 56],
      [4096, 4700],
      [12_288, 13_500],
    ],
  })
  project = new GoModule({
    'main.go': 'package main\n\nimport "embed"\n\n//go:embed main.go\nvar files embed.FS\n\nfunc main() { _, err := files.Open("main.go"); println(err) }\n',
  })
  for (const platform of ['linux/amd64', 'linux/mips', 'windows/amd64', 'darwin/arm64']) {
    const bytes = project.build(platform)
    seeds.push({ name: platform, share: 3, bytes, hot: [[0, 2048], ...places(bytes, '\xff Go buildinf:', 2048)] })
  }
}, 600_000)

afterAll(() => {
  project.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** The headers, everything behind the code, and the section table at the end. */
function hotOfElf(bytes: Buffer): readonly (readonly [number, number])[] {
  const sections = Number(bytes.readBigUInt64LE(40))
  return [
    [0, 1200],
    [0, 1200],
    [sections, bytes.length],
    [sections, bytes.length],
    [1200, bytes.length],
  ]
}

function places(bytes: Buffer, text: string, length: number): readonly (readonly [number, number])[] {
  const at = bytes.lastIndexOf(Buffer.from(text, 'latin1'))
  return at < 0 ? [] : [[at, Math.min(bytes.length, at + length)]]
}

type Meter = { reads: number; bytes: number }

/** Everything that a file is asked, small files more than large ones. Answers each problem that was told. */
function readAll(bytes: Buffer, meter: Meter, round: number): readonly Problem[] {
  const reader: ByteReader = {
    size: bytes.length,
    read: (offset, length) => {
      meter.reads += 1
      const found = bytes.subarray(Math.max(0, offset), Math.max(0, offset + length))
      meter.bytes += found.length
      return found
    },
  }
  const told: Problem[] = []
  const sniffed = sniff(reader)
  if (sniffed.problem !== undefined) told.push(sniffed.problem)
  const native = readNative(reader)
  if (!native.ok) return [...told, native.error]
  findForeignPaths(native.value)
  checkPlatform(native.value, 'linux/amd64' as Parameters<typeof checkPlatform>[1])
  for (const image of native.value.images) {
    readGoBuildInfo(reader, image)
    told.push(...listEmbeds(reader, image).doubts)
    if (bytes.length > 100_000) continue
    readPeChecksum(reader, image)
    readSymbolVersions(reader, image)
    // This looks through the whole file several times.
    const stamp = round % 8 === 0 ? findVersionStamp(reader, image, '1.2.3') : undefined
    if (stamp?.state === 'unclear') told.push(stamp.problem)
    for (const result of [checkCodeSignature(reader, image), checkAuthenticode(reader, image)]) {
      if (!result.ok) told.push(result.error)
      else if (result.value !== undefined && 'signature' in result.value) {
        const entitlements = parseEntitlements(result.value.signature.entitlements ?? '')
        if (!entitlements.ok) told.push(entitlements.error)
      }
    }
  }
  if (bytes.length <= 100_000) detectPacking(reader, native.value)
  return told
}

/** A phrase that follows the file's name, and what to do about it. */
function isClear({ code, message, cure }: Problem): boolean {
  return (
    /^E_BINARY_[A-Z_]+$/.test(code) &&
    /^(is|has|holds|embeds|cannot) [^\n]{3,300}$/.test(message) &&
    !/undefined|NaN|Infinity|\[object/.test(message) &&
    (cure ?? '').length > 10
  )
}

describe(`100,000 files with bytes changed (SLIPWAY_SEED=${seed})`, () => {
  test('never a crash, never a hang, and a clear sentence each time', () => {
    const random = new Random(seed)
    const total: Meter = { reads: 0, bytes: 0 }
    const told = new Map<string, number>()
    let [done, slowest] = [0, 0]
    const before = process.cpuUsage()
    for (const { name, bytes, hot, share } of seeds) {
      expect(readAll(bytes, total, 0)).toEqual([])
      const mutant = new Mutant(bytes, hot)
      for (let round = (rounds * share) / 100; round > 0; round--, done++) {
        const changed = mutant.next(random)
        const meter: Meter = { reads: 0, bytes: 0 }
        const start = performance.now()
        let problems: readonly Problem[]
        try {
          problems = readAll(changed, meter, round)
        } catch (error) {
          throw new Error(`${name}, mutation ${done} of seed ${seed}`, { cause: error })
        }
        const milliseconds = performance.now() - start
        slowest = Math.max(slowest, milliseconds)
        for (const problem of problems) told.set(problem.code, (told.get(problem.code) ?? 0) + 1)
        const unclear = problems.filter((problem) => !isClear(problem))
        // Two passes over the headers (one of them sniffs), one over everything else for each of up to two slices, and over the pages of signatures.
        if (unclear.length > 0 || meter.bytes > 8 * bytes.length + 4_000_000 || meter.reads > 45_000 || milliseconds > 5_000)
          throw new Error(
            `${name}, mutation ${done} of seed ${seed}: ${meter.reads} reads, ${meter.bytes} bytes, ${milliseconds} ms, ${JSON.stringify(unclear)}`,
          )
      }
    }
    expect(done).toBe(rounds)
    // The changes reach every reader.
    expect([...told.keys()].sort()).toEqual(
      expect.arrayContaining([
        'E_BINARY_EMBED',
        'E_BINARY_EMBED_TABLE',
        'E_BINARY_ENTITLEMENTS',
        'E_BINARY_FORMAT',
        'E_BINARY_MALFORMED',
        'E_BINARY_SIGNATURE',
        'E_BINARY_TRUNCATED',
      ]),
    )
    if (process.env['SLIPWAY_VERBOSE'] !== undefined)
      process.stderr.write(`slowest ${slowest} ms, ${process.cpuUsage(before).user / 1e6} s of CPU ${JSON.stringify([...told])}\n`)
  }, 600_000)
})

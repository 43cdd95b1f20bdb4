import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkEmbedded } from './embed-hash.ts'
import { type EmbedListing, isGoProgram, listEmbeds } from './embed-tables.ts'
import { changed, GoModule, imageOf } from './go-programs.support.ts'
import { type ByteReader, readerOf } from './reader.ts'

const main = `package main

import (
	"embed"
	"os"
)

//go:embed assets
var all embed.FS

//go:embed other.txt assets/small.txt
var few embed.FS

//go:embed assets/empty.bin
var empty embed.FS

//go:embed assets/sub/deep.bin
var text string

//go:embed only-bytes.bin
var bytes []byte

func main() {
	for _, f := range []embed.FS{all, few, empty} {
		e, _ := f.ReadDir(os.Args[1])
		println(len(e))
	}
	println(len(text), len(bytes), bytes[0])
}
`

function noise(seed: string, size: number): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(size / 32) }, (_, index) => createHash('sha256').update(`${seed} ${index}`).digest())).subarray(0, size)
}

const contents: Readonly<Record<string, Buffer>> = {
  'assets/big.bin': noise('big', 100_000),
  'assets/empty.bin': Buffer.alloc(0),
  'assets/small.txt': Buffer.from('hello\n'),
  'assets/sub/deep.bin': noise('deep', 2000),
  'assets/sub/ümläut.txt': Buffer.from('not ASCII'),
  'assets/sub-2/same.bin': noise('deep', 2000),
  'other.txt': Buffer.alloc(0),
  'only-bytes.bin': noise('bytes', 3000),
}

/** In Go's order: by directory, then by name. */
const expected = [
  ['assets/'],
  [
    'assets/',
    'assets/big.bin',
    'assets/empty.bin',
    'assets/small.txt',
    'assets/sub/',
    'assets/sub-2/',
    'assets/sub/deep.bin',
    'assets/sub/ümläut.txt',
    'assets/sub-2/same.bin',
  ],
  ['assets/', 'other.txt', 'assets/small.txt'],
  ['assets/', 'assets/empty.bin'],
].slice(1)

/** linux/mips has addresses of 32 bits and the other byte order. */
const builds: readonly (readonly [string, string, readonly string[], Readonly<Record<string, string>>])[] = [
  ['linux/amd64', 'linux/amd64', ['-ldflags', '-s -w'], {}],
  ['linux/amd64 with symbols', 'linux/amd64', [], {}],
  ['linux/arm64', 'linux/arm64', ['-ldflags', '-s -w'], {}],
  ['windows/amd64', 'windows/amd64', ['-ldflags', '-s -w'], {}],
  ['darwin/arm64', 'darwin/arm64', ['-ldflags', '-s -w'], {}],
  ['linux/mips', 'linux/mips', ['-ldflags', '-s -w'], {}],
  ['linux/amd64 position-independent, by the C linker', 'linux/amd64', ['-buildmode=pie', '-ldflags', '-s -w -linkmode=external'], { CGO_ENABLED: '1' }],
]
const programs = new Map<string, Buffer>()
let project: GoModule

beforeAll(() => {
  project = new GoModule({ 'main.go': main, ...contents })
  for (const [name, platform, args, settings] of builds) programs.set(name, project.build(platform, args, settings))
}, 600_000)

afterAll(() => project.remove())

function list(bytes: Uint8Array): EmbedListing {
  return listEmbeds(readerOf(bytes), imageOf(bytes))
}

function named(listing: EmbedListing): readonly (readonly string[])[] {
  return listing.tables.map((table) => table.entries.map(({ name, kind }) => (kind === 'directory' ? `${name}/` : name)))
}

describe('programs that Go built', () => {
  test.each(builds)('%s: every file of every embed.FS, with its size, its bytes and its hash', (name) => {
    const bytes = programs.get(name) as Buffer
    const listing = list(bytes)
    expect(listing.doubts).toEqual([])
    expect([...named(listing)].sort((a, b) => b.length - a.length)).toEqual(expected)
    for (const entry of listing.tables.flatMap(({ entries }) => entries)) {
      if (entry.kind === 'directory') {
        expect(entry).toMatchObject({ size: 0, offset: undefined, hash: '0'.repeat(32) })
        continue
      }
      const content = contents[entry.name] as Buffer
      expect(entry.size).toBe(content.length)
      if (entry.offset !== undefined) expect(bytes.subarray(entry.offset, entry.offset + entry.size).equals(content)).toBe(true)
      expect(checkEmbedded(readerOf(bytes), entry)).toBe('same')
    }
  })

  test.each(builds)('%s: its read-only data is read once, less what is known to be an asset', (name) => {
    const bytes = programs.get(name) as Buffer
    const image = imageOf(bytes)
    const isConstant = (section: string): boolean => /^\.(rodata|data\.rel\.ro|rdata|rela?\.dyn)|rodata|__const|typelink|itablink/.test(section)
    const constants = image.sections.filter(({ name: section }) => isConstant(section)).reduce((sum, { size }) => sum + size, 0)
    const whole = counting(readerOf(bytes))
    const listing = listEmbeds(whole, image)
    expect(whole.bytes()).toBeLessThan(1.2 * constants + 192 * 1024)
    const big = listing.tables.flatMap(({ entries }) => entries).find((entry) => entry.name === 'assets/big.bin')
    const from = big?.offset ?? 0
    const less = counting(readerOf(bytes))
    expect(listEmbeds(less, image, [{ from, to: from + (big?.size ?? 0) }])).toEqual(listing)
    expect(less.bytes()).toBeLessThanOrEqual(whole.bytes() - 100_000 + 4096)
    expect(isGoProgram(readerOf(bytes), image)).toBe(true)
  })

  test('a file that is embedded twice stands there once; empty files stand nowhere', () => {
    const entries = list(programs.get('linux/amd64') as Buffer).tables.flatMap((table) => table.entries)
    const offset = (name: string): number | undefined => entries.find((entry) => entry.name === name)?.offset
    expect(offset('assets/sub-2/same.bin')).toBe(offset('assets/sub/deep.bin'))
    expect(entries.filter(({ kind, offset: at }) => kind === 'file' && at === undefined).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['assets/empty.bin', 'other.txt']),
    )
    expect(JSON.stringify(entries)).not.toContain('only-bytes')
  })

  test('a byte of an embedded file that was changed after the build', () => {
    const bytes = programs.get('darwin/arm64') as Buffer
    const entry = list(bytes)
      .tables.flatMap(({ entries }) => entries)
      .find(({ name }) => name === 'assets/big.bin')
    if (entry?.offset === undefined) throw new Error('not listed')
    expect(checkEmbedded(readerOf(changed(bytes, entry.offset + 70_000, 0, 1, 2)), entry)).toBe('differs')
  })

  test('without a section table the mapped parts are looked through', () => {
    const bytes = Buffer.from(programs.get('linux/arm64') as Buffer)
    bytes.fill(0, 40, 48).fill(0, 58, 64)
    expect(imageOf(bytes).sections).toEqual([])
    expect([...named(list(bytes))].sort((a, b) => b.length - a.length)).toEqual(expected)
  })

  test('a helper that embeds files does not lend its tables to its host', () => {
    const helper = programs.get('linux/amd64') as Buffer
    const host = new GoModule({ 'main.go': main, ...contents, 'assets/big.bin': helper, 'only-bytes.bin': helper })
    try {
      const bytes = host.build('windows/amd64')
      expect([...named(list(bytes))].sort((a, b) => b.length - a.length)).toEqual(expected)
    } finally {
      host.remove()
    }
  }, 60_000)
})

describe('fixups in chains, as Apple linkers write them', () => {
  /** Rewrites the pointers of the tables of a program of darwin/arm64 as links of a chain (mach-o/fixup-chains.h). */
  function chain(program: Buffer, format: number): Buffer {
    const image = imageOf(program)
    const base = 0x1_0000_0000n
    const bytes = Buffer.concat([program, Buffer.alloc(64)])
    for (const { offset, entries } of list(program).tables) {
      const pointers = [offset, ...entries.flatMap((_, index) => [offset + 24 + 48 * index, offset + 40 + 48 * index])]
      for (const at of pointers) {
        const address = bytes.readBigUInt64LE(at)
        const next = BigInt(at % 4096) << 51n
        if (address !== 0n) bytes.writeBigUInt64LE((format === 6 ? address - base : address) | next, at)
      }
    }
    const place = image.range.size
    // The header: version, starts, imports, symbols, count, formats; then one segment whose start is 12 bytes behind the list.
    for (const [index, value] of [0, 28, 0, 0, 0, 0, 0, 1, 12, 0, 24].entries()) bytes.writeUInt32LE(value, place + 4 * index)
    bytes.writeUInt16LE(4096, place + 44)
    bytes.writeUInt16LE(format, place + 46)
    const [commands, size] = [bytes.readUInt32LE(16), bytes.readUInt32LE(20)]
    for (const [index, value] of [0x8000_0034, 16, place, 64].entries()) bytes.writeUInt32LE(value, 32 + size + 4 * index)
    bytes.writeUInt32LE(commands + 1, 16)
    bytes.writeUInt32LE(size + 16, 20)
    return bytes
  }

  test.each([2, 6])('format %d', (format) => {
    const bytes = chain(programs.get('darwin/arm64') as Buffer, format)
    const listing = list(bytes)
    expect(listing.doubts).toEqual([])
    expect([...named(listing)].sort((a, b) => b.length - a.length)).toEqual(expected)
  })

  test('a format that is not known is a doubt, not an empty list', () => {
    const listing = list(chain(programs.get('darwin/arm64') as Buffer, 9))
    expect(listing).toMatchObject({ tables: [], doubts: [{ code: 'E_BINARY_EMBED', message: expect.stringContaining('chained fixups have the format 9') }] })
  })
})

describe('damaged and hostile programs', () => {
  const entryOf = (bytes: Buffer, index: number): number => {
    const table = list(bytes).tables.find(({ entries }) => entries.length === 9)
    if (table === undefined) throw new Error('no table')
    return table.offset + 24 + 48 * index
  }

  test.each([
    ['a name outside of the file', 0, Buffer.alloc(8, 0x7f), 'has no name'],
    ['a name that is too long', 8, Buffer.from('ffff000000000000', 'hex'), 'has a name of no possible length'],
    ['data outside of the file', 16, Buffer.alloc(8, 0x7f), '(assets/small.txt) claims 6 bytes that the file does not hold'],
    ['more data than there is', 24, Buffer.from('ffffffff00000000', 'hex'), '(assets/small.txt) claims 4294967295 bytes that the file does not hold'],
  ])('%s: the table is a doubt', (_, field, value, message) => {
    const program = programs.get('linux/amd64') as Buffer
    const at = entryOf(program, 3) + field
    const { tables, doubts } = list(changed(program, at, ...value))
    expect(tables).toHaveLength(2)
    expect(doubts).toMatchObject([{ code: 'E_BINARY_EMBED_TABLE', message: expect.stringContaining(`entry 4 of 9 ${message}`), cure: expect.any(String) }])
  })

  test('entries out of order, and a count of a million', () => {
    const program = programs.get('linux/amd64') as Buffer
    const [second, third] = [entryOf(program, 1), entryOf(program, 2)]
    const swapped = Buffer.from(program)
    program.copy(swapped, second, third, third + 48)
    program.copy(swapped, third, second, second + 48)
    expect(list(swapped).doubts).toMatchObject([{ message: expect.stringContaining('entry 3 of 9 is out of order') }])
    const counted = changed(program, entryOf(program, 0) - 16, 0x40, 0x42, 0x0f, 0, 0, 0, 0, 0, 0x40, 0x42, 0x0f)
    expect(list(counted)).toMatchObject({ tables: { length: 2 }, doubts: [] })
  })

  test('a file full of slice headers that point behind themselves ends soon, and says so', () => {
    const size = 40 * 1024 * 1024
    const bytes = Buffer.alloc(size)
    const words = new BigUint64Array(bytes.buffer, bytes.byteOffset, size / 8)
    // Each third word begins a header of 1 entry; the lengths fit too.
    for (let index = 512; index + 3 < words.length; index += 3) words.set([BigInt(8 * index + 24), 1n, 1n], index)
    bytes.write('\x7fELF\x02\x01\x01', 'latin1')
    for (const [at, value] of [
      [16, 2],
      [18, 62],
      [52, 64],
      [54, 56],
      [56, 1],
    ] as const)
      bytes.writeUInt16LE(value, at)
    bytes.writeBigUInt64LE(64n, 32)
    bytes.writeUInt32LE(1, 64)
    bytes.writeBigUInt64LE(BigInt(size), 96)
    const reader = counting(readerOf(bytes))
    const listing = listEmbeds(reader, imageOf(bytes))
    expect(listing.tables.length).toBeLessThan(10_001)
    expect(listing.doubts.map(({ code }) => code)).toEqual(['E_BINARY_EMBED_LIMIT'])
    expect(reader.bytes()).toBeLessThan(400 * 1024 * 1024)
  }, 60_000)

  test('bytes changed anywhere near the tables: an answer, and bounded reads', () => {
    const all = builds.map(([name]) => programs.get(name) as Buffer)
    const spots = all.map((bytes) => list(bytes).tables.map(({ offset }) => offset))
    const change = fc.record({
      table: fc.nat(2),
      near: fc.integer({ min: -64, max: 600 }),
      value: fc.constantFrom(0, 1, 0x7f, 0x80, 0xff),
      width: fc.integer({ min: 1, max: 8 }),
    })
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (which, changes) => {
        const bytes = Buffer.from(all[which] as Buffer)
        for (const { table, near, value, width } of changes) {
          const at = (spots[which]?.[table] ?? 0) + near
          bytes.fill(value, at, at + width)
        }
        const reader = counting(readerOf(bytes))
        const listing = listEmbeds(reader, imageOf(bytes))
        for (const { offset, size } of listing.tables.flatMap(({ entries }) => entries)) expect((offset ?? 0) + size).toBeLessThanOrEqual(bytes.length)
        expect(reader.bytes()).toBeLessThan(16 * 1024 * 1024)
      }),
      { numRuns: 150, verbose: 1 },
    )
  }, 60_000)

  test('a program cut anywhere gives an answer', () => {
    for (const [name] of builds) {
      const whole = programs.get(name) as Buffer
      const image = imageOf(whole)
      for (const share of [0.01, 0.3, 0.6, 0.9])
        expect(listEmbeds(readerOf(whole.subarray(0, Math.floor(share * whole.length))), image)).toHaveProperty('doubts')
    }
  })
})

function counting(reader: ByteReader): ByteReader & { readonly bytes: () => number } {
  let bytes = 0
  return { size: reader.size, read: (offset, length) => ((bytes += Math.min(length, reader.size)), reader.read(offset, length)), bytes: () => bytes }
}

import { afterAll, describe, expect, test } from '@jest/globals'
import { checkCodeSignature } from './code-signature.ts'
import { readDerList } from './der.ts'
import { listEmbeds } from './embed-tables.ts'
import { parseEntitlements } from './entitlements.ts'
import { findForeignPaths } from './foreign-paths.ts'
import { readGoBuildInfo } from './go-build-info.ts'
import { GoModule, imageOf } from './go-programs.support.ts'
import { sha256, sign, smallMachO } from './mach-o.support.ts'
import { readNative } from './native.ts'
import { detectPacking } from './packing.ts'
import { type ByteReader, readerOf } from './reader.ts'
import { findVersionStamp } from './version-stamp.ts'

/** Files that are made to cost as much as they can. Each of them took minutes, or all memory, of a reader that believed what it says. */

const MiB = 1024 * 1024

type Counted = ByteReader & { readonly cost: { reads: number; bytes: number } }

function counted(bytes: Uint8Array): Counted {
  const cost = { reads: 0, bytes: 0 }
  const read = (offset: number, length: number): Uint8Array => {
    const found = bytes.subarray(Math.max(0, offset), Math.max(0, offset + length))
    cost.reads += 1
    cost.bytes += found.length
    return found
  }
  return { size: bytes.length, read, cost }
}

type Part = { readonly type: number; readonly offset: number; readonly size: number; readonly flags?: number }

/** An ELF header for amd64, with program headers behind it, and room. */
function elf(size: number, programs: readonly Part[], sections?: { readonly offset: number; readonly count: number }): Buffer {
  const bytes = Buffer.alloc(size)
  bytes.write('\x7fELF\x02\x01\x01', 'latin1')
  for (const [at, value] of [
    [16, 3],
    [18, 62],
    [54, 56],
    [56, programs.length],
    [58, 64],
    [60, sections?.count ?? 0],
  ] as const)
    bytes.writeUInt16LE(value, at)
  bytes.writeBigUInt64LE(64n, 32)
  bytes.writeBigUInt64LE(BigInt(sections?.offset ?? 0), 40)
  for (const [index, { type, offset, size: length, flags = 4 }] of programs.entries()) {
    const at = 64 + 56 * index
    bytes.writeUInt32LE(type, at)
    bytes.writeUInt32LE(flags, at + 4)
    for (const [place, value] of [
      [8, offset],
      [16, offset],
      [32, length],
    ] as const)
      bytes.writeBigUInt64LE(BigInt(value), at + place)
  }
  return bytes
}

/** Section headers that all claim the same range of the file. */
function writeSections(bytes: Buffer, offset: number, count: number, flags: number, claimed: number): void {
  for (let index = 1; index < count; index++) {
    const at = offset + 64 * index
    bytes.writeUInt32LE(1, at + 4)
    bytes.writeUInt32LE(flags, at + 8)
    bytes.writeBigUInt64LE(0n, at + 24)
    bytes.writeBigUInt64LE(BigInt(claimed), at + 32)
  }
}

const tooMuch = { ok: false, error: { code: 'E_BINARY_MALFORMED', message: 'is damaged: its headers name more than any real program has' } }

describe('headers that send a reader round and round', () => {
  test('half a million needed libraries, each with a name of 4 KiB', () => {
    const names = { offset: 9 * MiB, size: 8192 }
    const bytes = elf(10 * MiB, [
      { type: 1, offset: 0, size: 10 * MiB },
      { type: 2, offset: MiB, size: 8 * MiB },
    ])
    for (const [index, [tag, value]] of (
      [
        [5, names.offset],
        [10, names.size],
      ] as const
    ).entries()) {
      bytes.writeBigUInt64LE(BigInt(tag), MiB + 16 * index)
      bytes.writeBigUInt64LE(BigInt(value), MiB + 16 * index + 8)
    }
    for (let at = MiB + 32; at < 9 * MiB - 16; at += 16) bytes.writeBigUInt64LE(1n, at)
    bytes.fill(0x61, names.offset, names.offset + names.size)
    const reader = counted(bytes)
    expect(readNative(reader)).toMatchObject(tooMuch)
    expect(reader.cost.bytes).toBeLessThan(33 * MiB)
  })

  test('sixty thousand segments of notes', () => {
    const reader = counted(
      elf(
        8 * MiB,
        Array.from({ length: 60_000 }, () => ({ type: 4, offset: 4 * MiB, size: 4096 })),
      ),
    )
    expect(readNative(reader)).toMatchObject({ ok: true, value: { images: [{ os: 'linux' }] } })
    expect(reader.cost.reads).toBeLessThan(30)
  })

  test('a fat file of slices that share their load commands', () => {
    const commands = Buffer.alloc(7 * MiB)
    for (let at = 0; at < commands.length; at += 8) commands.writeUInt32LE(8, at + 4)
    const thin = Buffer.alloc(32)
    for (const [index, value] of [0xfeed_facf, 0x0100_000c, 0, 6, commands.length / 8, commands.length].entries()) thin.writeUInt32LE(value, 4 * index)
    const bytes = Buffer.concat([Buffer.alloc(4096), thin, commands])
    bytes.writeUInt32BE(0xcafe_babe)
    bytes.writeUInt32BE(39, 4)
    for (let slice = 0; slice < 39; slice++) {
      for (const [field, value] of [0x0100_000c, 0, 4096, bytes.length - 4096, 12].entries()) bytes.writeUInt32BE(value, 8 + 20 * slice + 4 * field)
    }
    expect(readNative(counted(bytes))).toMatchObject(tooMuch)
  })

  test('a PE file of 65,535 sections, and as many libraries as a table may have', () => {
    const bytes = Buffer.alloc(4 * MiB)
    bytes.write('MZ')
    bytes.writeUInt32LE(64, 60)
    bytes.write('PE\0\0', 64, 'latin1')
    bytes.writeUInt16LE(0x8664, 68)
    bytes.writeUInt16LE(65_535, 70)
    bytes.writeUInt16LE(240, 84)
    const optional = 88
    bytes.writeUInt16LE(0x20b, optional)
    bytes.writeUInt32LE(16, optional + 108)
    bytes.writeUInt32LE(0x7000_0000, optional + 120)
    for (let index = 0; index < 65_535; index++) {
      const at = optional + 240 + 40 * index
      // The last one alone holds the import table.
      for (const [field, value] of [0x10_0000, index === 65_534 ? 0x7000_0000 : 0, 0x10_0000, 3 * MiB].entries()) bytes.writeUInt32LE(value, at + 8 + 4 * field)
    }
    for (let index = 0; index < 1023; index++) bytes.writeUInt32LE(0x7000_8000, 3 * MiB + 20 * index + 12)
    bytes.write('a.dll\0', 3 * MiB + 0x8000)
    const result = readNative(counted(bytes))
    if (!result.ok) throw new Error(result.error.message)
    expect(result.value.images[0]?.needed.length).toBe(1023)
    // A hundred thousand paths are judged once each.
    const image = { ...imageOf(bytes), needed: Array.from({ length: 100_000 }, (_, index) => `C:\\Users\\me\\${index}.dll`) }
    expect(findForeignPaths({ format: 'pe', images: [image] }).length).toBe(100_000)
  })

  test('sections that all claim the whole file', () => {
    const count = 60_000
    const bytes = elf(8 * MiB, [], { offset: 4 * MiB, count })
    writeSections(bytes, 4 * MiB, count, 2, 8 * MiB)
    const reader = counted(bytes)
    expect(listEmbeds(reader, imageOf(bytes)).doubts).toMatchObject([
      { code: 'E_BINARY_EMBED', message: 'cannot be searched for embed tables: its sections overlap' },
    ])
    writeSections(bytes, 4 * MiB, count, 6, 8 * MiB)
    expect(detectPacking(reader, { format: 'elf', images: [imageOf(bytes)] })).toEqual([])
    expect(reader.cost.bytes).toBeLessThan(4 * MiB)
  })

  test('a section of four petabytes: what is there is looked through', () => {
    const bytes = elf(MiB, [], { offset: 4096, count: 2 })
    writeSections(bytes, 4096, 2, 2, 2 ** 52)
    bytes.write('version 1.2.3', 8192)
    const reader = counted(bytes)
    expect(findVersionStamp(reader, imageOf(bytes), 'v1.2.3')).toMatchObject({ state: 'text', offset: 8200 })
    expect(reader.cost.reads).toBeLessThan(100)
  })

  test('data full of what looks like build information, each in what looks like a program', () => {
    const bytes = elf(4 * MiB, [{ type: 1, offset: 0, size: 4 * MiB, flags: 6 }])
    const header = bytes.subarray(0, 120)
    for (let at = MiB / 4; at < 4 * MiB; at += 256) {
      header.copy(bytes, at)
      bytes.write('\xff Go buildinf:\x08\x02\x7fgo', at + 128, 'latin1')
    }
    const reader = counted(bytes)
    expect(readGoBuildInfo(reader, imageOf(bytes))).toBeUndefined()
    expect(reader.cost.bytes).toBeLessThan(130 * MiB)
  })
})

describe('signatures that claim more than there is', () => {
  const program = sign(smallMachO([[0xc, '/usr/lib/libSystem.B.dylib']]), { kinds: [sha256] })
  const start = 8192
  const directory = program.indexOf('fade0c02', 0, 'hex')
  const problemOf = (bytes: Buffer): string => {
    const result = checkCodeSignature(counted(bytes), imageOf(bytes))
    return result.ok ? 'none' : result.error.message
  }

  test.each([
    ['four petabytes in one page', 2 ** 52, 0],
    ['a terabyte in pages of 1 GiB', 2 ** 40, 30],
  ])('%s', (_, limit, pageBits) => {
    const bytes = Buffer.from(program)
    bytes.writeUInt32BE(pageBits === 0 ? 1 : limit / 2 ** pageBits, directory + 28)
    bytes.writeUInt8(pageBits, directory + 39)
    bytes.writeBigUInt64BE(BigInt(limit), directory + 56)
    expect(problemOf(bytes)).toMatch(pageBits === 0 ? `a code directory is for ${limit} bytes, but the image has` : 'lie outside of it')
  })

  test('sixty parts that share their bytes, and as many code directories', () => {
    const bytes = Buffer.from(program)
    const parts = Buffer.alloc(12 + 8 * 60)
    for (const [index, value] of [0xfade_0cc0, 0, 60].entries()) parts.writeUInt32BE(value, 4 * index)
    for (let index = 0; index < 60; index++) {
      parts.writeUInt32BE(0x1000 + (index % 8), 12 + 8 * index)
      parts.writeUInt32BE(directory - start, 16 + 8 * index)
    }
    parts.copy(bytes, start)
    expect(problemOf(bytes)).toMatch(/has a damaged code signature: part \d+ claims|would stand at|lie outside/)
    const small = Buffer.concat([parts, ...Array.from({ length: 60 }, () => Buffer.from('fade0c020000000800000000', 'hex'))])
    for (let index = 0; index < 60; index++) small.writeUInt32BE(parts.length + 12 * index, 16 + 8 * index)
    const many = Buffer.concat([program.subarray(0, start), small, Buffer.alloc(Math.max(0, program.length - start - small.length))])
    expect(problemOf(many.subarray(0, program.length))).toMatch(/has a damaged code signature/)
  })

  test('a million values in DER, and texts that a backtracking reader would read for hours', () => {
    expect(() => readDerList(Buffer.alloc(2 * MiB).fill(Buffer.from([5, 0])))).toThrow('more than 65536 values')
    for (const xml of ['<!--'.repeat(250_000), '<?'.repeat(500_000), '<plist '.repeat(150_000), `<plist><dict>${'<key>'.repeat(200_000)}`]) {
      expect(parseEntitlements(xml)).toMatchObject({ ok: false, error: { code: 'E_BINARY_ENTITLEMENTS' } })
    }
    const keys = Array.from({ length: 50_000 }, (_, index) => `<key>${index}</key><true/>`).join('')
    expect(parseEntitlements(`<plist><dict>${keys}</dict></plist>`).ok).toBe(true)
  })
})

describe('programs of many segments', () => {
  const project = new GoModule({
    'main.go': 'package main\n\nimport "embed"\n\n//go:embed *.txt\nvar files embed.FS\n\nfunc main() { _, err := files.Open("a.txt"); println(err) }\n',
    ...Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.txt`, 'x'])),
  })
  afterAll(() => project.remove())

  test('each address is looked for in order, not in all of them', () => {
    const bytes = project.build('linux/amd64')
    const image = imageOf(bytes)
    const other = { offset: 0, size: 1, writable: false, executable: false }
    const segments = [...Array.from({ length: 300_000 }, (_, index) => ({ ...other, address: BigInt(index) })), ...image.segments]
    const [table] = listEmbeds(readerOf(bytes), { ...image, segments }).tables
    expect(table?.entries.length).toBe(300)
  }, 60_000)
})

import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Range } from './ranges.ts'
import { type ByteReader, partOf, readerOf } from './reader.ts'
import { type Finding, findContents } from './search.ts'
import { chooseAnchors, isUnusable } from './search-anchors.ts'
import { findByHash, rollingHashOf } from './search-rolling.ts'

/** Bytes that look random and are the same every time. */
function noise(seed: string, size: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, index) => createHash('sha256').update(`${seed} ${index}`).digest())
  return Buffer.concat(blocks).subarray(0, size)
}

const zeros = (size: number): Buffer => Buffer.alloc(size)
const join = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts)

function find(binary: Uint8Array, ...assets: readonly Uint8Array[]): readonly Finding[] {
  return findContents(readerOf(binary), assets.map(readerOf), { chunk: 2048 })
}

function findByRollingHash(haystack: ByteReader, needle: ByteReader, ranges?: readonly Range[]): number | undefined {
  const isThere = (at: number): boolean => Buffer.compare(haystack.read(at, needle.size), needle.read(0, needle.size)) === 0
  return findByHash(haystack, needle.size, rollingHashOf(needle), isThere, ranges)
}

/** Counts what is read, so that cost is tested without a clock. */
function counting(reader: ByteReader): ByteReader & { readonly bytes: () => number; readonly largest: () => number } {
  let [bytes, largest] = [0, 0]
  const read = (offset: number, length: number): Uint8Array => {
    bytes += Math.min(length, reader.size - offset)
    largest = Math.max(largest, length)
    return reader.read(offset, length)
  }
  return { size: reader.size, read, bytes: () => bytes, largest: () => largest }
}

function flipped(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content)
  copy[at] = (copy[at] as number) ^ 1
  return copy
}

describe('what becomes of an asset', () => {
  const asset = noise('asset', 40_000)
  const host = noise('host', 30_001)
  const table: readonly (readonly [string, Buffer, Buffer, Finding])[] = [
    ['stands at the start', join(asset, host), asset, { state: 'whole', offset: 0 }],
    ['stands at an odd place', join(host, asset, host), asset, { state: 'whole', offset: 30_001 }],
    ['stands at the end', join(host, asset), asset, { state: 'whole', offset: 30_001 }],
    ['is the whole binary', asset, asset, { state: 'whole', offset: 0 }],
    ['stands twice', join(host, asset, asset), asset, { state: 'whole', offset: 30_001 }],
    ['is absent', host, asset, { state: 'absent' }],
    ['is longer than the binary', host.subarray(0, 100), asset, { state: 'absent' }],
    ['is empty', host, zeros(0), { state: 'refused', reason: 'empty' }],
    ['has 63 bytes', join(host, asset), asset.subarray(0, 63), { state: 'refused', reason: 'tiny' }],
    ['has 64 bytes', join(host, asset), asset.subarray(0, 64), { state: 'whole', offset: 30_001 }],
    ['is all zeros', join(host, zeros(9000)), zeros(4096), { state: 'refused', reason: 'uniform' }],
    ['is truncated after an eighth', join(host, asset.subarray(0, 5000), host), asset, { state: 'truncated', offset: 30_001, bytes: 5000 }],
    [
      'is truncated by a byte',
      join(host, asset.subarray(0, -1), Buffer.from([(asset.at(-1) ?? 0) ^ 9]), host),
      asset,
      { state: 'truncated', offset: 30_001, bytes: 39_999 },
    ],
    ['is cut by the end of the binary', join(host, asset.subarray(0, 20_000)), asset, { state: 'truncated', offset: 30_001, bytes: 20_000 }],
    ['differs in its first byte', join(host, flipped(asset, 0), host), asset, { state: 'altered', offset: 30_001, differs: 0 }],
    ['differs in the middle', join(host, flipped(asset, 23_456), host), asset, { state: 'altered', offset: 30_001, differs: 23_456 }],
    ['lost its head', join(host, asset.subarray(10_000), host), asset, { state: 'partial', offset: 30_001, from: 10_000, bytes: 30_000 }],
  ]
  test.each(table)('it %s', (_, binary, content, expected) => {
    expect(find(binary, content)).toEqual([expected])
  })

  test('the search goes on after a copy that fails', () => {
    const decoys = [asset.subarray(0, 39_000), host, flipped(asset, 39_999), asset.subarray(1), asset.subarray(0, 300)]
    expect(find(join(...decoys, asset), asset)).toEqual([{ state: 'whole', offset: join(...decoys).length }])
  })

  test('assets may be equal, nest, and stand side by side', () => {
    const [small, inner] = [noise('small', 100), asset.subarray(20_000, 30_000)]
    const binary = join(host, asset, small, host)
    expect(find(binary, asset, inner, asset, small, noise('other', 5000))).toEqual([
      { state: 'whole', offset: 30_001 },
      { state: 'whole', offset: 50_001 },
      { state: 'whole', offset: 30_001 },
      { state: 'whole', offset: 70_001 },
      { state: 'absent' },
    ])
  })

  test('an asset may lie across the edge of another one', () => {
    const across = join(asset.subarray(-5000), host.subarray(0, 5000))
    expect(find(join(zeros(10), asset, host), asset, across)).toEqual([
      { state: 'whole', offset: 10 },
      { state: 'whole', offset: 35_010 },
    ])
  })

  test('a part of a file is searched as a file of its own', () => {
    const part = partOf(readerOf(join(asset, host, asset)), 40_000, 30_001)
    expect(findContents(part, [readerOf(asset), readerOf(host)])).toEqual([{ state: 'absent' }, { state: 'whole', offset: 0 }])
  })
})

describe('against a search that is obviously right', () => {
  const letter = fc.constantFrom('a', 'b', '\0')
  const piece = fc.oneof(
    fc.string({ unit: letter, maxLength: 200 }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
    fc.nat(2000).map(zeros),
    fc.tuple(fc.string({ unit: letter, minLength: 1, maxLength: 4 }), fc.nat(300)).map(([text, times]) => Buffer.from(text.repeat(times))),
  )
  const content = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => join(...parts))

  test('an asset is found when it is there, at a place where it is, and only then', () => {
    const shape = fc.record({
      parts: fc.array(content, { minLength: 1, maxLength: 5 }),
      assets: fc.array(content, { minLength: 1, maxLength: 4 }),
      order: fc.array(fc.nat(8), { maxLength: 6 }),
      chunk: fc.integer({ min: 300, max: 4000 }),
      patience: fc.integer({ min: 1, max: 20 }),
    })
    fc.assert(
      fc.property(shape, ({ parts, assets, order, chunk, patience }) => {
        const all = [...parts, ...assets]
        const binary = join(...parts, ...order.map((index) => all[index % all.length] ?? zeros(1)))
        const findings = findContents(readerOf(binary), assets.map(readerOf), { chunk, patience })
        for (const [index, finding] of findings.entries()) {
          const asset = assets[index] as Buffer
          if (finding.state === 'refused') expect(asset.length < 64 || asset.every((byte) => byte === asset[0])).toBe(true)
          else if (finding.state === 'whole') expect(binary.subarray(finding.offset, finding.offset + asset.length).equals(asset)).toBe(true)
          else expect(binary.indexOf(asset)).toBe(-1)
          if (finding.state === 'truncated')
            expect(binary.subarray(finding.offset, finding.offset + finding.bytes).equals(asset.subarray(0, finding.bytes))).toBe(true)
        }
      }),
      { numRuns: 300, verbose: 1 },
    )
  })

  test('every content that is not the same byte again and again has anchors, which stand in it and stop at no page of zeros', () => {
    fc.assert(
      fc.property(content, (bytes) => {
        fc.pre(bytes.length >= 64)
        const anchors = chooseAnchors(readerOf(bytes), 0)
        expect(anchors.length > 0).toBe(bytes.some((byte) => byte !== bytes[0]))
        for (const { at, bytes: anchor } of anchors) {
          expect(bytes.subarray(at, at + anchor.length).equals(anchor)).toBe(true)
          expect(isUnusable(anchor)).toBe(false)
        }
      }),
      { numRuns: 500, verbose: 1 },
    )
  })

  test('many assets at once, short and long, are found where they are', () => {
    const assets = Array.from({ length: 700 }, (_, index) => noise(`many ${index}`, 64 + ((index * 7919) % 3000)))
    const binary = join(zeros(5000), ...assets.filter((_, index) => index % 3 !== 0), noise('end', 4000))
    const findings = findContents(readerOf(binary), assets.map(readerOf))
    expect(findings).toEqual(assets.map((asset, index) => (index % 3 === 0 ? { state: 'absent' } : { state: 'whole', offset: binary.indexOf(asset) })))
  })

  test('an anchor that stands at too many places does not hide the asset, and one that stands nowhere ends the search', () => {
    const page = noise('page', 1024)
    const many = join(...Array.from({ length: 2000 }, () => page))
    const asset = join(page, page, page, noise('tail', 40))
    const found = (...binary: readonly Uint8Array[]): readonly Finding[] => findContents(readerOf(join(...binary)), [readerOf(asset)], { patience: 5 })
    expect(found(many, asset, many)).toEqual([{ state: 'whole', offset: many.length }])
    const bytes = counting(readerOf(join(many, many, noise('tail', 39))))
    expect(findContents(bytes, [readerOf(asset)], { patience: 5 })).toMatchObject([{ state: 'truncated', bytes: 3 * 1024 + 39 }])
    expect(bytes.bytes()).toBeLessThan(2 * bytes.size)
  })

  test('the rolling hash looks through ranges only', () => {
    const asset = noise('needle', 500)
    const binary = readerOf(join(noise('a', 3000), asset, noise('b', 3000), asset, noise('c', 100)))
    expect(findByRollingHash(binary, readerOf(asset), [{ from: 3001, to: 6999 }])).toBeUndefined()
    expect(
      findByRollingHash(binary, readerOf(asset), [
        { from: -5, to: 400 },
        { from: 6000, to: 7100 },
      ]),
    ).toBe(6500)
    expect(findByRollingHash(binary, readerOf(asset), [{ from: 6500, to: 7000 }])).toBe(6500)
  })

  test('the rolling hash finds the first place', () => {
    fc.assert(
      fc.property(content, content, content, (before, asset, after) => {
        fc.pre(asset.length > 0)
        const binary = join(before, asset, after)
        expect(findByRollingHash(readerOf(binary), readerOf(asset))).toBe(binary.indexOf(asset))
        expect(findByRollingHash(readerOf(binary.subarray(0, -1)), readerOf(asset)) ?? -1).toBe(binary.subarray(0, -1).indexOf(asset))
      }),
      { numRuns: 200, verbose: 1 },
    )
  })

  test('the rolling hash crosses the edges of its pieces', () => {
    const asset = noise('edge', 300_000)
    for (const before of [0, 1, 262_143, 262_144, 262_145])
      expect(findByRollingHash(readerOf(join(noise('before', before), asset)), readerOf(asset))).toBe(before)
  })
})

describe('what it costs', () => {
  const sparse = join(...Array.from({ length: 40 }, (_, index) => join(noise(`page ${index}`, 4096), zeros(96 * 1024))))
  const periodic = Buffer.from('abc'.repeat(100_000))
  const odd: readonly (readonly [string, Buffer, Buffer])[] = [
    ['a zero tail in a binary full of zeros', sparse, join(noise('z', 64), zeros(4032))],
    ['ten bytes and a zero tail', sparse, join(noise('z', 10), zeros(100_000))],
    ['zeros and ten bytes', sparse, join(zeros(100_000), noise('z', 10))],
    ['one byte in the middle of zeros', sparse, join(zeros(50_000), Buffer.from([7]), zeros(50_000))],
    ['a period that the binary has too', join(periodic, periodic, periodic), join(periodic, Buffer.from('x'), periodic)],
    ['a long prefix again and again', join(...Array.from({ length: 50 }, () => noise('again', 60_000))), join(noise('again', 60_000), noise('end', 64))],
  ]
  test.each(odd)(
    '%s: absent and present take a bounded number of reads',
    (_, binary, asset) => {
      const place = binary.length
      for (const [content, state] of [
        [binary, 'whole'],
        [binary, 'not'],
      ] as const) {
        const reader = counting(readerOf(state === 'whole' ? join(content, asset) : content))
        const [finding] = findContents(reader, [readerOf(asset)])
        if (state === 'whole') expect(finding).toEqual({ state: 'whole', offset: place })
        else expect(finding?.state).not.toBe('whole')
        expect(reader.bytes()).toBeLessThan(16 * reader.size + 64 * 1024 * 1024)
        expect(reader.largest()).toBeLessThanOrEqual(512 * 1024)
      }
    },
    20_000,
  )

  test('each byte of a good binary is read about once, and the binary is never in memory', () => {
    const assets = ['a', 'b', 'c'].map((name) => noise(name, 2_000_000))
    const reader = counting(readerOf(join(noise('code', 1_000_000), ...assets)))
    const readers = assets.map((asset) => counting(readerOf(asset)))
    expect(findContents(reader, readers).map(({ state }) => state)).toEqual(['whole', 'whole', 'whole'])
    expect(reader.bytes()).toBeLessThan(1.4 * reader.size)
    for (const one of readers) expect(one.bytes()).toBeLessThan(1.2 * one.size)
  })

  test('more than 2 GiB', () => {
    const [asset, place, size] = [noise('far', 100_000), 2_400_000_000, 2_500_000_000]
    const readInto = (offset: number, target: Uint8Array): number => {
      const length = Math.min(target.length, size - offset)
      target.fill(0)
      for (let at = Math.max(offset, place); at < Math.min(offset + length, place + asset.length); at++) target[at - offset] = asset[at - place] as number
      return length
    }
    const read = (offset: number, length: number): Uint8Array => {
      const target = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      readInto(offset, target)
      return target
    }
    expect(findContents({ size, read, readInto }, [readerOf(asset)])).toEqual([{ state: 'whole', offset: place }])
  }, 30_000)
})

import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type ProofManifest, proveContents, renderProof } from './proof.ts'
import { type CheckedContent, checkProof } from './proof-check.ts'
import { parseProof } from './proof-text.ts'
import { type ByteReader, readerOf } from './reader.ts'
import { findContents } from './search.ts'

function noise(seed: string, size: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, index) => createHash('sha256').update(`${seed} ${index}`).digest())
  return Buffer.concat(blocks).subarray(0, size)
}

const join = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts)
const zeros = (size: number): Buffer => Buffer.alloc(size)

function flipped(content: Buffer, ...places: readonly number[]): Buffer {
  const copy = Buffer.from(content)
  for (const at of places) copy[at] = (copy[at] as number) ^ 1
  return copy
}

/** Finds, proves, and hands the proof on as a file. */
function prove(binary: Uint8Array, ...assets: readonly Uint8Array[]): ProofManifest {
  const findings = findContents(readerOf(binary), assets.map(readerOf))
  const proof = proveContents(
    readerOf(binary),
    findings.map((finding, index) => ({ path: `asset-${index}`, size: assets[index]?.length ?? 0, finding })),
  )
  if (!proof.ok) throw new Error(proof.error.map(({ message }) => message).join())
  const parsed = parseProof(renderProof(proof.value))
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join())
  expect(parsed.value).toEqual(proof.value)
  return parsed.value
}

const states = (checked: readonly CheckedContent[]): readonly string[] => checked.map(({ finding }) => finding.state)
const check = (binary: Uint8Array, manifest: ProofManifest): CheckedContent['finding'] | undefined => checkProof(readerOf(binary), manifest)[0]?.finding

const asset = noise('asset', 400_000)
const host = noise('host', 30_001)
/** Blocks of an asset of this size have 1024 bytes. */
const block = 1024

describe('what became of a content that was proven', () => {
  const manifest = prove(join(host, asset, host), asset)
  const table: readonly (readonly [string, Buffer, CheckedContent['finding']])[] = [
    ['still stands there', join(host, asset, host), { state: 'whole', offset: 30_001, moved: false }],
    ['still stands there, and the rest is another', join(noise('x', 30_001), asset), { state: 'whole', offset: 30_001, moved: false }],
    ['moved', join(host, noise('signature', 777), asset, host), { state: 'whole', offset: 30_778, moved: true }],
    ['moved to the front', join(asset, host), { state: 'whole', offset: 0, moved: true }],
    ['is absent', join(host, noise('other', 400_000), host), { state: 'absent' }],
    ['is absent from an empty file', zeros(0), { state: 'absent' }],
    ['is absent from a file of zeros', zeros(900_000), { state: 'absent' }],
    ['was truncated', join(host, asset.subarray(0, 123_456), host), { state: 'truncated', offset: 30_001, bytes: 120 * block, below: 121 * block }],
    ['was truncated by the end', join(host, asset.subarray(0, 300_000)), { state: 'truncated', offset: 30_001, bytes: 292 * block, below: 293 * block }],
    ['was truncated and moved', join(asset.subarray(0, 200_000), host), { state: 'truncated', offset: 0, bytes: 195 * block, below: 196 * block }],
    ['lost its last byte', join(host, asset.subarray(0, -1)), { state: 'truncated', offset: 30_001, bytes: 390 * block, below: 400_000 }],
    ['differs in its first byte', join(host, flipped(asset, 0), host), { state: 'altered', offset: 30_001, from: 0, to: block }],
    ['differs in the middle', join(host, flipped(asset, 234_567, 300_000), host), { state: 'altered', offset: 30_001, from: 229 * block, to: 230 * block }],
    ['differs in the middle and moved', join(flipped(asset, 234_567), host), { state: 'altered', offset: 0, from: 229 * block, to: 230 * block }],
    ['lost its head', join(host, asset.subarray(100_000), host), { state: 'partial', offset: 30_001 + 352, from: 98 * block, bytes: 299_648 }],
  ]
  test.each(table)('it %s', (_, binary, expected) => {
    expect(check(binary, manifest)).toEqual(expected)
  })

  test('a change in the last block alone, and in the last bytes', () => {
    expect(check(join(host, flipped(asset, 390 * block)), manifest)).toMatchObject({ state: 'altered', from: 390 * block, to: 400_000 })
    expect(check(join(host, flipped(asset, 399_990)), manifest)).toMatchObject({ state: 'truncated', bytes: 390 * block, below: 400_000 })
  })

  test('small contents, contents full of zeros, equal and nested contents, in one pass', () => {
    const contents = [
      noise('small', 64),
      join(noise('z', 100), zeros(50_000), noise('y', 100)),
      asset,
      asset.subarray(100_000, 200_000),
      asset,
      Buffer.from('abc'.repeat(3000)),
    ]
    const binary = join(host, ...contents.slice(0, 3), host, contents[5] ?? zeros(0))
    const proof = prove(binary, ...contents)
    expect(states(checkProof(readerOf(binary), proof))).toEqual(Array.from({ length: 6 }, () => 'whole'))
    expect(states(checkProof(readerOf(join(noise('front', 999), binary)), proof))).toEqual(Array.from({ length: 6 }, () => 'whole'))
    expect(states(checkProof(readerOf(zeros(binary.length)), proof))).toEqual(Array.from({ length: 6 }, () => 'absent'))
  })

  test('agrees with a search that has the assets', () => {
    const size = fc.integer({ min: 64, max: 60_000 })
    fc.assert(
      fc.property(fc.record({ size, before: fc.nat(3000), moved: fc.nat(3), cut: fc.nat(99), flip: fc.nat(60_000), kind: fc.nat(3) }), (shape) => {
        const content = noise('content', shape.size)
        const front = noise('front', shape.before)
        const proof = prove(join(front, content, host), content)
        const damaged = [content, flipped(content, shape.flip % shape.size), content.subarray(0, Math.floor((shape.size * shape.cut) / 100)), zeros(0)][
          shape.kind
        ] as Buffer
        const binary = join(noise('more', shape.moved), front, damaged, host)
        const [known, checked] = [findContents(readerOf(binary), [readerOf(content)])[0], check(binary, proof)]
        expect(checked?.state === 'whole').toBe(known?.state === 'whole')
        if (checked?.state === 'whole') expect(checked.offset).toBe(shape.moved + shape.before)
        if (known?.state === 'altered' && checked?.state === 'altered') expect(checked.from <= known.differs && known.differs < checked.to).toBe(true)
        if (known?.state === 'truncated' && checked?.state === 'truncated') expect(checked.bytes <= known.bytes && known.bytes < checked.below).toBe(true)
      }),
      { numRuns: 150, verbose: 1 },
    )
  }, 60_000)
})

describe('what it costs', () => {
  function counting(reader: ByteReader): ByteReader & { readonly bytes: () => number } {
    let bytes = 0
    return {
      size: reader.size,
      read: (offset, length) => ((bytes += Math.max(0, Math.min(length, reader.size - offset))), reader.read(offset, length)),
      bytes: () => bytes,
    }
  }

  test('where nothing moved each content is read once; where all moved the binary is read once more', () => {
    const assets = ['a', 'b', 'c'].map((name) => noise(name, 1_000_000))
    const binary = join(host, ...assets)
    const proof = prove(binary, ...assets)
    const still = counting(readerOf(binary))
    expect(states(checkProof(still, proof))).toEqual(['whole', 'whole', 'whole'])
    expect(still.bytes()).toBe(3_000_000)
    const moved = counting(readerOf(join(noise('front', 5000), binary)))
    expect(states(checkProof(moved, proof))).toEqual(['whole', 'whole', 'whole'])
    expect(moved.bytes()).toBeLessThan(5 * binary.length)
  })

  test.each([
    [
      'a period that the binary has too',
      Buffer.from('abc'.repeat(60_000)),
      join(Buffer.from('abc'.repeat(50_000)), Buffer.from('x'), Buffer.from('abc'.repeat(50_000))),
    ],
    ['zeros and a few bytes', zeros(900_000), join(zeros(100_000), noise('z', 10), zeros(100_000))],
    ['a long front again and again', join(...Array.from({ length: 60 }, () => noise('again', 60_000))), join(noise('again', 60_000), noise('end', 64))],
  ])(
    '%s: a bounded number of reads, and the right answer',
    (_, odd, content) => {
      const proof = prove(join(host, content), content)
      const absent = counting(readerOf(odd))
      expect(checkProof(absent, proof)[0]?.finding.state).not.toBe('whole')
      expect(absent.bytes()).toBeLessThan(16 * odd.length + 64 * 1024 * 1024)
      expect(check(join(odd, content), proof)).toMatchObject({ state: 'whole', moved: true })
    },
    30_000,
  )
})

describe('a proof as a file', () => {
  test('nothing but what is whole becomes a proof', () => {
    const refused = proveContents(readerOf(host), [
      { path: 'a', size: 5, finding: { state: 'absent' } },
      { path: 'b', size: 5, finding: { state: 'truncated', offset: 0, bytes: 3 } },
    ])
    expect(refused).toMatchObject({ ok: false, error: [{ code: 'E_BINARY_PROOF', message: expect.stringContaining('a does not stand whole') }, {}] })
    expect(proveContents(readerOf(host), [])).toMatchObject({ ok: false, error: [{ message: 'nothing was proven, so there is no proof' }] })
  })

  const good = prove(join(host, asset), asset)
  const [content] = good.contents
  const change = (part: object): unknown => ({ ...good, contents: [{ ...content, ...part }] })
  test.each([
    ['', 'is no JSON'],
    ['[]', 'is no object'],
    [{ ...good, version: 2 }, 'has the version 2, and only 1 is known'],
    [{ ...good, size: -1 }, 'has no size of the binary'],
    [{ ...good, contents: [] }, 'proves nothing: it has no list of contents'],
    [change({ path: '' }), 'it has no path'],
    [change({ size: 0 }), 'it has no size'],
    [change({ size: 2 ** 60 }), 'it has no size'],
    [change({ sha256: 'abc' }), 'its sha256 is none'],
    [change({ sha256: content?.sha256.toUpperCase() }), 'its sha256 is none'],
    [change({ offset: 1.5 }), 'it does not lie in the binary'],
    [change({ offset: 9_000_000 }), 'it does not lie in the binary'],
    [change({ block: 1 }), 'its blocks do not fit its size'],
    [change({ blocks: [] }), 'its blocks do not fit its size'],
    [change({ tail: 'x' }), 'its tail is none'],
    [change({ rolling: -1 }), 'its rolling hash is none'],
    [change({ windows: [{ at: 399_999, bytes: content?.windows[0]?.bytes }] }), 'its windows do not lie in it'],
    [change({ windows: [{ at: 0, bytes: 'AAAA' }] }), 'its windows do not lie in it'],
    [change({ windows: Array.from({ length: 9 }, () => content?.windows[0]) }), 'its windows do not lie in it'],
  ])('%j', (value, message) => {
    const result = parseProof(typeof value === 'string' ? value : JSON.stringify(value))
    expect(result).toMatchObject({ ok: false, error: [{ code: 'E_BINARY_PROOF', message: expect.stringContaining(message), cure: expect.any(String) }] })
  })

  test('a proof whose hashes of blocks were made to fit proves nothing', () => {
    const forged = prove(join(host, flipped(asset, 5)), flipped(asset, 5))
    const mixed: ProofManifest = { ...forged, contents: forged.contents.map((one) => ({ ...one, sha256: content?.sha256 ?? '' })) }
    expect(check(join(host, flipped(asset, 5)), mixed)).toEqual({ state: 'altered', offset: 30_001, from: 0, to: 400_000 })
  })
})

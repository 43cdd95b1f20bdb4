import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { signed } from './authenticode.support.ts'
import { type AuthenticodeCheck, checkAuthenticode } from './authenticode.ts'
import { changed, imageOf } from './go-programs.support.ts'
import { readPeChecksum } from './pe-checksum.ts'
import { readerOf } from './reader.ts'

/** Places in it: the optional header begins at 88, its directories 112 bytes behind. */
const [checksumAt, entryAt, tableAt] = [88 + 64, 88 + 112 + 32, 1024]
const unsigned = ((): Buffer => {
  const bytes = Buffer.from(signed.subarray(0, tableAt))
  bytes.fill(0, checksumAt, checksumAt + 4).fill(0, entryAt, entryAt + 8)
  return bytes
})()

function check(bytes: Uint8Array): AuthenticodeCheck {
  const result = checkAuthenticode(readerOf(bytes), imageOf(bytes))
  if (!result.ok || result.value === undefined) throw new Error(result.ok ? 'unsigned' : result.error.message)
  return result.value
}

const der = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const joined = Buffer.concat(content)
  const { length } = joined
  const head = length < 128 ? [tag, length] : [tag, 0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from(head), joined])
}
const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content)
const set = (...content: readonly Uint8Array[]): Buffer => der(0x31, ...content)
const oid = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'))
const oids = {
  signedData: oid('2a864886f70d010702'),
  indirect: oid('2b060104018237020104'),
  messageDigest: oid('2a864886f70d010904'),
  nested: oid('2b060104018237020401'),
  countersignature: oid('2a864886f70d010906'),
  sha1: oid('2b0e03021a'),
  sha384: oid('608648016503040202'),
  unknown: oid('2a0304'),
}

type Parts = { readonly algorithm: Buffer; readonly digest: Buffer; readonly sealed?: boolean; readonly unsignedAttributes?: readonly Buffer[] }

/** A signature without certificates: what matters here is what it says. */
function signature({ algorithm, digest, sealed = true, unsignedAttributes = [] }: Parts): Buffer {
  const indirect = sequence(sequence(oids.unknown), sequence(sequence(algorithm, der(5)), der(4, digest)))
  const seal = createHash('sha256')
    .update(indirect.subarray(indirect[1] === 0x82 ? 4 : 2))
    .digest()
  const signer = sequence(
    der(2, Buffer.from([1])),
    der(0xa0, sequence(oids.messageDigest, set(der(4, sealed ? seal : Buffer.alloc(32))))),
    der(4, Buffer.alloc(64)),
    ...(unsignedAttributes.length === 0 ? [] : [der(0xa1, ...unsignedAttributes)]),
  )
  const data = sequence(der(2, Buffer.from([1])), set(sequence(algorithm)), sequence(oids.indirect, der(0xa0, indirect)), set(signer))
  return sequence(oids.signedData, der(0xa0, data))
}

/** What Authenticode hashes of a file without a table. */
function digestOf(bytes: Buffer, algorithm: string): Buffer {
  const sum = createHash(algorithm)
    .update(bytes.subarray(0, checksumAt))
    .update(bytes.subarray(checksumAt + 4, entryAt))
  return sum.update(bytes.subarray(entryAt + 8)).digest()
}

function withTable(...entries: readonly (readonly [number, Buffer])[]): Buffer {
  const table = entries.map(([kind, content]) => {
    const entry = Buffer.alloc(Math.ceil((8 + content.length) / 8) * 8)
    entry.writeUInt32LE(8 + content.length, 0)
    entry.writeUInt16LE(0x200, 4)
    entry.writeUInt16LE(kind, 6)
    content.copy(entry, 8)
    return entry
  })
  const bytes = Buffer.concat([unsigned, ...table])
  bytes.writeUInt32LE(tableAt, entryAt)
  bytes.writeUInt32LE(bytes.length - tableAt, entryAt + 4)
  return bytes
}

describe('a file that osslsigncode signed', () => {
  test('its digest is that of the file', () => {
    const { signatures, ...table } = check(signed)
    expect(table).toEqual({ offset: tableAt, size: signed.length - tableAt, others: 0, behind: 0 })
    const digest = digestOf(unsigned, 'sha256').toString('hex')
    expect(signatures).toEqual([{ algorithm: 'sha256', digest, sealed: true, timestamped: false, computed: digest, state: 'same' }])
    expect(checkAuthenticode(readerOf(unsigned), imageOf(unsigned))).toEqual({ ok: true, value: undefined })
  })

  test.each([
    ['code', 600, 'altered'],
    ['a header', 70, 'altered'],
    ['the checksum', checksumAt, 'same'],
    ['the digest itself', signed.indexOf(digestOf(unsigned, 'sha256')), 'unsealed'],
  ])('%s was changed', (_, at, state) => {
    expect(check(changed(signed, at, (signed[at] as number) ^ 1)).signatures).toMatchObject([{ state }])
  })

  test('bytes behind the table are told, and alter the file', () => {
    expect(check(Buffer.concat([signed, Buffer.alloc(16)]))).toMatchObject({ behind: 16, signatures: [{ state: 'altered' }] })
  })

  test('the checksum of the header', () => {
    const sum = (bytes: Buffer): unknown => readPeChecksum(readerOf(bytes), imageOf(bytes))
    // osslsigncode computes it as IMAGHELP.DLL does.
    expect(sum(signed)).toMatchObject({ state: 'same', stored: signed.readUInt32LE(checksumAt) })
    expect(sum(changed(signed, 600, 7))).toMatchObject({ state: 'differs' })
    expect(sum(unsigned)).toMatchObject({ state: 'none', stored: 0, computed: expect.any(Number) })
    expect(sum(Buffer.concat([signed, Buffer.from('x')]))).toMatchObject({ state: 'differs' })
  })
})

describe('signatures of other kinds', () => {
  test('one in another, each with a hash of its own; a time stamp', () => {
    const inner = signature({ algorithm: oids.sha384, digest: digestOf(unsigned, 'sha384') })
    const outer = signature({
      algorithm: oids.sha1,
      digest: digestOf(unsigned, 'sha1'),
      unsignedAttributes: [sequence(oids.nested, set(inner)), sequence(oids.countersignature, set(sequence()))],
    })
    const { signatures, others } = check(withTable([2, outer], [9, Buffer.from('other')]))
    expect(signatures).toMatchObject([
      { algorithm: 'sha1', state: 'same', timestamped: true },
      { algorithm: 'sha384', state: 'same', timestamped: false },
    ])
    expect(others).toBe(1)
  })

  test('a digest that is not sealed, and a hash that is not known', () => {
    const digest = digestOf(unsigned, 'sha1')
    expect(check(withTable([2, signature({ algorithm: oids.sha1, digest, sealed: false })])).signatures).toMatchObject([{ state: 'unsealed', sealed: false }])
    expect(check(withTable([2, signature({ algorithm: oids.unknown, digest })])).signatures).toMatchObject([{ state: 'unknown', computed: undefined }])
  })

  const nest = (depth: number): Buffer =>
    signature({ algorithm: oids.sha1, digest: Buffer.alloc(20), unsignedAttributes: depth === 0 ? [] : [sequence(oids.nested, set(nest(depth - 1)))] })
  test.each([
    ['a table without entries', changed(withTable([2, Buffer.alloc(8)]), tableAt, 0), 'is empty'],
    ['an entry that is too long', changed(signed, tableAt + 1, 0xff), 'an entry of its certificate table claims'],
    ['a table beyond the end', changed(signed, entryAt + 2, 1), 'but the file ends at'],
    ['a table in the headers', changed(signed, entryAt, 0x40, 0), 'it stands in the headers'],
    ['something else than DER', withTable([2, Buffer.alloc(40, 0xff)]), 'its DER'],
    ['no signed data', withTable([2, sequence(oids.sha1, der(0xa0, sequence()))]), 'it is no PKCS #7 signed data'],
    ['signatures within signatures', withTable([2, nest(20)]), 'its signatures nest too deep'],
  ])('%s: a damaged signature, said plainly', (_, bytes, message) => {
    expect(checkAuthenticode(readerOf(bytes), imageOf(bytes))).toMatchObject({
      ok: false,
      error: { code: 'E_BINARY_SIGNATURE', message: expect.stringContaining(message), cure: expect.any(String) },
    })
  })

  test('bytes changed anywhere: what was signed is never "same" when it is not', () => {
    const change = fc.record({ at: fc.nat(signed.length - 1), value: fc.integer({ min: 1, max: 255 }) })
    fc.assert(
      fc.property(change, ({ at, value }) => {
        const bytes = changed(signed, at, (signed[at] as number) ^ value)
        let image: ReturnType<typeof imageOf>
        try {
          image = imageOf(bytes)
        } catch {
          return
        }
        const result = checkAuthenticode(readerOf(bytes), image)
        const covered = at < tableAt && (at < checksumAt || at >= checksumAt + 4) && (at < entryAt || at >= entryAt + 8)
        if (result.ok && covered && result.value !== undefined) expect(result.value.signatures[0]?.state).not.toBe('same')
      }),
      { numRuns: 400, verbose: 1 },
    )
  })
})

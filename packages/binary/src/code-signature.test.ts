import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkCodeSignature, readCodeSignature, type SignatureCheck } from './code-signature.ts'
import { compareEntitlements, parseEntitlements } from './entitlements.ts'
import { changed, GoModule, imageOf, imagesOf } from './go-programs.support.ts'
import { fat, type Kind, placeOfCommand, sha256, sign, truncated, xml } from './mach-o.support.ts'
import { readerOf } from './reader.ts'

let program: Buffer
let project: GoModule

beforeAll(() => {
  project = new GoModule({ 'main.go': 'package main\n\nfunc main() { println("hello") }\n' })
  program = project.build('darwin/arm64')
}, 300_000)

afterAll(() => project.remove())

function check(bytes: Uint8Array, slice = 0): SignatureCheck {
  const image = imagesOf(bytes)[slice]
  if (image === undefined) throw new Error('no slice')
  const result = checkCodeSignature(readerOf(bytes), image)
  if (!result.ok || result.value === undefined) throw new Error(result.ok ? 'unsigned' : result.error.message)
  return result.value
}

describe("what Go's own linker signed", () => {
  test('every page is what was signed', () => {
    const { signature, differences, count } = check(program)
    expect({ differences, count }).toEqual({ differences: [], count: 0 })
    expect(signature).toMatchObject({ entitlements: undefined, derEntitlements: undefined, cms: 'absent' })
    expect(signature.offset + signature.size).toBe(program.length)
    expect(signature.directories).toEqual([
      {
        hash: 'sha256',
        flags: ['adhoc', 'linker-signed'],
        identifier: 'a.out',
        teamId: undefined,
        codeLimit: signature.offset,
        pageSize: 4096,
        pages: Math.ceil(signature.offset / 4096),
        runtimeVersion: undefined,
        cdhash: createHash('sha256')
          .update(program.subarray(signature.offset + 20))
          .digest('hex')
          .slice(0, 40),
      },
    ])
  })

  test.each<readonly [string, () => number, number | undefined]>([
    ['in the header', () => 24, 0],
    ['in the middle', () => 5 * 4096, 5],
    ['in front of the signature', () => check(program).signature.offset - 1, undefined],
  ])('a byte that was changed %s is found, with its page', (_, place, page) => {
    const at = place()
    const { differences, count } = check(changed(program, at, (program[at] as number) ^ 0x10))
    const wanted = page ?? Math.floor(at / 4096)
    expect(count).toBe(1)
    expect(differences).toMatchObject([{ what: 'page', hash: 'sha256', page: wanted, offset: wanted * 4096 }])
  })

  test('a hash that was changed, bytes that were appended, and a program that was cut', () => {
    const end = program.length - 1
    expect(check(changed(program, end, (program[end] as number) ^ 1)).differences).toMatchObject([{ what: 'page' }])
    expect(check(Buffer.concat([program, Buffer.from('payload')])).differences).toEqual([
      { what: 'unsigned', hash: undefined, offset: program.length, size: 7 },
    ])
    const cut = program.subarray(0, program.length - 100)
    expect(checkCodeSignature(readerOf(cut), imageOf(cut))).toMatchObject({
      ok: false,
      error: { code: 'E_BINARY_SIGNATURE', message: expect.stringMatching(/would stand at/) },
    })
  })

  test('a fat file, slice by slice: places count from the start of the file', () => {
    const bytes = fat(program, changed(program, 9000, 1, 2, 3))
    expect(check(bytes, 0).count).toBe(0)
    expect(check(bytes, 1).differences).toEqual([{ what: 'page', hash: 'sha256', page: 2, offset: 4096 + program.length + 8192, size: 4096 }])
    expect(check(bytes, 1).signature.offset).toBe(4096 + program.length + check(program).signature.offset)
  })

  test('an image without a signature, and a file of another format', () => {
    const bytes = Buffer.from(program)
    // LC_SOURCE_VERSION, which nobody reads, takes the command's place.
    bytes.writeUInt32LE(0x2a, placeOfCommand(bytes))
    expect(readCodeSignature(readerOf(bytes), imageOf(bytes))).toEqual({ ok: true, value: undefined })
    expect(checkCodeSignature(readerOf(bytes), { ...imageOf(bytes), format: 'elf' })).toEqual({ ok: true, value: undefined })
  })
})

describe("a signature as Apple's tools lay it out", () => {
  test('two directories, a team, the hardened runtime, entitlements in both forms', () => {
    const { signature, differences } = check(sign(program))
    expect(differences).toEqual([])
    expect(signature).toMatchObject({ entitlements: xml, cms: 'present' })
    expect(signature.directories).toMatchObject([
      { hash: 'sha1', flags: ['runtime'], identifier: 'com.example.tool', teamId: 'TEAM123456', runtimeVersion: '13.1.0' },
      { hash: 'sha256', flags: ['runtime'] },
    ])
    expect(signature.derEntitlements).toEqual({ 'com.apple.security.hypervisor': true, groups: ['a & b', -3], off: false })
    expect(check(sign(program, { cms: Buffer.alloc(0) })).signature.cms).toBe('empty')
  })

  const layouts: readonly (readonly [string, { readonly pageBits?: number; readonly kinds?: readonly Kind[] }])[] = [
    ['pages of 16 KiB', { pageBits: 14 }],
    ['pages of 2 MiB', { pageBits: 21 }],
    ['one page', { pageBits: 0 }],
    ['cut hashes', { kinds: [truncated] }],
  ]
  test.each(layouts)('%s: right, and a byte that was changed is found', (_, options) => {
    const bytes = sign(program, options)
    expect(check(bytes).differences).toEqual([])
    const { differences, count } = check(changed(bytes, 70_000, 1, 2, 3))
    expect(count).toBe(options.kinds?.length ?? 2)
    expect(differences[0]).toMatchObject({ what: 'page', offset: expect.any(Number) })
  })

  test('entitlements that were changed, added or taken away are named, for each directory', () => {
    const bytes = sign(program)
    const at = bytes.indexOf('hypervisor</key>')
    expect(check(changed(bytes, at, 0x48)).differences).toEqual(
      (['sha1', 'sha256'] as const).map((hash) => ({ what: 'part', hash, part: 'entitlements', state: 'altered' })),
    )
    const index = check(program).signature.offset + 12 + 8 * 3
    expect(bytes.readUInt32BE(index)).toBe(5)
    // Slot 9 has no hash in these directories, and slot 5 then has no blob.
    expect(check(changed(bytes, index + 3, 9)).differences.map((one) => (one.what === 'part' ? `${one.hash} ${one.part} ${one.state}` : one.what))).toEqual([
      'sha1 entitlements missing',
      'sha1 parent launch constraints unsealed',
      'sha256 entitlements missing',
      'sha256 parent launch constraints unsealed',
    ])
  })

  test('code that the directory leaves out', () => {
    const bytes = sign(program, { kinds: [sha256] })
    const limit = bytes.indexOf('fade0c02', 'hex') + 32
    const short = bytes.readUInt32BE(limit) - 1
    bytes.writeUInt32BE(short, limit)
    expect(check(bytes).differences).toEqual([{ what: 'unsigned', hash: 'sha256', offset: short, size: 1 }, expect.objectContaining({ what: 'page' })])
  })

  const at = (bytes: Buffer, magic: string): number => bytes.indexOf(magic, 0, 'hex')
  test.each([
    ['no directory', (bytes: Buffer) => changed(bytes, at(bytes, 'fade0cc0') + 15, 3), 'it has no code directory'],
    ['another magic', (bytes: Buffer) => changed(bytes, at(bytes, 'fade0cc0'), 1), 'its magic is 0x1de0cc0'],
    ['a million parts', (bytes: Buffer) => changed(bytes, at(bytes, 'fade0cc0') + 8, 0, 15, 0, 0), 'it claims 983040 parts'],
    ['a part outside', (bytes: Buffer) => changed(bytes, at(bytes, 'fade0c02') + 4, 127), 'part 1 claims'],
    ['hashes of no kind', (bytes: Buffer) => changed(bytes, at(bytes, 'fade0c02') + 37, 9), 'hashes of type 9'],
    ['a wrong number of pages', (bytes: Buffer) => changed(bytes, at(bytes, 'fade0c02') + 30, 0), 'page hashes for'],
    ['scattered code', (bytes: Buffer) => changed(bytes, at(bytes, 'fade0c02') + 47, 1), 'is scattered'],
    ['DER that is cut', (bytes: Buffer) => changed(bytes, at(bytes, 'fade7172') + 9, 0x83), 'its DER'],
  ] as const)('%s: a damaged signature, said plainly', (_, damage, message) => {
    const bytes = damage(sign(program, { kinds: [sha256] }))
    expect(checkCodeSignature(readerOf(bytes), imageOf(bytes))).toMatchObject({
      ok: false,
      error: { code: 'E_BINARY_SIGNATURE', message: expect.stringContaining(message), cure: expect.any(String) },
    })
  })

  test('bytes changed anywhere in a signature: an answer or a problem, and never "nothing differs"', () => {
    const bytes = sign(program)
    const start = check(bytes).signature.offset
    // What no hash covers: CMS, the index, and the directories themselves, which the CMS would seal.
    const covered = (place: number): boolean => place >= at(bytes, 'fade7171') && place < at(bytes, 'fade0b01')
    const change = fc.record({ place: fc.integer({ min: start, max: bytes.length - 1 }), value: fc.integer({ min: 1, max: 255 }) })
    fc.assert(
      fc.property(change, ({ place, value }) => {
        const altered = changed(bytes, place, (bytes[place] as number) ^ value)
        const result = checkCodeSignature(readerOf(altered), imageOf(altered))
        if (!result.ok) expect(result.error.code).toBe('E_BINARY_SIGNATURE')
        else if (covered(place)) expect(result.value?.count).toBeGreaterThan(0)
      }),
      { numRuns: 200, verbose: 1 },
    )
  }, 60_000)
})

describe('entitlements as a project keeps them', () => {
  test('a property list, compared with what was signed', () => {
    const wanted = parseEntitlements(xml)
    const { signature } = check(sign(program))
    const found = parseEntitlements(signature.entitlements ?? '')
    if (!wanted.ok || !found.ok) throw new Error('unreadable')
    expect(wanted.value).toEqual(signature.derEntitlements)
    expect(compareEntitlements(found.value, wanted.value)).toEqual([])
    expect(compareEntitlements({ a: true, b: ['x'], c: { k: 1, l: 2 } }, { b: ['y'], c: { l: 2, k: 1 }, d: false })).toEqual([
      'a is not wanted',
      'b is ["x"] instead of ["y"]',
      'd is missing',
    ])
  })

  test.each([
    ['', '<plist> is due where it ends'],
    ['<plist><array></array></plist>', 'it holds no dictionary'],
    ['<plist><dict><key>a</key></dict></plist>', 'a value is due where </dict> stands'],
    ['<plist><dict><key>a</key><date>2026</date></dict></plist>', '<date> is not known in it'],
    ['<plist><dict><key>a</key><true/><key>a</key><false/></dict></plist>', 'the key a stands in it twice'],
    ['<plist><dict><key>a</key><integer>many</integer></dict></plist>', '"many" is no integer'],
    [`<plist>${'<array>'.repeat(100)}`, 'it nests too deep'],
  ])('%s', (source, message) => {
    expect(parseEntitlements(source)).toMatchObject({ ok: false, error: { code: 'E_BINARY_ENTITLEMENTS', message: `is no list of entitlements: ${message}` } })
  })
})

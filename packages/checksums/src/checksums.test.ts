import { describe, expect, test } from '@jest/globals'
import { type Digest, digestOf, hexOf, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { checkBareName, decideSet, describeFinding, type PresentFile, parseChecksums, renderChecksums } from './index.ts'

const a = 'a'.repeat(64)
const b = 'b'.repeat(64)
const one = { name: 'x.tar.gz', digest: `sha256:${a}` as Digest }

describe('reading', () => {
  test.each([
    ['text', `${a}  x.tar.gz\n`],
    ['binary', `${a} *x.tar.gz\n`],
    ['CRLF', `${a}  x.tar.gz\r\n`],
    ['no line end', `${a}  x.tar.gz`],
    ['upper case', `${a.toUpperCase()}  x.tar.gz\n`],
    ['BSD', `SHA256 (x.tar.gz) = ${a}\n`],
    ['openssl', `SHA256(x.tar.gz)= ${a}\n`],
    ['a comment and blank lines', `# made by hand\n\n${a}  x.tar.gz\n\n`],
  ])('%s', (_, text) => {
    expect(parseChecksums(text)).toEqual({ ok: true, value: [one] })
  })

  test('a name may hold blanks and brackets inside', () => {
    expect(unwrap(parseChecksums(`${a}  a  b (1).zip\nSHA512 (c (2)) = ${b}${b}\n`)).map(({ name }) => name)).toEqual(['a  b (1).zip', 'c (2)'])
  })

  test.each([
    ['a folder', `${a}  dist/x`, 'E_CHECKSUMS_NAME'],
    ['the current folder', `${a}  ./x`, 'E_CHECKSUMS_NAME'],
    ['a Windows folder', `${a}  386\\x`, 'E_CHECKSUMS_NAME'],
    ['an escaped line', `\\${a}  a\\\\b`, 'E_CHECKSUMS_LINE'],
    ['md5', `${'a'.repeat(32)}  x`, 'E_CHECKSUMS_HASH'],
    ['a wrong tag', `SHA512 (x) = ${a}`, 'E_CHECKSUMS_HASH'],
    ['63 digits', `${a.slice(1)}  x`, 'E_CHECKSUMS_HASH'],
    ['one blank', `${a} x`, 'E_CHECKSUMS_LINE'],
    ['no name', a, 'E_CHECKSUMS_LINE'],
    ['a byte order mark', `\ufeff${a}  x`, 'E_CHECKSUMS_LINE'],
    ['HTML', '<!DOCTYPE html>', 'E_CHECKSUMS_LINE'],
    ['nothing', '# nothing\n', 'E_CHECKSUMS_EMPTY'],
    ['the same name twice', `${a}  x\n${a}  x\n`, 'E_CHECKSUMS_REPEATED'],
  ])('refuses %s and says what to do', (_, text, code) => {
    expect(parseChecksums(text, 'checksums.txt')).toMatchObject({ ok: false, error: [{ code, cure: expect.any(String), at: { file: 'checksums.txt' } }] })
  })

  test('names every bad line', () => {
    const result = parseChecksums(`x\n${a}  y\n${a}  a/b\n${b}  y\n`)
    expect(result.ok ? [] : result.error.map(({ at }) => at?.line)).toEqual([1, 3, 4])
  })
})

describe('writing', () => {
  test('one form, sorted by bytes', () => {
    const list = ['b', 'a.b', 'a-b', 'B', 'é', '\u{1f600}', '\uffee'].map((name) => ({ name, digest: digestOf(name) }))
    const lines = unwrap(renderChecksums(list)).split('\n')
    expect(lines.map((line) => line.slice(66))).toEqual(['B', 'a-b', 'a.b', 'b', 'é', '\uffee', '\u{1f600}', ''])
    expect(lines[0]).toBe(`${hexOf(digestOf('B'))}  B`)
  })

  test.each([
    ['nothing', [], 'E_CHECKSUMS_EMPTY'],
    ['a name twice', [one, one], 'E_CHECKSUMS_REPEATED'],
    ['a folder', [{ ...one, name: 'a/b' }], 'E_CHECKSUMS_NAME'],
    ['two algorithms', [one, { name: 'y', digest: `sha512:${a}${b}` as Digest }], 'E_CHECKSUMS_HASH'],
  ])('refuses %s', (_, list, code) => {
    expect(renderChecksums(list)).toMatchObject({ ok: false, error: [{ code }] })
  })

  test('what is written is read back, whatever the names', () => {
    const names = fc.uniqueArray(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.string({ unit: fc.constantFrom('a', ' ', '*', '\\', '\n', '\r', '/', '(', ')', '=', '#', '.'), maxLength: 6 }),
      ),
    )
    fc.assert(
      fc.property(names, (given) => {
        const list = given.map((name) => ({ name, digest: digestOf(name) }))
        const written = renderChecksums(list)
        const fits = list.length > 0 && given.every((name) => checkBareName(name) === undefined)
        expect(written.ok).toBe(fits)
        if (!written.ok) return
        const read = unwrap(parseChecksums(written.value))
        expect(new Set(read.map(({ name }) => name))).toEqual(new Set(given))
        expect(unwrap(renderChecksums(read))).toBe(written.value)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a declared set', () => {
  const file = (name: string, content = name, folder = 'dist'): PresentFile => ({
    name,
    path: `${folder}/${name}`,
    size: content.length,
    digest: digestOf(content),
  })

  test('is complete', () => {
    expect(decideSet(['a', 'b'], [file('b'), file('a')], [{ name: 'a', digest: digestOf('a') }])).toEqual([])
  })

  test('everything that is wrong is found at once, and each finding names a cure', () => {
    const present = [file('extra'), file('empty', ''), file('twice'), file('twice', 'other', 'more'), file('changed'), file('Case')]
    const findings = decideSet(['missing', 'empty', 'twice', 'changed', 'again', 'again', 'case'], present, [{ name: 'changed', digest: digestOf('old') }])
    const kinds = findings.map(({ kind, name }) => `${name}: ${kind}`)
    expect(kinds).toEqual([
      'Case: case',
      'Case: extra',
      'again: declared-twice',
      'again: missing',
      'case: missing',
      'changed: changed',
      'empty: empty',
      'extra: extra',
      'missing: missing',
      'twice: duplicate',
    ])
    for (const finding of findings) {
      const problem = describeFinding(finding, 'expect')
      expect(problem).toMatchObject({ code: expect.stringMatching(/^E_CHECKSUMS_/), cure: expect.stringMatching(/^[A-Z].*[^.]$/), at: { input: 'expect' } })
      expect(problem.message).toContain(finding.name)
    }
  })

  test('an empty declaration makes every file an extra one', () => {
    expect(decideSet([], [file('a')])).toEqual([{ kind: 'extra', name: 'a', path: 'dist/a' }])
  })
})

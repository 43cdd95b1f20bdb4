import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { digestOf, unwrap } from '@slipway/kernel'
import { renderChecksums } from './index.ts'

/** Those who read what is written here, each by the rule of its own source. */

const contents = new Map([
  ['microvm-firmware-linux-amd64.tar.gz', 'firmware'],
  ['microvm-runtime_1.2.3+x@linux-arm64.tar.gz', 'runtime'],
  ['Microvm.zip', 'upper case sorts first'],
])
const text = unwrap(renderChecksums([...contents].map(([name, content]) => ({ name, digest: digestOf(content) }))))
const hexOfName = (name: string): string =>
  createHash('sha256')
    .update(contents.get(name) ?? '')
    .digest('hex')
const beside = (name: string): string => unwrap(renderChecksums([{ name, digest: digestOf(contents.get(name) ?? '') }]))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readers-'))
  for (const [name, content] of contents) writeFileSync(join(folder, name), content)
  writeFileSync(join(folder, 'checksums.txt'), text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('programs', () => {
  const check = (command: string, ...args: readonly string[]): string => execFileSync(command, [...args, 'checksums.txt'], { cwd: folder, encoding: 'utf8' })

  test('GNU sha256sum -c, strictly', () => {
    expect(check('sha256sum', '--check', '--strict').trim().split('\n').sort()).toEqual([...contents.keys()].map((name) => `${name}: OK`).sort())
  })

  test('Perl shasum -c, as on macOS', () => {
    expect(check('shasum', '--algorithm', '256', '--check', '--strict')).toContain('OK')
  })

  test('Python, line by line', () => {
    const program = [
      'import hashlib, sys',
      'for line in open(sys.argv[1]):',
      '    digest, name = line.rstrip("\\n").split("  ", 1)',
      '    assert hashlib.sha256(open(name, "rb").read()).hexdigest() == digest, name',
    ].join('\n')
    expect(check('python3', '-c', program)).toBe('')
  })
})

describe('readers of releases', () => {
  /** zyedidia/eget 1.3.4, verify.go: the first 32 bytes that the whole file begins with, in hexadecimal; the name is NAME.sha256. */
  const eget = (file: string): string => (/^[0-9a-f]{64}/i.exec(file) ?? [''])[0]
  /** jdx/mise, asset_matcher.rs, parse_checksum_content: two words a line, and the name without `*` and `.` in front. */
  const mise = (file: string, wanted: string): string | undefined =>
    file
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/))
      .find(([, name = '']) => name === wanted || name.replace(/^[*.]+/, '') === wanted)?.[0]
  /** goreleaser/goreleaser-action v7, goreleaser.ts, findChecksum: words of a line, the second without `*` in front. */
  const goreleaser = (file: string, wanted: string): string | undefined =>
    file
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .find(([, name]) => name?.replace(/^[*]/, '') === wanted)?.[0]
  /** What many install scripts do: `grep NAME checksums.txt | cut -d' ' -f1`. */
  const grep = (file: string, wanted: string): readonly string[] =>
    file
      .split('\n')
      .filter((line) => line.endsWith(` ${wanted}`))
      .map((line) => line.split(' ')[0] ?? '')

  test.each([...contents.keys()])('find the hash of %s', (name) => {
    const found = [eget(beside(name)), mise(text, name), mise(beside(name), name), goreleaser(text, name), ...grep(text, name)]
    expect(found).toEqual(Array(5).fill(hexOfName(name)))
  })

  test('would not find it in other forms that people write', () => {
    const [name = ''] = contents.keys()
    expect(mise(`SHA256 (${name}) = ${hexOfName(name)}\n`, name)).toBeUndefined()
    for (const reader of [mise, goreleaser]) expect(reader(`${hexOfName(name)}  dist/${name}\n`, name)).toBeUndefined()
    expect(eget(`${name}: ${hexOfName(name)}\n`)).toBe('')
  })

  /**
   * houseabsolute/ubi, picker.rs: reads no checksums; takes what has the ending of an archive, then the system, the processor, `--matching`, and
   * of what is left the first by name.
   */
  const ubi = (names: readonly string[], os: RegExp, arch: RegExp, matching = ''): string | undefined =>
    names
      .filter((name) => /\.(tar\.gz|tgz|tar\.zst|zip|exe|gz|xz|bz2)$/.test(name))
      .filter((name) => os.test(name))
      .filter((name) => arch.test(name))
      .filter((name) => name.includes(matching))
      .toSorted()[0]

  test('ubi never takes a checksum file for a program, and takes the package that it is told', () => {
    const platforms = ['linux-amd64', 'linux-arm64', 'darwin-arm64'] as const
    const packages = platforms.flatMap((platform) => [`vm-runtime-${platform}.tar.gz`, `vm-firmware-${platform}.tar.gz`])
    const names = ['checksums.txt', ...packages.flatMap((name) => [`${name}.sha256`, name, `${name}.spdx.json`])]
    const [linux, amd64] = [/(?:\b|_)linux(?:\b|_|32|64)/i, /(?:\b|_)(?:x86[-_]64|x64|amd64|linux64)(?:\b|_)/i]
    expect(ubi(names, linux, amd64, 'runtime')).toBe('vm-runtime-linux-amd64.tar.gz')
    expect(ubi(names, linux, amd64)).toBe('vm-firmware-linux-amd64.tar.gz')
    expect(ubi(['checksums.txt', 'vm_v1_linux_amd64.tar.gz', 'vm_v1_windows_amd64.zip'], linux, amd64)).toBe('vm_v1_linux_amd64.tar.gz')
  })
})

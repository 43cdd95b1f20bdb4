import { describe, expect, test } from '@jest/globals'
import { type Platform, unwrap } from '@slipway/kernel'
import {
  type ContentEntry,
  checkLicenseText,
  coverage,
  earliestTime,
  findLicense,
  gatherFiles,
  identifyLicense,
  licensesKnown,
  type PackagePlan,
  type PackageRequest,
  parseFileLine,
  parseSourceReference,
  planPackage,
  renderPackageName,
  type TreeReader,
} from './index.ts'

const platform = 'linux/arm64' as Platform
const file = (path: string): ContentEntry => ({ kind: 'file', path, mode: 0o755, content: new TextEncoder().encode(path) })
const textOf = (id: string): string => unwrap(findLicense(id)).text
const codes = (result: { ok: true } | { ok: false; error: readonly { code: string }[] }): string[] => (result.ok ? [] : result.error.map(({ code }) => code))

const runtime: PackageRequest = {
  component: 'runtime',
  template: '{name}-{component}-{os}-{arch}.tar.gz',
  name: 'go-microvm',
  platform,
  version: 'v1.18.0',
  license: 'Apache-2.0',
  files: [file('go-microvm-runner'), file('libkrun.so.1')],
  licenseFiles: [],
  notices: [],
  sources: [],
  mtime: earliestTime,
}
const source = 'https://github.com/containers/libkrunfw@v5.4.0'
const firmware: PackageRequest = { ...runtime, component: 'firmware', license: 'GPL-2.0-only', files: [file('libkrunfw.so.5')], sources: [source] }

function text(plan: PackagePlan, name: string): string | undefined {
  const entry = plan.archive.entries.find(({ path }) => path === `${plan.archive.folder}/${name}`)
  return entry?.kind === 'file' && entry.content instanceof Uint8Array ? new TextDecoder().decode(entry.content) : undefined
}

describe('a runtime package', () => {
  test('holds the files, VERSION and the whole licence under one folder', () => {
    const plan = unwrap(planPackage(runtime))
    expect(plan.file).toBe('go-microvm-runtime-linux-arm64.tar.gz')
    expect(plan.archive.entries.map(({ path }) => path)).toEqual(
      ['', 'LICENSE', 'VERSION', 'go-microvm-runner', 'libkrun.so.1'].map((name) => `go-microvm-runtime-linux-arm64/${name}`),
    )
    expect(text(plan, 'VERSION')).toBe('v1.18.0\n')
    expect(text(plan, 'LICENSE')).toBe(`${textOf('Apache-2.0')}\n`)
  })

  test("takes the project's own text and the notices", () => {
    const own = textOf('MIT').replace('<year> <copyright holders>', '2026 Octo').replaceAll('\n', '\r\n')
    const licenseFiles = [{ file: 'LICENSE', name: 'LICENSE', text: own }]
    const plan = unwrap(planPackage({ ...runtime, license: 'MIT', licenseFiles, notices: [{ file: 'docs/NOTICE', name: 'NOTICE', text: 'libepoxy: MIT' }] }))
    expect(text(plan, 'LICENSE')).toContain('(c) 2026 Octo\n')
    expect(text(plan, 'NOTICE')).toBe('libepoxy: MIT\n')
  })

  test.each<readonly [string, Partial<PackageRequest>, string]>([
    ['copyleft', { license: 'GPL-2.0-only', sources: [source] }, 'LICENSE_KIND'],
    ['weak copyleft', { license: 'LGPL-2.1-or-later', sources: [source] }, 'LICENSE_KIND'],
    ['an unknown licence', { license: 'GPL-2.0' }, 'LICENSE'],
    ['an expression', { license: 'Apache-2.0 OR MIT' }, 'LICENSE'],
    ['a personal text without its holder', { license: 'MIT' }, 'LICENSE_HOLDER'],
    [
      'a stub',
      { licenseFiles: [{ file: 'LICENSE', name: 'LICENSE', text: 'Apache License, Version 2.0\nhttps://www.apache.org/licenses/LICENSE-2.0' }] },
      'LICENSE_TEXT',
    ],
    ['another text', { licenseFiles: [{ file: 'LICENSE', name: 'LICENSE', text: textOf('GPL-2.0-only') }] }, 'LICENSE_TEXT'],
    ['the text of the GPL among the notices', { notices: [{ file: 'COPYING', name: 'COPYING', text: textOf('GPL-2.0-only') }] }, 'LICENSE_KIND'],
    ['an empty notice', { notices: [{ file: 'NOTICE', name: 'NOTICE', text: ' \n' }] }, 'NOTICE'],
    ['no file', { files: [] }, 'EMPTY'],
    ['a file of its own called VERSION', { files: [file('VERSION')] }, 'DUPLICATE'],
    ['a version with a folder', { version: 'a/b' }, 'VERSION'],
    ['an unknown place in the template', { template: '{nmae}.tar.gz' }, 'NAME'],
    ['a zip', { template: '{name}.zip' }, 'NAME'],
    ['a name that a release would change', { name: 'a b' }, 'NAME'],
  ])('refuses %s', (_, change, code) => {
    const result = planPackage({ ...runtime, ...change })
    expect(codes(result)).toEqual([`E_ARCHIVE_${code}`])
    expect(result.ok ? [] : result.error).toEqual([expect.objectContaining({ cure: expect.stringMatching(/.+/), at: expect.anything() })])
  })

  test('refuses everything at once', () => {
    const result = planPackage({ ...runtime, template: 'x', license: 'GPL-3.0-only', version: '', files: [], sources: ['nowhere'] })
    expect(codes(result)).toEqual(['NAME', 'LICENSE_KIND', 'SOURCE', 'VERSION', 'EMPTY'].map((name) => `E_ARCHIVE_${name}`))
  })
})

describe('a firmware package', () => {
  test('holds the text of the GPL and the exact source', () => {
    const plan = unwrap(planPackage(firmware))
    expect(plan.archive.entries.map(({ path }) => path.slice(path.indexOf('/') + 1))).toEqual(['', 'LICENSE', 'SOURCE-OFFER', 'VERSION', 'libkrunfw.so.5'])
    expect(text(plan, 'LICENSE')).toBe(`${textOf('GPL-2.0-only')}\n`)
    const offer = text(plan, 'SOURCE-OFFER')
    for (const part of ['GPL-2.0-only', '    libkrunfw.so.5\n', '    https://github.com/containers/libkrunfw\n        at revision v5.4.0\n', 'three\nyears'])
      expect(offer).toContain(part)
  })

  test.each<readonly [string, Partial<PackageRequest>, string]>([
    ['no source', { sources: [] }, 'SOURCE'],
    ['a branch', { sources: ['https://github.com/containers/libkrunfw@main'] }, 'SOURCE'],
    [
      'a pointer instead of the text',
      {
        licenseFiles: [{ file: 'LICENSE-GPL', name: 'LICENSE', text: 'libkrunfw is licensed under GPL-2.0.\nSee https://www.gnu.org/licenses/gpl-2.0.html\n' }],
      },
      'LICENSE_TEXT',
    ],
  ])('refuses %s', (_, change, code) => {
    expect(codes(planPackage({ ...firmware, ...change }))).toEqual([`E_ARCHIVE_${code}`])
  })

  test('may be permissive', () => {
    expect(planPackage({ ...firmware, license: 'Apache-2.0', sources: [] }).ok).toBe(true)
  })
})

describe('a licence text', () => {
  test.each(licensesKnown.map((id) => [id]))('%s is itself, cut to four fifths it is not', (id) => {
    const license = unwrap(findLicense(id))
    const reflowed = license.text.replaceAll(' ', '\n  ').toUpperCase()
    expect(identifyLicense(license.text)?.text).toBe(license.text)
    expect(coverage(license.text, license)).toBe(1)
    expect(identifyLicense(`Copyright 2026 Octo\n\n${license.text}\n\nmore`)?.text).toBe(license.text)
    expect(coverage(reflowed, license)).toBeGreaterThan(0.9)
    expect(checkLicenseText(license.text.slice(0, license.text.length * 0.8), license, 'LICENSE')).toMatchObject({
      code: 'E_ARCHIVE_LICENSE_TEXT',
      at: { file: 'LICENSE' },
    })
    expect(checkLicenseText('', license, 'LICENSE')?.message).toContain('is a stub: 0 words')
  })

  test('BSD-3-Clause is not taken for the BSD-2-Clause that it holds', () => {
    expect(checkLicenseText(textOf('BSD-3-Clause'), unwrap(findLicense('BSD-2-Clause')), 'L')?.message).toBe('is the text of BSD-3-Clause, not of BSD-2-Clause')
  })

  test('ISC is not taken for 0BSD, nor 0BSD for ISC', () => {
    expect(identifyLicense(textOf('ISC'))?.id).toBe('ISC')
    expect(identifyLicense(textOf('0BSD'))?.id).toBe('0BSD')
    expect(checkLicenseText(textOf('0BSD'), unwrap(findLicense('ISC')), 'L')?.message).toBe('is the text of 0BSD, not of ISC')
  })

  test('an old address does not matter, a missing clause does', () => {
    const license = unwrap(findLicense('GPL-2.0-only'))
    expect(checkLicenseText(license.text.replaceAll('51 Franklin Street, Fifth Floor', '59 Temple Place, Suite 330'), license, 'L')).toBeUndefined()
    expect(checkLicenseText(license.text.slice(0, 12_000), license, 'L')?.message).toMatch(/^is not the text of GPL-2.0-only: only [67][0-9] %/)
  })

  test.each([
    ['GPL-2.0', 'Write GPL-2.0-only or GPL-2.0-or-later'],
    ['apache-2.0', 'Write Apache-2.0'],
    ['GPL-2.0-only WITH Linux-syscall-note', expect.stringContaining('one package for each')],
    ['WTFPL', expect.stringContaining('Apache-2.0, ')],
  ])('%s is refused with a cure', (id, cure) => {
    expect(findLicense(id)).toMatchObject({ ok: false, error: { cure } })
  })
})

describe('what is written in inputs', () => {
  test.each([
    ['dist/runner', { kind: 'source', source: 'dist/runner', name: 'runner' }],
    ['dist/lib/', { kind: 'source', source: 'dist/lib/', name: 'lib' }],
    ['out/x -> bin/my runner 0755', { kind: 'source', source: 'out/x', name: 'bin/my runner', mode: 0o755 }],
    ['x 644', { kind: 'source', source: 'x', name: 'x', mode: 0o644 }],
    ['release 700', { kind: 'source', source: 'release 700', name: 'release 700' }],
    ['symlink: libkrun.so -> libkrun.so.1', { kind: 'link', name: 'libkrun.so', target: 'libkrun.so.1' }],
  ])('%s', (line, value) => {
    expect(parseFileLine(line)).toEqual({ ok: true, value })
  })

  test.each(['dist/*', 'a -> b -> c', '-> b', 'lib[1].so', 'a -> '])('%s is refused', (line) => {
    expect(parseFileLine(line)).toMatchObject({ ok: false, error: { code: 'E_ARCHIVE_LINE' } })
  })

  test.each([
    ['https://github.com/o/r@v1.2.3', 'v1.2.3'],
    [`https://example.org/a/b.git@${'0a'.repeat(20)}`, '0a'.repeat(20)],
    ['https://x.org/linux-6.12.tar.xz@6.12', '6.12'],
  ])('%s is exact', (written, revision) => {
    expect(unwrap(parseSourceReference(written)).revision).toBe(revision)
  })

  test.each([
    'https://github.com/o/r',
    'https://github.com/o/r@main',
    'https://github.com/o/r@0a0a0a0a0a',
    'http://x.org/r@v1',
    'git@github.com:o/r',
    'https://u@x.org/r@v1',
    'r@v1',
  ])('%s is not', (written) => {
    expect(parseSourceReference(written)).toMatchObject({ ok: false, error: { code: 'E_ARCHIVE_SOURCE' } })
  })

  test('a variant of an architecture belongs to the name', () => {
    const named = renderPackageName('{name}_{version}_{os}_{arch}.tar.gz', {
      name: 'x',
      component: 'runtime',
      platform: 'linux/arm/v7' as Platform,
      version: 'v1.0.0',
    })
    expect(unwrap(named)).toEqual({ file: 'x_v1.0.0_linux_armv7.tar.gz', folder: 'x_v1.0.0_linux_armv7' })
  })
})

describe('gathering', () => {
  type Node = string | { link: string } | { mode: number; text: string } | 'pipe' | readonly string[]
  const tree = (nodes: Readonly<Record<string, Node>>): TreeReader => ({
    info: async (path) => {
      const node = nodes[path]
      if (node === undefined) return undefined
      if (node === 'pipe') return { kind: 'other', size: 0, mode: 0o644 }
      if (Array.isArray(node)) return { kind: 'directory', size: 0, mode: 0o755 }
      if (typeof node === 'string') return { kind: 'file', size: node.length, mode: 0o644 }
      return 'link' in node
        ? { kind: 'link', size: 0, mode: 0o777, target: node.link }
        : { kind: 'file', size: (node as { text: string }).text.length, mode: (node as { mode: number }).mode }
    },
    list: async (path) => nodes[path] as readonly string[],
    stream: async function* (path) {
      yield new TextEncoder().encode(nodes[path] as string)
    },
  })
  const gather = (lines: readonly string[], nodes: Readonly<Record<string, Node>>, root = 'out') =>
    gatherFiles(
      lines.map((line) => unwrap(parseFileLine(line))),
      root,
      tree(nodes),
    )

  test('folders are taken whole, modes come from the line, the file or its first bytes', async () => {
    const nodes = {
      'out/lib': ['a.so', 'a.so.1'],
      'out/lib/a.so': { link: 'a.so.1' },
      'out/lib/a.so.1': '\u007fELF',
      'out/runner': '\u007fELF',
      'out/script': '#!/bin/sh',
      'out/x': { mode: 0o755, text: 'x' },
      'out/data': 'data',
      '/abs': 'y',
    }
    const { entries, problems } = await gather(
      ['lib/', 'runner', 'script -> tools/go', 'x', 'data', 'runner -> plain 0644', '/abs', 'symlink: here -> runner'],
      nodes,
    )
    expect(problems).toEqual([])
    expect(entries.map((entry) => [entry.path, entry.kind === 'file' ? entry.mode.toString(8) : entry.kind === 'link' ? entry.target : ''])).toEqual([
      ['lib/a.so', 'a.so.1'],
      ['lib/a.so.1', '644'],
      ['runner', '755'],
      ['tools/go', '755'],
      ['x', '755'],
      ['data', '644'],
      ['plain', '644'],
      ['abs', '644'],
      ['here', 'runner'],
    ])
  })

  test('what is missing or empty is named at once; a pipe is left to the plan', async () => {
    const { problems } = await gather(['gone', 'empty', 'hollow', 'tty'], { 'out/empty': '', 'out/hollow': [], 'out/tty': 'pipe' })
    expect(problems.map(({ code }) => code)).toEqual(['E_ARCHIVE_MISSING', 'E_ARCHIVE_EMPTY_FILE', 'E_ARCHIVE_EMPTY_FILE'])
    expect((await gather(['tty'], { tty: 'pipe' }, '')).entries).toEqual([{ kind: 'other', path: 'tty' }])
  })
})

import { describe, expect, test } from '@jest/globals'
import { type Platform, unwrap } from '@slipway/kernel'
import { type Evidence, findEvidence } from './evidence.ts'
import {
  type ContentEntry,
  checkLicenseText,
  coverage,
  earliestTime,
  fillPlaces,
  findLicense,
  gatherFiles,
  identifyLicense,
  licensesKnown,
  type OpenFile,
  type PackagePlan,
  type PackageRequest,
  parseFileLine,
  parseLicenseRule,
  parseSourceReference,
  planPackage,
  type ReadRule,
  renderPackageName,
  type TreeReader,
} from './index.ts'
import { parseAlternatives } from './license-expression.ts'

const platform = 'linux/arm64' as Platform
const file = (path: string): ContentEntry => ({ kind: 'file', path, mode: 0o755, content: new TextEncoder().encode(path) })
const textOf = (id: string): string => unwrap(findLicense(id)).text
const codes = (result: { ok: true } | { ok: false; error: readonly { code: string }[] }): string[] => (result.ok ? [] : result.error.map(({ code }) => code))

/** A rule as it is read from a line and from the files that it names. */
const rule = (line: string, ...texts: readonly string[]): ReadRule => {
  const parsed = unwrap(parseLicenseRule(line))
  return { ...parsed, contents: texts.map((text, index) => ({ file: parsed.texts[index] ?? 'LICENSE', name: parsed.texts[index] ?? 'LICENSE', text })) }
}
const says = (license: string, path: string): ReadonlyMap<string, Evidence> =>
  new Map([[path, { alternatives: parseAlternatives(license), says: `says ${license}` }]])

const runtime: PackageRequest = {
  component: 'runtime',
  template: '{name}-{component}-{os}-{arch}.tar.gz',
  name: 'go-microvm',
  platform,
  version: 'v1.18.0',
  license: 'Apache-2.0',
  files: [file('go-microvm-runner'), file('libkrun.so.1')],
  evidence: new Map(),
  rules: [rule('go-microvm-runner: Apache-2.0'), rule('libkrun.so.1: Apache-2.0')],
  licenseFiles: [],
  notices: [],
  sources: [],
  mtime: earliestTime,
}
const source = 'https://github.com/containers/libkrunfw@v5.4.0'
const firmware: PackageRequest = {
  ...runtime,
  component: 'firmware',
  license: 'GPL-2.0-only',
  files: [file('libkrunfw.so.5')],
  rules: [rule('libkrunfw.so.5: GPL-2.0-only')],
  sources: [source],
}

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
    const plan = unwrap(
      planPackage({
        ...runtime,
        license: 'MIT',
        rules: [rule('**: MIT')],
        licenseFiles,
        notices: [{ file: 'docs/NOTICE', name: 'NOTICE', text: 'libepoxy: MIT' }],
      }),
    )
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
    ['a format that is not written', { template: '{name}.tar.xz' }, 'NAME'],
    ['a top folder in a folder', { folder: 'a/b' }, 'FOLDER'],
    ['an unknown place in the top folder', { folder: '{nmae}' }, 'NAME'],
    ['a name that a release would change', { name: 'a b' }, 'NAME'],
  ])('refuses %s', (_, change, code) => {
    const result = planPackage({ ...runtime, files: [file('runner')], rules: [], ...change })
    expect(codes(result)).toEqual([`E_ARCHIVE_${code}`])
    expect(result.ok ? [] : result.error).toEqual([expect.objectContaining({ cure: expect.stringMatching(/.+/), at: expect.anything() })])
  })

  test('refuses everything at once', () => {
    const result = planPackage({ ...runtime, template: 'x', license: 'GPL-3.0-only', version: '', files: [], rules: [], sources: ['nowhere'] })
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
    expect(planPackage({ ...firmware, license: 'Apache-2.0', rules: [rule('**: Apache-2.0')], sources: [] }).ok).toBe(true)
  })
})

const own = rule('go-microvm-runner: Apache-2.0')
const mit = textOf('MIT').replace('<year> <copyright holders>', '2013 Eric Anholt')
const epoxy = (...texts: readonly string[]): ReadRule =>
  rule('libepoxy.0.dylib: MIT libepoxy@1.5.10 https://github.com/anholt/libepoxy LICENSE NOTICE', ...texts)
const moltenvk = rule('libMoltenVK.dylib: Apache-2.0 MoltenVK@1.3.0')
const virgl = rule('lib*/virgl.dylib: MIT virglrenderer@1.1.0 https://gitlab.freedesktop.org/virgl/virglrenderer COPYING', mit)
const darwin: PackageRequest = {
  ...runtime,
  files: ['go-microvm-runner', 'libepoxy.0.dylib', 'libMoltenVK.dylib', 'libs/virgl.dylib'].map(file),
  rules: [own, epoxy(mit, 'libepoxy says thanks'), moltenvk, virgl],
}

describe('parts of other authors', () => {
  test('have their licences in THIRD-PARTY-NOTICES, whole, and each text once', () => {
    const plan = unwrap(planPackage(darwin))
    expect(plan.parts.map(({ name, version, files, license }) => [name, version, license.id, files])).toEqual([
      ['MoltenVK', '1.3.0', 'Apache-2.0', ['libMoltenVK.dylib']],
      ['libepoxy', '1.5.10', 'MIT', ['libepoxy.0.dylib']],
      ['virglrenderer', '1.1.0', 'MIT', ['libs/virgl.dylib']],
    ])
    const notices = text(plan, 'THIRD-PARTY-NOTICES') ?? ''
    for (const part of [
      textOf('Apache-2.0').trim(),
      mit.trim(),
      'libepoxy says thanks',
      'Source: https://github.com/anholt/libepoxy\n',
      'Files: libs/virgl.dylib',
    ])
      expect(notices).toContain(part)
    const same = unwrap(planPackage({ ...darwin, rules: [own, epoxy(mit), moltenvk, virgl] }))
    expect(text(same, 'THIRD-PARTY-NOTICES')?.split('Permission is hereby granted')).toHaveLength(2)
    expect(text(same, 'THIRD-PARTY-NOTICES')).toMatch(
      /libepoxy 1\.5\.10\nLicence: MIT[\s\S]*virglrenderer 1\.1\.0\nLicence: MIT[\s\S]*Permission is hereby granted/,
    )
  })

  test('of one file may be several: what is linked into a program', () => {
    const plan = unwrap(planPackage({ ...runtime, files: [file('runner')], rules: [rule('runner: BSL-1.0 boost@1.88'), rule('runner: curl curl@8.1')] }))
    expect(plan.parts.map(({ name }) => name)).toEqual(['boost', 'curl'])
  })

  test.each<readonly [string, Partial<PackageRequest>, string, string]>([
    ['a library that no rule covers', { rules: [own, epoxy(mit), moltenvk] }, 'UNCOVERED', 'no rule says under which licence "libs/virgl.dylib" is'],
    ['any file that no rule covers, once there are rules', { rules: [epoxy(mit), moltenvk, virgl] }, 'UNCOVERED', '"go-microvm-runner" is'],
    ['a library without any rule', { files: [file('x.so')], rules: [] }, 'UNCOVERED', 'no rule says under which licence "x.so" is'],
    [
      'a rule that covers nothing',
      { rules: [own, epoxy(mit), moltenvk, virgl, rule('libkrun*: Apache-2.0')] },
      'RULE',
      'the rule for "libkrun*" covers no file',
    ],
    [
      'a part under the GPL',
      { rules: [own, epoxy(mit), virgl, rule('libMoltenVK.dylib: GPL-3.0-or-later x@1')] },
      'LICENSE_KIND',
      '"libMoltenVK.dylib" is under GPL-3.0-or-later',
    ],
    [
      'a part under the LGPL',
      { rules: [own, epoxy(mit), virgl, rule('libMoltenVK.dylib: LGPL-2.1-only x@1')] },
      'LICENSE_KIND',
      'and the package under Apache-2.0',
    ],
    ['a part under an unknown licence', { rules: [own, epoxy(mit), virgl, rule('libMoltenVK.dylib: GPL x@1')] }, 'LICENSE', '"GPL" is no licence'],
    ['own files under another licence', { rules: [own, epoxy(mit), virgl, rule('libMoltenVK.dylib: MIT')] }, 'LICENSE_KIND', 'says MIT of own files'],
    ['a part whose licence names a holder that is not given', { rules: [own, epoxy(), moltenvk, virgl] }, 'LICENSE_HOLDER', 'gives no copy with the holder'],
    ['a stub of a part', { rules: [own, epoxy('MIT, see https://opensource.org/license/mit'), moltenvk, virgl] }, 'LICENSE_TEXT', 'is a stub'],
    [
      'a stub of a part whose text is known',
      { rules: [own, epoxy(mit), virgl, rule('libMoltenVK.dylib: Apache-2.0 x@1 LICENSE', 'Apache 2')] },
      'LICENSE_TEXT',
      'is a stub',
    ],
    ['an empty notice of a part', { rules: [own, epoxy(mit, ' '), moltenvk, virgl] }, 'NOTICE', 'is empty'],
    ['a file that says another thing of itself', { evidence: says('GPL-2.0', 'go-microvm-runner') }, 'LICENSE_KIND', '"go-microvm-runner" says GPL-2.0'],
    [
      'such a file although a rule covers it',
      { evidence: says('LGPL-2.1-only', 'libMoltenVK.dylib') },
      'LICENSE_KIND',
      '"libMoltenVK.dylib" says LGPL-2.1-only',
    ],
  ])('refused: %s', (_, change, code, message) => {
    const result = planPackage({ ...darwin, ...change })
    expect(codes(result)).toEqual([`E_ARCHIVE_${code}`])
    expect(result.ok ? [] : result.error).toEqual([expect.objectContaining({ message: expect.stringContaining(message), cure: expect.stringMatching(/.+/) })])
  })

  test('files without a rule are named, and counted where they are many', () => {
    const many = Array.from({ length: 25 }, (_, index) => file(`data/${index}`))
    const result = planPackage({ ...darwin, files: [...darwin.files, ...many] })
    expect(result.ok ? [] : result.error.map(({ message }) => message).slice(18)).toEqual([
      'no rule says under which licence "data/18" is',
      'no rule says under which licence "data/19" is',
      'no rule says so of 5 more',
    ])
    expect(planPackage({ ...darwin, files: [...darwin.files, ...many], rules: [...darwin.rules, rule('data/**: Apache-2.0')] }).ok).toBe(true)
  })

  test.each<readonly [string, Partial<PackageRequest>, string]>([
    ['of another licence that asks for its source', { rules: [rule('libkrunfw.so.5: LGPL-2.1-only x@1')] }, 'LICENSE_KIND'],
    ['of a later version of the GPL', { rules: [rule('libkrunfw.so.5: GPL-3.0-only x@1')] }, 'LICENSE_KIND'],
    ['that say so themselves', { evidence: says('GPL-3.0-only', 'libkrunfw.so.5') }, 'LICENSE_KIND'],
  ])('no part of a GPL package: files %s', (_, change, code) => expect(codes(planPackage({ ...firmware, ...change }))).toEqual([`E_ARCHIVE_${code}`]))

  test.each<readonly [string, Partial<PackageRequest>]>([
    ['the same licence', { rules: [rule('libkrunfw.so.5: GPL-2.0-only libkrunfw@5.4.0')], evidence: says('GPL-2.0', 'libkrunfw.so.5') }],
    ['the same one or later', { rules: [rule('libkrunfw.so.5: GPL-2.0-or-later x@1')], evidence: says('GPL-2.0+', 'libkrunfw.so.5') }],
    ['the family', { evidence: says('GPL', 'libkrunfw.so.5') }],
    ['a permissive one', { rules: [rule('libkrunfw.so.5: Zlib zlib@1.3.1')], evidence: says('GPL-2.0 OR MIT', 'libkrunfw.so.5') }],
  ])('in a GPL package may be under %s', (_, change) => expect(codes(planPackage({ ...firmware, ...change }))).toEqual([]))

  test.each([
    ['libkrun.so.1: Apache-2.0', { pattern: 'libkrun.so.1', license: 'Apache-2.0', texts: [] }],
    [
      'lib/**: MIT @scope/x@1.0.0-rc.1+2 a/LICENSE NOTICE',
      { pattern: 'lib/**', license: 'MIT', part: { name: '@scope/x', version: '1.0.0-rc.1+2' }, texts: ['a/LICENSE', 'NOTICE'] },
    ],
    ['a b: ISC x@1 https://x.org/y', { pattern: 'a b', license: 'ISC', part: { name: 'x', version: '1' }, source: 'https://x.org/y', texts: [] }],
  ])('the rule %s', (line, value) => expect(parseLicenseRule(line)).toEqual({ ok: true, value }))

  test.each(['libkrun.so.1', 'x:MIT', 'x: MIT OR ISC', 'x: MIT LICENSE', 'x: MIT x@1 http://x.org/y', 'x: MIT x@1 https://x.org/y https://x.org/z'])(
    'the rule %s is refused',
    (line) => {
      expect(parseLicenseRule(line)).toMatchObject({ ok: false, error: { code: 'E_ARCHIVE_RULE', cure: expect.stringContaining('name@version') } })
    },
  )
})

describe('what a file says of itself', () => {
  const opened = (content: string | Buffer): OpenFile => {
    const bytes = Buffer.from(content)
    return { size: bytes.length, readInto: (offset, target) => bytes.copy(target, 0, offset), close: () => {} }
  }
  const elf = (...words: readonly string[]): Buffer =>
    Buffer.concat([Buffer.from('\u007fELF\0\0'), ...words.map((word) => Buffer.from(`\0${word}\0`, 'latin1'))])
  const banner = 'Linux version 6.12.68 (root@builder) (gcc (Debian 12.2.0) 12.2.0, GNU ld 2.40) #1 SMP'
  const notice = [
    '# This program is free software; you can redistribute it and/or modify',
    '# it under the terms of the GNU Lesser General Public',
    '# License as published',
  ].join('\n')

  test.each<readonly [string, string, string | Buffer, string]>([
    ['a tag', 'x.c', '/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */\n', 'GPL-2.0-only'],
    ['a tag for one of two strict licences', 'x.c', '// SPDX-License-Identifier: (GPL-2.0-only OR LGPL-2.1+)\n', 'GPL-2.0-only|LGPL-2.1-or-later'],
    ['a notice over several lines', 'x.sh', notice, 'LGPL'],
    ['the text of the GPL', 'COPYING', textOf('GPL-3.0-only'), 'GPL-3.0-only'],
    ['a kernel module', 'x.ko', elf('description=x', 'license=GPL v2', 'depends='), 'GPL-2.0-only'],
    ['a kernel inside a library', 'libkrunfw.so.5', elf(banner), 'GPL-2.0-only'],
    ['a kernel far inside a library', 'libkrunfw.so.5', Buffer.concat([elf(), Buffer.alloc(3 * 2 ** 20 - 40), elf(banner)]), 'GPL-2.0-only'],
    ['a kernel', 'vmlinuz', Buffer.concat([Buffer.alloc(0x202), Buffer.from('HdrS'), Buffer.alloc(99)]), 'GPL-2.0-only'],
    ['a kernel of arm64', 'Image', Buffer.concat([Buffer.alloc(0x38), Buffer.from('ARM\x64'), Buffer.alloc(99)]), 'GPL-2.0-only'],
    ['a GNU program', 'tool', elf('License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>'), 'GPL'],
    ['busybox', 'busybox', elf('Licensed under GPLv2. See source distribution for detailed'), 'GPL'],
  ])('%s', (_, path, content, ids) => {
    const evidence = findEvidence(opened(content), path)
    expect(evidence?.alternatives.map((alternative) => alternative.ids.join('&')).join('|')).toBe(ids)
    expect(evidence?.alternatives.every(({ kind }) => kind !== 'permissive')).toBe(true)
  })

  test.each<readonly [string, string, string | Buffer]>([
    ['a permissive tag', 'x.c', '// SPDX-License-Identifier: Apache-2.0\n// It does not work under the terms of the GNU General Public License.\n'],
    ['a tag with a free choice', 'x.h', '/* SPDX-License-Identifier: GPL-2.0-only OR MIT */'],
    ['a page that speaks of the GPL', 'README.md', 'The firmware, which is under the GPL, is in another package.'],
    ['a page with the words of a notice', 'docs/SOURCES.txt', 'The kernel is under the terms of the GNU General Public License.'],
    ['a notice of others', 'NOTICE', 'glibc is under the GNU Lesser General Public License.'],
    ['a permissive licence', 'LICENSE', textOf('Apache-2.0')],
    ['a module with a free choice', 'x.ko', elf('license=Dual MIT/GPL')],
    ['a program that looks for kernels', 'sniffer', elf(banner)],
    ['a Go program that embeds a GNU program', 'host', elf('\xff Go buildinf:', 'License GPLv3+: GNU GPL version 3 or later')],
    ['any program', 'runner', elf('Linux version ', 'GPL')],
  ])('nothing: %s', (_, path, content) => expect(findEvidence(opened(content), path)).toBeUndefined())
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
    expect(unwrap(named)).toEqual({ file: 'x_v1.0.0_linux_armv7.tar.gz', folder: 'x_v1.0.0_linux_armv7', format: 'tar.gz' })
  })

  test.each([
    ['{name}-{component}-{os}-{arch}.tar.gz', undefined, 'linux/amd64', 'vm-runtime-linux-amd64.tar.gz', 'vm-runtime-linux-amd64', 'tar.gz'],
    ['{name}_{version}_{os}_{arch}.{ext}', '.', 'windows/amd64', 'vm_v1.2.3_windows_amd64.zip', '', 'zip'],
    ['{name}_{version}_{os}_{arch}.{ext}', '.', 'darwin/arm64', 'vm_v1.2.3_darwin_arm64.tar.gz', '', 'tar.gz'],
    ['{name}.tar.zst', '{name}-{version}', 'linux/amd64', 'vm.tar.zst', 'vm-v1.2.3', 'tar.zst'],
  ])('the template %s with the folder %s', (template, folder, platform, file, top, format) => {
    const parts = { name: 'vm', component: 'runtime', version: 'v1.2.3', platform: platform as Platform } as const
    expect(unwrap(renderPackageName(template, parts, folder))).toEqual({ file, folder: top, format })
    expect(fillPlaces('out/{name}-{os}{exe} -> {x}{exe}', parts)).toBe(
      `out/vm-${platform.split('/')[0]}${platform.startsWith('win') ? '.exe' : ''} -> {x}${platform.startsWith('win') ? '.exe' : ''}`,
    )
  })
})

describe('gathering', () => {
  type Node = string | { link: string } | 'pipe'
  /** A file system of paths; folders are what has something below, or ends with a slash. */
  const tree = (nodes: Readonly<Record<string, Node>>): TreeReader => {
    const kindOf = (node: Node): 'file' | 'link' | 'other' => (node === 'pipe' ? 'other' : typeof node === 'string' ? 'file' : 'link')
    const describeNode = (path: string, node: Node) => ({ path, kind: kindOf(node), ...(typeof node === 'string' ? {} : { target: node.link }) })
    const below = (folder: string): readonly string[] => Object.keys(nodes).filter((path) => path.startsWith(`${folder}/`))
    return {
      info: async (path) => {
        const node = nodes[path]
        if (node === undefined) return below(path).length === 0 ? undefined : { kind: 'directory' }
        return describeNode(path, node)
      },
      readTree: async (folder) =>
        below(folder).flatMap((path) => {
          const inside = path.slice(folder.length + 1)
          if (inside === '') return []
          return [inside.endsWith('/') ? { path: inside.slice(0, -1), kind: 'directory' as const } : describeNode(inside, nodes[path] ?? 'pipe')]
        }),
      open: (path) => {
        const bytes = Buffer.from(nodes[path] as string, 'latin1')
        return { size: bytes.length, readInto: (offset, target) => bytes.copy(target, 0, offset), close: () => {} }
      },
    }
  }
  const gather = (lines: readonly string[], nodes: Readonly<Record<string, Node>>, root = 'out') =>
    gatherFiles(
      lines.map((line) => unwrap(parseFileLine(line))),
      root,
      tree(nodes),
    )
  const windowsProgram = (subsystem: string): string => `MZ${'\0'.repeat(0x3a)}\x80\0${'\0'.repeat(0x42)}PE\0\0${'\0'.repeat(0x58)}${subsystem}\0`

  test('folders are taken whole, and modes come from the line or from what a file holds, never from the file system', async () => {
    const nodes = {
      'out/lib/a.so': { link: 'a.so.1' },
      'out/lib/a.so.1': '\u007fELF',
      'out/lib/deep/b': 'b',
      'out/runner': '\u007fELF',
      'out/mac': '\xcf\xfa\xed\xfe',
      'out/script': '#!/bin/sh',
      'out/x.exe': windowsProgram('\x03'),
      'out/vmlinuz': windowsProgram('\x0a'),
      'out/data': 'data',
      '/abs': 'y',
    }
    const { entries, problems } = await gather(
      [
        'lib/',
        'runner',
        'mac',
        'script -> tools/go',
        'x.exe',
        'vmlinuz',
        'data',
        'data -> ran 0755',
        'runner -> plain 0644',
        '/abs',
        'symlink: here -> runner',
        'lib/deep -> .',
      ],
      nodes,
    )
    expect(problems).toEqual([])
    expect(entries.map((entry) => [entry.path, entry.kind === 'file' ? entry.mode.toString(8) : entry.kind === 'link' ? entry.target : ''])).toEqual([
      ['lib/a.so', 'a.so.1'],
      ['lib/a.so.1', '644'],
      ['lib/deep/b', '644'],
      ['runner', '755'],
      ['mac', '755'],
      ['tools/go', '755'],
      ['x.exe', '755'],
      ['vmlinuz', '644'],
      ['data', '644'],
      ['ran', '755'],
      ['plain', '644'],
      ['abs', '644'],
      ['here', 'runner'],
      ['b', '644'],
    ])
  })

  test('what is missing or empty is named at once; a pipe is left to the plan', async () => {
    const { problems } = await gather(['gone', 'empty', 'hollow', 'half', 'tty'], {
      'out/empty': '',
      'out/hollow/': '',
      'out/half/x': 'x',
      'out/half/y': '',
      'out/half/z/': '',
      'out/tty': 'pipe',
    })
    expect(problems.map(({ code, message }) => `${code.replace('E_ARCHIVE_', '')} ${message}`)).toEqual([
      'MISSING "gone" is not there',
      'EMPTY_FILE "empty" is empty',
      'EMPTY_FILE the folder "hollow" is empty',
      'EMPTY_FILE the folder "half/z" is empty',
      'EMPTY_FILE "half/y" is empty',
    ])
    expect((await gather(['tty'], { tty: 'pipe' }, '')).entries).toEqual([{ kind: 'other', path: 'tty' }])
  })

  test('each file is shown once while it is open, by the path in the package and with how it begins', async () => {
    const seen: [string, string, number][] = []
    const nodes = { 'out/src/a.c': '// a', 'out/src/b': { link: 'a.c' }, 'out/src/c.c': 'c' }
    const lines = [unwrap(parseFileLine('src -> code'))]
    await gatherFiles(lines, 'out', tree(nodes), (file, path, head) => void seen.push([path, Buffer.from(head).toString(), file.size]))
    expect(seen).toEqual([
      ['code/a.c', '// a', 4],
      ['code/c.c', 'c', 1],
    ])
  })
})

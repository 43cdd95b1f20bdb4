import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readGoBuildInfo } from './go-build-info.ts'
import { GoModule, imageOf } from './go-programs.support.ts'
import { findNestedImages } from './nested-images.ts'
import { readerOf } from './reader.ts'
import { findVersionStamp, type StampOptions, type VersionStamp } from './version-stamp.ts'

const helperSource = 'package main\n\nvar version = "dev"\n\nfunc main() { println(version) }\n'
/** Two ways to hold a helper that leave no table, and one that does. */
const hostSource = `package main

import (
	"embed"
	"os"
)

var version = "dev"

//go:embed helper
var helper string

//go:embed helper
var writable []byte

//go:embed files
var files embed.FS

func main() {
	list, _ := files.ReadDir(os.Args[1])
	println(version, len(helper), helper[len(helper)-1], len(list), writable[7])
}
`
const platforms = ['linux/amd64', 'windows/amd64', 'darwin/arm64'] as const

let helper: Buffer
let host: GoModule
let folder = ''
const built = new Map<string, Buffer>()

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'))
  const module = new GoModule({ 'main.go': helperSource })
  helper = module.build('linux/amd64', ['-ldflags', '-s -w -X main.version=v1.2.3'])
  module.remove()
  host = new GoModule({ 'main.go': hostSource, helper, 'files/notes.txt': 'what is new in 7.8.9', 'files/helper': helper })
  for (const platform of platforms) {
    for (const flag of ['main.other=v1.2.3', 'main.version=v1.2.3', 'main.version=v1.2.3-rc.1']) {
      // With its paths in it, Go records the flags of the linker: a flag that names no variable then stands there all the same.
      built.set(`${platform} ${flag}`, host.build(platform, ['-trimpath=false', '-ldflags', `-s -w -X ${flag}`]))
    }
  }
}, 600_000)

afterAll(() => {
  host.remove()
  rmSync(folder, { recursive: true, force: true })
})

function stamp(bytes: Uint8Array, version: string, options?: StampOptions): VersionStamp {
  return findVersionStamp(readerOf(bytes), imageOf(bytes), version, options)
}

function program(name: string): Buffer {
  const bytes = built.get(name)
  if (bytes === undefined) throw new Error(name)
  return bytes
}

describe.each(platforms)('%s: a host that embeds a helper of the version that is asked for', (platform) => {
  test("the host's own stamp is a string of its own", () => {
    const bytes = program(`${platform} main.version=v1.2.3`)
    for (const version of ['v1.2.3', '1.2.3']) {
      const found = stamp(bytes, version)
      expect(found).toMatchObject({ state: 'string', section: expect.stringMatching(/rodata|rdata/) })
      if (found.state === 'string') expect(bytes.subarray(found.offset, found.offset + 6).toString()).toBe('v1.2.3')
    }
  })

  test("without one, the helper's stamp and the recorded flag do not count", () => {
    const bytes = program(`${platform} main.other=v1.2.3`)
    expect(bytes.includes('-X main.other=v1.2.3')).toBe(true)
    expect(stamp(bytes, 'v1.2.3')).toMatchObject({ state: 'elsewhere', where: 'an embedded program (elf, EM_X86_64)' })
    expect(stamp(bytes, 'v1.2.4')).toEqual({ state: 'absent' })
  })

  test('a candidate is not the version that it is a candidate of', () => {
    const bytes = program(`${platform} main.version=v1.2.3-rc.1`)
    expect(stamp(bytes, 'v1.2.3')).toMatchObject({ state: 'longer', around: expect.stringContaining('v1.2.3-rc.1') })
    expect(stamp(bytes, 'v1.2.3-rc.1')).toMatchObject({ state: 'string' })
    expect(stamp(bytes, 'v1.2.3-rc')).toMatchObject({ state: expect.stringMatching(/longer|elsewhere/) })
  })

  test('a file that is embedded, by its table or as it is known otherwise', () => {
    const bytes = program(`${platform} main.other=v1.2.3`)
    expect(stamp(bytes, '7.8.9')).toMatchObject({ state: 'elsewhere', where: 'the embedded file files/notes.txt' })
    const known = { name: 'mine', offset: bytes.indexOf('7.8.9') - 3, size: 10 }
    expect(stamp(bytes, '7.8.9', { embedded: [known] })).toMatchObject({ state: 'elsewhere', where: 'the embedded file mine' })
  })

  test("the helper's build information is not the host's", () => {
    const bytes = program(`${platform} main.version=v1.2.3`)
    const [os, architecture] = platform.split('/')
    const info = readGoBuildInfo(readerOf(bytes), imageOf(bytes))
    expect(info?.path).toBe('example.test/host')
    expect(Object.fromEntries(info?.settings ?? [])).toMatchObject({
      GOOS: os,
      GOARCH: architecture,
      CGO_ENABLED: '0',
      '-ldflags': '-s -w -X main.version=v1.2.3',
    })
  })
})

describe('Go programs that know their version otherwise', () => {
  test('by their module, as Go stamps it from a tag', () => {
    const module = new GoModule({ 'main.go': 'package main\n\nfunc main() { println("hello") }\n' })
    try {
      const git = (...args: string[]): void =>
        void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], { cwd: module.folder })
      git('init', '-q')
      git('add', '.')
      git('commit', '-qm', 'first')
      git('tag', 'v1.2.3')
      const bytes = module.build('linux/amd64', ['-buildvcs=true', '-tags', 'one,two', '-ldflags', '-s -w'])
      expect(stamp(bytes, 'v1.2.3')).toEqual({ state: 'module' })
      const info = readGoBuildInfo(readerOf(bytes), imageOf(bytes))
      expect(info?.module).toEqual({ path: 'example.test/host', version: 'v1.2.3' })
      expect(Object.fromEntries(info?.settings ?? [])).toMatchObject({
        'vcs.revision': expect.stringMatching(/^[0-9a-f]{40}$/),
        'vcs.modified': 'false',
        '-tags': 'one,two',
      })
      const told = execFileSync('go', ['version', '-m', join(module.folder, 'out')], { encoding: 'utf8' })
      for (const [key, value] of info?.settings ?? []) expect(told).toContain(`build\t${key}=${value}`)
      module.write('main.go', 'package main\n\nfunc main() { println("changed") }\n')
      const changed = readGoBuildInfo(readerOf(module.build('linux/amd64', ['-buildvcs=true'])), imageOf(bytes))
      expect(changed?.settings.get('vcs.modified')).toBe('true')
      expect(changed?.module?.version).toContain('+dirty')
    } finally {
      module.remove()
    }
  }, 60_000)
})

describe('programs that a C compiler built', () => {
  const build = (source: string, ...args: readonly string[]): Buffer => {
    writeFileSync(join(folder, 'm.c'), source)
    execFileSync('gcc', ['m.c', '-o', 'm', ...args], { cwd: folder })
    return readFileSync(join(folder, 'm'))
  }

  test.each([
    ['a text of its own', 'const char v[] = "1.2.3";', 'text'],
    ['a word in a longer text', 'const char v[] = "tool version v1.2.3 (stable)\\n";', 'text'],
    ['a longer number', 'const char v[] = "11.2.3";', 'longer'],
    ['a fourth number', 'const char v[] = "1.2.3.4";', 'longer'],
    ['a build of it', 'const char v[] = "1.2.3+dirty";', 'longer'],
    ['the version of a package', 'const char v[] = "left-pad@1.2.3";', 'elsewhere'],
    ['nothing', 'const char v[] = "dev";', 'absent'],
    ['a pointer with its length', 'static const char v_[] = "xx1.2.3yy"; struct { const char *p; long n; } volatile v = { v_ + 2, 5 };', 'string'],
    ['a pointer with another length', 'static const char v_[] = "xx1.2.3yy"; struct { const char *p; long n; } volatile v = { v_ + 2, 7 };', 'text'],
  ])('%s', (_, source, state) => {
    for (const args of [['-no-pie'], ['-pie', '-fPIE']]) {
      expect(stamp(build(`${source}\nint main(void) { return ((volatile char *)&v)[0]; }\n`, ...args), 'v1.2.3')).toMatchObject({ state })
    }
  })

  test('a Go helper in a C host: its stamp does not count, and its build information is not the host’s', () => {
    writeFileSync(join(folder, 'helper.bin'), helper)
    const data = (section: string): string => `asm(".section ${section}\\n.balign 16\\n.global v\\nv: .incbin \\"helper.bin\\"\\n.text");\nextern char v[];\n`
    for (const section of ['.rodata', '.data']) {
      const bytes = build(`${data(section)}int main(void) { return v[0]; }\n`)
      expect(readGoBuildInfo(readerOf(bytes), imageOf(bytes))).toBeUndefined()
      expect(stamp(bytes, '1.2.3')).toMatchObject({ state: 'elsewhere', where: 'an embedded program (elf, EM_X86_64)' })
    }
  })

  test('a program without a section table: its own headers are not those of a helper', () => {
    const bytes = build('const char v[] = "version 1.2.3 of it";\nint main(void) { return v[3]; }\n', '-s', '-Wl,-z,noseparate-code')
    bytes.writeBigUInt64LE(0n, 40)
    bytes.writeUInt16LE(0, 60)
    expect(imageOf(bytes)).toMatchObject({ sections: [] })
    expect(stamp(bytes, '1.2.3')).toMatchObject({ state: 'text', section: undefined })
  })

  test('what is not loaded, and what is appended', () => {
    const bytes = build('int main(void) { return 0; }\n')
    expect(stamp(Buffer.concat([bytes, Buffer.from(' 1.2.3 ')]), '1.2.3')).toMatchObject({ state: 'elsewhere', where: 'what is appended to the program' })
    writeFileSync(join(folder, 'note'), 'version 1.2.3')
    execFileSync('objcopy', ['--add-section', '.mine=note', 'm', 'noted'], { cwd: folder })
    const noted = readFileSync(join(folder, 'noted'))
    expect(stamp(noted, '1.2.3')).toMatchObject({ state: 'elsewhere', where: '.mine, which is not loaded' })
  })

  test('so many places that nothing can be said is said', () => {
    const bytes = build(
      'const char v[] = { \n#define A "9.9.9 9.9.9 9.9.9 9.9.9 9.9.9 9.9.9 9.9.9 9.9.9 "\n#define B A A A A A A A A\nB B B B B B B B B B B B B B B B B\n};\nint main(void) { return v[3]; }\n'
        .replace('{ \n', '\n')
        .replace('\n};', ';'),
    )
    expect(stamp(bytes, '9.9.9')).toMatchObject({ state: 'unclear', problem: { code: 'E_BINARY_STAMP' } })
  })
})

describe('native files in other files', () => {
  test('where they begin and end, at any place; a magic number alone is none', () => {
    const windows = program('windows/amd64 main.version=v1.2.3')
    const darwin = program('darwin/arm64 main.version=v1.2.3')
    const junk = Buffer.from('\x7fELF and \x7fELF\x02\x01 and PE\0\0 and MZ and \xcf\xfa\xed\xfe and \xca\xfe\xba\xbe', 'latin1')
    const bytes = Buffer.concat([junk, helper, Buffer.alloc(3), windows, junk, darwin, junk])
    const { images, broken } = findNestedImages(readerOf(bytes), [{ from: 0, to: bytes.length }])
    expect(broken).toBe(false)
    const places = [junk.length, junk.length + helper.length + 3, 2 * junk.length + helper.length + 3 + windows.length]
    expect(images.map(({ offset }) => offset)).toEqual(places)
    expect(images.map(({ format }) => format)).toEqual(['elf', 'pe', 'mach-o'])
    expect(images.map(({ size }) => size)).toEqual([helper.length, windows.length, darwin.length])
  })

  test('a file full of headers ends soon, and says so', () => {
    const header = Buffer.alloc(64)
    helper.copy(header, 0, 0, 64)
    const bytes = Buffer.concat(Array.from({ length: 200_000 }, () => header))
    expect(findNestedImages(readerOf(bytes), [{ from: 0, to: bytes.length }])).toMatchObject({ broken: true })
  }, 30_000)
})

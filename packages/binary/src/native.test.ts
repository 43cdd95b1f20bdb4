import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Platform } from '@slipway/kernel'
import fc from 'fast-check'
import { readGoBuildInfo } from './go-build-info.ts'
import { type NativeImage, sectionAt } from './image.ts'
import { readNative } from './native.ts'
import { checkPlatform } from './platform-check.ts'
import { readerOf } from './reader.ts'
import { findContents } from './search.ts'
import { sniff } from './sniff.ts'
import { findText } from './text.ts'

const platforms = ['linux/amd64', 'linux/arm64', 'windows/amd64', 'darwin/arm64'] as const
const files = new Map<string, Buffer>()
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'native-'))
  writeFileSync(join(folder, 'go.mod'), 'module example.test/tiny\n\ngo 1.21\n')
  writeFileSync(
    join(folder, 'main.go'),
    'package main\n\nimport _ "embed"\n\n//go:embed asset.bin\nvar asset string\n\nfunc main() { println(len(asset), asset[len(asset)-1]) }\n',
  )
  // A small ELF header inside the program, to be told from the program's own.
  writeFileSync(
    join(folder, 'asset.bin'),
    Buffer.concat([Buffer.from('\xff Go buildinf:\x08\x02', 'latin1'), elf({ bits: 64, little: true, machine: 183 }), Buffer.from('an asset '.repeat(200))]),
  )
  for (const platform of platforms) {
    const [GOOS = '', GOARCH = ''] = platform.split('/')
    const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-trimpath', GOTOOLCHAIN: 'local', GOWORK: 'off' }
    execFileSync('go', ['build', '-ldflags', '-X main.version=v1.2.3', '-o', 'out', '.'], { cwd: folder, env })
    files.set(platform, readFileSync(join(folder, 'out')))
  }
  writeFileSync(join(folder, 'a.c'), 'const char blob[] = "0123456789"; int f(void) { return blob[3]; }\n')
  writeFileSync(join(folder, 'm.c'), 'int f(void); int main(void) { return f(); }\n')
  const gcc = (...args: string[]): Buffer => {
    execFileSync('gcc', [...args], { cwd: folder })
    return readFileSync(join(folder, args[args.indexOf('-o') + 1] ?? ''))
  }
  files.set('library', gcc('-shared', '-fPIC', '-nostdlib', '-Wl,-soname,liba.so.1', '-o', 'liba.so', 'a.c'))
  files.set('program', gcc('-o', 'program', 'm.c', '-L.', '-la', '-Wl,--disable-new-dtags,-rpath,/opt/homebrew/lib:$ORIGIN'))
  files.set('object', gcc('-c', '-o', 'a.o', 'a.c'))
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function imageOf(name: string): NativeImage {
  const result = readNative(readerOf(files.get(name) ?? Buffer.alloc(0)))
  if (!result.ok) throw new Error(result.error.message)
  return result.value.images[0] as NativeImage
}

/** An ELF header and nothing else. */
function elf({ bits, little, machine, osabi = 0 }: { bits: 32 | 64; little: boolean; machine: number; osabi?: number }): Buffer {
  const header = Buffer.alloc(bits === 64 ? 64 : 52)
  header.write('\x7fELF', 'latin1')
  header[4] = bits === 64 ? 2 : 1
  header[5] = little ? 1 : 2
  header[7] = osabi
  if (little) header.writeUInt16LE(2, 16), header.writeUInt16LE(machine, 18)
  else header.writeUInt16BE(2, 16), header.writeUInt16BE(machine, 18)
  return header
}

describe('programs that Go built for other platforms', () => {
  test.each([
    ['linux/amd64', { format: 'elf', machine: 'EM_X86_64', architecture: 'amd64', os: 'linux', linking: 'static', needed: [], minimumOs: undefined }],
    ['linux/arm64', { format: 'elf', machine: 'EM_AARCH64', architecture: 'arm64', os: 'linux', linking: 'static', needed: [], minimumOs: undefined }],
    ['windows/amd64', { format: 'pe', machine: 'AMD64', architecture: 'amd64', os: 'windows', linking: 'dynamic', needed: ['kernel32.dll'], minimumOs: '6.1' }],
    [
      'darwin/arm64',
      {
        format: 'mach-o',
        machine: 'CPU_TYPE_ARM64',
        architecture: 'arm64',
        os: 'darwin',
        linking: 'dynamic',
        needed: ['/usr/lib/libSystem.B.dylib'],
        minimumOs: expect.stringMatching(/^1[0-9]\.0$/),
      },
    ],
  ] as const)('%s', (name, expected) => {
    const image = imageOf(name)
    expect(image).toMatchObject({ ...expected, bits: 64, endian: 'little', purpose: 'executable' })
    expect(image.end).toBe(files.get(name)?.length)
  })

  test.each(platforms)("%s: the build information is the host's, also where an asset imitates it", (name) => {
    const info = readGoBuildInfo(readerOf(files.get(name) as Buffer), imageOf(name))
    const [os, architecture] = name.split('/')
    expect(info).toMatchObject({ goVersion: expect.stringMatching(/^go1\./), path: 'example.test/tiny', module: { path: 'example.test/tiny' } })
    expect(Object.fromEntries(info?.settings ?? [])).toMatchObject({ GOOS: os, GOARCH: architecture, CGO_ENABLED: '0', '-trimpath': 'true' })
  })

  test.each(platforms)('%s: the embedded file stands whole in read-only data', (name) => {
    const [binary, asset] = [files.get(name) as Buffer, readFileSync(join(folder, 'asset.bin'))]
    const [finding] = findContents(readerOf(binary), [readerOf(asset)])
    if (finding?.state !== 'whole') throw new Error(finding?.state)
    expect(sectionAt([imageOf(name)], finding.offset, asset.length)).toMatchObject({ loaded: true, writable: false })
  })
})

describe('for which platform a file is', () => {
  const check = (name: string, platform: string): string | undefined => {
    const file = readNative(readerOf(files.get(name) as Buffer))
    return file.ok ? checkPlatform(file.value, platform as Platform)?.message : file.error.message
  }
  test.each([
    ['linux/amd64', 'linux/amd64', undefined],
    ['windows/amd64', 'windows/amd64', undefined],
    ['darwin/arm64', 'darwin/arm64', undefined],
    ['linux/arm64', 'linux/amd64', 'is for linux/arm64, not for linux/amd64'],
    ['linux/amd64', 'freebsd/amd64', 'is for linux/amd64, not for freebsd/amd64'],
    ['windows/amd64', 'linux/amd64', 'is a PE file, but linux/amd64 needs an ELF file'],
    ['linux/arm64', 'darwin/arm64', 'is an ELF file, but darwin/arm64 needs a Mach-O file'],
  ])('what was built for %s, as %s', (name, platform, message) => {
    expect(check(name, platform)).toBe(message)
  })

  test('a short text is found across the edge of a piece', () => {
    const bytes = Buffer.alloc(1_200_000)
    bytes.write('v1.2.3', 524_286)
    expect(findText(readerOf(bytes), 'v1.2.3')).toBe(524_286)
    expect(findText(readerOf(bytes), 'v1.2.4')).toBeUndefined()
    expect(findText(readerOf(files.get('linux/arm64') as Buffer), 'go1.')).toBeGreaterThan(0)
  })
})

describe('programs and libraries that a C compiler built', () => {
  test('a library: name, purpose, no Go', () => {
    expect(imageOf('library')).toMatchObject({ purpose: 'library', soname: 'liba.so.1', linking: 'dynamic', needed: [] })
    expect(readGoBuildInfo(readerOf(files.get('library') as Buffer), imageOf('library'))).toBeUndefined()
  })

  test('a program: what it needs, and where it looks for it', () => {
    expect(imageOf('program')).toMatchObject({
      purpose: 'executable',
      linking: 'dynamic',
      needed: ['liba.so.1', 'libc.so.6'],
      runPaths: ['/opt/homebrew/lib', '$ORIGIN'],
    })
    expect(imageOf('program').interpreter).toMatch(/ld-linux/)
  })

  test('debug data that was split off: the headers of the program, and nothing that it loads', () => {
    execFileSync('objcopy', ['--only-keep-debug', 'program', 'program.debug'], { cwd: folder })
    const result = readNative(readerOf(readFileSync(join(folder, 'program.debug'))))
    expect(result).toMatchObject({ ok: true, value: { images: [{ architecture: imageOf('program').architecture, interpreter: undefined, needed: [] }] } })
  })

  test('a loader whose name stands behind the end', () => {
    const bytes = Buffer.from(files.get('program') as Buffer)
    for (let at = 64; at < 64 + 56 * bytes.readUInt16LE(56); at += 56) if (bytes.readUInt32LE(at) === 3) bytes.writeUInt32LE(0x7fff_0000, at + 8)
    expect(readNative(readerOf(bytes))).toMatchObject({
      ok: false,
      error: { code: 'E_BINARY_TRUNCATED', message: expect.stringMatching(/^is damaged: the name of its loader would stand at 2147418112 /) },
    })
  })

  test.each([
    ['/lib/amd64/ld.so.1', 'solaris'],
    ['/usr/libexec/ld-elf.so.2', 'dragonfly'],
    ['/system/bin/linker64', 'android'],
    ['/lib/ld.so.1', 'linux'],
  ])('a program with the loader %s is for %s', (loader, os) => {
    const bytes = Buffer.from(files.get('program') as Buffer)
    const at = bytes.indexOf(imageOf('program').interpreter ?? '')
    bytes.fill(0, at, bytes.indexOf(0, at))
    bytes.write(loader, at)
    expect(readNative(readerOf(bytes))).toMatchObject({ ok: true, value: { images: [{ os, interpreter: loader }] } })
  })

  test('an object, with named sections', () => {
    expect(imageOf('object')).toMatchObject({ purpose: 'object', needed: [] })
    expect(imageOf('object').sections.map(({ name }) => name)).toEqual(expect.arrayContaining(['.text', '.symtab', '.strtab']))
  })
})

describe('headers of machines that are not here', () => {
  test.each([
    [{ bits: 32, little: true, machine: 3 }, '386', 'linux'],
    [{ bits: 32, little: false, machine: 8 }, 'mips', 'linux'],
    [{ bits: 64, little: true, machine: 8 }, 'mips64le', 'linux'],
    [{ bits: 64, little: false, machine: 21 }, 'ppc64', 'linux'],
    [{ bits: 64, little: true, machine: 21 }, 'ppc64le', 'linux'],
    [{ bits: 64, little: false, machine: 22 }, 's390x', 'linux'],
    [{ bits: 32, little: true, machine: 40 }, 'arm', 'linux'],
    [{ bits: 32, little: true, machine: 62 }, undefined, 'linux'],
    [{ bits: 64, little: true, machine: 243 }, 'riscv64', 'linux'],
    [{ bits: 64, little: true, machine: 258 }, 'loong64', 'linux'],
    [{ bits: 64, little: true, machine: 62, osabi: 9 }, 'amd64', 'freebsd'],
    [{ bits: 64, little: true, machine: 9999 }, undefined, 'linux'],
  ] as const)('%j is %s of %s', (shape, architecture, os) => {
    const result = readNative(readerOf(elf(shape)))
    expect(result).toMatchObject({ ok: true, value: { images: [{ architecture, os, bits: shape.bits, endian: shape.little ? 'little' : 'big' }] } })
  })

  test.each<readonly [string, readonly (readonly number[])[], string, string | undefined]>([
    ['a version of three parts', [[0x32, 24, 1, 0x000a_0d04, 0, 0]], 'darwin', '10.13.4'],
    ['a version of two', [[0x32, 24, 11, 0x0001_0200, 0, 0]], 'visionos', '1.2'],
    [
      'a library for macOS and for Catalyst',
      [
        [0x32, 24, 1, 0x000b_0000, 0, 0],
        [0x32, 24, 6, 0x000e_0000, 0, 0],
      ],
      'darwin',
      '11.0',
    ],
    ['the command that is older', [[0x30, 16, 0x0002_0001, 0]], 'watchos', '2.0.1'],
    ['a platform that nobody knows', [[0x32, 24, 99, 0x0001_0000, 0, 0]], 'platform 99', '1.0'],
    ['none', [], 'darwin', undefined],
  ])('a Mach-O file with %s', (_, commands, os, minimumOs) => {
    const words = commands.flat()
    const bytes = Buffer.from(Uint32Array.from([0xfeed_facf, 0x0100_000c, 0, 6, commands.length, 4 * words.length, 0, 0, ...words]).buffer)
    expect(readNative(readerOf(bytes))).toMatchObject({ ok: true, value: { images: [{ os, minimumOs, purpose: 'library', linking: 'dynamic' }] } })
  })

  test('a fat Mach-O file: each slice with its own offsets', () => {
    const thin = files.get('darwin/arm64') as Buffer
    const other = Buffer.from(thin)
    other.writeUInt32LE(0x0100_0007, 4)
    const header = Buffer.alloc(4096)
    for (const [index, value] of [0xcafe_babe, 2, 0x0100_000c, 0, 4096, thin.length, 12, 0x0100_0007, 3, 4096 + thin.length, other.length, 12].entries())
      header.writeUInt32BE(value, 4 * index)
    const fat = Buffer.concat([header, thin, other])
    const result = readNative(readerOf(fat))
    if (!result.ok) throw new Error(result.error.message)
    expect(result.value.images.map(({ architecture, range, end }) => [architecture, range.offset, end])).toEqual([
      ['arm64', 4096, 4096 + thin.length],
      ['amd64', 4096 + thin.length, fat.length],
    ])
    for (const image of result.value.images) expect(readGoBuildInfo(readerOf(fat), image)?.settings.get('GOARCH')).toBe('arm64')
    expect(sniff(readerOf(fat))).toMatchObject({ kind: 'mach-o', architectures: ['arm64', 'amd64'] })
    expect(readNative(readerOf(fat.subarray(0, -100)))).toMatchObject({ ok: false, error: { code: 'E_BINARY_TRUNCATED' } })
  })
})

describe('files that are damaged or something else', () => {
  test.each([
    ['empty', Buffer.alloc(0), 'E_BINARY_EMPTY', 'is empty (0 bytes)'],
    ['text', Buffer.from('#!/bin/sh\n'), 'E_BINARY_FORMAT', 'is neither ELF, PE nor Mach-O'],
    ['a Java class', Buffer.from('cafebabe0000003d', 'hex'), 'E_BINARY_FORMAT', 'is neither ELF, PE nor Mach-O'],
    ['a DOS program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'E_BINARY_FORMAT', 'is neither ELF, PE nor Mach-O'],
    [
      'half an ELF header',
      elf({ bits: 64, little: true, machine: 62 }).subarray(0, 40),
      'E_BINARY_TRUNCATED',
      'is damaged: the ELF header would stand at 0 to 64, but the file ends at 40',
    ],
    [
      'an ELF class of 7',
      Buffer.from(elf({ bits: 64, little: true, machine: 62 })).fill(7, 4, 5),
      'E_BINARY_MALFORMED',
      'is damaged: its ELF class 7 is neither 32 nor 64 bits',
    ],
  ])('%s', (_, bytes, code, message) => {
    expect(readNative(readerOf(bytes))).toMatchObject({ ok: false, error: { code, message, cure: expect.any(String) } })
  })

  test.each([...platforms, 'program'])('%s, cut anywhere: damaged, or its headers promise more than there is', (name) => {
    const whole = files.get(name) as Buffer
    for (const share of [0.001, 0.01, 0.3, 0.7, 0.999]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share))
      const result = readNative(readerOf(cut))
      if (result.ok) expect(result.value.images[0]?.end).toBeGreaterThan(cut.length)
      else expect(result.error.code).toMatch(/^E_BINARY_/)
    }
  })

  test.each([...platforms, 'program', 'library'])('%s, with bytes changed: an answer or a problem, never a crash, and bounded reads', (name) => {
    const whole = files.get(name) as Buffer
    const heads = Math.min(whole.length, name === 'program' || name === 'library' ? whole.length : 2048)
    const change = fc.record({
      at: fc.nat(heads - 1),
      value: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)),
      width: fc.integer({ min: 1, max: 8 }),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.option(fc.nat(whole.length)), (changes, length) => {
        const bytes = Buffer.from(whole.subarray(0, length ?? whole.length))
        for (const { at, value, width } of changes) bytes.fill(value, at, Math.min(at + width, bytes.length))
        let read = 0
        const reader = {
          size: bytes.length,
          read: (offset: number, wanted: number) => ((read += Math.min(wanted, bytes.length)), bytes.subarray(offset, offset + wanted)),
        }
        const result = readNative(reader)
        if (result.ok) for (const image of result.value.images) readGoBuildInfo(reader, image)
        else expect(result.error).toMatchObject({ code: expect.stringMatching(/^E_BINARY_(FORMAT|EMPTY|TRUNCATED|MALFORMED)$/), message: expect.any(String) })
        expect(sniff(reader).kind).toEqual(expect.any(String))
        expect(read).toBeLessThan(64 * 1024 * 1024)
      }),
      { numRuns: 250, verbose: 1 },
    )
  })
})

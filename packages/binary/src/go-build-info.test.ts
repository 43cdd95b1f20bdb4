import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { readGoBuildInfo } from './go-build-info.ts'
import { GoModule, imageOf } from './go-programs.support.ts'
import { readerOf } from './reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'build-info-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A program of a C compiler that holds what Go's linker writes. Answers its bytes, and what `go version -m` says of it: nothing, if it is none. */
function build(source: string): { readonly bytes: Buffer; readonly told: string } {
  writeFileSync(join(folder, 'm.c'), `${source}\nint main(void) { return *(volatile char *)&info; }\n`)
  execFileSync('gcc', ['-w', '-no-pie', '-o', 'out', 'm.c'], { cwd: folder })
  return { bytes: readFileSync(join(folder, 'out')), told: spawnSync('go', ['version', '-m', join(folder, 'out')], { encoding: 'utf8' }).stdout }
}

/** The two marks of 16 bytes that Go looks for are not checked by anyone. */
const framed = (lines: readonly string[]): string => `0123456789abcdef${lines.join('\\n')}\\n0123456789abcdef`
const section = '__attribute__((section(".go.buildinfo"), aligned(16)))'

describe('build information as Go wrote it before 1.18', () => {
  const text = framed(['path\\texample.test/old', 'mod\\texample.test/old\\tv0.9.0\\t', 'dep\\texample.test/dep\\tv1.0.0\\t'])
  const strings = `struct text { const char *bytes; long length; };
const char modinfo[] = "${text}";
const struct text version = { "go1.17.9", 8 }, modules = { modinfo, sizeof modinfo - 1 };`

  test('pointers to strings are followed', () => {
    const { bytes, told } = build(
      `${strings}\n${section} struct { char head[16]; const void *at[2]; } info = { "\\xff Go buildinf:\\x08", { &version, &modules } };`,
    )
    expect(told).toMatch(/: go1\.17\.9\n\tpath\texample\.test\/old\n\tmod\texample\.test\/old\tv0\.9\.0/)
    expect(readGoBuildInfo(readerOf(bytes), imageOf(bytes))).toEqual({
      goVersion: 'go1.17.9',
      path: 'example.test/old',
      module: { path: 'example.test/old', version: 'v0.9.0' },
      settings: new Map(),
    })
  })

  test.each([
    ['that lead nowhere', '{ (void *)0x123456789, &modules }'],
    ['of no known width', '{ &version, &modules }', '\\x07'],
  ])('pointers %s are no build information', (_, pointers, width = '\\x08') => {
    const { bytes, told } = build(`${strings}\n${section} struct { char head[16]; const void *at[2]; } info = { "\\xff Go buildinf:${width}", ${pointers} };`)
    expect([told, readGoBuildInfo(readerOf(bytes), imageOf(bytes))]).toEqual(['', undefined])
  })
})

describe('build information as Go writes it now', () => {
  const inline = (lines: readonly string[]): string => {
    const text = framed(lines)
    const length = JSON.parse(`"${text.replace(/\\x/g, '\\u00')}"`).length
    const varint = length < 128 ? [length] : [(length & 127) | 128, length >> 7]
    const escaped = varint.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
    return `${section} struct { char head[32]; char version[9]; char modules[4096]; } info = { "\\xff Go buildinf:\\x08\\x02", "\\x08""go1.26.1", "${escaped}""${text}" };`
  }

  test('settings whose keys and values are quoted', () => {
    const lines = [
      'path\\texample.test/new',
      'build\\t-ldflags=\\"-X main.version=1\\\\tand \\\\\\"2\\\\\\"\\"',
      'build\\t\\"a=b\\"=c',
      'build\\tGOOS=linux',
      'build\\tempty=',
    ]
    const { bytes, told } = build(inline(lines))
    expect(told).toContain('build\t"a=b"=c')
    const info = readGoBuildInfo(readerOf(bytes), imageOf(bytes))
    expect(info).toMatchObject({ goVersion: 'go1.26.1', path: 'example.test/new', module: undefined })
    expect([...(info?.settings ?? [])]).toEqual([
      ['-ldflags', '-X main.version=1\tand "2"'],
      ['a=b', 'c'],
      ['GOOS', 'linux'],
      ['empty', ''],
    ])
  })

  test('what is cut off in the middle is not told', () => {
    const { bytes } = build(inline(['path\\texample.test/new']))
    const { sections } = imageOf(bytes)
    const at = sections.find(({ name }) => name === '.go.buildinfo')?.offset ?? 0
    const cut = readerOf(bytes.subarray(0, at + 45))
    expect(readGoBuildInfo(cut, imageOf(bytes))).toEqual({ goVersion: 'go1.26.1', path: '', module: undefined, settings: new Map() })
    expect(readGoBuildInfo(readerOf(bytes.subarray(0, at + 36)), imageOf(bytes))).toBeUndefined()
  })
})

describe('a program without a section table', () => {
  test('whose headers may be written: they are its own', () => {
    const module = new GoModule({ 'main.go': 'package main\n\nfunc main() { println("hello") }\n' })
    try {
      const bytes = module.build('linux/amd64')
      const at = imageOf(bytes).sections.find(({ name }) => name === '.go.buildinfo')?.offset ?? 0
      bytes.writeBigUInt64LE(0n, 40)
      bytes.writeUInt16LE(0, 60)
      const wanted = { goVersion: expect.stringMatching(/^go1/), path: 'example.test/host' }
      expect(readGoBuildInfo(readerOf(bytes), imageOf(bytes))).toMatchObject(wanted)
      // All of it up to the header's end in one part that may be written, nearer to its start.
      const info = bytes.subarray(at, at + 4096)
      const small = Buffer.concat([bytes.subarray(0, 4096), info])
      const image = { ...imageOf(bytes), segments: [{ offset: 0, size: small.length, address: 0n, writable: true, executable: true }] }
      expect(readGoBuildInfo(readerOf(small), { ...image, range: { offset: 0, size: small.length } })).toMatchObject(wanted)
    } finally {
      module.remove()
    }
  }, 60_000)
})

describe('how much is read', () => {
  test('of data that may be written and holds nothing of Go: one mebibyte', () => {
    const bytes = Buffer.alloc(1000)
    const image = imageOf(readFileSync(process.execPath).subarray(0))
    let read = 0
    const reader = { size: 2 ** 33, read: (_: number, length: number) => ((read += length), bytes.subarray(0, Math.min(length, bytes.length))) }
    const data = { name: '.data', offset: 4096, size: 2 ** 32, address: 0n, loaded: true, writable: true, executable: false }
    expect(readGoBuildInfo(reader, { ...image, format: 'pe', sections: [data] })).toBeUndefined()
    expect(read).toBe(1024 * 1024)
  })
})

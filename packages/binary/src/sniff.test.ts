import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { dueByName, dueKinds } from './due-kind.ts'
import { sniffHead } from './head-architecture.ts'
import { readerOf } from './reader.ts'
import { sniff } from './sniff.ts'
import { listZipMembers } from './zip-members.ts'

/** Bytes at places in a file of a given size. */
function file(size: number, ...parts: readonly (readonly [number, string | readonly number[]])[]): Buffer {
  const bytes = Buffer.alloc(size)
  for (const [at, content] of parts) Buffer.from(typeof content === 'string' ? Buffer.from(content, 'latin1') : content).copy(bytes, at)
  return bytes
}

/** A PE header with nothing behind it but what the reader needs. */
const efi: readonly (readonly [number, string | readonly number[]])[] = [
  [0, 'MZ'],
  [60, [0x80]],
  [0x80, 'PE\0\0'],
  [0x84, [0x64, 0xaa]],
  [0x94, [0xf0, 0x00, 0x02, 0x00]],
  [0x98, [0x0b, 0x02]],
  [0x98 + 68, [10]],
]

describe('what a file is, by its content', () => {
  test.each([
    ['empty', Buffer.alloc(0), { kind: 'empty' }],
    [
      'a bzImage of 64 bits',
      file(4096, [0, 'MZ'], [0x1fe, [0x55, 0xaa]], [0x202, 'HdrS'], [0x206, [0x0f, 0x02]], [0x236, [0x3f]]),
      { kind: 'bzimage', architectures: ['amd64'] },
    ],
    ['a bzImage of 32 bits', file(4096, [0x202, 'HdrS'], [0x206, [0x0f, 0x02]]), { kind: 'bzimage', architectures: ['386'] }],
    [
      'a bzImage that is a PE file too',
      file(4096, ...efi, [0x202, 'HdrS'], [0x206, [0x0f, 0x02]], [0x236, [0x01]]),
      { kind: 'bzimage', architectures: ['amd64'] },
    ],
    ['an arm64 Image', file(4096, [0, 'MZ'], [0x38, 'ARMd']), { kind: 'arm64-image', architectures: ['arm64'] }],
    ['an arm64 Image that is a PE file too', file(4096, ...efi, [0x38, 'ARMd']), { kind: 'arm64-image', architectures: ['arm64'] }],
    ['a riscv Image', file(4096, [0x38, 'RSC\x05']), { kind: 'riscv-image', architectures: ['riscv64'] }],
    ['a compressed EFI kernel', file(4096, ...efi, [4, 'zimg']), { kind: 'efi-zboot', architectures: ['arm64'], os: 'uefi' }],
    ['an EFI program', file(4096, ...efi), { kind: 'pe', architectures: ['arm64'], os: 'uefi' }],
    ['a damaged ELF file', file(100, [0, '\x7fELF\x09']), { kind: 'elf', architectures: [], problem: { code: 'E_BINARY_MALFORMED' } }],
    ['newc', file(512, [0, '070701']), { kind: 'cpio' }],
    ['xz', file(64, [0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]]), { kind: 'xz' }],
    ['zstd', file(64, [0, [0x28, 0xb5, 0x2f, 0xfd]]), { kind: 'zstd' }],
    ['zip', file(64, [0, 'PK\x03\x04']), { kind: 'zip' }],
    ['bzip2', file(64, [0, 'BZh9']), { kind: 'bzip2' }],
    ['lz4', file(64, [0, [0x02, 0x21, 0x4c, 0x18]]), { kind: 'lz4' }],
    ['tar', file(1024, [0, 'name'], [257, 'ustar\0']), { kind: 'tar' }],
    ['ext4', file(4096, [0x438, [0x53, 0xef]]), { kind: 'ext4' }],
    ['squashfs', file(4096, [0, 'hsqs']), { kind: 'squashfs' }],
    ['a gzipped cpio archive', gzipSync(file(512, [0, '070701'])), { kind: 'gzip', inside: 'cpio' }],
    ['a gzipped kernel, cut', gzipSync(file(900_000, [0x38, 'ARMd'])).subarray(0, 400), { kind: 'gzip', inside: 'arm64-image' }],
    ['a damaged gzip file', file(64, [0, [0x1f, 0x8b]]), { kind: 'gzip', inside: undefined }],
    ['gzip in gzip', gzipSync(gzipSync('text')), { kind: 'gzip', inside: 'gzip' }],
    ['zeros', Buffer.alloc(5000), { kind: 'data' }],
    ['an LFS pointer', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n'), { kind: 'lfs-pointer' }],
    ['a page', Buffer.from('\n<!DOCTYPE html>\n<html><head><title>404'), { kind: 'html' }],
    ['a page behind a comment', Buffer.from('<!-- x --><html lang="en">'), { kind: 'html' }],
    ['XML', Buffer.from('<?xml version="1.0"?><plist/>'), { kind: 'text' }],
    ['text', Buffer.from('#!/bin/sh\necho grüße\n'), { kind: 'text' }],
    ['text that is cut within a letter', Buffer.from(`${'x'.repeat(4095)}ü more`), { kind: 'text' }],
    ['a letter that is cut at the end', Buffer.from('grüße').subarray(0, 3), { kind: 'data' }],
    ['something else', Buffer.from([1, 2, 3, 4]), { kind: 'data' }],
  ])('%s', (_, bytes, expected) => {
    expect(sniff(readerOf(bytes))).toMatchObject(expected)
  })
})

describe('what a name promises', () => {
  test.each([
    ['a/vmlinuz-6.1.0', 'kernel'],
    ['Image', 'kernel'],
    ['Image.gz', 'kernel'],
    ['initrd.img', 'initrd'],
    ['initramfs-virt', 'initrd'],
    ['rootfs-x86_64.tar.gz', 'gzip'],
    ['actions-runner.tgz', 'gzip'],
    ['runner.zip', 'zip'],
    ['rootfs.ext4', 'ext4'],
    ['shim.exe', 'pe'],
    ['libkrun.so.1', 'elf'],
    ['libkrun.1.dylib', 'mach-o'],
    ['page.html', 'html'],
    ['config.json', 'text'],
    ['LICENSE', 'text'],
    ['runc', 'binary'],
  ])('the name %s says %s', (path, kind) => {
    expect(dueByName(path)).toBe(kind)
    expect(dueKinds).toContain(kind)
  })
})

describe('what is told of the beginning of a file', () => {
  test.each([
    ['ELF', file(600, [0, '\x7fELF\x02\x01\x01'], [16, [2]], [18, [183]], [40, [0, 0, 9]], [58, [64, 0, 30]]), { kind: 'elf', architectures: ['arm64'] }],
    ['PE', file(600, ...efi), { kind: 'pe', architectures: ['arm64'] }],
    ['PE, cut in its header', file(0x88, ...efi.slice(0, 4)), { kind: 'pe', architectures: ['arm64'] }],
    ['Mach-O', file(600, [0, [0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1]], [16, [40]], [20, [0, 0x20]]), { kind: 'mach-o', architectures: ['amd64'] }],
    ['a script', Buffer.from('#!/bin/sh\n'), { kind: 'text' }],
  ])('%s', (_, bytes, expected) => {
    expect(sniffHead(bytes)).toMatchObject({ ...expected, problem: undefined })
  })

  test('a whole file is said to be cut where its headers promise more', () => {
    const cut = file(600, [0, '\x7fELF\x02\x01\x01'], [16, [2]], [18, [183]], [32, [64]], [52, [64, 0, 56, 0, 1, 0]], [64, [1]], [96, [0, 16]])
    expect(sniff(readerOf(cut))).toMatchObject({
      kind: 'elf',
      problem: { code: 'E_BINARY_TRUNCATED', message: 'is truncated: its headers promise 4096 bytes, and it has 600' },
    })
  })
})

test('a zip archive with any bytes changed is listed or refused; its members are read or not', () => {
  const local = file(30, [0, 'PK\x03\x04'], [26, [1]])
  const record = file(46, [0, 'PK\x01\x02'], [20, [5]], [24, [5]], [28, [1]])
  const end = file(22, [0, 'PK\x05\x06'], [8, [1]], [10, [1]], [12, [47]], [16, [36]])
  const archive = Buffer.concat([local, Buffer.from('ahello'), record, Buffer.from('a'), end])
  const whole = listZipMembers(readerOf(archive))
  expect(whole.ok && whole.value.map(({ path, size, readHead }) => [path, size, Buffer.from(readHead(4) ?? '').toString()])).toEqual([['a', 5, 'hell']])
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat(archive.length), (changes, cut) => {
      const bytes = Buffer.from(archive).subarray(0, cut % 3 === 0 ? cut : archive.length)
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
      const listed = listZipMembers(readerOf(bytes))
      if (!listed.ok) expect(listed.error.code).toBe('E_BINARY_ZIP')
      else for (const { readHead } of listed.value) expect(readHead(100)?.length ?? 0).toBeLessThanOrEqual(100)
    }),
    { numRuns: 2000, verbose: 1 },
  )
})

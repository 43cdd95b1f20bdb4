import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ForeignPath, type ForeignPathPolicy, findForeignPaths } from './foreign-paths.ts'
import { imageOf } from './go-programs.support.ts'
import type { NativeFile, NativeFormat, NativeImage } from './image.ts'
import { dylib } from './mach-o.support.ts'
import { readNative } from './native.ts'
import { readerOf } from './reader.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foreign-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(bytes: Uint8Array): NativeFile {
  const file = readNative(readerOf(bytes))
  if (!file.ok) throw new Error(file.error.message)
  return file.value
}

const plain = (format: NativeFormat, parts: Partial<NativeImage>): NativeFile => {
  const image = imageOf(dylib())
  return { format, images: [{ ...image, format, ...parts }] }
}

describe('names and paths in real headers', () => {
  test('ELF: soname, needed libraries and run paths of what a C compiler built', () => {
    writeFileSync(join(folder, 'a.c'), 'int f(void) { return 3; }\n')
    writeFileSync(join(folder, 'm.c'), 'int f(void); int main(void) { return f(); }\n')
    const gcc = (...args: string[]): void => void execFileSync('gcc', args, { cwd: folder })
    gcc('-shared', '-fPIC', '-Wl,-soname,libkrun.so.1', '-o', 'libkrun.so.1', 'a.c')
    // Without a soname a library that is named by its path is needed by its path.
    gcc('-shared', '-fPIC', '-o', 'bare.so', 'a.c')
    gcc('-o', 'program', 'm.c', join(folder, 'bare.so'), '-Wl,-rpath,/opt/homebrew/lib:$ORIGIN/../lib::/usr/lib/x')
    expect(imageOf(readFileSync(join(folder, 'libkrun.so.1')))).toMatchObject({ soname: 'libkrun.so.1', purpose: 'library' })
    expect(findForeignPaths(read(readFileSync(join(folder, 'libkrun.so.1'))))).toEqual([])
    const program = read(readFileSync(join(folder, 'program')))
    expect(findForeignPaths(program)).toEqual([
      { path: join(folder, 'bare.so'), role: 'needed', why: 'temporary folder' },
      { path: '/opt/homebrew/lib', role: 'run path', why: 'package manager' },
      { path: '', role: 'run path', why: 'relative' },
    ])
    expect(findForeignPaths(program, { buildFolders: [folder], allow: ['/opt/homebrew'] })).toMatchObject([{ why: 'build folder' }, { why: 'relative' }])
  })

  test('Mach-O: install name, needed libraries and run paths, told once for all slices', () => {
    const bytes = dylib(
      [0xd, '/opt/homebrew/opt/libkrun/lib/libkrun.1.dylib'],
      [0xc, '@loader_path/libepoxy.0.dylib'],
      [0xc, '/usr/lib/libSystem.B.dylib'],
      [0x8000_0018, '/usr/local/Cellar/virglrenderer/lib/libvirglrenderer.1.dylib'],
      [0xc, '/System/Library/Frameworks/Hypervisor.framework/Hypervisor'],
      [0x8000_001c, '@executable_path/../lib'],
      [0x8000_001c, '/Users/runner/work/lib'],
    )
    expect(imageOf(bytes)).toMatchObject({ soname: '/opt/homebrew/opt/libkrun/lib/libkrun.1.dylib', purpose: 'library', architecture: 'arm64' })
    const wanted: readonly ForeignPath[] = [
      { path: '/usr/local/Cellar/virglrenderer/lib/libvirglrenderer.1.dylib', role: 'needed', why: 'package manager' },
      { path: '/Users/runner/work/lib', role: 'run path', why: 'home folder' },
      { path: '/opt/homebrew/opt/libkrun/lib/libkrun.1.dylib', role: 'own name', why: 'package manager' },
    ]
    const file = read(bytes)
    expect(findForeignPaths(file)).toEqual(wanted)
    expect(findForeignPaths({ ...file, images: [...file.images, ...file.images] })).toEqual(wanted)
    expect(imageOf(dylib([0xd, '@rpath/libkrun.1.dylib'])).soname).toBe('@rpath/libkrun.1.dylib')
  })
})

describe('the rule', () => {
  const table: readonly (readonly [NativeFormat, Partial<NativeImage>, ForeignPath['why'] | undefined, ForeignPathPolicy?])[] = [
    ['elf', { needed: ['libc.so.6'] }, undefined],
    ['elf', { needed: ['/lib64/libc.so.6'] }, undefined],
    ['elf', { needed: ['./libx.so'] }, 'relative'],
    ['elf', { needed: ['/usr/lib/../../home/me/libx.so'] }, 'unknown'],
    ['elf', { runPaths: ['$ORIGIN', '${ORIGIN}/../lib', '$LIB/x'] }, undefined],
    ['elf', { runPaths: ['$ORIGINAL/lib'] }, 'relative'],
    ['elf', { runPaths: ['lib'] }, 'relative'],
    ['elf', { runPaths: ['/build/source/target'] }, 'build folder'],
    ['elf', { runPaths: ['/nix/store/abc-glibc/lib'] }, 'package manager'],
    ['elf', { runPaths: ['/home/linuxbrew/.linuxbrew/lib'] }, 'package manager'],
    ['elf', { runPaths: ['/home/me/lib'] }, 'home folder'],
    ['elf', { runPaths: ['/opt/tool/lib'] }, 'unknown'],
    ['elf', { runPaths: ['/opt/tool/lib'] }, undefined, { allow: ['/opt/tool/'] }],
    ['elf', { runPaths: ['/opt/toolbox/lib'] }, 'unknown', { allow: ['/opt/tool'] }],
    ['elf', { runPaths: ['/usr/lib/tool'] }, 'build folder', { buildFolders: ['/usr/lib/tool'] }],
    ['elf', { interpreter: '/lib64/ld-linux-x86-64.so.2' }, undefined],
    ['elf', { interpreter: '/libexec/ld-elf.so.1' }, undefined],
    ['elf', { interpreter: '/nix/store/abc/ld-linux.so.2' }, 'package manager'],
    ['mach-o', { needed: ['libx.dylib'] }, 'relative'],
    ['mach-o', { soname: 'libx.dylib' }, 'relative'],
    ['mach-o', { needed: ['/Library/Frameworks/X.framework/X'] }, 'unknown'],
    ['mach-o', { needed: ['/lib/x.dylib'] }, 'unknown'],
    ['mach-o', { interpreter: '/usr/lib/dyld' }, undefined],
    ['mach-o', { runPaths: ['@loader_path/.', '@rpath/x', '@executable_path'] }, undefined],
    ['pe', { needed: ['KERNEL32.dll'] }, undefined],
    ['pe', { needed: ['D:\\a\\tool\\x.dll'] }, 'build folder'],
    ['pe', { needed: ['C:\\Users\\me\\x.dll'] }, 'home folder'],
    ['pe', { needed: ['lib\\x.dll'] }, 'relative'],
  ]
  test.each(table.map(([format, parts, why, policy]) => [format, parts, why, policy ?? {}] as const))('%s %j: %s', (format, parts, why, policy) => {
    expect(findForeignPaths(plain(format, parts), policy).map((one) => one.why)).toEqual(why === undefined ? [] : [why])
  })
})

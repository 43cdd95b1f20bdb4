import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import { digestOf, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { compare, isUsualCompressor } from './compressor.ts'
import {
  type ArchiveFormat,
  type ArchivePlan,
  type Content,
  type ContentEntry,
  earliestTime,
  formats,
  gatherFiles,
  packArchive,
  planArchive,
  tar,
  withDigests,
} from './index.ts'
import { createReader } from './pack-tree.support.ts'
import { openDirectory } from './zip-directory.ts'
import { renderCentral, renderEnd, renderLocal, type ZipMember } from './zip-records.ts'
import { zstd } from './zstd.ts'

const folder = mkdtempSync(join(tmpdir(), 'formats-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lines = (count: number): Buffer => Buffer.concat(Array.from({ length: count }, (_, line) => Buffer.from(`line ${line} of ${line * line}\n`)))
const long = `${'deep/'.repeat(40)}${'name'.repeat(30)}`
const program = Buffer.concat([Buffer.from('#!/bin/sh\necho it runs\n'), lines(150_000)])

/** What the archives are made of: links, folders, a long name, a program of several blocks. */
const contents: readonly ContentEntry[] = [
  { kind: 'file', path: 'bin/runner', mode: 0o755, content: program },
  { kind: 'file', path: 'lib/libkrun.so.1', mode: 0o644, content: Buffer.from('a library\n') },
  { kind: 'link', path: 'lib/libkrun.so', target: 'libkrun.so.1' },
  { kind: 'file', path: 'a-b', mode: 0o644, content: Buffer.from('x') },
  { kind: 'file', path: long, mode: 0o644, content: Buffer.from('far below\n') },
  { kind: 'file', path: 'empty', mode: 0o644, content: Buffer.alloc(0) },
  { kind: 'link', path: 'far', target: `./${long}` },
]
const plan = unwrap(planArchive({ folder: 'pkg', mtime: 1_700_000_001, entries: contents }))

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of chunks) parts.push(part)
  return Buffer.concat(parts)
}

async function write(format: ArchiveFormat, of: ArchivePlan = plan): Promise<string> {
  const file = join(mkdtempSync(join(folder, 'archive-')), `pkg.${format}`)
  writeFileSync(file, await collect(packArchive(of, format)))
  return file
}

/** What lies in a folder, as lines of type, mode, time, path and content. */
function listing(root: string, modes = true, prefix = ''): string[] {
  return readdirSync(join(root, prefix), { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${prefix}${entry.name}`
      if (entry.isSymbolicLink()) return [`link ${path} -> ${readlinkSync(join(root, path))}`]
      const { mode, mtimeMs } = statSync(join(root, path))
      const shown = `${modes ? (mode & 0o777).toString(8) : ''} ${Math.floor(mtimeMs / 1000)} ${path}`
      if (entry.isDirectory()) return [`folder ${modes ? (mode & 0o777).toString(8) : ''} ${path}`, ...listing(root, modes, `${path}/`)]
      return [`file ${shown} ${digestOf(readFileSync(join(root, path)))}`]
    })
}

function expected(modes = true): string[] {
  const files = contents.map((entry) => {
    if (entry.kind === 'link') return [`pkg/${entry.path}`, `link pkg/${entry.path} -> ${entry.target}`] as const
    if (entry.kind === 'other') throw new Error('there is none')
    return [`pkg/${entry.path}`, `file ${modes ? entry.mode.toString(8) : ''} 1700000001 pkg/${entry.path} ${digestOf(entry.content as Uint8Array)}`] as const
  })
  const parents = new Set(contents.flatMap(({ path }) => [...`pkg/${path}`.matchAll(/\//g)].map(({ index }) => `pkg/${path}`.slice(0, index))))
  return [...files, ...[...parents].map((path) => [path, `folder ${modes ? '755' : ''} ${path}`] as const)].map(([, line]) => line).toSorted()
}

const python = `
import sys, tarfile, zipfile, hashlib
if sys.argv[1].endswith('.zip'):
    archive = zipfile.ZipFile(sys.argv[1])
    assert archive.testzip() is None
    names = [(i.filename.rstrip('/'), i.external_attr >> 16, archive.read(i)) for i in archive.infolist()]
else:
    archive = tarfile.open(sys.argv[1])
    names = [(i.name, i.mode, archive.extractfile(i).read() if i.isfile() else b'') for i in archive.getmembers()]
for name, mode, data in names: print(oct(mode & 0o777)[2:], name, len(data))
`

describe('strangers read it', () => {
  test.each<[string, ArchiveFormat, string, (file: string, into: string) => readonly string[]]>([
    ['GNU tar', 'tar.gz', 'tar', (file, into) => ['-xzpf', file, '-C', into]],
    ['GNU tar with zstd', 'tar.zst', 'tar', (file, into) => ['--zstd', '-xpf', file, '-C', into]],
    ['bsdtar', 'tar.gz', 'bsdtar', (file, into) => ['-xpf', file, '-C', into]],
    ['bsdtar', 'tar.zst', 'bsdtar', (file, into) => ['-xpf', file, '-C', into]],
    ['bsdtar', 'zip', 'bsdtar', (file, into) => ['-xpf', file, '-C', into]],
    ['unzip', 'zip', 'unzip', (file, into) => ['-q', file, '-d', into]],
  ])('%s, %s', async (_, format, program, args) => {
    const into = mkdtempSync(join(folder, 'unpacked-'))
    // The zone of the reader must not show, and neither must what it takes from modes.
    execFileSync(program, [...args(await write(format), into)], { env: { ...process.env, TZ: 'Asia/Tokyo' } })
    expect(listing(into).toSorted()).toEqual(expected())
  })

  test.each(['tar.gz', 'zip'] as const)("Python's own modules, %s", async (format) => {
    const said = execFileSync('python3', ['-c', python, await write(format)], { encoding: 'utf8' })
      .trim()
      .split('\n')
    expect(said).toHaveLength(plan.entries.length)
    expect(said).toEqual(expect.arrayContaining([`755 pkg/bin/runner ${program.length}`, '644 pkg/empty 0', '755 pkg/lib 0', `644 pkg/${long} 10`]))
  })

  test('tar.zst has the same tar inside as tar.gz, and unzip --test and zstd --test are content', async () => {
    const bytes = await collect(tar(plan))
    expect(gunzipSync(readFileSync(await write('tar.gz'))).equals(bytes)).toBe(true)
    expect(zstdDecompressSync(readFileSync(await write('tar.zst'))).equals(bytes)).toBe(true)
    execFileSync('zstd', ['--test', '--quiet', await write('tar.zst')])
    execFileSync('gzip', ['--test', await write('tar.gz')])
    execFileSync('unzip', ['-tqq', await write('zip')])
  }, 60_000)

  test('zipinfo: types and modes of Unix, and the time in UTC whatever the zone', async () => {
    const listed = execFileSync('zipinfo', ['-T', await write('zip')], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } })
    for (const line of [
      /^drwxr-xr-x .* unx .* 20231114\.221321 pkg\/bin\/$/m,
      /^-rwxr-xr-x .* unx .* 20231114\.221321 pkg\/bin\/runner$/m,
      /^-rw-r--r-- .* unx .* 20231114\.221321 pkg\/a-b$/m,
      /^lrwxrwxrwx .* unx .* pkg\/lib\/libkrun\.so$/m,
    ])
      expect(listed).toMatch(line)
  })

  test('without a top folder', async () => {
    const flat = unwrap(planArchive({ folder: '', mtime: earliestTime, entries: contents.slice(0, 2) }))
    expect(flat.entries.map(({ path }) => path)).toEqual(['bin/', 'bin/runner', 'lib/', 'lib/libkrun.so.1'])
    expect(execFileSync('tar', ['-tzf', await write('tar.gz', flat)], { encoding: 'utf8' })).toBe('bin/\nbin/runner\nlib/\nlib/libkrun.so.1\n')
  })
})

describe('the bytes', () => {
  test.each([
    ['tar.gz', 'sha256:590ed6ec61cb30f5331a55112182204a3f15b7cfde062cfa4bb5aede0f0cbcb3'],
    ['zip', 'sha256:ec1cce888bc1bfdc028518179f183d1b8b5b0ad036ee5b7ca884da71a4cbef80'],
    ['tar.zst', 'sha256:c96a6fa83fcb37d0fbc896a27d47edc9a4abe5fe4fd9761fbef12a3b7d57fb2c'],
  ] as const)('of a known content never change: %s', async (format, digest) => {
    expect(digestOf(await collect(packArchive(plan, format)))).toBe(digest)
    expect(await isUsualCompressor(format)).toBe(true)
  })

  test('of another compressor are told from those of Node.js, and a Node.js without zstd is refused', async () => {
    const text = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('text')
    }
    const own = digestOf('text').slice('sha256:'.length)
    expect([await compare(text(), own), await compare(text(), own.replace(/.$/, 'x'))]).toEqual([true, false])
    await expect(collect(zstd(text(), {}))).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_ZSTD' }] })
  })

  test('do not depend on the chunks, the workers or the kind of content', async () => {
    const content = lines(60_000)
    const of = (one: Content): ArchivePlan => unwrap(planArchive({ folder: 'p', mtime: 5, entries: [{ kind: 'file', path: 'a', mode: 0o644, content: one }] }))
    const whole = await Promise.all(formats.map((format) => collect(packArchive(of(content), format, { workers: 1 }))))
    const streamed = (sizes: readonly number[]): Content => ({
      size: content.length,
      stream: async function* () {
        for (let at = 0, turn = 0; at < content.length; turn += 1) yield content.subarray(at, (at += sizes[turn % sizes.length] ?? 1))
      },
    })
    const opened: Content = {
      size: content.length,
      open: () => ({ size: content.length, readInto: (offset, target) => content.copy(target, 0, offset), close: () => {} }),
    }
    const sizes = fc.array(fc.integer({ min: 500, max: 2_500_000 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.option(sizes), fc.integer({ min: 1, max: 4 }), fc.nat(2), async (chunks, workers, index) => {
        const made = await collect(packArchive(of(chunks === null ? opened : streamed(chunks)), formats[index], { workers }))
        expect(made.equals(whole[index] ?? Buffer.alloc(0))).toBe(true)
      }),
      { numRuns: 16 },
    )
  }, 60_000)

  test('do not depend on zone, locale, umask, order of the folders, times and modes of the files', async () => {
    const tree = join(folder, 'tree')
    for (const [path, content] of [
      ['bin/runner', program],
      ['b.txt', 'b'],
      ['B-2/x', 'x'],
      ['lib/deep/libkrun.so.1', 'so'],
    ] as const) {
      mkdirSync(dirname(join(tree, path)), { recursive: true })
      writeFileSync(join(tree, path), content)
    }
    symlinkSync('libkrun.so.1', join(tree, 'lib/deep/libkrun.so'))
    const script = join(import.meta.dirname, 'pack-tree.support.ts')
    const seeds = Array.from({ length: 6 }, () => Math.floor(Math.random() * 2 ** 31))
    const environments = [
      { TZ: 'UTC', LC_ALL: 'C', umask: '000' },
      { TZ: 'America/New_York', LC_ALL: 'tr_TR.UTF-8', umask: '022' },
      { TZ: 'Asia/Tokyo', LC_ALL: 'en_US.UTF-8', umask: '077' },
      { TZ: 'Pacific/Apia', LC_ALL: 'sv_SE.UTF-8', umask: '027' },
      { TZ: 'Asia/Kathmandu', LC_ALL: 'ja_JP.UTF-8', umask: '002' },
      { TZ: 'Europe/Dublin', LC_ALL: 'de_DE.UTF-8', umask: '033' },
    ]
    for (const format of formats) {
      const made = environments.map(({ TZ, LC_ALL, umask }, index) => {
        const copy = mkdtempSync(join(folder, 'copy-'))
        const out = join(copy, `out.${format}`)
        // A copy, so that times, inodes and modes differ as they do between two checkouts.
        const shell = 'umask "$1" && cp -r "$2" "$3/tree" && "$4" --conditions=source "$5" "$3/tree" "$6" "$7" "$8" "$9"'
        const args = [umask, tree, copy, process.execPath, script, out, format, String(1 + (index % 4)), String(seeds[index])]
        execFileSync('sh', ['-c', shell, 'sh', ...args], { env: { PATH: process.env.PATH, TZ, LC_ALL }, stdio: ['ignore', 'ignore', 'pipe'] })
        return digestOf(readFileSync(out))
      })
      expect({ seeds, made: new Set(made).size }).toEqual({ seeds, made: 1 })
    }
  }, 120_000)
})

describe('large numbers', () => {
  const holes = (size: number): Content => ({
    size,
    stream: async function* () {
      const zeros = Buffer.alloc(4 * 2 ** 20)
      for (let left = size; left > 0; left -= zeros.length) yield zeros.subarray(0, Math.min(left, zeros.length))
    },
  })

  test('a file of more than 8 GiB has its size in a pax header', async () => {
    const huge = unwrap(planArchive({ folder: '', mtime: earliestTime, entries: [{ kind: 'file', path: 'big', mode: 0o644, content: holes(9 * 2 ** 30) }] }))
    for await (const first of tar(huge)) {
      expect(Buffer.from(first.subarray(0, 600)).toString('latin1')).toContain('19 size=9663676416\n')
      break
    }
  })

  test('a zip file of more than 4 GiB says so in ZIP64: Python and the own reader find the same in it', () => {
    const member = (path: string, size: number, offset: number): ZipMember => {
      const entry = { kind: 'file', path, mode: 0o644, content: new Uint8Array(), size } as const
      return { entry, offset, checksum: 7, packed: size, size, large: size > 0xf000_0000 }
    }
    const members = [member('large', 5e9, 0), member('far', 3, 5_000_000_100), member('near', 4, 5_000_000_200)]
    const mtime = 1_700_000_000
    const central = Buffer.concat(members.map((one) => renderCentral(one, mtime)))
    const place = join(folder, 'large.zip')
    const descriptor = openSync(place, 'w')
    for (const { entry, offset } of members) writeSync(descriptor, renderLocal(entry, mtime, { checksum: 0, size: 0 }), 0, undefined, offset)
    writeSync(descriptor, Buffer.concat([central, renderEnd(members.length, central.length, 5_000_000_300)]), 0, undefined, 5_000_000_300)
    closeSync(descriptor)
    const file = createReader().open(place)
    expect(openDirectory(file, {}).map(({ name, size, packed, mtime }) => [name, size, packed, mtime])).toEqual(
      members.map(({ entry, size, packed }) => [entry.path, size, packed, mtime]),
    )
    expect(() => openDirectory(file, { bytes: 5e9 })).toThrow('more than 5000000000 bytes')
    file.close()
    const ask = 'import sys, zipfile; print([(i.filename, i.file_size, i.header_offset) for i in zipfile.ZipFile(sys.argv[1]).infolist()])'
    expect(execFileSync('python3', ['-c', ask, place], { encoding: 'utf8' })).toBe(
      "[('large', 5000000000, 0), ('far', 3, 5000000100), ('near', 4, 5000000200)]\n",
    )
    rmSync(place)
  })

  test('a zip file of 70,000 files: Python and the own reader count them', async () => {
    const entries = Array.from({ length: 70_000 }, (_, index): ContentEntry => ({ kind: 'link', path: `l${index}`, target: 'l0' }))
    const many = { folder: '', mtime: 0, entries: entries.map((entry) => ({ ...entry, mode: 0o777 }) as ArchivePlan['entries'][number]) }
    const place = await write('zip', many)
    const file = createReader().open(place)
    expect(openDirectory(file, {})).toHaveLength(70_000)
    expect(() => openDirectory(file, { entries: 69_999 })).toThrow('more than 69999 members')
    file.close()
    const ask = 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).infolist()))'
    expect(execFileSync('python3', ['-c', ask, place], { encoding: 'utf8' })).toBe('70000\n')
  })

  test.each<readonly [string, (bytes: Buffer) => void, string]>([
    ['without the larger numbers', (bytes) => void bytes.writeUInt32LE(0, bytes.length - 42), 'it lacks the larger numbers that it needs'],
    ['with damaged ones', (bytes) => void bytes.writeUInt32LE(0, bytes.length - 98), 'its larger numbers are damaged'],
    ['with a size that is nowhere', (bytes) => void bytes.writeUInt16LE(0, bytes.length - 98 - 20), 'it lacks a larger number that it needs'],
    ['with a number that cannot be', (bytes) => void bytes.writeUInt32LE(0xffff_ffff, bytes.length - 98 - 4), 'it has a number that cannot be'],
  ])('ZIP64 %s is refused', (_, damage, message) => {
    const entry = { kind: 'file', path: 'x', mode: 0o644, content: new Uint8Array(), size: 5e9 } as const
    const central = renderCentral({ entry, offset: 0, checksum: 7, packed: 5e9, size: 5e9, large: true }, 0)
    const bytes = Buffer.concat([Buffer.alloc(64), central, renderEnd(1, central.length, 64)])
    // The small end would be enough for so small a file: the larger one is asked for.
    const whole = Buffer.concat([bytes.subarray(0, -22), renderEnd(70_000, central.length, 64)])
    whole.writeBigUInt64LE(1n, whole.length - 98 + 24)
    whole.writeBigUInt64LE(1n, whole.length - 98 + 32)
    damage(whole)
    const opened = { size: whole.length, readInto: (offset: number, target: Uint8Array) => whole.copy(target, 0, offset), close: () => {} }
    expect(() => openDirectory(opened, {})).toThrow(message)
  })

  test('the end of a zip file with many members or far ones has its ZIP64 records', () => {
    expect(renderEnd(3, 100, 200)).toHaveLength(22)
    expect(renderEnd(70_000, 100, 200)).toHaveLength(56 + 20 + 22)
    expect(renderEnd(3, 100, 2 ** 33)).toHaveLength(98)
  })
})

test('a plan is hashed while it is packed', async () => {
  const reader = createReader()
  const place = join(folder, 'hashed')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'one'), program)
  const { entries } = await gatherFiles([{ kind: 'source', source: 'one', name: 'one' }], place, reader)
  const two: ContentEntry = { kind: 'file', path: 'two', mode: 0o644, content: Buffer.from('2') }
  const stream = async function* (): AsyncGenerator<Uint8Array> {
    for (const part of ['th', 'r', 'ee']) yield Buffer.from(part)
  }
  const three: ContentEntry = { kind: 'file', path: 'three', mode: 0o644, content: { stream, size: 5 } }
  const hashed = withDigests(unwrap(planArchive({ folder: 'p', mtime: 0, entries: [...entries, two, three] })))
  for (const format of formats) await collect(packArchive(hashed.plan, format))
  expect([...hashed.digests].map(([path, { sha256 }]) => [path, `sha256:${sha256}`]).toSorted()).toEqual([
    ['p/one', digestOf(program)],
    ['p/three', digestOf('three')],
    ['p/two', digestOf('2')],
  ])
  // What changes while it is packed is refused, whichever way.
  writeFileSync(join(place, 'one'), 'shorter')
  for (const format of formats) await expect(collect(packArchive(hashed.plan, format))).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_CHANGED' }] })
})

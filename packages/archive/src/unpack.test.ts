import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { type Header, pack } from 'tar-stream'
import { type ContentEntry, formats, packArchive, planArchive } from './index.ts'
import { type OpenFile, readZip, unpackArchive } from './streams.ts'

const folder = mkdtempSync(join(tmpdir(), 'unpack-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const opened = (bytes: Uint8Array): OpenFile => ({
  size: bytes.length,
  readInto: (offset, target) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).copy(target, 0, offset),
  close: () => {},
})

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of chunks) parts.push(part)
  return Buffer.concat(parts)
}

type Member = { readonly name: string; readonly content?: string | Buffer; readonly type?: Header['type'] } & Partial<Omit<Header, 'name' | 'type'>>

async function tarOf(...members: readonly Member[]): Promise<Buffer> {
  const archive = pack()
  for (const { content = '', type, ...header } of members) archive.entry({ ...header, ...(type === undefined ? {} : { type }) } as Header, content)
  archive.finalize()
  return collect(archive as AsyncIterable<Uint8Array>)
}

type ZipMember = {
  readonly name: string
  readonly localName?: string
  readonly content?: Buffer
  readonly packed?: Buffer
  readonly attributes?: number
  readonly flags?: number
  readonly method?: number
  readonly size?: number
  readonly checksum?: number
  readonly offset?: number
  readonly localMethod?: number
}

/** A zip file as strangers may write it: any field may lie. */
function zipOf(
  members: readonly ZipMember[],
  lie: { readonly before?: Buffer; readonly after?: Buffer; readonly count?: number; readonly disk?: number } = {},
): Buffer {
  const locals: Buffer[] = [lie.before ?? Buffer.alloc(0)]
  const centrals: Buffer[] = []
  for (const member of members) {
    const {
      name,
      localName = name,
      content = Buffer.from(name),
      method = 8,
      flags = 0,
      attributes = 0o100644,
      size = content.length,
      checksum = crc32(content),
    } = member
    const packed = member.packed ?? (method === 8 ? deflateRawSync(content) : content)
    const offset = member.offset ?? locals.reduce((sum, { length }) => sum + length, 0)
    const numbers = Buffer.alloc(12)
    numbers.writeUInt32LE(checksum, 0)
    numbers.writeUInt32LE(packed.length, 4)
    numbers.writeUInt32LE(size, 8)
    const shared = (of: number): Buffer => Buffer.concat([le(2, 20), le(2, flags), le(2, of), le(4, 0x21_0000), numbers])
    locals.push(
      Buffer.concat([le(4, 0x0403_4b50), shared(member.localMethod ?? method), le(2, Buffer.from(localName).length), le(2, 0), Buffer.from(localName), packed]),
    )
    const tail = Buffer.concat([
      le(2, Buffer.from(name).length),
      le(2, 0),
      le(2, 0),
      le(2, 0),
      le(2, 0),
      le(4, attributes * 65_536),
      le(4, offset),
      Buffer.from(name),
    ])
    centrals.push(Buffer.concat([le(4, 0x0201_4b50), le(2, 0x0314), shared(method), tail]))
  }
  const [front, directory] = [Buffer.concat(locals), Buffer.concat(centrals)]
  const count = lie.count ?? members.length
  const end = Buffer.concat([
    le(4, 0x0605_4b50),
    le(2, lie.disk ?? 0),
    le(2, 0),
    le(2, count),
    le(2, count),
    le(4, directory.length),
    le(4, front.length),
    le(2, 0),
  ])
  return Buffer.concat([front, directory, end, lie.after ?? Buffer.alloc(0)])
}

function le(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  for (let at = 0, left = value; at < bytes; at += 1, left = Math.floor(left / 256)) buffer[at] = left % 256
  return buffer
}

/** Does what the steps say, as simply as a caller would. */
async function unpackTo(into: string, bytes: Uint8Array, limits: Parameters<typeof unpackArchive>[1] = { entries: 1000, bytes: 10_000_000 }): Promise<void> {
  for await (const step of unpackArchive(opened(bytes), limits)) {
    const place = join(into, step.path)
    mkdirSync(step.kind === 'folder' ? place : dirname(place), { recursive: true })
    if (step.kind === 'file') writeFileSync(place, await collect(step.body), { flag: 'wx', mode: step.mode })
    if (step.kind === 'link') symlinkSync(step.target, place)
  }
}

function listing(root: string, prefix = ''): string[] {
  return readdirSync(join(root, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`
    if (entry.isDirectory()) return [`${path}/`, ...listing(root, `${path}/`)]
    return [
      entry.isSymbolicLink()
        ? `${path} -> ${readlinkSync(join(root, path))}`
        : `${path} ${statSync(join(root, path)).mode & 0o777} ${readFileSync(join(root, path), 'utf8')}`,
    ]
  })
}

/** A place with something beside it that must stay as it is. */
function createCell(): { readonly into: string; readonly outside: () => string[] } {
  const cell = mkdtempSync(join(folder, 'cell-'))
  const into = join(cell, 'a/b/c/into')
  mkdirSync(into, { recursive: true })
  writeFileSync(join(cell, 'secret'), 'secret')
  writeFileSync(join(cell, 'a/b/c/secret'), 'secret')
  return { into, outside: () => listing(cell).filter((line) => !line.startsWith('a/b/c/into/')) }
}

const contents: readonly ContentEntry[] = [
  { kind: 'file', path: 'bin/runner', mode: 0o755, content: Buffer.from('#!/bin/sh\n') },
  { kind: 'file', path: 'lib/libkrun.so.1', mode: 0o644, content: Buffer.alloc(3_000_000, 'text ') },
  { kind: 'link', path: 'lib/libkrun.so', target: 'libkrun.so.1' },
  { kind: 'link', path: 'here', target: 'lib' },
  { kind: 'file', path: 'empty', mode: 0o644, content: Buffer.alloc(0) },
]

describe('what Slipway packs', () => {
  test.each(formats)('%s comes out as it went in', async (format) => {
    const plan = unwrap(planArchive({ folder: 'pkg', mtime: 5_000_000_00, entries: contents }))
    const { into } = createCell()
    await unpackTo(into, await collect(packArchive(plan, format)))
    expect(listing(into).toSorted()).toEqual(
      [
        'pkg/',
        'pkg/bin/',
        'pkg/bin/runner 493 #!/bin/sh\n',
        'pkg/empty 420 ',
        'pkg/here -> lib',
        'pkg/lib/',
        'pkg/lib/libkrun.so -> libkrun.so.1',
        `pkg/lib/libkrun.so.1 420 ${Buffer.alloc(3_000_000, 'text ').toString()}`,
      ].toSorted(),
    )
  })
})

test('what other programs pack', async () => {
  const tree = join(folder, 'others')
  mkdirSync(join(tree, 'sub dir'), { recursive: true })
  writeFileSync(join(tree, 'sub dir/dätei'), 'x')
  symlinkSync('sub dir/dätei', join(tree, 'link'))
  const archives: [string, readonly string[], string][] = [
    ['tar', ['-C', tree, '-czf', join(folder, 'dot.tar.gz'), '.'], 'dot.tar.gz'],
    ['tar', ['-C', tree, '--format=posix', '-cf', join(folder, 'pax.tar'), 'sub dir', 'link'], 'pax.tar'],
    ['sh', ['-c', 'cd "$1" && zip -qry "$2" .', 'sh', tree, join(folder, 'zip.zip')], 'zip.zip'],
    [
      'python3',
      ['-c', 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])', join(folder, 'python'), join(tree, 'sub dir')],
      'python.zip',
    ],
  ]
  for (const [program, args, file] of archives) {
    execFileSync(program, [...args])
    const { into } = createCell()
    await unpackTo(into, readFileSync(join(folder, file)))
    expect([file, listing(into).some((line) => line.includes('dätei') && line.endsWith(' x'))]).toEqual([file, true])
  }
})

const linkAttributes = 0o120777
const format1 = { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'a', 'GNU.sparse.realsize': '10' }
const file = (name: string, content = 'x'): Member => ({ name, content })
const link = (name: string, linkname: string): Member => ({ name, linkname, type: 'symlink' })

/** Each of them as tar, and where the format can say it as zip. */
const hostile: readonly (readonly [string, readonly Member[], string])[] = [
  ['an absolute path', [file('/etc/passwd')], 'has an absolute path'],
  ['a drive', [file('C:/x')], 'has an absolute path'],
  ['a share', [file('\\\\server\\share')], 'has an absolute path'],
  ['..', [file('../secret')], 'has ".." in its path'],
  ['.. behind a name', [file('a/../../secret')], 'has ".." in its path'],
  ['.. as a folder', [{ name: '../', type: 'directory' }], 'has ".." in its path'],
  ['a backslash', [file('..\\secret')], 'has a backslash'],
  ['an empty part', [file('a//b')], 'has an empty part'],
  ['a "." inside', [file('a/./b')], 'has an empty part or "."'],
  ['a line break', [file('a\nb')], 'something that is no text'],
  ['a path without an end', [file(`${'a/'.repeat(120)}b`)], 'has too long a path'],
  ['a long name', [file('é'.repeat(200))], 'has too long a path'],
  ['a file twice', [file('a', '1'), file('a', '2')], 'is there twice'],
  ['a file and a folder', [file('a'), { name: 'a/', type: 'directory' }], 'is there twice'],
  ['a folder and a file', [{ name: 'a/', type: 'directory' }, file('a')], 'is there twice'],
  ['two cases', [file('README'), file('Readme')], 'cannot be beside "README"'],
  ['two cases of a folder', [file('Lib/a'), file('lib/b')], 'cannot be beside "Lib"'],
  ['two ways to write an accent', [file('caf\u00e9'), file('cafe\u0301')], 'cannot be beside'],
  ['a character that nobody sees', [file('a\u200cb'), file('ab')], 'cannot be beside'],
  ['a wide letter', [file('\uff21'), file('a')], 'cannot be beside'],
  ['a link to the outside', [link('a', '../secret')], 'which leaves the archive'],
  ['an absolute link', [link('a', '/etc/passwd')], 'which leaves the archive'],
  ['a link of Windows', [link('a', '..\\..\\secret')], 'which leaves the archive'],
  ['a link through another', [{ name: 'd/e/', type: 'directory' }, link('d/e/up', '../..'), link('out', 'd/e/up/../secret')], 'which leaves the archive'],
  ['a link to nothing', [link('a', 'b')], 'which is not in the archive'],
  ['a link to itself', [link('a', 'a')], 'leads to itself'],
  ['links in a ring', [link('a', 'b'), link('b', 'c'), link('c', 'a')], 'leads to itself'],
  ['an empty link', [{ name: 'a', type: 'symlink', linkname: '.' }, file('a/b')], 'is below "a", which is a link'],
  ['a file through a link', [{ name: 'd/', type: 'directory' }, link('l', 'd'), file('l/x')], 'is below "l", which is a link'],
  ['a file through a link in another case', [{ name: 'd/', type: 'directory' }, link('l', 'd'), file('L/x')], 'is below "L", which is a link'],
  ['a file over a link', [file('secret'), link('a', 'secret'), file('a')], 'is there twice'],
  ['a file below a file', [file('a'), file('a/b')], 'is below "a", which is a file'],
  ['setuid', [{ name: 'a', mode: 0o4755 }], 'would run as another user'],
  ['a device', [{ name: 'null', type: 'character-device', devmajor: 1, devminor: 3 }], 'is a character-device'],
  ['a disk', [{ name: 'sda', type: 'block-device', devmajor: 8 }], 'is a block-device'],
  ['a pipe', [{ name: 'pipe', type: 'fifo' }], 'is a fifo'],
]

const tarOnly: readonly (readonly [string, readonly Member[], string])[] = [
  ['a hard link to the outside', [{ name: 'a', type: 'link', linkname: '/etc/passwd' }], 'is a hard link'],
  ['a hard link', [file('a'), { name: 'b', type: 'link', linkname: 'a' }], 'is a hard link'],
  ['a sparse file', [{ name: 'GNUSparseFile.0/a', content: `1\n0\n4\n${'\0'.repeat(505)}abcd`, pax: format1 }], 'is a sparse file'],
  ['a path in a pax header', [{ name: 'a', pax: { path: '../../secret' } }], 'has ".." in its path'],
  ['a target in a pax header', [{ name: 'a', type: 'symlink', linkname: 'b', pax: { linkpath: '/etc/passwd' } }], 'which leaves the archive'],
]

const unixTypes: Readonly<Record<string, number>> = {
  symlink: 0o120000,
  directory: 0o040000,
  'character-device': 0o020000,
  'block-device': 0o060000,
  fifo: 0o010000,
}

function asZip(members: readonly Member[]): Buffer {
  return zipOf(
    members.map(({ name, content = '', type = 'file', linkname, mode }) => ({
      name,
      content: Buffer.from(type === 'symlink' ? String(linkname) : content),
      attributes: (unixTypes[String(type)] ?? 0o100000) + (mode ?? 0o644),
    })),
  )
}

describe('what is hostile is refused, and nothing outside is touched', () => {
  const cases: [string, () => Promise<Buffer>, string][] = [
    ...[...hostile, ...tarOnly].flatMap(([name, members, message]): [string, () => Promise<Buffer>, string][] => [
      [`${name}, tar.gz`, async () => gzipSync(await tarOf(...members)), message],
      [`${name}, tar.zst`, async () => zstdCompressSync(await tarOf(...members)), message],
    ]),
    ...hostile.map(([name, members, message]): [string, () => Promise<Buffer>, string] => [`${name}, zip`, async () => asZip(members), message]),
    ...hostile.map(([name, members, message]): [string, () => Promise<Buffer>, string] => [
      `${name}, between harmless ones`,
      async () => tarOf(file('0'), ...members, file('zz/1')),
      message,
    ]),
  ]

  test(`all ${cases.length}`, async () => {
    const surprises: string[] = []
    for (const [name, make, message] of cases) {
      const { into, outside } = createCell()
      const before = outside()
      const error = await unpackTo(into, await make()).then(
        () => 'it was unpacked',
        (thrown: { problems?: readonly { code: string; message: string }[] }) => thrown.problems?.[0]?.message ?? String(thrown),
      )
      if (!error.includes(message)) surprises.push(`${name}: ${error}`)
      if (JSON.stringify(outside()) !== JSON.stringify(before)) surprises.push(`${name}: something outside changed`)
    }
    expect(surprises).toEqual([])
    expect(cases.length).toBeGreaterThanOrEqual(150)
  }, 60_000)

  test.each(['con', 'a/NUL.txt', 'xy:stream', 'a.', 'a ', 'a?', 'com1.log'])('on Windows: %s', async (name) => {
    const bytes = await tarOf(file(name))
    await expect(unpackTo(createCell().into, bytes, { windows: true })).rejects.toMatchObject({
      problems: [{ message: expect.stringContaining('Windows cannot hold') }],
    })
    await unpackTo(createCell().into, bytes)
  })

  test('bytes that no text is', async () => {
    const bytes = await tarOf(file('a'))
    bytes[0] = 0xff
    bytes.write('000000\0 ', 148, 'latin1')
    const sum = bytes
      .subarray(0, 512)
      .fill(' ', 148, 156)
      .reduce((total, byte) => total + byte, 0)
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    await expect(unpackTo(createCell().into, bytes)).rejects.toMatchObject({ problems: [{ message: expect.stringContaining('no text') }] })
  })
})

describe('bombs', () => {
  const zeros = gzipSync(Buffer.alloc(50_000_000))
  test.each<[string, () => Promise<Buffer>, object]>([
    ['one large file', async () => gzipSync(await tarOf({ name: 'a', content: Buffer.alloc(5_000_000) })), { bytes: 1_000_000 }],
    ['many small ones', async () => tarOf(...Array.from({ length: 200 }, (_, index) => file(`f${index}`))), { entries: 100 }],
    ['zeros behind the end', async () => Buffer.concat([gzipSync(await tarOf(file('a'))), zeros]), { bytes: 1_000_000, entries: 10 }],
    ['a large file in a zip', async () => zipOf([{ name: 'a', content: Buffer.alloc(5_000_000) }]), { bytes: 1_000_000 }],
    ['many members in a zip', async () => zipOf(Array.from({ length: 200 }, (_, index) => ({ name: `f${index}` }))), { entries: 100 }],
    [
      'a hole of a terabyte',
      async () =>
        tarOf({ name: 'GNUSparseFile.0/a', content: 'abcd', pax: { 'GNU.sparse.map': '0,4', 'GNU.sparse.size': String(2 ** 40), 'GNU.sparse.name': 'a' } }),
      { bytes: 1_000_000 },
    ],
  ])('%s', async (_, make, limits) => {
    await expect(unpackTo(createCell().into, await make(), limits)).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_LIMIT' }] })
  })
})

/** The last end has a comment that looks like an end with a shorter one. */
function twoEnds(): Buffer {
  const bytes = Buffer.concat([zipOf([{ name: 'a' }]), zipOf([]).subarray(-22)])
  bytes.writeUInt16LE(22, bytes.length - 24)
  return bytes
}

describe('a zip file that lies', () => {
  const two: readonly ZipMember[] = [
    { name: 'a', content: Buffer.from('aaaa') },
    { name: 'b', content: Buffer.from('bbbb') },
  ]
  test.each<[string, () => Buffer, string]>([
    ['cut', () => zipOf(two).subarray(0, -3), 'it has no directory at its end'],
    ['two ends', () => twoEnds(), 'it has two ends'],
    ['something in front', () => Buffer.concat([Buffer.from('PK\x03\x04front'), zipOf(two)]), 'does not lie where it says'],
    ['another name in front of the data', () => zipOf([{ name: 'a', localName: 'b' }]), 'says two different things'],
    ['another method in front of the data', () => zipOf([{ name: 'a', localMethod: 0 }]), 'says two different things'],
    [
      'two members over the same bytes',
      () =>
        zipOf([
          { name: 'a', content: Buffer.alloc(100, 'a') },
          { name: 'a', localName: 'a', content: Buffer.alloc(100, 'a'), offset: 0 },
        ]),
      'overlaps',
    ],
    [
      'a member that reaches into the directory',
      () => zipOf([{ name: 'a', method: 0, content: Buffer.alloc(300), packed: Buffer.alloc(10) }]),
      'is stored, and has two sizes',
    ],
    ['a longer file than it says', () => zipOf([{ name: 'a', content: Buffer.alloc(100), size: 10 }]), 'more than the 10 bytes'],
    ['a shorter file than it says', () => zipOf([{ name: 'a', content: Buffer.alloc(100), size: 200 }]), 'is damaged'],
    ['another checksum', () => zipOf([{ name: 'a', checksum: 7 }]), 'is damaged'],
    ['damaged data', () => zipOf([{ name: 'a', packed: Buffer.from([0xff, 0xff, 0xff]) }]), 'is damaged'],
    [
      'something behind the data',
      () => zipOf([{ name: 'a', packed: Buffer.concat([deflateRawSync(Buffer.from('a')), Buffer.from('more')]) }]),
      'something behind its data',
    ],
    ['encryption', () => zipOf([{ name: 'a', flags: 1 }]), 'is encrypted'],
    ['another method', () => zipOf([{ name: 'a', method: 12 }]), 'packed by method 12'],
    ['more members than it says', () => zipOf(two, { count: 1 }), 'more in it than it says'],
    ['fewer members than it says', () => zipOf(two, { count: 3 }), 'cannot be'],
    ['one of several parts', () => zipOf(two, { disk: 1 }), 'one of several parts'],
    [
      'a link with a target without an end',
      () => zipOf([{ name: 'a', attributes: linkAttributes, content: Buffer.alloc(5000, 'a') }]),
      'has a target of 5000 bytes',
    ],
  ])('%s', async (_, make, message) => {
    const reading = (async () => {
      for await (const { body } of readZip(opened(make()))) for await (const _ of body);
    })()
    await expect(reading).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_ZIP', message: expect.stringContaining(message) }] })
  })

  test('with any byte changed is refused, or holds the same', async () => {
    const bytes = zipOf([
      { name: 'bin/a', content: Buffer.alloc(2000, 'abc') },
      { name: 'l', attributes: linkAttributes, content: Buffer.from('bin/a') },
    ])
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const { into, outside } = createCell()
        const before = outside()
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ change
        await unpackTo(into, changed).catch((error: { problems?: unknown }) => expect(error.problems).toBeDefined())
        expect(outside()).toEqual(before)
        const found = listing(into).filter((line) => line.startsWith('bin/a '))
        expect(found.every((line) => line.endsWith(` ${Buffer.alloc(2000, 'abc').toString()}`))).toBe(true)
      }),
      { numRuns: 80 },
    )
  }, 60_000)
})

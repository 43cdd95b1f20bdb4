import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Header, pack } from 'tar-stream'
import { decompress, detectCompression, readLayer, readTar, type TarEntry, type TarLimits } from './streams.ts'

const folder = mkdtempSync(join(tmpdir(), 'streams-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Given = Partial<Header> & { readonly name: string; readonly content?: string | Uint8Array; readonly pax?: Readonly<Record<string, string>> }
type Read = Omit<TarEntry, 'body'> & { readonly content: string }

async function packed(...entries: readonly Given[]): Promise<Buffer> {
  const archive = pack()
  for (const { content = '', ...header } of entries) archive.entry({ uid: 0, gid: 0, mtime: new Date(1_700_000_000_000), ...header }, Buffer.from(content))
  archive.finalize()
  return collect(archive as AsyncIterable<Uint8Array>)
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of chunks) parts.push(part)
  return Buffer.concat(parts)
}

async function* cut(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(entries: AsyncIterable<TarEntry>): Promise<Read[]> {
  const found: Read[] = []
  for await (const { body, ...entry } of entries) found.push({ ...entry, content: (await collect(body)).toString('latin1') })
  return found
}

const readAll = (bytes: Uint8Array, limits?: TarLimits): Promise<Read[]> => read(readTar(cut(bytes), limits))

describe('a tar file', () => {
  test('of every kind of member', async () => {
    const bytes = await packed(
      { name: './', type: 'directory', mode: 0o755 },
      { name: 'etc/', type: 'directory', mode: 0o1777, uid: 1, gid: 2 },
      { name: 'etc/passwd', mode: 0o644, content: 'root' },
      { name: 'bin/sh', type: 'symlink', linkname: '../usr/bin/dash' },
      { name: 'etc/shadow', type: 'link', linkname: 'etc/passwd' },
      { name: 'dev/null', type: 'character-device', devmajor: 1, devminor: 3 },
      { name: 'run/pipe', type: 'fifo' },
      {
        name: `${'d'.repeat(120)}/é`,
        content: 'x',
        pax: { mtime: '1700000000.25', uid: '3000000', 'SCHILY.xattr.security.capability': 'cap', 'SCHILY.xattr.a': '1', comment: 'no matter' },
      },
    )
    const plain = { uid: 0, gid: 0, size: 0, mtime: 1_700_000_000, attributes: {}, content: '' }
    expect(await readAll(bytes)).toEqual([
      { ...plain, path: '.', type: 'directory', mode: 0o755 },
      { ...plain, path: 'etc', type: 'directory', mode: 0o1777, uid: 1, gid: 2 },
      { ...plain, path: 'etc/passwd', type: 'file', mode: 0o644, size: 4, content: 'root' },
      { ...plain, path: 'bin/sh', type: 'symlink', mode: 0o644, linkTarget: '../usr/bin/dash' },
      { ...plain, path: 'etc/shadow', type: 'link', mode: 0o644, linkTarget: 'etc/passwd' },
      { ...plain, path: 'dev/null', type: 'character-device', mode: 0o644 },
      { ...plain, path: 'run/pipe', type: 'fifo', mode: 0o644 },
      {
        ...plain,
        path: `${'d'.repeat(120)}/é`,
        type: 'file',
        mode: 0o644,
        uid: 3_000_000,
        size: 1,
        mtime: 1_700_000_000.25,
        attributes: { a: '1', 'security.capability': 'cap' },
        content: 'x',
      },
    ])
  })

  test.each(['v7', 'oldgnu', 'gnu', 'ustar', 'posix'])('as GNU tar writes %s', async (format) => {
    const root = join(folder, format)
    const name = format === 'v7' ? 'a b' : `${'long/'.repeat(format === 'ustar' ? 16 : 30)}name`
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), 'content')
    linkSync(join(root, name), join(root, 'twin'))
    symlinkSync(name, join(root, 'soft'))
    const bytes = execFileSync('tar', [
      '--create',
      `--format=${format}`,
      '--directory',
      root,
      '--sort=name',
      '--mtime=@1700000000',
      '--owner=7',
      '--group=8',
      '.',
    ])
    const found = await readAll(bytes)
    expect(found.filter(({ type }) => type !== 'directory')).toMatchObject([
      { path: `./${name}`, type: 'file', content: 'content', mtime: 1_700_000_000, uid: 7, gid: 8 },
      { path: './soft', type: 'symlink', linkTarget: name },
      { path: './twin', type: 'link', linkTarget: `./${name}` },
    ])
    expect(found[0]).toMatchObject({ path: '.', type: 'directory' })
  })

  test.each(['0.1', '1.0'])('with a sparse file of format %s', async (version) => {
    const file = join(folder, `sparse-${version}`)
    writeFileSync(file, '')
    truncateSync(file, 3_000_000)
    const open = openSync(file, 'r+')
    for (const at of [70_000, 900_000, 2_000_000]) writeSync(open, `data at ${at}`, at)
    const bytes = execFileSync('tar', ['--create', '--format=posix', '--sparse', `--sparse-version=${version}`, '--directory', folder, `sparse-${version}`])
    expect(bytes.length).toBeLessThan(100_000)
    const [found, ...others] = await readAll(bytes)
    expect(others).toEqual([])
    expect({ ...found, content: hashOf(found?.content ?? '') }).toMatchObject({
      path: `sparse-${version}`,
      type: 'file',
      size: 3_000_000,
      content: hashOf(readFileSync(file, 'latin1')),
    })
  })

  test('whatever its members are and however it is cut', async () => {
    const name = fc.array(fc.constantFrom('a', 'é', ' ', '.wh.', '中', 'b'.repeat(90)), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'))
    const member = fc.record({ name: fc.tuple(name, fc.nat(9)).map((parts) => parts.join('')), content: fc.uint8Array({ maxLength: 3000 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(member, { maxLength: 8 }), fc.integer({ min: 1, max: 5000 }), async (members, size) => {
        const found = await read(readTar(cut(await packed(...members), size)))
        expect(found.map(({ path, content }) => ({ path, content }))).toEqual(
          members.map((each) => ({ path: each.name, content: Buffer.from(each.content).toString('latin1') })),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('bodies may be skipped, read in part or left in the middle', async () => {
    const big = Buffer.alloc(500_000, 7)
    const bytes = await packed({ name: 'a', content: big }, { name: 'b', content: big }, { name: 'c', content: big }, { name: 'd', content: 'end' })
    const seen: string[] = []
    for await (const { path, body } of readTar(cut(bytes, 1000))) {
      if (path === 'b') for await (const chunk of body) if (chunk.length > 0) break
      if (path === 'c') expect((await collect(body)).equals(big)).toBe(true)
      seen.push(path)
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd'])
  })

  test('a reader that stops early closes the source; what goes wrong there comes through as it is', async () => {
    const bytes = await packed({ name: 'a', content: Buffer.alloc(500_000) }, { name: 'b' })
    let closed = false
    const source = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield* cut(bytes, 1000)
      } finally {
        closed = true
      }
    }
    for await (const { path } of readTar(source())) if (path === 'a') break
    expect(closed).toBe(true)
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 3000)
      throw new TypeError('unplugged')
    }
    await expect(read(readTar(broken()))).rejects.toThrow(new TypeError('unplugged'))
    await expect(read(readLayer(broken(), layer('tar')))).rejects.toThrow(new TypeError('unplugged'))
  })

  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['text', async () => Buffer.alloc(1024, 'no tar at all '), /^the tar archive cannot be read: it is damaged: Invalid tar header/],
    ['one that is cut in a file', async () => (await packed({ name: 'a', content: Buffer.alloc(5000) })).subarray(0, 3000), /Unexpected end of data/],
    ['one that is cut in a header', async () => (await packed({ name: 'a' })).subarray(0, 100), /Unexpected end of data/],
    ['a changed header', async () => Buffer.from(await packed({ name: 'a' })).fill('x', 100, 104), /Invalid tar header/],
    ['a sparse file of old GNU tar', async () => retyped(await packed({ name: 'a' }), 'S'), /"a" is of a kind that only some tar programs know/],
    ['a volume label', async () => retyped(await packed({ name: 'a' }), 'V'), /is of a kind/],
    ['sparse format 0.0', () => packed({ name: 'a', pax: { 'GNU.sparse.offset': '0', 'GNU.sparse.numblocks': '1' } }), /"a" is sparse in a format/],
    ['a map that goes back', () => sparse('10,2,0,2', '20', 'abcd'), /contradicts itself/],
    ['a map beyond the end', () => sparse('0,2,19,2', '20', 'abcd'), /contradicts itself/],
    ['a map of odd length', () => sparse('0,2,4', '20', 'abcd'), /contradicts itself/],
    ['a map for more data', () => sparse('0,8', '20', 'abcd'), /does not fit its data/],
    ['a map for less data', () => sparse('0,2', '20', 'abcd'), /does not fit its data/],
    ['a map of words', () => sparse('zero,2', '20', 'abcd'), /has "zero" where/],
    ['a map without an end', () => packed({ name: 'a', content: '9'.repeat(1024), pax: format1 }), /has no whole map/],
    ['a path without an end', () => packed({ name: 'a/'.repeat(2049) }), /a path has more than 4096 characters/],
    ['a header without an end', () => packed({ name: 'a', pax: { comment: 'x'.repeat(5 * 2 ** 20) } }), /Header exceeds max size/],
    ['attributes without an end', () => packed({ name: 'a', pax: { 'SCHILY.xattr.a': 'x'.repeat(300_000) } }), /extended attributes have more/],
  ])('refused: %s', async (_, make, message) => {
    await expect(readAll(await make())).rejects.toMatchObject({
      name: 'Refusal',
      problems: [{ code: 'E_ARCHIVE_TAR', message: expect.stringMatching(message), cure: expect.stringMatching(/.+/) }],
    })
  })

  test('more than it may cost is refused before it is read', async () => {
    const bytes = await packed({ name: 'a', content: 'x'.repeat(600) }, { name: 'b', content: 'x'.repeat(600) })
    for (const [limits, message] of [
      [{ entries: 1 }, 'the archive holds more than 1 members'],
      [{ bytes: 1000 }, 'the archive holds more than 1000 bytes'],
    ] as const) {
      await expect(readAll(bytes, limits)).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_LIMIT', message }] })
    }
    expect(await readAll(bytes, { entries: 2, bytes: 1200 })).toHaveLength(2)
    const holes = await sparse('0,4', String(2 ** 40), 'abcd')
    await expect(readAll(holes, { bytes: 1000 })).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_LIMIT' }] })
  })

  const format1 = { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'a', 'GNU.sparse.realsize': '10' }
  const sparse = (map: string, size: string, content: string): Promise<Buffer> =>
    packed({ name: 'GNUSparseFile.0/a', content, pax: { 'GNU.sparse.map': map, 'GNU.sparse.size': size, 'GNU.sparse.name': 'a', 'GNU.sparse.numblocks': '1' } })

  function retyped(bytes: Buffer, type: string): Buffer {
    const header = Buffer.from(bytes)
    header.write(type, 156)
    header.fill(' ', 148, 156)
    header.write(
      `${header
        .subarray(0, 512)
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    return header
  }
})

const layer = (kind: string): string => `application/vnd.oci.image.layer.v1.${kind}`
const hashOf = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex')

describe('a layer', () => {
  const skippable = Buffer.concat([Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]), Buffer.from('any')])
  const halves = (bytes: Buffer): [Buffer, Buffer] => [bytes.subarray(0, 700), bytes.subarray(700)]
  test.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['as it is', (bytes) => bytes, 'none'],
    ['gzip', (bytes) => gzipSync(bytes), 'gzip'],
    ['gzip of several members', (bytes) => Buffer.concat(halves(bytes).map((half) => gzipSync(half))), 'gzip'],
    ['zstd', (bytes) => zstdCompressSync(bytes), 'zstd'],
    ['zstd of several frames', (bytes) => Buffer.concat(halves(bytes).map((half) => zstdCompressSync(half))), 'zstd'],
    ['zstd with frames for others', (bytes) => Buffer.concat([skippable, ...halves(bytes).flatMap((half) => [zstdCompressSync(half), skippable])]), 'zstd'],
  ])('%s', async (_, compress, compression) => {
    const content = Buffer.concat([Buffer.alloc(40_000, 'ab'), createHash('sha512').update('noise').digest()])
    const bytes = compress(await packed({ name: 'a', content }, { name: 'b', content: 'end' }))
    expect(detectCompression(bytes)).toBe(compression)
    for (const size of [7, 1000, 100_000]) {
      const found = await read(readLayer(cut(bytes, size), layer('tar+gzip')))
      expect(found.map(({ path, content: held }) => [path, hashOf(held)])).toEqual([
        ['a', hashOf(content.toString('latin1'))],
        ['b', hashOf('end')],
      ])
    }
  })

  test('as GNU tar and zstd write it, checksum included', async () => {
    const bytes = await packed({ name: 'a', content: Buffer.alloc(100_000, 'abc') })
    writeFileSync(join(folder, 'layer.tar'), bytes)
    const { constants } = await import('node:zlib')
    const withChecksum = zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 19 } })
    expect((await collect(decompress(cut(withChecksum, 10)))).equals(bytes)).toBe(true)
    execFileSync('gzip', ['-k', join(folder, 'layer.tar')])
    expect((await collect(decompress(createReadStream(join(folder, 'layer.tar.gz'))))).equals(bytes)).toBe(true)
  })

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['gzip that is cut', (bytes) => gzipSync(bytes).subarray(0, -9)],
    ['gzip with another checksum', (bytes) => flip(gzipSync(bytes), -6)],
    ['gzip that is damaged', (bytes) => flip(gzipSync(bytes), 40)],
    ['zstd that is cut in a block', (bytes) => zstdCompressSync(bytes).subarray(0, -5)],
    ['zstd that is cut in a header', (bytes) => zstdCompressSync(bytes).subarray(0, 5)],
    ['zstd that is cut in a magic', (bytes) => Buffer.concat([zstdCompressSync(bytes), Buffer.from([0x28, 0xb5])])],
    ['zstd and something else', (bytes) => Buffer.concat([zstdCompressSync(bytes), Buffer.from('something else')])],
    ['a skippable frame that is cut', () => skippable.subarray(0, -1)],
  ])('refused: %s', async (_, damage) => {
    const bytes = damage(await packed({ name: 'a', content: createHash('sha512').update('noise').digest() }))
    await expect(read(readLayer(cut(bytes), layer('tar+gzip')))).rejects.toMatchObject({
      name: 'Refusal',
      problems: [{ code: 'E_ARCHIVE_COMPRESSION', message: expect.stringMatching(/^the (gzip|zstd) data cannot be unpacked: /) }],
    })
  })

  const flip = (bytes: Buffer, at: number): Buffer => {
    const changed = Buffer.from(bytes)
    const place = at < 0 ? changed.length + at : at
    changed[place] = (changed[place] ?? 0) ^ 0xff
    return changed
  }

  test.each([
    [layer('tar'), true],
    [layer('tar+gzip'), true],
    [layer('tar+zstd'), true],
    ['application/vnd.oci.image.layer.nondistributable.v1.tar+gzip', true],
    ['application/vnd.docker.image.rootfs.diff.tar.gzip', true],
    ['application/vnd.docker.image.rootfs.diff.tar', true],
    ['application/vnd.docker.image.rootfs.foreign.diff.tar.gzip', true],
    [layer('tar+gzip+encrypted'), false],
    ['application/vnd.oci.image.layer.v1.squashfs', false],
    ['application/octet-stream', false],
  ])('of the type %s: %s', async (mediaType, is) => {
    const reading = read(readLayer(cut(await packed({ name: 'a' })), mediaType))
    if (is) expect(await reading).toHaveLength(1)
    else await expect(reading).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_LAYER' }] })
  })
})

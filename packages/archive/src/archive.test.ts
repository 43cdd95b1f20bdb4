import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { extract, type Header } from 'tar-stream'
import { type ArchiveRequest, type Content, type ContentEntry, earliestTime, gzip, packArchive, planArchive, tar } from './index.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const file = (path: string, content = path, mode = 0o644): ContentEntry => ({ kind: 'file', path, mode, content: bytes(content) })
const link = (path: string, target: string): ContentEntry => ({ kind: 'link', path, target })
const request = (...entries: ContentEntry[]): ArchiveRequest => ({ folder: 'pkg', mtime: earliestTime, entries })

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of chunks) parts.push(part)
  return Buffer.concat(parts)
}

async function read(packed: Uint8Array): Promise<{ header: Header; text: string }[]> {
  const reader = extract()
  const found: { header: Header; text: string }[] = []
  reader.write(gunzipSync(packed))
  reader.end(undefined)
  for await (const entry of reader) found.push({ header: entry.header, text: (await collect(entry as AsyncIterable<Uint8Array>)).toString() })
  return found
}

async function* cut(content: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let turn = 0; at < content.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield content.subarray(at, at + size)
    at += size
  }
}

describe('an archive', () => {
  test('holds one top folder, sorted by bytes, with every field fixed', async () => {
    const packed = await collect(
      packArchive(
        unwrap(
          planArchive(request(file('lib/libkrun.so.1', 'so'), file('runner', 'elf', 0o775), link('lib/libkrun.so', 'libkrun.so.1'), file('a-b'), file('a/x'))),
        ),
      ),
    )
    const entries = await read(packed)
    expect(entries.map(({ header: { name, mode, type, linkname } }) => [name, mode.toString(8), type, linkname ?? ''])).toEqual([
      ['pkg/', '755', 'directory', ''],
      ['pkg/a-b', '644', 'file', ''],
      ['pkg/a/', '755', 'directory', ''],
      ['pkg/a/x', '644', 'file', ''],
      ['pkg/lib/', '755', 'directory', ''],
      ['pkg/lib/libkrun.so', '777', 'symlink', 'libkrun.so.1'],
      ['pkg/lib/libkrun.so.1', '644', 'file', ''],
      ['pkg/runner', '755', 'file', ''],
    ])
    for (const { header } of entries) expect(header).toMatchObject({ uid: 0, gid: 0, uname: '', gname: '', mtime: new Date('1980-01-01T00:00:00Z') })
    expect([...packed.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
  })

  test('order, modes and the cutting into chunks do not show in the bytes', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index) % 251))
    const whole = await collect(packArchive(unwrap(planArchive(request(file('b'), { kind: 'file', path: 'a', mode: 0o600, content }, file('c', 'c', 0o700))))))
    const sizes = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 4 }).filter((list) => Math.max(...list) > 1000)
    await fc.assert(
      fc.asyncProperty(sizes, fc.constantFrom(0o600, 0o644, 0o664, 0o666), async (list, mode) => {
        const streamed: Content = { size: content.length, stream: () => cut(content, list) }
        const plan = unwrap(planArchive(request(file('c', 'c', 0o755), { kind: 'file', path: 'a', mode, content: streamed }, file('b', 'b', mode))))
        expect((await collect(packArchive(plan))).equals(whole)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test.each([
    ['fewer', 4, 3],
    ['more', 4, 5],
    ['no', 4, 0],
  ])('a file that yields %s bytes than it had is refused', async (_, size, real) => {
    const plan = unwrap(
      planArchive(request({ kind: 'file', path: 'x', mode: 0o644, content: { size, stream: () => cut(new Uint8Array(real), [2]) } }, file('y'))),
    )
    await expect(collect(packArchive(plan))).rejects.toMatchObject({ name: 'Refusal', problems: [{ code: 'E_ARCHIVE_CHANGED' }] })
  })

  test('a stream that breaks, breaks the archive', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(2)
      throw new Error('unplugged')
    }
    const plan = unwrap(planArchive(request({ kind: 'file', path: 'x', mode: 0o644, content: { size: 4, stream: broken } })))
    await expect(collect(packArchive(plan))).rejects.toThrow('unplugged')
  })

  test('a reader that stops early ends the writer', async () => {
    let closed = false
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(65_536)
      } finally {
        closed = true
      }
    }
    const plan = unwrap(planArchive(request({ kind: 'file', path: 'x', mode: 0o644, content: { size: 2 ** 40, stream: endless } })))
    for await (const chunk of tar(plan)) if (chunk.length > 1000) break
    expect(closed).toBe(true)
  })

  test('gzip of nothing is a valid file', async () => {
    expect(gunzipSync(await collect(gzip(cut(new Uint8Array(), [1]))))).toHaveLength(0)
  })
})

describe('refused', () => {
  test.each<readonly [string, ContentEntry[], string]>([
    ['an empty set', [], 'EMPTY'],
    ['an absolute path', [file('/etc/passwd')], 'PATH'],
    ['a drive', [file('C:x')], 'PATH'],
    ['..', [file('a/../../x')], 'PATH'],
    ['.', [file('./x')], 'PATH'],
    ['an empty part', [file('a//x')], 'PATH'],
    ['a folder as a file', [file('a/')], 'PATH'],
    ['no name', [file('')], 'PATH'],
    ['a backslash', [file('a\\x')], 'PATH'],
    ['a line break', [file('a\nb')], 'PATH'],
    ['a name that file systems normalise', [file('caf\u00e9')], 'PATH'],
    ['a name that no file system holds', [file('a'.repeat(256))], 'PATH'],
    ['a path that is too long', [file('a/'.repeat(500).concat('b'))], 'PATH'],
    ['a target that is too long', [link('x', 'a/'.repeat(501))], 'LINK'],
    ['a path twice', [file('x', '1'), file('x', '2')], 'DUPLICATE'],
    ['a file and a link of one name', [file('x'), file('y'), link('x', 'y')], 'DUPLICATE'],
    ['names that differ only in case', [file('README'), file('Readme')], 'CASE'],
    ['folders that differ only in case', [file('Lib/a'), file('lib/b')], 'CASE'],
    ['a file and a folder that differ only in case', [file('Lib'), file('lib/b')], 'CASE'],
    ['a file that is a folder', [file('lib'), file('lib/b')], 'CLASH'],
    ['a link out of the tree', [link('x', '../y')], 'LINK'],
    ['a link out of the tree through a folder', [file('a/y'), link('a/x', '../../pkg/a/y')], 'LINK'],
    ['a link out of the tree through a link', [file('a/y'), link('a/b/d', '..'), link('x', 'a/b/d/../../y')], 'LINK'],
    ['an absolute link', [link('x', '/lib/x')], 'LINK'],
    ['a link to nothing', [link('x', 'y')], 'LINK'],
    ['an empty link', [link('x', '')], 'LINK'],
    ['a device', [{ kind: 'other', path: 'null' }], 'DEVICE'],
  ])('%s', (_, entries, code) => {
    expect(planArchive(request(...entries))).toMatchObject({ ok: false, error: [{ code: `E_ARCHIVE_${code}`, cure: expect.stringMatching(/.+/) }] })
  })

  test.each([
    [{ ...request(file('x')), mtime: 1.5 }, 'TIME'],
    [{ ...request(file('x')), mtime: 2 ** 31 }, 'TIME'],
    [{ ...request(file('x')), folder: '..' }, 'FOLDER'],
    [{ ...request(file('x')), folder: 'a/b' }, 'FOLDER'],
  ])('a frame %#', (frame, code) => {
    expect(planArchive(frame)).toMatchObject({ ok: false, error: [{ code: `E_ARCHIVE_${code}` }] })
  })

  test('everything at once', () => {
    const result = planArchive({ folder: '/', mtime: -1, entries: [file('/x'), link('y', '../z'), { kind: 'other', path: 'tty' }] })
    expect(result.ok ? [] : result.error.map(({ code }) => code)).toEqual(['FOLDER', 'TIME', 'PATH', 'LINK', 'DEVICE'].map((name) => `E_ARCHIVE_${name}`))
  })

  test('links inside the tree stay', () => {
    const plan = unwrap(planArchive(request(file('a/b/x'), link('a/y', './b/x'), link('z', 'a/b'))))
    expect(plan.entries).toHaveLength(6)
  })
})

test('what packs and what unpacks carries no licence texts, so that actions which only do that stay small', () => {
  const reached = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(file)) return seen
    seen.add(file)
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
    for (const [, next = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*? from '\.\/([^']+)'/gms)) reached(next, seen)
    return seen
  }
  expect([...reached('packing.ts'), ...reached('streams.ts')].filter((file) => file.includes('license'))).toEqual([])
  expect([...reached('index.ts')]).toContain('license-texts.ts')
})

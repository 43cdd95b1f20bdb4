import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { digestOf, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { type ArchivePlan, type Content, type ContentEntry, earliestTime, planArchive, tar, zip } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const file = (path: string, content: Content = bytes(path), mode = 0o644): ContentEntry => ({ kind: 'file', path, mode, content })
const planOf = (top: string, mtime: number, ...entries: ContentEntry[]): ArchivePlan => unwrap(planArchive({ folder: top, mtime, entries }))

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of chunks) parts.push(part)
  return Buffer.concat(parts)
}

describe('a zip file', () => {
  test('is what other tools unpack: names, modes, times, links, contents', async () => {
    const runner = Buffer.from(Array.from({ length: 500_000 }, (_, index) => (index * index) % 253))
    // 2023-11-14T22:13:20Z, in a zone that is not this one.
    const plan = planOf(
      '',
      1_700_000_000,
      file('tool.exe', runner, 0o755),
      file('docs/a b.txt'),
      { kind: 'link', path: 'tool', target: 'tool.exe' },
      file('empty', Buffer.alloc(0)),
    )
    const path = join(folder, 'tools.zip')
    writeFileSync(path, await collect(zip(plan)))
    expect(execFileSync('unzip', ['-tq', path], { encoding: 'utf8' })).toContain('No errors detected')
    const listed = execFileSync('zipinfo', ['-T', path], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } })
    for (const line of [
      /^drwxr-xr-x .* 20231114\.221320 docs\/$/m,
      /^-rw-r--r-- .* 20231114\.221320 docs\/a b\.txt$/m,
      /^-rwxr-xr-x .* 20231114\.221320 tool\.exe$/m,
      /^lrwxrwxrwx .* tool$/m,
    ])
      expect(listed).toMatch(line)
    execFileSync('unzip', ['-q', path, '-d', join(folder, 'out')])
    expect(readFileSync(join(folder, 'out/tool.exe')).equals(runner)).toBe(true)
    expect(readFileSync(join(folder, 'out/tool')).equals(runner)).toBe(true)
    expect(statSync(join(folder, 'out/tool.exe')).mode & 0o777).toBe(0o755)
    const python = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(",".join(i.filename for i in z.infolist()))'
    expect(execFileSync('python3', ['-c', python, path], { encoding: 'utf8' }).trim()).toBe('docs/,docs/a b.txt,empty,tool,tool.exe')
  })

  test('the bytes of a known content never change, whatever zone the machine is in and however the content is cut', async () => {
    const content = Buffer.concat(Array.from({ length: 4000 }, (_, line) => bytes(`line ${line} of ${line * line}\n`)))
    const whole = await collect(zip(planOf('pkg', earliestTime, file('text', content))))
    expect(digestOf(whole)).toBe('sha256:0a851082359f1672adb95454f8c69f964e6225dc31aa62674df88a0c9a120dd2')
    const sizes = fc.integer({ min: 1000, max: 100_000 })
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const stream = async function* (): AsyncGenerator<Uint8Array> {
          for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
        }
        expect((await collect(zip(planOf('pkg', earliestTime, file('text', { stream, size: content.length }, 0o664))))).equals(whole)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test.each([
    [3, '"a" had 3 bytes and yielded 2 while it was packed'],
    [1, '"a" had 1 bytes and yielded at least 2 while it was packed'],
  ])('a file of %d bytes that yields two is refused', async (size, message) => {
    const stream = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes('xy')
    }
    await expect(collect(zip(planOf('', earliestTime, file('a', { stream, size }))))).rejects.toMatchObject({ problems: [{ message }] })
  })

  test('what 32 bits cannot say is refused before a reader is misled: a file at once, an archive where it grows too large', async () => {
    const never = (): never => {
      throw new Error('read')
    }
    const large = { kind: 'file', path: 'a', mode: 0o644, size: 2 ** 32, content: { size: 2 ** 32, stream: never } } as const
    await expect(collect(zip({ folder: '', mtime: 0, entries: [large] }))).rejects.toMatchObject({
      problems: [{ code: 'E_ARCHIVE_SIZE', message: 'the zip file would hold more than 4294967295 bytes' }],
    })
    const two = planOf('', earliestTime, file('a', bytes('x'.repeat(60))), file('b', bytes('y'.repeat(60))))
    await expect(collect(zip(two, 80))).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_SIZE' }] })
    expect((await collect(zip(two, 400))).length).toBeGreaterThan(80)
  })
})

test('a tar file without a top folder has its files side by side', async () => {
  const path = join(folder, 'flat.tar')
  writeFileSync(path, await collect(tar(planOf('', earliestTime, file('tool'), file('doc/x')))))
  expect(execFileSync('tar', ['-tf', path], { encoding: 'utf8' })).toBe('doc/\ndoc/x\ntool\n')
})

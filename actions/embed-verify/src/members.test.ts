import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import { kernel, messages, noise, runner, verify, Workspaces, write } from './embed-verify.support.ts'

const workspaces = new Workspaces()
afterAll(() => rmSync(workspaces.folder, { recursive: true, force: true }))

/** A zip archive; what a real one has, and nothing else. */
function zip(files: readonly (readonly [string, Buffer, 'store' | 'deflate' | 'encrypted'])[]): Buffer {
  const [locals, records]: [Buffer[], Buffer[]] = [[], []]
  let place = 0
  for (const [name, content, how] of files) {
    const stored = how === 'deflate' ? deflateRawSync(content) : content
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(how === 'encrypted' ? 1 : 0, 2)
    common.writeUInt16LE(how === 'deflate' ? 8 : 0, 4)
    common.writeUInt32LE(stored.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    locals.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), stored)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(place, 10)
    records.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, rest, Buffer.from(name))
    place += 30 + name.length + stored.length
  }
  const directory = Buffer.concat(records)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(place, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end])
}

const listener = runner('amd64', 'listener', 300_000)

function tar(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const { root } = workspaces.make(undefined, files)
  execFileSync('ln', ['-s', 'bin/Runner.Listener', join(root, 'link')])
  execFileSync('tar', ['--sort=name', '-cf', 'out.tar', 'link', ...Object.keys(files).map((name) => `./${name}`)], { cwd: root })
  return readFileSync(join(root, 'out.tar'))
}

const files = { 'a/first.bin': noise('first', 200_000), 'bin/Runner.Listener': listener, 'bin/other': runner('arm64'), empty: Buffer.alloc(0) }
const plain = tar(files)
const zipped = zip([
  ['a/first.bin', files['a/first.bin'], 'store'],
  ['bin/Runner.Listener', listener, 'deflate'],
  ['bin/other', files['bin/other'], 'store'],
  ['empty', files.empty, 'store'],
  ['locked', listener, 'encrypted'],
])

/** Verifies an archive that stands in a binary, and whose members were declared. */
async function check(name: string, archive: Buffer, members: unknown): Promise<readonly string[]> {
  const { fakes, root } = workspaces.make(undefined, { [name]: archive, 'embed.json': JSON.stringify([{ path: name, members }]) })
  write(root, { host: Buffer.concat([runner('amd64', 'host'), archive]) })
  return messages((await verify(fakes, { manifest: 'embed.json', platform: 'linux/amd64' })).problems)
}

describe.each([
  ['runner.tar', plain],
  ['runner.tar.gz', gzipSync(plain)],
  ['runner.tar.zst', zstdCompressSync(plain)],
  ['runner.zip', zipped],
])('%s', (name, archive) => {
  test('a member is there, of its kind and its architecture', async () => {
    expect(await check(name, archive, ['a/first.bin', { path: 'bin/Runner.Listener', kind: 'elf', platform: 'linux/amd64' }])).toEqual([])
    expect(await check(name, archive, [{ path: './bin/other', kind: 'elf', platform: 'linux/arm64' }])).toEqual([])
  })

  test('a member that is missing, empty, of another kind or architecture', async () => {
    const members = [{ path: 'bin/other', kind: 'elf' }, 'bin/none', 'empty', { path: 'a/first.bin', kind: 'elf' }]
    expect(await check(name, archive, members)).toEqual([
      `the asset ${name} holds bin/other, which is of arm64, not of amd64`,
      `the asset ${name} holds no file bin/none`,
      `the asset ${name} holds empty, which is empty (0 bytes)`,
      `the asset ${name} holds a/first.bin, which is data of no known kind, but an ELF file is due`,
    ])
  })
})

test('what cannot be looked into is said, and is no missing member', async () => {
  expect(await check('a.zip', zipped, ['locked'])).toEqual(['the asset a.zip holds locked, which is encrypted, or packed in a way that is not known'])
  expect(await check('a.tar', plain, ['link'])).toEqual(['the asset a.tar holds link, which is a link to bin/Runner.Listener'])
  expect(await check('a.tar.gz', gzipSync(plain).subarray(0, 90_000), ['bin/Runner.Listener'])).toEqual([
    expect.stringMatching(/^the asset a\.tar\.gz cannot be looked into: the gzip data cannot be unpacked/),
  ])
  expect(await check('a.zip', zipped.subarray(0, -30), ['empty'])).toEqual(['the asset a.zip is a damaged zip archive: it ends without a central directory'])
  const xz = Buffer.concat([Buffer.from('fd377a585a00', 'hex'), noise('xz', 500)])
  expect(await check('a.tar.xz', xz, ['x'])).toEqual(['the asset a.tar.xz is a xz file, of which the members cannot be read'])
  expect(await check('vmlinuz', kernel('amd64'), ['x'])).toEqual(['the asset vmlinuz is a bzimage file, of which the members cannot be read'])
})

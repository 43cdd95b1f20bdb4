import { chmodSync, mkdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  checksumsOf,
  cleanUp,
  createServer,
  createWorld,
  type FakeAsset,
  inputsOf,
  listing,
  packageOf,
  type RawMember,
  rawTar,
  refusalOf,
  tgz,
  type World,
} from './fetch-release.support.ts'
import { run } from './run.ts'

afterAll(cleanUp)

const name = 'vm.tar.gz'
const limits = { 'max-unpacked-mib': '2', 'max-files': '50', cache: 'false' }

/** Published with right checksums: it is the archive itself that is hostile. */
function publish(...archives: readonly FakeAsset[]): World {
  const world = createWorld(createServer([{ tag: 'v1.0.0', assets: [...archives, checksumsOf(archives)] }]).answer)
  const cell = join(world.workspace, 'deep/er')
  mkdirSync(cell, { recursive: true })
  for (const path of ['secret', 'deep/secret', 'deep/er/secret']) writeFileSync(join(world.workspace, path), 'secret')
  return world
}

const into = { files: name, path: 'deep/er/out', ...limits }
const file = (path: string, content = 'x'): RawMember => ({ name: path, content })
const link = (path: string, target: string): RawMember => ({ name: path, type: '2', link: target })
const folder = (path: string): RawMember => ({ name: path, type: '5', mode: 0o755 })

const depth = fc.integer({ min: 1, max: 12 })
const word = fc.stringMatching(/^[a-z]{1,8}$/)
const victim = fc.constantFrom('secret', 'etc/passwd', 'x', '.bashrc')

type Hostile = { readonly what: string; readonly members: readonly RawMember[]; readonly pack?: (members: readonly RawMember[]) => Buffer }

const traversal = fc.tuple(depth, victim, fc.constantFrom('', 'a/', 'a/b/../', './', '/')).map(([up, target, before]): Hostile => {
  const path = before === '/' ? `/${'x/'.repeat(up % 3)}${target}` : `${before}${'../'.repeat(up)}${target}`
  return { what: `a path ${path}`, members: [file(path)] }
})
const inHeader = fc.tuple(depth, victim).map(([up, target]): Hostile => {
  return { what: 'a path in a pax header', members: [{ ...file('harmless'), pax: { path: `${'../'.repeat(up)}${target}` } }] }
})
const otherSlash = fc.tuple(depth, victim).map(([up, target]): Hostile => ({ what: 'backslashes', members: [file(`${'..\\'.repeat(up)}${target}`)] }))
const drive = fc
  .tuple(fc.constantFrom('C:', 'z:', '\\\\host\\share'), victim)
  .map(([at, target]): Hostile => ({ what: at, members: [file(`${at}/${target}`)] }))
const linkOut = fc.tuple(depth, victim, word, fc.boolean()).map(([up, target, at, absolute]): Hostile => {
  return { what: 'a link to the outside', members: [link(at, absolute ? `/${target}` : `${'../'.repeat(up)}${target}`)] }
})
const throughLink = fc.tuple(word, depth, victim).map(([at, up, target]): Hostile => {
  return { what: 'a file through a link', members: [link(at, '../'.repeat(up)), file(`${at}/${target}`)] }
})
const linkChain = fc.tuple(word, victim).map(([at, target]): Hostile => {
  return { what: 'a link through a link', members: [folder(`${at}/b/`), link(`${at}/b/up`, '../..'), link('out', `${at}/b/up/../${target}`)] }
})
const hardLink = fc.tuple(depth, victim, fc.boolean()).map(([up, target, own]): Hostile => {
  const to = own ? 'a' : `${'../'.repeat(up)}${target}`
  return { what: 'a hard link', members: [file('a'), { name: 'b', type: '1', link: to }, file('b', 'changed')] }
})
const device = fc
  .tuple(fc.constantFrom('3', '4', '6'), word)
  .map(([type, at]): Hostile => ({ what: `a device of type ${type}`, members: [{ name: at, type }] }))
const twice = fc.tuple(word, fc.constantFrom('same', 'case', 'folder', 'below', 'accent')).map(([at, how]): Hostile => {
  const other = { same: file(at), case: file(at.toUpperCase()), folder: folder(`${at}/`), below: file(`${at}/x`), accent: file(`${at}e\u0301`) }[how]
  return { what: `${at} twice: ${how}`, members: [file(how === 'accent' ? `${at}\u00e9` : at), other] }
})
const sparse = fc.tuple(word, fc.integer({ min: 1, max: 2 ** 40 })).map(([at, size]): Hostile => {
  const pax = { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': at, 'GNU.sparse.realsize': String(size) }
  return { what: 'a sparse file', members: [{ name: `GNUSparseFile.0/${at}`, content: `1\n0\n1\n${'\0'.repeat(506)}a`, pax }] }
})
const oldSparse = word.map((at): Hostile => ({ what: 'a sparse file of old GNU tar', members: [{ name: at, type: 'S', content: 'x' }] }))
const setuid = fc.constantFrom(0o4755, 0o2755, 0o6755).map((mode): Hostile => ({ what: 'setuid', members: [{ ...file('su'), mode }] }))
const bomb = fc
  .integer({ min: 3, max: 8 })
  .map((size): Hostile => ({ what: `a bomb of ${size} MiB`, members: [{ name: 'zeros', content: Buffer.alloc(size * 2 ** 20) }] }))
const manyFiles = fc.integer({ min: 51, max: 400 }).map((count): Hostile => {
  return { what: `${count} members`, members: Array.from({ length: count }, (_, index) => file(`f${index}`)) }
})
const zeros = gzipSync(Buffer.alloc(24 * 2 ** 20))
const behind = word.map((at): Hostile => {
  return { what: 'zeros behind the end', members: [file(at)], pack: (members) => Buffer.concat([tgz(members), zeros]) }
})
const lyingSize = fc.integer({ min: 2 ** 22, max: 2 ** 33 - 1 }).map((size): Hostile => ({ what: 'a size that lies', members: [{ ...file('a'), size }] }))

const hostile = fc.oneof(
  ...[traversal, inHeader, otherSlash, drive, linkOut, throughLink, linkChain, hardLink, device, twice, sparse, oldSparse, setuid, bomb, manyFiles, lyingSize],
  behind,
)

describe('hostile archives', () => {
  test('200 of them, with right checksums, put down nothing at all', async () => {
    const met = new Set<string>()
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), fc.boolean(), async ({ what, members, pack }, zstd, between) => {
        const all = between ? [file('0-before'), ...members, file('zz-after')] : members
        const bytes = pack?.(all) ?? (zstd ? zstdCompressSync(rawTar(all)) : tgz(all))
        const world = publish({ name, bytes })
        const before = listing(world.folder)
        const problems = await refusalOf(run(inputsOf(into), world.ports))
        if (problems[0]?.code === 'NONE') throw new Error(`${what} was unpacked`)
        // The refusal names the archive.
        expect(problems.map(({ at }) => at?.file)).toEqual([name])
        expect(listing(world.folder)).toEqual(['temp/', ...before])
        met.add(what.replace(/[\d:].*/, ''))
      }),
      { numRuns: 200, seed: 20_260_102, endOnFailure: true },
    )
    expect(met.size).toBeGreaterThan(15)
  }, 60_000)
})

describe('what lies at the destination already', () => {
  const harmless = { name, bytes: tgz([file('lib/a', 'new'), file('b', 'new'), link('lib/l', 'a')]) }
  test.each<[string, (out: string) => void, string]>([
    ['a link in place of a folder', (out) => symlinkSync('../..', join(out, 'lib')), '"lib/a" lies below lib, which is no folder'],
    ['a link in place of a file', (out) => symlinkSync('../secret', join(out, 'b')), '"b" is a file, and a link is there'],
    ['a folder in place of a file', (out) => mkdirSync(join(out, 'b')), '"b" is a file, and a directory is there'],
    ['a file in place of a folder', (out) => writeFileSync(join(out, 'lib'), ''), '"lib/a" lies below lib, which is no folder'],
    ['another file', (out) => writeFileSync(join(out, 'b'), 'old'), '"b" is there already, and different'],
  ])('%s is refused, even to be overwritten', async (what, prepare, message) => {
    const world = publish(harmless)
    const out = join(world.workspace, 'deep/er/out')
    mkdirSync(out)
    prepare(out)
    const before = listing(world.workspace)
    const overwrite = what === 'another file' ? 'false' : 'true'
    const problems = await refusalOf(run(inputsOf({ ...into, overwrite }), world.ports))
    expect(problems.map((one) => one.message)).toContain(message)
    expect(listing(world.workspace)).toEqual(before)
  })

  test('the destination may not be a link itself', async () => {
    const world = publish(harmless)
    symlinkSync('..', join(world.workspace, 'deep/er/out'))
    expect(await refusalOf(run(inputsOf(into), world.ports))).toMatchObject([{ code: 'E_FETCH_PLACE' }])
  })

  test('and is as it was when the disk fails in the middle', async () => {
    const world = publish({ name, bytes: tgz([file('b', 'new'), file('new/deep/c', 'c'), file('d', 'd'), link('e', 'd')]) })
    const out = join(world.workspace, 'deep/er/out')
    mkdirSync(out)
    writeFileSync(join(out, 'b'), 'old')
    const before = listing(world.workspace)
    for (const failing of ['b', 'c', 'd', 'e']) {
      const files: typeof world.ports.files = {
        ...world.ports.files,
        writeStream: (path, chunks, mode) =>
          path.endsWith(`/${failing}`) ? Promise.reject(new Error('ENOSPC')) : world.ports.files.writeStream(path, chunks, mode),
        copyTree: (...given) => (failing === 'e' ? Promise.reject(new Error('EPERM')) : world.ports.files.copyTree(...given)),
      }
      await expect(run(inputsOf({ ...into, overwrite: 'true' }), { ...world.ports, files })).rejects.toThrow(/ENOSPC|EPERM/)
      expect(listing(world.workspace)).toEqual(before)
    }
    await run(inputsOf({ ...into, overwrite: 'true' }), world.ports)
    expect(listing(out).map((line) => line.split(' ')[0])).toEqual(['b', 'd', 'e', 'new/', 'new/deep/', 'new/deep/c'])
  })
})

test('a folder of the user that gets a link stays as it was', async () => {
  const world = publish({ name, bytes: tgz([file('a', 'new'), link('l', 'a'), file('sub/b', 'new'), link('sub/l', 'b')]) })
  const out = join(world.workspace, 'deep/er/out')
  mkdirSync(join(out, 'sub'), { recursive: true, mode: 0o700 })
  for (const folder of [out, join(out, 'sub')]) chmodSync(folder, 0o750)
  await run(inputsOf(into), world.ports)
  const looks = [out, join(out, 'sub')].map((folder) => [(statSync(folder).mode & 0o777).toString(8), statSync(folder).mtimeMs > 1e12])
  expect(looks).toEqual([
    ['750', true],
    ['750', true],
  ])
  expect(readlinkSync(join(out, 'sub/l'))).toBe('b')
})

describe('folders that are cut off', () => {
  const both = { ...into, files: 'a.tar.gz\nb.tar.gz', 'strip-components': '1' }
  test.each<[string, FakeAsset, FakeAsset, string]>([
    [
      'a file above them',
      { name: 'a.tar.gz', bytes: tgz([file('a/x'), file('top')]) },
      { name: 'b.tar.gz', bytes: packageOf('b', { y: '' }) },
      '"top" lies above',
    ],
    [
      'two files at one place',
      { name: 'a.tar.gz', bytes: packageOf('a', { x: '1' }) },
      { name: 'b.tar.gz', bytes: packageOf('b', { x: '2' }) },
      '"b/x" would lie where',
    ],
    [
      'a file below a file',
      { name: 'a.tar.gz', bytes: packageOf('a', { x: '1' }) },
      { name: 'b.tar.gz', bytes: packageOf('b', { 'x/y': '2' }) },
      'would lie below "x"',
    ],
    [
      'a link that would lead elsewhere',
      { name: 'a.tar.gz', bytes: tgz([file('a/x'), link('a/l', '../a/x')]) },
      { name: 'b.tar.gz', bytes: packageOf('b', { y: '' }) },
      '"a/l" is a link to "../a/x", which leads elsewhere',
    ],
  ])('%s', async (_, one, other, message) => {
    const world = publish(one, other)
    expect((await refusalOf(run(inputsOf(both), world.ports))).map((problem) => problem.message).join('\n')).toContain(message)
    expect(listing(join(world.workspace, 'deep/er'))).toHaveLength(1)
  })

  test('what two packages share lies there once', async () => {
    const shared = { VERSION: 'v1.0.0\n' }
    const world = publish(
      { name: 'a.tar.gz', bytes: packageOf('a', { ...shared, x: '1' }) },
      { name: 'b.tar.gz', bytes: packageOf('b', { ...shared, y: '2' }) },
    )
    const outputs = await run(inputsOf(both), world.ports)
    expect(listing(join(world.workspace, 'deep/er/out')).map((line) => line.split(' ')[0])).toEqual(['VERSION', 'x', 'y'])
    expect(outputs.digest).toBe('')
    expect(JSON.parse(outputs.files)).toMatchObject([{ name: 'a.tar.gz' }, { name: 'b.tar.gz' }])
  })

  test('a file that is no archive is put down as it is, and an archive too if it is not to be unpacked', async () => {
    const bytes = Buffer.from('#!/bin/sh\n')
    const archive = { name: 'b.tar.gz', bytes: packageOf('b', { y: '' }) }
    const world = publish({ name: 'tool', bytes }, archive)
    mkdirSync(dirname(join(world.workspace, 'deep/er/out')), { recursive: true })
    await run(inputsOf({ ...into, files: 'tool\nb.tar.gz', unpack: 'false' }), world.ports)
    expect(listing(join(world.workspace, 'deep/er/out')).map((line) => line.split(' ')[0])).toEqual(['b.tar.gz', 'tool'])
  })
})

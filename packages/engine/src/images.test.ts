import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import { createFiles } from '@slipway/host'
import { digestOf, type Platform } from '@slipway/kernel'
import fc from 'fast-check'
import { type ImageParts, layerOf, type Member, writeLayout } from './image.support.ts'
import { artifactName, compareImages, findExecutables, imageArchive, listImageFiles, packLayout, platformOfArtifact, unpackLayout } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'images-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const files = createFiles({ workspace: folder, temp: join(folder, 'temp') })
let count = 0

function place(): string {
  count += 1
  return join(folder, `place-${count}`)
}

function layoutOf(parts: ImageParts): string {
  const layout = place()
  writeLayout(layout, parts)
  return layout
}

const hashOf = (content: string | Uint8Array): string => `sha256:${createHash('sha256').update(content).digest('hex')}`
const file = (path: string, content = path, more: Partial<Member> = {}): Member => ({ path, content, ...more })
const directory = (path: string, mode = 0o755): Member => ({ path, type: 'directory', mode })

/** Paths with what tells one thing from another, in short. */
async function list(layers: readonly (readonly Member[])[], parts: ImageParts = {}): Promise<readonly string[]> {
  const found = await listImageFiles(files, layoutOf({ layers: layers.map((members) => layerOf(...members)), ...parts }))
  return found
    .filter(({ path }) => path !== '/')
    .map(({ path, kind, linkTarget }) => (kind === 'file' ? path : `${path} ${kind}${linkTarget === undefined ? '' : ` ${linkTarget}`}`))
}

describe('the files of an image', () => {
  test('with all that is said of each', async () => {
    const name = `very/${'long/'.repeat(40)}name`
    const members: Member[] = [
      directory('./', 0o711),
      file('./etc/passwd', 'root', { mode: 0o4755, uid: 7, mtime: 5 }),
      { path: 'etc/shadow', type: 'link', target: './etc/passwd' },
      { path: 'bin', type: 'symlink', target: 'usr/bin', mode: 0o777 },
      { path: 'dev/null', type: 'character-device' },
      file('short', 'x', { pax: { path: name, 'SCHILY.xattr.security.capability': 'cap', mtime: '3.5' } }),
    ]
    const all = await listImageFiles(files, layoutOf({ layers: [layerOf(...members)] }))
    const common = { uid: 0, gid: 0, mtime: 1_700_000_000, attributes: {} }
    const digest = hashOf('root')
    expect(all.filter(({ path }) => !path.startsWith('/very/long'))).toEqual([
      { ...common, path: '/', kind: 'directory', mode: 0o711, size: 0 },
      { ...common, path: '/bin', kind: 'symlink', mode: 0o777, size: 0, linkTarget: 'usr/bin' },
      { ...common, path: '/dev', kind: 'directory', mode: 0o755, size: 0, mtime: 0 },
      { ...common, path: '/dev/null', kind: 'character-device', mode: 0o644, size: 0 },
      { ...common, path: '/etc', kind: 'directory', mode: 0o755, size: 0, mtime: 0 },
      { ...common, path: '/etc/passwd', kind: 'file', mode: 0o4755, uid: 7, mtime: 5, size: 4, digest },
      { ...common, path: '/etc/shadow', kind: 'file', mode: 0o4755, uid: 7, mtime: 5, size: 4, digest, sameAs: '/etc/passwd' },
      { ...common, path: '/very', kind: 'directory', mode: 0o755, size: 0, mtime: 0 },
    ])
    expect(all.at(-1)).toEqual({
      ...common,
      path: `/${name}`,
      kind: 'file',
      mode: 0o644,
      mtime: 3.5,
      size: 1,
      digest: hashOf('x'),
      attributes: { 'security.capability': 'cap' },
    })
  })

  const base: readonly Member[] = [
    directory('a'),
    file('a/x'),
    file('a/y'),
    directory('a/d'),
    file('a/d/z'),
    file('b'),
    { path: 'l', type: 'symlink', target: 'a' },
  ]
  test.each<[string, readonly Member[], readonly string[]]>([
    ['a file replaces a file', [file('b', 'new')], ['/a directory', '/a/d directory', '/a/d/z', '/a/x', '/a/y', '/b', '/l symlink a']],
    ['a whiteout removes a file', [file('a/.wh.x', '')], ['/a directory', '/a/d directory', '/a/d/z', '/a/y', '/b', '/l symlink a']],
    ['a whiteout removes a tree', [file('.wh.a', '')], ['/b', '/l symlink a']],
    ['a whiteout removes a link and not what it leads to', [file('.wh.l', '')], ['/a directory', '/a/d directory', '/a/d/z', '/a/x', '/a/y', '/b']],
    [
      'a whiteout spares its own layer, before',
      [file('a/.wh.x', ''), file('a/x', 'n')],
      ['/a directory', '/a/d directory', '/a/d/z', '/a/x', '/a/y', '/b', '/l symlink a'],
    ],
    ['a whiteout spares its own layer, after', [file('a/n'), directory('a'), file('.wh.a', '')], ['/a directory', '/a/n', '/b', '/l symlink a']],
    ['an opaque directory hides what was in it', [directory('a'), file('a/.wh..wh..opq', ''), file('a/n')], ['/a directory', '/a/n', '/b', '/l symlink a']],
    ['an opaque directory, said last', [file('a/d/n'), file('a/.wh..wh..opq', '')], ['/a directory', '/a/d directory', '/a/d/n', '/b', '/l symlink a']],
    ['an opaque root', [file('.wh..wh..opq', ''), file('n')], ['/n']],
    [
      'a whiteout of what is not there',
      [file('.wh.none', ''), file('none/.wh.x', '')],
      ['/a directory', '/a/d directory', '/a/d/z', '/a/x', '/a/y', '/b', '/l symlink a'],
    ],
    ['a file replaces a directory', [file('a')], ['/a', '/b', '/l symlink a']],
    ['a directory replaces a file', [directory('b')], ['/a directory', '/a/d directory', '/a/d/z', '/a/x', '/a/y', '/b directory', '/l symlink a']],
    [
      'something below a link puts a directory in its place',
      [file('l/n')],
      ['/a directory', '/a/d directory', '/a/d/z', '/a/x', '/a/y', '/b', '/l directory', '/l/n'],
    ],
    ['a directory keeps what is in it', [directory('a', 0o700)], ['/a directory', '/a/d directory', '/a/d/z', '/a/x', '/a/y', '/b', '/l symlink a']],
    [
      'what AUFS kept for itself',
      [directory('.wh..wh.plnk'), file('.wh..wh.aufs', '')],
      ['/a directory', '/a/d directory', '/a/d/z', '/a/x', '/a/y', '/b', '/l symlink a'],
    ],
  ])('%s', async (_, layer, expected) => expect(await list([base, layer])).toEqual(expected))

  test('a hard link keeps what it leads to when another layer replaces that; one that leads nowhere is told', async () => {
    const layers = [
      [file('a', 'old', { mode: 0o600 }), { path: 'b', type: 'link', target: 'a' }],
      [file('a', 'new'), { path: 'c', type: 'link', target: 'none' }],
    ] as const
    const found = await listImageFiles(files, layoutOf({ layers: layers.map((members) => layerOf(...members)) }))
    expect(found.slice(1)).toMatchObject([
      { path: '/a', digest: hashOf('new'), mode: 0o644 },
      { path: '/b', digest: hashOf('old'), mode: 0o600 },
      { path: '/c', kind: 'link', linkTarget: 'none' },
    ])
    expect(found.some(({ sameAs }) => sameAs !== undefined)).toBe(false)
  })

  test('a layer packed with zstd, and one that is not packed', async () => {
    expect(await list([[file('a')]], { compress: (bytes) => zstdCompressSync(bytes) })).toEqual(['/a'])
    expect(await list([[file('a')]], { compress: (bytes) => bytes })).toEqual(['/a'])
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['a member that leads out', () => list([[file('a/../../x')]]), 'E_ENGINE_LAYER'],
    ['a whiteout that leads out', () => list([[file('../.wh.x', '')]]), 'E_ENGINE_LAYER'],
    ['a layer that is cut', () => list([[file('a', 'x'.repeat(5000))]], { compress: (bytes) => bytes.subarray(0, 3000) }), 'E_ARCHIVE_TAR'],
    ['no layout', () => listImageFiles(files, '/nowhere'), 'E_OCI_LAYOUT'],
  ])('refused: %s', async (_, act, code) => {
    await expect(act()).rejects.toMatchObject({ name: 'Refusal', problems: [{ code, cure: expect.stringMatching(/.+/) }] })
  })

  test('is what buildah mounts, for layers of any kind', async () => {
    const layers = [
      [
        directory('etc'),
        file('etc/a', 'one'),
        file('etc/b'),
        directory('srv/deep'),
        file('srv/deep/x'),
        file('srv/y'),
        { path: 'lib', type: 'symlink', target: 'usr/lib' },
      ],
      [
        file('etc/.wh.a', ''),
        file('etc/c'),
        { path: 'etc/d', type: 'link', target: 'etc/c' },
        directory('srv', 0o700),
        file('srv/.wh..wh..opq', ''),
        file('srv/n'),
      ],
      [file('etc/.wh.b', ''), file('etc/a', 'again', { uid: 12, mode: 0o4711 }), directory('opt', 0o1777), { path: 'p', type: 'fifo' }],
    ] as const satisfies readonly (readonly Member[])[]
    const layout = layoutOf({ layers: layers.map((members) => layerOf(...members)) })
    const listed = (await listImageFiles(files, layout)).map(({ path, kind, mode, uid, size, digest, linkTarget }) => ({
      path,
      kind,
      mode,
      uid,
      size,
      digest,
      linkTarget,
    }))
    const mounted = mountWithBuildah(layout)
    try {
      expect(listed.filter(({ path }) => path !== '/')).toEqual(walk(mounted.root, ''))
    } finally {
      mounted.leave()
    }
  }, 60_000)

  function mountWithBuildah(layout: string): { root: string; leave: () => void } {
    const store = place()
    mkdirSync(store)
    const buildah = (...args: string[]): string =>
      execFileSync('buildah', ['--root', join(store, 'root'), '--runroot', join(store, 'run'), '--storage-driver', 'vfs', ...args], { encoding: 'utf8' }).trim()
    // buildah makes the path the image's name, and takes no capital letters there.
    const small = join(tmpdir(), `images-${process.pid}`)
    symlinkSync(layout, small)
    const container = buildah('from', '--quiet', `oci:${small}`)
    rmSync(small)
    return {
      root: buildah('mount', container),
      leave: () => {
        buildah('rm', '--all')
        rmSync(store, { recursive: true, force: true })
      },
    }
  }

  type Seen = { path: string; kind: string; mode: number; uid: number; size: number; digest: string | undefined; linkTarget: string | undefined }

  function walk(root: string, path: string): readonly Seen[] {
    const names = readdirSync(join(root, path)).sort()
    return names.flatMap((name): readonly Seen[] => {
      const inner = `${path}/${name}`
      const info = lstatSync(join(root, inner))
      const kind = info.isDirectory() ? 'directory' : info.isSymbolicLink() ? 'symlink' : info.isFIFO() ? 'fifo' : 'file'
      const seen: Seen = {
        path: inner,
        kind,
        mode: info.mode & 0o7777,
        uid: info.uid,
        size: kind === 'file' ? info.size : 0,
        digest: kind === 'file' ? hashOf(readFileSync(join(root, inner))) : undefined,
        linkTarget: kind === 'symlink' ? readlinkSync(join(root, inner)) : undefined,
      }
      return [kind === 'symlink' ? { ...seen, mode: 0o644 } : seen, ...(kind === 'directory' ? walk(root, inner) : [])]
    })
  }
})

describe('two images', () => {
  const members = [file('a', 'one'), file('b'), { path: 'l', type: 'symlink', target: 'a' }, directory('d')] as const
  const first = (): string => layoutOf({ layers: [layerOf(...members)], config: { config: { Env: ['A=1'] }, history: [{ created: 'x' }] } })
  const compare = async (layers: readonly (readonly Member[])[], parts: ImageParts = {}) =>
    compareImages(
      files,
      first(),
      layoutOf({ layers: layers.map((each) => layerOf(...each)), config: { config: { Env: ['A=1'] }, history: [{ created: 'x' }] }, ...parts }),
    )

  test('that are the same', async () => expect(await compare([members])).toEqual([]))

  test('differ in files, each named with what it differs in', async () => {
    const [, , link] = members
    const changed: Member[] = [
      file('a', 'two', { mode: 0o755, uid: 3, mtime: 0 }),
      { ...link, target: 'b' },
      file('d', ''),
      file('n'),
      { path: 'm', type: 'link', target: 'n' },
      { path: 'x', content: 'x', pax: { 'SCHILY.xattr.a': '1' } },
    ]
    expect(await compare([changed])).toEqual([
      { path: '/a', what: 'content' },
      { path: '/a', what: 'mode 0644 and 0755' },
      { path: '/a', what: 'owner 0:0 and 3:0' },
      { path: '/a', what: 'time 2023-11-14T22:13:20.000Z and 1970-01-01T00:00:00.000Z' },
      { path: '/b', what: 'only in the first' },
      { path: '/d', what: 'kind directory and file' },
      { path: '/l', what: 'target a and b' },
      { path: '/m', what: 'only in the second' },
      { path: '/n', what: 'only in the second' },
      { path: '/x', what: 'only in the second' },
    ])
    expect(await compare([[file('a', 'longer'), ...members.slice(1)]])).toEqual([{ path: '/a', what: 'content, 3 and 6 bytes' }])
    const linked: Member[] = [...members.slice(0, 1), { path: 'b', type: 'link', target: 'a' }, ...members.slice(2)]
    expect(await compare([linked])).toContainEqual({ path: '/b', what: 'hard link of nothing and /a' })
    expect(await compare([[{ path: 'a', content: 'one', pax: { 'SCHILY.xattr.a': '1' } }, ...members.slice(1)]])).toEqual([
      { path: '/a', what: 'extended attributes' },
    ])
  })

  test('differ in the config, in the layers, or in their bytes only', async () => {
    expect(await compare([members], { config: { config: { Env: ['A=2'], User: 'u' }, history: [{ created: 'y' }] } })).toEqual([
      { path: 'config: config.Env[0]', what: '"A=1" and "A=2"' },
      { path: 'config: config.User', what: 'nothing and "u"' },
      { path: 'config: history[0].created', what: '"x" and "y"' },
    ])
    expect(await compare([members.slice(0, 2), members.slice(2)])).toEqual([{ path: 'layers', what: '1 and 2 of them, which hold the same files' }])
    const what = 'its bytes only: the same files in another order, or packed differently'
    expect(await compare([[...members].reverse()])).toEqual([{ path: 'layer 1', what }])
    expect(await compare([members], { compress: (bytes) => zstdCompressSync(bytes) })).toEqual([{ path: 'layer 1', what }])
  })
})

describe('the programs of an image', () => {
  const elf = (mark: string, size = 200): Buffer => Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.from(mark), Buffer.alloc(size)])
  const program = (path: string, mark = path, more: Partial<Member> = {}): Member => ({ path, content: elf(mark), mode: 0o755, ...more })
  const find = async (layers: readonly (readonly Member[])[], limit = 10) =>
    (await findExecutables(files, layoutOf({ layers: layers.map((members) => layerOf(...members)) }), limit)).map(({ path, head }) => [
      path,
      Buffer.from(head.subarray(4)).toString('latin1').replace(/\0.*$/s, ''),
    ])

  test('are what is left of its own folders, of the base first, then what it carries elsewhere', async () => {
    const base = [program('usr/bin/b'), program('usr/bin/a'), program('opt/sysroot/bin/foreign'), program('usr/bin/gone'), program('bin/replaced', 'old')]
    const next = [file('usr/bin/.wh.gone', ''), program('bin/replaced', 'new'), program('usr/bin/0'), file('usr/bin/script', '#!/bin/sh', { mode: 0o755 })]
    const rest = [
      file('usr/lib/data', '\x7fELF', { mode: 0o644 }),
      { path: 'usr/bin/twin', type: 'link', target: 'usr/bin/a' } as const,
      file('bin/short', 'E', { mode: 0o755 }),
    ]
    expect(await find([base, next, rest])).toEqual([
      ['/bin/replaced', 'new'],
      ['/usr/bin/a', 'usr/bin/a'],
      ['/usr/bin/b', 'usr/bin/b'],
      ['/usr/bin/0', 'usr/bin/0'],
      ['/opt/sysroot/bin/foreign', 'opt/sysroot/bin/foreign'],
    ])
    expect(await find([base, next], 2)).toEqual([
      ['/bin/replaced', 'new'],
      ['/usr/bin/a', 'usr/bin/a'],
    ])
    expect(await find([[file('a')]])).toEqual([])
    expect(await find([])).toEqual([])
  })

  test('come from further on where the first ones are all replaced, and are read no further than their beginning', async () => {
    const many = Array.from({ length: 140 }, (_, number) => program(`usr/bin/p${String(number).padStart(3, '0')}`))
    const gone = many.slice(0, 135).map(({ path }) => file(path.replace('/p', '/.wh.p'), ''))
    expect((await find([many, gone])).map(([path]) => path)).toEqual(many.slice(135).map(({ path }) => `/${path}`))
    const layout = layoutOf({ layers: [layerOf({ path: 'bin/big', content: elf('big', 1_000_000), mode: 0o755 })] })
    const [found] = await findExecutables(files, layout, 1)
    expect({ ...found, head: found?.head.length }).toEqual({ path: '/bin/big', size: 1_000_007, head: 65_536 })
  })
})

describe('an OCI archive', () => {
  const parts = { layers: [layerOf(file('a')), layerOf(file('b'))], architecture: 'arm64' }
  const pack = async (layout: string): Promise<string> => {
    const archive = join(place(), imageArchive)
    await packLayout(files, layout, archive)
    return archive
  }

  test('of an image is the same bytes whatever else the layout holds, and comes back whole', async () => {
    const layout = place()
    const digest = writeLayout(layout, parts)
    const archive = await pack(layout)
    const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as { manifests: object[] }
    writeFileSync(
      join(layout, 'index.json'),
      JSON.stringify({ ...index, manifests: index.manifests.map((each) => ({ ...each, annotations: { a: 'b' } })) }, undefined, 2),
    )
    writeFileSync(join(layout, 'blobs/sha256', '0'.repeat(64)), 'stray')
    mkdirSync(join(layout, 'ingest'))
    expect(hashOf(readFileSync(await pack(layout)))).toBe(hashOf(readFileSync(archive)))

    const to = place()
    expect(await unpackLayout(files, archive, to)).toEqual({ layout: to, digest, platform: 'linux/arm64' })
    expect(existsSync(join(to, 'blobs/sha256', '0'.repeat(64)))).toBe(false)
    expect((await listImageFiles(files, to)).map(({ path }) => path)).toEqual(['/', '/a', '/b'])
    const info = execFileSync('skopeo', ['inspect', '--raw', `oci-archive:${archive}`])
    expect(digestOf(info)).toBe(digest)
    expect(execFileSync('tar', ['-tvf', archive], { encoding: 'utf8' })).toMatch(/^drwxr-xr-x 0\/0 +0 1980-01-0[12] .* blobs\/\n/)
  })

  test.each<[string, (layout: string) => void, RegExp]>([
    ['lacks a blob', (layout) => rmSync(blobOf(layout, 'layers')), /^the image lacks the blob sha256:/],
    ['has a blob that is cut', (layout) => writeFileSync(blobOf(layout, 'layers'), 'x'), /^the image holds 1 bytes of sha256:/],
    ['has another manifest', (layout) => writeFileSync(blobOf(layout, 'manifest'), '{}'), /does not hold what it is called/],
  ])('is not packed of a layout that %s', async (_, damage, message) => {
    const layout = layoutOf(parts)
    damage(layout)
    await expect(pack(layout)).rejects.toMatchObject({ problems: [{ message: expect.stringMatching(message) }] })
  })

  function blobOf(layout: string, what: 'layers' | 'manifest'): string {
    const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as { manifests: { digest: string }[] }
    const path = (digest: string): string => join(layout, 'blobs/sha256', digest.slice(7))
    const manifest = path(index.manifests[0]?.digest ?? '')
    if (what === 'manifest') return manifest
    return path((JSON.parse(readFileSync(manifest, 'utf8')) as { layers: { digest: string }[] }).layers[0]?.digest ?? '')
  }

  /** The members of a good archive, to be changed. */
  function membersOf(): Member[] {
    const layout = layoutOf(parts)
    const names = ['index.json', 'oci-layout', ...readdirSync(join(layout, 'blobs/sha256')).map((name) => `blobs/sha256/${name}`)]
    return names.filter((name) => statSync(join(layout, name)).isFile()).map((name) => ({ path: name, content: readFileSync(join(layout, name)) }))
  }
  const unpack = async (members: readonly Member[], limit?: number) => {
    const archive = place()
    writeFileSync(archive, layerOf(...members))
    return unpackLayout(files, archive, join(place(), 'to'), limit)
  }

  test('that another tool wrote, with dots and folders, is taken', async () => {
    expect(
      await unpack([directory('./'), directory('blobs/'), directory('./blobs/sha256'), ...membersOf().map((each) => ({ ...each, path: `./${each.path}` }))]),
    ).toMatchObject({
      platform: 'linux/arm64',
    })
  })

  const other = '1'.repeat(64)
  test.each<[string, (members: readonly Member[]) => readonly Member[], RegExp]>([
    ['an absolute path', (all) => [...all, file('/etc/passwd')], /holds "\/etc\/passwd", which belongs to no layout/],
    ['a path that leads out', (all) => [...all, file('blobs/sha256/../../../x')], /which belongs to no layout/],
    ['a path that leads out, behind a dot', (all) => [...all, file('./../x')], /holds "..\/x", which belongs to no layout/],
    ['another file', (all) => [...all, file('manifest.json')], /"manifest.json", which belongs to no layout/],
    ['another folder', (all) => [...all, directory('ingest')], /"ingest", which belongs to no layout/],
    ['a symbolic link', (all) => [...all, { path: `blobs/sha256/${other}`, type: 'symlink', target: '/etc/passwd' }], /as a symlink$/],
    ['a hard link', (all) => [...all, { path: `blobs/sha256/${other}`, type: 'link', target: 'index.json' }], /as a link$/],
    ['a link for the folder', (all) => [{ path: 'blobs', type: 'symlink', target: '/tmp' }, ...all], /"blobs", which belongs to no layout/],
    ['a device', (all) => [{ path: 'index.json', type: 'character-device' }, ...all], /as a character-device$/],
    ['a file twice', (all) => [...all, ...all.slice(0, 1)], /holds "index.json" twice/],
    ['a blob that is not what it is called', (all) => [...all, file(`blobs/sha256/${other}`)], /is damaged: blobs\/sha256\/1+ is sha256:/],
    ['a blob that is missing', (all) => all.slice(0, -1), /lacks the blob|cannot be read/],
    ['no index', (all) => all.filter(({ path }) => path !== 'index.json'), /index.json cannot be read/],
    ['nothing', () => [], /oci-layout cannot be read/],
    ['an index that goes on', (all) => [{ path: 'index.json', content: Buffer.alloc(5 * 2 ** 20, ' ') }, ...all.slice(1)], /5242880 bytes, more than 4 MiB/],
  ])('refused: %s', async (_, change, message) => {
    await expect(unpack(change(membersOf()))).rejects.toMatchObject({ name: 'Refusal', problems: [{ message: expect.stringMatching(message) }] })
  })

  test('refused: more than it may hold, text, and an archive that is cut', async () => {
    await expect(unpack(membersOf(), 100)).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_LIMIT' }] })
    const archive = await pack(layoutOf(parts))
    for (const [bytes, message] of [
      [Buffer.from('not an archive '.repeat(100)), /^the tar archive cannot be read/],
      [readFileSync(archive).subarray(0, 1700), /^the tar archive cannot be read/],
    ] as const) {
      const damaged = place()
      writeFileSync(damaged, bytes)
      await expect(unpackLayout(files, damaged, place())).rejects.toMatchObject({
        problems: [{ code: 'E_ARCHIVE_TAR', message: expect.stringMatching(message) }],
      })
    }
  })

  test('names of artifacts say the platform, and only those', () => {
    const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/ppc64le'] as Platform[]
    expect(platforms.map((platform) => artifactName('builder-3f', platform))).toEqual([
      'builder-3f-amd64',
      'builder-3f-arm64',
      'builder-3f-arm-v7',
      'builder-3f-ppc64le',
    ])
    for (const name of ['builder', 'builder-3f-', 'builder-3f-x86_64', 'builder-3f-arm64-extra', 'other-arm64', 'builder-3f2-arm64'])
      expect(platformOfArtifact('builder-3f', name)).toBeUndefined()
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{1,20}$/), fc.constantFrom(...platforms), (name, platform) => {
        expect(platformOfArtifact(name, artifactName(name, platform))).toBe(platform)
      }),
    )
  })
})

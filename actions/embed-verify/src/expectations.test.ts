import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { FakeOptions } from '@slipway/host/fakes'
import { buildGo, buildHost, good, initrd, kernel, messages, noise, runner, verify, Workspaces, write } from './embed-verify.support.ts'
import { parseGoList, planGoList } from './go-sources.ts'

const workspaces = new Workspaces()

/** A program whose packages embed other files on each system; one of them is embedded as bytes, and one is tiny. */
const sources: Readonly<Record<string, string | Uint8Array>> = {
  'go.mod': 'module example.test/host\n\ngo 1.21\n',
  'main.go':
    'package main\n\nimport (\n\t"embed"\n\n\t"example.test/host/guest"\n)\n\n//go:embed all:web VERSION\nvar files embed.FS\n\nfunc main() {\n\tdata, _ := files.ReadFile("VERSION")\n\tentries, _ := files.ReadDir("web")\n\tprintln(len(data), len(entries), len(guest.Kernel), guest.Kernel[len(data)])\n}\n',
  VERSION: 'v1.2\n',
  'web/page.html': `<!doctype html><html>${'x'.repeat(100)}</html>`,
  'web/app.tmpl': '{{ range . }}'.repeat(20),
  'web/.gitkeep': '',
  'guest/guest_linux.go': 'package guest\n\nimport _ "embed"\n\n//go:embed assets/vmlinuz\nvar Kernel []byte\n',
  'guest/guest_darwin.go': 'package guest\n\nimport _ "embed"\n\n//go:embed assets/Image\nvar Kernel []byte\n',
  'guest/assets/vmlinuz': kernel('amd64'),
  'guest/assets/Image': kernel('arm64'),
}

const built = (platform: string): string => join(workspaces.folder, platform, 'host')

beforeAll(() => {
  for (const platform of ['linux/amd64', 'darwin/arm64']) {
    write(join(workspaces.folder, platform), sources)
    buildGo(join(workspaces.folder, platform), platform)
  }
}, 300_000)

/** Some build a program of their own. */
jest.setTimeout(120_000)
afterAll(() => rmSync(workspaces.folder, { recursive: true, force: true }))

/** Commands really run. */
const real: Partial<FakeOptions> = {
  exec: ({ command, args, options }) => {
    const env = Object.entries({ GOTOOLCHAIN: 'local', GOWORK: 'off', ...options.env }).map(([name, value]) => `${name}=${value ?? ''}`)
    try {
      return { stdout: execFileSync('env', [...env, command, ...args], { cwd: options.cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) }
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string }
      return { code: status, stderr }
    }
  },
}

describe('what the Go sources say', () => {
  const manifest = JSON.stringify([
    { path: 'VERSION', 'min-size': 1 },
    { path: 'web/.gitkeep', 'min-size': 0, kind: 'any' },
    { path: 'guest/assets/vmlinuz', 'min-size': 50_000, hosts: ['linux/amd64'] },
    { path: 'guest/assets/Image', 'min-size': 50_000, hosts: ['darwin/arm64'] },
  ])

  test.each([
    ['linux/amd64', 'guest/assets/vmlinuz'],
    ['darwin/arm64', 'guest/assets/Image'],
  ])('%s: what is embedded on that platform is expected, with what a manifest says of it', async (platform, guest) => {
    const { fakes } = workspaces.make(built(platform), { ...sources, 'embed.json': manifest }, real)
    const { problems, result, outputs } = await verify(fakes, { platform, 'go-package': '.', manifest: 'embed.json' })
    expect(messages(problems)).toEqual([])
    expect(outputs?.verdict).toBe('proven')
    expect([...(result?.assets ?? [])].map(({ path }) => path).sort()).toEqual(['VERSION', guest, 'web/.gitkeep', 'web/app.tmpl', 'web/page.html'])
    // Five bytes are proven by their name and place in the table; a search for them would mean nothing.
    expect(result?.assets.find(({ path }) => path === 'VERSION')?.places).toMatchObject([{ state: 'whole' }])
    expect(fakes.calls[0]).toMatchObject({ command: 'go', options: { env: { GOOS: platform.split('/')[0], GOARCH: platform.split('/')[1] } } })
  })

  test('without a manifest, what is empty or tiny is refused; and a file that changed since is found', async () => {
    const { fakes } = workspaces.make(built('linux/amd64'), { ...sources, 'web/app.tmpl': '{{ other }}'.repeat(20) }, real)
    const { problems } = await verify(fakes, { platform: 'linux/amd64', 'go-package': './.' })
    expect(messages(problems).sort()).toEqual([
      'the asset VERSION has 5 bytes, fewer than 64',
      'the asset web/.gitkeep is empty (0 bytes): the binary compiles with it and cannot run',
      'the asset web/app.tmpl does not stand in host; its table of embedded files has it with 260 bytes',
    ])
    expect(problems[0]?.at).toEqual({ input: 'go-package (example.test/host)' })
  })

  test('what only the sources name is not declared for `extra`: their patterns are what picks up an old file', async () => {
    const { fakes } = workspaces.make(built('linux/amd64'), { ...sources, 'embed.json': manifest }, real)
    const given = { platform: 'linux/amd64', 'go-package': '.', manifest: 'embed.json', extra: 'web/*\n!web/*.html' }
    const { problems } = await verify(fakes, given)
    expect(messages(problems)).toEqual([
      expect.stringMatching(/^host embeds web\/app\.tmpl too \(260 bytes at offset [0-9]+\), which matches a pattern of extra and is not declared$/),
    ])
    expect(messages((await verify(fakes, { ...given, assets: 'web/app.tmpl text' })).problems)).toEqual([])
  })

  test('an empty file in the table is told from one that is absent', async () => {
    const { fakes, root } = workspaces.make(undefined, { ...sources, 'web/page.html': '' })
    buildGo(root, 'linux/amd64')
    write(root, { 'web/page.html': String(sources['web/page.html']) })
    const { problems } = await verify(fakes, { assets: 'web/page.html' })
    expect(messages(problems)).toEqual(['the asset web/page.html does not stand in host; its table of embedded files has it with 0 bytes'])
  })

  test.each([
    ['go fails', { code: 1, stderr: 'main.go:8:12: pattern assets: no matching files found\n' }, /^go list failed: main.go:8:12: pattern assets/],
    ['go is missing', { code: 127 }, /^go is not on the runner$/],
    ['nothing is embedded', { stdout: '{\n\t"ImportPath": "example.test/host"\n}\n' }, /^\. embeds nothing for linux\/amd64$/],
    ['what is printed is no JSON', { stdout: 'go: downloading go1.99\n' }, /^go list printed what is no JSON/],
  ])('%s', async (_, answer, message) => {
    const { fakes } = workspaces.make(built('linux/amd64'), sources, { exec: () => answer })
    const { problems } = await verify(fakes, { 'go-package': '.' })
    expect(messages(problems)).toEqual([expect.stringMatching(message)])
    expect(problems[0]?.cure).toEqual(expect.any(String))
  })

  test('tags and cgo are those of the binary; modules of others and the standard library are not asked for', () => {
    const info = {
      goVersion: 'go1.26',
      path: '',
      module: undefined,
      settings: new Map([
        ['-tags', 'a,b'],
        ['CGO_ENABLED', '1'],
        ['GOARM64', 'v8.0'],
        ['vcs', 'git'],
      ]),
    }
    expect(planGoList('./cmd/x', 'linux/arm64' as never, info)).toEqual({
      args: ['list', '-deps', '-json=ImportPath,Dir,Standard,Module,EmbedFiles', '-tags', 'a,b', '--', './cmd/x'],
      env: { GOOS: 'linux', GOARCH: 'arm64', CGO_ENABLED: '1', GOARM64: 'v8.0' },
    })
    const packages = [
      { ImportPath: 'crypto/x', Dir: '/go/src/crypto/x', Standard: true, EmbedFiles: ['table.bin'] },
      { ImportPath: 'other.test/y', Dir: '/mod/other.test/y', Module: { Path: 'other.test/y' }, EmbedFiles: ['y.html'] },
      { ImportPath: 'near.test/z', Dir: '/w/near', Module: { Replace: { Path: '../near' } }, EmbedFiles: ['z.bin'] },
      { ImportPath: 'example.test/host', Dir: '/w', Module: { Main: true }, EmbedFiles: ['a b.bin', 'sub/c.bin'] },
    ]
    const parsed = parseGoList(packages.map((one) => `${JSON.stringify(one, undefined, '\t')}\n`).join(''), '/w/')
    expect(parsed).toMatchObject({ ok: true, value: [{ path: 'near/z.bin', embedName: 'z.bin' }, { path: 'a b.bin' }, { path: 'sub/c.bin' }] })
  })
})

describe('what was proven before', () => {
  test('is checked again without the assets: unchanged, moved, altered, and with a manifest that was damaged', async () => {
    const { fakes, root } = workspaces.make(built('linux/amd64'), sources)
    const first = await verify(fakes, { assets: 'guest/assets/vmlinuz\nweb/page.html\n', 'write-proof': 'out/proof.json' })
    expect(first.outputs).toMatchObject({ verdict: 'proven', proof: 'out/proof.json' })
    const later = workspaces.make(undefined, { 'proof.json': readFileSync(join(root, 'out/proof.json')) })
    const binary = readFileSync(join(root, 'host'))
    const check = async (bytes: Buffer, given: Readonly<Record<string, string>> = {}) => {
      write(later.root, { host: bytes })
      return await verify(later.fakes, { proof: 'proof.json', ...given })
    }
    expect((await check(binary)).outputs).toMatchObject({ verdict: 'proven', assets: '2' })
    const place = first.result?.assets[0]?.places[0]
    const offset = place?.state === 'whole' ? place.offset : 0
    const altered = Buffer.from(binary)
    altered[offset + 40_000] = (altered[offset + 40_000] as number) ^ 1
    expect(messages((await check(altered)).problems)).toEqual([
      `the asset guest/assets/vmlinuz stands in host with other bytes, the first of them from 39936 to 40063 (at offset ${offset})`,
    ])
    expect(later.fakes.summary()).toContain('| ❌ | `guest/assets/vmlinuz` |')
    const moved = (await check(Buffer.concat([binary.subarray(0, offset), noise('more', 999), binary.subarray(offset)]), { policy: 'binary=warn' })).result
    expect(moved?.proof).toMatchObject([{ state: 'whole', moved: true, offset: offset + 999 }, { state: 'whole' }])
    write(later.root, { 'proof.json': '{"version": 1, "size": 5, "contents": []}' })
    expect(messages((await check(binary)).problems)).toEqual(['the proof manifest proves nothing: it has no list of contents'])
  })

  test('no proof is written of what is not proven', async () => {
    const { fakes, root } = workspaces.make(built('linux/amd64'), { ...sources, 'web/page.html': `<html>${'y'.repeat(100)}` })
    const { result } = await verify(fakes, { assets: 'web/page.html', 'write-proof': 'proof.json', policy: 'all=warn' })
    expect(result).toMatchObject({ verdict: 'refused', passed: true })
    expect(await fakes.ports.files.info(join(root, 'proof.json'))).toBeUndefined()
  })
})

describe('without any declaration', () => {
  test('the tables are listed: what is empty shows at once, and a file that Git keeps a folder by does not', async () => {
    const { fakes } = workspaces.make(built('darwin/arm64'), {})
    const { outputs, result } = await verify(fakes, {})
    expect(outputs).toMatchObject({ verdict: 'proven', assets: '0' })
    expect(result?.embeds).toMatchObject({
      tables: 1,
      files: [{ name: 'VERSION', size: 5 }, { name: 'web/.gitkeep', size: 0 }, { name: 'web/app.tmpl' }, { name: 'web/page.html' }],
    })
    expect(fakes.summary()).toMatch(/\| ✅ \| `web\/page.html` \| html \| 128 B \| [0-9]+ \|/)
  })

  test('a placeholder in the table, and a byte that was changed after the build', async () => {
    const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 3\n'
    const { fakes, root } = workspaces.make(undefined, { ...sources, 'web/app.tmpl': lfs, 'web/page.html': '' })
    buildGo(root, 'linux/amd64')
    const binary = readFileSync(join(root, 'host'))
    binary[binary.indexOf('v1.2\n')] = 0x77
    write(root, { host: binary })
    expect(messages((await verify(fakes, {})).problems)).toEqual([
      'host embeds VERSION, which has other bytes than those that the compiler embedded',
      'host embeds web/app.tmpl, which is a Git LFS pointer, not the file that it stands for',
      'host embeds web/page.html, which is empty (0 bytes): it compiles so and cannot be used',
    ])
  })

  test('a program without tables proves nothing', async () => {
    const { fakes } = workspaces.make(process.execPath, {})
    expect(messages((await verify(fakes, {})).problems)).toEqual([
      'nothing is declared, and host has no Go table that names what it embeds, so nothing would be proven',
    ])
  })
})

describe('extra and older versions', () => {
  test('a file that matches a pattern and is not declared is reported when the binary embeds it', async () => {
    const assets = { ...good('amd64'), 'assets/runner-1': runner('amd64', 'older'), 'assets/runner-2': runner('amd64', 'newer') }
    const { fakes, root } = workspaces.make(undefined, assets)
    buildHost(root, 'linux/amd64', { 'assets/runner-1': assets['assets/runner-1'], 'assets/vmlinuz': kernel('amd64'), 'assets/initrd': initrd })
    const given = { assets: 'assets/vmlinuz', extra: 'assets/runner*\n!assets/runner' }
    expect(messages((await verify(fakes, given)).problems)).toEqual([
      expect.stringMatching(/^host embeds assets\/runner-1 too \(20000 bytes at offset [0-9]+\), which matches a pattern of extra and is not declared$/),
    ])
    rmSync(join(root, 'assets/runner-1'))
    expect(messages((await verify(fakes, given)).problems)).toEqual([
      expect.stringMatching(/^host embeds assets\/runner-1 too \(20000 bytes at offset [0-9]+\), which matches a pattern of extra and is not declared$/),
    ])
    expect((await verify(fakes, { ...given, policy: 'extra=warn' })).result).toMatchObject({
      verdict: 'refused',
      passed: true,
      extras: [
        { path: 'assets/runner-2', state: 'absent' },
        { path: 'assets/runner-1', state: 'whole' },
      ],
    })
    expect((await verify(fakes, { ...given, assets: 'assets/initrd', extra: 'assets/vm*\nassets/runner-2' })).problems).toHaveLength(1)
  })
})

describe('a binary that is packed', () => {
  test('is said to be so; the assets are not blamed for it', async () => {
    const { fakes, root } = workspaces.make(built('linux/amd64'), { ...sources, other: noise('other', 9000) })
    const bytes = readFileSync(join(root, 'host'))
    const at = 64 + 56 * bytes.readUInt16LE(56)
    bytes.write('UPX!\x10\x08\x0d\x16', at + 4, 'latin1')
    write(root, { host: bytes })
    const given = { assets: 'other\nguest/assets/vmlinuz\nmissing' }
    const { problems } = await verify(fakes, given)
    expect(messages(problems)).toEqual([
      `host is packed by UPX (UPX! behind the headers, at offset ${at + 4}), so nothing can be said of one asset that would stand in it`,
      'the asset missing is not there',
    ])
    const { outputs } = await verify(fakes, { assets: 'other', policy: 'packed=warn' })
    expect(outputs).toMatchObject({ verdict: 'packed' })
    expect(fakes.summary()).toContain('⚠️ embed-verify')
    // What is found in it is proven all the same.
    expect((await verify(fakes, { assets: 'guest/assets/vmlinuz' })).outputs).toMatchObject({ verdict: 'proven' })
  })
})

/** A universal file of some images (mach-o/fat.h). */
function universal(...images: readonly Buffer[]): Buffer {
  const align = 16_384
  const places = images.map((_, index) => align + images.slice(0, index).reduce((sum, one) => sum + Math.ceil(one.length / align) * align, 0))
  const file = Buffer.alloc((places.at(-1) ?? 0) + (images.at(-1)?.length ?? 0))
  for (const [index, value] of [0xcafe_babe, images.length].entries()) file.writeUInt32BE(value, 4 * index)
  for (const [index, image] of images.entries()) {
    const fields = [image.readUInt32LE(4), image.readUInt32LE(8), places[index] ?? 0, image.length, 14]
    for (const [at, value] of fields.entries()) file.writeUInt32BE(value, 8 + 20 * index + 4 * at)
    image.copy(file, places[index])
  }
  return file
}

/** An ELF file in which the section that holds a place is not loaded (SHF_ALLOC). */
function withoutLoading(bytes: Buffer, place: number): Buffer {
  const [table, size, count] = [Number(bytes.readBigUInt64LE(40)), bytes.readUInt16LE(58), bytes.readUInt16LE(60)]
  for (let at = table; at < table + size * count; at += size) {
    const [from, length] = [Number(bytes.readBigUInt64LE(at + 24)), Number(bytes.readBigUInt64LE(at + 32))]
    if (place >= from && place < from + length) bytes.writeUInt32LE(bytes.readUInt32LE(at + 8) & ~2, at + 8)
  }
  return bytes
}

describe('where an asset stands', () => {
  test('behind the program, and in a section that is never loaded', async () => {
    const asset = noise('asset', 9000)
    const { fakes, root } = workspaces.make(built('linux/amd64'), { asset })
    write(root, { host: Buffer.concat([readFileSync(join(root, 'host')), asset]) })
    expect((await verify(fakes, { assets: 'asset' })).result?.assets[0]?.places).toMatchObject([{ state: 'whole', loaded: false }])
    expect(fakes.summary()).toContain('| behind the program |')
    const bytes = readFileSync(built('linux/amd64'))
    write(root, { asset: kernel('amd64'), host: withoutLoading(bytes, bytes.indexOf(kernel('amd64'))) })
    const unloaded = await verify(fakes, { assets: 'asset' })
    expect(messages(unloaded.problems)).toEqual([expect.stringMatching(/^the asset asset stands in host in the section \.[a-z]+, which is never loaded$/)])
    expect((await verify(fakes, { assets: 'asset', policy: 'unloaded=warn' })).outputs).toMatchObject({ verdict: 'refused', assets: '0' })
  })

  test('a universal file has it in each of its images, also when a proof is checked', async () => {
    const { fakes, root } = workspaces.make(undefined, sources)
    buildGo(root, 'darwin/amd64')
    const [intel, apple] = [readFileSync(join(root, 'host')), readFileSync(built('darwin/arm64'))]
    write(root, { host: universal(intel, apple) })
    const given = { platform: 'darwin/arm64', 'guest-platform': 'linux/arm64', assets: 'guest/assets/Image', 'write-proof': 'proof.json' }
    const { result, problems } = await verify(fakes, given)
    expect(messages(problems)).toEqual([])
    expect(result?.assets[0]?.places.map(({ image, state }) => [image, state])).toEqual([
      ['CPU_TYPE_X86_64', 'whole'],
      ['CPU_TYPE_ARM64', 'whole'],
    ])
    const at = apple.indexOf(sources['guest/assets/Image'] ?? '')
    apple[at + 30_000] = (apple[at + 30_000] as number) ^ 4
    write(root, { host: universal(intel, apple) })
    expect(messages((await verify(fakes, given)).problems)).toEqual([
      expect.stringMatching(/^the asset guest\/assets\/Image stands in host \(CPU_TYPE_ARM64\) with other bytes, from its byte 30000 on/),
    ])
    const { problems: later } = await verify(fakes, { proof: 'proof.json' })
    expect(messages(later)).toEqual([
      expect.stringMatching(/^the asset guest\/assets\/Image stands in host \(CPU_TYPE_ARM64\) with other bytes, the first of them from/),
    ])
  })

  test('a runner that is cut is no runner, although the binary embeds what is left of it', async () => {
    const whole = readFileSync(built('linux/amd64'))
    const { fakes } = workspaces.make(undefined, { runner: whole.subarray(0, 900_000), host: Buffer.concat([whole, whole.subarray(0, 900_000)]) })
    expect(messages((await verify(fakes, { assets: 'runner' })).problems)).toEqual([
      expect.stringMatching(/^the asset runner is (truncated: its headers promise|damaged: )/),
    ])
  })
})

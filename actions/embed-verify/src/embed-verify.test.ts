import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseInputs } from '@slipway/contract'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { type Problem, Refusal, unwrap } from '@slipway/kernel'
import { contract } from './contract.ts'
import { parseAssetLines, parseManifest } from './declare.ts'
import { run } from './run.ts'

const hosts = ['linux/amd64', 'windows/amd64', 'darwin/arm64'] as const
const guests: Readonly<Record<string, 'amd64' | 'arm64'>> = { 'linux/amd64': 'amd64', 'windows/amd64': 'amd64', 'darwin/arm64': 'arm64' }
let folder = ''

/** Bytes that look random and are the same every time. */
function noise(seed: string, size: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, index) => createHash('sha256').update(`${seed} ${index}`).digest())
  return Buffer.concat(blocks).subarray(0, size)
}

function kernel(architecture: 'amd64' | 'arm64', version = ''): Buffer {
  const image = noise(`kernel ${architecture}${version}`, 60_000)
  if (architecture === 'arm64') image.write('ARM\x64', 0x38, 'latin1')
  else image.write('HdrS\x0f\x02', 0x202, 'latin1'), (image[0x236] = 1)
  return image
}

function runner(architecture: 'amd64' | 'arm64'): Buffer {
  const program = Buffer.alloc(20_000)
  program.write('\x7fELF\x02\x01\x01', 'latin1')
  program.writeUInt16LE(2, 16)
  program.writeUInt16LE(architecture === 'arm64' ? 183 : 62, 18)
  noise(`runner ${architecture}`, 19_000).copy(program, 1000)
  return program
}

const initrd = Buffer.concat([Buffer.from('070701'), noise('initrd', 5000), Buffer.alloc(4096)])

/** The three assets of a good binary, by path. */
function good(architecture: 'amd64' | 'arm64'): Record<string, Buffer> {
  return { 'assets/vmlinuz': kernel(architecture), 'assets/initrd': initrd, 'assets/runner': runner(architecture) }
}

const declared = 'assets/vmlinuz\nassets/initrd\nassets/runner executable\n'

function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
}

/** Builds a program that embeds the files of its folder `assets`. */
function buildHost(root: string, platform: string, assets: Readonly<Record<string, Uint8Array>>): void {
  const names = Object.keys(assets)
  write(root, assets)
  write(root, {
    'go.mod': 'module example.test/host\n\ngo 1.21\n',
    'main.go': `package main\n\nimport "embed"\n\n//go:embed ${names.join(' ')}\nvar files embed.FS\n\nfunc main() {\n\tfor _, name := range []string{${names.map((name) => `"${name}"`).join(', ')}} {\n\t\tdata, _ := files.ReadFile(name)\n\t\tprintln(name, len(data))\n\t}\n}\n`,
  })
  const [GOOS = '', GOARCH = ''] = platform.split('/')
  const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-trimpath', GOTOOLCHAIN: 'local', GOWORK: 'off' }
  execFileSync('go', ['build', '-ldflags', '-s -w', '-o', 'host', '.'], { cwd: root, env })
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'embed-verify-'))
  for (const platform of hosts) buildHost(join(folder, platform), platform, good(guests[platform] ?? 'amd64'))
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0

/** A workspace with a binary that was built from the good assets, and the assets as a test wants them. */
function workspace(platform: string, assets: Readonly<Record<string, string | Uint8Array>>): { fakes: Fakes; root: string } {
  count += 1
  const place = join(folder, `case-${count}`)
  const root = join(place, 'workspace')
  write(root, assets)
  copyFileSync(join(folder, platform, 'host'), join(root, 'host'))
  return { fakes: createFakes({ folder: place }), root }
}

async function verify(fakes: Fakes, given: Readonly<Record<string, string>>) {
  const inputs = unwrap(parseInputs(contract, { binary: 'host', ...given }))
  try {
    return { outputs: await run(inputs, fakes.ports), problems: [] as readonly Problem[] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { outputs: undefined, problems: error.problems }
  }
}

const messages = (problems: readonly Problem[]): string[] => problems.map(({ message }) => message)

describe('a good binary', () => {
  test.each(hosts)('%s: each asset is proven, with its digest and its place', async (platform) => {
    const architecture = guests[platform] ?? 'amd64'
    const { fakes, root } = workspace(platform, good(architecture))
    const { outputs, problems } = await verify(fakes, { platform, 'guest-platform': `linux/${architecture}`, assets: declared, result: 'out/proof.json' })
    expect(messages(problems)).toEqual([])
    expect(outputs).toMatchObject({ assets: '3', result: 'out/proof.json' })
    const proof = JSON.parse(outputs?.proof ?? '') as { binary: object; assets: { path: string; size: number; offset: number; sha256: string }[] }
    expect(JSON.parse(readFileSync(join(root, 'out/proof.json'), 'utf8'))).toEqual(proof)
    const binary = readFileSync(join(root, 'host'))
    for (const { path, size, offset, sha256 } of proof.assets) {
      expect(
        createHash('sha256')
          .update(binary.subarray(offset, offset + size))
          .digest('hex'),
      ).toBe(sha256)
      expect(binary.subarray(offset, offset + size).equals(good(architecture)[path] as Buffer)).toBe(true)
    }
    expect(proof.binary).toMatchObject({ path: 'host', platform, size: binary.length })
    expect(proof.assets.map((asset) => asset.path)).toEqual(['assets/vmlinuz', 'assets/initrd', 'assets/runner'])
    expect(fakes.summary()).toContain('✅ embed-verify: `host`')
    expect(fakes.summary()).toMatch(/\| ✅ \| `assets\/runner` \| elf \| (amd64|arm64) \| 20.0 kB \| whole \| [0-9]+ \|/)
  })

  test('a pattern finds the binary; without a guest platform its own architecture is due', async () => {
    const { fakes } = workspace('darwin/arm64', good('arm64'))
    expect((await verify(fakes, { binary: 'h*t', platform: 'darwin/arm64', assets: declared })).outputs).toMatchObject({ assets: '3' })
  })

  test('the same content under two names is fine', async () => {
    const { fakes } = workspace('linux/amd64', { ...good('amd64'), 'again/vmlinuz': kernel('amd64') })
    expect((await verify(fakes, { platform: 'linux/amd64', assets: `${declared}again/vmlinuz\n` })).outputs).toMatchObject({ assets: '4' })
  })
})

describe('planted defects', () => {
  const flip = (content: Buffer, at: number): Buffer => {
    const copy = Buffer.from(content)
    copy[at] = (copy[at] as number) ^ 1
    return copy
  }
  type Planted = readonly [string, (assets: Record<string, Buffer>) => Record<string, string | Buffer>, readonly string[] | readonly RegExp[]]
  const amd64 = good('amd64')
  const table: readonly Planted[] = [
    [
      'an empty asset',
      (all) => ({ ...all, 'assets/vmlinuz': '' }),
      ['the asset assets/vmlinuz is empty (0 bytes): the binary compiles with it and cannot run'],
    ],
    ['an asset of 63 bytes', (all) => ({ ...all, 'assets/initrd': initrd.subarray(0, 63) }), ['the asset assets/initrd has 63 bytes, fewer than 64']],
    ['an asset that is missing', ({ 'assets/runner': _, ...rest }) => rest, ['the asset assets/runner is not there']],
    [
      'an LFS pointer',
      (all) => ({ ...all, 'assets/runner': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n' }),
      ['the asset assets/runner is a Git LFS pointer, not the file that it stands for, but a native executable is due'],
    ],
    [
      'a web page',
      (all) => ({ ...all, 'assets/initrd': `<!doctype html>${'x'.repeat(100)}` }),
      ['the asset assets/initrd is a web page, but an initrd (cpio, compressed or not) is due'],
    ],
    ['text', (all) => ({ ...all, 'assets/runner': 'placeholder '.repeat(20) }), ['the asset assets/runner is text, but a native executable is due']],
    ['the wrong architecture', (all) => ({ ...all, 'assets/runner': runner('arm64') }), ['the asset assets/runner is of arm64, not of amd64']],
    ['a kernel of the wrong architecture', (all) => ({ ...all, 'assets/vmlinuz': kernel('arm64') }), ['the asset assets/vmlinuz is of arm64, not of amd64']],
    [
      'two that are swapped',
      (all) => ({ ...all, 'assets/vmlinuz': initrd, 'assets/initrd': amd64['assets/vmlinuz'] as Buffer }),
      [
        'the asset assets/vmlinuz is a cpio file, but a Linux kernel is due',
        'the asset assets/initrd is an x86 kernel (bzImage), but an initrd (cpio, compressed or not) is due',
      ],
    ],
    ['another version', (all) => ({ ...all, 'assets/vmlinuz': kernel('amd64', 'older') }), ['the asset assets/vmlinuz does not stand in host']],
    [
      'one flipped byte',
      (all) => ({ ...all, 'assets/vmlinuz': flip(kernel('amd64'), 43_210) }),
      [/^the asset assets\/vmlinuz stands in host with other bytes, from its byte 43210 on \(at offset [0-9]+\)$/],
    ],
    [
      'a binary with a truncated asset',
      (all) => ({ ...all, 'assets/vmlinuz': Buffer.concat([kernel('amd64'), noise('more', 30_000)]) }),
      [/^the asset assets\/vmlinuz stands in host only with its first 6000[0-9] of 90000 bytes \(at offset [0-9]+\)$/],
    ],
    ['two defects', () => ({ 'assets/vmlinuz': '', 'assets/initrd': initrd, 'assets/runner': runner('arm64') }), [/vmlinuz is empty/, /runner is of arm64/]],
  ]
  test.each(table)('%s', async (_, plant, expected) => {
    const { fakes } = workspace('linux/amd64', plant(amd64))
    const { problems } = await verify(fakes, { platform: 'linux/amd64', assets: declared })
    expect(messages(problems)).toEqual(expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))))
    for (const problem of problems) expect(problem.cure).toEqual(expect.any(String))
    expect(fakes.summary()).toContain('❌')
  })

  test('the binary is for another platform, no native file, truncated, or not there', async () => {
    const { fakes, root } = workspace('windows/amd64', amd64)
    const check = async (given: Readonly<Record<string, string>>) => messages((await verify(fakes, { assets: declared, ...given })).problems)
    expect(await check({ platform: 'linux/amd64' })).toEqual(['host is a PE file, but linux/amd64 needs an ELF file'])
    write(root, { cut: readFileSync(join(root, 'host')).subarray(0, -3000), text: 'no binary' })
    expect(await check({ binary: 'cut', platform: 'windows/amd64' })).toEqual([
      expect.stringMatching(/^cut is truncated: its headers promise [0-9]+ bytes, and it has [0-9]+$/),
    ])
    expect(await check({ binary: 'text', platform: 'windows/amd64' })).toContain('text is neither ELF, PE nor Mach-O')
    expect(await check({ binary: 'no*', platform: 'windows/amd64' })).toEqual(['no* is no file'])
    expect(await check({ binary: 'assets/*', platform: 'windows/amd64' })).toEqual([expect.stringMatching(/^assets\/\* matches 3 files/)])
    expect(await check({ binary: 'assets', platform: 'windows/amd64' })).toEqual(['assets is no file'])
  })

  test('nothing is proven where nothing is declared', async () => {
    const { fakes } = workspace('linux/amd64', { 'embed.json': '[]' })
    expect(messages((await verify(fakes, { platform: 'linux/amd64', manifest: 'embed.json' })).problems)).toEqual([
      'no asset is declared, so nothing would be proven',
    ])
    expect(messages((await verify(fakes, { platform: 'linux/amd64', assets: '# none' })).problems)).toEqual([
      'no asset is declared, so nothing would be proven',
    ])
  })
})

describe('what a manifest says', () => {
  test('kind, platform, least size and digest are all held against the file', async () => {
    const entries = [
      { path: 'assets/vmlinuz', kind: 'arm64-image', platform: 'linux/amd64' },
      { path: 'assets/initrd', 'min-size': 1_000_000, sha256: '0'.repeat(64) },
      { path: 'assets/runner', kind: 'executable', platform: 'darwin/amd64' },
    ]
    const { fakes } = workspace('linux/amd64', { ...good('amd64'), 'embed.json': JSON.stringify({ assets: entries }, undefined, 1) })
    const { problems } = await verify(fakes, { platform: 'linux/amd64', manifest: 'embed.json' })
    expect(messages(problems)).toEqual([
      'the asset assets/vmlinuz is an x86 kernel (bzImage), but an arm64 kernel (Image) is due',
      `the asset assets/initrd has ${initrd.length} bytes, fewer than 1000000`,
      `the asset assets/initrd has the sha256 ${createHash('sha256').update(initrd).digest('hex')}, not ${'0'.repeat(64)}`,
      'the asset assets/runner is for linux, not for darwin',
    ])
    expect(problems[0]?.at).toEqual({ file: 'embed.json', line: 4 })
  })

  test('an initrd has no architecture that could be held against a declared one', async () => {
    const { fakes } = workspace('linux/amd64', good('amd64'))
    const { problems } = await verify(fakes, { platform: 'linux/amd64', assets: 'assets/initrd linux/amd64' })
    expect(messages(problems)).toEqual(['the asset assets/initrd is declared to be of linux/amd64, but a cpio file does not say it'])
  })

  test.each([
    ['no JSON', '{', [/^is no JSON/]],
    ['another shape', '{"files": []}', ['holds no list of assets']],
    ['an entry without a path', '[{"kind": "elf"}, 7]', ['an entry has no path', 'entry 2 is no object']],
    ['an unknown key', '[{"path": "a", "min_size": 5}]', ['entry 1 has the unknown "min_size"']],
    [
      'wrong values',
      '[{"path": "a", "kind": "vmlinuz", "platform": "x86_64", "min-size": 3, "sha256": "00"}]',
      ['a: "vmlinuz" is no kind', 'a: "x86_64" is no platform', 'a: min-size is no whole number of at least 64', 'a: sha256 is no digest'],
    ],
    ['the same path twice', '[{"path": "a"}, {"path": "a"}]', ['a is declared twice']],
  ])('%s', (_, text, expected) => {
    const result = parseManifest(text, 'embed.json')
    expect(result.ok ? [] : messages(result.error)).toEqual(expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))))
  })

  test('lines: kind and platform in any order, comments, too many words', () => {
    const result = parseAssetLines('# guest\n\n a/vmlinuz linux/arm64 kernel\nb/x.bin\n')
    expect(result).toMatchObject({
      ok: true,
      value: [
        { path: 'a/vmlinuz', kind: 'kernel', platform: 'linux/arm64', at: { input: 'assets' } },
        { path: 'b/x.bin', kind: 'binary', platform: undefined },
      ],
    })
    expect(parseAssetLines('a b elf')).toMatchObject({ ok: false, error: [{ message: '"a b elf" is more than a path, a kind and a platform' }] })
  })
})

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Fakes } from '@slipway/host/fakes'
import { buildHost, declared, good, initrd, kernel, messages, noise, runner, verify, Workspaces, write } from './embed-verify.support.ts'

const hosts = ['linux/amd64', 'windows/amd64', 'darwin/arm64'] as const
const guests: Readonly<Record<string, 'amd64' | 'arm64'>> = { 'linux/amd64': 'amd64', 'windows/amd64': 'amd64', 'darwin/arm64': 'arm64' }
const workspaces = new Workspaces()

beforeAll(() => {
  for (const platform of hosts) buildHost(join(workspaces.folder, platform), platform, good(guests[platform] ?? 'amd64'))
}, 300_000)

afterAll(() => rmSync(workspaces.folder, { recursive: true, force: true }))

/** A workspace with a binary that was built from the good assets, and the assets as a test wants them. */
function workspace(platform: string, assets: Readonly<Record<string, string | Uint8Array>>): { fakes: Fakes; root: string } {
  return workspaces.make(join(workspaces.folder, platform, 'host'), assets)
}

describe('a good binary', () => {
  test.each(hosts)('%s: each asset is proven, with its place', async (platform) => {
    const architecture = guests[platform] ?? 'amd64'
    const { fakes, root } = workspace(platform, good(architecture))
    const { outputs, result, problems } = await verify(fakes, {
      platform,
      'guest-platform': `linux/${architecture}`,
      assets: declared,
      result: 'out/result.json',
    })
    expect(messages(problems)).toEqual([])
    expect(outputs).toMatchObject({ verdict: 'proven', assets: '3', proof: '' })
    expect(JSON.parse(readFileSync(join(root, 'out/result.json'), 'utf8'))).toEqual(result)
    const binary = readFileSync(join(root, 'host'))
    for (const { path, size = 0, places } of result?.assets ?? []) {
      expect(places).toMatchObject([{ image: '', state: 'whole', section: expect.stringMatching(/rodata|rdata/), loaded: true }])
      const offset = places[0]?.state === 'whole' ? places[0].offset : 0
      expect(binary.subarray(offset, offset + size).equals(good(architecture)[path] as Buffer)).toBe(true)
    }
    expect(result?.binary).toMatchObject({ path: 'host', platforms: [platform], size: binary.length, packing: [] })
    expect(result?.assets.map((asset) => asset.path)).toEqual(['assets/vmlinuz', 'assets/initrd', 'assets/runner'])
    expect(fakes.summary()).toContain(`✅ embed-verify: \`host\` (${platform}, `)
    expect(fakes.summary()).toMatch(/\| ✅ \| `assets\/runner` \| elf \| (amd64|arm64) \| 20.0 kB \| whole \| [0-9]+ \| `[^`]*r(o)?data` \|/)
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
      [
        /^the asset assets\/vmlinuz stands in host only with its first 6000[0-9] of 90000 bytes \(at offset [0-9]+\); its table of embedded files has it with 60000 bytes$/,
      ],
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
    expect(await check({ binary: 'no*', platform: 'windows/amd64' })).toEqual(['no* is no file that can be read'])
    expect(await check({ binary: 'assets/*', platform: 'windows/amd64' })).toEqual([expect.stringMatching(/^assets\/\* matches 3 files/)])
    expect(await check({ binary: 'assets', platform: 'windows/amd64' })).toEqual(['assets is no file that can be read'])
  })

  test('nothing is proven where nothing is declared', async () => {
    const { fakes } = workspace('linux/amd64', { 'embed.json': '[]' })
    expect(messages((await verify(fakes, { platform: 'linux/amd64', manifest: 'embed.json' })).problems)).toEqual([
      'no asset is declared for this binary, so nothing would be proven',
    ])
    expect(messages((await verify(fakes, { platform: 'linux/amd64', assets: '# none' })).problems)).toEqual([
      'no asset is declared for this binary, so nothing would be proven',
    ])
  })
})

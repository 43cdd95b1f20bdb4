import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseInputs } from '@slipway/contract'
import type { FileReader, Ports } from '@slipway/host'
import { createFakes } from '@slipway/host/fakes'
import { unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { contract } from './contract.ts'
import { buildGo, kernel, noise, runner, Workspaces, write } from './embed-verify.support.ts'
import type { Result } from './result.ts'
import { verify } from './verify.ts'

const workspaces = new Workspaces()

/** What every host embeds, each with a maker of fresh content of the same size: `fresh` is other bytes of the same kind. */
type Kind = { readonly path: string; readonly size: number; readonly make: (seed: string, architecture: 'amd64' | 'arm64') => Buffer }

const page = (seed: string, size: number): Buffer => Buffer.concat([Buffer.alloc(size / 4), noise(seed, size / 2), Buffer.alloc(size / 4)])
const kinds: readonly Kind[] = [
  { path: 'assets/vmlinuz', size: 120_000, make: (seed, architecture) => kernel(architecture, seed, 120_000) },
  { path: 'assets/initrd', size: 30_000, make: (seed) => Buffer.concat([Buffer.from('070701'), noise(seed, 20_000), Buffer.alloc(9_994)]) },
  { path: 'assets/runner.exe', size: 40_000, make: (seed, architecture) => runner(architecture, seed, 40_000) },
  { path: 'assets/tools.bin', size: 65_536, make: (seed) => page(seed, 65_536) },
  { path: 'assets/table.bin', size: 5000, make: (seed) => Buffer.concat([Buffer.from([0]), Buffer.alloc(4999, noise(seed, 3))]) },
  { path: 'assets/key.bin', size: 64, make: (seed) => noise(seed, 64) },
]
const manifest = kinds.map(({ path }) => ({
  path,
  kind: path.endsWith('.exe') ? 'executable' : path.endsWith('vmlinuz') ? 'kernel' : path.endsWith('initrd') ? 'initrd' : 'binary',
}))
const embedded = Object.fromEntries(kinds.map(({ path, make }) => [path, make(`built ${path}`, 'amd64')]))

type Host = {
  readonly name: string
  readonly architecture: 'amd64' | 'arm64'
  readonly bytes: Buffer
  /** Where each asset stands. */
  readonly places: readonly number[]
  /** The same program without one asset, which the linker dropped because nothing uses it. */
  readonly dropped: Buffer
}

const names = kinds.map((_, index) => `asset${index}`)

const compilers = { c: 'gcc', rust: 'rustc' } as const

const languages: Readonly<Record<string, (root: string, used: readonly string[]) => Readonly<Record<string, string>>>> = {
  go: (_, used) => ({
    'go.mod': 'module example.test/host\n\ngo 1.21\n',
    'main.go': `package main\n\nimport (\n\t_ "embed"\n\t"os"\n)\n\n${kinds.map(({ path }, index) => `//go:embed ${path}\nvar ${names[index]} string\n`).join('\n')}\nfunc main() {\n\tat := len(os.Args)\n${used.map((name) => `\tprintln(${name}[at])\n`).join('')}}\n`,
  }),
  c: (root, used) => ({
    'data.s': kinds
      .map(({ path }, index) => `.section .rodata.${names[index]},"a"\n.globl ${names[index]}\n${names[index]}: .incbin "${join(root, path)}"\n`)
      .join(''),
    'main.c': `#include <stdio.h>\n${names.map((name) => `extern const char ${name}[];\n`).join('')}int main(int at, char **args) {\n${used.map((name) => `  putchar(${name}[at]);\n`).join('')}  return 0;\n}\n`,
  }),
  rust: (_, used) => ({
    'main.rs': `${kinds.map(({ path, size }, index) => `static ${names[index]?.toUpperCase()}: &[u8; ${size}] = include_bytes!("${path}");\n`).join('')}fn main() {\n  let at = std::env::args().count();\n${used.map((name) => `  println!("{}", std::hint::black_box(${name.toUpperCase()})[at]);\n`).join('')}}\n`,
  }),
}

const compile: Readonly<Record<string, (root: string, platform: string) => void>> = {
  go: (root, platform) => buildGo(root, platform),
  c: (root) => void execFileSync('gcc', ['-O1', '-ffunction-sections', '-Wl,--gc-sections', '-s', 'main.c', 'data.s', '-o', 'host'], { cwd: root }),
  rust: (root) => void execFileSync(compilers.rust, ['-O', '-C', 'strip=symbols', 'main.rs', '-o', 'host'], { cwd: root, stdio: 'ignore' }),
}

function build(language: string, platform: string, used: readonly string[]): Buffer {
  const { root } = workspaces.make(undefined, embedded)
  write(root, languages[language]?.(root, used) ?? {})
  compile[language]?.(root, platform)
  return readFileSync(join(root, 'host'))
}

function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Only Go is needed: it makes programs of all three formats. */
const wanted = [
  ['go', 'linux/amd64'],
  ['go', 'windows/amd64'],
  ['go', 'darwin/arm64'],
  ...(process.platform === 'linux' && process.arch === 'x64' ? [['c', 'linux/amd64'] as const, ['rust', 'linux/amd64'] as const] : []),
] as const

/** The asset that the linker drops. */
const unused = 3
const hosts: Host[] = []

beforeAll(() => {
  for (const [language, platform] of wanted) {
    if (language !== 'go' && !has(compilers[language])) continue
    const bytes = build(language, platform, names)
    const places = Object.values(embedded).map((content) => bytes.indexOf(content))
    if (places.includes(-1)) throw new Error(`${language} for ${platform} does not embed ${kinds[places.indexOf(-1)]?.path}`)
    const dropped = build(
      language,
      platform,
      names.filter((_, index) => index !== unused),
    )
    hosts.push({ name: `${language} ${platform}`, architecture: platform.endsWith('arm64') ? 'arm64' : 'amd64', bytes, places, dropped })
  }
}, 600_000)

afterAll(() => rmSync(workspaces.folder, { recursive: true, force: true }))

/** Files in memory: two thousand binaries on a disk would take longer than to look at them. */
function portsOver(files: Readonly<Record<string, Buffer>>): Ports {
  const { ports } = createFakes({ folder: workspaces.folder })
  const open = (path: string): FileReader => {
    const bytes = files[path]
    if (bytes === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' })
    const part = (offset: number, length: number): Buffer => bytes.subarray(Math.max(0, offset), Math.max(0, offset + length))
    return { size: bytes.length, read: part, readInto: (offset, target) => part(offset, target.length).copy(target), close: () => {} }
  }
  return {
    ...ports,
    files: {
      ...ports.files,
      open,
      info: async (path) => (files[path] === undefined ? undefined : { kind: 'file', size: files[path].length, mode: 0o644 }),
      readText: async (path) => (files[path] ?? '').toString(),
    },
  }
}

async function ask(binary: Buffer, assets: readonly Buffer[], architecture: string): Promise<Result> {
  const files = Object.fromEntries(kinds.map(({ path }, index) => [path, assets[index] ?? Buffer.alloc(0)]))
  const inputs = unwrap(parseInputs(contract, { binary: 'host', manifest: 'embed.json', 'guest-platform': `linux/${architecture}` }))
  return (await verify(inputs, portsOver({ ...files, host: binary, 'embed.json': Buffer.from(JSON.stringify(manifest)) }))).result
}

/** A binary that embeds fresh assets, and the assets. */
function pair(host: Host, seed: number): { readonly binary: Buffer; readonly assets: Buffer[] } {
  const assets = kinds.map(({ make }, index) => make(`${seed} ${index}`, host.architecture))
  const binary = Buffer.from(host.bytes)
  for (const [index, content] of assets.entries()) content.copy(binary, host.places[index])
  return { binary, assets }
}

type Case = { readonly host: Host; readonly binary: Buffer; readonly assets: Buffer[]; readonly index: number; readonly draw: (below: number) => number }

/** Other bytes from a place on, so that at least the first of them differs. */
function overwrite({ binary, host, index, draw }: Case, from: number): void {
  const [place, size] = [host.places[index] ?? 0, kinds[index]?.size ?? 0]
  const first = binary[place + from] as number
  if (draw(2) === 0) noise(`over ${from} ${draw(1000)}`, size - from).copy(binary, place + from)
  else host.bytes.copy(binary, place + from, 4096, 4096 + size - from)
  if (binary[place + from] === first) binary[place + from] = first ^ 0x55
}

/** Each plants one defect, and says of which asset and what is said of it. */
const defects: Readonly<Record<string, (given: Case) => readonly [index: number, codes: RegExp]>> = {
  empty: ({ assets, index }) => ((assets[index] = Buffer.alloc(0)), [index, /EMPTY/]),
  '63 bytes': ({ assets, index }) => ((assets[index] = (assets[index] as Buffer).subarray(0, 63)), [index, /SMALL|KIND|MALFORMED|TRUNCATED/]),
  truncated: (given) => (overwrite(given, given.draw((kinds[given.index]?.size ?? 1) - 1)), [given.index, /TRUNCATED|ALTERED|PARTIAL|ABSENT/]),
  'one flipped byte': ({ binary, host, index, draw }) => {
    const at = (host.places[index] ?? 0) + draw(kinds[index]?.size ?? 1)
    binary[at] = (binary[at] as number) ^ (1 + draw(255))
    return [index, /TRUNCATED|ALTERED|PARTIAL|ABSENT/]
  },
  'wrong architecture': ({ binary, host, assets, draw }) => {
    const index = draw(2) * 2
    const other = kinds[index]?.make(`other ${draw(1000)}`, host.architecture === 'amd64' ? 'arm64' : 'amd64') ?? Buffer.alloc(0)
    assets[index] = other
    other.copy(binary, host.places[index])
    return [index, /ARCHITECTURE/]
  },
  swapped: ({ assets, draw }) => {
    const other = 1 + draw(2)
    ;[assets[0], assets[other]] = [assets[other] as Buffer, assets[0] as Buffer]
    // An ELF file may be a kernel; a kernel is no executable.
    return [other === 1 ? 0 : 2, /KIND/]
  },
  'an older version': ({ assets, index, draw, binary, host }) => {
    const older = Buffer.from(assets[index] as Buffer)
    // Most of it is the same: another build of the same sources.
    for (let at = draw(64), step = 16 + draw(older.length); at < older.length; at += step) older[at] = (older[at] as number) ^ (1 + draw(255))
    if (older.equals(assets[index] as Buffer)) older[0] = (older[0] as number) ^ 1
    older.copy(binary, host.places[index])
    return [index, /TRUNCATED|ALTERED|PARTIAL|ABSENT/]
  },
  'a prefix only': (given) => (
    overwrite(given, 1 + given.draw(Math.min(4096, (kinds[given.index]?.size ?? 2) - 2))), [given.index, /TRUNCATED|ALTERED|PARTIAL|ABSENT/]
  ),
  'dropped by the linker': ({ host, assets, binary }) => {
    host.dropped.copy(binary)
    binary.fill(0, host.dropped.length)
    assets.splice(0, assets.length, ...Object.values(embedded))
    return [unused, /ABSENT/]
  },
  'a pointer or a page': ({ assets, index, draw }) => {
    assets[index] = Buffer.from(
      draw(2) === 0
        ? `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9\n`
        : `<!doctype html><title>404</title>${' '.repeat(90)}`,
    )
    return [index, /KIND/]
  },
}

const drawn = fc.record({
  host: fc.nat(1000),
  seed: fc.nat(1_000_000),
  index: fc.nat(kinds.length - 1),
  defect: fc.constantFrom(...Object.keys(defects)),
  draws: fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })),
})
const options = { numRuns: 1000, verbose: 1, endOnFailure: true } as const

describe('a thousand of each', () => {
  test('the hosts are of three formats', () => {
    expect(new Set(hosts.map(({ bytes }) => bytes.subarray(0, 2).toString('latin1'))).size).toBe(3)
    if (existsSync('/usr/bin/gcc') && process.arch === 'x64') expect(hosts.map(({ name }) => name)).toContain('c linux/amd64')
  })

  test('planted defects: every one is found, and said of the right asset', async () => {
    const found = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(drawn, async ({ host: which, seed, index, defect, draws }) => {
        const host = hosts[which % hosts.length] as Host
        const given: Case = { host, ...pair(host, seed), index, draw: (below) => Math.floor((draws.next().value as number) * below) }
        const [wrong, codes] = defects[defect]?.(given) ?? [0, /^$/]
        const { verdict, passed, problems, assets } = await ask(given.binary, given.assets, defect === 'dropped by the linker' ? 'amd64' : host.architecture)
        expect([verdict, passed]).toEqual(['refused', false])
        const about = problems.filter(({ message }) => message.startsWith(`the asset ${kinds[wrong]?.path} `))
        expect(about.map(({ code }) => code)).toEqual(expect.arrayContaining([expect.stringMatching(codes)]))
        if (defect !== 'swapped') expect(problems).toHaveLength(about.length)
        expect(assets[wrong]?.ok).toBe(false)
        found.set(`${defect}, ${host.name}`, (found.get(`${defect}, ${host.name}`) ?? 0) + 1)
      }),
      options,
    )
    // Each defect was planted in each host.
    expect(found.size).toBe(Object.keys(defects).length * hosts.length)
  }, 480_000)

  test('good pairs: no false alarm, and each asset where it stands', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ host: which, seed, draws }) => {
        const host = hosts[which % hosts.length] as Host
        const { binary, assets } = pair(host, seed)
        // A signature behind the end, as a store appends one.
        const behind = noise(`signature ${seed}`, Math.floor((draws.next().value as number) * 3000))
        const result = await ask(Buffer.concat([binary, behind]), assets, host.architecture)
        expect(result.problems).toEqual([])
        expect(result.assets.map(({ places }) => places.map((place) => ('offset' in place ? place.offset : -1)))).toEqual(host.places.map((place) => [place]))
      }),
      options,
    )
  }, 480_000)
})

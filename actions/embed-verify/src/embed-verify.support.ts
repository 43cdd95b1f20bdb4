import { execFileSync } from 'node:child_process'
import { createCipheriv, createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseInputs } from '@slipway/contract'
import { createFakes, type FakeOptions, type Fakes } from '@slipway/host/fakes'
import { type Problem, Refusal, unwrap } from '@slipway/kernel'
import { contract } from './contract.ts'
import type { Result } from './result.ts'
import { run } from './run.ts'

export type Architecture = 'amd64' | 'arm64'

/** Bytes that look random and are the same every time. */
export function noise(seed: string, size: number): Buffer {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16)).update(Buffer.alloc(size))
}

export function kernel(architecture: Architecture, version = '', size = 60_000): Buffer {
  const image = noise(`kernel ${architecture}${version}`, size)
  // Kernels begin as EFI programs do.
  image.write('MZ', 0, 'latin1')
  if (architecture === 'arm64') image.write('ARM\x64', 0x38, 'latin1')
  else {
    image.write('HdrS\x0f\x02', 0x202, 'latin1')
    image[0x236] = 1
  }
  return image
}

export function runner(architecture: Architecture, version = '', size = 20_000): Buffer {
  const program = Buffer.alloc(size)
  program.write('\x7fELF\x02\x01\x01', 'latin1')
  program.writeUInt16LE(2, 16)
  program.writeUInt16LE(architecture === 'arm64' ? 183 : 62, 18)
  noise(`runner ${architecture}${version}`, size - 1000).copy(program, 1000)
  return program
}

export const initrd = Buffer.concat([Buffer.from('070701'), noise('initrd', 5000), Buffer.alloc(4096)])

/** The three assets of a good binary, by path. */
export function good(architecture: Architecture): Record<string, Buffer> {
  return { 'assets/vmlinuz': kernel(architecture), 'assets/initrd': initrd, 'assets/runner': runner(architecture) }
}

export const declared = 'assets/vmlinuz\nassets/initrd\nassets/runner executable\n'

export function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
}

/** Sources of a program that embeds files of its folder, and says how large they are. */
export function goHost(names: readonly string[]): Readonly<Record<string, string>> {
  return {
    'go.mod': 'module example.test/host\n\ngo 1.21\n',
    'main.go': `package main\n\nimport "embed"\n\n//go:embed ${names.join(' ')}\nvar files embed.FS\n\nfunc main() {\n\tfor _, name := range []string{${names.map((name) => `"${name}"`).join(', ')}} {\n\t\tdata, _ := files.ReadFile(name)\n\t\tprintln(name, len(data))\n\t}\n}\n`,
  }
}

export function buildGo(root: string, platform: string, args: readonly string[] = []): void {
  const [GOOS = '', GOARCH = ''] = platform.split('/')
  const settings = { GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-trimpath', GOTOOLCHAIN: 'local', GOWORK: 'off' }
  const env = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  execFileSync('env', [...env, 'go', 'build', '-buildvcs=false', '-ldflags', '-s -w', ...args, '-o', 'host', '.'], { cwd: root })
}

/** Builds a program that embeds files. */
export function buildHost(root: string, platform: string, assets: Readonly<Record<string, Uint8Array>>): void {
  write(root, { ...goHost(Object.keys(assets)), ...assets })
  buildGo(root, platform)
}

/** Folders for cases, which go with the one they are in. */
export class Workspaces {
  readonly folder = mkdtempSync(join(tmpdir(), 'embed-verify-'))
  #count = 0

  /** A workspace with some files, and a copy of a binary. */
  make(binary: string | undefined, files: Readonly<Record<string, string | Uint8Array>>, options: Partial<FakeOptions> = {}): { fakes: Fakes; root: string } {
    this.#count += 1
    const folder = join(this.folder, `case-${this.#count}`)
    const root = join(folder, 'workspace')
    mkdirSync(root, { recursive: true })
    write(root, files)
    if (binary !== undefined) copyFileSync(binary, join(root, 'host'))
    return { fakes: createFakes({ folder, ...options }), root }
  }
}

export type Answer = {
  readonly outputs: Awaited<ReturnType<typeof run>> | undefined
  readonly result: Result | undefined
  readonly problems: readonly Problem[]
}

/** Runs the action; what it refuses is an answer. */
export async function verify(fakes: Fakes, given: Readonly<Record<string, string>>): Promise<Answer> {
  const inputs = unwrap(parseInputs(contract, { binary: 'host', ...given }))
  try {
    const outputs = await run(inputs, fakes.ports)
    return { outputs, result: JSON.parse(outputs.result) as Result, problems: fakes.warnings }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { outputs: undefined, result: undefined, problems: error.problems }
  }
}

export const messages = (problems: readonly Problem[]): string[] => problems.map(({ message }) => message)

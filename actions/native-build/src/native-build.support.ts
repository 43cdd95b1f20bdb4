import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { GoBuildInfo } from '@slipway/binary'
import { parseInputs } from '@slipway/contract'
import { type Call, createFakes, type Fakes } from '@slipway/host/fakes'
import { type Problem, Refusal, unwrap } from '@slipway/kernel'
import type { Detect } from './container.ts'
import { contract } from './contract.ts'
import { type Inputs, type JobFacts, type Plan, plan } from './plan.ts'
import { run } from './run.ts'

/** Where the tests of one file lie; they remove it at the end. */
export const folder = mkdtempSync(join(tmpdir(), 'native-build-'))
let count = 0

/** A small program that embeds something and has a version. */
export const source = {
  'go.mod': 'module example.test/tool\n\ngo 1.21\n',
  'main.go':
    'package main\n\nimport _ "embed"\n\n//go:embed go.mod\nvar embedded string\n\nvar version = "dev"\n\nfunc main() { println(version, len(embedded)) }\n',
}

/** The project's own task: maps the neutral words to Go's. */
export const task = 'GOOS=$SLIPWAY_OS GOARCH=$SLIPWAY_ARCH go build -o out/tool -ldflags "-X main.version=$SLIPWAY_VERSION" .'

/** Runs bash for real; git and the rest are not there. */
export function really({ command, args, options }: Call): Promise<{ code: number; stdout: string; stderr: string }> {
  if (command !== 'bash') return Promise.resolve({ code: 127, stdout: '', stderr: '' })
  const env = { CGO_ENABLED: '0', GOFLAGS: '-trimpath -buildvcs=false', GOTOOLCHAIN: 'local', GOWORK: 'off', ...options.env }
  const words = [...Object.entries(env).map(([name, value]) => `${name}=${value ?? ''}`), command, ...args]
  return new Promise((resolve) => {
    execFile('env', words, { cwd: options.cwd }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr }),
    )
  })
}

type Options = Omit<Parameters<typeof createFakes>[0], 'folder'>

export function workspace(files: Readonly<Record<string, string | Uint8Array>>, options: Options = {}): { fakes: Fakes; root: string; place: string } {
  count += 1
  const place = join(folder, `case-${count}`)
  const root = join(place, 'workspace')
  mkdirSync(root, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return { fakes: createFakes({ folder: place, which: (name) => `/usr/bin/${name}`, exec: really, ...options }), root, place }
}

export function inputs(given: Readonly<Record<string, string>>): Inputs {
  return unwrap(parseInputs(contract, { platform: 'linux/amd64', username: 'octocat', token: 'not-a-token', ...given }))
}

export async function attempt(fakes: Fakes, given: Readonly<Record<string, string>>, detect?: Detect) {
  try {
    return { outputs: await run(inputs(given), fakes.ports, detect), problems: [] as readonly Problem[] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { outputs: undefined, problems: error.problems }
  }
}

export const messages = (problems: readonly Problem[]): string[] => problems.map(({ message }) => message)

/** A file that begins as an ELF header of a machine and says nothing else. */
export function elf(machine: number, type = 2): Buffer {
  const header = Buffer.alloc(500)
  header.write('\x7fELF\x02\x01\x01', 'latin1')
  header.writeUInt16LE(type, 16)
  header.writeUInt16LE(machine, 18)
  return header
}

export function kernel(architecture: 'amd64' | 'arm64'): Buffer {
  const image = Buffer.alloc(5000, 7)
  image.write(architecture === 'arm64' ? 'ARM\x64' : 'HdrS\x0f\x02', architecture === 'arm64' ? 0x38 : 0x202, 'latin1')
  image[0x236] = 1
  return image
}

/** A run on a branch. */
export const job: JobFacts = { repository: 'octo/microvm', refType: 'branch', refName: 'main', eventName: 'push', sha: 'abc', sourceDateEpoch: undefined }

export function planOf(given: Readonly<Record<string, string>>, change: Partial<JobFacts> = {}): Plan {
  return unwrap(plan(inputs(given), { ...job, ...change }))
}

/** The problems of a plan, as people read them. */
export function planProblems(given: Readonly<Record<string, string>>, change: Partial<JobFacts> = {}): readonly string[] {
  const planned = plan(inputs(given), { ...job, ...change })
  return planned.ok ? [] : messages(planned.error)
}

export function goInfo(settings: Readonly<Record<string, string>>, version = '(devel)'): GoBuildInfo {
  return { goVersion: 'go1.26', path: 'example.test/tool', module: { path: 'example.test/tool', version }, settings: new Map(Object.entries(settings)) }
}

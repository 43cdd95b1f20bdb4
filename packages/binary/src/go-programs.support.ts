import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { NativeImage } from './image.ts'
import { readNative } from './native.ts'
import { readerOf } from './reader.ts'

/** A folder with a Go module, in which real programs are built for tests. */
export class GoModule {
  readonly folder = mkdtempSync(join(tmpdir(), 'go-module-'))

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [name, content] of Object.entries({ 'go.mod': 'module example.test/host\n\ngo 1.21\n', ...files })) this.write(name, content)
  }

  write(name: string, content: string | Uint8Array): void {
    const path = join(this.folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }

  /** Builds for `linux/amd64` and the like. `-trimpath` shares the compiled standard library with all other tests. */
  build(platform: string, args: readonly string[] = ['-ldflags', '-s -w'], settings: Readonly<Record<string, string>> = {}): Buffer {
    const [GOOS = '', GOARCH = ''] = platform.split('/')
    const wanted = { GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-trimpath', GOTOOLCHAIN: 'local', GOWORK: 'off', ...settings }
    const env = Object.entries(wanted).map(([name, value]) => `${name}=${value}`)
    execFileSync('env', [...env, 'go', 'build', '-buildvcs=false', ...args, '-o', 'out', '.'], { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] })
    return readFileSync(join(this.folder, 'out'))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export function imagesOf(bytes: Uint8Array): readonly NativeImage[] {
  const result = readNative(readerOf(bytes))
  if (!result.ok) throw new Error(result.error.message)
  return result.value.images
}

export function imageOf(bytes: Uint8Array): NativeImage {
  return imagesOf(bytes)[0] as NativeImage
}

/** A copy with some bytes changed. */
export function changed(bytes: Uint8Array, at: number, ...values: readonly number[]): Buffer {
  const copy = Buffer.from(bytes)
  values.forEach((value, index) => {
    copy[at + index] = value
  })
  return copy
}

import { hexOf, type Platform } from '@slipway/kernel'
import type { FileFacts } from './inspect.ts'

/** How the command ran. */
export type Execution = {
  /** `runner`, or the container's way: `native`, `emulated`, `cross`. */
  readonly mode: 'runner' | 'native' | 'emulated' | 'cross'
  readonly cross: boolean
  readonly engine: string | undefined
  /** The image of the platform that ran, by digest: `repository@sha256:…` or `artifact:<name>@sha256:…`. */
  readonly image: string | undefined
}

/** What `native-build.json` holds, beside the files in the artifact. */
export type BuildFacts = {
  readonly platform: Platform
  readonly version: string | undefined
  readonly commit: string
  readonly execution: Execution
  readonly files: readonly FileRecord[]
}

export type FileRecord = {
  readonly path: string
  readonly size: number
  /** Octal, as chmod takes it: artifacts lose it. */
  readonly mode: string
  readonly sha256: string
  readonly kind: string
  readonly architectures: readonly string[]
  readonly os: string | undefined
  readonly native: NativeRecord | undefined
  readonly go: GoRecord | undefined
}

type NativeRecord = {
  readonly machine: string
  readonly purpose: string
  readonly linking: string
  readonly needed: readonly string[]
  readonly soname: string | undefined
  readonly runPaths: readonly string[]
  readonly minimumOs: string | undefined
}

type GoRecord = {
  readonly version: string
  readonly path: string
  readonly cgo: boolean
  readonly tags: string | undefined
  readonly revision: string | undefined
  readonly modified: boolean | undefined
}

export function recordFile(file: FileFacts): FileRecord {
  const { sniffed, native, go } = file
  const image = native?.images[0]
  const modified = go?.settings.get('vcs.modified')
  return {
    path: file.path,
    size: file.size,
    mode: file.mode.toString(8).padStart(4, '0'),
    sha256: hexOf(file.digest),
    kind: sniffed.kind,
    architectures: sniffed.architectures,
    os: sniffed.os,
    native:
      image === undefined
        ? undefined
        : {
            machine: image.machine,
            purpose: image.purpose,
            linking: image.linking,
            needed: image.needed,
            soname: image.soname,
            runPaths: image.runPaths,
            minimumOs: image.minimumOs,
          },
    go:
      go === undefined
        ? undefined
        : {
            version: go.goVersion,
            path: go.path,
            cgo: go.settings.get('CGO_ENABLED') === '1',
            tags: go.settings.get('-tags'),
            revision: go.settings.get('vcs.revision'),
            modified: modified === undefined ? undefined : modified === 'true',
          },
  }
}

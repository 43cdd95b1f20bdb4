import { hexOf, type Platform } from '@slipway/kernel'
import { type FileFacts, isStamped, type NativeFacts } from './inspect.ts'
import { signingOf } from './judge-signature.ts'
import type { SigningReport } from './sign.ts'
import type { Tried } from './trial.ts'

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
  readonly version: string
  readonly release: boolean
  readonly prerelease: boolean
  readonly commit: string
  readonly execution: Execution
  /** What the artifact holds: the files, or the archive that they were packed into. */
  readonly files: readonly FileRecord[]
  /** What was packed; undefined where nothing was. */
  readonly contents: readonly FileRecord[] | undefined
  readonly signing: SigningReport | undefined
  readonly smoke: Tried | undefined
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
  /** The versions of symbols that an ELF file needs of its libraries. */
  readonly symbolVersions: readonly string[]
  /** How the version was found in it: `string`, `text` or `module`; undefined where none was looked for, or where it was run instead. */
  readonly stamp: string | undefined
  readonly signed: string
  readonly signature: SignatureRecord | undefined
}

type SignatureRecord = {
  readonly identifier: string
  readonly teamId: string | undefined
  readonly flags: readonly string[]
  readonly cdhash: string
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
  const { sniffed, native } = file
  return {
    path: file.path,
    size: file.size,
    mode: file.mode.toString(8).padStart(4, '0'),
    sha256: hexOf(file.digest),
    kind: sniffed.kind,
    architectures: sniffed.architectures,
    os: sniffed.os,
    native: native === undefined ? undefined : recordNative(native),
    go: native === undefined ? undefined : recordGo(native),
  }
}

function recordNative(native: NativeFacts): NativeRecord {
  const { machine, purpose, linking, needed, soname, runPaths, minimumOs } = native.image
  const check = native.signatures.find(({ image }) => image === native.image)?.check
  const directory = check?.ok === true ? check.value?.signature.directories[0] : undefined
  return {
    machine,
    purpose,
    linking,
    needed,
    soname,
    runPaths,
    minimumOs,
    symbolVersions: native.symbolVersions,
    stamp: native.stamp !== undefined && isStamped(native.stamp, 'module') ? native.stamp.state : undefined,
    signed: signingOf(native),
    signature:
      directory === undefined ? undefined : { identifier: directory.identifier, teamId: directory.teamId, flags: directory.flags, cdhash: directory.cdhash },
  }
}

function recordGo({ go }: NativeFacts): GoRecord | undefined {
  if (go === undefined) return undefined
  const modified = go.settings.get('vcs.modified')
  return {
    version: go.goVersion,
    path: go.path,
    cgo: go.settings.get('CGO_ENABLED') === '1',
    tags: go.settings.get('-tags'),
    revision: go.settings.get('vcs.revision'),
    modified: modified === undefined ? undefined : modified === 'true',
  }
}

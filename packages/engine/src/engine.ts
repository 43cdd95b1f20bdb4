import type { Ports } from '@slipway/host'
import type { Digest, Platform } from '@slipway/kernel'
import type { Reference } from '@slipway/oci'

export type EngineName = 'docker' | 'podman' | 'buildah'

export type EnginePorts = Pick<Ports, 'exec' | 'files' | 'job' | 'log' | 'clock' | 'random'>

/** All paths are absolute. */
export type BuildRequest = {
  readonly context: string
  readonly containerfile: string
  readonly platform: Platform
  readonly buildArguments: Readonly<Record<string, string>>
  readonly labels?: Readonly<Record<string, string>>
  /** Seconds since 1970: every time in the image is this one (reproducible-builds.org, SOURCE_DATE_EPOCH). */
  readonly sourceDateEpoch?: number | undefined
  readonly target?: string | undefined
  /**
   * What is left out of the context, whatever other ignore files say. BuildKit looks beside the Containerfile only: with docker this has to
   * be the Containerfile's path and `.dockerignore`, and anything else is a Defect.
   */
  readonly ignoreFile?: string | undefined
  /**
   * Layers that other runs left in GitHub's cache, and that this one leaves for them, under this scope: buildx only, with a builder that can.
   * Where it cannot be had, the log says so and the build goes on without it.
   */
  readonly cache?: { readonly scope: string } | undefined
  /** A folder that is there: the image's layout or archive is written into it. */
  readonly output: string
  /** Milliseconds; default one hour. */
  readonly deadline?: number | undefined
}

/** Where a built image lies. Docker's own image store can only save an archive without compression, whose digest is not that of a pushed image. */
export type Built = { readonly kind: 'layout'; readonly folder: string } | { readonly kind: 'docker-archive'; readonly file: string }

/** An image of one platform that lies on this machine: the folder of an OCI layout (image-layout.md) that holds nothing else. */
export type LayoutImage = { readonly layout: string; readonly digest: Digest }

/** One platform's own image: in a registry, by digest, or in a layout. */
export type ImageSource = Reference | LayoutImage

/** A folder or file of this machine that the command sees. Paths are absolute and hold neither "," nor ":". */
export type Mount = { readonly source: string; readonly target: string; readonly readOnly?: boolean }

export type RunRequest = {
  readonly image: ImageSource
  readonly platform: Platform
  /** Another platform's image, whose root file system the command sees read-only at `/sysroot`. */
  readonly sysroot?: { readonly image: ImageSource; readonly platform: Platform } | undefined
  readonly mounts: readonly Mount[]
  /** Stands in the engine's argv, which other processes can read: hand a secret over as a mounted file. */
  readonly env: Readonly<Record<string, string>>
  readonly workdir?: string | undefined
  /** `user[:group]`; default: the image's. */
  readonly user?: string | undefined
  readonly command: readonly [string, ...string[]]
  /** Milliseconds; default one hour. Then everything that the command started is ended. */
  readonly deadline?: number | undefined
}

/** How a command in a container ended, and what it wrote. */
export type Ran = {
  readonly code: number
  /** True when the deadline or a cancellation ended it. */
  readonly ended: boolean
  readonly stdout: string
  readonly stderr: string
}

export type ExtractRequest = {
  readonly image: ImageSource
  readonly platform: Platform
  /** Absolute paths of files in the image. */
  readonly paths: readonly string[]
  /** A folder: each file is written there under its own name. */
  readonly to: string
}

/** A container engine. What the engine itself cannot do rejects with a Refusal; a command's own exit code is a value. */
export type Engine = AsyncDisposable & {
  readonly name: EngineName
  readonly build: (request: BuildRequest) => Promise<Built>
  /** Streams the command's output to the log as well. */
  readonly run: (request: RunRequest) => Promise<Ran>
  /** Takes files out of an image without running anything of it. */
  readonly extract: (request: ExtractRequest) => Promise<void>
}

export const hour = 60 * 60_000

/** For commands that take back what was begun: a cancelled job needs them most. */
export const takeBack = { evenIfCancelled: true, deadline: 60_000 } as const

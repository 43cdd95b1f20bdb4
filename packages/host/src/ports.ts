import type { Digest, Problem } from '@slipway/kernel'

/** What an action may do to the world. `run` gets these as one argument; tests pass fakes. */
export type Ports = {
  readonly exec: Exec
  readonly files: Files
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
  readonly summary: Summary
  readonly artifacts: Artifacts
  readonly cache: Cache
  readonly job: Job
  /** Hexadecimal random text of 2 × `bytes` characters: names of temporary files, delimiters. */
  readonly random: (bytes: number) => string
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
}

/** What the runner says of the job. Values come from the environment that GitHub documents ("Default environment variables"). */
export type Job = {
  /** `owner/repository`. */
  readonly repository: string
  readonly ref: string
  readonly refName: string
  readonly refType: string
  readonly sha: string
  readonly eventName: string
  readonly event: unknown
  readonly actor: string
  readonly runId: string
  readonly runAttempt: string
  readonly apiUrl: string
  readonly serverUrl: string
  readonly workspace: string
  /** A folder for this job's scratch files (RUNNER_TEMP). */
  readonly temp: string
  /** Go's names: `linux/amd64`. */
  readonly platform: string
  /** The value of an environment variable that a well-known tool defines (`CONTAINERS_REGISTRIES_CONF`, `SOURCE_DATE_EPOCH`); never an input. */
  readonly variable: (name: string) => string | undefined
}

export type ExecOptions = {
  readonly cwd?: string
  /** Added to the job's own environment; `undefined` removes a name. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly input?: string | Uint8Array
  /** Milliseconds; the whole process group is ended afterwards. Default: 30 minutes. */
  readonly deadline?: number
  /** `stream` copies the output to the log line by line as well as keeping it; default `quiet`. */
  readonly output?: 'quiet' | 'stream'
  readonly signal?: AbortSignal
  /** Runs although the job is cancelled: for what has to be taken back. Its deadline should be short, because a runner waits for some 10 s only. */
  readonly evenIfCancelled?: boolean
}

export type ExecResult = {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** True when the deadline or a cancellation ended the command. */
  readonly ended: boolean
}

export type Exec = {
  /** Runs one command without a shell. A command that cannot be found is code 127; other codes are the command's own. */
  readonly run: (command: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>
  /** The absolute path of a command on PATH. */
  readonly which: (command: string) => Promise<string | undefined>
}

export type FileInfo = { readonly kind: 'file' | 'directory' | 'link' | 'other'; readonly size: number; readonly mode: number; readonly target?: string }

/** An open file for reading at any place; `read` returns fewer bytes only at the end. */
export type FileReader = {
  readonly size: number
  readonly read: (offset: number, length: number) => Uint8Array
  /** Fills `target` as far as the file goes and tells how many bytes that were: for passes over whole files, which must not make garbage. */
  readonly readInto: (offset: number, target: Uint8Array) => number
  readonly close: () => void
}

/** Something below a folder. */
export type TreeEntry = {
  /** Relative to the folder, with `/`. */
  readonly path: string
  /** `other`: a socket, a device, a pipe, or a name that is no UTF-8. */
  readonly kind: 'file' | 'directory' | 'link' | 'other'
  /** True for files only: whether the owner may run it, as git keeps it. */
  readonly executable: boolean
  /** What a link says, as it is written. */
  readonly target?: string
}

/** What `copyTree` makes of an entry. A link's `content` is its target. */
export type CopiedEntry = Pick<TreeEntry, 'path' | 'executable'> & { readonly kind: 'file' | 'directory' | 'link'; readonly content: string }

/** Paths are absolute, or relative to the workspace. */
export type Files = {
  readonly resolve: (path: string) => string
  readonly readText: (path: string) => Promise<string>
  readonly readBytes: (path: string) => Promise<Uint8Array>
  /** Written to a neighbour first and renamed: a reader sees the old bytes or the new. Parent folders are made. */
  readonly write: (path: string, content: string | Uint8Array, mode?: number) => Promise<void>
  readonly writeStream: (path: string, chunks: AsyncIterable<Uint8Array>, mode?: number) => Promise<void>
  readonly stream: (path: string) => AsyncIterable<Uint8Array>
  readonly open: (path: string) => FileReader
  /** Information without following links; undefined when nothing is there. */
  readonly info: (path: string) => Promise<FileInfo | undefined>
  /** Names of a folder's entries, sorted bytewise. */
  readonly list: (path: string) => Promise<readonly string[]>
  /** Files and links that match the patterns (of @actions/glob: `*`, `**`, `?`, `[]`, `!`), workspace-relative with `/`, sorted bytewise. */
  readonly glob: (patterns: readonly string[]) => Promise<readonly string[]>
  readonly makeFolder: (path: string) => Promise<void>
  /** A new empty folder under the job's temp folder. */
  readonly makeTemporary: (prefix: string) => Promise<string>
  readonly copy: (from: string, to: string) => Promise<void>
  readonly remove: (path: string) => Promise<void>
  readonly digest: (path: string) => Promise<{ readonly digest: Digest; readonly size: number }>
  /** Everything below a folder, sorted bytewise by path; links are not followed. */
  readonly readTree: (folder: string) => Promise<readonly TreeEntry[]>
  /** The sha256 digests of files below a folder, by their paths in it: fast for many small files, in constant memory for large ones. */
  readonly digests: (folder: string, paths: readonly string[]) => Promise<ReadonlyMap<string, Digest>>
  /**
   * Copies chosen entries into a folder, with modes and times that depend on nothing of this machine. Folders that were there before get them
   * too (`fixed`, the default: for an empty folder of one's own), or stay as they are (`kept`: for a folder that is somebody else's).
   */
  readonly copyTree: (from: string, to: string, entries: readonly CopiedEntry[], folders?: 'fixed' | 'kept') => Promise<void>
}

export type HttpRequest = {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | { readonly stream: () => AsyncIterable<Uint8Array>; readonly size: number }
  /** Milliseconds for the whole exchange. Default: 60,000. */
  readonly deadline?: number
  /**
   * Bytes per second under which a transfer of more than 1 MiB counts as stalled, measured over 30 s; so does a server that gives no answer to
   * such a body for five minutes. Default: 1,024; 0 turns it off.
   */
  readonly stallFloor?: number
  /** Bytes that the answer may have. Default: 64 MiB. A longer answer is an error; so is a longer one than 64 MiB that no sink takes. */
  readonly limit?: number
  /** Who takes the body of a success (200 to 299), for bodies that are too large for memory. Any other answer has its body in `body`. */
  readonly sink?: Sink
}

/**
 * Asked once, when the head of a success is there; gives what takes the body, or undefined to have it in the answer. The bytes come in order,
 * the next ones when the promise is fulfilled. What either of them throws ends the exchange, and is what the request rejects with.
 */
export type Sink = (head: Omit<HttpResponse, 'body'>) => ((bytes: Uint8Array) => Promise<void>) | undefined

export type HttpResponse = {
  readonly status: number
  /** Names in lower case; several values joined by ", ". */
  readonly headers: Readonly<Record<string, string>>
  /** Empty where a sink took it. */
  readonly body: Uint8Array
}

/** A connection that failed, as opposed to an answer that says no. `sent` tells whether the server may have seen the request. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  readonly reason: 'refused' | 'reset' | 'timeout' | 'stall' | 'name' | 'tls' | 'truncated' | 'too-large' | 'cancelled'
  readonly sent: boolean

  constructor(reason: HttpFailure['reason'], sent: boolean, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
    this.sent = sent
  }
}

export type Http = {
  /** One exchange; redirects are not followed. Rejects with HttpFailure only, or with what the sink throws. */
  readonly request: (request: HttpRequest) => Promise<HttpResponse>
}

export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Resolves after so many milliseconds, or earlier when the job is cancelled. */
  readonly sleep: (milliseconds: number) => Promise<void>
}

export type Log = {
  readonly info: (text: string) => void
  readonly debug: (text: string) => void
  /** A warning annotation. */
  readonly warning: (problem: Problem) => void
  readonly notice: (text: string) => void
  readonly group: <T>(title: string, body: () => Promise<T>) => Promise<T>
  /** Masks a value in everything that is logged from now on. */
  readonly mask: (secret: string) => void
  /** Sets an environment variable for the steps that follow. */
  readonly exportVariable: (name: string, value: string) => void
}

export type Summary = {
  /** Adds markdown to the step's summary. */
  readonly add: (markdown: string) => void
}

export type Artifact = { readonly id: number; readonly name: string; readonly size: number; readonly digest?: string | undefined }

/** Artifacts of the workflow run. */
export type Artifacts = {
  /** Uploads files under `root`, keeping their relative paths (not their modes). An existing name is a Refusal. */
  readonly upload: (name: string, files: readonly string[], root: string) => Promise<Artifact>
  readonly list: () => Promise<readonly Artifact[]>
  /** Downloads and unpacks into a folder; the digest is checked. */
  readonly download: (artifact: Artifact, folder: string) => Promise<void>
}

/**
 * GitHub's cache, which other runs fill: only for speed, so what is restored is checked by whoever uses it. Paths are absolute, or relative
 * to the workspace: they count as part of the key, as they are written. Both may
 * reject, when the service does not answer or says no; nobody should fail of that.
 */
export type Cache = {
  /** Whether the runner has a service for it at all. */
  readonly available: () => boolean
  /** The key of what was restored: the one that was asked for, or one that begins as one of `restoreKeys`. Undefined when there is none. */
  readonly restore: (paths: readonly string[], key: string, restoreKeys: readonly string[]) => Promise<string | undefined>
  readonly save: (paths: readonly string[], key: string) => Promise<void>
}

import { cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Digest, digestOf, type Problem, refuse } from '@slipway/kernel'
import { createFiles } from './files.ts'
import type { Artifact, Exec, ExecOptions, ExecResult, Http, HttpRequest, HttpResponse, Job, Ports, Sink } from './ports.ts'

export type Call = { readonly command: string; readonly args: readonly string[]; readonly options: ExecOptions }

/** Ports for tests: files are real and lie in `folder`; everything else is scripted, and records what was asked of it. */
export type Fakes = {
  readonly ports: Ports
  readonly calls: Call[]
  readonly requests: HttpRequest[]
  readonly lines: string[]
  readonly warnings: Problem[]
  readonly masked: string[]
  readonly summary: () => string
  /** Milliseconds that were slept, one entry a sleep. */
  readonly slept: number[]
  readonly artifacts: Map<string, Artifact>
  /** What was saved: of each key, the paths. Entries that a test puts in can be restored; no file is copied. */
  readonly cached: Map<string, readonly string[]>
  readonly exported: Map<string, string>
}

export type FakeOptions = {
  /** An empty folder: the workspace is `folder`/workspace, scratch files go to `folder`/temp. */
  readonly folder: string
  readonly job?: Partial<Omit<Job, 'variable'>>
  readonly variables?: Readonly<Record<string, string>>
  readonly exec?: (call: Call) => Partial<ExecResult> | Promise<Partial<ExecResult>>
  readonly which?: (command: string) => string | undefined
  readonly http?: (request: HttpRequest) => Partial<HttpResponse> | Promise<Partial<HttpResponse>>
  readonly now?: number
}

const sha = '0123456789abcdef0123456789abcdef01234567'

export function createFakes(options: FakeOptions): Fakes {
  const job = createJobFake(options)
  const recorded = {
    calls: [] as Call[],
    requests: [] as HttpRequest[],
    lines: [] as string[],
    warnings: [] as Problem[],
    masked: [] as string[],
    slept: [] as number[],
  }
  const summary: string[] = []
  const artifacts = new Map<string, Artifact>()
  const cached = new Map<string, readonly string[]>()
  const exported = new Map<string, string>()
  let now = options.now ?? 1_700_000_000_000
  let drawn = 0
  const ports: Ports = {
    exec: createExecFake(options, recorded.calls),
    files: createFiles(job),
    http: createHttpFake(options, recorded.requests),
    clock: {
      now: () => now,
      sleep: async (milliseconds) => {
        recorded.slept.push(milliseconds)
        now += milliseconds
      },
    },
    log: {
      info: (line) => void recorded.lines.push(line),
      debug: () => {},
      notice: (line) => void recorded.lines.push(line),
      warning: (problem) => void recorded.warnings.push(problem),
      group: (title, body) => {
        recorded.lines.push(title)
        return body()
      },
      mask: (value) => void recorded.masked.push(value),
      exportVariable: (name, value) => void exported.set(name, value),
    },
    summary: { add: (markdown) => void summary.push(markdown) },
    artifacts: createArtifactsFake(options.folder, artifacts),
    cache: createCacheFake(cached),
    job,
    // Counted, so that names differ and a test is the same every time.
    random: (bytes) => {
      drawn += 1
      return drawn.toString(16).padStart(bytes * 2, '0')
    },
    signal: new AbortController().signal,
  }
  return { ports, ...recorded, summary: () => summary.join('\n\n'), artifacts, cached, exported }
}

function createJobFake(options: FakeOptions): Job {
  return {
    repository: 'octo/microvm',
    ref: 'refs/heads/main',
    refName: 'main',
    refType: 'branch',
    sha,
    eventName: 'push',
    event: {},
    actor: 'octocat',
    runId: '1',
    runAttempt: '1',
    apiUrl: 'https://api.github.com',
    serverUrl: 'https://github.com',
    workspace: join(options.folder, 'workspace'),
    temp: join(options.folder, 'temp'),
    platform: 'linux/amd64',
    ...options.job,
    variable: (name) => options.variables?.[name],
  }
}

function createExecFake(options: FakeOptions, calls: Call[]): Exec {
  return {
    run: async (command, args, execOptions = {}) => {
      const call = { command, args, options: execOptions }
      calls.push(call)
      return { code: 0, stdout: '', stderr: '', ended: false, ...(await options.exec?.(call)) }
    },
    which: async (command) => options.which?.(command),
  }
}

function createHttpFake(options: FakeOptions, requests: HttpRequest[]): Http {
  return {
    request: async (request) => {
      requests.push(request)
      const { http } = options
      if (http === undefined) throw new Error(`no answer is scripted for ${request.method} ${request.url}`)
      return pourInto(request, async (asked) => ({ status: 200, headers: {}, body: new Uint8Array(), ...(await http(asked)) }))
    },
  }
}

/** Answers a request as the real port does: a scripted answer has its body in one piece, and the request's sink, if there is one, has to get it. */
export async function pourInto(request: HttpRequest, answer: (request: HttpRequest) => Promise<HttpResponse>): Promise<HttpResponse> {
  const { sink } = request
  if (sink === undefined) return answer(request)
  let poured = false
  // A script may pass the request on to a real server.
  const watched: Sink = (head) => {
    poured = true
    return sink(head)
  }
  const { body, ...head } = await answer({ ...request, sink: watched })
  const take = poured || head.status < 200 || head.status > 299 ? undefined : sink(head)
  await take?.(body)
  return { ...head, body: take === undefined ? body : new Uint8Array() }
}

/** Like the real ones: names are taken once, and modes are lost on the way. */
function createArtifactsFake(folder: string, known: Map<string, Artifact>): Ports['artifacts'] {
  const place = (name: string): string => join(folder, 'artifacts', name)
  return {
    upload: async (name, files, root) => {
      if (known.has(name)) throw refuse({ code: 'E_HOST_ARTIFACT', message: `an artifact named ${name} is there already`, cure: 'Choose another name' })
      await rm(place(name), { recursive: true, force: true })
      for (const file of files) {
        const to = join(place(name), file.startsWith(root) ? file.slice(root.length) : file)
        await mkdir(dirname(to), { recursive: true })
        await cp(file.startsWith('/') ? file : join(root, file), to)
      }
      const artifact = { id: known.size + 1, name, size: files.length, digest: digestOf(name) as Digest }
      known.set(name, artifact)
      return artifact
    },
    list: async () => [...known.values()],
    download: async (artifact, to) => {
      await mkdir(to, { recursive: true })
      await cp(place(artifact.name), to, { recursive: true })
    },
  }
}

/** As the service does it: the key itself, else the newest that begins as a restore key; a key is written once. */
function createCacheFake(known: Map<string, readonly string[]>): Ports['cache'] {
  return {
    available: () => true,
    restore: async (_, key, restoreKeys) => {
      const newest = [...known.keys()].reverse()
      return known.has(key) ? key : restoreKeys.flatMap((prefix) => newest.find((one) => one.startsWith(prefix)) ?? [])[0]
    },
    save: async (paths, key) => {
      if (!known.has(key)) known.set(key, paths)
    },
  }
}

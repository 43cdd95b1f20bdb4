import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { HttpRequest, HttpResponse } from '@slipway/host'
import { digestOf } from '@slipway/kernel'

type Stored = { readonly bytes: Uint8Array; readonly mediaType: string }

/** An answer in place of the registry's own, or undefined to let it answer. */
export type Fault = (request: HttpRequest) => Partial<HttpResponse> | undefined

export type RegistryFake = {
  /** For the `http` of host's fakes. */
  readonly answer: (request: HttpRequest) => Partial<HttpResponse>
  /** By `name`, then by tag or digest. */
  readonly manifests: Map<string, Map<string, Stored>>
  readonly blobs: Map<string, Uint8Array>
  readonly put: (name: string, tag: string | undefined, mediaType: string, document: unknown) => string
  readonly putBlob: (content: unknown) => { readonly digest: string; readonly size: number }
  /** Asked before each answer; the first one that gives something wins. */
  readonly faults: Fault[]
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

/** A registry in memory: manifests by tag and digest, blobs, tag pages of `page` entries. */
export function createRegistryFake(options: { readonly page?: number } = {}): RegistryFake {
  const manifests = new Map<string, Map<string, Stored>>()
  const blobs = new Map<string, Uint8Array>()
  const faults: Fault[] = []
  const store = (name: string, at: string, stored: Stored): string => {
    const repository = manifests.get(name) ?? new Map<string, Stored>()
    manifests.set(name, repository)
    const digest = digestOf(stored.bytes)
    repository.set(digest, stored)
    repository.set(at, stored)
    return digest
  }
  const answer = (request: HttpRequest): Partial<HttpResponse> => {
    for (const fault of faults) {
      const instead = fault(request)
      if (instead !== undefined) return instead
    }
    const url = new URL(request.url)
    const [, name = '', kind = '', at = ''] = /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(url.pathname) ?? []
    if (kind === 'tags') return listTags([...(manifests.get(name)?.keys() ?? [])], url, options.page ?? 1000)
    if (kind === 'blobs') return found(blobs.get(at), 'application/octet-stream', 'BLOB_UNKNOWN')
    if (request.method === 'PUT') {
      const digest = store(name, at, { bytes: request.body as Uint8Array, mediaType: request.headers?.['content-type'] ?? '' })
      return { status: 201, headers: { 'docker-content-digest': digest } }
    }
    const stored = manifests.get(name)?.get(at)
    return found(stored?.bytes, stored?.mediaType ?? '', 'MANIFEST_UNKNOWN')
  }
  return {
    answer,
    manifests,
    blobs,
    faults,
    put: (name, tag, mediaType, document) => {
      const bytes = encode(document)
      return store(name, tag ?? digestOf(bytes), { bytes, mediaType })
    },
    putBlob: (content) => {
      const bytes = encode(content)
      blobs.set(digestOf(bytes), bytes)
      return { digest: digestOf(bytes), size: bytes.length }
    },
  }
}

function found(bytes: Uint8Array | undefined, mediaType: string, code: string): Partial<HttpResponse> {
  if (bytes !== undefined) return { status: 200, headers: { 'content-type': mediaType, 'docker-content-digest': digestOf(bytes) }, body: bytes }
  return { status: 404, headers: { 'content-type': 'application/json' }, body: encode({ errors: [{ code, message: 'unknown' }] }) }
}

function listTags(names: readonly string[], url: URL, page: number): Partial<HttpResponse> {
  const tags = names.filter((name) => !name.includes(':')).sort()
  const last = url.searchParams.get('last') ?? ''
  const rest = tags.filter((tag) => tag > last)
  const shown = rest.slice(0, page)
  const link = rest.length > page ? { link: `<${url.pathname}?n=${page}&last=${shown.at(-1)}>; rel="next"` } : {}
  return { status: 200, headers: { 'content-type': 'application/json', ...link }, body: encode({ tags: shown }) }
}

export type RunningRegistry = {
  /** `127.0.0.1:port`. */
  readonly host: string
  /** Requests as `METHOD path status`, in order. */
  readonly requests: () => readonly string[]
  readonly stop: () => Promise<void>
}

/** Starts a real registry (CNCF distribution's `docker-registry`) on a free port of this machine, with storage that `stop` removes. */
export async function startRegistry(): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'))
  const configuration = {
    version: 0.1,
    log: { level: 'info', accesslog: { disabled: false } },
    storage: { filesystem: { rootdirectory: join(folder, 'storage') } },
    http: { addr: '127.0.0.1:0' },
  }
  await writeFile(join(folder, 'config.yml'), JSON.stringify(configuration))
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  const stop = async (): Promise<void> => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const host = await listening(child)
    return { host, requests: () => lines.flatMap(readAccess), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function readAccess(line: string): readonly string[] {
  const match = /"([A-Z]+) (\S+) HTTP\/[0-9.]+" ([0-9]{3})/.exec(line)
  return match === null ? [] : [`${match[1]} ${match[2]} ${match[3]}`]
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    const stderr = child.stderr
    if (stderr === null) throw new TypeError('the registry has no stderr')
    createInterface({ input: stderr }).on('line', (line) => {
      said.push(line)
      const address = /listening on (127\.0\.0\.1:[0-9]+)/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('error', (cause) => reject(new Error('docker-registry cannot be started: apt-get install docker-registry', { cause })))
    child.once('exit', (code) => reject(new Error(`docker-registry ended with ${code}: ${said.join('\n')}`)))
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

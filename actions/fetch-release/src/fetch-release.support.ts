import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseInputs } from '@slipway/contract'
import type { Cache, HttpRequest, HttpResponse, Ports } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { digestOf, hexOf, unwrap } from '@slipway/kernel'
import { contract } from './contract.ts'
import type { Inputs } from './request.ts'

export const scratch = mkdtempSync(join(tmpdir(), 'fetch-release-'))
export const cleanUp = (): void => rmSync(scratch, { recursive: true, force: true })

/** A header of ustar (POSIX.1-2024, pax, "ustar Interchange Format"), any field of which may be wrong, with its data. */
export type RawMember = {
  readonly name: string
  readonly content?: Uint8Array | string
  readonly type?: string
  readonly mode?: number
  readonly link?: string
  /** The size that the header says, where it lies. */
  readonly size?: number
  readonly pax?: Readonly<Record<string, string>>
}

export function rawTar(members: readonly RawMember[]): Buffer {
  return Buffer.concat([...members.flatMap(rawMember), Buffer.alloc(1024)])
}

function rawMember({ name, content = '', type = '0', mode = 0o644, link = '', size, pax }: RawMember): Buffer[] {
  const data = Buffer.from(content as string)
  const before = pax === undefined ? [] : rawMember({ name: 'pax', type: 'x', content: Object.entries(pax).map(paxRecord).join('') })
  const header = Buffer.alloc(512)
  header.write(name, 0, 100)
  header.write(
    `${mode.toString(8).padStart(7, '0')}\0${'0'.repeat(7)}\0${'0'.repeat(7)}\0${(size ?? data.length).toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0`,
    100,
  )
  header.write('        ', 148)
  header.write(type, 156)
  header.write(link, 157, 100)
  header.write('ustar\x0000', 257)
  header.write('0000001\x000000003\0', 329)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [...before, header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]
}

function paxRecord([key, value]: readonly [string, string]): string {
  const rest = ` ${key}=${value}\n`
  const length = Buffer.byteLength(rest)
  const total = length + String(length + String(length).length).length
  return `${total}${rest}`
}

export const tgz = (members: readonly RawMember[]): Buffer => gzipSync(rawTar(members))

/** A package as Slipway makes them: one top folder, a program, VERSION, LICENSE. */
export function packageOf(top: string, files: Readonly<Record<string, string>>): Buffer {
  return tgz([
    { name: `${top}/`, type: '5', mode: 0o755 },
    ...Object.entries(files).map(([name, content]) => ({ name: `${top}/${name}`, content, mode: name.startsWith('bin') ? 0o755 : 0o644 })),
  ])
}

export type FakeAsset = { name: string; bytes: Buffer; state?: string; digest?: string | null; size?: number }
export type FakeRelease = { tag: string; draft?: boolean; prerelease?: boolean; assets: FakeAsset[] }

export function checksumsOf(assets: readonly FakeAsset[]): FakeAsset {
  const lines = assets.map(({ name, bytes }) => `${hexOf(digestOf(bytes))}  ${name}\n`).sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1))
  return { name: 'checksums.txt', bytes: Buffer.from(lines.join('')) }
}

/** As much of GitHub as a reader of releases needs, without sockets; `test/fetch-release.test.ts` runs against the strict emulator. */
export function createServer(releases: FakeRelease[]) {
  const api = 'https://api.github.com/repos/octo/microvm'
  const storage = 'https://storage.example'
  const requests: HttpRequest[] = []
  const all = (): FakeAsset[] => releases.flatMap(({ assets }) => assets)
  const renderAsset = (asset: FakeAsset) => {
    const { name, bytes, state = 'uploaded', digest = digestOf(bytes), size = bytes.length } = asset
    return { id: all().indexOf(asset) + 1, name, size, state, digest }
  }
  const render = (release: FakeRelease) => {
    const id = releases.indexOf(release) + 1
    return { id, tag_name: release.tag, draft: release.draft ?? false, prerelease: release.prerelease ?? false, html_url: '', upload_url: '' }
  }
  /** What is sent in place of an asset's bytes, by name: what happens on the way. */
  const onTheWay = new Map<string, (bytes: Buffer) => Buffer>()
  const answer = async (request: HttpRequest): Promise<Partial<HttpResponse>> => {
    requests.push(request)
    const found = (value: unknown): Partial<HttpResponse> => (value === undefined ? json(404, { message: 'Not Found' }) : json(200, value))
    if (request.url.startsWith(`${storage}/`)) return send(all()[Number(request.url.split('/').at(-1)) - 1], request, onTheWay)
    const path = request.url.slice(api.length).split('?')[0] ?? ''
    const published = releases.filter(({ draft }) => draft !== true)
    if (path === '/releases') return found(releases.map(render))
    if (path === '/releases/latest') return found(published.filter(({ prerelease }) => prerelease !== true).map(render)[0])
    if (path.startsWith('/releases/tags/')) return found(published.filter(({ tag }) => path.endsWith(`/${tag}`)).map(render)[0])
    const assetId = /^\/releases\/assets\/(\d+)$/.exec(path)?.[1]
    if (assetId !== undefined) return { status: 302, headers: { location: `${storage}/${assetId}` } }
    const releaseId = /^\/releases\/(\d+)\/assets$/.exec(path)?.[1]
    return found(releaseId === undefined ? undefined : releases[Number(releaseId) - 1]?.assets.map(renderAsset))
  }
  return { answer, requests, onTheWay }
}

function send(asset: FakeAsset | undefined, { headers }: HttpRequest, onTheWay: ReadonlyMap<string, (bytes: Buffer) => Buffer>): Partial<HttpResponse> {
  if (asset === undefined) return { status: 404 }
  if (headers?.['authorization'] !== undefined) return { status: 400, body: Buffer.from('Only one auth mechanism allowed') }
  const bytes = onTheWay.get(asset.name)?.(asset.bytes) ?? asset.bytes
  const [, from] = /^bytes=(\d+)-$/.exec(headers?.['range'] ?? '') ?? []
  if (from === undefined) return { status: 200, body: bytes }
  return { status: 206, headers: { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }, body: bytes.subarray(Number(from)) }
}

function json(status: number, value: unknown): Partial<HttpResponse> {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) }
}

/** GitHub's cache: what is saved under a key stays, and is put back where it was. */
export function createCache(): Cache & { readonly kept: Map<string, Map<string, Buffer>> } {
  const kept = new Map<string, Map<string, Buffer>>()
  return {
    kept,
    available: () => true,
    restore: async (paths, key, restoreKeys) => {
      const hit = [key, ...restoreKeys].flatMap((one) => [...kept.keys()].toReversed().filter((name) => name.startsWith(one)))[0]
      for (const path of hit === undefined ? [] : paths) {
        const bytes = kept.get(hit ?? '')?.get(path)
        mkdirSync(dirname(path), { recursive: true })
        if (bytes !== undefined) writeFileSync(path, bytes)
      }
      return hit
    },
    save: async (paths, key) => void kept.set(key, new Map(paths.map((path) => [path, readFileSync(path)]))),
  }
}

export type World = Fakes & { readonly folder: string; readonly workspace: string }

let counter = 0

export function createWorld(
  http: (request: HttpRequest) => Promise<Partial<HttpResponse>>,
  of: { readonly cache?: Cache; readonly ports?: Partial<Ports> } = {},
): World {
  const folder = join(scratch, String(counter++))
  const workspace = join(folder, 'workspace')
  mkdirSync(workspace, { recursive: true })
  const fakes = createFakes({ folder, http })
  const cache = of.cache ?? { ...fakes.ports.cache, available: () => false }
  return { ...fakes, folder, workspace, ports: { ...fakes.ports, cache, ...of.ports } }
}

const given = { repository: 'octo/microvm', path: 'out', token: 'secret', 'registry-username': 'octocat', 'registry-token': 'secret' }

export function inputsOf(change: Readonly<Record<string, string>> = {}): Inputs {
  return unwrap(parseInputs(contract, { ...given, ...change }))
}

/** Everything below a folder, with what it is and holds. */
export function listing(root: string, prefix = ''): string[] {
  return readdirSync(join(root, prefix), { withFileTypes: true }).flatMap((entry): string[] => {
    const path = `${prefix}${entry.name}`
    if (entry.isDirectory()) return [`${path}/`, ...listing(root, `${path}/`)]
    if (entry.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(root, path))}`]
    const mode = (statSync(join(root, path)).mode & 0o777).toString(8)
    return [
      `${path} ${mode} ${createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex')
        .slice(0, 8)}`,
    ]
  })
}

/** The problems of a run that is refused. */
export async function refusalOf(
  promise: Promise<unknown>,
): Promise<readonly { readonly code: string; readonly message: string; readonly at?: { readonly file?: string } }[]> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown as { problems?: readonly { code: string; message: string; at?: { file?: string } }[] },
  )
  if (error === undefined) return [{ code: 'NONE', message: 'it was not refused' }]
  if (error.problems === undefined) throw error
  return error.problems
}

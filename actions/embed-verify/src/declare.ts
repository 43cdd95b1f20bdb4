import { type DueKind, dueByName, dueKinds } from '@slipway/binary'
import { err, fillPlatform, ok, type Place, type Platform, type Problem, parsePlatform, type Result } from '@slipway/kernel'
import { linesOf } from './json-lines.ts'

/** One asset that the binary must contain. */
export type Asset = {
  /** Relative to the workspace, or absolute. `{os}` and `{arch}` stand for its platform until they are filled. */
  readonly path: string
  readonly kind: DueKind
  /** What it is for, where that was said of it alone. */
  readonly platform: Platform | undefined
  /** Bytes. Undefined where nothing was said of it alone. */
  readonly minSize: number | undefined
  /** 64 hexadecimal digits. */
  readonly sha256: string | undefined
  readonly members: readonly Member[]
  /** Platforms of the binaries that embed it; undefined for all. */
  readonly hosts: readonly Platform[] | undefined
  /** Its name in an `embed.FS`, where the Go sources tell it. */
  readonly embedName: string | undefined
  /** Where it was declared. */
  readonly at: Place
}

/** A file that an archive has to hold. */
export type Member = { readonly path: string; readonly kind: DueKind; readonly platform: Platform | undefined; readonly at: Place }

type Entry = Readonly<Record<string, unknown>>
const code = 'E_EMBED_MANIFEST'

/** Reads the input `assets`: lines of a path, a kind and a platform, the last two in any order or absent; `#` begins a comment. */
export function parseAssetLines(text: string): Result<readonly Asset[]> {
  const lines = text.split('\n').map((line) => line.trim())
  const wanted = lines.filter((line) => line !== '' && !line.startsWith('#'))
  return collect(wanted.map((line) => parseWords(line.split(/\s+/), { input: 'assets' })))
}

function parseWords([path = '', ...words]: readonly string[], at: Place): Result<Asset> {
  const platforms = words.filter((word) => word.includes('/'))
  const kinds = words.filter((word) => !word.includes('/'))
  if (platforms.length > 1 || kinds.length > 1) {
    const message = `"${[path, ...words].join(' ')}" is more than a path, a kind and a platform`
    return { ok: false, error: [{ code: 'E_EMBED_LINE', message, cure: 'Use a manifest where paths hold blanks', at }] }
  }
  return parseAsset({ path, kind: kinds[0], platform: platforms[0] }, () => at)
}

/** Reads a manifest: a JSON list of assets, or an object whose `assets` is that list. All problems are reported, each with its line. */
export function parseManifest(text: string, file: string): Result<readonly Asset[]> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    const line = /\(line ([0-9]+) column/.exec(message)?.[1]
    const at = { file, ...(line === undefined ? {} : { line: Number(line) }) }
    return err([{ code, message: `is no JSON: ${message}`, cure: 'Write a list of {"path": …}', at }])
  }
  const [list, base] = isRecord(document) ? [document['assets'], '/assets'] : [document, '']
  if (!Array.isArray(list)) {
    return err([{ code, message: 'holds no list of assets', cure: 'Write a list of {"path": …}, or {"assets": […]}', at: { file } }])
  }
  const lines = linesOf(text)
  return collect(list.map((entry: unknown, index) => parseEntry(entry, index, (key) => ({ file, line: lines.get(`${base}/${index}${key}`) }))))
}

const keys = ['path', 'kind', 'platform', 'min-size', 'digest', 'sha256', 'members', 'hosts']

/** The place of an entry, or of one of its values by its pointer within the entry. */
type PlaceOf = (pointer: string) => Place

function parseEntry(entry: unknown, index: number, placeOf: PlaceOf): Result<Asset> {
  const bad = (message: string, cure: string): Result<never> => err([{ code, message, cure, at: placeOf('') }])
  if (!isRecord(entry)) return bad(`entry ${index + 1} is no object`, 'Write {"path": …}')
  const unknown = Object.keys(entry).filter((key) => !keys.includes(key))
  if (unknown.length > 0) return bad(`entry ${index + 1} has the unknown ${unknown.map((key) => `"${key}"`).join(', ')}`, `Use ${keys.join(', ')}`)
  return parseAsset(entry, placeOf)
}

function parseAsset(entry: Entry, placeOf: PlaceOf): Result<Asset> {
  const path = parsePath(entry, placeOf)
  if (!path.ok) return path
  const found: Problem[] = []
  const fault = (key: string, message: string, cure: string): void =>
    void found.push({ code, message: `${path.value}: ${message}`, cure, at: placeOf(entry[key] === undefined ? '' : `/${key}`) })
  const kind = parseKind(entry, path.value, fault)
  const platform = entry['platform'] === undefined ? undefined : parsePlatformOf('platform', entry['platform'], fault)
  const minSize = entry['min-size']
  if (minSize !== undefined && !(Number.isSafeInteger(minSize) && Number(minSize) >= 0)) fault('min-size', 'min-size is no whole number', 'Write bytes')
  const sha256 = entry['digest'] ?? entry['sha256']
  if (sha256 !== undefined && !/^(sha256:)?[0-9a-f]{64}$/.test(String(sha256))) {
    fault(entry['digest'] === undefined ? 'sha256' : 'digest', 'the digest is none', 'Write sha256: and 64 hexadecimal digits in lower case')
  }
  const members = parseMembers(entry['members'], fault, placeOf)
  const hosts = parseHosts(entry['hosts'], fault)
  if (found.length > 0 || kind === undefined) return err(found)
  return ok({
    path: path.value,
    kind,
    platform,
    minSize: minSize === undefined ? undefined : Number(minSize),
    sha256: sha256 === undefined ? undefined : String(sha256).replace('sha256:', ''),
    members,
    hosts,
    embedName: undefined,
    at: placeOf(''),
  })
}

type Fault = (key: string, message: string, cure: string) => void

function parsePath(entry: Entry, placeOf: PlaceOf): Result<string> {
  const { path } = entry
  if (typeof path === 'string' && path !== '') return ok(normalize(path))
  return err([{ code, message: 'an entry has no path', cure: 'Write "path": "assets/vmlinuz"', at: placeOf('') }])
}

/** One way to write each path, so that the same file is known for the same. */
export function normalize(path: string): string {
  const parts = path.split('/')
  const kept = parts.filter((part, index) => part !== '.' && (part !== '' || index === 0))
  return kept.join('/')
}

function parseKind(entry: Entry, path: string, fault: Fault): DueKind | undefined {
  if (entry['kind'] === undefined) return dueByName(path)
  const known = dueKinds.find((kind) => kind === entry['kind'])
  if (known === undefined) fault('kind', `"${String(entry['kind'])}" is no kind`, `Use one of ${dueKinds.join(', ')}`)
  return known
}

function parsePlatformOf(key: string, value: unknown, fault: Fault): Platform | undefined {
  const platform = parsePlatform(String(value))
  if (platform.ok) return platform.value
  fault(key, platform.error.message, platform.error.cure ?? '')
  return undefined
}

function parseHosts(value: unknown, fault: Fault): readonly Platform[] | undefined {
  if (value === undefined) return undefined
  if (Array.isArray(value) && value.length > 0) return value.flatMap((one: unknown) => parsePlatformOf('hosts', one, fault) ?? [])
  fault('hosts', 'hosts is no list of platforms', 'Write ["linux/amd64"], or leave it out')
  return undefined
}

function parseMembers(value: unknown, fault: Fault, placeOf: PlaceOf): readonly Member[] {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length === 0) {
    fault('members', 'members is no list', 'Write [{"path": "bin/tool", "kind": "elf"}], or leave it out')
    return []
  }
  return value.flatMap((one: unknown, index) => {
    const member: Entry = isRecord(one) ? one : { path: one }
    const path = member['path']
    const unknown = Object.keys(member).filter((key) => !['path', 'kind', 'platform'].includes(key))
    if (typeof path !== 'string' || path === '' || unknown.length > 0) {
      fault('members', `member ${index + 1} is no {path, kind?, platform?}`, 'Write {"path": "bin/tool", "kind": "elf", "platform": "linux/amd64"}')
      return []
    }
    const kind = parseKind(member, path, fault)
    const platform = member['platform'] === undefined ? undefined : parsePlatformOf('members', member['platform'], fault)
    return kind === undefined ? [] : [{ path: normalize(path), kind, platform, at: placeOf(`/members/${index}`) }]
  })
}

function collect(results: readonly Result<Asset>[]): Result<readonly Asset[]> {
  const assets = results.flatMap((result) => (result.ok ? [result.value] : []))
  const found = results.flatMap((result) => (result.ok ? [] : result.error))
  const seen = new Set<string>()
  const twice = assets.filter((asset) => {
    const key = JSON.stringify([asset.path, asset.hosts])
    return seen.has(key) || (seen.add(key), false)
  })
  const all = [...found, ...twice.map(({ path, at }) => ({ code: 'E_EMBED_TWICE', message: `${path} is declared twice`, cure: 'Remove one of the two', at }))]
  return all.length === 0 ? ok(assets) : err(all)
}

function isRecord(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What of a declaration is meant for one binary, with the names of platforms filled in. */
export function choose(assets: readonly Asset[], host: Platform | undefined, guest: Platform | undefined): readonly Asset[] {
  return assets
    .filter(({ hosts }) => hosts === undefined || (host !== undefined && hosts.includes(host)))
    .map((asset) => {
      const platform = asset.platform ?? guest ?? host
      return platform === undefined ? asset : { ...asset, path: fillPlatform(asset.path, platform) }
    })
}

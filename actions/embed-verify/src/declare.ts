import { type DueKind, dueByName, dueKinds } from '@slipway/binary'
import { err, ok, type Place, type Platform, type Problem, parsePlatform, type Result } from '@slipway/kernel'

/** One asset that the binary must contain, as it was declared. */
export type Asset = {
  readonly path: string
  readonly kind: DueKind
  readonly platform: Platform | undefined
  readonly minSize: number | undefined
  /** 64 hexadecimal digits. */
  readonly sha256: string | undefined
  /** Where it was declared. */
  readonly at: Place
}

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
  return parseAsset({ path, kind: kinds[0], platform: platforms[0] }, at)
}

const keys = ['path', 'kind', 'platform', 'min-size', 'sha256']

/** Reads a manifest: a JSON list of assets, or an object whose `assets` is that list. All problems are reported, each with its line. */
export function parseManifest(text: string, file: string): Result<readonly Asset[]> {
  const problem = (message: string, cure: string): Result<never> => ({ ok: false, error: [{ code: 'E_EMBED_MANIFEST', message, cure, at: { file } }] })
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (cause) {
    return problem(`is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, 'Write a list of {"path": …}')
  }
  const list = isRecord(document) ? document['assets'] : document
  if (!Array.isArray(list)) return problem('holds no list of assets', 'Write a list of {"path": …}, or {"assets": […]}')
  return collect(list.map((entry: unknown, index) => parseEntry(entry, index, { file, line: lineOf(text, entry) })))
}

function parseEntry(entry: unknown, index: number, at: Place): Result<Asset> {
  const bad = (message: string, cure: string): Result<never> => ({ ok: false, error: [{ code: 'E_EMBED_MANIFEST', message, cure, at }] })
  if (!isRecord(entry)) return bad(`entry ${index + 1} is no object`, 'Write {"path": …}')
  const unknown = Object.keys(entry).filter((key) => !keys.includes(key))
  if (unknown.length > 0) return bad(`entry ${index + 1} has the unknown ${unknown.map((key) => `"${key}"`).join(', ')}`, `Use ${keys.join(', ')}`)
  return parseAsset(entry, at)
}

function parseAsset(entry: Readonly<Record<string, unknown>>, at: Place): Result<Asset> {
  const found: Problem[] = []
  const fault = (message: string, cure: string): undefined => void found.push({ code: 'E_EMBED_MANIFEST', message, cure, at })
  const { path } = entry
  if (typeof path !== 'string' || path === '')
    return { ok: false, error: [{ code: 'E_EMBED_MANIFEST', message: 'an entry has no path', cure: 'Write "path": "assets/vmlinuz"', at }] }
  const kind = entry['kind'] === undefined ? dueByName(path) : dueKinds.find((known) => known === entry['kind'])
  if (kind === undefined) fault(`${path}: "${String(entry['kind'])}" is no kind`, `Use one of ${dueKinds.join(', ')}`)
  const platform = entry['platform'] === undefined ? undefined : parsePlatform(String(entry['platform']))
  if (platform?.ok === false) fault(`${path}: ${platform.error.message}`, platform.error.cure ?? '')
  const minSize = entry['min-size']
  if (minSize !== undefined && !(Number.isSafeInteger(minSize) && Number(minSize) >= 64))
    fault(`${path}: min-size is no whole number of at least 64`, 'Write a number of bytes')
  const sha256 = entry['sha256']
  if (sha256 !== undefined && !/^(sha256:)?[0-9a-f]{64}$/.test(String(sha256)))
    fault(`${path}: sha256 is no digest`, 'Write 64 hexadecimal digits in lower case')
  if (kind === undefined || platform?.ok === false || found.length > 0) return { ok: false, error: found }
  return ok({
    path,
    kind,
    platform: platform?.value,
    minSize: minSize === undefined ? undefined : Number(minSize),
    sha256: sha256 === undefined ? undefined : String(sha256).replace('sha256:', ''),
    at,
  })
}

function collect(results: readonly Result<Asset>[]): Result<readonly Asset[]> {
  const assets = results.flatMap((result) => (result.ok ? [result.value] : []))
  const found = results.flatMap((result) => (result.ok ? [] : result.error))
  const twice = assets.filter((asset, index) => assets.findIndex(({ path }) => path === asset.path) !== index)
  const all = [...found, ...twice.map(({ path, at }) => ({ code: 'E_EMBED_TWICE', message: `${path} is declared twice`, cure: 'Remove one of the two', at }))]
  return all.length === 0 ? ok(assets) : err(all)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The line on which an entry's path stands, for the annotation; JSON.parse tells no places. */
function lineOf(text: string, entry: unknown): number | undefined {
  if (!isRecord(entry) || typeof entry['path'] !== 'string') return undefined
  const at = text.indexOf(JSON.stringify(entry['path']))
  return at < 0 ? undefined : text.slice(0, at).split('\n').length
}

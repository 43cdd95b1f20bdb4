import type { Cache, Ports } from '@slipway/host'
import { digestOf, hexOf } from '@slipway/kernel'
import type { Inputs } from './plan.ts'

/** One cache: folders of the runner, absolute or in the workspace, and the key under which they are kept. */
export type CacheEntry = { readonly what: 'go' | 'cargo'; readonly paths: readonly string[]; readonly key: string; readonly restoreKeys: readonly string[] }

/** What a build has its caches in, when they are not the runner's own: a container is given these folders. */
export type CacheFolders = { readonly entries: readonly CacheEntry[]; readonly env: Readonly<Record<string, string>>; readonly folders: readonly string[] }

type Lock = { readonly what: CacheEntry['what']; readonly digest: string }

/** go.sum is missing where a module needs no other; then there is nothing but the build cache to keep. */
const lockfiles: Readonly<Record<CacheEntry['what'], readonly string[]>> = { go: ['go.work.sum', 'go.sum', 'go.mod'], cargo: ['Cargo.lock'] }

/**
 * Finds what a build caches, by the lockfiles in the working directory or the workspace. The key is made of the system, the platform that
 * is built for, the compiler and the lockfile; what another lockfile left is better than nothing.
 * @param image the builder image, in which the runner's own folders are not seen; undefined on the runner
 */
export async function findCaches(inputs: Inputs, image: string | undefined, ports: Ports): Promise<CacheFolders> {
  const locks = await readLocks(inputs['working-directory'], ports)
  // Go of the runner that is lent to the container brings its own folders.
  const inside = (what: CacheEntry['what']): boolean => image !== undefined && !(what === 'go' && inputs.tools.includes('go'))
  const base = `${ports.job.temp}/slipway-cache`
  const entries: CacheEntry[] = []
  const env: Record<string, string> = {}
  for (const { what, digest } of locks) {
    const place = inside(what) ? insidePlace(what, base, image ?? '') : what === 'go' ? await goPlace(ports) : cargoPlace(ports)
    if (place === undefined) continue
    Object.assign(env, place.env)
    const prefix = `slipway-${what}-${`${ports.job.platform}-${inputs.platform}`.replaceAll('/', '-')}-`
    const key = `${prefix}${hexOf(digestOf(`${place.compiler} ${digest}`)).slice(0, 32)}`
    entries.push({ what, paths: place.paths.map((path) => inWorkspace(path, ports.job.workspace)), key, restoreKeys: [prefix] })
  }
  return { entries, env, folders: Object.keys(env).length === 0 ? [] : [base] }
}

/** The service keeps what was saved under the paths as they are written; workspaces may lie elsewhere the next time. */
function inWorkspace(path: string, workspace: string): string {
  return path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path
}

async function readLocks(folder: string, ports: Ports): Promise<readonly Lock[]> {
  const locks: Lock[] = []
  for (const what of ['go', 'cargo'] as const) {
    const candidates = [...new Set([folder, '.'])].flatMap((place) => lockfiles[what].map((name) => (place === '.' ? name : `${place}/${name}`)))
    for (const path of candidates) {
      if ((await ports.files.info(path))?.kind !== 'file') continue
      locks.push({ what, digest: (await ports.files.digest(path)).digest })
      break
    }
  }
  return locks
}

type PlaceOfCache = { readonly paths: readonly string[]; readonly compiler: string; readonly env: Readonly<Record<string, string>> }

function insidePlace(what: CacheEntry['what'], base: string, image: string): PlaceOfCache {
  const folder = `${base}/${what}`
  if (what === 'cargo') return { paths: cargoFolders(folder), compiler: image, env: { CARGO_HOME: folder } }
  return { paths: [folder], compiler: image, env: { GOMODCACHE: `${folder}/mod`, GOCACHE: `${folder}/build` } }
}

async function goPlace(ports: Ports): Promise<PlaceOfCache | undefined> {
  if ((await ports.exec.which('go')) === undefined) return undefined
  const result = await ports.exec.run('go', ['env', '-json', 'GOMODCACHE', 'GOCACHE', 'GOVERSION'], { deadline: 60_000 })
  if (result.code !== 0) return undefined
  const found = JSON.parse(result.stdout) as Readonly<Record<string, string | undefined>>
  const [modules = '', build = ''] = [found['GOMODCACHE'], found['GOCACHE']]
  // GOCACHE=off and empty values are no folders.
  const paths = [modules, build].filter((path) => /^(\/|[A-Za-z]:)/.test(path))
  return paths.length === 0 ? undefined : { paths, compiler: found['GOVERSION'] ?? '', env: {} }
}

function cargoPlace(ports: Ports): PlaceOfCache | undefined {
  const user = ports.job.variable('HOME') ?? ports.job.variable('USERPROFILE')
  const home = ports.job.variable('CARGO_HOME') ?? (user === undefined ? undefined : `${user}/.cargo`)
  return home === undefined ? undefined : { paths: cargoFolders(home), compiler: '', env: {} }
}

/** What cargo downloads (The Cargo Book, "Cargo Home"): what it unpacks from there is made again in a moment. */
function cargoFolders(home: string): readonly string[] {
  return [`${home}/registry/index`, `${home}/registry/cache`, `${home}/git/db`]
}

/** Restores what there is, and returns the entries that are worth saving afterwards. Whatever goes wrong costs time and nothing else. */
export async function restoreCaches(entries: readonly CacheEntry[], ports: Ports): Promise<readonly CacheEntry[]> {
  if (entries.length === 0) return []
  if (!ports.cache.available()) {
    ports.log.info('cache: this runner has no service for it')
    return []
  }
  const unsaved: CacheEntry[] = []
  for (const entry of entries) {
    if (await isFilled(entry, ports)) {
      ports.log.info(`cache: ${entry.what}, this runner keeps its own`)
      continue
    }
    const hit = await attempt(entry, 'restored', ports, (cache) => cache.restore(entry.paths, entry.key, entry.restoreKeys))
    ports.log.info(`cache: ${entry.what}, ${hit === undefined ? 'nothing was kept yet' : `restored from ${hit}`}`)
    if (hit !== entry.key) unsaved.push(entry)
  }
  return unsaved
}

/**
 * A runner that is not new for each job has what an earlier one left, and others may be building with it at this moment: to unpack over it would
 * give them files that are half there.
 */
async function isFilled({ paths }: CacheEntry, { files }: Pick<Ports, 'files'>): Promise<boolean> {
  for (const path of paths) if ((await files.info(path))?.kind === 'directory' && (await files.list(path)).length > 0) return true
  return false
}

export async function saveCaches(entries: readonly CacheEntry[], ports: Ports): Promise<void> {
  for (const entry of entries) {
    const there = await Promise.all(entry.paths.map((path) => ports.files.info(path)))
    if (there.every((info) => info === undefined)) continue
    const saved = await attempt(entry, 'saved', ports, async (cache) => (await cache.save(entry.paths, entry.key), true))
    if (saved === true) ports.log.info(`cache: ${entry.what}, saved as ${entry.key}`)
  }
}

async function attempt<T>({ what, key }: CacheEntry, deed: string, ports: Ports, body: (cache: Cache) => Promise<T>): Promise<T | undefined> {
  try {
    return await untilCancelled(body(ports.cache), ports.signal)
  } catch (error) {
    if (ports.signal.aborted) return undefined
    const message = `the cache of ${what} (${key}) was not ${deed}: ${error instanceof Error ? error.message : String(error)}`
    ports.log.warning({ code: 'E_NATIVE_CACHE', message, cure: 'The build goes on without it', at: { input: 'cache' } })
    return undefined
  }
}

/** The library knows no cancellation: a job that is cancelled must not wait for a transfer. */
function untilCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const cancel = (): void => reject(new Error('the job was cancelled'))
  promise.catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', cancel))
}

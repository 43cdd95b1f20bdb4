import type { SignBlob } from './artifact-service.ts'
import type { Blob, BlobStore } from './blobs.ts'
import type { CacheScope, Caller } from './tokens.ts'
import { requiredText, sizeField, TwirpError, type TwirpService, textListField } from './twirp.ts'

export type CacheEntry = {
  /** Grows with time: of two entries the one with the larger id is the newer. */
  readonly id: number
  readonly key: string
  /** The hash that the toolkit makes of paths and compression; entries of another version are never found. */
  readonly version: string
  /** The ref that wrote it. */
  readonly scope: string
  readonly blob: Blob
  finalized: boolean
}

/** `github.actions.results.api.v1.CacheService`, as the generated client of @actions/cache 6.3.0 describes it. */
export function createCacheService(context: { readonly entries: CacheEntry[]; readonly blobs: BlobStore; readonly sign: SignBlob }): TwirpService<Caller> {
  let lastId = 0
  const { entries, blobs, sign } = context
  return {
    CreateCacheEntry: (fields, caller) => {
      const key = checkKey(requiredText(fields, 'key'))
      const version = requiredText(fields, 'version')
      const scope = caller.scopes.find((item) => item.access === 'write')?.ref
      // The toolkit knows this prefix and warns instead of failing the job.
      if (scope === undefined) return { ok: false, message: 'cache write denied: the token has no writable cache scope' }
      const taken = entries.some((entry) => entry.key === key && entry.version === version && entry.scope === scope)
      if (taken) throw new TwirpError('already_exists', 'cache entry with the same key, version, and scope already exists')
      lastId += 1
      const blob = blobs.create(`${lastId}.cache`)
      entries.push({ id: lastId, key, version, scope, blob, finalized: false })
      return { ok: true, signed_upload_url: sign(blob, 'write') }
    },
    FinalizeCacheEntryUpload: (fields, caller) => {
      const key = checkKey(requiredText(fields, 'key'))
      const version = requiredText(fields, 'version')
      const scope = caller.scopes.find((item) => item.access === 'write')?.ref
      const entry = entries.find((item) => item.key === key && item.version === version && item.scope === scope && !item.finalized)
      if (entry === undefined) throw new TwirpError('not_found', `no cache entry "${key}" waits to be finalized`)
      const size = sizeField(fields, 'size_bytes')
      const arrived = entry.blob.content?.size
      if (arrived !== size) return { ok: false, message: `size mismatch: the client sent ${size} bytes, ${arrived ?? 'none'} arrived` }
      entry.finalized = true
      entry.blob.sealed = true
      return { ok: true, entry_id: String(entry.id) }
    },
    GetCacheEntryDownloadURL: (fields, caller) => {
      if (caller.scopes.length === 0) throw new TwirpError('permission_denied', 'cache read denied: the token has no readable cache scope')
      const keys = [requiredText(fields, 'key'), ...textListField(fields, 'restore_keys')].map(checkKey)
      if (keys.length > 10) throw new TwirpError('invalid_argument', 'keys are limited to a maximum of 10')
      const found = findCacheEntry(entries, caller.scopes, requiredText(fields, 'version'), keys)
      if (found === undefined) return { ok: false, signed_download_url: '', matched_key: '' }
      return { ok: true, signed_download_url: sign(found.blob, 'read'), matched_key: found.key }
    },
  }
}

/** The toolkit's own limits (checkKey of @actions/cache). */
function checkKey(key: string): string {
  if (key.length > 512 || key.includes(',')) throw new TwirpError('invalid_argument', 'a cache key holds at most 512 characters and no comma')
  return key
}

/**
 * The entry that a lookup finds: in each scope in turn, each key in turn, first the same key, then the newest entry that
 * begins with it (GitHub documentation, "Dependency caching", "Cache key matching").
 */
export function findCacheEntry<E extends Omit<CacheEntry, 'blob'>>(
  entries: readonly E[],
  scopes: readonly CacheScope[],
  version: string,
  keys: readonly string[],
): E | undefined {
  for (const scope of scopes) {
    const visible = entries.filter((entry) => entry.finalized && entry.scope === scope.ref && entry.version === version)
    for (const key of keys) {
      const exact = visible.find((entry) => entry.key === key)
      const newest = visible.filter((entry) => entry.key.startsWith(key)).sort((a, b) => b.id - a.id)[0]
      if (exact !== undefined || newest !== undefined) return exact ?? newest
    }
  }
  return undefined
}

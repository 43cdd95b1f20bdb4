/** What kind of thing a request asks for, as the counters and the access rules tell them apart. */
export type RequestKind = 'ping' | 'token' | 'manifest' | 'blob' | 'upload' | 'tag' | 'referrer' | 'other'

export type Action = 'pull' | 'push' | 'delete'

export type RegistryRequest = {
  readonly method: string
  readonly kind: RequestKind
  /** Empty for what concerns no repository. */
  readonly repository: string
  /** The right that the request needs; undefined where none is needed, or where nothing grants it. */
  readonly action: Action | undefined
}

/** Names as the OCI distribution specification writes them ("Pulling manifests", `<name>`). */
const name = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*'
const routes: readonly (readonly [RequestKind, RegExp])[] = [
  ['upload', new RegExp(`^/v2/(${name})/blobs/uploads/(?:[^/]+)?$`)],
  ['blob', new RegExp(`^/v2/(${name})/blobs/[^/]+$`)],
  ['manifest', new RegExp(`^/v2/(${name})/manifests/[^/]+$`)],
  ['tag', new RegExp(`^/v2/(${name})/tags/list$`)],
  ['referrer', new RegExp(`^/v2/(${name})/referrers/[^/]+$`)],
]

/** Reads a method and a path (without its query). */
export function parseRequest(method: string, path: string): RegistryRequest {
  if (path === '/token') return { method, kind: 'token', repository: '', action: undefined }
  if (path === '/v2/' || path === '/v2') return { method, kind: 'ping', repository: '', action: undefined }
  for (const [kind, pattern] of routes) {
    const repository = pattern.exec(path)?.[1]
    if (repository !== undefined) return { method, kind, repository, action: actionOf(method, kind) }
  }
  return { method, kind: 'other', repository: '', action: undefined }
}

function actionOf(method: string, kind: RequestKind): Action {
  if (kind === 'upload') return 'push'
  if (method === 'DELETE') return 'delete'
  return method === 'GET' || method === 'HEAD' ? 'pull' : 'push'
}

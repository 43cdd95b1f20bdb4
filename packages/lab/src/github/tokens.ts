import { randomBytes } from 'node:crypto'
import { ApiError, notFound } from './errors.ts'
import type { Repository } from './state.ts'

/** The permissions of a job's token by scope, as a workflow writes them. A scope that is absent is `none`. */
export type TokenPermissions = Readonly<Record<string, 'none' | 'read' | 'write'>>

export type TokenRequest = {
  readonly permissions: TokenPermissions
  /** `owner/name`: a job's token belongs to one repository. */
  readonly repository: string
  /** Who stands as author and uploader. Default: `github-actions[bot]`, as with GITHUB_TOKEN. */
  readonly actor?: string
}

export type Token = { readonly permissions: TokenPermissions; readonly repository: string; readonly actor: string }

/** What a call needs. `metadata` is in every token ("Permissions required for GitHub Apps"). */
export type Need = { readonly scope: 'metadata' | 'contents' | 'attestations' | 'administration'; readonly access: 'read' | 'write' }

export type Caller = { readonly token: Token | undefined; readonly secret: string | undefined }

export type Tokens = {
  readonly issue: (request: TokenRequest) => string
  readonly revoke: (secret: string) => void
  /** The caller behind an Authorization header. An unknown token is refused even where no token is needed. */
  readonly identify: (authorization: string | undefined) => Caller
}

export function createTokens(): Tokens {
  const tokens = new Map<string, Token>()
  return {
    issue: ({ permissions, repository, actor = 'github-actions[bot]' }) => {
      const secret = `ghs_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, '0')}`
      tokens.set(secret, { permissions, repository: repository.toLowerCase(), actor })
      return secret
    },
    revoke: (secret) => void tokens.delete(secret),
    identify: (authorization) => {
      if (authorization === undefined) return { token: undefined, secret: undefined }
      const secret = readSecret(authorization)
      const token = tokens.get(secret)
      if (token === undefined) throw new ApiError(401, 'Bad credentials')
      return { token, secret }
    },
  }
}

/** `token X`, `Bearer X`, or Basic with X as the password. */
export function readSecret(authorization: string): string {
  const [, scheme = '', value = ''] = /^(\S+)\s+(\S+)\s*$/.exec(authorization) ?? []
  if (scheme.toLowerCase() !== 'basic') return /^(?:token|bearer)$/i.test(scheme) ? value : ''
  return Buffer.from(value, 'base64').toString().split(':').slice(1).join(':')
}

/** Whether the caller has a permission, public reading aside. */
export function holds(caller: Caller, repository: Repository, need: Need): boolean {
  if (caller.token === undefined || caller.token.repository !== `${repository.owner}/${repository.name}`.toLowerCase()) return false
  const granted = need.scope === 'metadata' ? 'read' : (caller.token.permissions[need.scope] ?? 'none')
  return granted === 'write' || granted === need.access
}

/**
 * Lets a call pass, or throws what GitHub answers. Public data is readable by everybody ("can be used without authentication or
 * the aforementioned permissions if only public resources are requested"); a private repository is 404 to strangers; a token of
 * the repository without the permission is 403, with the header that names what was missing.
 */
export function authorize(caller: Caller, repository: Repository, need: Need): void {
  if (holds(caller, repository, need) || (repository.visibility === 'public' && need.access === 'read')) return
  const own = holds(caller, repository, { scope: 'metadata', access: 'read' })
  if (repository.visibility === 'private' && !own) throw notFound()
  if (caller.token === undefined) throw new ApiError(401, 'Requires authentication')
  throw new ApiError(403, 'Resource not accessible by integration', {
    headers: { 'x-accepted-github-permissions': `${need.scope}=${need.access}` },
  })
}

import { randomBytes } from 'node:crypto'
import type { Action } from './request-kind.ts'

/** What a token may do with a repository. `unknown` is a token that nobody issued; `none` one that is known and may nothing. */
export type RegistryAccess = 'unknown' | 'none' | 'read' | 'write'

/** Decides for a job's token, or for nobody (undefined): the packages permission, and which repositories are public. */
export type Authorize = (token: string | undefined, repository: string) => RegistryAccess

export type Grant = { readonly repository: string; readonly actions: readonly Action[] }

/** An error in the form of the OCI distribution specification ("Error Codes"). */
export type Denial = {
  readonly status: 401 | 403
  readonly code: 'UNAUTHORIZED' | 'DENIED'
  readonly message: string
  /** What the challenge asks the client to bring; only with 401. */
  readonly scope?: string
  readonly error?: 'invalid_token' | 'insufficient_scope'
}

type Bearer = { readonly token: string | undefined; readonly grants: readonly Grant[]; readonly expires: number }

export type AccessControl = {
  /** Answers `/token`: the bearer token, or the denial. `basic` is the value of the Authorization header. */
  readonly exchange: (basic: string | undefined, scopes: readonly string[]) => { readonly bearer: string; readonly seconds: number } | Denial
  /** Undefined when the request may pass. */
  readonly check: (authorization: string | undefined, repository: string, action: Action) => Denial | undefined
  /** Whether a request without a repository (`/v2/`) brings a bearer token at all. */
  readonly checkPing: (authorization: string | undefined) => Denial | undefined
}

/**
 * The token service of a registry (distribution, "Token Authentication Specification"), with the habits of ghcr.io: a job's
 * token goes in as the password, the scopes that it does not cover are left out of what comes back, and a push without the
 * right is 403 `DENIED`.
 */
export function createAccessControl(authorize: Authorize, now: () => number, seconds: number): AccessControl {
  const bearers = new Map<string, Bearer>()
  return {
    exchange: (basic, scopes) => {
      const token = parseBasic(basic)
      if (token === null) return { status: 401, code: 'UNAUTHORIZED', message: 'authentication required' }
      const wanted = scopes.flatMap(parseScopes)
      const levels = wanted.map((grant) => authorize(token, grant.repository))
      if (token !== undefined && (levels.includes('unknown') || (levels.length === 0 && authorize(token, '') === 'unknown'))) {
        return { status: 401, code: 'UNAUTHORIZED', message: 'the token is unknown' }
      }
      const grants = wanted.map((grant, index) => ({ ...grant, actions: grant.actions.filter((action) => allows(levels[index], action)) }))
      const bearer = randomBytes(24).toString('base64url')
      bearers.set(bearer, { token, grants, expires: now() + seconds * 1000 })
      return { bearer, seconds }
    },
    check: (authorization, repository, action) => {
      const scope = renderScope(repository, action)
      const value = parseBearer(authorization)
      if (value === undefined) return { status: 401, code: 'UNAUTHORIZED', message: 'authentication required', scope }
      const known = bearers.get(value) ?? readDirect(value, authorize, repository)
      if (known === undefined || known.expires <= now())
        return { status: 401, code: 'UNAUTHORIZED', message: 'the token is unknown or has expired', scope, error: 'invalid_token' }
      if (known.grants.some((grant) => grant.repository === repository && grant.actions.includes(action))) return undefined
      if (known.token === undefined || allows(authorize(known.token, repository), action)) {
        return { status: 401, code: 'UNAUTHORIZED', message: 'authentication required', scope, error: 'insufficient_scope' }
      }
      return { status: 403, code: 'DENIED', message: `permission_denied: the token may not ${action} ${repository}` }
    },
    checkPing: (authorization) => {
      const value = parseBearer(authorization)
      if (value === undefined) return { status: 401, code: 'UNAUTHORIZED', message: 'authentication required' }
      const known = bearers.get(value) ?? readDirect(value, authorize, '')
      if (known !== undefined && known.expires > now()) return undefined
      return { status: 401, code: 'UNAUTHORIZED', message: 'the token is unknown or has expired', error: 'invalid_token' }
    },
  }
}

/** ghcr.io takes `Bearer base64(token)` without an exchange. */
function readDirect(value: string, authorize: Authorize, repository: string): Bearer | undefined {
  const token = Buffer.from(value, 'base64').toString('utf8')
  const level = authorize(token, repository)
  if (level === 'unknown') return undefined
  const actions = (['pull', 'push', 'delete'] as const).filter((action) => allows(level, action))
  return { token, grants: [{ repository, actions }], expires: Number.POSITIVE_INFINITY }
}

function allows(level: RegistryAccess | undefined, action: Action): boolean {
  return level === 'write' || (level === 'read' && action === 'pull')
}

function parseBearer(authorization: string | undefined): string | undefined {
  return /^Bearer ([A-Za-z0-9+/=._~-]+)$/i.exec(authorization ?? '')?.[1]
}

/** The password of a Basic header; undefined when there is none; null when it cannot be read. */
function parseBasic(header: string | undefined): string | undefined | null {
  if (header === undefined) return undefined
  const pair = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header)?.[1]
  const text = pair === undefined ? '' : Buffer.from(pair, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon <= 0 || colon === text.length - 1 ? null : text.slice(colon + 1)
}

/** `repository:NAME:pull,push`, several of them separated by blanks. Scopes of other kinds grant nothing. */
export function parseScopes(text: string): readonly Grant[] {
  return text.split(' ').flatMap((scope) => {
    const [, repository, actions] = /^repository:([^:]+):([a-z,*]+)$/.exec(scope) ?? []
    if (repository === undefined || actions === undefined) return []
    const known = (['pull', 'push', 'delete'] as const).filter((action) => actions.split(',').some((word) => word === action || word === '*'))
    return [{ repository, actions: known }]
  })
}

export function renderScope(repository: string, action: Action): string {
  return `repository:${repository}:${action === 'push' ? 'pull,push' : action}`
}

import { generateKeyPair, type KeyObject, randomBytes, randomUUID, sign, timingSafeEqual, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { type Claims, renderClaims, type SigningJob } from './job-claims.ts'

/** What the runner gives a job with `id-token: write`. */
export type IdentityRequest = { readonly url: string; readonly token: string }

export type Issuer = {
  /** The `iss` of its tokens. */
  readonly name: string
  /** OpenID Connect Discovery 1.0, section 4. */
  readonly discovery: (origin: string) => object
  /** RFC 7517. */
  readonly keys: () => object
  /** Lets a job ask for tokens; `origin` is where this server listens. */
  readonly admit: (origin: string, job: SigningJob) => IdentityRequest
  /** A token for the bearer of a request's path; undefined where the bearer is not the one that was given out. */
  readonly answer: (id: string, bearer: string, audience: string | undefined) => string | undefined
  /** The claims of a token of this issuer for an audience that is valid now; else why not. */
  readonly check: (token: string, audience: string) => Claims | string
}

/** Where jobs ask: GitHub's path is longer, and as opaque. */
export const tokenPath = '/idtoken/'

/**
 * Issues identity tokens as token.actions.githubusercontent.com does: RS256, for exactly the job that asks. `name` is what they say
 * about their issuer, whatever address this server has: what is under test trusts GitHub's name.
 */
export async function createIssuer(name: string, now: () => number): Promise<Issuer> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const id = randomBytes(8).toString('hex')
  const jobs = new Map<string, { readonly bearer: string; readonly job: SigningJob }>()
  return {
    name,
    discovery: (origin) => ({
      issuer: name,
      jwks_uri: `${origin}/.well-known/jwks`,
      subject_types_supported: ['public', 'pairwise'],
      response_types_supported: ['id_token'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid'],
    }),
    keys: () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: id }] }),
    admit: (origin, job) => {
      const [path, bearer] = [randomUUID(), randomBytes(24).toString('hex')]
      jobs.set(path, { bearer, job })
      return { url: `${origin}${tokenPath}${path}?api-version=2.0`, token: bearer }
    },
    answer: (path, bearer, audience) => {
      const known = jobs.get(path)
      if (known === undefined || !isSame(known.bearer, bearer)) return undefined
      // Without one GitHub takes the address of the repository's owner.
      const aud = audience ?? `https://github.com/${known.job.repository.split('/')[0]}`
      return renderToken(privateKey, id, renderClaims(known.job, { issuer: name, audience: aud, id: randomUUID(), now: now() }))
    },
    check: (token, audience) => checkToken(token, publicKey, { issuer: name, audience, now: now() / 1000 }),
  }
}

function renderToken(key: KeyObject, kid: string, claims: Claims): string {
  const body = [{ typ: 'JWT', alg: 'RS256', kid }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`
}

/** `now` is in seconds since 1970. */
function checkToken(token: string, key: KeyObject, wanted: { readonly issuer: string; readonly audience: string; readonly now: number }): Claims | string {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))) {
    return 'the token is not one of this issuer'
  }
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims
  if (claims['iss'] !== wanted.issuer) return `the token is one of ${claims['iss']}`
  if (claims['aud'] !== wanted.audience) return `the token is for ${claims['aud']}, not for ${wanted.audience}`
  return Number(claims['nbf']) <= wanted.now && wanted.now < Number(claims['exp']) ? claims : 'the token has expired, or is not valid yet'
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

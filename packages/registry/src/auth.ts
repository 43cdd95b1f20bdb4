import { type HttpResponse, type Ports, retryHttp } from '@slipway/host'
import { refuse } from '@slipway/kernel'
import { describeAnswer } from './failures.ts'

/** What a registry knows us by. */
export type Credential = { readonly username: string; readonly password: string }

/** What a registry wants (RFC 9110 section 11.6.1; distribution's "Token Authentication Specification"). */
export type Challenge = { readonly scheme: 'basic' } | { readonly scheme: 'bearer'; readonly realm: string; readonly service: string }

export type AuthPorts = Pick<Ports, 'http' | 'clock' | 'log'>

/** What may be done with a repository, as a token's scope writes it. */
export type Access = 'pull' | 'pull,push'

/** Reads `WWW-Authenticate`. Of several challenges the first known one counts. */
export function parseChallenge(header: string): Challenge | undefined {
  const bearer = /\bbearer\s+(.*)$/i.exec(header)
  if (bearer === null) return /\bbasic\b/i.test(header) ? { scheme: 'basic' } : undefined
  const fields = Object.fromEntries([...(bearer[1] ?? '').matchAll(/([a-z_]+)="([^"]*)"/gi)].map((match) => [match[1]?.toLowerCase(), match[2]]))
  return fields['realm'] === undefined ? undefined : { scheme: 'bearer', realm: fields['realm'], service: fields['service'] ?? '' }
}

type Token = { readonly value: string; readonly until: number }

/** Tokens die early rather than in the middle of a request. */
const margin = 10_000

/** One registry host's sign-in: it remembers the challenge, so that later requests ask for their token first, and tokens by scope. */
export class SignIn {
  readonly #ports: AuthPorts
  readonly #host: string
  readonly #credential: Credential | undefined
  readonly #tokens = new Map<string, Token>()
  #challenge: Challenge | undefined

  constructor(ports: AuthPorts, host: string, credential: Credential | undefined) {
    this.#ports = ports
    this.#host = host
    this.#credential = credential
  }

  /** The `Authorization` header for a request; undefined while the registry has asked for none. */
  async header(repository: string, access: Access): Promise<string | undefined> {
    if (this.#challenge === undefined) return undefined
    if (this.#challenge.scheme === 'basic') return this.#credential === undefined ? undefined : basic(this.#credential)
    return `Bearer ${await this.#token(this.#challenge, repository, access)}`
  }

  /** Learns from a 401. False when the registry names nothing that we could do. Tokens it gave for this scope are forgotten. */
  learn(response: HttpResponse, repository: string, access: Access): boolean {
    const challenge = parseChallenge(response.headers['www-authenticate'] ?? '')
    if (challenge === undefined) return false
    this.#challenge = challenge
    this.#tokens.delete(scopeOf(repository, access))
    if (access === 'pull') this.#tokens.delete(scopeOf(repository, 'pull,push'))
    return challenge.scheme === 'bearer' || this.#credential !== undefined
  }

  async #token(challenge: Challenge & { scheme: 'bearer' }, repository: string, access: Access): Promise<string> {
    const now = this.#ports.clock.now()
    const usable: readonly Access[] = access === 'pull' ? ['pull', 'pull,push'] : ['pull,push']
    for (const each of usable) {
      const known = this.#tokens.get(scopeOf(repository, each))
      if (known !== undefined && known.until > now) return known.value
    }
    const token = await this.#fetchToken(challenge, scopeOf(repository, access))
    this.#tokens.set(scopeOf(repository, access), token)
    return token.value
  }

  async #fetchToken(challenge: Challenge & { scheme: 'bearer' }, scope: string): Promise<Token> {
    const url = this.#tokenUrl(challenge, scope)
    const headers = { accept: 'application/json', ...(this.#credential === undefined ? {} : { authorization: basic(this.#credential) }) }
    const response = await retryHttp(this.#ports, () => this.#ports.http.request({ method: 'GET', url: url.href, headers, deadline: 30_000 }))
    if (response.status !== 200) throw refuse(describeAnswer(response, `sign in to ${this.#host} (${scope})`, url.host))
    const token = readToken(response.body)
    if (token === undefined) {
      const cure = `See whether ${url.origin} is the registry's token server`
      throw refuse({ code: 'E_REGISTRY_TOKEN', message: `cannot sign in to ${this.#host}: ${url.host} sent no token`, cure })
    }
    this.#ports.log.mask(token.value)
    return { value: token.value, until: this.#ports.clock.now() + token.seconds * 1000 - margin }
  }

  /** The realm comes from the registry. A password is sent to it only over TLS, or on this machine. */
  #tokenUrl({ realm, service }: Challenge & { scheme: 'bearer' }, scope: string): URL {
    const url = URL.canParse(realm) ? new URL(realm) : undefined
    const local = url !== undefined && /^(?:localhost|127\.[0-9.]+|\[::1\])$/.test(url.hostname)
    if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) {
      const cure = 'Use a registry whose token server has TLS'
      throw refuse({ code: 'E_REGISTRY_REALM', message: `${this.#host} wants the token to be fetched from ${realm}, which is not encrypted`, cure })
    }
    if (service !== '') url.searchParams.set('service', service)
    url.searchParams.set('scope', scope)
    return url
  }
}

function scopeOf(repository: string, access: Access): string {
  return `repository:${repository}:${access}`
}

function basic({ username, password }: Credential): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** `token` or `access_token`; without `expires_in` a token lives 60 s (Token Authentication Specification, "Token Response Fields"). */
function readToken(body: Uint8Array): { readonly value: string; readonly seconds: number } | undefined {
  try {
    const document = JSON.parse(new TextDecoder().decode(body)) as Readonly<Record<string, unknown>> | null
    const value = document?.['token'] ?? document?.['access_token']
    const seconds = document?.['expires_in']
    return typeof value === 'string' && value !== '' ? { value, seconds: typeof seconds === 'number' ? seconds : 60 } : undefined
  } catch {
    return undefined
  }
}

import { HttpFailure, type HttpRequest, type HttpResponse, type RetryPolicy, retryHttp, type Sink, standardRetry } from '@slipway/host'
import { refuse } from '@slipway/kernel'
import { isLoopbackRegistry } from '@slipway/oci'
import { type Access, type AuthPorts, type Credential, SignIn } from './auth.ts'
import { type Deed, describeFailure } from './failures.ts'
import type { Location } from './location.ts'
import { guardAloud } from './token-guard.ts'

/**
 * A request to one repository. `send` repeats it, so it has to be safe to repeat: a read, a write of content that is named by what it
 * is, or the start of an upload, of which an abandoned one is nothing.
 */
export type Call = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST'
  readonly location: Location
  /** Behind `/v2/<name>/`; or a whole address that the registry gave for this repository. */
  readonly path: string | URL
  readonly access: Access
  readonly deed: Deed
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Bytes of the answer that are kept at most. */
  readonly limit?: number
  /** Takes the body of a success: for `sendOnce`, because a repeated request would hand out the same bytes again. */
  readonly sink?: Sink
}

export type ExchangeOptions = { readonly credential?: Credential | undefined; readonly deadline?: number; readonly retry?: RetryPolicy }

/** What a host has shown of what the specification leaves open; unknown until it did. */
export type Traits = {
  /** It keeps referrers itself (specification 1.1), or leaves them to a tag. */
  referrers?: 'api' | 'tag'
  /** It takes several tags with one PUT (end-7b), or did not acknowledge them. */
  tagQuery?: boolean
}

const mostRedirects = 5

/** Sends calls: signs in when asked to, repeats what is transient, follows redirects of reads without carrying the sign-in elsewhere. */
export class Exchange {
  readonly ports: AuthPorts
  readonly #options: ExchangeOptions
  readonly #signIns = new Map<string, SignIn>()
  readonly #origins = new Map<string, Promise<string>>()
  readonly #traits = new Map<string, Traits>()

  constructor(ports: AuthPorts, options: ExchangeOptions) {
    this.ports = ports
    this.#options = options
  }

  get retry(): RetryPolicy {
    return this.#options.retry ?? standardRetry
  }

  /** What this host has shown so far; the caller writes down what it learns. */
  traits({ host }: Location): Traits {
    const known = this.#traits.get(host) ?? {}
    this.#traits.set(host, known)
    return known
  }

  /** The registry's answer, whatever its status. Rejects with a Refusal when there is none. */
  async send(call: Call): Promise<HttpResponse> {
    return this.#describe(call, () => this.#signedIn(call, this.retry))
  }

  /** The same with one try only, for what must not be repeated as it is. Rejects with an HttpFailure when there is no answer. */
  sendOnce(call: Call): Promise<HttpResponse> {
    return this.#signedIn(call, { ...this.retry, tries: 1 })
  }

  /** Repeats a whole deed while its outcome is transient; `attempt` reconciles before a further try. */
  repeat(call: Pick<Call, 'deed'>, attempt: (number: number) => Promise<HttpResponse>): Promise<HttpResponse> {
    return this.#describe(call, () => retryHttp(this.ports, attempt, this.retry))
  }

  /** `https://host`, or with `http:` where the registry has no TLS and needs none. */
  origin(location: Location): Promise<string> {
    const key = keyOf(location)
    const known = this.#origins.get(key) ?? this.#findOrigin(location)
    this.#origins.set(key, known)
    return known
  }

  async #describe(call: Pick<Call, 'deed'>, send: () => Promise<HttpResponse>): Promise<HttpResponse> {
    try {
      return await send()
    } catch (error) {
      if (error instanceof HttpFailure) throw refuse(describeFailure(error, call.deed), { cause: error })
      throw error
    }
  }

  async #signedIn(call: Call, policy: RetryPolicy): Promise<HttpResponse> {
    const response = await this.#once(call, policy)
    const again = response.status === 401 && this.#signIn(call.location).learn(response, call.location.name, call.access)
    return again ? this.#once(call, policy) : response
  }

  async #once(call: Call, policy: RetryPolicy): Promise<HttpResponse> {
    const { name } = call.location
    const origin = await this.origin(call.location)
    const url = typeof call.path === 'string' ? `${origin}/v2/${name}/${call.path}` : call.path.href
    // An upload may go to a storage of another host, which has its own sign-in in the address.
    const ours = new URL(url).origin === new URL(origin).origin
    const authorization = ours ? await this.#signIn(call.location).header(name, call.access) : undefined
    const headers = { ...call.headers, ...(authorization === undefined ? {} : { authorization }) }
    const response = await this.#request({ method: call.method, url, headers, ...optional(call) }, policy)
    return call.method === 'GET' || call.method === 'HEAD' ? this.#follow(call, url, headers, response, policy) : response
  }

  async #follow(call: Call, start: string, sent: Readonly<Record<string, string>>, first: HttpResponse, policy: RetryPolicy): Promise<HttpResponse> {
    let response = first
    let from = start
    let headers = sent
    for (let count = 0; count < mostRedirects && isRedirect(response); count += 1) {
      const target = new URL(response.headers['location'] ?? '', from)
      if (target.origin !== new URL(from).origin) headers = withoutAuthorization(headers)
      from = target.href
      response = await this.#request({ method: call.method, url: from, headers, ...optional(call) }, policy)
    }
    return response
  }

  #request(request: HttpRequest, policy: RetryPolicy): Promise<HttpResponse> {
    const deadline = this.#options.deadline ?? 60_000
    return retryHttp(this.ports, () => this.ports.http.request({ ...request, deadline }), policy)
  }

  #signIn(location: Location): SignIn {
    const key = keyOf(location)
    const known = this.#signIns.get(key) ?? new SignIn(this.ports, location.host, guardAloud(this.ports.log, location, this.#options.credential))
    this.#signIns.set(key, known)
    return known
  }

  /** An insecure registry may have TLS all the same: it is tried first, except on this machine. A password never goes out in the clear. */
  async #findOrigin(location: Location): Promise<string> {
    const { host, insecure } = location
    // Docker Hub's API has a host of its own.
    const address = host === 'docker.io' ? 'registry-1.docker.io' : host
    if (isLoopbackRegistry(host)) return `http://${address}`
    if (!insecure) return `https://${address}`
    try {
      await this.ports.http.request({ method: 'GET', url: `https://${address}/v2/`, deadline: 10_000 })
      return `https://${address}`
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error
      if (guardAloud(this.ports.log, location, this.#options.credential) === undefined) return `http://${address}`
      const cure = 'Give the registry TLS, or use it without a token'
      throw refuse({ code: 'E_REGISTRY_PLAIN', message: `${host} has no usable TLS, and a token must not be sent without it`, cure }, { cause: error })
    }
  }
}

/** Two names may be mapped to one host and only one of them be GitHub's: they share no sign-in. */
function keyOf({ host, github }: Location): string {
  return `${host} ${github}`
}

function optional({ body, limit, sink }: Call): Pick<HttpRequest, 'body' | 'limit' | 'sink'> {
  return { ...(body === undefined ? {} : { body }), ...(limit === undefined ? {} : { limit }), ...(sink === undefined ? {} : { sink }) }
}

function isRedirect({ status, headers }: HttpResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers['location'] !== undefined
}

function withoutAuthorization(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'))
}

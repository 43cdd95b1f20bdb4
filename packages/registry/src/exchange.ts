import { HttpFailure, type HttpRequest, type HttpResponse, type RetryPolicy, retryHttp, standardRetry } from '@slipway/host'
import { refuse } from '@slipway/kernel'
import { isLoopbackRegistry } from '@slipway/oci'
import { type Access, type AuthPorts, type Credential, SignIn } from './auth.ts'
import { type Deed, describeFailure } from './failures.ts'
import type { Location } from './location.ts'

/** A request to one repository. Every one is safe to repeat: reads, and writes of content that is named by what it is. */
export type Call = {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly location: Location
  /** Behind `/v2/<name>/`. */
  readonly path: string
  readonly access: Access
  readonly deed: Deed
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Bytes of the answer that are kept at most. */
  readonly limit?: number
}

export type ExchangeOptions = { readonly credential?: Credential | undefined; readonly deadline?: number; readonly retry?: RetryPolicy }

const mostRedirects = 5

/** Sends calls: signs in when asked to, repeats what is transient, follows redirects of reads without carrying the sign-in elsewhere. */
export class Exchange {
  readonly #ports: AuthPorts
  readonly #options: ExchangeOptions
  readonly #signIns = new Map<string, SignIn>()
  readonly #origins = new Map<string, Promise<string>>()

  constructor(ports: AuthPorts, options: ExchangeOptions) {
    this.#ports = ports
    this.#options = options
  }

  /** The registry's answer, whatever its status. Rejects with a Refusal when there is none. */
  async send(call: Call): Promise<HttpResponse> {
    try {
      const response = await this.#once(call)
      const again = response.status === 401 && this.#signIn(call.location.host).learn(response, call.location.name, call.access)
      return again ? await this.#once(call) : response
    } catch (error) {
      if (error instanceof HttpFailure) throw refuse(describeFailure(error, call.deed), { cause: error })
      throw error
    }
  }

  async #once(call: Call): Promise<HttpResponse> {
    const { host, name } = call.location
    const origin = await this.#origin(call.location)
    const authorization = await this.#signIn(host).header(name, call.access)
    const headers = { ...call.headers, ...(authorization === undefined ? {} : { authorization }) }
    const url = `${origin}/v2/${name}/${call.path}`
    const response = await this.#request({ method: call.method, url, headers, ...optional(call) })
    return call.method === 'PUT' ? response : this.#follow(call, url, headers, response)
  }

  async #follow(call: Call, start: string, sent: Readonly<Record<string, string>>, first: HttpResponse): Promise<HttpResponse> {
    let response = first
    let from = start
    let headers = sent
    for (let count = 0; count < mostRedirects && isRedirect(response); count += 1) {
      const target = new URL(response.headers['location'] ?? '', from)
      if (target.origin !== new URL(from).origin) headers = withoutAuthorization(headers)
      from = target.href
      response = await this.#request({ method: call.method, url: from, headers, ...optional(call) })
    }
    return response
  }

  #request(request: HttpRequest): Promise<HttpResponse> {
    const deadline = this.#options.deadline ?? 60_000
    return retryHttp(this.#ports, () => this.#ports.http.request({ ...request, deadline }), this.#options.retry ?? standardRetry)
  }

  #signIn(host: string): SignIn {
    const known = this.#signIns.get(host) ?? new SignIn(this.#ports, host, this.#options.credential)
    this.#signIns.set(host, known)
    return known
  }

  #origin({ host, insecure }: Location): Promise<string> {
    const known = this.#origins.get(host) ?? this.#findOrigin(host, insecure)
    this.#origins.set(host, known)
    return known
  }

  /** An insecure registry may have TLS all the same: it is tried first, except on this machine. A password never goes out in the clear. */
  async #findOrigin(host: string, insecure: boolean): Promise<string> {
    // Docker Hub's API has a host of its own.
    const address = host === 'docker.io' ? 'registry-1.docker.io' : host
    if (isLoopbackRegistry(host)) return `http://${address}`
    if (!insecure) return `https://${address}`
    try {
      await this.#ports.http.request({ method: 'GET', url: `https://${address}/v2/`, deadline: 10_000 })
      return `https://${address}`
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error
      if (this.#options.credential === undefined) return `http://${address}`
      const cure = 'Give the registry TLS, or use it without a token'
      throw refuse({ code: 'E_REGISTRY_PLAIN', message: `${host} has no usable TLS, and a token must not be sent without it`, cure }, { cause: error })
    }
  }
}

function optional({ body, limit }: Call): Pick<HttpRequest, 'body' | 'limit'> {
  return { ...(body === undefined ? {} : { body }), ...(limit === undefined ? {} : { limit }) }
}

function isRedirect({ status, headers }: HttpResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers['location'] !== undefined
}

function withoutAuthorization(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'))
}

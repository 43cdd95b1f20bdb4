import { HttpFailure, type HttpResponse, type Ports, retryHttp } from '@slipway/host'
import { refuse } from '@slipway/kernel'
import { isObject, parseJson } from './statement.ts'

export type TokenPorts = Pick<Ports, 'http' | 'clock' | 'log' | 'job'>

/** A job's identity token for Sigstore, and what it says of the repository. */
export type IdentityToken = {
  readonly text: string
  /** `public`, `private`, `internal`; undefined where the issuer does not say. */
  readonly visibility: string | undefined
}

/**
 * Asks GitHub for the job's identity token with the audience `sigstore` (GitHub docs, "OpenID Connect reference"; the runner sets
 * ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN for jobs with `id-token: write`). The token is masked. Refuses with E_ATTEST_NO_TOKEN where
 * the job may not ask, and with E_ATTEST_TOKEN where there is no answer to use.
 */
export async function requestIdentityToken(ports: TokenPorts): Promise<IdentityToken> {
  const address = ports.job.variable('ACTIONS_ID_TOKEN_REQUEST_URL') ?? ''
  const bearer = ports.job.variable('ACTIONS_ID_TOKEN_REQUEST_TOKEN') ?? ''
  if (address === '' || bearer === '' || !URL.canParse(address)) {
    const cure = 'Grant the job "id-token: write"; a called workflow needs it in its caller as well, and pull requests from forks never have it'
    throw refuse({ code: 'E_ATTEST_NO_TOKEN', message: 'the job may not ask for an identity token, so nothing can be signed', cure })
  }
  ports.log.mask(bearer)
  const url = new URL(address)
  url.searchParams.set('audience', 'sigstore')
  const response = await ask(ports, url.href, bearer)
  const text = readToken(response)
  if (text === undefined) {
    const cure = response.status >= 500 ? 'Run the job again later' : 'See that the job still runs and that its permissions say "id-token: write"'
    throw refuse({ code: 'E_ATTEST_TOKEN', message: `${url.host} gave no identity token: it answered ${response.status}`, cure })
  }
  ports.log.mask(text)
  const visibility = readClaims(text)?.['repository_visibility']
  return { text, visibility: typeof visibility === 'string' ? visibility : undefined }
}

async function ask(ports: TokenPorts, url: string, bearer: string): Promise<HttpResponse> {
  const headers = { accept: 'application/json', authorization: `Bearer ${bearer}` }
  try {
    return await retryHttp(ports, () => ports.http.request({ method: 'GET', url, headers, deadline: 20_000, limit: 256 * 1024 }))
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    const message = `the identity token could not be asked for: ${error.message}`
    throw refuse({ code: 'E_ATTEST_TOKEN', message, cure: 'Run the job again later' }, { cause: error })
  }
}

function readToken(response: HttpResponse): string | undefined {
  if (response.status !== 200) return undefined
  const answer = parseJson(new TextDecoder().decode(response.body))
  const value = isObject(answer) ? answer['value'] : undefined
  return typeof value === 'string' && readClaims(value) !== undefined ? value : undefined
}

/** The claims of a JSON Web Token, unverified: it is the authority that judges it. */
function readClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  const parts = token.split('.')
  const claims = parts.length === 3 ? parseJson(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')) : undefined
  return isObject(claims) && typeof claims['sub'] === 'string' ? claims : undefined
}

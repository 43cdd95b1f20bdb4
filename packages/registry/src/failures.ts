import type { HttpFailure, HttpResponse } from '@slipway/host'
import type { Problem } from '@slipway/kernel'
import { type Reference, renderReference } from '@slipway/oci'

/** What was being done, as a phrase: `read ghcr.io/o/r:v1`. */
export type Deed = string

type RegistryError = { readonly code: string; readonly message: string }

/** The first error of a registry's JSON body (distribution specification, "Error codes"). */
export function readRegistryError(body: Uint8Array): RegistryError | undefined {
  try {
    const document = JSON.parse(new TextDecoder().decode(body)) as { errors?: readonly Partial<RegistryError>[] } | null
    const first = document?.errors?.[0]
    return first === undefined ? undefined : { code: String(first.code ?? ''), message: String(first.message ?? '') }
  } catch {
    return undefined
  }
}

export function isWebPage(response: HttpResponse): boolean {
  const type = response.headers['content-type'] ?? ''
  return type.startsWith('text/html') || /^\s*<(?:!doctype|html)/i.test(new TextDecoder().decode(response.body.subarray(0, 200)))
}

/** A registry's own "not there". A 404 that is a web page is somebody else's. */
export function isAbsent(response: HttpResponse): boolean {
  return response.status === 404 && !isWebPage(response)
}

/** Says what an answer that is no success means, and what cures it. */
export function describeAnswer(response: HttpResponse, deed: Deed, host: string): Problem {
  const { status } = response
  if (isWebPage(response)) {
    const cure = `See whether ${host} is a registry, and whether a proxy or a sign-in page stands before it`
    return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${host} answered with a web page (${status})`, cure }
  }
  const error = readRegistryError(response.body)
  const said = error === undefined ? `${status}` : `${status} ${error.code}${error.message === '' ? '' : `, ${error.message}`}`
  const [code, cure] = explain(status, error?.code ?? '')
  const after = response.headers['retry-after']
  const asked = status === 429 && after !== undefined ? ` and asks to come back ${/^[0-9]+$/.test(after) ? `in ${after} s` : `at ${after}`}` : ''
  return { code, message: `cannot ${deed}: ${host} answered ${said}${asked}`, cure }
}

/** A success whose content is not what was asked for. */
export function describeContent(deed: Deed, host: string, what: string): Problem {
  return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${what}`, cure: `See whether ${host} is a registry` }
}

export function describeMismatch(reference: Reference, expected: string, found: string): Problem {
  const cure = 'Do not use what was sent: see whether a proxy changes content, and run the job again'
  return { code: 'E_REGISTRY_DIGEST', message: `${renderReference(reference)} should be ${expected}, but is ${found}`, cure }
}

function explain(status: number, code: string): readonly [string, string] {
  if (code === 'MANIFEST_BLOB_UNKNOWN' || code === 'MANIFEST_UNKNOWN' || code === 'BLOB_UNKNOWN') {
    return ['E_REGISTRY_MISSING_CONTENT', 'Push what the manifest names first, and see that no clean-up job deleted it meanwhile']
  }
  if (status === 401) return ['E_REGISTRY_UNAUTHORIZED', 'Give a username and a token that the registry knows']
  if (status === 403)
    return ['E_REGISTRY_DENIED', 'Grant the job "packages: write" (to read: "packages: read"), and give the repository access in the package settings']
  if (status === 404) return ['E_REGISTRY_NOT_FOUND', 'See whether the name is right; a registry also answers so where the token may not read']
  if (status === 405) return ['E_REGISTRY_UNSUPPORTED', 'Use a registry that accepts writes; a pull-through cache does not']
  if (status === 413) return ['E_REGISTRY_TOO_LARGE', 'Make the manifest smaller: registries accept 4 MiB']
  if (status === 429) return ['E_REGISTRY_RATE', 'Wait until the rate limit is over, and run the job again']
  if (status >= 500) return ['E_REGISTRY_UNAVAILABLE', 'The registry has a fault and every try met it: run the job again later']
  if (status >= 300 && status < 400) return ['E_REGISTRY_REDIRECT', 'Name the registry by the host that it redirects to']
  return ['E_REGISTRY_ANSWER', 'See what the registry says; the request was not accepted as it stands']
}

const reasons: Readonly<Record<HttpFailure['reason'], string>> = {
  refused: 'See whether the registry runs and listens on this port',
  reset: 'The connection broke at every try: run the job again later',
  timeout: 'The registry did not answer in time: run the job again later',
  stall: 'The transfer stood still: run the job again later',
  name: "See whether the registry's name is right and can be resolved here",
  tls: "See whether the registry's certificate is valid; for a registry without TLS write insecure = true in registries.conf",
  truncated: 'The answer ended too early at every try: run the job again later',
  'too-large': 'See whether this is a registry: the answer is larger than a manifest may be',
  cancelled: 'The job was cancelled',
}

/** Says what a connection that failed means. */
export function describeFailure(failure: HttpFailure, deed: Deed): Problem {
  return { code: 'E_REGISTRY_UNREACHABLE', message: `cannot ${deed}: ${failure.message}`, cure: reasons[failure.reason] }
}

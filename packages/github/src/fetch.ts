import type { Http } from '@slipway/host'
import { ApiFailure } from './failure.ts'

type Options = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }

/**
 * A `fetch` for octokit over the http port, so that each request has the port's deadline, proxy and cancellation.
 * Redirects are refused: octokit counts on `fetch` to follow them and would take one for a success.
 */
export function fetchOver(http: Http): (url: string, options?: Options) => Promise<Response> {
  return async (url, options = {}) => {
    const { method = 'GET', headers = {}, body } = options
    const answer = await http.request({ method, url, headers, ...(body === undefined ? {} : { body }) })
    if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
      throw new ApiFailure('invalid', `${method} ${new URL(url).pathname} was sent elsewhere (${answer.status}): the repository has another name now`, {
        status: answer.status,
      })
    }
    const empty = answer.status === 204 || answer.status === 205 || answer.status === 304
    return new Response(empty ? null : Buffer.from(answer.body), { status: answer.status, headers: answer.headers })
  }
}

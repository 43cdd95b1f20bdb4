import { type Http, HttpFailure, type HttpResponse, type Ports } from '@slipway/host'
import { ApiFailure, failureOfAnswer, failureOfConnection } from './failure.ts'
import { readRefusal } from './wire.ts'

export type RestOptions = {
  readonly http: Http
  readonly clock: Ports['clock']
  readonly token: string
  /** `https://api.github.com`, or what GITHUB_API_URL says. */
  readonly apiUrl: string
  /** `owner/repository`. */
  readonly repository: string
}

export type RestRequest = {
  /** Names the request in messages. */
  readonly what: string
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/repos/OWNER/REPOSITORY`. */
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  /** Milliseconds. Default: 60,000. */
  readonly deadline?: number
}

/** `now` is the server's time in milliseconds since 1970. */
export type RestAnswer = { readonly data: unknown; readonly now: number }

/** JSON requests about one repository over the http port. Everything but a success with JSON is an `ApiFailure`. */
export type Rest = {
  readonly call: (request: RestRequest) => Promise<RestAnswer>
  /** Every item of every page (REST, "Using pagination"): GitHub says in the `Link` header where the next one is. */
  readonly list: (what: string, path: string) => Promise<{ readonly items: readonly unknown[]; readonly now: number }>
}

export const restHeaders = (token: string): Readonly<Record<string, string>> => ({
  authorization: `token ${token}`,
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
})

/** So many pages of a hundred are more than GitHub lists (10,000 releases). */
const mostPages = 110

export function createRest({ http, clock, token, apiUrl, repository }: RestOptions): Rest {
  const base = apiUrl.replace(/\/+$/, '')
  const send = async (url: string, { what, method = 'GET', body, deadline }: Omit<RestRequest, 'path'>): Promise<HttpResponse> => {
    const headers = { ...restHeaders(token), ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }) }
    const request = { method, url, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...(deadline === undefined ? {} : { deadline }) }
    const answer = await http.request(request).catch((error: unknown) => {
      throw error instanceof HttpFailure ? failureOfConnection(error, what) : error
    })
    if (answer.status >= 200 && answer.status < 300) return answer
    if (answer.status < 400) throw movedAway(what, answer.status)
    throw failureOfAnswer({ status: answer.status, headers: answer.headers, ...readRefusal(readJson(answer.body)) }, what, clock.now())
  }
  const read = (what: string, answer: HttpResponse): RestAnswer => {
    const now = Date.parse(answer.headers['date'] ?? '')
    const told = Number.isNaN(now) ? clock.now() : now
    if (answer.status === 204 || answer.status === 205) return { data: undefined, now: told }
    const data = readJson(answer.body)
    if (typeof data !== 'object' || data === null) throw noJson(what, answer.status)
    return { data, now: told }
  }
  return {
    call: async (request) => read(request.what, await send(`${base}/repos/${repository}${request.path}`, request)),
    list: async (what, path) => {
      const items: unknown[] = []
      let url = `${base}/repos/${repository}${path}?per_page=100`
      for (let page = 1; ; page += 1) {
        const answer = await send(url, { what })
        const { data, now } = read(what, answer)
        if (!Array.isArray(data)) throw noJson(what, answer.status)
        items.push(...(data as readonly unknown[]))
        const next = nextPage(answer.headers['link'], base)
        if (next === undefined || page >= mostPages) return { items, now }
        url = next
      }
    },
  }
}

/** The token goes to the API's own origin and nowhere else, whatever a header says. */
function nextPage(link: string | undefined, base: string): string | undefined {
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1]
  return next !== undefined && URL.canParse(next) && new URL(next).origin === new URL(base).origin ? next : undefined
}

/** Not followed: a client that is sent elsewhere with its token is one that can be sent anywhere. */
function movedAway(what: string, status: number): ApiFailure {
  return new ApiFailure('invalid', `${what} was sent elsewhere (${status}): the repository has another name now`, { status })
}

/** A page where JSON is due is a server in trouble, whatever its status says. */
export function noJson(what: string, status: number): ApiFailure {
  return new ApiFailure('transient', `${what}: ${status}, and no JSON of GitHub's in the answer`, { status })
}

export function readJson(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8')
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

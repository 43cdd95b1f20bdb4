import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Service } from './answers.ts'
import { decode, urlOf } from './call.ts'
import { electLatest } from './latest.ts'
import type { Asset, Release, Repository } from './state.ts'

/**
 * github.com itself: `browser_download_url` leads to the bytes of published releases of public repositories. Everything else,
 * a draft's address too, is 404; API tokens mean nothing here.
 */
export function serveWeb(service: Service, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = urlOf(request)
  const record = service.requests.begin('web', request.method ?? '', '(web)', pathname)
  const asset = request.method === 'GET' || request.method === 'HEAD' ? findDownload(service, pathname) : undefined
  record.status = asset === undefined ? 404 : 302
  if (asset === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found')
  else response.writeHead(302, { location: `${service.origins.storage}/release-assets/${asset.key}` }).end()
}

function findDownload(service: Service, path: string): Asset | undefined {
  const [, owner, name, rest = ''] = /^\/([^/]+)\/([^/]+)\/releases\/(.+)$/.exec(path) ?? []
  const repository = service.world.repositories.get(`${owner}/${name}`.toLowerCase())
  if (repository === undefined || repository.visibility === 'private') return undefined
  const [, latest] = /^latest\/download\/([^/]+)$/.exec(rest) ?? []
  const [, tag, asset = latest] = /^download\/(.+)\/([^/]+)$/.exec(rest) ?? []
  const wanted = asset === undefined ? undefined : decode(asset)
  return findPublished(repository, tag)?.assets.find((one) => one.state === 'uploaded' && one.name === wanted)
}

function findPublished(repository: Repository, tag: string | undefined): Release | undefined {
  if (tag === undefined) return electLatest(repository)
  return [...repository.releases.values()].find((release) => !release.draft && release.tag === decode(tag))
}

/**
 * Where the bytes are. The address is the credential, as with a signed one: a request that also carries an Authorization header
 * is refused, as object stores do ("Only one auth mechanism allowed"). A client that follows the redirect must drop its token.
 */
export function serveStorage(service: Service, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  const record = service.requests.begin('storage', request.method ?? '', '(storage)', path)
  const serve = (asset: Asset): void => {
    asset.downloads += 1
    const range = request.method === 'GET' ? parseRange(request.headers.range, asset.size) : undefined
    if (range === 'unsatisfiable') {
      record.status = 416
      response.writeHead(416, { 'content-range': `bytes */${asset.size}` }).end()
      return
    }
    const bytes = range === undefined ? asset.bytes : asset.bytes.subarray(range.first, range.last + 1)
    record.status = range === undefined ? 200 : 206
    const headers = {
      'accept-ranges': 'bytes',
      'content-type': asset.contentType,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename=${asset.name}`,
      ...(range === undefined ? {} : { 'content-range': `bytes ${range.first}-${range.last}/${asset.size}` }),
    }
    response.writeHead(record.status, headers).end(request.method === 'HEAD' ? undefined : bytes)
  }
  const refuse = (status: number, message: string): void => {
    record.status = status
    response.writeHead(status, { 'content-type': 'text/plain' }).end(message)
  }
  const [, key] = /^\/release-assets\/([0-9a-f]+)$/.exec(path) ?? []
  const repositories = [...service.world.repositories.values()]
  const assets = repositories.flatMap((repository) => [...repository.releases.values()].flatMap((release) => release.assets))
  const asset = assets.find((one) => one.key === key && one.state === 'uploaded')
  if (request.headers.authorization !== undefined) refuse(400, 'Only one auth mechanism allowed')
  else if (asset === undefined) refuse(404, 'Not Found')
  else serve(asset)
}

type Range = { readonly first: number; readonly last: number }

/** One range of bytes (RFC 9110 section 14.1.2). What is no such range, or several at once, is as if it were not there, which section 14.2 allows. */
function parseRange(header: string | undefined, size: number): Range | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < first) return undefined
  return first >= size || (from === '' && Number(to) === 0) ? 'unsatisfiable' : { first, last }
}

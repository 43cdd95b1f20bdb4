import { createHash } from 'node:crypto'
import { pullFrom, type Sink, type Take } from '@slipway/host'
import { refuse } from '@slipway/kernel'
import { type Descriptor, type Repository, renderRepository } from '@slipway/oci'
import type { Exchange } from './exchange.ts'
import { describeAnswer, describeContent, describeMismatch } from './failures.ts'
import type { Location } from './location.ts'

type State = { readonly take: Take /** Bytes that the reader has. */; offset: number }

/**
 * Reads a blob as it comes, in constant memory. Where the connection broke it goes on with the bytes that are missing (distribution
 * specification, "Pulling blobs": registries should know ranges), or from the start without what the reader has. The digest is proven when the
 * last byte has been read: whoever reads must not use them before.
 */
export function streamBlob(exchange: Exchange, location: Location, repository: Repository, descriptor: Descriptor): AsyncGenerator<Uint8Array> {
  const { digest, size } = descriptor
  const deed = `read the blob ${renderRepository(repository)}@${digest}`
  const colon = digest.indexOf(':')
  return pullFrom(async (give) => {
    const hash = createHash(digest.slice(0, colon))
    const take: Take = async (bytes) => {
      hash.update(bytes)
      await give(bytes)
    }
    const state: State = { take, offset: 0 }
    const tooMany = (): never => {
      throw refuse(describeContent(deed, location.host, `more bytes came than the ${size} that it has`))
    }
    const response = await exchange.repeat({ deed }, () => {
      const headers = state.offset === 0 ? {} : { range: `bytes=${state.offset}-` }
      const sink = sinkOf(state, descriptor, tooMany)
      return exchange.sendOnce({ method: 'GET', location, path: `blobs/${digest}`, access: 'pull', deed, headers, limit: size + 1, sink })
    })
    if (response.status !== 200 && response.status !== 206) throw refuse(describeAnswer(response, deed, location.host))
    const found = `${digest.slice(0, colon)}:${hash.digest('hex')}`
    if (state.offset === size && found !== digest) throw refuse(describeMismatch({ ...repository, digest }, digest, found))
    if (state.offset !== size) throw refuse(describeContent(deed, location.host, `${state.offset} bytes came, and not ${size}`))
  })
}

/** What a part belongs to is judged by its head: bytes of another place would be noticed only at the end. */
function sinkOf(state: State, { size }: Descriptor, tooMany: () => never): Sink {
  return ({ status, headers }) => {
    const [, first] = /^bytes (\d+)-/.exec(headers['content-range'] ?? '') ?? []
    if (status !== 200 && !(status === 206 && Number(first) === state.offset)) return undefined
    let skip = status === 200 ? state.offset : 0
    return async (bytes) => {
      const fresh = bytes.subarray(Math.min(skip, bytes.length))
      skip -= bytes.length - fresh.length
      if (state.offset + fresh.length > size) tooMany()
      if (fresh.length > 0) await state.take(fresh)
      state.offset += fresh.length
    }
  }
}

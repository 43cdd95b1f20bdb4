import type { IncomingMessage, ServerResponse } from 'node:http'
import { ClientGone, type Incoming, type Outgoing } from './call.ts'

/** Serves one request of a socket. */
export async function converse(
  exchange: (incoming: Incoming) => Promise<Outgoing>,
  host: Incoming['host'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '/', headers } = request
  const result = await exchange({ host, method, url, headers, body: read(request) })
  // The client is gone in the middle of its request: nobody is left to answer.
  if (request.destroyed && !request.complete) return
  // Nothing more is said, and the connection is left to the client.
  if (result.kind === 'silence') return
  if (result.kind === 'reset') return void request.socket.resetAndDestroy()
  const { status, headers: names, body, cut } = result
  if (!cut || body === undefined) response.writeHead(status, names).end(body)
  else response.writeHead(status, names).write(body.subarray(0, body.length / 2), () => request.socket.destroy())
  // What an early answer left unread is let through, so that the client gets to read the answer.
  request.resume()
}

async function* read(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  // Not through the iterator of the request, which would close the connection when its reader stops early.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  try {
    yield* chunks
  } catch (error) {
    throw new ClientGone('the client went away', { cause: error })
  }
}

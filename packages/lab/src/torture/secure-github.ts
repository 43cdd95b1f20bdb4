import { createServer, type ServerOptions } from 'node:https'
import { converse } from '../github/connection.ts'
import { type GitHub, type GitHubOptions, openGitHub } from '../github/index.ts'

/**
 * GitHub under its own names with TLS on port 443 of 127.0.0.1, for programs that talk to nobody else. Only for a network of its own, where
 * a hosts file sends the names there, and with a certificate that those programs are told to trust.
 */
export async function startSecureGitHub(options: GitHubOptions, tls: Pick<ServerOptions, 'key' | 'cert'>): Promise<GitHub> {
  const local = openGitHub(options)
  const server = createServer(tls, (request, response) => {
    const host = request.headers.host?.startsWith('uploads.') === true ? 'uploads' : 'api'
    converse(local.exchange, host, request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))))
  })
  await new Promise<void>((resolve, reject) => void server.once('error', reject).listen(443, '127.0.0.1', resolve))
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((done) => void server.close(() => done()))
  }
  return { ...local, stop, [Symbol.asyncDispose]: stop }
}

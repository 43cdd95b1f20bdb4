import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type GateOptions, newSocketName, startGate } from './gate.ts'
import { MemoryContent } from './memory-content.ts'
import { type Answered, answerMemory, type MemoryHabits } from './memory-routes.ts'
import type { RegistryServer } from './server.ts'

/**
 * A registry in memory behind the same gate as the real ones. It takes several tags with one PUT (`OCI-Tag`) and has the referrers API,
 * which no registry has that a package manager brings; both can be left out. For tests and benchmarks: it holds everything in memory.
 */
export async function startMemoryRegistry(options: GateOptions & { readonly habits?: MemoryHabits }): Promise<RegistryServer> {
  const content = new MemoryContent()
  const server = createServer((request, response) => void serve(content, options.habits ?? {}, request, response))
  const socketPath = `\0${newSocketName()}`
  await new Promise<void>((done, fail) => server.once('error', fail).listen(socketPath, done))
  try {
    const gate = await startGate(options, socketPath)
    const stop = async (): Promise<void> => {
      await gate.stop()
      await close(server)
    }
    return { ...gate, tags: async () => content.tags(), stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await close(server)
    throw error
  }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((done) => (server.listening ? server.close(done) : done(undefined)))
  server.closeAllConnections()
  await closed
}

async function serve(content: MemoryContent, habits: MemoryHabits, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A client that goes away in the middle sent nothing that counts.
  const body = await buffer(request).catch(() => undefined)
  if (body === undefined || !request.complete) return
  const url = new URL(request.url ?? '/', 'http://registry')
  const type = request.headers['content-type']?.split(';')[0]?.trim() ?? ''
  send(request.method === 'HEAD', response, answerMemory(content, habits, { method: request.method ?? '', url, type, body }))
}

function send(head: boolean, response: ServerResponse, { status, headers, body = new Uint8Array() }: Answered): void {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
  const type: Record<string, string> = body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }
  const own = Object.entries(headers ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]] as const)
  const length: Record<string, number> = status === 204 ? {} : { 'content-length': bytes.length }
  response.writeHead(status, { 'docker-distribution-api-version': 'registry/2.0', ...type, ...length, ...Object.fromEntries(own) })
  response.end(head || status === 204 ? undefined : bytes)
}

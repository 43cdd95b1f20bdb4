import { randomBytes } from 'node:crypto'
import { Defect } from '@slipway/kernel'
import type { FaultScript } from '../faults/index.ts'
import { type Authorize, createAccessControl } from './access.ts'
import { type AccessEntry, createProxy, type ProxyContext } from './proxy.ts'

export type GateOptions = {
  readonly authorize: Authorize
  /** Asked once for each request, as server `registry`. Default: no faults. */
  readonly faults?: Pick<FaultScript, 'decide'>
  /** How many seconds a bearer token lives. Default: 300. */
  readonly tokenSeconds?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** What a client meets: the address, and what was asked there. */
export type Gate = {
  /** `127.0.0.1:PORT`. */
  readonly host: string
  /** `http://127.0.0.1:PORT`. */
  readonly url: string
  /** How often each kind of request came: `GET manifest`, `PATCH upload`, `GET token`, … */
  readonly requests: () => Readonly<Record<string, number>>
  /** Every request that has ended, in the order of their ends, the token calls among them. */
  readonly accesses: () => readonly AccessEntry[]
  readonly stop: () => Promise<void>
}

/** The name of an abstract Unix socket, which nobody else uses and which leaves no file. Behind the `@` that programs know it by. */
export function newSocketName(): string {
  return `slipway-registry-${randomBytes(12).toString('hex')}`
}

/**
 * Stands before a registry on a free port of 127.0.0.1, and makes it behave like a public one. The registry itself listens only on an
 * abstract Unix socket, so nothing reaches it around the gate.
 * @param socketPath as Node.js names it: an abstract socket begins with a NUL
 */
export async function startGate(options: GateOptions, socketPath: string): Promise<Gate> {
  const counts = new Map<string, number>()
  const accesses: AccessEntry[] = []
  const access = createAccessControl(options.authorize, options.now ?? Date.now, options.tokenSeconds ?? 300)
  let host = ''
  const context: ProxyContext = { upstream: socketPath, host: () => host, access, faults: options.faults, counts, accesses }
  const proxy = createProxy(context)
  await new Promise<void>((done, fail) => proxy.once('error', fail).listen(0, '127.0.0.1', done))
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Defect('the front of the registry listens on no port')
  host = `127.0.0.1:${address.port}`
  return {
    host,
    url: `http://${host}`,
    requests: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    accesses: () => [...accesses],
    stop: async () => {
      const closed = new Promise((done) => (proxy.listening ? proxy.close(done) : done(undefined)))
      proxy.closeAllConnections()
      await closed
    },
  }
}

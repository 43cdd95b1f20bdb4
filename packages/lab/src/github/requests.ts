/** One request that reached the emulator, in the order of arrival. */
export type RequestRecord = {
  /** Counted from 1. */
  readonly number: number
  readonly host: 'api' | 'uploads' | 'web' | 'storage'
  readonly method: string
  /** The template of the route (`/repos/{owner}/{repo}/releases`), or `(no route)`. */
  readonly route: string
  readonly path: string
  /** The token's actor; empty for anonymous and unknown callers. */
  actor: string
  /** 0 until it is answered, and for ever when no answer was sent. */
  status: number
  /** Bytes of an upload's body that came. */
  received: number
}

export type Requests = {
  readonly begin: (host: RequestRecord['host'], method: string, route: string, path: string) => RequestRecord
  /** How many requests came, by `METHOD route`, sorted by that. */
  readonly counts: () => Readonly<Record<string, number>>
  readonly log: () => readonly Readonly<RequestRecord>[]
}

export function createRequests(): Requests {
  const records: RequestRecord[] = []
  return {
    begin: (host, method, route, path) => {
      const record: RequestRecord = { number: records.length + 1, host, method, route, path, actor: '', status: 0, received: 0 }
      records.push(record)
      return record
    },
    counts: () => {
      const counts = new Map<string, number>()
      for (const { method, route } of records) counts.set(`${method} ${route}`, (counts.get(`${method} ${route}`) ?? 0) + 1)
      return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    log: () => records.map((record) => ({ ...record })),
  }
}

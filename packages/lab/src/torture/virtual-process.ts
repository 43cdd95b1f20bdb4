import type { Incident, RequestKind } from './schedule.ts'

/** What runs in a process that can be killed at each call of a port. After its end none of its calls ever comes back. */
export type VirtualProcess = {
  /** Stands before each call of a port; `effect` is the call. */
  readonly call: <T>(effect: () => Promise<T>) => Promise<T>
  /** Stands before each request; the fault that meets it. */
  readonly request: (kind: RequestKind) => string | undefined
  /** A moment within a call, at which a kill may strike that strikes during it. */
  readonly moment: () => void
  readonly isDead: () => boolean
  /** Resolves when the process is killed. */
  readonly death: Promise<'killed'>
  /** The incidents that have struck. */
  readonly struck: readonly Incident[]
  readonly counts: () => { readonly calls: number; readonly requests: number }
}

/** @param incidents those of this run */
export function createProcess(incidents: readonly Incident[]): VirtualProcess {
  const struck: Incident[] = []
  let calls = 0
  const requests = new Map<Incident['on'], number>()
  let dead = false
  let doomed = false
  let die: (how: 'killed') => void
  const death = new Promise<'killed'>((resolve) => {
    die = resolve
  })
  const kill = (): void => {
    dead = true
    die('killed')
  }
  const strike = (on: Incident['on'], call: number): string | undefined => {
    const found = incidents.find((incident) => incident.on === on && incident.call === call)
    if (found !== undefined) struck.push(found)
    return found?.what
  }
  const count = (on: Incident['on']): number => {
    const number = requests.get(on) ?? 0
    requests.set(on, number + 1)
    return number
  }
  return {
    call: async (effect) => {
      if (dead) return never()
      const kind = strike('call', calls)
      calls += 1
      if (kind === 'kill-before') kill()
      if (kind === 'kill-during') doomed = true
      if (dead) return never()
      const settled = effect()
      // A call without a moment inside has none during which a kill could strike: it strikes behind it.
      await settled.catch(() => {})
      if (kind === 'kill-after' || (doomed && kind === 'kill-during')) kill()
      return dead ? never() : settled
    },
    request: (kind) => {
      const [any, one] = [strike('request', count('request')), strike(kind, count(kind))]
      return one ?? any
    },
    moment: () => {
      if (doomed && !dead) kill()
    },
    isDead: () => dead,
    death,
    struck,
    counts: () => ({ calls, requests: requests.get('request') ?? 0 }),
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => {})
}

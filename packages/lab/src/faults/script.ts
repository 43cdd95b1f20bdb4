import type { Fault, FaultRequest, FaultRule } from './fault.ts'

/** Hands out the faults of a list of rules. It keeps counts, so one script belongs to one run. */
export type FaultScript = {
  /** The fault of a request, which counts as one occurrence for each rule that matches it. The first rule that is due wins. */
  readonly decide: (request: FaultRequest) => Fault | undefined
  /** The rules that no request has met. A run that planted a fault and never saw it has proved nothing. */
  readonly unused: () => readonly FaultRule[]
}

export function createFaultScript(rules: readonly FaultRule[]): FaultScript {
  const entries = rules.map((rule) => ({ rule, path: globPattern(rule.path), seen: 0, fired: false }))
  return {
    decide: (request) => {
      const due = entries.filter((entry) => {
        if (!matches(entry.rule, entry.path, request)) return false
        entry.seen += 1
        return entry.seen >= entry.rule.first && entry.seen <= entry.rule.last
      })
      const [winner] = due
      if (winner === undefined) return undefined
      winner.fired = true
      return winner.rule.fault
    },
    unused: () => entries.filter((entry) => !entry.fired).map((entry) => entry.rule),
  }
}

function matches(rule: FaultRule, path: RegExp, request: FaultRequest): boolean {
  return rule.server === request.server && (rule.method === '*' || rule.method === request.method.toUpperCase()) && path.test(request.path)
}

function globPattern(glob: string): RegExp {
  const literal = (text: string): string => text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&')
  return new RegExp(`^${glob.split('*').map(literal).join('.*')}$`, 's')
}

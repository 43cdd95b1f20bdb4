import { err, ok, type Problem, problems, type Result } from '@slipway/kernel'
import { type Fault, type FaultRule, type FaultServer, faultServers } from './fault.ts'

const form = 'Write SERVER:METHOD PATH[#N]=FAULT, such as github:POST /repos/*/releases#1=503'
const rulePattern = /^([a-z]+):\s*(\*|[A-Za-z]+)\s+([^\s#=]+)(?:#([^\s=]*))?\s*=\s*(\S+)$/
const largestOccurrence = 1_000_000

// Line comments, because the examples hold the characters that end a block.
//
// Reads fault rules, one a line or separated by `;`. Blank lines and lines that begin with `#` are left out.
//
//     github:POST /repos/*/releases#1=503          the first such request is answered with 503
//     github:* /repos/*#2-4=429:1                  the second to the fourth with 429 and Retry-After: 1
//     registry:PUT */manifests/*#*=reset-after     each loses its answer after the effect
//     github:POST */assets=502-starter             without #, the first
//     github:GET */releases#2=stale:5              the second is answered as it was five seconds ago
//
// All problems are reported together, each with the line that it stands on.
export function parseFaults(text: string): Result<readonly FaultRule[]> {
  const rules: FaultRule[] = []
  const found: Problem[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trimStart().startsWith('#')) continue
    for (const part of line.split(';')) {
      if (part.trim() === '') continue
      const rule = parseRule(part.trim())
      if (rule.ok) rules.push(rule.value)
      else found.push({ ...rule.error, at: { line: index + 1 } })
    }
  }
  return found.length === 0 ? ok(rules) : problems(...found)
}

function parseRule(text: string): Result<FaultRule, Problem> {
  const [, serverName = '', method = '', path = '', occurrence, kind = ''] = rulePattern.exec(text) ?? []
  if (serverName === '') return refuse(text, 'is no fault rule', form)
  const server = faultServers.find((name) => name === serverName)
  if (server === undefined) return refuse(text, `names the unknown server "${serverName}"`, `Write one of ${faultServers.join(', ')}`)
  if (!/^[/*]/.test(path)) return refuse(text, `has the path "${path}", which no request can have`, 'Begin it with / or *')
  const range = parseOccurrence(occurrence ?? '1')
  if (range === undefined) return refuse(text, `has the occurrence "#${occurrence}"`, 'Write #N, #N-M or #*, counted from 1')
  const fault = parseFault(kind, server)
  if (!fault.ok) return refuse(text, ...fault.error)
  return ok({ text, server, method: method.toUpperCase(), path, ...range, fault: fault.value })
}

function parseOccurrence(text: string): { readonly first: number; readonly last: number } | undefined {
  if (text === '*') return { first: 1, last: Number.POSITIVE_INFINITY }
  const [, from = '', to = from] = /^([1-9][0-9]*)(?:-([1-9][0-9]*))?$/.exec(text) ?? []
  const range = { first: Number(from), last: Number(to) }
  return from !== '' && range.first <= range.last && range.last <= largestOccurrence ? range : undefined
}

function parseFault(text: string, server: FaultServer): Result<Fault, [message: string, cure: string]> {
  const fault = parseFaultName(text)
  if (fault === undefined) return err([`has the unknown fault "${text}"`, `Write a status (503, 429:1, 500-after), ${named.join(', ')} or ${timed.join(', ')}`])
  if (server === 'github' || fault.kind === 'reset' || (fault.kind === 'status' && fault.after === undefined)) return ok(fault)
  return err([`uses ${text}, which only GitHub has`, 'Write a status such as 502, reset-before or reset-after'])
}

const plain: Readonly<Record<string, Fault>> = {
  'reset-before': { kind: 'reset', when: 'before' },
  'reset-after': { kind: 'reset', when: 'after' },
  'stall-before': { kind: 'stall', when: 'before' },
  'stall-after': { kind: 'stall', when: 'after' },
  '502-starter': { kind: 'starter', status: 502 },
  '500-starter': { kind: 'starter', status: 500 },
  cut: { kind: 'cut' },
  truncate: { kind: 'truncate' },
  page: { kind: 'page' },
  corrupt: { kind: 'corrupt' },
}
const named = Object.keys(plain)
const timed = ['undigested:5', 'late:5', 'stale:5']

/** A fault as rules and replayed schedules write it; undefined for what is none. */
export function parseFaultName(text: string): Fault | undefined {
  const known = Object.hasOwn(plain, text) ? plain[text] : undefined
  if (known !== undefined) return known
  const [, kind, amount = ''] = /^(undigested|late|stale):([0-9]{1,4})$/.exec(text) ?? []
  if (kind !== undefined) return { kind: kind as 'undigested' | 'late' | 'stale', seconds: Number(amount) }
  const [, code = '', after, seconds] = /^([45][0-9]{2})(-after)?(?::([0-9]{1,4}))?$/.exec(text) ?? []
  if (code === '') return undefined
  return {
    kind: 'status',
    status: Number(code),
    ...(seconds === undefined ? {} : { retryAfter: Number(seconds) }),
    ...(after === undefined ? {} : { after: true }),
  }
}

function refuse(text: string, message: string, cure: string): { readonly ok: false; readonly error: Problem } {
  return err({ code: 'E_LAB_FAULT', message: `"${text}" ${message}`, cure })
}

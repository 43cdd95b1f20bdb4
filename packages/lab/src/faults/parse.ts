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
  if (text === 'reset-before') return ok({ kind: 'reset', when: 'before' })
  if (text === 'reset-after') return ok({ kind: 'reset', when: 'after' })
  if (text === '502-starter') {
    return server === 'github' ? ok({ kind: 'starter' }) : err(['uses 502-starter, which only GitHub has', 'Write 502'])
  }
  const [, code = '', seconds] = /^([45][0-9]{2})(?::([0-9]{1,4}))?$/.exec(text) ?? []
  if (code === '') return err([`has the unknown fault "${text}"`, 'Write a status (503, 429:1), reset-before, reset-after or 502-starter'])
  return ok({ kind: 'status', status: Number(code), ...(seconds === undefined ? {} : { retryAfter: Number(seconds) }) })
}

function refuse(text: string, message: string, cure: string): { readonly ok: false; readonly error: Problem } {
  return err({ code: 'E_LAB_FAULT', message: `"${text}" ${message}`, cure })
}

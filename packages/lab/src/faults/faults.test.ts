import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { createFaultScript, type FaultServer, parseFaults } from './index.ts'

const script = (text: string) => createFaultScript(unwrap(parseFaults(text)))
const kindOf = (fault: { readonly kind: string } | undefined): string => fault?.kind ?? '-'

describe('a fault rule', () => {
  test.each([
    ['github:POST /repos/*/releases#1=503', { server: 'github', method: 'POST', first: 1, last: 1, fault: { kind: 'status', status: 503 } }],
    ['registry:put */manifests/*=500', { server: 'registry', method: 'PUT', path: '*/manifests/*', first: 1, last: 1 }],
    ['github:* /x#*=429:30', { method: '*', first: 1, last: Number.POSITIVE_INFINITY, fault: { status: 429, retryAfter: 30 } }],
    ['github: GET /x#2-4 = 502', { first: 2, last: 4, path: '/x' }],
    ['results:POST /twirp/*=reset-before', { server: 'results', fault: { kind: 'reset', when: 'before' } }],
    ['registry:PATCH */uploads/*#3=reset-after', { first: 3, fault: { kind: 'reset', when: 'after' } }],
    ['github:POST */assets=502-starter', { fault: { kind: 'starter', status: 502 } }],
    ['github:POST */assets=500-after', { fault: { kind: 'status', status: 500, after: true } }],
    ['github:POST */assets=stall-before', { fault: { kind: 'stall', when: 'before' } }],
    ['github:GET */releases=stale:5', { fault: { kind: 'stale', seconds: 5 } }],
    ['github:DELETE */assets/*=late:12', { fault: { kind: 'late', seconds: 12 } }],
    ['github:POST */assets=undigested:9', { fault: { kind: 'undigested', seconds: 9 } }],
    ['github:POST */assets=corrupt', { fault: { kind: 'corrupt' } }],
  ])('%s', (text, expected) => {
    expect(unwrap(parseFaults(text))).toMatchObject([expected])
  })

  test.each([
    ['github POST /x=503', 'is no fault rule'],
    ['github:POST=503', 'is no fault rule'],
    ['github:POST /x', 'is no fault rule'],
    ['gitlab:POST /x=503', 'unknown server "gitlab"'],
    ['github:POST x=503', 'has the path "x"'],
    ['github:POST /x#0=503', 'occurrence "#0"'],
    ['github:POST /x#=503', 'occurrence "#"'],
    ['github:POST /x#4-2=503', 'occurrence "#4-2"'],
    ['github:POST /x#1=200', 'unknown fault "200"'],
    ['github:POST /x#1=stall', 'unknown fault "stall"'],
    ['github:POST /x#1=toString', 'unknown fault "toString"'],
    ['registry:POST /x=502-starter', 'which only GitHub has'],
    ['results:POST /x=500-after', 'which only GitHub has'],
    ['registry:GET /x=stale:1', 'which only GitHub has'],
  ])('%s is refused', (text, message) => {
    expect(parseFaults(text)).toMatchObject({ ok: false, error: [{ code: 'E_LAB_FAULT', message: expect.stringContaining(message), at: { line: 1 } }] })
  })

  test('several: lines, semicolons and comments; every problem with its line', () => {
    expect(unwrap(parseFaults('# planted\n\ngithub:GET /a=503; github:GET /b=502\nregistry:GET /c=500')).map((rule) => rule.path)).toEqual(['/a', '/b', '/c'])
    expect(parseFaults('bad\ngithub:GET /a=503; worse')).toMatchObject({ ok: false, error: [{ at: { line: 1 } }, { at: { line: 2 } }] })
    expect(parseFaults('')).toEqual({ ok: true, value: [] })
  })
})

describe('a fault script', () => {
  test('meets the nth match by server, method and path, and no other request', () => {
    const faults = script('github:POST /repos/*/releases#2=503')
    const post = (path: string, server: FaultServer = 'github', method = 'POST') => kindOf(faults.decide({ server, method, path }))
    expect(post('/repos/o/r/releases')).toBe('-')
    expect(post('/repos/o/r/releases/7/assets')).toBe('-')
    expect(post('/repos/o/r/releases', 'registry')).toBe('-')
    expect(post('/repos/o/r/releases', 'github', 'GET')).toBe('-')
    expect(post('/repos/o/r/releases')).toBe('status')
    expect(post('/repos/o/r/releases')).toBe('-')
  })

  test('a dot or a bracket in a path is itself', () => {
    expect(kindOf(script('github:GET /a.b[1]=503').decide({ server: 'github', method: 'GET', path: '/axb1' }))).toBe('-')
    expect(kindOf(script('github:GET /a.b[1]=503').decide({ server: 'github', method: 'get', path: '/a.b[1]' }))).toBe('status')
  })

  test('overlapping rules each count; the first that is due wins; unused rules are told', () => {
    const faults = script('github:* /x#2=503; github:GET *#1-2=reset-before; github:GET /never=500')
    const kinds = [1, 2, 3].map(() => kindOf(faults.decide({ server: 'github', method: 'GET', path: '/x' })))
    expect(kinds).toEqual(['reset', 'status', '-'])
    expect(faults.unused().map((rule) => rule.text)).toEqual(['github:GET /never=500'])
  })

  test('property: a rule #N-M meets exactly the requests N to M', () => {
    const range = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 40 }))
    fc.assert(
      fc.property(range, ([first, more, requests]) => {
        const faults = script(`github:GET /*#${first}-${first + more}=503`)
        const met = Array.from({ length: requests }, () => faults.decide({ server: 'github', method: 'GET', path: '/x' }) !== undefined)
        expect(met).toEqual(met.map((_, index) => index + 1 >= first && index + 1 <= first + more))
        expect(faults.unused()).toHaveLength(requests >= first ? 0 : 1)
      }),
    )
  })
})

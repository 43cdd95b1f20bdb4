import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type GitHub, startGitHub } from './index.ts'

const bytes = Buffer.from('0123456789')
let github: GitHub
let address = ''

beforeAll(async () => {
  const releases = [{ tag: 'v1.0.0', assets: { a: bytes } }]
  github = await startGitHub({ repositories: [{ owner: 'acme', name: 'vm', visibility: 'public', tags: { 'v1.0.0': 'a'.repeat(40) }, releases }] })
  const { headers } = await fetch(`${github.webUrl}/acme/vm/releases/download/v1.0.0/a`, { redirect: 'manual' })
  address = headers.get('location') ?? ''
})
afterAll(() => github.stop())

describe('ranges (RFC 9110 section 14)', () => {
  test.each<[string | undefined, number, string, string | null]>([
    [undefined, 200, '0123456789', null],
    ['bytes=3-', 206, '3456789', 'bytes 3-9/10'],
    ['bytes=3-5', 206, '345', 'bytes 3-5/10'],
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=-4', 206, '6789', 'bytes 6-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=5-3', 200, '0123456789', null],
    ['bytes=0-1,3-4', 200, '0123456789', null],
    ['bytes=-', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
  ])('%s', async (range, status, text, told) => {
    const answer = await fetch(address, { headers: range === undefined ? {} : { range } })
    expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([status, text, told])
    expect(github.requests.log().at(-1)).toMatchObject({ host: 'storage', status })
  })

  test('are for GET alone, and parts make the whole', async () => {
    expect((await fetch(address, { method: 'HEAD', headers: { range: 'bytes=3-' } })).headers.get('content-length')).toBe('10')
    const parts = await Promise.all(['bytes=0-3', 'bytes=4-6', 'bytes=7-'].map(async (range) => (await fetch(address, { headers: { range } })).text()))
    expect(createHash('sha256').update(parts.join('')).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
  })
})

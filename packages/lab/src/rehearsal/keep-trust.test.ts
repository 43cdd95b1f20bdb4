import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { keepTrust, mergeTrust } from './keep-trust.ts'

const folder = mkdtempSync(join(tmpdir(), 'keep-trust-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const root = (name: string) => ({ mediaType: 'm', tlogs: [`log ${name}`], certificateAuthorities: [`ca ${name}`], ctlogs: [], timestampAuthorities: [] })
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

test('a rehearsal believes its own authorities first, and those of earlier ones', async () => {
  const [own, kept] = [join(folder, 'trusted_root.json'), join(folder, 'cache/sigstore/trusted_root.json')]
  for (const name of ['first', 'second']) {
    writeFileSync(own, JSON.stringify(root(name)))
    await keepTrust(own, kept)
  }
  expect(read(own)).toEqual({ ...root(''), tlogs: ['log second', 'log first'], certificateAuthorities: ['ca second', 'ca first'] })
  expect(read(kept)).toEqual(read(own))
})

test('what was left half written is forgotten, and the oldest too', async () => {
  const [own, kept] = [join(folder, 'own.json'), join(folder, 'half.json')]
  writeFileSync(own, JSON.stringify(root('only')))
  writeFileSync(kept, '{"tlogs": [')
  await keepTrust(own, kept)
  expect([read(own), existsSync(kept)]).toEqual([root('only'), true])
  const many = mergeTrust(root('new'), { tlogs: Array.from({ length: 60 }, (_, index) => index) }).tlogs as readonly unknown[]
  expect([many.length, many[0], many.at(-1)]).toEqual([50, 'log new', 48])
})

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import type { NativeImage } from './image.ts'
import { readNative } from './native.ts'
import { readerOf } from './reader.ts'
import { readSymbolVersions } from './symbol-versions.ts'

const programs = [process.execPath, '/bin/sh', '/usr/bin/env', '/usr/bin/git']

function imageOf(bytes: Uint8Array): NativeImage {
  const [image] = unwrap(wrapped(bytes)).images
  if (image === undefined) throw new Error('no image')
  return image
}

function wrapped(bytes: Uint8Array) {
  const read = readNative(readerOf(bytes))
  return read.ok ? read : { ok: false as const, error: [read.error] }
}

describe('versions of symbols', () => {
  test.each(programs)('of %s are those that readelf tells', (path) => {
    const bytes = readFileSync(path)
    const told = execFileSync('readelf', ['-VW', path], { encoding: 'utf8' }).split("Version needs section '")[1] ?? ''
    const expected = [...new Set([...told.matchAll(/^ +0x[0-9a-f]+: +Name: (\S+) /gm)].map(([, name]) => name ?? ''))].sort()
    expect(readSymbolVersions(readerOf(bytes), imageOf(bytes))).toEqual(expected)
    expect(expected.length).toBeGreaterThan(0)
  })

  test('damage is no reason to fail, nor to go round for ever', () => {
    const bytes = readFileSync('/usr/bin/env')
    const image = imageOf(bytes)
    const needs = image.sections.find(({ name }) => name === '.gnu.version_r')
    if (needs === undefined) throw new Error('no versions')
    fc.assert(
      fc.property(fc.nat(needs.size - 1), fc.nat(255), fc.nat(needs.size - 1), fc.nat(255), (at, value, further, other) => {
        const changed = Buffer.from(bytes)
        changed[needs.offset + at] = value
        changed[needs.offset + further] = other
        expect(readSymbolVersions(readerOf(changed), image).length).toBeLessThanOrEqual(10_001)
      }),
      { numRuns: 2000 },
    )
    expect(readSymbolVersions(readerOf(bytes.subarray(0, needs.offset + 4)), image)).toEqual([])
    expect(readSymbolVersions(readerOf(bytes), { ...image, format: 'pe' })).toEqual([])
  })
})

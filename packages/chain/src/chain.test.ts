import { describe, expect, test } from '@jest/globals'
import { type Platform, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import {
  type BuilderInputs,
  buildArguments,
  builderKey,
  type ContextEntry,
  disagreements,
  majorOf,
  parseVersionsEnv,
  readContainerfileArgs,
  renderTagTemplate,
} from './index.ts'

describe('versions.env', () => {
  test('comments, blank lines, export, quotes, CRLF and a BOM', () => {
    const text =
      '\uFEFF# SPDX\r\n\r\nLIBKRUN_VERSION=v1.18.0\r\nexport LIBKRUNFW_VERSION="v5.4.0" # firmware\r\n  NAME=\'a $b `c`\'\r\nURL=https://example.org/x#y\r\n'
    expect(unwrap(parseVersionsEnv(text))).toEqual([
      { key: 'LIBKRUN_VERSION', value: 'v1.18.0', line: 3, column: 1 },
      { key: 'LIBKRUNFW_VERSION', value: 'v5.4.0', line: 4, column: 8 },
      { key: 'NAME', value: 'a $b `c`', line: 5, column: 3 },
      { key: 'URL', value: 'https://example.org/x#y', line: 6, column: 1 },
    ])
  })

  test.each([
    ['A=1\nA=2', 'E_CHAIN_DUPLICATE_KEY', 2, 1],
    ['1A=1', 'E_CHAIN_NAME', 1, 1],
    ['A =1', 'E_CHAIN_NAME', 1, 1],
    ['=1', 'E_CHAIN_NAME', 1, 1],
    ['A= 1', 'E_CHAIN_BLANK', 1, 3],
    ['A=1 2', 'E_CHAIN_BLANK', 1, 4],
    ['A="1', 'E_CHAIN_QUOTE', 1, 3],
    ["A='1'x", 'E_CHAIN_AFTER_QUOTE', 1, 6],
    ['A=$(date)', 'E_CHAIN_SHELL', 1, 4],
    ['A="$(date)"', 'E_CHAIN_COMMAND', 1, 4],
    ['A=`date`', 'E_CHAIN_COMMAND', 1, 3],
    ['A=$B', 'E_CHAIN_VARIABLE', 1, 3],
    ['A="1\\"', 'E_CHAIN_ESCAPE', 1, 5],
    ['A=1;rm', 'E_CHAIN_SHELL', 1, 4],
    ['A=1\u0007', 'E_CHAIN_CONTROL', 1, 4],
    ['A=', 'E_CHAIN_EMPTY', 1, 3],
    ['A', 'E_CHAIN_NO_ASSIGNMENT', 1, 1],
    ['# only comments\n', 'E_CHAIN_NO_KEYS', undefined, undefined],
  ])('%j is refused with its place', (text, code, line, column) => {
    expect(parseVersionsEnv(text)).toMatchObject({
      ok: false,
      error: [{ code, at: { file: 'versions.env', ...(line === undefined ? {} : { line, column }) } }],
    })
  })

  test('all problems come in one report', () => {
    const result = parseVersionsEnv('A=1\nA=2\nB=$(x)\n9=1\n', 'v.env')
    expect(result.ok ? [] : result.error.map((problem) => problem.at?.line)).toEqual([2, 3, 4])
  })

  test('a value that is accepted is what was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._/:@+-]{1,40}$/), (value) => {
        expect(unwrap(parseVersionsEnv(`KEY=${value}\n`))[0]?.value).toBe(value)
        expect(unwrap(parseVersionsEnv(`KEY='${value}'\n`))[0]?.value).toBe(value)
      }),
    )
  })

  test.each([
    ['v1.18.0', '1'],
    ['5.4', '5'],
    ['12-rc1', '12'],
    ['main', undefined],
  ])('the major of %s', (value, major) => expect(majorOf(value)).toBe(major))
})

describe('a Containerfile', () => {
  const text =
    'ARG BASE=debian:12\nFROM ${BASE}\n# ARG NOT=1\nARG LIBKRUN_VERSION="v1.18.0"\nARG \\\n  LIBKRUNFW_VERSION=v5.2.0\nARG TARGETARCH\nRUN echo "ARG X=1"\n'
  const entries = unwrap(parseVersionsEnv('LIBKRUN_VERSION=v1.18.0\nLIBKRUNFW_VERSION=v5.4.0\nOTHER=1\n'))

  test('its ARGs, with defaults and places', () => {
    expect(readContainerfileArgs(text)).toEqual([
      { name: 'BASE', default: 'debian:12', line: 1, column: 5 },
      { name: 'LIBKRUN_VERSION', default: 'v1.18.0', line: 4, column: 5 },
      { name: 'LIBKRUNFW_VERSION', default: 'v5.2.0', line: 6, column: 3 },
      { name: 'TARGETARCH', default: undefined, line: 7, column: 5 },
    ])
  })

  test('a default that disagrees is named with both files and the cure', () => {
    const found = disagreements(readContainerfileArgs(text), entries, { containerfile: 'images/builder/Containerfile', versions: 'versions.env' })
    expect(found).toEqual([
      {
        code: 'E_CHAIN_ARG_DISAGREES',
        message: 'ARG LIBKRUNFW_VERSION has the default v5.2.0, but versions.env:2 says v5.4.0',
        cure: 'Write ARG LIBKRUNFW_VERSION=v5.4.0, or leave the default away',
        at: { file: 'images/builder/Containerfile', line: 6, column: 3 },
      },
    ])
  })

  test('only what it declares becomes a build argument', () => {
    expect(buildArguments(readContainerfileArgs(text), entries)).toEqual({ LIBKRUN_VERSION: 'v1.18.0', LIBKRUNFW_VERSION: 'v5.4.0' })
  })
})

describe('the builder key', () => {
  const file = (path: string, content = 'sha256:1', executable = false): ContextEntry => ({ path, kind: 'file', executable, content })
  const inputs: BuilderInputs = {
    context: [file('Containerfile'), file('lib/a.c')],
    buildArguments: { A: '1', B: '2' },
    platforms: ['linux/amd64', 'linux/arm64'] as Platform[],
    containerfile: 'Containerfile',
  }
  const key = builderKey(inputs)

  test('is the same whatever the order', () => {
    expect(key).toMatch(/^[0-9a-f]{40}$/)
    const reordered = { ...inputs, context: [...inputs.context].reverse(), buildArguments: { B: '2', A: '1' }, platforms: [...inputs.platforms].reverse() }
    expect(builderKey(reordered)).toBe(key)
  })

  const changes: readonly (readonly [string, BuilderInputs])[] = [
    ['a byte', { ...inputs, context: [file('Containerfile'), file('lib/a.c', 'sha256:2')] }],
    ['a name', { ...inputs, context: [file('Containerfile'), file('lib/b.c')] }],
    ['a mode', { ...inputs, context: [file('Containerfile'), file('lib/a.c', 'sha256:1', true)] }],
    ['a link for a file', { ...inputs, context: [file('Containerfile'), { ...file('lib/a.c'), kind: 'link' }] }],
    ['one file more', { ...inputs, context: [...inputs.context, file('x')] }],
    ['a version', { ...inputs, buildArguments: { A: '1', B: '3' } }],
    ['a platform', { ...inputs, platforms: ['linux/amd64'] as Platform[] }],
    ['the Containerfile that is used', { ...inputs, containerfile: 'lib/a.c' }],
  ]
  test.each(changes)('changes with %s', (_, changed) => expect(builderKey(changed)).not.toBe(key))

  test('no two different inputs render alike', () => {
    const entry = fc.record({ path: fc.string(), kind: fc.constantFrom('file' as const, 'link' as const), executable: fc.boolean(), content: fc.string() })
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b)
        expect(builderKey({ ...inputs, context: [a] }) === builderKey({ ...inputs, context: [b] })).toBe(same)
      }),
    )
  })
})

test('a tag template is filled from versions.env', () => {
  expect(unwrap(renderTagTemplate('v{LIBKRUN_VERSION}', { LIBKRUN_VERSION: 'v1.18.0' }))).toBe('v1.18.0')
  expect(unwrap(renderTagTemplate('v{A}-{B}', { A: '1', B: '2' }))).toBe('v1-2')
  expect(renderTagTemplate('{C}', { A: '1' })).toMatchObject({ ok: false, error: { code: 'E_CHAIN_TEMPLATE', cure: 'Use one of A' } })
})

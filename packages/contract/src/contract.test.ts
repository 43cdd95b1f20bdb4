import { describe, expect, test } from '@jest/globals'
import { defineAction, type InputsOf, input, type Kind, kinds, type OutputsOf, optional, parseInputs } from './index.ts'

const contract = defineAction({
  name: 'example',
  title: 'Slipway: example',
  description: 'An example.',
  branding: { icon: 'anchor', color: 'blue' },
  inputs: {
    file: input(kinds.path(), { description: 'The file.', default: 'versions.env' }),
    digest: input(kinds.digest(), { description: 'A digest.' }),
    platforms: optional(kinds.commas(kinds.platform()), { description: 'Platforms.' }),
    'dry-run': input(kinds.boolean(), { description: 'Print only.', default: 'false' }),
  },
  outputs: { key: { description: 'The key.' } },
  permissions: {},
  requires: {},
  rules: [{ rule: 'together', inputs: ['file', 'platforms'] }],
})

const digest = `sha256:${'a'.repeat(64)}`

test('typed values come out, defaults included', () => {
  const result = parseInputs(contract, { digest, platforms: 'linux/amd64,\nlinux/arm64', file: 'v.env' })
  expect(result).toEqual({ ok: true, value: { file: 'v.env', digest, platforms: ['linux/amd64', 'linux/arm64'], 'dry-run': false } })
  if (result.ok) {
    const typed: InputsOf<typeof contract> = result.value
    const flag: boolean = typed['dry-run']
    expect(flag).toBe(false)
  }
})

test('every problem is reported at once, each with its input and a cure', () => {
  const result = parseInputs(contract, { digset: 'x', 'dry-run': 'yes', platforms: 'linux/x86_64, plan9/mips' })
  expect(result.ok).toBe(false)
  const found = result.ok ? [] : result.error
  expect(found.map((problem) => [problem.code, problem.at?.input])).toEqual([
    ['E_CONTRACT_UNKNOWN_INPUT', 'digset'],
    ['E_CONTRACT_RULE', 'file'],
    ['E_CONTRACT_REQUIRED', 'digest'],
    ['E_CONTRACT_VALUE', 'platforms'],
    ['E_CONTRACT_VALUE', 'dry-run'],
  ])
  expect(found[0]?.cure).toContain('Did you mean "digest"?')
  expect(found[3]?.message).toContain('plan9/mips')
})

test('a default that is an expression is never taken for its value', () => {
  const action = { ...contract, rules: [], inputs: { token: input(kinds.secret(), { description: 'The token.', default: '${{ github.token }}' }) } }
  expect(parseInputs(action, { token: '' })).toMatchObject({ ok: false, error: [{ code: 'E_CONTRACT_REQUIRED' }] })
})

test('an empty list is a list', () => {
  const action = { ...contract, rules: [], inputs: { tools: input(kinds.commas(kinds.string()), { description: 'Tools.', default: '' }) } }
  expect(parseInputs(action, {})).toEqual({ ok: true, value: { tools: [] } })
})

test('outputs are those that are declared, and more only where the contract says so', () => {
  const dynamic = defineAction({ ...contract, rules: [], dynamicOutputs: { name: 'each key', description: 'Its value.' } })
  const more: OutputsOf<typeof dynamic> = { key: 'k', LIBKRUN_VERSION: 'v1' }
  // @ts-expect-error a contract without dynamic outputs has no other names
  const less: OutputsOf<typeof contract> = { key: 'k', LIBKRUN_VERSION: 'v1' }
  // @ts-expect-error what is declared must be given all the same
  const none: OutputsOf<typeof dynamic> = { LIBKRUN_VERSION: 'v1' }
  expect([more.LIBKRUN_VERSION, Object.keys(less).length, none.LIBKRUN_VERSION]).toEqual(['v1', 2, 'v1'])
})

test('a far-fetched name gets no guess', () => {
  const result = parseInputs(contract, { digest, draft: 'x' })
  expect(result.ok ? '' : result.error[0]?.cure).toBe('Known: file, digest, platforms, dry-run')
})

describe('kinds', () => {
  const cases: readonly (readonly [Kind<unknown>, string, unknown])[] = [
    [kinds.boolean(), 'True', true],
    [kinds.duration(), '15m', 900_000],
    [kinds.integer({ min: 1, max: 9 }), '9', 9],
    [kinds.enumeration('a', 'b'), 'b', 'b'],
    [kinds.lines(kinds.string()), ' a \n\n b ', ['a', 'b']],
    [kinds.json(), '{"a":1}', { a: 1 }],
    [kinds.tag(), 'v1', 'v1'],
    [kinds.text(), 'a\nb', 'a\nb'],
  ]
  test.each(cases.map(([kind, written, value]) => [kind.typeName, kind, written, value] as const))('%s reads', (_, kind, written, value) => {
    expect(kind.parse(written)).toEqual({ ok: true, value })
  })

  const refused: readonly (readonly [Kind<unknown>, string])[] = [
    [kinds.boolean(), 'yes'],
    [kinds.boolean(), '1'],
    [kinds.duration(), '15'],
    [kinds.integer({ min: 1, max: 9 }), '10'],
    [kinds.integer({ min: 1, max: 9 }), '3x'],
    [kinds.enumeration('a', 'b'), 'c'],
    [kinds.string(), 'a\nb'],
    [kinds.string({ pattern: /^x$/, describe: 'an x' }), 'y'],
    [kinds.json(), '{'],
    [kinds.path(), 'a\0'],
  ]
  test.each(refused.map(([kind, written]) => [kind.typeName, written, kind] as const))('%s refuses %j with a cure', (_, written, kind) => {
    expect(kind.parse(written)).toMatchObject({ ok: false, error: { cure: expect.stringMatching(/.+/) } })
  })

  test('a secret says so', () => {
    expect(kinds.secret().secret).toBe(true)
  })
})

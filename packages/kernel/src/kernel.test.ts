import { describe, expect, test } from '@jest/globals'
import { digestOf, fillPlatform, hexOf, parseDigest, parsePlatform, parseReleaseTag, parseTag, Refusal, renderProblem, unwrap } from './index.ts'

describe('a digest', () => {
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

  test('is computed and read back', () => {
    expect(digestOf('')).toBe(`sha256:${empty}`)
    expect(unwrap(parseDigest(`sha256:${empty}`))).toBe(digestOf(new Uint8Array()))
    expect(hexOf(digestOf(''))).toBe(empty)
  })

  test.each(['', 'sha256:', empty, `sha256:${empty.toUpperCase()}`, `sha256:${empty}0`, `md5:${empty}`, `sha256:${empty}\n`])('refuses %j', (text) => {
    expect(parseDigest(text)).toMatchObject({ ok: false, error: { code: 'E_KERNEL_DIGEST' } })
  })
})

describe('a platform', () => {
  test.each(['linux/amd64', 'darwin/arm64', 'linux/arm/v7'])('%s', (text) => {
    expect(parsePlatform(text)).toEqual({ ok: true, value: text })
  })

  test.each([
    ['linux/x86_64', 'Write linux/amd64'],
    ['macos/aarch64', 'Write darwin/arm64'],
    ['linux', expect.stringContaining('os/architecture')],
    ['linux/amd64/v1/x', expect.anything()],
    ['linux/amd64/8', expect.anything()],
  ])('refuses %s and names the cure', (text, cure) => {
    expect(parsePlatform(text)).toMatchObject({ ok: false, error: { cure } })
  })
})

test('a platform fills names', () => expect(fillPlatform('native-{os}-{arch}', unwrap(parsePlatform('linux/arm64')))).toBe('native-linux-arm64'))

describe('a release tag', () => {
  test.each([
    ['v1.2.3', ''],
    ['v0.0.1-rc1', 'rc1'],
    ['v1.0.0-alpha.1', 'alpha.1'],
  ])('%s', (text, prerelease) => {
    expect(unwrap(parseReleaseTag(text))).toMatchObject({ tag: text, version: text.slice(1), prerelease })
  })

  test.each(['1.2.3', 'v1.2', 'v01.2.3', 'v1.2.3-01', 'v1.2.3+build', 'v1.2.3-', 'refs/tags/v1.2.3'])('refuses %s', (text) => {
    expect(parseReleaseTag(text).ok).toBe(false)
  })
})

test('a tag of a registry holds at most 128 plain characters', () => {
  expect(parseTag('v1.18.0').ok).toBe(true)
  expect(parseTag('a'.repeat(128)).ok).toBe(true)
  for (const text of ['', '.x', '-x', 'a'.repeat(129), 'a:b', 'a/b', 'a b']) expect(parseTag(text).ok).toBe(false)
})

test('a refusal says what is wrong, where, and the cure', () => {
  const problem = { code: 'E_X', message: 'the key is there twice', cure: 'Remove one', at: { file: 'versions.env', line: 3, column: 1 } }
  expect(renderProblem(problem)).toBe('versions.env:3:1: the key is there twice. Remove one')
  expect(() => unwrap({ ok: false, error: [problem, problem] })).toThrow(Refusal)
  expect(renderProblem({ code: 'E_X', message: 'is empty', at: { input: 'file' } })).toBe('input file: is empty')
})

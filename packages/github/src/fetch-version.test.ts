import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { type Candidate, chooseVersion, parseVersionRequest, type VersionRules, versionOf } from './fetch-version.ts'

const rules: VersionRules = { prereleases: false, drafts: false }
const one = (tag: string, change: Partial<Candidate> = {}): Candidate => ({ tag, draft: false, prerelease: tag.includes('-'), ...change })
const all = [
  one('v1.2.0'),
  one('v1.10.0'),
  one('v1.9.9'),
  one('v2.0.0-rc.1'),
  one('v2.0.0-rc.10'),
  one('v3.0.0', { draft: true }),
  one('v1.11.0', { prerelease: true }),
  one('nightly'),
  one('2.1'),
  one('0.5.0'),
]

const choose = (text: string, change: Partial<VersionRules> = {}, among = all) => {
  const chosen = chooseVersion(unwrap(parseVersionRequest(text)), among, { ...rules, ...change })
  return chosen.ok ? chosen.value?.tag : chosen.error.code
}

describe('a version', () => {
  test.each<[string, Partial<VersionRules>, string | undefined]>([
    ['latest', {}, 'v1.10.0'],
    ['latest', { prereleases: true }, 'v2.0.0-rc.10'],
    ['latest', { drafts: true }, 'v3.0.0'],
    ['^1.2', {}, 'v1.10.0'],
    ['^1.2', { prereleases: true }, 'v1.11.0'],
    ['1.9', {}, 'v1.9.9'],
    ['1.9.x', {}, 'v1.9.9'],
    ['>=1.2 <1.9', {}, 'v1.2.0'],
    ['v1', {}, 'v1.10.0'],
    ['*', {}, 'v1.10.0'],
    ['^2', {}, undefined],
    ['^2.0.0-rc.2', {}, 'v2.0.0-rc.10'],
    ['~0.5', {}, '0.5.0'],
    ['1.2.0', {}, 'v1.2.0'],
    ['v1.2.0', {}, 'v1.2.0'],
    ['0.5.0', {}, '0.5.0'],
    ['v0.5.0', {}, undefined],
    ['2.0.0-rc.1', {}, 'v2.0.0-rc.1'],
    ['v3.0.0', {}, undefined],
    ['v3.0.0', { drafts: true }, 'v3.0.0'],
    ['nightly', {}, 'nightly'],
    ['deps-linux-virt-6.12', {}, undefined],
  ])('%s with %j is %s', (text, change, expected) => expect(choose(text, change)).toBe(expected))

  test('of two that cannot be told apart none is chosen; what is public goes before a draft', () => {
    expect(choose('^1.2', {}, [one('v1.2.0'), one('1.2.0')])).toBe('E_GITHUB_AMBIGUOUS')
    const drafts = [one('v1.2.0', { draft: true }), one('v1.2.0', { draft: true })]
    expect(choose('v1.2.0', { drafts: true }, drafts)).toBe('E_GITHUB_AMBIGUOUS')
    expect(choose('v1.2.0', { drafts: true }, [...drafts, one('v1.2.0')])).toBe('v1.2.0')
    expect(choose('1.x', { drafts: true }, [...drafts, one('v1.2.0')])).toBe('v1.2.0')
  })

  test.each(['', '^', '~1.2.', 'a b', '>=1.2 <', 'a..b', '-x', 'v1.2.3:', 'a/', 'x.lock', 'what?'])('"%s" is none', (text) => {
    expect(parseVersionRequest(text)).toMatchObject({ ok: false, error: { code: 'E_GITHUB_VERSION' } })
  })

  test('is its tag without the v; other tags are themselves', () => {
    expect(['v1.2.3', '1.2.3', 'v1.2.3-rc.1+x', 'nightly', 'v1'].map(versionOf)).toEqual(['1.2.3', '1.2.3', '1.2.3-rc.1+x', 'nightly', 'v1'])
  })
})

import { describe, expect, test } from '@jest/globals'
import { type Platform, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { choose, parseAssetLines, parseManifest } from './declare.ts'
import { messages } from './embed-verify.support.ts'
import { linesOf } from './json-lines.ts'
import { parsePolicy } from './policy.ts'

describe('a manifest', () => {
  test('holds all that can be said of an asset, and knows its lines', () => {
    const text = `{
  "assets": [
    { "path": "./assets//vmlinuz", "kind": "kernel", "min-size": 4000000, "platform": "linux/arm64" },
    {
      "digest": "sha256:${'a'.repeat(64)}",
      "path": "assets/runner-{arch}.tar.gz", "hosts": ["windows/amd64"],
      "members": ["bin/tool", {
        "path": "./bin/Runner.Listener",
        "kind": "elf", "platform": "linux/amd64" }]
    },
    { "path": "vmlinuz", "sha256": "${'b'.repeat(64)}" }
  ]
}`
    const assets = unwrap(parseManifest(text, 'embed.json'))
    expect(assets).toMatchObject([
      { path: 'assets/vmlinuz', kind: 'kernel', platform: 'linux/arm64', minSize: 4_000_000, sha256: undefined, at: { file: 'embed.json', line: 3 } },
      {
        path: 'assets/runner-{arch}.tar.gz',
        kind: 'gzip',
        sha256: 'a'.repeat(64),
        hosts: ['windows/amd64'],
        members: [
          { path: 'bin/tool', kind: 'binary', platform: undefined, at: { line: 7 } },
          { path: 'bin/Runner.Listener', kind: 'elf', platform: 'linux/amd64', at: { line: 7 } },
        ],
        at: { file: 'embed.json', line: 4 },
      },
      { path: 'vmlinuz', kind: 'kernel', sha256: 'b'.repeat(64), at: { file: 'embed.json', line: 11 } },
    ])
    const paths = (host: string, guest?: string): readonly string[] => choose(assets, host as Platform, guest as Platform | undefined).map(({ path }) => path)
    expect(paths('linux/amd64')).toEqual(['assets/vmlinuz', 'vmlinuz'])
    expect(paths('windows/amd64', 'linux/arm64')).toEqual(['assets/vmlinuz', 'assets/runner-arm64.tar.gz', 'vmlinuz'])
  })

  test.each([
    ['no JSON', '{\n  "assets": []\n  "x": 1}', [/^is no JSON/], 3],
    ['another shape', '{"files": []}', ['holds no list of assets'], undefined],
    ['an entry without a path', '[\n{"kind": "elf"}, 7]', ['an entry has no path', 'entry 2 is no object'], 2],
    ['an unknown key', '[{"path": "a", "min_size": 5}]', ['entry 1 has the unknown "min_size"'], 1],
    [
      'wrong values',
      '[{"path": "a",\n"kind": "vmlinuz",\n"platform": "x86_64", "min-size": -3, "sha256": "00", "members": [{}], "hosts": []}]',
      [
        'a: "vmlinuz" is no kind',
        'a: "x86_64" is no platform',
        'a: min-size is no whole number',
        'a: the digest is none',
        'a: member 1 is no {path, kind?, platform?}',
        'a: hosts is no list of platforms',
      ],
      2,
    ],
    ['the same path twice', '[{"path": "a"},\n\n{"path": "./a"}]', ['a is declared twice'], 3],
  ])('%s', (_, text, expected, line) => {
    const result = parseManifest(text, 'embed.json')
    if (result.ok) throw new Error('it was taken')
    expect(messages(result.error)).toEqual(expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))))
    expect(result.error[0]?.at).toEqual({ file: 'embed.json', ...(line === undefined ? {} : { line }) })
    for (const problem of result.error) expect(problem.cure).toEqual(expect.any(String))
  })

  test('lines of any JSON text are those of its values', () => {
    expect(linesOf('\n{"a":\n [1, {"b\\"":\n"x"}]}')).toEqual(
      new Map([
        ['', 2],
        ['/a', 3],
        ['/a/0', 3],
        ['/a/1', 3],
        ['/a/1/b"', 4],
      ]),
    )
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        const lines = linesOf(text)
        expect(lines.get('')).toBe(1)
        expect(Math.max(...lines.values())).toBeLessThanOrEqual(text.split('\n').length)
      }),
      { numRuns: 200, verbose: 1 },
    )
  })
})

test('lines: kind and platform in any order, comments, too many words', () => {
  expect(unwrap(parseAssetLines('# guest\n\n a/vmlinuz linux/arm64 kernel\nb/x.bin\n'))).toMatchObject([
    { path: 'a/vmlinuz', kind: 'kernel', platform: 'linux/arm64', at: { input: 'assets' } },
    { path: 'b/x.bin', kind: 'binary', platform: undefined },
  ])
  expect(parseAssetLines('a b elf')).toMatchObject({ ok: false, error: [{ message: '"a b elf" is more than a path, a kind and a platform' }] })
})

test('a policy: later pairs win, and a word that is not known is refused', () => {
  expect(unwrap(parsePolicy(''))).toMatchObject({ binary: 'refuse', packed: 'refuse', extra: 'refuse' })
  expect(unwrap(parsePolicy('all=warn, content = refuse\nextra=warn'))).toMatchObject({ binary: 'warn', content: 'refuse', extra: 'warn' })
  expect(parsePolicy('packed=ignore,size=warn,x')).toMatchObject({
    ok: false,
    error: ['"packed=ignore" is no policy', '"size=warn" is no policy', '"x" is no policy'].map((message) => ({ message, at: { input: 'policy' } })),
  })
})

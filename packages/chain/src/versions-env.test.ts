import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { majorOf, parseVersionsEnv, readVersionsEnv } from './index.ts'

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
    ['A-B=1', 'E_CHAIN_NAME', 1, 1],
    ['é=1', 'E_CHAIN_NAME', 1, 1],
    ['=1', 'E_CHAIN_NAME', 1, 1],
    ['export -n A=1', 'E_CHAIN_NAME', 1, 8],
    ['A= 1', 'E_CHAIN_BLANK', 1, 3],
    ['A=1 2', 'E_CHAIN_BLANK', 1, 4],
    ['A="1', 'E_CHAIN_QUOTE', 1, 3],
    ["A='1", 'E_CHAIN_QUOTE', 1, 3],
    ["A='1'x", 'E_CHAIN_AFTER_QUOTE', 1, 6],
    ['A="1"#x', 'E_CHAIN_AFTER_QUOTE', 1, 6],
    ['A="1" 2', 'E_CHAIN_AFTER_QUOTE', 1, 6],
    ['A=$(date)', 'E_CHAIN_COMMAND', 1, 3],
    ['A="$(date)"', 'E_CHAIN_COMMAND', 1, 4],
    ['A=`date`', 'E_CHAIN_COMMAND', 1, 3],
    ['A="v`date`"', 'E_CHAIN_COMMAND', 1, 5],
    ['A=$B', 'E_CHAIN_VARIABLE', 1, 3],
    ['A="${B:-1}"', 'E_CHAIN_VARIABLE', 1, 4],
    ['A=1\\', 'E_CHAIN_ESCAPE', 1, 4],
    ['A="1\\"', 'E_CHAIN_ESCAPE', 1, 5],
    ['A=1;rm', 'E_CHAIN_SHELL', 1, 4],
    ['A=~/x', 'E_CHAIN_SHELL', 1, 3],
    ['A=1\u0007', 'E_CHAIN_CONTROL', 1, 4],
    ['A=1\r\r\n', 'E_CHAIN_CONTROL', 1, 4],
    ['A=1\0', 'E_CHAIN_CONTROL', 1, 4],
    ['A="\u202e1"', 'E_CHAIN_CONTROL', 1, 4],
    ['# a comment that turns \u2067around', 'E_CHAIN_CONTROL', 1, 24],
    ['A=1\n\uFEFFB=1', 'E_CHAIN_CONTROL', 2, 1],
    ['A=1\u00a02', 'E_CHAIN_CONTROL', 1, 4],
    ['A=', 'E_CHAIN_EMPTY', 1, 3],
    ['A=# nothing', 'E_CHAIN_EMPTY', 1, 3],
    ["A=''", 'E_CHAIN_EMPTY', 1, 3],
    ['A', 'E_CHAIN_NO_ASSIGNMENT', 1, 1],
    ['  export A', 'E_CHAIN_NO_ASSIGNMENT', 1, 3],
    ['# only comments\n', 'E_CHAIN_NO_KEYS', undefined, undefined],
    ['', 'E_CHAIN_NO_KEYS', undefined, undefined],
  ])('%j is refused with its place, once', (text, code, line, column) => {
    const result = parseVersionsEnv(text)
    expect(result.ok ? [] : result.error.map((problem) => [problem.code, problem.at])).toEqual([
      [code, { file: 'versions.env', ...(line === undefined ? {} : { line, column }) }],
    ])
  })

  test('all problems of a file and of a line come in one report, in their order, each with a cure', () => {
    const text = '\uFEFFA=1\r\nexport A=$(x) 2\r\n9="`y`\u0007$B\r\nC=1 2;3 # fine\r\nno\r\nC=4\r\nD=5\r\n'
    const { entries, problems } = readVersionsEnv(text, 'v.env')
    expect(problems.map(({ code, at }) => `${at?.file}:${at?.line}:${at?.column} ${code.replace('E_CHAIN_', '')}`)).toEqual([
      'v.env:2:8 DUPLICATE_KEY',
      'v.env:2:10 COMMAND',
      'v.env:2:14 BLANK',
      'v.env:3:1 NAME',
      'v.env:3:3 QUOTE',
      'v.env:3:4 COMMAND',
      'v.env:3:7 CONTROL',
      'v.env:3:8 VARIABLE',
      'v.env:4:4 BLANK',
      'v.env:4:6 SHELL',
      'v.env:5:1 NO_ASSIGNMENT',
      'v.env:6:1 DUPLICATE_KEY',
    ])
    expect(problems.filter(({ cure }) => cure === undefined)).toEqual([])
    expect(entries.map(({ key, value }) => `${key}=${value}`)).toEqual(['A=1', 'D=5'])
  })

  test('what is accepted is what a shell reads that sources the file', () => {
    const piece = fc.constantFrom(...' \t"\'#$`\\=;&|<>()*?[]{}~!%^@,:+-./', 'a', '1', '$A', '${A}', '$(a)', 'é', '\u{1f600}')
    const line = fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(''))
    const file = fc.tuple(fc.constantFrom('', 'export ', ' '), line, line).map(([prefix, a, b]) => `# c\n${prefix}KEY=${a}\n\nOTHER=${b}\n`)
    const accepted = fc.sample(file, { numRuns: 20_000, seed: 20_260_101 }).flatMap((text) => {
      const result = parseVersionsEnv(text)
      return result.ok ? [{ text, values: result.value.map(({ value }) => value) }] : []
    })
    expect(accepted.length).toBeGreaterThan(200)
    const folder = mkdtempSync(join(tmpdir(), 'versions-env-'))
    for (const [index, { text }] of accepted.entries()) writeFileSync(join(folder, `${index}.env`), text)
    // The variable A is set, so that an expansion that was overlooked would show.
    const script = 'i=0; while [ -f ./$i.env ]; do (A=x; . ./$i.env; printf "%s\\0%s\\0" "$KEY" "$OTHER"); i=$((i + 1)); done'
    const said = execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' }).split('\0')
    rmSync(folder, { recursive: true })
    expect(said.slice(0, -1)).toEqual(accepted.flatMap(({ values }) => values))
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

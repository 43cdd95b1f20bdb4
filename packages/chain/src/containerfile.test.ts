import { describe, expect, test } from '@jest/globals'
import { renderProblem, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import { buildArguments, disagreements, fixArgDefaults, parseVersionsEnv, readContainerfile, readContainerfileArgs, type VersionEntry } from './index.ts'

describe('a Containerfile', () => {
  test('its directives, global ARGs and stages', () => {
    const text = '# syntax=docker/dockerfile:1\n# escape=`\nARG V=12\nFROM --platform=$BUILDPLATFORM debian:$V AS Build\nRUN a `\n  b\nFROM scratch\n'
    const file = unwrap(readContainerfile(text, 'images/Containerfile'))
    expect(file).toMatchObject({ file: 'images/Containerfile', text, escapeMark: '`', syntax: { image: 'docker/dockerfile:1', line: 1 } })
    expect(file.args.map(({ words }) => words.map((word) => word.text))).toEqual([['V=12']])
    const [build, last] = file.stages
    expect(build).toMatchObject({ index: 0, name: 'build', base: { text: 'debian:$V' }, platform: { text: '$BUILDPLATFORM' } })
    expect(build?.instructions.map(({ keyword, words }) => [keyword, ...words.map((word) => word.text)])).toEqual([['RUN', 'a   b']])
    expect(last).toMatchObject({ index: 1, name: '', platform: undefined, instructions: [] })
  })

  test.each([
    ['', 'E_CHAIN_NO_FROM', 1, 1],
    ['# only\n', 'E_CHAIN_NO_FROM', 1, 1],
    ['ARG A\n', 'E_CHAIN_NO_FROM', 1, 1],
    ['ARG A\n  RUN x\nFROM scratch', 'E_CHAIN_NO_FROM', 2, 3],
    ['FROM scratch\nCOPPY a /', 'E_CHAIN_INSTRUCTION', 2, 1],
    ['FROM scratch\n\\\n', 'E_CHAIN_INSTRUCTION', 2, 1],
    ['FROM', 'E_CHAIN_ARGUMENTS', 1, 1],
    ['FROM a b', 'E_CHAIN_ARGUMENTS', 1, 1],
    ['FROM a AS 1x', 'E_CHAIN_STAGE_NAME', 1, 11],
    ['FROM --os=x scratch', 'E_CHAIN_FLAG', 1, 6],
    ['FROM scratch\nCOPY a', 'E_CHAIN_ARGUMENTS', 2, 1],
    ['FROM scratch\nCOPY --form=x a /', 'E_CHAIN_FLAG', 2, 6],
    ['FROM scratch\nCOPY --chown a /', 'E_CHAIN_FLAG', 2, 6],
    ['FROM scratch\nCOPY --link=maybe a /', 'E_CHAIN_FLAG', 2, 6],
    ['FROM scratch\nCOPY --link --link a /', 'E_CHAIN_FLAG', 2, 13],
    ['FROM scratch\nADD --from=x a /', 'E_CHAIN_FLAG', 2, 5],
    ['FROM scratch\nENV --x A=b', 'E_CHAIN_FLAG', 2, 5],
    ['FROM scratch\nCOPY ["a", 1]', 'E_CHAIN_JSON', 2, 6],
    ['FROM scratch\nSHELL bash', 'E_CHAIN_JSON', 2, 1],
    ['FROM scratch\nARG', 'E_CHAIN_ARGUMENTS', 2, 1],
    ['FROM scratch\nARG =x', 'E_CHAIN_ARG_NAME', 2, 5],
    ['FROM scratch\nENV A', 'E_CHAIN_ARGUMENTS', 2, 5],
    ['FROM scratch\nENV A=1 B', 'E_CHAIN_ARGUMENTS', 2, 9],
    ['FROM scratch\nENV =1', 'E_CHAIN_ARG_NAME', 2, 5],
    ['FROM scratch\nRUN <<EOF\nx', 'E_CHAIN_HEREDOC', 2, 1],
    ['FROM scratch\nCOPY a <<EOF\nEOF', 'E_CHAIN_HEREDOC', 2, 8],
    ['FROM scratch\nHEALTHCHECK NEVER x', 'E_CHAIN_ARGUMENTS', 2, 1],
    ['FROM scratch\nONBUILD', 'E_CHAIN_ONBUILD', 2, 1],
    ['FROM scratch\nONBUILD FROM x', 'E_CHAIN_ONBUILD', 2, 1],
    ['FROM scratch\nONBUILD ONBUILD RUN x', 'E_CHAIN_ONBUILD', 2, 1],
    ['FROM scratch\nONBUILD COPY a', 'E_CHAIN_ARGUMENTS', 2, 9],
    ['# escape=x\nFROM scratch', 'E_CHAIN_DIRECTIVE', 1, 1],
    ['# escape=`\n# escape=`\nFROM scratch', 'E_CHAIN_DIRECTIVE', 2, 1],
    ['FROM scratch\nRUN a\0b', 'E_CHAIN_CONTROL', 2, 6],
  ])('%j is refused with its place', (text, code, line, column) => {
    const result = readContainerfile(text, 'Containerfile')
    expect(result).toMatchObject({ ok: false, error: [{ code, at: { file: 'Containerfile', line, column } }] })
    for (const { cure } of result.ok ? [] : result.error) expect(cure).toMatch(/^[A-Z].*[^.]$/s)
  })

  test('all problems come in one report, in the order of the file', () => {
    const text = '\uFEFF# escape=?\r\nRUN x\r\nFROM\r\nCOPPY a /\r\nCOPY --x a \\\r\n  --y /\r\n'
    const result = readContainerfile(text, 'Containerfile.in')
    expect(result.ok ? [] : result.error.map(renderProblem)).toEqual([
      'Containerfile.in:1:1: would be preprocessed by buildah because of its name. Give it a name without .in',
      'Containerfile.in:1:1: "?" cannot escape. Write # escape=\\ or # escape=`',
      'Containerfile.in:2:1: RUN stands before the first FROM. Begin with FROM and a base image, such as FROM debian:12',
      'Containerfile.in:3:1: FROM takes one image, and perhaps a name. Write FROM image, or FROM image AS name',
      'Containerfile.in:4:1: COPPY is no instruction. Write COPY',
      'Containerfile.in:5:6: COPY knows no flag --x. Use one of --chown, --chmod, --link, --exclude, --from, --parents',
    ])
  })

  test('whatever the bytes, there is an answer with places in the text', () => {
    const words = fc.constantFrom('FROM', 'scratch', 'COPY', 'RUN', 'ARG', 'ONBUILD', ' ', '\n', '\r\n', '\\\n', '<<E', 'E\n', '"', '[', '--from=', '$', '#')
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 20 }), (parts) => {
        const text = parts.join('')
        const result = readContainerfile(text, 'f')
        for (const { at } of result.ok ? [] : result.error) {
          expect(at?.line).toBeLessThanOrEqual(text.split('\n').length)
          expect(at?.column).toBeLessThanOrEqual((text.split('\n')[(at?.line ?? 1) - 1] ?? '').length + 1)
        }
      }),
    )
  })
})

describe('the ARGs of a Containerfile', () => {
  const text =
    'ARG BASE=debian:12\nFROM ${BASE}\n# ARG NOT=1\nARG LIBKRUN_VERSION="v1.18.0"\nARG \\\n  LIBKRUNFW_VERSION=v5.2.0\nARG TARGETARCH\nRUN echo "ARG X=1"\nRUN <<E\nARG Y=2\nE\n'
  const entries = unwrap(parseVersionsEnv('LIBKRUN_VERSION=v1.18.0\nLIBKRUNFW_VERSION=v5.4.0\nOTHER=1\n'))

  test('with defaults and places', () => {
    expect(readContainerfileArgs(text)).toEqual([
      { name: 'BASE', default: 'debian:12', line: 1, column: 5 },
      { name: 'LIBKRUN_VERSION', default: 'v1.18.0', line: 4, column: 5 },
      { name: 'LIBKRUNFW_VERSION', default: 'v5.2.0', line: 6, column: 3 },
      { name: 'TARGETARCH', default: undefined, line: 7, column: 5 },
    ])
  })

  test('a default is what a build would use: several on a line, quotes, escapes, other ARGs', () => {
    const args = readContainerfileArgs('ARG A="x y" B=\'z\' C= D=a\\ b\nARG E=$A-${B}1 F="\\$A" G=${NONE:-n} H="${"')
    expect(args.map((arg) => [arg.name, arg.default])).toEqual([
      ['A', 'x y'],
      ['B', 'z'],
      ['C', ''],
      ['D', 'a b'],
      ['E', 'x y-z1'],
      ['F', '$A'],
      ['G', 'n'],
      ['H', '"${"'],
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

describe('ARG defaults are written anew', () => {
  const entry = (key: string, value: string): VersionEntry => ({ key, value, line: 1, column: 1 })

  test('and every other byte stays', () => {
    const text =
      '\uFEFF# A=1\r\nARG A=1 B="1"\tC=\'1\' D\r\nFROM x # A=1\r\nARG A=2 \\\r\n  # A=1\r\n  E=1\\\r\n.0  \r\nONBUILD ARG A=1\r\nRUN <<E\r\nARG A=1\r\nE\r\nARG F=2'
    const fixed = fixArgDefaults(text, [entry('A', '2'), entry('B', '2'), entry('C', '2'), entry('D', '2'), entry('E', '2'), entry('F', 'a "b" $c')])
    expect(fixed.text).toBe(
      '\uFEFF# A=1\r\nARG A=2 B="2"\tC=\'2\' D\r\nFROM x # A=1\r\nARG A=2 \\\r\n  # A=1\r\n  E=2  \r\nONBUILD ARG A=1\r\nRUN <<E\r\nARG A=1\r\nE\r\nARG F="a \\"b\\" \\$c"',
    )
    expect(fixed.changed).toEqual([
      { name: 'A', from: '1', to: '2', line: 2 },
      { name: 'B', from: '1', to: '2', line: 2 },
      { name: 'C', from: '1', to: '2', line: 2 },
      { name: 'E', from: '1.0', to: '2', line: 6 },
      { name: 'F', from: '2', to: 'a "b" $c', line: 12 },
    ])
  })

  test('what agrees already is left as it is written', () => {
    const text = 'ARG X=v1\nARG A="v1" B=$X\nFROM scratch\n'
    expect(fixArgDefaults(text, [entry('A', 'v1'), entry('B', 'v1')])).toEqual({ text, changed: [] })
  })

  test('any value can be read back, in any quotes, and a second time changes nothing', () => {
    const old = fc.constantFrom('1', '"1"', "'1'", '""', '', '1# 2', '"1"2', '$X')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), old, fc.constantFrom('\\', '`'), (value, before, escapeMark) => {
        // versions.env holds no control characters.
        fc.pre(!/[\x00-\x1f\x7f\u0085\u2028\u2029]/.test(value))
        const around = [`# escape=${escapeMark}\nARG X=9\nARG A=`, ' Z=1\r\nFROM scratch\n'] as const
        const { text } = fixArgDefaults(around.join(before.replace('#', escapeMark)), [entry('A', value)])
        expect([text.slice(0, around[0].length), text.slice(text.length - around[1].length)]).toEqual(around)
        const again = readContainerfileArgs(text)
        expect(again.map((arg) => [arg.name, arg.default])).toEqual([
          ['X', '9'],
          ['A', value],
          ['Z', '1'],
        ])
        expect(fixArgDefaults(text, [entry('A', value)])).toEqual({ text, changed: [] })
      }),
    )
  })
})

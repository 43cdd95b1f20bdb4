import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from '@jest/globals'
import { attempt, folder, workspace } from './native-build.support.ts'
import { checkHeader } from './spdx.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rule = { license: 'Apache-2.0', copyright: 'Stacklok, Inc.' }
const go = '// SPDX-FileCopyrightText: Copyright 2025 Stacklok, Inc.\n// SPDX-License-Identifier: Apache-2.0\n\npackage a\n'

describe('the header of one file', () => {
  test.each([
    ['Go', go],
    ['YAML', go.replaceAll('//', '#').replace('package a', 'a: 1')],
    ['YAML behind its mark', `---\n${go.replaceAll('//', '#')}`],
    ['a script', `#!/bin/sh\n${go.replaceAll('//', '#')}`],
    ['behind build constraints', `//go:build linux\n\n${go}`],
    ['a comment over lines', '/*\n * SPDX-FileCopyrightText: 2025 Stacklok, Inc.\n * SPDX-License-Identifier: Apache-2.0\n */\nint a;\n'],
    ['a comment over lines without stars', '/*\nSPDX-FileCopyrightText: 2025 Stacklok, Inc.\nSPDX-License-Identifier: Apache-2.0 */\n'],
    ['C on one line', '/* SPDX-License-Identifier: Apache-2.0 */\n/* SPDX-FileCopyrightText: Stacklok, Inc. */\n'],
    ['HTML', '<!--\nSPDX-License-Identifier: Apache-2.0\nSPDX-FileCopyrightText: Stacklok, Inc.\n-->\n<p>\n'],
    ['lines that end as on Windows', `\ufeff${go.replaceAll('\n', '\r\n')}`],
    ['SQL', go.replaceAll('//', '--')],
  ])('%s', (_, text) => expect(checkHeader(text, rule)).toEqual([]))

  test.each<[string, string, readonly (readonly [number, string])[]]>([
    [
      'empty',
      '',
      [
        [1, 'has no SPDX-License-Identifier at its top'],
        [1, 'has no SPDX-FileCopyrightText at its top'],
      ],
    ],
    [
      'none',
      'package a\n',
      [
        [1, 'has no SPDX-License-Identifier at its top'],
        [1, 'has no SPDX-FileCopyrightText at its top'],
      ],
    ],
    [
      'behind code',
      `package a\n\n${go}`,
      [
        [1, 'has no SPDX-License-Identifier at its top'],
        [1, 'has no SPDX-FileCopyrightText at its top'],
      ],
    ],
    [
      'in a string',
      `var a = "SPDX-License-Identifier: Apache-2.0"\n${go}`,
      [
        [1, 'has no SPDX-License-Identifier at its top'],
        [1, 'has no SPDX-FileCopyrightText at its top'],
      ],
    ],
    ['another licence', go.replace('Apache-2.0', 'MIT'), [[2, 'is under MIT, not under Apache-2.0']]],
    ['another version of it', go.replace('Apache-2.0', 'Apache-2.0-only'), [[2, 'is under Apache-2.0-only, not under Apache-2.0']]],
    ['nothing behind the tag', go.replace(' Apache-2.0', ''), [[2, 'is under nothing, not under Apache-2.0']]],
    ['a second licence', `// SPDX-License-Identifier: Apache-2.0\n${go.replace('Apache-2.0', 'MIT')}`, [[3, 'names two licences in two places']]],
    ['another owner', go.replace('Stacklok', 'Somebody'), [[1, 'has no SPDX-FileCopyrightText that holds "Stacklok, Inc."']]],
    ['a word that only ends like the tag', go.replace('SPDX-License', 'XSPDX-License'), [[1, 'has no SPDX-License-Identifier at its top']]],
  ])('refused: %s', (_, text, expected) => expect(checkHeader(text, rule).map(({ line, message }) => [line, message])).toEqual(expected))

  test('without a licence that has to be named, any expression will do, and nothing else', () => {
    const any = { license: undefined, copyright: undefined }
    const header = (value: string): string => `# SPDX-License-Identifier: ${value}\n`
    for (const value of ['MIT', 'MIT OR Apache-2.0', '(GPL-2.0-only WITH Linux-syscall-note) AND BSD-3-Clause', 'LicenseRef-x.1'])
      expect(checkHeader(header(value), any)).toEqual([])
    for (const value of ['see LICENSE', 'MIT, Apache-2.0', ''])
      expect(checkHeader(header(value), any)).toMatchObject([{ message: expect.stringContaining('is no SPDX expression') }])
  })
})

describe('the files of a checkout', () => {
  const files = { 'a/a.go': go, 'b/b.go': go.replace('Apache-2.0', 'MIT'), 'c.yaml': 'a: 1\n', 'vendor/v.go': 'package v\n' }
  const given = { 'spdx-headers': '**/*.go\n**/*.yaml\n!vendor/**', 'spdx-license': 'Apache-2.0' }

  test('every file that lacks it is named, with its place, and the command does not begin', async () => {
    const { fakes } = workspace(files)
    const { problems } = await attempt(fakes, { ...given, command: 'touch ran' })
    expect(problems).toMatchObject([
      { message: 'b/b.go is under MIT, not under Apache-2.0', at: { file: 'b/b.go', line: 2 } },
      { message: 'c.yaml has no SPDX-License-Identifier at its top', at: { file: 'c.yaml', line: 1 } },
    ])
    expect(fakes.calls.filter(({ command }) => command === 'bash')).toEqual([])
  })

  test('what is right passes, without a command too; a pattern that matches nothing is no check', async () => {
    const { fakes } = workspace(files)
    expect((await attempt(fakes, { 'spdx-headers': 'a/*.go', 'spdx-copyright': 'Stacklok' })).problems).toEqual([])
    expect(fakes.lines).toContain('spdx-headers: 1 files, and every one has its header')
    expect((await attempt(fakes, { 'spdx-headers': 'x/*.go' })).problems).toMatchObject([{ message: 'x/*.go matches no file, so nothing was checked' }])
  })
})

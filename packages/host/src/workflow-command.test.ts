import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { sides } from './workflow-command.support.ts'
import { formatKeyValue } from './workflow-command.ts'

// No empty one: GitHub's library masks nothing with it, in words.
const values = ['plain', 'two\nlines', 'carriage\r\nreturn', '100% :: a,b', '%0A', '::warning::not a command', 'ü 🚀']

function listen(side: keyof typeof sides, withFiles: boolean): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'))
  try {
    const files = withFiles ? ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY'] : []
    for (const name of files) writeFileSync(join(folder, name), '')
    const env = Object.fromEntries(files.map((name) => [name, join(folder, name)]))
    const text = `import { sides } from './workflow-command.support.ts'\nfor (const value of ${JSON.stringify(values)}) await sides.${side}(value)`
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=source', '--input-type=module', '--eval', text], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8').replaceAll(/ghadelimiter_[0-9a-f-]{36}/g, 'DELIMITER')
    return { stdout, ...Object.fromEntries(files.map((name) => [name, read(name)])) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe("a step's words to its runner", () => {
  test.each([true, false])('are those of @actions/core, byte for byte (through files: %s)', (withFiles) => {
    const said = listen('ours', withFiles)
    expect(said).toEqual(listen('theirs', withFiles))
    expect(said['stdout']).toContain('::error file=100%25 %3A%3A a%2Cb,line=3,col=7::100%25 :: a,b')
    if (withFiles) expect(said['GITHUB_OUTPUT']).toContain('out<<DELIMITER\ntwo\nlines\nDELIMITER\n')
    else expect(said['stdout']).toContain('\n::set-output name=out::two%0Alines\n')
  })

  test('a value that holds its delimiter is no value', () => {
    expect(() => formatKeyValue('out', 'a\nEND\nb', 'END')).toThrow('the delimiter of out')
  })
})

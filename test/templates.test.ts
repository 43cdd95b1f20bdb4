import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { root } from './rooms.ts'
import { check, copyForCheckers, withBundles, workflowFiles } from './workflows.ts'

const suite = workflowFiles(root).filter((file) => /^(\.github|actions)\//.test(file))
const projects = readdirSync(join(root, 'test/projects')).map((name) => ({ name, folder: join(root, 'test/projects', name) }))

describe('the suite', () => {
  const copy = withBundles(copyForCheckers(root, suite))

  test('there is something to check', () => {
    expect(suite.filter((file) => file.endsWith('action.yml'))).toHaveLength(readdirSync(join(root, 'actions')).length)
    expect(suite.filter((file) => file.startsWith('.github/workflows/')).length).toBeGreaterThan(3)
  })

  test('actionlint finds nothing', () => {
    expect(check('actionlint', ['-no-color', '-shellcheck=', '-pyflakes=', ...suite.filter((file) => file.startsWith('.github/'))], gitFolder(copy))).toEqual({
      code: 0,
      output: '',
    })
  })

  test('zizmor finds nothing, as an auditor, without an ignore', () => {
    const { code, output } = check('zizmor', ['--offline', '--persona', 'auditor', '--strict-collection', '--no-progress', '.github', 'actions'], root)
    expect({ code, output }).toMatchObject({ code: 0 })
  })

  test('every action runs on node24 from its committed bundle', () => {
    const actions = suite
      .filter((file) => file.endsWith('action.yml'))
      .map((file) => [file, parse(readFileSync(join(root, file), 'utf8')) as { runs: { using: string; main: string } }] as const)
    expect(actions.filter(([, { runs }]) => runs.using !== 'node24')).toEqual([])
    expect(actions.filter(([file, { runs }]) => !existsSync(join(root, file, '..', runs.main))).map(([file]) => file)).toEqual([])
  })
})

describe.each(projects)('the example $name', ({ folder }) => {
  const files = workflowFiles(folder)

  test('actionlint finds nothing', () => {
    expect(check('actionlint', ['-no-color', '-shellcheck=', '-pyflakes=', ...files], gitFolder(copyForCheckers(folder, files)))).toEqual({
      code: 0,
      output: '',
    })
  })

  test('zizmor finds nothing but the tag of the suite itself', () => {
    const config = join(copyForCheckers(folder, files), 'zizmor.yml')
    writeFileSync(config, 'rules:\n  unpinned-uses:\n    config:\n      policies:\n        "OWNER/slipway/*": ref-pin\n        "*": hash-pin\n')
    const { code, output } = check(
      'zizmor',
      ['--offline', '--persona', 'auditor', '--strict-collection', '--no-progress', '--config', config, '.github'],
      folder,
    )
    expect({ code, output }).toMatchObject({ code: 0 })
  })
})

describe('the checkers go red', () => {
  const broken =
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.head_commit.message }} ${{ nonsense.x }}\n'
  const files = ['.github/workflows/x.yml']
  const folder = (): string => {
    const copy = copyForCheckers(root, [])
    mkdirSync(join(copy, '.github/workflows'), { recursive: true })
    writeFileSync(join(copy, '.github/workflows/x.yml'), broken)
    return copy
  }

  test('actionlint', () => expect(check('actionlint', ['-no-color', ...files], gitFolder(folder())).output).toContain('nonsense'))
  test('zizmor', () => expect(check('zizmor', ['--offline', '--persona', 'auditor', '--no-progress', '.github'], folder()).code).not.toBe(0))
})

/** actionlint takes a folder with `.git` for the root of a repository. */
function gitFolder(folder: string): string {
  mkdirSync(join(folder, '.git'), { recursive: true })
  return folder
}

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { checkWorkflow, lowerWorkflow, type WorkflowRef } from '@slipway/workflows'
import { parse } from 'yaml'
import { sentences } from './loading.ts'
import { root } from './rooms.ts'
import {
  actions,
  besideSuite,
  callable,
  endToEnd,
  knownReferences,
  projects,
  runActionlint,
  runZizmor,
  slug,
  type Texts,
  uncommentedPermissions,
  workflows,
  writeCopy,
} from './workflows.ts'

const scratch = mkdtempSync(join(tmpdir(), 'templates-'))
const clean = { code: 0, output: '' }
const lint = (files: Texts): ReturnType<typeof runActionlint> => runActionlint(writeCopy(scratch, files))

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Every sentence about what our own workflows promise: pins, permissions with a comment, short scripts, no inherited secrets, no lost output. */
function promises(files: Texts): readonly string[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const checked = checkWorkflow(file, text, { slug })
    return [...sentences({ ok: false, error: checked.ok ? checked.value : checked.error }), ...uncommentedPermissions(file, text)]
  })
}

/** The workflows as an older runner reads them. */
function lowered(files: Texts): Texts {
  const ref: Omit<WorkflowRef, 'path'> = { repository: slug, ref: 'v1', own: false }
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, unwrap(lowerWorkflow(text, { ...ref, path }))]))
}

describe('the suite', () => {
  test('there is something to check', () => {
    expect(Object.keys(actions)).toHaveLength(readdirSync(join(root, 'actions')).length)
    expect(callable.length).toBeGreaterThan(3)
  })

  test('actionlint finds nothing', () => expect(lint(knownReferences({ ...workflows, ...actions }))).toEqual(clean))
  test('actionlint finds nothing in the end-to-end workflows but the inputs that are to be refused', () => {
    // Which steps may give them is a test of its own, in templates-calls.test.ts.
    const copy = writeCopy(scratch, besideSuite(endToEnd, 'e2e'))
    expect(runActionlint(copy, ['input ".*" is not defined in action', 'missing input ".*" which is required'])).toEqual(clean)
  })
  test('actionlint finds nothing in the lowered copies', () => expect(lint(lowered(workflows))).toEqual(clean))

  test('zizmor finds nothing, as an auditor, without an ignore', () => {
    expect(runZizmor(root, ['.github', 'actions'])).toMatchObject({ code: 0 })
  })

  test('every action runs on node24 from its committed bundle', () => {
    const runs = Object.entries(actions).map(([file, text]) => [file, (parse(text) as { runs: { using: string; main: string } }).runs] as const)
    expect(runs.filter(([, { using }]) => using !== 'node24')).toEqual([])
    expect(runs.filter(([file, { main }]) => !existsSync(join(root, file, '..', main)))).toEqual([])
  })

  test('every workflow keeps its promises', () => expect(promises(workflows)).toEqual([]))
})

describe.each(projects)('the example $name', ({ name, folder, files }) => {
  test('actionlint finds nothing, the inputs and outputs of the suite included', () => expect(lint(besideSuite(files, name))).toEqual(clean))
  test('every workflow keeps its promises', () => expect(promises(files)).toEqual([]))

  test('zizmor finds nothing but the tag of the suite itself', () => {
    const config = join(scratch, 'zizmor.yml')
    writeFileSync(config, `rules:\n  unpinned-uses:\n    config:\n      policies:\n        "${slug}/*": ref-pin\n        "*": hash-pin\n`)
    expect(runZizmor(folder, ['--config', config, '.github'])).toMatchObject({ code: 0 })
  })
})

describe('the checkers go red', () => {
  const file = '.github/workflows/x.yml'
  const text = `on: push
concurrency: { group: x, queue: max }
jobs:
  a:
    runs-on: ubuntu-24.04
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v4
      - run: echo \${{ github.event.head_commit.message }} \${{ nonsense.x }}
      - uses: $/actions/versions-env
`
  test('actionlint', () => expect(lint({ [file]: text }).output).toMatch(/nonsense/))
  test('zizmor', () => expect(runZizmor(writeCopy(scratch, { [file]: text }), ['.github']).code).not.toBe(0))

  test('actionlint on what is not lowered, and not on what is', () => {
    expect(lint({ [file]: text }).output).toMatch(/"queue"[\s\S]*"\$\/actions\/versions-env"/)
    expect(lint(lowered({ [file]: text })).output).not.toMatch(/queue|versions-env/)
  })

  test.each([
    [
      'an input that the action does not have',
      '- uses: OWNER/slipway/actions/versions-env@v1\n        with: { flie: x }',
      'input "flie" is not defined in action',
    ],
    [
      'an output that the action does not have',
      '- { id: v, uses: OWNER/slipway/actions/versions-env@v1 }\n      - run: echo "${{ steps.v.outputs.x }}"',
      '"x" is not def',
    ],
  ])('actionlint on %s of the suite', (_, steps, sentence) => {
    expect(lint(besideSuite({ [file]: `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      ${steps}\n` }, 'x')).output).toContain(sentence)
  })

  test('the promises', () => {
    expect(promises({ [file]: text })).toEqual([
      expect.stringContaining('actions/checkout@v4 can change under us'),
      expect.stringContaining('does not begin with permissions: {}'),
      `${file}:7:7: a permission without a comment that says what it is for`,
    ])
    expect(uncommentedPermissions(file, text.replace('contents: read', 'contents: read # why'))).toEqual([])
  })
})

import { describe, expect, test } from '@jest/globals'
import { checkWorkflow } from './checks.ts'

const sha = '0123456789abcdef0123456789abcdef01234567'

function codesOf(text: string): string[] {
  const checked = checkWorkflow('x.yml', text, { slug: 'OWNER/slipway' })
  return (checked.ok ? checked.value : checked.error).map((problem) => `${problem.code.replace('E_WORKFLOWS_', '')}:${problem.at?.line}`)
}

function workflow(steps: string, job = 'permissions: {contents: read}, '): string {
  return `on: push\npermissions: {}\njobs:\n  a: {${job}runs-on: x, steps: [${steps}]}`
}

/** [what, text, code and line] */
const red: readonly (readonly [string, string, readonly string[]])[] = [
  ['a tag instead of a commit', workflow('{uses: actions/checkout@v6}'), ['PIN:4']],
  ['a short commit', workflow('{uses: actions/checkout@0123456}'), ['PIN:4']],
  ['an image without a digest', workflow('{uses: "docker://alpine:3"}'), ['PIN:4']],
  ['a called workflow by branch', `on: push\npermissions: {}\njobs:\n  a:\n    permissions: {}\n    uses: OTHER/x/.github/workflows/y.yml@main`, ['PIN:6']],
  ['no permissions at the top', 'on: push\njobs:\n  a: {permissions: {}, runs-on: x, steps: [{run: x}]}', ['GRANT:1']],
  ['too much at the top', 'on: push\npermissions: {contents: read}\njobs:\n  a: {permissions: {}, runs-on: x, steps: [{run: x}]}', ['GRANT:2']],
  ['a job without permissions', workflow('{run: x}', ''), ['GRANT:4']],
  ['six lines of script', workflow('{run: "1\\n2\\n3\\n4\\n5\\n6"}'), ['SCRIPT:4']],
  [
    'inherited secrets',
    'on: push\npermissions: {}\njobs:\n  a:\n    permissions: {}\n    uses: ./.github/workflows/x.yml\n    secrets: inherit',
    ['INHERIT:7'],
  ],
  ['runner.os', workflow('{run: "${{ runner.os }}"}'), ['REFUSED:4']],
  ['runner.arch in a condition', workflow('{run: x, if: "runner.arch == \'X64\'"}'), ['REFUSED:4']],
  ['RUNNER_OS in a script', workflow('{run: echo $RUNNER_OS}'), ['REFUSED:4']],
]

const matrixJob = 'permissions: {}, strategy: {matrix: {v: [1]}}, outputs: {o: x}, runs-on: x, steps: [{run: x}]'
function reader(text: string, needs = 'm'): string {
  return `on: {workflow_call: {outputs: {w: {value: "\${{ ${text} }}"}}}}\npermissions: {}\njobs:\n  m: {${matrixJob}}\n  r: {permissions: {}, needs: ${needs}, runs-on: x, steps: [{run: "\${{ ${text.replace(/\bjobs\b/g, 'needs')} }}"}]}`
}

describe('checks turn red, at the right line', () => {
  test.each(red)('%s', (_, text, codes) => expect(codesOf(text)).toEqual(codes))

  test.each(['jobs.m.outputs.o', "jobs['m'].outputs.o", 'jobs.M.outputs', 'toJSON(jobs)', 'jobs.*.outputs', 'toJSON(jobs.m)'])(
    'an output of a matrix read as %s',
    (text) => {
      expect(codesOf(reader(text))).toEqual(['OVERWRITE:5', 'OVERWRITE:1'])
    },
  )
})

describe('checks stay green', () => {
  test.each([
    [
      'pins, own slug, self, local, digest',
      workflow(
        `{uses: actions/checkout@${sha}}, {uses: OWNER/slipway/actions/x@v1}, {uses: $/actions/x}, {uses: ./x}, {uses: "docker://a@sha256:${'0'.repeat(64)}"}`,
      ),
    ],
    ['five lines of script', workflow('{run: "1\\n2\\n3\\n4\\n5\\n"}')],
    ['other members of runner', workflow('{run: "${{ runner.temp }}"}')],
    ['the result of a matrix', reader('jobs.m.result')],
    [
      'a condition of a job that needs a matrix',
      reader('jobs.m.result').replace('needs: [m]', "needs: [m], if: 'true'").replace('needs: m,', "needs: m, if: 'true',"),
    ],
    ['the results of all', reader('jobs.*.result')],
    ['outputs of another job', reader('jobs.other.outputs.o')],
    [
      'outputs of a job that is not needed',
      `on: push\npermissions: {}\njobs:\n  m: {${matrixJob}}\n  r: {permissions: {}, runs-on: x, steps: [{run: "\${{ needs.m.outputs.o }}"}]}`,
    ],
  ])('%s', (_, text) => expect(codesOf(text)).toEqual([]))

  test('and what is no YAML is said', () => expect(codesOf('a: [')).toEqual(['YAML:1']))
})

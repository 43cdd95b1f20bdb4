import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { type Leg, loadRun, lowerWorkflow, type RunReport, runWorkflow, type WorkflowRef } from '@slipway/workflows'
import { findTree } from '../process/reap.ts'
import { runPlainAct } from './plain-act.ts'
import { createFixture, findAct, makeLeg, never, writeTree } from './testing/lab-fixture.ts'

/** A suite's called workflow: two levels, a matrix from an input, its own action, an output, a token under another name. */
const build = `name: Build
on:
  workflow_call:
    inputs: { versions: { type: string, required: true } }
    secrets: { KEY: { required: true } }
    outputs: { first: { value: '\${{ jobs.collect.outputs.first }}' } }
permissions: {}
jobs:
  leg:
    strategy: { matrix: { version: '\${{ fromJSON(inputs.versions) }}' } }
    runs-on: [self-hosted, x64]
    steps:
      - uses: $/actions/greet
        with: { who: 'v\${{ matrix.version }}' }
      - run: test "$KEY" = "token-of-build/leg[\${{ matrix.version }}]"
        env: { KEY: '\${{ secrets.KEY }}' }
  collect:
    needs: leg
    runs-on: ubuntu-latest
    outputs: { first: '\${{ steps.pick.outputs.first }}' }
    steps:
      - id: pick
        run: echo "first=\${{ fromJSON(inputs.versions)[0] }}" >> "$GITHUB_OUTPUT"
`
const ci = `name: CI
on: push
permissions: { contents: read, vulnerability-alerts: read }
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { versions: '\${{ steps.v.outputs.versions }}' }
    steps:
      - uses: actions/checkout@v6
        with: { fetch-depth: 0 }
      - id: v
        run: echo "versions=[1, 2]" >> "$GITHUB_OUTPUT"; test -f README.md
  build:
    needs: plan
    uses: OWNER/suite/.github/workflows/build.yml@v1
    with: { versions: '\${{ needs.plan.outputs.versions }}' }
    secrets: { KEY: '\${{ secrets.GITHUB_TOKEN }}' }
  report:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - run: test "\${{ needs.build.outputs.first }}" = 1 -a "$GITHUB_SHA" = "\${{ github.sha }}" -a "$GITHUB_RUN_ID" = 4711
`
const rescue = `name: Rescue
on: push
jobs:
  broken:
    runs-on: ubuntu-latest
    steps: [{ name: Break, run: exit 3 }]
  slow:
    runs-on: ubuntu-latest
    timeout-minutes: 0.01
    steps: [{ run: sleep 600 }, { if: always(), run: echo tidy }]
  after:
    if: failure()
    needs: [broken]
    runs-on: ubuntu-latest
    steps: [{ run: 'test "\${{ needs.broken.result }}" = failure' }]
  never:
    needs: [broken]
    runs-on: ubuntu-latest
    steps: [{ run: exit 1 }]
`
const fixture = createFixture({
  '.github/workflows/build.yml': build,
  'actions/greet/action.yml': 'name: greet\ndescription: x\ninputs: { who: { description: x } }\nruns: { using: node24, main: main.js }\n',
  'actions/greet/main.js': 'console.log(`hello ${process.env.INPUT_WHO}`)',
})
writeTree(fixture.project, { '.github/workflows/ci.yml': ci, '.github/workflows/rescue.yml': rescue })
afterAll(async () => {
  await fixture[Symbol.asyncDispose]()
})

const clock = {
  now: () => performance.now(),
  after: (milliseconds: number, action: () => void) => {
    const timer = setTimeout(action, milliseconds)
    return () => clearTimeout(timer)
  },
}

async function rehearse(entry: string): Promise<RunReport> {
  const read = (ref: WorkflowRef): string => readFileSync(join(ref.own ? fixture.project : fixture.suite, ref.path), 'utf8')
  const plan = unwrap(await loadRun({ entry, read, slug: 'OWNER/project' }))
  const event = {
    name: 'push',
    payload: { ref: 'refs/heads/main', after: 'a'.repeat(40), deleted: false },
    ref: 'refs/heads/main',
    sha: 'a'.repeat(40),
    runId: '4711',
  }
  return runWorkflow(plan, { exec: fixture.executor(), event, parallel: 4, clock })
}

describe('the scheduler with act as its hand', () => {
  test('calls, matrices, outputs, own actions and tokens under another name', async () => {
    const report = await rehearse('.github/workflows/ci.yml')
    const legs = (jobs: RunReport['jobs']): readonly string[] =>
      jobs.flatMap((job) => [...job.legs.map((leg) => `${leg.path} ${leg.conclusion}`), ...legs(job.jobs)])
    expect(legs(report.jobs).toSorted()).toEqual(['build/collect success', 'build/leg[1] success', 'build/leg[2] success', 'plan success', 'report success'])
    expect(report.result).toBe('success')
  }, 20_000)

  test('failure, what follows it, and a time limit', async () => {
    const report = await rehearse('.github/workflows/rescue.yml')
    expect(Object.fromEntries(report.jobs.map((job) => [job.id, job.result]))).toEqual({
      broken: 'failure',
      slow: 'cancelled',
      after: 'success',
      never: 'skipped',
    })
    const slow = report.jobs.find((job) => job.id === 'slow')?.legs[0]
    expect(slow?.outcome?.steps.map((step) => step.outcome)).toEqual(['cancelled', 'success'])
    expect(findTree(fixture.supervisor.runId)).toEqual([])
  }, 20_000)
})

test("every folded expression has the value in act that GitHub's evaluator gives to the whole", async () => {
  type Cases = {
    readonly expressionCases: readonly string[]
    readonly conditionCases: readonly string[]
    readonly expectText: (expression: string) => string
    readonly expectCondition: (condition: string) => boolean
    readonly renderCasesDocument: (delimiter: string) => Leg['document']
  }
  const cases = (await import(new URL('../../../workflows/src/expressions.cases.ts', import.meta.url).href)) as Cases
  const folder = join(fixture.folder, 'cases')
  mkdirSync(folder)
  const leg = makeLeg([], { job: 'cases', document: cases.renderCasesDocument('END_of_a_case') })
  const outcome = await fixture.executor({ environment: { SLIPWAY_CASES: folder } })(leg, never)
  expect(outcome.failure).toBeUndefined()
  const written = new Set(readdirSync(folder))
  const texts = cases.expressionCases.map((expression, index) => [
    expression,
    written.has(String(index)) ? readFileSync(join(folder, String(index)), 'utf8') : undefined,
  ])
  expect(texts).toEqual(cases.expressionCases.map((expression) => [expression, `${cases.expectText(expression)}.`]))
  expect(cases.conditionCases.map((condition, index) => [condition, written.has(`if-${index}`)])).toEqual(
    cases.conditionCases.map((condition) => [condition, cases.expectCondition(condition)]),
  )
  expect(cases.expressionCases.length + cases.conditionCases.length).toBeGreaterThanOrEqual(57)
}, 30_000)

test('a lowered workflow runs whole through plain act', async () => {
  const clone = join(fixture.folder, 'lowered')
  const suite = join(fixture.folder, 'lowered-suite')
  cpSync(fixture.project, clone, { recursive: true })
  cpSync(fixture.suite, suite, { recursive: true })
  const plainCi = ci.replace("'${{ secrets.GITHUB_TOKEN }}'", "'a key'").replace(' -a "$GITHUB_RUN_ID" = 4711', '')
  const plainBuild = build.replace(/ {6}- run: test "\$KEY".*\n.*\n/, '')
  writeTree(clone, {
    '.github/workflows/ci.yml': unwrap(lowerWorkflow(plainCi, { repository: 'OWNER/project', path: '.github/workflows/ci.yml', ref: 'HEAD', own: true })),
  })
  writeTree(suite, {
    '.github/workflows/build.yml': unwrap(lowerWorkflow(plainBuild, { repository: 'OWNER/suite', path: '.github/workflows/build.yml', ref: 'v1', own: false })),
  })
  execFileSync('git', ['-C', clone, 'add', '.'])
  execFileSync('git', ['-C', clone, '-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '--message=lowered'], { stdio: 'ignore' })
  const run = await runPlainAct({
    act: findAct(),
    node: dirname(process.execPath),
    path: '/usr/local/bin:/usr/bin:/bin',
    project: clone,
    event: { name: 'push', payload: { ref: 'refs/heads/main' } },
    workflow: '.github/workflows/ci.yml',
    labels: ['ubuntu-latest', 'self-hosted', 'x64'],
    repositories: { 'OWNER/suite@v1': suite },
    scratch: join(fixture.folder, 'plain'),
    deadline: 20_000,
    supervisor: fixture.supervisor,
  })
  expect([run.log, run.results]).toEqual([
    run.log,
    { 'CI/plan': 'success', 'build/Build/leg-1': 'success', 'build/Build/leg-2': 'success', 'build/Build/collect': 'success', 'CI/report': 'success' },
  ])
  expect(run.code).toBe(0)
}, 30_000)

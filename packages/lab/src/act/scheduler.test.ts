import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { lowerWorkflow, type RunReport } from '@slipway/workflows'
import { findTree } from '../process/reap.ts'
import { runPlainAct } from './plain-act.ts'
import { createFixture, findAct, writeTree } from './testing/lab-fixture.ts'
import { rehearse } from './testing/rehearse.ts'

// Real processes on a machine that others may be using.
jest.setTimeout(60_000)

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

describe('the scheduler with act as its hand', () => {
  test('calls, matrices, outputs, own actions and tokens under another name', async () => {
    const report = await rehearse(fixture, '.github/workflows/ci.yml')
    const legs = (jobs: RunReport['jobs']): readonly string[] =>
      jobs.flatMap((job) => [...job.legs.map((leg) => `${leg.path} ${leg.conclusion}`), ...legs(job.jobs)])
    expect(legs(report.jobs).toSorted()).toEqual(['build/collect success', 'build/leg[1] success', 'build/leg[2] success', 'plan success', 'report success'])
    expect(report.result).toBe('success')
  })

  test('failure, what follows it, and a time limit', async () => {
    const report = await rehearse(fixture, '.github/workflows/rescue.yml')
    expect(Object.fromEntries(report.jobs.map((job) => [job.id, job.result]))).toEqual({
      broken: 'failure',
      slow: 'cancelled',
      after: 'success',
      never: 'skipped',
    })
    const slow = report.jobs.find((job) => job.id === 'slow')?.legs[0]
    expect(slow?.outcome?.steps.map((step) => step.outcome)).toEqual(['cancelled', 'success'])
    expect(findTree(fixture.supervisor.runId)).toEqual([])
  })
})

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
})

import { describe, expect, test } from '@jest/globals'
import { Defect } from '@slipway/kernel'
import { dumpStepName, readDump, renderDumpStep } from './dump.ts'
import { nasty } from './expressions.cases.ts'
import type { Leg } from './leg.ts'
import { documentJob, rehearse, type Trial } from './rules.support.ts'
import type { JsonObject } from './values.ts'

async function legOf(files: string, more: Partial<Trial> = {}): Promise<Leg> {
  const outcome = await rehearse({ files, ...more })
  expect([...outcome.problems, ...outcome.sentences]).toEqual([])
  return outcome.legs.a as Leg
}

function stepsOf(leg: Leg): readonly JsonObject[] {
  return documentJob(leg).steps as readonly JsonObject[]
}

describe("a leg's document", () => {
  test('is one job with its real id, the label leg, and no permissions', async () => {
    const leg = await legOf(
      'name: CI\non: push\npermissions: {vulnerability-alerts: read}\ndefaults: {run: {shell: bash}}\njobs:\n  a:\n    name: Build it\n    permissions: {contents: write}\n    environment: production\n    timeout-minutes: 3\n    continue-on-error: true\n    concurrency: g\n    outputs: {x: y}\n    strategy: {fail-fast: false}\n    runs-on: [self-hosted, arm]\n    defaults: {run: {working-directory: "${{ github.ref_name }}"}}\n    steps: [{run: x}]',
    )
    expect(leg.document).toMatchObject({ name: 'CI', on: 'push', defaults: { run: { shell: 'bash' } } })
    expect(Object.keys(documentJob(leg))).toEqual(['name', 'runs-on', 'defaults', 'steps'])
    expect(documentJob(leg)).toMatchObject({ name: 'Build it', 'runs-on': 'leg', defaults: { run: { 'working-directory': 'main' } } })
    expect(leg).toMatchObject({
      permissions: { contents: 'write' },
      runsOn: ['self-hosted', 'arm'],
      source: { file: '.github/workflows/ci.yml', line: 6 },
      stepLines: [17],
    })
  })

  test('keeps every key of a step that act knows, folded', async () => {
    const leg = await legOf(`on: push
jobs:
  a:
    runs-on: x
    steps:
      - {id: one, name: "Go \${{ github.ref_name }}", if: "github.ref_name == 'main' && env.X", uses: actions/checkout@v6, with: {n: 1, b: true, e: null, t: "\${{ github.event_name }}"}, continue-on-error: "\${{ fromJSON('true') }}", timeout-minutes: "\${{ fromJSON('5') }}"}
      - {run: "first \${{ steps.one.outcome }}\\nsecond", env: {A: 1, B: "\${{ github.actor }}"}, working-directory: sub, shell: sh}
`)
    expect(stepsOf(leg).slice(0, 2)).toEqual([
      {
        name: 'Go main',
        id: 'one',
        if: '(success() && (env.X))',
        uses: 'actions/checkout@v6',
        with: { n: '1', b: 'true', e: '', t: 'push' },
        'continue-on-error': true,
        'timeout-minutes': 5,
      },
      {
        name: 'Run first $ {{ steps.one.outcome }}',
        run: 'first ${{ steps.one.outcome }}\nsecond',
        'working-directory': 'sub',
        shell: 'sh',
        env: { A: '1', B: 'slipway' },
      },
    ])
  })

  test('ends with the step that hands the contexts over, whatever happened before', async () => {
    const leg = await legOf('on: push\njobs:\n  a: {runs-on: x, steps: [{run: x}]}')
    expect(stepsOf(leg).at(-1)).toMatchObject({ name: dumpStepName, if: 'always()', shell: 'bash' })
    expect(stepsOf(leg).at(-1)?.run).toBe(renderDumpStep('DELIMITER').run)
  })

  test('moves variables that hold an expression into the steps, because act would evaluate them twice', async () => {
    const leg = await legOf(
      'on: push\nenv: {PLAIN: "${{ github.ref_name }}", TOKEN: "t-${{ secrets.KEY }}"}\njobs:\n  a: {runs-on: x, env: {NASTY: "${{ vars.NASTY }}"}, steps: [{run: x, env: {COPY: "${{ env.TOKEN }}!", PLAIN: "${{ env.PLAIN }}"}}]}',
      { run: { vars: { NASTY: 'a ${{ b }}' } } },
    )
    expect(documentJob(leg).env).toEqual({ PLAIN: 'main' })
    const moved = { TOKEN: 't-${{ secrets.KEY }}', NASTY: '${{ fromJSON(\'"a \\u0024\\u007b\\u007b b \\u007d\\u007d"\') }}' }
    expect(stepsOf(leg)[0]?.env).toEqual({ ...moved, COPY: "${{ format('{0}{1}', 't-', secrets.KEY) }}!", PLAIN: '${{ env.PLAIN }}' })
    expect(stepsOf(leg).at(-1)?.env).toEqual(moved)
  })

  test("a job's variable stands before the workflow's, a step's before both", async () => {
    const leg = await legOf('on: push\nenv: {A: w, B: w, C: w}\njobs:\n  a: {runs-on: x, env: {B: j, C: j}, steps: [{run: x, env: {C: s}}]}')
    expect(documentJob(leg).env).toEqual({ A: 'w', B: 'j', C: 'j' })
    expect(stepsOf(leg)[0]?.env).toEqual({ C: 's' })
  })

  test.each([
    ['ubuntu-24.04', 'github-hosted'],
    ['self-hosted', 'self-hosted'],
    ['leg-of-mine', 'self-hosted'],
  ])('on %s runner.environment is %s', async (label, environment) => {
    const leg = await legOf(`on: push\njobs:\n  a: {runs-on: ${label}, steps: [{run: "\${{ runner.environment }}"}]}`)
    expect(stepsOf(leg)[0]?.run).toBe(environment)
  })

  test('what act cannot say fails the job with a sentence', async () => {
    const outcome = await rehearse({ files: "on: push\njobs:\n  a: {runs-on: x, steps: [{run: \"${{ case(env.A == 'x', '', '') }}\"}]}" })
    expect(outcome).toMatchObject({
      results: { a: 'failure' },
      started: [],
      sentences: [expect.stringContaining('case() with a condition that only the job knows')],
    })
  })
})

describe('the contexts that a leg hands over', () => {
  test('are read without the numbered steps and the variable of the dump', () => {
    const text = JSON.stringify({
      steps: { 0: { outcome: 'success' }, s: { outputs: { nasty } } },
      env: { A: '1', SLIPWAY_LEG_DUMP: '/x' },
      job: { status: 'failure' },
    })
    expect(readDump(text)).toEqual({ steps: { s: { outputs: { nasty } } }, env: { A: '1' }, job: { status: 'failure' } })
  })

  test.each(['', '{"steps": {}', '{"steps": {}, "env": {}}', '[]'])('%j is a defect', (text) => {
    expect(() => readDump(text)).toThrow(Defect)
  })
})

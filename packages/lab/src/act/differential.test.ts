import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Json } from '@slipway/workflows'
import { conditionCases, expectCondition, expectText, expressionCases, nasty, renderCasesDocument } from '@slipway/workflows/cases'
import { createFixture, makeLeg, never, writeTree } from './testing/lab-fixture.ts'
import { rehearse } from './testing/rehearse.ts'

jest.setTimeout(60_000)

/** The expressions that folding is tested on, and those whose contexts only a whole run has. */
const texts: readonly string[] = [
  ...expressionCases,
  "needs.build.outputs['digest']",
  'needs.skipped.result',
  'toJSON(needs.build)',
  "strategy['job-total'] == 1",
  'github.ref',
  'github.run_id',
  'github.repository',
]
/** GitHub's evaluator is asked with the status functions replaced by what they are after a step that succeeded. */
const conditions = conditionCases.filter((condition) => !condition.includes('${{'))

const fixture = createFixture()
const folder = join(fixture.folder, 'cases')
/** What GitHub's evaluator makes of the whole, by the job's outputs. */
let expected: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  mkdirSync(folder)
  writeTree(fixture.project, { '.github/workflows/cases.yml': JSON.stringify(entry), '.github/workflows/inner.yml': JSON.stringify(inner) })
  const report = await rehearse(fixture, '.github/workflows/cases.yml', { environment: { SLIPWAY_CASES: folder } })
  const cases = report.jobs.find((job) => job.id === 'call')?.jobs.find((job) => job.id === 'cases')?.legs[0]
  expect([cases?.conclusion, cases?.problems, cases?.outcome?.failure]).toEqual(['success', [], undefined])
  expected = cases?.outputs ?? {}
})
afterAll(async () => {
  await fixture[Symbol.asyncDispose]()
})

const job = (steps: readonly Json[], more: { readonly [key: string]: Json } = {}): Json => ({ 'runs-on': 'ubuntu-latest', ...more, steps })
const typed = (type: string): Json => ({ type, required: true })
const inputs = { flag: true, off: false, count: 3, name: 'World', blank: '', quote: "it's", price: 1.5 }
const made = { digest: 'sha256:abc', json: '{"a":[1,2,{"b":"c"}]}', nasty, number: '42', empty: '', list: '["x","y"]' }
const setOutput = ([name, value]: readonly [string, string]): string =>
  `{ echo '${name}<<EOF_v'; base64 -d <<<'${Buffer.from(value).toString('base64')}'; echo; echo EOF_v; } >> "$GITHUB_OUTPUT"`
const stated = (condition: string): string =>
  condition
    .replaceAll('success()', 'true')
    .replaceAll('always()', 'true')
    .replace(/failure\(\)|cancelled\(\)/g, 'false')
const results = Object.fromEntries([
  ...texts.map((text, index) => [`t${index}`, `\${{ ${text} }}`]),
  ...conditions.map((each, index) => [`c${index}`, `\${{ (${stated(each)}) && 'runs' }}`]),
])

const entry: Json = { name: 'Cases', on: 'push', jobs: { call: { uses: './.github/workflows/inner.yml', with: inputs } } }
const inner: Json = {
  name: 'Inner',
  on: { workflow_call: { inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, typed(typeof value)])) } },
  jobs: {
    build: job([{ id: 's', shell: 'bash', run: Object.entries(made).map(setOutput).join('\n') }], {
      outputs: Object.fromEntries(Object.keys(made).map((name) => [name, `\${{ steps.s.outputs.${name} }}`])),
    }),
    lint: job([{ run: 'exit 1' }]),
    skipped: job([{ run: 'exit 1' }], { if: false }),
    cases: job(
      [
        { id: 'made', shell: 'bash', run: Object.entries({ text: 'hello', key: 'digest', index: '1', json: '{"n":7}', blank: '' }).map(setOutput).join('\n') },
        ...texts.map((text, index) => ({
          shell: 'bash',
          run: `printf %s "$(cat <<'END_of_a_case'\n\${{ ${text} }}.\nEND_of_a_case\n)" >"$SLIPWAY_CASES/t${index}"`,
        })),
        ...conditions.map((condition, index) => ({ if: condition, run: `touch "$SLIPWAY_CASES/c${index}"` })),
      ],
      {
        if: 'always()',
        needs: ['build', 'lint', 'skipped'],
        strategy: { matrix: { os: ['linux'], version: [20], target: [{ arch: 'arm64', tags: ['a', 'b'] }], nothing: [null] } },
        env: { PLAIN: 'plain', KEY: 'os', EMPTY: '' },
        outputs: results,
      },
    ),
  },
}

describe("a folded leg of every case, run by act, writes what GitHub's evaluator makes of the whole", () => {
  const alone = join(fixture.folder, 'alone')

  beforeAll(async () => {
    mkdirSync(alone)
    const leg = makeLeg([], { path: 'cases', name: 'cases', job: 'cases', document: renderCasesDocument('END_of_a_case') })
    expect(await fixture.executor({ environment: { SLIPWAY_CASES: alone } })(leg, never)).toMatchObject({ conclusion: 'success' })
  })

  test('in texts', () => {
    expect(expressionCases.map((text, index) => [text, readFileSync(join(alone, String(index)), 'utf8')])).toEqual(
      expressionCases.map((text) => [text, `${expectText(text)}.`]),
    )
    expect(expressionCases.length).toBeGreaterThanOrEqual(87)
  })

  test('in conditions', () => {
    const ran = new Set(readdirSync(alone))
    expect(conditionCases.map((condition, index) => [condition, ran.has(`if-${index}`)])).toEqual(
      conditionCases.map((condition) => [condition, expectCondition(condition)]),
    )
  })
})

describe('the same through the scheduler, with the contexts of a run', () => {
  test('in texts', () => {
    const read = (index: number): string => readFileSync(join(folder, `t${index}`), 'utf8')
    expect(texts.map((text, index) => [text, read(index)])).toEqual(texts.map((text, index) => [text, `${expected[`t${index}`] ?? ''}.`]))
    expect(expected[`t${texts.indexOf('needs.build.outputs.nasty')}`]).toBe(nasty)
  })

  test('in conditions', () => {
    const ran = new Set(readdirSync(folder))
    expect(conditions.map((condition, index) => [condition, ran.has(`c${index}`)])).toEqual(
      conditions.map((condition, index) => [condition, expected[`c${index}`] === 'runs']),
    )
    expect(new Set(conditions.map((_, index) => ran.has(`c${index}`)))).toEqual(new Set([true, false]))
  })
})

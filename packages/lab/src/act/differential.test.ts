import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Json } from '@slipway/workflows'
import { createFixture, writeTree } from './testing/lab-fixture.ts'
import { rehearse } from './testing/rehearse.ts'

jest.setTimeout(60_000)

/** Text that is dangerous in scripts, YAML, JSON and expressions, and must arrive as it is. */
const nasty = 'it\'s "quoted" `x` $HOME $(id) \\n ${{ github.token }} }} {0} 100% 🚀 é\n\ttab\n#end'

/** Expressions of one job. What the scheduler knows is folded, what only the job knows is left to act, and many mix both. */
const texts: readonly string[] = [
  'needs.build.outputs.digest',
  'needs.build.outputs.nasty',
  'needs.build.outputs.missing',
  "needs.build.outputs['digest']",
  'needs.lint.result',
  'needs.skipped.result',
  "needs.build.result == 'success' && needs.lint.result == 'failure'",
  "contains(needs.*.result, 'failure')",
  "contains(needs.*.result, 'cancelled')",
  "join(needs.*.result, ',')",
  'toJSON(needs.build)',
  'toJSON(inputs)',
  'fromJSON(needs.build.outputs.json).a[2].b',
  'fromJSON(needs.build.outputs.json).a[0] == 1',
  'toJSON(fromJSON(needs.build.outputs.json))',
  'fromJSON(needs.build.outputs.number) > 41',
  'needs.build.outputs.number == 42',
  "join(fromJSON(needs.build.outputs.list), '+')",
  'inputs.flag',
  '!inputs.flag',
  "inputs.off || 'default'",
  "inputs.flag && 'yes' || 'no'",
  "inputs.off && 'yes' || 'no'",
  'inputs.count',
  'inputs.count > 2 && inputs.count <= 3',
  'inputs.price',
  'inputs.blank',
  "inputs.blank == ''",
  'inputs.quote',
  "inputs.quote == 'it''s'",
  "format('{0}, {1}! {{{2}}}', 'Hello', inputs.name, inputs.count)",
  "format('{0}', inputs.quote)",
  'matrix.os',
  'matrix.version',
  'matrix.target.arch',
  'matrix.target.tags[1]',
  "matrix.target['arch']",
  'matrix.nothing',
  'matrix.nothing == null',
  'matrix.target',
  'strategy.job-index',
  "strategy['job-total'] == 1",
  'vars.REGION',
  'vars.region',
  "vars.MISSING || 'none'",
  'github.event_name',
  'github.ref',
  'github.run_id',
  'github.repository',
  'github.event.head_commit.message',
  "startsWith(github.ref, 'refs/heads/')",
  "endsWith(github.ref, 'MAIN')",
  'steps.made.outputs.text',
  "steps.made.outputs['text']",
  'steps.made.outputs.missing',
  'needs.build.outputs[steps.made.outputs.key]',
  'matrix[env.KEY]',
  'matrix.target.tags[fromJSON(steps.made.outputs.index)]',
  'fromJSON(steps.made.outputs.json).n',
  "steps.made.outcome == 'success' && needs.build.outputs.nasty",
  'steps.made.outputs.blank || needs.build.outputs.nasty',
  "steps.made.outputs.text == 'HELLO'",
  "format('{0}-{1}-{2}', steps.made.outputs.text, inputs.quote, needs.build.outputs.nasty)",
  'contains(needs.build.outputs.json, steps.made.outputs.text)',
  'contains(fromJSON(\'["hello","bye"]\'), steps.made.outputs.text)',
  'join(fromJSON(needs.build.outputs.list), steps.made.outputs.text)',
  'env.PLAIN',
  'env.EMPTY || inputs.quote',
  "env.PLAIN == 'plain' && matrix.version || 0",
  'inputs.flag && env.PLAIN',
  "inputs.off && env.PLAIN || 'other'",
  "(inputs.flag || env.PLAIN) && (env.PLAIN != 'x')",
  "!(env.PLAIN == 'plain')",
  'env.MISSING == null',
  "case(inputs.off, 'a', inputs.flag, 'b', 'c')",
  "case(env.PLAIN == 'plain', 'first', 'second')",
  'toJSON(steps.made.outputs.text)',
  'null',
  'true',
  '0x10',
  '-1.5',
  '1e3',
  "'a''b''c'",
]

/** Conditions of steps. GitHub's evaluator is asked with the status functions replaced by what they are after a step that succeeded. */
const conditions: readonly string[] = [
  "needs.build.result == 'success'",
  "needs.lint.result == 'success'",
  'always()',
  'failure()',
  'cancelled()',
  "success() && env.PLAIN == 'plain'",
  "failure() || needs.lint.result == 'failure'",
  "needs.lint.result == 'failure' || failure()",
  "always() && steps.made.outputs.text == 'hello'",
  'inputs.off || env.EMPTY',
  "!cancelled() && contains(needs.*.result, 'failure')",
  "case(env.PLAIN == 'plain', 'x', 'y') == 'x'",
]

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

describe("what is folded and run by act is what GitHub's evaluator makes of the whole", () => {
  test('in texts', () => {
    const read = (index: number): string => readFileSync(join(folder, `t${index}`), 'utf8')
    expect(texts.map((text, index) => [text, read(index)])).toEqual(texts.map((text, index) => [text, `${expected[`t${index}`] ?? ''}.`]))
    expect(expected[`t${texts.indexOf('needs.build.outputs.nasty')}`]).toBe(nasty)
    expect(texts.length).toBeGreaterThanOrEqual(57)
  })

  test('in conditions', () => {
    const ran = new Set(readdirSync(folder))
    expect(conditions.map((condition, index) => [condition, ran.has(`c${index}`)])).toEqual(
      conditions.map((condition, index) => [condition, expected[`c${index}`] === 'runs']),
    )
    expect(new Set(conditions.map((_, index) => ran.has(`c${index}`)))).toEqual(new Set([true, false]))
  })
})

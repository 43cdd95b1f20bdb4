import { describe, expect, test } from '@jest/globals'
import { checkRules, job, type Rule, rehearse } from './rules.support.ts'

const syntax = 'docs: Workflow syntax'
const variations = 'docs: Running variations of jobs in a workflow'
const builder = 'actions/runner MatrixBuilder.cs'
const fails = { conclusion: 'failure' } as const
const on = 'on: push\njobs:\n'
const show = 'runs-on: x, steps: [{id: s, run: "${{ toJSON(matrix) }}"}]'

function matrix(text: string, more = ''): string {
  return `${on}  m: {strategy: {matrix: ${text}${more}}, ${job}}`
}

const expansion: readonly Rule[] = [
  {
    rule: 'every combination runs, the first variable changing slowest',
    source: [variations, 'The above matrix will create the jobs in the following order.'],
    files: matrix('{version: [10, 12], os: [ubuntu, windows]}'),
    gives: { started: ['m[10,ubuntu]', 'm[10,windows]', 'm[12,ubuntu]', 'm[12,windows]'] },
  },
  {
    rule: 'a variable may be a list of mappings',
    source: [syntax, 'A variable configuration in a matrix can be an `array` of `object`s.'],
    files: `${on}  m: {strategy: {matrix: {node: [{version: 14}, {version: 20, env: x}]}}, runs-on: x, steps: [{run: "\${{ matrix.node.version }}\${{ matrix.node.env }}"}]}`,
    gives: { scripts: { 'm[14]': '14', 'm[20,x]': '20x' }, names: ['m (14)', 'm (20, x)'] },
  },
  {
    rule: 'include adds to the combinations it fits, and makes new ones',
    source: [variations, 'This will result in six jobs with the following matrix combinations.'],
    files: `${on}  m: {strategy: {matrix: {fruit: [apple, pear], animal: [cat, dog], include: [{color: green}, {color: pink, animal: cat}, {fruit: apple, shape: circle}, {fruit: banana}, {fruit: banana, animal: cat}]}}, ${show}}`,
    gives: {
      scripts: {
        'm[apple,cat]': expect.stringMatching(/apple.*cat.*pink.*circle/s),
        'm[apple,dog]': expect.stringMatching(/apple.*dog.*green.*circle/s),
        'm[pear,cat]': expect.stringMatching(/pear.*cat.*pink/s),
        'm[pear,dog]': expect.stringMatching(/pear.*dog.*green/s),
        'm[banana]': '{\n  "fruit": "banana"\n}',
        'm[banana,cat]': '{\n  "fruit": "banana",\n  "animal": "cat"\n}',
      },
    },
  },
  {
    rule: 'include alone makes one leg of each entry',
    source: [syntax, "If you don't specify any matrix variables, all configurations under `include` will run."],
    files: matrix('{include: [{site: production, datacenter: a}, {site: staging, datacenter: b}]}'),
    gives: { started: ['m[production,a]', 'm[staging,b]'] },
  },
  {
    rule: 'exclude needs to match in part only',
    source: [syntax, 'An excluded configuration only has to be a partial match for it to be excluded.'],
    files: matrix(
      '{os: [mac, win], version: [12, 14, 16], environment: [staging, production], exclude: [{os: mac, version: 12, environment: production}, {os: win, version: 16}]}',
    ),
    gives: {
      started: [
        'm[mac,12,staging]',
        'm[mac,14,staging]',
        'm[mac,14,production]',
        'm[mac,16,staging]',
        'm[mac,16,production]',
        'm[win,12,staging]',
        'm[win,12,production]',
        'm[win,14,staging]',
        'm[win,14,production]',
      ],
    },
  },
  {
    rule: 'include comes after exclude and may bring back',
    source: [
      syntax,
      'All `include` combinations are processed after `exclude`. This allows you to use `include` to add back combinations that were previously excluded.',
    ],
    files: matrix('{os: [a, b], exclude: [{os: a}], include: [{os: a, extra: 1}]}'),
    gives: { started: ['m[b]', 'm[a,1]'] },
  },
  {
    rule: 'original values are never overwritten, added ones are',
    source: [syntax, 'Note that the original matrix values will not be overwritten, but added matrix values can be overwritten.'],
    files: `${on}  m: {strategy: {matrix: {a: [1], include: [{b: 2}, {b: 3}, {a: 9, b: 4}]}}, ${show}}`,
    gives: { scripts: { 'm[1]': '{\n  "a": 1,\n  "b": 3\n}', 'm[9,4]': '{\n  "a": 9,\n  "b": 4\n}' } },
  },
  {
    rule: 'filters compare as == does',
    source: [builder, 'expressionString = $"{path} == {expressionLiteral}"'],
    files: matrix("{a: ['1', X, 2], exclude: [{a: 1}, {a: x}]}"),
    gives: { started: ['m[2]'] },
  },
  {
    rule: 'filters look into nested values',
    source: [builder, 'matrix.versions.node-version == 12'],
    files: matrix('{v: [{node: 12, npm: 6}, {node: 14, npm: 6}], exclude: [{v: {node: 12}}]}'),
    gives: { started: ['m[14,6]'] },
  },
  {
    rule: 'a matrix that excludes everything runs once, without a matrix',
    source: ['actions/runner WorkflowTemplateEvaluator.cs, EvaluateStrategy', 'if (result.Configurations.Count == 0)'],
    files: matrix('{a: [1], exclude: [{a: 1}]}'),
    gives: { started: ['m'], legs: { m: { matrix: null } } },
  },
  {
    rule: 'a matrix may come from an output',
    source: [variations, 'You can use the output from one job to define matrices for multiple jobs.'],
    files: `${on}  a: {outputs: {c: "\${{ steps.s.outputs.colors }}"}, ${job}}\n  m: {needs: a, strategy: {matrix: {color: "\${{ fromJSON(needs.a.outputs.c) }}"}}, ${job}}`,
    legs: { a: { steps: { s: { colors: '["red","green"]' } } } },
    gives: { started: ['a', 'm[red]', 'm[green]'] },
  },
  {
    rule: 'a whole matrix may be one expression',
    source: ['docs: Expressions, fromJSON', 'matrix: ${{ fromJSON(needs.job1.outputs.matrix) }}'],
    files: `${on}  m: {strategy: {matrix: "\${{ fromJSON(vars.M) }}"}, ${job}}`,
    run: { vars: { M: '{"include":[{"project":"foo"},{"project":"bar"}]}' } },
    gives: { started: ['m[foo]', 'm[bar]'] },
  },
  {
    rule: 'a list in a list is put in its place',
    source: ['actions/runner TemplateUnraveler.cs, SequenceItemBasicExpression', 'isSequenceInsertion: true'],
    files: `${on}  m: {strategy: {matrix: {a: [1, "\${{ fromJSON('[2,3]') }}"]}}, ${job}}`,
    gives: { started: ['m[1]', 'm[2]', 'm[3]'] },
  },
  {
    rule: 'an empty vector fails the job',
    source: ['actions/runner WorkflowTemplateConverter.cs, ConvertToStrategy', "Matrix vector '{vectorName}' does not contain any values"],
    files: `${on}  m: {strategy: {matrix: {a: "\${{ fromJSON('[]') }}"}}, ${job}}\n  n: {needs: m, ${job}}`,
    gives: {
      results: { m: 'failure', n: 'skipped' },
      started: [],
      sentences: ["Job \"m\": Error when evaluating 'strategy': Matrix vector 'a' does not contain any values"],
    },
  },
  {
    rule: 'an empty include alone fails the job, unless its condition skips it',
    source: ['actions/runner WorkflowTemplateConverter.cs, ConvertToStrategy', 'Matrix must define at least one vector'],
    files: `${on}  m: {strategy: {matrix: {include: "\${{ fromJSON('[]') }}"}}, ${job}}\n  n: {if: "vars.LIST", strategy: {matrix: {include: "\${{ fromJSON(vars.LIST) }}"}}, ${job}}`,
    gives: { results: { m: 'failure', n: 'skipped' } },
  },
  {
    rule: 'a matrix has at most 256 legs',
    source: [syntax, 'A matrix will generate a maximum of 256 jobs per workflow run.'],
    files: `${on}  m: {strategy: {matrix: {a: "\${{ fromJSON(vars.A) }}", b: "\${{ fromJSON(vars.A) }}"}}, ${job}}`,
    run: { vars: { A: JSON.stringify(Array.from({ length: 17 }, (_, index) => index)) } },
    gives: { results: { m: 'failure' }, sentences: [expect.stringContaining('289 legs, and GitHub allows 256')] },
  },
]

const names: readonly Rule[] = [
  {
    rule: 'the name gets the matrix values in brackets, not those that include adds',
    source: ['actions/runner MatrixBuilder.cs, CreateConfiguration', 'matrix.Traverse(omitKeys: true) … Extra values'],
    files: `${on}  m: {name: Test, strategy: {matrix: {os: [linux], flag: [true], none: [null], include: [{os: linux, extra: y}]}}, ${job}}`,
    gives: { names: ['Test (linux, true)'] },
  },
  {
    rule: 'a name with an expression stands as it is evaluated',
    source: ['actions/runner WorkflowTemplateEvaluator.cs, EvaluateJobName', 'any display name expression is evaluated after strategy'],
    files: `${on}  m: {name: "On \${{ matrix.os }}", strategy: {matrix: {os: [linux, mac]}}, ${job}}\n  e: {name: "\${{ vars.NONE }}", ${job}}`,
    gives: { names: ['On linux', 'On mac', 'e'] },
  },
  {
    rule: 'long names are cut at 100 characters',
    source: ['actions/runner JobNameBuilder.cs', 'const Int32 maxNameLength = 100'],
    files: matrix(`{a: [${'x'.repeat(120)}]}`),
    gives: { names: [`m (${'x'.repeat(94)}...`.slice(0, 97).padEnd(100, '.')] },
  },
  {
    rule: 'the strategy context counts from 0 and knows the total',
    source: [
      'docs: Contexts reference',
      "The index of the current job in the matrix. **Note:** This number is a zero-based number. The first job's index in the matrix is `0`.",
    ],
    files: `${on}  m: {strategy: {max-parallel: 3, fail-fast: false, matrix: {a: [x, y]}}, runs-on: x, steps: [{run: "\${{ strategy.job-index }}/\${{ strategy.job-total }}/\${{ strategy.max-parallel }}/\${{ strategy.fail-fast }}"}]}\n  n: {runs-on: x, steps: [{run: "\${{ strategy.job-index }}/\${{ strategy.job-total }}/\${{ matrix.a }}"}]}`,
    gives: { scripts: { 'm[x]': '0/2/3/false', 'm[y]': '1/2/3/false', n: '0/1/' } },
  },
]

const failing: readonly Rule[] = [
  {
    rule: 'the first failure cancels the legs in progress and in the queue',
    source: [syntax, 'GitHub will cancel all in-progress and queued jobs in the matrix if any job in the matrix fails. This property defaults to `true`.'],
    files: `${on}  m: {strategy: {matrix: {a: [1, 2, 3, 4]}}, ${job}}\n  n: {needs: m, if: failure(), ${job}}`,
    legs: { 'm[1]': { hangs: true }, 'm[2]': fails },
    run: { parallel: 2 },
    gives: { legResults: { 'm[1]': 'cancelled', 'm[2]': 'failure', 'm[3]': 'cancelled', 'm[4]': 'cancelled' }, results: { m: 'failure', n: 'success' } },
  },
  {
    rule: 'without fail-fast all legs run',
    source: [syntax, '`jobs.<job_id>.strategy.fail-fast` applies to the entire matrix.'],
    files: `${on}  m: {strategy: {fail-fast: "\${{ github.event_name != 'push' }}", matrix: {a: [1, 2, 3]}}, ${job}}`,
    legs: { 'm[1]': fails },
    run: { parallel: 1 },
    gives: { legResults: { 'm[1]': 'failure', 'm[2]': 'success', 'm[3]': 'success' }, results: { m: 'failure' } },
  },
  {
    rule: 'a leg that may fail cancels nobody',
    source: [syntax, 'If the job with `continue-on-error: true` fails, the other jobs will not be affected.'],
    files: `${on}  m: {continue-on-error: "\${{ matrix.experimental }}", strategy: {matrix: {version: [6, 7], experimental: [false], include: [{version: 9, experimental: true}]}}, ${job}}`,
    legs: { 'm[9,true]': fails, 'm[6,false]': { after: ['m[9,true]'] } },
    gives: {
      legResults: { 'm[6,false]': 'success', 'm[7,false]': 'success', 'm[9,true]': 'success' },
      results: { m: 'success' },
      conclusions: { m: 'failure' },
    },
  },
  {
    rule: 'max-parallel limits the legs that run at once',
    source: [variations, 'the following workflow will run a maximum of two jobs at a time, even if there are runners available to run all six jobs at once.'],
    files: `${on}  m: {strategy: {max-parallel: 2, matrix: {version: [10, 12, 14], os: [u, w]}}, ${job}}`,
    gives: { most: 2, started: ['m[10,u]', 'm[10,w]', 'm[12,u]', 'm[12,w]', 'm[14,u]', 'm[14,w]'] },
  },
  {
    rule: 'the last leg to end overrides an output',
    source: [
      syntax,
      'Actions does not guarantee the order that matrix jobs will run in. Ensure that the output name is unique, otherwise the last matrix job that runs will override the output value.',
    ],
    files: `${on}  m: {strategy: {matrix: {a: [1, 2]}}, outputs: {o: "\${{ steps.s.outputs.o }}"}, ${job}}`,
    legs: { 'm[1]': { steps: { s: { o: 'one' } }, after: ['m[2]'] }, 'm[2]': { steps: { s: { o: 'two' } } } },
    gives: { outputs: { m: { o: 'one' } } },
  },
  {
    rule: 'outputs of different names come together; an empty one overrides nothing',
    source: [syntax, 'When using a matrix, job outputs will be combined from all jobs inside the matrix.'],
    files: `${on}  m: {strategy: {matrix: {v: [1, 2, 3]}}, outputs: {output_1: "\${{ steps.s.outputs.output_1 }}", output_2: "\${{ steps.s.outputs.output_2 }}", output_3: "\${{ steps.s.outputs.output_3 }}"}, ${job}}`,
    legs: { 'm[1]': { steps: { s: { output_1: '1' } } }, 'm[2]': { steps: { s: { output_2: '2' } } }, 'm[3]': { steps: { s: { output_3: '3' } } } },
    gives: { outputs: { m: { output_1: '1', output_2: '2', output_3: '3' } } },
  },
  {
    rule: 'legs of a matrix may share a concurrency group',
    source: [syntax, 'jobs.<job_id>.concurrency: `github, needs, strategy, matrix, inputs, vars`'],
    files: `${on}  m: {strategy: {matrix: {a: [1, 2, 3]}}, concurrency: {group: "g-\${{ matrix.a == 3 }}", queue: max}, ${job}}`,
    gives: { most: 2, run: 'success' },
  },
]

describe('expansion', () => checkRules(expansion))
describe('names and strategy', () => checkRules(names))
describe('failures, parallelism, outputs', () => checkRules(failing))

test('legs with equal values have different paths', async () => {
  const { started } = await rehearse({ files: matrix('{include: [{a: 1}, {a: 1}]}') })
  expect(started).toEqual(['m[1#1]', 'm[1#2]'])
})

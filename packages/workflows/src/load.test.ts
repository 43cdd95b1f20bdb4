import { describe, expect, test } from '@jest/globals'
import { loadRun } from './load.ts'
import { checkRules, job, type Rule, rehearse } from './rules.support.ts'

const on = 'on: push\njobs:\n'
const called = 'on: workflow_call\njobs:\n'
const lib = 'uses: ./.github/workflows/lib.yml'

async function problemsOf(files: string | Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await rehearse({ files })).problems
}

/** [what is wrong, the file, the problems]: line and column, GitHub's sentence, the cure. */
const broken: readonly (readonly [string, string, readonly (string | RegExp)[]])[] = [
  ['no YAML', 'on: push\njobs: {a: [}', [/^\.github\/workflows\/ci\.yml:2:\d+: .*Correct the YAML$/]],
  [
    'a key that does not exist',
    `${on}  a: {${job}, tmeout-minutes: 3}`,
    [/ci\.yml:3:\d+: Unexpected value 'tmeout-minutes'\. Remove 'tmeout-minutes', or correct/],
  ],
  ['an unknown need', `${on}  a: {${job}}\n  b: {needs: c, ${job}}`, [/ci\.yml:4:\d+: Job 'b' depends on unknown job 'c'\. Need one of a, b$/]],
  [
    'a cycle',
    `${on}  z: {${job}}\n  a: {needs: b, ${job}}\n  b: {needs: a, ${job}}`,
    [/Job 'b' depends on job 'a' which creates a cycle/, /Job 'a' depends on job 'b' which creates a cycle/],
  ],
  ['a job with itself as need', `${on}  z: {${job}}\n  a: {needs: a, ${job}}`, [/creates a cycle/]],
  ['no job without needs', `${on}  a: {needs: b, ${job}}\n  b: {needs: a, ${job}}`, [/at least one job with no dependencies/]],
  ['a context that is not there', `${on}  a: {if: "secrets.X", ${job}}`, [/Unrecognized named-value: 'secrets'\. Use a context that exists at this place/]],
  ['a function that is not there', `${on}  a: {name: "\${{ success() }}", ${job}}`, [/Unrecognized function: 'success'/]],
  ['a misspelt context in a step', `${on}  a: {runs-on: x, steps: [{run: "\${{ step.s.outputs.o }}"}]}`, [/Unrecognized named-value: 'step'/]],
  ['a key twice', `${on}  a: {${job}}\n  a: {${job}}`, [/'a' is already defined\. Remove one of the two/]],
  ['a job without runs-on', `${on}  a: {steps: [{run: x}]}`, [/Required property is missing: runs-on\. Add runs-on|There's not enough info/]],
  ['permissions of an unknown kind', `${on}  a: {permissions: {contents: admin}, ${job}}`, [/Unexpected value 'admin'/]],
  ['a matrix without values', `${on}  a: {strategy: {matrix: {v: []}}, ${job}}`, [/Matrix vector 'v' does not contain any values/]],
  [
    'an exclude that matches no key',
    `${on}  a: {strategy: {matrix: {v: [1], exclude: [{w: 1}]}}, ${job}}`,
    [/Matrix exclude key 'w' does not match any key within the matrix/],
  ],
  [
    'two filters that exclude each other',
    `on: {push: {branches: [a], branches-ignore: [b]}}\njobs:\n  a: {${job}}`,
    [/ci\.yml:1:\d+: you may only define one of branches and branches-ignore for push/],
  ],
  ['only negative patterns', `on: {push: {tags: ['!v1']}}\njobs:\n  a: {${job}}`, [/every pattern of tags begins with !/]],
  [
    'a reference to an action without a ref',
    `${on}  a: {runs-on: x, steps: [{uses: actions/checkout}]}`,
    [/Expected format \{org\}\/\{repo\}\[\/path\]@ref\. Actual 'actions\/checkout'/],
  ],
  [
    'a self-repository reference with a ref',
    `${on}  a: {runs-on: x, steps: [{uses: $/actions/x@v1}]}`,
    [/Remove the @ref: \$\/ always means the commit of the workflow itself/],
  ],
  [
    'everything at once',
    `${on}  a: {needs: q, foo: 1, runs-on: x, steps: [{run: "\${{ nope }}"}]}\n  b: {runs-on: x, container: y, steps: [{shell: fish, run: x}]}`,
    [/'foo'/, /'nope'/, /no dependencies|unknown job 'q'/],
  ],
]

describe("one file is judged by GitHub's parser", () => {
  test.each(broken)('%s', async (_, text, expected) => {
    const problems = await problemsOf(text)
    for (const sentence of expected) expect(problems).toContainEqual(expect.stringMatching(sentence))
  })
})

const libInputs = `on: {workflow_call: {inputs: {count: {type: number, required: true}, flag: {type: boolean}, name: {type: string}}, secrets: {TOKEN: {required: true}, OTHER: {required: false}}}}\njobs:\n  b: {${job}}`

const calls: readonly Rule[] = [
  {
    rule: 'required and unknown inputs and secrets, all at once, with a cure',
    source: ['docs: Workflow syntax', 'If a caller workflow passes an input that is not specified in the called workflow, this results in an error.'],
    files: { 'ci.yml': `${on}  a:\n    ${lib}\n    with: {Names: x}\n    secrets: {token2: y}`, 'lib.yml': libInputs },
    gives: {
      problems: [
        expect.stringMatching(/^\.github\/workflows\/ci\.yml:4:5: Input count is required, but not provided while calling .*\. Add count under with$/),
        expect.stringMatching(/ci\.yml:5:12: Invalid input, Names is not defined.*Write name/),
        expect.stringMatching(/ci\.yml:4:5: Secret TOKEN is required/),
        expect.stringMatching(/ci\.yml:6:15: Invalid secret, token2 is not defined/),
      ],
    },
  },
  {
    rule: 'literals of the wrong type',
    source: ['docs: Workflow syntax', 'Any inputs that you pass must match the input specifications defined in the called workflow.'],
    files: { 'ci.yml': `${on}  a: {${lib}, with: {count: "3", flag: "x\${{ github.ref }}", name: 1}, secrets: inherit}`, 'lib.yml': libInputs },
    gives: {
      problems: [
        expect.stringContaining("Input count: Unexpected value '3': a number is expected, and this is a string"),
        expect.stringContaining('Input flag: Unexpected value'),
      ],
    },
  },
  {
    rule: 'names of inputs and secrets are compared without case',
    source: ['actions/runner WorkflowTemplateConverter.cs', 'StringComparer.OrdinalIgnoreCase'],
    files: { 'ci.yml': `${on}  a: {${lib}, with: {COUNT: 3}, secrets: {token: x}}`, 'lib.yml': libInputs },
    gives: { problems: [], results: { a: 'success' } },
  },
  {
    rule: 'a default of the wrong type',
    source: ['actions/runner WorkflowTemplateConverter.cs, ConvertToWorkflowJobInputs', 'if default provided, check with the defined type'],
    files: { 'ci.yml': `${on}  a: {${lib}}`, 'lib.yml': `on: {workflow_call: {inputs: {n: {type: number, default: many}}}}\njobs:\n  b: {${job}}` },
    gives: { problems: [expect.stringContaining("The default of input n: Unexpected value 'many'")] },
  },
  {
    rule: 'a file that is not there',
    source: 'memory',
    files: `${on}  a: {${lib}}\n  b: {uses: OWNER/suite/.github/workflows/x.yml@v1}`,
    gives: {
      problems: [
        expect.stringMatching(/ci\.yml:3:7: There is no workflow \.github\/workflows\/lib\.yml/),
        expect.stringMatching(/ci\.yml:4:7: There is no workflow OWNER\/suite/),
      ],
    },
  },
  {
    rule: 'a workflow that cannot be called',
    source: ['docs: Reuse workflows', 'For a workflow to be reusable, the values for `on` must include `workflow_call`'],
    files: { 'ci.yml': `${on}  a: {${lib}}`, 'lib.yml': `${on}  b: {${job}}` },
    gives: { problems: [expect.stringContaining('workflow_call key is not defined in .github/workflows/lib.yml. Add workflow_call to its on:')] },
  },
  {
    rule: 'a loop',
    source: ['docs: Reuse workflows', 'Loops in the workflow tree are not permitted.'],
    files: { 'ci.yml': `${on}  a: {${lib}}`, 'lib.yml': `${called}  b: {uses: ./.github/workflows/lib.yml}` },
    gives: { problems: [expect.stringContaining('lib.yml calls .github/workflows/lib.yml: a loop')] },
  },
  {
    rule: 'more than ten levels',
    source: ['docs: Reuse workflows', 'You can connect a maximum of ten levels of workflows'],
    files: {
      'ci.yml': `${on}  a: {uses: ./.github/workflows/l2.yml}`,
      ...Object.fromEntries([2, 3, 4, 5, 6, 7, 8, 9, 10].map((level) => [`l${level}.yml`, `${called}  a: {uses: ./.github/workflows/l${level + 1}.yml}`])),
      'l11.yml': `${called}  a: {${job}}`,
    },
    gives: { problems: [expect.stringContaining('would be level 11, and GitHub connects at most 10 levels')] },
  },
  {
    rule: 'more than fifty workflows',
    source: ['docs: Reusing workflow configurations', 'You can call a maximum of 50 unique reusable workflows from a single workflow file.'],
    files: {
      'ci.yml': on + Array.from({ length: 51 }, (_, index) => `  j${index}: {uses: ./.github/workflows/l${index}.yml}`).join('\n'),
      ...Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`l${index}.yml`, `${called}  a: {${job}}`])),
    },
    gives: { problems: [expect.stringContaining('51 workflows are called, and GitHub allows 50')] },
  },
  {
    rule: 'references that are none',
    source: ['docs: Reuse workflows', 'Subdirectories of the `workflows` directory are not supported.'],
    files: `${on}  a: {uses: ./lib.yml}\n  b: {uses: ./.github/workflows/sub/x.yml}\n  c: {uses: OWNER/suite/.github/workflows/x.yml}\n  d: {uses: ./.github/workflows/x.yml@v1}`,
    gives: {
      problems: [
        expect.stringMatching(/not in \.github\/workflows/),
        expect.stringMatching(/sub/),
        expect.stringMatching(/no reference to a workflow/),
        expect.stringMatching(/no reference to a workflow/),
      ],
    },
  },
  {
    rule: 'problems of every file are reported together',
    source: 'memory',
    files: {
      'ci.yml': `${on}  a: {uses: ./.github/workflows/one.yml}\n  b: {uses: ./.github/workflows/two.yml}`,
      'one.yml': `${called}  x: {foo: 1, ${job}}`,
      'two.yml': `${called}  x: {services: {db: {image: y}}, ${job}}`,
    },
    gives: {
      problems: [
        expect.stringMatching(/one\.yml:3:\d+: Unexpected value 'foo'/),
        expect.stringMatching(/two\.yml:3:\d+: services of job "x" cannot be rehearsed: it would not be started\. Let a step start the service/),
      ],
    },
  },
]

describe('calls', () => checkRules(calls))

const refused: readonly (readonly [string, RegExp])[] = [
  [`  a: {container: node, ${job}}`, /container of job "a" cannot be rehearsed: it would run on the host instead of in the container/],
  [`  a: {container: "\${{ vars.IMAGE }}", ${job}}`, /container of job "a"/],
  [`  a: {services: {db: {image: x}}, ${job}}`, /services of job "a"/],
  [`  a: {snapshot: x, ${job}}`, /snapshot of job "a"/],
  ['  a: {runs-on: x, steps: [{run: x, shell: fish}]}', /shell "fish" is unknown\. Use bash, sh, pwsh, python or a command with \{0\} in it/],
  ['  a: {runs-on: x, steps: [{run: x, shell: cmd}]}', /shell cmd exists on Windows only/],
  [`  a: {defaults: {run: {shell: zsh}}, ${job}}`, /ci\.yml:3:\d+: shell "zsh" is unknown/],
  ['  a: {runs-on: x, steps: [{uses: "docker://alpine:3"}]}', /needs a container engine under the runner/],
  ['  a: {runs-on: x, steps: [{run: x, background: true}]}', /background cannot be rehearsed/],
  ['  a: {runs-on: x, steps: [{parallel: [{run: x}]}]}', /parallel cannot be rehearsed/],
  ['  a: {runs-on: "", steps: [{run: x}]}', /Unexpected value ''/],
  ['  a: {runs-on: [], steps: [{run: x}]}', /runs-on of job "a" is empty/],
  [
    '  a: {runs-on: x, steps: [{run: "${{ runner.os }}"}]}',
    /runner\.os is read, which in a rehearsal is always that of this machine\. Take the platform from an input/,
  ],
  [`  a: {runs-on: x, steps: [{run: x, if: "runner['ARCH'] == 'X64'"}]}`, /runner\.ARCH is read/],
  ['  a: {runs-on: x, steps: [{run: "${{ toJSON(runner) }}"}]}', /the whole runner context is read/],
  ['  a: {runs-on: x, env: {"${{ vars.K }}": 1}, steps: [{run: x}]}', /an expression as a key cannot be rehearsed/],
]

describe('what cannot be executed faithfully is refused, never skipped', () => {
  test.each(refused)('%s', async (text, sentence) => {
    expect(await problemsOf(on + text)).toContainEqual(expect.stringMatching(sentence))
  })

  test('what can be executed is not refused', async () => {
    const fine =
      '  a: {runs-on: x, container: null, steps: [{run: "${{ runner.temp }} runner.os"}, {run: x, shell: "perl {0}"}, {uses: ./local}, {uses: actions/checkout@v6}]}'
    expect(await problemsOf(on + fine)).toEqual([])
  })

  test('a run step without shell on a Windows label fails its job with a sentence', async () => {
    const files = `${on}  w: {strategy: {matrix: {os: [windows-latest, ubuntu-24.04]}, fail-fast: false}, runs-on: "\${{ matrix.os }}", steps: [{run: x}]}\n  s: {runs-on: windows-11-arm, defaults: {run: {shell: bash}}, steps: [{run: x}]}`
    const outcome = await rehearse({ files })
    expect(outcome).toMatchObject({
      legResults: { 'w[windows-latest]': 'failure', 'w[ubuntu-24.04]': 'success', s: 'success' },
      sentences: [expect.stringContaining('would run in pwsh on Windows and in bash here')],
    })
  })
})

test('a file is read once, however often it is called', async () => {
  const asked: string[] = []
  const files: Readonly<Record<string, string>> = {
    '.github/workflows/ci.yml': `${on}  a: {${lib}}\n  b: {${lib}}`,
    '.github/workflows/lib.yml': `${called}  x: {${job}}`,
  }
  const read = (ref: { readonly path: string }): string | undefined => {
    asked.push(ref.path)
    return files[ref.path]
  }
  expect(await loadRun({ entry: '.github/workflows/ci.yml', slug: 'O/p', read })).toMatchObject({ ok: true })
  expect(asked).toEqual(['.github/workflows/ci.yml', '.github/workflows/lib.yml'])
})

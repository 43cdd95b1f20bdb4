/**
 * Thirteen small runs whose steps really do what they say: the scheduler is tested on them with fake legs, and an executor can run the same
 * files and must come to the same results and outputs.
 */
import { nasty } from './expressions.cases.ts'
import type { FakeLeg } from './rules.support.ts'

export type Fixture = {
  readonly name: string
  /** Files of the project, and of `OWNER/suite` at v1: workflows and the action that they use. */
  readonly files: Readonly<Record<string, string>>
  /** What the steps do, for fake legs. */
  readonly legs?: Readonly<Record<string, FakeLeg>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly results?: Readonly<Record<string, string>>
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What is said instead of running anything. */
  readonly problem?: RegExp
}

const entry = '.github/workflows/ci.yml'
const suite = 'OWNER/suite/.github/workflows'
const label = 'runs-on: ubuntu-24.04'

function set(output: string, value: string): string {
  return `{id: s, shell: bash, run: 'echo "${output}=${value}" >>"$GITHUB_OUTPUT"'}`
}

const libGreet = `on:
  workflow_call:
    inputs: {who: {type: string, required: true}}
    outputs: {text: {value: "\${{ jobs.l.outputs.text }}"}, how: {value: "\${{ jobs.l.result }}"}}
jobs:
  l:
    ${label}
    outputs: {text: "\${{ steps.s.outputs.text }}"}
    steps: [${set('text', 'hello ${{ inputs.who }}')}]
`
const leaf = `on: workflow_call
jobs:
  leaf: {${label}, steps: [{run: 'true'}]}
`
const wrapper = (path: string): string => `on: workflow_call\njobs:\n  down: {uses: ${path}}\n`
const broken = `on: workflow_call
jobs:
  bad: {${label}, steps: [{run: 'false'}]}
  clean: {needs: bad, if: always(), ${label}, steps: [{run: 'true'}]}
`
const call = (more: string): string => `on: push\njobs:\n  a: {uses: ./.github/workflows/lib.yml${more}}\n`
const bytes = Buffer.from(nasty).toString('base64')
const writeNasty = `printf 'v<<END_OF_V\\n%s\\nEND_OF_V\\n' "$(echo ${bytes} | base64 -d)" >>"$GITHUB_OUTPUT"`

export const fixtures: readonly Fixture[] = [
  {
    name: 'outputs of one called workflow go into the next',
    files: {
      [entry]: `on: push
jobs:
  one: {uses: ${suite}/greet.yml@v1, with: {who: world}}
  two: {needs: one, uses: ${suite}/greet.yml@v1, with: {who: "\${{ needs.one.outputs.text }} (\${{ needs.one.outputs.how }})"}}
`,
      [`${suite}/greet.yml@v1`]: libGreet,
    },
    legs: { 'one/l': { steps: { s: { text: 'hello world' } } }, 'two/l': { steps: { s: { text: 'hello hello world (success)' } } } },
    results: { one: 'success', 'one/l': 'success', two: 'success', 'two/l': 'success' },
    outputs: { two: { text: 'hello hello world (success)', how: 'success' } },
  },
  {
    name: 'secrets are inherited, and an output that holds one is lost',
    files: {
      [entry]: `on: push\njobs:\n  a: {uses: ${suite}/secret.yml@v1, secrets: inherit}\n`,
      [`${suite}/secret.yml@v1`]: `on: workflow_call
jobs:
  b:
    ${label}
    outputs: {length: "\${{ steps.s.outputs.length }}", secret: "\${{ secrets.KEY }}"}
    steps: [{id: s, shell: bash, env: {KEY: "\${{ secrets.KEY }}"}, run: 'echo "length=\${#KEY}" >>"$GITHUB_OUTPUT"'}]
`,
    },
    secrets: { KEY: 'swordfish' },
    legs: { 'a/b': { steps: { s: { length: '9' } } } },
    results: { a: 'success', 'a/b': 'success' },
    outputs: { 'a/b': { length: '9' } },
  },
  {
    name: 'called workflows three deep, wrappers of which hold only uses',
    files: {
      [entry]: `on: push\njobs:\n  a: {uses: ./.github/workflows/w1.yml}\n  b: {needs: a, ${label}, steps: [{run: 'true'}]}\n`,
      '.github/workflows/w1.yml': wrapper(`${suite}/w2.yml@v1`),
      [`${suite}/w2.yml@v1`]: wrapper('./.github/workflows/leaf.yml'),
      [`${suite}/leaf.yml@v1`]: leaf,
    },
    results: { a: 'success', 'a/down': 'success', 'a/down/down': 'success', 'a/down/down/leaf': 'success', b: 'success' },
  },
  {
    name: 'a dynamic matrix whose legs have outputs of their own',
    files: {
      [entry]: `on: push
jobs:
  plan: {${label}, outputs: {list: "\${{ steps.s.outputs.list }}"}, steps: [{id: s, shell: bash, run: 'echo "list=[1,2,3]" >>"$GITHUB_OUTPUT"'}]}
  legs:
    needs: plan
    strategy: {matrix: {n: "\${{ fromJSON(needs.plan.outputs.list) }}"}}
    ${label}
    outputs: {o1: "\${{ steps.s.outputs.o1 }}", o2: "\${{ steps.s.outputs.o2 }}", o3: "\${{ steps.s.outputs.o3 }}"}
    steps: [${set('o${{ matrix.n }}', 'leg ${{ matrix.n }}')}]
`,
    },
    legs: {
      plan: { steps: { s: { list: '[1,2,3]' } } },
      'legs[1]': { steps: { s: { o1: 'leg 1' } } },
      'legs[2]': { steps: { s: { o2: 'leg 2' } } },
      'legs[3]': { steps: { s: { o3: 'leg 3' } } },
    },
    results: { plan: 'success', legs: 'success' },
    outputs: { legs: { o1: 'leg 1', o2: 'leg 2', o3: 'leg 3' } },
  },
  {
    name: 'every leg knows its index and the total',
    files: {
      [entry]: `on: push
jobs:
  legs:
    strategy: {max-parallel: 1, matrix: {n: [a, b]}}
    ${label}
    outputs: {o0: "\${{ steps.s.outputs.o0 }}", o1: "\${{ steps.s.outputs.o1 }}"}
    steps: [${set('o${{ strategy.job-index }}', '${{ strategy.job-total }} ${{ matrix.n }}')}]
`,
    },
    legs: { 'legs[a]': { steps: { s: { o0: '2 a' } } }, 'legs[b]': { steps: { s: { o1: '2 b' } } } },
    results: { legs: 'success' },
    outputs: { legs: { o0: '2 a', o1: '2 b' } },
  },
  {
    name: 'a called workflow fails, and failure() and always() jobs of the caller run',
    files: {
      [entry]: `on: push
jobs:
  a: {uses: ./.github/workflows/broken.yml}
  after: {needs: a, ${label}, steps: [{run: 'true'}]}
  rescue: {needs: a, if: failure(), ${label}, steps: [{run: 'true'}]}
  report: {needs: [a, after], if: always(), ${label}, outputs: {seen: "\${{ needs.a.result }} \${{ needs.after.result }}"}, steps: [{run: 'true'}]}
`,
      '.github/workflows/broken.yml': broken,
    },
    legs: { 'a/bad': { conclusion: 'failure' } },
    results: { a: 'failure', 'a/bad': 'failure', 'a/clean': 'success', after: 'skipped', rescue: 'success', report: 'success' },
    outputs: { report: { seen: 'failure skipped' } },
  },
  {
    name: 'skips, and the result of a call that was skipped',
    files: {
      [entry]: `on: push
jobs:
  a: {if: "github.event_name == 'release'", uses: ./.github/workflows/leaf.yml}
  chain: {needs: a, ${label}, steps: [{run: 'true'}]}
  go: {needs: a, if: "!cancelled() && needs.a.result == 'skipped'", ${label}, steps: [{run: 'true'}]}
`,
      '.github/workflows/leaf.yml': leaf,
    },
    results: { a: 'skipped', chain: 'skipped', go: 'success' },
  },
  {
    name: "a self-repository action in a called workflow is the suite's",
    files: {
      [entry]: `on: push\njobs:\n  a: {uses: ${suite}/self.yml@v1}\n`,
      [`${suite}/self.yml@v1`]: `on: {workflow_call: {outputs: {o: {value: "\${{ jobs.b.outputs.o }}"}}}}
jobs:
  b: {${label}, outputs: {o: "\${{ steps.s.outputs.said }}"}, steps: [{id: s, uses: $/actions/say, with: {text: "it's me"}}]}
`,
      'OWNER/suite/actions/say/action.yml@v1': `name: say
inputs: {text: {required: true}}
outputs: {said: {value: "\${{ steps.say.outputs.said }}"}}
runs:
  using: composite
  steps: [{id: say, shell: bash, env: {TEXT: "\${{ inputs.text }}"}, run: 'echo "said=$TEXT" >>"$GITHUB_OUTPUT"'}]
`,
    },
    legs: { 'a/b': { steps: { s: { said: "it's me" } } } },
    results: { a: 'success', 'a/b': 'success' },
    outputs: { a: { o: "it's me" } },
  },
  { name: 'a required input is missing', files: { [entry]: call(''), '.github/workflows/lib.yml': libGreet }, problem: /ci\.yml:3:7: Input who is required/ },
  {
    name: 'an input is unknown',
    files: { [entry]: call(', with: {who: x, whom: y}'), '.github/workflows/lib.yml': libGreet },
    problem: /Invalid input, whom is not defined.*Write who/,
  },
  { name: 'a called file is missing', files: { [entry]: call('') }, problem: /There is no workflow \.github\/workflows\/lib\.yml/ },
  {
    name: 'the caller grants too little',
    files: {
      [entry]: call(', permissions: {contents: read}'),
      '.github/workflows/lib.yml': `on: workflow_call\njobs:\n  b: {if: false, permissions: {packages: write}, ${label}, steps: [{run: 'true'}]}\n`,
    },
    problem: /requesting 'packages: write', but is only allowed 'packages: none'/,
  },
  {
    name: 'an output with quotes, newlines, ${{ and emoji arrives as it is',
    files: {
      [entry]: `on: push
jobs:
  make: {${label}, outputs: {v: "\${{ steps.s.outputs.v }}"}, steps: [{id: s, shell: bash, run: ${JSON.stringify(writeNasty)}}]}
  use:
    needs: make
    ${label}
    env: {V: "\${{ needs.make.outputs.v }}"}
    outputs: {v: "\${{ steps.s.outputs.v }}", env: "\${{ env.V }}"}
    steps: [{id: s, shell: bash, run: "printf 'v<<END_OF_V\\\\n%s\\\\nEND_OF_V\\\\n' \\"$V\\" >>\\"$GITHUB_OUTPUT\\""}]
`,
    },
    legs: { make: { steps: { s: { v: nasty } } }, use: { steps: { s: { v: nasty } }, env: { V: nasty } } },
    results: { make: 'success', use: 'success' },
    outputs: { make: { v: nasty }, use: { v: nasty, env: nasty } },
  },
]

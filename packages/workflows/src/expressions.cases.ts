/**
 * Expressions for two tests: folding leaves the value that GitHub's evaluator gives, and a leg of all of them, run by a real executor,
 * writes the same (the differential test).
 */
import { evaluateExpression, type Scope } from './expressions.ts'
import type { Foldable } from './fold.ts'
import type { Json } from './leg.ts'
import { renderLegDocument } from './leg-document.ts'
import { conditionOf, evaluateText } from './templates.ts'
import { coerceText, isTruthy, type JsonObject, toData } from './values.ts'

/** Text that is dangerous in scripts, YAML, JSON and expressions, and must arrive as it is. */
export const nasty = 'it\'s "quoted" `x` $HOME $(id) \\n ${{ github.token }} }} {0} 100% 🚀 é\n\ttab\n#end'

const needs: Json = {
  build: { result: 'success', outputs: { digest: 'sha256:abc', json: '{"a":[1,2,{"b":"c"}]}', nasty, number: '42', empty: '', list: '["x","y"]' } },
  lint: { result: 'failure', outputs: {} },
  skipped: { result: 'skipped', outputs: {} },
}
const known: Scope['contexts'] = {
  needs,
  inputs: { flag: true, off: false, count: 3, name: 'World', blank: '', quote: "it's", price: 1.5 },
  matrix: { os: 'linux', version: 20, target: { arch: 'arm64', tags: ['a', 'b'] }, nothing: null },
  strategy: { 'fail-fast': true, 'job-index': 1, 'job-total': 4, 'max-parallel': 4 },
  vars: { REGION: 'eu', Mixed_Case: 'yes' },
}
const github: JsonObject = {
  event_name: 'push',
  ref: 'refs/heads/main',
  repository: 'OWNER/project',
  event: { head_commit: { message: "Fix 'it'" }, labels: [{ name: 'bug' }, { name: 'ui' }] },
}
const members: Foldable['members'] = { github, runner: { name: 'slipway' }, job: { workflow_repository: 'OWNER/suite' } }
/** What only the job knows: its own steps and variables. */
const running: Scope['contexts'] = {
  steps: { made: { outputs: { text: 'hello', key: 'digest', index: '1', json: '{"n":7}', blank: '' }, outcome: 'success', conclusion: 'success' } },
  env: { PLAIN: 'plain', KEY: 'os', EMPTY: '' },
}

export const caseFoldable: Foldable = { contexts: known, members }

/** Expressions whose text is compared. */
export const expressionCases: readonly string[] = [
  'needs.build.outputs.digest',
  'needs.build.outputs.nasty',
  'needs.build.outputs.missing',
  'needs.unknown.outputs.x',
  'needs.lint.result',
  "needs.build.result == 'success' && needs.lint.result == 'failure'",
  "contains(needs.*.result, 'failure')",
  "contains(needs.*.result, 'cancelled')",
  "join(needs.*.result, '-')",
  'toJSON(needs.build.outputs)',
  'toJSON(matrix)',
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
  "strategy['job-total'] == 4",
  'vars.REGION',
  'vars.region',
  "vars.MISSING || 'none'",
  'github.event_name',
  'github.event.head_commit.message',
  'github.event.labels.*.name',
  "join(github.event.labels.*.name, ', ')",
  "contains(github.event.labels.*.name, 'BUG')",
  "startsWith(github.ref, 'refs/heads/')",
  "endsWith(github.ref, 'MAIN')",
  'job.workflow_repository',
  'runner.name',
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
  "case(env.PLAIN == 'no', '', 'second')",
  'toJSON(steps.made.outputs.text)',
  'env.PLAIN && inputs.off && needs.*.outputs[env.KEY]',
  'null',
  'true',
  '0x10',
  '-1.5',
  '1e3',
  "'a''b''c'",
]

/** Conditions of steps, with the contexts above, after a step that succeeded. */
export const conditionCases: readonly string[] = [
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
  '${{ inputs.flag }}',
  'true && ${{ inputs.off }}',
  "!cancelled() && contains(needs.*.result, 'failure')",
  "case(env.PLAIN == 'plain', 'x', 'y') == 'x'",
  "needs.lint.result == 'success' && failure() || env.PLAIN",
]

const contexts: Scope['contexts'] = {
  ...known,
  ...running,
  github,
  runner: { name: 'slipway' },
  job: { workflow_repository: 'OWNER/suite', status: 'success' },
}
const answers = { success: true, failure: false, always: true, cancelled: false }
const functions = Object.entries(answers).map(([name, value]) => ({ name, minArgs: 0, maxArgs: 0, call: () => toData(value) }))
const whole: Scope = { contexts, functions }

/** What GitHub's evaluator makes of an expression with everything known, as text. */
export function expectText(expression: string): string {
  return coerceText(evaluateText(`\${{ ${expression} }}`, whole))
}

/** Whether a step with this condition runs. */
export function expectCondition(condition: string): boolean {
  return isTruthy(evaluateExpression(conditionOf(condition), whole))
}

/**
 * One leg with every case: case N writes its text to `$SLIPWAY_CASES/N`, condition M touches `$SLIPWAY_CASES/if-M`.
 * The executor sets SLIPWAY_CASES to an empty folder.
 */
export function renderCasesDocument(delimiter: string): JsonObject {
  const outputs = (running.steps as { readonly made: { readonly outputs: Readonly<Record<string, string>> } }).made.outputs
  const made = Object.entries(outputs).map(([name, value]) => `printf '%s=%s\\n' '${name}' '${value}' >>"$GITHUB_OUTPUT"`)
  const texts = expressionCases.map((expression, index) => ({
    run: `printf '%s' "$(cat <<'${delimiter}'\n\${{ ${expression} }}.\n${delimiter}\n)" >"$SLIPWAY_CASES/${index}"`,
    shell: 'bash',
  }))
  const conditions = conditionCases.map((condition, index) => ({ if: condition, run: `touch "$SLIPWAY_CASES/if-${index}"`, shell: 'bash' }))
  return renderLegDocument({
    job: { env: running.env ?? {}, steps: [{ id: 'made', shell: 'bash', run: made.join('\n') }, ...texts, ...conditions] },
    id: 'cases',
    workflow: {},
    ref: { repository: 'OWNER/project', path: '.github/workflows/cases.yml', ref: 'HEAD', own: true },
    name: 'cases',
    runName: 'cases',
    event: 'push',
    foldable: caseFoldable,
    delimiter,
  })
}

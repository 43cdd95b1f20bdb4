import { describe, expect, test } from '@jest/globals'
import { checkRules, job, type Rule, rehearse } from './rules.support.ts'

const syntax = 'docs: Workflow syntax'
const expressions = 'docs: Expressions'
const contexts = 'docs: Contexts reference'
const fails = { conclusion: 'failure' } as const
const on = 'on: push\njobs:\n'

const needs: readonly Rule[] = [
  {
    rule: 'a job waits for the jobs that it needs',
    source: [syntax, '`job1` must complete successfully before `job2` begins, and `job3` waits for both `job1` and `job2` to complete.'],
    files: `${on}  c: {needs: [a, b], ${job}}\n  b: {needs: a, ${job}}\n  a: {${job}}`,
    gives: { started: ['a', 'b', 'c'], run: 'success' },
  },
  {
    rule: 'a failure skips all that need it',
    source: [
      syntax,
      'If a job fails or is skipped, all jobs that need it are skipped unless the jobs use a conditional expression that causes the job to continue.',
    ],
    files: `${on}  a: {${job}}\n  b: {needs: a, ${job}}\n  c: {${job}}`,
    legs: { a: fails },
    gives: { results: { a: 'failure', b: 'skipped', c: 'success' }, run: 'failure' },
  },
  {
    rule: 'a skip goes down the whole chain',
    source: [
      syntax,
      'If a run contains a series of jobs that need each other, a failure or skip applies to all jobs in the dependency chain from the point of failure or skip onwards.',
    ],
    files: `${on}  a: {if: false, ${job}}\n  b: {needs: a, if: always(), ${job}}\n  c: {needs: b, ${job}}`,
    gives: { results: { a: 'skipped', b: 'success', c: 'skipped' } },
  },
  {
    rule: 'always() runs whatever the needs did',
    source: [
      syntax,
      '`job3` uses the `always()` conditional expression so that it always runs after `job1` and `job2` have completed, regardless of whether they were successful.',
    ],
    files: `${on}  a: {${job}}\n  b: {needs: a, ${job}}\n  c: {needs: [a, b], if: always(), ${job}}`,
    legs: { a: fails },
    gives: { results: { a: 'failure', b: 'skipped', c: 'success' } },
  },
  {
    rule: 'needs may be one id, in any case',
    source: [
      'actions/runner WorkflowTemplateConverter.cs, ConvertToJobs',
      'String.Equals(unsatisfied.Needs[j].Value, current.Name, StringComparison.OrdinalIgnoreCase)',
    ],
    files: `${on}  Build: {${job}}\n  b: {needs: Build, ${job}}`,
    gives: { started: ['Build', 'b'] },
  },
  {
    rule: 'the needs context holds direct needs only',
    source: [contexts, "Note that this doesn't include implicitly dependent jobs (for example, dependent jobs of a dependent job)."],
    files: `${on}  a: {${job}}\n  b: {needs: a, ${job}}\n  c: {needs: b, runs-on: x, steps: [{run: "\${{ toJSON(needs) }}"}]}`,
    gives: { scripts: { c: '{\n  "b": {\n    "result": "success",\n    "outputs": {}\n  }\n}' } },
  },
  {
    rule: 'a result is success, failure, cancelled or skipped',
    source: [contexts, 'The result of a job that the current job depends on. Possible values are `success`, `failure`, `cancelled`, or `skipped`.'],
    files: `${on}  a: {${job}}\n  b: {${job}}\n  c: {if: false, ${job}}\n  d: {${job}}\n  e: {needs: [a, b, c, d], if: always(), runs-on: x, steps: [{run: "\${{ join(needs.*.result) }}"}]}`,
    legs: { b: fails, d: { conclusion: 'cancelled' } },
    gives: { scripts: { e: 'success,failure,skipped,cancelled' }, run: 'failure' },
  },
]

const conditions: readonly Rule[] = [
  {
    rule: 'a condition that is false skips the job',
    source: [syntax, 'Otherwise, the job will be marked as _skipped_.'],
    files: `${on}  a: {if: "github.repository == 'octo-org/octo-repo-prod'", ${job}}\n  b: {if: "github.repository == 'owner/PROJECT'", ${job}}`,
    gives: { results: { a: 'skipped', b: 'success' } },
  },
  {
    rule: 'success() is added to a condition without a status function',
    source: [expressions, 'A default status check of `success()` is applied unless you include one of these functions.'],
    files: `${on}  a: {${job}}\n  b: {needs: a, if: "needs.a.result == 'failure'", ${job}}\n  c: {needs: a, if: "needs.a.result == 'failure' && !cancelled()", ${job}}`,
    legs: { a: fails },
    gives: { results: { a: 'failure', b: 'skipped', c: 'success' } },
  },
  {
    rule: 'failure() sees any ancestor',
    source: [expressions, 'If you have a chain of dependent jobs, `failure()` returns `true` if any ancestor job fails.'],
    files: `${on}  a: {${job}}\n  b: {needs: a, ${job}}\n  c: {needs: b, if: failure(), ${job}}\n  d: {needs: b, if: "!failure()", ${job}}`,
    legs: { a: fails },
    gives: { results: { a: 'failure', b: 'skipped', c: 'success', d: 'skipped' } },
  },
  {
    rule: 'failure() does not see jobs that are no ancestors',
    source: [expressions, 'If you have a chain of dependent jobs, `failure()` returns `true` if any ancestor job fails.'],
    files: `${on}  a: {${job}}\n  b: {${job}}\n  c: {needs: b, if: failure(), ${job}}`,
    legs: { a: fails },
    gives: { results: { c: 'skipped' } },
  },
  {
    rule: '!cancelled() runs after a failure and after a skip',
    source: [expressions, 'If you want to run a job or step regardless of its success or failure, use the recommended alternative: `if: ${{ !cancelled() }}`'],
    files: `${on}  a: {${job}}\n  b: {if: false, ${job}}\n  c: {needs: [a, b], if: "\${{ !cancelled() }}", ${job}}`,
    legs: { a: fails },
    gives: { results: { c: 'success' } },
  },
  {
    rule: 'success() looks at all ancestors',
    source: ['actions/runner#2205, #491', 'GitHub: "Jobs skipped when NEEDS job ran successfully"; a skip of an ancestor counts'],
    files: `${on}  a: {${job}}\n  b: {needs: a, if: always(), ${job}}\n  c: {needs: b, if: success(), ${job}}\n  d: {needs: b, if: "!cancelled() && needs.b.result == 'success'", ${job}}`,
    legs: { a: fails },
    gives: { results: { b: 'success', c: 'skipped', d: 'success' } },
  },
  {
    rule: 'text around an expression makes a condition true',
    source: [syntax, 'For example, `if: true && ${{ false }}` will evaluate to `true`.'],
    files: `${on}  a: {if: "false && \${{ false }}", ${job}}\n  b: {if: "\${{ false }}", ${job}}`,
    gives: { results: { a: 'success', b: 'skipped' } },
  },
  {
    rule: 'strings are compared without case, and falsy values are false',
    source: [
      expressions,
      'Note that in conditionals, falsy values (`false`, `0`, `-0`, `""`, `\'\'`, `null`) are coerced to `false` and truthy (`true` and other non-falsy values) are coerced to `true`.',
    ],
    files: `${on}  a: {if: "'Push' == github.event_name", ${job}}\n  b: {if: "vars.NONE", ${job}}\n  c: {if: 0, ${job}}\n  d: {if: "vars.SOME", ${job}}`,
    run: { vars: { SOME: 'false' } },
    gives: { results: { a: 'success', b: 'skipped', c: 'skipped', d: 'success' } },
  },
  {
    rule: 'a condition over several lines is one expression',
    source: 'memory',
    files: `${on}  a:\n    if: |\n      github.event_name == 'push' &&\n      github.ref == 'refs/heads/main'\n    ${job.replace(', ', '\n    ')}`,
    gives: { results: { a: 'success' } },
  },
  {
    rule: 'a condition that cannot be evaluated fails the job',
    source: ['actions/runner WorkflowTemplateEvaluator.cs, EvaluateJobIf', "Error when evaluating 'if' for job '{jobId}'."],
    files: `${on}  a: {if: "fromJSON(vars.NONE).x", ${job}}\n  b: {needs: a, if: failure(), ${job}}`,
    gives: { results: { a: 'failure', b: 'success' }, started: ['b'], sentences: [expect.stringContaining('if cannot be evaluated')] },
  },
]

const outputs: readonly Rule[] = [
  {
    rule: 'outputs go to the jobs that need the job',
    source: [syntax, 'Job outputs are available to all downstream jobs that depend on this job.'],
    files: `${on}  a: {outputs: {v: "\${{ steps.s.outputs.version }}-\${{ github.ref_name }}"}, ${job}}\n  b: {needs: a, runs-on: x, steps: [{run: "\${{ needs.a.outputs.v }}"}]}`,
    legs: { a: { steps: { s: { version: '1.2' } } } },
    gives: { outputs: { a: { v: '1.2-main' }, b: {} }, scripts: { a: 'x', b: '1.2-main' } },
  },
  {
    rule: 'a failed job hands over what it has',
    source: ['actions/runner JobExtension.cs, FinalizeJob', 'Evaluate job outputs'],
    files: `${on}  a: {outputs: {v: "\${{ steps.s.outputs.v }}\${{ env.E }}\${{ job.status }}"}, ${job}}`,
    legs: { a: { ...fails, steps: { s: { v: '1' } }, env: { E: '2' } } },
    gives: { outputs: { a: { v: '12failure' } } },
  },
  {
    rule: 'empty outputs are not handed over',
    source: ['actions/runner JobExtension.cs, FinalizeJob', "Skip output '{output.Key}' since it's empty"],
    files: `${on}  a: {outputs: {v: "\${{ steps.s.outputs.none }}", w: x}, ${job}}`,
    gives: { outputs: { a: { w: 'x' } } },
  },
  {
    rule: 'an output that holds a secret is dropped',
    source: [syntax, 'Outputs containing secrets are redacted on the runner and not sent to GitHub Actions.'],
    files: `${on}  a: {outputs: {plain: "\${{ steps.s.outputs.p }}", encoded: "\${{ steps.s.outputs.e }}", fine: ok}, ${job}}`,
    run: { secrets: { KEY: 'top-secret' } },
    legs: { a: { steps: { s: { p: 'key=top-secret', e: `x${btoa('a:top-secret')}` } } } },
    gives: {
      outputs: { a: { fine: 'ok' } },
      sentences: ['Job "a": output plain may contain a secret and is dropped', 'Job "a": output encoded may contain a secret and is dropped'],
    },
  },
  {
    rule: 'a value masked while the job ran counts as a secret',
    source: ['actions/runner JobExtension.cs, FinalizeJob', "Skip output '{output.Key}' since it may contain secret."],
    files: `${on}  a: {outputs: {v: "\${{ steps.s.outputs.v }}"}, ${job}}`,
    legs: { a: { masks: ['made-later'], steps: { s: { v: 'made-later' } } } },
    gives: { outputs: { a: {} } },
  },
  {
    rule: 'outputs of inner steps of an action are not seen',
    source: [contexts, 'Information about the steps that have been run in the current job that have an `id` specified'],
    files: `${on}  a: {outputs: {v: "\${{ steps.inner.outputs.v }}."}, ${job}}`,
    legs: { a: { steps: { inner: { v: 'leak' } } } },
    gives: { outputs: { a: { v: '.' } } },
  },
  {
    rule: 'an output that cannot be evaluated fails the job',
    source: ['actions/runner JobExtension.cs, FinalizeJob', 'Fail to evaluate job outputs'],
    files: `${on}  a: {outputs: {v: "\${{ fromJSON(steps.s.outputs.none) }}"}, ${job}}`,
    gives: { results: { a: 'failure' } },
  },
]

const limits: readonly Rule[] = [
  {
    rule: 'continue-on-error makes a failure a success for the others',
    source: [
      'actions/runner#1161',
      '`continue-on-error` means that even if the job errors, the result is set to `success` (note that the UI still shows failure)',
    ],
    files: `${on}  a: {continue-on-error: true, ${job}}\n  b: {needs: a, ${job}}`,
    legs: { a: fails },
    gives: { results: { a: 'success', b: 'success' }, conclusions: { a: 'failure', b: 'success' }, run: 'success' },
  },
  {
    rule: 'continue-on-error may be an expression',
    source: [syntax, 'For each job, `continue-on-error` is determined by the value of `matrix.experimental`.'],
    files: `${on}  a: {continue-on-error: "\${{ github.event_name != 'push' }}", ${job}}`,
    legs: { a: fails },
    gives: { results: { a: 'failure' } },
  },
  {
    rule: 'a time limit cancels the job',
    source: [syntax, 'The maximum number of minutes to let a job run before GitHub automatically cancels it. Default: 360'],
    files: `${on}  a: {timeout-minutes: 5, ${job}}\n  b: {needs: a, if: failure(), ${job}}\n  c: {needs: a, ${job}}`,
    legs: { a: { hangs: true } },
    elapses: true,
    gives: {
      results: { a: 'cancelled', b: 'skipped', c: 'skipped' },
      run: 'cancelled',
      sentences: ['Job "a": the maximum execution time of 5 minutes is exceeded'],
    },
  },
  {
    rule: 'without a limit it is 360 minutes',
    source: [syntax, 'Default: 360'],
    files: `${on}  a: {${job}}\n  b: {timeout-minutes: "\${{ fromJSON(vars.LIMIT) }}", ${job}}`,
    run: { vars: { LIMIT: '7' } },
    gives: { legs: { a: { timeoutMinutes: 360 }, b: { timeoutMinutes: 7 } } },
  },
  {
    rule: 'runs-on is evaluated, and its labels are handed on',
    source: [syntax, 'jobs.<job_id>.runs-on: `github, needs, strategy, matrix, vars, inputs`'],
    files: `${on}  a: {runs-on: [self-hosted, "\${{ vars.LABEL }}"], steps: [{run: x}]}\n  b: {runs-on: "\${{ fromJSON('[\\"p\\",\\"q\\"]') }}", steps: [{run: x}]}\n  c: {runs-on: {group: big, labels: [r]}, steps: [{run: x}]}`,
    run: { vars: { LABEL: 'arm' } },
    gives: { legs: { a: { runsOn: ['self-hosted', 'arm'] }, b: { runsOn: ['p', 'q'] }, c: { runsOn: ['r', 'group:big'] } } },
  },
  {
    rule: 'runs-on that evaluates to nothing fails the job, and never skips it',
    source: 'memory',
    files: `${on}  a: {runs-on: "\${{ vars.NONE }}", steps: [{run: x}]}`,
    gives: { results: { a: 'failure' }, started: [], sentences: ['Job "a": runs-on evaluates to nothing'] },
  },
]

const cancelling: readonly Rule[] = [
  {
    rule: 'cancelling re-evaluates the conditions of running jobs',
    source: [
      'docs: Workflow cancellation',
      'To cancel the workflow run, the server re-evaluates `if` conditions for all currently running jobs. If the condition evaluates to `true`, the job will not get canceled.',
    ],
    files: `${on}  a: {${job}}\n  b: {if: always(), ${job}}\n  z: {${job}}`,
    legs: { a: { hangs: true, conclusion: 'failure' } },
    cancelAt: 'z',
    gives: { results: { a: 'cancelled', b: 'success', z: 'success' }, run: 'cancelled' },
  },
  {
    rule: 'after a cancellation only always() and cancelled() start',
    source: [expressions, 'Returns `true` if the workflow was canceled.'],
    files: `${on}  a: {${job}}\n  b: {needs: a, ${job}}\n  c: {needs: a, if: always(), ${job}}\n  d: {needs: a, if: cancelled(), ${job}}\n  e: {needs: a, if: failure(), ${job}}\n  f: {needs: a, if: "!cancelled()", ${job}}`,
    legs: { a: { hangs: true } },
    cancelAt: 'a',
    gives: { results: { a: 'cancelled', b: 'skipped', c: 'success', d: 'success', e: 'skipped', f: 'skipped' } },
  },
  {
    rule: 'after a cancellation failure() is false, whatever failed before',
    source: 'memory',
    files: `${on}  f: {${job}}\n  a: {needs: f, if: failure(), ${job}}\n  e: {needs: [f, a], if: failure(), ${job}}`,
    legs: { f: fails, a: { hangs: true } },
    cancelAt: 'a',
    gives: { results: { f: 'failure', a: 'cancelled', e: 'skipped' } },
  },
  {
    rule: 'one job of a concurrency group runs at a time',
    source: ['docs: Control the concurrency of workflows and jobs', 'at most one running job or workflow in a concurrency group at any time'],
    files: `${on}  a: {concurrency: Deploy, ${job}}\n  b: {concurrency: deploy, ${job}}`,
    gives: { most: 1 },
  },
  {
    rule: 'a new waiter takes the place of the one that waits',
    source: [
      'docs: Control the concurrency of workflows and jobs',
      'By default, any existing pending job or workflow in the same concurrency group will be canceled and the new queued job or workflow will take its place.',
    ],
    files: `${on}  a: {concurrency: g, ${job}}\n  b: {concurrency: g, ${job}}\n  c: {concurrency: g, ${job}}`,
    gives: { results: { a: 'success', b: 'cancelled', c: 'success' } },
  },
  {
    rule: 'queue: max lets all wait, in order',
    source: [
      'docs: Control the concurrency of workflows and jobs',
      'To allow more than one pending job or workflow run to wait in the same concurrency group, use the optional queue property.',
    ],
    files: `${on}  a: {concurrency: {group: g, queue: max}, ${job}}\n  b: {concurrency: {group: g, queue: max}, ${job}}\n  c: {concurrency: {group: g, queue: max}, ${job}}`,
    gives: { started: ['a', 'b', 'c'], most: 1, run: 'success' },
  },
  {
    rule: 'cancel-in-progress cancels the one that runs',
    source: [
      'docs: Control the concurrency of workflows and jobs',
      'To also cancel any currently running job or workflow in the same concurrency group, specify cancel-in-progress: true.',
    ],
    files: `${on}  a: {concurrency: g, ${job}}\n  b: {concurrency: {group: g, cancel-in-progress: true}, ${job}}`,
    legs: { a: { hangs: true } },
    gives: { results: { a: 'cancelled', b: 'success' } },
  },
  {
    rule: "a job in its own run's group would wait for ever, and is cancelled",
    source: [
      'actions/languageservices#237',
      "Canceling since a deadlock was detected for concurrency group: 'deploy' between a top level workflow and 'build'",
    ],
    files: `on: push\nconcurrency: "\${{ github.workflow }}-g"\nname: W\njobs:\n  a: {concurrency: w-g, ${job}}\n  b: {${job}}`,
    gives: { results: { a: 'cancelled', b: 'success' } },
  },
]

describe('needs', () => checkRules(needs))
describe('conditions', () => checkRules(conditions))
describe('outputs', () => checkRules(outputs))
describe('limits and labels', () => checkRules(limits))
describe('cancelling and concurrency', () => checkRules(cancelling))

describe('the run itself', () => {
  const chain = `${on}  a: {${job}}\n  b: {needs: a, ${job}}\n  c: {needs: b, ${job}}\n  side: {${job}}`

  test('runs as many legs at once as it is told', async () => {
    const jobs = Array.from({ length: 6 }, (_, index) => `  j${index}: {${job}}`).join('\n')
    expect(await rehearse({ files: on + jobs, run: { parallel: 2 } })).toMatchObject({ most: 2, started: ['j0', 'j1', 'j2', 'j3', 'j4', 'j5'] })
    expect(await rehearse({ files: on + jobs, run: { parallel: 99 } })).toMatchObject({ most: 6 })
  })

  test('ends after the job that until names, with all that it needs', async () => {
    const outcome = await rehearse({ files: chain, run: { until: 'b' } })
    expect(outcome).toMatchObject({ started: ['a', 'b'], results: { a: 'success', b: 'success', c: 'skipped', side: 'skipped' }, run: 'success' })
    expect(outcome.events.filter((event) => event.type === 'job-skipped')).toMatchObject([
      { path: 'side', reason: 'until' },
      { path: 'c', reason: 'until' },
    ])
  })

  test('refuses an until that names no job', async () => {
    await expect(rehearse({ files: chain, run: { until: 'd' } })).rejects.toThrow('There is no job d. Use one of a, b, c, side')
  })

  test('ends with the error of an executor, after the legs in flight have stopped', async () => {
    const stopped: string[] = []
    const files = `${on}  a: {${job}}\n  b: {${job}}\n  c: {needs: a, if: always(), ${job}}`
    const legs = { a: { throws: new Error('no result') }, b: { hangs: true } }
    const onEvent = (event: { readonly type: string; readonly path: string }): void => void (event.type === 'leg-finished' && stopped.push(event.path))
    await expect(rehearse({ files, legs, run: { onEvent } })).rejects.toThrow('no result')
    expect(stopped).toContain('b')
  })

  test('tells what happens', async () => {
    const { events } = await rehearse({ files: `${on}  a: {name: Build, ${job}}\n  b: {if: false, ${job}}` })
    expect(events.map((event) => `${event.type} ${event.path} ${event.name}`)).toEqual([
      'job-started a Build',
      'leg-queued a Build',
      'job-skipped b b',
      'leg-started a Build',
      'leg-finished a Build',
      'job-finished a Build',
    ])
  })
})

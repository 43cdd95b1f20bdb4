import { describe, expect, test } from '@jest/globals'
import { checkRules, documentJob, job, type Rule, rehearse } from './rules.support.ts'

const syntax = 'docs: Workflow syntax'
const reusing = 'docs: Reusing workflow configurations'
const howTo = 'docs: Reuse workflows'
const converter = 'actions/runner WorkflowTemplateConverter.cs'
const fails = { conclusion: 'failure' } as const
const on = 'on: push\njobs:\n'
const called = 'on: workflow_call\njobs:\n'
const lib = 'uses: ./.github/workflows/lib.yml'

function say(text: string): string {
  return `runs-on: x, steps: [{id: s, run: "${text}"}]`
}

const references: readonly Rule[] = [
  {
    rule: './ is the repository of the calling file, at its commit',
    source: [
      syntax,
      'If you use the second syntax option (without `{owner}/{repo}` and `@{ref}`) the called workflow is from the same commit as the caller workflow.',
    ],
    files: {
      'ci.yml': `${on}  a: {uses: OWNER/suite/.github/workflows/outer.yml@v1}`,
      'OWNER/suite/outer.yml@v1': `${called}  b: {uses: ./.github/workflows/inner.yml}`,
      'OWNER/suite/inner.yml@v1': `${called}  c: {runs-on: x, steps: [{uses: $/actions/hello}, {uses: ./local}]}`,
      'inner.yml': 'this is not the one',
    },
    gives: {
      started: ['a/b/c'],
      legs: { 'a/b/c': { source: { file: 'OWNER/suite/.github/workflows/inner.yml@v1', line: 3 } } },
      scripts: { 'a/b/c': 'OWNER/suite/actions/hello@v1' },
    },
  },
  {
    rule: '$/ is the repository of the file it stands in',
    source: [syntax, '`$/` always resolves against the repository of the file it appears in, not the repository that called it.'],
    files: { 'ci.yml': `${on}  a: {uses: $/.github/workflows/lib.yml}`, 'lib.yml': `${called}  b: {runs-on: x, steps: [{uses: $/actions/own}]}` },
    load: { ref: 'HEAD' },
    gives: { scripts: { 'a/b': 'OWNER/project/actions/own@HEAD' } },
  },
  {
    rule: 'workflows may call each other ten levels deep',
    source: [
      howTo,
      'You can connect a maximum of ten levels of workflows - that is, the top-level caller workflow and up to nine levels of reusable workflows.',
    ],
    files: {
      'ci.yml': `${on}  a: {uses: ./.github/workflows/l2.yml}`,
      ...Object.fromEntries([2, 3, 4, 5, 6, 7, 8, 9].map((level) => [`l${level}.yml`, `${called}  a: {uses: ./.github/workflows/l${level + 1}.yml}`])),
      'l10.yml': `${called}  a: {${job}}`,
    },
    gives: { started: ['a/a/a/a/a/a/a/a/a/a'], problems: [] },
  },
  {
    rule: 'names are those of the callers and the job',
    source: 'memory',
    files: { 'ci.yml': `${on}  a: {name: Release, strategy: {matrix: {p: [x, y]}}, ${lib}}`, 'lib.yml': `${called}  b: {name: Build, ${job}}` },
    gives: { names: ['Release (x) / Build', 'Release (y) / Build'], started: ['a[x]/b', 'a[y]/b'] },
  },
]

const inputs: readonly Rule[] = [
  {
    rule: 'inputs keep their types',
    source: [syntax, 'This must be one of: `boolean`, `number`, or `string`.'],
    files: {
      'ci.yml': `${on}  a: {${lib}, with: {flag: true, count: "\${{ fromJSON('3') }}", text: 4}}`,
      'lib.yml': `on: {workflow_call: {inputs: {flag: {type: boolean}, count: {type: number}, text: {type: string}}}}\njobs:\n  b: {if: "inputs.flag && inputs.count == 3 && inputs.text == '4'", ${say('${{ toJSON(inputs) }}')}}`,
    },
    gives: { scripts: { 'a/b': '{\n  "flag": true,\n  "count": 3,\n  "text": "4"\n}' } },
  },
  {
    rule: 'an input without a value is false, 0 or empty',
    source: [syntax, 'If a `default` parameter is not set, the default value of the input is `false` for a boolean, `0` for a number, and `""` for a string.'],
    files: {
      'ci.yml': `${on}  a: {${lib}}`,
      'lib.yml': `on: {workflow_call: {inputs: {f: {type: boolean}, n: {type: number}, s: {type: string}}}}\njobs:\n  b: {${say('${{ toJSON(inputs) }}')}}`,
    },
    gives: { scripts: { 'a/b': '{\n  "f": false,\n  "n": 0,\n  "s": ""\n}' } },
  },
  {
    rule: 'a default may be an expression',
    source: ['docs: Contexts reference', 'on.workflow_call.inputs.<inputs_id>.default: `github, inputs, vars`'],
    files: {
      'ci.yml': `${on}  a: {${lib}}`,
      'lib.yml': `on: {workflow_call: {inputs: {s: {type: string, default: "\${{ github.ref_name }}-\${{ vars.V }}"}, n: {type: number, default: 7}}}}\njobs:\n  b: {${say('${{ inputs.s }}/${{ inputs.n }}')}}`,
    },
    run: { vars: { V: 'v' } },
    gives: { scripts: { 'a/b': 'main-v/7' } },
  },
  {
    rule: 'the string "true" is no boolean',
    source: [syntax, 'The data type of the value must match the type defined by `on.workflow_call.inputs.<input_id>.type` in the called workflow.'],
    files: {
      'ci.yml': `${on}  a: {${lib}, with: {flag: "\${{ vars.FLAG }}"}}\n  z: {needs: a, ${job}}`,
      'lib.yml': `on: {workflow_call: {inputs: {flag: {type: boolean}}}}\njobs:\n  b: {${job}}`,
    },
    run: { vars: { FLAG: 'true' } },
    gives: { results: { a: 'failure', z: 'skipped' }, started: [], run: 'failure' },
  },
  {
    rule: 'the called workflow sees its own inputs only',
    source: 'memory',
    files: {
      'ci.yml': `on: {workflow_dispatch: {inputs: {top: {type: string}}}}\njobs:\n  a: {${lib}}`,
      'lib.yml': `${called}  b: {${say('[${{ inputs.top }}]')}}`,
    },
    event: { name: 'workflow_dispatch', payload: { inputs: { top: 'x' } } },
    gives: { scripts: { 'a/b': '[]' } },
  },
  {
    rule: 'outputs of a job read the members of job and runner that its steps read',
    source: [
      '@actions/workflow-parser workflow-v1.0.json, string-runner-context',
      'github, inputs, vars, needs, strategy, matrix, secrets, steps, job, runner, env',
    ],
    files: {
      'ci.yml': `${on}  a: {uses: OWNER/suite/.github/workflows/x.yml@v1}`,
      'OWNER/suite/x.yml@v1': `${called}  b: {outputs: {of: "\${{ job.workflow_repository }} \${{ job.status }} \${{ runner.environment }}"}, ${job}}`,
    },
    gives: { outputs: { 'a/b': { of: 'OWNER/suite success github-hosted' } } },
  },
  {
    rule: "the github context is the caller's",
    source: [reusing, 'When a reusable workflow is triggered by a caller workflow, the `github` context is always associated with the caller workflow.'],
    files: {
      'ci.yml': `name: Top\n${on}  a: {uses: OWNER/suite/.github/workflows/x.yml@v1}`,
      'OWNER/suite/x.yml@v1': `name: Lib\n${called}  b: {${say('${{ github.workflow }} ${{ github.event_name }} ${{ github.repository }} ${{ job.workflow_repository }} ${{ job.workflow_ref }}')}}`,
    },
    gives: {
      scripts: { 'a/b': 'Top push OWNER/project OWNER/suite OWNER/suite/.github/workflows/x.yml@v1' },
      legs: { 'a/b': { document: { name: 'Top', on: 'push' } } },
    },
  },
  {
    rule: "the caller's env does not go down",
    source: [
      reusing,
      'Any environment variables set in an `env` context defined at the workflow level in the caller workflow are not propagated to the called workflow.',
    ],
    files: {
      'ci.yml': `on: push\nenv: {TOP: 1}\njobs:\n  a: {${lib}}\n  z: {${job}}`,
      'lib.yml': `on: workflow_call\nenv: {LOW: 2}\njobs:\n  b: {env: {JOB: 3}, ${job}}`,
    },
    gives: { legs: { 'a/b': { document: { jobs: { b: { env: { LOW: '2', JOB: '3' } } } } }, z: { document: { jobs: { z: { env: { TOP: '1' } } } } } } },
  },
]

const secrets: readonly Rule[] = [
  {
    rule: 'inherit passes every secret to the directly called workflow, and no further',
    source: [
      howTo,
      'Secrets are only passed to directly called workflow, so in the workflow chain A > B > C, workflow C will only receive secrets from A if they have been passed from A to B, and then from B to C.',
    ],
    files: {
      'ci.yml': `${on}  a: {${lib}, secrets: inherit}`,
      'lib.yml': `${called}  b: {${job}}\n  c: {uses: ./.github/workflows/deep.yml}\n  d: {uses: ./.github/workflows/deep.yml, secrets: {ONE: "\${{ secrets.KEY }}"}}`,
      'deep.yml': `on: {workflow_call: {secrets: {ONE: {required: false}}}}\njobs:\n  e: {${job}}`,
    },
    run: { secrets: { KEY: 'k', OTHER: 'o' } },
    gives: { secrets: { 'a/b': { KEY: 'k', OTHER: 'o' }, 'a/c/e': {}, 'a/d/e': { ONE: 'k' } } },
  },
  {
    rule: 'a secret that is empty is not passed',
    source: [`${converter}, ConvertToWorkflowJobSecrets`, 'if (!String.IsNullOrEmpty(value))'],
    files: {
      'ci.yml': `${on}  a: {${lib}, secrets: {ONE: "\${{ secrets.NONE }}"}}`,
      'lib.yml': `on: {workflow_call: {secrets: {ONE: {required: true}}}}\njobs:\n  e: {${job}}`,
    },
    gives: { secrets: { 'a/e': {} } },
  },
  {
    rule: "the token is there without being passed, and under another name it is a placeholder for the leg's own",
    source: [reusing, 'The called workflow is automatically granted access to `github.token` and `secrets.GITHUB_TOKEN`.'],
    files: {
      'ci.yml': `${on}  a: {${lib}, secrets: {token: "\${{ secrets.GITHUB_TOKEN }}"}}`,
      'lib.yml': `on: {workflow_call: {secrets: {token: {required: true}}}}\njobs:\n  b: {${say('${{ github.token }} ${{ secrets.GITHUB_TOKEN }}')}}`,
    },
    gives: {
      secrets: { 'a/b': { token: expect.stringContaining('GITHUB_TOKEN') } },
      scripts: { 'a/b': '${{ github.token }} ${{ secrets.GITHUB_TOKEN }}' },
    },
  },
  {
    rule: 'a required secret that is not there to inherit fails the call',
    source: [`${converter}, ValidateWorkflowJobSecrets`, 'Inherited org/repo/env secrets will be stored in context variables and will be validated there'],
    files: { 'ci.yml': `${on}  a: {${lib}, secrets: inherit}`, 'lib.yml': `on: {workflow_call: {secrets: {KEY: {required: true}}}}\njobs:\n  b: {${job}}` },
    gives: { results: { a: 'failure' }, sentences: ['Job "a": Secret KEY is required, but not provided while calling.'] },
  },
]

const results: readonly Rule[] = [
  {
    rule: 'outputs go from step to job to workflow to caller',
    source: [
      howTo,
      'The `value` must be set to the value of a job-level output within the called workflow. Step-level outputs must first be mapped to job-level outputs as shown below.',
    ],
    files: {
      'ci.yml': `${on}  a: {${lib}}\n  b: {needs: a, ${lib}, with: {in: "\${{ needs.a.outputs.first }}"}}`,
      'lib.yml': `on: {workflow_call: {inputs: {in: {type: string}}, outputs: {first: {value: "\${{ jobs.l.outputs.o }}"}, how: {value: "\${{ jobs.l.result }}"}}}}\njobs:\n  l: {outputs: {o: "\${{ steps.s.outputs.o }}"}, ${say('${{ inputs.in }}')}}`,
    },
    legs: { 'a/l': { steps: { s: { o: 'hello' } } } },
    gives: { outputs: { a: { first: 'hello', how: 'success' }, b: { how: 'success' } }, scripts: { 'b/l': 'hello' } },
  },
  {
    rule: 'a failure inside fails the call; siblings and always() jobs go on, dependents and failure() jobs of the caller see it',
    source: [
      syntax,
      'If a job fails or is skipped, all jobs that need it are skipped unless the jobs use a conditional expression that causes the job to continue.',
    ],
    files: {
      'ci.yml': `${on}  a: {${lib}}\n  b: {needs: a, ${job}}\n  c: {needs: a, if: failure(), ${job}}\n  d: {needs: a, if: always(), ${job}}`,
      'lib.yml': `${called}  x: {${job}}\n  y: {needs: x, if: always(), ${job}}\n  z: {${job}}`,
    },
    legs: { 'a/x': fails },
    gives: { results: { a: 'failure', 'a/x': 'failure', 'a/y': 'success', 'a/z': 'success', b: 'skipped', c: 'success', d: 'success' }, run: 'failure' },
  },
  {
    rule: 'a workflow of which every job is skipped is skipped',
    source: 'memory',
    files: {
      'ci.yml': `${on}  a: {${lib}}\n  b: {needs: a, if: "!cancelled() && needs.a.result == 'skipped'", ${job}}`,
      'lib.yml': `${called}  x: {if: false, ${job}}`,
    },
    gives: { results: { a: 'skipped', b: 'success' } },
  },
  {
    rule: 'a call that is skipped runs nothing',
    source: [syntax, 'You can use the `jobs.<job_id>.if` conditional to prevent a job from running unless a condition is met.'],
    files: { 'ci.yml': `${on}  a: {if: false, ${lib}}\n  b: {needs: a, ${job}}`, 'lib.yml': `${called}  x: {if: always(), ${job}}` },
    gives: { results: { a: 'skipped', b: 'skipped' }, started: [] },
  },
  {
    rule: 'inner jobs see the needs of their own workflow only',
    source: 'memory',
    files: { 'ci.yml': `${on}  f: {${job}}\n  a: {needs: f, if: always(), ${lib}}`, 'lib.yml': `${called}  x: {${say('${{ toJSON(needs) }}')}}` },
    legs: { f: fails },
    gives: { results: { 'a/x': 'success' }, scripts: { 'a/x': '{}' } },
  },
  {
    rule: 'a workflow called for every leg of a matrix gives the last output that has a value, of those that succeeded',
    source: [howTo, 'the output will be the output set by the last successful completing reusable workflow of the matrix which actually sets a value.'],
    files: {
      'ci.yml': `${on}  a: {strategy: {fail-fast: false, matrix: {t: [1, 2, 3]}}, ${lib}, with: {t: "\${{ matrix.t }}"}}`,
      'lib.yml': `on: {workflow_call: {inputs: {t: {type: number}}, outputs: {o: {value: "\${{ jobs.x.outputs.o }}"}}}}\njobs:\n  x: {outputs: {o: "\${{ steps.s.outputs.o }}"}, ${job}}`,
    },
    legs: {
      'a[1]/x': { steps: { s: { o: 'one' } } },
      'a[2]/x': { after: ['a[1]/x'] },
      'a[3]/x': { ...fails, steps: { s: { o: 'three' } }, after: ['a[2]/x'] },
    },
    gives: { outputs: { a: { o: 'one' } }, results: { a: 'failure' } },
  },
  {
    rule: 'cancelling reaches called workflows',
    source: [
      'docs: Workflow cancellation',
      'For jobs that need to be canceled, the server sends a cancellation message to all the runner machines with jobs that need to be canceled.',
    ],
    files: { 'ci.yml': `${on}  a: {${lib}}`, 'lib.yml': `${called}  x: {${job}}\n  y: {needs: x, if: always(), ${job}}\n  z: {needs: x, ${job}}` },
    legs: { 'a/x': { hangs: true } },
    cancelAt: 'a/x',
    gives: { results: { 'a/x': 'cancelled', 'a/y': 'success', 'a/z': 'skipped', a: 'cancelled' } },
  },
  {
    rule: 'a job in the group of the workflow that holds it would wait for ever, and is cancelled',
    source: [
      'actions/languageservices#237',
      "Canceling since a deadlock was detected for concurrency group: 'deploy' between a top level workflow and 'build'",
    ],
    files: {
      'ci.yml': `${on}  a: {concurrency: outer, ${lib}}`,
      'lib.yml': `on: workflow_call\nconcurrency: inner\njobs:\n  x: {concurrency: inner, ${job}}\n  y: {concurrency: OUTER, ${job}}\n  z: {${job}}`,
    },
    gives: { results: { 'a/x': 'cancelled', 'a/y': 'cancelled', 'a/z': 'success', a: 'cancelled' } },
  },
  {
    rule: 'a calling job that goes on does not keep the called jobs from being cancelled',
    source: 'memory',
    files: { 'ci.yml': `${on}  a: {if: always(), ${lib}}`, 'lib.yml': `${called}  x: {${job}}\n  y: {needs: x, if: always(), ${job}}` },
    legs: { 'a/x': { hangs: true } },
    cancelAt: 'a/x',
    gives: { results: { 'a/x': 'cancelled', 'a/y': 'success' } },
  },
  {
    rule: 'a called workflow has its own concurrency group',
    source: [reusing, 'A called workflow uses the name of its caller workflow in `${{ github.workflow }}`'],
    files: {
      'ci.yml': `name: W\non: push\nconcurrency: W-g\njobs:\n  a: {${lib}}\n  b: {uses: ./.github/workflows/own.yml}\n  c: {uses: ./.github/workflows/own.yml}`,
      'lib.yml': `on: workflow_call\nconcurrency: "\${{ github.workflow }}-g"\njobs:\n  x: {${job}}`,
      'own.yml': `on: workflow_call\nconcurrency: {group: own, queue: max}\njobs:\n  x: {${job}}\n  y: {needs: x, ${job}}`,
    },
    gives: { results: { a: 'cancelled', b: 'success', c: 'success' }, started: ['b/x', 'b/y', 'c/x', 'c/y'] },
  },
]

/** A pull request, of a branch of the repository itself or of a fork. */
function pull(name: string, head: string | null) {
  const repo = head === null ? null : { full_name: head }
  return {
    name,
    ref: 'refs/pull/7/merge',
    payload: { pull_request: { head: { ref: 'topic', repo }, base: { ref: 'main', repo: { full_name: 'OWNER/project' } } } },
  }
}

const forked = {
  files: {
    'ci.yml': `on: [pull_request, pull_request_target]\njobs:\n  a: {permissions: {contents: write, packages: read, id-token: write}, ${lib}, secrets: {KEY: "\${{ secrets.KEY }}"}}`,
    'lib.yml': `on: {workflow_call: {secrets: {KEY: {}}}}\njobs:\n  x: {${job}}`,
  },
  run: { secrets: { KEY: 'k' } },
}
const readOnly: Rule['gives'] = { problems: [], permissions: { 'a/x': { contents: 'read', packages: 'read' } }, secrets: { 'a/x': {} } }
const written: Rule['gives'] = {
  problems: [],
  permissions: { 'a/x': { contents: 'write', packages: 'read', 'id-token': 'write' } },
  secrets: { 'a/x': { KEY: 'k' } },
}

const forks: readonly Rule[] = [
  {
    rule: 'the pull request of a fork writes nothing and has no identity, whatever the file grants',
    source: [
      'docs: GITHUB_TOKEN reference',
      'if the workflow was triggered by a pull request event other than `pull_request_target` from a forked repository, and the **Send write tokens to workflows from pull requests** setting is not selected, the permissions are adjusted to change any write permissions to read only.',
    ],
    ...forked,
    event: pull('pull_request', 'mallory/project'),
    gives: { permissions: readOnly.permissions },
  },
  {
    rule: 'the pull request of a fork has no secrets',
    source: [
      'docs: Events that trigger workflows',
      'With the exception of `GITHUB_TOKEN`, secrets are not passed to the runner when a workflow is triggered from a forked repository.',
    ],
    ...forked,
    event: pull('pull_request', 'mallory/project'),
    gives: { secrets: readOnly.secrets },
  },
  { rule: 'a fork that was deleted is a fork', source: 'memory', ...forked, event: pull('pull_request_review', null), gives: readOnly },
  {
    rule: 'a branch of the repository itself is no fork',
    source: ['github/docs#25117', 'this is only the case for workflows triggered from a fork'],
    ...forked,
    event: pull('pull_request', 'owner/Project'),
    gives: written,
  },
  {
    rule: 'pull_request_target runs what the base says, and may write',
    source: [
      'docs: GITHUB_TOKEN reference',
      'When a workflow is triggered by the `pull_request_target` event, the `GITHUB_TOKEN` is granted read/write repository permission, even when it is triggered from a public fork.',
    ],
    ...forked,
    event: pull('pull_request_target', 'mallory/project'),
    gives: written,
  },
  {
    rule: 'what a call asks for is compared with what the file grants, not with what is left in a fork',
    source: [`${converter}, ValidateEmbeddedPermissions`, 'var effectiveMax = explicitMax ?? CreatePermissionsFromPolicy('],
    files: {
      'ci.yml': `on: pull_request\njobs:\n  a: {permissions: {packages: write}, ${lib}}`,
      'lib.yml': `${called}  x: {permissions: {packages: write}, ${job}}`,
    },
    event: pull('pull_request', 'mallory/project'),
    gives: { problems: [], permissions: { 'a/x': { packages: 'read' } } },
  },
]

const permissions: readonly Rule[] = [
  {
    rule: 'without permissions the token reads contents and packages',
    source: [
      'actions/runner PermissionsHelper.cs, CreatePermissionsFromPolicy',
      'LimitedRead: Contents = PermissionLevel.Read, Packages = PermissionLevel.Read',
    ],
    files: `${on}  a: {${job}}`,
    gives: { permissions: { a: { contents: 'read', packages: 'read' } } },
  },
  {
    rule: "a job's permissions replace the workflow's",
    source: [syntax, 'If you specify the access for any of these permissions, all of those that are not specified are set to `none`.'],
    files: `on: push\npermissions: {contents: read, issues: write}\njobs:\n  a: {permissions: {packages: write}, ${job}}\n  b: {${job}}\n  c: {permissions: {}, ${job}}`,
    gives: { permissions: { a: { packages: 'write' }, b: { contents: 'read', issues: 'write' }, c: {} } },
  },
  {
    rule: 'a called workflow gets what the calling job has, and may lower it',
    source: [reusing, 'The `GITHUB_TOKEN` permissions passed from the caller workflow can be only downgraded (not elevated) by the called workflow.'],
    files: {
      'ci.yml': `on: push\npermissions: {}\njobs:\n  a: {permissions: {contents: write, packages: write}, ${lib}}`,
      'lib.yml': `${called}  x: {${job}}\n  y: {permissions: {contents: read}, ${job}}\n  z: {permissions: {packages: read}, uses: ./.github/workflows/deep.yml}`,
      'deep.yml': `${called}  w: {${job}}`,
    },
    gives: {
      problems: [],
      permissions: { 'a/x': { contents: 'write', packages: 'write' }, 'a/y': { contents: 'read' }, 'a/z/w': { packages: 'read' } },
    },
  },
  {
    rule: 'a nested job that asks for more fails the run at the start, even if it would be skipped',
    source: ['actions/runner#4151', "The nested job 'build' is requesting 'packages: write', but is only allowed 'packages: read'."],
    files: { 'ci.yml': `${on}  a: {${lib}}`, 'lib.yml': `${called}  build: {if: false, permissions: {packages: write, contents: read}, ${job}}` },
    gives: { problems: [expect.stringContaining("the nested job 'build' is requesting 'packages: write', but is only allowed 'packages: read'")] },
  },
  {
    rule: "the called workflow's own permissions are checked even if every job overrides them",
    source: [`${converter}, ConvertToReferencedWorkflow`, "The workflow is requesting '{requestedStr}', but is only allowed '{allowedStr}'."],
    files: {
      'ci.yml': `on: push\npermissions: {contents: read}\njobs:\n  a: {${lib}}`,
      'lib.yml': `on: workflow_call\npermissions: {id-token: write}\njobs:\n  x: {permissions: {contents: read}, ${job}}`,
    },
    gives: { problems: [expect.stringContaining("the workflow is requesting 'id-token: write', but is only allowed 'id-token: none'")] },
  },
  {
    rule: 'every level caps the next',
    source: [
      reusing,
      'in the workflow chain A > B > C, if workflow A has `package: read` token permission, then B and C cannot have `package: write` permission.',
    ],
    files: {
      'ci.yml': `${on}  a: {permissions: {packages: read}, ${lib}}`,
      'lib.yml': `${called}  b: {uses: ./.github/workflows/deep.yml}`,
      'deep.yml': `${called}  c: {permissions: {packages: write}, ${job}}`,
    },
    gives: {
      problems: [
        expect.stringMatching(
          /^\.github\/workflows\/lib\.yml:3:\d+: Error calling \.github\/workflows\/deep\.yml: the nested job 'c' is requesting 'packages: write'/,
        ),
      ],
    },
  },
  {
    rule: 'read-all and write-all name every scope; models are never written',
    source: ['actions/runner Permissions.cs', 'Models must not have higher permissions than Read'],
    files: `${on}  a: {permissions: write-all, ${job}}\n  b: {permissions: read-all, ${job}}`,
    gives: {
      legs: { a: { permissions: { contents: 'write', 'id-token': 'write', models: 'read' } }, b: { permissions: { contents: 'read', packages: 'read' } } },
    },
  },
  {
    rule: 'a permissive default is a parameter',
    source: [syntax, 'The permissions for the `GITHUB_TOKEN` are initially set to the default setting for the enterprise, organization, or repository.'],
    files: { 'ci.yml': `${on}  a: {${lib}}`, 'lib.yml': `${called}  x: {permissions: {contents: write}, ${job}}` },
    load: { defaultPermissions: { contents: 'write' } },
    gives: { problems: [], permissions: { 'a/x': { contents: 'write' } } },
  },
]

describe('references', () => checkRules(references))
describe('inputs', () => checkRules(inputs))
describe('secrets', () => checkRules(secrets))
describe('results and outputs', () => checkRules(results))
describe('permissions', () => checkRules(permissions))
describe('pull requests of forks', () => checkRules(forks))

test('until may name a job of a called workflow', async () => {
  const files = {
    'ci.yml': `${on}  a: {${job}}\n  r: {needs: a, ${lib}}\n  z: {needs: r, ${job}}`,
    'lib.yml': `${called}  x: {${job}}\n  y: {needs: x, ${job}}\n  w: {needs: y, ${job}}`,
  }
  expect(await rehearse({ files, run: { until: 'r/y' } })).toMatchObject({
    started: ['a', 'r/x', 'r/y'],
    run: 'success',
    results: { r: 'success', 'r/w': 'skipped' },
  })
})

test('outputs of the entry itself are in the report', async () => {
  const files = `on: {push: null, workflow_call: {outputs: {o: {value: "\${{ jobs.a.result }}"}}}}\njobs:\n  a: {${job}}`
  expect(await rehearse({ files })).toMatchObject({ runOutputs: { o: 'success' } })
})

test('a leg of a called workflow knows nothing of its callers but what is folded in', async () => {
  const { legs } = await rehearse({
    files: {
      'ci.yml': `${on}  a: {${lib}, with: {x: "it's"}}`,
      'lib.yml': `on: {workflow_call: {inputs: {x: {type: string}}}}\njobs:\n  b: {needs: c, if: "inputs.x", ${say('${{ inputs.x }}')}}\n  c: {${job}}`,
    },
  })
  expect(Object.keys(documentJob(legs['a/b'] as never))).toEqual(['name', 'runs-on', 'steps'])
})

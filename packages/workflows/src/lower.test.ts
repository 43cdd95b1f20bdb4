import { describe, expect, test } from '@jest/globals'
import { lowerWorkflow } from './lower.ts'
import type { WorkflowRef } from './references.ts'

const suite: WorkflowRef = { repository: 'OWNER/suite', path: '.github/workflows/x.yml', ref: 'v1', own: false }
const own: WorkflowRef = { ...suite, repository: 'OWNER/project', ref: 'HEAD', own: true }

const before = `# A comment stays.
name: X
on:
  workflow_call:
permissions:
  contents: read # why
  vulnerability-alerts: read # goes
concurrency:
  group: g
  queue: max
jobs:
  call:
    uses: $/.github/workflows/y.yml # pinned
    permissions: {contents: read, artifact-metadata: write}
  near:
    uses: "./.github/workflows/z.yml"
  steps:
    permissions:
      code-quality: read
    environment:
      name: prod
      deployment: false
    concurrency: {queue: max, group: h}
    runs-on: x
    steps:
      - uses:   $/actions/hello
      - uses: ./local
      - run: echo '$/actions/hello' \${{ format('{0}/x', job.workflow_repository) }} \${{job.status}} job.workflow_repository
`

describe('lowering', () => {
  test('changes what act does not know and nothing else', () => {
    expect(lowerWorkflow(before, suite)).toEqual({
      ok: true,
      value: `# A comment stays.
name: X
on:
  workflow_call:
permissions:
  contents: read # why
concurrency:
  group: g
jobs:
  call:
    uses: OWNER/suite/.github/workflows/y.yml@v1 # pinned
    permissions: {contents: read}
  near:
    uses: OWNER/suite/.github/workflows/z.yml@v1
  steps:
    permissions:
      {}
    environment:
      name: prod
    concurrency: {group: h}
    runs-on: x
    steps:
      - uses:   OWNER/suite/actions/hello@v1
      - uses: ./local
      - run: echo '$/actions/hello' \${{ format('{0}/x', 'OWNER/suite') }} \${{job.status}} job.workflow_repository
`,
    })
  })

  test("leaves the project's own calls in the project", () => {
    const lowered = lowerWorkflow(before, own)
    expect(lowered.ok && lowered.value).toContain('uses: ./.github/workflows/y.yml # pinned')
    expect(lowered.ok && lowered.value).toContain('uses: "./.github/workflows/z.yml"')
    expect(lowered.ok && lowered.value).toContain('uses:   OWNER/project/actions/hello@HEAD')
  })

  test('changes nothing in a workflow that is plain, and nothing a second time', () => {
    const plain = 'on: push\njobs:\n  a: {runs-on: x, steps: [{run: x}]}\n'
    expect(lowerWorkflow(plain, suite)).toEqual({ ok: true, value: plain })
    const once = lowerWorkflow(before, suite)
    expect(once.ok && lowerWorkflow(once.value, suite)).toEqual(once)
  })

  test('refuses case(), which has no older spelling', () => {
    const text = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ case(true, 'a', 'b') }}\n"
    expect(lowerWorkflow(text, suite)).toMatchObject({ ok: false, error: [{ code: 'E_WORKFLOWS_LOWER', at: { line: 6 } }] })
  })

  test('refuses what is no YAML', () => expect(lowerWorkflow('a: [', suite).ok).toBe(false))
})

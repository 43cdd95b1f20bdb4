import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { type JsonObject, type Plan, readYaml } from '@slipway/workflows'
import { parse } from 'yaml'
import { listMembers, listProblems } from './lists.ts'
import { callsOf, load, type Project, renderCaller, sentences } from './loading.ts'
import { grantsOfJobs, useProblems, usesOf } from './uses.ts'
import { callable, endToEnd, projects, slug, type Texts, workflows } from './workflows.ts'

const entry = '.github/workflows/x.yml'
const outsider = (text: string): Project => ({ slug: 'example/outsider', files: { [entry]: text } })
/** A run of one workflow text, as a file of the suite. */
const planOf = async (text: string, more: Texts = {}): Promise<Plan> => unwrap(await load({ slug, files: { [entry]: text, ...more } }, entry))
const problemsOfUses = (plan: Plan): readonly string[] => usesOf(plan).flatMap(useProblems)

describe.each(callable)('%s', (file) => {
  const text = workflows[file] ?? ''
  const plan = async (): Promise<Plan> => unwrap(await load(outsider(renderCaller(file, text)), entry))

  test("is called without a word from GitHub's parser", async () => {
    expect(sentences(await load(outsider(renderCaller(file, text)), entry))).toEqual([])
  })

  test('uses our actions with the inputs that they have', async () => {
    expect(usesOf(await plan()).filter(({ action }) => action !== undefined)).not.toEqual([])
    expect(problemsOfUses(await plan())).toEqual([])
  })

  test('grants each job what its actions need, and no more', async () => {
    for (const { id, granted, needed } of grantsOfJobs(await plan())) expect({ id, permissions: granted }).toEqual({ id, permissions: needed })
  })

  test('names the members of its lists as it reads them', () => {
    const lists = listMembers(unwrap(readYaml(file, text)).value as JsonObject)
    for (const [input, { said, read }] of Object.entries(lists)) expect({ input, members: said }).toEqual({ input, members: read })
  })
})

test('our own workflows load', async () => {
  for (const file of Object.keys(workflows).filter((name) => !callable.includes(name))) {
    const plan = await load({ slug, files: workflows }, file)
    expect(sentences(plan)).toEqual([])
    expect(problemsOfUses(unwrap(plan))).toEqual([])
  }
})

test.each(Object.keys(endToEnd))('%s loads, and uses our actions as they are but for what they are to refuse', async (file) => {
  const plan = await load({ slug, files: endToEnd }, file)
  expect(sentences(plan)).toEqual([])
  const uses = usesOf(unwrap(plan)).filter(({ mayFail }) => !mayFail)
  expect(uses.flatMap(useProblems)).toEqual([])
})

const examples = projects.flatMap((project) => Object.entries(project.files).map(([file, text]) => ({ project, file, text, name: `${project.name}/${file}` })))

describe.each(examples)('the example $name', ({ project, file, text }) => {
  test("loads without a word from GitHub's parser", async () => {
    expect(sentences(await load(project, file))).toEqual([])
  })

  test('hands lists over whose members are read', async () => {
    const plan = unwrap(await load(project, file))
    expect(problemsOfUses(plan)).toEqual([])
    expect(listProblems(plan)).toEqual([])
  })

  test('grants each call what it needs, and no more', async () => {
    const calls = callsOf(unwrap(await load(project, file)))
    expect(calls).not.toEqual([])
    for (const { path, granted, needed } of calls) expect({ path, permissions: granted }).toEqual({ path, permissions: needed })
  })

  const grants = Object.entries((parse(text) as { jobs: Record<string, { permissions?: Record<string, string> }> }).jobs).flatMap(([job, value]) =>
    Object.keys(value.permissions ?? {}).map((scope) => ({ job, scope })),
  )
  test.each(grants)('is refused when $job grants no $scope', async ({ job, scope }) => {
    const changed = parse(text) as { jobs: Record<string, { permissions: Record<string, string> }> }
    delete changed.jobs[job]?.permissions[scope]
    const result = await load({ ...project, files: { ...project.files, [file]: JSON.stringify(changed) } }, file)
    expect(new Set(result.ok ? [] : result.error.map(({ code }) => code))).toEqual(new Set(['E_WORKFLOWS_PERMISSIONS']))
    expect(sentences(result)[0]).toContain(`only allowed '${scope}: none'`)
  })
})

describe('the checks go red', () => {
  const steps = (...list: readonly object[]): string =>
    JSON.stringify({ on: 'push', permissions: {}, jobs: { a: { 'runs-on': 'x', permissions: { contents: 'read' }, steps: list } } })

  test('on a workflow that nobody can call', async () => {
    const text = steps({ run: 'x' })
    const caller = renderCaller('.github/workflows/y.yml', text, './.github/workflows/y.yml')
    const result = await load({ slug, files: { [entry]: caller, '.github/workflows/y.yml': text } }, entry)
    expect(sentences(result)).toEqual([expect.stringContaining('workflow_call key is not defined in .github/workflows/y.yml')])
  })

  test.each([
    ['an unknown input', { uses: '$/actions/versions-env', with: { flie: 'x' } }, 'flie is no input of actions/versions-env'],
    ['a required input that is missing', { uses: '$/actions/embed-verify', with: { platform: 'x' } }, 'actions/embed-verify needs the input binary'],
    ['an action that is not there', { uses: '$/actions/nothing' }, 'there is no action actions/nothing'],
    ['the same under its public name', { uses: `${slug}/actions/nothing@v1` }, 'there is no action actions/nothing'],
    ['an action from the checkout', { uses: './actions/versions-env' }, './actions/versions-env is taken from what the caller has checked out'],
  ])('on %s', async (_, step, sentence) => {
    expect(problemsOfUses(await planOf(steps({ run: 'x' }, step)))).toEqual([expect.stringContaining(`${entry}:1:`)])
    expect(problemsOfUses(await planOf(steps(step)))[0]).toContain(sentence)
  })

  test('and stay green on actions of others, and on an action of the project that calls', async () => {
    const text = steps({ uses: 'actions/checkout@v4', with: { path: 'x' } }, { uses: './actions/mine' }, { uses: '$/actions/mine' })
    expect(problemsOfUses(unwrap(await load(outsider(text), entry)))).toEqual([])
  })

  test.each([
    ['less than its action needs', { uses: '$/actions/skopeo-promote' }, { packages: 'write' }],
    ['more than its action needs', { uses: '$/actions/native-build' }, { contents: 'read' }],
    ['what only another mode needs', { uses: '$/actions/builder-image', with: { mode: 'plan' } }, { contents: 'read', packages: 'read' }],
  ])('on a job that grants %s', async (_, step, needed) => {
    const text = steps(step).replace('"contents":"read"', '"contents":"write"')
    expect(grantsOfJobs(await planOf(text))).toEqual([{ id: 'a', granted: { contents: 'write' }, needed }])
  })

  test('on a caller that grants more than is needed', async () => {
    const text = renderCaller('.github/workflows/promote.yml', workflows['.github/workflows/promote.yml'] ?? '').replace(
      '{"packages"',
      '{"contents":"read","packages"',
    )
    expect(callsOf(unwrap(await load(outsider(text), entry)))).toEqual([
      { path: 'call', granted: { contents: 'read', packages: 'write' }, needed: { packages: 'write' } },
    ])
  })

  test.each([
    ['what is no JSON', '[{', 'call: legs is no JSON list of objects'],
    ['what is no list', '{}', 'call: legs is no JSON list of objects'],
    ['a member that is never read', '[{"name":"a","platform":"b","runner":"c","command":"d","contianer":true}]', 'call: legs[0].contianer is never read'],
    ['a member that is missing', '[{"name":"a","platform":"b","command":"d"}]', 'call: legs[0] has no runner'],
  ])('on a list with %s', async (_, legs, sentence) => {
    const caller = JSON.parse(renderCaller('.github/workflows/native-ci.yml', workflows['.github/workflows/native-ci.yml'] ?? '')) as {
      jobs: { call: { with: Record<string, string> } }
    }
    caller.jobs.call.with.legs = legs
    expect(listProblems(unwrap(await load(outsider(JSON.stringify(caller)), entry)))).toEqual([sentence])
  })

  test('on a list whose description is not what is read', () => {
    const text = (workflows['.github/workflows/native-ci.yml'] ?? '').replace('{name, platform,', '{title, platform,')
    const { said, read } = listMembers(parse(text) as JsonObject).legs ?? { said: [], read: [] }
    expect([said.includes('title'), read.includes('title')]).toEqual([true, false])
  })
})

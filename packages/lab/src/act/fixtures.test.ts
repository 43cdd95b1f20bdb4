import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import { renderProblem } from '@slipway/kernel'
import { type JobReport, loadRun, type Plan, runWorkflow } from '@slipway/workflows'
import { type Fixture, fixtures } from '@slipway/workflows/cases'
import { createFixture, writeTree } from './testing/lab-fixture.ts'

/** The runs that the scheduler is tested on with fake legs, by act: the same results and outputs. */

// Real processes on a machine that others may be using.
jest.setTimeout(60_000)

const lab = createFixture()
afterAll(async () => {
  await lab[Symbol.asyncDispose]()
})

/** The project and the suite of a case, each as a checkout. */
function lay({ files }: Fixture): { readonly project: string; readonly suite: string } {
  const folder = join(lab.folder, `case${fixtures.findIndex((fixture) => fixture.files === files)}`)
  const [project, suite] = [join(folder, 'project'), join(folder, 'suite')]
  cpSync(lab.project, project, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    const [, path] = /^OWNER\/suite\/(.*)@v1$/.exec(name) ?? []
    writeTree(path === undefined ? project : suite, { [path ?? name]: text })
  }
  return { project, suite }
}

async function load(folders: { readonly project: string; readonly suite: string }): Promise<Plan | readonly string[]> {
  const plan = await loadRun({
    entry: '.github/workflows/ci.yml',
    slug: 'OWNER/project',
    read: (ref) => {
      const file = join(ref.own ? folders.project : folders.suite, ref.path)
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined
    },
  })
  return plan.ok ? plan.value : plan.error.map(renderProblem)
}

async function run(fixture: Fixture): Promise<readonly JobReport[]> {
  const folders = lay(fixture)
  const plan = await load(folders)
  if (!('workflow' in plan)) throw new Error(plan.join('\n'))
  const sha = 'a'.repeat(40)
  const { jobs } = await runWorkflow(plan, {
    exec: lab.executor({ project: folders.project, repositories: { 'OWNER/suite@v1': folders.suite }, logs: join(folders.project, '../logs') }),
    event: { name: 'push', payload: { ref: 'refs/heads/main', after: sha }, ref: 'refs/heads/main', sha, runId: '4711' },
    secrets: fixture.secrets ?? {},
    parallel: 3,
    clock: { now: () => performance.now(), after: () => () => {} },
  })
  return all(jobs)
}

function all(jobs: readonly JobReport[]): readonly JobReport[] {
  return jobs.flatMap((job) => [job, ...all(job.jobs)])
}

const named = (list: readonly Fixture[]) => list.map((fixture) => [fixture.name, fixture] as const)

test('there are thirteen, of which four are wrong before anything runs', () => {
  expect([fixtures.length, fixtures.filter(({ problem }) => problem !== undefined).length]).toEqual([13, 4])
})

describe('by act as by fake legs', () => {
  test.each(named(fixtures.filter(({ problem }) => problem === undefined)))('%s', async (_, fixture) => {
    const jobs = await run(fixture)
    expect(Object.fromEntries(jobs.map(({ path, result }) => [path, result]))).toEqual(fixture.results)
    const outputs = Object.keys(fixture.outputs ?? {}).map((path) => [path, jobs.find((job) => job.path === path)?.outputs])
    expect(Object.fromEntries(outputs)).toEqual(fixture.outputs ?? {})
    // Each leg was run, and none of them by a fake.
    expect(jobs.flatMap(({ legs }) => legs.filter(({ outcome }) => outcome === undefined))).toEqual([])
  })
})

describe('refused before anything runs', () => {
  test.each(named(fixtures.filter(({ problem }) => problem !== undefined)))('%s', async (_, fixture) => {
    expect(await load(lay(fixture))).toEqual([expect.stringMatching(fixture.problem ?? /^$/)])
  })
})

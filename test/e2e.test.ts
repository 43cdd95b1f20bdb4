import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkOutProject, createEnvironment, suiteSlug } from '@slipway/cli/rehearsal'
import { type Lab, runProject, startLab } from '@slipway/lab'
import { legsOf } from '@slipway/workflows'
import { fillExample } from './examples.ts'
import { root } from './rooms.ts'

/** Every end-to-end workflow of every action: found, never listed. */
const workflows = readdirSync(join(root, 'actions')).flatMap((action) => {
  const folder = join(root, 'actions', action, 'test')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => ({ action, file, path: join(folder, file) }))
})

/** What the comments `# EXPECT …` of a workflow say that some step has to say. */
function expectations(path: string): readonly string[] {
  return [...readFileSync(path, 'utf8').matchAll(/^ *# EXPECT (.+)$/gm)].map((match) => match[1] ?? '')
}

const scratch = mkdtempSync(join(tmpdir(), 'e2e-'))
const project = { slug: suiteSlug(), folder: join(scratch, 'project'), sha: '' }
let lab: Lab | undefined

beforeAll(async () => {
  const stage = join(scratch, 'stage')
  const { sha } = checkOutProject(root, stage, 'refs/heads/main', 1_700_000_000)
  rmSync(join(stage, '.github/workflows'), { recursive: true })
  mkdirSync(join(stage, '.github/workflows'), { recursive: true })
  for (const { action, file, path } of workflows) {
    const readme = readFileSync(join(root, 'actions', action, 'README.md'), 'utf8')
    const filled = fillExample(readFileSync(path, 'utf8'), readme, suiteSlug())
    if (filled !== undefined) writeFileSync(join(stage, '.github/workflows', `${action}-${file}`), filled)
  }
  Object.assign(project, { folder: stage, sha })
  const [owner = '', name = ''] = project.slug.split('/')
  lab = await startLab({
    ...createEnvironment({ cache: join(scratch, 'cache') }),
    scratch: join(scratch, 'run'),
    logs: join(scratch, 'logs'),
    repositories: [{ owner, name, branches: { main: sha }, tags: { 'v1.2.3': sha } }],
    faults: [],
    keep: () => false,
  })
}, 60_000)

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]()
  rmSync(scratch, { recursive: true, force: true })
}, 60_000)

test('every action has an end-to-end workflow', () => {
  expect(readdirSync(join(root, 'actions')).filter((action) => !workflows.some((workflow) => workflow.action === action))).toEqual([])
})

describe.each(workflows.map(({ action, file, path }) => [`${action}/${file}`, `.github/workflows/${action}-${file}`, path] as const))(
  '%s',
  (_, entry, path) => {
    test('runs through act', async () => {
      const event = {
        name: 'push',
        repository: project.slug,
        ref: 'refs/tags/v1.2.3',
        sha: project.sha,
        actor: 'octocat',
        inputs: {},
        time: '2026-01-01T00:00:00Z',
      }
      if (lab === undefined) throw new Error('the lab did not start')
      const [run] = await runProject({ lab, project, suite: project, events: [event], workflows: [entry], parallel: 2, signal: new AbortController().signal })
      const legs = legsOf(run?.report.jobs ?? [])
      const failed = legs
        .filter(({ conclusion }) => conclusion !== 'success')
        .map(({ name, conclusion, problems, outcome }) => ({ name, conclusion, problems, failure: outcome?.failure }))
      expect(failed).toEqual([])
      expect(legs.length).toBeGreaterThan(0)
      expect(run?.report.result).toBe('success')
      // A step that has to be refused must say why: a crash is red as well.
      const said = legs.flatMap(({ outcome }) => outcome?.annotations ?? []).map(({ message }) => message)
      expect(expectations(path).filter((text) => !said.some((message) => message.includes(text)))).toEqual([])
    }, 120_000)
  },
)

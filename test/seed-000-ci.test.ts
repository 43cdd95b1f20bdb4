import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkOutProject, createEnvironment, suiteSlug } from '@slipway/cli/rehearsal'
import { type FinishedRun, type Lab, runProject, startLab } from '@slipway/lab'
import { type LegReport, legsOf } from '@slipway/workflows'
import { parse } from 'yaml'
import { root } from './rooms.ts'
import { copySuite } from './suite-copy.ts'
import { projects } from './workflows.ts'

/**
 * The CI table of seed 000 as one list of legs. Here run the legs that need no builder image (the others run in seed-000.test.ts), and beside
 * them the same legs with a fault planted in each.
 */

type Leg = Readonly<Record<string, unknown>> & { readonly name: string }
type Workflow = { readonly jobs: { readonly ci: { readonly with: { legs: string } } } }

const microvm = projects.find(({ name }) => name === 'microvm')
const legsIn = (file: string): readonly Leg[] => {
  const workflow = parse(microvm?.files[`.github/workflows/${file}`] ?? '') as Workflow
  return JSON.parse(workflow.jobs.ci.with.legs) as readonly Leg[]
}
const table = legsIn('ci.yml')

describe('the table', () => {
  const rows = (kind: (leg: Leg) => boolean): readonly unknown[] => table.filter(kind).map(({ platform, runner }) => [platform, runner])
  const linux = ['linux/amd64', 'ubuntu-24.04']
  const macos = ['darwin/arm64', 'macos-15']

  test.each([
    ['tests on Linux and macOS', ({ command }: Leg) => command === 'task test', [linux, macos]],
    ['lint, with the boundary of CGO and the headers of licences', (leg: Leg) => 'pure-go' in leg && 'except' in leg && 'spdx-headers' in leg, [linux]],
    ['a build without CGO', ({ command }: Leg) => command === 'task build-nocgo', [linux]],
    ['a build with CGO in the builder image, tried out', (leg: Leg) => leg.container === true && 'files' in leg && 'smoke' in leg, [linux]],
    ['a build with CGO on macOS, after a setup command and with a deadline', (leg: Leg) => 'setup' in leg && 'deadline' in leg, [macos]],
  ])('has %s', (_, kind, wanted) => expect(rows(kind)).toEqual(wanted))

  test('is that of pull requests too', () => expect(legsIn('pull-request.yml')).toEqual(table))
})

const leg = (name: string): Leg => table.find((one) => one.name === name) ?? { name }

const probe = 'package probe; import _ "github.com/example/microvm/internal/vmm"'

/** Legs of the table, each with a fault, and what has to be said of it. */
const faults: readonly { readonly leg: Leg; readonly says: RegExp }[] = [
  {
    leg: {
      ...leg('lint'),
      name: 'a boundary that does not hold',
      setup: `${String(leg('lint').setup)}; mkdir internal/probe; echo '${probe}' > internal/probe/probe.go`,
    },
    says: /internal\/probe is pure Go, and imports .*internal\/vmm, which uses CGO \(vmm\.go\): .*internal\/probe → .*internal\/vmm/,
  },
  { leg: { ...leg('lint'), name: 'headers of another licence', 'spdx-license': 'MIT' }, says: /main\.go is under Apache-2\.0, not under MIT/ },
  { leg: { ...leg('build with cgo on macOS'), name: 'no setup', setup: undefined }, says: /the command ended with/ },
  { leg: { ...leg('test'), name: 'a command that does not end', command: 'sleep 600', deadline: '1s' }, says: /the command .*1 s/ },
  {
    leg: { ...leg('test'), name: 'a result for another platform', command: 'task dev-libvmm && cp dev/libvmm.so lib', files: 'lib', platform: 'linux/arm64' },
    says: /lib is for linux\/amd64, not for linux\/arm64/,
  },
  { leg: { ...leg('build with cgo'), name: 'no builder image' }, says: /no builder image was given/ },
]

const main = 'refs/heads/main'
const scratch = mkdtempSync(join(tmpdir(), 'seed-000-ci-'))
let lab: Lab | undefined
let runs: readonly FinishedRun[] = []

/** CI of the project without the builder image, with other legs. */
function renderCi(text: string, legs: readonly Leg[]): string {
  const workflow = parse(text) as Workflow & { readonly name: string }
  const { ci } = workflow.jobs
  const given = { tools: 'go, task', legs: JSON.stringify(legs) }
  const header = text.slice(0, text.indexOf('name:'))
  return `${header}${JSON.stringify({ ...workflow, concurrency: legs[0]?.name, jobs: { ci: { ...ci, needs: [], with: given } } })}\n`
}

beforeAll(async () => {
  const tree = join(scratch, 'tree')
  checkOutProject(join(root, 'test/projects/microvm'), tree, main, 1_767_225_600)
  const workflows = join(tree, '.github/workflows')
  const text = readFileSync(join(workflows, 'ci.yml'), 'utf8')
  rmSync(workflows, { recursive: true })
  mkdirSync(workflows)
  const native = table.filter(({ container }) => container !== true)
  writeFileSync(join(workflows, 'ci.yml'), renderCi(text, native))
  writeFileSync(
    join(workflows, 'faults.yml'),
    renderCi(
      text,
      faults.map((fault) => fault.leg),
    ),
  )
  const project = { slug: 'example/microvm', ...checkOutProject(tree, join(scratch, 'project'), main, 1_767_225_600) }
  const suite = { slug: suiteSlug(), ...copySuite(join(scratch, 'suite')) }
  mkdirSync(join(scratch, 'logs'))
  lab = await startLab({
    ...createEnvironment({ cache: join(scratch, 'cache') }),
    scratch: join(scratch, 'lab'),
    logs: join(scratch, 'logs'),
    repositories: [{ owner: 'example', name: 'microvm', branches: { main: project.sha }, tags: {} }],
    faults: [],
    keep: () => false,
  })
  const event = { name: 'push', repository: project.slug, ref: main, sha: project.sha, actor: 'octocat', inputs: {}, time: '2026-01-01T00:00:00Z' }
  runs = await runProject({ lab, project, suite, events: [event], workflows: [], parallel: 2, signal: new AbortController().signal })
}, 900_000)

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]()
  rmSync(scratch, { recursive: true, force: true })
}, 60_000)

function reportsOf(file: string): readonly LegReport[] {
  return legsOf(runs.find(({ entry }) => entry === `.github/workflows/${file}`)?.report.jobs ?? [])
}

const said = (report: LegReport | undefined): string => (report?.outcome?.annotations ?? []).map(({ message }) => message).join('\n')

test('the legs that need no builder image are green', () => {
  const failed = reportsOf('ci.yml').filter(({ conclusion }) => conclusion !== 'success')
  expect(failed.map(({ name, conclusion, problems, outcome }) => ({ name, conclusion, problems, failure: outcome?.failure }))).toEqual([])
  expect(reportsOf('ci.yml')).toHaveLength(table.length - 1)
})

test('what ran here says that it tells nothing of macOS', () => {
  const silent = reportsOf('ci.yml').filter((report) => !said(report).includes('so it says nothing of darwin/arm64'))
  expect(silent.map(({ name }) => name.split(' / ').at(-1))).toEqual(
    table.filter(({ platform, container }) => platform === 'linux/amd64' && container !== true).map(({ name }) => name),
  )
})

test.each(faults)('$leg.name is red, and says why', ({ leg: { name }, says }) => {
  const report = reportsOf('faults.yml').find((one) => one.name.endsWith(` / ${name}`))
  expect(report?.conclusion).toBe('failure')
  expect(said(report)).toMatch(says)
})

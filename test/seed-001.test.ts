import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkOutProject, createEnvironment, suiteSlug } from '@slipway/cli/rehearsal'
import { type FinishedRun, type Lab, runProject, startLab } from '@slipway/lab'
import { findJob, type JsonObject, type LegReport, legsOf } from '@slipway/workflows'
import { parse } from 'yaml'
import { root } from './rooms.ts'
import { copySuite } from './suite-copy.ts'

/**
 * "Compiles fine, runs broken": one machine built all four platforms, and had the assets of one. Here each planted fault is a release of its own
 * beside the good one, and one push of a tag starts them all; what the placeholders are for, CI, runs beside them.
 */

type Leg = Readonly<Record<string, string | readonly string[]>>

type Fault = {
  readonly name: string
  /** What the fault changes in a leg of the release. */
  readonly plant: Leg
  /** What has to be red. */
  readonly platforms: readonly string[]
  /** What is not touched by it. */
  readonly green?: string
  /** The step that has to refuse, and what it has to say of each platform. */
  readonly step: 'build and prove' | 'prove what it embeds'
  readonly says: (platform: string) => readonly RegExp[]
}

const all = ['linux/amd64', 'linux/arm64', 'windows/amd64', 'darwin/arm64']
const machine = process.arch === 'arm64' ? 'linux/arm64' : 'linux/amd64'
const files = 'internal/assets/files'
const make = 'go run ./cmd/make assets'
const compile = 'go run ./cmd/make program'
/** An asset of the platform by which faults can be seen: one that says its architecture. */
const carried = (platform: string): string => `${files}/${platform.startsWith('linux/') ? 'shim' : 'berth-linux'}`
const other = 'if [ "$SLIPWAY_ARCH" = amd64 ]; then export SLIPWAY_ARCH=arm64; else export SLIPWAY_ARCH=amd64; fi'
const archOf = (platform: string): string => platform.split('/')[1] ?? ''
const wrongArch = (platform: string): string => (archOf(platform) === 'amd64' ? 'arm64' : 'amd64')

const faults: readonly Fault[] = [
  {
    name: 'the assets of the machine that builds, for all platforms',
    plant: { setup: `[ "$SLIPWAY_PLATFORM" != ${machine} ] || ${make}` },
    platforms: all.filter((platform) => platform !== machine),
    green: machine,
    step: 'prove what it embeds',
    says: (platform) => [new RegExp(`${carried(platform)} is empty`), /worker-v1\.4\.0\.(zip|tar\.gz) is empty/],
  },
  {
    name: 'no assets at all',
    plant: { setup: 'true' },
    platforms: [machine],
    step: 'prove what it embeds',
    says: (platform) => [new RegExp(`${carried(platform)} is empty`), /worker-v1\.4\.0\.tar\.gz is empty/],
  },
  {
    name: 'placeholders that are not empty',
    plant: {
      setup: `go run ./cmd/make placeholders; for file in ${files}/*; do printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:0\\n' > "$file"; done`,
    },
    platforms: all,
    step: 'prove what it embeds',
    says: (platform) => [new RegExp(`${carried(platform)} is a Git LFS pointer`)],
  },
  {
    name: 'assets of the other architecture',
    plant: { setup: `${other}; ${make}` },
    platforms: all,
    step: 'prove what it embeds',
    says: (platform) => [new RegExp(`${carried(platform)} is of ${wrongArch(platform)}, not of ${archOf(platform)}`)],
  },
  {
    name: 'assets of an older version, which were renewed too late',
    plant: { setup: `SHIM_VERSION=v2.1.0 KERNEL_VERSION=v6.11.0 ${make}`, command: `${compile} && ${make}` },
    platforms: all,
    step: 'prove what it embeds',
    says: (platform) => [new RegExp(`${carried(platform)} .*(does not stand in|stands in) dist/berth`)],
  },
  {
    name: 'an older version beside the new one',
    plant: { setup: `${make}; cp ${files}/worker-v1.4.0.tar.gz ${files}/worker-v1.3.9.tar.gz` },
    platforms: [machine],
    step: 'prove what it embeds',
    says: () => [/worker-v1\.3\.9/],
  },
  {
    name: 'a program of the other architecture',
    plant: { setup: 'true', command: `${other}; ${compile}` },
    platforms: all,
    step: 'build and prove',
    says: (platform) => [new RegExp(`dist/berth(\\.exe)? is for \\w+/${wrongArch(platform)}, not for ${platform}`)],
  },
  {
    name: 'a program of an older version',
    plant: { setup: 'true', command: `SLIPWAY_VERSION=v1.2.2 ${compile}` },
    platforms: all,
    step: 'build and prove',
    says: () => [/dist\/berth(\.exe)? (does not hold its version v1\.2\.3|--version says "berth v1\.2\.2.*", and not v1\.2\.3)/],
  },
]

const slug = 'example/berth'
const [main, tag] = ['refs/heads/main', 'refs/tags/v1.2.3']
const scratch = mkdtempSync(join(tmpdir(), 'seed-001-'))
const fileOf = (fault: Fault): string => `.github/workflows/fault-${faults.indexOf(fault) + 1}.yml`
let lab: Lab | undefined
let runs: readonly FinishedRun[] = []

/** The release of the project with a fault in it, as a workflow of its own. */
function renderFaulty(text: string, fault: Fault): string {
  const workflow = parse(text) as { name: string; concurrency: object; jobs: { release: { with: { hosts: string } } } }
  const given = workflow.jobs.release.with
  const legs = (JSON.parse(given.hosts) as readonly Leg[]).filter(({ platform }) => [...fault.platforms, fault.green].includes(String(platform)))
  given.hosts = JSON.stringify(legs.map((leg) => ({ ...leg, ...fault.plant })))
  const header = text.slice(0, text.indexOf('name:'))
  return `${header}${JSON.stringify({ ...workflow, name: fault.name, concurrency: fault.name })}\n`
}

beforeAll(async () => {
  const tree = join(scratch, 'tree')
  checkOutProject(join(root, 'test/projects/berth'), tree, main, 1_767_225_600)
  const release = readFileSync(join(tree, '.github/workflows/release.yml'), 'utf8')
  for (const fault of faults) writeFileSync(join(tree, fileOf(fault)), renderFaulty(release, fault))
  const project = { slug, ...checkOutProject(tree, join(scratch, 'project'), [main, tag], 1_767_225_600) }
  const suite = { slug: suiteSlug(), ...copySuite(join(scratch, 'suite')) }
  mkdirSync(join(scratch, 'logs'))
  lab = await startLab({
    ...createEnvironment({ cache: join(scratch, 'cache') }),
    scratch: join(scratch, 'lab'),
    logs: join(scratch, 'logs'),
    repositories: [{ owner: 'example', name: 'berth', branches: { main: project.sha }, tags: { 'v1.2.3': project.sha } }],
    faults: [],
    keep: () => false,
  })
  const common = { name: 'push', repository: slug, sha: project.sha, actor: 'octocat', inputs: {}, time: '2026-01-01T00:00:00Z' }
  const events = [main, tag].map((ref) => ({ ...common, ref }))
  runs = await runProject({ lab, project, suite, events, workflows: [], parallel: 2, signal: new AbortController().signal })
}, 900_000)

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]()
  rmSync(scratch, { recursive: true, force: true })
}, 60_000)

const runOf = (file: string): FinishedRun => {
  const run = runs.find(({ entry }) => entry === file)
  if (run === undefined) throw new Error(`${file} was not started`)
  return run
}

/** The legs that build hosts, by their platform. */
function hostsOf(run: FinishedRun): ReadonlyMap<string, LegReport> {
  const legs = legsOf(run.report.jobs).filter(({ leg }) => leg?.path.includes('/host'))
  return new Map(legs.map((leg) => [String(((leg.leg?.matrix as JsonObject | undefined)?.leg as JsonObject | undefined)?.platform), leg]))
}

/** What did not go well: nothing, where all is green. */
function failuresOf(run: FinishedRun): readonly unknown[] {
  const legs = legsOf(run.report.jobs).filter(({ conclusion }) => conclusion !== 'success' && conclusion !== 'skipped')
  return legs.map(({ name, conclusion, problems, outcome }) => ({ name, conclusion, problems, failure: outcome?.failure }))
}

const said = (leg: LegReport | undefined): string =>
  [...(leg?.outcome?.annotations ?? []).map(({ message }) => message), ...(leg?.outcome?.summaries ?? [])].join('\n')

test('the good release is green, and its draft holds one archive a platform', () => {
  const run = runOf('.github/workflows/release.yml')
  expect(failuresOf(run)).toEqual([])
  expect([...hostsOf(run).keys()].sort()).toEqual(all.toSorted())
  expect(run.report.result).toBe('success')
  const releases = lab?.github.repository(slug).releases ?? []
  expect(releases).toMatchObject([{ tag: 'v1.2.3', draft: true }])
  expect(releases[0]?.assets.map(({ name }) => name).sort()).toEqual([
    'berth_v1.2.3_darwin_arm64.tar.gz',
    'berth_v1.2.3_linux_amd64.tar.gz',
    'berth_v1.2.3_linux_arm64.tar.gz',
    'berth_v1.2.3_windows_amd64.zip',
    'checksums.txt',
  ])
})

test('it says that what was built for other platforms was not tried out', () => {
  const hosts = hostsOf(runOf('.github/workflows/release.yml'))
  const untried = all.filter((platform) => said(hosts.get(platform)).includes('the smoke command was not run'))
  expect(untried).toEqual(all.filter((platform) => platform !== machine))
  expect(said(hosts.get('darwin/arm64'))).toContain('nothing was signed')
})

test('CI is green on placeholders, the program that they make included', () => {
  const run = runOf('.github/workflows/ci.yml')
  expect(failuresOf(run)).toEqual([])
  expect(legsOf(run.report.jobs).map(({ name }) => name)).toEqual(['CI / ci / test', 'CI / ci / check', 'CI / ci / program from placeholders'])
})

describe.each(faults.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => {
  test.each(fault.platforms)('%s is red, and says why', (platform) => {
    const leg = hostsOf(runOf(fileOf(fault))).get(platform)
    const failure = leg?.outcome?.failure
    const instead = failure?.step === fault.step ? [] : [failure?.message, ...(failure?.log ?? [])]
    expect({ conclusion: leg?.conclusion, instead }).toEqual({ conclusion: 'failure', instead: [] })
    for (const pattern of fault.says(platform)) expect(said(leg)).toMatch(pattern)
  })

  test('the rest is green, and nothing is released', () => {
    const run = runOf(fileOf(fault))
    const green = [...hostsOf(run)].filter(([, { conclusion }]) => conclusion === 'success').map(([platform]) => platform)
    expect(green).toEqual(fault.green === undefined ? [] : [fault.green])
    expect(findJob(run.report.jobs, `${run.label.path}/release/release`)?.result).toBe('skipped')
  })
})

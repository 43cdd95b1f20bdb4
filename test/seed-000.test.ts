import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkOutProject, createEnvironment, exportSuite, suiteSlug } from '@slipway/cli/rehearsal'
import { type EventFacts, type FinishedRun, type Lab, labelPath, provideToolchain, runProject, startLab } from '@slipway/lab'
import { findJob, type LegReport, legsOf } from '@slipway/workflows'
import { root } from './rooms.ts'

/**
 * "When bumping libkrun/libkrunfw versions": update two files, push, see CI fail, wait for the builder, run CI again. Here that is one push, and
 * nothing fails, waits by hand or runs again. The tests are one story, and each goes on where the one before has ended.
 */

const slug = 'example/microvm'
const image = 'example/microvm-builder'
const never = new AbortController().signal
const scratch = mkdtempSync(join(tmpdir(), 'seed-000-'))
/** The working tree of the project's maintainer. */
const tree = join(scratch, 'tree')
const suite = { slug: suiteSlug(), folder: join(scratch, 'suite'), sha: '' }
let lab: Lab | undefined

type Push = { readonly folder: string; readonly sha: string; readonly changed: readonly string[] }
let pushes = 0

/** Changes files of the working tree, and commits it as GitHub would see it. */
function commit(edits: Readonly<Record<string, (text: string) => string>>, refs: readonly string[]): Push {
  for (const [file, edit] of Object.entries(edits)) {
    const before = readFileSync(join(tree, file), 'utf8')
    const after = edit(before)
    if (after === before) throw new Error(`nothing changed in ${file}`)
    writeFileSync(join(tree, file), after)
  }
  pushes += 1
  const folder = join(scratch, `push-${pushes}`)
  mkdirSync(folder)
  return { ...checkOutProject(tree, folder, refs, 1_767_225_600 + pushes), changed: Object.keys(edits) }
}

const replace =
  (from: string, to: string) =>
  (text: string): string =>
    text.replace(from, to)

/** A version in both files that name it. */
function bump(name: string, from: string, to: string) {
  return { 'versions.env': replace(`${name}=${from}`, `${name}=${to}`), 'images/builder/Containerfile': replace(`ARG ${name}=${from}`, `ARG ${name}=${to}`) }
}

const [main, tag] = ['refs/heads/main', 'refs/tags/v1.3.0']
let bumped: Push = { folder: '', sha: '', changed: [] }

beforeAll(async () => {
  mkdirSync(tree)
  checkOutProject(join(root, 'test/projects/microvm'), tree, main, 1_767_225_600)
  Object.assign(suite, exportSuite(root, suite.folder))
  bumped = commit(bump('LIBVMM_VERSION', 'v1.18.0', 'v1.18.1'), [main, tag])
  mkdirSync(join(scratch, 'logs'))
  const environment = createEnvironment({ cache: join(scratch, 'cache') })
  lab = await startLab({
    ...environment,
    scratch: join(scratch, 'lab'),
    logs: join(scratch, 'logs'),
    repositories: [{ owner: 'example', name: 'microvm', branches: { main: bumped.sha }, tags: { 'v1.3.0': bumped.sha } }],
    faults: [],
    keep: () => false,
  })
  await provideToolchain(lab, { cache: join(root, '.cache/base-images'), progress: () => {}, signal: never })
}, 600_000)

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]()
  rmSync(scratch, { recursive: true, force: true })
}, 60_000)

const theLab = (): Lab => {
  if (lab === undefined) throw new Error('the lab did not start')
  return lab
}

function go(push: Push, events: readonly Partial<EventFacts>[], until?: string): Promise<readonly FinishedRun[]> {
  const common = { name: 'push', repository: slug, ref: main, sha: push.sha, actor: 'octocat', inputs: {}, time: '2026-01-01T00:00:00Z', changed: push.changed }
  const project = { slug, folder: push.folder, sha: push.sha }
  return runProject({
    lab: theLab(),
    project,
    suite,
    events: events.map((event) => ({ ...common, ...event })),
    workflows: [],
    until,
    parallel: 2,
    signal: never,
  })
}

/** What did not go well: nothing, where all is green. */
function failuresOf(runs: readonly FinishedRun[]): readonly unknown[] {
  const legs = runs.flatMap(({ report }) => legsOf(report.jobs)).filter(({ conclusion }) => conclusion !== 'success' && conclusion !== 'skipped')
  const red = runs.filter(({ report }) => report.result !== 'success').map(({ entry, report }) => `${entry}: ${report.result}`)
  return [...red, ...legs.map(({ path, conclusion, problems, outcome }) => ({ path, conclusion, problems, failure: outcome?.failure }))]
}

const legsIn = (runs: readonly FinishedRun[]): readonly LegReport[] => runs.flatMap(({ report }) => legsOf(report.jobs))

/** The platforms that were built, one entry a build. */
function buildsIn(runs: readonly FinishedRun[]): readonly string[] {
  return legsIn(runs).flatMap(({ path, outcome }) => {
    const platform = /(?:^|\/)build\[.*?(linux\/\w+)/.exec(path)?.[1]
    return platform === undefined || outcome === undefined ? [] : [platform]
  })
}

/** What the builder job of each run hands on. */
function buildersOf(runs: readonly FinishedRun[]): readonly Readonly<Record<string, string>>[] {
  return runs.map(({ report, label }) => findJob(report.jobs, labelPath(label, 'builder'))?.outputs ?? {})
}

async function tags(): Promise<Readonly<Record<string, string>>> {
  const all = await theLab().registry.tags()
  return Object.fromEntries(all.filter(({ repository }) => repository === image).map(({ tag: name, digest }) => [name, digest]))
}

const said = (runs: readonly FinishedRun[]): string =>
  legsIn(runs)
    .flatMap(({ outcome }) => outcome?.summaries ?? [])
    .join('\n')
const both = ['linux/amd64', 'linux/arm64']
let first: Readonly<Record<string, string>> = {}

describe('one push', () => {
  test('that bumps a version and tags a release: CI, builder and release are green at the first attempt, and each platform is built once', async () => {
    const runs = await go(bumped, [{ ref: main }, { ref: tag }])
    expect(failuresOf(runs)).toEqual([])
    expect(runs.map(({ label }) => label.path)).toEqual(['builder', 'ci', 'release'])
    expect(buildsIn(runs).toSorted()).toEqual(both)
    const builders = buildersOf(runs)
    first = builders[0] ?? {}
    expect(first.container).toMatch(/^ghcr\.io\/example\/microvm-builder@sha256:[0-9a-f]{64}$/)
    expect(new Set(builders.map(({ container }) => container))).toEqual(new Set([first.container]))
    expect(builders.map(({ built }) => built).toSorted()).toEqual(['false', 'false', 'true'])
    expect(await tags()).toMatchObject({ [first.key ?? '']: first.digest, 'v1.18.1': first.digest, latest: first.digest, next: first.digest })
    expect(theLab().github.repository(slug).releases).toMatchObject([{ tag: 'v1.3.0', draft: true }])
    expect(theLab().github.repository(slug).releases[0]?.assets).toHaveLength(9)
  }, 900_000)

  test('that changes only a README builds nothing and writes nothing', async () => {
    const before = theLab().registry.requests()
    const runs = await go(commit({ 'README.md': (text) => `${text}\nMore words.\n` }, [main]), [{}], 'builder')
    expect(failuresOf(runs)).toEqual([])
    expect(runs.map(({ entry }) => entry)).toEqual(['.github/workflows/ci.yml'])
    expect(legsIn(runs).map(({ path }) => path)).toEqual(['builder/plan'])
    expect(buildersOf(runs)).toMatchObject([{ container: first.container, key: first.key, found: 'true', built: 'false' }])
    const writes = (requests: Readonly<Record<string, number>>): unknown => Object.entries(requests).filter(([kind]) => !/^(GET|HEAD) /.test(kind))
    expect(writes(theLab().registry.requests())).toEqual(writes(before))
  }, 300_000)

  test('that changes only the other library builds anew, and the version’s tag moves to it', async () => {
    const push = commit(bump('LIBVMMFW_VERSION', 'v5.4.0', 'v5.4.1'), [main])
    const runs = await go(push, [{}], 'builder')
    expect(failuresOf(runs)).toEqual([])
    expect(runs.map(({ label }) => label.path)).toEqual(['builder', 'ci'])
    expect(buildsIn(runs).toSorted()).toEqual(both)
    const [builder = {}, ci = {}] = buildersOf(runs)
    expect(ci.container).toBe(builder.container)
    expect([builder.key === first.key, builder.digest === first.digest]).toEqual([false, false])
    expect(said(runs)).toMatch(/LIBVMMFW_VERSION.*v5\.4\.0.*v5\.4\.1/)
    // What was released still names what it was released from.
    expect(await tags()).toMatchObject({
      [first.key ?? '']: first.digest,
      next: first.digest,
      [builder.key ?? '']: builder.digest,
      'v1.18.1': builder.digest,
      latest: builder.digest,
    })
  }, 600_000)
})

test('the pull request of a fork finds the image that main has built, and writes nothing', async () => {
  const before = await tags()
  const push = commit({ 'README.md': (text) => `${text}\nWords of a stranger.\n` }, ['refs/pull/1/merge'])
  const pull = { number: 1, head: 'words', base: 'main', fork: 'mallory/microvm' }
  const runs = await go(push, [{ name: 'pull_request', ref: 'refs/pull/1/merge', pull }], 'builder')
  expect(failuresOf(runs)).toEqual([])
  expect(runs.map(({ entry }) => entry)).toEqual(['.github/workflows/pull-request.yml'])
  expect(legsIn(runs).map(({ path, leg }) => [path, leg?.permissions])).toEqual([['builder/plan', { contents: 'read', packages: 'read' }]])
  expect(buildersOf(runs)).toMatchObject([{ container: `ghcr.io/${image}@${before.latest}`, found: 'true' }])
  expect(await tags()).toEqual(before)
}, 600_000)

import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { createRunPool, type ExecuteLeg, findJob, type JsonObject, jobsOf, type Leg, type RunPool, type RunReport, runWorkflow } from '@slipway/workflows'
import { parse } from 'yaml'
import { load, type Project, renderCaller } from './loading.ts'
import { projects, slug, type Texts, workflows } from './workflows.ts'

/** The workflows of the builder image: who may write, what waits for what, and what runs when, with legs that only say what the action would say. */

const entry = '.github/workflows/x.yml'
const [maker, planner] = ['.github/workflows/builder.yml', '.github/workflows/builder-plan.yml']
const textOf = (file: string): string => workflows[file] ?? ''
const outsider = (text: string): Project => ({ slug: 'example/outsider', files: { [entry]: text } })

describe('who may write', () => {
  /** Every write access that a job asks for. Another text can take the place of a workflow of the suite. */
  async function writesOf(file: string, text = textOf(file)): Promise<readonly string[]> {
    const files = { [entry]: renderCaller(file, text, `./${file}`), ...workflows, [file]: text }
    const { workflow } = unwrap(await load({ slug, files }, entry))
    return [...jobsOf(workflow)].flatMap(({ path, job }) =>
      Object.entries(job.permissions).flatMap(([scope, access]) => (access === 'write' ? [`${path}: ${scope}`] : [])),
    )
  }

  test('nobody in builder-plan.yml', async () => expect(await writesOf(planner)).toEqual([]))

  test('only who makes the image in builder.yml, and nobody before it is known that there is something to make', async () => {
    const made = ['call/make', 'call/make/build', 'call/make/publish'].flatMap((path) => [`${path}: packages`, `${path}: id-token`])
    expect((await writesOf(maker)).filter((line) => !line.startsWith('call: '))).toEqual(made)
  })

  test('and the check goes red', async () => {
    const text = textOf(planner).replace('packages: read # to pull', 'packages: write # to pull')
    expect(await writesOf(planner, text)).toEqual(['call: packages', 'call/build: packages'])
  })
})

describe('the lock', () => {
  const key = 'needs.plan.outputs.key'
  const wanted = { group: `slipway-\${{ github.repository }}-\${{ ${key} }}`, queue: 'max', 'cancel-in-progress': false }

  /** What is wrong with the concurrency of the three workflows: all that there is stands on one calling job, and its group is the key. */
  function lockProblems(files: Texts): readonly string[] {
    const all = Object.entries(files).flatMap(([file, text]) => {
      const { concurrency, jobs } = parse(text) as { concurrency?: unknown; jobs: Record<string, JsonObject> }
      const own = concurrency === undefined ? [] : [{ where: file, value: {} as JsonObject, group: concurrency }]
      return [
        ...own,
        ...Object.entries(jobs).flatMap(([id, value]) => ('concurrency' in value ? [{ where: `${file} ${id}`, value, group: value.concurrency }] : [])),
      ]
    })
    const wrong = all.flatMap(({ where, value, group }) => [
      ...('uses' in value ? [] : [`${where} calls nothing, so it burns a runner while it waits`]),
      ...('strategy' in value ? [`${where} has legs, which would wait for each other`] : []),
      ...(JSON.stringify(group).includes('github.workflow') ? [`${where}: github.workflow is the caller's, so callers would not meet`] : []),
      ...(JSON.stringify(group) === JSON.stringify(wanted) ? [] : [`${where} has the lock ${JSON.stringify(group)}`]),
    ])
    return [...(all.length === 1 ? [] : [`${all.length} locks`]), ...wrong]
  }
  const builder = Object.fromEntries(Object.entries(workflows).filter(([file]) => file.includes('/builder')))
  const changed = (file: string, from: string | RegExp, to: string): Texts => {
    const text = (builder[file] ?? '').replace(from, to)
    expect(text).not.toBe(builder[file])
    return { ...builder, [file]: text }
  }

  test('is the key, on the one job that calls', () => {
    expect(Object.keys(builder)).toHaveLength(3)
    expect(lockProblems(builder)).toEqual([])
  })

  test.each([
    ['a lock that is gone', maker, / {4}concurrency:\n(?: {6}.*\n){3}/, '', '0 locks'],
    ['a lock by the name of the workflow', maker, key, 'github.workflow', "github.workflow is the caller's"],
    ['a lock for each branch', maker, key, 'github.ref', 'has the lock'],
    ['a lock of which all but one lose their place', maker, 'queue: max', 'queue: single', 'has the lock'],
    ['a build that another one cancels', maker, 'in-progress: false', 'in-progress: true', 'has the lock'],
    ['legs', maker, 'uses: $/.github', 'strategy: { matrix: { a: [1] } }\n    uses: $/.github', 'legs, which would wait'],
    ['a lock on the job that builds', '.github/workflows/builder-make.yml', '    needs: probe\n', '    needs: probe\n    concurrency: x\n', 'burns a runner'],
    ['a lock of the whole workflow', planner, 'permissions: {}\n', 'permissions: {}\nconcurrency: x\n', '2 locks'],
  ])('and the check goes red on %s', (_, file, from, to, sentence) => expect(lockProblems(changed(file, from, to)).join('\n')).toContain(sentence))

  test('GitHub names the called file that holds the job as the signer, and that is the one that is asked for', () => {
    const signers = Object.entries(builder).flatMap(([file, text]) => [...text.matchAll(/signer: (\S.*)$/gm)].map(([, signer]) => [file, signer]))
    const [name, path] = ['job.workflow_repository', '/.github/workflows/builder-make.yml']
    const asked = [`\${{ inputs.signed && format('{0}${path}', ${name}) || '' }}`, `\${{ ${name} }}${path}`]
    expect(signers).toHaveLength(6)
    expect(signers.filter(([, signer = '']) => !asked.includes(signer))).toEqual([])
    // Every job that may ask for an identity token is in that file.
    const signing = Object.entries(builder).flatMap(([file, text]) => {
      const { jobs } = parse(text) as { jobs: Record<string, JsonObject> }
      return Object.values(jobs).flatMap((job) => ('steps' in job && 'id-token' in (job.permissions as JsonObject) ? [file] : []))
    })
    expect(new Set(signing)).toEqual(new Set(['.github/workflows/builder-make.yml']))
  })
})

/** What the registry holds of one key. */
type World = { readonly key: string; readonly built: Set<string>; published: boolean; tagged: boolean; readonly log: string[]; readonly legs: Leg[] }

const platforms = ['linux/amd64', 'linux/arm64']

function createWorld(world: Partial<World> = {}): World {
  return { key: 'k1', built: new Set(), published: false, tagged: false, log: [], legs: [], ...world }
}

type Fake = { readonly fails?: string; readonly runners?: Readonly<Record<string, string>>; readonly artifact?: boolean }

/** Legs that do to the world what the action does to the registry. */
function createExec(name: string, world: World, { fails, runners = {}, artifact = false }: Fake = {}): ExecuteLeg {
  return async (leg) => {
    world.legs.push(leg)
    world.log.push(`${name} ${leg.path.replace(/\[.*?(linux\/\w+).*\]/, '[$1]')}`)
    await new Promise((resolve) => setImmediate(resolve))
    const conclusion = fails === undefined || !leg.path.includes(fails) ? 'success' : 'failure'
    const { published, tagged } = world
    if (leg.job === 'build' && conclusion === 'success' && !artifact) world.built.add(String((leg.matrix as { leg: { platform: string } }).leg.platform))
    if (leg.job === 'publish') world.tagged = world.published = true
    world.log.push(`${name} ${leg.path.replace(/\[.*/, '')} ends`)
    const missing = world.published ? [] : platforms.filter((each) => !world.built.has(each))
    const there = leg.job === 'publish' || published
    const outputs = {
      repository: 'ghcr.io/o/b',
      digest: there ? 'sha256:d' : '',
      container: there ? 'ghcr.io/o/b@sha256:d' : artifact ? `artifact:builder-${world.key}` : '',
      digests: JSON.stringify(Object.fromEntries(platforms.filter((each) => there || world.built.has(each)).map((each) => [each, 'sha256:c']))),
      key: world.key,
      found: String(published),
      tagged: String(tagged),
      missing: JSON.stringify(missing.map((platform) => ({ platform, runner: runners[platform] ?? 'ubuntu-24.04' }))),
    }
    const contexts = { steps: { image: { outputs, outcome: 'success', conclusion: 'success' } }, env: {}, job: { status: conclusion } }
    return { conclusion, contexts, steps: [], summaries: [], annotations: [], seconds: 0 }
  }
}

const clock = { now: () => 0, after: () => () => undefined }
const push = { name: 'push', payload: {}, ref: 'refs/heads/main', sha: '0'.repeat(40) }

async function run(project: Project, file: string, exec: ExecuteLeg, parallel: number | RunPool = 99): Promise<RunReport> {
  return runWorkflow(unwrap(await load(project, file)), { exec, event: push, parallel, clock })
}

const steps = ({ log }: World): readonly string[] => log.filter((line) => !line.endsWith(' ends')).map((line) => line.replace(/^\S+ call\//, ''))

/** Runs one of the workflows as an outsider calls it. */
async function call(file: string, world: World, given: JsonObject = {}, fake: Fake = {}): Promise<Readonly<Record<string, string>> & { result: string }> {
  const caller = JSON.parse(renderCaller(file, textOf(file))) as { jobs: { call: { with: JsonObject } } }
  caller.jobs.call.with = { ...caller.jobs.call.with, ...given }
  const report = await run(outsider(JSON.stringify(caller)), entry, createExec('x', world, fake))
  return { ...findJob(report.jobs, 'call')?.outputs, result: report.result }
}

const there = { repository: 'ghcr.io/o/b', digest: 'sha256:d', container: 'ghcr.io/o/b@sha256:d', key: 'k1' }

describe('builder.yml', () => {
  test('builds each platform, makes the index and hands the digest on, where nothing is there', async () => {
    const world = createWorld()
    const outputs = await call(maker, world)
    expect(outputs).toMatchObject({ ...there, found: 'false', built: 'true', result: 'success' })
    expect(JSON.parse(outputs.digests ?? '')).toEqual({ 'linux/amd64': 'sha256:c', 'linux/arm64': 'sha256:c' })
    expect(steps(world)).toEqual(['plan', 'make/probe', 'make/build[linux/amd64]', 'make/build[linux/arm64]', 'make/publish'])
  })

  test('only looks, where the image is there with its tags', async () => {
    const world = createWorld({ published: true, tagged: true })
    expect(await call(maker, world)).toMatchObject({ ...there, found: 'true', built: 'false', result: 'success' })
    expect(steps(world)).toEqual(['plan'])
  })

  test('only tags, where the image is there without them', async () => {
    const world = createWorld({ published: true })
    expect(await call(maker, world)).toMatchObject({ ...there, found: 'true', built: 'false' })
    expect(steps(world)).toEqual(['plan', 'make/probe', 'make/publish'])
  })

  test('builds what is missing of an image, and publishes without a build where nothing is', async () => {
    const [half, whole] = [createWorld({ built: new Set(['linux/amd64']) }), createWorld({ built: new Set(platforms) })]
    expect([await call(maker, half), await call(maker, whole)]).toMatchObject([
      { found: 'false', built: 'true' },
      { found: 'false', built: 'false' },
    ])
    expect(steps(half)).toEqual(['plan', 'make/probe', 'make/build[linux/arm64]', 'make/publish'])
    expect(steps(whole)).toEqual(['plan', 'make/probe', 'make/publish'])
  })

  test('publishes nothing when a platform cannot be built, and keeps the other one for the next run', async () => {
    const world = createWorld()
    const outputs = await call(maker, world, {}, { fails: 'linux/arm64' })
    expect(outputs).toMatchObject({ result: 'failure', built: 'false' })
    expect(outputs.container).toBeUndefined()
    expect([steps(world).at(-1), world.published, [...world.built]]).toEqual(['make/build[linux/arm64]', false, ['linux/amd64']])
    await call(maker, world)
    expect(steps(world).slice(-2)).toEqual(['make/build[linux/arm64]', 'make/publish'])
  })

  test('only plans in a dry run', async () => {
    const world = createWorld()
    const outputs = await call(maker, world, { 'dry-run': true })
    expect(outputs).toMatchObject({ key: 'k1', found: 'false', built: 'false', result: 'success' })
    expect(steps(world)).toEqual(['plan'])
  })

  test('asks for statements of the file that builds, and for none where it is told to', async () => {
    const asked = async (given: JsonObject): Promise<unknown> => {
      const world = createWorld()
      await call(maker, world, given)
      const found = world.legs.flatMap(({ document }) => [...JSON.stringify(document).matchAll(/"signer":"(.*?)"/g)].map(([, signer]) => signer))
      expect(found).toHaveLength(world.legs.length)
      return [...new Set(found)]
    }
    expect(await asked({})).toEqual([`${slug}/.github/workflows/builder-make.yml`])
    expect(await asked({ signed: false })).toEqual([''])
  })

  test('runs where it is told to, self-hosted runners by several labels too', async () => {
    const world = createWorld()
    const labels = '["self-hosted","arm64"]'
    await call(maker, world, { runner: '["self-hosted","small"]' }, { runners: { 'linux/arm64': labels } })
    const ran = Object.fromEntries(world.legs.map((leg) => [leg.path.replace(/\[.*?(linux\/\w+).*\]/, '[$1]'), leg.runsOn]))
    expect(ran).toEqual({
      'call/plan': ['self-hosted', 'small'],
      'call/make/probe': ['self-hosted', 'small'],
      'call/make/build[linux/amd64]': ['ubuntu-24.04'],
      'call/make/build[linux/arm64]': ['self-hosted', 'arm64'],
      'call/make/publish': ['self-hosted', 'small'],
    })
  })
})

describe('builder-plan.yml', () => {
  test('hands the image on as an artifact where it is not there', async () => {
    const world = createWorld()
    expect(await call(planner, world, {}, { artifact: true })).toMatchObject({ container: 'artifact:builder-k1', found: 'false', result: 'success' })
    expect(steps(world)).toEqual(['plan', 'build[linux/amd64]', 'build[linux/arm64]'])
  })

  test('only looks where it is', async () => {
    const world = createWorld({ published: true })
    const { repository: _, ...readable } = there
    expect(await call(planner, world, {}, { artifact: true })).toMatchObject({ ...readable, found: 'true', result: 'success' })
    expect(steps(world)).toEqual(['plan'])
  })

  test('has the time that it is to wait', async () => {
    const world = createWorld()
    await call(planner, world, { 'wait-for': '2h' })
    await call(planner, world)
    expect(world.legs.filter(({ job }) => job === 'plan').map(({ timeoutMinutes }) => timeoutMinutes)).toEqual([360, 10])
  })
})

const example = projects.find(({ name }) => name === 'microvm') ?? { slug: '', files: {} }
const started = ['ci', 'builder', 'release']

/** Starts the three workflows of the example that one push starts, as GitHub does: in no order, at once. */
function startAll(worlds: Readonly<Record<string, World>>): Promise<readonly RunReport[]> {
  const pool = createRunPool(99)
  return Promise.all(started.map((name) => run(example, `.github/workflows/${name}.yml`, createExec(name, worlds[name] ?? createWorld()), pool)))
}

describe('three workflows of one push', () => {
  const buildsIn = ({ log }: World): readonly string[] => log.filter((line) => /build\[/.test(line)).map((line) => line.replace(/^\S+ /, ''))

  test('build the image once, and all end green with the same digest', async () => {
    const world = createWorld()
    const reports = await startAll({ ci: world, builder: world, release: world })
    expect(reports.map(({ result }) => result)).toEqual(['success', 'success', 'success'])
    expect(buildsIn(world)).toEqual(['builder/make/build[linux/amd64]', 'builder/make/build[linux/arm64]'])
    expect(reports.map(({ jobs }) => findJob(jobs, 'builder')?.outputs)).toMatchObject([there, there, there])
    expect(reports.map(({ jobs }) => findJob(jobs, 'builder')?.outputs.built).sort()).toEqual(['false', 'false', 'true'])
    const given = world.legs.filter(({ path }) => /^(ci\/leg\[.*cgo|release\/native)/.test(path)).map(({ document }) => JSON.stringify(document))
    expect(given.filter((text) => text.includes(there.container)).length).toBeGreaterThan(2)
  })

  test('take no runner while they wait: nobody probes before the one before has published', async () => {
    const world = createWorld()
    await startAll({ ci: world, builder: world, release: world })
    const turns = world.log.filter((line) => /make\/(probe|publish)/.test(line))
    const owners = turns.map((line) => line.split(' ')[0])
    expect(owners.filter((owner, index) => owner !== owners[index - 1])).toEqual([...new Set(owners)])
    expect(turns.filter((line) => line.endsWith('probe'))).toHaveLength(3)
    expect(turns.filter((line) => line.endsWith('publish'))).toHaveLength(1)
  })

  test('do not wait for each other where their keys differ', async () => {
    const worlds = { ci: createWorld({ key: 'k1' }), builder: createWorld({ key: 'k2' }), release: createWorld({ key: 'k3' }) }
    await startAll(worlds)
    expect(Object.values(worlds).map((world) => buildsIn(world).length)).toEqual([2, 2, 2])
  })
})

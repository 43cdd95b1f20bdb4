import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkOutProject, createEnvironment, suiteSlug } from '@slipway/cli/rehearsal'
import { type FinishedRun, type Lab, runProject, startLab } from '@slipway/lab'
import { legsOf } from '@slipway/workflows'
import { root } from './rooms.ts'
import { copySuite } from './suite-copy.ts'

/** From a tag to packages that people can pull: the tags of what is in the registry come with the moment in which the release is public. */

const scratch = mkdtempSync(join(tmpdir(), 'publish-'))
const slug = 'example/tool'
const [draftTag, publicTag, brokenTag] = ['v1.0.0', 'v1.1.0', 'v1.2.0']
const never = new AbortController().signal

const build = 'CGO_ENABLED=0 GOOS=$SLIPWAY_OS GOARCH=$SLIPWAY_ARCH go build -trimpath -ldflags "-X main.version=$SLIPWAY_VERSION" -o out/tool .'
const legs = ['amd64', 'arm64'].map((arch) => ({
  platform: `linux/${arch}`,
  runner: ['self-hosted', 'linux', arch],
  // The machine of one tag is broken.
  command: arch === 'arm64' ? `[ "$SLIPWAY_VERSION" != ${brokenTag} ] && ${build}` : build,
  files: 'out/tool: executable',
}))
const packages = legs.map(({ platform }) => ({ component: 'runtime', platform, files: 'out/tool 0755' }))

const release = {
  name: 'Release',
  on: { push: { tags: ['v*'] } },
  permissions: {},
  jobs: {
    release: {
      permissions: { contents: 'write', packages: 'write' },
      uses: 'OWNER/slipway/.github/workflows/native-release.yml@v1',
      with: {
        name: 'tool',
        natives: JSON.stringify(legs),
        packages: JSON.stringify(packages),
        'runtime-repository': 'ghcr.io/example/tool/runtime',
        'package-platforms': 'linux/amd64, linux/arm64',
        assets: 'tool-runtime-{os}-{arch}.tar.gz',
        publish: `\${{ github.ref_name == '${publicTag}' }}`,
      },
    },
  },
}

const publish = {
  name: 'Publish',
  on: { release: { types: ['published'] } },
  permissions: {},
  jobs: {
    publish: {
      permissions: { contents: 'write', packages: 'write' },
      uses: 'OWNER/slipway/.github/workflows/native-publish.yml@v1',
    },
  },
}

const files: Readonly<Record<string, string>> = {
  'go.mod': 'module example.test/tool\n\ngo 1.21\n',
  'main.go': 'package main\n\nvar version = "dev"\n\nfunc main() { println("tool", version) }\n',
  LICENSE: readFileSync(join(root, 'LICENSE'), 'utf8'),
  '.gitignore': 'out\n',
  '.github/workflows/release.yml': JSON.stringify(release),
  '.github/workflows/publish.yml': JSON.stringify(publish),
}

let lab: Lab | undefined
let project = { folder: '', sha: '' }
let suite = { slug: '', folder: '', sha: '' }

beforeAll(async () => {
  const tree = join(scratch, 'tree')
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), text)
  }
  execFileSync('git', ['init', '-q', tree])
  const tags = [draftTag, publicTag, brokenTag]
  project = checkOutProject(tree, join(scratch, 'project'), ['refs/heads/main', ...tags.map((tag) => `refs/tags/${tag}`)], 1_767_225_600)
  suite = { slug: suiteSlug(), ...copySuite(join(scratch, 'suite')) }
  mkdirSync(join(scratch, 'logs'))
  lab = await startLab({
    ...createEnvironment({ cache: join(scratch, 'cache') }),
    scratch: join(scratch, 'lab'),
    logs: join(scratch, 'logs'),
    repositories: [{ owner: 'example', name: 'tool', branches: { main: project.sha }, tags: Object.fromEntries(tags.map((tag) => [tag, project.sha])) }],
    faults: [],
    keep: () => false,
  })
}, 120_000)

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]()
  rmSync(scratch, { recursive: true, force: true })
}, 60_000)

const theLab = (): Lab => {
  if (lab === undefined) throw new Error('the lab did not start')
  return lab
}

async function go(name: 'push' | 'release', tag: string): Promise<readonly FinishedRun[]> {
  const event = { name, repository: slug, ref: `refs/tags/${tag}`, sha: project.sha, actor: 'octocat', inputs: {}, time: '2026-01-01T00:00:00Z' }
  return runProject({ lab: theLab(), project: { slug, ...project }, suite, events: [event], workflows: [], parallel: 2, signal: never })
}

const redIn = (runs: readonly FinishedRun[]): readonly unknown[] =>
  legsOf(runs.flatMap(({ report }) => report.jobs))
    .filter(({ conclusion }) => conclusion !== 'success' && conclusion !== 'skipped')
    .map(({ path, outcome, problems }) => ({ path, problems, failure: outcome?.failure?.message }))

const releaseOf = (tag: string) =>
  theLab()
    .github.repository(slug)
    .releases.find((one) => one.tag === tag)

/** The tags of the packages in the registry, and what they name. */
async function tags(): Promise<Readonly<Record<string, string>>> {
  const all = await theLab().registry.tags()
  return Object.fromEntries(all.filter(({ repository }) => repository === 'example/tool/runtime').map(({ tag, digest }) => [tag, digest]))
}

const latest = ['latest', 'latest-linux-amd64', 'latest-linux-arm64']
const namesOf = (tag: string): readonly string[] => [tag, `${tag}-linux-amd64`, `${tag}-linux-arm64`]

describe('a draft that a person publishes', () => {
  test('holds the packages, whose bytes are in the registry under no name', async () => {
    expect(redIn(await go('push', draftTag))).toEqual([])
    expect(releaseOf(draftTag)).toMatchObject({ draft: true })
    expect(
      releaseOf(draftTag)
        ?.assets.map(({ name }) => name)
        .toSorted(),
    ).toEqual(['checksums.txt', 'tool-runtime-linux-amd64.tar.gz', 'tool-runtime-linux-arm64.tar.gz'])
    expect(await tags()).toEqual({})
  }, 600_000)

  test('gets its tags from the workflow that publishing starts, and once more changes nothing', async () => {
    await publishByHand(draftTag)
    expect(redIn(await go('release', draftTag))).toEqual([])
    const named = await tags()
    expect(Object.keys(named).toSorted()).toEqual([...namesOf(draftTag), ...latest].toSorted())
    expect(latest.map((tag) => named[tag])).toEqual(namesOf(draftTag).map((tag) => named[tag]))
    expect(new Set(namesOf(draftTag).map((tag) => named[tag])).size).toBe(3)
    expect(redIn(await go('release', draftTag))).toEqual([])
    expect(await tags()).toEqual(named)
  }, 600_000)
})

test('a release that is published in its own run has its tags at once', async () => {
  expect(redIn(await go('push', publicTag))).toEqual([])
  expect(releaseOf(publicTag)).toMatchObject({ draft: false })
  const named = await tags()
  expect(Object.keys(named).toSorted()).toEqual([...namesOf(draftTag), ...namesOf(publicTag), ...latest].toSorted())
  expect(latest.map((tag) => named[tag])).toEqual(namesOf(publicTag).map((tag) => named[tag]))
  expect(theLab().github.repository(slug).latest).toBe(publicTag)
}, 600_000)

test('a platform whose machine did not deliver is named with the label of its runner, and nothing is released', async () => {
  const runs = await go('push', brokenTag)
  const red = legsOf(runs.flatMap(({ report }) => report.jobs)).filter(({ conclusion }) => conclusion === 'failure')
  expect(red.map(({ name }) => name.split(' / ').at(-1)).toSorted()).toEqual(['missing', 'native linux/arm64'])
  const said = red.flatMap(({ outcome }) => outcome?.summaries ?? []).join('\n')
  expect(said).toMatch(/tool-runtime-linux-arm64\.tar\.gz.*missing: the platform linux\/arm64, whose runner has the label self-hosted, linux, arm64/)
  expect(releaseOf(brokenTag)).toBeUndefined()
  expect(Object.keys(await tags())).not.toContain(brokenTag)
}, 600_000)

async function publishByHand(tag: string): Promise<void> {
  const { github } = theLab()
  const id = releaseOf(tag)?.id
  const response = await fetch(`${github.url}/repos/${slug}/releases/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${github.issueToken({ repository: slug, permissions: { contents: 'write' } })}` },
    body: JSON.stringify({ draft: false }),
  })
  expect(response.status).toBe(200)
}

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { legsOf } from '@slipway/workflows'
import { findAct, writeTree } from '../act/testing/lab-fixture.ts'
import { type EventFacts, renderEvent } from './event.ts'
import { planRuns, type RunWish } from './plan-runs.ts'
import { type FinishedRun, runProject } from './run-project.ts'
import { type Lab, startLab } from './start-lab.ts'

// Real processes on a machine that others may be using.
jest.setTimeout(60_000)

const folder = mkdtempSync(join(tmpdir(), 'slipway-rehearsal-'))
const [project, records] = [join(folder, 'project'), join(folder, 'records')]
const slug = 'example/project'
const sha = 'a'.repeat(40)

const facts = (name: string, ref: string, more: Partial<EventFacts> = {}): EventFacts => ({
  name,
  repository: slug,
  ref,
  sha,
  actor: 'octocat',
  inputs: {},
  time: '2026-01-01T00:00:00Z',
  ...more,
})
const main = facts('push', 'refs/heads/main')
const tag = facts('push', 'refs/tags/v1.2.3')
const pull = (fork?: string): EventFacts => facts('pull_request', 'refs/pull/7/merge', { pull: { number: 7, head: 'topic', base: 'main', fork } })

/** A job that says when it begins and ends, and in between gives others the time to show that they do not wait. */
const locked = (name: string): string => `permissions: {}
jobs:
  lock:
    permissions: {}
    concurrency: { group: "key-\${{ github.sha }}", queue: max }
    runs-on: ubuntu-24.04
    steps: [{ run: 'echo ${name} begins >>${records}/order; sleep 0.3; echo ${name} ends >>${records}/order' }]
`

const files = {
  '.github/workflows/ci.yml': `name: CI\non: { push: { branches: [main] } }\n${locked('ci')}`,
  '.github/workflows/release.yml': `name: Release\non: { push: { tags: ['v*'] } }\n${locked('release')}`,
  '.github/workflows/image.yml': `name: Image\non: { push: { branches: [main], paths: [images/**] }, release: }\npermissions: {}\njobs:\n  image: { runs-on: x, steps: [{ run: 'true' }] }\n`,
  '.github/workflows/pull.yml': `name: Pull request
on: pull_request
permissions: {}
jobs:
  tell:
    permissions: { contents: write, packages: write, id-token: write }
    runs-on: ubuntu-24.04
    steps:
      - run: env | grep -E '^(GITHUB_(REF|BASE_REF|HEAD_REF|EVENT_NAME|SHA|REF_NAME)|ACTIONS_ID_TOKEN)' | sort >"${records}/environment"
      - run: echo "\${{ github.event.pull_request.head.repo.full_name }} \${{ github.event.number }} \${{ github.base_ref }}" >"${records}/payload"
      - env: { TOKEN: '\${{ github.token }}' }
        run: >-
          curl -s -o /dev/null -w '%{http_code}\\n' -X POST -H "Authorization: Bearer $TOKEN" -H 'Accept: application/vnd.github+json'
          -H 'User-Agent: test' -d '{"tag_name":"v1.2.3","draft":true}' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/releases" >"${records}/release"
      - env: { TOKEN: '\${{ github.token }}' }
        run: >-
          curl -s -o /dev/null -w '%{http_code}\\n' -X POST -H "Authorization: Bearer $(printf %s "$TOKEN" | base64 -w0)"
          "http://$(cat ${records}/registry)/v2/example/x/blobs/uploads/" >"${records}/push"
`,
}

const wish = (events: readonly EventFacts[], more: Partial<RunWish> = {}): RunWish => {
  const repository = { slug, folder: project, sha }
  return { project: repository, suite: repository, events, workflows: [], ...more }
}
const planned = async (events: readonly EventFacts[], more: Partial<RunWish> = {}): Promise<readonly string[]> =>
  (await planRuns(wish(events, more))).map(({ entry, event, label }) => `${entry.split('/').at(-1)} ${event.ref} ${label.path}|${label.name}`)

let lab: Lab | undefined
beforeAll(async () => {
  writeTree(project, files)
  writeTree(records, { order: '' })
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'x'],
  ]) {
    execFileSync('git', ['-C', project, ...args])
  }
  lab = await startLab({
    cache: join(folder, 'cache'),
    scratch: join(folder, 'scratch'),
    logs: join(folder, 'logs'),
    act: findAct(),
    node: dirname(process.execPath),
    tools: [],
    repositories: [{ owner: 'example', name: 'project', branches: { main: sha }, tags: { 'v1.2.3': sha } }],
    faults: [],
    keep: () => false,
    environment: {},
  })
  writeTree(records, { registry: lab.registry.host })
})
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

describe('what events start', () => {
  test.each([
    ['a workflow alone has no label', [tag], ['release.yml refs/tags/v1.2.3 |']],
    [
      'a push of a branch and a tag is two events',
      [main, tag],
      ['ci.yml refs/heads/main ci|CI', 'image.yml refs/heads/main image|Image', 'release.yml refs/tags/v1.2.3 release|Release'],
    ],
    ['changed paths count where they are known', [{ ...main, changed: ['README.md'] }], ['ci.yml refs/heads/main |']],
    ['a pull request', [pull()], ['pull.yml refs/pull/7/merge |']],
    ['a release', [facts('release', 'refs/tags/v1.2.3')], ['image.yml refs/tags/v1.2.3 |']],
  ])('%s', async (_, events, expected) => expect(await planned(events)).toEqual(expected))

  test('a named workflow runs for the events that start it, or else for the first', async () => {
    expect(await planned([main, tag], { workflows: ['release.yml'] })).toEqual(['release.yml refs/tags/v1.2.3 |'])
    expect(await planned([main], { workflows: ['release.yml'] })).toEqual(['release.yml refs/heads/main |'])
  })

  test('the refs are named where one workflow runs twice', async () => {
    const events = [tag, facts('push', 'refs/tags/v1.2.4')]
    expect(await planned(events)).toEqual([
      'release.yml refs/tags/v1.2.3 release@v1.2.3|Release (v1.2.3)',
      'release.yml refs/tags/v1.2.4 release@v1.2.4|Release (v1.2.4)',
    ])
  })

  test('nothing is a refusal, with the reason of each workflow', async () => {
    await expect(planRuns(wish([facts('schedule', 'refs/heads/main')]))).rejects.toThrow(
      /^a schedule of refs\/heads\/main starts no workflow \(ci\.yml: on: names push, not schedule; /,
    )
    await expect(planRuns(wish([main, tag], { until: 'nothing' }))).rejects.toThrow('no workflow that was asked for has the job nothing')
  })
})

test('a pull request of a fork names the fork as its head and the repository as its base', () => {
  const event = renderEvent(pull('octocat/project'))
  expect(event).toMatchObject({
    action: 'opened',
    number: 7,
    pull_request: {
      head: { ref: 'topic', sha, repo: { full_name: 'octocat/project', fork: true } },
      base: { ref: 'main', repo: { full_name: slug, fork: false, default_branch: 'main' } },
    },
    repository: { full_name: slug },
  })
  expect(renderEvent(pull())).toMatchObject({ pull_request: { head: { repo: { full_name: slug } } } })
})

const go = (events: readonly EventFacts[]): Promise<readonly FinishedRun[]> => {
  if (lab === undefined) throw new Error('the lab did not start')
  return runProject({ ...wish(events), lab, parallel: 3, signal: new AbortController().signal })
}
const read = (name: string): string => readFileSync(join(records, name), 'utf8')

describe('through act', () => {
  test('workflows of one push run side by side, and wait for each other where they share a concurrency group', async () => {
    const runs = await go([{ ...main, changed: [] }, tag])
    expect(runs.map(({ report }) => report.result)).toEqual(['success', 'success'])
    const order = read('order').trim().split('\n')
    const [first = ''] = (order[0] ?? '').split(' ')
    const second = first === 'ci' ? 'release' : 'ci'
    expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`])
    expect(runs.flatMap(({ report }) => legsOf(report.jobs)).map(({ path, name }) => [path, name])).toEqual([
      ['ci/lock', 'CI / lock'],
      ['release/lock', 'Release / lock'],
    ])
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['ci', 'release'])
    expect(existsSync(join(folder, 'logs/ci/lock.log'))).toBe(true)
  })

  test.each([
    ['a branch of the repository itself writes what its job may', undefined, '201', '202'],
    ['a fork writes nothing', 'octocat/project', '403', '403'],
  ])('a pull request of %s', async (_, fork, released, pushed) => {
    const [run] = await go([pull(fork)])
    expect(legsOf(run?.report.jobs ?? []).map(({ conclusion, outcome }) => [conclusion, outcome?.failure])).toEqual([['success', undefined]])
    const environment = Object.fromEntries(
      read('environment')
        .trim()
        .split('\n')
        .map((line) => line.split('=') as [string, string]),
    )
    expect(environment).toMatchObject({
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_REF_NAME: '7/merge',
      GITHUB_BASE_REF: 'main',
      GITHUB_HEAD_REF: 'topic',
      GITHUB_SHA: sha,
    })
    expect(Object.keys(environment).filter((name) => name.startsWith('ACTIONS_ID_TOKEN'))).toHaveLength(fork === undefined ? 2 : 0)
    expect(read('payload')).toBe(`${fork ?? slug} 7 main\n`)
    expect([read('release'), read('push')]).toEqual([`${released}\n`, `${pushed}\n`])
  })
})

import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { type EventFacts, matchesEvent, readDispatch } from './filters.ts'
import { readInterface } from './interface.ts'
import type { Json } from './leg.ts'
import { matchesPatterns } from './patterns.ts'
import type { JsonObject } from './values.ts'

/** GitHub's own tables: docs "Workflow syntax", Filter pattern cheat sheet. */
const cheatSheet: readonly (readonly [string | readonly string[], readonly string[], readonly string[]])[] = [
  ['feature/*', ['feature/my-branch', 'feature/your-branch'], ['feature/a/b', 'feature']],
  ['feature/**', ['feature/beta-a/my-branch', 'feature/your-branch', 'feature/mona/the/octocat'], ['features/x']],
  ['main', ['main'], ['main2', 'xmain']],
  ['releases/mona-the-octocat', ['releases/mona-the-octocat'], ['releases/mona']],
  ['*', ['main', 'releases', 'README.md', 'server.rb'], ['a/b']],
  ['**', ['all/the/branches', 'every/tag', 'all/the/files.md'], []],
  ['*feature', ['mona-feature', 'feature', 'ver-10-feature'], ['a/feature', 'features']],
  ['v2*', ['v2', 'v2.0', 'v2.9'], ['v1', 'xv2']],
  ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1.0', 'v1x10x1']],
  ['Octo*', ['Octocat'], ['octocat']],
  ['[CB]at', ['Cat', 'Bat'], ['Rat']],
  ['[1-2]00', ['100', '200'], ['300']],
  ['*.jsx?', ['page.js', 'page.jsx'], ['page.jsxx', 'a/page.js']],
  ['*.js', ['app.js', 'index.js'], ['js/index.js']],
  ['**.js', ['index.js', 'js/index.js', 'src/js/app.js'], ['a.jsx']],
  ['docs/*', ['docs/README.md', 'docs/file.txt'], ['docs/a/b.md']],
  ['docs/**', ['docs/README.md', 'docs/mona/octocat.txt'], ['a/docs/x']],
  ['docs/**/*.md', ['docs/README.md', 'docs/mona/hello-world.md', 'docs/a/markdown/file.md'], ['docs/x.txt']],
  ['**/docs/**', ['docs/hello.md', 'dir/docs/my-file.txt', 'space/docs/plan/space.doc'], ['docs']],
  ['**/README.md', ['README.md', 'js/README.md'], ['xREADME.md']],
  ['**/*src/**', ['a/src/app.js', 'my-src/code/js/app.js'], ['src-x/a']],
  ['**/*-post.md', ['my-post.md', 'path/their-post.md'], ['post.md']],
  ['**/migrate-*.sql', ['migrate-10909.sql', 'db/migrate-v1.0.sql', 'db/sept/migrate-v1.sql'], ['migrate.sql']],
  [['*.md', '!README.md'], ['hello.md'], ['README.md', 'docs/hello.md']],
  [['*.md', '!README.md', 'README*'], ['hello.md', 'README.md', 'README.doc'], ['docs/hello.md']],
  [
    ['releases/**', '!releases/**-alpha'],
    ['releases/10', 'releases/beta/mona'],
    ['releases/10-alpha', 'releases/beta/3-alpha'],
  ],
  ['a\\*b', ['a*b'], ['axb']],
  ['v1.+', ['v1.', 'v1..'], ['v1x']],
]

describe('patterns', () => {
  test.each(cheatSheet)('%j', (patterns, yes, no) => {
    const list = typeof patterns === 'string' ? [patterns] : patterns
    expect(yes.filter((name) => !matchesPatterns(name, list))).toEqual([])
    expect(no.filter((name) => matchesPatterns(name, list))).toEqual([])
  })
})

const push = (ref: string, changed?: readonly string[]): EventFacts => ({ name: 'push', ref, changed })
const branch = push('refs/heads/main', ['src/a.ts'])
const tag = push('refs/tags/v1.2.3')
const pull = (facts: Partial<EventFacts> = {}): EventFacts => ({ name: 'pull_request', ref: 'refs/pull/7/merge', action: 'opened', base: 'main', ...facts })

/** [on, event, whether it matches, the sentence of GitHub's documentation] */
const matches: readonly (readonly [string, EventFacts, boolean, string])[] = [
  ['push', branch, true, 'memory'],
  ['[pull_request, push]', branch, true, 'memory'],
  ['release', branch, false, 'memory'],
  [
    '{push: null}',
    tag,
    true,
    'If you define neither `tags`/`tags-ignore` or `branches`/`branches-ignore`, the workflow will run for events affecting either branches or tags.',
  ],
  ['{push: {branches: [main]}}', branch, true, 'Use the `branches` filter when you want to include branch name patterns'],
  ['{push: {branches: dev}}', branch, false, 'Use the `branches` filter when you want to include branch name patterns'],
  [
    '{push: {branches: [main]}}',
    tag,
    false,
    "If you define only `tags`/`tags-ignore` or only `branches`/`branches-ignore`, the workflow won't run for events affecting the undefined Git ref.",
  ],
  ['{push: {branches-ignore: [x]}}', tag, false, "the workflow won't run for events affecting the undefined Git ref."],
  ['{push: {tags: ["v*"]}}', tag, true, 'Use the `tags` filter when you want to include tag name patterns'],
  ['{push: {tags: ["v*"]}}', branch, false, "the workflow won't run for events affecting the undefined Git ref."],
  ['{push: {tags-ignore: ["v*"]}}', tag, false, 'Use the `tags-ignore` filter when you only want to exclude tag name patterns.'],
  ['{push: {branches: [main], tags: ["v*"]}}', tag, true, 'memory'],
  ['{push: {branches-ignore: ["mai*"]}}', branch, false, 'Use the `branches-ignore` filter when you only want to exclude branch name patterns.'],
  ['{push: {paths: ["docs/**"]}}', branch, false, 'If there are no files changed [that match], the workflow will not run.'],
  [
    '{push: {paths: ["docs/**", "src/**"]}}',
    branch,
    true,
    'The filter determines if a workflow should run by evaluating the changed files and running them against the `paths-ignore` or `paths` list.',
  ],
  ['{push: {paths: ["src/**", "!src/**"]}}', branch, false, 'A matching negative pattern (prefixed with `!`) after a positive match will exclude the path.'],
  ['{push: {paths-ignore: ["src/**"]}}', branch, false, 'Use the `paths-ignore` filter when you only want to exclude file path patterns.'],
  ['{push: {paths-ignore: ["docs/**"]}}', branch, true, 'Use the `paths-ignore` filter when you only want to exclude file path patterns.'],
  ['{push: {paths: ["x"]}}', push('refs/heads/main', []), false, 'If there are no files changed, the workflow will not run.'],
  ['{push: {paths: ["x"]}}', push('refs/heads/main'), true, 'if GitHub does not generate the diff due to a timeout, the workflow will always run.'],
  ['{push: {paths: ["x"], tags: ["v*"]}}', { ...tag, changed: ['y'] }, true, 'Path filters are not evaluated for pushes of tags.'],
  ['{push: {branches: [main], paths: ["x"]}}', branch, false, 'the workflow will only run when both filters are satisfied.'],
  ['pull_request', pull(), true, 'memory'],
  [
    'pull_request',
    pull({ action: 'labeled' }),
    false,
    "By default, a workflow only runs when a `pull_request` event's activity type is `opened`, `synchronize`, or `reopened`.",
  ],
  [
    '{pull_request: {types: [labeled]}}',
    pull({ action: 'labeled' }),
    true,
    'The `types` keyword enables you to narrow down activity that causes the workflow to run.',
  ],
  ['{pull_request: {types: [labeled]}}', pull(), false, 'The `types` keyword enables you to narrow down activity that causes the workflow to run.'],
  ['{pull_request: {branches: ["releases/**"]}}', pull(), false, 'you can configure a workflow to run only for pull requests that target specific branches.'],
  ['{pull_request: {branches: ["ma*"]}}', pull(), true, 'you can configure a workflow to run only for pull requests that target specific branches.'],
  ['{release: {types: [published]}}', { name: 'release', ref: 'refs/tags/v1', action: 'published' }, true, 'memory'],
  ['{release: {types: [published]}}', { name: 'release', ref: 'refs/tags/v1', action: 'created' }, false, 'memory'],
  [
    '{repository_dispatch: {types: [test]}}',
    { name: 'repository_dispatch', ref: 'refs/heads/main', action: 'test' },
    true,
    'repository_dispatch: types: - test',
  ],
  [
    '{workflow_run: {workflows: [Builder], branches: [main]}}',
    { name: 'workflow_run', ref: 'refs/heads/main', workflow: 'Builder', base: 'main', action: 'completed' },
    true,
    'memory',
  ],
  ['{workflow_run: {workflows: [Builder]}}', { name: 'workflow_run', ref: 'refs/heads/main', workflow: 'Other' }, false, 'memory'],
  ['{schedule: [{cron: "0 0 * * *"}]}', { name: 'schedule', ref: 'refs/heads/main' }, true, 'memory'],
  ['{workflow_call: null}', branch, false, 'memory'],
]

describe('on:', () => {
  test.each(matches)('%s with %j: %s', (on, event, expected) => {
    expect(matchesEvent({ value: { on: parse(on) as Json } }, event).matches).toBe(expected)
  })

  test('says why not', () => {
    expect(matchesEvent({ value: { on: { push: { tags: ['v*'] } } } }, branch)).toEqual({
      matches: false,
      reason: 'only tags are named, and this is one of the branches',
    })
    expect(matchesEvent({ value: { on: 'release' } }, branch)).toEqual({ matches: false, reason: 'on: names release, not push' })
  })
})

describe('inputs of a dispatch', () => {
  const dispatch = readInterface(
    parse(`workflow_dispatch:
  inputs:
    level: {type: choice, options: [info, debug], default: info}
    tags: {type: boolean, required: true}
    count: {type: number, default: 3}
    free: {}
`) as Json,
    'workflow_dispatch',
  )

  test.each([
    [{ tags: 'true' }, { level: 'info', tags: true, count: 3, free: '' }],
    [
      { Tags: false, level: 'debug', count: '4', free: 'x' },
      { level: 'debug', tags: false, count: 4, free: 'x' },
    ],
  ])('%j gives %j', (given, values) => {
    expect(readDispatch(dispatch as never, given as JsonObject)).toEqual({ ok: true, value: values })
  })

  test.each([
    [{}, ['Required input tags is not provided']],
    [
      { tags: 'yes', level: 'loud', count: 'many', extra: 1 },
      ['Unexpected input extra', 'Input level is "loud"', 'Input tags is "yes"', 'Input count is "many"'],
    ],
  ])('%j is refused', (given, messages) => {
    const read = readDispatch(dispatch as never, given as JsonObject)
    expect(read.ok ? [] : read.error.map((problem) => problem.message)).toEqual(messages)
  })
})

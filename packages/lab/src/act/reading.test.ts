import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { Json, LegOutcome } from '@slipway/workflows'
import fc from 'fast-check'
import { parse } from 'yaml'
import { parseCommand } from './command.ts'
import { readLegJob } from './document.ts'
import { parseEvent } from './event.ts'
import { legSlug, planInvocation } from './invocation.ts'
import { locateLines, renderLegFile } from './leg-file.ts'
import { createMask } from './mask.ts'
import { type OutcomeFacts, planOutcome } from './outcome.ts'
import { renderSecretFile } from './secret-file.ts'
import { makeLeg } from './testing/lab-fixture.ts'
import { addEvent, createTranscript, type Transcript } from './transcript.ts'

/** Reads a log that act 0.2.89 wrote; `until` keeps its first lines only. */
function replay(name: string, secrets: readonly string[] = [], until = Number.POSITIVE_INFINITY): { transcript: Transcript; lines: string[] } {
  const transcript = createTranscript()
  const lines: string[] = []
  const mask = createMask(secrets)
  for (const line of readFileSync(new URL(`./testing/${name}.ndjson`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(0, until)) {
    const event = parseEvent(line)
    if (event !== undefined && event !== 'text')
      addEvent(transcript, event, mask, (record, text) => lines.push(text ?? `== ${record.key.stage} ${record.title.split('\n')[0]}`))
  }
  return { transcript, lines }
}

const mixed = readLegJob(
  makeLeg([
    { uses: 'actions/checkout@v6' },
    { id: 'composite', uses: 'OWNER/suite/composite@v1' },
    { uses: 'OWNER/suite/script@v1' },
    { id: 'talk', name: 'Talk for ${{ github.actor }}', run: 'x' },
    { name: 'Tolerated', run: 'x' },
    { id: 'skipped', run: 'exit 1' },
    { id: 'bad', run: 'echo almost; exit 2' },
    { run: 'echo cleaning' },
  ]),
)
const step = (outcome: string, conclusion = outcome, outputs: Json = {}): Json => ({ outputs, outcome, conclusion })
const facts = (more: Partial<OutcomeFacts>): OutcomeFacts => ({
  job: mixed,
  transcript: createTranscript(),
  dump: undefined,
  declared: new Map(),
  cancelled: false,
  tokens: ['the-token'],
  seconds: 1,
  ...more,
})

describe('a recorded log', () => {
  const { transcript, lines } = replay('mixed', ['the-token'])
  const dump = {
    steps: {
      composite: step('success', 'success', { greeting: 'leaked', leak: 'x' }),
      talk: step('success'),
      skipped: step('skipped'),
      bad: step('failure'),
      inner: step('success'),
    },
    env: { PATH: '/bin', NAME: 'value', ACTIONS_RUNTIME_TOKEN: 'r' },
    job: { status: 'failure' },
  }
  const outcome = planOutcome(facts({ transcript, dump, declared: new Map([['composite', ['greeting']]]) })) as LegOutcome

  test("is read to lines as GitHub shows them, without act's chatter and without secrets", () => {
    expect(lines.filter((line) => !/^== (Job|Pre)/.test(line))).toEqual([
      '== Main actions/checkout@v6',
      '== Main OWNER/suite/composite@v1',
      'Notice: from inside',
      '== Main OWNER/suite/script@v1',
      'main',
      '== Main Talk for tester',
      '▸ A group',
      'inside',
      'it is ***',
      'Error: 50% of',
      'all %0A',
      '::stop-commands::tok',
      '::error::not a command',
      '::tok::',
      'token ***',
      '== Main Tolerated',
      'tried',
      '== Main echo almost; exit 2',
      'almost',
      'Error: Process completed with exit code 2.',
      '== Main echo cleaning',
      'cleaning',
      '== Main the last step',
      '== Post OWNER/suite/script@v1',
      'after',
      '== Post OWNER/suite/composite@v1',
    ])
  })

  test('gives the steps, the first failure and the annotations', () => {
    expect(outcome.conclusion).toBe('failure')
    expect(outcome.steps.map((each) => `${each.outcome} ${each.name}`)).toEqual([
      'success Run actions/checkout@v6',
      'success Run OWNER/suite/composite@v1',
      'success Run OWNER/suite/script@v1',
      'success Talk for tester',
      'failure Tolerated',
      'skipped Run exit 1',
      'failure Run echo almost; exit 2',
      'success Run echo cleaning',
      'success Post Run OWNER/suite/script@v1',
    ])
    expect(outcome.steps[6]?.seconds).toBeCloseTo(0.278, 3)
    expect(outcome.failure).toEqual({
      step: 'Run echo almost; exit 2',
      message: 'Process completed with exit code 2.',
      log: ['almost', 'Error: Process completed with exit code 2.'],
    })
    expect(outcome.annotations).toEqual([
      { level: 'notice', message: 'from inside' },
      { level: 'error', message: '50% of\nall %0A', file: 'a,b.c', line: 3 },
    ])
    expect(outcome.masks).toEqual(['the-token', 'hidden'])
  })

  test("counts a composite action's summary once, and keeps its own outputs from the leak of its last step", () => {
    expect(outcome.summaries).toEqual(['# Twice\n'])
    expect(outcome.contexts).toMatchObject({ steps: { composite: { outputs: { greeting: 'hello' } } }, env: { NAME: 'value' } })
    expect(Object.keys(outcome.contexts.steps as object)).toEqual(['composite', 'talk', 'skipped', 'bad'])
    expect(Object.keys(outcome.contexts.env as object)).toEqual(['NAME'])
  })

  test('of a cancelled leg tells the step that was killed from one that failed', () => {
    const job = readLegJob(
      makeLeg([
        { id: 'long', name: 'Long', run: 'x' },
        { id: 'never', run: 'echo never' },
        { name: 'Tidy', run: 'x' },
      ]),
    )
    const contexts = { steps: { long: step('failure'), never: step('skipped') }, env: {}, job: { status: 'cancelled' } }
    const cancelled = planOutcome(facts({ job, transcript: replay('cancelled').transcript, dump: contexts, cancelled: true }))
    expect(cancelled).toMatchObject({ conclusion: 'cancelled', contexts: { steps: { long: step('cancelled'), never: step('skipped') } } })
    expect(cancelled?.steps.map((each) => `${each.outcome} ${each.name}`)).toEqual(['cancelled Long', 'skipped Run echo never', 'success Tidy'])
    expect(cancelled?.failure).toBeUndefined()
  })
})

describe('what a leg is worth', () => {
  const whole = replay('mixed').transcript
  const half = replay('mixed', [], 40).transcript
  const contexts = (status: string): LegOutcome['contexts'] => ({ steps: {}, env: {}, job: { status } })
  const good = { ...createTranscript(), result: 'success' }
  test.each([
    ['act says failure', { transcript: whole, dump: contexts('failure') }, 'failure'],
    ['act says failure before the last step could run', { transcript: whole }, 'failure'],
    ['act says success', { transcript: good, dump: contexts('success') }, 'success'],
    ['act says success, and the last step wrote nothing', { transcript: good }, undefined],
    ['act says nothing', { transcript: half }, undefined],
    ['act says nothing after a cancellation', { transcript: half, cancelled: true }, 'cancelled'],
    ['act is cancelled before the last step could run', { transcript: whole, cancelled: true }, 'cancelled'],
    ['the cancellation came after the last step', { transcript: good, dump: contexts('success'), cancelled: true }, 'success'],
    ['the job had failed before the cancellation came', { transcript: whole, dump: contexts('failure'), cancelled: true }, 'failure'],
  ] as const)('%s', (_, more, conclusion) => {
    expect(planOutcome(facts(more))?.conclusion).toBe(conclusion)
  })

  test('a failure without a failing step shows what act said outside of the steps', () => {
    const transcript = { ...createTranscript(), result: 'failure', remarks: ['no room'] }
    expect(planOutcome(facts({ transcript }))?.failure).toEqual({ step: 'Set up job', message: 'no room', log: ['no room'] })
  })
})

test.each([
  ['::error::plain', { name: 'error', properties: {}, data: 'plain' }],
  [
    '::warning file=a%2Cb%3A,line=1,title=x=y::a%0Ab%250A%0D\r\n',
    { name: 'warning', properties: { file: 'a,b:', line: '1', title: 'x=y' }, data: 'a\nb%0A\r' },
  ],
  ['  ::notice ::said', { name: 'notice', properties: {}, data: 'said' }],
  ['::group::a::b', { name: 'group', properties: {}, data: 'a::b' }],
  ['text ::error::x', undefined],
  ['::no end', undefined],
])('the command %j', (line, expected) => {
  expect(parseCommand(line)).toEqual(expected)
})

test.each(['not JSON', '[1', '"text"', '7'])("act's words outside of a job: %j", (line) => {
  expect(parseEvent(line)).toBe('text')
})

test('secrets are masked whole, by line, in base64 and inside JSON; the longer one first', () => {
  const mask = createMask(['abc', 'abcdef', 'first line\n}\nlast"line', ' ', ''])
  expect(mask.apply('abcdef abc first line } last"line')).toBe('*** *** *** } ***')
  expect(mask.apply(`${Buffer.from('abcdef').toString('base64')} ${JSON.stringify('first line\n}\nlast"line')}`)).toBe('*** "***"')
})

test('a secret file gives every text back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[A-Z_]{1,9}$/), fc.string({ unit: 'grapheme' }), { noNullPrototype: true }), (secrets) => {
      const text = renderSecretFile(secrets)
      expect(text).toMatch(/^[\n -~]*$/)
      expect(parse(text) ?? {}).toEqual(secrets)
    }),
  )
  expect(renderSecretFile({ name: '$HOME "x"\n🚢' })).toBe('"NAME": "$HOME \\"x\\"\\U0000000a\\U0001f6a2"\n')
})

describe('an invocation', () => {
  const run = {
    act: '/act',
    path: '/bin',
    project: '/project',
    repositories: { 'OWNER/suite@v1': '/suite' },
    environment: { GITHUB_API_URL: 'http://api', TOOL: 'x' },
    repository: 'OWNER/option',
    runId: '1',
    attempt: '1',
    actor: 'option',
  }
  const leg = makeLeg([], {
    secrets: { KEY: 'k', PASSED: '\u0000GITHUB_TOKEN\u0000' },
    github: { repository: 'OWNER/leg', run_id: '7', sha: 'abc', actor: 'leg', ref: 'refs/heads/main', ref_protected: false, workflow: 'CI', event: { a: 1 } },
  })
  const planned = planInvocation(leg, '/legs/1', run, { token: 'tok', runtimeToken: 'rt', oidc: { url: 'http://oidc', token: 'ot' } })

  test('says what the leg knows of github, and holds no token in its arguments', () => {
    const given = planned.args.filter((_, index) => planned.args[index - 1] === '--env')
    expect(given.sort()).toEqual([
      'GITHUB_API_URL=http://api',
      'GITHUB_REF=refs/heads/main',
      'GITHUB_REF_PROTECTED=false',
      'GITHUB_REPOSITORY=OWNER/leg',
      'GITHUB_RUN_ATTEMPT=1',
      'GITHUB_RUN_ID=7',
      'SHA_REF=abc',
    ])
    expect(planned.args[planned.args.indexOf('--actor') + 1]).toBe('leg')
    expect(planned.args.join(' ')).not.toMatch(/\btok\b|\brt\b|\bot\b/)
    expect(planned.env).toMatchObject({ TOOL: 'x', ACTIONS_RUNTIME_TOKEN: 'rt', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'ot', HOME: '/legs/1/home' })
    expect(parse(planned.files['/legs/1/secrets.yml'] ?? '')).toEqual({ KEY: 'k', PASSED: 'tok', GITHUB_TOKEN: 'tok' })
  })

  test('every leg has a file name of its own', () => {
    const paths = ['build', 'a/b', 'a-b', 'release/build[linux/amd64]', 'release/build[linux-amd64]', 'x'.repeat(300), `${'x'.repeat(300)}y`]
    expect(new Set(paths.map((path) => legSlug({ path }))).size).toBe(paths.length)
    for (const path of paths) expect(legSlug({ path })).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,90}$/)
  })
})

test("lines of the leg's file are named as lines of the author's file", () => {
  const leg = makeLeg([{ run: 'one', env: { A: 'b' } }, { run: 'two' }], { stepLines: [20, 30] })
  const lines = renderLegFile(leg.document).split('\n')
  const at = (text: string): string => locateLines(`Line: ${lines.findIndex((line) => line.includes(text)) + 1} Column 3: no`, leg)
  expect([at('"runs-on"'), at('"A"'), at('"two"'), at('SLIPWAY_LEG_DUMP')]).toEqual([7, 20, 30, 7].map((line) => `.github/workflows/ci.yml:${line}: no`))
  expect(parse(renderLegFile({ a: '\u0085\u2028\u007f\ufeff' }))).toEqual({ a: '\u0085\u2028\u007f\ufeff' })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import type { Leg, LegOutcome } from '@slipway/workflows'
import { endTree, findTree } from '../process/reap.ts'
import { createFixture, makeLeg, never } from './testing/lab-fixture.ts'

// Real processes on a machine that others may be using.
jest.setTimeout(60_000)

const composite = `name: composite
description: two inner steps
inputs: { who: { description: x, default: nobody } }
outputs: { greeting: { description: x, value: '\${{ steps.inner.outputs.greeting }}' } }
runs:
  using: composite
  steps:
    - id: inner
      shell: bash
      run: echo "greeting=hello $WHO" >> "$GITHUB_OUTPUT"
      env: { WHO: '\${{ inputs.who }}' }
    - shell: bash
      run: |
        echo "leak=of the last inner step" >> "$GITHUB_OUTPUT"
        echo "summary of $(basename composite)" >> "$GITHUB_STEP_SUMMARY"
`
const script = `import { appendFileSync } from 'node:fs'
appendFileSync(process.env.GITHUB_OUTPUT, 'node=' + process.versions.node + '\\n')
appendFileSync(process.env.GITHUB_STATE, 'kept=yes\\n')
appendFileSync(process.env.GITHUB_STEP_SUMMARY, '## From an action\\n')
console.log('input', process.env.INPUT_WORD, 'terminal', String(process.stdout.isTTY))
process.stdout.write('no newline at the end')
`
const fixture = createFixture({
  'actions/composite/action.yml': composite,
  'actions/script/action.yml': 'name: script\ndescription: x\ninputs: { word: { description: x } }\nruns: { using: node24, main: main.js, post: post.js }\n',
  'actions/script/package.json': '{"type":"module"}',
  'actions/script/main.js': script,
  'actions/script/post.js': "console.log('post', process.env.STATE_kept)",
  'actions/reads-matrix/action.yml':
    "name: x\ndescription: x\nruns: { using: composite, steps: [{ shell: bash, run: 'echo ${{ matrix.os }}', if: \"!strategy && 'matrix.x'\" }] }\n",
  'actions/nested/action.yml':
    'name: x\ndescription: x\nruns: { using: composite, steps: [{ uses: OWNER/suite/actions/reads-matrix@v1 }, { uses: OWNER/other@v1 }] }\n',
  'actions/container/action.yml': 'name: x\ndescription: x\nruns: { using: docker, image: Dockerfile }\n',
})
const execute = fixture.executor()
const run = (leg: Leg): Promise<LegOutcome> => execute(leg, never)
afterAll(async () => {
  await fixture[Symbol.asyncDispose]()
})

describe('a leg that goes well', () => {
  test("gives outputs, summaries, annotations, steps in order and the workflow's own variables", async () => {
    const outcome = await run(
      makeLeg(
        [
          { uses: 'actions/checkout@1234567890123456789012345678901234567890', with: { 'fetch-depth': 0, 'persist-credentials': false } },
          {
            id: 'list',
            name: 'List for ${{ github.actor }}',
            run: [
              'echo "files=$(ls -A | tr "\\n" " ")" >> "$GITHUB_OUTPUT"; git log --oneline',
              'echo FOO=bar >> "$GITHUB_ENV"; echo "# One" >> "$GITHUB_STEP_SUMMARY"',
            ].join('\n'),
          },
          { id: 'skipped', if: false, run: 'exit 1' },
          { id: 'composite', uses: 'OWNER/suite/actions/composite@v1', with: { who: 'you' } },
          { id: 'script', uses: 'OWNER/suite/actions/script@v1', with: { word: 'w' } },
          {
            run: [
              'echo "::warning file=a%2Cb.c,line=3::50%25 of%0Aall %250A"; echo "::notice title=x=y::said"',
              '(setsid sleep 600 >/dev/null 2>&1 &); sleep 601 >/dev/null 2>&1 & echo gone',
            ].join('\n'),
          },
        ],
        { jobEnv: { OF_JOB: 'j' } },
      ),
    )
    expect(outcome).toMatchObject({ conclusion: 'success', contexts: { env: { FOO: 'bar', OF_JOB: 'j' }, job: { status: 'success' } } })
    expect(outcome.failure).toBeUndefined()
    expect(Object.keys(outcome.contexts.env as object).sort()).toEqual(['FOO', 'OF_JOB'])
    expect(outcome.contexts.steps).toEqual({
      list: { outputs: { files: '.git .gitignore README.md bin ' }, outcome: 'success', conclusion: 'success' },
      skipped: { outputs: {}, outcome: 'skipped', conclusion: 'skipped' },
      composite: { outputs: { greeting: 'hello you' }, outcome: 'success', conclusion: 'success' },
      script: { outputs: { node: process.versions.node }, outcome: 'success', conclusion: 'success' },
    })
    expect(outcome.steps.map((step) => `${step.outcome} ${step.name.slice(0, 40)}`)).toEqual([
      'success Run actions/checkout@1234567890123456789',
      'success List for tester',
      'skipped Run exit 1',
      'success Run OWNER/suite/actions/composite@v1',
      'success Run OWNER/suite/actions/script@v1',
      'success Run echo "::warning file=a%2Cb.c,line=3:',
      'success Post Run OWNER/suite/actions/script@v1',
    ])
    expect(outcome.summaries).toEqual(['# One\n', 'summary of composite\n', '## From an action\n'])
    expect(outcome.annotations).toEqual([
      { level: 'warning', message: '50% of\nall %0A', file: 'a,b.c', line: 3 },
      { level: 'notice', message: 'said' },
    ])
    const log = readFileSync(join(fixture.logs, 'build.log'), 'utf8')
    expect(log).toContain('== List for tester\n')
    expect(log).toContain('input w terminal undefined\nno newline at the end\n')
    expect(log).toContain('post yes')
    expect(findTree(fixture.supervisor.runId)).toEqual([])
  })

  test('hands outputs and secrets over byte for byte', async () => {
    const values = {
      quotes: `"'\`$(id) $HOME \\ \\n %0A ::error::no`,
      lines: 'one\n\n  two\nthree\t',
      expression: "${{ github.token }} $ {{ x }} ${{ '",
      emoji: 'naïve 🚢\u2028\u0085',
      long: 'é🚢x'.repeat(30_000),
    }
    const secrets = { ...values, empty: '', long: 'x$y'.repeat(1_000) }
    const copy = (name: string): string => `{ echo '${name}<<EOF_x'; cat "$FOLDER/${name}"; echo; echo EOF_x; } >> "$GITHUB_OUTPUT"`
    const folder = join(fixture.folder, 'values')
    mkdirSync(folder)
    for (const [name, value] of Object.entries(values)) writeFileSync(join(folder, name), value)
    const reveal = Object.keys(secrets).map((name) => `printf %s "$${name}" | base64 -w0 > "$FOLDER/secret-${name}"`)
    const env = Object.fromEntries(Object.keys(secrets).map((name) => [name, `\${{ secrets.${name} }}`]))
    const outcome = await run(
      makeLeg(
        [
          { id: 'out', run: Object.keys(values).map(copy).join('\n') },
          { run: reveal.join('\n'), env },
        ],
        { jobEnv: { FOLDER: folder }, secrets },
      ),
    )
    const { outputs } = (outcome.contexts.steps as { out: { outputs: Record<string, string> } }).out
    for (const [name, value] of Object.entries(values)) expect([name, outputs[name] === value]).toEqual([name, true])
    for (const [name, value] of Object.entries(secrets))
      expect(Buffer.from(readFileSync(join(folder, `secret-${name}`), 'latin1'), 'base64').toString() === value).toBe(true)
  })
})

test('a step has no terminal, and what it leaves in the background lives until the job ends', async () => {
  const outcome = await run(
    makeLeg([
      { run: '(while sleep 0.02; do echo tick; echo tick >>"$TMPDIR/ticks"; done) & echo "started $(tty)"' },
      {
        id: 'later',
        run: [
          'rm "$TMPDIR/ticks"; for look in {1..500}; do [[ -s "$TMPDIR/ticks" ]] && break; sleep 0.02; done',
          'echo "ticks=$(head -1 "$TMPDIR/ticks")" >> "$GITHUB_OUTPUT"; [[ ! -t 0 && ! -t 1 && ! -t 2 ]]',
        ].join('\n'),
      },
    ]),
  )
  expect(outcome).toMatchObject({ conclusion: 'success', contexts: { steps: { later: { outputs: { ticks: 'tick' } } } } })
  expect(readFileSync(join(fixture.logs, 'build.log'), 'utf8')).toContain('started not a tty\n')
  expect(findTree(fixture.supervisor.runId)).toEqual([])
})

describe('a leg that fails', () => {
  test('names the step, its message and the end of its log, complete even after a burst', async () => {
    const outcome = await run(
      makeLeg([
        { name: 'Tolerated', 'continue-on-error': true, run: 'exit 9' },
        { id: 'bad', name: 'Build it', run: 'for i in $(seq 1 3000); do echo "line $i of a long log"; done; printf "the cause, without a newline"; exit 3' },
        { if: 'failure()', id: 'after', run: 'echo "x=${{ steps.bad.outcome }}" >> "$GITHUB_OUTPUT"' },
        { run: 'echo never' },
      ]),
    )
    expect(outcome).toMatchObject({
      conclusion: 'failure',
      failure: { step: 'Build it', message: 'Process completed with exit code 3.' },
      contexts: { steps: { after: { outputs: { x: 'failure' } } } },
    })
    expect(outcome.failure?.log.slice(-3)).toEqual(['line 3000 of a long log', 'the cause, without a newline', 'Error: Process completed with exit code 3.'])
    expect(outcome.failure?.log.length).toBe(200)
    expect(outcome.steps.map((step) => step.outcome)).toEqual(['failure', 'failure', 'success', 'skipped'])
  })

  test('prefers what the step itself says', async () => {
    const outcome = await run(makeLeg([{ run: 'echo "::error::the asset is empty"; exit 1' }]))
    expect(outcome.failure).toMatchObject({ message: 'the asset is empty', log: ['Error: the asset is empty'] })
  })
})

describe('a leg that is ended early', () => {
  test('by the scheduler: always() steps still run, the step is cancelled, what it left is gone', async () => {
    const cancel = new AbortController()
    const seen: string[] = []
    const executor = fixture.executor({
      onLine: (_, step, text) => {
        seen.push(`${step}: ${text}`)
        if (text === 'waiting') cancel.abort()
      },
    })
    const outcome = await executor(
      makeLeg([
        { id: 'long', name: 'Long', run: `setsid bash -c 'trap "" TERM HUP; sleep 600' & echo $$ >"$TMPDIR/pid"; echo waiting; sleep 600` },
        { id: 'next', run: 'echo never' },
        { id: 'tidy', if: 'always()', run: 'echo "long=$(grep State: "/proc/$(cat "$TMPDIR/pid")/status" | cut -c8 || true)" >> "$GITHUB_OUTPUT"' },
        { id: 'told', if: 'cancelled()', run: 'echo told' },
        { id: 'failed', if: 'failure()', run: 'echo failed' },
      ]),
      cancel.signal,
    )
    expect(outcome).toMatchObject({
      conclusion: 'cancelled',
      contexts: { job: { status: 'cancelled' }, steps: { long: { outcome: 'cancelled' }, tidy: { outputs: { long: expect.stringMatching(/^Z?$/) } } } },
    })
    expect(outcome.steps.map((step) => step.outcome)).toEqual(['cancelled', 'skipped', 'success', 'success', 'skipped'])
    expect(seen).toContain('Long: waiting')
    expect(findTree(fixture.supervisor.runId)).toEqual([])
  })

  test('and does not end in the grace: it is killed', async () => {
    const outcome = await fixture.executor({ grace: 300 })(makeLeg([{ run: 'sleep 600' }, { if: 'always()', run: 'sleep 601' }]), AbortSignal.timeout(400))
    expect(outcome).toMatchObject({ conclusion: 'cancelled' })
    expect(findTree(fixture.supervisor.runId)).toEqual([])
  })

  test('before it began: nothing is started', async () => {
    expect(await execute(makeLeg([{ run: 'exit 1' }]), AbortSignal.abort())).toMatchObject({ conclusion: 'cancelled', steps: [] })
  })

  test('by kill -9 of act: a defect that names the source, and no process is left', async () => {
    const executor = fixture.executor({
      onLine: (_, __, text) => {
        if (text?.startsWith('kill ') === true) process.kill(Number(text.slice(5)), 'SIGKILL')
      },
    })
    // The step leads a session of its own, which act has started (proc_pid_stat(5): the fields 4 and 6).
    const find = 'read -r _ _ _ _ _ session _ <"/proc/$PPID/stat"; read -r _ _ _ act _ <"/proc/$session/stat"; echo "kill $act"'
    const hurt = executor(makeLeg([{ run: `(setsid sleep 600 &) ; ${find}; sleep 600` }]), never)
    await expect(hurt).rejects.toMatchObject({
      name: 'Defect',
      message: expect.stringMatching(/^\.github\/workflows\/ci\.yml:7: act ended by SIGKILL without a result of build/),
    })
    expect(findTree(fixture.supervisor.runId)).toEqual([])
  })
})

test('kill -9 of the program that drives act leaves neither act nor a step', async () => {
  const source = `
import { createFixture, makeLeg, never } from ${JSON.stringify(new URL('./testing/lab-fixture.ts', import.meta.url).href)}
const fixture = createFixture()
const onLine = (_, step, text) => text === 'deep' && console.log(fixture.supervisor.runId, fixture.folder)
await fixture.executor({ onLine })(makeLeg([{ run: "(setsid bash -c 'trap \\"\\" HUP TERM; sleep 600' &); echo deep; sleep 601" }]), never)`
  const program = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(program.stdout, 'data')) as [Buffer]
  const [runId = '', folder = ''] = line.toString().trim().split(' ')
  try {
    expect(findTree(runId).length).toBeGreaterThanOrEqual(5)
    program.kill('SIGKILL')
    for (let look = 0; look < 1_000 && findTree(runId).length > 0; look += 1) await sleep(20)
    expect(findTree(runId)).toEqual([])
  } finally {
    program.kill('SIGKILL')
    await endTree(runId)
    rmSync(folder, { recursive: true, force: true })
  }
})

test("what act rejects is a defect with act's own words", async () => {
  const broken = makeLeg([{ run: 'true' }, { run: 'true', bogus: 1 }], { stepLines: [9, 11] })
  await expect(run(broken)).rejects.toMatchObject({ name: 'Defect', message: expect.stringContaining('.github/workflows/ci.yml:11: Unknown Property bogus') })
})

test.each([
  ['an action that is not mapped', { uses: 'OWNER/suite/actions/script@v2' }, 'E_LAB_ACTION_UNMAPPED'],
  ['an action that is not there', { uses: 'OWNER/suite/actions/none@v1' }, 'E_LAB_ACTION_ABSENT'],
  ['an action in a container', { uses: 'OWNER/suite/actions/container@v1' }, 'E_LAB_ACTION_CONTAINER'],
  ['an image', { uses: 'docker://alpine' }, 'E_LAB_ACTION_CONTAINER'],
  ['a checkout of another ref', { uses: 'actions/checkout@v6', with: { ref: 'dev' } }, 'E_LAB_CHECKOUT'],
  ['a checkout of another repository', { uses: 'actions/checkout@v6', with: { repository: 'OWNER/other' } }, 'E_LAB_CHECKOUT'],
  ['a composite action that reads matrix and strategy', { uses: 'OWNER/suite/actions/reads-matrix@v1' }, 'E_LAB_ACTION_CONTEXT E_LAB_ACTION_CONTEXT'],
  ['all of a nested composite action', { uses: 'OWNER/suite/actions/nested@v1' }, 'E_LAB_ACTION_CONTEXT E_LAB_ACTION_CONTEXT E_LAB_ACTION_UNMAPPED'],
])('refuses %s before anything runs', async (_, step, codes) => {
  const error = await run(makeLeg([{ run: 'exit 1' }, step])).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'Refusal' })
  expect((error as { problems: { code: string }[] }).problems.map((problem) => problem.code).join(' ')).toBe(codes)
})

test.each([
  ['container', 'alpine'],
  ['services', { db: { image: 'x' } }],
])('refuses %s:', async (key, value) => {
  await expect(run(makeLeg([{ run: 'true' }], { jobMore: { [key]: value } }))).rejects.toMatchObject({ problems: [{ code: 'E_LAB_LEG_CONTAINER' }] })
})

test('says how to get act where it is absent', async () => {
  await expect(fixture.executor({ act: '/no/act' })(makeLeg([]), never)).rejects.toThrow('Get it with: go install github.com/nektos/act@v0.2.89')
})

test('every leg has its own token, in no argument and not in the environment; the environment is clean', async () => {
  process.env.LAB_CANARY = 'leaks'
  const probe = [
    'all=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" " " || true)',
    '[[ $all != *"$T"* ]] && echo "argv=clean" >> "$GITHUB_OUTPUT"',
    'unset T',
    'env -0 | tr "\\n" " " | tr "\\0" "\\n" | grep -e token-of -e LAB_CANARY || echo "env=clean" >> "$GITHUB_OUTPUT"',
    'echo "names=$(env | cut -d= -f1 | sort | tr "\\n" " ")" >> "$GITHUB_OUTPUT"',
  ].join('\n')
  const outcomes = await Promise.all(
    ['a', 'b'].map((job) =>
      run(
        makeLeg(
          [
            {
              id: 'token',
              run: 'echo "length=${#T} ${T%of*}" >> "$GITHUB_OUTPUT"; echo "mine=${T: -1}" >> "$GITHUB_OUTPUT"; echo "secret $T"',
              env: { T: '${{ github.token }}' },
            },
            { id: 'probe', shell: 'bash', run: probe, env: { T: '${{ secrets.GITHUB_TOKEN }}' } },
          ],
          { job, path: `x/${job}` },
        ),
      ),
    ),
  )
  delete process.env.LAB_CANARY
  expect(outcomes.map((each) => (each.contexts.steps as { token: { outputs: { mine: string } } }).token.outputs.mine)).toEqual(['a', 'b'])
  for (const outcome of outcomes) expect(outcome.contexts.steps).toMatchObject({ probe: { outputs: { argv: 'clean', env: 'clean' } } })
  const names = outcomes
    .map((each) => (each.contexts.steps as { probe: { outputs: { names: string } } }).probe.outputs.names)
    .join(' ')
    .split(' ')
    .filter((name) => !/^(GITHUB|RUNNER|ACTIONS|SLIPWAY|XDG)_/.test(name))
  const clean = ['ACT', 'ACT_DISABLE_VERSION_CHECK', 'CI', 'HOME', 'ImageOS', 'LANG', 'PATH', 'PWD', 'SHLVL', 'TMPDIR']
  expect(names.filter((name) => name !== '' && name !== '_')).toEqual([...clean, ...clean])
  const logs = readdirSync(fixture.logs).filter((name) => name.startsWith('x-'))
  expect(logs).toHaveLength(2)
  for (const name of logs) expect(readFileSync(join(fixture.logs, name), 'utf8')).toContain('secret ***')
})

test('64 legs side by side, three times, without a failure', async () => {
  for (let round = 0; round < 3; round += 1) {
    const waiting = Array.from({ length: 64 }, (_, index) => index)
    const outcomes: LegOutcome[] = []
    const worker = async (): Promise<void> => {
      for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
        outcomes[index] = await run(makeLeg([{ id: 'id', run: `echo "index=${index}" >> "$GITHUB_OUTPUT"` }], { job: `leg${index}`, path: `leg${index}` }))
      }
    }
    await Promise.all(Array.from({ length: Math.max(4, availableParallelism()) }, worker))
    expect(outcomes.map((each) => each.conclusion)).toEqual(Array(64).fill('success'))
    expect(outcomes.map((each) => (each.contexts.steps as { id: { outputs: { index: string } } }).id.outputs.index)).toEqual(
      Array.from({ length: 64 }, (_, index) => String(index)),
    )
  }
  expect(findTree(fixture.supervisor.runId)).toEqual([])
})

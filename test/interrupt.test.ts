import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals'
import { root } from './rooms.ts'

/** Whatever ends a rehearsal, nothing of it stays: no process, no listening port, no scratch folder, no lock. */

// Real processes on a machine that others may be using.
jest.setTimeout(90_000)

const folder = mkdtempSync(join(tmpdir(), 'interrupt-'))
const [project, records] = [join(folder, 'project'), join(folder, 'records')]
const commands: ChildProcess[] = []
afterEach(() => {
  // Only a test that failed leaves something to end.
  for (const cli of commands.splice(0)) cli.kill('SIGKILL')
  for (const { pid } of recorded('marker') ? survivors() : []) process.kill(pid, 'SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Children that leave their parent, their session and ignore every signal that can be ignored; then a step that puts things in order. */
const release = `on: { push: { tags: ['v*'] } }
permissions: {}
jobs:
  long:
    runs-on: ubuntu-24.04
    steps:
      - name: Leave children
        shell: bash
        run: |
          echo "$SLIPWAY_RUN" >"$RECORDS/marker"
          echo "$GITHUB_API_URL" "$ACTIONS_RESULTS_URL" "$(grep -o '127.0.0.1:[0-9]*' "$CONTAINERS_REGISTRIES_CONF" | head -1)" >"$RECORDS/servers"
          echo "$TMPDIR" >"$RECORDS/scratch"
          setsid sleep 600 &
          (setsid bash -c 'trap "" TERM HUP INT; while :; do sleep 601; done' >/dev/null 2>&1 &)
          trap '' TERM HUP INT
          touch "$RECORDS/working"
          while :; do sleep 602; done
      - name: Put in order
        if: always()
        shell: bash
        run: |
          touch "$RECORDS/tidy"
          while [[ -e $RECORDS/stay ]]; do sleep 603; done
  after:
    if: always()
    needs: long
    runs-on: ubuntu-24.04
    steps: [{ run: 'touch "$RECORDS/after"' }]
`
const ci = `on: { push: { branches: [main] } }
permissions: {}
jobs: { quick: { runs-on: ubuntu-24.04, steps: [{ run: 'true' }] } }
`
mkdirSync(join(project, '.github/workflows'), { recursive: true })
writeFileSync(join(project, '.github/workflows/release.yml'), release.replaceAll('$RECORDS', records))
writeFileSync(join(project, '.github/workflows/ci.yml'), ci)
execFileSync('git', ['init', '-q', project])

type Started = { readonly cli: ChildProcess; readonly output: () => string; readonly ended: Promise<{ code: number | null; signal: string | null }> }

/** The command as the set-up starts it, with a cache of its own: what else runs in this checkout has the other one. */
function rehearse(args: readonly string[] = []): Started {
  const fixed = ['--project', project, '--report', join(folder, 'report'), '--cache', join(folder, 'cache')]
  const cli = spawn(join(root, 'node_modules/.bin/node'), ['--conditions=source', 'packages/cli/src/main.ts', 'rehearse', ...fixed, ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  commands.push(cli)
  let output = ''
  for (const stream of [cli.stdout, cli.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()))
  const ended = once(cli, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as string | null }))
  return { cli, output: () => output, ended }
}

async function until(what: string, holds: () => boolean, started?: Started): Promise<void> {
  for (const end = Date.now() + 30_000; !holds(); await sleep(20)) {
    if (Date.now() > end || started?.cli.exitCode !== (started === undefined ? undefined : null)) throw new Error(`${what}: never\n${started?.output()}`)
  }
}

const record = (name: string): string => readFileSync(join(records, name), 'utf8').trim()
const recorded = (name: string): boolean => existsSync(join(records, name))

/** What /proc says of each living process. */
function processes(): readonly { readonly pid: number; readonly parent: number; readonly name: string; readonly words: string }[] {
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'latin1')
    } catch {
      return ''
    }
  }
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      const [, name = '', state, parent] = /\((.*)\) (\S) (\d+)/s.exec(read(pid, 'stat')) ?? []
      const words = `${read(pid, 'cmdline')}\n${read(pid, 'environ')}`
      return state === undefined || state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), name, words }]
    })
}

/** Of the run: those that carry its identifier, and the watchdog, which is given it. */
function survivors(): ReturnType<typeof processes> {
  const [run = ''] = record('marker').split(':').slice(-2)
  if (!/^[0-9a-f]{24}$/.test(run)) throw new Error(`"${run}" is no identifier of a run`)
  return processes().filter(({ words }) => words.includes(run))
}

const names = (): readonly string[] => survivors().map(({ pid, words }) => `${pid} ${words.split('\n')[0]?.replaceAll('\0', ' ')}`)

/** act, found below the command that we started: never by its name alone. */
function actOf(cli: number): number {
  const all = processes()
  const below = all.filter(({ parent }) => parent === cli)
  const found = below.filter(({ name }) => name === 'act')
  if (found.length !== 1) throw new Error(`act is not below ${cli}: ${below.map(({ name }) => name).join(', ')}`)
  return found[0]?.pid ?? 0
}

function listens(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address.includes('//') ? address : `http://${address}`)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    socket.once('connect', () => resolve(socket.destroy() !== undefined)).once('error', () => resolve(false))
  })
}

async function work(): Promise<Started> {
  rmSync(records, { recursive: true, force: true })
  mkdirSync(records)
  const started = rehearse()
  await until('the step works', () => recorded('working'), started)
  const servers = record('servers').split(' ')
  expect([servers.length, await Promise.all(servers.map(listens))]).toEqual([3, [true, true, true]])
  expect(survivors().length).toBeGreaterThanOrEqual(6)
  return started
}

/** What must hold after every end, of which the processes may need a moment after kill -9: the watchdog ends them. */
async function nothingStays(scratch: 'gone' | 'may stay'): Promise<void> {
  if (scratch === 'gone') expect(names()).toEqual([])
  else await until('processes end', () => survivors().length === 0)
  expect(await Promise.all(record('servers').split(' ').map(listens))).toEqual([false, false, false])
  const own = /^.*?\/slipway-[^/]+/.exec(record('scratch'))?.[0] ?? ''
  expect(own).not.toBe('')
  if (scratch === 'gone') expect(existsSync(own)).toBe(false)
  else rmSync(own, { recursive: true, force: true })
}

describe('a rehearsal that is ended leaves nothing, and the next one runs', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s: always() steps run, the report says what was cancelled, the code is %d', async (signal, code) => {
    const started = await work()
    started.cli.kill(signal)
    expect([await started.ended, started.output()]).toMatchObject([{ code, signal: null }, expect.stringContaining(`${signal}: cancelling`)])
    expect([recorded('tidy'), recorded('after')]).toEqual([true, true])
    expect(JSON.parse(readFileSync(join(folder, 'report/report.json'), 'utf8'))).toMatchObject({
      ok: false,
      jobs: [
        { name: 'long', result: 'cancelled' },
        { name: 'after', result: 'success' },
      ],
    })
    await nothingStays('gone')
  })

  test('by a second Ctrl-C: what still puts things in order is killed, what has not begun does not begin', async () => {
    const started = await work()
    writeFileSync(join(records, 'stay'), '')
    const first = Date.now()
    started.cli.kill('SIGINT')
    // npm and the terminal both send a Ctrl-C on: what comes within a second is the same one.
    started.cli.kill('SIGINT')
    await until('the step puts things in order', () => recorded('tidy') && Date.now() - first > 1_100, started)
    started.cli.kill('SIGINT')
    expect([await started.ended, started.output()]).toMatchObject([{ code: 130 }, expect.stringContaining('SIGINT: killing what still runs')])
    expect(recorded('after')).toBe(false)
    await nothingStays('gone')
  })

  test('by kill -9: the watchdog ends what is left', async () => {
    const started = await work()
    started.cli.kill('SIGKILL')
    expect(await started.ended).toMatchObject({ signal: 'SIGKILL' })
    await nothingStays('may stay')
    expect(existsSync(join(folder, 'cache/rehearsal.lock'))).toBe(true)
    const next = rehearse(['--ref', 'refs/heads/main'])
    expect([await next.ended, next.output()]).toMatchObject([{ code: 0 }, expect.stringContaining('The rehearsal is green.')])
    expect(existsSync(join(folder, 'cache/rehearsal.lock'))).toBe(false)
  })

  test('by kill -9 of act: a defect of ours, not a failed job, and no report of an earlier run', async () => {
    mkdirSync(join(folder, 'report'), { recursive: true })
    writeFileSync(join(folder, 'report/report.json'), '{"ok": true}')
    const started = await work()
    process.kill(actOf(started.cli.pid ?? 0), 'SIGKILL')
    const { code } = await started.ended
    expect([code, started.output()]).toEqual([
      1,
      expect.stringMatching(/Defect: \.github\/workflows\/release\.yml:4: act ended by SIGKILL without a result of long/),
    ])
    expect(started.output()).not.toMatch(/✗|failed at/)
    expect(readdirSync(join(folder, 'report')).sort()).toEqual(['logs'])
    await nothingStays('gone')
  })
})

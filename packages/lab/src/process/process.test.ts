import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { carriesMarker, renderMarker } from './marker.ts'
import { type ProcessRow, selectTree } from './process-table.ts'
import { endTree, findTree } from './reap.ts'
import { createSupervisor, type Timer } from './supervisor.ts'

// Real processes on a machine that others may be using.
jest.setTimeout(60_000)

const env = { PATH: '/usr/local/bin:/usr/bin:/bin' }
/** A tree that does everything to stay: other sessions, double forks, ignored signals, a cleared environment. */
const stubborn = `trap '' TERM HUP INT
setsid bash -c 'trap "" TERM HUP INT; sleep 600 & wait' &
(setsid sleep 601 &)
env -i /bin/sleep 602 &
echo started
while :; do sleep 603; done`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-process-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the marker', () => {
  test.each([
    ['SLIPWAY_RUN=abc\0A=b\0', true],
    ['A=b\0SLIPWAY_RUN=outer:abc:child\0', true],
    ['SLIPWAY_RUN=abcd\0', false],
    ['SLIPWAY_RUN=xabc\0', false],
    ['OTHER=abc\0NOTE=SLIPWAY_RUN=abc\0', false],
    ['SLIPWAY_RUN_X=abc\0', false],
    ['SLIPWAY_RUN=\0', false],
    ['', false],
  ])('%j carries abc: %s', (environment, expected) => {
    expect(carriesMarker(environment, 'abc')).toBe(expected)
  })

  test('nests', () => {
    expect(renderMarker(undefined, 'run', 'child')).toBe('run:child')
    expect(renderMarker('outer:one', 'run', 'child')).toBe('outer:one:run:child')
  })
})

test('a tree is what is marked, what descends from it and the sessions it leads; never init, never what is spared', () => {
  const row = (pid: number, parent: number, session: number, marked = false): ProcessRow => ({ pid, parent, session, start: '1', marked })
  const rows = [
    row(1, 0, 1, true),
    row(10, 1, 10, true),
    row(11, 10, 11),
    row(12, 11, 11),
    row(13, 1, 10),
    row(20, 1, 20),
    row(21, 20, 20),
    row(30, 1, 30, true),
  ]
  expect(selectTree(rows, [30]).map((each) => each.pid)).toEqual([10, 11, 12, 13])
})

describe('a supervisor', () => {
  test('tells how a command ended, and writes its log', async () => {
    await using supervisor = createSupervisor()
    const log = join(folder, 'echo.log')
    const child = await supervisor.start({ name: 'echo', command: 'bash', args: ['-c', 'echo out; echo err >&2; exit 3'], env, log })
    expect(await child.exited).toMatchObject({ code: 3, signal: null, by: 'itself' })
    expect(await readFile(log, 'utf8')).toBe('out\nerr\n')
  })

  test('gives a clean environment, its folder, and pipes where no log is asked for', async () => {
    await using supervisor = createSupervisor({ inherited: undefined })
    const child = await supervisor.start({ name: 'env', command: '/usr/bin/env', env: { ONLY: 'this' }, cwd: folder })
    const text = (await child.stdout?.toArray())?.join('')
    expect(text?.trim().split('\n')).toEqual(['ONLY=this', expect.stringMatching(new RegExp(`^SLIPWAY_RUN=${supervisor.runId}:[0-9a-f]{24}$`))])
  })

  test.each([
    ['a command that is not there', { command: '/no/such/command' }],
    ['a folder that is not there', { command: '/bin/true', cwd: '/no/such/folder' }],
  ])('refuses %s', async (_, options) => {
    await using supervisor = createSupervisor()
    await expect(supervisor.start({ name: 'it', env, ...options })).rejects.toMatchObject({ name: 'Refusal', problems: [{ code: 'E_LAB_START' }] })
  })

  test('ends what a command left behind, and nothing of anybody else', async () => {
    await using supervisor = createSupervisor()
    const foreign = spawn('/bin/sleep', ['604'], { env: { SLIPWAY_RUN: `${supervisor.runId}0`, NOTE: `SLIPWAY_RUN=${supervisor.runId}` }, stdio: 'ignore' })
    try {
      const other = await supervisor.start({ name: 'other', command: 'sleep', args: ['605'], env })
      const child = await supervisor.start({ name: 'leaver', command: 'bash', args: ['-c', '(setsid sleep 606 >/dev/null 2>&1 &) ; exit 0'], env })
      expect(await child.exited).toMatchObject({ code: 0, by: 'itself' })
      expect(findTree(supervisor.runId).map((row) => row.pid)).toEqual([other.pid])
      await supervisor.stopAll()
      expect(await other.exited).toMatchObject({ signal: 'SIGTERM', by: 'stop' })
      expect(findTree(supervisor.runId)).toEqual([])
      expect(foreign.exitCode ?? foreign.signalCode).toBeNull()
    } finally {
      foreign.kill('SIGKILL')
    }
  })

  test('also ends what somebody else started with its mark', async () => {
    await using supervisor = createSupervisor({ inherited: 'outer:one' })
    expect(supervisor.mark).toEqual({ SLIPWAY_RUN: `outer:one:${supervisor.runId}` })
    const marked = spawn('/bin/sleep', ['609'], { env: supervisor.mark, stdio: 'ignore', detached: true })
    const ended = once(marked, 'exit')
    await supervisor.stopAll()
    expect(await ended).toEqual([null, 'SIGKILL'])
  })

  test('a polite command may put things in order; a stubborn tree is killed after the grace', async () => {
    await using supervisor = createSupervisor()
    const polite = await supervisor.start({
      name: 'polite',
      command: 'bash',
      args: ['-c', "trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done"],
      env,
    })
    const tree = await supervisor.start({ name: 'tree', command: 'bash', args: ['-c', stubborn], env })
    await Promise.all([once(polite.stdout as NodeJS.ReadableStream, 'data'), once(tree.stdout as NodeJS.ReadableStream, 'data')])
    // The shell says that it started before its children do.
    while (findTree(supervisor.runId).length < 6) await sleep(10)
    expect(await polite.stop()).toMatchObject({ code: 7, by: 'stop' })
    expect(await tree.stop(50)).toMatchObject({ signal: 'SIGKILL', by: 'stop' })
    expect(findTree(supervisor.runId)).toEqual([])
  })

  test('a deadline stops the whole tree', async () => {
    let expire = (): void => {}
    const clock: Timer = { now: () => 0, after: (milliseconds, task) => ((expire = milliseconds === 1_234 ? task : expire), () => {}) }
    await using supervisor = createSupervisor({ clock })
    const child = await supervisor.start({ name: 'slow', command: 'bash', args: ['-c', stubborn], env, deadline: 1_234, grace: 10 })
    await once(child.stdout as NodeJS.ReadableStream, 'data')
    expire()
    expect(await child.exited).toMatchObject({ by: 'deadline', signal: 'SIGKILL' })
    expect(findTree(supervisor.runId)).toEqual([])
  })

  test('disposing ends everything, the watchdog too', async () => {
    const supervisor = createSupervisor()
    const child = await supervisor.start({ name: 'sleep', command: 'sleep', args: ['607'], env })
    await supervisor[Symbol.asyncDispose]()
    expect(await child.exited).toMatchObject({ by: 'stop' })
    await expect(supervisor.start({ name: 'late', command: 'sleep', args: ['608'], env })).rejects.toMatchObject({ name: 'Defect' })
  })
})

/** A program like the lab's own: a supervisor, a stubborn tree below it, and in it a second program of the same kind. */
const program = (depth: number): string => `
import { createSupervisor } from ${JSON.stringify(new URL('./supervisor.ts', import.meta.url).href)}
const supervisor = createSupervisor()
const env = ${JSON.stringify(env)}
await supervisor.start({ name: 'tree', command: 'bash', args: ['-c', ${JSON.stringify(stubborn)}], env, log: '/dev/null' })
const args = ['--conditions=source', '--input-type=module', '-e', process.env.INNER]
if (${depth} > 0) await supervisor.start({ name: 'inner', command: process.execPath, args, env, log: '/dev/null' })
console.log(supervisor.runId)
setInterval(() => {}, 1000)`

describe('when the program itself dies', () => {
  test.each([
    ['by kill -9', 'SIGKILL', 0, 4],
    ['by Ctrl-C', 'SIGINT', 0, 4],
    ['with a program of the same kind below it', 'SIGKILL', 1, 9],
  ] as const)('%s, nothing survives', async (_, signal, depth, atLeast) => {
    const parent = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program(depth)], {
      env: { ...env, INNER: program(0) },
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const runId = line.toString().trim()
    try {
      for (let look = 0; look < 3_000 && findTree(runId).length < atLeast; look += 1) await sleep(10)
      expect(findTree(runId).length).toBeGreaterThanOrEqual(atLeast)
      parent.kill(signal)
      for (let look = 0; look < 1_000 && findTree(runId).length > 0; look += 1) await sleep(10)
      expect(findTree(runId)).toEqual([])
    } finally {
      parent.kill('SIGKILL')
      await endTree(runId)
    }
  })

  test('an uncaught error is no different', async () => {
    const source = `${program(0)}\nsetTimeout(() => { throw new Error('planned') }, 50)`
    const parent = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', source], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    await once(parent, 'exit')
    for (let look = 0; look < 1_000 && findTree(line.toString().trim()).length > 0; look += 1) await sleep(10)
    expect(findTree(line.toString().trim())).toEqual([])
  })
})

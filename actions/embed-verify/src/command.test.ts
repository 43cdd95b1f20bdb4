import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseArguments, runCommand } from '@slipway/host/command-line'
import { command } from './command.ts'
import { buildHost, good, noise, Workspaces } from './embed-verify.support.ts'
import type { Result } from './result.ts'

const workspaces = new Workspaces()
let root = ''

beforeAll(() => {
  root = workspaces.make(undefined, {}).root
  buildHost(root, 'linux/arm64', good('arm64'))
}, 120_000)

afterAll(() => rmSync(workspaces.folder, { recursive: true, force: true }))

/** As a maintainer runs it. */
function run(...args: readonly string[]): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const main = join(import.meta.dirname, 'main.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=source', main, ...args], { cwd: root, encoding: 'utf8' })
  return { code: status, stdout, stderr }
}

describe('on the command line', () => {
  test('0 proven: the result is all that is printed', () => {
    const { code, stdout, stderr } = run(
      '--json',
      '--binary',
      'host',
      '--asset',
      'assets/vmlinuz',
      '--asset',
      'assets/initrd',
      '--assets',
      'assets/runner executable',
    )
    const result = JSON.parse(stdout) as Result
    expect([code, stderr]).toEqual([0, ''])
    expect(result).toMatchObject({ verdict: 'proven', passed: true, binary: { platforms: ['linux/arm64'] }, problems: [] })
    expect(result.assets.map(({ path, ok }) => [path, ok])).toEqual([
      ['assets/vmlinuz', true],
      ['assets/initrd', true],
      ['assets/runner', true],
    ])
  })

  test('0 without any asset: the tables of a Go program; a pattern prints nothing of its own', () => {
    const { code, stdout } = run('--binary', 'h*t')
    expect(code).toBe(0)
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^host: elf linux\/arm64, [0-9]+ bytes$/),
      ...['initrd', 'runner', 'vmlinuz'].map((name) => expect.stringMatching(new RegExp(`^  embed assets/${name}: [0-9]+ bytes at [0-9]+$`))),
      'proven',
      '',
    ])
  })

  test('1 refused: the architecture is the binary’s own, and a name says what is due', () => {
    const { code, stdout } = run('--json', '--binary', 'host', '--asset', 'assets/runner', '--asset', 'go.mod', '--assets', 'main.go text')
    expect(code).toBe(1)
    expect((JSON.parse(stdout) as Result).problems.map(({ message }) => message)).toEqual([
      'the asset go.mod is text, but a binary file is due',
      'the asset main.go does not stand in host',
    ])
  })

  test('2 usage: what cannot be asked', () => {
    expect(run('--json', '--asset', 'x')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'embed-verify: --binary is required and was not given. Give a path, relative to the workspace or absolute\n',
    })
  })
})

describe('the same without a process', () => {
  const ports = (): never => {
    throw new Error('a mistake')
  }
  const ask = async (...args: readonly string[]) => {
    const [printed, complained]: [string[], string[]] = [[], []]
    const code = await runCommand(command, args, { ports, print: (text) => void printed.push(text), complain: (text) => void complained.push(text) })
    return { code, printed: printed.join(''), complained: complained.join('') }
  }

  test('3 a mistake of our own, with its stack', async () => {
    expect(await ask('--binary', 'x')).toEqual({
      code: 3,
      printed: '',
      complained: expect.stringMatching(/^embed-verify failed through a mistake of its own: Error: a mistake\n {4}at /),
    })
  })

  test.each([
    [['--bianry', 'x'], /^embed-verify: unknown option '--bianry'\. Known are --binary, /],
    [['--binary', 'x', '--binary', 'y'], /^embed-verify: --binary is given more than once/],
    [['x'], /^embed-verify: unexpected argument 'x'/],
    [['--binary', 'x', '--platform', 'linux/x86_64'], /^embed-verify: --platform "linux\/x86_64" is no platform\. Write linux\/amd64/],
  ])('2 for %j', async (args, message) => {
    expect(await ask(...args)).toEqual({ code: 2, printed: '', complained: expect.stringMatching(message) })
  })

  test('--help names every option', async () => {
    const { code, printed } = await ask('--help')
    expect(code).toBe(0)
    for (const name of Object.keys(command.contract.inputs)) expect(printed).toContain(`  --${name}`)
  })

  test('an option of several lines and its single form are one list', () => {
    expect(parseArguments(command, ['--asset', 'a', '--assets', 'b\nc', '--json'])).toMatchObject({
      ok: true,
      value: { given: { assets: 'a\nb\nc' }, json: true },
    })
  })
})

test('assets that are open at the same time are more than a system allows', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `many/${index}.bin`)
  const files = Object.fromEntries(names.map((name) => [name, noise(name, 500)]))
  const { root: folder } = workspaces.make(undefined, {})
  buildHost(folder, 'linux/amd64', files)
  const script = `ulimit -n 100 && exec ${process.execPath} --conditions=source ${join(import.meta.dirname, 'main.ts')} --binary host ${names.map((name) => `--asset ${name}`).join(' ')}`
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' })
  expect([status, stderr, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, '', 'proven'])
}, 120_000)

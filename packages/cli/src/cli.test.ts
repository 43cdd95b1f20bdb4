import { execFileSync } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unwrap } from '@slipway/kernel'
import { needs, planSetup } from '../setup.mjs'
import { hiddenPackages, optionalPackages } from './commands/build.ts'
import { lockCache } from './rehearse/cache-lock.ts'
import { checkOutProject, exportSuite } from './rehearse/checkout.ts'
import { listenForInterruption } from './rehearse/interruption.ts'
import { parseOptions, renderCommand } from './rehearse/options.ts'

describe('the set-up', () => {
  const bare = { present: () => false, root: true, apt: true, go: true, cache: '/c', aptFresh: false }

  test('installs what a command needs, with the reason for each, and nothing else', () => {
    const { missing, steps, blocked } = planSetup('rehearse', bare)
    expect(blocked).toEqual([])
    expect(missing.every(({ why }) => why.length > 10)).toBe(true)
    expect(missing.map(({ name }) => name)).not.toContain('gcc')
    expect(steps[0]?.argv).toEqual(['apt-get', 'update', '-q'])
    expect(steps.map(({ argv }) => argv[0])).toEqual(['apt-get', 'apt-get', 'npm', 'go', 'go'])
    expect(JSON.stringify(steps)).not.toContain('sudo')
  })

  test('has nothing to do the second time', () => {
    expect(planSetup('test', { ...bare, present: () => true })).toEqual({ missing: [], steps: [], blocked: [] })
  })

  test('without root it names what is missing and the command that gets it, and plans no half', () => {
    const { blocked } = planSetup('rehearse', { ...bare, root: false })
    expect(blocked).toEqual([expect.stringMatching(/^skopeo, buildah.*needs root; run: apt-get update && apt-get install .*skopeo/)])
  })

  test('without Go or apt it says so', () => {
    const { blocked } = planSetup('rehearse', { ...bare, go: false, apt: false })
    expect(blocked.join('\n')).toMatch(/neither Debian nor Ubuntu[\s\S]*github\.com\/nektos\/act@v[\d.]+: needs Go/)
  })

  test('every need says for which commands', () => expect(needs.filter((need) => need.for.length === 0)).toEqual([]))
})

describe('the options of a rehearsal', () => {
  test('defaults, and the command that gives them again', () => {
    const options = unwrap(parseOptions([]))
    expect(options).toMatchObject({ project: 'microvm', event: 'push', refs: ['refs/tags/v1.2.3'], fork: false, report: 'rehearsal', faults: [] })
    expect(renderCommand(options)).toBe('npm run rehearse')
  })

  test('come back out of the command', () => {
    const fault = 'registry:PUT */manifests/*#1=503'
    const options = unwrap(parseOptions(['--cache', 'own', '--ref', 'refs/heads/main', '--workflow', 'ci.yml', '--fault', fault, '--until', 'release/host']))
    expect(options).toMatchObject({ cache: 'own', faults: [fault], until: 'release/host' })
    expect(renderCommand(options)).toBe(`npm run rehearse -- --ref refs/heads/main --workflow ci.yml --until release/host --fault '${fault}' --cache own`)
  })

  test.each([
    ['several refs of one push', ['--ref', 'refs/heads/main', '--ref', 'refs/tags/v1.2.3'], ['refs/heads/main', 'refs/tags/v1.2.3']],
    ['a pull request', ['--event', 'pull_request'], ['refs/pull/1/merge']],
    ['a pull request of a fork', ['--event', 'pull_request', '--ref', 'refs/pull/7/merge', '--fork'], ['refs/pull/7/merge']],
    ['a release', ['--event', 'release'], ['refs/tags/v1.2.3']],
  ])('%s', (_, args, refs) => {
    const options = unwrap(parseOptions(args))
    expect(options).toMatchObject({ refs, fork: args.includes('--fork') })
    expect(renderCommand(options)).toBe(`npm run rehearse -- ${args.join(' ')}`)
  })

  test.each([
    [['--reff', 'x'], 'E_CLI_OPTION'],
    [['--ref', 'main'], 'E_CLI_REF'],
    [['--ref', 'refs/pull/1/merge'], 'E_CLI_REF'],
    [['--event', 'pull_request', '--ref', 'refs/heads/main'], 'E_CLI_REF'],
    [['--event', 'workflow_dispatch', '--ref', 'refs/heads/main', '--ref', 'refs/heads/next'], 'E_CLI_REF'],
    [['--event', 'schedule'], 'E_CLI_EVENT'],
    [['--fork'], 'E_CLI_REF'],
    [['--input', 'x'], 'E_CLI_INPUT'],
    [['stray'], 'E_CLI_OPTION'],
  ])('%j is refused', (args, code) => expect(parseOptions(args)).toMatchObject({ ok: false, error: [{ code }] }))
})

describe('what is rehearsed', () => {
  const repository = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'rehearsed-'))
    const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.invalid', ...args], { cwd: folder })
    mkdirSync(join(folder, 'p/sub'), { recursive: true })
    for (const [name, text] of Object.entries({ 'p/a.sh': 'committed', 'p/.gitignore': 'ignored\n', 'p/gone': 'x' })) writeFileSync(join(folder, name), text)
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'x')
    writeFileSync(join(folder, 'p/a.sh'), 'changed', { mode: 0o755 })
    writeFileSync(join(folder, 'p/sub/new'), 'untracked')
    writeFileSync(join(folder, 'p/ignored'), 'x')
    execFileSync('rm', [join(folder, 'p/gone')])
    return folder
  }
  test("what git does not know is the user's mistake", () => {
    const bare = mkdtempSync(join(tmpdir(), 'bare-'))
    expect(() => checkOutProject(bare, join(bare, 'copy'), 'refs/heads/main', 0)).toThrow(/git cannot list the files of .*not a git repository/)
  })

  const list = (folder: string): string => execFileSync('git', ['ls-files'], { cwd: folder, encoding: 'utf8' })

  test('the project as its working tree stands: untracked too, ignored not, deleted not; the same tree is the same commit', () => {
    const source = repository()
    const target = mkdtempSync(join(tmpdir(), 'clone-'))
    const { sha } = checkOutProject(join(source, 'p'), target, 'refs/tags/v1.2.3', 1_700_000_000)
    expect(list(target)).toBe('.gitignore\na.sh\nsub/new\n')
    expect(readFileSync(join(target, 'a.sh'), 'utf8')).toBe('changed')
    expect(execFileSync('git', ['rev-parse', 'v1.2.3'], { cwd: target, encoding: 'utf8' }).trim()).toBe(sha)
    const both = mkdtempSync(join(tmpdir(), 'clone-'))
    checkOutProject(join(source, 'p'), both, ['refs/heads/main', 'refs/pull/1/merge'], 1_700_000_000)
    expect(execFileSync('git', ['rev-parse', 'main', 'refs/pull/1/merge'], { cwd: both, encoding: 'utf8' })).toBe(`${sha}\n${sha}\n`)
    expect(checkOutProject(join(source, 'p'), mkdtempSync(join(tmpdir(), 'clone-')), 'refs/heads/main', 1_700_000_000).sha).toBe(sha)
  })

  test('the suite as its commit stands', () => {
    const source = repository()
    const target = join(mkdtempSync(join(tmpdir(), 'export-')), 'suite')
    exportSuite(source, target)
    expect(readFileSync(join(target, 'p/a.sh'), 'utf8')).toBe('committed')
  })
})

describe('what a bundle lacks', () => {
  const lacking = 'a = eval("require")("kerberos"); b = eval("require")("left-pad"); c = eval("require")(name)'

  test('is found', () => expect(hiddenPackages(lacking)).toEqual(['kerberos', 'left-pad', 'a package without a name']))

  test('may be what a package can do without, and nothing else', () => {
    const peers = { kerberos: { optional: true }, 'left-pad': { optional: false } }
    const optional = optionalPackages(JSON.stringify({ packages: { '': {}, 'node_modules/x': { peerDependenciesMeta: peers } } }))
    expect(hiddenPackages(lacking).filter((name) => !optional.has(name))).toEqual(['left-pad', 'a package without a name'])
  })
})

describe('the lock of the cache', () => {
  const lock = (): string => join(mkdtempSync(join(tmpdir(), 'lock-')), 'cache', 'lock')

  test('is held by a living process, and let go by it', () => {
    const file = lock()
    const held = lockCache(file)
    expect(() => lockCache(file)).toThrow(/another rehearsal \(process \d+\)/)
    held[Symbol.dispose]()
    lockCache(file)[Symbol.dispose]()
    expect(readdirSync(dirname(file))).toEqual([])
  })

  test.each([
    ['by a process that has gone', '999999999 1'],
    ['by an earlier process with the pid of a living one', `${process.pid} 1`],
    ['by nobody who can be known', ''],
  ])('left %s, it keeps nobody out', (_, text) => {
    const file = lock()
    mkdirSync(dirname(file))
    writeFileSync(file, text)
    const held = lockCache(file)
    expect(() => lockCache(file)).toThrow(`process ${process.pid}`)
    held[Symbol.dispose]()
  })
})

describe('an interruption', () => {
  const listen = () => {
    const state = { time: 0, said: [] as string[], left: [] as number[] }
    const source = new EventEmitter()
    const interruption = listenForInterruption({
      source,
      now: () => state.time,
      say: (text) => void state.said.push(text),
      leave: (code) => void state.left.push(code),
    })
    const send = (signal: string, time: number): readonly unknown[] => {
      state.time = time
      source.emit(signal, signal)
      return [interruption.cancelled.aborted, interruption.killed.aborted, state.left]
    }
    return { state, source, interruption, send }
  }

  test('cancels first, kills then, and leaves in the end; what comes within a second is the same one', () => {
    const { send, state, interruption } = listen()
    expect(interruption.code()).toBeUndefined()
    expect(send('SIGINT', 5_000)).toEqual([true, false, []])
    expect(send('SIGINT', 5_999)).toEqual([true, false, []])
    expect(send('SIGTERM', 6_000)).toEqual([true, true, []])
    expect(send('SIGINT', 6_100)).toEqual([true, true, []])
    expect(send('SIGINT', 7_000)).toEqual([true, true, [130]])
    expect(state.said).toHaveLength(2)
  })

  test.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('by %s ends with %d, and is heard no more when all is over', (signal, code) => {
    const { send, source, interruption } = listen()
    send(signal, 0)
    expect(interruption.code()).toBe(code)
    interruption[Symbol.dispose]()
    expect(source.listenerCount(signal)).toBe(0)
  })
})

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { createExec } from '@slipway/host'
import { attempt, elf, folder, messages, source, workspace } from './native-build.support.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** With the real commands, and a signal that cancels them. */
function real(files: Readonly<Record<string, string | Uint8Array>>, options: Parameters<typeof workspace>[1] = {}) {
  const place = workspace(files, options)
  const controller = new AbortController()
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-trimpath -buildvcs=false', GOTOOLCHAIN: 'local', GOWORK: 'off' }
  const exec = createExec({ env, cwd: place.root, windows: false, print: (line) => place.fakes.lines.push(line), signal: controller.signal })
  return { ...place, controller, fakes: { ...place.fakes, ports: { ...place.fakes.ports, exec, signal: controller.signal } } }
}

/** A program that shows another version than the one that stands in it. */
const shown = (text: string): string => `package main\n\nimport "os"\n\nvar version = "dev"\n\nfunc main() {\n\tif len(os.Args) > 1 { println(${text}) }\n}\n`
const stamped = 'go build -o out/tool -ldflags "-X main.version=$SLIPWAY_VERSION" .'

describe('a program that is run to see its version', () => {
  const given = { command: stamped, files: 'out/tool', version: 'v1.2.3', expect: 'stamp: run --version' }

  test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['shows it', shown('"tool " + version'), {}, []],
    ['makes it up, without holding it', shown('"1" + string(os.PathSeparator)[:0] + "." + string([]byte{50}) + "." + string([]byte{51})'), {}, []],
    ['shows another', shown('"0.9 of " + version[:4]'), {}, ['out/tool --version says "0.9 of v1.2", and not v1.2.3']],
    ['holds it, and shows nothing', shown('""); os.Setenv("x", version'), {}, ['out/tool --version says "nothing", and not v1.2.3']],
    ['fails', shown('version); os.Exit(3'), {}, ['out/tool --version ended with 3, and was to show v1.2.3']],
    ['does not run here, and holds it', shown('version'), { platform: 'linux/riscv64', command: `GOARCH=riscv64 ${stamped}` }, []],
    [
      'does not run here, and does not hold it',
      shown('"x"'),
      { platform: 'linux/riscv64', command: 'GOARCH=riscv64 go build -o out/tool .' },
      ['out/tool does not hold its version v1.2.3, and a program for linux/riscv64 cannot be run here'],
    ],
  ])(
    '%s',
    async (_, main, change, expected) => {
      const { fakes } = real({ ...source, 'main.go': main }, { job: { platform: 'linux/amd64' } })
      const ports = { ...fakes.ports, files: { ...fakes.ports.files, list: async () => [] } }
      expect(messages((await attempt({ ...fakes, ports }, { ...given, ...change })).problems)).toEqual(expected)
    },
    60_000,
  )
})

describe('a smoke command', () => {
  const given = { command: 'cp /bin/true tool', files: 'tool', artifact: 'tool' }

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['that ends well', { smoke: './tool && test "$SLIPWAY_OS" = linux' }, []],
    ['that fails', { smoke: './tool\nfalse | true' }, ['the smoke ended with 1']],
    ['that hangs', { smoke: 'sleep 600', 'smoke-timeout': '1s' }, ['the smoke did not end within 1 s']],
  ])(
    '%s',
    async (_, change, expected) => {
      const { fakes } = real({})
      const { outputs, problems } = await attempt(fakes, { ...given, ...change })
      expect(messages(problems)).toEqual(expected)
      expect(fakes.artifacts.size).toBe(expected.length === 0 ? 1 : 0)
      if (outputs !== undefined) expect(JSON.parse(outputs.facts)).toMatchObject({ smoke: { state: 'passed' } })
    },
    30_000,
  )

  test('is not run for another platform, and nobody can overlook that', async () => {
    const { fakes, root } = real({ 'tool.exe': '' })
    const change = { platform: 'windows/amd64', command: 'true', files: '', artifact: '', smoke: 'touch ran' }
    const { outputs } = await attempt(fakes, { ...given, ...change })
    expect(existsSync(join(root, 'ran'))).toBe(false)
    expect(messages(fakes.warnings)).toEqual(['the smoke command was not run: a program for windows/amd64 cannot be run here'])
    expect(JSON.parse(outputs?.facts ?? '')).toMatchObject({ smoke: { state: 'not run', why: expect.any(String) } })
  })

  test('is not run where a proof has failed', async () => {
    const { fakes, root } = real({ tool: elf(183) })
    expect(messages((await attempt(fakes, { ...given, command: 'true', smoke: 'touch ran' })).problems)).toEqual([
      'tool is for linux/arm64, not for linux/amd64',
    ])
    expect(existsSync(join(root, 'ran'))).toBe(false)
  })
})

describe('an archive', () => {
  const files = { 'build/tool': 'program', LICENSE: 'licence\n', 'docs/man.1': 'manual\n' }
  const given = { command: 'true', files: 'build/tool\nLICENSE', archive: '{name}_{version}_{os}_{arch}', artifact: 'host-{os}-{arch}', version: 'v1.2.3' }
  const change = { variables: { SOURCE_DATE_EPOCH: '1700000000' } }

  test('holds what came out side by side; the artifact holds it and the facts, which tell of both', async () => {
    const { fakes, root, place } = real(files, change)
    const { outputs, problems } = await attempt(fakes, given)
    expect(messages(problems)).toEqual([])
    const file = 'microvm_v1.2.3_linux_amd64.tar.gz'
    expect(outputs).toMatchObject({
      archive: `dist/${file}`,
      'archive-digest': expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      version: 'v1.2.3',
      prerelease: 'false',
    })
    const listed = execFileSync('tar', ['-tvf', join(root, 'dist', file), '--full-time', '--utc'], { encoding: 'utf8' })
    expect(
      listed
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/).slice(2).join(' ')),
    ).toEqual(['8 2023-11-14 22:13:20 LICENSE', '7 2023-11-14 22:13:20 tool'])
    expect(readdirSync(join(place, 'artifacts/host-linux-amd64')).sort()).toEqual([file, 'native-build.json'])
    const record = JSON.parse(readFileSync(join(place, 'artifacts/host-linux-amd64/native-build.json'), 'utf8')) as object
    expect(record).toMatchObject({
      version: 'v1.2.3',
      files: [{ path: file, kind: 'gzip', sha256: outputs?.['archive-digest'].slice(7) }],
      contents: [{ path: 'build/tool' }, { path: 'LICENSE' }],
    })
    await attempt(fakes, { command: 'cp got/*.tar.gz again', fetch: 'host-linux-amd64 got' })
    expect(readFileSync(join(root, 'again')).equals(readFileSync(join(root, 'dist', file)))).toBe(true)
  })

  test('for Windows is a zip, with what was named in a folder', async () => {
    const { fakes, root } = real(files, change)
    const names = { 'archive-folder': '{name}-{semver}', 'archive-files': 'build/tool -> bin/tool.exe 0755\nLICENSE\ndocs -> docs' }
    const { outputs } = await attempt(fakes, { ...given, ...names, platform: 'windows/amd64', files: 'LICENSE' })
    expect(outputs?.archive).toBe('dist/microvm_v1.2.3_windows_amd64.zip')
    execFileSync('unzip', ['-q', join(root, outputs?.archive ?? ''), '-d', join(root, 'unpacked')])
    expect(
      execFileSync('find', ['.', '-type', 'f'], { cwd: join(root, 'unpacked'), encoding: 'utf8' })
        .trim()
        .split('\n')
        .sort(),
    ).toEqual(['./microvm-1.2.3/LICENSE', './microvm-1.2.3/bin/tool.exe', './microvm-1.2.3/docs/man.1'])
    expect(statSync(join(root, 'unpacked/microvm-1.2.3/bin/tool.exe')).mode & 0o777).toBe(0o755)
  })

  test('is the same twice, whatever the modes and times of the files are', async () => {
    const digests = []
    for (const mode of ['600', '666']) {
      const { fakes } = real({ ...files, sh: readFileSync('/bin/sh') }, change)
      const { outputs } = await attempt(fakes, {
        ...given,
        version: '',
        command: `chmod ${mode} build/tool LICENSE; chmod 755 sh`,
        files: `${given.files}\nsh`,
      })
      digests.push(outputs?.['archive-digest'])
    }
    expect(digests[0]).toBe(digests[1])
  })

  test.each<[string, Readonly<Record<string, string>>, readonly unknown[]]>([
    ['two files of one name', { files: 'LICENSE\nother/LICENSE', command: 'mkdir other; cp LICENSE other' }, ['"LICENSE" is there twice']],
    ['what is not there', { 'archive-files': 'NOTICE' }, ['"NOTICE" is not there']],
    ['a folder of its own that is none', { 'archive-folder': 'a/b' }, ['"a/b" is no name of a top folder']],
  ])('red: %s', async (_, change, expected) => {
    const { fakes } = real(files)
    expect(messages((await attempt(fakes, { ...given, version: '', ...change })).problems)).toEqual(expected)
    expect(fakes.artifacts.size).toBe(0)
  })
})

describe('a job that is cancelled', () => {
  /** Processes of the machine whose words or environment hold a text; the test's own has it in neither. */
  const carrying = (mark: string): readonly string[] =>
    readdirSync('/proc').filter((pid) => {
      const read = (name: string): string => {
        try {
          return readFileSync(`/proc/${pid}/${name}`, 'latin1')
        } catch {
          return ''
        }
      }
      return /^[0-9]+$/.test(pid) && Number(pid) !== process.pid && read('environ').split('\0').includes(`MARK=${mark}`) && !/\) Z/.test(read('stat'))
    })

  test.each([['setup'], ['command'], ['smoke']])(
    'leaves no process of its %s behind, also none that hides',
    async (what) => {
      const mark = `m${process.pid}${what}`
      const line = 'setsid sleep 600 & (setsid bash -c \'trap "" TERM HUP INT; touch hiding; while :; do sleep 601; done\' &) ; while :; do sleep 602; done'
      const { fakes, root, controller } = real({})
      const running = attempt(fakes, { command: 'true', [what]: line, env: `MARK=${mark}` })
      while (!existsSync(join(root, 'hiding')) || carrying(mark).length < 4) await new Promise((resolve) => setTimeout(resolve, 10))
      controller.abort()
      expect(messages((await running).problems)).toEqual([`the ${what} was cancelled`])
      expect(carrying(mark)).toEqual([])
    },
    30_000,
  )
})

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { collect } from './inspect.ts'
import { judge } from './judge.ts'
import { attempt, elf, folder, goInfo, inputs, kernel, messages, planOf, really, source, task, workspace } from './native-build.support.ts'
import { run } from './run.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a build on the runner', () => {
  const given = { command: task, files: 'out/tool: executable', version: 'v1.2.3', artifact: 'native-{os}-{arch}' }

  test.each(['linux/amd64', 'linux/arm64', 'windows/amd64', 'darwin/arm64'])(
    'for %s: proven, described and handed on',
    async (platform) => {
      const { fakes, place } = workspace(source, { variables: { SOURCE_DATE_EPOCH: '1700000000' } })
      const { outputs, problems } = await attempt(fakes, { ...given, platform })
      expect(messages(problems)).toEqual([])
      const [os = '', architecture = ''] = platform.split('/')
      expect(outputs).toMatchObject({
        artifact: `native-${os}-${architecture}`,
        'artifact-digest': expect.stringMatching(/^sha256:/),
        cross: String(platform !== 'linux/amd64'),
      })
      const artifact = join(place, 'artifacts', `native-${os}-${architecture}`)
      const facts = JSON.parse(readFileSync(join(artifact, 'native-build.json'), 'utf8')) as { files: { sha256: string }[] }
      expect(facts).toEqual(JSON.parse(outputs?.facts ?? ''))
      expect(facts).toMatchObject({
        platform,
        version: 'v1.2.3',
        execution: { mode: 'runner', cross: platform !== 'linux/amd64' },
        files: [{ path: 'out/tool', architectures: [architecture], os, native: { purpose: 'executable' }, go: { path: 'example.test/tool', cgo: false } }],
      })
      expect(readdirSync(join(artifact, 'out'))).toEqual(['tool'])
      expect(fakes.summary()).toContain(`| ✅ | \`out/tool\` | ${os === 'linux' ? 'elf' : os === 'windows' ? 'pe' : 'mach-o'} | ${platform} |`)
      expect(fakes.calls.find(({ command }) => command === 'bash')?.options.env).toMatchObject({
        SLIPWAY_PLATFORM: platform,
        SLIPWAY_VERSION: 'v1.2.3',
        SOURCE_DATE_EPOCH: '1700000000',
      })
    },
    120_000,
  )

  test('setup runs first, both get the variables and the folder; without files nothing is collected', async () => {
    const { fakes, root } = workspace({ 'sub/a': '' })
    const given = {
      setup: 'echo "$GREETING from setup" > "$OUT"',
      command: 'cat "$OUT" > second',
      'working-directory': 'sub',
      env: "GREETING=it's  fine=\nOUT=first",
    }
    expect((await attempt(fakes, given)).outputs).toMatchObject({ artifact: '', cross: 'false' })
    expect(readFileSync(join(root, 'sub/second'), 'utf8')).toBe("it's  fine= from setup\n")
    expect(fakes.summary()).toContain('no files were asked for')
  })

  test('the command is an argument, and every line of it counts', async () => {
    const { fakes, root } = workspace({})
    expect((await attempt(fakes, { command: 'echo "$0" > name\nfalse\necho "not reached" > after' })).problems).toMatchObject([
      { message: 'the command ended with 1', at: { input: 'command' } },
    ])
    expect(existsSync(join(root, 'after'))).toBe(false)
    expect((await attempt(fakes, { command: 'false | true' })).problems).toMatchObject([{ code: 'E_NATIVE_COMMAND' }])
    expect((await attempt(fakes, { command: 'echo $UNSET' })).problems).toMatchObject([{ code: 'E_NATIVE_COMMAND' }])
    expect((await attempt(fakes, { setup: 'exit 7', command: 'touch ran' })).problems).toMatchObject([{ message: 'the setup ended with 7' }])
    expect(existsSync(join(root, 'ran'))).toBe(false)
  })

  test('a deadline, a cancellation and a runner without bash are told apart', async () => {
    const slow = workspace({}, { exec: () => ({ code: 143, ended: true }) }).fakes
    expect(messages((await attempt(slow, { command: 'sleep 1000', timeout: '90s' })).problems)).toEqual(['the command did not end within 90 s'])
    expect(slow.calls.find(({ command }) => command === 'bash')?.options).toMatchObject({ deadline: 90_000, output: 'stream' })
    const cancelled = { ...slow, ports: { ...slow.ports, signal: AbortSignal.abort() } }
    expect(messages((await attempt(cancelled, { command: 'sleep 1000' })).problems)).toEqual(['the command was cancelled'])
    expect(messages((await attempt(workspace({}, { which: () => undefined }).fakes, { command: 'x' })).problems)).toEqual(['bash is not on the runner'])
  })

  test('the time of the commit is the time of the build', async () => {
    const { fakes } = workspace({}, { exec: ({ command }) => ({ stdout: command === 'git' ? '1699999999\n' : '' }) })
    await run(inputs({ command: 'true' }), fakes.ports)
    expect(fakes.calls.at(-1)?.options.env).toMatchObject({ SOURCE_DATE_EPOCH: '1699999999', SLIPWAY_VERSION: '0.0.0-dev.0123456789ab' })
  })

  test('a dry run prints the plan and does nothing', async () => {
    const { fakes } = workspace({})
    const { outputs } = await attempt(fakes, {
      command: task,
      setup: 'make deps',
      files: 'out/tool',
      artifact: 'native-{os}',
      fetch: 'guest-{arch} guest',
      'dry-run': 'true',
    })
    expect(outputs).toMatchObject({ artifact: 'native-linux', 'artifact-digest': '' })
    expect(fakes.lines).toEqual([
      'platform: linux/amd64',
      'version: 0.0.0-dev.0123456789ab',
      'fetch: guest-amd64 into guest',
      'setup, on the runner: make deps',
      `command, on the runner: ${task}`,
      'files: out/tool',
      'artifact: native-linux',
    ])
    expect(fakes.calls.filter(({ command }) => command !== 'git')).toEqual([])
    expect(fakes.artifacts.size).toBe(0)
  })
})

describe('what comes out is not what it should be', () => {
  type Planted = readonly [string, Readonly<Record<string, string | Buffer>>, Readonly<Record<string, string>>, readonly string[]]
  const table: readonly Planted[] = [
    ['nothing', {}, { files: 'out/*\nlib/*.so' }, ['out/* matches no file after the build', 'lib/*.so matches no file after the build']],
    ['an empty file', { 'out/a': '' }, {}, ['out/a is empty (0 bytes)']],
    ['another architecture', { 'out/a': elf(183) }, {}, ['out/a is for linux/arm64, not for linux/amd64']],
    ['another system', { 'out/a': elf(62) }, { platform: 'darwin/arm64' }, ['out/a is an ELF file, but darwin/arm64 needs a Mach-O file']],
    ['a kernel of another architecture', { 'out/a': kernel('arm64') }, {}, ['out/a is of arm64, not of amd64']],
    ['another kind', { 'out/a': 'text' }, { files: 'out/a: executable' }, ['out/a is text, but a native executable is due']],
    ['a library for an executable', { 'out/a': elf(62, 3) }, { files: 'out/a: executable' }, ['out/a is a native library, but a native executable is due']],
    ['a damaged file', { 'out/a': elf(62).subarray(0, 30) }, {}, ['out/a is damaged: the ELF header would stand at 0 to 64, but the file ends at 30']],
    ['an executable without the version', { 'out/a': elf(62), 'out/b': elf(62, 3) }, { version: 'v1.2.3' }, ['out/a does not hold its version v1.2.3']],
    ['several', { 'out/a': elf(183), 'out/b': '', 'out/c': 'licence' }, {}, ['out/a is for linux/arm64, not for linux/amd64', 'out/b is empty (0 bytes)']],
  ]
  test.each(table)('%s', async (_, files, given, expected) => {
    const { fakes } = workspace(files)
    const { problems } = await attempt(fakes, { command: 'true', files: 'out/*', artifact: 'native', ...given })
    expect(messages(problems)).toEqual(expected)
    for (const problem of problems) expect(problem).toMatchObject({ cure: expect.any(String), at: { input: 'files' } })
    expect(fakes.artifacts.size).toBe(0)
    expect(fakes.summary()).toContain('❌')
  })

  test('a truncated program, and one that refers to the machine that built it', async () => {
    const { fakes, root } = workspace({ ...source, 'a.c': 'int f(void) { return 1; }\n', 'm.c': 'int f(void); int main(void) { return f(); }\n' })
    const command =
      'go build -o whole . && head -c -5000 whole > cut && gcc -shared -fPIC -o libf.so a.c && gcc -o linked m.c -L. -lf "-Wl,-rpath,$PWD:/opt/homebrew/lib"'
    const { problems } = await attempt(fakes, { command, files: 'cut\nlinked' })
    expect(messages(problems)).toEqual([
      expect.stringMatching(/^cut is (truncated: its headers promise [0-9]+ bytes, and it has [0-9]+|damaged: .*)$/),
      `linked refers to ${root} (run path), which is only on the machine that built it`,
      'linked refers to /opt/homebrew/lib (run path), which is only on the machine that built it',
    ])
  }, 60_000)

  test('a program whose Go was told another platform than its header says', async () => {
    const { fakes } = workspace(source)
    const planned = planOf({ command: 'true', files: 'tool' })
    await really({ command: 'bash', args: ['-c', 'GOOS=linux GOARCH=amd64 go build -o tool .'], options: { cwd: fakes.ports.job.workspace } })
    const collected = await collect(planned, fakes.ports)
    const told = collected.files.map((file) => ({ ...file, native: file.native && { ...file.native, go: goInfo({ GOOS: 'android', GOARCH: 'amd64' }) } }))
    const place = { workspace: '/', sha: '' }
    expect(messages(judge(planned, collected, place))).toEqual([])
    expect(messages(judge(planned, { ...collected, files: told }, place))).toEqual(['tool was built by Go for android/amd64, not for linux/amd64'])
  }, 60_000)

  test('files for every platform pass where their kind tells none', async () => {
    const { fakes } = workspace({ 'out/initrd': Buffer.from('070701 and more'), 'out/vmlinuz': kernel('arm64'), 'out/LICENSE': 'text' })
    expect((await attempt(fakes, { platform: 'linux/arm64', command: 'true', files: 'out/*\nout/vmlinuz: kernel' })).outputs?.facts).toContain('arm64-image')
  })
})

describe('artifacts of other jobs', () => {
  test('what one leg hands on, the next one fetches and checks', async () => {
    const { fakes, root, place } = workspace({ 'out/runner': elf(62) })
    await run(inputs({ command: 'true', files: 'out/runner', artifact: 'native-linux-amd64' }), fakes.ports)
    await run(inputs({ command: 'cp guest/out/runner copy', fetch: 'native-linux-amd64 guest', files: 'copy' }), fakes.ports)
    expect(readFileSync(join(root, 'copy')).equals(elf(62))).toBe(true)
    expect(fakes.lines).toContain('native-linux-amd64: 1 files, as they were proven')
    writeFileSync(join(place, 'artifacts/native-linux-amd64/out/runner'), elf(183))
    expect(messages((await attempt(fakes, { command: 'true', fetch: 'native-linux-amd64 again' })).problems)).toEqual([
      'out/runner of the artifact native-linux-amd64 is not what was proven',
    ])
    expect(messages((await attempt(fakes, { command: 'true', fetch: 'native-linux-arm64 guest\nother x' })).problems)).toEqual([
      'there is no artifact native-linux-arm64: the run has native-linux-amd64',
      'there is no artifact other: the run has native-linux-amd64',
    ])
  })
})

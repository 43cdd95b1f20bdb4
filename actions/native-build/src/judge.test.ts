import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { collect } from './inspect.ts'
import { judge } from './judge.ts'
import { entitled, fat, machO, plist, signedProgram, unsignedProgram } from './macho.support.ts'
import { attempt, folder, goInfo, messages, planOf, really, source, workspace } from './native-build.support.ts'

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What is said of files that lie there already. */
async function told(files: Readonly<Record<string, string | Uint8Array>>, given: Readonly<Record<string, string>>, change = {}): Promise<readonly string[]> {
  const { fakes } = workspace(files)
  const planned = planOf({ command: 'true', files: 'out/*', ...given }, change)
  return messages(judge(planned, await collect(planned, fakes.ports), { workspace: '/w', sha: 'abc' }))
}

describe('what was asked for of ELF files', () => {
  let place: ReturnType<typeof workspace>
  beforeAll(async () => {
    place = workspace({
      ...source,
      'f.c': 'int f(void) { return 1; }\n',
      'm.c': '#include <stdio.h>\nint f(void); int main(void) { return printf("%d", f()); }\n',
    })
    const build = [
      'CGO_ENABLED=0 go build -o out/pure -tags=one,two .',
      'gcc -shared -fPIC -Wl,-soname,libf.so.1 -o out/libf.so.1 f.c',
      'gcc m.c out/libf.so.1 "-Wl,-rpath,\\$ORIGIN" -o out/linked',
      'cp out/libf.so.1 out/libf.so',
    ].join(' && ')
    const ended = await really({ command: 'bash', args: ['-euc', `mkdir out && ${build}`], options: { cwd: place.root } })
    if (ended.code !== 0) throw new Error(ended.stderr)
  }, 120_000)

  const ask = async (files: string, ...lines: readonly string[]): Promise<readonly string[]> => {
    const planned = planOf({ command: 'true', files, expect: lines.join('\n') })
    return messages(judge(planned, await collect(planned, place.fakes.ports), { workspace: place.root, sha: 'abc' }))
  }

  test.each([
    ['out/pure', ['linking: static', 'needed: none', 'run-path: none', 'go: CGO_ENABLED=0', 'go: -tags=one,two', 'architectures: amd64', 'glibc: 2.1']],
    ['out/linked', ['linking: dynamic', 'needed: libf.so.1 libc.so.*', 'run-path: $ORIGIN', 'glibc: 99.0']],
    ['out/libf.so.1', ['soname: libf.so.1', 'needed: lib*']],
    ['out/linked\nout/libf.so.1', ['soname: libf.so.1', 'out/linked needed: lib*', 'out/*.so.1 needed: libc.so.*']],
  ])('%s: what holds', async (files, lines) => expect(await ask(files, ...lines)).toEqual([]))

  test.each<[string, string, string]>([
    ['out/pure', 'linking: dynamic', 'out/pure is linked statically, not dynamically'],
    ['out/pure', 'go: CGO_ENABLED=1', 'out/pure was built by Go with CGO_ENABLED=0, not with CGO_ENABLED=1'],
    ['out/pure', 'go: -race=true', 'out/pure was built by Go with no -race, not with -race=true'],
    ['out/pure', 'architectures: amd64 arm64', 'out/pure is for no arm64'],
    ['out/pure', 'minimum-os: 5.0', 'out/pure does not say which version of the system it needs; 5.0 was expected to be enough'],
    ['out/pure', 'signed: yes', 'out/pure is unsigned, not signed'],
    ['out/pure', 'entitlements: none', 'out/pure is not signed, so it has none of the entitlements of none'],
    ['out/linked', 'linking: static', 'out/linked is linked dynamically, not statically'],
    ['out/linked', 'needed: libc.so.6', 'out/linked needs libf.so.1, which was not expected'],
    ['out/linked', 'needed: libf.so.1 libc.so.6 libm.so.6', 'out/linked needs no libm.so.6'],
    ['out/linked', 'run-path: none', 'out/linked looks for libraries in $ORIGIN, which was not expected'],
    [
      'out/linked',
      'run-path: $ORIGIN/../lib',
      'out/linked looks for libraries in $ORIGIN, which was not expected, and looks for libraries in no $ORIGIN/../lib',
    ],
    ['out/linked', 'go: CGO_ENABLED=0', 'out/linked holds no build information of Go; CGO_ENABLED=0 was expected in it'],
    ['out/libf.so.1', 'soname: libf.so', 'out/libf.so.1 gives itself the name libf.so.1, not libf.so'],
    ['out/pure', 'soname: libf.so', '"soname: libf.so" holds for no file that came out, so it checks nothing'],
    ['out/pure', 'out/x linking: static', '"out/x linking: static" holds for no file that came out, so it checks nothing'],
    ['out/pure', 'stamp: run --version', '"stamp: run --version" asks for a version, and none is given'],
  ])('%s: red for %s', async (files, line, message) => expect(await ask(files, line)).toEqual([message]))

  test('a glibc that is too new is named', async () => {
    expect(await ask('out/linked', 'glibc: 2.1')).toEqual([expect.stringMatching(/^out\/linked needs glibc 2\.[0-9.]+, and 2\.1 has to be enough$/)])
  })

  test('a library that is not called what its user looks for', async () => {
    expect(await ask('out/linked\nout/libf.so')).toEqual(['out/libf.so gives itself the name libf.so.1, and out/linked needs it under that name'])
    expect(await ask('out/linked\nout/libf.so*')).toEqual([])
    expect(await ask('out/libf.so')).toEqual([])
  })

  test('a path that only the builder has, unless it is allowed', async () => {
    await really({ command: 'bash', args: ['-c', 'gcc m.c out/libf.so.1 -Wl,-rpath,/opt/libkrun-built -o linked'], options: { cwd: place.root } })
    const where = 'linked refers to /opt/libkrun-built (run path), which a user may not have'
    expect(await ask('linked')).toEqual([where])
    expect(await ask('linked', 'allow-path: /opt/other')).toEqual([where])
    expect(await ask('linked', 'allow-path: /opt/libkrun-built')).toEqual([])
  })
})

describe('Mach-O files, on any system', () => {
  const darwin = { platform: 'darwin/arm64' }

  test('each page is what was signed, or the first that is not is named', async () => {
    expect(await told({ 'out/a': signedProgram }, darwin)).toEqual([])
    const changed = Buffer.from(signedProgram)
    changed[9000] = 1
    changed[13000] = 1
    expect(await told({ 'out/a': changed }, darwin)).toEqual(['out/a is not what was signed: page 2, 4096 bytes from offset 8192, is another, and 1 more'])
    const text = Buffer.from(signedProgram.toString('latin1').replace('cs.disable-library', 'cs.disable-LIBRARY'), 'latin1')
    expect(await told({ 'out/a': text }, darwin)).toEqual(['out/a is not what was signed: the entitlements in its signature are altered'])
  })

  test('macOS on arm64 loads nothing that is unsigned; on amd64 it does', async () => {
    expect(await told({ 'out/a': unsignedProgram }, darwin)).toEqual(['out/a is not signed, and macOS on arm64 does not load it'])
    const amd64 = Buffer.from(unsignedProgram)
    amd64.writeUInt32LE(0x0100_0007, 4)
    expect(await told({ 'out/a': amd64 }, { platform: 'darwin/amd64' })).toEqual([])
  })

  test.each([
    ['signed: ad-hoc', []],
    ['signed: yes', []],
    ['signed: identity', ['out/a is signed ad hoc, not signed with an identity']],
    ['signed: no', ['out/a is signed ad hoc, not unsigned']],
    ['minimum-os: 12.0', []],
    ['minimum-os: 12.3.1', []],
    ['minimum-os: 11.7', ['out/a needs version 12.0 of its system, and 11.7 has to be enough']],
    ['entitlements: e.plist', []],
    ['entitlements: more.plist', ['out/a has other entitlements than more.plist: com.apple.security.network.client is missing']],
    ['entitlements: other.plist', ['out/a has other entitlements than other.plist: com.apple.security.hypervisor is true instead of false']],
    ['entitlements: fewer.plist', ['out/a has other entitlements than fewer.plist: com.apple.security.cs.disable-library-validation is not wanted']],
    ['entitlements: none', [expect.stringContaining('com.apple.security.hypervisor is not wanted')]],
    ['entitlements: nowhere.plist', ['out/a cannot be held against nowhere.plist: it is not there']],
    ['entitlements: bad.plist', ['out/a cannot be held against bad.plist: it is no list of entitlements: <plist> is due where it ends']],
  ])('%s', async (line, expected) => {
    const files = {
      'out/a': signedProgram,
      'e.plist': plist(entitled),
      'more.plist': plist({ ...entitled, 'com.apple.security.network.client': true }),
      'other.plist': plist({ ...entitled, 'com.apple.security.hypervisor': false }),
      'fewer.plist': plist({ 'com.apple.security.hypervisor': true }),
      'bad.plist': 'x',
    }
    expect(await told(files, { ...darwin, expect: line })).toEqual(expected)
  })

  test('a universal file: each part for itself', async () => {
    const amd64 = Buffer.from(unsignedProgram)
    amd64.writeUInt32LE(0x0100_0007, 4)
    expect(await told({ 'out/a': fat(amd64, signedProgram) }, { ...darwin, expect: 'architectures: amd64 arm64' })).toEqual([])
    expect(await told({ 'out/a': fat(amd64, signedProgram) }, { ...darwin, expect: 'signed: yes' })).toEqual(['out/a is unsigned, not signed'])
    expect(await told({ 'out/a': fat(amd64, unsignedProgram) }, darwin)).toEqual([
      'out/a is not signed, and macOS on arm64 does not load it (its part for arm64)',
    ])
    expect(await told({ 'out/a': fat(amd64, signedProgram) }, { ...darwin, expect: 'architectures: arm64' })).toEqual([
      'out/a is for amd64, which was not expected',
    ])
    expect(await told({ 'out/a': signedProgram }, { platform: 'darwin/amd64' })).toEqual(['out/a is for darwin/arm64, not for darwin/amd64'])
  })

  test("a dylib with Homebrew's path has shipped once", async () => {
    const amd64 = (file: Buffer): Buffer => (file.writeUInt32LE(0x0100_0007, 4), file)
    const files = {
      'out/libf.1.dylib': amd64(machO('library', { id: '/opt/homebrew/lib/libf.1.dylib', needed: ['/usr/lib/libSystem.B.dylib'] })),
      'out/tool': amd64(machO('program', { needed: ['@rpath/libf.1.dylib', '/usr/local/Cellar/x/libx.dylib'], paths: ['@loader_path', '/w/build'] })),
    }
    expect(await told(files, { platform: 'darwin/amd64' })).toEqual([
      'out/libf.1.dylib refers to /opt/homebrew/lib/libf.1.dylib (own name), which is only on the machine that built it',
      'out/tool refers to /usr/local/Cellar/x/libx.dylib (needed), which is only on the machine that built it',
      'out/tool refers to /w/build (run path), which is only on the machine that built it',
    ])
  })
})

describe('on a release', () => {
  const release = { version: 'v1.2.3', release: 'true', expect: 'stamp: none' }

  test.each([
    ['the commit that is released', { 'vcs.revision': 'abc', 'vcs.modified': 'false' }, '(devel)', '', []],
    ['another commit', { 'vcs.revision': 'def', 'vcs.modified': 'false' }, '(devel)', '', ['tool was built from the commit def, not from abc']],
    [
      'changed sources',
      { 'vcs.revision': 'abc', 'vcs.modified': 'true' },
      '(devel)',
      '',
      ['tool calls itself dirty: git saw files that were changed or added before it was built'],
    ],
    ['a dirty version of the module', {}, 'v1.2.3+dirty', '', ['tool calls itself dirty: git saw files that were changed or added before it was built']],
    ['changed sources that are expected', { 'vcs.modified': 'true' }, '(devel)', 'go: vcs.modified=true', []],
    ['changed sources outside of a release', { 'vcs.modified': 'true', 'vcs.revision': 'def' }, '(devel)', 'no release', []],
  ])(
    '%s',
    async (_, settings, version, line, expected) => {
      const { fakes } = workspace(source)
      await really({ command: 'bash', args: ['-c', 'go build -o tool .'], options: { cwd: fakes.ports.job.workspace } })
      const given = line === 'no release' ? {} : { ...release, expect: `stamp: none\n${line}` }
      const planned = planOf({ command: 'true', files: 'tool', ...given })
      const collected = await collect(planned, fakes.ports)
      const files = collected.files.map((file) => ({ ...file, native: file.native && { ...file.native, go: goInfo(settings, version) } }))
      expect(messages(judge(planned, { ...collected, files }, { workspace: '/w', sha: 'abc' }))).toEqual(expected)
    },
    60_000,
  )

  const build = (version: string, more = ''): string => `go build -o out/tool -ldflags "-X main.version=${version}" ${more} .`
  test.each([
    ['its version', build('v1.2.3'), []],
    ['its version without the v', build('1.2.3'), []],
    ['dev', build('dev'), ['out/tool does not hold its version v1.2.3']],
    ['nothing', build(''), ['out/tool does not hold its version v1.2.3']],
    [
      'a longer one',
      build('v1.2.3-dev'),
      [expect.stringMatching(/^out\/tool does not hold its version v1\.2\.3, only a part of another one: ".*1\.2\.3-dev.*"$/)],
    ],
  ])(
    'a program that says %s',
    async (_, command, expected) => {
      const { fakes } = workspace(source, { job: { refType: 'tag', refName: 'v1.2.3' } })
      expect(messages((await attempt(fakes, { command, files: 'out/tool' })).problems)).toEqual(expected)
    },
    60_000,
  )

  const aside = ', only as the version that Go gave its module, which a program does not show unless it asks Go for it'
  test.each<[string, string, readonly string[]]>([
    ['for a program that shows an older one', '', [`out/tool does not hold its version v1.2.3${aside}`]],
    ["but where it shows Go's, once that is said", 'stamp: module', []],
  ])(
    'the tag that Go writes down of a build does not count %s',
    async (_, line, expected) => {
      const { fakes, root } = workspace({ ...source, '.gitignore': 'out\n' }, { job: { refType: 'tag', refName: 'v1.2.3' } })
      const git = (...args: readonly string[]): string =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], { cwd: root, encoding: 'utf8' })
      git('init', '-q')
      git('add', '.')
      git('commit', '-qm', 'first')
      git('tag', 'v1.2.3')
      const job = { ...fakes.ports.job, sha: git('rev-parse', 'HEAD').trim() }
      const { problems } = await attempt(
        { ...fakes, ports: { ...fakes.ports, job } },
        { command: `GOFLAGS=-buildvcs=true ${build('v1.2.2')}`, files: 'out/tool', expect: line },
      )
      expect(messages(problems)).toEqual(expected)
    },
    60_000,
  )

  test("a version that only an embedded helper has is the helper's", async () => {
    const { fakes, root } = workspace({
      ...source,
      'helper/go.mod': 'module example.test/helper\n\ngo 1.21\n',
      'helper/main.go': 'package main\n\nvar version = "dev"\n\nfunc main() { println(version) }\n',
    })
    writeFileSync(
      join(root, 'main.go'),
      'package main\n\nimport "embed"\n\n//go:embed helper/bin\nvar files embed.FS\n\nvar version = "dev"\n\nfunc main() { println(version); files.ReadDir(".") }\n',
    )
    // A folder with a go.mod of its own cannot be embedded.
    const command = '(cd helper && go build -ldflags "-X main.version=v1.2.3" -o bin . && rm go.mod) && go build -o out/tool .'
    expect(messages((await attempt(fakes, { command, files: 'out/tool', version: 'v1.2.3' })).problems)).toEqual([
      'out/tool does not hold its version v1.2.3: it stands in the embedded file helper/bin only',
    ])
  }, 60_000)
})

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { planOf, planProblems } from './native-build.support.ts'
import { shows } from './trial.ts'

const tag = (refName: string) => ({ refType: 'tag', refName })
const base = { command: 'true' }

describe('which version is built', () => {
  type Case = readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, Readonly<Record<string, unknown>>]
  test.each<Case>([
    ['a branch', {}, {}, { release: false, version: '0.0.0-dev.abc', stamp: undefined, prerelease: true }],
    ['a branch, and any version that is given', { version: 'dev' }, {}, { release: false, version: 'dev', stamp: 'dev' }],
    ['a tag', {}, tag('v1.2.3'), { release: true, version: 'v1.2.3', stamp: 'v1.2.3', prerelease: false }],
    ['a tag of a pre-release', {}, tag('v1.2.3-rc.1'), { release: true, version: 'v1.2.3-rc.1', prerelease: true }],
    ['the same version without the v', { version: '1.2.3' }, tag('v1.2.3'), { release: true, version: '1.2.3', stamp: '1.2.3' }],
    ['a tag that is no release', { release: 'false' }, tag('nightly'), { release: false, version: 'nightly', stamp: undefined }],
    ['a release from a branch', { release: 'true', version: 'v2.0.0' }, {}, { release: true, version: 'v2.0.0', stamp: 'v2.0.0' }],
    ['the event of a release', { version: 'v2.0.0' }, { eventName: 'release' }, { release: true, version: 'v2.0.0' }],
  ])('%s', (_, given, change, expected) => expect(planOf({ ...base, ...given }, change)).toMatchObject(expected))

  const no = 'and that is no version of a release'
  test.each([
    ['', {}, { release: 'true' }, ['is empty, and a release has a version']],
    ['', { eventName: 'release' }, {}, ['is empty, and a release has a version']],
    ['', {}, { release: 'true', version: 'dev' }, ['"dev" is no version of a release']],
    ['', {}, { release: 'true', version: 'v1.2' }, ['"v1.2" is no version of a release']],
    ['', {}, { release: 'true', version: 'v1.2.3-5-g0123abc-dirty' }, ['v1.2.3-5-g0123abc-dirty is a dirty version, and no release']],
    ['', {}, { release: 'true', version: 'v1.2.3-dev.4' }, ['v1.2.3-dev.4 is a dev version, and no release']],
    ['', {}, { release: 'true', version: 'v1.2.3-SNAPSHOT' }, ['v1.2.3-SNAPSHOT is a SNAPSHOT version, and no release']],
    ['nightly', tag('nightly'), {}, [`the run is for the tag nightly, ${no}`]],
    ['v1', tag('v1'), {}, [`the run is for the tag v1, ${no}`]],
    ['v01.2.3', tag('v01.2.3'), {}, [`the run is for the tag v01.2.3, ${no}`]],
    ['v1.2.3+build', tag('v1.2.3+build'), {}, [`the run is for the tag v1.2.3+build, ${no}`]],
    ['1.2.3', tag('1.2.3'), {}, [`the run is for the tag 1.2.3, ${no}`]],
    ['v1.2.3', tag('v1.2.3'), { version: 'v1.2.4' }, ['v1.2.4 is not the version of the tag that the run is for, v1.2.3']],
    ['nightly', tag('nightly'), { version: 'dev' }, [`the run is for the tag nightly, ${no}`, '"dev" is no version of a release']],
  ])('refused: %s %j %j', (_, change, given, expected) => expect(planProblems({ ...base, ...given }, change)).toEqual(expected))

  test('any release tag is let through, and comes out as it is', () => {
    const number = fc.nat(99)
    fc.assert(
      fc.property(number, number, number, fc.constantFrom('', '-rc.1', '-beta', '-alpha.10.x'), (major, minor, patch, rest) => {
        const refName = `v${major}.${minor}.${patch}${rest}`
        expect(planOf(base, tag(refName))).toMatchObject({ version: refName, release: true, prerelease: rest !== '' })
      }),
    )
  })

  test.each([
    ['tool 1.2.3', 'v1.2.3', true],
    ['tool version v1.2.3, built yesterday', '1.2.3', true],
    ['{"version":"1.2.3"}', 'v1.2.3', true],
    ['it is 1.2.3.', 'v1.2.3', true],
    ['1.2.3-dev', 'v1.2.3', false],
    ['1.2.3.4', 'v1.2.3', false],
    ['11.2.3', 'v1.2.3', false],
    ['go1.2.3', 'v1.2.3', false],
    ['1x2x3', 'v1.2.3', false],
    ['1.2.3-rc.1', 'v1.2.3-rc.1', true],
  ])('"%s" shows %s: %s', (text, version, expected) => expect(shows(text, version)).toBe(expected))
})

describe('inputs with a grammar', () => {
  test('templates, kinds, expectations, fetches and places are read', () => {
    const given = {
      platform: 'windows/amd64',
      'guest-platform': 'linux/arm64',
      container: 'r/i@sha256:x',
      files: 'dist/a b.exe: pe\nC:/x',
      expect: 'linking: static\ndist/*.exe go: -tags=a,b\nneeded: KERNEL32.dll api-ms-*',
      extract: '/opt/lib/libkrun.so -> bin/',
      sign: 'dist/a.dll\ndist/a b.exe: assets/e.plist',
      artifact: '{os}-{arch}-{guest-os}-{guest-arch}',
      fetch: 'native-{guest-os}-{guest-arch} guest',
    }
    const names = { archive: '{name}_{tag}_{os}_{arch}', 'archive-folder': '{name}-{semver}', 'archive-files': 'dist/a b.exe -> a.exe 0755' }
    expect(planOf({ ...base, ...given, ...names }, tag('v2.0.0'))).toMatchObject({
      wanted: [
        { pattern: 'dist/a b.exe', due: 'pe' },
        { pattern: 'C:/x', due: undefined },
      ],
      expected: [
        { pattern: undefined, key: 'linking', value: 'static' },
        { pattern: 'dist/*.exe', key: 'go', value: '-tags=a,b' },
        { pattern: undefined, key: 'needed', value: 'KERNEL32.dll api-ms-*' },
      ],
      extract: [{ path: '/opt/lib/libkrun.so', target: 'bin/' }],
      signed: [
        { pattern: 'dist/a.dll', entitlements: undefined },
        { pattern: 'dist/a b.exe', entitlements: 'assets/e.plist' },
      ],
      archive: {
        file: 'microvm_v2.0.0_windows_amd64.zip',
        format: 'zip',
        folder: 'microvm-2.0.0',
        lines: [{ source: 'dist/a b.exe', name: 'a.exe', mode: 0o755 }],
      },
      artifact: 'windows-amd64-linux-arm64',
      fetch: [{ name: 'native-linux-arm64', folder: 'guest' }],
      env: { SLIPWAY_VERSION: 'v2.0.0', SLIPWAY_GUEST_PLATFORM: 'linux/arm64', SLIPWAY_GUEST_OS: 'linux', SLIPWAY_GUEST_ARCH: 'arm64' },
    })
  })

  test.each([
    ['linux/amd64', '{name}_{version}_{os}_{arch}', 'tool_0.0.0-dev.abc_linux_amd64.tar.gz'],
    ['windows/amd64', 'ephemerd_{version}_{os}_{arch}', 'ephemerd_0.0.0-dev.abc_windows_amd64.zip'],
    ['windows/amd64', 'x.tar.gz', 'x.tar.gz'],
    ['linux/arm64', 'x.zip', 'x.zip'],
  ])('for %s an archive %s is %s', (platform, archive, file) =>
    expect(planOf({ ...base, platform, archive, files: 'a', name: 'tool' }).archive).toMatchObject({ file }),
  )

  test.each([
    ['a branch', {}, {}, true],
    ['a tag', {}, tag('v1.2.3'), false],
    ['the event of a release', { version: 'v1.2.3' }, { eventName: 'release' }, false],
    ['a tag, when it is asked for', { cache: 'true' }, tag('v1.2.3'), true],
    ['a branch, when it is not wanted', { cache: 'false' }, {}, false],
  ])('the cache is for %s', (_, given, change, cache) => expect(planOf({ ...base, ...given }, change).cache).toBe(cache))

  test('all problems are reported together', () => {
    const given = {
      container: 'r/i@sha256:x',
      files: 'a: executabel',
      expect: 'a b\nspeed: fast\nlinking: semi\nbin/x minimum-os: twelve',
      extract: '/a/b\nb -> c\n/a/*.so -> lib/\n/a -> ../b',
      archive: '{os}/{version}',
      'archive-files': 'a*',
      artifact: 'x/{os}-{variant}-{guest-os}',
      fetch: 'one\ntwo {versoin}',
      release: 'true',
    }
    expect(planProblems({ ...base, ...given })).toEqual([
      'is empty, and a release has a version',
      '"executabel" is no kind of file',
      '"a b" asks for nothing',
      '"speed" cannot be asked for',
      '"semi" does not fit linking',
      '"twelve" does not fit minimum-os',
      '{versoin} is unknown',
      '"one" is not the name of an artifact and a folder',
      '"/a/b" does not say what goes where',
      '"b" is no absolute path of a file',
      '"/a/*.so" is a pattern',
      '"../b" is no place in the workspace',
      '"a*" is a pattern',
      '"linux/main.tar.gz" is no file name that a release keeps as it is',
      '{variant} is unknown',
      '{guest-os} has no value here',
      '"x/{os}-{variant}-{guest-os}" is no name for an artifact',
    ])
  })

  test('inputs that mean nothing without another one', () => {
    const given = {
      artifact: 'native',
      archive: 'a',
      expect: 'linking: static',
      extract: '/a -> b',
      except: './x',
      'spdx-license': 'MIT',
      'spdx-copyright': 'x',
    }
    expect(planProblems({ ...base, ...given })).toEqual([
      'artifact is given, and files is not',
      'archive is given, and files is not',
      'expect is given, and files is not',
      'extract is given, and container is not',
      'except is given, and pure-go is not',
      'spdx-license is given, and spdx-headers is not',
      'spdx-copyright is given, and spdx-headers is not',
    ])
    expect(planProblems({ ...base, 'archive-folder': 'x', 'archive-files': 'y' })).toEqual([
      'archive-folder is given, and archive is not',
      'archive-files is given, and archive is not',
    ])
  })
})

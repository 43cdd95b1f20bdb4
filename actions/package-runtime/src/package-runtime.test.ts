import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, jest, test } from '@jest/globals'
import { findLicense } from '@slipway/archive'
import { type InputsOf, parseInputs } from '@slipway/contract'
import { createFakes, type FakeOptions, type Fakes } from '@slipway/host/fakes'
import { digestOf, unwrap } from '@slipway/kernel'
import { planOrder, runPackage } from '@slipway/packaging'
import { contract } from './contract.ts'
import { plan } from './plan.ts'
import { run } from './run.ts'

jest.setTimeout(30_000)

function workspace(files: Readonly<Record<string, string>>, options: Partial<FakeOptions> = {}): Fakes & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'package-runtime-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return { ...createFakes({ folder, ...options }), folder }
}

const given = {
  name: 'go-microvm',
  platform: 'linux/amd64',
  version: 'v1.2.3',
  license: 'Apache-2.0',
  files: 'out/go-microvm-runner 0755\nout/libkrun.so.1',
  licenses: 'go-microvm-runner: Apache-2.0\nlibkrun.so.1: Apache-2.0 libkrun@1.17.3 https://github.com/containers/libkrun',
}

function inputs(change: Readonly<Record<string, string>> = {}): InputsOf<typeof contract> {
  return unwrap(parseInputs(contract, { ...given, ...change }))
}

const built = { 'workspace/out/go-microvm-runner': '\u007fELF runner', 'workspace/out/libkrun.so.1': '\u007fELF krun' }

/** Path to mode, type and content: the members of a ustar file (POSIX pax, "ustar Interchange Format"). */
function members(path: string): Map<string, { mode: string; type: string; text: string; mtime: number }> {
  const tar = gunzipSync(readFileSync(path))
  const found = new Map<string, { mode: string; type: string; text: string; mtime: number }>()
  for (let at = 0; tar[at] !== 0; ) {
    const field = (from: number, to: number): string =>
      tar
        .toString('latin1', at + from, at + to)
        .replace(/\0.*$/s, '')
        .trim()
    const size = Number.parseInt(field(124, 136), 8)
    found.set(field(0, 100), {
      mode: field(100, 108),
      type: field(156, 157),
      mtime: Number.parseInt(field(136, 148), 8),
      text: tar.toString('utf8', at + 512, at + 512 + size),
    })
    at += 512 + Math.ceil(size / 512) * 512
  }
  return found
}

test('a package holds what was named, VERSION and the whole licence, and is handed on', async () => {
  const fakes = workspace(built)
  const outputs = await run(inputs({ 'to-artifact': 'package-runtime-linux-amd64' }), fakes.ports)
  const path = join(fakes.folder, 'workspace/dist/go-microvm-runtime-linux-amd64.tar.gz')
  const found = members(path)
  expect([...found].map(([name, { mode, type }]) => [name, mode, type])).toEqual([
    ['go-microvm-runtime-linux-amd64/', '0000755', '5'],
    ['go-microvm-runtime-linux-amd64/LICENSE', '0000644', '0'],
    ['go-microvm-runtime-linux-amd64/THIRD-PARTY-NOTICES', '0000644', '0'],
    ['go-microvm-runtime-linux-amd64/VERSION', '0000644', '0'],
    ['go-microvm-runtime-linux-amd64/go-microvm-runner', '0000755', '0'],
    ['go-microvm-runtime-linux-amd64/libkrun.so.1', '0000644', '0'],
  ])
  expect(found.get('go-microvm-runtime-linux-amd64/VERSION')?.text).toBe('v1.2.3\n')
  expect(found.get('go-microvm-runtime-linux-amd64/LICENSE')?.text.trim()).toBe(unwrap(findLicense('Apache-2.0')).text.trim())
  const bytes = readFileSync(path)
  expect(outputs).toEqual({
    path: 'dist/go-microvm-runtime-linux-amd64.tar.gz',
    name: 'go-microvm-runtime-linux-amd64.tar.gz',
    digest: digestOf(bytes),
    size: String(bytes.length),
    spdx: 'dist/go-microvm-runtime-linux-amd64.tar.gz.spdx.json',
    cyclonedx: 'dist/go-microvm-runtime-linux-amd64.tar.gz.cdx.json',
    compressor: `zlib ${process.versions.zlib}`,
    artifact: 'package-runtime-linux-amd64',
  })
  expect(readFileSync(join(fakes.folder, 'artifacts/package-runtime-linux-amd64/go-microvm-runtime-linux-amd64.tar.gz')).equals(bytes)).toBe(true)
  expect(fakes.summary()).toContain('| 0755 | 11 | go-microvm-runtime-linux-amd64/go-microvm-runner |')
  expect(fakes.summary()).toContain(outputs.digest)
})

test('the same content gives the same bytes, whenever and however it was written', async () => {
  const [first, second] = [workspace(built), workspace(built)]
  for (const name of Object.keys(built)) {
    utimesSync(join(second.folder, name), 1_000_000, 1_000_000)
    chmodSync(join(second.folder, name), 0o700)
  }
  const digest = async (fakes: Fakes, change = {}): Promise<string> => (await run(inputs(change), fakes.ports)).digest
  expect(await digest(second)).toBe(await digest(first))
  expect(await digest(second, { files: 'out/libkrun.so.1\nout/go-microvm-runner 0755' })).toBe(await digest(first))
  expect(await digest(second, { version: 'v1.2.4' })).not.toBe(await digest(first))
})

test('files come from an artifact, which has lost their modes', async () => {
  const fakes = workspace({ 'made/lib/runner': '\u007fELF', 'made/lib/data.txt': 'text' })
  await fakes.ports.artifacts.upload('native-linux-amd64', ['lib/runner', 'lib/data.txt'], join(fakes.folder, 'made'))
  chmodSync(join(fakes.folder, 'artifacts/native-linux-amd64/lib/runner'), 0o644)
  await run(inputs({ 'from-artifact': 'native-linux-amd64', root: 'lib', files: 'runner\ndata.txt -> share/data', licenses: '' }), fakes.ports)
  const found = members(join(fakes.folder, 'workspace/dist/go-microvm-runtime-linux-amd64.tar.gz'))
  expect(found.get('go-microvm-runtime-linux-amd64/runner')?.mode).toBe('0000755')
  expect(found.get('go-microvm-runtime-linux-amd64/share/data')).toMatchObject({ mode: '0000644', text: 'text' })
})

test('the NOTICE of a project under Apache-2.0 goes in, unless others are named', async () => {
  const fakes = workspace({ ...built, 'workspace/NOTICE': 'go-microvm', 'workspace/docs/NOTICE': 'another' })
  const path = join(fakes.folder, 'workspace/dist/go-microvm-runtime-linux-amd64.tar.gz')
  const notice = async (change: Readonly<Record<string, string>> = {}): Promise<string | undefined> => {
    await run(inputs(change), fakes.ports)
    return members(path).get('go-microvm-runtime-linux-amd64/NOTICE')?.text
  }
  expect([await notice(), await notice({ notices: 'docs/NOTICE' }), await notice({ license: 'BSL-1.0', licenses: '**: BSL-1.0' })]).toEqual([
    'go-microvm\n',
    'another\n',
    undefined,
  ])
})

test.each([
  ['notices', { notices: 'symlink: NOTICE -> out/notice' }, '"NOTICE" is a link'],
  ['notices', { notices: 'docs/NOTICE' }, '"docs/NOTICE" is not there'],
  ['notices', { notices: 'out' }, '"out" is no text file'],
  ['licenses', { licenses: `${given.licenses} COPYING` }, '"COPYING" is not there'],
  ['license-files', { 'license-files': 'LICENSE' }, '"LICENSE" is not there'],
])('a text of the input %s that is none is refused: %j', async (input, change, message) => {
  await expect(run(inputs(change), workspace(built).ports)).rejects.toMatchObject({ problems: [{ code: 'E_ARCHIVE_TEXT', message, at: { input } }] })
})

test('an artifact that the run does not have is refused, naming what it has', async () => {
  const fakes = workspace({ 'made/x': 'x' })
  await fakes.ports.artifacts.upload('native-linux-arm64', ['x'], join(fakes.folder, 'made'))
  await expect(run(inputs({ 'from-artifact': 'native' }), fakes.ports)).rejects.toMatchObject({
    problems: [{ code: 'E_HOST_NO_ARTIFACT', message: expect.stringContaining('native-linux-arm64'), at: { input: 'from-artifact' } }],
  })
})

test('a dry run says the same and writes nothing', async () => {
  const [dry, real] = [workspace(built), workspace(built)]
  const outputs = await run(inputs({ 'dry-run': 'true', 'to-artifact': 'x' }), dry.ports)
  await run(inputs(), real.ports)
  expect(outputs).toEqual({
    path: '',
    name: 'go-microvm-runtime-linux-amd64.tar.gz',
    digest: '',
    size: '',
    spdx: '',
    cyclonedx: '',
    compressor: `zlib ${process.versions.zlib}`,
    artifact: '',
  })
  expect(real.lines.slice(0, dry.lines.length)).toEqual(dry.lines)
  expect([dry.artifacts.size, await dry.ports.files.info('dist')]).toEqual([0, undefined])
})

test('a compressor that makes other bytes than those of Node.js is named, with a warning', async () => {
  const fakes = workspace(built)
  const outputs = await runPackage(inputs({ template: '{name}.tar.zst' }), plan(), fakes.ports, async () => false)
  expect(outputs.compressor).toBe(`zstd ${process.versions.zstd}`)
  expect(fakes.warnings).toMatchObject([{ code: 'E_PACKAGING_COMPRESSOR', message: expect.stringContaining(outputs.compressor) }])
})

test('everything that is wrong is said at once', async () => {
  const fakes = workspace({ ...built, 'workspace/out/empty': '', 'workspace/COPYING': 'GPL, see the web' })
  symlinkSync('/etc/passwd', join(fakes.folder, 'workspace/out/passwd'))
  const wrong = inputs({
    license: 'GPL-2.0-only',
    files: `${given.files}\nout/*\nout/empty\nout/gone\nout/passwd`,
    'license-files': 'COPYING',
    notices: 'NOTICE',
    licenses: 'libkrun.so.1\ngone.so: GPL-2.0-only',
    version: 'a b',
  })
  const error = await run(wrong, fakes.ports).catch((thrown: unknown) => thrown as { problems: { code: string }[] })
  expect('problems' in error ? error.problems.map(({ code }) => code.replace('E_ARCHIVE_', '')) : []).toEqual([
    'LINE',
    'RULE',
    'EMPTY_FILE',
    'MISSING',
    'TEXT',
    'LICENSE_KIND',
    'LICENSE_TEXT',
    'RULE',
    'UNCOVERED',
    'UNCOVERED',
    'VERSION',
    'LINK',
  ])
  expect(await fakes.ports.files.info('dist')).toBeUndefined()
})

test('the shapes of other projects: one program at the top of an archive whose format fits the system', async () => {
  const shape = { name: 'ephemerd', template: '{name}_{version}_{os}_{arch}.{ext}', folder: '.', files: 'out/ephemerd{exe}', licenses: '' }
  const fakes = workspace({ 'workspace/out/ephemerd': '\u007fELF', 'workspace/out/ephemerd.exe': 'MZ' })
  const names = await Promise.all(['linux/amd64', 'windows/amd64'].map(async (platform) => (await run(inputs({ ...shape, platform }), fakes.ports)).path))
  expect(names).toEqual(['dist/ephemerd_v1.2.3_linux_amd64.tar.gz', 'dist/ephemerd_v1.2.3_windows_amd64.zip'])
  expect([...members(join(fakes.folder, 'workspace', names[0] ?? '')).keys()]).toEqual(['LICENSE', 'VERSION', 'ephemerd'])
  const listed = execFileSync('unzip', ['-Z1', join(fakes.folder, 'workspace', names[1] ?? '')], { encoding: 'utf8' })
  expect(listed).toBe('LICENSE\nVERSION\nephemerd.exe\n')
})

test('the two documents name every file with its digest, and the parts of other authors', async () => {
  const fakes = workspace(built)
  const outputs = await run(inputs({ 'sbom-to-artifact': 'sbom-{os}-{arch}' }), fakes.ports)
  const read = (path: string) => JSON.parse(readFileSync(join(fakes.folder, 'workspace', path), 'utf8')) as Record<string, Record<string, unknown>[]>
  const [spdx, cyclonedx] = [read(outputs.spdx), read(outputs.cyclonedx)]
  expect(spdx['packages']?.map((each) => [each['name'], each['licenseDeclared']])).toEqual([
    ['go-microvm', 'Apache-2.0'],
    ['libkrun', 'Apache-2.0'],
  ])
  const runner = digestOf(built['workspace/out/go-microvm-runner']).slice('sha256:'.length)
  expect(spdx['files']?.find(({ fileName }) => String(fileName).endsWith('/go-microvm-runner'))).toMatchObject({
    checksums: [{ algorithm: 'SHA1' }, { algorithm: 'SHA256', checksumValue: runner }],
  })
  expect(cyclonedx['components']?.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'library libkrun',
    ...['LICENSE', 'THIRD-PARTY-NOTICES', 'VERSION', 'go-microvm-runner', 'libkrun.so.1'].map((name) => `file go-microvm-runtime-linux-amd64/${name}`),
  ])
  const again = workspace(built)
  await run(inputs(), again.ports)
  for (const path of [outputs.spdx, outputs.cyclonedx])
    expect(readFileSync(join(again.folder, 'workspace', path)).equals(readFileSync(join(fakes.folder, 'artifacts/sbom-linux-amd64', path.slice(5))))).toBe(true)
})

test('the time of entries: the input, else SOURCE_DATE_EPOCH, else 1980', () => {
  const time = (change: Record<string, string>, epoch?: string) => unwrap(planOrder(inputs(change), plan(), '', epoch)).mtime
  expect([time({ mtime: '5' }, '7'), time({}, '7'), time({}), time({}, '')]).toEqual([5, 7, 315_532_800, 315_532_800])
  expect(planOrder(inputs(), plan(), '', 'yesterday')).toMatchObject({ ok: false, error: { code: 'E_ARCHIVE_TIME' } })
})

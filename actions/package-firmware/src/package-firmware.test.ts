import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { findLicense } from '@slipway/archive'
import { type InputsOf, parseInputs } from '@slipway/contract'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { unwrap } from '@slipway/kernel'
import { contract } from './contract.ts'
import { run } from './run.ts'

function workspace(files: Readonly<Record<string, string>>): Fakes & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'package-firmware-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'workspace', name)), { recursive: true })
    writeFileSync(join(folder, 'workspace', name), text)
  }
  return { ...createFakes({ folder }), folder }
}

const given = {
  name: 'go-microvm',
  platform: 'linux/arm64',
  version: 'v1.2.3',
  license: 'GPL-2.0-only',
  files: 'out/libkrunfw.so.5',
  licenses: 'libkrunfw.so.5: GPL-2.0-only libkrunfw@5.4.0 https://github.com/containers/libkrunfw',
  'source-offer': 'https://github.com/containers/libkrunfw@v5.4.0',
}

function inputs(change: Readonly<Record<string, string>> = {}): InputsOf<typeof contract> {
  return unwrap(parseInputs(contract, { ...given, ...change }))
}

test('the whole text of the GPL and the exact source are inside', async () => {
  const fakes = workspace({ 'out/libkrunfw.so.5': '\u007fELF' })
  const outputs = await run(inputs(), fakes.ports)
  expect(outputs.path).toBe('dist/go-microvm-firmware-linux-arm64.tar.gz')
  const tar = gunzipSync(readFileSync(join(fakes.folder, 'workspace', outputs.path))).toString('utf8')
  const names = [...tar.matchAll(/go-microvm-firmware-linux-arm64\/([A-Za-z0-9.-]*)\0/g)].map((match) => match[1])
  expect(names).toEqual(['', 'LICENSE', 'SOURCE-OFFER', 'THIRD-PARTY-NOTICES', 'VERSION', 'libkrunfw.so.5'])
  expect(tar).toContain(unwrap(findLicense('GPL-2.0-only')).text.trimEnd())
  expect(tar).toContain('    https://github.com/containers/libkrunfw\n        at revision v5.4.0\n')
})

test.each<readonly [string, Record<string, string>, string]>([
  ['no source', { 'source-offer': '' }, 'E_ARCHIVE_SOURCE'],
  ['a branch as the source', { 'source-offer': 'https://github.com/containers/libkrunfw@main' }, 'E_ARCHIVE_SOURCE'],
  ['a pointer instead of the text', { 'license-files': 'LICENSE-GPL' }, 'E_ARCHIVE_LICENSE_TEXT'],
])('%s is refused before anything is written', async (_, change, code) => {
  const fakes = workspace({ 'out/libkrunfw.so.5': '\u007fELF', 'LICENSE-GPL': 'GPL-2.0\nhttps://www.gnu.org/licenses/gpl-2.0.html\n' })
  await expect(run(inputs(change), fakes.ports)).rejects.toMatchObject({ name: 'Refusal', problems: [{ code }] })
  expect(await fakes.ports.files.info('dist')).toBeUndefined()
})

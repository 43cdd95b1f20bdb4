import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { type InputsOf, parseInputs } from '@slipway/contract'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { unwrap } from '@slipway/kernel'
import { contract } from './contract.ts'
import { plan } from './plan.ts'
import { run } from './run.ts'

function workspace(files: Readonly<Record<string, string>>): Fakes {
  const folder = mkdtempSync(join(tmpdir(), 'versions-env-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'workspace', name)), { recursive: true })
    writeFileSync(join(folder, 'workspace', name), text)
  }
  return createFakes({ folder })
}

function inputs(given: Readonly<Record<string, string>> = {}): InputsOf<typeof contract> {
  return unwrap(parseInputs(contract, given))
}

const versions = 'LIBKRUN_VERSION=v1.18.0\nLIBKRUNFW_VERSION=v5.4.0\nCHANNEL=next\n'
const containerfile = 'FROM scratch\nARG LIBKRUN_VERSION=v1.18.0\n'

test('outputs hold every key, majors of versions, and what the Containerfile declares', async () => {
  const fakes = workspace({ 'versions.env': versions, 'images/Containerfile': containerfile })
  const outputs = await run(inputs({ containerfile: 'images/Containerfile' }), fakes.ports)
  expect(JSON.parse(outputs.versions)).toEqual({ LIBKRUN_VERSION: 'v1.18.0', LIBKRUNFW_VERSION: 'v5.4.0', CHANNEL: 'next' })
  expect(JSON.parse(outputs.majors)).toEqual({ LIBKRUN_VERSION: '1', LIBKRUNFW_VERSION: '5' })
  expect(outputs['build-args']).toBe('LIBKRUN_VERSION=v1.18.0')
  expect(fakes.summary()).toContain('| `LIBKRUNFW_VERSION` | `v5.4.0` |')
  expect(fakes.exported.size).toBe(0)
})

test('exports under a prefix when asked', async () => {
  const fakes = workspace({ 'versions.env': 'A=1\n' })
  await run(inputs({ export: 'true', prefix: 'P_' }), fakes.ports)
  expect([...fakes.exported]).toEqual([['P_A', '1']])
})

test('a missing file is refused with the input and the cure', async () => {
  await expect(run(inputs({ file: 'nowhere.env' }), workspace({}).ports)).rejects.toMatchObject({
    name: 'Refusal',
    problems: [{ message: 'nowhere.env is not there', at: { input: 'file' } }],
  })
})

test('a Containerfile that disagrees turns it red', () => {
  const result = plan({
    versions: { file: 'versions.env', text: versions },
    containerfile: { file: 'Containerfile', text: 'ARG LIBKRUN_VERSION=v1.17.3\n' },
    exported: { wanted: false, prefix: '' },
  })
  expect(result).toMatchObject({ ok: false, error: [{ code: 'E_CHAIN_ARG_DISAGREES', at: { file: 'Containerfile', line: 1 } }] })
})

test.each(['PATH', 'LD_PRELOAD', 'GITHUB_TOKEN', 'NODE_OPTIONS', 'BASH_ENV'])('%s is never exported', (name) => {
  const result = plan({ versions: { file: 'v', text: `${name}=x` }, exported: { wanted: true, prefix: '' } })
  expect(result).toMatchObject({ ok: false, error: [{ code: 'E_VERSIONS_STEERING', at: { line: 1 } }] })
})

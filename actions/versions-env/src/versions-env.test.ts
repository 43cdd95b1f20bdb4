import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type InputsOf, parseInputs } from '@slipway/contract'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { renderProblem, unwrap } from '@slipway/kernel'
import { contract } from './contract.ts'
import { type Facts, plan } from './plan.ts'
import { run } from './run.ts'

type Space = { readonly fakes: Fakes; readonly at: (name: string) => string }

function workspace(files: Readonly<Record<string, string | Uint8Array>>): Space {
  const folder = mkdtempSync(join(tmpdir(), 'versions-env-'))
  const at = (name: string): string => join(folder, 'workspace', name)
  mkdirSync(at(''))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true })
    writeFileSync(at(name), text)
  }
  return { fakes: createFakes({ folder }), at }
}

function inputs(given: Readonly<Record<string, string>> = {}): InputsOf<typeof contract> {
  return unwrap(parseInputs(contract, given))
}

const versions = 'LIBKRUN_VERSION=v1.18.0\nLIBKRUNFW_VERSION=v5.4.0\nCHANNEL=next\n'
const containerfile = 'FROM scratch\nARG LIBKRUN_VERSION=v1.18.0\n'
const facts = (given: Partial<Facts> & { readonly text?: string }): Facts => ({
  versions: { file: 'versions.env', text: given.text ?? versions },
  fix: false,
  exported: { wanted: false, prefix: undefined },
  ...given,
})
const said = (given: Facts): readonly string[] => {
  const result = plan(given)
  return result.ok ? [] : result.error.map(renderProblem)
}

describe('outputs', () => {
  test('each key, all of them, majors of versions, and what the Containerfile declares', async () => {
    const { fakes } = workspace({ 'versions.env': versions, 'images/Containerfile': containerfile })
    const outputs = await run(inputs({ containerfile: 'images/Containerfile' }), fakes.ports)
    expect(outputs).toEqual({
      LIBKRUN_VERSION: 'v1.18.0',
      LIBKRUNFW_VERSION: 'v5.4.0',
      CHANNEL: 'next',
      versions: '{"LIBKRUN_VERSION":"v1.18.0","LIBKRUNFW_VERSION":"v5.4.0","CHANNEL":"next"}',
      majors: '{"LIBKRUN_VERSION":"1","LIBKRUNFW_VERSION":"5"}',
      'build-args': 'LIBKRUN_VERSION=v1.18.0',
      fixed: '0',
    })
    expect(fakes.summary()).toContain('| `LIBKRUNFW_VERSION` | `v5.4.0` |')
    expect(fakes.exported.size).toBe(0)
  })

  test('without a Containerfile all keys are build arguments', async () => {
    const outputs = await run(inputs(), workspace({ 'versions.env': 'A=1\nB=2\n' }).fakes.ports)
    expect(outputs['build-args']).toBe('A=1\nB=2')
  })

  test('a key that would be the same output as another one is refused, whatever its case', () => {
    expect(said(facts({ text: 'MAJORS=1\nfixed=1\nA=1\na=2\nVERSION=3\n' }))).toEqual([
      "versions.env:1:1: MAJORS would be the same output as the action's own output majors, because GitHub does not tell upper from lower case there. Rename the key",
      "versions.env:2:1: fixed would be the same output as the action's own output fixed, because GitHub does not tell upper from lower case there. Rename the key",
      'versions.env:4:1: a would be the same output as A on line 3, because GitHub does not tell upper from lower case there. Rename the key',
    ])
  })
})

describe('export', () => {
  test('under a prefix, when asked', async () => {
    const { fakes } = workspace({ 'versions.env': 'A=1\nPATH=x\n' })
    await run(inputs({ export: 'true', prefix: 'P_' }), fakes.ports)
    expect([...fakes.exported]).toEqual([
      ['P_A', '1'],
      ['P_PATH', 'x'],
    ])
  })

  test('a prefix alone is a mistake', () => {
    expect(said(facts({ exported: { wanted: false, prefix: 'P_' } }))).toEqual([
      'input prefix: has no meaning without export. Set export to true, or leave prefix away',
    ])
  })

  test.each(['PATH', 'LD_PRELOAD', 'GITHUB_TOKEN', 'NODE_OPTIONS', 'BASH_ENV'])('%s is never exported', (name) => {
    const result = plan(facts({ text: `${name}=x`, exported: { wanted: true, prefix: undefined } }))
    expect(result).toMatchObject({ ok: false, error: [{ code: 'E_VERSIONS_STEERING', at: { line: 1 } }] })
  })
})

describe('files', () => {
  test('both that are missing are named at once, each with its input', async () => {
    const running = run(inputs({ file: 'nowhere.env', containerfile: 'images' }), workspace({ 'images/x': '' }).fakes.ports)
    await expect(running).rejects.toMatchObject({
      name: 'Refusal',
      problems: [
        { message: 'nowhere.env is not there', at: { input: 'file' } },
        { message: 'images is no file', at: { input: 'containerfile' } },
      ],
    })
  })

  test('text that is no UTF-8 is refused, before it could be written back in another way', async () => {
    const { fakes } = workspace({ 'versions.env': Buffer.from([0x41, 0x3d, 0xff]) })
    await expect(run(inputs(), fakes.ports)).rejects.toMatchObject({ problems: [{ code: 'E_VERSIONS_FILE', message: 'versions.env is no UTF-8 text' }] })
  })

  test('all problems of the version file, of the Containerfile and between them in one report', () => {
    const result = said(
      facts({
        text: 'A=1\nB=$(x)\nC="3\n',
        containerfile: { file: 'images/Containerfile', text: 'ARG A=2\nFROM debian AS\nCOPY\nARG B=9\n' },
        exported: { wanted: false, prefix: 'x' },
      }),
    )
    expect(result.map((line) => line.replace(/: .*/, ''))).toEqual([
      'versions.env:2:3',
      'versions.env:3:3',
      'images/Containerfile:2:1',
      'images/Containerfile:3:1',
      'images/Containerfile:1:5',
      'input prefix',
    ])
  })

  test('a default that disagrees turns it red', () => {
    expect(said(facts({ containerfile: { file: 'C', text: 'FROM scratch\nARG LIBKRUN_VERSION=v1.17.3\n' } }))).toEqual([
      'C:2:5: ARG LIBKRUN_VERSION has the default v1.17.3, but versions.env:1 says v1.18.0. Write ARG LIBKRUN_VERSION=v1.18.0, or leave the default away',
    ])
  })
})

describe('fix', () => {
  const stale = '\uFEFF# syntax\r\nARG LIBKRUN_VERSION="v1.17.3" # was\r\nFROM scratch\r\nARG LIBKRUNFW_VERSION=v5.2.0 \\\r\n  CHANNEL=next\r\n'
  const given = { containerfile: 'images/Containerfile', fix: 'true' }

  test('rewrites the defaults that disagree and nothing else, keeps the mode, and says each', async () => {
    const { fakes, at } = workspace({ 'versions.env': versions, 'images/Containerfile': stale })
    chmodSync(at('images/Containerfile'), 0o664)
    const outputs = await run(inputs(given), fakes.ports)
    expect(outputs.fixed).toBe('2')
    expect(outputs['build-args']).toBe('LIBKRUN_VERSION=v1.18.0\nLIBKRUNFW_VERSION=v5.4.0\nCHANNEL=next')
    expect(readFileSync(at('images/Containerfile'), 'utf8')).toBe(stale.replace('v1.17.3', 'v1.18.0').replace('v5.2.0', 'v5.4.0'))
    expect(statSync(at('images/Containerfile')).mode & 0o777).toBe(0o664)
    expect(fakes.lines).toContain('images/Containerfile:4: ARG LIBKRUNFW_VERSION: v5.2.0 → v5.4.0')
    expect(fakes.summary()).toContain('| 2 | `LIBKRUN_VERSION` | `v1.17.3` | `v1.18.0` |')
  })

  test('writes nothing where all agrees', async () => {
    const { fakes, at } = workspace({ 'versions.env': versions, 'images/Containerfile': containerfile })
    const before = statSync(at('images/Containerfile'))
    expect((await run(inputs(given), fakes.ports)).fixed).toBe('0')
    expect(statSync(at('images/Containerfile')).ino).toBe(before.ino)
    expect(fakes.summary()).not.toContain('rewritten')
  })

  test('writes nothing where anything else is wrong', async () => {
    const { fakes, at } = workspace({ 'versions.env': `${versions}X=$(x)\n`, 'images/Containerfile': stale })
    await expect(run(inputs(given), fakes.ports)).rejects.toMatchObject({ problems: [{ code: 'E_CHAIN_COMMAND' }] })
    expect(readFileSync(at('images/Containerfile'), 'utf8')).toBe(stale)
  })

  test('a default that is made of another one follows it', () => {
    const result = unwrap(plan(facts({ text: 'A=2\nB=2\n', fix: true, containerfile: { file: 'C', text: 'FROM scratch\nARG A=1\nARG B=$A\nARG B=x$A\n' } })))
    expect(said(facts({ text: 'A=2\nB=2\n', containerfile: { file: 'C', text: result.fixed?.text ?? '' } }))).toEqual([])
  })

  test('needs a Containerfile, and a file rather than a link', async () => {
    expect(said(facts({ fix: true }))).toEqual(['input fix: has nothing to fix. Name the Containerfile, or leave fix away'])
    const { fakes, at } = workspace({ 'versions.env': versions, 'images/real': stale })
    symlinkSync('real', at('images/Containerfile'))
    await expect(run(inputs(given), fakes.ports)).rejects.toMatchObject({
      problems: [{ message: 'images/Containerfile is a link to real', at: { input: 'containerfile' } }],
    })
  })
})

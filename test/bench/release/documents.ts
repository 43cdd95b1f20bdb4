import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findLicense, packArchive, preparePackage, withDigests } from '@slipway/archive'
import { createFakes } from '@slipway/host/fakes'
import { digestOf, type Platform, unwrap } from '@slipway/kernel'
import { renderCycloneDx, renderSpdx, type SbomFacts } from '@slipway/packaging'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

const python = join(resolve(import.meta.dirname, '../../..'), '.cache/tools/sbom')
const packages = ['spdx-tools==0.8.3', 'cyclonedx-python-lib[json-validation]==11.12.0']

/** The documents of packages of both kinds, judged by the tools of their makers: SPDX's own, and CycloneDX's with its strict schema. */
export async function* measureDocuments(meter: Meter): AsyncGenerator<unknown> {
  if (!existsSync(join(python, 'bin/pyspdxtools'))) {
    execFileSync('python3', ['-m', 'venv', python])
    execFileSync(join(python, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const root = mkdtempSync(join(tmpdir(), 'release-documents-'))
  try {
    for (const [kind, facts] of await makeFacts(root)) {
      const [spdx, cyclonedx] = [join(root, `${kind}.spdx.json`), join(root, `${kind}.cdx.json`)]
      writeFileSync(spdx, renderSpdx(facts))
      writeFileSync(cyclonedx, renderCycloneDx(facts))
      yield meter.row(`SPDX 2.3 of a ${kind} package`, refusals('bin/pyspdxtools', ['--infile', spdx]), 'refusals by pyspdxtools', 0)
      yield meter.row(
        `CycloneDX 1.6 of a ${kind} package`,
        refusals('bin/python', ['-c', strict, cyclonedx]),
        "refusals by CycloneDX's own strict validator",
        0,
      )
      writeFileSync(spdx, renderSpdx(facts).replaceAll('"SPDXRef-Package"', '"Package"'))
      writeFileSync(cyclonedx, renderCycloneDx(facts).replaceAll('"file"', '"files"'))
      const caught = refusals('bin/pyspdxtools', ['--infile', spdx]) + refusals('bin/python', ['-c', strict, cyclonedx])
      yield meter.row(`wrong documents of a ${kind} package that are taken`, 2 - caught, 'of 2', 0)
    }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const strict = `
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read())
if error: sys.exit(str(error))
`

function refusals(program: string, args: readonly string[]): number {
  const { status, stderr } = spawnSync(join(python, program), [...args], { encoding: 'utf8' })
  if (status !== 0) process.stderr.write(`${stderr.trim().split('\n').slice(-3).join('\n')}\n`)
  return status === 0 ? 0 : 1
}

async function makeFacts(root: string): Promise<readonly (readonly [string, SbomFacts])[]> {
  const { ports } = createFakes({ folder: root })
  mkdirSync(join(root, 'workspace/lib'), { recursive: true })
  const mit = unwrap(findLicense('MIT')).text.replace('<year> <copyright holders>', '2013 Eric Anholt')
  for (const [name, text] of Object.entries({
    runner: '\u007fELF',
    'lib/libepoxy.0.dylib': 'epoxy',
    'lib/libMoltenVK.dylib': 'vk',
    'libkrunfw.so.5': 'fw',
    COPYING: mit,
  }))
    writeFileSync(join(root, 'workspace', name), text)
  const shared = {
    name: 'go-microvm',
    template: '{name}-{component}.tar.gz',
    platform: 'linux/arm64' as Platform,
    version: 'v1.2.3',
    root: '',
    licenseFiles: [],
    notices: [],
    mtime: 315_532_800,
  }
  const orders = {
    runtime: {
      ...shared,
      component: 'runtime',
      license: 'Apache-2.0',
      files: ['runner', 'lib', 'symlink: lib/libepoxy.dylib -> libepoxy.0.dylib'],
      rules: [
        'lib/libepoxy*: MIT libepoxy@1.5.10 https://github.com/anholt/libepoxy COPYING',
        'lib/libMoltenVK.dylib: Apache-2.0 MoltenVK@1.3.0',
        'runner: BSL-1.0 boost@1.88',
      ],
      sources: [],
    },
    firmware: {
      ...shared,
      component: 'firmware',
      license: 'GPL-2.0-only',
      files: ['libkrunfw.so.5'],
      rules: ['libkrunfw.so.5: GPL-2.0-only libkrunfw@5.4.0', 'libkrunfw.so.5: Zlib zlib@1.3.1'],
      sources: ['https://github.com/containers/libkrunfw@v5.4.0', 'https://cdn.kernel.org/pub/linux/kernel/v6.x/linux-6.12.68.tar.xz@6.12.68'],
    },
  } as const
  const facts: [string, SbomFacts][] = []
  for (const [kind, order] of Object.entries(orders)) {
    const plan = unwrap(await preparePackage(order, ports.files))
    const hashed = withDigests(plan.archive)
    const bytes: Uint8Array[] = []
    for await (const part of packArchive(hashed.plan)) bytes.push(part)
    facts.push([
      kind,
      {
        plan,
        digests: hashed.digests,
        digest: digestOf(Buffer.concat(bytes)),
        name: 'go-microvm',
        version: 'v1.2.3',
        repository: 'octo/go-microvm',
        serverUrl: 'https://github.com',
        commit: 'a'.repeat(40),
      },
    ])
  }
  return facts
}

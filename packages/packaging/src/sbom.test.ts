import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { type ContentEntry, findLicense, type PackagePlan, parseLicenseRule, planPackage } from '@slipway/archive'
import { digestOf, type Platform, unwrap } from '@slipway/kernel'
import { renderCycloneDx, renderSpdx, type SbomFacts } from './index.ts'

const file = (path: string): ContentEntry => ({ kind: 'file', path, mode: 0o644, content: new TextEncoder().encode(path) })
const rule = (line: string, text?: string) => ({
  ...unwrap(parseLicenseRule(line)),
  contents: text === undefined ? [] : [{ file: 'LICENSE', name: 'LICENSE', text }],
})
const mit = unwrap(findLicense('MIT')).text.replace('<year> <copyright holders>', '2013 Eric Anholt')

function factsOf(change: Partial<Parameters<typeof planPackage>[0]> = {}): SbomFacts {
  const plan: PackagePlan = unwrap(
    planPackage({
      component: 'firmware',
      template: '{name}-{os}-{arch}.tar.gz',
      name: 'vm',
      platform: 'linux/arm64' as Platform,
      version: 'v1.2.3',
      license: 'GPL-2.0-only',
      files: [file('libfw.so'), file('tool'), { kind: 'link', path: 'fw', target: 'libfw.so' }],
      evidence: new Map(),
      rules: [rule('libfw.so: MIT epoxy@1.5 https://x.org/epoxy', mit), rule('libfw.so: GPL-2.0-only fw@5'), rule('tool: Zlib zlib@1.3')],
      licenseFiles: [],
      notices: [],
      sources: ['https://github.com/o/fw@v5.4.0', 'https://x.org/linux-6.12.tar.xz@6.12'],
      mtime: 1_700_000_000,
      ...change,
    }),
  )
  const sum = (algorithm: string, path: string): string => createHash(algorithm).update(path).digest('hex')
  const digests = new Map(
    plan.archive.entries.filter(({ kind }) => kind === 'file').map(({ path }) => [path, { sha1: sum('sha1', path), sha256: sum('sha256', path) }]),
  )
  return {
    plan,
    digests,
    digest: digestOf('the archive'),
    name: 'vm',
    version: 'v1.2.3',
    repository: 'octo/vm',
    serverUrl: 'https://github.com',
    commit: 'a'.repeat(40),
  }
}

type Named = Readonly<Record<string, unknown>> & {
  readonly name?: string
  readonly SPDXID?: string
  readonly fileName?: string
  readonly licenseConcluded?: string
}
const spdxOf = (facts: SbomFacts) => JSON.parse(renderSpdx(facts)) as Readonly<Record<string, readonly Named[]>> & { readonly documentNamespace: string }
const cyclonedxOf = (facts: SbomFacts) => JSON.parse(renderCycloneDx(facts)) as Readonly<Record<string, readonly Named[]>> & { readonly serialNumber: string }

test('SPDX: the package, its parts and sources, and every file with the licences that hold for it', () => {
  const facts = factsOf()
  const document = spdxOf(facts)
  expect(
    document['packages']?.map(({ name, versionInfo, downloadLocation, licenseConcluded }) => [name, versionInfo, downloadLocation, licenseConcluded]),
  ).toEqual([
    ['vm', 'v1.2.3', 'NOASSERTION', '(GPL-2.0-only AND MIT AND Zlib)'],
    ['epoxy', '1.5', 'https://x.org/epoxy', 'MIT'],
    ['fw', '5', 'NOASSERTION', 'GPL-2.0-only'],
    ['zlib', '1.3', 'NOASSERTION', 'Zlib'],
    ['fw', 'v5.4.0', 'git+https://github.com/o/fw@v5.4.0', 'NOASSERTION'],
    ['linux-6.12.tar.xz', '6.12', 'https://x.org/linux-6.12.tar.xz', 'NOASSERTION'],
  ])
  expect(document['files']?.map(({ fileName, licenseConcluded }) => [fileName, licenseConcluded])).toEqual([
    ['./vm-linux-arm64/LICENSE', 'NOASSERTION'],
    ['./vm-linux-arm64/SOURCE-OFFER', 'NOASSERTION'],
    ['./vm-linux-arm64/THIRD-PARTY-NOTICES', 'NOASSERTION'],
    ['./vm-linux-arm64/VERSION', 'NOASSERTION'],
    ['./vm-linux-arm64/libfw.so', '(MIT AND GPL-2.0-only)'],
    ['./vm-linux-arm64/tool', 'Zlib'],
  ])
  // SPDX 2.3 section 7.9.
  const sums = [...facts.digests.values()].map(({ sha1 }) => sha1).sort()
  expect(document['packages']?.[0]).toMatchObject({
    packageVerificationCode: { packageVerificationCodeValue: createHash('sha1').update(sums.join('')).digest('hex') },
  })
  const ids = [...(document['packages'] ?? []), ...(document['files'] ?? [])].map(({ SPDXID }) => SPDXID)
  expect(new Set(ids).size).toBe(ids.length)
  const relations = (document['relationships'] ?? []) as unknown as readonly { spdxElementId: string; relatedSpdxElement: string; relationshipType: string }[]
  expect(
    relations.every(({ spdxElementId, relatedSpdxElement }) => [spdxElementId, relatedSpdxElement].every((id) => [...ids, 'SPDXRef-DOCUMENT'].includes(id))),
  ).toBe(true)
  expect(
    relations
      .filter(({ relationshipType }) => relationshipType === 'GENERATED_FROM')
      .map(({ spdxElementId, relatedSpdxElement }) => `${spdxElementId} ${relatedSpdxElement}`),
  ).toEqual([
    'SPDXRef-File-5 SPDXRef-Part-1',
    'SPDXRef-File-5 SPDXRef-Part-2',
    'SPDXRef-File-6 SPDXRef-Part-3',
    'SPDXRef-Package SPDXRef-Source-1',
    'SPDXRef-Package SPDXRef-Source-2',
  ])
})

test('CycloneDX: the same, as components', () => {
  const document = cyclonedxOf(factsOf())
  expect(
    document['components']?.map(({ type, name, licenses }) => [type, name, JSON.stringify(licenses)?.replaceAll(/[^A-Za-z0-9.,-]|license|id/g, '')]),
  ).toEqual([
    ['library', 'epoxy', 'MIT'],
    ['library', 'fw', 'GPL-2.0-only'],
    ['library', 'zlib', 'Zlib'],
    ['file', 'vm-linux-arm64/LICENSE', undefined],
    ['file', 'vm-linux-arm64/SOURCE-OFFER', undefined],
    ['file', 'vm-linux-arm64/THIRD-PARTY-NOTICES', undefined],
    ['file', 'vm-linux-arm64/VERSION', undefined],
    ['file', 'vm-linux-arm64/libfw.so', 'MIT,GPL-2.0-only'],
    ['file', 'vm-linux-arm64/tool', 'Zlib'],
  ])
  expect(document.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('the same package has the same documents, another one others; a package without a folder too', () => {
  for (const render of [renderSpdx, renderCycloneDx]) {
    expect(render(factsOf())).toBe(render(factsOf()))
    expect(render({ ...factsOf(), digest: digestOf('another') })).not.toBe(render(factsOf()))
  }
  const other = { ...factsOf(), digest: digestOf('another') }
  expect(spdxOf(other).documentNamespace).not.toBe(spdxOf(factsOf()).documentNamespace)
  expect(cyclonedxOf(other).serialNumber).not.toBe(cyclonedxOf(factsOf()).serialNumber)
  expect(spdxOf(factsOf({ folder: '.' }))['files']?.at(-1)).toMatchObject({ fileName: './tool', licenseConcluded: 'Zlib' })
})

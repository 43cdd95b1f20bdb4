import { createHash } from 'node:crypto'
import { hexOf } from '@slipway/kernel'
import { createdOf, filesOf, licensesOf, locationOf, type SbomFacts, type SbomFile } from './sbom-facts.ts'

const unknown = 'NOASSERTION'

/** The SPDX document of a package: version 2.3, as JSON (https://spdx.github.io/spdx-spec/v2.3). The same package gives the same bytes. */
export function renderSpdx(facts: SbomFacts): string {
  const { plan, repository, serverUrl, digest } = facts
  const files = filesOf(facts)
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: plan.file,
    documentNamespace: `${serverUrl}/${repository}/spdx/${plan.file}-${hexOf(digest)}`,
    creationInfo: { created: createdOf(facts), creators: ['Tool: slipway', `Organization: ${repository.split('/')[0] ?? ''}`] },
    packages: [packageOf(facts, files), ...plan.parts.map(partOf), ...plan.sources.map(sourceOf)],
    files: files.map((file, index) => fileOf(file, index, plan.license.id)),
    relationships: relationshipsOf(facts, files),
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

type Part = SbomFacts['plan']['parts'][number]
type Source = SbomFacts['plan']['sources'][number]

function packageOf(facts: SbomFacts, files: readonly SbomFile[]): Record<string, unknown> {
  const { plan, name, version, digest, repository, serverUrl, commit } = facts
  const licenses = licensesOf(facts)
  return {
    SPDXID: 'SPDXRef-Package',
    name,
    versionInfo: version,
    packageFileName: plan.file,
    supplier: `Organization: ${repository.split('/')[0] ?? ''}`,
    downloadLocation: unknown,
    homepage: `${serverUrl}/${repository}`,
    sourceInfo: `built from ${serverUrl}/${repository} at commit ${commit}`,
    filesAnalyzed: true,
    packageVerificationCode: { packageVerificationCodeValue: verificationCode(files) },
    checksums: [{ algorithm: 'SHA256', checksumValue: hexOf(digest) }],
    licenseConcluded: licenses.length === 1 ? plan.license.id : `(${licenses.join(' AND ')})`,
    licenseInfoFromFiles: licenses,
    licenseDeclared: plan.license.id,
    copyrightText: unknown,
    primaryPackagePurpose: 'ARCHIVE',
  }
}

/** SPDX 2.3 section 7.9: the SHA-1 over the sorted SHA-1s of all files. */
function verificationCode(files: readonly SbomFile[]): string {
  const sums = files.map(({ sha1 }) => sha1).sort()
  return createHash('sha1').update(sums.join('')).digest('hex')
}

function partOf({ name, version, license, source }: Part, index: number): Record<string, unknown> {
  return {
    SPDXID: `SPDXRef-Part-${index + 1}`,
    name,
    versionInfo: version,
    downloadLocation: source ?? unknown,
    filesAnalyzed: false,
    licenseConcluded: license.id,
    licenseDeclared: license.id,
    copyrightText: unknown,
    primaryPackagePurpose: 'LIBRARY',
  }
}

function sourceOf(source: Source, index: number): Record<string, unknown> {
  return {
    SPDXID: `SPDXRef-Source-${index + 1}`,
    name: source.url.replace(/\/+$/, '').split('/').at(-1) ?? source.url,
    versionInfo: source.revision,
    downloadLocation: locationOf(source),
    filesAnalyzed: false,
    licenseConcluded: unknown,
    licenseDeclared: unknown,
    copyrightText: unknown,
    primaryPackagePurpose: 'SOURCE',
  }
}

function fileOf({ path, sha1, sha256, parts, legal }: SbomFile, index: number, own: string): Record<string, unknown> {
  const licenses = [...new Set(parts.map(({ license }) => license.id))]
  const concluded = legal ? unknown : licenses.length === 0 ? own : licenses.length === 1 ? licenses[0] : `(${licenses.join(' AND ')})`
  return {
    SPDXID: `SPDXRef-File-${index + 1}`,
    fileName: `./${path}`,
    checksums: [
      { algorithm: 'SHA1', checksumValue: sha1 },
      { algorithm: 'SHA256', checksumValue: sha256 },
    ],
    licenseConcluded: concluded,
    licenseInfoInFiles: [unknown],
    copyrightText: unknown,
  }
}

function relationshipsOf({ plan }: SbomFacts, files: readonly SbomFile[]): readonly Record<string, string>[] {
  const relate = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string) => ({ spdxElementId, relationshipType, relatedSpdxElement })
  const partId = (part: Part): string => `SPDXRef-Part-${plan.parts.indexOf(part) + 1}`
  return [
    relate('SPDXRef-DOCUMENT', 'DESCRIBES', 'SPDXRef-Package'),
    ...files.map((_, index) => relate('SPDXRef-Package', 'CONTAINS', `SPDXRef-File-${index + 1}`)),
    ...plan.parts.map((part) => relate('SPDXRef-Package', 'CONTAINS', partId(part))),
    ...files.flatMap(({ parts }, index) => parts.map((part) => relate(`SPDXRef-File-${index + 1}`, 'GENERATED_FROM', partId(part)))),
    ...plan.sources.map((_, index) => relate('SPDXRef-Package', 'GENERATED_FROM', `SPDXRef-Source-${index + 1}`)),
  ]
}

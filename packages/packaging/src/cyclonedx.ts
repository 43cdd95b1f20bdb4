import { hexOf } from '@slipway/kernel'
import { createdOf, filesOf, locationOf, type SbomFacts, type SbomFile, uuidOf } from './sbom-facts.ts'

/** The CycloneDX document of a package: version 1.6, as JSON (https://cyclonedx.org/docs/1.6/json). The same package gives the same bytes. */
export function renderCycloneDx(facts: SbomFacts): string {
  const { plan, name, version, digest, repository, serverUrl, commit } = facts
  const files = filesOf(facts)
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(facts)}`,
    version: 1,
    metadata: {
      timestamp: createdOf(facts),
      tools: { components: [{ type: 'application', name: 'slipway' }] },
      component: {
        type: 'application',
        'bom-ref': 'package',
        name,
        version,
        hashes: [{ alg: 'SHA-256', content: hexOf(digest) }],
        licenses: [{ license: { id: plan.license.id } }],
        externalReferences: [
          { type: 'vcs', url: `${serverUrl}/${repository}`, comment: `at commit ${commit}` },
          ...plan.sources.map((source) => ({ type: 'source-distribution', url: locationOf(source).replace(/^git\+/, ''), comment: `at ${source.revision}` })),
        ],
        properties: [{ name: 'slipway:file', value: plan.file }],
      },
    },
    components: [...plan.parts.map(partOf), ...files.map((file, index) => fileOf(file, index, plan.license.id))],
    dependencies: [
      { ref: 'package', dependsOn: plan.parts.map((_, index) => `part-${index + 1}`) },
      ...plan.parts.map((_, index) => ({ ref: `part-${index + 1}` })),
    ],
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

function partOf({ name, version, license, source }: SbomFacts['plan']['parts'][number], index: number): Record<string, unknown> {
  return {
    type: 'library',
    'bom-ref': `part-${index + 1}`,
    name,
    version,
    licenses: [{ license: { id: license.id } }],
    ...(source === undefined ? {} : { externalReferences: [{ type: 'distribution', url: source }] }),
  }
}

function fileOf({ path, sha1, sha256, parts, legal }: SbomFile, index: number, own: string): Record<string, unknown> {
  const ids = [...new Set(parts.map(({ license }) => license.id))]
  const licenses = (ids.length === 0 ? [own] : ids).map((id) => ({ license: { id } }))
  return {
    type: 'file',
    'bom-ref': `file-${index + 1}`,
    name: path,
    hashes: [
      { alg: 'SHA-1', content: sha1 },
      { alg: 'SHA-256', content: sha256 },
    ],
    ...(legal ? {} : { licenses }),
  }
}

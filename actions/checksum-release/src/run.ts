import type { InputsOf, OutputsOf } from '@slipway/contract'
import { type LocalAsset, openReleaseApi, performRelease, planRelease, type ReleaseWork, readReleaseFacts, refusalOf, renderPlan } from '@slipway/github'
import type { Ports } from '@slipway/host'
import { Refusal, unwrap } from '@slipway/kernel'
import type { contract } from './contract.ts'
import { gatherFiles } from './gather.ts'
import { contentTypeOf, type ProvenSet, planSet, renderAssets, verifyChecksums } from './plan.ts'
import { renderSummary } from './summary.ts'

type Inputs = InputsOf<typeof contract>
type Outputs = OutputsOf<typeof contract>

export async function run(inputs: Inputs, ports: Ports): Promise<Outputs> {
  const declared = { tag: inputs.tag, expect: inputs.expect, checksumsFile: inputs['checksums-file'], prerelease: inputs.prerelease }
  const set = unwrap(planSet(declared, await gatherFiles(inputs, ports)))
  const checksums = await writeChecksums(set, inputs['checksums-file'], ports)
  const work = await orderWork(set, checksums, inputs, ports)
  const { http, clock, job } = ports
  const api = openReleaseApi({ http, clock, token: inputs.token, apiUrl: job.apiUrl, repository: inputs.repository })
  const facts = await readReleaseFacts(ports, api, set.tag.tag).catch((error: unknown) => {
    throw refusalOf(error)
  })
  const plan = unwrap(planRelease(work, facts))
  for (const line of renderPlan(plan, work)) ports.log.info(line)
  const assets = renderAssets(work.assets)
  if (inputs['dry-run']) return { 'release-id': '', url: '', draft: '', tag: set.tag.tag, checksums, assets }
  const outcome = await performRelease(ports, api, work)
  const { release, foreign } = outcome
  if (foreign.length > 0) {
    const names = foreign.map(({ name }) => name).join(', ')
    ports.log.warning({ code: 'E_RELEASE_FOREIGN', message: `the release also holds what was not declared: ${names}`, cure: 'Look at it before you publish' })
  }
  ports.summary.add(renderSummary(outcome, { tag: set.tag.tag, repository: inputs.repository, checksumsFile: inputs['checksums-file'] }))
  ports.log.info(`${release.draft ? 'draft' : 'public'}: ${release.url}`)
  ports.log.info(`${outcome.sent.bytes} bytes sent in ${outcome.sent.files} uploads`)
  return { 'release-id': String(release.id), url: release.url, draft: String(release.draft), tag: set.tag.tag, checksums, assets }
}

/** Writes the checksum file, reads it back and compares. */
async function writeChecksums(set: ProvenSet, name: string, ports: Ports): Promise<string> {
  const path = `${await ports.files.makeTemporary('checksums')}/${name}`
  await ports.files.write(path, set.checksums)
  const found = verifyChecksums(await ports.files.readText(path), path, set)
  if (found.length > 0) throw new Refusal(found)
  for (const line of set.checksums.trimEnd().split('\n')) ports.log.info(line)
  return path
}

async function orderWork(set: ProvenSet, checksums: string, inputs: Inputs, ports: Ports): Promise<ReleaseWork> {
  const own = { name: inputs['checksums-file'], path: checksums, ...(await ports.files.digest(checksums)) }
  const assets = [...set.files, own].map(({ name, path, size, digest }): LocalAsset => {
    return { name, size, digest, contentType: contentTypeOf(name), stream: () => ports.files.stream(path) }
  })
  const draft = {
    tag: set.tag.tag,
    title: inputs.title ?? set.tag.tag,
    body: inputs.body ?? '',
    prerelease: set.prerelease,
    generateNotes: inputs['generate-notes'],
  }
  return { draft, publish: inputs.publish, width: inputs.concurrency, assets }
}

import type { PresentFile } from '@slipway/checksums'
import { type LocalAsset, type Preflight, performRelease, planRelease, type ReleaseFacts, type ReleaseWork, renderPlan } from '@slipway/github'
import type { Ports } from '@slipway/host'
import { Defect, Refusal, unwrap } from '@slipway/kernel'
import { renderRepository } from '@slipway/oci'
import { writeChecksums } from './checksum-files.ts'
import { parseDeclaration } from './declaration.ts'
import { finish } from './finish.ts'
import { gatherFiles } from './gather.ts'
import { commitOf, type Inputs, nothing, type Outputs, openApi } from './inputs.ts'
import { lookAtArtifacts, type OciArtifact, renderArtifacts, tagAll } from './oci.ts'
import { contentTypeOf, type ProvenSet, planSet, renderAssets } from './plan.ts'
import { look, preflightOnly } from './preflight.ts'
import { declareSubjects } from './subjects.ts'
import { rehearsalCommand, renderDraftBody, renderSummary, verifyCommand } from './summary.ts'
import { noSource, weigh } from './weigh.ts'

export async function run(inputs: Inputs, ports: Ports): Promise<Outputs> {
  try {
    return await release(inputs, ports)
  } catch (error) {
    if (error instanceof Refusal) {
      const command = rehearsalCommand(inputs.repository, inputs.tag)
      ports.log.info(`To rehearse it in a checkout of the suite: ${command}`)
      ports.summary.add(`To rehearse it, in a checkout of the suite:\n\n\`\`\`sh\n${command}\n\`\`\``)
    }
    throw error
  }
}

async function release(inputs: Inputs, ports: Ports): Promise<Outputs> {
  if (inputs.finish) return finish(inputs, ports)
  const declared = parseDeclaration({
    tag: inputs.tag,
    expect: inputs.expect ?? [],
    platforms: inputs.platforms ?? '',
    packages: inputs.packages ?? [],
    checksumsFile: inputs['checksums-file'],
    sha512File: inputs['sha512-file'],
    perFile: inputs['per-file-checksums'],
    prerelease: inputs.prerelease,
  })
  if (inputs.preflight) return preflightOnly(inputs, declared, ports)
  const gathered = await gatherFiles({ files: inputs.files ?? [], artifacts: inputs.artifacts ?? [] }, ports)
  const set = declared.ok ? planSet(declared.value, gathered.files) : declared
  // An empty file is said with where it was found.
  const sizes = new Map(gathered.files.flatMap(({ name, size }) => (size === 0 ? [] : [[name, size] as const])))
  const oci = await lookAtArtifacts(inputs, ports)
  const local = [...noSource(inputs), ...gathered.problems, ...(set.ok ? [] : set.error), ...oci.problems]
  const preflight = await look(inputs, declared, sizes, ports)
  const { forbidding, warning } = weigh(preflight.problems, inputs['dry-run'], local)
  if (forbidding.length > 0 || !set.ok) throw new Refusal(forbidding)
  for (const problem of warning) ports.log.warning({ ...problem, message: `a real run would be refused: ${problem.message}` })
  return transact(inputs, set.value, oci.artifacts, preflight, ports)
}

async function transact(inputs: Inputs, set: ProvenSet, artifacts: readonly OciArtifact[], { facts, generated }: Preflight, ports: Ports): Promise<Outputs> {
  if (facts === undefined) throw new Defect('a preflight without problems has read no facts')
  const checksums = await writeChecksums(set, { checksumsFile: inputs['checksums-file'], sha512File: inputs['sha512-file'] }, ports)
  const files = [...set.files, ...checksums]
  const work = orderWork(inputs, set, files, { generated, artifacts }, ports)
  const plan = planRelease(work, passTag(facts, work, inputs['dry-run']))
  if (plan.ok) for (const line of [...renderPlan(plan.value, work), ...planTags(artifacts, inputs.publish)]) ports.log.info(line)
  const verify = verifyCommand(inputs['checksums-file'])
  const outputs = { ...nothing, tag: set.tag.tag, checksums: checksums.at(-1)?.path ?? '', assets: renderAssets(work.assets), verify }
  if (inputs['dry-run']) {
    unwrap(plan)
    return outputs
  }
  const outcome = await performRelease(ports, openApi(inputs, ports), work, facts)
  const tagged = outcome.release.draft ? [] : await tagAll(inputs, artifacts, outcome.latest, ports)
  warnOfForeign(outcome.foreign, ports)
  await declareSubjects(files, ports)
  ports.summary.add(renderSummary(outcome, { tag: set.tag.tag, repository: inputs.repository, checksumsFile: inputs['checksums-file'], tagged }))
  ports.log.info(`${outcome.sent.bytes} bytes sent in ${outcome.sent.files} uploads`)
  ports.log.info(`${outcome.release.draft ? 'draft' : 'public'}: ${outcome.release.url}`)
  ports.log.info(`to verify it, in a folder with the files: ${verify}`)
  const { id, url, draft } = outcome.release
  return { ...outputs, 'release-id': String(id), url, draft: String(draft), 'oci-tags': tagged.join('\n') }
}

function planTags(artifacts: readonly OciArtifact[], publish: boolean): readonly string[] {
  const when = publish ? 'then' : 'when it is published, in a workflow that finishes it,'
  return artifacts.map(({ repository, digest, tags }) => `${when} tag ${renderRepository(repository)}@${digest}: ${tags.join(' ')}`)
}

/** In a dry run the tag may be pushed later: the plan is the one for then. */
function passTag(facts: ReleaseFacts, { commit }: ReleaseWork, dryRun: boolean): ReleaseFacts {
  return dryRun ? { ...facts, commit: commit ?? facts.commit ?? '' } : facts
}

function warnOfForeign(foreign: readonly { readonly name: string }[], ports: Ports): void {
  if (foreign.length === 0) return
  const names = foreign.map(({ name }) => name).join(', ')
  ports.log.warning({ code: 'E_RELEASE_FOREIGN', message: `the release also holds what was not declared: ${names}`, cure: 'Look at it before you publish' })
}

type Told = { readonly generated: string; readonly artifacts: readonly OciArtifact[] }

function orderWork(inputs: Inputs, set: ProvenSet, files: readonly PresentFile[], { generated, artifacts }: Told, ports: Ports): ReleaseWork {
  const assets = files.map(({ name, path, size, digest }): LocalAsset => {
    return { name, size, digest, contentType: contentTypeOf(name), stream: () => ports.files.stream(path) }
  })
  const body = renderDraftBody({ text: inputs.body ?? '', notes: inputs['generate-notes'] ? generated : '', files, oci: renderArtifacts(artifacts) })
  const draft = { tag: set.tag.tag, title: inputs.title ?? set.tag.tag, body, prerelease: set.prerelease }
  return { draft, commit: commitOf(inputs, ports), publish: inputs.publish, replace: inputs.replace, width: inputs.concurrency, assets }
}

import { ApiFailure, openReleaseReader, type ReleaseReader, readingRefusal } from '@slipway/github/fetch'
import type { Ports } from '@slipway/host'
import { type Problem, Refusal, unwrap } from '@slipway/kernel'
import { type Notary, openNotary, type Signable } from './attestation.ts'
import type { Places } from './bundles.ts'
import { describeNone, findRelease, readFacts } from './find.ts'
import { type Obtained, obtain, type Source } from './obtain.ts'
import type { Standing } from './own-statements.ts'
import { planRelease, type ReleaseFacts } from './plan.ts'
import { type Artifact, findArtifact, openFallback } from './registry.ts'
import type { Inputs, Request } from './request.ts'
import { type Fetched, renderStanding } from './summary.ts'
import type { Witness } from './witnesses.ts'

/** What came to be known of the release before it could not be read any further. */
type Trail = { tag: string | undefined; facts: ReleaseFacts | undefined; readonly witnesses: Map<string, readonly Witness[]> }

type Work = { readonly request: Request; readonly inputs: Inputs; readonly staging: string; readonly reader: ReleaseReader; readonly ports: Ports }

/**
 * Gets every wanted file and its proof: from the release; or, where there is none, or GitHub does not answer, from the registry, held
 * to whatever the release has said of it. Anything that is wrong with what is there is a refusal, and never a reason to look elsewhere.
 */
export async function fetchSet(request: Request, inputs: Inputs, staging: string, ports: Ports): Promise<Fetched> {
  const { http, clock, log, random, job } = ports
  const reader = openReleaseReader({ http, clock, log, random, token: inputs.token, apiUrl: job.apiUrl, repository: inputs.repository })
  const work: Work = { request, inputs, staging, reader, ports }
  const trail: Trail = { tag: undefined, facts: undefined, witnesses: new Map() }
  const outcome = await fromRelease(work, trail).catch((error: unknown): readonly Problem[] => {
    const said = readingRefusal(error)
    const elsewhere = error instanceof ApiFailure && error.kind === 'transient' && request.oci !== undefined
    if (elsewhere && said instanceof Refusal) return said.problems
    throw said
  })
  if ('files' in outcome) return outcome
  if (request.oci === undefined) throw new Refusal(outcome)
  for (const { message } of outcome) ports.log.notice(`${message}; looking into the registry`)
  try {
    return await fromRegistry(work, request.oci, trail)
  } catch (error) {
    throw error instanceof Refusal ? new Refusal([...error.problems, ...outcome]) : readingRefusal(error)
  }
}

/** Problems are returned where the release has nothing to fetch, and thrown where it has something wrong. */
async function fromRelease(work: Work, trail: Trail): Promise<Fetched | readonly Problem[]> {
  const { request, inputs, reader, ports } = work
  const release = await findRelease(request, reader)
  if (release === undefined) return [describeNone(request, inputs.repository)]
  trail.tag = release.tag
  ports.log.info(`${release.draft ? 'the draft of ' : ''}${release.tag} of ${inputs.repository}, for ${request.platform}`)
  const facts = await readFacts(release, request, reader)
  trail.facts = facts
  const plan = unwrap(planRelease(request, facts))
  if (plan.kind === 'absent') return plan.problems
  for (const { asset, witnesses } of plan.chosen) trail.witnesses.set(asset.name, witnesses)
  const sources = plan.chosen.map(({ asset, witnesses }): Source => ({ name: asset.name, witnesses, read: () => reader.download(asset) }))
  const files = await obtainAll(work, sources)
  return { tag: release.tag, source: 'release', files, standings: await proveSigned(work, release.tag, files, facts, undefined) }
}

async function fromRegistry(work: Work, template: NonNullable<Request['oci']>, trail: Trail): Promise<Fetched> {
  const registry = await openFallback(work.inputs, work.ports)
  const artifact = await findArtifact(work.request, template, trail, registry)
  const files = await obtainAll(work, artifact.sources)
  const standings = await proveSigned(work, artifact.tag, files, trail.facts, artifact.at)
  return { tag: artifact.tag, source: 'oci', files, standings }
}

/** One after the other: the first that is wrong is the last that is asked for. */
async function obtainAll({ inputs, staging, ports }: Work, sources: readonly Source[]): Promise<readonly Obtained[]> {
  const files: Obtained[] = []
  for (const source of sources) files.push(await obtain(source, { folder: staging, cache: inputs.cache }, ports))
  return files
}

async function proveSigned(
  { request, inputs, reader, ports }: Work,
  tag: string,
  files: readonly Obtained[],
  facts: ReleaseFacts | undefined,
  artifact: Artifact['at'] | undefined,
): Promise<ReadonlyMap<string, Standing>> {
  const standings = new Map<string, Standing>()
  if (request.signing === undefined) return standings
  const checksums = facts?.checksums
  const signable = files.map((file): Signable => {
    const listed = checksums?.list.some((one) => one.name === file.name) === true
    return { file, checksums: listed ? checksums : undefined }
  })
  const places: Places = { reader, assets: facts?.assets ?? [], artifact }
  const prove: Notary = await openNotary(request.signing, { repository: inputs.repository, tag, files: signable }, places, ports)
  for (const one of signable) {
    const standing = await prove(one)
    ports.log.info(`${one.file.name}: ${renderStanding(standing)}`)
    standings.set(one.file.name, standing)
  }
  return standings
}

import type { Ports } from '@slipway/host'
import { type Digest, err, ok, type Problem, parseTag, Refusal, type Result, type Tag } from '@slipway/kernel'
import { type Exact, parseReference, type Repository, renderRepository } from '@slipway/oci'
import { openRegistry, type Registry } from '@slipway/registry'
import { renderCode, renderTable } from '@slipway/report'
import type { Inputs } from './inputs.ts'

/** An OCI artifact of the release: pushed by digest already, and named for people when the release is public. */
export type OciArtifact = { readonly repository: Repository; readonly digest: Digest; readonly tags: readonly Tag[] }

/** The tags that move, `latest` and `latest-OS-ARCH`: they are set only where the release becomes the latest one. All others name this content for good. */
function isMoving(tag: Tag): boolean {
  return /^latest(-[a-z0-9]+){0,3}$/.test(tag)
}

/** Reads lines `repository@digest tag …`. All problems at once. */
export function parseArtifacts(lines: readonly string[]): Result<readonly OciArtifact[]> {
  const parsed = lines.map(parseLine)
  const found = parsed.flatMap((one) => (one.ok ? [] : [one.error]))
  return found.length > 0 ? err(found) : ok(parsed.flatMap((one) => (one.ok ? [one.value] : [])))
}

function parseLine(line: string): Result<OciArtifact, Problem> {
  const [place = '', ...names] = line.split(/\s+/)
  const bad = (message: string, cure: string) => err({ code: 'E_RELEASE_OCI', message: `"${line}" ${message}`, cure, at: { input: 'oci' } })
  const reference = parseReference(place)
  if (!reference.ok) return err({ ...reference.error, at: { input: 'oci' } })
  const { registry, name, digest, tag } = reference.value
  if (digest === undefined || tag !== undefined) return bad('names no digest alone', 'Write repository@sha256:…, as oci-push gives it, and the tags behind it')
  if (names.length === 0) return bad('has no tag', 'Write the tags behind the digest')
  const tags = names.map(parseTag)
  const wrong = tags.find((one) => !one.ok)
  if (wrong !== undefined && !wrong.ok) return err({ ...wrong.error, at: { input: 'oci' } })
  return ok({ repository: { registry, name }, digest, tags: tags.flatMap((one) => (one.ok ? [one.value] : [])) })
}

/** The table for the text of the release, from which whoever publishes it reads what is to be tagged. Empty without artifacts. */
export function renderArtifacts(artifacts: readonly OciArtifact[]): string {
  if (artifacts.length === 0) return ''
  const rows = artifacts.map(({ repository, digest, tags }) => [renderCode(`${renderRepository(repository)}@${digest}`), tags.map(renderCode).join(' ')])
  return renderTable(['OCI artifact', 'tags'], rows)
}

/** Lines of `parseArtifacts` out of the text of a release. */
export function readArtifactLines(text: string): readonly string[] {
  const rows = text.matchAll(/^\| `([^`\s]+@sha256:[0-9a-f]{64})` \| ((?:`[^`\s]+` ?)+) \|\r?$/gm)
  return [...rows].map(([, place = '', tags = '']) => [place, ...[...tags.matchAll(/`([^`]+)`/g)].map(([, tag = '']) => tag)].join(' '))
}

/** What stands in the way of tagging: content that was not pushed, and tags that name other content for good. Changes nothing. */
export async function checkArtifacts(artifacts: readonly OciArtifact[], registry: Registry): Promise<readonly Problem[]> {
  const found: Problem[] = []
  for (const { repository, digest, tags } of artifacts) {
    const name = renderRepository(repository)
    if ((await registry.readDigest({ ...repository, digest })) === undefined) {
      const message = `${name} does not hold ${digest}`
      found.push({ code: 'E_RELEASE_OCI_MISSING', message, cure: 'Push it by digest first, with oci-push and without tags', at: { input: 'oci' } })
    }
    for (const tag of tags.filter((one) => !isMoving(one))) {
      const there = await registry.readDigest({ ...repository, tag })
      if (there === undefined || there === digest) continue
      const message = `${name}:${tag} names ${there} already, and not ${digest}`
      found.push({ code: 'E_RELEASE_OCI_TAG', message, cure: 'Release under a version of its own', at: { input: 'oci' } })
    }
  }
  return found
}

/** Gives the artifacts of a public release their names. Safe to repeat. Returns what was set, one a line. */
export async function tagArtifacts(
  artifacts: readonly OciArtifact[],
  latest: boolean,
  registry: Registry,
  ports: Pick<Ports, 'log'>,
): Promise<readonly string[]> {
  const set: string[] = []
  for (const { repository, digest, tags } of artifacts) {
    const wanted = tags.filter((tag) => latest || !isMoving(tag))
    const manifest = await registry.readManifest({ ...repository, digest })
    if (manifest === undefined) continue
    const stale: Tag[] = []
    for (const tag of wanted) if ((await registry.readDigest({ ...repository, tag })) !== digest) stale.push(tag)
    await registry.putTags(repository, manifest as Exact, stale)
    for (const tag of wanted) set.push(`${renderRepository(repository)}:${tag} ${digest}`)
    for (const tag of tags.filter((one) => !wanted.includes(one)))
      ports.log.info(`${renderRepository(repository)}:${tag} stays: a higher version is the latest release`)
  }
  for (const line of set) ports.log.info(line)
  return set
}

type Artifacts = { readonly artifacts: readonly OciArtifact[]; readonly problems: readonly Problem[] }

/** The artifacts of the input, and everything that stands in the way of tagging them. */
export async function lookAtArtifacts(inputs: Inputs, ports: Ports): Promise<Artifacts> {
  const parsed = parseArtifacts(inputs.oci ?? [])
  if (!parsed.ok) return { artifacts: [], problems: parsed.error }
  if (parsed.value.length === 0) return { artifacts: [], problems: [] }
  try {
    return { artifacts: parsed.value, problems: await checkArtifacts(parsed.value, await openOci(inputs, ports)) }
  } catch (error) {
    // A registry that cannot be asked is one problem among others, and all are said at once.
    if (error instanceof Refusal) return { artifacts: parsed.value, problems: error.problems }
    throw error
  }
}

/** Opens the registry and gives the artifacts of a public release their names. */
export async function tagAll(inputs: Inputs, artifacts: readonly OciArtifact[], latest: boolean, ports: Ports): Promise<readonly string[]> {
  return artifacts.length === 0 ? [] : tagArtifacts(artifacts, latest, await openOci(inputs, ports), ports)
}

function openOci(inputs: Inputs, ports: Ports): Promise<Registry> {
  return openRegistry(ports, { username: inputs['registry-username'], password: inputs['registry-token'] })
}

import type { HttpResponse } from '@slipway/host'
import { Defect, type Digest, digestOf, refuse } from '@slipway/kernel'
import {
  type Annotations,
  buildArtifact,
  type Descriptor,
  type ImageManifest,
  type Index,
  mediaTypes,
  parseManifest,
  type Reference,
  type Repository,
  referrersTag,
  renderReference,
} from '@slipway/oci'
import { putBlob } from './blobs.ts'
import type { Exchange } from './exchange.ts'
import { describeAnswer, describeContent, isWebPage, readRegistryError } from './failures.ts'
import type { Location } from './location.ts'
import { checkWritten, getManifest, headManifest, putManifest, sendManifest } from './manifests.ts'
import { readPages } from './pages.ts'

/** What is attached to an image or index: one layer of any type, which says something about the subject. */
export type Referrer = {
  readonly subject: Descriptor
  readonly artifactType: string
  readonly layer: { readonly mediaType: string; readonly bytes: Uint8Array }
  readonly annotations?: Annotations
}

/**
 * What refers to a digest (distribution specification, "Listing Referrers"), of one artifact type or of all. Where the registry does not
 * have that API, the index under the referrers tag is read instead; what is no index there counts as nothing, as the specification says.
 */
export async function readReferrers(
  exchange: Exchange,
  location: Location,
  repository: Repository,
  subject: Digest,
  artifactType?: string,
): Promise<readonly Descriptor[]> {
  const found = (await readFromApi(exchange, location, repository, subject, artifactType)) ?? (await readFromTag(exchange, location, repository, subject))
  // The registry may ignore the filter (it says so by leaving out OCI-Filters-Applied), and a tag has none.
  return artifactType === undefined ? found : found.filter((descriptor) => descriptor.artifactType === artifactType)
}

/** Undefined where there is no such API. */
async function readFromApi(
  exchange: Exchange,
  location: Location,
  repository: Repository,
  subject: Digest,
  artifactType: string | undefined,
): Promise<readonly Descriptor[] | undefined> {
  const traits = exchange.traits(location)
  if (traits.referrers === 'tag') return undefined
  const deed = `list what refers to ${renderReference({ ...repository, digest: subject })}`
  const query = artifactType === undefined ? '' : `artifactType=${encodeURIComponent(artifactType)}`
  const found: Descriptor[] = []
  for await (const response of readPages(exchange, { location, path: `referrers/${subject}`, query, deed, headers: { accept: mediaTypes.index } })) {
    if (isMissingApi(response)) {
      // A repository that is not there says nothing about the registry.
      if (readRegistryError(response.body)?.code !== 'NAME_UNKNOWN') traits.referrers = 'tag'
      return undefined
    }
    if (response.status !== 200) throw refuse(describeAnswer(response, deed, location.host))
    const page = parseManifest(response.body, mediaTypes.index)
    if (!page.ok || page.value.kind !== 'index') throw refuse(describeContent(deed, location.host, 'the answer is no list of referrers'))
    traits.referrers = 'api'
    found.push(...page.value.manifests)
  }
  return found
}

/** The specification says 404. Registries that do not know the route also answer 400, 405 or 406, or with a page of their website. */
function isMissingApi(response: HttpResponse): boolean {
  return [400, 404, 405, 406, 501].includes(response.status) || (response.status === 200 && isWebPage(response))
}

async function readFromTag(exchange: Exchange, location: Location, repository: Repository, subject: Digest): Promise<readonly Descriptor[]> {
  const manifest = await getManifest(exchange, location, { ...repository, tag: referrersTag(subject) })
  return manifest?.kind === 'index' ? manifest.manifests : []
}

/**
 * Attaches an artifact to its subject: blobs, then the manifest by its digest, and the referrers tag where the registry did not answer
 * with `OCI-Subject` ("Pushing Manifests with Subject"). The same arguments make the same artifact, which is attached once.
 */
export async function pushReferrer(exchange: Exchange, location: Location, repository: Repository, { layer, ...artifact }: Referrer): Promise<Descriptor> {
  const { manifest, blobs } = buildArtifact({ ...artifact, layers: [layer] })
  for (const { bytes, descriptor } of blobs) await putBlob(exchange, location, repository, bytes, descriptor.mediaType)
  const response = await putManifest(exchange, location, { ...repository, digest: manifest.digest }, manifest)
  const traits = exchange.traits(location)
  if (response.headers['oci-subject'] === artifact.subject.digest) traits.referrers = 'api'
  else await enterIntoTag(exchange, location, repository, artifact.subject.digest, manifest)
  return describeReferrer(manifest)
}

/** The entry of an artifact in a list of referrers: it repeats type and annotations. */
function describeReferrer({ mediaType, digest, bytes, artifactType, config, annotations }: ImageManifest): Descriptor {
  const more = Object.keys(annotations).length === 0 ? {} : { annotations }
  return { mediaType, digest, size: bytes.length, artifactType: artifactType ?? config.mediaType, ...more }
}

const mostRounds = 10
/** Milliseconds after a write until it is looked at: somebody who had read the list before may overwrite it within this time. */
const settling = 250

/**
 * Adds an entry to the index under the referrers tag. No registry compares before it swaps, so a write may be overwritten by somebody who
 * read the list at the same time: the list is read again until the entry is in it. Two that meet wait differently long.
 * A registry that looks for what an index names refuses a list with an entry that a clean-up of untagged manifests took: such entries,
 * which refer to nothing any more, are left out then. Otherwise nothing could be attached to this subject ever again.
 */
async function enterIntoTag(exchange: Exchange, location: Location, repository: Repository, subject: Digest, artifact: ImageManifest): Promise<void> {
  const reference = { ...repository, tag: referrersTag(subject) }
  const own = 1 + Number.parseInt(artifact.digest.slice(-2), 16) / 256
  let gone: ReadonlySet<Digest> = new Set()
  for (let round = 0; round < mostRounds; round += 1) {
    const list = await getManifest(exchange, location, reference)
    if (list !== undefined && list.kind !== 'index') throw refuse(describeForeignTag(reference))
    if (list?.manifests.some(({ digest }) => digest === artifact.digest) === true) return
    const longer = appendEntry(list, describeReferrer(artifact), gone)
    const response = await sendManifest(exchange, location, reference, { at: reference.tag, manifest: longer })
    const known = gone.size
    if (list !== undefined && isContentMissing(response)) gone = new Set([...gone, ...(await findGone(exchange, location, repository, list))])
    if (gone.size > known) continue
    checkWritten(response, location, reference, longer)
    await exchange.ports.clock.sleep(Math.round(settling * own * 2 ** Math.min(round, 4)))
  }
  const message = `the list of what refers to ${subject} (${renderReference(reference)}) was overwritten ${mostRounds} times`
  const cure = 'Give the jobs that sign or describe this image one concurrency group, and run the job again'
  throw refuse({ code: 'E_REGISTRY_RACE', message, cure })
}

function isContentMissing({ status, body }: HttpResponse): boolean {
  return status >= 400 && status < 500 && /^(?:MANIFEST_BLOB_UNKNOWN|MANIFEST_UNKNOWN|BLOB_UNKNOWN)$/.test(readRegistryError(body)?.code ?? '')
}

async function findGone(exchange: Exchange, location: Location, repository: Repository, list: Index): Promise<readonly Digest[]> {
  const gone: Digest[] = []
  for (const { digest } of list.manifests) if ((await headManifest(exchange, location, { ...repository, digest })) === undefined) gone.push(digest)
  return gone
}

/** The list with one entry more, without those that are gone; the others are kept as they were written. */
function appendEntry(list: Index | undefined, entry: Descriptor, gone: ReadonlySet<string>): Pick<Index, 'mediaType' | 'digest' | 'bytes'> {
  const before = list === undefined ? { schemaVersion: 2, mediaType: mediaTypes.index } : (JSON.parse(new TextDecoder().decode(list.bytes)) as object)
  const entries: unknown = 'manifests' in before ? before.manifests : []
  if (!Array.isArray(entries)) throw new Defect('an index that was parsed before has no list')
  const kept = entries.filter((each: { readonly digest: string }) => !gone.has(each.digest))
  const bytes = new TextEncoder().encode(JSON.stringify({ ...before, manifests: [...kept, entry] }))
  return { mediaType: list?.mediaType ?? mediaTypes.index, digest: digestOf(bytes), bytes }
}

function describeForeignTag(reference: Reference) {
  const message = `${renderReference(reference)} is no list of referrers, but an image`
  return { code: 'E_REGISTRY_REFERRERS', message, cure: 'Delete this tag: its name is reserved for what refers to an image' }
}

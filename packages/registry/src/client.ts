import type { Ports, RetryPolicy } from '@slipway/host'
import { type Digest, refuse, type Tag, unwrap } from '@slipway/kernel'
import {
  type Descriptor,
  type Exact,
  type ImageConfig,
  type ImageManifest,
  type Manifest,
  parseConfig,
  type Reference,
  type Repository,
  referrersTag,
  renderReference,
} from '@slipway/oci'
import type { AuthPorts, Credential } from './auth.ts'
import { streamBlob } from './blob-stream.ts'
import { getBlob, headBlob, putBlob } from './blobs.ts'
import { Exchange } from './exchange.ts'
import { type Location, locate, parseRegistriesConf, type RegistryRule } from './location.ts'
import { getManifest, headManifest, putManifest } from './manifests.ts'
import { putTags } from './put-tags.ts'
import { pushReferrer, type Referrer, readReferrers } from './referrers.ts'
import { listTags } from './tags.ts'

export type RegistryOptions = {
  readonly rules?: readonly RegistryRule[]
  /** Sent to the host where the repository lives, when that host asks for it; a token of GitHub to GitHub's registry only. */
  readonly credential?: Credential | undefined
  /** GITHUB_SERVER_URL: an own GitHub has a registry of its own, where its tokens may go. */
  readonly serverUrl?: string
  /** Milliseconds for one request; default 60,000. */
  readonly deadline?: number
  readonly retry?: RetryPolicy
}

/**
 * A client of the OCI distribution specification 1.1. What is absent is `undefined`; everything else that goes wrong rejects with a
 * Refusal whose problems begin with `E_REGISTRY_` and name a cure. Every call may be repeated.
 */
export type Registry = {
  /** The manifest with its exact bytes; the digest is checked, also of what a tag names. */
  readonly readManifest: (reference: Reference) => Promise<Manifest | undefined>
  /** The digest that a tag names, or a digest that is there: one HEAD. */
  readonly readDigest: (reference: Reference) => Promise<Digest | undefined>
  /** Writes the bytes under their digest and, where the reference has one, a tag. The registry has to confirm the digest. */
  readonly putManifest: (reference: Reference, manifest: Exact) => Promise<void>
  /** Makes tags name a manifest, in this order: the content's own first, those that move last. The fewest PUTs that can be trusted. */
  readonly putTags: (repository: Repository, manifest: Exact, tags: readonly Tag[]) => Promise<void>
  /** All tags, in the registry's order; a repository that is not there has none. */
  readonly listTags: (repository: Repository) => Promise<readonly string[]>
  readonly readBlob: (repository: Repository, descriptor: Descriptor) => Promise<Uint8Array>
  /** The same as it comes, for what is too large for memory. It is proven when the last byte has been read, and rejects there if it is another. */
  readonly streamBlob: (repository: Repository, descriptor: Descriptor) => AsyncGenerator<Uint8Array>
  readonly hasBlob: (repository: Repository, digest: Digest) => Promise<boolean>
  /** Pushes bytes that are not there yet, in one piece. */
  readonly putBlob: (repository: Repository, bytes: Uint8Array, mediaType: string) => Promise<Descriptor>
  readonly readConfig: (repository: Repository, manifest: ImageManifest) => Promise<ImageConfig>
  /** What is attached to a digest, of one artifact type or of all. */
  readonly readReferrers: (repository: Repository, subject: Digest, artifactType?: string) => Promise<readonly Descriptor[]>
  /** Attaches one layer of bytes to an image or index. The same arguments attach the same artifact, once. */
  readonly pushReferrer: (repository: Repository, artifact: Referrer) => Promise<Descriptor>
  readonly locate: (repository: Repository) => Location
}

/** Opens the client as the job says: CONTAINERS_REGISTRIES_CONF is read where it is set. */
export async function openRegistry(ports: Pick<Ports, 'http' | 'clock' | 'log' | 'files' | 'job'>, credential?: Credential): Promise<Registry> {
  const file = ports.job.variable('CONTAINERS_REGISTRIES_CONF')
  const { serverUrl } = ports.job
  if (file === undefined || file === '') return createRegistry(ports, { credential, serverUrl })
  const rules = unwrap(parseRegistriesConf(await readConf(ports, file), file))
  const ignored = rules.filter((rule) => rule.mirrors > 0).map((rule) => rule.prefix)
  if (ignored.length > 0) ports.log.info(`${file}: the mirrors of ${ignored.join(', ')} are not used, only locations are`)
  return createRegistry(ports, { rules, credential, serverUrl })
}

async function readConf(ports: Pick<Ports, 'files'>, file: string): Promise<string> {
  try {
    return await ports.files.readText(file)
  } catch (cause) {
    const cure = 'Name a file that is there, or unset the variable'
    throw refuse({ code: 'E_REGISTRY_CONF', message: `CONTAINERS_REGISTRIES_CONF names ${file}, which cannot be read`, cure }, { cause })
  }
}

export function createRegistry(ports: AuthPorts, options: RegistryOptions = {}): Registry {
  const exchange = new Exchange(ports, options)
  const at = (repository: Repository): Location => unwrap(locate(options.rules ?? [], repository, options.serverUrl))
  const readBlob = (repository: Repository, descriptor: Descriptor): Promise<Uint8Array> => getBlob(exchange, at(repository), repository, descriptor)
  const inTurn = createTurns()
  return {
    readManifest: (reference) => getManifest(exchange, at(reference), reference),
    readDigest: (reference) => headManifest(exchange, at(reference), reference),
    putManifest: async (reference, manifest) => void (await putManifest(exchange, at(reference), reference, manifest)),
    putTags: (repository, manifest, tags) => putTags(exchange, at(repository), repository, manifest, tags),
    listTags: (repository) => listTags(exchange, at(repository), repository),
    readBlob,
    streamBlob: (repository, descriptor) => streamBlob(exchange, at(repository), repository, descriptor),
    hasBlob: (repository, digest) => headBlob(exchange, at(repository), repository, digest),
    putBlob: (repository, bytes, mediaType) => putBlob(exchange, at(repository), repository, bytes, mediaType),
    readConfig: async (repository, manifest) => unwrap(parseConfig(await readBlob(repository, manifest.config))),
    readReferrers: (repository, subject, artifactType) => readReferrers(exchange, at(repository), repository, subject, artifactType),
    // Two of ours that describe one subject at once would only overwrite each other's entries.
    pushReferrer: (repository, artifact) => {
      const place = renderReference({ ...repository, tag: referrersTag(artifact.subject.digest) })
      return inTurn(place, () => pushReferrer(exchange, at(repository), repository, artifact))
    },
    locate: at,
  }
}

/** Deeds at one place run one after the other; those at others at once. */
function createTurns(): <T>(place: string, deed: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (place, deed) => {
    const before = last.get(place) ?? Promise.resolve()
    const turn = before.then(deed, deed)
    last.set(place, turn)
    return turn
  }
}

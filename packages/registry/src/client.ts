import type { Ports, RetryPolicy } from '@slipway/host'
import { type Digest, digestOf, isDigest, type Problem, refuse, type Tag, unwrap } from '@slipway/kernel'
import {
  type Descriptor,
  type Exact,
  type ImageConfig,
  type ImageManifest,
  type Manifest,
  manifestTypes,
  parseConfig,
  parseManifest,
  type Reference,
  type Repository,
  renderReference,
  renderRepository,
} from '@slipway/oci'
import type { AuthPorts, Credential } from './auth.ts'
import { Exchange } from './exchange.ts'
import { describeAnswer, isAbsent, isWebPage } from './failures.ts'
import { type Location, locate, parseRegistriesConf, type RegistryRule } from './location.ts'
import { listTags } from './tags.ts'

export type RegistryOptions = {
  readonly rules?: readonly RegistryRule[]
  /** Sent to the host where the repository lives, when that host asks for it. */
  readonly credential?: Credential | undefined
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
  /** All tags, in the registry's order; a repository that is not there has none. */
  readonly listTags: (repository: Repository) => Promise<readonly string[]>
  readonly readBlob: (repository: Repository, descriptor: Descriptor) => Promise<Uint8Array>
  readonly hasBlob: (repository: Repository, digest: Digest) => Promise<boolean>
  readonly readConfig: (repository: Repository, manifest: ImageManifest) => Promise<ImageConfig>
  readonly locate: (repository: Repository) => Location
}

/** Opens the client as the job says: CONTAINERS_REGISTRIES_CONF is read where it is set. */
export async function openRegistry(ports: Pick<Ports, 'http' | 'clock' | 'log' | 'files' | 'job'>, credential?: Credential): Promise<Registry> {
  const file = ports.job.variable('CONTAINERS_REGISTRIES_CONF')
  if (file === undefined || file === '') return createRegistry(ports, { credential })
  const rules = unwrap(parseRegistriesConf(await readConf(ports, file), file))
  const ignored = rules.filter((rule) => rule.mirrors > 0).map((rule) => rule.prefix)
  if (ignored.length > 0) ports.log.info(`${file}: the mirrors of ${ignored.join(', ')} are not used, only locations are`)
  return createRegistry(ports, { rules, credential })
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
  const at = (repository: Repository): Location => unwrap(locate(options.rules ?? [], repository))
  const readBlob = (repository: Repository, descriptor: Descriptor): Promise<Uint8Array> => getBlob(exchange, at(repository), repository, descriptor)
  return {
    readManifest: (reference) => getManifest(exchange, at(reference), reference),
    readDigest: (reference) => headManifest(exchange, at(reference), reference),
    putManifest: (reference, manifest) => putManifest(exchange, at(reference), reference, manifest),
    listTags: (repository) => listTags(exchange, at(repository), repository),
    readBlob,
    hasBlob: (repository, digest) => headBlob(exchange, at(repository), repository, digest),
    readConfig: async (repository, manifest) => unwrap(parseConfig(await readBlob(repository, manifest.config))),
    locate: at,
  }
}

const accept = { accept: manifestTypes.join(', ') }

function wanted(reference: Reference): Tag | Digest {
  const found = reference.digest ?? reference.tag
  if (found !== undefined) return found
  throw refuse({ code: 'E_REGISTRY_REFERENCE', message: `${renderReference(reference)} names neither a tag nor a digest`, cure: 'Add one' })
}

async function getManifest(exchange: Exchange, location: Location, reference: Reference): Promise<Manifest | undefined> {
  const deed = `read ${renderReference(reference)}`
  const response = await exchange.send({
    method: 'GET',
    location,
    path: `manifests/${wanted(reference)}`,
    access: 'pull',
    deed,
    headers: accept,
    limit: 8 * 1024 * 1024,
  })
  if (isAbsent(response)) return undefined
  if (response.status !== 200 || isWebPage(response)) throw refuse(describeAnswer(response, deed, location.host))
  const type = response.headers['content-type']?.split(';')[0]?.trim()
  const served = type === undefined || type === '' || type === 'application/json' ? undefined : type
  const parsed = parseManifest(response.body, served)
  if (!parsed.ok) throw refuse({ ...parsed.error, message: `${renderReference(reference)}: ${parsed.error.message}` })
  const announced = response.headers['docker-content-digest']
  for (const expected of [reference.digest, announced]) {
    if (expected?.startsWith('sha256:') === true && expected !== parsed.value.digest) throw refuse(mismatch(reference, expected, parsed.value.digest))
  }
  return parsed.value
}

async function headManifest(exchange: Exchange, location: Location, reference: Reference): Promise<Digest | undefined> {
  const deed = `look for ${renderReference(reference)}`
  const response = await exchange.send({ method: 'HEAD', location, path: `manifests/${wanted(reference)}`, access: 'pull', deed, headers: accept })
  if (response.status === 404) return undefined
  if (response.status !== 200 || isWebPage(response)) throw refuse(describeAnswer(response, deed, location.host))
  const announced = response.headers['docker-content-digest'] ?? ''
  if (reference.digest !== undefined && announced === '') return reference.digest
  // The header is optional in the specification: without it the bytes themselves have to say.
  return isDigest(announced) ? announced : (await getManifest(exchange, location, reference))?.digest
}

async function putManifest(exchange: Exchange, location: Location, reference: Reference, manifest: Exact): Promise<void> {
  const deed = `write ${renderReference(reference)}`
  if (reference.digest !== undefined && reference.digest !== manifest.digest) throw refuse(mismatch(reference, reference.digest, manifest.digest))
  const path = `manifests/${reference.tag ?? wanted(reference)}`
  const response = await exchange.send({
    method: 'PUT',
    location,
    path,
    access: 'pull,push',
    deed,
    headers: { 'content-type': manifest.mediaType },
    body: manifest.bytes,
  })
  if (response.status !== 201 && response.status !== 200) throw refuse(describeAnswer(response, deed, location.host))
  const confirmed = response.headers['docker-content-digest']
  if (confirmed?.startsWith('sha256:') === true && confirmed !== manifest.digest) throw refuse(mismatch(reference, manifest.digest, confirmed))
}

async function getBlob(exchange: Exchange, location: Location, repository: Repository, descriptor: Descriptor): Promise<Uint8Array> {
  const name = `${renderRepository(repository)}@${descriptor.digest}`
  const deed = `read the blob ${name}`
  const response = await exchange.send({ method: 'GET', location, path: `blobs/${descriptor.digest}`, access: 'pull', deed, limit: descriptor.size + 1 })
  if (response.status !== 200) throw refuse(describeAnswer(response, deed, location.host))
  const digest = digestOf(response.body)
  if (descriptor.digest.startsWith('sha256:') && digest !== descriptor.digest)
    throw refuse(mismatch({ ...repository, digest: descriptor.digest }, descriptor.digest, digest))
  return response.body
}

async function headBlob(exchange: Exchange, location: Location, repository: Repository, digest: Digest): Promise<boolean> {
  const deed = `look for the blob ${renderRepository(repository)}@${digest}`
  const response = await exchange.send({ method: 'HEAD', location, path: `blobs/${digest}`, access: 'pull', deed })
  if (response.status === 200) return true
  if (response.status === 404) return false
  throw refuse(describeAnswer(response, deed, location.host))
}

function mismatch(reference: Reference, expected: string, found: string): Problem {
  const cure = 'Do not use what was sent: see whether a proxy changes content, and run the job again'
  return { code: 'E_REGISTRY_DIGEST', message: `${renderReference(reference)} should be ${expected}, but is ${found}`, cure }
}

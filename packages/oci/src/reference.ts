import { type Digest, err, ok, type Problem, parseDigest, parseTag, type Result, type Tag } from '@slipway/kernel'

/** A repository in a registry: the part of a reference that names no content. */
export type Repository = {
  /** Host, with a port where one is written: `ghcr.io`, `127.0.0.1:5000`. */
  readonly registry: string
  /** `owner/name`, at least one component. */
  readonly name: string
}

/** `registry/name[:tag][@digest]`. */
export type Reference = Repository & { readonly tag?: Tag; readonly digest?: Digest }

const hostPattern = /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)(?::[0-9]{1,5})?$/
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const namePattern = new RegExp(`^${component}(?:/${component})*$`)

/**
 * Reads a reference as distribution's reference.regexp and the distribution specification ("Pulling manifests") write it.
 * The registry must be there: short names mean different things to docker, podman and skopeo. Only Docker Hub's two documented
 * spellings are normalised: `index.docker.io` is `docker.io`, and `docker.io/name` is `docker.io/library/name`.
 */
export function parseReference(text: string): Result<Reference, Problem> {
  const at = text.indexOf('@')
  const beforeDigest = at === -1 ? text : text.slice(0, at)
  const colon = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1)
  const place = colon === -1 || !beforeDigest.includes('/') ? beforeDigest : beforeDigest.slice(0, colon)
  const repository = parsePlace(text, place)
  if (!repository.ok) return repository
  const tag = place === beforeDigest ? undefined : parseTag(beforeDigest.slice(colon + 1))
  if (tag?.ok === false) return tag
  const digest = at === -1 ? undefined : parseDigest(text.slice(at + 1))
  if (digest?.ok === false) return digest
  return ok({
    ...repository.value,
    ...(tag === undefined ? {} : { tag: tag.value }),
    ...(digest === undefined ? {} : { digest: digest.value }),
  })
}

/** Reads a repository. A tag or digest behind it is refused: it would be a second truth beside the inputs that say them. */
export function parseRepository(text: string): Result<Repository, Problem> {
  const reference = parseReference(text)
  if (!reference.ok) return reference
  const { registry, name, tag, digest } = reference.value
  if (tag === undefined && digest === undefined) return ok({ registry, name })
  return bad(text, 'names a tag or a digest where only a repository is wanted', `Write ${registry}/${name}`)
}

function parsePlace(text: string, place: string): Result<Repository, Problem> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return bad(text, 'begins with a scheme', `Write ${text.replace(/^[^:]*:\/\//, '')}`)
  if (text.includes('://') || /\s/.test(text)) return bad(text, 'is no image reference', 'Write registry/owner/name, such as ghcr.io/owner/name')
  const slash = place.indexOf('/')
  const first = slash === -1 ? '' : place.slice(0, slash)
  if (!isRegistry(first)) {
    const hub = slash === -1 ? `docker.io/library/${place}` : `docker.io/${place}`
    return bad(text, 'names no registry', `Write the registry in front, such as ghcr.io/${place}, or ${hub} for Docker Hub`)
  }
  const registry = first === 'index.docker.io' ? 'docker.io' : first
  const rest = place.slice(slash + 1)
  const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest
  if (namePattern.test(name) && hostPattern.test(registry) && registry.length + name.length < 255) return ok({ registry, name })
  const lower = name.toLowerCase()
  const cure =
    lower !== name && namePattern.test(lower) ? `Write it in lower case: ${registry}/${lower}` : 'Write registry/owner/name, such as ghcr.io/owner/name'
  return bad(text, `"${name}" is no name of a repository`, cure)
}

/** The rule that distribution/reference documents: a first component is a host when it has a dot, a port, or is `localhost`. */
function isRegistry(first: string): boolean {
  return first === 'localhost' || first.includes('.') || first.includes(':')
}

function bad(text: string, what: string, cure: string) {
  return err({ code: 'E_OCI_REFERENCE', message: what.startsWith('"') ? what : `"${text}" ${what}`, cure })
}

/** `registry/name`. */
export function renderRepository(repository: Repository): string {
  return `${repository.registry}/${repository.name}`
}

/** `registry/name[:tag][@digest]`. */
export function renderReference(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`
  return `${renderRepository(reference)}${tag}${digest}`
}

export function isSameRepository(one: Repository, other: Repository): boolean {
  return one.registry === other.registry && one.name === other.name
}

/** Registries on the machine itself speak plain HTTP, as for Docker ("Local registries … are automatically marked as insecure", 127.0.0.0/8). */
export function isLoopbackRegistry(registry: string): boolean {
  const name = registry.replace(/:[0-9]+$/, '')
  return name === 'localhost' || name === '[::1]' || /^127\.[0-9]+\.[0-9]+\.[0-9]+$/.test(name)
}

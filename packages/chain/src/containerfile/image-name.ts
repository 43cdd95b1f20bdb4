import { err, isDigest, ok, parseTag, type Result } from '@slipway/kernel'

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const path = new RegExp(`^${component}(?:/${component})*$`)
const part = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?'
const domain = new RegExp(`^(?:${part}(?:\\.${part})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`)

/**
 * Writes an image's name out as docker does (distribution/reference v0.6, ParseNormalizedNamed and TagNameOnly): `debian` is
 * `docker.io/library/debian:latest`.
 * @returns the name with registry and tag or digest, or what is wrong with it
 */
export function normaliseImage(name: string): Result<string, string> {
  const slash = name.indexOf('/')
  const first = slash === -1 ? '' : name.slice(0, slash)
  const hosted = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase()
  const host = !hosted || first === 'index.docker.io' ? 'docker.io' : first
  const rest = hosted ? name.slice(slash + 1) : name
  const at = rest.indexOf('@')
  const digest = at === -1 ? '' : rest.slice(at + 1)
  const before = at === -1 ? rest : rest.slice(0, at)
  const colon = before.indexOf(':')
  const tag = colon === -1 ? '' : before.slice(colon + 1)
  const repository = colon === -1 ? before : before.slice(0, colon)
  const full = host === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository
  if (/^[0-9a-f]{64}$/.test(name)) return err(`${name} looks like an image's id, which means something on one machine only`)
  if (name.includes('://')) return err(`${name} begins with a transport`)
  if (repository !== repository.toLowerCase() && path.test(repository.toLowerCase())) return err(`${name} has capitals in the image's name`)
  if (!path.test(full) || !domain.test(host) || (colon !== -1 && !parseTag(tag).ok) || (at !== -1 && !isDigest(digest))) return err(`"${name}" is no image`)
  const version = tag === '' && digest === '' ? ':latest' : `${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`
  return ok(`${host}/${full}${version}`)
}

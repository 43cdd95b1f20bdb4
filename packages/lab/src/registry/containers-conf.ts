import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Problem, problems, Refusal, type Result } from '@slipway/kernel'

/** `prefix` is how images are spelled (`ghcr.io`, `ghcr.io/owner`), `location` where they are (`127.0.0.1:5000`). */
export type RegistryMapping = { readonly prefix: string; readonly location: string }

/** A host with an optional port, and a path below it. */
const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:\/[a-z0-9._/-]+)?$/

/**
 * containers-registries.conf(5), version 2, for the tools of containers/image (skopeo, buildah, podman). They follow `location`
 * when they read (inspect, copy from, FROM); when they write, to `docker://PREFIX/…`, they go to the prefix itself: a push has
 * to name the location. `insecure` lets them speak plain HTTP.
 */
export function renderRegistriesConf(mappings: readonly RegistryMapping[]): Result<string> {
  const found: Problem[] = mappings.flatMap(({ prefix, location }) =>
    [prefix, location]
      .filter((name) => !namePattern.test(name))
      .map((name) => ({
        code: 'E_LAB_MAPPING',
        message: `${JSON.stringify(name)} names no registry`,
        cure: 'Write a host, a port where it is not the usual one, and a path where only a part of the registry is meant',
      })),
  )
  if (found.length > 0) return problems(...found)
  // A location that is named directly has to be known as plain HTTP too.
  const locations = [...new Set(mappings.map(({ location }) => location))].map((location) => ({ prefix: location, location }))
  const all = [...mappings, ...locations.filter(({ prefix }) => !mappings.some((mapping) => mapping.prefix === prefix))]
  const tables = all.map(({ prefix, location }) => `[[registry]]\nprefix = "${prefix}"\nlocation = "${location}"\ninsecure = true\n`)
  return ok(['# Written by the lab: names of public registries, answered on this machine.\nunqualified-search-registries = []\n', ...tables].join('\n'))
}

/** Writes `registries.conf` into a folder and returns its path. Refuses names that are no names (`E_LAB_MAPPING`). */
export async function writeRegistriesConf(options: { readonly folder: string; readonly mappings: readonly RegistryMapping[] }): Promise<string> {
  const text = renderRegistriesConf(options.mappings)
  if (!text.ok) throw new Refusal(text.error)
  return writeInto(options.folder, 'registries.conf', text.value)
}

/** Writes a containers-policy.json(5) that accepts every image, for a machine without /etc/containers/policy.json, and returns its path. */
export async function writePolicy(folder: string): Promise<string> {
  return writeInto(folder, 'policy.json', `${JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }, undefined, 2)}\n`)
}

/**
 * Everything that skopeo and buildah read of a home folder: `registries.conf` and `policy.json` under `.config/containers`. skopeo
 * 1.9 knows no environment variable for the former, buildah does; the variables that are returned serve both.
 */
export async function writeContainersHome(home: string, mappings: readonly RegistryMapping[]): Promise<Readonly<Record<string, string>>> {
  const folder = join(home, '.config', 'containers')
  await writePolicy(folder)
  return { HOME: home, CONTAINERS_REGISTRIES_CONF: await writeRegistriesConf({ folder, mappings }) }
}

export type RegistryLogin = { readonly registry: string; readonly username: string; readonly password: string }

/** containers-auth.json(5), readable by its owner only, for `--authfile` or REGISTRY_AUTH_FILE. */
export async function writeAuthFile(folder: string, logins: readonly RegistryLogin[]): Promise<string> {
  const auths = Object.fromEntries(
    logins.map(({ registry, username, password }) => [registry, { auth: Buffer.from(`${username}:${password}`).toString('base64') }]),
  )
  return writeInto(folder, 'auth.json', `${JSON.stringify({ auths }, undefined, 2)}\n`, 0o600)
}

async function writeInto(folder: string, name: string, text: string, mode = 0o644): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  await writeFile(path, text, { mode })
  return path
}

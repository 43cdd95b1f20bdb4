import type { Log } from '@slipway/host'
import type { Repository } from '@slipway/oci'
import type { Credential } from './auth.ts'
import type { Location } from './location.ts'

/** Registries of GitHub itself ("Working with the Container registry", "Working with the Docker registry"). */
const githubRegistries: readonly string[] = ['ghcr.io', 'docker.pkg.github.com']

/** Tokens that GitHub made, by the prefixes it documents ("GitHub's token formats"): the job's own (`ghs_`), people's and applications'. */
const githubToken = /^(?:gh[pousr]_|github_pat_)/

/**
 * Whether a repository is one of GitHub's by its name, whatever place registries.conf maps the name to: a job's token may write to the
 * whole repository, so no other registry and no token server of one may ever see it.
 * @param serverUrl GITHUB_SERVER_URL: an own GitHub has its registry at `containers.<host>`, or at `docker.<host>` in older versions
 */
export function isGithubRegistry({ registry }: Pick<Repository, 'registry'>, serverUrl?: string): boolean {
  const name = registry.toLowerCase()
  if (githubRegistries.includes(name)) return true
  const own = serverUrl !== undefined && URL.canParse(serverUrl) ? new URL(serverUrl).host : ''
  return own !== '' && own !== 'github.com' && (name === `containers.${own}` || name === `docker.${own}`)
}

/** What signs in at this place: undefined, which is anonymous access, where the credential is a token of GitHub and the place is not GitHub's. */
export function guardCredential({ github }: Location, credential: Credential | undefined): Credential | undefined {
  return credential !== undefined && githubToken.test(credential.password) && !github ? undefined : credential
}

const said = new WeakMap<Log, Set<string>>()

/** The same as `guardCredential`, and says so once for each host when it withholds the token. */
export function guardAloud(log: Log, location: Location, credential: Credential | undefined): Credential | undefined {
  const allowed = guardCredential(location, credential)
  const hosts = said.get(log) ?? new Set()
  said.set(log, hosts)
  if (allowed !== credential && !hosts.has(location.host)) {
    hosts.add(location.host)
    log.info(`${location.host} gets no token: this one is GitHub's, and goes to GitHub's registry only; the access is anonymous`)
  }
  return allowed
}

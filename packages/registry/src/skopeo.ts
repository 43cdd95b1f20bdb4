import { type ExecResult, type Ports, standardRetry } from '@slipway/host'
import { type Digest, type Problem, refuse, type Tag } from '@slipway/kernel'
import { isPassingMessage, type Repository } from '@slipway/oci'
import type { Credential } from './auth.ts'
import { type Grant, withAuthFile } from './auth-file.ts'
import type { Registry } from './client.ts'
import type { Location } from './location.ts'
import { guardAloud } from './token-guard.ts'

/** Where an image is, or shall be. A repository is named together with exactly what in it. */
export type ImagePlace =
  | { readonly kind: 'repository'; readonly repository: Repository; readonly at: Tag | Digest }
  | { readonly kind: 'layout'; readonly folder: string }
  | { readonly kind: 'docker-archive'; readonly file: string }

export type CopyRequest = {
  readonly from: ImagePlace
  readonly to: ImagePlace
  /** For the registry of `from`; of one and the same host only one credential is used. */
  readonly fromCredential?: Credential | undefined
  readonly toCredential?: Credential | undefined
  /** Milliseconds for one try; default 20 minutes. */
  readonly deadline?: number
}

export type SkopeoPorts = Pick<Ports, 'exec' | 'files' | 'clock' | 'log'>

/**
 * Copies an image with all its platforms and unchanged digests. skopeo moves the blobs; what it calls an error is classified here,
 * because its own `--retry-times` does not repeat a 500, 502 or 503. Rejects with a Refusal.
 */
export async function copyImage(ports: SkopeoPorts, registry: Pick<Registry, 'locate'>, request: CopyRequest): Promise<void> {
  const grants = [...grantOf(ports, registry, request.from, request.fromCredential), ...grantOf(ports, registry, request.to, request.toCredential)]
  await withAuthFile(ports, grants, async (authFile) => {
    const args = skopeoCopyArgs({ from: request.from, to: request.to, locate: (repository) => registry.locate(repository), authFile })
    for (let number = 1; ; number += 1) {
      const result = await ports.exec.run('skopeo', args, { deadline: request.deadline ?? 20 * 60_000 })
      if (result.code === 0) return
      const { transient, problem } = classifySkopeo(result, `copy ${renderPlace(request.from)} to ${renderPlace(request.to)}`)
      if (!transient || number >= standardRetry.tries) throw refuse(problem)
      const wait = standardRetry.wait * 2 ** (number - 1)
      ports.log.info(`${problem.message}; try ${number + 1} of ${standardRetry.tries} in ${(wait / 1000).toFixed(1)} s`)
      await ports.clock.sleep(wait)
    }
  })
}

function grantOf(ports: Pick<Ports, 'log'>, registry: Pick<Registry, 'locate'>, place: ImagePlace, credential: Credential | undefined): readonly Grant[] {
  if (place.kind !== 'repository') return []
  const location = registry.locate(place.repository)
  const allowed = guardAloud(ports.log, location, credential)
  return allowed === undefined ? [] : [{ location, credential: allowed }]
}

/** The arguments of one copy. Addresses are resolved here: skopeo follows registries.conf for sources only, or not at all. */
export function skopeoCopyArgs(copy: {
  readonly from: ImagePlace
  readonly to: ImagePlace
  readonly locate: (repository: Repository) => Location
  readonly authFile?: string | undefined
}): readonly string[] {
  const insecure = (place: ImagePlace): boolean => place.kind === 'repository' && copy.locate(place.repository).insecure
  return [
    'copy',
    '--all',
    // An archive has no digest yet that could be kept.
    ...(copy.from.kind === 'docker-archive' ? [] : ['--preserve-digests']),
    ...(copy.authFile === undefined ? [] : ['--authfile', copy.authFile]),
    ...(insecure(copy.from) ? ['--src-tls-verify=false'] : []),
    ...(insecure(copy.to) ? ['--dest-tls-verify=false'] : []),
    addressOf(copy.from, copy.locate),
    addressOf(copy.to, copy.locate),
  ]
}

function addressOf(place: ImagePlace, resolve: (repository: Repository) => Location): string {
  if (place.kind === 'layout') return `oci:${place.folder}`
  if (place.kind === 'docker-archive') return `docker-archive:${place.file}`
  const { host, name } = resolve(place.repository)
  return `docker://${host}/${name}${place.at.includes(':') ? '@' : ':'}${place.at}`
}

function renderPlace(place: ImagePlace): string {
  if (place.kind !== 'repository') return place.kind === 'layout' ? place.folder : place.file
  return `${place.repository.registry}/${place.repository.name}${place.at.includes(':') ? '@' : ':'}${place.at}`
}

const lasting: readonly (readonly [RegExp, string, string])[] = [
  [/unauthorized|authentication required/i, 'E_REGISTRY_UNAUTHORIZED', 'Give a username and a token that the registry knows'],
  [/denied|forbidden|\b403\b/i, 'E_REGISTRY_DENIED', 'Grant the job "packages: write", and give the repository access in the package settings'],
  [/manifest unknown|name unknown|not found/i, 'E_REGISTRY_NOT_FOUND', 'See whether the image is there under this name'],
  [/x509|certificate/i, 'E_REGISTRY_TLS', "See whether the registry's certificate is valid"],
  [/no such host/i, 'E_REGISTRY_UNREACHABLE', "See whether the registry's name is right"],
  [/no space left/i, 'E_REGISTRY_SPACE', 'Make room on the disk of the runner or of the registry'],
  [
    /[Dd]igest.*(?:did not match|mismatch)|would change the manifest/i,
    'E_REGISTRY_DIGEST',
    'The image changed on the way: do not use it, and run the job again',
  ],
]

/** Says what skopeo's failure means, and whether another try may end otherwise. */
export function classifySkopeo(result: ExecResult, deed: string): { readonly transient: boolean; readonly problem: Problem } {
  const last = result.stderr.trim().split('\n').at(-1) ?? ''
  const said = /msg="((?:[^"\\]|\\.)*)"/.exec(last)?.[1]?.replaceAll('\\"', '"') ?? last
  if (result.code === 127) {
    const cure = 'Install it: apt-get install skopeo, dnf install skopeo, or brew install skopeo'
    return { transient: false, problem: { code: 'E_REGISTRY_SKOPEO', message: `cannot ${deed}: skopeo is not installed`, cure } }
  }
  if (result.ended) {
    const cure = 'See whether the registry is slow, and run the job again'
    return { transient: false, problem: { code: 'E_REGISTRY_UNREACHABLE', message: `cannot ${deed}: skopeo did not end in time`, cure } }
  }
  const message = `cannot ${deed}: ${said}`
  if (isPassingMessage(said)) {
    const cure = 'The registry or the network has a fault and every try met it: run the job again later'
    return { transient: true, problem: { code: 'E_REGISTRY_UNAVAILABLE', message, cure } }
  }
  const [, code, cure] = lasting.find(([pattern]) => pattern.test(said)) ?? [/./, 'E_REGISTRY_SKOPEO', 'See what skopeo says']
  return { transient: false, problem: { code, message, cure } }
}

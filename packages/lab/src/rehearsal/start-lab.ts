import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Leg } from '@slipway/workflows'
import type { Credentials } from '../act/index.ts'
import { createFaultScript, type FaultRule, type FaultScript } from '../faults/index.ts'
import { type GitHub, type RepositorySeed, startGitHub } from '../github/index.ts'
import { createSupervisor, type Supervisor } from '../process/index.ts'
import { forgetRepositories, type RegistryServer, startRegistry, writeRegistriesConf } from '../registry/index.ts'
import { type ResultsServer, startResults } from '../results/index.ts'
import { type SigstoreServer, signingJobOf, startSigstore } from '../sigstore/index.ts'
import { keepTrust } from './keep-trust.ts'

export type LabOptions = {
  /** Persists between rehearsals: the registry's storage, base images, Go's caches. */
  readonly cache: string
  /** Empty, and removed by the caller afterwards. */
  readonly scratch: string
  /** Where the legs' logs go. */
  readonly logs: string
  /** Absolute paths of the programs that a rehearsal brings: act, and the folder of Node.js 24. */
  readonly act: string
  readonly node: string
  /** Folders that steps find programs in, before the system's own. */
  readonly tools: readonly string[]
  readonly repositories: readonly RepositorySeed[]
  readonly faults: readonly FaultRule[]
  /** Which repositories of the registry outlive a rehearsal. */
  readonly keep: (repository: string) => boolean
  /** Variables for every step, beside those that the lab sets. */
  readonly environment: Readonly<Record<string, string>>
}

/** The servers of one rehearsal, and what a leg needs to reach them. */
export type Lab = AsyncDisposable & {
  readonly supervisor: Supervisor
  readonly github: GitHub
  readonly results: ResultsServer
  readonly registry: RegistryServer
  readonly sigstore: SigstoreServer
  readonly faults: FaultScript
  readonly act: string
  readonly node: string
  readonly path: string
  readonly scratch: string
  readonly logs: string
  /** The id of a new run: each workflow that an event starts is a run of its own, with artifacts of its own. */
  readonly newRunId: () => string
  /** A token that may push anywhere in the registry: for what the lab itself brings. */
  readonly publisher: string
  readonly environment: Readonly<Record<string, string>>
  /** New tokens, with exactly the permissions of the leg's job; an identity token only with `id-token: write`. */
  readonly credentials: (leg: Leg, repository: string, ref: string, runId: string) => Credentials
}

/** Registries that a rehearsal answers for; every tool goes on spelling their names. */
const registries = ['ghcr.io', 'docker.io', 'quay.io']

/** Starts everything on free ports of 127.0.0.1. Disposing ends it all, by pid, whatever state it is in. */
export async function startLab(options: LabOptions): Promise<Lab> {
  const stack = new AsyncDisposableStack()
  try {
    const lab = await assemble(options, stack)
    const owned = stack.move()
    return { ...lab, [Symbol.asyncDispose]: () => owned.disposeAsync() }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

async function assemble(options: LabOptions, stack: AsyncDisposableStack): Promise<Omit<Lab, typeof Symbol.asyncDispose>> {
  const supervisor = stack.use(createSupervisor())
  const faults = createFaultScript(options.faults)
  const publisher = randomBytes(24).toString('hex')
  const packages = new Map<string, 'none' | 'read' | 'write'>([[publisher, 'write']])
  const storage = join(options.cache, 'registry')
  await mkdir(storage, { recursive: true })
  await forgetRepositories(storage, options.keep)
  const github = stack.use(await startGitHub({ repositories: options.repositories, faults }))
  const results = stack.use(await startResults({ folder: join(options.scratch, 'results'), faults }))
  const registry = stack.use(
    await startRegistry({
      storage,
      folder: join(options.scratch, 'registry'),
      supervisor,
      faults,
      // Everybody may pull, as from public packages; a push needs the permission of the job.
      authorize: (token) => (token === undefined ? 'read' : (packages.get(token) ?? 'unknown')),
    }),
  )
  const sigstore = stack.use(await startSigstore({ folder: join(options.scratch, 'sigstore') }))
  await keepTrust(sigstore.trustedRoot, join(options.cache, 'sigstore', 'trusted_root.json'))
  const conf = await writeRegistriesConf({ folder: options.scratch, mappings: registries.map((prefix) => ({ prefix, location: registry.host })) })
  let lastRun = 10_000_000_000 + Math.floor(Math.random() * 1_000_000_000)
  return {
    supervisor,
    github,
    results,
    registry,
    sigstore,
    faults,
    act: options.act,
    node: options.node,
    path: [...options.tools, '/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(delimiter),
    scratch: options.scratch,
    logs: options.logs,
    newRunId: () => String((lastRun += 1)),
    publisher,
    environment: { ...options.environment, ...addresses(github, results), CONTAINERS_REGISTRIES_CONF: conf, ...sigstore.environment },
    credentials: (leg, repository, ref, runId) => {
      const token = github.issueToken({ permissions: leg.permissions, repository })
      packages.set(token, leg.permissions.packages ?? 'none')
      const oidc = leg.permissions['id-token'] === 'write' ? sigstore.admit(signingJobOf(leg, repository, ref, runId)) : undefined
      return { token, runtimeToken: results.issueToken({ runId, jobId: leg.path, attempt: 1, scopes: [{ ref, access: 'write' }] }), oidc }
    },
  }
}

function addresses(github: GitHub, results: ResultsServer): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: 'https://github.com',
    ACTIONS_RESULTS_URL: results.url,
    ACTIONS_CACHE_SERVICE_V2: 'true',
  }
}

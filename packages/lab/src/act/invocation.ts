import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { dumpVariable, type Leg, tokenPlaceholder } from '@slipway/workflows'
import { objectOf, textOf } from './document.ts'
import { renderLegFile } from './leg-file.ts'
import { renderSecretFile } from './secret-file.ts'

/** The tokens of one leg; each leg has its own, so that a server can enforce the job's permissions. */
export type Credentials = {
  /** `github.token`. */
  readonly token: string
  /** ACTIONS_RUNTIME_TOKEN: artifacts and caches. */
  readonly runtimeToken: string
  /** Where the job asks for identity tokens, if it may (`id-token: write`). */
  readonly oidc?: { readonly url: string; readonly token: string } | undefined
}

/** What is the same for all legs of a run. */
export type RunFacts = {
  /** Absolute path of act. */
  readonly act: string
  /** The search path of the steps; the stand-ins and Node come before it. */
  readonly path: string
  /** The project's clone: what `actions/checkout` gives. */
  readonly project: string
  readonly repositories: Readonly<Record<string, string>>
  /** Variables of every step. Names that begin with GITHUB_ also change the `github` context. */
  readonly environment: Readonly<Record<string, string>>
  /** `OWNER/repository` of the project. */
  readonly repository: string
  readonly runId: string
  readonly attempt: string
  readonly actor: string
  /** The full ref (`refs/tags/v1.2.3`) and the commit. What a leg says itself (`leg.github`) goes before all of these. */
  readonly ref?: string | undefined
  readonly sha?: string | undefined
}

export type Invocation = {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Folders to make, and files to write readable for the owner only, before the start. */
  readonly folders: readonly string[]
  readonly files: Readonly<Record<string, string>>
  /** Read by act before anything runs, and removed then. */
  readonly secretFile: string
  readonly documentFile: string
  readonly dumpFile: string
  /** The leg's own tokens, and all that must not be shown. */
  readonly tokens: readonly string[]
  readonly secrets: readonly string[]
}

/**
 * How act is called for one leg: a clean environment, every default that reads a file or the network switched off, the leg's own folders.
 * Tokens stand in no argument. Paths are absolute, as act needs them for its cache.
 */
export function planInvocation(leg: Leg, folder: string, facts: RunFacts, credentials: Credentials): Invocation {
  const at = (...names: readonly string[]): string => join(folder, ...names)
  const { plain, github } = splitEnvironment(facts, leg)
  const { token, runtimeToken, oidc } = credentials
  const given = Object.fromEntries(Object.entries(leg.secrets).map(([name, value]) => [name, value.replaceAll(tokenPlaceholder, token)]))
  const tokens = [token, runtimeToken, ...(oidc === undefined ? [] : [oidc.token])]
  const options = {
    '-C': facts.project,
    '-W': at('leg.yml'),
    '-e': at('event.json'),
    '-P': 'leg=-self-hosted',
    '--action-cache-path': at('cache'),
    '--actor': textOf(objectOf(leg.github).actor) ?? facts.actor,
    '--defaultbranch': 'main',
    '--concurrent-jobs': '1',
    '--env-file': '/dev/null',
    '--var-file': '/dev/null',
    '--input-file': '/dev/null',
    '--secret-file': at('secrets.yml'),
  }
  const repeated = [
    ...Object.entries(facts.repositories).map(([key, source]) => ['--local-repository', `${key}=${source}`]),
    ...Object.entries(github).map(([name, value]) => ['--env', `${name}=${value}`]),
  ]
  return {
    command: facts.act,
    args: [leg.event.name, ...Object.entries(options).flat(), ...repeated.flat(), '--no-cache-server', '--pull=false', '--rm', '--json'],
    env: {
      ...folderVariables(folder),
      PATH: facts.path,
      LANG: 'C.UTF-8',
      ...plain,
      ...tokenVariables(credentials),
      [dumpVariable]: at('dump.json'),
      ACT_DISABLE_VERSION_CHECK: '1',
    },
    folders: [at('home'), at('cache'), at('tmp')],
    files: {
      [at('leg.yml')]: renderLegFile(leg.document),
      [at('event.json')]: JSON.stringify(leg.event.payload),
      [at('secrets.yml')]: renderSecretFile({ ...given, GITHUB_TOKEN: token }),
    },
    secretFile: at('secrets.yml'),
    documentFile: at('leg.yml'),
    dumpFile: at('dump.json'),
    tokens,
    secrets: [...Object.values(given), ...tokens],
  }
}

/** act takes the GITHUB_ variables by `--env` only; the others from its own environment, where they do not override a job's `env`. */
function splitEnvironment(facts: RunFacts, leg: Leg): { readonly plain: Readonly<Record<string, string>>; readonly github: Readonly<Record<string, string>> } {
  const run = {
    GITHUB_REPOSITORY: facts.repository,
    GITHUB_RUN_ID: facts.runId,
    GITHUB_RUN_ATTEMPT: facts.attempt,
    ...(facts.ref === undefined ? {} : { GITHUB_REF: facts.ref }),
    ...(facts.sha === undefined ? {} : { SHA_REF: facts.sha }),
  }
  const all = Object.entries({ ...run, ...facts.environment, ...legVariables(leg) })
  const isGithub = ([name]: readonly [string, string]): boolean => name.startsWith('GITHUB_') || name === 'SHA_REF'
  return { plain: Object.fromEntries(all.filter((entry) => !isGithub(entry))), github: Object.fromEntries(all.filter(isGithub)) }
}

/** Members of `github` that act takes from elsewhere: the event, an option, the document. */
const elsewhere: readonly string[] = ['event', 'event_name', 'actor', 'workflow', 'token']

/** What the scheduler knows of `github`, as the variables that GitHub documents; act calls GITHUB_SHA SHA_REF. */
function legVariables(leg: Leg): Readonly<Record<string, string>> {
  const members = Object.entries(objectOf(leg.github)).filter(([name, value]) => !elsewhere.includes(name) && value !== null && typeof value !== 'object')
  return Object.fromEntries(members.map(([name, value]) => [name === 'sha' ? 'SHA_REF' : `GITHUB_${name.toUpperCase()}`, String(value)]))
}

function folderVariables(folder: string): Readonly<Record<string, string>> {
  const home = join(folder, 'home')
  return { HOME: home, XDG_CACHE_HOME: join(home, '.cache'), XDG_CONFIG_HOME: join(home, '.config'), TMPDIR: join(folder, 'tmp') }
}

function tokenVariables({ runtimeToken, oidc }: Credentials): Readonly<Record<string, string>> {
  return {
    ACTIONS_RUNTIME_TOKEN: runtimeToken,
    ...(oidc === undefined ? {} : { ACTIONS_ID_TOKEN_REQUEST_URL: oidc.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc.token }),
  }
}

/** The leg's path as a file name: `release/build[linux/amd64]` → `release-build-linux-amd64-3f2a9c`. Different paths never meet. */
export function legSlug(leg: Pick<Leg, 'path'>): string {
  const plain = leg.path
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  return plain === leg.path ? plain : `${plain}-${createHash('sha256').update(leg.path).digest('hex').slice(0, 6)}`
}

import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Job } from './ports.ts'

type Environment = Readonly<Record<string, string | undefined>>

const systems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' }

/** Reads the job from the runner's environment. */
export function readJob(env: Environment, machine: { readonly platform: string; readonly arch: string; readonly cwd: string }): Job {
  const of = (name: string): string => env[name] ?? ''
  return {
    repository: of('GITHUB_REPOSITORY'),
    ref: of('GITHUB_REF'),
    refName: of('GITHUB_REF_NAME'),
    refType: of('GITHUB_REF_TYPE'),
    sha: of('GITHUB_SHA'),
    eventName: of('GITHUB_EVENT_NAME'),
    event: readEvent(of('GITHUB_EVENT_PATH')),
    actor: of('GITHUB_ACTOR'),
    runId: of('GITHUB_RUN_ID'),
    runAttempt: of('GITHUB_RUN_ATTEMPT'),
    apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    workspace: env.GITHUB_WORKSPACE ?? machine.cwd,
    temp: env.RUNNER_TEMP ?? tmpdir(),
    platform: `${systems[machine.platform] ?? machine.platform}/${architectures[machine.arch] ?? machine.arch}`,
    variable: (name) => env[name],
  }
}

function readEvent(path: string): unknown {
  if (path === '') return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch {
    // An action that needs the event says what it misses; the others do not care.
    return {}
  }
}

/** The inputs that the runner passes: `INPUT_` and the name in upper case, spaces as `_` (GitHub's "Metadata syntax", inputs). */
export function readInputs(env: Environment, known: readonly string[]): Record<string, string> {
  const byVariable = new Map(known.map((name) => [variableOf(name), name]))
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[0].startsWith('INPUT_') && entry[1] !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [byVariable.get(name) ?? name.slice('INPUT_'.length).toLowerCase(), value]))
}

function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

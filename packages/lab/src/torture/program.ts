import type { GitHub } from '../github/index.ts'
import type { Expected } from './scene.ts'

/** A program that makes a release, tortured from outside: a process of its own that is really killed. */
export type Program = {
  readonly name: string
  /** One run of the program. Files lie in `workspace`/dist; `scratch` is an empty folder of the run. */
  readonly commandOf: (run: ProgramRun) => Promise<Command>
  /** What the program writes into the body of a draft for these files, so that it knows it again. */
  readonly bodyOf: (files: readonly Expected[]) => string
  /** It makes the checksum file itself; otherwise it finds one beside the files. */
  readonly hashes: boolean
  /** Another run brings to its end what was broken off. Where a program does not claim that, it is told, and is no wrong state. */
  readonly resumes: boolean
}

export type ProgramRun = {
  readonly github: GitHub
  readonly token: string
  readonly tag: string
  readonly commit: string
  readonly slug: string
  readonly workspace: string
  readonly scratch: string
  readonly names: readonly string[]
  readonly publish: boolean
  /** Uploads at once. */
  readonly width: number
  /** Counted from 0. */
  readonly attempt: number
}

export type Command = { readonly command: string; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>>; readonly cwd: string }

/** Inputs and environment of an action, as a runner gives them ("Default environment variables"). */
export function actionCommand(node: string, args: readonly string[], run: ProgramRun, given: Readonly<Record<string, string>>): Command {
  const { github, token, tag, commit, slug, workspace, scratch, attempt } = run
  const inputs = Object.entries({ ...given, token, 'registry-username': 'octocat', 'registry-token': token }).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
  )
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: scratch,
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: github.webUrl,
    GITHUB_REPOSITORY: slug,
    GITHUB_REF: `refs/tags/${tag}`,
    GITHUB_REF_NAME: tag,
    GITHUB_REF_TYPE: 'tag',
    GITHUB_SHA: commit,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTOR: 'octocat',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: String(attempt + 1),
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: `${scratch}/output`,
    GITHUB_STEP_SUMMARY: `${scratch}/summary`,
    RUNNER_TEMP: scratch,
    ...Object.fromEntries(inputs),
  }
  return { command: node, args, env, cwd: workspace }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const suite = resolve(import.meta.dirname, '../../..')

/** The bundle of package-runtime, as a runner starts it. */
export const bundle = join(suite, 'dist/package-runtime/index.js')

/** What a runner tells an action that packs what lies in `workspace`, into its folder `dist` unless the inputs say otherwise. */
export function bundleEnvironment(workspace: string, inputs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const shared = {
    NAME: 'vm',
    PLATFORM: 'linux/amd64',
    VERSION: 'v1.2.3',
    LICENSE: 'Apache-2.0',
    LICENSES: '**: Apache-2.0',
    ROOT: '.',
    OUTPUT: join(workspace, 'dist'),
    'DRY-RUN': 'false',
  }
  const job = {
    GITHUB_REPOSITORY: 'octo/vm',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REF: 'refs/tags/v1.2.3',
    GITHUB_REF_NAME: 'v1.2.3',
    GITHUB_REF_TYPE: 'tag',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTOR: 'octocat',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_API_URL: 'https://api.github.com',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
  }
  mkdirSync(workspace, { recursive: true })
  for (const file of ['output', 'summary']) writeFileSync(join(workspace, file), '')
  const places = {
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: join(workspace, 'temp'),
    GITHUB_OUTPUT: join(workspace, 'output'),
    GITHUB_STEP_SUMMARY: join(workspace, 'summary'),
  }
  const given = Object.fromEntries(Object.entries({ ...shared, ...inputs }).map(([name, value]) => [`INPUT_${name}`, value]))
  return { PATH: process.env.PATH, ...job, ...places, ...given }
}

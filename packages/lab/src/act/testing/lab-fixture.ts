import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { dumpVariable, type ExecuteLeg, type Json, type Leg } from '@slipway/workflows'
import { createSupervisor, type Supervisor } from '../../process/index.ts'
import { type ActOptions, createActExecutor } from '../index.ts'

/** A project with one commit, a suite of a few actions, and executors over the real act. For tests. */
export type LabFixture = AsyncDisposable & {
  readonly folder: string
  readonly project: string
  readonly suite: string
  readonly logs: string
  readonly supervisor: Supervisor
  readonly executor: (options?: Partial<ActOptions>) => ExecuteLeg
}

/** act from SLIPWAY_ACT or the search path. Where it is absent the executor's own refusal says how to get it. */
export function findAct(): string {
  const named = process.env.SLIPWAY_ACT
  if (named !== undefined && named !== '') return named
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'act'))
    .find((file) => existsSync(file))
  return found ?? 'act'
}

export function createFixture(actions: Readonly<Record<string, string>> = {}): LabFixture {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-act-'))
  const [project, suite, logs] = [join(folder, 'project'), join(folder, 'suite'), join(folder, 'logs')]
  writeTree(project, { 'README.md': '# A project\n', '.gitignore': 'ignored.txt\n', 'ignored.txt': 'x\n', 'bin/tool': 'x' })
  writeTree(suite, actions)
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-C', project, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { stdio: 'ignore' })
  git('init', '--initial-branch=main')
  git('add', '.')
  git('commit', '--message=first')
  const supervisor = createSupervisor()
  return {
    folder,
    project,
    suite,
    logs,
    supervisor,
    executor: (options = {}) =>
      createActExecutor({
        act: findAct(),
        node: dirname(process.execPath),
        project,
        repositories: { 'OWNER/suite@v1': suite },
        scratch: join(folder, randomBytes(3).toString('hex')),
        logs,
        environment: { GITHUB_API_URL: 'http://127.0.0.1:9', ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' },
        repository: 'OWNER/project',
        runId: '987',
        attempt: '2',
        actor: 'tester',
        supervisor,
        credentials: (leg) => ({ token: `token-of-${leg.path}`, runtimeToken: `runtime-of-${leg.path}` }),
        ...options,
      }),
    [Symbol.asyncDispose]: async () => {
      await supervisor[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

const push = { ref: 'refs/tags/v1.2.3', deleted: false, after: '1234567890123456789012345678901234567890' }

/** A leg of the given steps, with the last step that writes the contexts down. */
export function makeLeg(
  steps: readonly Json[],
  more: Partial<Leg> & { readonly jobEnv?: Json; readonly jobMore?: { readonly [key: string]: Json } } = {},
): Leg {
  const { jobEnv = {}, jobMore = {}, ...rest } = more
  const job = rest.job ?? 'build'
  const end = `END_${randomBytes(8).toString('hex')}`
  const contexts = '{"steps":${{ toJSON(steps) }},"env":${{ toJSON(env) }},"job":${{ toJSON(job) }}}'
  const last = { if: 'always()', shell: 'bash', run: `cat >"$${dumpVariable}" <<'${end}'\n${contexts}\n${end}\n` }
  return {
    path: job,
    name: job,
    job,
    source: { file: '.github/workflows/ci.yml', line: 7 },
    runsOn: ['ubuntu-latest'],
    permissions: {},
    timeoutMinutes: 5,
    matrix: null,
    event: { name: 'push', payload: push },
    secrets: {},
    document: { name: 'CI', on: ['push'], jobs: { [job]: { 'runs-on': 'leg', env: jobEnv, ...jobMore, steps: [...steps, last] } } },
    ...rest,
  }
}

export const never: AbortSignal = new AbortController().signal

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Json } from '@slipway/workflows'
import type { Supervisor } from '../process/index.ts'

export type PlainActOptions = {
  readonly act: string
  /** The folder that holds Node 24's `node`. */
  readonly node: string
  readonly path: string
  /** A clone whose workflows act understands (see `lowerWorkflow`). */
  readonly project: string
  readonly event: { readonly name: string; readonly payload: Json }
  /** Path of the workflow in the project. */
  readonly workflow: string
  /** The labels that jobs run on. An unmapped one is skipped silently: give all. */
  readonly labels: readonly string[]
  readonly repositories: Readonly<Record<string, string>>
  readonly scratch: string
  /** Milliseconds. */
  readonly deadline: number
  readonly supervisor: Supervisor
}

export type PlainActRun = {
  readonly code: number | null
  /** The result of every job that act reports, by act's name of it: `CI/build`. Skipped and calling jobs are not among them. */
  readonly results: Readonly<Record<string, string>>
  /** What act wrote, for people. */
  readonly log: string
}

/**
 * Runs a whole workflow by act as a user would type it: no scheduler, no stand-ins. For the smoke test that our workflows work for people
 * who have only act. Its exit code proves nothing (jobs that act skips or loses leave it 0): compare the whole set of results.
 */
export async function runPlainAct(options: PlainActOptions): Promise<PlainActRun> {
  const { scratch, project } = options
  const home = join(scratch, 'home')
  await mkdir(home, { recursive: true })
  await writeFile(join(scratch, 'event.json'), JSON.stringify(options.event.payload))
  const act = await options.supervisor.start({
    name: 'act',
    command: options.act,
    args: [
      options.event.name,
      '-C',
      project,
      '-W',
      join(project, options.workflow),
      '-e',
      join(scratch, 'event.json'),
      '--action-cache-path',
      join(scratch, 'cache'),
      ...options.labels.flatMap((label) => ['-P', `${label}=-self-hosted`]),
      ...Object.entries(options.repositories).flatMap(([key, folder]) => ['--local-repository', `${key}=${folder}`]),
      '--no-cache-server',
      '--pull=false',
      '--rm',
      '--json',
    ],
    env: { PATH: `${options.node}:${options.path}`, HOME: home, LANG: 'C.UTF-8', ACT_DISABLE_VERSION_CHECK: '1' },
    cwd: scratch,
    deadline: options.deadline,
  })
  const [stdout = '', stderr = ''] = await Promise.all([act.stdout, act.stderr].map(async (stream) => ((await stream?.toArray()) ?? []).join('')))
  const { code } = await act.exited
  return { code, results: readResults(stdout), log: renderLog(stdout) + stderr }
}

function readResults(stdout: string): Readonly<Record<string, string>> {
  const results: Record<string, string> = {}
  for (const line of stdout.split('\n')) {
    const fields = parseLine(line)
    if (typeof fields.jobResult === 'string') results[String(fields.job).trim()] = fields.jobResult
  }
  return results
}

function renderLog(stdout: string): string {
  return stdout
    .split('\n')
    .map((line) => [line, parseLine(line)] as const)
    .map(([line, fields]) => (typeof fields.msg === 'string' ? `[${String(fields.job ?? 'act').trim()}] ${fields.msg.replace(/\n$/, '')}\n` : `${line}\n`))
    .join('')
}

function parseLine(line: string): { readonly [name: string]: unknown } {
  try {
    return JSON.parse(line) as { readonly [name: string]: unknown }
  } catch {
    return {}
  }
}

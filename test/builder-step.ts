import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './rooms.ts'

/** The bundle as a runner starts it. SLIPWAY_DIST names another folder of bundles than `dist`, to try one before it is committed. */
export const builderBundle = join(process.env['SLIPWAY_DIST'] ?? join(root, 'dist'), 'builder-image/index.js')

export type StepOptions = {
  /** A checkout; what is written for and by the step goes to a new folder in `scratch`. */
  readonly workspace: string
  readonly scratch: string
  readonly inputs: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  /** Arguments of Node.js before the bundle, or in its place. */
  readonly node?: readonly string[]
  /** Default: the bundle of builder-image. */
  readonly program?: readonly string[]
}

export type StepResult = {
  readonly code: number | null
  readonly output: string
  readonly outputs: Readonly<Record<string, string>>
  /** Of the whole process, from outside. */
  readonly milliseconds: number
}

export type Step = { readonly child: ChildProcess; readonly result: Promise<StepResult> }

/** The commit that steps of this kind belong to. */
export const commit = 'a'.repeat(40)

/** A push to the default branch of `octo/microvm`, as the runner tells it to a step. Beside PATH, nothing of our own environment is handed on. */
export function startStep({ workspace, scratch, inputs, environment = {}, node = [], program = [builderBundle] }: StepOptions): Step {
  mkdirSync(scratch, { recursive: true })
  const own = mkdtempSync(join(scratch, 'step-'))
  const at = (name: string): string => join(own, name)
  mkdirSync(at('temp'))
  writeFileSync(at('event.json'), JSON.stringify({ repository: { default_branch: 'main' } }))
  for (const file of ['output', 'summary.md']) writeFileSync(at(file), '')
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: own,
    RUNNER_TEMP: at('temp'),
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'octo/microvm',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_SHA: commit,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary.md'),
    ...environment,
    ...Object.fromEntries(given),
  }
  const start = performance.now()
  const child = spawn(process.execPath, [...node, ...program], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()))
  const result = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    output,
    outputs: readOutputs(readFileSync(at('output'), 'utf8')),
    milliseconds: performance.now() - start,
  }))
  return { child, result }
}

/** GITHUB_OUTPUT as the toolkit writes it: `name<<delimiter`, lines, the delimiter. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/^([^\s<]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)].map(([, name = '', , value = '']) => [name, value]))
}

/** What our own workflows promise, checked in their text: pins, permissions, short scripts, no inherited secrets, no lost outputs. */

import { ContextAccess, IndexAccess, Literal, Star } from '@actions/expressions/ast'
import type { Problem, Result } from '@slipway/kernel'
import { ok } from '@slipway/kernel'
import { nodesOf, parseExpression } from './expressions.ts'
import { readInterface } from './interface.ts'
import { parseAction } from './references.ts'
import { planRunnerReads } from './refusals.ts'
import { conditionOf, expressionsOf } from './templates.ts'
import { isList, isObject, type JsonObject, objectAt, textAt } from './values.ts'
import { readYaml, textsOf, type YamlFile, type YamlPath } from './yaml-file.ts'

export type CheckOptions = {
  /** `OWNER/name` of the suite itself, which is not third-party. */
  readonly slug: string
}

/** Lines that a `run:` may have at most. */
const maxLines = 5

/** All checks of this file at once. */
export function checkWorkflow(name: string, text: string, options: CheckOptions): Result<readonly Problem[], readonly Problem[]> {
  const file = readYaml(name, text)
  if (!file.ok) return file
  const checks = [checkPins, checkPermissions, checkScripts, checkSecrets, checkRunnerReads, checkMatrixOutputs]
  return ok(checks.flatMap((check) => check(file.value, options)))
}

type JobEntry = { readonly id: string; readonly job: JsonObject; readonly path: YamlPath }

function jobsIn(file: YamlFile): JobEntry[] {
  return Object.entries(objectAt(file.value, 'jobs')).flatMap(([id, job]) => (isObject(job) ? [{ id, job, path: ['jobs', id] }] : []))
}

function stepsIn(entry: JobEntry): { readonly step: JsonObject; readonly path: YamlPath }[] {
  const steps = isList(entry.job.steps) ? entry.job.steps : []
  return steps.flatMap((step, index) => (isObject(step) ? [{ step, path: [...entry.path, 'steps', index] }] : []))
}

/** Every third-party `uses:` is a full commit, or an image's digest. Errors: E_WORKFLOWS_PIN. */
export function checkPins(file: YamlFile, options: CheckOptions): Problem[] {
  const places = jobsIn(file).flatMap((entry) => [{ step: entry.job, path: entry.path }, ...stepsIn(entry)])
  return places.flatMap(({ step, path }): Problem[] => {
    const uses = textAt(step, 'uses')
    const action = uses === undefined ? undefined : parseAction(uses)
    if (uses === undefined || action?.ok !== true || isPinned(action.value, options)) return []
    return [
      {
        code: 'E_WORKFLOWS_PIN',
        message: `${uses} can change under us`,
        cure: 'Pin it to a full commit, with the version as a comment',
        at: file.at([...path, 'uses']),
      },
    ]
  })
}

type Action = Extract<ReturnType<typeof parseAction>, { readonly ok: true }>['value']

function isPinned(action: Action, options: CheckOptions): boolean {
  if (action.kind === 'docker') return /@sha256:[0-9a-f]{64}$/.test(action.image)
  return action.kind !== 'remote' || action.repository === options.slug || /^[0-9a-f]{40}$/.test(action.ref)
}

/** `permissions: {}` at the top, and every job with its own. Errors: E_WORKFLOWS_GRANT. */
export function checkPermissions(file: YamlFile): Problem[] {
  const top = isObject(file.value) ? file.value.permissions : undefined
  const isEmpty = isObject(top) && Object.keys(top).length === 0
  const code = 'E_WORKFLOWS_GRANT'
  const above = isEmpty
    ? []
    : [{ code, message: 'the workflow does not begin with permissions: {}', cure: 'Grant nothing at the top', at: file.at(['permissions']) }]
  const jobs = jobsIn(file).filter(({ job }) => !('permissions' in job))
  return [
    ...above,
    ...jobs.map(({ id, path }) => ({
      code,
      message: `job "${id}" has no permissions of its own`,
      cure: 'Grant the job the least that it needs',
      at: file.at(path),
    })),
  ]
}

/** No `run:` of more than five lines. Errors: E_WORKFLOWS_SCRIPT. */
export function checkScripts(file: YamlFile): Problem[] {
  return jobsIn(file).flatMap((entry) =>
    stepsIn(entry).flatMap(({ step, path }): Problem[] => {
      const lines = (textAt(step, 'run') ?? '').trim().split('\n').length
      if (lines <= maxLines) return []
      return [
        {
          code: 'E_WORKFLOWS_SCRIPT',
          message: `a script of ${lines} lines`,
          cure: "Move it to an action, or to the project's own task",
          at: file.at([...path, 'run']),
        },
      ]
    }),
  )
}

/** No `secrets: inherit`. Errors: E_WORKFLOWS_INHERIT. */
export function checkSecrets(file: YamlFile): Problem[] {
  return jobsIn(file).flatMap(({ id, job, path }): Problem[] => {
    if (job.secrets !== 'inherit') return []
    return [
      {
        code: 'E_WORKFLOWS_INHERIT',
        message: `job "${id}" passes every secret on`,
        cure: 'Pass the secrets that are needed, by name',
        at: file.at([...path, 'secrets']),
      },
    ]
  })
}

/** No read of the runner's platform, neither as an expression nor as a variable of a script. Errors: E_WORKFLOWS_REFUSED. */
export function checkRunnerReads(file: YamlFile): Problem[] {
  const inScripts = [...textsOf(file.value)]
    .filter(({ path, text }) => path.at(-1) === 'run' && /\bRUNNER_(?:OS|ARCH)\b/.test(text))
    .map(({ path }) => ({
      code: 'E_WORKFLOWS_REFUSED',
      message: 'the script reads RUNNER_OS or RUNNER_ARCH',
      cure: 'Take the platform from an input or from the matrix',
      at: file.at(path),
    }))
  return [...planRunnerReads(file), ...inScripts]
}

/** No output of a job with a matrix is read: the leg that ends last would decide. Errors: E_WORKFLOWS_OVERWRITE. */
export function checkMatrixOutputs(file: YamlFile): Problem[] {
  const matrices = new Set(jobsIn(file).flatMap(({ id, job }) => ('matrix' in objectAt(job, 'strategy') ? [id] : [])))
  if (matrices.size === 0) return []
  const problem = (id: string, path: YamlPath): Problem => ({
    code: 'E_WORKFLOWS_OVERWRITE',
    message: `an output of "${id}" is read, a job with a matrix: the leg that ends last overwrites the others`,
    cure: 'Hand over through the registry, or through artifacts with distinct names',
    at: file.at(path),
  })
  const inJobs = jobsIn(file).flatMap(({ job, path }) => {
    const needed = (isList(job.needs) ? job.needs : [job.needs]).filter((need) => typeof need === 'string' && matrices.has(need)) as string[]
    return [...textsOf(job, path)].flatMap((entry) =>
      needed.filter((id) => readsOutput(expressionsAt(entry.path, entry.text), 'needs', id)).map((id) => problem(id, entry.path)),
    )
  })
  const outputs = Object.entries(readInterface(isObject(file.value) ? file.value.on : undefined, 'workflow_call')?.outputs ?? {})
  const above = outputs.flatMap(([name, value]) =>
    [...matrices].filter((id) => readsOutput(expressionsOf(String(value)), 'jobs', id)).map((id) => problem(id, ['on', 'workflow_call', 'outputs', name])),
  )
  return [...inJobs, ...above]
}

function expressionsAt(path: YamlPath, text: string): string[] {
  if (path.at(-1) !== 'if') return expressionsOf(text)
  try {
    return [conditionOf(text)]
  } catch {
    // A key that is called `if`, or an input of that name: GitHub's parser has judged the conditions already.
    return expressionsOf(text)
  }
}

/** Whether an expression reads outputs of a job: by name, through a filter, or with the whole context. */
function readsOutput(expressions: readonly string[], context: 'needs' | 'jobs', id: string): boolean {
  return expressions.some((expression) => {
    try {
      const nodes = nodesOf(parseExpression(expression))
      const parentOf = (node: unknown): IndexAccess | undefined =>
        nodes.find((candidate): candidate is IndexAccess => candidate instanceof IndexAccess && candidate.expr === node)
      return nodes.some((node) => {
        if (!(node instanceof ContextAccess) || node.name.lexeme.toLowerCase() !== context) return false
        const job = parentOf(node)
        if (job === undefined) return true
        const isOther = job.index instanceof Literal && job.index.literal.coerceString().toLowerCase() !== id.toLowerCase()
        const member = parentOf(job)
        const isResult = member?.index instanceof Literal && member.index.literal.coerceString().toLowerCase() === 'result'
        return !isOther && !isResult && (member !== undefined || !(job.index instanceof Star))
      })
    } catch {
      return false
    }
  })
}

/** A workflow as act and GitHub Enterprise Server understand it: the author's text, with as few characters changed as possible. */
import type { Problem, Result } from '@slipway/kernel'
import { err, ok } from '@slipway/kernel'
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'
import { callsOf, parseExpression } from './expressions.ts'
import type { WorkflowRef } from './references.ts'
import { expressionsOf } from './templates.ts'
import { readYaml, textsOf, type YamlFile } from './yaml-file.ts'

/** Scopes of `permissions:` that act 0.2.89 does not know and refuses. */
const unknownScopes = ['artifact-metadata', 'code-quality', 'copilot-requests', 'drives', 'vulnerability-alerts']

type Edit = { readonly from: number; readonly to: number; readonly text: string }

/**
 * Lowers one workflow file: `$/x` becomes `OWNER/name/x@ref` of the file's own repository, and so does a job's `./` unless the file is the
 * project's own, and `job.workflow_repository` becomes its name; permission scopes that act does not know, `concurrency.queue` and
 * `environment.deployment` go. Comments and layout stay.
 * Errors: E_WORKFLOWS_YAML; E_WORKFLOWS_LOWER for case(), which has no older spelling.
 */
export function lowerWorkflow(text: string, ref: WorkflowRef): Result<string, readonly Problem[]> {
  const file = readYaml(ref.path, text)
  if (!file.ok) return file
  const refused = caseProblems(file.value)
  if (refused.length > 0) return err(refused)
  const root = file.value.document.contents
  const edits = isMap(root) ? [...topEdits(text, root), ...jobsOf(root).flatMap((job) => jobEdits(text, job, ref)), ...repositoryEdits(text, ref)] : []
  const sorted = [...edits].sort((left, right) => right.from - left.from)
  return ok(sorted.reduce((result, edit) => result.slice(0, edit.from) + edit.text + result.slice(edit.to), text))
}

function caseProblems(file: YamlFile): Problem[] {
  const usesCase = (expression: string): boolean => {
    try {
      return callsOf(parseExpression(expression)).some((call) => call.functionName.lexeme.toLowerCase() === 'case')
    } catch {
      return false
    }
  }
  return [...textsOf(file.value)]
    .filter((entry) => expressionsOf(entry.text).some(usesCase))
    .map((entry) => ({ code: 'E_WORKFLOWS_LOWER', message: 'case() is unknown to act', cure: 'Use && and ||', at: file.at(entry.path) }))
}

function find(map: unknown, key: string): Pair | undefined {
  return isMap(map) ? (map.items.find((pair) => isScalar(pair.key) && pair.key.value === key) as Pair | undefined) : undefined
}

function nodeAt(map: unknown, key: string): Node | undefined {
  const value = find(map, key)?.value as Node | null | undefined
  return value === null || isAlias(value) ? undefined : value
}

function jobsOf(root: YAMLMap): Node[] {
  const jobs = nodeAt(root, 'jobs')
  return isMap(jobs) ? jobs.items.flatMap((pair) => (isMap(pair.value) ? [pair.value as Node] : [])) : []
}

function topEdits(text: string, root: YAMLMap): Edit[] {
  return [...permissionEdits(text, root), ...removeKeys(text, nodeAt(root, 'concurrency'), ['queue'])]
}

function permissionEdits(text: string, map: Node): Edit[] {
  return removeKeys(text, nodeAt(map, 'permissions'), unknownScopes)
}

function jobEdits(text: string, job: Node, ref: WorkflowRef): Edit[] {
  const steps = nodeAt(job, 'steps')
  return [
    ...permissionEdits(text, job),
    ...removeKeys(text, nodeAt(job, 'concurrency'), ['queue']),
    ...removeKeys(text, nodeAt(job, 'environment'), ['deployment']),
    ...usesEdits(job, ref, !ref.own),
    ...(isSeq(steps) ? steps.items.flatMap((step) => usesEdits(step as Node, ref, false)) : []),
  ]
}

function usesEdits(map: Node, ref: WorkflowRef, withLocal: boolean): Edit[] {
  const uses = nodeAt(map, 'uses')
  if (!isScalar(uses) || typeof uses.value !== 'string' || !uses.range) return []
  const isSelf = uses.value.startsWith('$/')
  if (!isSelf && !(withLocal && uses.value.startsWith('./'))) return []
  const lowered = ref.own && uses.value.startsWith('$/.github/workflows/') ? `./${uses.value.slice(2)}` : `${ref.repository}/${uses.value.slice(2)}@${ref.ref}`
  return [{ from: uses.range[0], to: uses.range[1], text: lowered }]
}

/** Where an expression names the repository that holds the workflow: of `job` act and GitHub Enterprise Server know only the status and the services. */
function repositoryEdits(text: string, ref: WorkflowRef): Edit[] {
  return [...text.matchAll(/\$\{\{.*?\}\}/gs)].flatMap(({ index: start, 0: expression }) =>
    [...expression.matchAll(/\bjob\.workflow_repository\b/g)].map(({ index, 0: name }) => {
      const from = start + index
      return { from, to: from + name.length, text: `'${ref.repository}'` }
    }),
  )
}

/** Takes pairs out of a mapping: whole lines of a block, or the pair and its comma of a `{}`; a mapping that would be left empty becomes `{}`. */
function removeKeys(text: string, map: Node | undefined, keys: readonly string[]): Edit[] {
  if (!isMap(map) || !map.range) return []
  const doomed = map.items.filter((pair) => isScalar(pair.key) && keys.includes(String(pair.key.value)))
  if (doomed.length === 0) return []
  if (doomed.length === map.items.length) return [{ from: map.range[0], to: map.range[1], text: map.flow === true ? '{}' : '{}\n' }]
  return doomed.map((pair) => (map.flow === true ? flowEdit(map, pair as Pair) : blockEdit(text, pair as Pair)))
}

function blockEdit(text: string, pair: Pair): Edit {
  const start = (pair.key as Node).range?.[0] ?? 0
  const end = ((pair.value ?? pair.key) as Node).range?.[1] ?? start
  const lineEnd = text.indexOf('\n', end - 1)
  const isFirst = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() !== ''
  const from = isFirst ? start : text.lastIndexOf('\n', start - 1) + 1
  return { from, to: lineEnd < 0 ? text.length : lineEnd + 1, text: '' }
}

function flowEdit(map: YAMLMap, pair: Pair): Edit {
  const index = map.items.indexOf(pair as (typeof map.items)[number])
  const startOf = (item: Pair): number => (item.key as Node).range?.[0] ?? 0
  const endOf = (item: Pair): number => ((item.value ?? item.key) as Node).range?.[1] ?? 0
  const next = map.items[index + 1] as Pair | undefined
  if (next !== undefined) return { from: startOf(pair), to: startOf(next), text: '' }
  const before = map.items[index - 1] as Pair
  return { from: endOf(before), to: endOf(pair), text: '' }
}

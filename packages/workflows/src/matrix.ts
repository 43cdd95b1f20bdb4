/** A job's strategy: its matrix multiplied out, as GitHub's MatrixBuilder does (actions/runner, src/Sdk/WorkflowParser/Conversion). */
import type { Problem, Result } from '@slipway/kernel'
import { err, ok } from '@slipway/kernel'
import { evaluateExpression } from './expressions.ts'
import type { Json } from './leg.ts'
import { hasExpression } from './templates.ts'
import { isList, isObject, type JsonObject, objectAt } from './values.ts'
import type { YamlFile } from './yaml-file.ts'

export type Configuration = {
  /** null for a job without a matrix. */
  readonly matrix: JsonObject | null
  /** The values that GitHub shows in brackets behind the job's name; values that `include` only adds are not among them. */
  readonly segments: readonly string[]
  /** The `strategy` context. */
  readonly strategy: JsonObject
}

export type Strategy = {
  readonly configurations: readonly Configuration[]
  readonly failFast: boolean
  /** How many legs may run at once; undefined: all. */
  readonly maxParallel: number | undefined
}

/** docs "Workflow syntax", jobs.<job_id>.strategy.matrix. */
const maxConfigurations = 256

/** Reads an evaluated `strategy:`. Errors: a sentence, in GitHub's words where it has some. */
export function planStrategy(strategy: Json | undefined): Result<Strategy, string> {
  const fields = isObject(strategy) ? strategy : {}
  const failFast = fields['fail-fast'] ?? true
  if (typeof failFast !== 'boolean') return err(`fail-fast is ${JSON.stringify(failFast)}, and must be a boolean`)
  const maxParallel = fields['max-parallel'] ?? 0
  if (typeof maxParallel !== 'number') return err(`max-parallel is ${JSON.stringify(maxParallel)}, and must be a number`)
  const rows = fields.matrix === undefined ? ok<readonly Row[]>([]) : planRows(fields.matrix)
  if (!rows.ok) return rows
  if (rows.value.length > maxConfigurations) return err(`the matrix has ${rows.value.length} legs, and GitHub allows ${maxConfigurations}`)
  // GitHub runs a job whose matrix excludes everything once, without a matrix (WorkflowTemplateEvaluator.cs, EvaluateStrategy).
  const list: readonly (Row | undefined)[] = rows.value.length === 0 ? [undefined] : rows.value
  const configurations = list.map((row, index) => ({
    matrix: row === undefined ? null : { ...row.base, ...row.extra },
    segments: row === undefined ? [] : segmentsOf(row.base),
    strategy: { 'fail-fast': failFast, 'job-index': index, 'job-total': list.length, 'max-parallel': maxParallel > 0 ? Math.trunc(maxParallel) : list.length },
  }))
  return ok({ configurations, failFast, maxParallel: maxParallel > 0 ? Math.trunc(maxParallel) : undefined })
}

type Row = { readonly base: JsonObject; readonly extra: JsonObject }
type Include = { readonly filter: JsonObject; readonly extra: JsonObject; used: boolean }

function planRows(matrix: Json): Result<readonly Row[], string> {
  if (!isObject(matrix)) return err('matrix must be a mapping')
  const vectors = Object.entries(matrix).filter(([name]) => name !== 'include' && name !== 'exclude')
  const [include, exclude] = [matrix.include ?? [], matrix.exclude ?? []]
  if (!isList(include) || !include.every(isObject)) return err('matrix include must be a sequence of mappings')
  if (!isList(exclude) || !exclude.every(isObject)) return err('matrix exclude must be a sequence of mappings')
  if (vectors.length === 0 && include.length === 0) return err('Matrix must define at least one vector')
  for (const [name, values] of vectors) {
    if (!isList(values)) return err(`Matrix vector '${name}' must be a sequence`)
    if (values.length === 0) return err(`Matrix vector '${name}' does not contain any values`)
  }
  const names = new Set(vectors.map(([name]) => name.toLowerCase()))
  const stray = exclude.flatMap((entry) => Object.keys(entry)).find((key) => !names.has(key.toLowerCase()))
  if (stray !== undefined) return err(`Matrix exclude key '${stray}' does not match any key within the matrix`)
  if (exclude.some((entry) => Object.keys(entry).length === 0)) return err('Matrix exclude filter must not be empty')
  if (include.some((entry) => Object.keys(entry).length === 0)) return err('Matrix include mapping does not contain any values')
  const includes = include.map((entry) => splitInclude(entry, names))
  const rows = product(vectors as readonly (readonly [string, readonly Json[]])[])
    .filter((row) => !exclude.some((filter) => matchesFilter(row, filter)))
    .map((base) => ({ base, extra: extraOf(base, includes) }))
  const added = includes.filter((entry) => !entry.used).map((entry) => ({ base: { ...entry.filter, ...entry.extra }, extra: {} }))
  return ok([...rows, ...added])
}

function splitInclude(entry: JsonObject, names: ReadonlySet<string>): Include {
  const isFilter = ([key]: readonly [string, Json]): boolean => names.has(key.toLowerCase())
  const pairs = Object.entries(entry)
  return { filter: Object.fromEntries(pairs.filter(isFilter)), extra: Object.fromEntries(pairs.filter((pair) => !isFilter(pair))), used: false }
}

/** All combinations, the first vector changing slowest. Without a vector there are none. */
function product(vectors: readonly (readonly [string, readonly Json[]])[]): JsonObject[] {
  if (vectors.length === 0) return []
  return vectors.reduce<JsonObject[]>((rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))), [{}])
}

function extraOf(base: JsonObject, includes: readonly Include[]): JsonObject {
  let extra: JsonObject = {}
  for (const entry of includes) {
    if (!matchesFilter(base, entry.filter)) continue
    entry.used = true
    extra = { ...extra, ...entry.extra }
  }
  return extra
}

/** Every leaf of the filter equals the row's, by GitHub's loose comparison. */
function matchesFilter(row: Json, filter: JsonObject): boolean {
  return leavesOf(filter).every(({ path, value }) => {
    const access = path.map((part) => `[${typeof part === 'number' ? part : `'${part.replaceAll("'", "''")}'`}]`).join('')
    return evaluateExpression(`matrix${access} == inputs.value`, { contexts: { matrix: row, inputs: { value } } }) === true
  })
}

function leavesOf(value: Json, path: readonly (string | number)[] = []): { readonly path: readonly (string | number)[]; readonly value: Json }[] {
  if (isList(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]))
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
  return [{ path, value }]
}

function segmentsOf(base: JsonObject): string[] {
  return leavesOf(base).flatMap(({ value }) => (value === null || value === '' ? [] : [String(value)]))
}

/** What is wrong with the matrices of a file that need no evaluation. Errors: E_WORKFLOWS_MATRIX. */
export function planStaticMatrix(file: YamlFile): Problem[] {
  return Object.entries(objectAt(file.value, 'jobs')).flatMap(([id, job]): Problem[] => {
    const strategy = isObject(job) ? job.strategy : undefined
    if (strategy === undefined || hasExpression(strategy)) return []
    const planned = planStrategy(strategy)
    if (planned.ok) return []
    return [{ code: 'E_WORKFLOWS_MATRIX', message: `Job "${id}": ${planned.error}`, cure: 'Correct the strategy', at: file.at(['jobs', id, 'strategy']) }]
  })
}

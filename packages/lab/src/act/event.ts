import { parseCommand, type WorkflowCommand } from './command.ts'

/** Which part of the job a line belongs to. `id` is the step's id, or its index as act counts it; the job's own are `--setup-job`, `--complete-job`. */
export type StepKey = { readonly stage: 'Pre' | 'Main' | 'Post' | 'Job'; readonly id: string }

/** One line of act's `--json`, as far as it means something. */
export type ActEvent = { readonly key: StepKey | undefined; readonly title: string } & (
  | { readonly kind: 'begin' }
  | { readonly kind: 'end'; readonly success: boolean; readonly seconds: number }
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'command'; readonly command: WorkflowCommand; readonly raw: string }
  | { readonly kind: 'set-env'; readonly name: string }
  | { readonly kind: 'set-output'; readonly name: string; readonly value: string }
  | { readonly kind: 'summary'; readonly markdown: string; readonly inner: boolean }
  | { readonly kind: 'tolerated' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'result'; readonly result: string }
)

type Base = Pick<ActEvent, 'key' | 'title'>
type Fields = { readonly [name: string]: unknown }

/**
 * Reads a line of `act --json` (0.2.89: pkg/runner/logger.go, step.go, command.go). Undefined: a line that says nothing to us, be it chatter
 * of act or the beginning and end of a composite action's inner steps. `'text'`: not JSON, act speaks outside of a job.
 */
export function parseEvent(line: string): ActEvent | 'text' | undefined {
  const fields = parseFields(line)
  if (fields === undefined) return 'text'
  const ids = listOf(fields.stepID ?? fields.stepid)
  const inner = ids.length > 1
  const base = { key: keyOf(fields, ids), title: textOf(fields.step) }
  if (typeof fields.jobResult === 'string') return { ...base, kind: 'result', result: fields.jobResult }
  if (fields.raw_output === true) return { ...base, kind: 'output', text: textOf(fields.msg) }
  if (typeof fields.command === 'string') return parseCommandFields(fields, base, fields.command, inner)
  return parseMessage(fields, base, inner)
}

function parseCommandFields(fields: Fields, base: Base, name: string, inner: boolean): ActEvent | undefined {
  if (name === 'summary') return { ...base, kind: 'summary', markdown: textOf(fields.content), inner }
  if (name === 'set-env') return { ...base, kind: 'set-env', name: textOf(fields.name) }
  const raw = textOf(fields.raw)
  if (raw === '' && name === 'set-output' && !inner) return { ...base, kind: 'set-output', name: textOf(fields.name), value: textOf(fields.arg) }
  if (raw === '') return undefined
  const command = name === 'ignored' ? undefined : parseCommand(raw)
  return command === undefined ? { ...base, kind: 'output', text: raw } : { ...base, kind: 'command', command, raw }
}

function parseMessage(fields: Fields, base: Base, inner: boolean): ActEvent | undefined {
  const text = textOf(fields.msg)
  if (fields.level === 'error') return { ...base, kind: 'error', text }
  if (text === 'Result condition keepStepRunning=false') return { ...base, kind: 'interrupted' }
  if (inner || base.key === undefined) return undefined
  if (text === 'Failed but continue next step') return { ...base, kind: 'tolerated' }
  const result = fields.stepResult
  if (result === 'success' || result === 'failure') {
    return { ...base, kind: 'end', success: result === 'success', seconds: Number(fields.executionTime ?? 0) / 1e9 }
  }
  return text.startsWith('\u2B50 Run ') ? { ...base, kind: 'begin' } : undefined
}

function keyOf(fields: Fields, ids: readonly string[]): StepKey | undefined {
  const [id] = ids
  if (id === undefined) return undefined
  const stage = fields.stage
  return { stage: stage === 'Pre' || stage === 'Main' || stage === 'Post' ? stage : 'Job', id }
}

function parseFields(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

import { stripVTControlCharacters } from 'node:util'
import type { LegOutcome } from '@slipway/workflows'
import type { WorkflowCommand } from './command.ts'
import type { ActEvent, StepKey } from './event.ts'
import type { Mask } from './mask.ts'

export type Annotation = LegOutcome['annotations'][number]

/** One stage of one step as far as it has come. */
export type StepRecord = {
  readonly key: StepKey
  title: string
  result: 'success' | 'failure' | undefined
  seconds: number
  /** It failed and `continue-on-error` let the job go on. */
  tolerated: boolean
  /** A cancellation ended it. */
  interrupted: boolean
  /** What act says of a failure: `exit status 2`. */
  reason: string | undefined
  /** The last `::error::` of the step. */
  error: string | undefined
  readonly lines: string[]
  readonly outputs: Map<string, string>
  innerSummary: string | undefined
  /** Blank lines that are held back until another line follows. */
  blanks: number
}

/** Everything that act has said of a leg, in the order it said it. */
export type Transcript = {
  readonly steps: StepRecord[]
  readonly annotations: Annotation[]
  readonly summaries: string[]
  /** Names that steps wrote to `$GITHUB_ENV`. */
  readonly variables: Set<string>
  /** Values of `::add-mask::`. */
  readonly masks: string[]
  /** What act said outside of any step. */
  readonly remarks: string[]
  result: string | undefined
}

/** Hands on one line of a step's log; a step's beginning is a line of its own kind. */
export type LineSink = (record: StepRecord, text: string | undefined) => void

export function createTranscript(): Transcript {
  return { steps: [], annotations: [], summaries: [], variables: new Set(), masks: [], remarks: [], result: undefined }
}

/** Adds one event. Every text is masked before it is kept or handed on. */
export function addEvent(transcript: Transcript, event: ActEvent, mask: Mask, sink: LineSink): void {
  if (event.kind === 'result') transcript.result = event.result
  else if (event.key !== undefined) addToStep(transcript, recordOf(transcript, event.key, mask.apply(event.title), sink), event, mask, sink)
  else if (event.kind === 'error') transcript.remarks.push(mask.apply(event.text))
}

function addToStep(transcript: Transcript, record: StepRecord, event: ActEvent, mask: Mask, sink: LineSink): void {
  if (event.kind === 'output') addLine(record, mask.apply(event.text), sink)
  else if (event.kind === 'command') addCommand(transcript, record, event.command, event.raw, mask, sink)
  else if (event.kind === 'summary') addSummary(transcript, record, mask.apply(event.markdown), event.inner)
  else if (event.kind === 'error') addReason(record, mask.apply(event.text), sink)
  else if (event.kind === 'set-env') transcript.variables.add(event.name)
  // What act repeats after a composite action's own outputs leaks from its last inner step: the first value is the right one.
  else if (event.kind === 'set-output' && !record.outputs.has(event.name)) record.outputs.set(event.name, event.value)
  else markStep(record, event)
}

function markStep(record: StepRecord, event: ActEvent): void {
  if (event.kind === 'tolerated') record.tolerated = true
  else if (event.kind === 'interrupted') record.interrupted = true
  else if (event.kind === 'end') Object.assign(record, { result: event.success ? 'success' : 'failure', seconds: event.seconds })
}

function recordOf(transcript: Transcript, key: StepKey, title: string, sink: LineSink): StepRecord {
  const known = transcript.steps.findLast((step) => step.key.id === key.id && step.key.stage === key.stage)
  if (known !== undefined) return known
  const record: StepRecord = {
    key,
    title,
    result: undefined,
    seconds: 0,
    tolerated: false,
    interrupted: false,
    reason: undefined,
    error: undefined,
    lines: [],
    outputs: new Map(),
    innerSummary: undefined,
    blanks: 0,
  }
  transcript.steps.push(record)
  sink(record, undefined)
  return record
}

function addLine(record: StepRecord, raw: string, sink: LineSink): void {
  const text = stripVTControlCharacters(raw.replace(/[\r\n]+$/, ''))
  if (text === '') {
    record.blanks += 1
    return
  }
  for (const line of [...Array<string>(record.blanks).fill(''), text]) {
    record.lines.push(line)
    sink(record, line)
  }
  record.blanks = 0
}

const levels: Readonly<Record<string, Annotation['level']>> = { error: 'error', warning: 'warning', notice: 'notice' }
const silent: readonly string[] = ['endgroup', 'add-matcher', 'remove-matcher', 'debug', 'set-output', 'save-state', 'set-env', 'add-path', 'echo']

function addCommand(transcript: Transcript, record: StepRecord, command: WorkflowCommand, raw: string, mask: Mask, sink: LineSink): void {
  const level = levels[command.name]
  if (command.name === 'add-mask') {
    mask.add(command.data)
    transcript.masks.push(command.data)
  } else if (level !== undefined) {
    const message = mask.apply(command.data)
    const line = Number(command.properties.line)
    const { file } = command.properties
    transcript.annotations.push({ level, message, ...(file === undefined ? {} : { file: mask.apply(file) }), ...(line > 0 ? { line } : {}) })
    if (level === 'error') record.error = message
    addText(record, `${level[0]?.toUpperCase()}${level.slice(1)}: ${message}`, sink)
  } else if (command.name === 'group') {
    addLine(record, `\u25B8 ${mask.apply(command.data)}`, sink)
  } else if (!silent.includes(command.name)) {
    addLine(record, mask.apply(raw), sink)
  }
}

function addText(record: StepRecord, text: string, sink: LineSink): void {
  for (const line of text.split(/\r?\n/)) addLine(record, line, sink)
}

/** act shows the summary of a composite action's last inner step once more as the action's own. */
function addSummary(transcript: Transcript, record: StepRecord, markdown: string, inner: boolean): void {
  if (inner || record.innerSummary !== markdown) transcript.summaries.push(markdown)
  if (inner) record.innerSummary = markdown
}

function addReason(record: StepRecord, text: string, sink: LineSink): void {
  if (record.reason === text) return
  record.reason = text
  // The stand-ins of the shells end a failing step's log with a newline more, for a last line without one.
  record.blanks = 0
  // With an error of its own a step has said why; the code alone says less.
  if (!/^exit status \d+$/.test(text) || record.error === undefined) addText(record, `Error: ${explain(text)}`, sink)
}

/** act's words for the end of a process, as GitHub says them. */
export function explain(reason: string): string {
  const code = /^exit status (\d+)$/.exec(reason)?.[1]
  if (code !== undefined) return `Process completed with exit code ${code}.`
  if (/^this step has been cancelled/.test(reason)) return 'The operation was canceled.'
  return reason
}

import type { Json, LegOutcome, StepOutcome } from '@slipway/workflows'
import { type LegJob, objectOf, type StepDocument, stepKey, stepName } from './document.ts'
import { explain, type StepRecord, type Transcript } from './transcript.ts'

type Contexts = LegOutcome['contexts']

export type OutcomeFacts = {
  readonly job: LegJob
  readonly transcript: Transcript
  /** What the document's last step wrote; undefined when it did not run. */
  readonly dump: Contexts | undefined
  /** The outputs that composite actions declare, by step key. */
  readonly declared: ReadonlyMap<string, readonly string[]>
  /** The leg was asked to end early. */
  readonly cancelled: boolean
  /** The leg's own tokens. */
  readonly tokens: readonly string[]
  readonly seconds: number
}

/** Lines of a failing step's log that are kept with the outcome. */
const keptLines = 200

/** What a leg that came to its end is worth. Undefined: act has ended without a result, which is no outcome of the job. */
export function planOutcome(facts: OutcomeFacts): LegOutcome | undefined {
  const { transcript, dump, tokens } = facts
  const conclusion = conclude(facts)
  if (conclusion === undefined) return undefined
  const steps = outcomesOf(facts)
  const failure = conclusion === 'failure' ? failureOf(facts) : undefined
  return {
    conclusion,
    contexts: dump === undefined ? { steps: {}, env: {}, job: { status: conclusion } } : cleanContexts(facts, dump),
    steps,
    summaries: transcript.summaries,
    annotations: transcript.annotations,
    masks: [...tokens, ...transcript.masks],
    ...(failure === undefined ? {} : { failure }),
    seconds: facts.seconds,
  }
}

function conclude({ transcript, dump, cancelled }: OutcomeFacts): LegOutcome['conclusion'] | undefined {
  const status = objectOf(dump?.job).status
  // Asked to end, and killed before it said how it ended, or ended before its last step.
  const unheard = transcript.result === undefined || (transcript.result === 'failure' && dump === undefined)
  if (cancelled && (status === 'cancelled' || unheard)) return 'cancelled'
  if (transcript.result === 'failure') return 'failure'
  // A job that went well has always written its contexts.
  return transcript.result === 'success' && dump !== undefined ? 'success' : undefined
}

/** The author's steps in order; what is done before and after them only where it said something or failed. */
function outcomesOf({ job, transcript, dump }: OutcomeFacts): readonly StepOutcome[] {
  const results = objectOf(dump?.steps)
  const around = (stage: 'Pre' | 'Post'): readonly StepOutcome[] =>
    transcript.steps
      .filter((record) => record.key.stage === stage && (record.result === 'failure' || record.lines.length > 0))
      .map((record) => ({ name: nameOf(job, record), outcome: outcomeOf(record), seconds: record.seconds }))
  const authored = job.steps.slice(0, -1).map((step, index): StepOutcome => {
    const record = transcript.steps.find((each) => each.key.stage === 'Main' && each.key.id === stepKey(step, index))
    const name = stepName(step, record?.title)
    const dumped = objectOf(results[stepKey(step, index)]).outcome
    if (record === undefined) return { name, outcome: dumped === 'failure' ? 'failure' : 'skipped', seconds: 0 }
    return { name, outcome: outcomeOf(record), seconds: record.seconds }
  })
  return [...around('Pre'), ...authored, ...around('Post')]
}

function outcomeOf(record: StepRecord): StepOutcome['outcome'] {
  if (wasInterrupted(record)) return 'cancelled'
  return record.result ?? (record.reason === undefined ? 'cancelled' : 'failure')
}

function wasInterrupted(record: StepRecord): boolean {
  return record.interrupted && record.result !== 'success'
}

function failureOf({ job, transcript }: OutcomeFacts): NonNullable<LegOutcome['failure']> {
  const failed = transcript.steps.find((record) => (record.result === 'failure' || record.reason !== undefined) && !record.tolerated && !wasInterrupted(record))
  if (failed === undefined)
    return { step: 'Set up job', message: transcript.remarks.at(-1) ?? 'act says that the job failed, and not why', log: transcript.remarks }
  const message = failed.error ?? explain(failed.reason ?? 'The step failed.')
  return { step: nameOf(job, failed), message, log: failed.lines.slice(-keptLines) }
}

/** The name of any stage of a step: `Pre Run actions/x@v1`, `Post Build`. */
export function nameOf(job: LegJob, record: Pick<StepRecord, 'key' | 'title'>): string {
  if (record.key.stage === 'Job') return record.title
  const step: StepDocument | undefined = job.steps.find((each, index) => stepKey(each, index) === record.key.id)
  const name = step === undefined ? record.title : stepName(step, record.title)
  return record.key.stage === 'Main' ? name : `${record.key.stage} ${name}`
}

/** act's contexts as GitHub would hold them: steps with an id only, no leaks of composite actions, `cancelled`, and no variable but the workflow's own. */
function cleanContexts({ job, transcript, declared }: OutcomeFacts, dump: Contexts): Contexts {
  const steps: Record<string, Json> = {}
  for (const step of job.steps) {
    if (step.id === undefined) continue
    const result = objectOf(objectOf(dump.steps)[step.id])
    const record = transcript.steps.find((each) => each.key.stage === 'Main' && each.key.id === step.id)
    const names = declared.get(step.id)
    const outputs = names === undefined ? (result.outputs ?? {}) : Object.fromEntries([...(record?.outputs ?? [])].filter(([name]) => names.includes(name)))
    steps[step.id] = { ...result, outputs, ...(record !== undefined && wasInterrupted(record) ? { outcome: 'cancelled', conclusion: 'cancelled' } : {}) }
  }
  const own = new Set([...job.variables, ...Object.keys(job.steps.at(-1)?.env ?? {}), ...transcript.variables])
  const env = Object.fromEntries(Object.entries(objectOf(dump.env)).filter(([name]) => own.has(name)))
  return { steps, env, job: dump.job }
}

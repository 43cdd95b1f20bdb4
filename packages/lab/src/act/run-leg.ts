import { createWriteStream, type WriteStream } from 'node:fs'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Defect } from '@slipway/kernel'
import { type Leg, type LegOutcome, readDump } from '@slipway/workflows'
import type { Exit, Supervised } from '../process/index.ts'
import { readLegJob } from './document.ts'
import { type ActEvent, parseEvent } from './event.ts'
import type { ActOptions } from './executor.ts'
import { type Invocation, legSlug } from './invocation.ts'
import { locateLines } from './leg-file.ts'
import { createMask, type Mask } from './mask.ts'
import { nameOf, planOutcome } from './outcome.ts'
import { acknowledgement } from './shims.ts'
import { addEvent, createTranscript, type LineSink, type Transcript } from './transcript.ts'

export type RunLegOptions = {
  readonly leg: Leg
  readonly invocation: Invocation
  readonly declared: ReadonlyMap<string, readonly string[]>
  readonly signal: AbortSignal
  readonly options: Pick<ActOptions, 'supervisor' | 'logs' | 'onLine' | 'grace' | 'killed'>
}

/** GitHub gives a cancelled job so long. */
const fiveMinutes = 300_000
/** Lines of act's own words that a defect shows. */
const tail = 30

/** Runs act once and reads what became of the leg. */
export async function runLeg(run: RunLegOptions): Promise<LegOutcome> {
  const { leg, invocation, options } = run
  const started = performance.now()
  for (const folder of invocation.folders) await mkdir(folder, { recursive: true })
  for (const [file, text] of Object.entries(invocation.files)) await writeFile(file, text, { mode: 0o600 })
  const mask = createMask(invocation.secrets)
  const transcript = createTranscript()
  const log = createWriteStream(join(options.logs, `${legSlug(leg)}.log`))
  const { command, args, env } = invocation
  const act = await options.supervisor.start({ name: `act ${leg.path}`, command, args, env, cwd: '/' })
  const cancellation = watchCancellation(act, run)
  try {
    const words = await Promise.all([readEvents(act, run, transcript, mask, log), readWords(act.stderr, mask)])
    const exit = await act.exited
    const facts = { job: readLegJob(leg), transcript, declared: run.declared, cancelled: cancellation.asked(), tokens: invocation.tokens }
    const dump = await readDumpFile(invocation.dumpFile, transcript)
    const outcome = planOutcome({ ...facts, dump, seconds: (performance.now() - started) / 1000 })
    return outcome ?? (await throwDefect(run, exit, [...words.flat(), ...transcript.remarks]))
  } finally {
    cancellation.forget()
    await new Promise((resolve) => log.end(resolve))
  }
}

type Cancellation = { readonly asked: () => boolean; readonly forget: () => void }

/** One SIGINT, as a runner cancels: `always()` and `cancelled()` steps still run. What is not done after the grace is killed. */
function watchCancellation(act: Supervised, { signal, options }: RunLegOptions): Cancellation {
  const { grace = fiveMinutes, killed } = options
  let asked = false
  let timer: NodeJS.Timeout | undefined
  const kill = (): void => {
    asked = true
    void act.stop(0).catch(() => {})
  }
  const cancel = (): void => {
    asked = true
    act.signal('SIGINT')
    timer = setTimeout(kill, grace)
  }
  if (signal.aborted) cancel()
  else signal.addEventListener('abort', cancel, { once: true })
  if (killed?.aborted === true) kill()
  else killed?.addEventListener('abort', kill, { once: true })
  return {
    asked: () => asked,
    forget: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
      killed?.removeEventListener('abort', kill)
    },
  }
}

/** Reads act's log to its end. Returns the lines that are not JSON. */
async function readEvents(act: Supervised, run: RunLegOptions, transcript: Transcript, mask: Mask, log: WriteStream): Promise<readonly string[]> {
  const { leg, invocation, options } = run
  const job = readLegJob(leg)
  const hidden = String(job.steps.length - 1)
  const sink: LineSink = (record, text) => {
    if (record.key.id === hidden && record.key.stage === 'Main') return
    const name = nameOf(job, record)
    log.write(text === undefined ? `== ${name}\n` : `${text}\n`)
    options.onLine?.(leg, name, text)
  }
  const words: string[] = []
  let secretsRead = false
  for await (const line of readLines(act.stdout)) {
    const event = parseEvent(line)
    const spoken = event === 'text' || event === undefined ? undefined : spokenLine(event)
    const awaited = spoken === undefined ? undefined : acknowledgement(spoken, invocation.dumpFile)
    if (awaited !== undefined) await writeFile(awaited, '')
    else if (event === 'text') words.push(mask.apply(line))
    else if (event !== undefined) addEvent(transcript, event, mask, sink)
    if (secretsRead || event === 'text' || event?.key === undefined) continue
    secretsRead = true
    await rm(invocation.secretFile, { force: true })
  }
  return words
}

/** A line that a step wrote itself. */
function spokenLine(event: ActEvent): string | undefined {
  return event.kind === 'output' ? event.text : event.kind === 'command' ? event.raw : undefined
}

async function readWords(stream: Readable | null, mask: Mask): Promise<readonly string[]> {
  const words: string[] = []
  for await (const line of readLines(stream)) {
    // act looks for a container engine, which a leg never needs.
    if (line.trim() !== '' && !line.includes('valid docker connection')) words.push(mask.apply(line))
  }
  return words
}

async function* readLines(stream: Readable | null): AsyncGenerator<string> {
  if (stream === null) return
  stream.setEncoding('utf8')
  let rest: string[] = []
  for await (const chunk of stream as AsyncIterable<string>) {
    const [first = '', ...others] = chunk.split('\n')
    rest.push(first)
    for (const next of others) {
      yield rest.join('')
      rest = [next]
    }
  }
  if (rest.join('') !== '') yield rest.join('')
}

/** Nothing when the last step did not run, or was killed while it wrote. */
async function readDumpFile(file: string, transcript: Transcript): Promise<LegOutcome['contexts'] | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined || transcript.result === undefined ? undefined : readDump(text)
}

/** The leg's document is kept beside its log. */
async function throwDefect({ leg, invocation, options }: RunLegOptions, exit: Exit, words: readonly string[]): Promise<never> {
  const kept = join(options.logs, `${legSlug(leg)}.leg.yml`)
  await copyFile(invocation.documentFile, kept)
  const end = exit.signal === null ? `code ${exit.code}` : exit.signal
  const said = words.slice(-tail).map((line) => `  ${locateLines(line.replaceAll(invocation.documentFile, kept), leg)}`)
  const lines = said.length === 0 ? ['  (act said nothing)'] : said
  throw new Defect(`${leg.source.file}:${leg.source.line}: act ended by ${end} without a result of ${leg.path}; its document is ${kept}\n${lines.join('\n')}`)
}

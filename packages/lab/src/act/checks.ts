import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@slipway/kernel'
import type { Json, Leg } from '@slipway/workflows'
import { parse } from 'yaml'
import { type LegJob, objectOf, readLegJob, type StepDocument, stepKey, stepsOf, textOf } from './document.ts'

export type CheckOptions = {
  /** The folder of the project's clone. */
  readonly project: string
  /** `OWNER/repository` of the project. */
  readonly repository: string
  /** The full ref of the event, if it is known. */
  readonly ref?: string | undefined
  /** `OWNER/repository@ref` → the folder of its export. */
  readonly repositories: Readonly<Record<string, string>>
}

export type LegCheck = {
  readonly problems: readonly Problem[]
  /** The outputs that the composite actions of the leg declare, by step key. */
  readonly declared: ReadonlyMap<string, readonly string[]>
}

/** An action's own file, or why there is none. */
type Action = { readonly document: { readonly [key: string]: Json }; readonly file: string }

/** Composite actions may use composite actions; GitHub stops at ten levels. */
const deepest = 10

/**
 * Looks at everything that the leg uses before act starts, so that what act would fetch, ignore or evaluate to nothing is refused with
 * a sentence: actions that are not at hand, other repositories and refs in a checkout, actions in containers, `container:`, `services:`,
 * and composite actions that read `matrix` or `strategy` (act gives them neither).
 */
export async function checkLeg(leg: Leg, options: CheckOptions): Promise<LegCheck> {
  const job = readLegJob(leg)
  const declared = new Map<string, readonly string[]>()
  const problems: Problem[] = checkJob(leg, job)
  for (const [index, step] of job.steps.entries()) {
    if (step.uses === undefined) continue
    const found = await checkUses(step, leg, options, 0)
    problems.push(...found.problems)
    if (found.outputs !== undefined) declared.set(stepKey(step, index), found.outputs)
  }
  return { problems, declared }
}

function checkJob(leg: Leg, job: LegJob): Problem[] {
  const refused = (what: string): Problem => ({
    code: 'E_LAB_LEG_CONTAINER',
    message: `the job uses ${what}, and a rehearsal runs jobs on this machine itself`,
    cure: `Run the container from a step instead of by ${what}`,
    at: leg.source,
  })
  return [...(job.container ? [refused('container:')] : []), ...(job.services ? [refused('services:')] : [])]
}

type Found = { readonly problems: readonly Problem[]; readonly outputs?: readonly string[] }

async function checkUses(step: StepDocument, leg: Leg, options: CheckOptions, depth: number): Promise<Found> {
  const uses = step.uses ?? ''
  if (uses.startsWith('docker://')) return refuse(leg, 'E_LAB_ACTION_CONTAINER', `${uses} runs in a container`, 'Use an action that runs on Node.js')
  if (uses.startsWith('./')) return checkAction(await readAction(join(options.project, uses), uses), uses, leg, options, depth)
  const [, repository = '', path = '', ref = ''] = /^([^/@]+\/[^/@]+)(\/[^@]*)?@(.+)$/.exec(uses) ?? []
  const folder = options.repositories[`${repository}@${ref}`]
  if (folder !== undefined) {
    const action = await readAction(join(folder, path), uses)
    if (action !== undefined) return checkAction(action, uses, leg, options, depth)
    return refuse(leg, 'E_LAB_ACTION_ABSENT', `${uses} holds no action.yml`, `Correct the path; ${repository}@${ref} is taken from ${folder}`)
  }
  if (repository === 'actions/checkout') return { problems: checkCheckout(step, leg, options) }
  return refuse(leg, 'E_LAB_ACTION_UNMAPPED', `${uses} is not at hand, and a rehearsal fetches nothing`, `Map ${repository}@${ref} to a folder`)
}

/** act replaces a checkout of the project itself by a copy; any other one it would clone from the network. */
function checkCheckout(step: StepDocument, leg: Leg, options: CheckOptions): readonly Problem[] {
  const repository = textOf(step.with.repository) ?? ''
  const ref = textOf(step.with.ref) ?? ''
  const event = objectOf(leg.github)
  const wrong = [
    ...('repository' in step.with && repository !== (textOf(event.repository) ?? options.repository) ? [`repository: ${repository}`] : []),
    ...('ref' in step.with && ref !== (textOf(event.ref) ?? options.ref) ? [`ref: ${ref}`] : []),
  ]
  if (wrong.length === 0) return []
  return refuse(
    leg,
    'E_LAB_CHECKOUT',
    `${step.uses ?? ''} with ${wrong.join(' and ')} needs more than the project's own tree`,
    `Leave it out, or map ${(step.uses ?? '').replace(/^([^/]+\/[^/]+)[^@]*/, '$1')} to an action that can do it`,
  ).problems
}

async function checkAction(action: Action | undefined, uses: string, leg: Leg, options: CheckOptions, depth: number): Promise<Found> {
  // A local action may be made by an earlier step: act says so if it is not.
  if (action === undefined) return { problems: [] }
  const runs = objectOf(action.document.runs)
  const using = textOf(runs.using) ?? ''
  if (using === 'docker') return refuse(leg, 'E_LAB_ACTION_CONTAINER', `${uses} runs in a container`, 'Use an action that runs on Node.js')
  if (using !== 'composite') return { problems: [] }
  const outputs = Object.keys(objectOf(action.document.outputs))
  const lost = [...new Set(expressionsOf(action.document.runs ?? null).flatMap(lostContexts))]
  const problems: Problem[] = lost.map((context) => ({
    code: 'E_LAB_ACTION_CONTEXT',
    message: `the composite action ${uses} reads ${context}, which act leaves empty there`,
    cure: `Hand the value in as an input: with: { x: "\${{ ${context}.x }}" }`,
    at: { file: action.file },
  }))
  if (depth >= deepest) return { problems, outputs }
  for (const inner of stepsOf(runs.steps)) {
    if (inner.uses !== undefined) problems.push(...(await checkUses(inner, leg, options, depth + 1)).problems)
  }
  return { problems, outputs }
}

async function readAction(folder: string, uses: string): Promise<Action | undefined> {
  for (const name of ['action.yml', 'action.yaml']) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined)
    if (text !== undefined) return { document: objectOf(parse(text) as Json), file: `${uses.replace(/^\.\//, '').replace(/@.*$/, '')}/${name}` }
  }
  return undefined
}

/** Every text that is an expression (`if`), or holds some. */
function expressionsOf(value: Json, key?: string): readonly string[] {
  if (typeof value === 'string') return key === 'if' ? [value] : [...value.matchAll(/\$\{\{(.*?)\}\}/gs)].map((match) => match[1] ?? '')
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((each) => expressionsOf(each))
  return Object.entries(objectOf(value)).flatMap(([name, each]) => expressionsOf(each, name))
}

function lostContexts(expression: string): readonly string[] {
  const code = expression.replace(/'(?:[^']|'')*'/g, "''")
  return ['matrix', 'strategy'].filter((context) => new RegExp(`(?<![\\w.-])${context}(?![\\w-])`, 'i').test(code))
}

function refuse(leg: Leg, code: string, message: string, cure: string): { readonly problems: readonly Problem[] } {
  return { problems: [{ code, message, cure, at: leg.source }] }
}

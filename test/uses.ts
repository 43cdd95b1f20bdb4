import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '@slipway/contract'
import { renderPlace } from '@slipway/kernel'
import { type Job, type JsonObject, jobsOf, type Permissions, type Plan } from '@slipway/workflows'
import { parse } from 'yaml'
import { highest } from './loading.ts'
import { root } from './rooms.ts'
import { slug } from './workflows.ts'

type Definition = { readonly inputs?: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>> }

/** A step that uses an action, and the job that it is a step of. */
export type Use = {
  /** `file:line:column`. */
  readonly place: string
  readonly uses: string
  /** The path of the action in the suite; undefined for an action of others. */
  readonly action: string | undefined
  /** Whether the suite's own workflow holds the step. */
  readonly own: boolean
  readonly given: JsonObject
  /** Whether the job goes on when the action refuses. */
  readonly mayFail: boolean
  readonly job: Job
}

/** Every step of a run that uses an action, those of called workflows included. */
export function usesOf(plan: Plan): readonly Use[] {
  return [...jobsOf(plan.workflow)].flatMap(({ job, workflow }) => {
    const own = workflow.ref.repository === slug
    return ((job.value.steps ?? []) as readonly JsonObject[]).flatMap((step, index): Use[] => {
      if (typeof step.uses !== 'string') return []
      const match = new RegExp(own ? `^(?:\\$/|\\./|${slug}/)([^@]+)` : `^${slug}/([^@]+)`).exec(step.uses)
      const place = renderPlace(workflow.file.at(['jobs', job.id, 'steps', index, 'uses']))
      const given = (step.with ?? {}) as JsonObject
      return [{ place, uses: step.uses, action: match?.[1], own, given, mayFail: step['continue-on-error'] === true, job }]
    })
  })
}

/** What is wrong with a use of one of our actions: the action is not there, an input is unknown, or a required one is missing. */
export function useProblems({ place, uses, action, own, given }: Use): readonly string[] {
  if (action === undefined) return []
  if (own && uses.startsWith('./')) return [`${place}: ${uses} is taken from what the caller has checked out. Write $/${action}`]
  const file = join(root, action, 'action.yml')
  if (!existsSync(file)) return [`${place}: there is no action ${action}`]
  const inputs = (parse(readFileSync(file, 'utf8')) as Definition).inputs ?? {}
  const names = Object.keys(given)
  const missing = Object.entries(inputs).filter(([name, input]) => input.required === true && input.default === undefined && !names.includes(name))
  return [
    ...names.filter((name) => !(name in inputs)).map((name) => `${place}: ${name} is no input of ${action}`),
    ...missing.map(([name]) => `${place}: ${action} needs the input ${name}`),
  ]
}

const contracts = new Map<string, Contract>(
  await Promise.all(
    readdirSync(join(root, 'actions')).map(async (name) => {
      const { contract } = (await import(join(root, 'actions', name, 'src/contract.ts'))) as { contract: Contract }
      return [`actions/${name}`, contract] as const
    }),
  ),
)

/** Inputs with which an action needs less than its contract says. Each is a sentence of the contract's `why`. */
const lesser: readonly { readonly action: string; readonly when: (given: JsonObject) => boolean; readonly needs: Permissions }[] = [
  {
    action: 'actions/builder-image',
    when: ({ mode, 'hand-over': handOver }) => mode === 'plan' || handOver === 'artifact',
    needs: { contents: 'read', packages: 'read' },
  },
  { action: 'actions/builder-image', when: ({ signer }) => signer === undefined, needs: { contents: 'read', packages: 'write' } },
  { action: 'actions/checksum-release', when: ({ 'dry-run': dry }) => dry === true, needs: { contents: 'read' } },
  { action: 'actions/checksum-release', when: ({ oci, finish }) => oci === undefined && finish !== true, needs: { contents: 'write' } },
  { action: 'actions/native-build', when: ({ container }) => container === undefined, needs: { contents: 'read' } },
]

/** What the token of a step must be allowed to do. */
export function permissionsOf({ action, uses, given }: Pick<Use, 'action' | 'uses' | 'given'>): Permissions {
  if (uses.startsWith('actions/checkout@')) return { contents: 'read' }
  const found = lesser.find((entry) => entry.action === action && entry.when(given))
  if (found !== undefined) return found.needs
  const contract = contracts.get(action ?? '')
  return Object.fromEntries(Object.entries(contract?.permissions ?? {}).map(([scope, { access }]) => [scope, access]))
}

/** For each job that uses our actions: what it grants, and what all its steps need together. */
export function grantsOfJobs(plan: Plan): readonly { readonly id: string; readonly granted: Permissions; readonly needed: Permissions }[] {
  const uses = usesOf(plan)
  const jobs = [...new Set(uses.filter(({ action }) => action !== undefined).map(({ job }) => job))]
  return jobs.map((job) => ({ id: job.id, granted: job.permissions, needed: highest(uses.filter((use) => use.job === job).map(permissionsOf)) }))
}

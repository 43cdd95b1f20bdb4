import { renderCode, renderTable } from '@slipway/report'
import { parse } from 'yaml'

type Declared = { readonly description?: string; readonly type?: string; readonly required?: boolean; readonly default?: unknown }
type Workflow = {
  readonly on?: { readonly workflow_call?: Readonly<Partial<Record<'inputs' | 'outputs' | 'secrets', Record<string, Declared>>>> }
  readonly jobs?: Record<string, { readonly permissions?: Record<string, string> }>
}

/** The generated parts of the page beside a reusable workflow, read from the workflow itself. */
export function renderWorkflowTables(text: string): Readonly<Record<string, string>> {
  const workflow = parse(text) as Workflow
  const call = workflow.on?.workflow_call
  const inputs = Object.entries(call?.inputs ?? {}).map(([name, of]) => [
    renderCode(name),
    of.type ?? 'string',
    of.default === undefined ? (of.required === true ? '**required**' : '') : renderCode(String(of.default)),
    of.description ?? '',
  ])
  const outputs = Object.entries(call?.outputs ?? {}).map(([name, of]) => [renderCode(name), of.description ?? ''])
  const secrets = Object.entries(call?.secrets ?? {}).map(([name, of]) => [renderCode(name), of.required === true ? '**yes**' : 'no', of.description ?? ''])
  const permissions = Object.entries(highest(workflow)).map(([scope, access]) => [renderCode(`${scope}: ${access}`)])
  return {
    inputs: inputs.length === 0 ? 'It has no inputs.' : renderTable(['input', 'type', 'default', 'description'], inputs),
    outputs: outputs.length === 0 ? 'It has no outputs.' : renderTable(['output', 'description'], outputs),
    // Few workflows take any, and a page should not say so of each that does not.
    ...(secrets.length === 0 ? {} : { secrets: renderTable(['secret', 'required', 'description'], secrets) }),
    permissions: permissions.length === 0 ? 'The caller grants nothing.' : renderTable(['permission that the caller grants'], permissions),
  }
}

/** What the caller has to grant: for each scope the most that any job asks for. */
function highest(workflow: Workflow): Record<string, string> {
  const grants: Record<string, string> = {}
  for (const job of Object.values(workflow.jobs ?? {})) {
    for (const [scope, access] of Object.entries(job.permissions ?? {})) if (grants[scope] !== 'write') grants[scope] = access
  }
  return grants
}

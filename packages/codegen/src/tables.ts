import type { Contract, Rule } from '@slipway/contract'
import { renderCode, renderTable } from '@slipway/report'

/** The generated parts of an action's README, by the names of their markers. */
export function renderActionTables(contract: Contract): Readonly<Record<string, string>> {
  return { inputs: inputsOf(contract), outputs: outputsOf(contract), permissions: permissionsOf(contract), requirements: requirementsOf(contract) }
}

function inputsOf(contract: Contract): string {
  const rows = Object.entries(contract.inputs).map(([name, { kind, description, default: given, presence }]) => [
    renderCode(name),
    kind.typeName,
    given === undefined ? (presence === 'maybe' ? '' : '**required**') : renderCode(given),
    `${description}${kind.allowed === undefined ? '' : ` One of ${kind.allowed.map(renderCode).join(', ')}.`}`,
  ])
  if (rows.length === 0) return 'It has no inputs.'
  const rules = (contract.rules ?? []).map((rule) => `- ${sentenceOf(rule)}`).join('\n')
  return `${renderTable(['input', 'type', 'default', 'description'], rows)}${rules === '' ? '' : `\n\n${rules}`}`
}

function sentenceOf({ rule, inputs }: Rule): string {
  const names = inputs.map(renderCode).join(', ')
  const sentences = {
    'exactly-one': `Exactly one of ${names} is given.`,
    'at-least-one': `At least one of ${names} is given.`,
    together: `${names} are given together or not at all.`,
  }
  return sentences[rule]
}

function outputsOf(contract: Contract): string {
  const { dynamicOutputs: more } = contract
  const rows = Object.entries(contract.outputs).map(([name, { description }]) => [renderCode(name), description])
  if (more !== undefined) rows.push([more.name, more.description])
  return rows.length === 0 ? 'It has no outputs.' : renderTable(['output', 'description'], rows)
}

function permissionsOf(contract: Contract): string {
  const rows = Object.entries(contract.permissions).map(([scope, { access, why }]) => [renderCode(`${scope}: ${access}`), why])
  return rows.length === 0 ? 'The job needs no permission for it.' : renderTable(['permission', 'why'], rows)
}

function requirementsOf(contract: Contract): string {
  const rows = Object.entries(contract.requires).map(([program, why]) => [renderCode(program), why])
  return rows.length === 0 ? 'It needs no program on the runner.' : renderTable(['program on the runner', 'why'], rows)
}

/** The table of all actions for the project's README. */
export function renderActionIndex(contracts: readonly Contract[]): string {
  return renderTable(
    ['action', 'what it does'],
    contracts.map(({ name, description }) => [`[${name}](actions/${name}/README.md)`, description]),
  )
}

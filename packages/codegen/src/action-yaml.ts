import type { Contract } from '@slipway/contract'
import { stringify } from 'yaml'

const banner = (source: string): string => `# Generated from ${source}. Change that file and run: npm run generate\n`

/** action.yml of a contract (GitHub's "Metadata syntax reference"). */
export function renderActionYaml(contract: Contract): string {
  const inputs = Object.entries(contract.inputs).map(([name, { description, default: given, presence }]) => [
    name,
    { description, required: presence === 'always' && given === undefined, ...(given === undefined ? {} : { default: given }) },
  ])
  const document = {
    name: contract.title,
    description: contract.description,
    branding: contract.branding,
    ...(inputs.length === 0 ? {} : { inputs: Object.fromEntries(inputs) }),
    ...(Object.keys(contract.outputs).length === 0 ? {} : { outputs: contract.outputs }),
    runs: { using: 'node24', main: `../../dist/${contract.name}/index.js` },
  }
  return banner('src/contract.ts') + renderDynamic(contract) + stringify(document, { lineWidth: 0 })
}

/** Outputs that only a run knows cannot be declared: a reader learns of them from a comment. */
function renderDynamic({ dynamicOutputs: more }: Contract): string {
  return more === undefined ? '' : `# Beside the outputs below there is ${more.name}: ${more.description}\n`
}

/** action-types.yml, by which github-actions-typing checks the workflows of users. */
export function renderActionTypes(contract: Contract): string {
  const inputs = Object.entries(contract.inputs).map(([name, { kind }]) => {
    const detail =
      kind.general === 'enum'
        ? { 'allowed-values': kind.allowed }
        : kind.general === 'list'
          ? { separator: kind.separator, 'list-item': { type: 'string' } }
          : {}
    return [name, { type: kind.general, ...detail }]
  })
  const outputs = Object.keys(contract.outputs).map((name) => [name, { type: 'string' }])
  return banner('src/contract.ts') + stringify({ inputs: Object.fromEntries(inputs), outputs: Object.fromEntries(outputs) }, { lineWidth: 0 })
}

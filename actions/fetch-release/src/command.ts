import { kinds, optional } from '@slipway/contract'
import type { Command } from '@slipway/host/command-line'
import { contract as own } from './contract.ts'
import { run } from './run.ts'

/** Nobody writes a token on a command line; what is public needs none. */
const contract = {
  ...own,
  inputs: {
    ...own.inputs,
    token: optional(kinds.secret(), { description: 'Otherwise that of GH_TOKEN or GITHUB_TOKEN; what is public can be read without one.' }),
    'registry-username': optional(kinds.string(), { description: own.inputs['registry-username'].description }),
    'registry-token': optional(kinds.secret(), { description: 'Otherwise that of REGISTRY_TOKEN; what is public can be read without one.' }),
  },
}

/** The action for a terminal: the same inputs, the same proofs. */
export const command: Command<typeof contract> = {
  contract,
  single: { file: 'files', signer: 'signers' },
  run: async (inputs, ports, json) => {
    const of = (name: string): string => ports.job.variable(name) ?? ''
    const token = inputs.token ?? (of('GH_TOKEN') || of('GITHUB_TOKEN'))
    const access = { token, 'registry-username': inputs['registry-username'] ?? '', 'registry-token': inputs['registry-token'] ?? of('REGISTRY_TOKEN') }
    const outputs = await run({ ...inputs, ...access }, ports)
    const { tag, path, files } = outputs
    const lines = (JSON.parse(files) as { name: string; digest: string }[]).map(({ name, digest }) => `${digest.slice(digest.indexOf(':') + 1)}  ${name}`)
    return { passed: true, output: json ? `${JSON.stringify(outputs)}\n` : `${tag} in ${path}\n${lines.join('\n')}\n` }
  },
}

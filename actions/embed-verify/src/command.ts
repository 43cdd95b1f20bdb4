import type { Command } from '@slipway/host/command-line'
import { contract } from './contract.ts'
import { renderText } from './render.ts'
import { renderResult } from './result.ts'
import { verify } from './verify.ts'

/** The action for a terminal: the same inputs and the same verdict, for whoever looks at a binary that was released already. */
export const command: Command<typeof contract> = {
  contract,
  single: { asset: 'assets' },
  run: async (inputs, ports, json) => {
    const { result } = await verify(inputs, ports)
    return { passed: result.passed, output: json ? renderResult(result) : renderText(result) }
  },
}

import { startCommand } from '@slipway/host/command-line'
import { command } from './command.ts'
import { contract } from './contract.ts'

// A terminal needs none of the runner's libraries.
if (!(await startCommand(command))) {
  const [{ start }, { createCache }, { run }] = await Promise.all([import('@slipway/host'), import('@slipway/host/cache'), import('./run.ts')])
  await start(contract, run, { cache: createCache() })
}

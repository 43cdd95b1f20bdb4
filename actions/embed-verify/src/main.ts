import { startCommand } from '@slipway/host/command-line'
import { command } from './command.ts'
import { contract } from './contract.ts'

// A terminal needs none of the runner's libraries, which take longer to load than a binary to be verified.
if (!(await startCommand(command))) {
  const [{ start }, { run }] = await Promise.all([import('@slipway/host'), import('./run.ts')])
  await start(contract, run)
}

import { start } from '@slipway/host'
import { contract } from './contract.ts'
import { run } from './run.ts'

await start(contract, run)

import { start } from '@slipway/host'
import { createArtifacts } from '@slipway/host/artifacts'
import { contract } from './contract.ts'
import { run } from './run.ts'

await start(contract, run, { artifacts: createArtifacts() })

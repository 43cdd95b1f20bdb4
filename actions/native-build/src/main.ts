import { start } from '@slipway/host'
import { createArtifacts } from '@slipway/host/artifacts'
import { createCache } from '@slipway/host/cache'
import { contract } from './contract.ts'
import { run } from './run.ts'

await start(contract, run, { artifacts: createArtifacts(), cache: createCache() })

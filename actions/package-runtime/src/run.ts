import type { InputsOf, OutputsOf } from '@slipway/contract'
import type { Ports } from '@slipway/host'
import { runPackage } from '@slipway/packaging'
import type { contract } from './contract.ts'
import { plan } from './plan.ts'

export function run(inputs: InputsOf<typeof contract>, ports: Ports): Promise<OutputsOf<typeof contract>> {
  return runPackage(inputs, plan(), ports)
}

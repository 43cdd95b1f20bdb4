import type { InputsOf } from '@slipway/contract'
import type { Component } from '@slipway/packaging'
import type { contract } from './contract.ts'

/** A firmware package, with the exact sources that its licence asks for. */
export function plan(inputs: InputsOf<typeof contract>): Component {
  return { component: 'firmware', sources: inputs['source-offer'] ?? [] }
}
